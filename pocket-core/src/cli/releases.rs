//! `releases`: what served, what serves, and what `rollback` can go to.

use super::Outcome;
use super::session::Session;
use crate::deploy::release::{Listed, State, list};
use crate::error::Result;
use crate::messages::rollback as say;
use crate::release::artifact::megabytes;
use crate::wrap::{pad, width};
use pocket_model::messages::{Lang, Wording};

pub(super) async fn run(session: &Session<'_>) -> Result<Outcome> {
    let rows = list(&session.cx, &session.synthesis).await?;
    if session.json {
        session.ui.data(serde_json::to_string_pretty(&rows).unwrap_or_default());
    } else if rows.is_empty() {
        session.ui.status(session.ui.say(&say::none()));
    } else {
        session.ui.data(table(&rows, session.ui.lang()).trim_end());
    }
    Ok(Outcome::Done)
}

/// `  12  live  2026-11-21 10:31  4.2 MB  0a1b2c3d4e5f  Ada Lovelace  Add tags`
fn table(rows: &[Listed], lang: Lang) -> String {
    let cells: Vec<[String; 7]> = rows.iter().map(|row| cells(row, lang)).collect();
    let columns: [usize; 7] = std::array::from_fn(|column| cells.iter().map(|row| width(&row[column])).max().unwrap_or_default());
    let mut text = String::new();
    for (row, cells) in rows.iter().zip(&cells) {
        let line: Vec<String> = cells.iter().zip(columns).filter(|(_, width)| *width > 0).map(|(cell, width)| pad(cell, width)).collect();
        text.push_str(format!("  {}", line.join("  ")).trim_end());
        text.push('\n');
        for names in row.migrations.values() {
            let names = names.join(", ");
            text.push_str(&format!("  {}  {}\n", " ".repeat(columns[0]), say::migrations(names).text(lang)));
        }
    }
    text
}

fn cells(row: &Listed, lang: Lang) -> [String; 7] {
    let say = |wording: Wording| wording.text(lang).to_owned();
    let percent = |share: f64| say(say::share(format!("{:.0}", share * 100.0)));
    let state = match (row.state, row.share) {
        (State::Live, Some(share)) => format!("{} {}", say(say::live()), percent(share)),
        (State::Live, None) => say(say::live()),
        (State::Partly, _) => say(say::cut_off()),
        (State::Canary, share) => percent(share.unwrap_or_default()),
        (State::Kept, _) => String::new(),
        (State::Failed, _) => say(say::failed_at(row.failed.as_deref().unwrap_or_default())),
    };
    let time = row.at.get(..16).unwrap_or(&row.at).replace('T', " ");
    // What is left of an ARN after its path: a user, or a role's session.
    let caller = || row.by.as_deref().and_then(|arn| arn.rsplit('/').next()).map(|name| name.rsplit(':').next().unwrap_or(name).to_owned());
    let (commit, author, subject) = match &row.commit {
        Some(commit) => (commit.id.clone(), commit.author.clone(), commit.subject.clone()),
        None => (String::new(), caller().unwrap_or_default(), String::new()),
    };
    let what = if row.reason == "deploy" { subject } else { row.reason.clone() };
    [row.number.to_string(), state, time, megabytes(row.size), commit, author, what]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deploy::release::record::Commit;
    use std::collections::BTreeMap;

    #[test]
    fn a_release_is_a_line_and_its_migrations_another() {
        let row = |number, state, subject: &str| Listed {
            number,
            state,
            share: None,
            failed: (state == State::Failed).then(|| "smoke test".into()),
            at: "2026-11-21T10:31:02Z".into(),
            by: Some("arn:aws:iam::000000000000:user/ada".into()),
            reason: "deploy".into(),
            commit: (!subject.is_empty()).then(|| Commit {
                id: "0a1b2c3d4e5f+".into(),
                author: "Ada Lovelace".into(),
                subject: subject.into(),
            }),
            migrations: BTreeMap::new(),
            size: 4_200_000,
            versions: BTreeMap::new(),
        };
        let mut rows = [row(12, State::Failed, "Break it"), row(11, State::Live, "Add tags"), row(9, State::Kept, "")];
        rows[1].migrations.insert("default".into(), vec!["blog.0002_tags".into()]);
        rows[2].reason = "rotate DATABASE_URL".into();
        let expected = "  12  failed at `smoke test`  2026-11-21 10:31  4.2 MB  0a1b2c3d4e5f+  Ada Lovelace  Break it
  11  live                    2026-11-21 10:31  4.2 MB  0a1b2c3d4e5f+  Ada Lovelace  Add tags
      migrations: blog.0002_tags
  9                           2026-11-21 10:31  4.2 MB                 ada           rotate DATABASE_URL
";
        assert_eq!(table(&rows, Lang::En), expected);
    }
}
