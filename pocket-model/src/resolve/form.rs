//! Whether an item may stand where it does, in the form that it has.

use super::RESERVED;
use crate::ast::{Entry, Name, Node};
use crate::diag::{Diagnostic, Sink, nearest};
use crate::kinds;
use crate::schema::{LabelRule, Place, Spec, one_of};

pub(super) fn unknown_keyword(keyword: &Name, sink: &mut Sink) {
    let words: Vec<&str> = kinds::all().map(|spec| spec.keyword).chain(RESERVED).collect();
    let diagnostic = Diagnostic::error("project::unknown_keyword", keyword.at, format!("there is no `{}`", keyword.text));
    // A field in the place of an item is a common slip: say where it belongs.
    let owner = kinds::all().find(|spec| spec.fields.iter().any(|field| field.name == keyword.text));
    sink.push(match (nearest(&keyword.text, words.iter().copied()), owner) {
        (Some(near), _) => diagnostic.help(format!("did you mean `{near}`?")),
        (None, Some(spec)) => {
            diagnostic.help(format!("`{}` is a field of `{k}`: write `{k} {{ {}: …; }}`", keyword.text, keyword.text, k = spec.keyword))
        }
        (None, None) => {
            diagnostic.help(format!("what may stand here: {}", kinds::all().map(|spec| spec.keyword).collect::<Vec<_>>().join(", ")))
        }
    });
}

/// Whether the item may stand here in this form.
pub(super) fn stands(spec: &'static Spec, entry: &Entry, place: Place, sink: &mut Sink) -> bool {
    let keyword = spec.keyword;
    let at = entry.keyword.at;
    match (spec.place, place) {
        (Place::Stage, Place::Top) => {
            let diagnostic = Diagnostic::error("project::wrong_place", at, format!("`{keyword}` stands in a stage, not outside of one"));
            sink.push(diagnostic.help(format!("write `every stage {{ {keyword} … }}` to give it to every stage")));
            return false;
        }
        (Place::Top, Place::Stage) => {
            let diagnostic = Diagnostic::error("project::wrong_place", at, format!("`{keyword}` stands at the top, outside of the stages"));
            sink.push(diagnostic.help("move the line above the first stage"));
            return false;
        }
        _ => {}
    }
    match (spec.label, &entry.label) {
        (LabelRule::Required, None) => {
            let diagnostic = Diagnostic::error("project::needs_label", at, format!("`{keyword}` needs a name"));
            sink.push(diagnostic.help(format!("write `{keyword} NAME …`")));
            return false;
        }
        (LabelRule::None, Some(label)) => {
            let message = format!("`{keyword}` takes no name: a stage has one of it");
            sink.push(
                Diagnostic::error("project::no_label", label.at, message).help(format!("write `{keyword}` without `{}`", label.text)),
            );
            return false;
        }
        _ => {}
    }
    if let Some(from) = &entry.from {
        if !spec.from {
            let sharers: Vec<&str> = kinds::all().filter(|spec| spec.from).map(|spec| spec.keyword).collect();
            let message = format!("`{keyword}` cannot be taken from another stage");
            sink.push(
                Diagnostic::error("from::not_shared", from.at, message)
                    .help(format!("what stages may share: {}", one_of(&sharers).text(crate::messages::Lang::En))),
            );
            return false;
        }
        if let Some(Node::Entry(first)) = entry.body.as_ref().and_then(|body| body.first()) {
            let message = format!("`{keyword} from {}` takes no block: it is what `{}` declares", from.text, from.text);
            let diagnostic = Diagnostic::error("from::with_block", first.keyword.at, message);
            sink.push(diagnostic.help(format!("change the field in `stage {}`, or delete `from {}`", from.text, from.text)));
            return false;
        }
    }
    if let Some(value) = &entry.value
        && spec.value.is_none()
    {
        let message = format!("`{keyword}` takes no value, and here it gets `{}`", value.kind);
        let help =
            if spec.fields.is_empty() { format!("write `{keyword};`") } else { format!("write `{keyword};` or `{keyword} {{ … }}`") };
        sink.push(Diagnostic::error("project::no_value", value.at, message).help(help));
        return false;
    }
    if entry.body.is_some() && !spec.block {
        let message = format!("`{keyword}` takes no block");
        let help =
            if spec.label == LabelRule::Required { format!("write `{keyword} NAME: …;`") } else { format!("write `{keyword}: …;`") };
        sink.push(Diagnostic::error("project::no_block", at, message).help(help));
        return false;
    }
    true
}

/// The fields that an item sets: its value after the colon, and its block.
pub(super) fn block_fields(spec: &'static Spec, entry: &Entry, sink: &mut Sink) -> Vec<Entry> {
    let mut fields: Vec<Entry> = Vec::new();
    if let (Some(value), Some(field)) = (&entry.value, spec.value) {
        let keyword = Name { at: entry.keyword.at, text: field.to_string() };
        fields.push(Entry { keyword, label: None, from: None, value: Some(value.clone()), body: None, doc: None });
    }
    for node in entry.body.iter().flatten() {
        let field = match node {
            Node::Entry(field) => field,
            Node::Route(route) => {
                let message = format!("`{}` has no routes", spec.keyword);
                sink.push(Diagnostic::error("schema::no_routes", route.at, message).help("delete the line"));
                continue;
            }
            Node::Without(without) => {
                let message = "`without` drops items of a stage, not fields";
                let help = format!("to turn a flag off write `{}: false;`", without.keyword.text);
                sink.push(Diagnostic::error("without::in_block", without.at, message).help(help));
                continue;
            }
        };
        let name = &field.keyword;
        if !spec.open && !spec.fields.iter().any(|known| known.name == name.text) {
            sink.push(unknown_field(spec, name));
            continue;
        }
        if let Some(label) = &field.label {
            let message = format!("`{}` is a field of `{}`, and a field takes `:` before its value", name.text, spec.keyword);
            sink.push(Diagnostic::error("schema::field_form", label.at, message).help(format!("write `{}: {};`", name.text, label.text)));
            continue;
        }
        if field.body.is_some() && !spec.open {
            let message = format!("`{}` is a field of `{}` and takes a value, not a block", name.text, spec.keyword);
            sink.push(Diagnostic::error("schema::field_form", name.at, message).help(format!("write `{}: …;`", name.text)));
            continue;
        }
        if let Some(first) = fields.iter().find(|known| known.keyword.text == name.text) {
            let message = format!("`{}` is set twice", name.text);
            sink.push(
                Diagnostic::error("schema::duplicate_field", name.at, message)
                    .related(first.keyword.at, "first set here")
                    .help("delete one"),
            );
            continue;
        }
        fields.push(field.clone());
    }
    fields
}

fn unknown_field(spec: &'static Spec, name: &Name) -> Diagnostic {
    let fields: Vec<&str> = spec.fields.iter().map(|field| field.name).collect();
    let diagnostic = Diagnostic::error("schema::unknown_field", name.at, format!("`{}` has no field `{}`", spec.keyword, name.text));
    if fields.is_empty() {
        return diagnostic.help(format!("write `{};`", spec.keyword));
    }
    match nearest(&name.text, fields.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => match kinds::find(&name.text) {
            Some(other) => {
                diagnostic.help(format!("`{}` is an item of the stage: close the block of `{}` before it", other.keyword, spec.keyword))
            }
            None => diagnostic.help(format!("its fields are {}", fields.join(", "))),
        },
    }
}
