//! Layers: the packages of a stage whose code is a zip file.

use super::Part;
use crate::aws::{Calling, Clients};
use crate::error::{Error, Result};
use aws_sdk_lambda::types::{Architecture, LayerVersionContentInput, Runtime};

/// The ARN of the version of a layer with that content; `None` when none has it.
///
/// # Errors
/// Lambda's.
pub async fn find_layer(aws: &Clients, name: &str, sha256: &str, runtime: &str, arch: &str) -> Result<Option<String>> {
    let description = layer_description(sha256, runtime, arch);
    let mut pages = aws.lambda.list_layer_versions().layer_name(name).into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = match page.calling("lambda:ListLayerVersions", format!("layer `{name}`")) {
            Err(failure) if failure.is_not_found() => break,
            page => page?,
        };
        let same = page.layer_versions().iter().find(|version| version.description() == Some(&description));
        if let Some(arn) = same.and_then(|version| version.layer_version_arn()) {
            return Ok(Some(arn.to_owned()));
        }
    }
    Ok(None)
}

/// A layer version cannot be asked for its digest without downloading it, so its description carries it.
fn layer_description(sha256: &str, runtime: &str, arch: &str) -> String {
    format!("sha256:{sha256} {runtime} {arch}")
}

/// Publishes a layer with that content, unless a version of the layer has it already. Returns the ARN of the layer version.
///
/// # Errors
/// Lambda's.
pub async fn publish_layer(aws: &Clients, name: &str, part: &Part, runtime: &str, arch: &str) -> Result<String> {
    if let Some(arn) = find_layer(aws, name, &part.sha256, runtime, arch).await? {
        return Ok(arn);
    }
    let content = LayerVersionContentInput::builder().s3_bucket(&part.bucket).s3_key(&part.key).build();
    let call =
        aws.lambda.publish_layer_version().layer_name(name).description(layer_description(&part.sha256, runtime, arch)).content(content);
    let call = call.compatible_runtimes(Runtime::from(runtime)).compatible_architectures(Architecture::from(arch));
    let published = call.send().await.calling("lambda:PublishLayerVersion", format!("layer `{name}`"))?;
    published.layer_version_arn().map(String::from).ok_or_else(|| Error::bug("Lambda published a layer without an ARN"))
}

/// Deletes the versions of a layer but the last `keep` and those in `used`. Functions that use a deleted one go on working.
///
/// # Errors
/// Lambda's.
pub async fn delete_old_layers(aws: &Clients, name: &str, keep: usize, used: &[String]) -> Result<Vec<i64>> {
    let mut versions = Vec::new();
    let mut pages = aws.lambda.list_layer_versions().layer_name(name).into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = match page.calling("lambda:ListLayerVersions", format!("layer `{name}`")) {
            Err(failure) if failure.is_not_found() => break,
            page => page?,
        };
        versions.extend(
            page.layer_versions().iter().map(|version| (version.version(), version.layer_version_arn().unwrap_or_default().to_owned())),
        );
    }
    versions.sort();
    let mut deleted = Vec::new();
    for (number, arn) in versions.into_iter().rev().skip(keep) {
        if !used.contains(&arn) {
            let call = aws.lambda.delete_layer_version().layer_name(name).version_number(number);
            call.send().await.calling("lambda:DeleteLayerVersion", format!("layer `{name}`"))?;
            deleted.push(number);
        }
    }
    Ok(deleted)
}
