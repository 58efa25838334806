//! Names of the project and its stages.

use super::fold;
use crate::ast::{At, Name, Node, Project};
use crate::diag::{Diagnostic, Sink, nearest};
use std::collections::BTreeMap;

pub(super) fn project_name(project: &Project, sink: &mut Sink) -> Name {
    let mut found: Option<Name> = None;
    for node in &project.nodes {
        let Node::Entry(entry) = node else { continue };
        if entry.keyword.text != "project" {
            continue;
        }
        let Some(label) = &entry.label else {
            let help = format!("write `project {};`", fold(&project.crate_name));
            sink.push(Diagnostic::error("project::needs_name", entry.keyword.at, "`project` needs a name").help(help));
            continue;
        };
        if let Some(first) = &found {
            let message = format!("the project is already named `{}`", first.text);
            sink.push(
                Diagnostic::error("project::duplicate", entry.keyword.at, message).related(first.at, "first named here").help("delete one"),
            );
            continue;
        }
        found = Some(Name { at: label.at, text: label.text.clone() });
    }
    let name = found.unwrap_or_else(|| Name { at: At::PROGRAM, text: project.crate_name.clone() });
    name_alphabet("project", &name, sink);
    Name { text: fold(&name.text), ..name }
}

pub(super) fn stage_names(project: &Project, sink: &mut Sink) {
    // A misspelt `stage` is said to be one already.
    let misspelt = |node: &Node| matches!(node, Node::Entry(entry) if nearest(&entry.keyword.text, ["stage"]).is_some());
    if project.stages.is_empty() && !project.nodes.iter().any(misspelt) {
        let diagnostic = Diagnostic::error("stage::none", At::PROGRAM, "the program has no stage, so there is nothing to deploy");
        sink.push(diagnostic.help("write `stage dev { neon; s3; }`"));
    }
    let mut seen: BTreeMap<String, At> = BTreeMap::new();
    for stage in &project.stages {
        name_alphabet("stage", &stage.name, sink);
        if RUST_KEYWORDS.contains(&stage.name.text.as_str()) {
            let message = format!("`{}` is a word of Rust, and a stage becomes a module path", stage.name.text);
            let help = format!("write `stage {}-stage`, or another name", stage.name.text);
            sink.push(Diagnostic::error("stage::rust_keyword", stage.name.at, message).help(help));
        }
        if let Some(first) = seen.insert(fold(&stage.name.text), stage.name.at) {
            let message = format!("there are two stages `{}`", fold(&stage.name.text));
            let diagnostic = Diagnostic::error("stage::duplicate", stage.name.at, message).related(first, "the first one");
            sink.push(diagnostic.help("put both blocks into one, or rename one"));
        }
    }
}

fn name_alphabet(what: &'static str, name: &Name, sink: &mut Sink) {
    let text = fold(&name.text);
    let good = text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !text.ends_with('-');
    if !good {
        let mut suggestion: String =
            text.to_lowercase().chars().map(|c| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { '-' }).collect();
        suggestion = suggestion.trim_matches(|c: char| c == '-' || c.is_ascii_digit()).to_string();
        let code = if what == "project" { "project::bad_name" } else { "stage::bad_name" };
        let message = format!("`{}` cannot name a {what}: it takes a letter, then lower-case letters, digits and hyphens", name.text);
        let mut diagnostic = Diagnostic::error(code, name.at, message);
        if !suggestion.is_empty() {
            diagnostic = diagnostic.help(format!("write `{what} {suggestion}`"));
        }
        sink.push(diagnostic);
    }
}

/// Strict and reserved words of Rust 2024.
const RUST_KEYWORDS: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else", "enum", "extern",
    "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv",
    "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];
