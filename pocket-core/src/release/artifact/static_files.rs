//! The static part of an artifact: what `collectstatic` made, in a folder of its own that is named by what it was made from.
//!
//! The code part has these files too, for the site to serve without the network. Those whose names have a hash of their content go to S3 as well, where they
//! outlive the release.

use super::store::Store;
use crate::error::Context;
use crate::tools::digest;
use crate::{Error, Result};
use md5::{Digest, Md5};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

/// The collected files, below the folder of a part.
const FILES: &str = "files";
/// The list of the immutable ones, beside them.
const LIST: &str = "list.json";

/// A static file whose name has a hash of its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaticFile {
    /// Name below STATIC_ROOT, with `/`: `css/site.0123456789ab.css`.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// MD5 of its content in hexadecimal digits, which is what S3 lists.
    pub md5: String,
}

/// The static part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaticPart {
    dir: PathBuf,
}

impl StaticPart {
    /// The folder with all collected files.
    pub fn files(&self) -> PathBuf {
        self.dir.join(FILES)
    }

    /// The files whose names have a hash of their content, sorted by name.
    ///
    /// # Errors
    /// The list cannot be read.
    pub fn immutable(&self) -> Result<Vec<StaticFile>> {
        let path = self.dir.join(LIST);
        let text = fs::read(&path).doing(|| format!("cannot read {}", path.display()))?;
        serde_json::from_slice(&text).doing(|| format!("cannot read {}", path.display()))
    }

    /// Whether it is there. The list is written last.
    pub(super) fn exists(&self) -> bool {
        self.dir.join(LIST).is_file()
    }

    /// The part with this key, if an earlier build has made it.
    pub(super) fn find(store: &Store, key: &str) -> Option<StaticPart> {
        let part = StaticPart { dir: store.dir().join(format!("static-{key}")) };
        part.exists().then_some(part)
    }

    /// Takes the files that have just been collected. `key` is the hash of what they were made from; without one it is that of the files.
    pub(super) fn keep(store: &Store, key: Option<&str>, collected: &Path, immutable: &[String]) -> Result<StaticPart> {
        let scratch = store.scratch("static")?;
        fs::create_dir_all(&scratch)?;
        fs::rename(collected, scratch.join(FILES)).doing(|| format!("cannot move {}", collected.display()))?;
        let files = immutable.iter().map(|name| read(&scratch.join(FILES), name)).collect::<Result<Vec<_>>>()?;
        let text = serde_json::to_vec(&files).map_err(|error| Error::bug(error.to_string()))?;
        fs::write(scratch.join(LIST), &text).doing(|| format!("cannot write {}", scratch.display()))?;
        let key = match key {
            Some(key) => key.to_owned(),
            None => super::tree::Tree::all(&scratch, "")?.digest()?[..20].to_owned(),
        };
        let dir = store.dir().join(format!("static-{key}"));
        if dir.is_dir() {
            // The same, or what a build that was killed has left.
            fs::remove_dir_all(&dir).doing(|| format!("cannot remove {}", dir.display()))?;
        }
        fs::rename(&scratch, &dir).doing(|| format!("cannot make {}", dir.display()))?;
        store.prune("static");
        Ok(StaticPart { dir })
    }
}

fn read(root: &Path, name: &str) -> Result<StaticFile> {
    let path = root.join(name);
    let bytes = fs::read(&path).doing(|| format!("cannot read {}", path.display()))?;
    Ok(StaticFile { name: name.to_owned(), size: bytes.len() as u64, md5: digest::to_hex(&Md5::digest(&bytes)) })
}
