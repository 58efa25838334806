//! The files of a folder that go into an artifact, in an order and with modes that do not depend on the machine.

use crate::error::Context;
use crate::messages::wheels as say;
use crate::tools::digest::Key;
use crate::{Error, Result};
use pocket_model::messages::Lang;
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// One file.
#[derive(Debug, Clone)]
pub(in crate::release) struct Entry {
    /// Path in the artifact, with `/`.
    pub(in crate::release) name: String,
    /// Where its bytes are.
    pub(in crate::release) source: PathBuf,
    /// Whether its owner may run it.
    pub(in crate::release) executable: bool,
    /// In bytes.
    pub(in crate::release) size: u64,
}

/// The files of a folder, sorted by name.
#[derive(Debug, Default)]
pub(in crate::release) struct Tree {
    pub(in crate::release) entries: Vec<Entry>,
    /// What was left out and should not surprise.
    pub(in crate::release) warnings: Vec<String>,
    compiled: bool,
}

/// Folders of tools and of version control, wherever they lie.
const FOLDERS: &[&str] = &[
    ".cache",
    ".git",
    ".hg",
    ".idea",
    ".mypy_cache",
    ".nox",
    ".pocket",
    ".pytest_cache",
    ".ruff_cache",
    ".svn",
    ".tox",
    ".venv",
    ".vscode",
    "node_modules",
];

/// The signature that every cache folder has in its CACHEDIR.TAG: cargo's `target` is one, a Django application of that name is not.
const CACHE_TAG: &str = "CACHEDIR.TAG";

/// What a Cargo project has at its root, which may be that of the Django project too.
const RUST: &[&str] = &["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", "rustfmt.toml"];

impl Tree {
    /// The files below `root` that belong to the site: without version control, virtual environments, caches, `.env` files, SQLite databases, the pocket program itself and the folders
    /// in `skip`, which are relative to `root`.
    ///
    /// A symbolic link becomes what it leads to; one that leads out of `root`, or nowhere, is left out with a warning.
    pub(in crate::release) fn scan(root: &Path, skip: &[String]) -> Result<Tree> {
        Tree::default().walked(root, skip)
    }

    /// The same after a build, with the modules that it has compiled.
    pub(in crate::release) fn prepared(root: &Path, skip: &[String]) -> Result<Tree> {
        Tree { compiled: true, ..Tree::default() }.walked(root, skip)
    }

    fn walked(self, root: &Path, skip: &[String]) -> Result<Tree> {
        let root = fs::canonicalize(root).doing(|| format!("cannot open {}", root.display()))?;
        let mut tree = self;
        tree.walk(&root, &root, "", skip, &mut Vec::new())?;
        tree.entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(tree)
    }

    /// Every file below `root`, without rules: for folders that pocket has filled itself.
    pub(in crate::release) fn all(root: &Path, prefix: &str) -> Result<Tree> {
        let mut tree = Tree::default();
        let mut folders = vec![(root.to_path_buf(), prefix.to_owned())];
        while let Some((dir, prefix)) = folders.pop() {
            for entry in fs::read_dir(&dir).doing(|| format!("cannot read {}", dir.display()))? {
                let path = entry?.path();
                let metadata = fs::metadata(&path)?;
                let Some(name) = path.file_name().and_then(|name| name.to_str()).map(|name| format!("{prefix}{name}")) else { continue };
                if metadata.is_dir() {
                    folders.push((path, name + "/"));
                } else {
                    tree.entries.push(Entry {
                        name,
                        source: path,
                        executable: metadata.permissions().mode() & 0o100 != 0,
                        size: metadata.len(),
                    });
                }
            }
        }
        tree.entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(tree)
    }

    /// Adds the files of another one, which are in no place that this one has.
    pub(super) fn add(&mut self, other: Tree) {
        self.entries.extend(other.entries);
        self.entries.sort_by(|a, b| a.name.cmp(&b.name));
    }

