//! `manage -- ARGS`: a management command of the live release, run exactly once, with its output and exit status.

use super::Outcome;
use super::args::ManageArgs;
use super::session::Session;
use crate::aws::Clients;
use crate::drivers::lambda;
use crate::error::{Error, Result};
use crate::hooks::Manage;
use crate::messages;
use crate::traceback;
use crate::ui::Printer;
use pocket_model::synth::ALIAS;
use serde::Deserialize;
use serde_json::{Value, json};
use std::future::Future;
use std::io::{IsTerminal, Read, Write};
use std::pin::Pin;

/// Lambda takes 6 MB for a request; JSON may double the text.
const LONGEST_INPUT: usize = 2 * 1024 * 1024;

/// What the handler answers.
#[derive(Debug, Deserialize)]
struct Answer {
    exit: i64,
    output: Vec<Piece>,
}

#[derive(Debug, Deserialize)]
struct Piece {
    stream: String,
    text: String,
}

pub(super) async fn run(session: &Session<'_>, args: &ManageArgs) -> Result<Outcome> {
    if session.url().await?.is_none() {
        return Err(session.not_deployed());
    }
    let function = &session.function("manage")?.name;
    let answer = invoke(&session.cx.aws, function, &args.arguments, input(&session.ui)?).await?;
    let skipped = |piece: &Piece| piece.text.contains("Superuser creation skipped");
    if answer.exit == 0 && answer.output.iter().any(skipped) {
        return Err(Error::user(session.ui.say(&messages::no_superuser())).hint(format!(
            "DJANGO_SUPERUSER_PASSWORD=… cargo run -- manage -s {} -- createsuperuser --noinput --username admin --email you@example.com",
            session.synthesis.stage
        )));
    }
    for piece in &answer.output {
        if piece.stream == "stdout" {
            session.ui.data_bytes(piece.text.as_bytes());
        } else {
            let _ = write!(std::io::stderr().lock(), "{}", piece.text);
        }
    }
    Ok(match answer.exit {
        0 => Outcome::Done,
        status => Outcome::Status(u8::try_from(status).unwrap_or(1)),
    })
}

/// What was piped in. A terminal is not read: the command runs in the cloud and could not ask back.
fn input(ui: &Printer) -> Result<String> {
    let stdin = std::io::stdin();
    let mut text = String::new();
    if !stdin.is_terminal() {
        stdin.lock().take(LONGEST_INPUT as u64 + 1).read_to_string(&mut text)?;
    }
    if text.len() > LONGEST_INPUT {
        return Err(Error::user(ui.say(&messages::input_too_long())).hint(ui.say(&messages::upload_it())));
    }
    Ok(text)
}

async fn invoke(aws: &Clients, function: &str, arguments: &[String], stdin: String) -> Result<Answer> {
    // Django reads these for `createsuperuser --noinput`; nothing else of the environment goes along.
    let environment: serde_json::Map<String, Value> = std::env::vars()
        .filter(|(name, _)| name.starts_with("DJANGO_SUPERUSER_"))
        .map(|(name, value)| (name, Value::String(value)))
        .collect();
    let payload = json!({ "argv": arguments, "stdin": stdin, "env": environment });
    let invocation = lambda::invoke(aws, function, ALIAS, &payload).await?;
    if let Some(kind) = &invocation.function_error {
        let message = invocation.payload.get("errorMessage").and_then(Value::as_str).unwrap_or(kind);
        return Err(Error::user(format!(
            "the management function failed before the command could run: {}",
            message.lines().next().unwrap_or_default()
        ))
        .detail(if invocation.log_tail.is_empty() { message.to_owned() } else { invocation.log_tail }));
    }
    serde_json::from_value(invocation.payload).map_err(|source| {
        Error::user("the management function answered what this version of pocket does not know").hint("deploy again").caused_by(source)
    })
}

/// Management commands for hooks and commands of the user's own.
#[derive(Debug)]
pub(super) struct Remote {
    pub(super) aws: Clients,
    pub(super) function: String,
}

impl Manage for Remote {
    fn manage<'a>(&'a self, argv: &'a [String]) -> Pin<Box<dyn Future<Output = Result<String>> + 'a>> {
        Box::pin(async move {
            let answer = invoke(&self.aws, &self.function, argv, String::new()).await?;
            let text = |stream: &str| {
                answer.output.iter().filter(|piece| piece.stream == stream).map(|piece| piece.text.as_str()).collect::<String>()
            };
            match answer.exit {
                0 => Ok(text("stdout")),
                status => Err(Error::user(format!("`manage {}` ended with status {status}", argv.join(" ")))
                    .detail(traceback::shorten(&text("stderr"), &[]))),
            }
        })
    }
}
