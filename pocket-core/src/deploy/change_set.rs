//! Creating, updating and deleting a stack. Creation and update go through a change set, which CloudFormation checks as a whole before it touches anything.

use super::events::Events;
use super::stacks::{Deployed, State, TAG_AT, TAG_PROJECT, TAG_STAGE, describe};
use super::wait::until_idle;
use crate::aws::Calling;
use crate::messages::steps;
use crate::ui::Step;
use crate::{Error, Result};
use aws_sdk_cloudformation::Client;
use aws_sdk_cloudformation::types::{Capability, ChangeSetStatus, ChangeSetType, Parameter, Tag};
use pocket_model::ast::At;
use std::collections::BTreeMap;
use std::time::Duration;

/// Longest template that CloudFormation takes in the call itself, in bytes; a longer one it fetches from S3.
pub const LONGEST_BODY: usize = 51_200;

/// Where CloudFormation finds the template.
#[derive(Debug, Clone)]
pub enum Source {
    /// In the call.
    Body(String),
    /// In S3.
    Url(String),
}

/// What a stack is to become.
#[derive(Debug, Clone)]
pub struct Desired {
    /// Stack name.
    pub name: String,
    /// Template.
    pub source: Source,
    /// All parameters of the template that have no default.
    pub parameters: BTreeMap<String, String>,
    /// Project name, for the tags.
    pub project: String,
    /// Stage name, for the tags.
    pub stage: String,
    /// `main.rs:31:9`, for the tags.
    pub at: String,
    /// Where each resource was declared.
    pub places: BTreeMap<String, At>,
}

/// Makes the stack so. Returns it, and whether anything was changed.
///
/// # Errors
/// The first failed resource's reason, with the place of its declaration. CloudFormation has then undone the whole operation.
pub async fn apply(client: &Client, desired: &Desired, deployed: Option<&Deployed>, step: &Step) -> Result<(Deployed, bool)> {
    let name = &desired.name;
    let change_set = format!("pocket-{}", std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default().as_millis());
    let kind = if deployed.is_some() { ChangeSetType::Update } else { ChangeSetType::Create };
    // The place moves whenever the user edits the lines above it, and a changed tag is a change of every resource: an update keeps the one it has.
    let at = deployed.and_then(|deployed| deployed.tags.get(TAG_AT)).unwrap_or(&desired.at);
    let tag = |key: &str, value: &str| Tag::builder().key(key).value(value).build();
    let mut request = (client.create_change_set().stack_name(name).change_set_name(&change_set).change_set_type(kind))
        .capabilities(Capability::CapabilityNamedIam)
        .tags(tag(TAG_PROJECT, &desired.project))
        .tags(tag(TAG_STAGE, &desired.stage));
    if !at.is_empty() {
        request = request.tags(tag(TAG_AT, at));
    }
    for (key, value) in &desired.parameters {
        request = request.parameters(Parameter::builder().parameter_key(key).parameter_value(value).build());
    }
    request = match &desired.source {
        Source::Body(body) => request.template_body(body),
        Source::Url(url) => request.template_url(url),
    };
    step.detail(step.say(&steps::preparing(name)));
    let created = request.send().await.calling("cloudformation:CreateChangeSet", format!("stack `{name}`"));
    let id = match created {
        Err(failure) if failure.is_no_change() => return unchanged(client, name).await,
        created => created?.id().unwrap_or(&change_set).to_owned(),
    };
    if !prepared(client, name, &id).await? {
        let _ = client.delete_change_set().stack_name(name).change_set_name(&id).send().await;
        return unchanged(client, name).await;
    }
    let mut events = Events::from_now(client, name).await?;
    (client.execute_change_set().stack_name(name).change_set_name(&id).send().await)
        .calling("cloudformation:ExecuteChangeSet", format!("stack `{name}`"))?;
    let done = until_idle(client, name, &mut events, step).await?;
    match done {
        Some(done) if done.status == "CREATE_COMPLETE" && deployed.is_none() || done.status == "UPDATE_COMPLETE" => Ok((done, true)),
        done => Err(failed(desired, done.as_ref(), deployed.is_none(), &events)),
    }
}

async fn unchanged(client: &Client, name: &str) -> Result<(Deployed, bool)> {
    match describe(client, name).await? {
        Some(deployed) => Ok((deployed, false)),
        None => Err(Error::bug(format!("stack `{name}` vanished while it was being deployed"))),
    }
}

