//! Back to a release that is kept, or forward again: its versions have code, settings and the names of its static files in them, so one alias a function
//! is all that moves.

use super::record::{self, Live, Record};
use super::{schema, switch};
use crate::aws::Calling;
use crate::deploy::{Cx, templates};
use crate::drivers::lease::{Holder, Lease};
use crate::messages::rollback as say;
use crate::{Error, Result};
use pocket_model::messages::Wording;
use pocket_model::synth::Synthesis;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// What is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rollback<'a> {
    /// The release; `None`: the one before the live one, or the one that the site serves where a switch was cut off.
    pub number: Option<u64>,
    /// Migrations that the release is known to run with: `app.0007`, or the whole name.
    pub allow: &'a [String],
}

/// What was done.
#[derive(Debug, Clone)]
pub struct RolledBack {
    /// The release that the site served before; `None` where none of those that are kept did.
    pub from: Option<Record>,
    /// The release that serves now.
    pub to: Record,
    /// Whether any alias moved.
    pub changed: bool,
    /// Functions of the stage that the release did not have: they serve on as they were.
    pub others: Vec<String>,
    /// From the first alias to the last.
    pub took: Duration,
}

/// Makes a release of a stage serve that has served before.
///
/// # Errors
/// When there is no such release, when its versions are gone, and when a migration was applied since that its code may not survive: then nothing has
/// moved. When somebody else deploys; AWS's.
pub async fn rollback(cx: &Cx, synthesis: &Synthesis, asked: Rollback<'_>) -> Result<RolledBack> {
    let bucket = cx.aws.expand(&templates::deploy_bucket(synthesis)?.name);
    let records = record::all(&cx.aws, &bucket).await?;
    if !records.iter().any(Record::can_serve) {
        return Err(Error::user(cx.ui.say(&say::no_release(&synthesis.stage))).hint(format!("cargo run -- deploy -s {}", synthesis.stage)));
    }
    let who = Holder::here(cx.aws.caller.clone(), format!("rollback -s {}", synthesis.stage), None);
    let lease = Lease::acquire(&cx.ui, &cx.aws, &bucket, who).await?;
    let done = locked(cx, synthesis, asked, &records, &lease).await;
    // Who waits for the lock waits a minute at most: what was done counts.
    if let Err(error) = lease.release().await {
        cx.ui.warning(cx.ui.say(&crate::messages::steps::lock_not_given_back(error)));
    }
    done
}

async fn locked(cx: &Cx, synthesis: &Synthesis, asked: Rollback<'_>, records: &[Record], lease: &Lease) -> Result<RolledBack> {
    let aliases = switch::aliases(&cx.aws, synthesis).await?;
    let live = record::live(records, switch::site(synthesis), &aliases);
    let to = pick(cx, synthesis, records, live, asked.number)?;
    let others =
        synthesis.functions.iter().map(|function| &function.name).filter(|name| !to.versions.contains_key(*name)).cloned().collect();
    let from = live.map(|live| live.record.clone());
    if live.is_some_and(|live| live.whole && live.record.number == to.number) {
        return Ok(RolledBack { from, to: to.clone(), changed: false, others, took: Duration::ZERO });
    }
    let moved: Vec<_> = synthesis
        .functions
        .iter()
        .filter_map(|function| to.versions.get(&function.name).map(|version| (&function.name, version)))
        .collect();
    exist(cx, to, &moved).await?;
    schema::permits(cx, synthesis, records, to, asked.allow).await?;
    lease.check()?;
    let begun = Instant::now();
    // The reverse of a deploy: the site first, so that no function is older than what the site hands to it.
    let (site, rest) = moved.split_at(1);
    switch::set_all(&cx.aws, site.iter().copied()).await?;
    switch::set_all(&cx.aws, rest.iter().copied()).await?;
    Ok(RolledBack { from, to: to.clone(), changed: true, others, took: begun.elapsed() })
}

fn pick<'r>(cx: &Cx, synthesis: &Synthesis, records: &'r [Record], live: Option<Live<'r>>, number: Option<u64>) -> Result<&'r Record> {
    let list = || format!("cargo run -- releases -s {}", synthesis.stage);
    match (number, live) {
        (Some(number), _) => match records.iter().find(|record| record.number == number) {
            Some(record) if record.can_serve() => Ok(record),
            Some(record) => {
                let phase = record.failed.clone().unwrap_or_default();
                Err(Error::user(cx.ui.say(&say::never_served(number, phase))).hint(list()))
            }
            None => {
                let known: Vec<String> = records.iter().filter(|it| it.can_serve()).map(|it| it.number.to_string()).collect();
                Err(Error::user(cx.ui.say(&say::no_such_release(number, known.join(", ")))).hint(list()))
            }
        },
        (None, None) => Err(Error::user(cx.ui.say(&say::unknown_release())).hint(list())),
        // A switch or a canary was cut off: what the site serves is made whole, not the release before it.
        (None, Some(Live { record, whole: false })) => Ok(record),
        (None, Some(Live { record, .. })) => {
            let earlier = |it: &&Record| it.number < record.number && it.can_serve() && it.versions != record.versions;
            let found = records.iter().rev().find(earlier);
            found.ok_or_else(|| Error::user(cx.ui.say(&say::nothing_before(record.number))).hint(list()))
        }
    }
}

/// All versions are there, before any alias moves.
async fn exist(cx: &Cx, to: &Record, versions: &[(&String, &String)]) -> Result {
    let mut asking = JoinSet::new();
    for (function, version) in versions {
        let (aws, function, version) = (cx.aws.clone(), (*function).clone(), (*version).clone());
        asking.spawn(async move {
            let call = aws.lambda.get_function_configuration().function_name(&function).qualifier(&version);
            let name = format!("{function}:{version}");
            let found = call.send().await.calling("lambda:GetFunctionConfiguration", format!("function `{name}`"));
            (name, found)
        });
    }
    while let Some(asked) = asking.join_next().await {
        let (name, found) = asked.map_err(|source| Error::bug("looking for a version ended early").caused_by(source))?;
        match found {
            Err(failure) if failure.is_not_found() => return Err(Error::user(cx.ui.say(&say::version_is_gone(to.number, name)))),
            found => found?,
        };
    }
    Ok(())
}

/// What a deploy of this code does where a former release serves; `None` where the newest one does. `code` is the SHA-256 of the sealed code.
///
/// # Errors
/// S3's and Lambda's.
pub(crate) async fn undone_by_deploy(cx: &Cx, synthesis: &Synthesis, code: Option<&str>) -> Result<Option<Wording>> {
    let bucket = cx.aws.expand(&templates::deploy_bucket(synthesis)?.name);
    let (records, aliases) = tokio::try_join!(record::all(&cx.aws, &bucket), switch::aliases(&cx.aws, synthesis))?;
    let Some(Live { record: live, whole: true }) = record::live(&records, switch::site(synthesis), &aliases) else { return Ok(None) };
    let mut newer = records.iter().rev().take_while(|record| record.number > live.number).filter(|record| record.can_serve()).peekable();
    if newer.peek().is_none() {
        return Ok(None);
    }
    let same = newer.find(|record| code == Some(record.code.as_str()));
    Ok(Some(same.map_or_else(|| say::goes_on(live.number), |same| say::comes_back(same.number, live.number))))
}
