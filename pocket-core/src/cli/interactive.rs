//! A program on the user's own terminal, in the middle of a stage.

use super::Outcome;
use super::session::Session;
use crate::error::{Context, Error, Result};
use crate::messages::interactive as messages;
use std::io::{BufRead, IsTerminal};
use tokio::process::Command;

/// Asks before anybody's hands are in a stage that is protected.
pub(super) fn ask(session: &Session<'_>, command: &str) -> Result {
    let stage = &session.synthesis.stage;
    if !session.synthesis.protected || session.yes {
        return Ok(());
    }
    if !std::io::stdin().is_terminal() {
        return Err(
            Error::usage(session.ui.say(&messages::protected(stage, command))).hint(format!("cargo run -- {command} -s {stage} --yes"))
        );
    }
    let name = format!("{}-{stage}", session.synthesis.project);
    session.ui.error(session.ui.say(&messages::type_to_go_on(stage, &name)));
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    if line.trim() == name { Ok(()) } else { Err(Error::user(session.ui.say(&messages::not_opened(stage)))) }
}

/// Runs it to its end. Ctrl-C is the program's own.
pub(super) async fn run(mut command: Command, name: &str) -> Result<Outcome> {
    // Whoever listens is no longer ended by it.
    let mut pressed = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())?;
    let mut child = command.spawn().doing(|| format!("cannot start `{name}`"))?;
    loop {
        tokio::select! {
            ended = child.wait() => {
                return Ok(match ended?.code() {
                    Some(0) => Outcome::Done,
                    status => Outcome::Status(status.and_then(|status| u8::try_from(status).ok()).unwrap_or(1)),
                });
            }
            _ = pressed.recv() => {}
        }
    }
}
