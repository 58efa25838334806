//! All stacks of a stage, each as soon as those that it takes values from are done.

use super::change_set::{self, Desired, LONGEST_BODY, Source};
use super::stacks::{Deployed, State, describe};
use super::{Cx, templates};
use crate::messages::steps;
use crate::ui::Step;
use crate::{Error, Result};
use pocket_model::ast::At;
use pocket_model::synth::{Parameter, Stack, Synthesis};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tokio::task::JoinSet;

/// Values of template parameters that do not come from other stacks.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// ARN of the layer with the dependencies; `None` when it is not published yet.
    pub layer: Option<String>,
    /// `python3.12`
    pub runtime: String,
}

/// The value of a parameter; `None` when it is not known yet.
pub fn value(parameter: &Parameter, given: &Given, done: &BTreeMap<String, Deployed>) -> Option<String> {
    match parameter {
        Parameter::DependenciesLayer => given.layer.clone(),
        Parameter::PythonRuntime => Some(given.runtime.clone()),
        Parameter::Output { stack, key } => done.get(stack).and_then(|deployed| deployed.outputs.get(key)).cloned(),
    }
}

/// Makes the named stacks so, and returns all stacks of the stage. `done` are those that need nothing.
///
/// # Errors
/// The first failure, once the operations that run beside it have ended.
pub async fn stacks(
    cx: &Cx,
    synthesis: &Synthesis,
    changing: &BTreeSet<String>,
    mut done: BTreeMap<String, Deployed>,
    given: &Given,
) -> Result<BTreeMap<String, Deployed>> {
    let mut waiting: Vec<&Stack> = synthesis.stacks.iter().filter(|stack| changing.contains(&stack.name)).collect();
    let names: Vec<&str> = waiting.iter().map(|stack| stack.name.as_str()).collect();
    let step = Arc::new(cx.ui.step(cx.ui.say(&steps::stacks())));
    step.detail(names.join(", "));
    let mut running: JoinSet<Result<(String, Deployed, bool)>> = JoinSet::new();
    let mut failed = None;
    let mut changed = 0;
    loop {
        if failed.is_none() {
            let (ready, later): (Vec<&Stack>, Vec<&Stack>) =
                waiting.iter().partition(|stack| sources(stack).all(|source| done.contains_key(source)));
            for stack in ready {
                let parameters = parameters(stack, given, &done)?;
                let desired = desired(cx, synthesis, stack, parameters).await?;
                let (cx, synthesis_names, step) = (cx.clone(), (synthesis.project.clone(), synthesis.stage.clone()), Arc::clone(&step));
                running.spawn(async move {
                    let (deployed, changed) = one(&cx, &synthesis_names, &desired, &step).await?;
                    Ok((desired.name, deployed, changed))
                });
            }
            waiting = later;
        }
        let Some(joined) = running.join_next().await else { break };
        match joined.map_err(|source| Error::bug("a stack's task ended early").caused_by(source)).flatten() {
            Ok((name, deployed, this_changed)) => {
                changed += usize::from(this_changed);
                done.insert(name, deployed);
            }
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    if let Some(error) = failed {
        return Err(error);
    }
    if let Some(stack) = waiting.first() {
        return Err(Error::bug(format!("stack `{}` takes values from a stack that nothing deploys", stack.name)));
    }
    if let Some(step) = Arc::into_inner(step) {
        let names = names.join(", ");
        step.done(cx.ui.say(&match changed {
            0 => steps::stacks_unchanged(names),
            1 => steps::one_stack(names),
            count => steps::some_stacks(count, names),
        }));
    }
    Ok(done)
}

fn sources(stack: &Stack) -> impl Iterator<Item = &str> {
    stack.parameters.values().filter_map(|parameter| match parameter {
        Parameter::Output { stack, .. } => Some(stack.as_str()),
        _ => None,
    })
}

fn parameters(stack: &Stack, given: &Given, done: &BTreeMap<String, Deployed>) -> Result<BTreeMap<String, String>> {
    let mut values = BTreeMap::new();
    for (name, parameter) in &stack.parameters {
        let value = value(parameter, given, done).ok_or_else(|| match parameter {
            Parameter::Output { stack: source, key } => {
                Error::user(format!("stack `{source}` has no output `{key}`, which stack `{}` needs", stack.name))
                    .hint("deploy the stage that owns it again, with this version of the program")
            }
            _ => Error::bug(format!("the parameter {name} of stack `{}` has no value", stack.name)),
        })?;
        values.insert(name.clone(), value);
    }
    Ok(values)
}

async fn desired(cx: &Cx, synthesis: &Synthesis, stack: &Stack, parameters: BTreeMap<String, String>) -> Result<Desired> {
    let body = stack.template.to_json();
    let source = if body.len() > LONGEST_BODY {
        Source::Url(templates::upload(cx, synthesis, &stack.name, body).await?)
    } else {
        Source::Body(body)
    };
    let first = stack.places.values().filter(|at| **at != At::PROGRAM).min().copied().unwrap_or(At::PROGRAM);
    Ok(Desired {
        name: stack.name.clone(),
        source,
        parameters,
        project: synthesis.project.clone(),
        stage: synthesis.stage.clone(),
        at: crate::drivers::tag_value(&cx.places.show(first)),
        places: stack.places.clone(),
    })
}

/// Whatever state it is in.
async fn one(cx: &Cx, (project, stage): &(String, String), desired: &Desired, step: &Step) -> Result<(Deployed, bool)> {
    let client = &cx.aws.cloudformation;
    let mut deployed = describe(client, &desired.name).await?;
    if deployed.as_ref().is_some_and(|deployed| deployed.state() == State::Busy) {
        deployed = change_set::settle(client, &desired.name, step).await?;
    }
    if let Some(found) = &deployed {
        if !found.is_ours(project, stage) {
            return Err(foreign(found, project));
        }
        match found.state() {
            State::Leftover => {
                step.line(format!("    {}", cx.ui.say(&steps::left_by_failure(&found.name, &found.status))));
                change_set::delete(client, found, step).await?;
                deployed = None;
            }
            State::Stuck => return Err(found.stuck()),
            State::Ready | State::Busy => {}
        }
    }
    change_set::apply(client, desired, deployed.as_ref(), step).await
}

/// The error for a stack that somebody else made.
pub fn foreign(found: &Deployed, project: &str) -> Error {
    let whose = match (found.tags.get(super::stacks::TAG_PROJECT), found.tags.get(super::stacks::TAG_STAGE)) {
        (Some(project), Some(stage)) => format!("it belongs to stage `{stage}` of project `{project}`"),
        _ => "pocket did not make it: it has no `pocket:project` tag".to_owned(),
    };
    Error::user(format!("stack `{}` exists already, and {whose}", found.name))
        .hint(format!("write another name into the block: project {project}2;"))
        .hint(format!("aws cloudformation delete-stack --stack-name {}    # if nobody needs it", found.name))
}
