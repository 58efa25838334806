//! From what was written to one list of items a stage. The merge rules live here and nowhere else:
//!
//! - Three layers, later wins: what stands outside of stages, `every stage`, the stage.
//! - Items merge by keyword and label, and in them fields by name; a list is replaced as a whole.
//! - Hooks and commands add up in order, shared ones first.
//! - `without x;` drops what an earlier layer brought.
//! - `vpc from dev;` takes the fields of the owner's item.

mod form;
mod functions;
mod layers;
pub(crate) mod messages;
mod naming;
mod owners;

use crate::ast::{At, Entry, Label, Name, Node, Project, Value};
use crate::diag::Sink;
use crate::schema::{Head, Place, Spec};
use layers::Layers;
use naming::{project_name, stage_names};
use owners::take_from_owners;

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

/// The layer of what stands in the stage itself.
const OF_THE_STAGE: usize = 2;

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
            own: self.layer == OF_THE_STAGE,
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
    layer: usize,
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
        layers.add(&written.nodes.iter().collect::<Vec<_>>(), OF_THE_STAGE, Place::Stage, sink);
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
