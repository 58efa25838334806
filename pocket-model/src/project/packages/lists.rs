//! The lists of packages: requirements files with what they include, and the dependencies of a pyproject.toml.

use super::{normal, toml};
use crate::project::files::{Files, Look, is_file, join, list, name, parent, upward};
use crate::project::python::Place;

/// Where the requirements stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// `uv.lock` in this folder, with its pyproject.toml.
    UvLock(String),
    /// A pyproject.toml.
    PyProject(String),
    /// A requirements file.
    File(String),
}

impl Source {
    /// The file.
    pub fn path(&self) -> String {
        match self {
            Source::UvLock(dir) => join(dir, "uv.lock"),
            Source::PyProject(path) | Source::File(path) => path.clone(),
        }
    }

    /// The source that a file is.
    fn of(path: String) -> Source {
        match name(&path) {
            "uv.lock" => Source::UvLock(parent(&path)),
            "pyproject.toml" => Source::PyProject(path),
            _ => Source::File(path),
        }
    }
}

/// Finds the requirements of a project: the named file, else the first of uv.lock, pyproject.toml with dependencies and requirements.txt in the folder of
/// manage.py, else in the folders above it up to the repository's root. `None` where there is no such file.
pub fn find(files: &dyn Files, root: &str, named: Option<&str>) -> Option<Source> {
    if let Some(named) = named {
        let path = join(root, named);
        return is_file(files, &path).then(|| Source::of(path));
    }
    upward(files, root).into_iter().find_map(|dir| {
        let pyproject = join(&dir, "pyproject.toml");
        let text = files.look(&pyproject).text();
        if text.is_some() && is_file(files, &join(&dir, "uv.lock")) {
            return Some(Source::UvLock(dir));
        }
        if text.is_some_and(|text| lists_dependencies(&text)) {
            return Some(Source::PyProject(pyproject));
        }
        let plain = join(&dir, "requirements.txt");
        is_file(files, &plain).then_some(Source::File(plain))
    })
}

/// Other names that projects use: `requirements/production.txt`, `requirements-prod.txt`.
pub fn candidates(files: &dyn Files, root: &str) -> Vec<String> {
    let below = list(files, &join(root, "requirements")).into_iter().map(|entry| format!("requirements/{}", entry.name));
    let beside = list(files, root).into_iter().map(|entry| entry.name).filter(|name| name.starts_with("requirements"));
    let mut found: Vec<_> = below.chain(beside).filter(|name| name.ends_with(".txt")).collect();
    found.sort_by_key(|name| (!name.contains("prod"), !name.contains("base"), name.clone()));
    found
}

/// A pyproject.toml often only configures tools.
fn lists_dependencies(pyproject: &str) -> bool {
    let dynamic = toml::value(pyproject, "project", "dynamic").is_some_and(|(value, _)| value.contains("dependencies"));
    dynamic
        || toml::value(pyproject, "project", "dependencies").is_some()
        || toml::value(pyproject, "tool.poetry.dependencies", "python").is_some()
}

/// One line that asks for something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Where.
    pub place: Place,
    /// What.
    pub what: Named,
}

/// What a line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// A package of an index.
    Package {
        /// The name in its normal form.
        name: String,
        /// `binary` of `psycopg[binary]`.
        extras: Vec<String>,
        /// When it applies.
        marker: Option<String>,
    },
    /// A package in a folder or file of this machine; the path is from the folder of the program.
    Local(String),
    /// A package at an address.
    Remote,
    /// A file that `-r` or `-c` includes, and that is not there.
    Missing(String),
}

impl Named {
    /// The name of a package of an index.
    pub fn package(&self) -> Option<&str> {
        match self {
            Named::Package { name, .. } => Some(name),
            _ => None,
        }
    }
}

/// Everything that the requirements say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lists {
    /// The files whose text decides what is installed: from the folder of the program, the first one first.
    pub files: Vec<String>,
    /// What is asked for.
    pub listed: Vec<Listed>,
    /// Written by a tool that resolves: what is not in it is not installed.
    pub resolved: bool,
    /// Other tools may add to it: dependencies that a build computes.
    pub open: bool,
}

/// Reads the requirements with those that they include.
pub fn read(files: &dyn Files, source: &Source) -> Lists {
    let mut lists = Lists::default();
    match source {
        Source::UvLock(dir) => {
            lists.files.push(join(dir, "uv.lock"));
            pyproject(files, &join(dir, "pyproject.toml"), &mut lists);
        }
        Source::PyProject(path) => pyproject(files, path, &mut lists),
        Source::File(path) => requirements(files, path, false, &mut lists),
    }
    lists
}

