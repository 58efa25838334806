//! The disk as pocket's rules on a Django project see it. The model opens no file itself; the macro lends it this one inside of rustc, the running
//! program the same one at start.

#![warn(missing_docs)]

use pocket_model::project::{Entry, Files, Look};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A bigger file is no source and no lock: it is not read.
const BIGGEST: u64 = 32 << 20;

/// The files below and above a folder. It remembers which ones it read.
#[derive(Debug)]
pub struct Disk {
    folder: PathBuf,
    /// What was seen: rules ask for the same files again and again.
    seen: RefCell<BTreeMap<String, Look>>,
    read: RefCell<BTreeSet<PathBuf>>,
}

impl Disk {
    /// The disk from a folder: that of the program's file. Links in its path are followed first, so that `..` is the folder above and not the one that
    /// has the link.
    pub fn at(folder: &Path) -> Self {
        let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
        Disk { folder, seen: RefCell::default(), read: RefCell::default() }
    }

    /// The absolute path of one from the folder.
    pub fn path(&self, path: &str) -> PathBuf {
        if path.is_empty() { self.folder.clone() } else { self.folder.join(path) }
    }

    /// The files whose text was read, in order.
    pub fn read(&self) -> Vec<PathBuf> {
        self.read.borrow().iter().cloned().collect()
    }
}

impl Files for Disk {
    fn look(&self, path: &str) -> Look {
        if let Some(look) = self.seen.borrow().get(path) {
            return look.clone();
        }
        let look = self.look_at(self.path(path));
        self.seen.borrow_mut().insert(path.to_owned(), look.clone());
        look
    }

    fn real(&self, path: &str) -> Option<String> {
        fs::canonicalize(self.path(path)).ok()?.to_str().map(str::to_owned)
    }
}

impl Disk {
    fn look_at(&self, path: PathBuf) -> Look {
        let metadata = match fs::metadata(&path) {
            Ok(metadata) => metadata,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Look::Missing,
            Err(error) => return Look::Unreadable(error.kind().to_string()),
        };
        if metadata.is_dir() {
            return Look::Folder(entries(&path));
        }
        if !metadata.is_file() || metadata.len() > BIGGEST {
            return Look::Binary;
        }
        match fs::read(&path) {
            Ok(bytes) => {
                self.read.borrow_mut().insert(path);
                String::from_utf8(bytes).map_or(Look::Binary, Look::Text)
            }
            Err(error) => Look::Unreadable(error.kind().to_string()),
        }
    }
}

fn entries(path: &Path) -> Vec<Entry> {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let entry = |entry: fs::DirEntry| {
        let kind = entry.file_type().ok()?;
        let folder = kind.is_dir() || (kind.is_symlink() && entry.path().is_dir());
        Some(Entry { name: entry.file_name().to_str()?.to_owned(), folder })
    };
    let mut entries: Vec<Entry> = entries.filter_map(entry).collect();
    entries.sort();
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("pocket-files-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("site/config")).expect("made");
        folder
    }

    #[test]
    fn it_tells_files_from_folders_and_text_from_bytes() {
        let dir = folder("kinds");
        fs::write(dir.join("site/manage.py"), "text").expect("written");
        fs::write(dir.join("site/latin1.py"), b"caf\xe9").expect("written");
        let disk = Disk::at(&dir.join("site/config"));
        assert_eq!(disk.look("../manage.py"), Look::Text("text".into()));
        assert_eq!(disk.look("../latin1.py"), Look::Binary);
        assert_eq!(disk.look("settings.py"), Look::Missing);
        let names = |look| match look {
            Look::Folder(entries) => entries.into_iter().map(|entry| (entry.name, entry.folder)).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        assert_eq!(names(disk.look("..")), [("config".into(), true), ("latin1.py".into(), false), ("manage.py".into(), false)]);
        let read: Vec<_> = disk.read().iter().map(|path| path.file_name().map(|name| name.to_owned())).collect();
        assert_eq!(read, [Some("latin1.py".into()), Some("manage.py".into())]);
        fs::remove_dir_all(dir).expect("removed");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_to_their_end() {
        let dir = folder("links");
        fs::write(dir.join("shared.py"), "shared").expect("written");
        std::os::unix::fs::symlink("../shared.py", dir.join("site/settings.py")).expect("linked");
        let disk = Disk::at(&dir.join("site"));
        assert_eq!(disk.look("settings.py"), Look::Text("shared".into()));
        assert_eq!(disk.real("settings.py"), disk.real("../shared.py"));
        assert_eq!(disk.real("nothing.py"), None);
        fs::remove_dir_all(dir).expect("removed");
    }
}