    fn walk(&mut self, root: &Path, dir: &Path, prefix: &str, skip: &[String], above: &mut Vec<PathBuf>) -> Result {
        for entry in fs::read_dir(dir).map_err(|error| unreadable(dir, error))? {
            let path = entry?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()).map(|name| format!("{prefix}{name}")) else {
                self.warnings.push(format!("{} is left out: its name is not UTF-8", path.display()));
                continue;
            };
            let Some(source) = self.resolve(root, &path, &name)? else { continue };
            let metadata = fs::metadata(&source).doing(|| format!("cannot read {}", source.display()))?;
            if metadata.is_dir() {
                // A link to a folder above would be walked for ever.
                if self.excludes_folder(&name, &source) || skip.contains(&name) || above.contains(&source) || root.starts_with(&source) {
                    continue;
                }
                above.push(source.clone());
                self.walk(root, &source, &format!("{name}/"), skip, above)?;
                above.pop();
            } else if metadata.is_file() && !self.excludes_file(&name) {
                let executable = metadata.permissions().mode() & 0o100 != 0;
                self.entries.push(Entry { name, source, executable, size: metadata.len() });
            }
        }
        Ok(())
    }

    /// Where the bytes of a path are; `None` for a link that is left out.
    fn resolve(&mut self, root: &Path, path: &Path, name: &str) -> Result<Option<PathBuf>> {
        if !fs::symlink_metadata(path)?.is_symlink() {
            return Ok(Some(path.to_path_buf()));
        }
        let last = name.rsplit('/').next().unwrap_or(name);
        if FOLDERS.contains(&last) || self.excludes_file(name) {
            return Ok(None);
        }
        match fs::canonicalize(path) {
            Ok(target) if target.starts_with(root) => Ok(Some(target)),
            Ok(target) => {
                self.warnings.push(format!("{name} is left out: it is a link to {}, outside of the project", target.display()));
                Ok(None)
            }
            Err(_) => {
                self.warnings.push(format!("{name} is left out: it is a link that leads nowhere"));
                Ok(None)
            }
        }
    }

    fn excludes_folder(&self, name: &str, path: &Path) -> bool {
        let last = name.rsplit('/').next().unwrap_or(name);
        let cargo = last == "target" && path.join(CACHE_TAG).exists();
        FOLDERS.contains(&last) || cargo || path.join("pyvenv.cfg").exists() || (last == "__pycache__" && !self.compiled)
    }

    fn excludes_file(&self, name: &str) -> bool {
        let last = name.rsplit('/').next().unwrap_or(name);
        let database = last.split_once(".sqlite3").is_some_and(|(_, rest)| rest.is_empty() || rest.starts_with('-'));
        let bytecode = (last.ends_with(".pyc") || last.ends_with(".pyo")) && !(self.compiled && name.contains("__pycache__/"));
        // The pocket program may stand beside manage.py: an edit of the block is no change of the site.
        let rust = last.ends_with(".rs") || RUST.contains(&name);
        database || bytecode || rust || last.starts_with(".env") || last == ".DS_Store" || last == "pocket.json"
    }

    /// The hash of all names, modes and bytes.
    pub(in crate::release) fn digest(&self) -> Result<String> {
        let mut key = Key::new("tree");
        for entry in &self.entries {
            let bytes = fs::read(&entry.source).map_err(|error| unreadable(&entry.source, error))?;
            key = key.with(&entry.name).with([u8::from(entry.executable)]).with(bytes);
        }
        Ok(key.finish())
    }

    /// Copies the files into an empty folder.
    pub(in crate::release) fn copy_to(&self, dir: &Path) -> Result {
        for entry in &self.entries {
            let target = dir.join(&entry.name);
            fs::create_dir_all(target.parent().unwrap_or(dir))?;
            fs::copy(&entry.source, &target).doing(|| format!("cannot copy {} to {}", entry.source.display(), target.display()))?;
            // The original may be read-only; a build command may want to write.
            fs::set_permissions(&target, fs::Permissions::from_mode(if entry.executable { 0o755 } else { 0o644 }))?;
        }
        Ok(())
    }

    /// Bytes of all files.
    pub(in crate::release) fn size(&self) -> u64 {
        self.entries.iter().map(|entry| entry.size).sum()
    }
}

