//! The three layers of a stage, laid over each other.

use super::form::{block_fields, only_at_the_top, stands, unknown_keyword};
use super::messages::{first_here, project, without as messages};
use super::{Hook, Item};
use crate::ast::{Entry, Name, Node, Without};
use crate::diag::{Diagnostic, Sink, nearest};
use crate::kinds;
use crate::messages::shared::{delete_either, delete_line};
use crate::schema::Place;
use crate::schema::messages::did_you_mean;

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
                Node::Entry(entry) => match entry.keyword.text.as_str() {
                    "hooks" | "commands" => self.functions(entry, layer, place, sink),
                    "project" => sink.push(only_at_the_top(entry)),
                    _ => self.item(entry, layer, place, sink),
                },
                Node::Route(route) => sink.push(project::route_place(route.at)),
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
                let diagnostic = project::duplicate_item(entry.keyword.at, item.title()).related(item.at, first_here());
                sink.push(if spec.block { diagnostic } else { diagnostic.help(delete_either()) });
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
                let diagnostic = messages::own_item(without.at, title);
                sink.push(diagnostic.related(self.items[index].at, messages::declared_here()).help(delete_either()));
            }
            Some(index) => {
                self.items.remove(index);
            }
            None => sink.push(self.nothing_to_drop(&without.keyword, &title)),
        }
    }

    fn nothing_to_drop(&self, keyword: &Name, title: &str) -> Diagnostic {
        let diagnostic = messages::nothing(keyword.at, title);
        let what = keyword.text.as_str();
        let functions = [("hooks", &self.hooks), ("commands", &self.commands)];
        if functions.iter().any(|(word, functions)| *word == what && !functions.is_empty()) {
            return diagnostic.saying(messages::functions_add_up(what)).help(messages::move_functions(what));
        }
        // What differs in the label alone is nearer than any other word.
        let titles: Vec<String> = self.items.iter().map(Item::title).collect();
        let named = |item: &&Item| item.spec.keyword == what || item.label_text() == Some(what);
        let near =
            nearest(title, titles.iter().map(String::as_str)).map(String::from).or_else(|| self.items.iter().find(named).map(Item::title));
        diagnostic.help(near.map_or_else(delete_line, |near| did_you_mean(format!("without {near};"))))
    }
}
