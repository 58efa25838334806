//! A stack as it is deployed: what CloudFormation says of it, and what that means for a deploy.

use crate::aws::Calling;
use crate::{Error, Result};
use aws_sdk_cloudformation::Client;
use aws_sdk_cloudformation::types::StackStatus;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Tag with the project's name, on everything.
pub const TAG_PROJECT: &str = "pocket:project";
/// Tag with the stage's name, on everything.
pub const TAG_STAGE: &str = "pocket:stage";
/// Tag with the place of the declaration.
pub const TAG_AT: &str = "pocket:at";

/// A stack that exists.
#[derive(Debug, Clone, PartialEq)]
pub struct Deployed {
    /// Name.
    pub name: String,
    /// ARN.
    pub id: String,
    /// `CREATE_COMPLETE` …
    pub status: String,
    /// CloudFormation's reason for the status.
    pub reason: Option<String>,
    /// Outputs by key.
    pub outputs: BTreeMap<String, String>,
    /// Parameter values; `****` for a secret one.
    pub parameters: BTreeMap<String, String>,
    /// Tags.
    pub tags: BTreeMap<String, String>,
}

/// What the status means for a deploy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It can be updated.
    Ready,
    /// An operation is running: a deploy that was killed, or another one.
    Busy,
    /// A creation or a deletion that failed left it; it can only be deleted.
    Leftover,
    /// Only the user can go on, for it must be decided which resources to give up.
    Stuck,
}

impl Deployed {
    /// See [`State`].
    pub fn state(&self) -> State {
        match self.status.as_str() {
            "ROLLBACK_COMPLETE" | "ROLLBACK_FAILED" | "CREATE_FAILED" | "REVIEW_IN_PROGRESS" | "DELETE_FAILED" => State::Leftover,
            "UPDATE_ROLLBACK_FAILED" | "IMPORT_ROLLBACK_FAILED" => State::Stuck,
            status if status.ends_with("_IN_PROGRESS") => State::Busy,
            _ => State::Ready,
        }
    }

    /// Whether its tags say that this project and stage made it.
    pub fn belongs_to(&self, project: &str, stage: &str) -> bool {
        self.tags.get(TAG_PROJECT).is_some_and(|tag| tag == project) && self.tags.get(TAG_STAGE).is_some_and(|tag| tag == stage)
    }

    /// Whether it may be changed or deleted. Before its first operation a stack has no tags, and no resources.
    pub fn is_ours(&self, project: &str, stage: &str) -> bool {
        self.belongs_to(project, stage) || (self.status == "REVIEW_IN_PROGRESS" && self.tags.is_empty())
    }

    /// What to tell a user whose stack is [`State::Stuck`].
    pub fn stuck(&self) -> Error {
        let name = &self.name;
        let reason = self.reason.as_deref().map(|reason| format!(": {reason}")).unwrap_or_default();
        Error::user(format!("stack `{name}` is {}, for its last update could neither be finished nor undone{reason}", self.status))
            .hint(format!("aws cloudformation continue-update-rollback --stack-name {name}"))
            .hint(format!(
                "aws cloudformation continue-update-rollback --stack-name {name} --resources-to-skip LOGICAL_ID    # if that fails"
            ))
    }
}

/// The stack of that name; `None` when there is none. A deleted one can be found by its ARN only.
pub async fn describe(client: &Client, name: &str) -> Result<Option<Deployed>> {
    let answer = client.describe_stacks().stack_name(name).send().await.calling("cloudformation:DescribeStacks", format!("stack `{name}`"));
    let answer = match answer {
        Err(failure) if failure.is_not_found() => return Ok(None),
        answer => answer?,
    };
    let Some(stack) = answer.stacks().first() else { return Ok(None) };
    let pairs = |key: Option<&str>, value: Option<&str>| Some((key?.to_owned(), value.unwrap_or_default().to_owned()));
    let deployed = Deployed {
        name: stack.stack_name().unwrap_or(name).to_owned(),
        id: stack.stack_id().unwrap_or(name).to_owned(),
        status: stack.stack_status().map(StackStatus::as_str).unwrap_or_default().to_owned(),
        reason: stack.stack_status_reason().map(String::from),
        outputs: stack.outputs().iter().filter_map(|output| pairs(output.output_key(), output.output_value())).collect(),
        parameters: stack.parameters().iter().filter_map(|it| pairs(it.parameter_key(), it.parameter_value())).collect(),
        tags: stack.tags().iter().filter_map(|tag| pairs(tag.key(), tag.value())).collect(),
    };
    Ok(Some(deployed).filter(|deployed| deployed.status != "DELETE_COMPLETE"))
}

/// The template as it was sent.
pub async fn template(client: &Client, name: &str) -> Result<Json> {
    let stage = aws_sdk_cloudformation::types::TemplateStage::Original;
    let answer = client
        .get_template()
        .stack_name(name)
        .template_stage(stage)
        .send()
        .await
        .calling("cloudformation:GetTemplate", format!("stack `{name}`"))?;
    let body = answer.template_body().unwrap_or_default();
    serde_json::from_str(body).map_err(|error| {
        Error::user(format!("the template of stack `{name}` is not JSON, so pocket did not deploy it: {error}"))
            .hint("give the project another name: `project NAME;` in the block")
    })
}

/// A resource of a deployed stack.
#[derive(Debug, Clone, PartialEq)]
pub struct Resource {
    /// Logical id.
    pub id: String,
    /// Type.
    pub kind: String,
    /// Physical id; empty while it is being made.
    pub physical: String,
    /// `CREATE_COMPLETE` …
    pub status: String,
    /// Why it has this status.
    pub reason: Option<String>,
}

/// All resources of a stack.
pub async fn resources(client: &Client, name: &str) -> Result<Vec<Resource>> {
    let mut found = Vec::new();
    let mut token = None;
    loop {
        let answer = client.list_stack_resources().stack_name(name).set_next_token(token).send().await;
        let answer = answer.calling("cloudformation:ListStackResources", format!("stack `{name}`"))?;
        found.extend(answer.stack_resource_summaries().iter().map(|resource| Resource {
            id: resource.logical_resource_id().unwrap_or_default().to_owned(),
            kind: resource.resource_type().unwrap_or_default().to_owned(),
            physical: resource.physical_resource_id().unwrap_or_default().to_owned(),
            status: resource.resource_status().map(|status| status.as_str()).unwrap_or_default().to_owned(),
            reason: resource.resource_status_reason().map(String::from),
        }));
        token = answer.next_token().map(String::from);
        if token.is_none() {
            return Ok(found);
        }
    }
}
