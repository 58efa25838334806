//! Which Python the site gets: the project's own requirement, among the runtimes that Lambda has.

use crate::tools::PythonVersion;
use crate::{Error, Result};

/// A Lambda runtime and the day from which AWS no longer patches it.
struct Runtime {
    minor: u8,
    deprecated: (u16, u8, u8),
}

/// Source: AWS Lambda Developer Guide, "Lambda runtimes", the tables of supported and deprecated ones.
const RUNTIMES: &[Runtime] = &[
    Runtime { minor: 10, deprecated: (2026, 10, 31) },
    Runtime { minor: 11, deprecated: (2027, 6, 30) },
    Runtime { minor: 12, deprecated: (2028, 10, 31) },
    Runtime { minor: 13, deprecated: (2029, 6, 30) },
    Runtime { minor: 14, deprecated: (2029, 6, 30) },
];

/// In which order those that a project allows are tried. 3.12 is first: every Django release that has support runs on it, and nearly every package has wheels.
const PREFERENCE: &[u8] = &[12, 13, 14, 11, 10];

/// The versions that are allowed, the best one first. At least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// What said so: `.python-version`, `requires-python of uv.lock`; for display.
    pub origin: String,
    /// Runtimes that Lambda has.
    pub versions: Vec<PythonVersion>,
}

impl Requirement {
    /// No requirement: any runtime will do.
    pub(super) fn none() -> Self {
        Requirement { origin: "no requirement".into(), versions: all().collect() }
    }

    /// Exactly this version.
    pub(super) fn exactly(version: PythonVersion, origin: &str) -> Result<Self> {
        if all().any(|runtime| runtime == version) {
            return Ok(Requirement { origin: origin.into(), versions: vec![version] });
        }
        Err(Error::user(format!("Lambda has no runtime for Python {version}, which {origin} names")).hint(choose()))
    }

    /// What a specifier such as `>=3.11,<3.14` allows; Poetry's `^3.11` and `~3.11` too.
    pub(super) fn matching(specifier: &str, origin: &str) -> Result<Self> {
        let versions: Vec<_> = all().filter(|version| allows(specifier, *version)).collect();
        if versions.is_empty() {
            let message = format!("Lambda has no runtime for Python `{specifier}`, which {origin} asks for");
            return Err(Error::user(message).hint(choose()));
        }
        Ok(Requirement { origin: origin.into(), versions })
    }
}

fn all() -> impl Iterator<Item = PythonVersion> {
    PREFERENCE.iter().map(|minor| PythonVersion { major: 3, minor: *minor })
}

fn choose() -> String {
    let minors: Vec<_> = RUNTIMES.iter().map(|runtime| format!("3.{}", runtime.minor)).collect();
    format!("lambda {{ python: \"3.12\"; }}, or another of {}", minors.join(", "))
}

/// A warning for a runtime that AWS no longer patches.
pub(super) fn deprecation(version: PythonVersion, today: time::Date) -> Option<String> {
    let (year, month, day) = RUNTIMES.iter().find(|runtime| runtime.minor == version.minor)?.deprecated;
    let date = time::Date::from_calendar_date(year.into(), time::Month::try_from(month).ok()?, day).ok()?;
    (today > date).then(|| {
        format!(
            "AWS no longer patches python{version} since {date}, and will refuse to create and then to update functions that have it; {}",
            choose()
        )
    })
}

/// Whether some patch release of `version` satisfies every clause. A clause that is not understood has no opinion.
fn allows(specifier: &str, version: PythonVersion) -> bool {
    specifier.split(',').map(str::trim).filter(|clause| !clause.is_empty()).all(|clause| clause_allows(clause, version).unwrap_or(true))
}

fn clause_allows(clause: &str, version: PythonVersion) -> Option<bool> {
    let digits = clause.find(|c: char| c.is_ascii_digit())?;
    let (operator, bound) = (clause[..digits].trim(), &clause[digits..]);
    let mut parts = bound.split('.').map(str::trim);
    let major: u8 = parts.next()?.parse().ok()?;
    let minor: Option<u8> = parts.next().and_then(|part| part.parse().ok());
    let patch: Option<u32> = parts.next().and_then(|part| part.parse().ok());
    let here = (version.major, version.minor);
    let Some(minor) = minor else {
        // `>=3`, `<4`, `==3.*`
        return Some(match operator {
            ">=" | "^" | "~" | "==" | "~=" | "" => {
                if operator == ">=" {
                    version.major >= major
                } else {
                    version.major == major
                }
            }
            ">" => version.major > major,
            "<" => version.major < major,
            "<=" => version.major <= major,
            _ => return None,
        });
    };
    let there = (major, minor);
    Some(match operator {
        ">=" => here >= there,
        // Lambda has the newest patch release: `>3.11` means 3.12 to those who write it, `>3.11.4` admits 3.11.
        ">" => here > there || (here == there && patch.is_some()),
        "<=" => here <= there,
        "<" => here < there || (here == there && patch.is_some_and(|patch| patch > 0)),
        "==" | "===" | "" | "~" => here == there,
        "!=" => here != there || patch.is_some(),
        "~=" if patch.is_some() => here == there,
        "~=" | "^" => here >= there && here.0 == major,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requirements_choose_among_the_runtimes() {
        let table: &[(&str, &[u8])] = &[
            (">=3.10", &[12, 13, 14, 11, 10]),
            (">=3.12", &[12, 13, 14]),
            (">=3.13,<3.14", &[13]),
            (">3.12", &[13, 14]),
            (">=3.9, <3.12", &[11, 10]),
            ("<3.12.4", &[12, 11, 10]),
            ("<=3.11", &[11, 10]),
            ("==3.13.*", &[13]),
            ("~=3.11", &[12, 13, 14, 11]),
            ("~=3.11.2", &[11]),
            ("^3.13", &[13, 14]),
            ("~3.11", &[11]),
            (">=3.10,!=3.12.*,!=3.13.1", &[13, 14, 11, 10]),
            (">=3", &[12, 13, 14, 11, 10]),
            (">=3.12,<4", &[12, 13, 14]),
            (">=3.12,<4.0", &[12, 13, 14]),
            ("*", &[12, 13, 14, 11, 10]),
            ("", &[12, 13, 14, 11, 10]),
        ];
        for (specifier, minors) in table {
            let requirement = Requirement::matching(specifier, "x").expect(specifier);
            assert_eq!(requirement.versions.iter().map(|version| version.minor).collect::<Vec<_>>(), *minors, "{specifier}");
        }
    }

    #[test]
    fn what_lambda_lacks_is_refused() {
        let error = Requirement::matching("<3.10", "requires-python of pyproject.toml").expect_err("too old");
        assert_eq!(error.message, "Lambda has no runtime for Python `<3.10`, which requires-python of pyproject.toml asks for");
        assert!(error.hints[0].starts_with("lambda { python: \"3.12\"; }"));
        assert!(Requirement::exactly(PythonVersion { major: 3, minor: 9 }, ".python-version").is_err());
    }

    #[test]
    fn old_runtimes_are_warned_about() {
        let day = |year, month| time::Date::from_calendar_date(year, month, 1).expect("a day");
        assert_eq!(deprecation(PythonVersion { major: 3, minor: 12 }, day(2026, time::Month::November)), None);
        assert!(deprecation(PythonVersion { major: 3, minor: 10 }, day(2026, time::Month::November)).is_some());
    }
}
