//! Which Python the site gets: the project's own requirement, among the runtimes that Lambda has.

use super::files::{Files, join, upward};
use super::packages::toml;
use super::python::Place;
use crate::kinds::lambda::runtimes::versions;

/// In which order those that a project allows are tried. 3.12 is first: every Django release that has support runs on it, and nearly every package has wheels.
pub const PREFERENCE: &[u8] = &[12, 13, 14, 11, 10];

/// Their names: `3.10, 3.11, …`.
pub fn names() -> String {
    versions().join(", ")
}

/// What a project asks of its Python.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The version or specifier as it was written; empty where nothing asks.
    pub text: String,
    /// Where, if in a file.
    pub place: Option<Place>,
    /// The minor versions of Lambda's runtimes that it allows, the best one first.
    pub minors: Vec<u8>,
}

impl Asked {
    /// No requirement: any runtime will do.
    pub fn nothing() -> Self {
        Asked { text: String::new(), place: None, minors: PREFERENCE.to_vec() }
    }

    /// Exactly a version: `3.12`, `3.12.4`, `cpython-3.12`.
    pub fn exactly(text: &str, place: Option<Place>) -> Self {
        let minors = minor_of(text).into_iter().filter(|minor| PREFERENCE.contains(minor)).collect();
        Asked { text: text.into(), place, minors }
    }

    /// What a specifier such as `>=3.11,<3.14` allows; Poetry's `^3.11` and `~3.11` too.
    pub fn matching(specifier: &str, place: Option<Place>) -> Self {
        let minors = PREFERENCE.iter().copied().filter(|minor| allows(specifier, *minor)).collect();
        Asked { text: specifier.into(), place, minors }
    }
}

/// What a project says of its Python.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// `.python-version`, else what `requires-python` says, else nothing: in the project's folder, then above it.
    pub asked: Asked,
    /// What `requires-python` says.
    pub required: Option<Asked>,
}

impl Said {
    /// Reads it, in the project's folder and above it.
    pub fn read(files: &dyn Files, root: &str) -> Self {
        let folders = upward(files, root);
        let asked = folders.iter().find_map(|dir| pinned_in(files, dir).or_else(|| required_in(files, dir)));
        Said { asked: asked.unwrap_or_else(Asked::nothing), required: folders.iter().find_map(|dir| required_in(files, dir)) }
    }
}

/// The minor version of `3.12` or `3.12.4`; `None` for what is no version of Python 3.
pub fn minor_of(text: &str) -> Option<u8> {
    let mut parts = text.trim().trim_start_matches("cpython-").strip_prefix("3.")?.split('.');
    let minor = parts.next()?.parse().ok()?;
    parts.all(|part| part == "*" || part.starts_with(|c: char| c.is_ascii_digit())).then_some(minor)
}

fn pinned_in(files: &dyn Files, dir: &str) -> Option<Asked> {
    let file = join(dir, ".python-version");
    let text = files.look(&file).text()?;
    let mut versions = (1..).zip(text.lines()).filter(|(_, line)| !line.trim_start().starts_with('#'));
    let (line, version) = versions.find(|(_, line)| minor_of(line).is_some())?;
    Some(Asked::exactly(version.trim().trim_start_matches("cpython-"), Some(Place { file, line })))
}

fn required_in(files: &dyn Files, dir: &str) -> Option<Asked> {
    let places = [
        ("pyproject.toml", "project", "requires-python"),
        ("uv.lock", "", "requires-python"),
        ("pyproject.toml", "tool.poetry.dependencies", "python"),
    ];
    places.iter().find_map(|(name, section, key)| {
        let file = join(dir, name);
        let text = files.look(&file).text()?;
        let specifier = toml::string(&text, section, key)?;
        let (_, line) = toml::value(&text, section, key)?;
        Some(Asked::matching(specifier, Some(Place { file, line })))
    })
}

