//! What CloudFormation does not own, made by direct calls: what holds data, what is not AWS, and what a release moves.
//!
//! A driver is found by the name in [`Holder::driver`]. Adding one is one file and one line in `DRIVERS`.

pub mod artifacts;
pub mod ecr;
pub mod lambda;
pub mod lease;
pub mod logs;
pub mod neon;
pub mod objects;
pub mod s3;
pub mod secrets;

use crate::aws::Clients;
use crate::error::{Error, Result};
use crate::ui::Printer;
use pocket_model::ast::At;
use pocket_model::synth::Holder;
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::fmt;
use std::pin::Pin;

/// Name and driver.
const DRIVERS: &[(&str, &dyn Driver)] = &[("s3", &s3::Bucket), ("ecr", &ecr::Ecr), ("neon", &neon::Neon)];

/// What a driver works with.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// Where to say what happens.
    pub ui: &'a Printer,
    /// Connected clients.
    pub aws: &'a Clients,
    /// Project name.
    pub project: &'a str,
    /// Stage name.
    pub stage: &'a str,
    /// Neon's endpoint and key; `None` when `NEON_API_KEY` is not set.
    pub neon: Option<&'a neon::Access>,
    /// What the user allowed beyond the ordinary.
    pub consent: &'a Consent,
    /// Turns a place of the program into `src/main.rs:7:9`, for the tag `pocket:at`.
    pub locate: &'a (dyn Fn(At) -> String + Send + Sync),
}

impl fmt::Debug for Cx<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cx")
            .field("project", &self.project)
            .field("stage", &self.stage)
            .field("consent", &self.consent)
            .finish_non_exhaustive()
    }
}

/// What the user allowed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Consent {
    /// Take over a thing that exists without our tags (`--adopt`).
    pub adopt: bool,
    /// The `PROJECT-STAGE` whose data may be lost (`--delete-data PROJECT-STAGE`). `--yes` is never that.
    pub data: Option<String>,
    /// Migrations that may hurt the release that serves (`--allow app.0007`).
    pub migrations: Vec<String>,
}

impl Consent {
    /// Whether the data of a stage may be lost.
    pub fn to_lose(&self, project: &str, stage: &str) -> bool {
        self.data.as_deref() == Some(&format!("{project}-{stage}"))
    }
}

/// How a thing stands against what the program says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Observed {
    /// It does not exist.
    Missing,
    /// It exists as it should.
    Same,
    /// It exists, and differs: one sentence for each difference.
    Different(Vec<String>),
    /// It exists, and is not ours: whose.
    Foreign(String),
}

/// What an `apply` did and learnt.
#[derive(Debug, Default)]
pub struct Made {
    /// One line for each change; empty when all was as it should be.
    pub changed: Vec<String>,
    /// Values for the contract and for `status`.
    pub outputs: BTreeMap<String, String>,
    /// Values for the secret store, by the secret's name.
    pub secrets: BTreeMap<String, SecretString>,
}

/// A boxed future of a driver.
pub type Pending<'f, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'f>>;

/// One kind of thing that direct calls make. Every method may be killed at any point and run again.
pub trait Driver: Sync {
    /// Cheap preconditions, before anything is built: is the key there, does the name fit.
    ///
    /// # Errors
    /// What is missing, with what to type.
    fn check(&self, cx: &Cx<'_>, holder: &Holder) -> Result;

    /// Reads; writes nothing.
    fn observe<'f>(&'f self, cx: &'f Cx<'f>, holder: &'f Holder) -> Pending<'f, Observed>;

    /// Makes it so. Writes nothing when it is so already.
    fn apply<'f>(&'f self, cx: &'f Cx<'f>, holder: &'f Holder) -> Pending<'f, Made>;

    /// Deletes it with its contents; that it is missing is fine.
    fn delete<'f>(&'f self, cx: &'f Cx<'f>, holder: &'f Holder) -> Pending<'f, ()>;
}

/// The driver of that name.
///
/// # Errors
/// A name that the model made up is a bug.
pub fn find(name: &str) -> Result<&'static dyn Driver> {
    let found = DRIVERS.iter().find(|(known, _)| *known == name);
    found.map(|(_, driver)| *driver).ok_or_else(|| Error::bug(format!("there is no driver `{name}`")))
}

