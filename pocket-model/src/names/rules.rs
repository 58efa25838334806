//! What AWS refuses of names, and what cannot exist twice.

use super::{DEPLOY_BUCKET, LAYER, STACK, layer, logical, messages};
use crate::ast::At;
use crate::diag::Sink;
use crate::graph::{Facts, NameUse};
use crate::resolve::Stage;
use std::collections::BTreeMap;

/// The names of what every stage has, whatever is in it.
pub(crate) fn of_stage(facts: &Facts, stage: At) -> Vec<NameUse> {
    let mut own = Facts::new(&facts.project, &facts.stage);
    own.region.clone_from(&facts.region);
    own.named(&DEPLOY_BUCKET, &crate::synth::deploy_bucket_name(facts), stage);
    own.named(&STACK, &facts.prefix(), stage);
    own.named(&LAYER, &layer(&facts.project, &facts.stage), stage);
    own.names
}

/// Every physical name of a stage against the limits of its service. One mistake, one message: an item's own name says it better than the stage's.
pub(crate) fn whole(facts: &Facts, project: At, stage: At, sink: &mut Sink) {
    let of_stage = of_stage(facts, stage);
    let over = |used: &&NameUse| used.name.len() > used.service.limit;
    for used in
        facts.names.iter().filter(over).chain(of_stage.iter().filter(|used| over(used) && !facts.names.iter().any(|own| over(&own))))
    {
        let (length, limit) = (used.name.len(), used.service.limit);
        let diagnostic = messages::too_long(written(used.at, stage), used.service.what(), &used.name, length, limit);
        sink.push(diagnostic.help(match shorter(&facts.project, length - limit) {
            Some(project) => messages::shorten_project(length - limit, project),
            None => messages::shorten_by(length - limit),
        }));
    }
    // A name that the user wrote has a rule of its own; here is what the project's name makes.
    let ours = |used: &&NameUse| used.name.trim_start_matches('/').starts_with(&facts.project);
    if let Some((used, prefix)) = of_stage.iter().chain(&facts.names).filter(ours).find_map(|used| Some((used, reserved(used)?))) {
        sink.push(messages::reserved(written(project, stage), used.service.what(), &used.name, prefix, format!("my-{}", facts.project)));
    }
}

/// What nobody wrote has no place of its own: the stage has.
fn written(at: At, stage: At) -> At {
    if at == At::PROGRAM { stage } else { at }
}

fn reserved(used: &NameUse) -> Option<&'static str> {
    used.service.reserved.iter().copied().find(|prefix| used.name.to_ascii_lowercase().starts_with(prefix))
}

/// The name without its last letters; `None` where so short a one would be left that another part of the name is meant.
fn shorter(name: &str, by: usize) -> Option<&str> {
    let keep = name.len().checked_sub(by).filter(|keep| *keep >= 3)?;
    Some(name.get(..keep)?.trim_end_matches('-'))
}

/// Labels that differ only in case or punctuation become one logical id, and one field of the stage's struct.
pub(crate) fn same_logical_id(stage: &Stage, sink: &mut Sink) {
    let mut seen: BTreeMap<(&str, String), (At, &str)> = BTreeMap::new();
    for item in &stage.items {
        let Some(label) = &item.label else { continue };
        let key = (item.spec.keyword, logical(&label.text).to_lowercase());
        if let Some((first, text)) = seen.get(&key) {
            let diagnostic = messages::same_logical_id(label.at, item.spec.keyword, &label.text, text);
            sink.push(diagnostic.related(*first, messages::the_other()));
        } else {
            seen.insert(key, (label.at, &label.text));
        }
    }
}

/// Two stages that would make something of the same name: `stage dev` with a network, and `stage dev-network`.
pub(crate) fn same_name<'a>(stages: impl Iterator<Item = (&'a Stage, &'a Facts)>, sink: &mut Sink) {
    let mut seen: BTreeMap<(bool, &str, usize, String), (At, &str)> = BTreeMap::new();
    for (stage, facts) in stages {
        let mut said = false;
        for used in of_stage(facts, stage.at).into_iter().chain(facts.names.iter().cloned()) {
            let region = if used.service.global { "" } else { facts.region.as_deref().unwrap_or_default() };
            let at = written(used.at, stage.at);
            let key = (facts.embedded, region, std::ptr::from_ref(used.service) as usize, used.name.clone());
            match seen.get(&key) {
                // One pair of stages, one message: the function brings its log group.
                Some((first, other)) if *other != stage.name && !said => {
                    said = true;
                    let diagnostic = messages::same_name(at, used.service.what(), &used.name, other, &stage.name);
                    sink.push(match *first == at {
                        true => diagnostic.help(messages::one_each()),
                        false => diagnostic.related(*first, messages::the_other()),
                    });
                }
                Some(_) => {}
                None => {
                    seen.insert(key, (at, &stage.name));
                }
            }
        }
    }
}
