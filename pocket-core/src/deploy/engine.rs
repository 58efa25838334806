//! Carries a plan out. Each step finds its own traces, so a deploy that was killed anywhere is finished by running it again.

use super::apply::{self, Given};
use super::release::{self, Release};
use super::runtime::{MOUNT, runtime};
use super::{Cx, record, safety, templates};
use crate::drivers::{self, lease::Holder, lease::Lease, secrets};
use crate::error::Phase;
use crate::messages::steps;
use crate::plan::{Action, Prepared, address, values};
use crate::{Error, Result};
use pocket_model::contract::Cache;
use pocket_model::synth::{Form, Origin, Synthesis};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What a deployed stage offers. Serialized, it is `deploy --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outputs {
    /// Where visitors find the site; `None` for a stage without one.
    pub url: Option<String>,
    /// Whether this deploy changed anything.
    pub changed: bool,
    /// The version that serves, by function.
    pub versions: BTreeMap<String, String>,
    /// Outputs of the stacks, by stack and key.
    pub stacks: BTreeMap<String, BTreeMap<String, String>>,
    /// Physical names of what direct calls made, by item: `s3`, `neon`.
    pub holders: BTreeMap<String, String>,
    /// What hooks get: `url`, `media`, `database` as `host/name`, `cache`; and each thing's own outputs, as `neon.branch`.
    pub values: BTreeMap<String, String>,
}

/// Deploys a stage as planned.
///
/// # Errors
/// What stops it, with what to type. Run again, a deploy continues where this one stopped.
pub async fn deploy(cx: &Cx, prepared: Prepared) -> Result<Outputs> {
    let plan = &prepared.plan;
    refuse(cx, &prepared)?;
    if plan.is_empty() {
        let versions = plan.release.functions.iter().filter_map(|function| Some((function.name.clone(), function.live.clone()?))).collect();
        return Ok(outputs(cx, &prepared, versions, false));
    }
    let synthesis = &*prepared.synthesis;
    let holder = templates::deploy_bucket(synthesis)?;
    let bucket = cx.aws.expand(&holder.name);
    if plan.holders.iter().any(|change| change.name == bucket && change.action != Action::Same) {
        // The lock is kept in it.
        make(cx, synthesis, holder).await.map_err(|error| error.during(Phase::Data))?;
    }
    let who =
        Holder::here(cx.aws.caller.clone(), format!("deploy -s {}", synthesis.stage), cx.commit.as_ref().map(|commit| commit.id.clone()));
    let lease = Lease::acquire(&cx.ui, &cx.aws, &bucket, who).await?;
    let done = locked(cx, prepared, &lease, &bucket).await;
    match (done, lease.release().await) {
        (done, Ok(())) => done,
        (Err(error), Err(_)) => Err(error),
        (Ok(outputs), Err(error)) => {
            cx.ui.warning(cx.ui.say(&steps::lock_not_given_back(error)));
            Ok(outputs)
        }
    }
}

fn refuse(cx: &Cx, prepared: &Prepared) -> Result {
    let plan = &prepared.plan;
    if let Some(first) = plan.blockers.first() {
        let others: Vec<String> = plan.blockers.iter().skip(1).map(|blocker| cx.ui.say(&steps::also(&blocker.message))).collect();
        let at = first.at.as_deref().map(|at| format!(" ({at})")).unwrap_or_default();
        let message = Error::user(format!("{}{at}", first.message));
        let error = plan.blockers.iter().filter_map(|blocker| blocker.hint.clone()).fold(message, Error::hint);
        return Err(if others.is_empty() { error } else { error.detail(others.join("\n")) });
    }
    let lost = plan.loses_data();
    if !lost.is_empty() && !cx.consent.to_lose(&plan.project, &plan.stage) {
        return Err(Error::user(format!("this deploy loses the data in {}", lost.join(", ")))
            .hint(format!("cargo run -- deploy -s {} --delete-data {}-{}    # if it may be lost", plan.stage, plan.project, plan.stage)));
    }
    safety::check(cx, plan)
}

async fn locked(cx: &Cx, mut prepared: Prepared, lease: &Lease, bucket: &str) -> Result<Outputs> {
    let synthesis = std::sync::Arc::clone(&prepared.synthesis);
    let built = prepared.built.take().ok_or_else(|| Error::bug("a plan without blockers has no build"))?;
    hold(cx, &synthesis, &mut prepared, bucket).await.map_err(|error| error.during(Phase::Data))?;
    lease.check()?;
    let layer = match prepared.layer.take() {
        None if synthesis.build.form == Form::Zip => {
            Some(release::layer(cx, &synthesis, &built, bucket).await.map_err(|error| error.during(Phase::Stacks))?)
        }
        layer => layer,
    };
    prepared.source.build_in_the_cloud(cx, &synthesis, bucket).await?;
    let changing: BTreeSet<String> = prepared
        .plan
        .stacks
        .iter()
        .filter(|change| change.action != Action::Same || change.busy)
        .map(|change| change.name.clone())
        .collect();
    if !changing.is_empty() {
        lease.check()?;
        let ready =
            prepared.deployed.iter().filter(|(name, _)| !changing.contains(*name)).map(|(name, it)| (name.clone(), it.clone())).collect();
        let given = Given { layer, runtime: built.runtime.clone() };
        prepared.deployed = apply::stacks(cx, &synthesis, &changing, ready, &given).await.map_err(|error| error.during(Phase::Stacks))?;
        for function in &prepared.plan.release.functions {
            release::hold_alias(cx, function).await?;
        }
    }
    if let Some(local) = &cx.local {
        std::fs::create_dir_all(&local.files)?;
    }
    let url = address(cx, &synthesis, &prepared.deployed).unwrap_or_default();
    let locate = |at| cx.places.show(at);
    let drivers = cx.drivers(&synthesis, &locate);
    let secrets = secrets::of_release(&drivers, &synthesis.secrets).await?;
    let contract = runtime(&synthesis, &values(cx, &built, &url, secrets.clone()))?;
    let sealed = prepared.source.seal(&contract).await?.ok_or_else(|| Error::bug("the code of a deploy is not whole"))?;
    let release = Release { cx, synthesis: &synthesis, lease, bucket, built: &built, contract: &contract, sealed: &sealed };
    let released = release.run().await.map_err(|error| error.during(Phase::Publish))?;
    secrets::released(&drivers, &synthesis.secrets, &secrets).await?;
    Ok(outputs(cx, &prepared, released.versions, true))
}

/// What holds data, and the secrets: each before anything that uses it.
async fn hold(cx: &Cx, synthesis: &Synthesis, prepared: &mut Prepared, bucket: &str) -> Result {
    let locate = |at| cx.places.show(at);
    let drivers = cx.drivers(synthesis, &locate);
    let missing: BTreeSet<&str> =
        prepared.plan.secrets.iter().filter(|secret| secret.action != Action::Same).map(|secret| secret.name.as_str()).collect();
    // A driver whose secret was lost is asked for it again.
    let asked: BTreeSet<&str> = (synthesis.secrets.iter())
        .filter(|secret| missing.contains(secret.name.as_str()))
        .filter_map(|secret| if let Origin::Driver { driver } = &secret.origin { Some(*driver) } else { None })
        .collect();
    let mut made = BTreeMap::new();
    let mut record = prepared.record.clone();
    for (holder, change) in synthesis.holders.iter().zip(&prepared.plan.holders) {
        if change.action == Action::Same && !asked.contains(holder.driver) && record.contains_key(&holder.item) {
            continue;
        }
        let result = make(cx, synthesis, holder).await?;
        made.extend(result.secrets);
        record.insert(holder.item.clone(), result.outputs);
    }
    if record != prepared.record {
        record::write(cx, bucket, &record).await?;
        prepared.record = record;
    }
    if prepared.plan.secrets.iter().any(|secret| secret.action != Action::Same) || !made.is_empty() {
        let step = cx.ui.step(cx.ui.say(&steps::secrets()));
        let changed = secrets::ensure(&drivers, &synthesis.secrets, &cx.program_dir, &made).await?;
        step.done(if changed.is_empty() { cx.ui.say(&steps::unchanged()) } else { changed.join(", ") });
    }
    Ok(())
}

async fn make(cx: &Cx, synthesis: &Synthesis, holder: &pocket_model::synth::Holder) -> Result<drivers::Made> {
    let locate = |at| cx.places.show(at);
    let step = cx.ui.step(holder.item.clone());
    let made = drivers::apply(&cx.drivers(synthesis, &locate), holder).await?;
    match made.changed.as_slice() {
        [] => {}
        [first, rest @ ..] => {
            rest.iter().for_each(|change| cx.ui.verbose(change));
            step.done(if rest.is_empty() { first.clone() } else { cx.ui.say(&steps::and_more(first, rest.len())) });
        }
    }
    Ok(made)
}

fn outputs(cx: &Cx, prepared: &Prepared, versions: BTreeMap<String, String>, changed: bool) -> Outputs {
    let synthesis = &prepared.synthesis;
    let url = address(cx, synthesis, &prepared.deployed).map(|url| url.trim_end_matches('/').to_owned());
    let values = offers(cx, synthesis, url.as_deref(), &prepared.record);
    Outputs {
        url,
        changed,
        versions,
        stacks: prepared.deployed.iter().map(|(name, deployed)| (name.clone(), deployed.outputs.clone())).collect(),
        holders: synthesis.holders.iter().map(|holder| (holder.item.clone(), cx.aws.expand(&holder.name))).collect(),
        values,
    }
}

/// [`Outputs::values`] of a stage that is deployed, for hooks that run without a deploy.
///
/// # Errors
/// What drivers told when they made things could not be read.
pub async fn deployed_values(cx: &Cx, synthesis: &Synthesis, url: Option<&str>) -> Result<BTreeMap<String, String>> {
    Ok(offers(cx, synthesis, url, &record::read(cx, synthesis).await?))
}

fn offers(cx: &Cx, synthesis: &Synthesis, url: Option<&str>, record: &record::Record) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    values.extend(url.map(|url| ("url".to_owned(), url.to_owned())));
    values.extend(synthesis.contract.media.as_ref().map(|media| ("media".to_owned(), cx.aws.expand(&media.bucket))));
    if let Some(Cache::Files { location }) = synthesis.contract.caches.get("default") {
        let files = cx.local.as_ref().map_or_else(|| MOUNT.to_owned(), |local| local.files.display().to_string());
        values.insert("cache".into(), location.replace("${Files}", &files));
    }
    for (item, told) in record {
        values.extend(told.iter().map(|(key, value)| (format!("{item}.{key}"), value.clone())));
        if let (Some(host), Some(name)) = (told.get("host"), told.get("database")) {
            // The item without a label is Django's default database.
            let key = item.split_once(' ').map_or_else(|| "database".to_owned(), |(_, label)| format!("database.{label}"));
            values.insert(key, format!("{host}/{name}"));
        }
    }
    values
}
