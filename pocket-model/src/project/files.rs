//! What the scan sees of a disk, and its paths: relative to the folder of the program's file, with `/` between the parts; they may begin with `..`.

/// The disk, as far as the scan asks. The model itself reads nothing: rustc's macro and the running program each lend it their eyes.
pub trait Files {
    /// What is at a path; links are followed.
    fn look(&self, path: &str) -> Look;

    /// The folder of a path as the operating system knows it, without links: two paths to one place have the same.
    fn real(&self, path: &str) -> Option<String>;
}

/// What is at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// Nothing.
    Missing,
    /// A folder, with the names in it, sorted.
    Folder(Vec<Entry>),
    /// A text.
    Text(String),
    /// A file that cannot be opened, and why, in the words of the operating system.
    Unreadable(String),
    /// A file that is not UTF-8, or so big that it is no source.
    Binary,
}

/// A name in a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The name.
    pub name: String,
    /// Whether it is a folder itself.
    pub folder: bool,
}

impl Look {
    /// Whether a file is there, readable or not.
    pub fn is_file(&self) -> bool {
        matches!(self, Look::Text(_) | Look::Unreadable(_) | Look::Binary)
    }

    /// The text, if it is one.
    pub fn text(self) -> Option<String> {
        match self {
            Look::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Whether a file is at the path.
pub(crate) fn is_file(files: &dyn Files, path: &str) -> bool {
    files.look(path).is_file()
}

/// Whether a folder is at the path.
pub(crate) fn is_folder(files: &dyn Files, path: &str) -> bool {
    matches!(files.look(path), Look::Folder(_))
}

/// The names in a folder; none where there is no folder.
pub(crate) fn list(files: &dyn Files, path: &str) -> Vec<Entry> {
    match files.look(path) {
        Look::Folder(entries) => entries,
        _ => Vec::new(),
    }
}

/// `base` and then `path`, without `.` and with `..` taken back where it can be.
pub fn join(base: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// The folder that holds a file or folder.
pub fn parent(path: &str) -> String {
    join(path, "..")
}

/// The last part.
pub fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A path as one writes it from the folder `from`.
pub fn relative(from: &str, path: &str) -> String {
    let (from, path): (Vec<&str>, Vec<&str>) = (parts(from), parts(path));
    let common = from.iter().zip(&path).take_while(|(a, b)| a == b).count();
    // What lies above the program has no name from here: then the path from the program is the best that can be said.
    if from[common..].contains(&"..") {
        return path.join("/");
    }
    let up = std::iter::repeat_n("..", from.len() - common);
    up.chain(path[common..].iter().copied()).collect::<Vec<_>>().join("/")
}

fn parts(path: &str) -> Vec<&str> {
    path.split('/').filter(|part| !part.is_empty()).collect()
}

/// How many folders above are looked at: a repository that is nested deeper is found by writing where the project is.
const HIGHEST: usize = 40;

/// The folder and those above it, up to the root of the repository; without a repository only the folder and its parent.
pub fn upward(files: &dyn Files, folder: &str) -> Vec<String> {
    let mut above = vec![folder.to_string()];
    while above.len() < HIGHEST {
        let last = &above[above.len() - 1];
        if files.look(&join(last, ".git")) != Look::Missing {
            return above;
        }
        above.push(parent(last));
    }
    above.truncate(2);
    above
}

/// A module's path without its ending: `config.settings` in `site` is `site/config/settings`.
pub(crate) fn module_path(root: &str, module: &str) -> String {
    join(root, &module.replace('.', "/"))
}

/// The file of a module or package.
pub(crate) fn module_file(files: &dyn Files, root: &str, module: &str) -> Option<String> {
    let path = module_path(root, module);
    [format!("{path}.py"), format!("{path}/__init__.py")].into_iter().find(|file| is_file(files, file))
}

/// Whether a text is the dotted name of a module.
pub(crate) fn is_dotted(name: &str) -> bool {
    let part =
        |part: &str| part.starts_with(|c: char| c.is_alphabetic() || c == '_') && part.chars().all(|c| c.is_alphanumeric() || c == '_');
    name.split('.').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::memory::Memory;

    #[test]
    fn paths_are_joined_and_taken_back() {
        for (base, path, joined) in [
            ("", "manage.py", "manage.py"),
            ("site", "manage.py", "site/manage.py"),
            ("site/", "./a//b", "site/a/b"),
            ("site", "..", ""),
            ("", "..", ".."),
            ("..", "..", "../.."),
            ("..", "site", "../site"),
            ("a/b", "../../../c", "../c"),
        ] {
            assert_eq!(join(base, path), joined, "{base} {path}");
        }
    }

    #[test]
    fn paths_are_shown_from_the_project() {
        for (from, path, shown) in [
            ("site", "site/config/settings.py", "config/settings.py"),
            ("", "manage.py", "manage.py"),
            ("site", "uv.lock", "../uv.lock"),
            ("..", "../pyproject.toml", "pyproject.toml"),
            ("..", "../../uv.lock", "../uv.lock"),
            ("site", "../uv.lock", "../../uv.lock"),
        ] {
            assert_eq!(relative(from, path), shown, "{from} {path}");
        }
    }

    #[test]
    fn the_repository_is_the_highest_folder() {
        let files = Memory::of(&[("../../.git/HEAD", ""), ("a.py", "")]);
        assert_eq!(upward(&files, "site"), ["site", "", "..", "../.."]);
        assert_eq!(upward(&Memory::of(&[]), "site"), ["site", ""]);
    }
}
