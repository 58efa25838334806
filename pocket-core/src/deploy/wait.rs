//! Waiting for a stack's operation to end.

use super::events::Events;
use super::stacks::{Deployed, State, describe};
use crate::ui::Step;
use crate::{Error, Result};
use aws_sdk_cloudformation::Client;
use std::time::{Duration, Instant};

/// CloudFormation itself gives up on a resource long before; this is for an operation that hangs.
const LIMIT: Duration = Duration::from_secs(2 * 3600);
/// The longest that an operation takes to begin.
const BEGINNING: Duration = Duration::from_secs(30);
const FIRST: Duration = Duration::from_millis(60);
const LONGEST: Duration = Duration::from_secs(5);

/// Waits, shows events, and returns the stack as it is then; `None` when it is gone.
///
/// `target` is the stack's ARN where it is known, so that the end of a deletion can be seen.
pub async fn until_idle(client: &Client, target: &str, events: &mut Events, step: &Step) -> Result<Option<Deployed>> {
    let started = Instant::now();
    let mut pause = FIRST;
    loop {
        events.follow(client, target, step).await?;
        let deployed = describe(client, target).await?;
        let idle = !deployed.as_ref().is_some_and(|deployed| deployed.state() == State::Busy);
        if idle && (events.begun() || deployed.is_none() || started.elapsed() > BEGINNING) {
            events.follow(client, target, step).await?;
            return Ok(deployed);
        }
        if started.elapsed() > LIMIT {
            return Err(Error::user(format!(
                "stack `{target}` is still {} after two hours",
                deployed.map(|it| it.status).unwrap_or_default()
            ))
            .hint("look at its events in the CloudFormation console; run the same command again to go on waiting"));
        }
        tokio::time::sleep(pause).await;
        // Emulators are done within a few milliseconds, AWS within minutes: soon at first, then seldom.
        pause = pause.mul_f32(1.4).min(LONGEST);
    }
}