/// [`Driver::check`] of the holder's driver.
///
/// # Errors
/// As the driver's, at the holder's place.
pub fn check(cx: &Cx<'_>, holder: &Holder) -> Result {
    find(holder.driver)?.check(cx, holder).map_err(|error| error.at(holder.at))
}

/// [`Driver::observe`] of the holder's driver.
///
/// # Errors
/// As the driver's, at the holder's place.
pub async fn observe(cx: &Cx<'_>, holder: &Holder) -> Result<Observed> {
    find(holder.driver)?.observe(cx, holder).await.map_err(|error| error.at(holder.at))
}

/// [`Driver::apply`] of the holder's driver.
///
/// # Errors
/// As the driver's, at the holder's place.
pub async fn apply(cx: &Cx<'_>, holder: &Holder) -> Result<Made> {
    find(holder.driver)?.apply(cx, holder).await.map_err(|error| error.at(holder.at))
}

/// [`Driver::delete`] of the holder's driver. What holds the user's data is deleted only with a consent of its own.
///
/// # Errors
/// Without that consent; otherwise as the driver's, at the holder's place.
pub async fn delete(cx: &Cx<'_>, holder: &Holder) -> Result {
    if holder.data && !cx.consent.to_lose(cx.project, cx.stage) {
        let error = Error::user(format!("deleting {} loses the data of stage `{}`", holder.item, cx.stage));
        return Err(error.hint(format!("cargo run -- destroy -s {} --delete-data {}-{}", cx.stage, cx.project, cx.stage)).at(holder.at));
    }
    find(holder.driver)?.delete(cx, holder).await.map_err(|error| error.at(holder.at))
}

/// The tags of everything that pocket makes.
pub fn tags(cx: &Cx<'_>, at: At) -> [(&'static str, String); 3] {
    [(PROJECT_TAG, cx.project.to_owned()), (STAGE_TAG, cx.stage.to_owned()), (AT_TAG, tag_value(&(cx.locate)(at)))]
}

/// The project that a thing belongs to.
pub const PROJECT_TAG: &str = "pocket:project";
/// The stage that a thing belongs to.
pub const STAGE_TAG: &str = "pocket:stage";
/// Where in the program it was declared when it was last written. It moves with every edit of the file, so it is never a difference.
pub const AT_TAG: &str = "pocket:at";

/// Whether tags say that a thing is ours; if not, whose it is.
pub fn ownership(cx: &Cx<'_>, tags: &BTreeMap<String, String>) -> std::result::Result<(), String> {
    match (tags.get(PROJECT_TAG), tags.get(STAGE_TAG)) {
        (Some(project), Some(stage)) if project == cx.project && stage == cx.stage => Ok(()),
        (Some(project), Some(stage)) => Err(format!("it belongs to stage `{stage}` of project `{project}`")),
        // The whole embedded cloud is pocket's; its tagging calls may have been cut off.
        _ if cx.aws.embedded => Ok(()),
        _ => Err("pocket did not make it: it has no `pocket:project` tag".into()),
    }
}

/// The error for a thing that is not ours.
pub fn foreign(cx: &Cx<'_>, what: &str, whose: &str) -> Error {
    Error::user(format!("{what} exists already, and {whose}"))
        .hint(format!("cargo run -- deploy -s {} --adopt    # takes it over, with its contents", cx.stage))
}

/// Tag values of all services allow letters, digits, spaces and a few signs.
pub(crate) fn tag_value(text: &str) -> String {
    let allowed = |c: char| c.is_alphanumeric() || " +-=._:/@".contains(c);
    text.chars().map(|c| if allowed(c) { c } else { '_' }).take(256).collect()
}

/// The SDK's builders fail only where a required field was left out.
pub(crate) fn built<T>(result: std::result::Result<T, aws_smithy_types::error::operation::BuildError>) -> Result<T> {
    result.map_err(|error| Error::bug(error.to_string()))
}
