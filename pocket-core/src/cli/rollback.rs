//! `rollback`: a release that served before serves again.

use super::Outcome;
use super::args::RollbackArgs;
use super::session::Session;
use crate::deploy::release::{Rollback, rollback, verify};
use crate::error::Result;
use crate::messages::rollback as say;
use serde_json::json;

pub(super) async fn run(session: &Session<'_>, args: &RollbackArgs) -> Result<Outcome> {
    let (cx, synthesis, ui) = (&session.cx, &session.synthesis, &session.ui);
    let done = rollback(cx, synthesis, Rollback { number: args.number, allow: &args.allow }).await?;
    let from = done.from.as_ref().map(|record| record.number);
    let number = done.to.number;
    if session.json {
        let data = json!({ "from": from, "to": number, "changed": done.changed, "milliseconds": done.took.as_millis(), "versions": done.to.versions });
        ui.data(serde_json::to_string_pretty(&data).unwrap_or_default());
    }
    if !done.changed {
        ui.status(ui.say(&say::serves_already(number)));
        return Ok(Outcome::Done);
    }
    ui.status(ui.say(&say::serves(number, format!("{:.2}", done.took.as_secs_f32()))));
    for function in &done.others {
        ui.warning(ui.say(&say::stays_as_it_was(function, number)));
    }
    if let Some(from) = from.filter(|from| *from != number) {
        ui.status(ui.say(&say::forward_again(format!("cargo run -- rollback {from} -s {}", synthesis.stage))));
    }
    // It serves: what only its own code can tell of the database is asked after the switch.
    match verify(cx, synthesis, &done.to, &args.allow).await? {
        None => ui.verbose("the release's code does not tell which migrations it knows"),
        Some(names) if names.is_empty() => {}
        Some(names) => ui.warning(ui.say(&say::schema_was_ahead(number, names.join(", ")))),
    }
    Ok(Outcome::Done)
}
