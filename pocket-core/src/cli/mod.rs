//! The command line. One file a command; data goes to stdout, all else to stderr.
//!
//! Exit status: 0 done, 1 failed, 2 usage, 3 `plan --exit-code` found changes, 101 a bug, 130 interrupted.

#[cfg(feature = "deploy")]
mod analyze;
mod args;
mod check;
mod completions;
mod cost;
mod explain;
mod help;
mod synth;
mod warnings;

#[cfg(feature = "deploy")]
mod dbshell;
#[cfg(feature = "deploy")]
mod deploy;
#[cfg(feature = "deploy")]
mod destroy;
#[cfg(feature = "deploy")]
mod effects;
#[cfg(feature = "deploy")]
mod embedded;
#[cfg(feature = "deploy")]
mod interactive;
#[cfg(feature = "deploy")]
mod local;
#[cfg(feature = "deploy")]
mod logs;
#[cfg(feature = "deploy")]
mod manage;
#[cfg(feature = "deploy")]
mod plan;
#[cfg(feature = "deploy")]
mod releases;
#[cfg(feature = "deploy")]
mod rollback;
#[cfg(feature = "deploy")]
mod secrets;
#[cfg(feature = "deploy")]
mod session;
#[cfg(feature = "deploy")]
mod shell;
#[cfg(feature = "deploy")]
mod status;

use crate::app::App;
use crate::error::{Audience, Error, Result};
use crate::messages;
use crate::program::{Loaded, Refused};
use crate::report;
use crate::ui::{Level, Printer};
use args::{Cli, Command, PocketCli, PocketCommand};
use clap::{CommandFactory, FromArgMatches};
use pocket_model::diag::Diagnostic;
use pocket_model::messages::Lang;
use pocket_model::synth::Synthesis;
use std::ffi::OsString;
use std::process::ExitCode;

/// What a command ends with, if not with an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Exit status 0.
    Done,
    /// Exit status 3: `plan --exit-code` found changes.
    #[cfg(feature = "deploy")]
    Changes,
    /// The exit status of a management command, or of what was interrupted.
    #[cfg(feature = "deploy")]
    Status(u8),
}

/// What every command gets.
#[derive(Debug)]
pub struct Context<'a> {
    /// The user's program.
    pub app: &'a App,
    /// The program, checked.
    pub loaded: &'a Loaded,
    /// Prints.
    pub ui: Printer,
    /// The stage that the command is about.
    pub stage: String,
    /// `--json`
    pub json: bool,
    /// `--yes`
    #[cfg_attr(not(feature = "deploy"), expect(dead_code, reason = "only what deletes asks"))]
    pub yes: bool,
}

impl Context<'_> {
    /// The stage's stacks and all beside them, with what `after_synth` hooks change.
    pub fn synthesis(&self) -> Result<Synthesis> {
        synthesis(self.app, self.loaded, &self.stage, self.ui.lang())
    }
}

/// Synthesizes a stage as it will be deployed: with what `after_synth` hooks change, so that `plan` and `synth` show the truth.
fn synthesis(app: &App, loaded: &Loaded, stage: &str, lang: Lang) -> Result<Synthesis> {
    loaded.require_environment(stage, lang)?;
    let missing = || Error::bug(format!("the program has no stage `{stage}`"));
    let mut synthesis = loaded.validated.synthesize(stage).ok_or_else(missing)?;
    if let Some(hooks) = app.hooks(stage)
        && let Some(stack) = synthesis.stacks.last_mut()
    {
        hooks.after_synth(&mut stack.template)?;
    }
    Ok(synthesis)
}

/// Runs the command line of the user's program.
pub(crate) fn main(app: &App, args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let lang = help::lang_of(&args);
    let matches = match help::localized(command(app, lang), lang).try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) => return usage(&error),
    };
    let lang = matches.get_one::<Lang>("lang").copied().unwrap_or_else(help::of_environment);
    let ui = Printer::speaking(Level::of(matches.get_flag("quiet"), matches.get_flag("verbose")), lang);
    if let Some((name, arguments)) = matches.subcommand()
        && app.commands().any(|command| command == name)
    {
        let arguments = arguments.get_many::<String>("arguments").into_iter().flatten().cloned().collect();
        let asked = matches.get_one::<String>("stage").map(String::as_str);
        return finish(Some(app), &ui, own_command(app, &ui, asked, name, arguments));
    }
    match Cli::from_arg_matches(&matches) {
        Ok(cli) => finish(Some(app), &ui, dispatch(app, &ui, cli)),
        Err(error) => usage(&error),
    }
}

