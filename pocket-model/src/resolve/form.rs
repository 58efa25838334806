//! Whether an item may stand where it does, in the form that it has.

use super::RESERVED;
use super::messages::{self, from, project, without};
use crate::ast::{Entry, Label, Name, Node, ValueKind};
use crate::diag::{Diagnostic, Sink, nearest};
use crate::kinds;
use crate::messages::shared::{delete_line, write, write_either};
use crate::schema::messages as schema;
use crate::schema::{LabelRule, Place, Spec, quoted};

pub(super) fn unknown_keyword(keyword: &Name, sink: &mut Sink) {
    let words: Vec<&str> = kinds::all().map(|spec| spec.keyword).chain(RESERVED).collect();
    // A field in the place of an item is a common slip: say where it belongs.
    let fields = kinds::all().filter(|spec| spec.block).flat_map(|spec| spec.fields.iter().map(move |field| (spec, field)));
    let owner = fields.into_iter().find(|(_, field)| field.name == keyword.text);
    let help = match (nearest(&keyword.text, words.iter().copied()), owner) {
        (_, Some((spec, field))) => {
            let text = if field.rust == "bool" { field.name.to_string() } else { format!("{}: …", field.name) };
            messages::field_of(field.name, spec.keyword, text)
        }
        (Some(near), _) => schema::did_you_mean(near),
        (None, _) => messages::may_stand(quoted(kinds::all().map(|spec| spec.keyword))),
    };
    sink.push(project::unknown_keyword(keyword.at, &keyword.text).help(help));
}

/// The item as it would be written in short, with this label: `secret NAME: …;`.
fn written(entry: &Entry, label: Option<&str>) -> String {
    let mut text = entry.keyword.text.clone();
    if let Some(part) = label {
        text.push(' ');
        text.push_str(part);
    }
    match (&entry.value, &entry.body) {
        (Some(value), _) => text.push_str(&format!(": {};", in_short(&value.kind))),
        (None, Some(_)) => text.push_str(" { … }"),
        (None, None) => text.push(';'),
    }
    text
}

/// A value, or dots for one that is longer than a help should be.
fn in_short(value: &ValueKind) -> String {
    let text = value.to_string();
    if text.chars().count() > 40 { "…".into() } else { text }
}

/// An item outside of the stages that belongs into one.
pub(super) fn only_in_a_stage(entry: &Entry) -> Diagnostic {
    let label = entry.label.as_ref().map(|label| label.text.as_str());
    let diagnostic = project::wrong_place(entry.keyword.at, &entry.keyword.text, messages::in_a_stage());
    diagnostic.help(messages::for_every_stage(written(entry, label)))
}

/// An item in a stage that belongs outside of all of them.
pub(super) fn only_at_the_top(entry: &Entry) -> Diagnostic {
    project::wrong_place(entry.keyword.at, &entry.keyword.text, messages::at_the_top()).help(messages::above_the_stages())
}

/// A label on an item that takes none.
pub(super) fn no_label(entry: &Entry, label: &Label) -> Diagnostic {
    project::no_label(label.at, &entry.keyword.text, written(entry, None))
}

/// A `from` on an item that each stage has for itself.
pub(super) fn not_shared(keyword: &str, stage: &Name) -> Diagnostic {
    let sharers = kinds::all().filter(|spec| spec.from).map(|spec| spec.keyword);
    from::not_shared(stage.at, keyword, quoted(sharers))
}

/// Whether the item may stand here in this form.
pub(super) fn stands(spec: &'static Spec, entry: &Entry, place: Place, sink: &mut Sink) -> bool {
    let mistake = misplaced(spec, entry, place).or_else(|| mislabelled(spec, entry)).or_else(|| mistaken(spec, entry));
    let sound = mistake.is_none();
    mistake.into_iter().for_each(|mistake| sink.push(mistake));
    sound
}

fn misplaced(spec: &'static Spec, entry: &Entry, place: Place) -> Option<Diagnostic> {
    match (spec.place, place) {
        (Place::Stage, Place::Top) => Some(only_in_a_stage(entry)),
        (Place::Top, Place::Stage) => Some(only_at_the_top(entry)),
        _ => None,
    }
}

fn mislabelled(spec: &'static Spec, entry: &Entry) -> Option<Diagnostic> {
    match (spec.label, &entry.label) {
        (LabelRule::Required, None) => Some(project::needs_label(entry.keyword.at, spec.keyword, written(entry, Some("NAME")))),
        (LabelRule::None, Some(label)) => Some(no_label(entry, label)),
        _ => None,
    }
}

