//! A report in the terms of a plan, and the error that refuses what is dangerous.

use super::report::{Database, Held, Lock, Migration, Operation, Report, Verdict};
use super::{allow, places, words};
use crate::deploy::Cx;
use crate::messages::safety;
use crate::plan::{FindingChange, LockChange, MigrationChange, OperationChange, Plan, WayChange, lines};
use crate::{Error, Result};
use pocket_model::messages::Lang;
use pocket_model::synth::Synthesis;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Turns reports into words, with the places of the user's files.
pub struct Words<'a> {
    cx: &'a Cx,
    project: Option<PathBuf>,
}

impl<'a> Words<'a> {
    /// For a stage.
    pub fn new(cx: &'a Cx, synthesis: &Synthesis) -> Self {
        let project = crate::release::artifact::inspect(&synthesis.build, &cx.program_dir).ok().map(|project| project.root);
        Words { cx, project }
    }

    /// The pending migrations, the default database's first; `seconds` has what each took, by database and name. `offline`: the report knows no rows, so
    /// what depends on them is no danger yet.
    pub fn changes(&self, report: &Report, seconds: &BTreeMap<(String, String), f64>, offline: bool) -> Vec<MigrationChange> {
        let mut databases: Vec<(&String, &Database)> = report.databases.iter().collect();
        databases.sort_by_key(|(alias, _)| *alias != "default");
        let all = databases.into_iter().flat_map(|(alias, database)| database.pending.iter().map(move |it| (alias, it)));
        all.map(|(alias, migration)| self.migration(alias, migration, seconds, offline)).collect()
    }

    fn migration(&self, alias: &str, migration: &Migration, seconds: &BTreeMap<(String, String), f64>, offline: bool) -> MigrationChange {
        let file = self.project.as_deref().and_then(|project| places::file(project, &migration.name));
        let text = file.as_ref().and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default();
        let at = file.map(|file| self.short(&file));
        let lines = places::lines(&text, migration);
        let operations = migration.operations.iter().zip(lines).map(|(operation, line)| {
            let at = at.as_ref().zip(line).map(|(at, line)| format!("{at}:{line}"));
            self.operation(&migration.name, operation, at, offline)
        });
        MigrationChange {
            database: alias.to_owned(),
            name: migration.name.clone(),
            dangerous: migration.dangers().any(|operation| !(offline && operation.depends_on_rows())),
            allowed: allow::allows(&self.cx.consent.migrations, &migration.name),
            seconds: seconds.get(&(alias.to_owned(), migration.name.clone())).copied(),
            operations: operations.collect(),
            at,
        }
    }

    fn operation(&self, migration: &str, operation: &Operation, at: Option<String>, offline: bool) -> OperationChange {
        let lang = self.cx.ui.lang();
        let dangerous = operation.verdict == Verdict::Dangerous;
        let to_be_checked = offline && dangerous && operation.depends_on_rows();
        let findings = operation.findings.iter().map(|finding| FindingChange {
            code: finding.code.clone(),
            says: words::what(finding).text(lang).to_owned(),
            way: (words::way(migration, operation, finding).into_iter())
                .map(|step| WayChange { says: step.text.text(lang).to_owned(), code: step.code })
                .collect(),
        });
        OperationChange {
            operation: operation.operation.clone(),
            model: operation.model.clone(),
            table: operation.table.clone(),
            rows: operation.rows,
            dangerous: dangerous && !to_be_checked,
            to_be_checked,
            locks: operation.locks.iter().map(|lock| said(lock, lang)).collect(),
            findings: findings.collect(),
            at,
        }
    }

    /// Relative to the folder of the Cargo manifest, as places of the program are.
    fn short(&self, file: &Path) -> String {
        let root = std::fs::canonicalize(&self.cx.root).unwrap_or_else(|_| self.cx.root.clone());
        file.strip_prefix(root).unwrap_or(file).display().to_string()
    }
}

fn said(lock: &Lock, lang: Lang) -> LockChange {
    let (held, wording) = match lock.held {
        Held::Moment => ("moment", safety::locks_moment(&lock.table, &lock.mode)),
        Held::Scan => ("scan", safety::locks_scan(&lock.table, &lock.mode)),
        Held::Rewrite => ("rewrite", safety::locks_rewrite(&lock.table, &lock.mode)),
    };
    LockChange { table: lock.table.clone(), mode: lock.mode.clone(), held, says: wording.text(lang).to_owned() }
}

/// Refuses a plan with a dangerous migration that is not allowed.
///
/// # Errors
/// All of them in one, each with the way without harm.
pub fn check(cx: &Cx, plan: &Plan) -> Result {
    refuse(cx, &plan.stage, &plan.migrations)
}

/// Refuses migrations of which one is dangerous and not allowed.
///
/// # Errors
/// All of them in one, each with the way without harm.
pub fn refuse(cx: &Cx, stage: &str, changes: &[MigrationChange]) -> Result {
    refusal(cx, stage, changes).map_or(Ok(()), |error| Err(error.hint(cx.ui.say(&safety::nothing_applied()))))
}

/// The error that refuses them: every dangerous migration that is not allowed, each with the way without harm. `None` where there is none.
fn refusal(cx: &Cx, stage: &str, changes: &[MigrationChange]) -> Option<Error> {
    let refused: Vec<&MigrationChange> = changes.iter().filter(|change| change.dangerous && !change.allowed).collect();
    let first = refused.first()?;
    let message = if refused.len() == 1 { safety::refused_one(&first.name) } else { safety::refused(refused.len()) };
    let mut detail = Vec::new();
    for change in &refused {
        let at = change.at.as_ref().map(|at| format!("  {at}")).unwrap_or_default();
        detail.push(format!("{}{at}", change.name));
        detail.extend(lines(change, cx.ui.lang(), true).into_iter().map(|line| format!("  {line}")));
    }
    let allow: Vec<String> = refused.iter().map(|change| format!("--allow {}", allow::short(&change.name))).collect();
    let accepts = cx.ui.say(&safety::accepts());
    let error = Error::user(cx.ui.say(&message)).detail(detail.join("\n"));
    Some(error.hint(format!("cargo run -- deploy -s {stage} {}    # {accepts}", allow.join(" "))))
}
