//! Events of a stack while an operation runs: shown as they come, and read for the first failure.

use crate::Result;
use crate::aws::Calling;
use crate::ui::Step;
use aws_sdk_cloudformation::Client;
use pocket_model::ast::At;
use std::collections::BTreeMap;

/// What happened to a resource.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// CloudFormation's id of the event.
    pub id: String,
    /// Logical id; the stack's name for the stack itself.
    pub logical: String,
    /// Type.
    pub kind: String,
    /// `CREATE_FAILED` …
    pub status: String,
    /// Why.
    pub reason: Option<String>,
}

impl Event {
    /// Whether this failure is a cause. What was cancelled because something else failed is not, nor is the stack's own summary.
    fn is_cause(&self) -> bool {
        let reason = self.reason.as_deref().unwrap_or_default();
        self.status.ends_with("_FAILED") && self.kind != "AWS::CloudFormation::Stack" && !reason.to_ascii_lowercase().contains("cancelled")
    }
}

/// Follows the events of one operation.
#[derive(Debug)]
pub struct Events {
    stack: String,
    last: Option<String>,
    begun: bool,
    /// What was seen, oldest first.
    pub seen: Vec<Event>,
}

impl Events {
    /// From now on: what happened before belongs to other operations.
    pub async fn from_now(client: &Client, stack: &str) -> Result<Self> {
        let newest = page(client, stack, None).await?.0.into_iter().next();
        Ok(Events { stack: stack.to_owned(), last: newest.map(|event| event.id), begun: false, seen: Vec::new() })
    }

    /// From the beginning of the operation that is running.
    pub async fn of_running(client: &Client, stack: &str) -> Result<Self> {
        let (events, _) = page(client, stack, None).await?;
        let begin = events.iter().position(|event| {
            event.kind == "AWS::CloudFormation::Stack"
                && event.logical == stack
                && event.status.ends_with("_IN_PROGRESS")
                && !event.status.contains("ROLLBACK")
        });
        let last = begin.and_then(|begin| events.get(begin + 1)).map(|event| event.id.clone());
        Ok(Events { stack: stack.to_owned(), last, begun: true, seen: Vec::new() })
    }

    /// Fetches what is new and shows it. `target` is the stack's ARN once it is known: a deleted stack answers to nothing else.
    pub async fn follow(&mut self, client: &Client, target: &str, step: &Step) -> Result {
        let mut news: Vec<Event> = Vec::new();
        let mut token = None;
        'pages: loop {
            let (events, next) = page(client, target, token).await?;
            for event in events {
                if Some(&event.id) == self.last.as_ref() {
                    break 'pages;
                }
                news.push(event);
            }
            token = next;
            if token.is_none() {
                break;
            }
        }
        if let Some(newest) = news.first() {
            self.last = Some(newest.id.clone());
        }
        for event in news.into_iter().rev() {
            show(&event, &self.stack, step);
            self.begun |= event.kind == "AWS::CloudFormation::Stack" && event.status != "REVIEW_IN_PROGRESS";
            self.seen.push(event);
        }
        Ok(())
    }

    /// Whether the operation has begun. Until then the stack still shows the status that it had before.
    pub fn begun(&self) -> bool {
        self.begun
    }

    /// The first failure, which caused all others.
    pub fn cause(&self) -> Option<&Event> {
        self.seen.iter().find(|event| event.is_cause())
    }

    /// Where the cause was declared.
    pub fn place(&self, places: &BTreeMap<String, At>) -> Option<At> {
        self.cause().and_then(|event| places.get(&event.logical)).copied()
    }

    /// All failures, a line each.
    pub fn failures(&self) -> Vec<String> {
        self.seen.iter().filter(|event| event.is_cause()).map(line).collect()
    }
}

fn line(event: &Event) -> String {
    let reason = event.reason.as_deref().map(|reason| format!(": {reason}")).unwrap_or_default();
    format!("{:<28} {:<24} {}{reason}", event.logical, event.status, event.kind)
}

/// Failures are lines of their own; what goes well only tells what is at work.
fn show(event: &Event, stack: &str, step: &Step) {
    let rolling_back = event.kind == "AWS::CloudFormation::Stack" && event.status.contains("ROLLBACK");
    if event.status.ends_with("_FAILED") || rolling_back {
        step.line(format!("    {}", line(event)));
    } else if event.logical != stack {
        step.detail(format!("{} {}", event.logical, event.status));
    }
}

/// Newest first.
async fn page(client: &Client, stack: &str, token: Option<String>) -> Result<(Vec<Event>, Option<String>)> {
    let answer = client.describe_stack_events().stack_name(stack).set_next_token(token).send().await;
    let answer = match answer.calling("cloudformation:DescribeStackEvents", format!("stack `{stack}`")) {
        Err(failure) if failure.is_not_found() => return Ok((Vec::new(), None)),
        answer => answer?,
    };
    let events = answer.stack_events().iter().map(|event| Event {
        id: event.event_id().unwrap_or_default().to_owned(),
        logical: event.logical_resource_id().unwrap_or_default().to_owned(),
        kind: event.resource_type().unwrap_or_default().to_owned(),
        status: event.resource_status().map(|status| status.as_str()).unwrap_or_default().to_owned(),
        reason: event.resource_status_reason().map(String::from),
    });
    Ok((events.collect(), answer.next_token().map(String::from)))
}
