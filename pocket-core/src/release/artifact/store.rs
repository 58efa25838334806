//! The folder of a stage's builds: everything in it is named by the hash of what it was made from, and may be deleted at any time.

use crate::Result;
use crate::error::Context;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// How many results of each kind are kept.
const KEPT: usize = 6;

/// `.pocket/build/STAGE`.
#[derive(Debug, Clone)]
pub(in crate::release) struct Store {
    dir: PathBuf,
}

impl Store {
    pub(in crate::release) fn open(dir: &Path) -> Result<Store> {
        let writable = fs::create_dir_all(dir).and_then(|()| fs::write(dir.join(".writable"), ""));
        writable
            .doing(|| format!("cannot write to {}", dir.display()))
            .map_err(|error| error.hint("give this account the folder: pocket keeps what it builds in .pocket beside Cargo.toml"))?;
        Ok(Store { dir: fs::canonicalize(dir)? })
    }

    /// `<kind>-<key><suffix>`. Twenty digits are enough for any number of builds.
    pub(in crate::release) fn path(&self, kind: &str, key: &str, suffix: &str) -> PathBuf {
        self.dir.join(format!("{kind}-{}{suffix}", &key[..20]))
    }

    /// A place for unfinished work: what is there is of a build that was killed.
    pub(in crate::release) fn scratch(&self, name: &str) -> Result<PathBuf> {
        let path = self.dir.join(format!("unfinished-{name}"));
        if path.is_dir() {
            fs::remove_dir_all(&path).doing(|| format!("cannot remove {}", path.display()))?;
        }
        Ok(path)
    }

    /// What was written down for this key, if it is there and whole.
    pub(in crate::release) fn read<T: DeserializeOwned>(&self, kind: &str, key: &str) -> Option<T> {
        serde_json::from_slice(&fs::read(self.path(kind, key, ".json")).ok()?).ok()
    }

    /// Writes a result down, at once or not at all.
    pub(in crate::release) fn write<T: Serialize>(&self, kind: &str, key: &str, value: &T) -> Result {
        let text = serde_json::to_vec_pretty(value).map_err(|error| crate::Error::bug(format!("{kind}: {error}")))?;
        replace(&self.path(kind, key, ".json"), &text)
    }

    /// Removes all but the newest results of a kind.
    pub(in crate::release) fn prune(&self, kind: &str) {
        let prefix = format!("{kind}-");
        let entries = fs::read_dir(&self.dir).into_iter().flatten().flatten();
        let mut found: Vec<(SystemTime, PathBuf)> = entries
            .filter(|entry| entry.file_name().to_string_lossy().starts_with(&prefix))
            .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
            .collect();
        found.sort();
        // A result is a file and its description, or a folder.
        let pairs = found.iter().any(|(_, path)| path.extension().is_some_and(|extension| extension == "zip" || extension == "gz"));
        // An image has a layer of dependencies, one of code and one of the contract.
        let kept = match kind {
            "image" => KEPT * 6,
            _ if pairs => KEPT * 2,
            _ => KEPT,
        };
        for (_, path) in found.iter().rev().skip(kept) {
            // Another build may have removed it; a result that stays costs nothing but space.
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
    }

    pub(in crate::release) fn dir(&self) -> &Path {
        &self.dir
    }
}

/// Writes a file beside its place and moves it there.
pub(in crate::release) fn replace(path: &Path, bytes: &[u8]) -> Result {
    let unfinished = path.with_extension(format!("{}.unfinished", std::process::id()));
    fs::write(&unfinished, bytes).doing(|| format!("cannot write {}", unfinished.display()))?;
    fs::rename(&unfinished, path).doing(|| format!("cannot make {}", path.display()))
}
