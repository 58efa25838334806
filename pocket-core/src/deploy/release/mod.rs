//! Code into functions, a phase a file: layer → publish → start → migrate → smoke test → record → (canary) → switch → tidy. Before the switch nobody
//! sees the new code, or as many as `--canary` says; a failure takes back what was published.

mod canary;
mod discard;
pub(in crate::deploy) mod failure;
mod list;
mod migrate;
mod publish;
pub mod record;
mod renew;
mod rollback;
mod schema;
mod smoke;
mod start;
mod static_files;
mod switch;
mod tidy;

pub use canary::Canary;
pub use list::{Listed, State, list};
pub(crate) use rollback::undone_by_deploy;
pub use rollback::{Rollback, RolledBack, rollback};
pub use schema::verify;

use super::Cx;
use super::safety::serving::{self, AtRisk};
use super::source::{Built, Code, Zip};
use crate::drivers::lambda::{self, Part};
use crate::drivers::{artifacts, lease::Lease};
use crate::messages::{canary as canary_words, steps};
use crate::plan::{CodeChange, FunctionChange, ReleaseChange, code};
use crate::ui::Step;
use crate::{Error, Result, error};
use pocket_model::contract::RuntimeConfig;
use pocket_model::messages::{Lang, Wording};
use pocket_model::synth::{ALIAS, Form, Function, Synthesis};
use record::{Record, Schema};
pub(super) use renew::{Renewal, renew};
use std::collections::BTreeMap;

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

/// What a release goes through, for the plan.
pub(crate) fn phases(release: &ReleaseChange, canary: bool) -> Vec<&'static str> {
    if !matches!(release.change, CodeChange::First | CodeChange::Code | CodeChange::Configuration) {
        return Vec::new();
    }
    let migrate = release.migrate.then_some("migrate");
    let canary = (canary && release.change != CodeChange::First).then_some("canary");
    ["publish", "start"].into_iter().chain(migrate).chain(["smoke test"]).chain(canary).chain(["switch"]).collect()
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
    if lambda::alias(&cx.aws, &function.name, ALIAS).await?.as_deref() != Some(lambda::LATEST) {
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

/// Where new versions are tried, before anybody sees them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trial<'a> {
    cx: &'a Cx,
    synthesis: &'a Synthesis,
    lease: &'a Lease,
    bucket: &'a str,
    /// Where visitors find the site.
    url: &'a str,
}

/// What a release goes through before the switch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Start,
    Migrate,
    SmokeTest,
    Canary,
}

impl Phase {
    fn name(self) -> Wording {
        match self {
            Phase::Start => steps::start(),
            Phase::Migrate => steps::migrate(),
            Phase::SmokeTest => steps::smoke_test(),
            Phase::Canary => canary_words::phase(),
        }
    }

    /// As the hook `on_failure` gets it.
    fn of_deploy(self) -> error::Phase {
        match self {
            Phase::Start => error::Phase::Start,
            Phase::Migrate => error::Phase::Migrate,
            Phase::SmokeTest => error::Phase::SmokeTest,
            Phase::Canary => error::Phase::Canary,
        }
    }
}

