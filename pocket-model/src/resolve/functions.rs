//! `hooks { … }` and `commands { … }`: names and functions, in order.

use super::form::{entry_of_block, no_label, not_shared, only_in_a_stage};
use super::layers::Layers;
use super::messages::{commands, first_here, hooks};
use super::{COMMANDS, Hook, POINTS};
use crate::ast::{Entry, Value, ValueKind};
use crate::diag::{Diagnostic, Sink, nearest};
use crate::messages::shared::write;
use crate::schema::messages::did_you_mean;
use crate::schema::{Place, quoted};

impl Layers {
    pub(super) fn functions(&mut self, entry: &Entry, layer: usize, place: Place, sink: &mut Sink) {
        let what = entry.keyword.text.as_str();
        let is_hooks = what == "hooks";
        let body = match block(entry, place) {
            Ok(body) => body,
            Err(mistake) => return sink.push(*mistake),
        };
        for node in body {
            let line = match entry_of_block(node, what) {
                Ok(line) => line,
                Err(mistake) => {
                    sink.push(*mistake);
                    continue;
                }
            };
            if let Some(mistake) = if is_hooks { unknown_point(line) } else { self.taken(line, layer) } {
                sink.push(mistake);
                continue;
            }
            for function in named(line, is_hooks, sink) {
                let hook = Hook { name: line.keyword.clone(), function: function.clone(), layer };
                if is_hooks {
                    self.hooks.push(hook);
                } else if let Some(known) = self.commands.iter_mut().find(|known| known.name.text == hook.name.text) {
                    *known = hook;
                } else {
                    self.commands.push(hook);
                }
            }
        }
    }

    /// A command whose name is not free: a built-in one's, or that of another one in the same stage.
    fn taken(&self, line: &Entry, layer: usize) -> Option<Diagnostic> {
        let name = &line.keyword;
        if COMMANDS.contains(&name.text.replace('_', "-").as_str()) {
            return Some(commands::built_in(name.at, &name.text));
        }
        let first = self.commands.iter().find(|known| known.layer == layer && known.name.text == name.text)?;
        Some(commands::duplicate(name.at, &name.text).related(first.name.at, first_here()))
    }
}

/// The lines of the block, if the item may stand here in this form.
fn block(entry: &Entry, place: Place) -> Result<&[crate::ast::Node], Box<Diagnostic>> {
    let what = entry.keyword.text.as_str();
    let text = if what == "hooks" { "hooks { after_deploy: my_function; }" } else { "commands { seed: my_function; }" };
    let mistake = match (place, &entry.label, &entry.from, &entry.body) {
        (Place::Top, ..) => only_in_a_stage(entry),
        (_, Some(label), ..) => no_label(entry, label),
        (_, _, Some(stage), _) => not_shared(what, stage),
        (_, _, _, Some(body)) => return Ok(body),
        (_, _, _, None) => hooks::needs_block(entry.keyword.at, what, text),
    };
    Err(Box::new(mistake))
}

fn unknown_point(line: &Entry) -> Option<Diagnostic> {
    let name = &line.keyword;
    if POINTS.contains(&name.text.as_str()) {
        return None;
    }
    let help = nearest(&name.text, POINTS).map_or_else(|| hooks::points_are(quoted(POINTS)), did_you_mean);
    Some(hooks::unknown_point(name.at, &name.text).help(help))
}

/// The functions that a line names: one, or for a hook a list of them.
fn named<'a>(line: &'a Entry, list: bool, sink: &mut Sink) -> Vec<&'a Value> {
    let name = &line.keyword;
    let functions: Vec<&Value> = match line.value.as_ref() {
        None => Vec::new(),
        Some(Value { kind: ValueKind::List(values), .. }) if list => values.iter().collect(),
        Some(value) => vec![value],
    };
    if functions.is_empty() {
        let diagnostic = hooks::needs_function(name.at, &name.text);
        sink.push(match &line.label {
            Some(meant) => diagnostic.help(write(format!("{}: {};", name.text, meant.text))),
            None => diagnostic,
        });
    }
    let is_function = |function: &&Value| matches!(function.kind, ValueKind::Word(_) | ValueKind::Opaque(..));
    for function in functions.iter().filter(|function| !is_function(function)) {
        let diagnostic = hooks::not_a_function(function.at, &name.text, &function.kind);
        sink.push(match &function.kind {
            ValueKind::Call(meant, _) => diagnostic.help(write(format!("{}: {};", name.text, meant.text))),
            _ => diagnostic,
        });
    }
    functions.into_iter().filter(is_function).collect()
}
