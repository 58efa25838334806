//! `destroy`: everything of the stage, with a consent of its own for data.

use super::Outcome;
use super::args::DestroyArgs;
use super::session::Session;
use crate::deploy::destroy;
use crate::error::{Error, Result};
use crate::hooks::points;
use crate::program::Loaded;
use std::io::{BufRead, IsTerminal};

pub(super) const NOTHING: &str = "There is nothing to delete.";

pub(super) async fn run(session: &Session<'_>, loaded: &Loaded, args: &DestroyArgs) -> Result<Outcome> {
    session.check_consent()?;
    let others: Vec<_> = loaded.validated.stages().filter_map(|stage| loaded.validated.synthesize(stage)).collect();
    let plan = destroy::plan(&session.cx, &session.synthesis, &others).await?;
    if plan.is_empty() {
        session.ui.status(NOTHING);
        return Ok(Outcome::Done);
    }
    session.ui.status(plan.to_text().trim_end());
    let name = format!("{}-{}", session.synthesis.project, session.synthesis.stage);
    if args.delete_data.is_none() && !session.yes && !confirmed(session, &name)? {
        return Err(Error::user("nothing was deleted"));
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
        session.ui.data(certificate.to_text().trim_end());
    }
    // Data without consent stays on purpose; anything else that is left is a failure that a script must see.
    match certificate.remains.iter().find(|thing| !thing.data) {
        None => Ok(Outcome::Done),
        Some(thing) => Err(Error::user(format!("{} `{}` of {name} is left", thing.kind, thing.name)).hint("run the same command again")),
    }
}

/// Asks on a terminal; elsewhere nothing may ask.
fn confirmed(session: &Session<'_>, name: &str) -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        return Err(Error::usage("`destroy` asks before it deletes, and there is no terminal")
            .hint(format!("cargo run -- destroy -s {} --yes", session.synthesis.stage)));
    }
    session.ui.status(format!("Type {name} to delete all of it:"));
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim() == name)
}
