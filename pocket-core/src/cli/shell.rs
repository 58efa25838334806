//! `shell`: Django's shell on the code and the database of the live release.
//!
//! On a terminal it runs on this machine: a function answers once, and nobody can talk with it. What is piped in needs no conversation, and runs in the
//! function.

use super::args::{ManageArgs, ShellArgs};
use super::session::Session;
use super::{Outcome, interactive, local, manage};
use crate::error::Result;
use crate::messages::interactive as words;
use std::io::IsTerminal;

pub(super) async fn run(session: &Session<'_>, args: &ShellArgs) -> Result<Outcome> {
    if session.url().await?.is_none() {
        return Err(session.not_deployed());
    }
    interactive::ask(session, "shell")?;
    let argv: Vec<String> = std::iter::once("shell".to_owned()).chain(args.arguments.iter().cloned()).collect();
    let command_given = args.arguments.iter().any(|word| word == "-c" || word.starts_with("--command"));
    if command_given || !std::io::stdin().is_terminal() {
        return manage::run(session, &ManageArgs { arguments: argv, ..ManageArgs::default() }).await;
    }
    let piped = format!("echo 'print(1)' | cargo run -- shell -s {}", session.synthesis.stage);
    let piped = format!("{piped}    # {}", session.ui.say(&words::runs_in_the_cloud()));
    interactive::run(local::command(session, &argv, &piped).await?, "python").await
}