/// Whether there is anything to execute. CloudFormation says "nothing" as a failure, emulators also as a complete set without changes.
async fn prepared(client: &Client, name: &str, id: &str) -> Result<bool> {
    let mut pause = Duration::from_millis(40);
    loop {
        let answer = client.describe_change_set().stack_name(name).change_set_name(id).send().await;
        let answer = answer.calling("cloudformation:DescribeChangeSet", format!("stack `{name}`"))?;
        let reason = answer.status_reason().unwrap_or_default();
        match answer.status() {
            Some(ChangeSetStatus::CreateComplete) => return Ok(true),
            Some(ChangeSetStatus::Failed) if is_empty_reason(reason) => return Ok(false),
            Some(ChangeSetStatus::Failed) => {
                let _ = client.delete_change_set().stack_name(name).change_set_name(id).send().await;
                return Err(Error::user(format!("CloudFormation refuses the template of stack `{name}`: {reason}"))
                    .hint("cargo run -- synth --out DIR    # writes the template, to look at"));
            }
            _ => tokio::time::sleep(pause).await,
        }
        pause = pause.mul_f32(1.5).min(Duration::from_secs(3));
    }
}

fn is_empty_reason(reason: &str) -> bool {
    reason.contains("didn't contain changes") || reason.contains("No updates are to be performed") || reason.contains("no changes")
}

fn failed(desired: &Desired, done: Option<&Deployed>, creating: bool, events: &Events) -> Error {
    let name = &desired.name;
    let status = done.map_or("gone", |done| done.status.as_str());
    let error = match events.cause() {
        Some(event) => {
            let reason = event.reason.as_deref().unwrap_or("CloudFormation gives no reason").trim_end_matches('.');
            Error::user(format!("stack `{name}`: {} ({}) failed: {reason}", event.logical, event.kind))
        }
        None => {
            let reason = done.and_then(|done| done.reason.as_deref()).map(|reason| format!(": {reason}")).unwrap_or_default();
            Error::user(format!("stack `{name}` ended as {status}{reason}"))
        }
    };
    let error = match (creating, status) {
        (true, _) => error.hint("mend it and run deploy again: it deletes what this creation left, then creates the stack anew"),
        (false, "UPDATE_ROLLBACK_COMPLETE") => {
            error.hint("CloudFormation restored what was before, and the site serves as it did: mend it and run deploy again")
        }
        (false, "UPDATE_ROLLBACK_FAILED") => done.map(Deployed::stuck).into_iter().flat_map(|stuck| stuck.hints).fold(error, Error::hint),
        _ => error,
    };
    let failures = events.failures();
    let error = if failures.len() > 1 { error.detail(failures.join("\n")) } else { error };
    match events.place(&desired.places) {
        Some(at) => error.at(at),
        None => error,
    }
}

/// Waits for an operation that was found running: its deploy was killed, or runs elsewhere.
pub async fn settle(client: &Client, name: &str, step: &Step) -> Result<Option<Deployed>> {
    let mut events = Events::of_running(client, name).await?;
    step.detail(step.say(&steps::waiting(name)));
    until_idle(client, name, &mut events, step).await
}

/// Deletes a stack and waits. One that is not there is fine.
///
/// # Errors
/// Names the resources that block it.
pub async fn delete(client: &Client, deployed: &Deployed, step: &Step) -> Result {
    let name = &deployed.name;
    let mut events = Events::from_now(client, name).await?;
    step.detail(step.say(&steps::deleting(name)));
    client.delete_stack().stack_name(name).send().await.calling("cloudformation:DeleteStack", format!("stack `{name}`"))?;
    let Some(left) = until_idle(client, &deployed.id, &mut events, step).await? else { return Ok(()) };
    if left.state() == State::Ready && left.reason.is_none() {
        return Err(Error::user(format!("stack `{name}` is still {} after its deletion was asked for", left.status))
            .hint("run the same command again: it continues where it stopped"));
    }
    let reason = left.reason.as_deref().map(|reason| format!(": {reason}")).unwrap_or_default();
    let error = Error::user(format!("stack `{name}` could not be deleted{reason}"))
        .hint("delete what blocks it, then run the same command again: it continues where it stopped");
    let failures = events.failures();
    Err(if failures.is_empty() { error } else { error.detail(failures.join("\n")) })
}
