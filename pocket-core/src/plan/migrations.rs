//! Pending migrations as text.

use super::{MigrationChange, OperationChange, messages};
use pocket_model::messages::{Lang, Wording};

/// `harmless, 0.03 s in the rehearsal`
pub(super) fn summary(migration: &MigrationChange, lang: Lang) -> String {
    let mut parts: Vec<Wording> = Vec::new();
    if !migration.dangerous {
        parts.push(messages::harmless());
    } else if migration.allowed {
        parts.push(messages::allowed());
    }
    parts.extend(migration.seconds.map(|seconds| messages::took(format!("{seconds:.2}"))));
    Wording::joined(&parts, [", ", "、", ", "]).text(lang).to_owned()
}

/// What it does, a line each; with `whole` also the way without harm.
pub(crate) fn lines(migration: &MigrationChange, lang: Lang, whole: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for operation in &migration.operations {
        let place = operation.at.as_deref().filter(|_| operation.dangerous).map(|at| format!("  {at}")).unwrap_or_default();
        for (index, finding) in operation.findings.iter().enumerate() {
            lines.push(format!("{}{}", finding.says, if index == 0 { place.as_str() } else { "" }));
            if whole && operation.dangerous && !finding.way.is_empty() {
                lines.push(format!("  {}", messages::without_harm().text(lang)));
                for (number, step) in (1..).zip(&finding.way) {
                    lines.push(format!("  {number}. {}", step.says));
                    lines.extend(
                        step.code.iter().flat_map(|code| code.lines()).map(|line| format!("         {line}").trim_end().to_owned()),
                    );
                }
            }
        }
        lines.extend(locks(operation, lang));
    }
    lines
}

/// Its locks in one line, with the number of rows that decides how long they are kept.
fn locks(operation: &OperationChange, lang: Lang) -> Option<String> {
    let mut parts: Vec<String> = operation.locks.iter().map(|lock| lock.says.clone()).collect();
    if parts.is_empty() {
        return None;
    }
    if let (Some(table), Some(rows)) = (&operation.table, operation.rows) {
        parts.push(messages::rows(table, rows).text(lang).to_owned());
    }
    if let Some(table) = operation.table.as_ref().filter(|_| operation.to_be_checked) {
        parts.push(messages::to_be_checked(table).text(lang).to_owned());
    }
    Some(parts.join(match lang {
        Lang::Ja => "、",
        _ => ", ",
    }))
}