fn pyproject(files: &dyn Files, path: &str, lists: &mut Lists) {
    lists.files.push(path.into());
    let Some(text) = files.look(path).text() else { return };
    lists.open = toml::value(&text, "project", "dynamic").is_some_and(|(value, _)| value.contains("dependencies"));
    let place = |line| Place { file: path.into(), line };
    for (requirement, line) in toml::strings(&text, "project", "dependencies") {
        lists.listed.extend(requirement_of(&requirement, &parent(path)).map(|what| Listed { place: place(line), what }));
    }
    for (name, line) in toml::keys(&text, "tool.poetry.dependencies").into_iter().filter(|(name, _)| name != "python") {
        lists.listed.push(Listed { place: place(line), what: Named::Package { name: normal(&name), extras: Vec::new(), marker: None } });
    }
}

fn requirements(files: &dyn Files, path: &str, constraint: bool, lists: &mut Lists) {
    if lists.files.iter().any(|known| known == path) {
        return;
    }
    lists.files.push(path.into());
    let Look::Text(text) = files.look(path) else { return };
    lists.resolved |= text.lines().take(5).any(|line| line.starts_with("# This file") && line.contains("autogenerated"));
    let folder = parent(path);
    for (number, line) in continued(&text) {
        let place = Place { file: path.into(), line: number };
        let line = line.split(" #").next().unwrap_or_default().trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some((included, constraint)) = inclusion(line) {
            let included = join(&folder, included);
            if included.contains("://") {
                lists.open = true;
            } else if is_file(files, &included) {
                requirements(files, &included, constraint, lists);
            } else {
                lists.files.push(included.clone());
                lists.listed.push(Listed { place, what: Named::Missing(included) });
            }
        } else if !constraint {
            lists.listed.extend(requirement_of(line, &folder).map(|what| Listed { place, what }));
        }
    }
}

/// Lines, with those that end in a backslash as one.
fn continued(text: &str) -> Vec<(u32, String)> {
    let mut found: Vec<(u32, String)> = Vec::new();
    let mut open = false;
    for (number, line) in (1..).zip(text.lines()) {
        let (part, more) = line.strip_suffix('\\').map_or((line, false), |part| (part, true));
        match found.last_mut() {
            Some((_, last)) if open => last.push_str(part),
            _ => found.push((number, part.to_string())),
        }
        open = more;
    }
    found
}

/// `-r base.txt`, `--constraint=versions.txt`: the file, and whether it only bounds versions.
fn inclusion(line: &str) -> Option<(&str, bool)> {
    let flags = [("-r", false), ("--requirement", false), ("-c", true), ("--constraint", true)];
    flags.iter().find_map(|(flag, constraint)| {
        let rest = line.strip_prefix(flag).filter(|rest| rest.starts_with([' ', '=', '\t']))?;
        Some((rest.trim_start_matches([' ', '=', '\t']).trim(), *constraint))
    })
}

