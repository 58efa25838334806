//! The tools that pocket runs, and how they come to be on the machine: uv, Python interpreters, and environments of pinned packages.
//!
//! Everything pocket fetches lies in one cache folder that other accounts may read, because a part of it runs as another account.

pub(crate) mod digest;
mod environment;
mod index;
mod interpreter;
mod run;
mod uv;

pub use environment::environment;
pub use interpreter::{find_interpreter, interpreter};
pub use run::run;
pub use uv::{uv, uv_command, uv_command_with_index};

use crate::error::Context;
use crate::{Error, Result};
use std::fmt;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// A minor version of Python, `3.12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct PythonVersion {
    /// 3.
    pub major: u8,
    /// 12.
    pub minor: u8,
}

impl fmt::Display for PythonVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

impl FromStr for PythonVersion {
    type Err = Error;

    /// Reads `3.12`; a patch version, as `.python-version` often has, is left out.
    fn from_str(text: &str) -> Result<Self> {
        let wrong = || Error::user(format!("`{text}` is not a version of Python")).hint("write the minor version: \"3.12\"");
        let mut parts = text.trim().split('.');
        let mut number = || parts.next().and_then(|part| part.parse::<u8>().ok()).ok_or_else(wrong);
        let version = PythonVersion { major: number()?, minor: number()? };
        if parts.all(|part| part == "*" || part.starts_with(|c: char| c.is_ascii_digit())) { Ok(version) } else { Err(wrong()) }
    }
}

/// Where pocket keeps what it fetches: `/var/cache/pocket` for root, else `$XDG_CACHE_HOME/pocket`, else `~/.cache/pocket`. Made if it is not there.
///
/// Root's is outside of root's home, which other accounts cannot enter: PostgreSQL refuses to run as root.
pub fn cache_dir() -> Result<PathBuf> {
    let dir = if rustix::process::geteuid().is_root() {
        PathBuf::from("/var/cache/pocket")
    } else if let Some(cache) = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute()) {
        cache.join("pocket")
    } else {
        home()?.join(".cache/pocket")
    };
    create_dir(&dir).map_err(|error| error.hint("set XDG_CACHE_HOME to a folder that this account may write to"))?;
    Ok(dir)
}

/// The home folder.
fn home() -> Result<PathBuf> {
    std::env::home_dir()
        .filter(|home| home.is_absolute())
        .ok_or_else(|| Error::user("this account has no home folder").hint("set HOME to a folder that it may write to"))
}

/// Makes a folder that every account may enter, whatever the umask.
pub(crate) fn create_dir(dir: &Path) -> Result {
    if !dir.is_dir() {
        fs::create_dir_all(dir).doing(|| format!("cannot make the folder {}", dir.display()))?;
        set_mode(dir, 0o755)?;
    }
    Ok(())
}

/// Lets every account read a tree, and run what its owner may run, whatever the umask was. Symbolic links are left alone.
pub(crate) fn make_readable(path: &Path) -> Result {
    use std::os::unix::fs::PermissionsExt;
    let metadata = fs::symlink_metadata(path)?;
    if metadata.is_symlink() {
        return Ok(());
    }
    let mode = metadata.permissions().mode() & 0o7777;
    let wanted = if mode & 0o100 == 0 { mode | 0o444 } else { mode | 0o555 };
    if mode != wanted {
        set_mode(path, wanted)?;
    }
    if metadata.is_dir() {
        for entry in fs::read_dir(path)? {
            make_readable(&entry?.path())?;
        }
    }
    Ok(())
}

fn set_mode(path: &Path, mode: u32) -> Result {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).doing(|| format!("cannot set the mode of {}", path.display()))
}

/// Waits until no other process works on the same thing. Ends when the file is dropped, and with the process that holds it: a kill leaves no lock.
pub(crate) async fn lock(path: PathBuf) -> Result<File> {
    let locked = tokio::task::spawn_blocking(move || {
        let file =
            File::options().create(true).truncate(false).write(true).open(&path).doing(|| format!("cannot open {}", path.display()))?;
        file.lock().doing(|| format!("cannot lock {}", path.display()))?;
        Ok(file)
    });
    locked.await.map_err(|error| Error::bug(format!("waiting for a lock ended: {error}")))?
}

#[cfg(test)]
mod tests;
