//! From resolved stages to checked ones: every item read by its schema, then each kind's rules, then the rules on the stage as a whole.

use crate::ast::{At, Name, Project, ValueKind};
use crate::cost::{Around, Bill, Total, Traffic, Way, bill, total};
use crate::diag::{Diagnostic, Severity, Sink};
use crate::graph::{self, Facts, Implied, Round};
use crate::kinds::{self, Resource, StageView};
use crate::names;
use crate::project::{Checker, Files};
use crate::resolve::messages::{from as from_messages, the_stage};
use crate::resolve::{Hook, Item, Resolved, Stage, fold, resolve};
use crate::stages;
use serde::Serialize;

/// What the macro and the binary make of a program.
#[derive(Debug)]
pub struct Compiled {
    /// All mistakes and warnings, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// What the typed Rust is generated from; also there when there are mistakes.
    pub stages: Vec<Outline>,
    /// For each Rust value, the type that its place wants.
    pub opaque: Vec<(u32, &'static str)>,
    /// The program, if there is no error.
    pub validated: Option<Validated>,
}

/// A stage as the macro needs it.
#[derive(Debug, Clone, Serialize)]
pub struct Outline {
    /// Its name.
    pub name: String,
    /// Where.
    pub at: At,
    /// Doc comment.
    pub doc: Option<String>,
    /// Its items.
    pub items: Vec<OutlineItem>,
    /// Its hooks by point, in order.
    pub hooks: Vec<(String, Function)>,
    /// Its commands.
    pub commands: Vec<(Name, Function)>,
    /// Traits of its outputs.
    pub capabilities: Vec<&'static str>,
}

/// A function of the user's: the macro finds the tokens by the place.
#[derive(Debug, Clone, Serialize)]
pub struct Function {
    /// Where its path stands.
    pub at: At,
    /// The path as written.
    pub path: String,
}

/// An item as the macro needs it.
#[derive(Debug, Clone, Serialize)]
pub struct OutlineItem {
    /// `neon`
    pub keyword: String,
    /// The label.
    pub label: Option<String>,
    /// The field of the stage's struct.
    pub field: String,
    /// `Neon`
    pub type_name: &'static str,
    /// Where.
    pub at: At,
    /// Nobody wrote it.
    pub implied: bool,
    /// Doc comment.
    pub doc: Option<String>,
}

/// A program without errors. Only [`compile`] makes one: nothing is synthesized unchecked.
#[derive(Debug)]
pub struct Validated {
    pub(crate) project: String,
    pub(crate) stages: Vec<ValidStage>,
    around: Around,
}

#[derive(Debug)]
pub(crate) struct ValidStage {
    pub(crate) name: String,
    pub(crate) doc: Option<String>,
    pub(crate) resources: Vec<Resource>,
    pub(crate) facts: Facts,
}

impl ValidStage {
    fn view<'a>(&'a self, project: &'a str, around: &'a Around) -> StageView<'a> {
        StageView { name: &self.name, project, resources: &self.resources, facts: &self.facts, around }
    }
}

impl Validated {
    /// Project name.
    pub fn project(&self) -> &str {
        &self.project
    }

    /// Stage names in source order: the first is the default of every command.
    pub fn stages(&self) -> impl Iterator<Item = &str> {
        self.stages.iter().map(|stage| stage.name.as_str())
    }

    /// The items of a stage, typed.
    pub fn resources(&self, stage: &str) -> Option<&[Resource]> {
        self.find(stage).map(|stage| stage.resources.as_slice())
    }

    /// What a stage declares.
    pub fn facts(&self, stage: &str) -> Option<&Facts> {
        self.find(stage).map(|stage| &stage.facts)
    }

    /// The bill of each stage for a month of the same traffic.
    pub fn bills(&self, traffic: &Traffic) -> Vec<Bill> {
        self.stages.iter().map(|stage| bill(&stage.facts, traffic, self.cheaper(stage))).collect()
    }

    /// What the stages cost together on AWS: a stage on the embedded cloud costs nothing, and what stages share is on one bill.
    pub fn total(bills: &[Bill]) -> Total {
        total(bills.iter().filter(|bill| !bill.embedded))
    }

