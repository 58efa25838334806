//! The commands that reach a cloud, each run on the async runtime.

use super::args::{Command, DeployArgs, EmbeddedCommand, PlanArgs};
use super::session::Session;
use super::{
    Context, Outcome, analyze, dbshell, deploy, destroy, embedded, logs, manage, plan, releases, rollback, secrets, shell, status, warnings,
};
use crate::drivers::Consent;
use crate::error::{Error, Result};
use crate::messages;
use std::future::Future;

/// Runs a command to its end.
pub(super) fn run(context: &Context<'_>, command: Command) -> Result<Outcome> {
    block_on(async {
        let consent = match &command {
            Command::Deploy(args) => Consent { adopt: args.adopt, data: args.delete_data.clone(), migrations: args.allow.clone() },
            Command::Destroy(args) => Consent { data: args.delete_data.clone(), ..Consent::default() },
            Command::Plan(args) => Consent { migrations: args.allow.clone(), ..Consent::default() },
            _ => Consent::default(),
        };
        if let Command::Embedded(command) = command {
            return embedded::run(context, command).await;
        }
        if let Command::Analyze(args) = &command {
            return analyze::run(context, args).await;
        }
        let asks_of_deployed = matches!(
            command,
            Command::Url
                | Command::Open
                | Command::Manage(_)
                | Command::Shell(_)
                | Command::Dbshell(_)
                | Command::Logs(_)
                | Command::Releases
                | Command::Rollback(_)
                | Command::Destroy(_)
        );
        if asks_of_deployed && never_deployed(context)? {
            if matches!(command, Command::Destroy(_)) {
                context.ui.status(context.ui.say(&messages::nothing_to_delete()));
                return Ok(Outcome::Done);
            }
            return Err(super::session::not_deployed(&context.ui, context.loaded.validated.project(), &context.stage));
        }
        // Before the cloud is asked: what is wrong with the program needs no account.
        let mut found = Vec::new();
        if let Command::Plan(PlanArgs { deny_warnings, .. }) | Command::Deploy(DeployArgs { deny_warnings, .. }) = &command {
            found = warnings::of(context, [context.stage.as_str()]);
            if !context.json {
                warnings::show(context, &found);
            }
            warnings::deny(context, &found, *deny_warnings)?;
        }
        let canary = match &command {
            Command::Deploy(args) => deploy::canary(&context.ui, args)?,
            _ => None,
        };
        let mut session = Session::open(context, consent).await?;
        session.cx.canary = canary;
        match command {
            Command::Plan(args) => plan::run(&session, &warnings::rows(context, &found), &args).await,
            Command::Deploy(args) => interruptible(context, deploy::run(&session, &args)).await,
            Command::Status => status::run(&session).await,
            Command::Url => status::url(&session).await,
            Command::Open => status::open(&session).await,
            Command::Manage(args) => manage::run(&session, &args).await,
            Command::Shell(args) => shell::run(&session, &args).await,
            Command::Dbshell(args) => dbshell::run(&session, &args).await,
            Command::Logs(args) => logs::run(&session, &args).await,
            Command::Releases => releases::run(&session).await,
            Command::Rollback(args) => interruptible(context, rollback::run(&session, &args)).await,
            Command::Secrets(command) => interruptible(context, secrets::run(&session, context.loaded, command)).await,
            Command::Destroy(args) => interruptible(context, destroy::run(&session, context.loaded, &args)).await,
            Command::Check(_)
            | Command::Synth(_)
            | Command::Cost(_)
            | Command::Explain(_)
            | Command::Completions(_)
            | Command::Analyze(_)
            | Command::Embedded(_) => Err(Error::bug("this command has no effects")),
        }
    })
}

/// Says on Ctrl-C that nothing is lost: each step of this work finds its own traces when it runs again.
async fn interruptible(context: &Context<'_>, work: impl Future<Output = Result<Outcome>>) -> Result<Outcome> {
    tokio::select! {
        done = work => done,
        pressed = tokio::signal::ctrl_c() => {
            pressed?;
            context.ui.error(context.ui.say(&messages::interrupted()));
            Ok(Outcome::Status(INTERRUPTED))
        }
    }
}

/// What shells give for a program that SIGINT ended: 128 + 2.
pub(super) const INTERRUPTED: u8 = 130;

/// Whether the stage is on an embedded cloud that was never started: what asks about it need not set one up first.
fn never_deployed(context: &Context<'_>) -> Result<bool> {
    let embedded = context.loaded.validated.facts(&context.stage).is_some_and(|facts| facts.embedded);
    Ok(embedded && !crate::embedded::exists(&context.loaded.root)?)
}

/// Whether the command needs no program: the process behind the embedded cloud outlives edits of it.
pub(super) fn serve(command: &Command) -> Option<Result<Outcome>> {
    match command {
        Command::Embedded(EmbeddedCommand::Serve { root }) => Some(block_on(async {
            crate::embedded::serve(root).await?;
            Ok(Outcome::Done)
        })),
        _ => None,
    }
}

/// A sub-command of the user's own.
pub(super) fn own_command(context: &Context<'_>, name: &str, arguments: Vec<String>) -> Result<Outcome> {
    block_on(async {
        let session = Session::open(context, Consent::default()).await?;
        let mut cx = session.deployed_hook_cx().await?;
        cx.argv = arguments;
        match session.hooks() {
            Some(hooks) => hooks.command(name, &cx).await?,
            None => return Err(Error::usage(context.ui.say(&messages::no_command(&context.stage, name)))),
        }
        Ok(Outcome::Done)
    })
}

/// Hooks are awaited in place and need not be `Send`, so the future is driven on this thread; the engine's own tasks run on the others.
fn block_on<T>(future: impl Future<Output = Result<T>>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let result = runtime.block_on(future);
    // A blocking read of standard input would keep the process alive.
    runtime.shutdown_background();
    result
}
