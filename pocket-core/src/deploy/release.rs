//! Code into functions: layer, versions, migrations, a first request, the switch.

use super::Cx;
use super::runtime::host;
use super::source::{Built, Zip};
use crate::drivers::lambda::{self, Invocation, Part};
use crate::drivers::{artifacts, lease::Lease};
use crate::messages::steps;
use crate::plan::{CodeChange, FunctionChange, code};
use crate::ui::Step;
use crate::{Error, Result, traceback};
use pocket_model::contract::RuntimeConfig;
use pocket_model::messages::Wording;
use pocket_model::synth::{ALIAS, Function, Synthesis};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use tokio::task::JoinSet;

/// Releases that are kept, for `rollback` and for browsers that still show their pages.
const KEEP: usize = 10;

/// The layer with the stage's dependencies.
pub fn layer_name(synthesis: &Synthesis) -> String {
    pocket_model::names::layer(&synthesis.project, &synthesis.stage)
}

/// The ARN of the layer version with these dependencies, if it is published.
pub async fn find_layer(cx: &Cx, synthesis: &Synthesis, built: &Built) -> Result<Option<String>> {
    lambda::find_layer(&cx.aws, &layer_name(synthesis), &built.dependencies.sha256, &built.runtime, synthesis.build.arch).await
}

/// Whether a release migrates: it brings code, and the stage has a database. Code that serves has migrated before it served.
pub fn migrates(synthesis: &Synthesis, site: CodeChange) -> bool {
    matches!(site, CodeChange::First | CodeChange::Code) && !synthesis.contract.databases.is_empty()
}

/// Sends the dependencies and publishes them as a layer. Writes nothing when they are there.
pub async fn layer(cx: &Cx, synthesis: &Synthesis, built: &Built, bucket: &str) -> Result<String> {
    let step = cx.ui.step(cx.ui.say(&steps::dependencies()));
    let part = part(cx, &step, bucket, &built.dependencies).await?;
    let arn = lambda::publish_layer(&cx.aws, &layer_name(synthesis), &part, &built.runtime, synthesis.build.arch).await?;
    step.done(arn.rsplit(':').next().map(|version| cx.ui.say(&steps::layer_version(version))).unwrap_or_default());
    Ok(arn)
}

async fn part(cx: &Cx, step: &Step, bucket: &str, zip: &Zip) -> Result<Part> {
    let key = artifacts::key(&zip.sha256, "zip");
    artifacts::upload(&cx.aws, step, bucket, &key, &zip.path).await?;
    Ok(Part { bucket: bucket.to_owned(), key, sha256: zip.sha256.clone() })
}

/// Puts an alias back that a stack update has reset: the template says `$LATEST` for ever, and some updates take that literally.
pub async fn hold_alias(cx: &Cx, function: &FunctionChange) -> Result {
    let Some(version) = &function.live else { return Ok(()) };
    if lambda::alias(&cx.aws, &function.name, ALIAS).await?.as_deref() != Some("$LATEST") {
        return Ok(());
    }
    // Where the stack made the function anew, the version is gone with the old one.
    if lambda::versions(&cx.aws, &function.name).await?.iter().any(|known| known.number.to_string() == *version) {
        lambda::set_alias(&cx.aws, &function.name, ALIAS, version).await?;
        cx.ui.verbose(format!("{}: the stack update had reset the alias, it points to version {version} again", function.name));
    }
    Ok(())
}

/// What a release is made of.
pub struct Release<'a> {
    /// Context.
    pub cx: &'a Cx,
    /// The stage.
    pub synthesis: &'a Synthesis,
    /// The lock, asked before each step that changes something.
    pub lease: &'a Lease,
    /// The deploy bucket.
    pub bucket: &'a str,
    /// The built project.
    pub built: &'a Built,
    /// The contract in the code.
    pub contract: &'a RuntimeConfig,
    /// The code with its contract.
    pub sealed: &'a Zip,
}

/// What a release did.
#[derive(Debug, Default)]
pub struct Released {
    /// The version that serves now, by function.
    pub versions: BTreeMap<String, String>,
    /// Whether anything was published or switched.
    pub changed: bool,
}

