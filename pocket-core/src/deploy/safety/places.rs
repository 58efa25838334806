//! Where in the user's Django project a migration and its operations stand.

use super::report::Migration;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders of a project that hold no code of its own.
const SKIPPED: &[&str] = &["node_modules", "site-packages", "__pycache__"];

/// The file of a migration below the project's folder, `…/blog/migrations/0002_tags.py`; `None` for a package's.
pub fn file(project: &Path, name: &str) -> Option<PathBuf> {
    let (app, module) = name.split_once('.')?;
    let mut found = Vec::new();
    search(project, &format!("{module}.py"), &mut found);
    let of_app = |path: &&PathBuf| path.ancestors().nth(2).and_then(Path::file_name).is_some_and(|folder| folder == app);
    // An app's label is the name of its folder, unless its AppConfig says another.
    found.iter().find(of_app).or_else(|| found.first().filter(|_| found.len() == 1)).cloned()
}

fn search(folder: &Path, file: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !entry.file_type().is_ok_and(|kind| kind.is_dir()) || name.starts_with('.') || SKIPPED.contains(&&*name) {
            continue;
        }
        let path = entry.path();
        // A virtual environment may have any name.
        if path.join("pyvenv.cfg").exists() {
            continue;
        }
        if name == "migrations" && path.join(file).is_file() {
            found.push(path.join(file));
        }
        search(&path, file, found);
    }
}

/// The line of each operation in the text of its migration, from 1: the first call of its class that no earlier operation has taken.
pub fn lines(text: &str, migration: &Migration) -> Vec<Option<usize>> {
    let mut next = std::collections::BTreeMap::new();
    let mut lines = Vec::new();
    for operation in &migration.operations {
        let from = next.entry(operation.operation.as_str()).or_insert(0_usize);
        let calls = text.lines().enumerate().skip(*from).find(|(_, line)| calls(line, &operation.operation));
        if let Some((index, _)) = calls {
            *from = index + 1;
        }
        lines.push(calls.map(|(index, _)| index + 1));
    }
    lines
}

/// `migrations.RemoveField(` or `RemoveField(`, and not `MyRemoveField(`.
fn calls(line: &str, class: &str) -> bool {
    let code = line.split('#').next().unwrap_or_default();
    code.match_indices(class)
        .any(|(at, _)| code[at + class.len()..].starts_with('(') && !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deploy::safety::report::{Operation, Verdict};

    fn operation(kind: &str) -> Operation {
        let (description, locks, findings) = (String::new(), Vec::new(), Vec::new());
        Operation { operation: kind.into(), description, model: None, table: None, verdict: Verdict::Harmless, locks, rows: None, findings }
    }

    #[test]
    fn each_operation_has_its_line() {
        let text = "from django.db import migrations\n\nclass Migration(migrations.Migration):\n    operations = [\n        migrations.RemoveField(\"entry\", \"a\"),\n        # migrations.RemoveField(\"entry\", \"b\"),\n        migrations.RemoveField(\"entry\", \"c\"),\n        MyAddField(),\n        AddField(),\n    ]\n";
        let operations = ["RemoveField", "RemoveField", "AddField", "RunSQL"].map(operation).to_vec();
        let migration = Migration { name: "blog.0002_x".into(), atomic: true, operations };
        assert_eq!(lines(text, &migration), [Some(5), Some(7), Some(9), None]);
    }

    #[test]
    fn a_migration_is_found_in_its_app() {
        let project = std::env::temp_dir().join(format!("pocket-places-{}", std::process::id()));
        for folder in ["blog/migrations", "shop/migrations", ".venv/lib/blog/migrations", "env/lib/other/migrations"] {
            fs::create_dir_all(project.join(folder)).expect("made");
            fs::write(project.join(folder).join("0001_initial.py"), "").expect("written");
        }
        fs::write(project.join("env/pyvenv.cfg"), "").expect("written");
        fs::write(project.join("shop/migrations/0002_only.py"), "").expect("written");
        assert_eq!(file(&project, "shop.0001_initial"), Some(project.join("shop/migrations/0001_initial.py")));
        assert_eq!(file(&project, "other.0001_initial"), None, "two apps have one of this name");
        assert_eq!(file(&project, "store.0002_only"), Some(project.join("shop/migrations/0002_only.py")), "an app with a label of its own");
        fs::remove_dir_all(project).expect("removed");
    }
}
