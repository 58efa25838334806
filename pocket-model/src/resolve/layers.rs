//! The three layers of a stage, laid over each other.

use super::form::{block_fields, stands, unknown_keyword};
use super::{COMMANDS, Hook, Item, POINTS};
use crate::ast::{Entry, Node, Value, ValueKind, Without};
use crate::diag::{Diagnostic, Sink, nearest};
use crate::kinds;
use crate::schema::{Place, one_of};

/// The items of a stage while its layers are laid over each other.
#[derive(Debug, Clone, Default)]
pub(super) struct Layers {
    pub(super) items: Vec<Item>,
    pub(super) hooks: Vec<Hook>,
    pub(super) commands: Vec<Hook>,
}

impl Layers {
    pub(super) fn add(&mut self, nodes: &[&Node], layer: usize, place: Place, sink: &mut Sink) {
        for node in nodes {
            match node {
                Node::Entry(entry) if entry.keyword.text == "hooks" => self.functions(entry, "hooks", place, sink),
                Node::Entry(entry) if entry.keyword.text == "commands" => self.functions(entry, "commands", place, sink),
                Node::Entry(entry) => self.item(entry, layer, place, sink),
                Node::Route(route) => {
                    let diagnostic = Diagnostic::error("project::route_place", route.at, "a route cannot stand here");
                    sink.push(diagnostic.help("a stage's `lambda` answers every path; leave the route out"));
                }
                Node::Without(without) => self.without(without, layer, sink),
            }
        }
    }

    fn item(&mut self, entry: &Entry, layer: usize, place: Place, sink: &mut Sink) {
        let Some(spec) = kinds::find(&entry.keyword.text) else { return unknown_keyword(&entry.keyword, sink) };
        if !stands(spec, entry, place, sink) {
            return;
        }
        let fields = block_fields(spec, entry, sink);
        let label = entry.label.as_ref().map(|label| label.text.as_str());
        if let Some(item) = self.items.iter_mut().find(|item| item.spec.keyword == spec.keyword && item.label_text() == label) {
            if item.layer == layer {
                let message = format!("`{}` is declared twice in this block", item.title());
                let diagnostic =
                    Diagnostic::error("project::duplicate_item", entry.keyword.at, message).related(item.at, "first declared here");
                sink.push(diagnostic.help("put the fields of both into one block"));
                return;
            }
            item.at = entry.keyword.at;
            item.layer = layer;
            item.owner = entry.from.clone();
            item.doc = entry.doc.clone().or(item.doc.take());
            for field in fields {
                item.fields.retain(|known| known.keyword.text != field.keyword.text);
                item.fields.push(field);
            }
            return;
        }
        self.items.push(Item {
            spec,
            label: entry.label.clone(),
            at: entry.keyword.at,
            doc: entry.doc.clone(),
            owner: entry.from.clone(),
            fields,
            implied: false,
            layer,
        });
    }

    fn without(&mut self, without: &Without, layer: usize, sink: &mut Sink) {
        let label = without.label.as_ref().map(|label| label.text.as_str());
        let matches = |item: &Item| item.spec.keyword == without.keyword.text && item.label_text() == label;
        let title = label.map_or(without.keyword.text.clone(), |label| format!("{} {label}", without.keyword.text));
        match self.items.iter().position(matches) {
            Some(index) if self.items[index].layer == layer => {
                let message = format!("this stage declares `{title}` itself, and drops it again");
                let diagnostic = Diagnostic::error("without::own_item", without.at, message).related(self.items[index].at, "declared here");
                sink.push(diagnostic.help("delete one of the two lines"));
            }
            Some(index) => {
                self.items.remove(index);
            }
            None => {
                let message = format!("there is no `{title}` to drop: `every stage` does not bring one");
                let mut diagnostic = Diagnostic::error("without::nothing", without.keyword.at, message);
                if let Some(near) = nearest(&without.keyword.text, self.items.iter().map(|item| item.spec.keyword)) {
                    diagnostic = diagnostic.help(format!("did you mean `without {near};`?"));
                } else {
                    diagnostic = diagnostic.help("delete the line");
                }
                sink.push(diagnostic);
            }
        }
    }

    /// `hooks { … }` and `commands { … }`: names and functions, in order.
    fn functions(&mut self, entry: &Entry, what: &'static str, place: Place, sink: &mut Sink) {
        if place == Place::Top {
            let message = format!("`{what}` stands in a stage or in `every stage`");
            let help = format!("write `every stage {{ {what} {{ … }} }}`");
            sink.push(Diagnostic::error("project::wrong_place", entry.keyword.at, message).help(help));
            return;
        }
        let Some(body) = &entry.body else {
            let help =
                if what == "hooks" { "write `hooks { after_deploy: my_function; }`" } else { "write `commands { seed: my_function; }`" };
            sink.push(Diagnostic::error("hooks::needs_block", entry.keyword.at, format!("`{what}` needs a block")).help(help));
            return;
        };
        for node in body {
            let Node::Entry(line) = node else { continue };
            let name = &line.keyword;
            if what == "hooks" && !POINTS.contains(&name.text.as_str()) {
                let mut diagnostic = Diagnostic::error("hooks::unknown_point", name.at, format!("there is no hook point `{}`", name.text));
                diagnostic = match nearest(&name.text, POINTS) {
                    Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                    None => diagnostic.help(format!("the points are {}", one_of(&POINTS).text(crate::messages::Lang::En))),
                };
                sink.push(diagnostic);
                continue;
            }
            if what == "commands" && COMMANDS.contains(&name.text.replace('_', "-").as_str()) {
                let message = format!("`{}` is a command of pocket's own", name.text);
                let help = format!("name it otherwise, such as `{}_site`", name.text);
                sink.push(Diagnostic::error("commands::built_in", name.at, message).help(help));
                continue;
            }
            let functions: Vec<&Value> = match line.value.as_ref() {
                None => Vec::new(),
                Some(Value { kind: ValueKind::List(values), .. }) => values.iter().collect(),
                Some(value) => vec![value],
            };
            if functions.is_empty() {
                let diagnostic = Diagnostic::error("hooks::needs_function", name.at, format!("`{}` names no function", name.text));
                sink.push(diagnostic.help(format!("write `{}: my_function;`", name.text)));
            }
            for function in functions {
                if !matches!(function.kind, ValueKind::Word(_) | ValueKind::Opaque(..)) {
                    let message = format!("`{}` takes the name of a function, not `{}`", name.text, function.kind);
                    sink.push(
                        Diagnostic::error("hooks::not_a_function", function.at, message)
                            .help(format!("write `{}: my_function;`", name.text)),
                    );
                    continue;
                }
                let hook = Hook { name: name.clone(), function: function.clone() };
                if what == "hooks" {
                    self.hooks.push(hook);
                } else if let Some(known) = self.commands.iter_mut().find(|known| known.name.text == name.text) {
                    *known = hook;
                } else {
                    self.commands.push(hook);
                }
            }
        }
    }
}
