//! The first request of the new version is ours.

use super::super::runtime::host;
use super::failure::{raised, trace};
use super::{New, Trial, find};
use crate::drivers::lambda;
use crate::messages::steps;
use crate::{Error, Result, traceback};
use serde_json::{Value as Json, json};

impl Trial<'_> {
    /// The page that the program names, and Django's own checks for a deployment.
    pub(super) async fn smoke_test(&self, news: &[New<'_>]) -> Result {
        let (web, manage) = (find(news, "web"), find(news, "manage"));
        if web.is_none() && manage.is_none() {
            return Ok(());
        }
        let step = self.cx.ui.step(self.say(&steps::smoke_test()));
        let (page, checks) = tokio::join!(self.request(web), self.check(manage));
        let said: Vec<String> = [page?, checks?].into_iter().flatten().collect();
        step.done(said.join("; "));
        Ok(())
    }

    async fn request(&self, web: Option<&New<'_>>) -> Result<Option<String>> {
        let Some(web) = web else { return Ok(None) };
        let releases = &self.synthesis.releases;
        let path = releases.path.as_str();
        let request = request(self.url, path);
        let answer = lambda::invoke(&self.cx.aws, &web.function.name, &web.version.to_string(), &request).await?;
        if answer.function_error.is_some() {
            return Err(Error::user(self.say(&steps::raises(path, raised(&answer)))).detail(trace(&answer)));
        }
        let Some(status) = answer.payload["statusCode"].as_i64() else {
            return Err(Error::user(self.say(&steps::no_response(path))).detail(answer.payload.to_string()));
        };
        match releases.accepts(status) {
            true => Ok(Some(self.say(&steps::answers(path, status)))),
            false if releases.expect.is_empty() => Err(Error::user(self.say(&steps::answers_badly(path, status))).detail(trace(&answer))),
            false => {
                let expected: Vec<String> = releases.expect.iter().map(u16::to_string).collect();
                let error = Error::user(self.say(&steps::answers_otherwise(path, status, expected.join(", ")))).detail(trace(&answer));
                Err(match answer.payload["headers"]["location"].as_str() {
                    Some(location) => error.hint(self.say(&steps::redirects(path, location))),
                    None => error,
                })
            }
        }
    }

    /// `check --deploy` of the new code, with its settings and its database.
    async fn check(&self, manage: Option<&New<'_>>) -> Result<Option<String>> {
        let Some(manage) = manage else { return Ok(None) };
        let argv = ["check", "--deploy", "--fail-level", self.synthesis.releases.fail_level];
        let answer = lambda::invoke(&self.cx.aws, &manage.function.name, &manage.version.to_string(), &json!({ "argv": argv })).await?;
        if answer.function_error.is_some() {
            return Err(Error::user(self.say(&steps::could_not_run("check --deploy", raised(&answer)))).detail(trace(&answer)));
        }
        let output: String = answer.payload["output"].as_array().into_iter().flatten().filter_map(|piece| piece["text"].as_str()).collect();
        let found = findings(&output);
        if answer.payload["exit"].as_i64() == Some(0) {
            self.cx.ui.verbose(output.trim_end());
            return Ok((!found.is_empty()).then(|| self.say(&steps::check_warns(found.join(", ")))));
        }
        let why = if found.is_empty() { traceback::raised(&output).unwrap_or_default() } else { found.join(", ") };
        Err(Error::user(self.say(&steps::check_refuses(why))).detail(traceback::shorten(output.trim_end(), &[])))
    }
}

/// The ids of what Django's checks found, each once: `security.W004`.
fn findings(output: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for piece in output.split('(').skip(1) {
        let Some((id, _)) = piece.split_once(')') else { continue };
        let good = id.split_once('.').is_some_and(|(app, code)| {
            let digits = code.strip_prefix(['C', 'D', 'E', 'I', 'W']).unwrap_or_default();
            !app.is_empty() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        });
        if good && !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// A request as the HTTP API sends it. `path` may have a query.
fn request(url: &str, path: &str) -> Json {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let (scheme, authority) = url.split_once("://").unwrap_or(("https", url));
    let port = authority.rsplit_once(':').map_or(if scheme == "https" { "443" } else { "80" }, |(_, port)| port);
    json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": query,
        "headers": {
            "host": authority, "user-agent": "pocket-smoke-test", "accept": "text/html",
            "x-forwarded-for": "127.0.0.1", "x-forwarded-port": port, "x-forwarded-proto": scheme,
        },
        "requestContext": {
            "accountId": "anonymous", "apiId": "smoke-test", "domainName": host(url), "domainPrefix": host(url).split('.').next(),
            "http": { "method": "GET", "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "pocket-smoke-test" },
            "requestId": "smoke-test", "routeKey": "$default", "stage": "$default", "time": "01/Jan/2026:00:00:00 +0000", "timeEpoch": 1_767_225_600_000_i64,
        },
        "isBase64Encoded": false,
    })
}

#[cfg(test)]
mod tests {
    use super::{findings, request};

    #[test]
    fn what_the_checks_found_is_named_once() {
        let output = "System check identified some issues:\n\nWARNINGS:\n?: (security.W004) You have not set (it).\n?: (security.W008) Your …\n\
                      ?: (security.W004) Again.\n\nSystem check identified 3 issues (0 silenced).\n";
        assert_eq!(findings(output), ["security.W004", "security.W008"]);
        assert!(findings("System check identified no issues (0 silenced).").is_empty());
    }

    #[test]
    fn a_query_is_no_part_of_the_path() {
        let request = request("https://x.example.com", "/healthz/?deep=1");
        assert_eq!((request["rawPath"].as_str(), request["rawQueryString"].as_str()), (Some("/healthz/"), Some("deep=1")));
    }
}
