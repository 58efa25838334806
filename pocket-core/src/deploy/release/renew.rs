//! The same code as a new version: what a running function keeps, such as a secret that it read when it started, is then read anew.

use super::{New, Phase, Released, Trial, discard, record, switch};
use crate::aws::Calling;
use crate::deploy::{Cx, stacks};
use crate::drivers::lambda;
use crate::drivers::lease::Lease;
use crate::messages::steps;
use crate::plan::{address, code};
use crate::{Error, Result};
use pocket_model::synth::{Function, Synthesis};
use record::Record;
use std::collections::BTreeMap;

/// Publishes the code that serves as a new version of each function, starts it, tries it as a release is tried, and switches to it. Call it under the
/// lock. `reason` stands in the release's record: `rotate DATABASE_URL`. A stage without a release has nothing to renew.
///
/// # Errors
/// Lambda's; a new version that does not start or does not answer as it should, whereupon the old ones serve on. After a `rollback` to a release with
/// another configuration than the stack has: what is published gets the stack's, so it would be a mixture. `renewable` tells that beforehand.
pub async fn renew(cx: &Cx, synthesis: &Synthesis, lease: &Lease, bucket: &str, reason: &str) -> Result<Released> {
    renewable(cx, synthesis).await?;
    let url = url(cx, synthesis).await?;
    let trial = Trial { cx, synthesis, lease, bucket, url: &url };
    let step = cx.ui.step(cx.ui.say(&steps::code()));
    let mut news = Vec::new();
    for function in &synthesis.functions {
        lease.check()?;
        if let Some(version) = publish(cx, bucket, function, reason).await? {
            news.push(New { function, version });
        }
    }
    if news.is_empty() {
        step.done(cx.ui.say(&steps::unchanged()));
        return Ok(Released::default());
    }
    let list: Vec<String> = news.iter().map(|new| format!("{}:{}", new.function.name, new.version)).collect();
    step.done(list.join(", "));
    let tried = match trial.start(&news).await {
        Ok(()) => trial.smoke_test(&news).await.map_err(|error| (Phase::SmokeTest, error)),
        Err(error) => Err((Phase::Start, error)),
    };
    if let Err((phase, error)) = tried {
        trial.discard(&news).await;
        return Err(trial.failed(phase, error, &BTreeMap::new()));
    }
    let versions: BTreeMap<String, String> = news.iter().map(|new| (new.function.name.clone(), new.version.to_string())).collect();
    let records = record::all(&cx.aws, bucket).await?;
    let aliases = switch::aliases(&cx.aws, synthesis).await?;
    let before = record::live(&records, switch::site(synthesis), &aliases).map(|live| live.record.clone()).unwrap_or_default();
    let now = trial.record(versions.clone())?;
    // The same code by the same commit, by another hand and at another time.
    let record = Record { at: now.at, by: now.by, versions: now.versions, reason: reason.to_owned(), databases: known(&before), ..before };
    record::write(&cx.aws, bucket, record).await?;
    trial.switch(&news).await?;
    trial.tidy().await;
    Ok(Released { versions, changed: true })
}

/// Whether [`renew`] can be called: to be asked before a secret is changed.
///
/// # Errors
/// After a `rollback` to a release with another configuration than the stack has, with what to type; Lambda's.
pub async fn renewable(cx: &Cx, synthesis: &Synthesis) -> Result {
    for function in &synthesis.functions {
        let live = code::live(&cx.aws, &function.name).await?;
        if !live.is_configured_alike() {
            return Err(Error::user(cx.ui.say(&steps::other_configuration(&function.name, live.version.unwrap_or_default())))
                .hint(format!("cargo run -- deploy -s {}", synthesis.stage)));
        }
    }
    Ok(())
}

/// What the code knows stays known; nothing was applied.
fn known(before: &Record) -> BTreeMap<String, record::Schema> {
    let known = |schema: &record::Schema| record::Schema { known: schema.known.clone(), ..record::Schema::default() };
    before.databases.iter().map(|(alias, schema)| (alias.clone(), known(schema))).collect()
}

/// A new version of the code that serves; `None` for a function without a release.
async fn publish(cx: &Cx, bucket: &str, function: &Function, reason: &str) -> Result<Option<u64>> {
    let (aws, name) = (&cx.aws, &function.name);
    let live = code::live(aws, name).await?;
    let (Some(serving), Some(latest)) = (&live.serving, &live.latest) else { return Ok(None) };
    let description = serving.description().unwrap_or_default();
    if serving.code_sha256() != latest.code_sha256()
        && let Some(code) = discard::code(cx, bucket, name, serving.version().unwrap_or_default(), description).await?
    {
        lambda::update_code(aws, name, &code).await?;
    }
    // Lambda publishes nothing where nothing has changed since, so something does, for a moment: the stack's own description comes back.
    let own = latest.description().unwrap_or_default();
    describe(cx, name, &format!("{own} ({reason})")).await?;
    let published = lambda::publish_code(aws, name, serving.code_sha256().unwrap_or_default(), description).await;
    describe(cx, name, own).await?;
    published.map(Some)
}

async fn describe(cx: &Cx, function: &str, text: &str) -> Result {
    // Source: Lambda API Reference, `UpdateFunctionConfiguration`, `Description`: 256 characters.
    let text: String = text.chars().take(256).collect();
    let call = cx.aws.lambda.update_function_configuration().function_name(function).description(text);
    call.send().await.calling("lambda:UpdateFunctionConfiguration", format!("function `{function}`"))?;
    lambda::wait_until_ready(&cx.aws, function, None).await?;
    Ok(())
}

/// Where visitors find the site, for the smoke test's request.
async fn url(cx: &Cx, synthesis: &Synthesis) -> Result<String> {
    let mut deployed = BTreeMap::new();
    for stack in &synthesis.stacks {
        deployed.extend(stacks::describe(&cx.aws.cloudformation, &stack.name).await?.map(|found| (stack.name.clone(), found)));
    }
    Ok(address(cx, synthesis, &deployed).unwrap_or_default())
}