impl Release<'_> {
    /// Publishes what differs from what serves, tries it, and switches to it. Whatever fails, the old release goes on serving.
    pub async fn run(&self) -> Result<Released> {
        let mut released = Released::default();
        let step = self.cx.ui.step(self.say(&steps::code()));
        let (mut news, mut site) = (Vec::new(), CodeChange::Same);
        for function in &self.synthesis.functions {
            let live = code::live(&self.cx.aws, &function.name).await?;
            let change = live.change(Some(&self.sealed.base64_sha256));
            if function.role == "web" {
                site = change;
            }
            match change {
                CodeChange::Same => released.versions.extend(live.version.map(|version| (function.name.clone(), version))),
                _ => news.push((function, 0)),
            }
        }
        if !news.is_empty() {
            self.lease.check()?;
            self.publish(&step, &mut news).await?;
        }
        if news.is_empty() {
            step.done(self.say(&steps::unchanged()));
            return Ok(released);
        }
        let list: Vec<String> = news.iter().map(|(function, number)| format!("{}:{number}", function.name)).collect();
        step.done(list.join(", "));
        if migrates(self.synthesis, site)
            && let Some((manage, number)) = news.iter().find(|(function, _)| function.role == "manage")
        {
            self.lease.check()?;
            self.migrate(manage, *number).await?;
        }
        if let Some((web, number)) = news.iter().find(|(function, _)| function.role == "web") {
            self.smoke_test(web, *number).await?;
        }
        self.lease.check()?;
        // The site last: once it serves the release, all else does, so the next deploy need look no further.
        for (function, number) in news.iter().rev() {
            lambda::set_alias(&self.cx.aws, &function.name, ALIAS, &number.to_string()).await?;
            released.versions.insert(function.name.clone(), number.to_string());
        }
        released.changed = true;
        self.tidy().await;
        Ok(released)
    }

    /// Gives the code to all of them at once, and fills in their new versions.
    async fn publish(&self, step: &Step, news: &mut [(&Function, u64)]) -> Result {
        let part = part(self.cx, step, self.bucket, self.sealed).await?;
        let mut publishing = JoinSet::new();
        for (index, (function, _)) in news.iter().enumerate() {
            let (aws, name, part, record) = (self.cx.aws.clone(), function.name.clone(), part.clone(), self.record());
            publishing.spawn(async move {
                lambda::update_code(&aws, &name, &part).await?;
                lambda::publish_version(&aws, &name, &part.sha256, &record).await.map(|number| (index, number))
            });
        }
        let mut failed = None;
        while let Some(published) = publishing.join_next().await {
            match published.map_err(|source| Error::bug("a function's task ended early").caused_by(source)).flatten() {
                Ok((index, number)) => news[index].1 = number,
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        failed.map_or(Ok(()), Err)
    }

    /// What a version says of itself: `releases` reads it.
    fn record(&self) -> String {
        let commit = self.cx.commit.as_deref().map(|commit| format!(" commit={}", &commit[..commit.len().min(12)])).unwrap_or_default();
        format!("code={} dependencies={}{commit}", self.sealed.sha256, self.built.dependencies.sha256)
    }

    /// Exactly once, in the new code, before anybody sees it.
    async fn migrate(&self, manage: &Function, version: u64) -> Result {
        let step = self.cx.ui.step(self.say(&steps::migrate()));
        let mut applied = 0;
        let mut aliases: Vec<&String> = self.contract.databases.keys().collect();
        aliases.sort_by_key(|alias| *alias != "default");
        for alias in aliases {
            let mut argv = vec!["migrate", "--noinput"];
            if alias != "default" {
                argv.extend(["--database", alias]);
            }
            let answer = lambda::invoke(&self.cx.aws, &manage.name, &version.to_string(), &json!({ "argv": argv })).await?;
            let command = argv.join(" ");
            if answer.function_error.is_some() {
                return Err(self.still_serving(&steps::could_not_run(&command, raised(&answer))).detail(trace(&answer)));
            }
            let output: String =
                answer.payload["output"].as_array().into_iter().flatten().filter_map(|piece| piece["text"].as_str()).collect();
            match answer.payload["exit"].as_i64() {
                Some(0) => applied += output.lines().filter(|line| line.trim_start().starts_with("Applying ")).count(),
                exit => {
                    let exit = self.say(&exit.map_or_else(steps::no_exit_status, steps::exit_status));
                    let why = traceback::raised(&output).unwrap_or(exit);
                    let place = failing(&output).map(|name| self.say(&steps::in_migration(name))).unwrap_or_default();
                    return Err(self.still_serving(&steps::failed(&command, place, why)).detail(traceback::shorten(&output, &[])));
                }
            }
            self.cx.ui.verbose(output.trim_end());
        }
        step.done(self.say(&match applied {
            0 => steps::nothing_to_apply(),
            1 => steps::one_applied(),
            applied => steps::applied(applied),
        }));
        Ok(())
    }

    /// The first request of the new version is ours. A page that is missing is the project's affair, one that breaks is not.
    async fn smoke_test(&self, web: &Function, version: u64) -> Result {
        let step = self.cx.ui.step(self.say(&steps::smoke_test()));
        let answer = lambda::invoke(&self.cx.aws, &web.name, &version.to_string(), &request(&self.contract.url)).await?;
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

    fn say(&self, wording: &Wording) -> String {
        self.cx.ui.say(wording)
    }

    /// A failure before anybody saw the new code.
    fn still_serving(&self, wording: &Wording) -> Error {
        Error::user(self.say(wording)).hint(self.say(&steps::still_serving()))
    }

    /// Drops what is older than the releases that are kept. Nothing depends on it, so it fails quietly.
    async fn tidy(&self) {
        let (aws, ui) = (&self.cx.aws, &self.cx.ui);
        let mut used = Vec::new();
        for function in &self.synthesis.functions {
            if let Err(error) = lambda::delete_old_versions(aws, &function.name, KEEP).await {
                ui.verbose(format!("old versions of {} stay: {error}", function.name));
            }
            if let Ok(versions) = lambda::versions(aws, &function.name).await {
                used.extend(versions.into_iter().flat_map(|version| hashes(&version.description)));
            }
        }
        used.sort();
        used.dedup();
        let keys: Vec<String> = used.iter().map(|sha256| artifacts::key(sha256, "zip")).collect();
        if let Err(error) = artifacts::delete_old(aws, self.bucket, "artifacts/", 2 * KEEP, &keys).await {
            ui.verbose(format!("old artifacts stay: {error}"));
        }
        if let Err(error) = lambda::delete_old_layers(aws, &layer_name(self.synthesis), KEEP, &[]).await {
            ui.verbose(format!("old layers stay: {error}"));
        }
    }
}

/// The migration that `migrate` was at when it ended: `Applying blog.0002_tags...` without an OK.
fn failing(output: &str) -> Option<&str> {
    let (_, rest) = output.rsplit_once("  Applying ")?;
    let (name, rest) = rest.split_once("...")?;
    (!rest.trim_start().starts_with("OK")).then_some(name)
}

/// The digests in a version's record.
fn hashes(record: &str) -> Vec<String> {
    record
        .split_whitespace()
        .filter_map(|part| part.strip_prefix("code=").or_else(|| part.strip_prefix("dependencies=")))
        .map(String::from)
        .collect()
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

/// `ImportError: no module …`
fn raised(answer: &Invocation) -> String {
    let text = |key: &str| answer.payload[key].as_str().unwrap_or_default().to_owned();
    match (text("errorType"), text("errorMessage")) {
        (kind, message) if kind.is_empty() => message,
        (kind, message) => format!("{kind}: {message}"),
    }
}

/// The handler's traceback, or what it logged.
fn trace(answer: &Invocation) -> String {
    let lines: Vec<&str> =
        answer.payload["stackTrace"].as_array().into_iter().flatten().filter_map(Json::as_str).map(str::trim_end).collect();
    if lines.is_empty() {
        return traceback::shorten(answer.log_tail.trim_end(), &[]);
    }
    traceback::shorten(&format!("Traceback (most recent call last):\n{}\n{}", lines.join("\n"), raised(answer)), &[])
}

#[cfg(test)]
mod tests {
    use super::failing;

    #[test]
    fn the_failing_migration_is_named() {
        assert_eq!(failing("  Applying blog.0001_initial... OK\n  Applying blog.0002_bad...Traceback"), Some("blog.0002_bad"));
        assert_eq!(failing("  Applying blog.0001_initial... OK\nCommandError: x"), None);
        assert_eq!(failing("CommandError: x"), None);
    }
}
