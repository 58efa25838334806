//! Whether the database permits to run the code of an earlier release.

use super::ask::{Names, Question, ask};
use super::report::{Breaks, Report};
use super::words;
use crate::Result;
use crate::deploy::Cx;
use crate::deploy::release::record::Record;
use crate::drivers::lambda;
use crate::messages::safety;
use pocket_model::synth::Synthesis;
use std::collections::BTreeSet;

/// A migration that stands against it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Obstacle {
    /// Django's database alias.
    pub database: String,
    /// `blog.0007_remove_entry_summary`; `None` where the release does not say which migrations its code knows.
    pub migration: Option<String>,
    /// What happens to the release's queries, in the user's language.
    pub why: String,
}

/// What stands against running the code of `target` on the database as it is now; empty where nothing does.
///
/// Of migrations that `target` does not know, those that its queries live with are no obstacle: the newest code judges them once more, against `target`
/// instead of the release that ran when they were applied. So the second half of a two-step change, harmless then, is an obstacle for what ran before its
/// first half. Where `target` knows all of them this reads the list of versions and starts no function.
///
/// # Errors
/// The newest code cannot be asked: nothing is known then.
pub async fn obstacles(cx: &Cx, synthesis: &Synthesis, records: &[Record], target: &Record) -> Result<Vec<Obstacle>> {
    let Some(manage) = synthesis.functions.iter().find(|function| function.role == "manage") else { return Ok(Vec::new()) };
    if synthesis.contract.databases.is_empty() {
        return Ok(Vec::new());
    }
    if let Some(database) = synthesis.contract.databases.keys().find(|alias| !target.databases.contains_key(*alias)) {
        let why = cx.ui.say(&safety::knows_nothing(target.number));
        return Ok(vec![Obstacle { database: database.clone(), migration: None, why }]);
    }
    let Some(newest) = lambda::versions(&cx.aws, &manage.name).await?.pop() else { return Ok(Vec::new()) };
    let version = newest.number.to_string();
    let recorded = records.iter().rev().find(|record| record.versions.get(&manage.name) == Some(&version));
    let applied: Names = match recorded {
        Some(record) => record.databases.iter().map(|(alias, schema)| (alias.clone(), schema.known.clone())).collect(),
        // A release that broke off may have migrated: only the database knows.
        None => {
            let report = ask(cx, &manage.name, &version, Question::Pending(None)).await?;
            report.databases.into_iter().map(|(alias, database)| (alias, database.applied)).collect()
        }
    };
    let known: Names = target.databases.iter().map(|(alias, schema)| (alias.clone(), schema.known.clone())).collect();
    let newer = |alias: &str| -> BTreeSet<&str> {
        let known: BTreeSet<&str> = known.get(alias).into_iter().flatten().map(String::as_str).collect();
        applied.get(alias).into_iter().flatten().map(String::as_str).filter(|name| !known.contains(name)).collect()
    };
    if applied.keys().all(|alias| newer(alias).is_empty()) {
        return Ok(Vec::new());
    }
    let report = ask(cx, &manage.name, &version, Question::Offline(&known)).await?;
    Ok(judge(cx, &report, newer))
}

/// What of the report's migrations is applied and breaks the older code.
fn judge<'a>(cx: &Cx, report: &Report, newer: impl Fn(&str) -> BTreeSet<&'a str>) -> Vec<Obstacle> {
    let mut obstacles = Vec::new();
    for (alias, database) in &report.databases {
        let mut unjudged = newer(alias);
        for migration in &database.pending {
            if !unjudged.remove(migration.name.as_str()) {
                continue;
            }
            let findings = migration.operations.iter().flat_map(|operation| &operation.findings);
            let broken = findings.filter(|finding| finding.breaks.contains(&Breaks::Running));
            obstacles.extend(broken.map(|finding| Obstacle {
                database: alias.clone(),
                migration: Some(migration.name.clone()),
                why: cx.ui.say(&words::what(finding)),
            }));
        }
        // Replaced by a squashed one that the release knows by its new name is known; what is left is of code that no longer exists.
        for name in unjudged.into_iter().filter(|name| !database.known.iter().any(|known| known == name)) {
            obstacles.push(Obstacle { database: alias.clone(), migration: Some(name.to_owned()), why: cx.ui.say(&safety::not_in_code()) });
        }
    }
    obstacles
}
