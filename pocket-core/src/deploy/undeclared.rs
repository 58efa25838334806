//! Buckets of the stage that its block no longer declares. They stay with their data, so they must not be forgotten.

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
pub(crate) async fn buckets(cx: &Cx, synthesis: &Synthesis) -> Result<Vec<Holder>> {
    let filter = |key: &str, value: &str| json!({ "Key": key, "Values": [value] });
    let tags = [filter(drivers::PROJECT_TAG, &synthesis.project), filter(drivers::STAGE_TAG, &synthesis.stage)];
    let request = json!({ "TagFilters": tags, "ResourceTypeFilters": ["s3"], "ResourcesPerPage": 100 });
    let Ok(answer) = cx.aws.thin.json(Service::TAGGING, "GetResources", request).await else { return Ok(Vec::new()) };
    let declared: Vec<String> = synthesis.holders.iter().map(|holder| cx.aws.expand(&holder.name)).collect();
    let arns = answer["ResourceTagMappingList"].as_array().into_iter().flatten().filter_map(|found| found["ResourceARN"].as_str());
    let names = arns.filter_map(|arn| arn.rsplit(":::").next()).filter(|name| !declared.iter().any(|known| known == name));
    let locate = |at| cx.places.show(at);
    let drivers = cx.drivers(synthesis, &locate);
    let mut found = Vec::new();
    for name in names {
        let holder = Holder {
            driver: "s3",
            name: name.to_owned(),
            item: "s3".into(),
            at: At::PROGRAM,
            data: true,
            spec: Json::Object(serde_json::Map::new()),
        };
        // The search goes on finding for a while what has been deleted.
        if matches!(drivers::observe(&drivers, &holder).await?, Observed::Same | Observed::Different(_)) {
            found.push(holder);
        }
    }
    Ok(found)
}
