//! Names of the project and its stages.

use super::fold;
use super::messages::{a_name_such_as, first_here, project as project_messages, stage as messages};
use crate::ast::{At, Entry, Name, Node, Project, ValueKind};
use crate::diag::{Diagnostic, Sink, nearest};
use crate::messages::shared::{delete_either, write};
use std::collections::BTreeMap;

pub(super) fn project_name(project: &Project, sink: &mut Sink) -> Name {
    let mut found: Option<Name> = None;
    for node in &project.nodes {
        let Node::Entry(entry) = node else { continue };
        if entry.keyword.text != "project" {
            continue;
        }
        let Some(label) = &entry.label else {
            // `project: shop;` and `project: "shop";` say which name is meant.
            let meant = match entry.value.as_ref().map(|value| &value.kind) {
                Some(ValueKind::Word(word) | ValueKind::Str(word)) => better(word),
                _ => String::new(),
            };
            let name = if meant.is_empty() { fold(&project.crate_name) } else { meant };
            sink.push(project_messages::needs_name(entry.keyword.at, name));
            continue;
        };
        name_alone(entry, &label.text, sink);
        if let Some(first) = &found {
            let diagnostic = project_messages::duplicate(entry.keyword.at, &first.text);
            sink.push(diagnostic.related(first.at, first_here()).help(delete_either()));
            continue;
        }
        found = Some(Name { at: label.at, text: label.text.clone() });
    }
    let name = found.unwrap_or_else(|| Name { at: At::PROGRAM, text: project.crate_name.clone() });
    name_alphabet("project", &name, project_messages::bad_name, sink);
    Name { text: fold(&name.text), ..name }
}

/// `project shop;` is a whole line: a value or a block after it would be read by nobody.
fn name_alone(entry: &Entry, name: &str, sink: &mut Sink) {
    let line = format!("project {name};");
    if let Some(value) = &entry.value {
        sink.push(project_messages::no_value(value.at, "project", &value.kind).help(write(&line)));
    }
    if entry.body.is_some() {
        sink.push(project_messages::no_block(entry.keyword.at, "project", &line));
    }
}

pub(super) fn stage_names(project: &Project, sink: &mut Sink) {
    // A misspelt `stage` is said to be one already.
    let misspelt = |node: &Node| matches!(node, Node::Entry(entry) if nearest(&entry.keyword.text, ["stage"]).is_some());
    if project.stages.is_empty() && !project.nodes.iter().any(misspelt) {
        sink.push(messages::none(At::PROGRAM));
    }
    let mut seen: BTreeMap<String, At> = BTreeMap::new();
    for stage in &project.stages {
        name_alphabet("stage", &stage.name, messages::bad_name, sink);
        if RUST_KEYWORDS.contains(&stage.name.text.as_str()) {
            sink.push(messages::rust_keyword(stage.name.at, &stage.name.text));
        }
        if let Some(first) = seen.insert(fold(&stage.name.text), stage.name.at) {
            let diagnostic = messages::duplicate(stage.name.at, fold(&stage.name.text));
            sink.push(diagnostic.related(first, first_here()));
        }
    }
}

fn name_alphabet<'a>(what: &'static str, name: &'a Name, bad: impl Fn(At, &'a str) -> Diagnostic, sink: &mut Sink) {
    let text = fold(&name.text);
    let good = text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !text.ends_with('-');
    if !good {
        let better = better(&name.text);
        let help = match better.as_str() {
            "" => a_name_such_as(if what == "stage" { "stage dev" } else { "project shop" }),
            better => write(format!("{what} {better}")),
        };
        sink.push(bad(name.at, &name.text).help(help));
    }
}

/// The nearest name that the alphabet allows; empty if nothing is left of it.
fn better(name: &str) -> String {
    let allowed = |c: char| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { '-' };
    let name: String = name.to_lowercase().chars().map(allowed).collect();
    name.trim_start_matches(|c: char| c == '-' || c.is_ascii_digit()).trim_end_matches('-').to_string()
}

/// Strict and reserved words of Rust 2024.
const RUST_KEYWORDS: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else", "enum", "extern",
    "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv",
    "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];
