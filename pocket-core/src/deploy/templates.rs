//! Templates on their way to CloudFormation.

use super::Cx;
use crate::drivers::artifacts;
use crate::{Error, Result};
use pocket_model::synth::{Holder, Stack, Synthesis};
use pocket_model::template::Template;
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// The bucket for artifacts, templates and the lease.
///
/// # Errors
/// A stage without one is a bug.
pub fn deploy_bucket(synthesis: &Synthesis) -> Result<&Holder> {
    let found = synthesis.holders.iter().find(|holder| holder.driver == "s3" && holder.spec["purpose"] == "deploy");
    found.ok_or_else(|| Error::bug("the stage has no deploy bucket"))
}

/// Uploads a template that is too long for the call, and returns its URL.
pub(super) async fn upload(cx: &Cx, synthesis: &Synthesis, stack: &str, body: String) -> Result<String> {
    let bucket = cx.aws.expand(&deploy_bucket(synthesis)?.name);
    let key = format!("templates/{stack}.json");
    artifacts::put_text(&cx.aws, &bucket, &key, "application/json", body).await?;
    Ok(match &cx.aws.endpoint {
        Some(endpoint) => format!("{}/{bucket}/{key}", endpoint.trim_end_matches('/')),
        None => {
            let suffix = if cx.aws.partition() == "aws-cn" { "amazonaws.com.cn" } else { "amazonaws.com" };
            format!("https://{bucket}.s3.{}.{suffix}/{key}", cx.aws.region)
        }
    })
}

/// Takes resources of some types out of a stack, with everything that refers to them. Returns the logical ids that went.
pub fn leave_out(stack: &mut Stack, left_out: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let Template { resources, outputs, .. } = &mut stack.template;
    let gone: BTreeSet<String> =
        resources.iter().filter(|(_, resource)| resource["Type"].as_str().is_some_and(&left_out)).map(|(id, _)| id.clone()).collect();
    if gone.is_empty() {
        return gone;
    }
    resources.retain(|id, _| !gone.contains(id));
    for resource in resources.values_mut() {
        if let Some(names) = resource.get_mut("DependsOn").and_then(Json::as_array_mut) {
            names.retain(|name| name.as_str().is_none_or(|name| !gone.contains(name)));
        }
        prune(resource, &gone);
    }
    outputs.retain(|_, output| !refers(&output["Value"], &gone));
    gone
}

/// Drops the properties and list items that refer to what is gone.
fn prune(value: &mut Json, gone: &BTreeSet<String>) {
    match value {
        Json::Object(map) => {
            map.retain(|_, value| !refers(value, gone));
            map.values_mut().for_each(|value| prune(value, gone));
        }
        Json::Array(list) => {
            list.retain(|value| !refers(value, gone));
            list.iter_mut().for_each(|value| prune(value, gone));
        }
        _ => {}
    }
}

/// Whether the value is itself a reference, not merely has one in it.
fn refers(value: &Json, gone: &BTreeSet<String>) -> bool {
    let Json::Object(map) = value else { return false };
    let Some((key, target)) = map.iter().next().filter(|_| map.len() == 1) else { return false };
    match (key.as_str(), target) {
        ("Ref", Json::String(name)) => gone.contains(name),
        ("Fn::GetAtt", Json::Array(parts)) => parts.first().and_then(Json::as_str).is_some_and(|name| gone.contains(name)),
        ("Fn::Sub", Json::String(text)) => {
            gone.iter().any(|name| text.contains(&format!("${{{name}}}")) || text.contains(&format!("${{{name}.")))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::collections::BTreeMap;

    #[test]
    fn what_is_left_out_leaves_no_reference() {
        let mut template = Template::new("");
        template.resources.insert("Plan".into(), json!({ "Type": "AWS::Backup::BackupPlan" }));
        let web = json!({ "Type": "X", "DependsOn": ["Plan", "Other"], "Properties": { "Ids": [{ "Ref": "Plan" }, "a"], "Arn": { "Fn::GetAtt": ["Plan", "Arn"] } } });
        template.resources.insert("Web".into(), web);
        template.outputs.insert("Out".into(), json!({ "Value": { "Fn::Sub": "x-${Plan.Arn}" } }));
        let mut stack =
            Stack { name: "s".into(), role: "app", template, parameters: BTreeMap::new(), places: BTreeMap::new(), owner: None };
        assert_eq!(leave_out(&mut stack, |kind| kind.starts_with("AWS::Backup")), BTreeSet::from(["Plan".to_owned()]));
        assert_eq!(stack.template.resources["Web"], json!({ "Type": "X", "DependsOn": ["Other"], "Properties": { "Ids": ["a"] } }));
        assert!(stack.template.outputs.is_empty());
    }
}