/// A part of the site that this account may not read: in the zip file everybody could, but somebody has to put it there.
fn unreadable(path: &Path, error: io::Error) -> Error {
    if error.kind() != io::ErrorKind::PermissionDenied {
        return Error::user(format!("cannot read {}: {error}", path.display())).caused_by(error);
    }
    let lang = Lang::of_environment(|name| std::env::var(name).ok());
    let path = path.display().to_string();
    Error::user(say::unreadable(&path).text(lang)).hint(say::no_right(&path).text(lang)).caused_by(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(name: &str, files: &[&str]) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("pocket-tree-{name}-{}", std::process::id()));
        for file in files {
            let path = dir.join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, file).expect("written");
        }
        dir
    }

    fn names(tree: &Tree) -> Vec<&str> {
        tree.entries.iter().map(|entry| entry.name.as_str()).collect()
    }

    #[test]
    fn only_the_site_is_taken() {
        let dir = site(
            "rules",
            &[
                "manage.py",
                "app/models.py",
                "app/__pycache__/models.pyc",
                "app/old.pyc",
                ".env",
                ".env.production",
                "app/.envrc",
                ".git/config",
                "env3/pyvenv.cfg",
                "env3/lib/x.py",
                "node_modules/x/index.js",
                "db.sqlite3",
                "db.sqlite3-journal",
                ".pocket/build/dev/x",
                "media/photo.jpg",
                "target/CACHEDIR.TAG",
                "target/debug/x",
                "shop/target/views.py",
                "environment.py",
                "Cargo.toml",
                "Cargo.lock",
                "src/main.rs",
                "pocket.json",
                "staticfiles/old.css",
            ],
        );
        let tree = Tree::scan(&dir, &["media".into(), "staticfiles".into()]).expect("scanned");
        assert_eq!(names(&tree), ["app/models.py", "environment.py", "manage.py", "shop/target/views.py"]);
        fs::remove_dir_all(dir).expect("removed");
    }

    #[test]
    fn links_are_resolved_inside_and_refused_outside() {
        let dir = site("links", &["a/real.py", "manage.py"]);
        for (target, link) in
            [("a/real.py", "link.py"), ("a", "b"), ("/etc/hostname", "outside"), ("nowhere", "dangling"), ("..", "a/up"), (".", "a/self")]
        {
            std::os::unix::fs::symlink(target, dir.join(link)).expect("linked");
        }
        let tree = Tree::scan(&dir, &[]).expect("scanned");
        assert_eq!(names(&tree), ["a/real.py", "b/real.py", "link.py", "manage.py"]);
        assert_eq!(tree.warnings.len(), 2, "{:?}", tree.warnings);
        fs::remove_dir_all(dir).expect("removed");
    }

    #[test]
    fn what_may_not_be_read_is_named_with_what_to_type() {
        let error = unreadable(Path::new("/site/key.pem"), io::ErrorKind::PermissionDenied.into());
        assert!(error.message.contains("/site/key.pem") && error.hints[0].starts_with("chmod u+r /site/key.pem"), "{error}");
        let error = unreadable(Path::new("/site/gone.py"), io::ErrorKind::NotFound.into());
        assert!(error.hints.is_empty() && error.message.starts_with("cannot read /site/gone.py: "), "{error}");
    }

    #[test]
    fn the_digest_sees_names_bytes_and_modes() {
        let dir = site("digest", &["a.py", "b.py"]);
        let digest = || Tree::scan(&dir, &[]).and_then(|tree| tree.digest()).expect("hashed");
        let first = digest();
        assert_eq!(first, digest());
        fs::write(dir.join("a.py"), "other").expect("written");
        let second = digest();
        assert_ne!(first, second);
        fs::set_permissions(dir.join("b.py"), fs::Permissions::from_mode(0o755)).expect("set");
        assert_ne!(second, digest());
        fs::remove_dir_all(dir).expect("removed");
    }
}
