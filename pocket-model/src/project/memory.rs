//! A disk in memory, for the tests of the rules.

use super::files::{Entry, Files, Look, join};
use std::collections::BTreeMap;

/// Files by path. `None` is a file that may not be read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memory {
    files: BTreeMap<String, Option<String>>,
    links: BTreeMap<String, String>,
}

impl Memory {
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| (join("", path), Some((*text).to_string()))).collect();
        Memory { files, links: BTreeMap::new() }
    }

    pub(crate) fn with(mut self, path: &str, text: &str) -> Self {
        self.files.insert(join("", path), Some(text.into()));
        self
    }

    pub(crate) fn without(mut self, path: &str) -> Self {
        self.files.remove(path);
        self
    }

    pub(crate) fn denied(mut self, path: &str) -> Self {
        self.files.insert(path.into(), None);
        self
    }

    /// A link to a file elsewhere, with the text of that file.
    pub(crate) fn link(mut self, path: &str, target: &str, text: &str) -> Self {
        self.links.insert(path.into(), target.into());
        self.with(path, text)
    }
}

impl Files for Memory {
    fn look(&self, path: &str) -> Look {
        let path = join("", path);
        match self.files.get(&path) {
            Some(Some(text)) if text.contains('\0') => return Look::Binary,
            Some(Some(text)) => return Look::Text(text.clone()),
            Some(None) => return Look::Unreadable("permission denied".into()),
            None => {}
        }
        let prefix = if path.is_empty() { String::new() } else { format!("{path}/") };
        let below = self.files.keys().filter_map(|file| file.strip_prefix(&prefix)).filter(|rest| !rest.starts_with(".."));
        let entry = |rest: &str| Entry { name: rest.split('/').next().unwrap_or(rest).into(), folder: rest.contains('/') };
        let mut entries: Vec<Entry> = below.map(entry).collect();
        entries.dedup();
        if entries.is_empty() { Look::Missing } else { Look::Folder(entries) }
    }

    fn real(&self, path: &str) -> Option<String> {
        let path = join("", path);
        Some(self.links.get(&path).cloned().unwrap_or_else(|| format!("/home/me/work/{path}")))
    }
}
