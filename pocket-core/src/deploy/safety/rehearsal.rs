//! Pending migrations, tried on a copy of the Neon branch before anything of the stage is changed.
//!
//! The copy has the stage's own data, so that the number of rows is known, what fails on them fails here, and the time is that of the real thing. The new
//! code runs on this machine with nothing but the copy's connection URI: no other secret of the stage, and no credentials.

use super::ask::{Names, Question};
use super::changes::Words;
use super::local::{Local, Uris};
use super::progress::{self, Progress};
use super::{allow, serving};
use crate::deploy::Cx;
use crate::drivers::neon::rehearsal::{self, Copy};
use crate::messages::{safety, steps};
use crate::plan::Prepared;
use crate::tools;
use crate::ui::Step;
use crate::{Error, Result, traceback};
use pocket_model::synth::Synthesis;
use secrecy::SecretString;
use std::collections::BTreeMap;

/// Seconds by database alias and migration.
type Seconds = BTreeMap<(String, String), f64>;

/// Tries the pending migrations of a plan, and writes what it learns into the plan. Nothing happens where nothing is pending, nothing is deployed yet or no
/// database is on Neon. A copy that Neon does not give, because of a plan's limits for example, is no reason to stop: the plan warns.
///
/// # Errors
/// A migration that fails, or one that is dangerous and not allowed while `refuse` is set; the copy is dropped then too.
pub async fn rehearse(cx: &Cx, prepared: &mut Prepared, refuse: bool) -> Result {
    let synthesis = prepared.synthesis.clone();
    let Some(contract) = prepared.contract.clone() else { return Ok(()) };
    if !prepared.plan.release.migrate || prepared.judged && prepared.plan.migrations.is_empty() || !serving::any(&prepared.plan) {
        return Ok(());
    }
    let holders: Vec<_> = synthesis.holders.iter().filter(|holder| holder.driver == "neon").collect();
    if holders.is_empty() {
        return Ok(());
    }
    let step = cx.ui.step(cx.ui.say(&safety::rehearsal()));
    let locks = tools::cache_dir()?.join("rehearsals");
    tools::create_dir(&locks)?;
    let _alone = tools::lock(locks.join(format!("{}-{}.lock", synthesis.project, synthesis.stage))).await?;
    let locate = |at| cx.places.show(at);
    let drivers = cx.drivers(&synthesis, &locate);
    let (mut copies, mut uris) = (Vec::new(), Uris::new());
    let mut refused = None;
    for holder in holders {
        step.detail(cx.ui.say(&safety::branching(&holder.name)));
        match rehearsal::copy(&drivers, holder, |branch| cx.ui.verbose(cx.ui.say(&safety::swept(branch)))).await {
            Ok(Some(copy)) => {
                uris.extend(variables(&synthesis, &rehearsal::url_secret(holder)?, &copy.direct));
                copies.push(copy);
            }
            Ok(None) => {}
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    let local = Local { cx, source: &*prepared.source, synthesis: &synthesis, contract: &contract };
    let complete = refused.is_none() && synthesis.contract.databases.values().all(|database| uris.contains_key(&database.url_secret));
    let tried = if complete { attempt(&local, prepared.serving.as_ref(), &uris, &step, refuse).await } else { Ok(None) };
    for copy in copies {
        discard(cx, &step, copy).await;
    }
    if let Some(error) = refused {
        let warning = cx.ui.say(&safety::not_rehearsed(&error.message));
        cx.ui.warning(&warning);
        prepared.plan.warnings.push(warning);
        return Ok(());
    }
    let Some(tried) = tried? else { return Ok(()) };
    let total: f64 = tried.seconds.values().sum();
    let mut names = tried.seconds.keys().map(|(_, name)| name);
    let done = match (names.next(), names.count()) {
        (None, _) => steps::nothing_to_apply(),
        (Some(only), 0) => safety::rehearsed(only, format!("{total:.2}")),
        (Some(first), more) => safety::rehearsed(steps::and_more(first, more), format!("{total:.2}")),
    };
    step.done(cx.ui.say(&done));
    prepared.plan.migrations = Words::new(cx, &synthesis).changes(&tried.report, &tried.seconds, false);
    Ok(())
}

struct Tried {
    report: super::report::Report,
    seconds: Seconds,
}

/// The variables in which the code looks for a database's URI.
fn variables(synthesis: &Synthesis, secret: &str, uri: &SecretString) -> Uris {
    let databases = synthesis.contract.databases.values().filter(|database| database.url_secret == secret);
    let names = databases.flat_map(|database| [Some(database.url_secret.clone()), database.direct_url_secret.clone()]);
    names.flatten().map(|name| (name, uri.clone())).collect()
}

async fn attempt(local: &Local<'_>, serving: Option<&Names>, uris: &Uris, step: &Step, refuse: bool) -> Result<Option<Tried>> {
    let cx = local.cx;
    step.detail(cx.ui.say(&safety::trying()));
    let Some(report) = local.report(Question::Pending(serving), uris).await.map_err(|error| hurt_nobody(cx, local, error))? else {
        return Ok(None);
    };
    allow::check(&cx.ui, &cx.consent.migrations, &report)?;
    let mut seconds = Seconds::new();
    if refuse {
        super::refuse(cx, &local.synthesis.stage, &Words::new(cx, local.synthesis).changes(&report, &seconds, false))?;
    }
    for (alias, _) in report.databases.iter().filter(|(_, database)| !database.pending.is_empty()) {
        let arguments = super::migrate_command(alias);
        let Some(ran) = local.run(&arguments, "", uris).await.map_err(|error| hurt_nobody(cx, local, error))? else { return Ok(None) };
        let progress = Progress::read(&ran.stdout);
        seconds.extend(progress.applied.iter().map(|(name, time)| ((alias.clone(), name.clone()), time.unwrap_or_default())));
        if !ran.success {
            let place = progress.failing.map(|name| cx.ui.say(&steps::in_migration(name))).unwrap_or_default();
            let why = progress::why(&ran.stderr).unwrap_or_else(|| ran.stderr.trim().lines().last().unwrap_or_default().to_owned());
            let error = Error::user(cx.ui.say(&safety::rehearsal_failed(place, why)));
            return Err(hurt_nobody(cx, local, error.detail(traceback::shorten(&ran.stderr, &ran.folders))));
        }
    }
    Ok(Some(Tried { report, seconds }))
}

/// What the user has to know of a failure: nothing is harmed, and how to do without.
fn hurt_nobody(cx: &Cx, local: &Local<'_>, error: Error) -> Error {
    let without = cx.ui.say(&safety::without_rehearsal());
    let command = format!("cargo run -- deploy -s {} --no-rehearsal    # {without}", local.synthesis.stage);
    error.hint(cx.ui.say(&safety::nothing_was_changed())).hint(command)
}

async fn discard(cx: &Cx, step: &Step, copy: Copy<'_>) {
    let name = copy.name.clone();
    step.detail(cx.ui.say(&safety::dropping(&name)));
    if let Err(error) = copy.discard().await {
        cx.ui.warning(cx.ui.say(&safety::branch_stays(name, error.message)));
    }
}
