//! `logs`: the log groups of all functions as one.

use super::Outcome;
use super::args::LogsArgs;
use super::session::Session;
use crate::drivers::logs::{Event, Query, ago, duration, fetch, follow};
use crate::error::Result;
use serde_json::json;
use time::OffsetDateTime;
use time::macros::format_description;

pub(super) async fn run(session: &Session<'_>, args: &LogsArgs) -> Result<Outcome> {
    if session.url().await?.is_none() {
        return Err(session.not_deployed());
    }
    let groups = session.synthesis.functions.iter().map(|function| format!("/aws/lambda/{}", function.name)).collect();
    let query = Query { groups, since: ago(duration(&args.since)?), ..Query::default() };
    let prefix = format!("/aws/lambda/{}-{}-", session.synthesis.project, session.synthesis.stage);
    let show = |event: &Event| {
        session.ui.data(if session.json {
            json!({ "time": event.time, "function": event.group.trim_start_matches(&prefix), "stream": event.stream, "message": event.message }).to_string()
        } else {
            format!("{} {:<8} {}", clock(event.time), event.group.trim_start_matches(&prefix), event.message.trim_end())
        });
        true
    };
    if args.follow {
        follow(&session.cx.aws, &query, show).await?;
    } else {
        fetch(&session.cx.aws, &query).await?.iter().for_each(|event| {
            show(event);
        });
    }
    Ok(Outcome::Done)
}

/// `04:31:47.250`, UTC: as the functions themselves write times.
fn clock(milliseconds: i64) -> String {
    let time = OffsetDateTime::from_unix_timestamp_nanos(i128::from(milliseconds) * 1_000_000).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    time.format(format_description!("[hour]:[minute]:[second].[subsecond digits:3]")).unwrap_or_default()
}
