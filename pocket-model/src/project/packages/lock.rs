//! uv.lock: which packages the site gets, and which files each of them has.

use super::platform::Platform;
use super::{holds, normal};
use std::collections::{BTreeMap, BTreeSet};

/// A package of a lock.
#[derive(Debug, Clone, Default)]
pub(crate) struct Package<'a> {
    pub(crate) name: &'a str,
    pub(crate) version: &'a str,
    /// The line of its name.
    pub(crate) line: u32,
    /// The lock's own project, or another in a folder of this machine.
    local: bool,
    /// Its dependencies: those of `[package.optional-dependencies]` with the name of the extra.
    dependencies: Vec<Dependency<'a>>,
    /// The lines of its wheels: their names are read when somebody asks, for most locks have thousands.
    wheels: Vec<&'a str>,
    /// Whether it has a source distribution.
    pub(crate) source: bool,
    root: bool,
}

#[derive(Debug, Clone, Default)]
struct Dependency<'a> {
    of_extra: Option<&'a str>,
    name: &'a str,
    version: Option<&'a str>,
    extras: Vec<String>,
    marker: Option<String>,
}

/// A lock.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lock<'a> {
    pub(crate) packages: Vec<Package<'a>>,
}

/// Reads a lock as uv writes it, one item a line.
pub(crate) fn read(text: &str) -> Lock<'_> {
    let mut packages: Vec<Package<'_>> = Vec::new();
    let mut list = List::Other;
    for (number, line) in (1..).zip(text.lines()) {
        if line == "[[package]]" {
            packages.push(Package::default());
            list = List::Other;
            continue;
        }
        let Some(package) = packages.last_mut() else { continue };
        if line.starts_with('[') {
            list = match line {
                "[package.optional-dependencies]" => List::Extras(None),
                _ => List::Elsewhere,
            };
        } else if let Some(rest) = line.strip_prefix("    ") {
            match list {
                List::Wheels => package.wheels.push(rest),
                List::Dependencies => package.dependencies.push(dependency(rest, None)),
                List::Extras(extra @ Some(_)) => package.dependencies.push(dependency(rest, extra)),
                _ => {}
            }
        } else if let Some((key, value)) = line.split_once(" = ") {
            match (list, key) {
                (List::Elsewhere, _) => {}
                (List::Extras(_), extra) => list = List::Extras(Some(extra.trim_matches('"'))),
                (_, "name") => {
                    package.name = value.trim_matches('"');
                    package.line = number;
                }
                (_, "version") => package.version = value.trim_matches('"'),
                (_, "source") => {
                    package.root = value.contains("{ virtual = \".\"") || value.contains("{ editable = \".\"");
                    package.local = ["virtual", "editable", "directory", "path", "git", "url"]
                        .iter()
                        .any(|kind| value.contains(&format!("{{ {kind} ")));
                }
                (_, "sdist") => package.source = true,
                (_, "dependencies") => list = List::Dependencies,
                (_, "wheels") => list = List::Wheels,
                _ => list = List::Other,
            }
        }
    }
    Lock { packages }
}

impl<'a> Package<'a> {
    /// File names of its wheels, those for every platform first: uv sorts them last.
    pub(crate) fn wheels(&self) -> impl Iterator<Item = &'a str> {
        self.wheels.iter().rev().filter_map(|line| file_name(line))
    }
}

/// The list that indented lines belong to.
#[derive(Clone, Copy)]
enum List<'a> {
    Dependencies,
    Wheels,
    /// The lists of `[package.optional-dependencies]`, and the one that is read.
    Extras(Option<&'a str>),
    /// Another list of a package.
    Other,
    /// Another table of a package.
    Elsewhere,
}

/// `{ url = "…/name-1-py3-none-any.whl", hash = … }`
fn file_name(line: &str) -> Option<&str> {
    let url = text_of(line, "url").or_else(|| text_of(line, "path")).or_else(|| text_of(line, "filename"))?;
    url.rsplit('/').next()
}

/// `{ name = "x", version = "1", extra = ["binary"], marker = "…" }`
fn dependency<'a>(line: &'a str, of_extra: Option<&'a str>) -> Dependency<'a> {
    let extras = line.split_once("extra = [").and_then(|(_, rest)| rest.split_once(']')).map(|(extras, _)| extras).unwrap_or_default();
    Dependency {
        of_extra,
        name: text_of(line, "name").unwrap_or_default(),
        version: text_of(line, "version"),
        extras: extras.split(',').map(|extra| extra.trim().trim_matches('"').to_string()).filter(|extra| !extra.is_empty()).collect(),
        marker: text_of(line, "marker").map(|marker| marker.replace("\\\"", "\"")),
    }
}

fn text_of<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let start = line.match_indices(key).find_map(|(at, _)| {
        let own = line[..at].ends_with(['{', ' ', ',']);
        line[at + key.len()..].strip_prefix(" = \"").filter(|_| own)
    })?;
    let mut escaped = false;
    let end = start.find(|c| {
        let end = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        end
    })?;
    Some(&start[..end])
}

