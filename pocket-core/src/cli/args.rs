//! The words of the command line. A doc comment here is the help text.

pub use super::cost::CostArgs;
use clap::{Args, Parser, Subcommand};
use pocket_model::messages::Lang;

/// Puts a Django site on AWS, or on the embedded cloud of this machine.
#[derive(Debug, Parser)]
#[command(name = "cargo run --", version, disable_help_subcommand = true, subcommand_required = true, arg_required_else_help = true)]
pub struct Cli {
    /// The stage; without it the first one of the program
    #[arg(short, long, global = true, value_name = "STAGE")]
    pub stage: Option<String>,
    /// Prints data as JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// Answers questions with yes; never consents to losing data
    #[arg(short, long, global = true)]
    pub yes: bool,
    /// Prints errors and data only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Prints every call
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// The language: en, ja or ko. Without it: POCKET_LANG, else the locale
    #[arg(long, global = true, value_name = "LANG", value_parser = language)]
    pub lang: Option<Lang>,
    #[command(subcommand)]
    pub command: Command,
}

fn language(text: &str) -> Result<Lang, String> {
    Lang::parse(text).ok_or_else(|| format!("pocket speaks {}", Lang::ALL.map(Lang::code).join(", ")))
}

/// Explains what pocket refuses; the commands on a stage are those of your own program: cargo run -- deploy
#[derive(Debug, Parser)]
#[command(name = "pocket", version, disable_help_subcommand = true, subcommand_required = true, arg_required_else_help = true)]
pub struct PocketCli {
    /// Prints data as JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// The language: en, ja or ko. Without it: POCKET_LANG, else the locale
    #[arg(long, global = true, value_name = "LANG", value_parser = language)]
    pub lang: Option<Lang>,
    #[command(subcommand)]
    pub command: PocketCommand,
}

/// What the program `pocket` does.
#[derive(Debug, Subcommand)]
pub enum PocketCommand {
    /// Explains a code such as neon::bad_name; without one lists all codes
    Explain(ExplainArgs),
    /// Prints a completion script for a shell
    Completions(CompletionsArgs),
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Checks the program, with its warnings
    Check(CheckArgs),
    /// Writes the CloudFormation templates; needs no account
    Synth(SynthArgs),
    /// Makes the bill of a stage, idle and for a stated traffic; without `-s` of every stage
    Cost(Box<CostArgs>),
    /// Explains a code such as neon::bad_name; without one lists all codes
    Explain(ExplainArgs),
    /// Prints a completion script for a shell
    Completions(CompletionsArgs),
    /// Shows what a deploy would do
    #[cfg(feature = "deploy")]
    Plan(PlanArgs),
    /// Starts the site on this machine and shows where the time goes, and what to import later
    #[cfg(feature = "deploy")]
    Analyze(AnalyzeArgs),
    /// Builds the site, deploys it, migrates the database and prints the URL
    #[cfg(feature = "deploy")]
    Deploy(DeployArgs),
    /// Lists everything that exists for the stage
    #[cfg(feature = "deploy")]
    Status,
    /// Prints the site's URL
    #[cfg(feature = "deploy")]
    Url,
    /// Opens the site in a browser
    #[cfg(feature = "deploy")]
    Open,
    /// Runs a management command in the stage: `manage -- createsuperuser`
    #[cfg(feature = "deploy")]
    Manage(ManageArgs),
    /// Opens Django's shell with the stage's code, database and secrets: `shell`, or `echo 'print(1)' | … shell`
    #[cfg(feature = "deploy")]
    Shell(ShellArgs),
    /// Opens `psql` on the stage's database
    #[cfg(feature = "deploy")]
    Dbshell(DbshellArgs),
    /// Prints the log of the stage's functions
    #[cfg(feature = "deploy")]
    Logs(LogsArgs),
    /// Lists the releases that are kept: what they are made of, and which one is live
    #[cfg(feature = "deploy")]
    Releases,
    /// Makes a former release live again: code, settings and static files, in one switch
    #[cfg(feature = "deploy")]
    Rollback(RollbackArgs),
    /// Secrets of the stage
    #[cfg(feature = "deploy")]
    #[command(subcommand)]
    Secrets(SecretsCommand),
    /// Deletes everything of the stage
    #[cfg(feature = "deploy")]
    Destroy(DestroyArgs),
    /// The embedded cloud of this project
    #[cfg(feature = "deploy")]
    #[command(subcommand)]
    Embedded(EmbeddedCommand),
}

/// `check`
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Fails when there are warnings
    #[arg(long)]
    pub deny_warnings: bool,
}

/// `synth`
#[derive(Debug, Args)]
pub struct SynthArgs {
    /// Writes one file a stack into this folder, instead of all to standard output
    #[arg(long, value_name = "DIR")]
    pub out: Option<std::path::PathBuf>,
}

/// `explain`
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The code, also in the brackets of an error message; a rule alone, or a kind for all of its codes
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// `completions`
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// `plan`
#[cfg(feature = "deploy")]
#[derive(Debug, Args)]
pub struct PlanArgs {
    /// Fails when there are warnings, before anything is looked at
    #[arg(long)]
    pub deny_warnings: bool,
    /// Exits with 3 when there are changes
    #[arg(long)]
    pub exit_code: bool,
    /// Tries pending migrations on a copy of the Neon branch, which is then dropped, and shows the time that each took
    #[arg(long)]
    pub rehearse: bool,
    /// Shows a migration that would hurt the release that is serving as accepted: `app.0007`; may be repeated
    #[arg(long, value_name = "MIGRATION")]
    pub allow: Vec<String>,
}