impl<'a> Release<'a> {
    fn trial(&self) -> Trial<'a> {
        Trial { cx: self.cx, synthesis: self.synthesis, lease: self.lease, bucket: self.bucket, url: &self.contract.url }
    }

    /// Publishes what differs from what serves, tries it, and switches to it. Whatever fails, the old release goes on serving.
    pub async fn run(&self) -> Result<Released> {
        let mut released = Released::default();
        let step = self.cx.ui.step(self.say(&steps::code()));
        let (mut changed, mut site, mut live_site) = (Vec::new(), CodeChange::Same, None);
        for function in &self.synthesis.functions {
            let live = code::live(&self.cx.aws, &function.name).await?;
            let change = live.change(Some(self.sealed.lambda_sha256()));
            if function.role == "web" {
                site = change;
                live_site.clone_from(&live.version);
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
        // The files are there before anybody gets a page that links them.
        let (news, ()) = tokio::try_join!(self.publish(&step, &changed), self.send_static_files())?;
        let list: Vec<String> = news.iter().map(|new| format!("{}:{}", new.function.name, new.version)).collect();
        step.done(list.join(", "));
        let trial = self.trial();
        let serving = match &live_site {
            Some(version) => Some(serving::find(self.cx, self.synthesis, version).await?),
            None => None,
        };
        // The same code has migrated before; what it knows stays true.
        let mut databases = serving.iter().flatten().flat_map(serving::Serving::schemas).collect();
        let at_risk = serving.map_or(AtRisk::Nothing, |serving| AtRisk::Release(serving.map(|serving| serving.known)));
        let migrating = migrates(self.synthesis, site).then_some(at_risk);
        if let Err((phase, error)) = self.try_out(&news, migrating, &mut databases).await {
            let error = trial.failed(phase, error, &databases);
            trial.discard(&news).await;
            if databases.values().any(|schema| !schema.applied.is_empty()) {
                let record = Record { failed: Some(phase.name().text(Lang::En).to_owned()), ..self.record(BTreeMap::new(), databases)? };
                record::write(&self.cx.aws, self.bucket, record).await?;
            }
            return Err(error);
        }
        released.versions.extend(news.iter().map(|new| (new.function.name.clone(), new.version.to_string())));
        let (record, new) = record::write(&self.cx.aws, self.bucket, self.record(released.versions.clone(), databases)?).await?;
        if let Some(canary) = self.cx.canary
            && let Err(error) = trial.canary(&news, canary).await
        {
            if new {
                record::fail(&self.cx.aws, self.bucket, record, Phase::Canary.name().text(Lang::En)).await?;
            }
            trial.discard(&news).await;
            return Err(error.during(Phase::Canary.of_deploy()));
        }
        trial.switch(&news).await.map_err(|error| error.during(error::Phase::Switch))?;
        released.changed = true;
        trial.tidy().await;
        Ok(released)
    }

    /// Everything that may fail, where nobody sees it.
    async fn try_out(
        &self,
        news: &[New<'_>],
        migrating: Option<AtRisk>,
        databases: &mut BTreeMap<String, Schema>,
    ) -> std::result::Result<(), (Phase, Error)> {
        let trial = self.trial();
        trial.start(news).await.map_err(|error| (Phase::Start, error))?;
        if let (Some(at_risk), Some(manage)) = (migrating, find(news, "manage")) {
            let checked = self.lease.check();
            let migrated = if checked.is_ok() { self.migrate(manage, &at_risk, databases).await } else { checked };
            migrated.map_err(|error| (Phase::Migrate, error))?;
        }
        trial.smoke_test(news).await.map_err(|error| (Phase::SmokeTest, error))
    }

    fn record(&self, versions: BTreeMap<String, String>, databases: BTreeMap<String, Schema>) -> Result<Record> {
        Ok(Record {
            reason: "deploy".into(),
            code: self.sealed.sha256().to_owned(),
            dependencies: self.built.dependencies.sha256.clone(),
            size: match self.sealed {
                Code::Zip(_) => self.sealed.size()? + std::fs::metadata(&self.built.dependencies.path)?.len(),
                Code::Image(_) => self.sealed.size()?,
            },
            databases,
            static_files: self.static_list()?,
            ..self.trial().record(versions)?
        })
    }

    fn say(&self, wording: &Wording) -> String {
        self.cx.ui.say(wording)
    }
}

impl Trial<'_> {
    /// Who, when, and what serves then.
    fn record(&self, versions: BTreeMap<String, String>) -> Result<Record> {
        Ok(Record {
            at: record::now()?,
            by: Some(self.cx.aws.caller.clone()),
            commit: self.cx.commit.clone(),
            versions,
            ..Record::default()
        })
    }

    /// The phase, that nobody saw it, and what the database has of it already.
    fn failed(&self, phase: Phase, error: Error, databases: &BTreeMap<String, Schema>) -> Error {
        let error = error.during(phase.of_deploy()).hint(self.say(&steps::still_serving(phase.name())));
        let applied: Vec<&str> = databases.values().flat_map(|schema| &schema.applied).map(String::as_str).collect();
        if applied.is_empty() { error } else { error.hint(self.say(&steps::migrated_already(applied.join(", ")))) }
    }

    fn say(&self, wording: &Wording) -> String {
        self.cx.ui.say(wording)
    }
}

fn find<'n, 'f>(news: &'n [New<'f>], role: &str) -> Option<&'n New<'f>> {
    news.iter().find(|new| new.function.role == role)
}