    /// Cheaper ways to have what a stage has; nothing is cheaper than the embedded cloud.
    pub(crate) fn cheaper(&self, stage: &ValidStage) -> Vec<Way> {
        if stage.facts.embedded { Vec::new() } else { stage.view(&self.project, &self.around).cheaper() }
    }

    pub(crate) fn find(&self, stage: &str) -> Option<&ValidStage> {
        self.stages.iter().find(|known| known.name == fold(stage))
    }
}

/// Checks a whole program. `files` is the disk as seen from the folder of the program's file, for the Django project; without one nothing is said of it.
pub fn compile(project: &Project, files: Option<&dyn Files>) -> Compiled {
    let mut sink = Sink::new();
    let Resolved { project: name, mut stages } = resolve(project, &mut sink);
    // A later phase never speaks while an earlier one has errors: what it said would be about the mistake's shadow.
    let resolved = !sink.has_errors();
    for stage in &mut stages {
        complete(&name.text, stage);
    }
    if resolved {
        link(&mut stages, &mut sink);
    }
    let linked = !sink.has_errors();
    let opaque = stages.iter().flat_map(|stage| &stage.items).flat_map(opaque_types).collect();
    let mut valid = Vec::with_capacity(stages.len());
    let mut outlines = Vec::with_capacity(stages.len());
    let mut schema = Sink::new();
    let mut rules = Sink::new();
    let read: Vec<Vec<Resource>> =
        stages.iter().map(|stage| stage.items.iter().map(|item| Resource::read(item, &mut schema)).collect()).collect();
    let mut declared: Vec<Facts> =
        stages.iter().zip(&read).map(|(stage, resources)| Facts::of(&name.text, &stage.name, resources)).collect();
    graph::share(&mut declared);
    for ((stage, resources), facts) in stages.iter().zip(read).zip(declared) {
        outlines.push(outline(stage, &facts));
        valid.push(ValidStage { name: stage.name.clone(), doc: stage.doc.clone(), resources, facts });
    }
    let around = Around::of(valid.iter().map(|stage| &stage.facts));
    for (stage, valid) in stages.iter().zip(&valid) {
        check_stage(&name, stage, &valid.view(&name.text, &around), &mut rules);
    }
    names::same_name(stages.iter().zip(valid.iter().map(|stage| &stage.facts)), &mut rules);
    stages::check(&valid, &mut rules);
    let (schema, rules) = (schema.finish(), rules.finish());
    let readable = !schema.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    if linked {
        let later = schema.into_iter().chain(if readable { rules } else { Vec::new() });
        later.for_each(|diagnostic| sink.push(diagnostic));
    }
    if let Some(files) = files.filter(|_| !sink.has_errors()) {
        let mut checker = Checker::new(files);
        stages.iter().zip(&valid).for_each(|(stage, valid)| checker.check(stage.at, &valid.facts, &mut sink));
    }
    let failed = sink.has_errors();
    let mut diagnostics = sink.finish();
    // An item of `every stage` is checked once a stage: what it says is said once.
    let mut seen: Vec<(At, &'static str, crate::messages::Wording)> = Vec::new();
    diagnostics.retain(|diagnostic| {
        let key = (diagnostic.at, diagnostic.code, diagnostic.message.clone());
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
    let validated = (!failed).then_some(Validated { project: name.text, stages: valid, around });
    Compiled { diagnostics, stages: outlines, opaque, validated }
}

/// Adds the items that nobody wrote: what every stage has, then what its items need.
fn complete(project: &str, stage: &mut Stage) {
    for round in [Round::Defaults, Round::Needs] {
        let mut unread = Sink::new();
        let resources: Vec<Resource> = stage.items.iter().map(|item| Resource::read(item, &mut unread)).collect();
        // The same items are read again once they are complete: what is wrong is said then.
        drop(unread.finish());
        let facts = Facts::of(project, &stage.name, &resources);
        let added = kinds::implied(&Implied { round, facts: &facts, items: &stage.items });
        stage.items.extend(added);
        let order = |item: &Item| kinds::all().position(|spec| spec.keyword == item.spec.keyword);
        stage.items.sort_by_key(order);
    }
}

/// Gives `vpc from dev;` the item that `dev` itself did not write but has, for what it needs.
fn link(stages: &mut [Stage], sink: &mut Sink) {
    let snapshot: Vec<Stage> = stages.to_vec();
    for stage in stages.iter_mut() {
        for item in stage.items.iter_mut().filter(|item| !item.implied) {
            let Some(from) = item.owner.clone() else { continue };
            let Some(owner) = snapshot.iter().find(|other| other.name == fold(&from.text)) else { continue };
            let found = owner.items.iter().find(|other| {
                other.spec.keyword == item.spec.keyword && other.label.as_ref().map(|l| &l.text) == item.label.as_ref().map(|l| &l.text)
            });
            match found {
                Some(found) if found.implied => item.fields = found.fields.clone(),
                Some(_) => {}
                None => {
                    let title = item.head().title(item.spec.keyword);
                    let diagnostic = from_messages::nothing_to_share(from.at, &owner.name, title);
                    sink.push(diagnostic.related(owner.at, the_stage()));
                }
            }
        }
    }
}

fn opaque_types(item: &Item) -> Vec<(u32, &'static str)> {
    let mut found = Vec::new();
    for entry in &item.fields {
        let rust = item.spec.fields.iter().find(|field| field.name == entry.keyword.text).map_or("", |field| field.rust);
        if let Some(value) = &entry.value {
            collect_opaque(&value.kind, if item.spec.open { "any" } else { rust }, &mut found);
        }
    }
    found
}

fn collect_opaque(value: &ValueKind, rust: &'static str, found: &mut Vec<(u32, &'static str)>) {
    match value {
        ValueKind::Opaque(index, _) => found.push((*index, rust)),
        ValueKind::List(values) => values.iter().for_each(|value| collect_opaque(&value.kind, rust, found)),
        ValueKind::Call(_, values) => values.iter().for_each(|value| collect_opaque(&value.kind, "u32", found)),
        ValueKind::Map(entries) => entries.iter().for_each(|(_, value)| collect_opaque(&value.kind, rust, found)),
        ValueKind::Range(low, high) => [low, high].into_iter().for_each(|value| collect_opaque(&value.kind, rust, found)),
        _ => {}
    }
}

fn outline(stage: &Stage, facts: &Facts) -> Outline {
    let function = |hook: &Hook| Function { at: hook.function.at, path: hook.function.kind.to_string() };
    let items = stage.items.iter().map(|item| {
        let label = item.label.as_ref().map(|label| label.text.clone());
        let field: String = match &label {
            Some(label) => format!("{}_{label}", item.spec.keyword),
            None => item.spec.keyword.to_string(),
        };
        let field = field.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        let (keyword, type_name) = (item.spec.keyword.to_string(), item.spec.type_name);
        OutlineItem { keyword, label, field, type_name, at: item.at, implied: item.implied, doc: item.doc.clone() }
    });
    Outline {
        name: stage.name.clone(),
        at: stage.at,
        doc: stage.doc.clone(),
        items: items.collect(),
        hooks: stage.hooks.iter().map(|hook| (hook.name.text.clone(), function(hook))).collect(),
        commands: stage.commands.iter().map(|hook| (hook.name.clone(), function(hook))).collect(),
        capabilities: facts.capabilities.clone(),
    }
}

fn check_stage(project: &Name, stage: &Stage, view: &StageView<'_>, sink: &mut Sink) {
    let facts = view.facts;
    for resource in view.resources {
        resource.check(view, sink);
    }
    names::whole(facts, project.at, stage.at, sink);
    two_databases(facts, sink);
    names::same_logical_id(stage, sink);
}

/// `DATABASE_URL` by hand beside a database would fight over the same setting.
fn two_databases(facts: &Facts, sink: &mut Sink) {
    use crate::kinds::secret::messages;
    let by_hand = facts.secrets.iter().filter(|secret| !matches!(secret.origin, crate::synth::Origin::Driver { .. }));
    let written = by_hand.map(|secret| (&secret.name, secret.at)).chain(facts.environment.iter().map(|(name, (_, at))| (name, *at)));
    for (name, at) in written {
        let of = |database: &crate::contract::Database| database.url_secret == *name || database.direct_url_secret.as_ref() == Some(name);
        if let Some((_, database)) = facts.databases.values().find(|(database, _)| of(database)) {
            sink.push(messages::of_database(at, name).related(*database, messages::the_database()));
        }
    }
}
