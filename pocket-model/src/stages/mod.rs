//! Rules on several stages together: what two of them would both keep, and the secrets that one takes from another.

pub(crate) mod messages;

use crate::ast::At;
use crate::check::ValidStage;
use crate::diag::Sink;
use crate::graph::Facts;
use crate::messages::Wording;
use crate::synth::Origin;
use std::collections::HashMap;

pub(crate) fn check(stages: &[ValidStage], sink: &mut Sink) {
    one_holder(stages, sink);
    shared_secrets(stages, sink);
    circle(stages, sink);
}

/// What holds data outside of AWS is one stage's alone: two would write over each other, and `destroy` of one would take the other's. (Names in AWS are
/// held by `names`.)
fn one_holder(stages: &[ValidStage], sink: &mut Sink) {
    let mut seen: HashMap<(bool, &str, &str), (&str, At)> = HashMap::new();
    for stage in stages {
        for holder in stage.facts.holders.iter().filter(|holder| holder.driver != "s3") {
            // An item of `every stage` is at one place for all.
            let (other, first) = *seen.entry((stage.facts.embedded, holder.driver, &holder.name)).or_insert((&stage.name, holder.at));
            if other != stage.name {
                let diagnostic = messages::one_holder(holder.at, &holder.item, &holder.name, other, &stage.name);
                sink.push(if first == holder.at { diagnostic } else { diagnostic.related(first, messages::the_other()) });
            }
        }
    }
}

/// A secret that a stage takes from another is where the stage itself looks for secrets. (A network is held by its own kind.)
fn shared_secrets(stages: &[ValidStage], sink: &mut Sink) {
    for stage in stages {
        for resource in &stage.resources {
            let head = resource.head();
            let Some(from) = head.owner.as_ref().filter(|_| stage.facts.secrets.iter().any(|secret| secret.at == head.at)) else {
                continue;
            };
            let Some(owner) = stages.iter().find(|known| known.name == crate::resolve::fold(&from.text)) else { continue };
            let title = head.title(resource.spec().keyword);
            let (there, here) = (&owner.facts, &stage.facts);
            if apart(there, here) {
                sink.push(messages::elsewhere(from.at, &title, &owner.name, where_(there), where_(here)));
            } else if there.secret_store != here.secret_store {
                sink.push(messages::other_store(from.at, &title, &owner.name));
            }
        }
    }
}

/// A stage is deployed after those that it takes something from: two that wait for each other are never deployed.
fn circle(stages: &[ValidStage], sink: &mut Sink) {
    let find = |name: &str| stages.iter().position(|stage| stage.name == name);
    let waits: Vec<Vec<(usize, At, String)>> =
        stages.iter().map(|stage| taken(stage).filter_map(|(owner, at, title)| Some((find(&owner)?, at, title))).collect()).collect();
    let mut said = vec![false; stages.len()];
    for (index, taken) in waits.iter().enumerate() {
        for (owner, at, title) in taken {
            let around = reached(*owner, &waits);
            if !around[index] || said[index] {
                continue;
            }
            // One circle, one message.
            around.iter().zip(&mut said).filter(|(around, _)| **around).for_each(|(_, said)| *said = true);
            sink.push(messages::circle(*at, title, &stages[index].name, &stages[*owner].name));
        }
    }
}

/// What the stage cannot be deployed without: the stage that has it, where it says so, and the item. A secret that is set by hand can be there before.
fn taken(stage: &ValidStage) -> impl Iterator<Item = (String, At, String)> {
    stage.resources.iter().filter_map(|resource| {
        let head = resource.head();
        let from = head.owner.as_ref()?;
        let owner = crate::resolve::fold(&from.text);
        let secret = stage.facts.secrets.iter().find(|secret| secret.at == head.at);
        let by_hand = secret.is_some_and(|secret| secret.origin == Origin::ByHand);
        (!by_hand).then(|| (owner, from.at, head.title(resource.spec().keyword)))
    })
}

/// Every stage that comes before this one, itself among them.
fn reached(from: usize, waits: &[Vec<(usize, At, String)>]) -> Vec<bool> {
    let mut reached = vec![false; waits.len()];
    let mut open = vec![from];
    while let Some(next) = open.pop() {
        if !std::mem::replace(&mut reached[next], true) {
            open.extend(waits[next].iter().map(|(owner, ..)| *owner));
        }
    }
    reached
}

/// A region that the program does not name is known at the deploy.
fn apart(one: &Facts, other: &Facts) -> bool {
    let regions = one.region.as_ref().zip(other.region.as_ref());
    one.embedded != other.embedded || regions.is_some_and(|(one, other)| one != other)
}

fn where_(facts: &Facts) -> Wording {
    match (facts.embedded, &facts.region) {
        (true, _) => messages::embedded(),
        (false, Some(region)) => messages::in_region(region),
        (false, None) => messages::configured(),
    }
}
