//! Where a project lists what it needs, and what of it decides the result.

use crate::error::Context;
use crate::tools::digest::Key;
use crate::{Error, Result};
use pocket_files::Disk;
use pocket_model::project::packages::{self, Lists, Named};
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
    /// The settings of a project without a list.
    Settings(PathBuf),
}

impl Source {
    /// What the model found, on this machine.
    pub(super) fn of(source: &packages::Source, disk: &Disk) -> Source {
        match source {
            packages::Source::UvLock(dir) => Source::UvLock(disk.path(dir)),
            packages::Source::PyProject(path) => Source::PyProject(disk.path(path)),
            packages::Source::File(path) => Source::File(disk.path(path)),
            packages::Source::Settings(path) => Source::Settings(disk.path(path)),
        }
    }

    /// The file.
    pub fn path(&self) -> PathBuf {
        match self {
            Source::UvLock(dir) => dir.join("uv.lock"),
            Source::PyProject(path) | Source::File(path) | Source::Settings(path) => path.clone(),
        }
    }

    /// The folder that relative paths in it start from.
    pub(super) fn dir(&self) -> PathBuf {
        self.path().parent().map(Path::to_path_buf).unwrap_or_default()
    }

    /// The lists, and the disk from the folder of the source, which their paths start from.
    fn lists(&self) -> (Lists, Disk) {
        let disk = Disk::at(&self.dir());
        let name = self.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let source = match self {
            Source::UvLock(_) => packages::Source::UvLock(String::new()),
            Source::PyProject(_) => packages::Source::PyProject(name),
            Source::File(_) => packages::Source::File(name),
            Source::Settings(_) => packages::Source::Settings(name),
        };
        (packages::read(&disk, &source), disk)
    }

    /// All text that decides what is installed: the file and those that it includes; of settings, the one requirement that they stand for.
    pub(super) fn text(&self) -> Result<String> {
        let (lists, disk) = self.lists();
        if let Source::Settings(path) = self {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            return Ok(packages::generated(&disk, &name).map(|(requirement, _)| requirement + "\n").unwrap_or_default());
        }
        let mut text = String::new();
        for file in &lists.files {
            let path = disk.path(file);
            let content = fs::read_to_string(&path).doing(|| format!("cannot read {}", path.display()));
            let including = || format!("make it, or take the line that includes it out of {}", self.path().display());
            text += &content.map_err(|error: Error| if path.is_file() { error } else { error.hint(including()) })?;
            text.push('\n');
        }
        Ok(text)
    }

    /// The hash of the packages that are installed from folders of this machine: their files may change while the text stays.
    pub(super) fn local_digest(&self, text: &str) -> Result<String> {
        let mut key = Key::new("local");
        for local in self.local_packages(text) {
            key = key.with(super::tree::Tree::scan(&local, &[])?.digest()?);
        }
        Ok(key.finish())
    }

    /// Folders of packages that are installed from the disk. A lock names its own by keys, and so do uv's sources in a pyproject.toml.
    fn local_packages(&self, text: &str) -> Vec<PathBuf> {
        let (lists, disk) = self.lists();
        let listed = lists.listed.into_iter().filter_map(|listed| match listed.what {
            Named::Local(path) => Some(disk.path(&path)),
            _ => None,
        });
        let keyed = text.lines().filter_map(|line| {
            ["editable = \"", "directory = \"", "path = \""].iter().find_map(|key| Some(line.split_once(key)?.1.split_once('"')?.0))
        });
        let keyed = keyed.filter(|path| *path != ".").map(|path| self.dir().join(path));
        let mut found: Vec<_> = listed.chain(keyed).filter(|path| path.is_dir()).collect();
        found.sort();
        found.dedup();
        found
    }
}

/// Whether the text names a package, in any spelling.
pub(super) fn names_package(text: &str, package: &str) -> bool {
    let text = text.to_lowercase().replace('_', "-");
    text.match_indices(package).any(|(start, _)| {
        let boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-' && c != '.');
        boundary(text[..start].chars().next_back()) && boundary(text[start + package.len()..].chars().next())
    })
}

/// The key of everything that decides what is installed.
pub(super) fn key(purpose: &str, text: &str, extra: &[String]) -> Key {
    extra.iter().fold(Key::new(purpose).with(text), |key, item| key.with(item))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_recognised_by_whole_names() {
        assert!(names_package("Django~=5.2\npsycopg2_binary==2.9\n", "psycopg2-binary"));
        assert!(!names_package("psycopg2-binary==2.9", "psycopg2"));
        assert!(!names_package("psycopg2-binary==2.9", "psycopg"));
        assert!(names_package("psycopg[pool]>=3", "psycopg"));
    }

    #[test]
    fn every_file_counts_and_every_local_folder() {
        let dir = std::env::temp_dir().join(format!("pocket-requirements-{}", std::process::id()));
        fs::create_dir_all(dir.join("libs/shop")).expect("made");
        fs::write(dir.join("requirements.txt"), "-r base.txt\n-e ./libs/shop\n./libs/none\n").expect("written");
        fs::write(dir.join("base.txt"), "Django\n").expect("written");
        let dir = fs::canonicalize(dir).expect("it is there");
        let source = Source::File(dir.join("requirements.txt"));
        let text = source.text().expect("read");
        assert!(text.contains("Django") && text.contains("libs/shop"));
        assert_eq!(source.local_packages(&text), [dir.join("libs/shop")]);
        fs::write(dir.join("base.txt"), "-r missing.txt\n").expect("written");
        let error = source.text().expect_err("it is not there");
        assert!(error.hints[0].starts_with("make it, or take the line"), "{:?}", error.hints);
        fs::remove_dir_all(dir).expect("removed");
    }
}