/// Runs the command line of the program `pocket`: what needs no program of the user's, and so also helps with one that does not compile.
pub fn pocket(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let lang = help::lang_of(&args);
    let ui = Printer::speaking(Level::Normal, lang);
    let matches = help::localized(PocketCli::command(), lang).try_get_matches_from(args);
    match matches.and_then(|matches| PocketCli::from_arg_matches(&matches)) {
        Ok(PocketCli { json, command: PocketCommand::Explain(args), .. }) => finish(None, &ui, explain::run(&ui, &args, json)),
        Ok(PocketCli { command: PocketCommand::Completions(args), .. }) => {
            finish(None, &ui, completions::run(&ui, &args, PocketCli::command()))
        }
        Err(error) => usage(&error),
    }
}

/// Help and version are data; a usage error is not. clap prints each where it belongs.
fn usage(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// The command line with the user's own commands in it.
fn command(app: &App, lang: Lang) -> clap::Command {
    let mut command = Cli::command();
    for name in app.commands() {
        let arguments = clap::Arg::new("arguments").num_args(0..).trailing_var_arg(true).allow_hyphen_values(true);
        let about = messages::own_command().text(lang).to_owned();
        command = command.subcommand(clap::Command::new(name).about(about).arg(arguments));
    }
    command
}

fn dispatch(app: &App, ui: &Printer, cli: Cli) -> Result<Outcome> {
    let Cli { stage, json, yes, command, .. } = cli;
    match &command {
        Command::Completions(args) => return completions::run(ui, args, self::command(app, ui.lang())),
        Command::Explain(args) => return explain::run(ui, args, json),
        _ => {}
    }
    #[cfg(feature = "deploy")]
    if let Some(served) = effects::serve(&command) {
        return served;
    }
    let one = stage.is_some();
    with_program(app, ui, stage.as_deref(), json, yes, |cx| match command {
        Command::Check(args) => check::run(&cx, &args),
        Command::Synth(args) => synth::run(&cx, &args),
        Command::Cost(args) => cost::run(&cx, &args, one),
        Command::Completions(_) | Command::Explain(_) => Ok(Outcome::Done),
        #[cfg(feature = "deploy")]
        command => effects::run(&cx, command),
    })
}

/// Deploys a stage for `stages::Dev::run`; the names are those of `Outputs`.
#[cfg(feature = "deploy")]
pub(crate) async fn deploy_stage(
    app: &App,
    loaded: &Loaded,
    ui: Printer,
    stage: &str,
) -> Result<std::collections::BTreeMap<String, String>> {
    let context = Context { app, loaded, ui, stage: stage.to_owned(), json: false, yes: false };
    let session = session::Session::open(&context, crate::drivers::Consent::default()).await?;
    Ok(deploy::deploy(&session, true).await?.values)
}

/// Loads the program and picks the stage. Mistakes that only the running program shows are printed all at once.
fn with_program(
    app: &App,
    ui: &Printer,
    stage: Option<&str>,
    json: bool,
    yes: bool,
    run: impl FnOnce(Context<'_>) -> Result<Outcome>,
) -> Result<Outcome> {
    let loaded = match app.program().load(&|name| std::env::var(name).ok()) {
        Ok(loaded) => loaded,
        Err(Refused::Error(error)) => return Err(error),
        Err(Refused::Diagnostics(diagnostics)) => return Err(refused(app, ui, &diagnostics)),
    };
    let stage = loaded.stage(stage, ui.lang())?;
    run(Context { app, loaded: &loaded, ui: ui.clone(), stage, json, yes })
}

/// A command of the user's own, in the stage that has it.
fn own_command(app: &App, ui: &Printer, stage: Option<&str>, name: &str, arguments: Vec<String>) -> Result<Outcome> {
    #[cfg(feature = "deploy")]
    return with_program(app, ui, stage, false, false, |cx| effects::own_command(&cx, name, arguments));
    #[cfg(not(feature = "deploy"))]
    with_program(app, ui, stage, false, false, |_| {
        let error =
            Error::user(format!("`{name}` of {} words needs the feature `deploy`, which this program was built without", arguments.len()));
        Err(error.hint("build it with the default features of `pocket`"))
    })
}

fn refused(app: &App, ui: &Printer, diagnostics: &[Diagnostic]) -> Error {
    let places = app.program().places();
    for diagnostic in diagnostics {
        ui.error(report::diagnostic(diagnostic, &places, ui.lang()));
    }
    let count = diagnostics.iter().filter(|diagnostic| diagnostic.severity == pocket_model::diag::Severity::Error).count();
    Error::user(ui.say(&if count == 1 { messages::one_mistake() } else { messages::mistakes(count) }))
}

fn finish(app: Option<&App>, ui: &Printer, result: Result<Outcome>) -> ExitCode {
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        #[cfg(feature = "deploy")]
        Ok(Outcome::Changes) => ExitCode::from(3),
        #[cfg(feature = "deploy")]
        Ok(Outcome::Status(status)) => ExitCode::from(status),
        Err(error) => {
            ui.error(report::error(&error, app.map(|app| app.program().places()).as_ref()));
            ExitCode::from(match error.audience {
                Audience::User => 1,
                Audience::Usage => 2,
                Audience::Bug => 101,
            })
        }
    }
}
