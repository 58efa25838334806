//! Carries a plan out. Each step finds its own traces, so a deploy that was killed anywhere is finished by running it again.

use super::apply::{self, Given};
use super::release::{self, Release};
use super::runtime::runtime;
use super::{Cx, templates};
use crate::drivers::{self, lease::Holder, lease::Lease, secrets};
use crate::plan::{Action, Prepared, address, values};
use crate::{Error, Result};
use pocket_model::synth::{Origin, Synthesis};
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
    let locate = |at| cx.places.show(at);
    if plan.holders.iter().any(|change| change.name == bucket && change.action != Action::Same) {
        drivers::apply(&cx.drivers(synthesis, &locate), holder).await?;
    }
    let who = Holder::here(cx.aws.caller.clone(), format!("deploy -s {}", synthesis.stage), cx.commit.clone());
    let lease = Lease::acquire(&cx.ui, &cx.aws, &bucket, who).await?;
    let done = locked(cx, prepared, &lease, &bucket).await;
    match (done, lease.release().await) {
        (done, Ok(())) => done,
        (Err(error), Err(_)) => Err(error),
        (Ok(outputs), Err(error)) => {
            cx.ui.warning(format!("the lock was not given back and runs out in a minute: {error}"));
            Ok(outputs)
        }
    }
}

fn refuse(cx: &Cx, prepared: &Prepared) -> Result {
    let plan = &prepared.plan;
    if let Some(first) = plan.blockers.first() {
        let others: Vec<&str> = plan.blockers.iter().skip(1).map(|blocker| blocker.message.as_str()).collect();
        let error = plan.blockers.iter().filter_map(|blocker| blocker.hint.clone()).fold(Error::user(&first.message), Error::hint);
        return Err(if others.is_empty() { error } else { error.detail(format!("also: {}", others.join("\nalso: "))) });
    }
    let lost = plan.loses_data();
    if !lost.is_empty() && !cx.consent.to_lose(&plan.project, &plan.stage) {
        return Err(Error::user(format!("this deploy loses the data in {}", lost.join(", ")))
            .hint(format!("cargo run -- deploy -s {} --delete-data {}-{}    # if it may be lost", plan.stage, plan.project, plan.stage)));
    }
    Ok(())
}

async fn locked(cx: &Cx, mut prepared: Prepared, lease: &Lease, bucket: &str) -> Result<Outputs> {
    let synthesis = std::sync::Arc::clone(&prepared.synthesis);
    let built = prepared.built.take().ok_or_else(|| Error::bug("a plan without blockers has no build"))?;
    hold(cx, &synthesis, &prepared).await?;
    lease.check()?;
    let layer = match prepared.layer.take() {
        Some(layer) => layer,
        None => release::layer(cx, &synthesis, &built, bucket).await?,
    };
    let changing: BTreeSet<String> =
        prepared.plan.stacks.iter().filter(|change| change.action != Action::Same || change.busy).map(|change| change.name.clone()).collect();
    if !changing.is_empty() {
        lease.check()?;
        let ready = prepared.deployed.iter().filter(|(name, _)| !changing.contains(*name)).map(|(name, it)| (name.clone(), it.clone())).collect();
        let given = Given { layer: Some(layer), runtime: built.runtime.clone() };
        prepared.deployed = apply::stacks(cx, &synthesis, &changing, ready, &given).await?;
    }
    if let Some(local) = &cx.local {
        std::fs::create_dir_all(&local.files)?;
    }
    let url = address(cx, &synthesis, &prepared.deployed).unwrap_or_default();
    let contract = runtime(&synthesis, &values(cx, &built, &url))?;
    let sealed = prepared.source.seal(&contract).await?;
    let release = Release { cx, synthesis: &synthesis, lease, bucket, built: &built, contract: &contract, sealed: &sealed };
    let released = release.run().await?;
    Ok(outputs(cx, &prepared, released.versions, true))
}

/// What holds data, and the secrets: each before anything that uses it.
async fn hold(cx: &Cx, synthesis: &Synthesis, prepared: &Prepared) -> Result {
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
    for (holder, change) in synthesis.holders.iter().zip(&prepared.plan.holders) {
        if change.action == Action::Same && !asked.contains(holder.driver) {
            continue;
        }
        let step = cx.ui.step(holder.item.clone());
        let result = drivers::apply(&drivers, holder).await?;
        made.extend(result.secrets);
        step.done(if result.changed.is_empty() { format!("{} unchanged", change.name) } else { result.changed.join(", ") });
    }
    if prepared.plan.secrets.iter().any(|secret| secret.action != Action::Same) || !made.is_empty() {
        let step = cx.ui.step("secrets");
        let changed = secrets::ensure(&drivers, &synthesis.secrets, &cx.program_dir, &made).await?;
        step.done(if changed.is_empty() { "unchanged".to_owned() } else { changed.join(", ") });
    }
    Ok(())
}

fn outputs(cx: &Cx, prepared: &Prepared, versions: BTreeMap<String, String>, changed: bool) -> Outputs {
    let synthesis = &prepared.synthesis;
    Outputs {
        url: address(cx, synthesis, &prepared.deployed).map(|url| url.trim_end_matches('/').to_owned()),
        changed,
        versions,
        stacks: prepared.deployed.iter().map(|(name, deployed)| (name.clone(), deployed.outputs.clone())).collect(),
        holders: synthesis.holders.iter().map(|holder| (holder.item.clone(), cx.aws.expand(&holder.name))).collect(),
    }
}
