//! Code into functions, a phase a file: layer → publish → migrate → smoke test → record → switch → tidy. Before the switch nobody sees the new code.

mod failure;
mod migrate;
mod publish;
pub mod record;
mod renew;
mod smoke;
mod switch;
mod tidy;

use super::Cx;
use super::source::{Built, Code, Zip};
use crate::drivers::lambda::{self, Part};
use crate::drivers::{artifacts, lease::Lease};
use crate::messages::steps;
use crate::plan::{CodeChange, FunctionChange, code};
use crate::ui::Step;
use crate::error::Phase;
use crate::{Error, Result};
use pocket_model::contract::RuntimeConfig;
use pocket_model::messages::Wording;
use pocket_model::synth::{ALIAS, Form, Function, Synthesis};
use record::{Commit, Record};
pub(super) use renew::{Renewal, renew};
use std::collections::BTreeMap;

/// Releases that are kept, for `rollback` and for browsers that still show their pages.
const KEEP: usize = 10;

/// The layer with the stage's dependencies.
pub fn layer_name(synthesis: &Synthesis) -> String {
    pocket_model::names::layer(&synthesis.project, &synthesis.stage)
}

/// The ECR repository of a stage whose code is an image.
pub(crate) fn image_repository(synthesis: &Synthesis) -> Result<&str> {
    match &synthesis.build.form {
        Form::Image { repository, .. } => Ok(repository),
        Form::Zip => Err(Error::bug("an image in a stage whose code is a zip file")),
    }
}

/// The ARN of the layer version with these dependencies, if it is published. A function of an image has no layer.
pub async fn find_layer(cx: &Cx, synthesis: &Synthesis, built: &Built) -> Result<Option<String>> {
    if synthesis.build.form != Form::Zip {
        return Ok(None);
    }
    lambda::find_layer(&cx.aws, &layer_name(synthesis), &built.dependencies.sha256, &built.runtime, synthesis.build.arch).await
}

/// Whether a release migrates: it brings code, and the stage has a database. Code that serves has migrated before it served.
pub fn migrates(synthesis: &Synthesis, site: CodeChange) -> bool {
    matches!(site, CodeChange::First | CodeChange::Code) && !synthesis.contract.databases.is_empty()
}

/// Sends the dependencies and publishes them as a layer. Writes nothing when they are there.
pub async fn layer(cx: &Cx, synthesis: &Synthesis, built: &Built, bucket: &str) -> Result<String> {
    let step = cx.ui.step(cx.ui.say(&steps::dependencies()));
    let part = part(cx, &step, bucket, &built.dependencies).await?;
    let arn = lambda::publish_layer(&cx.aws, &layer_name(synthesis), &part, &built.runtime, synthesis.build.arch).await?;
    step.done(arn.rsplit(':').next().map(|version| cx.ui.say(&steps::layer_version(version))).unwrap_or_default());
    Ok(arn)
}

async fn part(cx: &Cx, step: &Step, bucket: &str, zip: &Zip) -> Result<Part> {
    let key = artifacts::key(&zip.sha256, "zip");
    artifacts::upload(&cx.aws, step, bucket, &key, &zip.path).await?;
    Ok(Part { bucket: bucket.to_owned(), key, sha256: zip.sha256.clone() })
}

/// Puts an alias back that a stack update has reset: the template says `$LATEST` for ever, and some updates take that literally.
pub async fn hold_alias(cx: &Cx, function: &FunctionChange) -> Result {
    let Some(version) = &function.live else { return Ok(()) };
    if lambda::alias(&cx.aws, &function.name, ALIAS).await?.as_deref() != Some("$LATEST") {
        return Ok(());
    }
    // Where the stack made the function anew, the version is gone with the old one.
    if lambda::versions(&cx.aws, &function.name).await?.iter().any(|known| known.number.to_string() == *version) {
        lambda::set_alias(&cx.aws, &function.name, ALIAS, version).await?;
        cx.ui.verbose(format!("{}: the stack update had reset the alias, it points to version {version} again", function.name));
    }
    Ok(())
}

