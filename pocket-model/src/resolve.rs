//! From what was written to one list of items a stage. The merge rules live here and nowhere else:
//!
//! - Three layers, later wins: what stands outside of stages, `every stage`, the stage.
//! - Items merge by keyword and label, and in them fields by name; a list is replaced as a whole.
//! - Hooks and commands add up in order, shared ones first.
//! - `without x;` drops what an earlier layer brought.
//! - `vpc from dev;` takes the fields of the owner's item.

use crate::ast::{At, Entry, Label, Name, Node, Project, Value, Without};
use crate::diag::{Diagnostic, Sink, nearest};
use crate::kinds;
use crate::schema::{Head, LabelRule, Place, Spec, one_of};
use std::collections::BTreeMap;

/// The points at which hooks run, in the order of a deploy.
pub const POINTS: [&str; 5] = ["after_synth", "before_deploy", "after_deploy", "on_failure", "before_destroy"];

/// Words at the start of an item that are not kinds.
pub const RESERVED: [&str; 7] = ["project", "stage", "every", "hooks", "commands", "route", "without"];

/// The built-in commands: a command of the user's own may not take their names.
pub const COMMANDS: [&str; 21] = [
    "check",
    "plan",
    "synth",
    "deploy",
    "status",
    "url",
    "open",
    "manage",
    "logs",
    "releases",
    "rollback",
    "secrets",
    "cost",
    "graph",
    "policy",
    "doctor",
    "destroy",
    "embedded",
    "explain",
    "completions",
    "help",
];

/// One item of a stage, merged.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its kind.
    pub spec: &'static Spec,
    /// Its label.
    pub label: Option<Label>,
    /// The keyword of the last layer that wrote it.
    pub at: At,
    /// Doc comment.
    pub doc: Option<String>,
    /// The stage that owns it.
    pub owner: Option<Name>,
    /// Its fields, merged.
    pub fields: Vec<Entry>,
    /// Not written by the user.
    pub implied: bool,
    layer: usize,
}

impl Item {
    /// An item that nobody wrote: a default, or what another item needs, at that item's place.
    pub fn implied(spec: &'static Spec, label: Option<&str>, at: At, fields: Vec<Entry>) -> Self {
        let label = label.map(|text| Label { at, text: text.to_string(), quoted: false });
        Item { spec, label, at, doc: None, owner: None, fields, implied: true, layer: 0 }
    }

    /// The entry that sets a field.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.fields.iter().find(|entry| entry.keyword.text == name)
    }

    pub(crate) fn head(&self) -> Head {
        Head {
            at: self.at,
            label: self.label.clone(),
            doc: self.doc.clone(),
            implied: self.implied,
            owner: self.owner.clone(),
            entries: if self.spec.open { self.fields.clone() } else { Vec::new() },
        }
    }

    fn label_text(&self) -> Option<&str> {
        self.label.as_ref().map(|label| label.text.as_str())
    }

    fn title(&self) -> String {
        self.head().title(self.spec.keyword)
    }
}

/// A function of the user's that runs at a point, or as a command.
#[derive(Debug, Clone, PartialEq)]
pub struct Hook {
    /// The point, or the command's name.
    pub name: Name,
    /// The path: a word or an opaque path, whose tokens the macro has.
    pub function: Value,
}

/// One stage with all that it gets.
#[derive(Debug, Clone)]
pub struct Stage {
    /// Its name, with `_` turned into `-`. Stage names mean nothing: no rule may read it.
    pub name: String,
    /// Where it was written.
    pub at: At,
    /// Doc comment.
    pub doc: Option<String>,
    /// Its items, in the order of the registry.
    pub items: Vec<Item>,
    /// Its hooks, in the order in which they run.
    pub hooks: Vec<Hook>,
    /// Its commands.
    pub commands: Vec<Hook>,
}

/// Project name and stages.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// `project shop;`, else the crate's name; `_` turned into `-`.
    pub project: Name,
    /// In source order.
    pub stages: Vec<Stage>,
}

/// Resolves a whole project, noting every mistake in what stands where.
pub fn resolve(project: &Project, sink: &mut Sink) -> Resolved {
    let name = project_name(project, sink);
    stage_names(project, sink);
    let top: Vec<&Node> =
        project.nodes.iter().filter(|node| !matches!(node, Node::Entry(entry) if entry.keyword.text == "project")).collect();
    // The shared layers are checked once, not once a stage: one mistake is one message.
    let mut shared = Layers::default();
    shared.add(&top, 0, Place::Top, sink);
    if let Some(every) = &project.every {
        shared.add(&every.nodes.iter().collect::<Vec<_>>(), 1, Place::Stage, sink);
    }
    let mut stages: Vec<Stage> = Vec::with_capacity(project.stages.len());
    for written in &project.stages {
        let mut layers = shared.clone();
        layers.add(&written.nodes.iter().collect::<Vec<_>>(), 2, Place::Stage, sink);
        stages.push(Stage {
            name: fold(&written.name.text),
            at: written.name.at,
            doc: written.doc.clone(),
            items: layers.items,
            hooks: layers.hooks,
            commands: layers.commands,
        });
    }
    take_from_owners(&mut stages, sink);
    Resolved { project: name, stages }
}

