//! `manage -- ARGS`: a management command of the live release, run exactly once, with its output as it comes and its exit status.

use super::args::ManageArgs;
use super::effects::INTERRUPTED;
use super::session::Session;
use super::{Outcome, interactive, local};
use crate::aws::Clients;
use crate::error::{Error, Result};
use crate::hooks::Manage;
use crate::manage::{Command, Ended, Event, Run, Stream, is_run};
use crate::messages::manage as messages;
use crate::traceback;
use crate::ui::Printer;
use pocket_model::synth::ALIAS;
use std::collections::BTreeMap;
use std::future::Future;
use std::io::{IsTerminal, Read};
use std::pin::Pin;
use std::time::Duration;

/// How long standard input may be silent before we say that we wait for it.
const SILENT_INPUT: Duration = Duration::from_secs(3);

pub(super) async fn run(session: &Session<'_>, args: &ManageArgs) -> Result<Outcome> {
    if session.url().await?.is_none() {
        return Err(session.not_deployed());
    }
    let (ui, function) = (&session.ui, &session.function("manage")?.name);
    if let Some(id) = &args.attach {
        if !is_run(id) {
            return Err(Error::usage(ui.say(&messages::not_a_run(id))));
        }
        let run = Run::known(&session.cx.aws, ui, function, id);
        let ended = detachable(ui, &run, "manage", run.attach(|event| show(ui, &event))).await?;
        return Ok(outcome(ui, "manage", ended));
    }
    let name = args.arguments[0].as_str();
    if args.local || asks(&args.arguments) {
        let noinput = noinput(session);
        return interactive::run(local::command(session, &args.arguments, &noinput).await?, "python").await;
    }
    let command = Command { argv: args.arguments.clone(), stdin: input(ui).await?, env: superuser() };
    // Without `--noinput` it says so, and ends with 0.
    let mut skipped = false;
    let run = Run::new(&session.cx.aws, ui, function)?;
    let ended = run.invoke(ALIAS, &command, |event| {
        skipped |= matches!(&event, Event::Output(_, bytes) if name == "createsuperuser" && contains(bytes, b"Superuser creation skipped"));
        show(ui, &event);
    });
    let ended = detachable(ui, &run, name, ended).await?;
    if ended.exit == 0 && skipped {
        return Err(Error::user(ui.say(&messages::no_superuser())).hint(noinput(session)));
    }
    Ok(outcome(ui, name, ended))
}

/// Whether a command talks with who typed it. It then runs where they are.
fn asks(arguments: &[String]) -> bool {
    ["createsuperuser", "changepassword"].contains(&arguments[0].as_str())
        && !arguments.iter().any(|word| ["--noinput", "--no-input", "--help", "-h"].contains(&word.as_str()))
        && std::io::stdin().is_terminal()
}

/// How a superuser is made without a conversation.
fn noinput(session: &Session<'_>) -> String {
    format!(
        "DJANGO_SUPERUSER_PASSWORD=… cargo run -- manage -s {} -- createsuperuser --noinput --username admin --email you@example.com",
        session.synthesis.stage
    )
}

/// A function cannot be told to stop: Ctrl-C leaves it, and says how to come back.
async fn detachable(ui: &Printer, run: &Run<'_>, name: &str, work: impl Future<Output = Result<Ended>>) -> Result<Ended> {
    tokio::select! {
        done = work => done,
        pressed = tokio::signal::ctrl_c() => {
            pressed?;
            ui.error(ui.say(&messages::detached(name, &run.id)));
            Ok(Ended { exit: i64::from(INTERRUPTED), stopped: false })
        }
    }
}

fn show(ui: &Printer, event: &Event<'_>) {
    match event {
        Event::Output(Stream::Stdout, bytes) => ui.data_bytes(bytes),
        Event::Output(Stream::Stderr, bytes) => ui.error_bytes(bytes),
        Event::Missing(bytes) => ui.warning(ui.say(&messages::missing(bytes))),
        Event::Lost => ui.warning(ui.say(&messages::lost())),
    }
}

fn outcome(ui: &Printer, name: &str, ended: Ended) -> Outcome {
    if ended.stopped {
        ui.error(format!("error: {}\n  help: {}", ui.say(&messages::stopped(name)), ui.say(&messages::smaller_steps(name))));
    }
    match ended.exit {
        0 => Outcome::Done,
        status => Outcome::Status(u8::try_from(status).ok().filter(|status| *status != 0).unwrap_or(1)),
    }
}

fn contains(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}

/// What was piped in. A terminal is not read: the command runs in the cloud and could not ask back.
async fn input(ui: &Printer) -> Result<Vec<u8>> {
    if std::io::stdin().is_terminal() {
        return Ok(Vec::new());
    }
    let reading = tokio::task::spawn_blocking(|| {
        let mut bytes = Vec::new();
        // One more than any event may have, so that what is too long is known without being read whole.
        std::io::stdin().lock().take(crate::manage::LONGEST_EVENT as u64 + 1).read_to_end(&mut bytes).map(|_| bytes)
    });
    tokio::pin!(reading);
    let read = tokio::select! {
        read = &mut reading => read,
        () = tokio::time::sleep(SILENT_INPUT) => {
            ui.status(ui.say(&messages::reading_input()));
            reading.await
        }
    };
    Ok(read.map_err(|source| Error::bug("standard input was not read").caused_by(source))??)
}

/// Django reads these for `createsuperuser --noinput`; nothing else of the environment goes along.
fn superuser() -> BTreeMap<String, String> {
    std::env::vars().filter(|(name, _)| name.starts_with("DJANGO_SUPERUSER_")).collect()
}

/// Management commands for hooks and commands of the user's own.
#[derive(Debug)]
pub(super) struct Remote {
    pub(super) aws: Clients,
    pub(super) ui: Printer,
    pub(super) function: String,
}

impl Manage for Remote {
    fn manage<'a>(&'a self, argv: &'a [String]) -> Pin<Box<dyn Future<Output = Result<String>> + 'a>> {
        Box::pin(async move {
            let command = Command { argv: argv.to_vec(), stdin: Vec::new(), env: superuser() };
            let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
            let run = Run::new(&self.aws, &self.ui, &self.function)?;
            let ended = run.invoke(ALIAS, &command, |event| match event {
                Event::Output(Stream::Stdout, bytes) => stdout.extend_from_slice(bytes),
                Event::Output(Stream::Stderr, bytes) => stderr.extend_from_slice(bytes),
                other => show(&self.ui, &other),
            });
            match ended.await?.exit {
                0 => Ok(String::from_utf8_lossy(&stdout).into_owned()),
                status => Err(Error::user(format!("`manage {}` ended with status {status}", argv.join(" ")))
                    .detail(traceback::shorten(&String::from_utf8_lossy(&stderr), &[]))),
            }
        })
    }
}