/// `from`, a value or a block where the kind takes none.
fn mistaken(spec: &'static Spec, entry: &Entry) -> Option<Diagnostic> {
    let keyword = spec.keyword;
    if let Some(stage) = &entry.from {
        if !spec.from {
            return Some(not_shared(keyword, stage));
        }
        if let Some(body) = &entry.body {
            let at = body.first().map_or(stage.at, Node::at);
            let diagnostic = from::with_block(at, keyword, &stage.text);
            return Some(if body.is_empty() {
                diagnostic.help(write(format!("{keyword} from {};", stage.text)))
            } else {
                diagnostic.help(from::change_or_delete(&stage.text))
            });
        }
    }
    if let Some(value) = &entry.value
        && spec.value.is_none()
    {
        let alone = format!("{keyword};");
        let diagnostic = project::no_value(value.at, keyword, &value.kind);
        let help = if spec.fields.is_empty() { write(alone) } else { write_either(alone, format!("{keyword} {{ … }}")) };
        return Some(diagnostic.help(help));
    }
    if entry.body.is_some() && !spec.block {
        return Some(project::no_block(entry.keyword.at, keyword, by_value(spec, entry)));
    }
    None
}

/// `region { name: "eu-west-1"; }` as it is written: `region: "eu-west-1";`.
fn by_value(spec: &'static Spec, entry: &Entry) -> String {
    let label = entry.label.as_ref().map(|label| format!(" {}", label.text)).unwrap_or_default();
    let value = entry.body.iter().flatten().find_map(|node| match node {
        Node::Entry(field) if Some(field.keyword.text.as_str()) == spec.value => field.value.as_ref(),
        _ => None,
    });
    format!("{}{label}: {};", spec.keyword, value.map_or_else(|| "…".into(), |value| in_short(&value.kind)))
}

/// The entry, or why this cannot stand in a block.
pub(super) fn entry_of_block<'a>(node: &'a Node, keyword: &str) -> Result<&'a Entry, Box<Diagnostic>> {
    Err(Box::new(match node {
        Node::Entry(entry) => return Ok(entry),
        Node::Route(route) => schema::no_routes(route.at, keyword).help(delete_line()),
        Node::Without(dropped) => {
            let field = kinds::find(keyword).and_then(|spec| spec.fields.iter().find(|field| field.name == dropped.keyword.text));
            let diagnostic = without::in_block(dropped.at, &dropped.keyword.text);
            diagnostic.help(match field {
                Some(flag) if flag.rust == "bool" => without::to_turn_off(flag.name),
                Some(field) => without::to_change(field.name),
                None => delete_line(),
            })
        }
    }))
}

/// The fields that an item sets: its value after the colon, and its block.
pub(super) fn block_fields(spec: &'static Spec, entry: &Entry, sink: &mut Sink) -> Vec<Entry> {
    let mut fields: Vec<Entry> = Vec::new();
    if let (Some(value), Some(field)) = (&entry.value, spec.value) {
        let keyword = Name { at: entry.keyword.at, text: field.to_string() };
        fields.push(Entry { keyword, label: None, from: None, value: Some(value.clone()), body: None, doc: None });
    }
    for node in entry.body.iter().flatten() {
        let field = match entry_of_block(node, spec.keyword) {
            Ok(field) => field,
            Err(mistake) => {
                sink.push(*mistake);
                continue;
            }
        };
        let name = &field.keyword;
        let known = fields.iter().find(|known| known.keyword.text == name.text);
        if !spec.open && !spec.fields.iter().any(|known| known.name == name.text) {
            sink.push(unknown_field(spec, name));
        } else if let Some(mistake) = misformed(spec, field) {
            sink.push(mistake);
        } else if let Some(first) = known {
            let diagnostic = schema::duplicate_field(name.at, &name.text).related(first.keyword.at, messages::first_here());
            sink.push(diagnostic.help(crate::messages::shared::delete_either()));
        } else {
            fields.push(field.clone());
        }
    }
    fields
}

/// A field in the form of an item.
fn misformed(spec: &'static Spec, field: &Entry) -> Option<Diagnostic> {
    let (name, keyword) = (&field.keyword, spec.keyword);
    if let Some(label) = &field.label {
        let text = if label.quoted { format!("{:?}", label.text) } else { label.text.clone() };
        return Some(schema::field_form(label.at, &name.text, keyword).help(write(format!("{}: {text};", name.text))));
    }
    if let Some(stage) = &field.from {
        let form = schema::only_items_from(&name.text, keyword);
        return Some(schema::field_form(stage.at, &name.text, keyword).saying(form).help(write(format!("{}: …;", name.text))));
    }
    if field.body.is_some() && !spec.open {
        let form = schema::takes_a_value_not_a_block(&name.text, keyword);
        return Some(schema::field_form(name.at, &name.text, keyword).saying(form).help(write(format!("{}: …;", name.text))));
    }
    None
}

fn unknown_field(spec: &'static Spec, name: &Name) -> Diagnostic {
    let fields = || spec.fields.iter().map(|field| field.name);
    let help = match (nearest(&name.text, fields()), kinds::find(&name.text)) {
        _ if spec.fields.is_empty() => write(format!("{};", spec.keyword)),
        (Some(near), _) => schema::did_you_mean(near),
        (None, Some(other)) => schema::item_of_the_stage(other.keyword, spec.keyword),
        (None, None) => schema::fields_are(quoted(fields())),
    };
    schema::unknown_field(name.at, spec.keyword, &name.text).help(help)
}
