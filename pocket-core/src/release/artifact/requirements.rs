//! Where a project lists what it needs, and what of it decides the result.

use crate::error::Context;
use crate::tools::digest::Key;
use crate::{Error, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Where the requirements stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// `uv.lock` in this folder.
    UvLock(PathBuf),
    /// A `pyproject.toml`.
    PyProject(PathBuf),
    /// A requirements file.
    File(PathBuf),
}

impl Source {
    /// The file.
    pub fn path(&self) -> PathBuf {
        match self {
            Source::UvLock(dir) => dir.join("uv.lock"),
            Source::PyProject(path) | Source::File(path) => path.clone(),
        }
    }

    /// The folder that relative paths in it start from.
    pub(super) fn dir(&self) -> PathBuf {
        self.path().parent().map(Path::to_path_buf).unwrap_or_default()
    }

    /// All text that decides what is installed: the file and those that it includes.
    pub(super) fn text(&self) -> Result<String> {
        let mut text = String::new();
        match self {
            Source::UvLock(dir) => {
                text += &read(&dir.join("uv.lock"))?;
                text += &read(&dir.join("pyproject.toml"))?;
            }
            Source::PyProject(path) => text += &read(path)?,
            Source::File(path) => include(path, &mut text, &mut Vec::new())?,
        }
        Ok(text)
    }

    /// The hash of the packages that are installed from folders of this machine: their files may change while the text stays.
    pub(super) fn local_digest(&self, text: &str) -> Result<String> {
        let mut key = Key::new("local");
        for local in local_packages(text, &self.dir()) {
            key = key.with(super::tree::Tree::scan(&local, &[])?.digest()?);
        }
        Ok(key.finish())
    }
}

/// Finds the requirements of a project: the named file, else the first of uv.lock, pyproject.toml with dependencies and requirements.txt in the folder of
/// manage.py, else in the folders above it up to the repository's root.
pub(super) fn find(project: &Path, named: Option<&str>) -> Result<Source> {
    if let Some(named) = named {
        let path = project.join(named);
        if !path.is_file() {
            let hint = "name the file relative to the folder of manage.py: `django { requirements: \"requirements.txt\"; }`";
            return Err(Error::user(format!("there is no file `{named}` in {}", project.display())).hint(hint));
        }
        let file_name = path.file_name().unwrap_or_default().to_os_string();
        return Ok(match file_name.to_str() {
            Some("uv.lock") => Source::UvLock(project.join(named).parent().unwrap_or(project).to_path_buf()),
            Some("pyproject.toml") => Source::PyProject(path),
            _ => Source::File(path),
        });
    }
    for dir in upward(project) {
        if dir.join("uv.lock").is_file() && dir.join("pyproject.toml").is_file() {
            return Ok(Source::UvLock(dir));
        }
        let pyproject = dir.join("pyproject.toml");
        if pyproject.is_file() && lists_dependencies(&read(&pyproject)?) {
            return Ok(Source::PyProject(pyproject));
        }
        if dir.join("requirements.txt").is_file() {
            return Ok(Source::File(dir.join("requirements.txt")));
        }
    }
    let looked = format!("looked in {} for uv.lock, pyproject.toml with dependencies and requirements.txt", project.display());
    let error = Error::user("the Django project has no list of the packages that it needs").detail(looked);
    Err(match candidates(project).first() {
        Some(file) => error.hint(format!("django {{ requirements: \"{file}\"; }}")),
        None => error.hint(format!("echo 'Django~=5.2' > '{}'", project.join("requirements.txt").display())),
    })
}

/// Other names that projects use: `requirements/production.txt`, `requirements-prod.txt`.
fn candidates(project: &Path) -> Vec<String> {
    let names = |dir: PathBuf, prefix: &str| {
        let entries = fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        entries.map(|name| format!("{prefix}{name}")).collect::<Vec<_>>()
    };
    let mut found = names(project.join("requirements"), "requirements/");
    found.extend(names(project.to_path_buf(), "").into_iter().filter(|name| name.starts_with("requirements")));
    found.retain(|name| name.ends_with(".txt"));
    found.sort_by_key(|name| (!name.contains("prod"), !name.contains("base"), name.clone()));
    found
}

/// The folder and those above it, up to the root of the repository; without a repository only the folder and its parent.
pub(super) fn upward(project: &Path) -> Vec<PathBuf> {
    let above: Vec<_> = project.ancestors().map(Path::to_path_buf).collect();
    let count = above.iter().position(|dir| dir.join(".git").exists()).map_or(2, |root| root + 1);
    above.into_iter().take(count).collect()
}

/// The value of a key in a section of a TOML document: the rest of its line. Enough for the single-line strings that are read here.
pub(super) fn toml_value<'a>(text: &'a str, section: &str, key: &str) -> Option<&'a str> {
    let mut current = "";
    for line in text.lines().map(str::trim) {
        if line.starts_with('[') {
            current = line.trim_matches(['[', ']', ' ']);
        } else if current == section
            && let Some((name, value)) = line.split_once('=')
            && name.trim() == key
        {
            return Some(value.trim());
        }
    }
    None
}