/// What a release is made of.
pub struct Release<'a> {
    /// Context.
    pub cx: &'a Cx,
    /// The stage.
    pub synthesis: &'a Synthesis,
    /// The lock, asked before each step that changes something.
    pub lease: &'a Lease,
    /// The deploy bucket.
    pub bucket: &'a str,
    /// The built project.
    pub built: &'a Built,
    /// The contract in the code.
    pub contract: &'a RuntimeConfig,
    /// The code with its contract.
    pub sealed: &'a Code,
}

/// What a release did.
#[derive(Debug, Default)]
pub struct Released {
    /// The version that serves now, by function.
    pub versions: BTreeMap<String, String>,
    /// Whether anything was published or switched.
    pub changed: bool,
}

/// A version that this release has published.
#[derive(Debug)]
pub(super) struct New<'a> {
    /// Its function.
    pub(super) function: &'a Function,
    /// Its number.
    pub(super) version: u64,
}

impl Release<'_> {
    /// Publishes what differs from what serves, tries it, and switches to it. Whatever fails, the old release goes on serving.
    pub async fn run(&self) -> Result<Released> {
        let mut released = Released::default();
        let step = self.cx.ui.step(self.say(&steps::code()));
        let (mut changed, mut site) = (Vec::new(), CodeChange::Same);
        for function in &self.synthesis.functions {
            let live = code::live(&self.cx.aws, &function.name).await?;
            let change = live.change(Some(self.sealed.lambda_sha256()));
            if function.role == "web" {
                site = change;
            }
            match change {
                CodeChange::Same => released.versions.extend(live.version.map(|version| (function.name.clone(), version))),
                _ => changed.push(function),
            }
        }
        if changed.is_empty() {
            step.done(self.say(&steps::unchanged()));
            return Ok(released);
        }
        self.lease.check()?;
        let news = self.publish(&step, &changed).await?;
        let list: Vec<String> = news.iter().map(|new| format!("{}:{}", new.function.name, new.version)).collect();
        step.done(list.join(", "));
        if migrates(self.synthesis, site)
            && let Some(manage) = news.iter().find(|new| new.function.role == "manage")
        {
            self.lease.check()?;
            self.migrate(manage).await.map_err(|error| error.during(Phase::Migrate))?;
        }
        if let Some(web) = news.iter().find(|new| new.function.role == "web") {
            self.smoke_test(web).await.map_err(|error| error.during(Phase::SmokeTest))?;
        }
        self.lease.check()?;
        released.versions.extend(news.iter().map(|new| (new.function.name.clone(), new.version.to_string())));
        record::write(&self.cx.aws, self.bucket, self.record(&released.versions)?).await?;
        self.switch(&news).await.map_err(|error| error.during(Phase::Switch))?;
        released.changed = true;
        self.tidy().await;
        Ok(released)
    }

    fn record(&self, versions: &BTreeMap<String, String>) -> Result<Record> {
        Ok(Record {
            at: record::now()?,
            by: Some(self.cx.aws.caller.clone()),
            reason: "deploy".into(),
            commit: self.cx.commit.clone().map(|id| Commit { id, ..Commit::default() }),
            code: self.sealed.sha256().to_owned(),
            dependencies: self.built.dependencies.sha256.clone(),
            size: match self.sealed {
                Code::Zip(_) => self.sealed.size()? + std::fs::metadata(&self.built.dependencies.path)?.len(),
                Code::Image(_) => self.sealed.size()?,
            },
            versions: versions.clone(),
            ..Record::default()
        })
    }

    fn say(&self, wording: &Wording) -> String {
        self.cx.ui.say(wording)
    }

    /// A failure before anybody saw the new code.
    fn still_serving(&self, wording: &Wording) -> Error {
        Error::user(self.say(wording)).hint(self.say(&steps::still_serving()))
    }
}