/// Whether some patch release of 3.`minor` satisfies every clause. A clause that is not understood has no opinion.
pub(crate) fn allows(specifier: &str, minor: u8) -> bool {
    // Poetry's `||` is an or.
    specifier.split("||").any(|part| {
        part.split(',').map(str::trim).filter(|clause| !clause.is_empty()).all(|clause| clause_allows(clause, minor).unwrap_or(true))
    })
}

fn clause_allows(clause: &str, here: u8) -> Option<bool> {
    let digits = clause.find(|c: char| c.is_ascii_digit())?;
    let (operator, bound) = (clause[..digits].trim(), &clause[digits..]);
    let mut parts = bound.split('.').map(str::trim);
    let major: u8 = parts.next()?.parse().ok()?;
    let minor: Option<u8> = parts.next().and_then(|part| part.parse().ok());
    let patch: Option<u32> = parts.next().and_then(|part| part.parse().ok());
    let Some(minor) = minor else {
        // `>=3`, `<4`, `==3.*`
        return Some(match operator {
            ">=" => 3 >= major,
            "^" | "~" | "==" | "~=" | "" => 3 == major,
            ">" => 3 > major,
            "<" => 3 < major,
            "<=" => 3 <= major,
            _ => return None,
        });
    };
    let (here, there) = ((3, here), (major, minor));
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
    use crate::project::memory::Memory;

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
            ("~3.10 || ^3.13", &[13, 14, 10]),
            (">=3.10,!=3.12.*,!=3.13.1", &[13, 14, 11, 10]),
            (">=3", &[12, 13, 14, 11, 10]),
            (">=3.12,<4", &[12, 13, 14]),
            (">=3.12,<4.0", &[12, 13, 14]),
            ("*", &[12, 13, 14, 11, 10]),
            ("", &[12, 13, 14, 11, 10]),
            ("<3.10", &[]),
            (">=3.15", &[]),
        ];
        for (specifier, minors) in table {
            assert_eq!(Asked::matching(specifier, None).minors, *minors, "{specifier}");
        }
    }

    #[test]
    fn the_project_says_it_in_one_of_these_places() {
        let place = |file: &str, line| Some(Place { file: file.into(), line });
        let pyproject = "[project]\nname = \"x\"\nrequires-python = \">=3.13\"\n";
        let files = Memory::of(&[("site/manage.py", ""), ("pyproject.toml", pyproject)]);
        assert_eq!(Said::read(&files, "site").asked.place, place("pyproject.toml", 3));
        assert_eq!(Said::read(&files, "site").asked.minors, [13, 14]);
        let files = files.with("site/.python-version", "# ours\npypy-3.10\n3.12.4\n");
        assert_eq!(
            (Said::read(&files, "site").asked.minors, Said::read(&files, "site").asked.place),
            (vec![12], place("site/.python-version", 3))
        );
        assert_eq!(Said::read(&files, "site").required.map(|asked| asked.minors), Some(vec![13, 14]));
        assert_eq!(Said::read(&Memory::of(&[]), "site").asked, Asked::nothing());
        assert_eq!(Asked::exactly("3.9", None).minors, Vec::<u8>::new());
        let poetry = Memory::of(&[("pyproject.toml", "[tool.poetry.dependencies]\npython = \"^3.11\"\n")]);
        assert_eq!(Said::read(&poetry, "").asked.minors, [12, 13, 14, 11]);
    }

    #[test]
    fn every_runtime_of_lambda_has_its_rank() {
        let mut ranked = PREFERENCE.to_vec();
        ranked.sort_unstable();
        let minors: Vec<u8> = versions().iter().filter_map(|version| minor_of(version)).collect();
        assert_eq!(ranked, minors);
    }

    #[test]
    fn versions_are_read_as_tools_write_them() {
        for (text, minor) in
            [("3.12", Some(12)), ("3.12.4", Some(12)), ("cpython-3.11", Some(11)), ("3", None), ("2.7", None), ("3.x", None)]
        {
            assert_eq!(minor_of(text), minor, "{text}");
        }
    }
}
