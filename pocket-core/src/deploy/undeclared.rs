//! Buckets and repositories of images of the stage that its block no longer declares. They stay with what is in them, so they must not be forgotten.

use super::Cx;
use crate::Result;
use crate::aws::Service;
use crate::drivers::{self, Observed};
use pocket_model::ast::At;
use pocket_model::synth::{Holder, Synthesis};
use serde_json::{Value as Json, json};

/// As holders, as if they were declared.
///
/// Who may not search by tag finds none: that permission is for nothing else.
pub(crate) async fn holders(cx: &Cx, synthesis: &Synthesis) -> Result<Vec<Holder>> {
    let filter = |key: &str, value: &str| json!({ "Key": key, "Values": [value] });
    let tags = [filter(drivers::PROJECT_TAG, &synthesis.project), filter(drivers::STAGE_TAG, &synthesis.stage)];
    let request = json!({ "TagFilters": tags, "ResourceTypeFilters": ["s3", "ecr:repository"], "ResourcesPerPage": 100 });
    let Ok(answer) = cx.aws.thin.json(Service::TAGGING, "GetResources", request).await else { return Ok(Vec::new()) };
    let declared: Vec<String> = synthesis.holders.iter().map(|holder| cx.aws.expand(&holder.name)).collect();
    let arns = answer["ResourceTagMappingList"].as_array().into_iter().flatten().filter_map(|found| found["ResourceARN"].as_str());
    let locate = |at| cx.places.show(at);
    let drivers = cx.drivers(synthesis, &locate);
    let mut found = Vec::new();
    for holder in arns.filter_map(holder).filter(|holder| !declared.contains(&holder.name)) {
        // The search goes on finding for a while what has been deleted.
        if matches!(drivers::observe(&drivers, &holder).await?, Observed::Same | Observed::Different(_)) {
            found.push(holder);
        }
    }
    Ok(found)
}

/// What an ARN is of. Images can be made again from the sources.
fn holder(arn: &str) -> Option<Holder> {
    let (driver, item, name, data, spec) = match (arn.split_once(":::"), arn.split_once(":repository/")) {
        (Some((_, name)), _) => ("s3", "s3", name, true, Json::Object(serde_json::Map::new())),
        (_, Some((_, name))) => ("ecr", "images", name, false, json!({ "arch": "x86_64", "functions": "" })),
        _ => return None,
    };
    Some(Holder { driver, name: name.to_owned(), item: item.into(), at: At::PROGRAM, data, spec })
}