impl<'a> Lock<'a> {
    /// Whether it has a package of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.packages.iter().any(|package| package.name == name)
    }

    /// Whether it says which project it is of: without that nothing is known of what is installed.
    pub(crate) fn has_root(&self) -> bool {
        self.packages.iter().any(|package| package.root)
    }

    /// What is certainly installed on a platform: what the project needs, without groups and extras of its own. A package whose marker is not understood,
    /// and what only that one needs, is left out.
    pub(crate) fn installed(&self, platform: &Platform) -> Vec<&Package<'a>> {
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, package) in self.packages.iter().enumerate() {
            by_name.entry(package.name).or_default().push(index);
        }
        let mut seen: BTreeSet<(usize, Option<String>)> = BTreeSet::new();
        let mut waiting: Vec<(usize, Option<String>)> =
            self.packages.iter().enumerate().filter(|(_, package)| package.root).map(|(index, _)| (index, None)).collect();
        while let Some(next) = waiting.pop() {
            if !seen.insert(next.clone()) {
                continue;
            }
            let (index, extra) = next;
            for dependency in self.packages[index].dependencies.iter().filter(|dependency| dependency.of_extra == extra.as_deref()) {
                let applies = dependency.marker.as_ref().is_none_or(|marker| holds(marker, platform, &[]) == Some(true));
                let found = by_name.get(dependency.name).into_iter().flatten().copied();
                let found: Vec<usize> =
                    found.filter(|index| dependency.version.is_none_or(|version| self.packages[*index].version == version)).collect();
                // Two versions of one package, and nothing that says which.
                if let (true, [index]) = (applies, found.as_slice()) {
                    waiting.push((*index, None));
                    waiting.extend(dependency.extras.iter().map(|extra| (*index, Some(extra.clone()))));
                }
            }
        }
        let indexes: BTreeSet<usize> = seen.into_iter().map(|(index, _)| index).collect();
        indexes.into_iter().map(|index| &self.packages[index]).filter(|package| !package.local).collect()
    }

    /// The packages that a pyproject.toml names and the lock does not have.
    pub(crate) fn lacks(&self, name: &str) -> bool {
        !self.packages.iter().any(|package| normal(package.name) == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"version = 1
requires-python = ">=3.12"

[[package]]
name = "shop"
version = "0.1.0"
source = { virtual = "." }
dependencies = [
    { name = "django" },
    { name = "psycopg", extra = ["binary"] },
    { name = "pywin32", marker = "sys_platform == \"win32\"" },
    { name = "numpy", version = "2.0", source = { registry = "https://example.invalid" }, marker = "python_full_version >= '3.12'" },
]

[package.dev-dependencies]
dev = [
    { name = "ruff" },
]

[package.metadata]
requires-dist = [{ name = "django" }]

[[package]]
name = "django"
version = "5.2"
source = { registry = "https://example.invalid/simple" }
sdist = { url = "https://example.invalid/django-5.2.tar.gz", hash = "sha256:aa", size = 1 }
wheels = [
    { url = "https://example.invalid/django-5.2-py3-none-any.whl", hash = "sha256:bb", size = 2 },
]

[[package]]
name = "numpy"
version = "1.0"
source = { registry = "https://example.invalid/simple" }

[[package]]
name = "numpy"
version = "2.0"
source = { registry = "https://example.invalid/simple" }

[[package]]
name = "psycopg"
version = "3.2"
source = { registry = "https://example.invalid/simple" }
wheels = [
    { url = "https://example.invalid/psycopg-3.2-py3-none-any.whl" },
]

[package.optional-dependencies]
binary = [
    { name = "psycopg-binary" },
]
c = [
    { name = "psycopg-c" },
]

[[package]]
name = "psycopg-binary"
version = "3.2"
source = { registry = "https://example.invalid/simple" }
wheels = [
    { url = "https://example.invalid/psycopg_binary-3.2-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl" },
]

[[package]]
name = "psycopg-c"
version = "3.2"
source = { registry = "https://example.invalid/simple" }

[[package]]
name = "pywin32"
version = "300"
source = { registry = "https://example.invalid/simple" }

[[package]]
name = "ruff"
version = "1"
source = { registry = "https://example.invalid/simple" }
"#;

    #[test]
    fn what_is_installed_is_followed_from_the_project() {
        let lock = read(TEXT);
        let platform = Platform::lambda("x86_64", 12);
        let names: Vec<String> = lock.installed(&platform).iter().map(|package| format!("{} {}", package.name, package.version)).collect();
        assert_eq!(names, ["django 5.2", "numpy 2.0", "psycopg 3.2", "psycopg-binary 3.2"]);
        let django = lock.packages.iter().find(|package| package.name == "django").expect("it is there");
        assert_eq!((django.line, django.source, django.wheels().collect::<Vec<_>>()), (24, true, vec!["django-5.2-py3-none-any.whl"]));
        assert!(lock.has("psycopg-c") && lock.lacks("wagtail") && lock.has_root());
    }

    #[test]
    fn no_text_is_too_strange() {
        for text in ["", "[[package]]", "[[package]]\nname = \"x", "    {", "[[package]]\nwheels = [\n    { url =\n    { name = \"\\\"\" }"]
        {
            read(text).installed(&Platform::lambda("arm64", 13));
        }
    }
}