/// `analyze`
#[cfg(feature = "deploy")]
#[derive(Debug, Args)]
pub struct AnalyzeArgs {
    /// How often the site is started; the fastest start is shown
    #[arg(long, value_name = "COUNT", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub runs: u32,
    /// The path of the first request
    #[arg(long, value_name = "PATH", default_value = "/")]
    pub request: String,
}

/// `deploy`
#[cfg(feature = "deploy")]
#[derive(Debug, Args)]
pub struct DeployArgs {
    /// Fails when there are warnings, before anything is built
    #[arg(long)]
    pub deny_warnings: bool,
    /// Gives a share of the visitors the new release first, and returns to the old one when it fails more: `10%`
    #[arg(long, value_name = "SHARE")]
    pub canary: Option<String>,
    /// How long the share lasts: `30s`, `5m`, `1h`
    #[arg(long, default_value = "5m", value_name = "TIME", requires = "canary")]
    pub canary_for: String,
    /// Takes over things of these names that exist and were not made by pocket
    #[arg(long)]
    pub adopt: bool,
    /// Consents to a change that loses data of this stage: repeat its full name, PROJECT-STAGE
    #[arg(long, value_name = "PROJECT-STAGE")]
    pub delete_data: Option<String>,
    /// Accepts a migration that hurts the release that is serving: `app.0007`; may be repeated
    #[arg(long, value_name = "MIGRATION")]
    pub allow: Vec<String>,
    /// Does not try pending migrations on a copy of the Neon branch first
    #[arg(long)]
    pub no_rehearsal: bool,
}

/// `manage`
#[cfg(feature = "deploy")]
#[derive(Debug, Default, Args)]
pub struct ManageArgs {
    /// Runs it on this machine, in the live release's code and with its database and secrets: it may ask, and take longer than 15 minutes
    #[arg(long, conflicts_with = "attach")]
    pub local: bool,
    /// Shows a run that goes on in the cloud, or has ended, instead of beginning one
    #[arg(long, value_name = "RUN", conflicts_with = "arguments")]
    pub attach: Option<String>,
    /// The command and its arguments, as after `manage.py`
    #[arg(required_unless_present = "attach", trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGS")]
    pub arguments: Vec<String>,
}

/// `shell`
#[cfg(feature = "deploy")]
#[derive(Debug, Args)]
pub struct ShellArgs {
    /// Arguments of Django's `shell`, after `--`; with `-c` it runs in the function
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGS")]
    pub arguments: Vec<String>,
}

/// `dbshell`
#[cfg(feature = "deploy")]
#[derive(Debug, Args)]
pub struct DbshellArgs {
    /// Django's alias of the database
    #[arg(long, default_value = "default", value_name = "ALIAS")]
    pub database: String,
    /// Arguments of `psql`, after `--`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGS")]
    pub arguments: Vec<String>,
}

/// `logs`
#[cfg(feature = "deploy")]
#[derive(Debug, Args)]
pub struct LogsArgs {
    /// Goes on as new lines come
    #[arg(short, long)]
    pub follow: bool,
    /// How far back: `30s`, `10m`, `2h`, `1d`
    #[arg(long, default_value = "10m", value_name = "TIME")]
    pub since: String,
    /// Of this function only: `web`, `manage` or a name of the program's; may be repeated
    #[arg(long, value_name = "NAME")]
    pub function: Vec<String>,
    /// As bad as this or worse: debug, info, warning, error or critical
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<String>,
    /// With this text in it, in any case
    #[arg(long, value_name = "TEXT")]
    pub grep: Option<String>,
    /// Of the request with this id, or the beginning of one; `-v` shows the ids
    #[arg(long, value_name = "ID")]
    pub request: Option<String>,
}

/// `rollback`
#[cfg(feature = "deploy")]
#[derive(Debug, Args)]
pub struct RollbackArgs {
    /// The number of the release; without it the one before the live one
    #[arg(value_name = "NUMBER")]
    pub number: Option<u64>,
    /// A migration that the release is known to run with, although its code does not have it: `app.0007`
    #[arg(long, value_name = "MIGRATION")]
    pub allow: Vec<String>,
}

/// `secrets`
#[cfg(feature = "deploy")]
#[derive(Debug, Subcommand)]
pub enum SecretsCommand {
    /// Lists names, and whether each has a value
    List,
    /// Prints one value
    Get {
        /// Its name
        name: String,
    },
    /// Sets one value, read from standard input: it never stands in the shell's history
    Set {
        /// Its name
        name: String,
    },
    /// Changes one value in the store and where it is used, tests it and renews the functions
    Rotate {
        /// Its name
        name: String,
        /// Goes back to the value before the last rotation; where one was broken off, to the value in use
        #[arg(long, conflicts_with = "finish")]
        back: bool,
        /// Ends the time in which what the former SECRET_KEY has signed is accepted
        #[arg(long)]
        finish: bool,
    },
    /// Deletes one value
    Rm {
        /// Its name
        name: String,
    },
}

/// `destroy`
#[cfg(feature = "deploy")]
#[derive(Debug, Args)]
pub struct DestroyArgs {
    /// Consents to losing the data of this stage: repeat its full name, PROJECT-STAGE
    #[arg(long, value_name = "PROJECT-STAGE")]
    pub delete_data: Option<String>,
}

/// `embedded`
#[cfg(feature = "deploy")]
#[derive(Debug, Subcommand)]
pub enum EmbeddedCommand {
    /// Shows its processes
    Status,
    /// Ends its processes; data stays
    Stop,
    /// Ends its processes and deletes their data
    Reset,
    /// The process behind it; `deploy` starts it
    #[command(hide = true)]
    Serve {
        /// Folder of the Cargo manifest
        #[arg(long)]
        root: std::path::PathBuf,
    },
}
