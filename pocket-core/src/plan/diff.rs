//! Two templates, resource by resource.

use super::value::{is_reference, shown};
use super::{Action, ResourceChange, ValueChange, create_only, messages};
use pocket_model::messages::Lang;
use serde_json::{Map, Value as Json};
use std::collections::{BTreeMap, BTreeSet};

/// What the diff needs beside the two templates.
#[derive(Default)]
pub struct Inputs {
    /// Template parameters whose values change.
    pub parameters: BTreeSet<String>,
    /// Where each resource was declared: `main.rs:31:9`.
    pub places: BTreeMap<String, String>,
    /// The language of the reasons.
    pub lang: Lang,
}

/// The resources that differ, in the order of the desired template, the removed ones last.
pub fn template(deployed: &Json, desired: &Json, inputs: &Inputs) -> Vec<ResourceChange> {
    let empty = Map::new();
    let before = deployed["Resources"].as_object().unwrap_or(&empty);
    let after = desired["Resources"].as_object().unwrap_or(&empty);
    let mut changes: BTreeMap<&str, ResourceChange> = BTreeMap::new();
    for (id, new) in after {
        let change = match before.get(id) {
            None => Some(change(id, new, Action::Add, Vec::new(), inputs)),
            Some(old) if old["Type"] != new["Type"] => {
                let kind = ValueChange {
                    path: "Type".into(),
                    before: Some(old["Type"].clone()),
                    after: Some(new["Type"].clone()),
                    replaces: true,
                    because: None,
                };
                Some(change(id, new, Action::Replace, vec![kind], inputs))
            }
            Some(old) => {
                let properties = attributes(old, new);
                (!properties.is_empty()).then(|| change(id, new, action_of(&properties), properties, inputs))
            }
        };
        if let Some(change) = change {
            changes.insert(id, change);
        }
    }
    follow(after, &mut changes, inputs);
    let mut ordered: Vec<ResourceChange> = after.keys().filter_map(|id| changes.remove(id.as_str())).collect();
    let removed = before.iter().filter(|(id, _)| !after.contains_key(*id));
    ordered.extend(removed.map(|(id, old)| change(id, old, Action::Remove, Vec::new(), inputs)));
    ordered
}

fn change(id: &str, resource: &Json, action: Action, properties: Vec<ValueChange>, inputs: &Inputs) -> ResourceChange {
    let kind = resource["Type"].as_str().unwrap_or_default().to_owned();
    let policy = match action {
        Action::Replace => resource["UpdateReplacePolicy"].as_str(),
        _ => resource["DeletionPolicy"].as_str(),
    };
    ResourceChange {
        id: id.to_owned(),
        action,
        data: create_only::holds_data(&kind, resource["DeletionPolicy"].as_str()),
        retained: matches!(policy, Some("Retain" | "Snapshot" | "RetainExceptOnCreate")),
        at: inputs.places.get(id).cloned(),
        properties,
        r#type: kind,
    }
}

fn action_of(properties: &[ValueChange]) -> Action {
    if properties.iter().any(|property| property.replaces) { Action::Replace } else { Action::Modify }
}

/// Differences of one resource: its properties, then what stands beside them. Metadata changes nothing that runs and CloudFormation updates nothing for it.
fn attributes(old: &Json, new: &Json) -> Vec<ValueChange> {
    let kind = new["Type"].as_str().unwrap_or_default();
    let mut changes = Vec::new();
    let (before, after) = (old.get("Properties"), new.get("Properties"));
    let nothing = Json::Object(Map::new());
    walk("", before.unwrap_or(&nothing), after.unwrap_or(&nothing), &mut changes);
    for change in &mut changes {
        change.replaces = create_only::replaces(kind, &change.path);
    }
    for key in ["DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "UpdatePolicy", "CreationPolicy", "Condition"] {
        if old.get(key) != new.get(key) {
            changes.push(value_change(key, old.get(key), new.get(key)));
        }
    }
    changes
}