/// A requirement; `None` for an option such as `--index-url`. Source: PEP 508; pip's documentation, "Requirements File Format".
fn requirement_of(line: &str, folder: &str) -> Option<Named> {
    let editable = line.strip_prefix("-e ").or_else(|| line.strip_prefix("--editable ")).or_else(|| line.strip_prefix("--editable="));
    let line = editable.unwrap_or(line).trim();
    if line.starts_with('-') {
        return None;
    }
    let (before, marker) = match line.split_once(" ;").or_else(|| line.split_once(';')) {
        Some((before, marker)) => (before.trim(), Some(marker.split(" --hash").next().unwrap_or(marker).trim().to_string())),
        None => (line, None),
    };
    let target = before.split_once(" @ ").map_or(before, |(_, target)| target.trim());
    let path = target.strip_prefix("file://").or_else(|| target.strip_prefix("file:")).unwrap_or(target);
    let is_path = target.starts_with("file:") || path.starts_with(['.', '/']) || (editable.is_some() && !path.contains("://"));
    if is_path {
        let path = path.split(['[', '#', ' ']).next().unwrap_or(path);
        return Some(Named::Local(if path.starts_with('/') { path.into() } else { join(folder, path) }));
    }
    if target.contains("://") {
        return Some(Named::Remote);
    }
    let length = before.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))).unwrap_or(before.len());
    let (package, rest) = before.split_at(length);
    let extras = rest.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(extras, _)| extras).unwrap_or_default();
    let extras = extras.split(',').map(normal).filter(|extra| !extra.is_empty()).collect();
    (!package.is_empty()).then(|| Named::Package { name: normal(package), extras, marker })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::memory::Memory;

    fn package(name: &str) -> Named {
        Named::Package { name: name.into(), extras: Vec::new(), marker: None }
    }

    #[test]
    fn lines_are_read_as_pip_reads_them() {
        let table = [
            ("Django~=5.2", Some(package("django"))),
            ("psycopg2_binary == 2.9", Some(package("psycopg2-binary"))),
            ("zope.interface", Some(package("zope-interface"))),
            (
                "psycopg[binary,pool]>=3",
                Some(Named::Package { name: "psycopg".into(), extras: vec!["binary".into(), "pool".into()], marker: None }),
            ),
            (
                "uwsgi==2.0; sys_platform == 'win32' --hash=sha256:aa",
                Some(Named::Package { name: "uwsgi".into(), extras: vec![], marker: Some("sys_platform == 'win32'".into()) }),
            ),
            ("--index-url https://example.invalid/simple", None),
            ("-e ./libs/shop", Some(Named::Local("site/libs/shop".into()))),
            ("-e libs/shop[extra]", Some(Named::Local("site/libs/shop".into()))),
            ("../libs/shop", Some(Named::Local("libs/shop".into()))),
            ("shop @ file:///opt/shop", Some(Named::Local("/opt/shop".into()))),
            ("git+https://example.invalid/x@abc", Some(Named::Remote)),
            ("x @ https://example.invalid/x-1.whl", Some(Named::Remote)),
        ];
        for (line, expected) in table {
            assert_eq!(requirement_of(line, "site"), expected, "{line}");
        }
    }

    #[test]
    fn files_include_others() {
        let files = Memory::of(&[
            ("site/requirements.txt", "-r requirements/base.txt  # more\n-c versions.txt\nidna \\\n  --hash=sha256:aa\n-r missing.txt\n"),
            ("site/requirements/base.txt", "Django\n-r ../requirements.txt\n"),
            ("site/versions.txt", "uwsgi==2\n"),
        ]);
        let lists = read(&files, &Source::File("site/requirements.txt".into()));
        let place = |file: &str, line| Place { file: format!("site/{file}"), line };
        let expected = [
            Listed { place: place("requirements/base.txt", 1), what: package("django") },
            Listed { place: place("requirements.txt", 3), what: package("idna") },
            Listed { place: place("requirements.txt", 5), what: Named::Missing("site/missing.txt".into()) },
        ];
        assert_eq!(lists.listed, expected);
        assert_eq!(lists.files, ["site/requirements.txt", "site/requirements/base.txt", "site/versions.txt", "site/missing.txt"]);
    }

    #[test]
    fn the_best_list_is_taken() {
        let mut files = Memory::of(&[("requirements.txt", "Django\n"), ("site/manage.py", "")]);
        assert_eq!(find(&files, "site", None), Some(Source::File("requirements.txt".into())));
        files = files.with("site/pyproject.toml", "[tool.ruff]\nline-length = 1\n");
        assert_eq!(find(&files, "site", None), Some(Source::File("requirements.txt".into())));
        files = files.with("site/pyproject.toml", "[project]\ndependencies = [\"django\"]\n");
        assert_eq!(find(&files, "site", None), Some(Source::PyProject("site/pyproject.toml".into())));
        files = files.with("site/uv.lock", "version = 1\n");
        assert_eq!(find(&files, "site", None), Some(Source::UvLock("site".into())));
        assert_eq!(find(&files, "site", Some("../requirements.txt")), Some(Source::File("requirements.txt".into())));
        assert_eq!(find(&files, "site", Some("no.txt")), None);
        let lists = read(&files, &Source::PyProject("site/pyproject.toml".into()));
        assert_eq!(lists.listed.len(), 1);
        assert!(!lists.open);
    }

    #[test]
    fn other_names_are_offered() {
        let files = Memory::of(&[("requirements/local.txt", ""), ("requirements/production.txt", ""), ("requirements-dev.txt", "")]);
        assert_eq!(candidates(&files, ""), ["requirements/production.txt", "requirements-dev.txt", "requirements/local.txt"]);
    }
}
