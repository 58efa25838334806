//! `vpc from dev;`: what a stage takes from another.

use super::messages::from as messages;
use super::{Item, Stage, fold};
use crate::ast::{At, Name};
use crate::diag::{Diagnostic, Sink, nearest};
use crate::messages::shared::write;
use crate::schema::quoted;

/// Gives every `x from stage;` the fields of the item it leads to, through chains.
pub(super) fn take_from_owners(stages: &mut [Stage], sink: &mut Sink) {
    let snapshot: Vec<Stage> = stages.to_vec();
    // Each stage of a circle leads into it: it is said once.
    let mut said: Vec<At> = Vec::new();
    for (index, stage) in stages.iter_mut().enumerate() {
        for item in &mut stage.items {
            let Some(from) = item.owner.clone() else { continue };
            match owner(&snapshot, index, item, &from) {
                Found::Item(owner, found) => {
                    item.owner = Some(Name { at: from.at, text: owner.to_string() });
                    item.fields = found.fields.clone();
                }
                // The owner does not declare one, but may bring one for what it has: `graph` decides.
                Found::Nothing => {}
                Found::NoStage(name) => {
                    item.owner = None;
                    sink.push(unknown_stage(&name, stages_of(&snapshot)));
                }
                Found::Circle(links) => {
                    item.owner = None;
                    if !links.iter().any(|link| said.contains(&link.from.at)) {
                        sink.push(circle(&links, &item.title()));
                    }
                    said.extend(links.iter().map(|link| link.from.at));
                }
            }
        }
    }
}

fn stages_of(stages: &[Stage]) -> impl Iterator<Item = &str> + Clone {
    stages.iter().map(|stage| stage.name.as_str())
}

/// `vpc from dev;`, and the stage that says it.
#[derive(Clone)]
struct Link<'a> {
    stage: &'a str,
    from: Name,
}

/// Where `from` leads.
enum Found<'a> {
    Item(&'a str, &'a Item),
    Nothing,
    NoStage(Name),
    Circle(Vec<Link<'a>>),
}

fn owner<'a>(stages: &'a [Stage], start: usize, item: &Item, from: &Name) -> Found<'a> {
    let mut links = vec![Link { stage: stages[start].name.as_str(), from: from.clone() }];
    let mut from = from.clone();
    loop {
        let Some(stage) = stages.iter().find(|stage| stage.name == fold(&from.text)) else { return Found::NoStage(from) };
        // A chain may lead into a circle that does not have its first stage in it.
        if let Some(begin) = links.iter().position(|link| link.stage == stage.name) {
            return Found::Circle(links.split_off(begin));
        }
        match stage.items.iter().find(|other| other.spec.keyword == item.spec.keyword && other.label_text() == item.label_text()) {
            None => return Found::Nothing,
            Some(found) => match &found.owner {
                Some(next) => {
                    links.push(Link { stage: &stage.name, from: next.clone() });
                    from = next.clone();
                }
                None => return Found::Item(&stage.name, found),
            },
        }
    }
}

fn unknown_stage<'a>(name: &Name, stages: impl Iterator<Item = &'a str> + Clone) -> Diagnostic {
    let help = match nearest(&name.text, stages.clone()) {
        Some(near) => messages::or_from(near),
        None => messages::stages_are(quoted(stages)),
    };
    messages::unknown_stage(name.at, &name.text).help(help)
}

/// The caret is at the first link, and the others are named as related.
fn circle(links: &[Link<'_>], title: &str) -> Diagnostic {
    let line = format!("{title};");
    let (first, others) = links.split_first().expect("a circle has a link");
    let diagnostic = messages::cycle(first.from.at, quoted(links.iter().map(|link| link.stage)), title);
    if others.is_empty() {
        return diagnostic.saying(messages::from_itself(first.stage, title)).help(write(line));
    }
    let related = |diagnostic: Diagnostic, link: &Link<'_>| diagnostic.related(link.from.at, messages::taken_here(link.stage));
    others.iter().fold(diagnostic, related).help(messages::in_one_of_them(line))
}
