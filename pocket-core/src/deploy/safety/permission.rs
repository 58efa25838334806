//! Whether the database permits to run the code of an earlier release.

use super::ask::{Names, Question, ask};
use super::report::{Breaks, Report};
use super::words;
use crate::deploy::Cx;
use crate::deploy::release::record::Record;
use crate::drivers::lambda;
use crate::messages::safety;
use crate::{Error, Result};
use pocket_model::messages::Wording;
use pocket_model::synth::Synthesis;
use std::collections::{BTreeMap, BTreeSet};

/// A migration that stands against it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Obstacle {
    /// Django's database alias.
    pub database: String,
    /// `blog.0007_remove_entry_summary`
    pub migration: String,
    /// What happens to the release's queries, in the user's language.
    pub why: String,
}

/// What stands against running the code of `target` on the database as it is now; empty where nothing does. `records` are all of the stage's.
///
/// Of migrations that `target` does not know, those that its queries live with are no obstacle: the newest code judges them once more, against `target`
/// instead of the release that ran when they were applied. So the second half of a two-step change, harmless then, is an obstacle for what ran before its
/// first half. Where `target` knows all of them this reads the list of versions and starts no function.
///
/// # Errors
/// The release does not say what its code knows, or the newest code cannot be asked.
pub async fn obstacles(cx: &Cx, synthesis: &Synthesis, records: &[Record], target: &Record) -> Result<Vec<Obstacle>> {
    let Some(manage) = synthesis.functions.iter().find(|function| function.role == "manage") else { return Ok(Vec::new()) };
    if synthesis.contract.databases.is_empty() {
        return Ok(Vec::new());
    }
    let known: Names = target.databases.iter().map(|(alias, schema)| (alias.clone(), schema.known.clone())).collect();
    if synthesis.contract.databases.keys().any(|alias| known.get(alias).is_none_or(Vec::is_empty)) {
        return Err(Error::user(cx.ui.say(&safety::knows_nothing(target.number))));
    }
    let Some(newest) = lambda::versions(&cx.aws, &manage.name).await?.pop() else { return Ok(Vec::new()) };
    let version = newest.number.to_string();
    let mut applied = recorded(records);
    if !records.iter().any(|record| record.versions.get(&manage.name) == Some(&version)) {
        // A release that was killed may have migrated: only the database knows.
        let report = ask(cx, &manage.name, &version, Question::Pending(None)).await?;
        applied.extend(report.databases.into_iter().map(|(alias, database)| (alias, database.applied)));
    }
    let newer = newer(&applied, &known);
    if newer.values().all(BTreeSet::is_empty) {
        return Ok(Vec::new());
    }
    let report = ask(cx, &manage.name, &version, Question::Offline(&known)).await?;
    let obstacles = judge(&report, newer, records, target.number).into_iter();
    Ok(obstacles.map(|(database, migration, why)| Obstacle { database, migration, why: cx.ui.say(&why) }).collect())
}

/// What was applied for any release.
fn recorded(records: &[Record]) -> Names {
    let mut applied = Names::new();
    for (alias, schema) in records.iter().flat_map(|record| &record.databases) {
        applied.entry(alias.clone()).or_default().extend(schema.applied.iter().cloned());
    }
    applied
}

/// By database: what is applied and not known.
fn newer<'a>(applied: &'a Names, known: &Names) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let of = |(alias, names): (&'a String, &'a Vec<String>)| {
        let known: BTreeSet<&String> = known.get(alias).into_iter().flatten().collect();
        (alias.as_str(), names.iter().filter(|name| !known.contains(name)).map(String::as_str).collect())
    };
    applied.iter().map(of).collect()
}

/// What of the report's migrations is applied and breaks the older code.
fn judge(report: &Report, newer: BTreeMap<&str, BTreeSet<&str>>, records: &[Record], target: u64) -> Vec<(String, String, Wording)> {
    let mut obstacles = Vec::new();
    for (alias, mut left) in newer {
        let Some(database) = report.databases.get(alias) else { continue };
        for migration in &database.pending {
            if !left.remove(migration.name.as_str()) {
                continue;
            }
            let findings = migration.operations.iter().flat_map(|operation| &operation.findings);
            let broken = findings.filter(|finding| finding.breaks.contains(&Breaks::Running));
            obstacles
                .extend(broken.map(|finding| (alias.to_owned(), migration.name.clone(), words::to_whom(finding, safety::release(target)))));
        }
        // A squashed one that the release knows by what it replaces is known; what is left is of a release that failed, whose code is gone.
        let harmless = |name: &str| {
            let schemas = records.iter().filter_map(|record| record.databases.get(alias));
            schemas.flat_map(|schema| &schema.harmless).any(|harmless| harmless == name)
        };
        for name in left.into_iter().filter(|name| !database.known.iter().any(|known| known == name) && !harmless(name)) {
            obstacles.push((alias.to_owned(), name.to_owned(), safety::not_in_code()));
        }
    }
    obstacles
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deploy::release::record::Schema;
    use pocket_model::messages::Lang;
    use serde_json::json;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn only_what_breaks_the_older_code_is_an_obstacle() {
        let operation = |code: &str, breaks: &[&str]| {
            json!({ "operation": "RemoveField", "model": "blog.Entry", "table": "blog_entry", "verdict": "dangerous", "rows": null,
                    "findings": [{ "code": code, "values": { "table": "blog_entry", "column": "summary" }, "breaks": breaks }] })
        };
        let pending = json!([
            { "name": "blog.0002_index", "atomic": true, "operations": [operation("blocking_index", &[])] },
            { "name": "blog.0003_drop", "atomic": true, "operations": [operation("removed_column", &["running"])] },
            { "name": "blog.0004_not_applied", "atomic": true, "operations": [operation("removed_column", &["running"])] },
        ]);
        let known = names(&["blog.0001", "blog.0002_index", "blog.0003_drop", "blog.0004_not_applied", "blog.0001_squashed"]);
        let database = json!({ "vendor": "postgresql", "known": known, "applied": [], "unknown": [], "pending": pending });
        let report: Report = serde_json::from_value(json!({ "version": 1, "databases": { "default": database } })).expect("a report");
        let of_failed =
            Schema { applied: names(&["blog.0005_gone", "blog.0006_gone"]), harmless: names(&["blog.0005_gone"]), ..Schema::default() };
        let records = [Record { databases: [("default".to_owned(), of_failed)].into(), ..Record::default() }];
        let applied = [(
            "default".to_owned(),
            names(&["blog.0001", "blog.0001_squashed", "blog.0002_index", "blog.0003_drop", "blog.0005_gone", "blog.0006_gone"]),
        )];
        let target = [("default".to_owned(), names(&["blog.0001"]))];
        let found = judge(&report, newer(&applied.into(), &target.into()), &records, 4);
        let found: Vec<_> = found.iter().map(|(_, name, why)| (name.as_str(), why.text(Lang::En))).collect();
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[0].0, "blog.0003_drop");
        assert_eq!(found[0].1, "drops the column `blog_entry.summary`, which release 4 still reads and writes");
        assert_eq!(found[1].0, "blog.0006_gone");
    }
}
