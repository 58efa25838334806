//! The first request of the new version is ours.

use super::super::runtime::host;
use super::failure::{raised, trace};
use super::{New, Release};
use crate::Result;
use crate::drivers::lambda;
use crate::messages::steps;
use serde_json::{Value as Json, json};

impl Release<'_> {
    /// A page that is missing is the project's affair, one that breaks is not.
    pub(super) async fn smoke_test(&self, web: &New<'_>) -> Result {
        let step = self.cx.ui.step(self.say(&steps::smoke_test()));
        let answer = lambda::invoke(&self.cx.aws, &web.function.name, &web.version.to_string(), &request(&self.contract.url)).await?;
        if answer.function_error.is_some() {
            return Err(self.still_serving(&steps::does_not_start(raised(&answer))).detail(trace(&answer)));
        }
        match answer.payload["statusCode"].as_i64() {
            Some(status) if status < 500 => {
                step.done(self.say(&steps::answers(status)));
                Ok(())
            }
            Some(status) => Err(self.still_serving(&steps::answers_badly(status)).detail(trace(&answer))),
            None => Err(self.still_serving(&steps::no_response()).detail(answer.payload.to_string())),
        }
    }
}

/// A request for `/` as the HTTP API sends it.
fn request(url: &str) -> Json {
    let (scheme, authority) = url.split_once("://").unwrap_or(("https", url));
    let port = authority.rsplit_once(':').map_or(if scheme == "https" { "443" } else { "80" }, |(_, port)| port);
    json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": "/",
        "rawQueryString": "",
        "headers": {
            "host": authority, "user-agent": "pocket-smoke-test", "accept": "text/html",
            "x-forwarded-for": "127.0.0.1", "x-forwarded-port": port, "x-forwarded-proto": scheme,
        },
        "requestContext": {
            "accountId": "anonymous", "apiId": "smoke-test", "domainName": host(url), "domainPrefix": host(url).split('.').next(),
            "http": { "method": "GET", "path": "/", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "pocket-smoke-test" },
            "requestId": "smoke-test", "routeKey": "$default", "stage": "$default", "time": "01/Jan/2026:00:00:00 +0000", "timeEpoch": 1_767_225_600_000_i64,
        },
        "isBase64Encoded": false,
    })
}