/// A name as it stands in physical names: the crate's name often has `_`, where AWS wants `-`.
pub fn fold(name: &str) -> String {
    name.replace('_', "-")
}

fn project_name(project: &Project, sink: &mut Sink) -> Name {
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

fn stage_names(project: &Project, sink: &mut Sink) {
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

/// The items of a stage while its layers are laid over each other.
#[derive(Debug, Clone, Default)]
struct Layers {
    items: Vec<Item>,
    hooks: Vec<Hook>,
    commands: Vec<Hook>,
}

impl Layers {
    fn add(&mut self, nodes: &[&Node], layer: usize, place: Place, sink: &mut Sink) {
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
                    None => diagnostic.help(format!("the points are {}", one_of(&POINTS))),
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
                Some(Value { kind: crate::ast::ValueKind::List(values), .. }) => values.iter().collect(),
                Some(value) => vec![value],
            };
            if functions.is_empty() {
                let diagnostic = Diagnostic::error("hooks::needs_function", name.at, format!("`{}` names no function", name.text));
                sink.push(diagnostic.help(format!("write `{}: my_function;`", name.text)));
            }
            for function in functions {
                use crate::ast::ValueKind::{Opaque, Word};
                if !matches!(function.kind, Word(_) | Opaque(..)) {
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

fn unknown_keyword(keyword: &Name, sink: &mut Sink) {
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
fn stands(spec: &'static Spec, entry: &Entry, place: Place, sink: &mut Sink) -> bool {
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
            sink.push(Diagnostic::error("from::not_shared", from.at, message).help(format!("what stages may share: {}", one_of(&sharers))));
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
fn block_fields(spec: &'static Spec, entry: &Entry, sink: &mut Sink) -> Vec<Entry> {
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

/// Gives every `x from stage;` the fields of the item it leads to, through chains.
fn take_from_owners(stages: &mut [Stage], sink: &mut Sink) {
    let snapshot: Vec<Stage> = stages.to_vec();
    for (index, stage) in stages.iter_mut().enumerate() {
        for item in &mut stage.items {
            let Some(from) = item.owner.clone() else { continue };
            match owner(&snapshot, index, item, &from) {
                Ok(Some((owner, found))) => {
                    item.owner = Some(Name { at: from.at, text: owner.to_string() });
                    item.fields = found.fields.clone();
                }
                // The owner does not declare one, but may bring one for what it has: `graph` decides.
                Ok(None) => {}
                Err(diagnostic) => {
                    item.owner = None;
                    sink.push(*diagnostic);
                }
            }
        }
    }
}

type Owner<'a> = Option<(&'a str, &'a Item)>;

fn owner<'a>(stages: &'a [Stage], start: usize, item: &Item, from: &Name) -> Result<Owner<'a>, Box<Diagnostic>> {
    let mut seen = vec![stages[start].name.clone()];
    let mut from = from.clone();
    loop {
        let Some(stage) = stages.iter().find(|stage| stage.name == fold(&from.text)) else {
            let diagnostic = Diagnostic::error("from::unknown_stage", from.at, format!("there is no stage `{}`", from.text));
            return Err(Box::new(match nearest(&from.text, stages.iter().map(|stage| stage.name.as_str())) {
                Some(near) => diagnostic.help(format!("did you mean `from {near}`?")),
                None => diagnostic
                    .help(format!("the stages are {}", stages.iter().map(|stage| stage.name.as_str()).collect::<Vec<_>>().join(", "))),
            }));
        };
        if seen.contains(&stage.name) {
            let title = item.title();
            let (message, help) = match seen.len() {
                1 => (format!("stage `{}` cannot take `{title}` from itself", stage.name), format!("write `{title};`")),
                _ => {
                    let stages = seen.join(", ");
                    (
                        format!("the stages {stages} take `{title}` from each other, and none declares it"),
                        format!("in one of them write `{title};`"),
                    )
                }
            };
            return Err(Box::new(Diagnostic::error("from::cycle", from.at, message).help(help)));
        }
        seen.push(stage.name.clone());
        match stage.items.iter().find(|other| other.spec.keyword == item.spec.keyword && other.label_text() == item.label_text()) {
            None => return Ok(None),
            Some(found) => match &found.owner {
                Some(next) => from = next.clone(),
                None => return Ok(Some((&stage.name, found))),
            },
        }
    }
}
