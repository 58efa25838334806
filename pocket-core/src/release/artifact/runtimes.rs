//! Which Python the site gets: those that the project allows, as the build takes them.

use crate::tools::PythonVersion;
use crate::{Error, Result};
use pocket_model::kinds::lambda::runtimes::RUNTIMES;
use pocket_model::project::runtimes::{Asked, names};

/// The versions that are allowed, the best one first. At least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// Runtimes that Lambda has.
    pub versions: Vec<PythonVersion>,
}

impl Requirement {
    /// No requirement: any runtime will do.
    pub(crate) fn none() -> Self {
        Requirement { versions: versions(&Asked::nothing()) }
    }

    /// What the project asks for.
    pub(super) fn of(asked: &Asked) -> Result<Self> {
        let versions = versions(asked);
        if versions.is_empty() {
            return Err(Error::user(format!("Lambda has no runtime for Python {}", asked.text)).hint(choose()));
        }
        Ok(Requirement { versions })
    }
}

fn versions(asked: &Asked) -> Vec<PythonVersion> {
    asked.minors.iter().map(|minor| PythonVersion { major: 3, minor: *minor }).collect()
}

fn choose() -> String {
    format!("lambda {{ python: \"3.12\"; }}, or another of {}", names())
}

/// A warning for a runtime that AWS no longer patches.
pub(super) fn deprecation(version: PythonVersion, today: time::Date) -> Option<String> {
    let runtime = RUNTIMES.iter().find(|runtime| runtime.version == version.to_string())?;
    let date = time::Date::parse(runtime.deprecated, time::macros::format_description!("[year]-[month]-[day]")).ok()?;
    (today > date).then(|| {
        format!(
            "AWS no longer patches python{version} since {date}, and will refuse to create and then to update functions that have it; {}",
            choose()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lambda_lacks_is_refused() {
        let error = Requirement::of(&Asked::exactly("3.9", None)).expect_err("too old");
        assert_eq!(error.message, "Lambda has no runtime for Python 3.9");
        assert!(error.hints[0].starts_with("lambda { python: \"3.12\"; }"));
        assert_eq!(Requirement::of(&Asked::exactly("3.13", None)).expect("it has it").versions, [PythonVersion { major: 3, minor: 13 }]);
    }

    #[test]
    fn old_runtimes_are_warned_about() {
        let day = |year, month| time::Date::from_calendar_date(year, month, 1).expect("a day");
        assert_eq!(deprecation(PythonVersion { major: 3, minor: 12 }, day(2026, time::Month::November)), None);
        assert!(deprecation(PythonVersion { major: 3, minor: 10 }, day(2026, time::Month::November)).is_some());
    }
}
