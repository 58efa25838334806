//! `destroy`: everything of the stage, with a consent of its own for data.

use super::Outcome;
use super::args::DestroyArgs;
use super::session::Session;
use crate::deploy::destroy;
use crate::error::{Error, Result};
use crate::hooks::points;
use crate::messages;
use crate::program::Loaded;
use std::io::{BufRead, IsTerminal};

pub(super) async fn run(session: &Session<'_>, loaded: &Loaded, args: &DestroyArgs) -> Result<Outcome> {
    session.check_consent()?;
    let others: Vec<_> = loaded.validated.stages().filter_map(|stage| loaded.validated.synthesize(stage)).collect();
    let plan = destroy::plan(&session.cx, &session.synthesis, &others).await?;
    if plan.is_empty() {
        session.ui.status(session.ui.say(&messages::nothing_to_delete()));
        return Ok(Outcome::Done);
    }
    session.ui.status(plan.to_text(session.ui.lang()).trim_end());
    let name = format!("{}-{}", session.synthesis.project, session.synthesis.stage);
    if args.delete_data.is_none() && !session.yes && !confirmed(session, &name)? {
        return Err(Error::user(session.ui.say(&messages::nothing_was_deleted())));
    }
    if let Some(hooks) = session.hooks() {
        let cx = session.deployed_hook_cx().await?;
        hooks.run::<points::before_destroy>(&cx).await?;
    }
    let certificate = destroy::destroy(&session.cx, &session.synthesis, plan).await?;
    if let Some(running) = session.running.as_ref().filter(|_| certificate.complete()) {
        running.unroute(&session.synthesis.project, &session.synthesis.stage).await?;
    }
    if session.json {
        session.ui.data(serde_json::to_string_pretty(&certificate).unwrap_or_default());
    } else {
        session.ui.data(certificate.to_text(session.ui.lang()).trim_end());
    }
    // Data without consent stays on purpose; anything else that is left is a failure that a script must see.
    match certificate.remains.iter().find(|thing| !thing.data) {
        None => Ok(Outcome::Done),
        Some(thing) => Err(Error::user(session.ui.say(&messages::is_left(destroy::kind(&thing.kind), &thing.name, &name)))
            .hint(session.ui.say(&messages::run_again()))),
    }
}

/// Asks on a terminal; elsewhere nothing may ask.
fn confirmed(session: &Session<'_>, name: &str) -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        return Err(Error::usage(session.ui.say(&messages::asks_without_terminal()))
            .hint(format!("cargo run -- destroy -s {} --yes", session.synthesis.stage)));
    }
    session.ui.status(session.ui.say(&messages::type_to_delete(name)));
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim() == name)
}
