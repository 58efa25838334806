//! What can go wrong in an operation, by who has to act. Configuration mistakes are [`pocket_model::diag::Diagnostic`]s instead.

use pocket_model::ast::At;
use std::fmt;

/// The result of an operation and of every hook.
pub type Result<T = ()> = std::result::Result<T, Error>;

/// Who has to act: this decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The user, or something outside the program: exit 1.
    User,
    /// The command line was wrong: exit 2.
    Usage,
    /// Us: a bug in pocket, exit 101.
    Bug,
}

/// One failure: a sentence with the user's own value in it, the text to type, and the place in the program.
#[derive(Debug)]
pub struct Error {
    /// Who has to act.
    pub audience: Audience,
    /// What is wrong: one sentence without a full stop.
    pub message: String,
    /// What to type or do, most useful first.
    pub hints: Vec<String>,
    /// The item of the program that it is about.
    pub at: Option<At>,
    /// Output of a tool or a traceback, shown whole below the message.
    pub detail: Option<String>,
    /// What caused it.
    pub source: Option<Box<dyn std::error::Error + Send + Sync>>,
    /// Where in a deploy it happened, for the hook `on_failure`.
    pub phase: Option<Phase>,
}

/// The parts of a deploy, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// What exists was looked at, and the site was built.
    Plan,
    /// The user's own functions at `before_deploy`.
    BeforeDeploy,
    /// What holds data, and the secrets.
    Data,
    /// CloudFormation's stacks, and the layer that they name.
    Stacks,
    /// New versions of the functions.
    Publish,
    /// Their first start, out of traffic.
    Start,
    /// Migrations of the database.
    Migrate,
    /// The new version's first request.
    SmokeTest,
    /// A share of the visitors, where one was asked for.
    Canary,
    /// The switch to the new version.
    Switch,
    /// The user's own functions at `after_deploy`: the new release serves.
    AfterDeploy,
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Phase::Plan => "plan",
            Phase::BeforeDeploy => "before_deploy",
            Phase::Data => "data",
            Phase::Stacks => "stacks",
            Phase::Publish => "publish",
            Phase::Start => "start",
            Phase::Migrate => "migrate",
            Phase::SmokeTest => "smoke_test",
            Phase::Canary => "canary",
            Phase::Switch => "switch",
            Phase::AfterDeploy => "after_deploy",
        })
    }
}

impl Error {
    /// Something that the user can mend.
    pub fn user(message: impl Into<String>) -> Self {
        Error { audience: Audience::User, message: message.into(), hints: Vec::new(), at: None, detail: None, source: None, phase: None }
    }

    /// A wrong command line.
    pub fn usage(message: impl Into<String>) -> Self {
        Error { audience: Audience::Usage, ..Error::user(message) }
    }

    /// A bug in pocket.
    pub fn bug(message: impl Into<String>) -> Self {
        Error { audience: Audience::Bug, ..Error::user(message) }
    }

    /// Adds what to type.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds the place in the program.
    #[must_use]
    pub fn at(mut self, at: At) -> Self {
        self.at.get_or_insert(at);
        self
    }

    /// Adds the output of a tool, shown whole.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Adds where in a deploy it happened; the innermost place stays.
    #[must_use]
    pub fn during(mut self, phase: Phase) -> Self {
        self.phase.get_or_insert(phase);
        self
    }

    /// Adds the cause.
    #[must_use]
    pub fn caused_by(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn std::error::Error + 'static))
    }
}

/// Lets a hook use `?` on an input or output error.
impl From<std::io::Error> for Error {
    fn from(source: std::io::Error) -> Self {
        Error::user(source.to_string()).caused_by(source)
    }
}

/// Adds what was being done to an error that does not say it.
pub trait Context<T> {
    /// `read("x").doing(|| "cannot read x".into())`
    fn doing(self, message: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: std::error::Error + Send + Sync + 'static> Context<T> for std::result::Result<T, E> {
    fn doing(self, message: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|source| Error::user(format!("{}: {source}", message())).caused_by(source))
    }
}
