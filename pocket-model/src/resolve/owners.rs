//! `vpc from dev;`: what a stage takes from another.

use super::{Item, Stage, fold};
use crate::ast::Name;
use crate::diag::{Diagnostic, Sink, nearest};

/// Gives every `x from stage;` the fields of the item it leads to, through chains.
pub(super) fn take_from_owners(stages: &mut [Stage], sink: &mut Sink) {
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
