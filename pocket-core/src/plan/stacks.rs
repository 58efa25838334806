//! One stack as it is against what it should be.

use super::diff::value_change;
use super::{Action, Blocker, Inputs, StackChange, ValueChange, messages, template};
use crate::Result;
use crate::deploy::Cx;
use crate::deploy::apply::{Given, foreign, value};
use crate::deploy::stacks::{self, Deployed, State};
use pocket_model::messages::Lang;
use pocket_model::synth::{Parameter, Stack, Synthesis};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// The change of a stack, or what stops it.
pub(super) async fn change(
    cx: &Cx,
    synthesis: &Synthesis,
    stack: &Stack,
    given: &Given,
    all: &BTreeMap<String, Deployed>,
) -> Result<StackChange> {
    let deployed = all.get(&stack.name);
    let mut change = StackChange {
        name: stack.name.clone(),
        role: stack.role.to_owned(),
        action: Action::Same,
        status: deployed.map(|deployed| deployed.status.clone()),
        owner: stack.owner.clone(),
        busy: deployed.is_some_and(|deployed| deployed.state() == State::Busy),
        resources: Vec::new(),
        parameters: Vec::new(),
        outputs: Vec::new(),
    };
    if stack.owner.is_some() {
        return Ok(change);
    }
    let desired = serde_json::to_value(&stack.template).unwrap_or_default();
    let mut inputs = Inputs { lang: cx.ui.lang(), ..Inputs::default() };
    for (id, at) in &stack.places {
        inputs.places.extend(cx.place(*at).map(|place| (id.clone(), place)));
    }
    let Some(deployed) = deployed.filter(|deployed| deployed.state() != State::Leftover) else {
        change.action = if deployed.is_some() { Action::Replace } else { Action::Add };
        change.resources = template(&json!({}), &desired, &inputs);
        return Ok(change);
    };
    // While a creation is running there may be no template to compare with yet; then the deploy itself finds out.
    let current = match stacks::template(&cx.aws.cloudformation, &stack.name).await {
        Err(_) if change.busy => json!({}),
        current => current?,
    };
    for (name, parameter) in &stack.parameters {
        change.parameters.extend(parameter_change(synthesis, name, parameter, given, deployed, all, cx.ui.lang()));
    }
    inputs.parameters = change.parameters.iter().map(|change| change.path.clone()).collect();
    change.resources = template(&current, &desired, &inputs);
    change.outputs = outputs(&current["Outputs"], &desired["Outputs"]);
    if !(change.resources.is_empty() && change.parameters.is_empty() && change.outputs.is_empty()) {
        change.action = Action::Modify;
    }
    Ok(change)
}

/// What stops a deploy at this stack.
pub(super) fn blocker(cx: &Cx, synthesis: &Synthesis, stack: &Stack, deployed: Option<&Deployed>) -> Option<Blocker> {
    let at = stack.places.values().min().and_then(|at| cx.place(*at));
    let error = match (&stack.owner, deployed) {
        (Some(owner), None) => {
            return Some(Blocker {
                message: cx.ui.say(&messages::no_shared_stack(&stack.name, owner)),
                hint: Some(format!("cargo run -- deploy -s {owner}")),
                at,
            });
        }
        (Some(owner), Some(deployed)) if deployed.state() == State::Leftover => {
            return Some(Blocker {
                message: cx.ui.say(&messages::nothing_to_share(&stack.name, owner, &deployed.status)),
                hint: Some(format!("cargo run -- deploy -s {owner}")),
                at,
            });
        }
        (None, Some(deployed)) if !deployed.is_ours(&synthesis.project, &synthesis.stage) => foreign(deployed, &synthesis.project),
        (None, Some(deployed)) if deployed.state() == State::Stuck => deployed.stuck(),
        _ => return None,
    };
    Some(Blocker { message: error.message, hint: error.hints.into_iter().next(), at })
}

fn parameter_change(
    synthesis: &Synthesis,
    name: &str,
    parameter: &Parameter,
    given: &Given,
    deployed: &Deployed,
    all: &BTreeMap<String, Deployed>,
    lang: Lang,
) -> Option<ValueChange> {
    let before = deployed.parameters.get(name).map(|value| Json::String(value.clone()));
    let after = value(parameter, given, all).map(Json::String);
    match (&before, &after) {
        (Some(before), Some(after)) if before == after => None,
        (_, Some(_)) => Some(value_change(name, before.as_ref(), after.as_ref())),
        (_, None) => {
            let because = match parameter {
                Parameter::DependenciesLayer => messages::new_dependencies(),
                Parameter::Output { stack, key } => {
                    let owner = synthesis.stacks.iter().find(|known| known.name == *stack).and_then(|known| known.owner.as_deref());
                    owner.map_or_else(|| messages::output_of(key, stack), |owner| messages::output_of_shared(key, stack, owner))
                }
                Parameter::PythonRuntime => messages::python_of_project(),
            };
            Some(ValueChange { because: Some(because.text(lang).to_owned()), ..value_change(name, before.as_ref(), None) })
        }
    }
}

fn outputs(before: &Json, after: &Json) -> Vec<ValueChange> {
    let empty = serde_json::Map::new();
    let (before, after) = (before.as_object().unwrap_or(&empty), after.as_object().unwrap_or(&empty));
    let keys = after.keys().chain(before.keys().filter(|key| !after.contains_key(*key)));
    keys.filter(|key| before.get(*key).map(|it| &it["Value"]) != after.get(*key).map(|it| &it["Value"]))
        .map(|key| value_change(key, before.get(key).map(|it| &it["Value"]), after.get(key).map(|it| &it["Value"])))
        .collect()
}
