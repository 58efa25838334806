//! `--allow app.0007`: what the user accepts by name.

use super::report::Report;
use crate::messages;
use crate::messages::safety;
use crate::ui::Printer;
use crate::{Error, Result};
use pocket_model::diag::nearest;

/// `blog.0007` of `blog.0007_remove_entry_summary`; the whole name where it has no number.
pub fn short(migration: &str) -> &str {
    let number = migration.find('.').and_then(|dot| migration[dot + 1..].find('_').map(|end| (dot + 1, dot + 1 + end)));
    match number {
        Some((start, end)) if end > start && migration[start..end].chars().all(|c| c.is_ascii_digit()) => &migration[..end],
        _ => migration,
    }
}

/// Whether one of the names that the user gave is this migration's: its whole name, or its application and number.
pub fn allows(names: &[String], migration: &str) -> bool {
    names.iter().any(|name| name == migration || name == short(migration))
}

/// Refuses a name that no migration of the code has: it was meant for another one. One that is applied already is fine, so that a deploy which was cut
/// off can be repeated with the same words.
///
/// # Errors
/// The first such name, with the one that was perhaps meant.
pub fn check(ui: &Printer, names: &[String], report: &Report) -> Result {
    let pending: Vec<&str> = report.databases.values().flat_map(|database| &database.pending).map(|it| it.name.as_str()).collect();
    let known = || report.databases.values().flat_map(|database| &database.known).map(String::as_str);
    for name in names {
        if pending.iter().copied().chain(known()).any(|migration| name == migration || name == short(migration)) {
            continue;
        }
        let error = Error::usage(ui.say(&safety::nothing_to_allow(name)));
        let candidates = pending.iter().flat_map(|migration| [*migration, short(migration)]);
        return Err(match nearest(name, candidates) {
            Some(near) => error.hint(ui.say(&messages::did_you_mean(near))),
            None if pending.is_empty() => error.hint(ui.say(&safety::none_is_pending())),
            None => error.hint(ui.say(&safety::pending_are(pending.join(", ")))),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deploy::safety::report::{Database, Migration};
    use crate::ui::Level;
    use pocket_model::messages::Lang;

    fn report(names: &[&str]) -> Report {
        let known = vec!["blog.0001_initial".to_owned()];
        let pending = names.iter().map(|name| Migration { name: (*name).into(), atomic: true, operations: Vec::new() }).collect();
        Report { version: 1, databases: [("default".to_owned(), Database { pending, known, ..Database::default() })].into() }
    }

    #[test]
    fn a_migration_is_named_by_its_number_or_whole() {
        assert_eq!(short("blog.0007_remove_entry_summary"), "blog.0007");
        assert_eq!(short("my_app.0001_initial"), "my_app.0001");
        assert_eq!(short("blog.seven_up"), "blog.seven_up");
        let names = ["blog.0007".to_owned()];
        assert!(allows(&names, "blog.0007_remove_entry_summary") && !allows(&names, "blog.0008_x") && !allows(&names, "blog2.0007_x"));
        assert!(allows(&["blog.0008_x".to_owned()], "blog.0008_x"));
    }

    #[test]
    fn a_name_that_nothing_has_is_refused() {
        let ui = Printer::speaking(Level::Quiet, Lang::En);
        let pending = report(&["blog.0007_remove_entry_summary"]);
        assert!(check(&ui, &["blog.0007".into(), "blog.0001".into()], &pending).is_ok(), "one is applied");
        let error = check(&ui, &["blog.007".into()], &pending).expect_err("it is unknown");
        assert_eq!(
            (error.message.as_str(), error.hints[0].as_str()),
            ("`--allow blog.007`: no pending migration has this name", "did you mean blog.0007?")
        );
        let error = check(&ui, &["blog.0007".into()], &report(&[])).expect_err("the code has none of it");
        assert!(error.hints[0].contains("none is pending"));
    }
}