/// The content of a one-line TOML string.
pub(super) fn toml_string<'a>(text: &'a str, section: &str, key: &str) -> Option<&'a str> {
    let value = toml_value(text, section, key)?;
    let quote = value.chars().next().filter(|c| ['"', '\''].contains(c))?;
    value[1..].split(quote).next()
}

/// A pyproject.toml often only configures tools.
fn lists_dependencies(pyproject: &str) -> bool {
    let dynamic = toml_value(pyproject, "project", "dynamic").is_some_and(|value| value.contains("dependencies"));
    dynamic
        || toml_value(pyproject, "project", "dependencies").is_some()
        || toml_value(pyproject, "tool.poetry.dependencies", "python").is_some()
}

/// Reads a requirements file with those that it includes by `-r` and `-c`.
fn include(path: &Path, text: &mut String, seen: &mut Vec<PathBuf>) -> Result {
    if seen.contains(&path.to_path_buf()) {
        return Ok(());
    }
    seen.push(path.to_path_buf());
    let content = read(path)?;
    for line in content.lines().map(str::trim) {
        let flags = ["-r", "--requirement", "-c", "--constraint"];
        if let Some(rest) = flags.iter().find_map(|flag| line.strip_prefix(flag).filter(|rest| rest.starts_with([' ', '=', '\t']))) {
            let name = rest.trim_start_matches([' ', '=', '\t']).split(" #").next().unwrap_or_default().trim();
            if !name.contains("://") {
                let included = path.parent().unwrap_or(Path::new("")).join(name);
                let named = || format!("make it, or take the line `{line}` out of {}", path.display());
                include(&included, text, seen).map_err(|error| if included.is_file() { error } else { error.hint(named()) })?;
            }
        }
    }
    text.push_str(&content);
    text.push('\n');
    Ok(())
}

/// Folders of packages that are installed from the disk.
fn local_packages(text: &str, dir: &Path) -> Vec<PathBuf> {
    let named = text.lines().map(str::trim).filter_map(|line| {
        let lock = ["editable = \"", "directory = \"", "path = \""].iter().find_map(|key| Some(line.split_once(key)?.1.split_once('"')?.0));
        let file = || {
            let line = line.strip_prefix("-e ").or_else(|| line.strip_prefix("--editable ")).unwrap_or(line).trim();
            let path = line.split_once(" @ file://").map_or(line, |(_, path)| path);
            path.starts_with(['.', '/']).then(|| path.split(['[', ';', ' ']).next().unwrap_or(path))
        };
        lock.or_else(file)
    });
    let mut found: Vec<_> = named.filter(|path| *path != ".").map(|path| dir.join(path)).filter(|path| path.is_dir()).collect();
    found.sort();
    found.dedup();
    found
}

/// Whether the text names a package, in any spelling.
pub(super) fn names_package(text: &str, package: &str) -> bool {
    let text = text.to_lowercase().replace('_', "-");
    text.match_indices(package).any(|(start, _)| {
        let boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-' && c != '.');
        boundary(text[..start].chars().next_back()) && boundary(text[start + package.len()..].chars().next())
    })
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).doing(|| format!("cannot read {}", path.display()))
}

/// The key of everything that decides what is installed.
pub(super) fn key(purpose: &str, text: &str, extra: &[String]) -> Key {
    extra.iter().fold(Key::new(purpose).with(text), |key, item| key.with(item))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toml_is_read_by_section() {
        let text = "[project]\nname = \"x\"\nrequires-python = '>=3.12' # why\ndependencies = [\n  \"django\",\n]\n\n[tool.ruff]\nline-length = 1\n";
        assert_eq!(toml_string(text, "project", "requires-python"), Some(">=3.12"));
        assert_eq!(toml_string(text, "tool.ruff", "requires-python"), None);
        assert_eq!(toml_string("version = 1\nrequires-python = \">=3.11\"\n[[package]]\n", "", "requires-python"), Some(">=3.11"));
        assert!(lists_dependencies(text));
        assert!(!lists_dependencies("[tool.ruff]\nline-length = 1\n"));
        assert!(lists_dependencies("[tool.poetry.dependencies]\npython = \"^3.12\"\n"));
    }

    #[test]
    fn packages_are_recognised_by_whole_names() {
        assert!(names_package("Django~=5.2\npsycopg2_binary==2.9\n", "psycopg2-binary"));
        assert!(!names_package("psycopg2-binary==2.9", "psycopg2"));
        assert!(!names_package("psycopg2-binary==2.9", "psycopg"));
        assert!(names_package("psycopg[pool]>=3", "psycopg"));
    }
}