fn walk(path: &str, before: &Json, after: &Json, changes: &mut Vec<ValueChange>) {
    if before == after {
        return;
    }
    match (before, after) {
        (Json::Object(old), Json::Object(new)) if path.is_empty() || !(is_reference(before) || is_reference(after)) => {
            let keys = new.keys().chain(old.keys().filter(|key| !new.contains_key(*key)));
            for key in keys {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                match (old.get(key), new.get(key)) {
                    (Some(old), Some(new)) => walk(&path, old, new, changes),
                    (old, new) => changes.push(value_change(&path, old, new)),
                }
            }
        }
        (Json::Array(old), Json::Array(new)) if old.len() == new.len() => {
            for (index, (old, new)) in old.iter().zip(new).enumerate() {
                walk(&format!("{path}[{index}]"), old, new, changes);
            }
        }
        _ => changes.push(value_change(path, Some(before), Some(after))),
    }
}

/// A change whose values are fit to be shown.
pub(super) fn value_change(path: &str, before: Option<&Json>, after: Option<&Json>) -> ValueChange {
    let show = |value: Option<&Json>| value.map(|value| shown(path, value));
    ValueChange { path: path.to_owned(), before: show(before), after: show(after), replaces: false, because: None }
}

/// A resource also changes when what it refers to does: a parameter gets another value, or another resource gets another identity. Until nothing follows.
fn follow<'a>(after: &'a Map<String, Json>, changes: &mut BTreeMap<&'a str, ResourceChange>, inputs: &Inputs) {
    loop {
        let replaced: BTreeSet<&str> = changes.iter().filter(|(_, change)| change.action == Action::Replace).map(|(id, _)| *id).collect();
        let mut news: Vec<(&str, Vec<ValueChange>)> = Vec::new();
        for (id, resource) in after {
            let known = changes.get(id.as_str());
            if known.is_some_and(|change| change.action == Action::Add) {
                continue;
            }
            let kind = resource["Type"].as_str().unwrap_or_default();
            let Some(properties) = resource["Properties"].as_object() else { continue };
            let mut found = Vec::new();
            for (name, value) in properties {
                if known.is_some_and(|change| {
                    change.properties.iter().any(|property| property.path == *name || property.path.starts_with(&format!("{name}.")))
                }) {
                    continue;
                }
                let mut names = BTreeSet::new();
                references(value, &mut names);
                let parameter = names.iter().find(|name| inputs.parameters.contains(**name)).map(messages::of_parameter);
                let because =
                    parameter.or_else(|| names.iter().find(|name| replaced.contains(**name) && **name != id).map(messages::is_replaced));
                if let Some(because) = because.map(|because| because.text(inputs.lang).to_owned()) {
                    let replaces = create_only::of(kind).any(|fixed| fixed == name || fixed.starts_with(&format!("{name}.")));
                    found.push(ValueChange { because: Some(because), replaces, ..value_change(name, None, Some(value)) });
                }
            }
            if !found.is_empty() {
                news.push((id, found));
            }
        }
        if news.is_empty() {
            return;
        }
        for (id, found) in news {
            let entry = changes.entry(id).or_insert_with(|| change(id, &after[id], Action::Modify, Vec::new(), inputs));
            entry.properties.extend(found);
            *entry = change(id, &after[id], action_of(&entry.properties), std::mem::take(&mut entry.properties), inputs);
        }
    }
}

/// The logical ids and parameters that a value refers to.
fn references<'a>(value: &'a Json, names: &mut BTreeSet<&'a str>) {
    match value {
        Json::Array(list) => list.iter().for_each(|value| references(value, names)),
        Json::Object(map) => {
            for (key, value) in map {
                match (key.as_str(), value) {
                    ("Ref", Json::String(name)) => drop(names.insert(name)),
                    ("Fn::GetAtt", Json::String(name)) => drop(names.insert(name.split('.').next().unwrap_or_default())),
                    ("Fn::GetAtt", Json::Array(parts)) => names.extend(parts.first().and_then(Json::as_str)),
                    ("Fn::Sub", Json::String(text)) => substituted(text, names),
                    ("Fn::Sub", Json::Array(parts)) => {
                        parts.first().and_then(Json::as_str).into_iter().for_each(|text| substituted(text, names));
                        parts.iter().skip(1).for_each(|value| references(value, names));
                    }
                    _ => references(value, names),
                }
            }
        }
        _ => {}
    }
}

/// `${Name}` and `${Name.Attribute}` in a `Fn::Sub`; `${!Name}` is literal.
fn substituted<'a>(text: &'a str, names: &mut BTreeSet<&'a str>) {
    for part in text.split("${").skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && !name.starts_with('!')
        {
            names.insert(name.split('.').next().unwrap_or_default());
        }
    }
}
