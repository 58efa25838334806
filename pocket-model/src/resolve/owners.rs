//! `vpc from dev;`: what a stage takes from another.

use super::messages::from as messages;
use super::{Item, Stage, fold};
use crate::ast::Name;
use crate::diag::{Diagnostic, Sink, nearest};
use crate::messages::shared::write;
use crate::schema::quoted;

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
            let names = || stages.iter().map(|stage| stage.name.as_str());
            let help = match nearest(&from.text, names()) {
                Some(near) => messages::or_from(near),
                None => messages::stages_are(quoted(names())),
            };
            return Err(Box::new(messages::unknown_stage(from.at, &from.text).help(help)));
        };
        if seen.contains(&stage.name) {
            let (title, line) = (item.title(), format!("{};", item.title()));
            // A chain may lead into a circle that does not have its first stage in it.
            let circle = seen.iter().skip_while(|name| **name != stage.name).map(String::as_str);
            let diagnostic = messages::cycle(from.at, quoted(circle), &title);
            return Err(Box::new(match seen.last() {
                Some(last) if *last == stage.name => diagnostic.saying(messages::from_itself(last, &title)).help(write(line)),
                _ => diagnostic.help(messages::in_one_of_them(line)),
            }));
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
