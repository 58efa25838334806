//! Versions: what a function was when it was published, which nothing changes any more.

use super::{code_sha256, subject, wait_until_ready};
use crate::aws::{Calling, Clients};
use crate::error::{Error, Result};

/// A published version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number.
    pub number: u64,
    /// What `publish_version` was given.
    pub description: String,
    /// SHA-256 of its code, in base64 as Lambda writes it.
    pub code_sha256: String,
    /// When it was published, as Lambda writes it: `2026-11-21T04:31:47.000+0000`.
    pub modified: String,
    /// ARNs of its layers.
    pub layers: Vec<String>,
}

/// Publishes what the function has now as a version, provided that it is that code. Lambda answers with the last version when nothing has changed
/// since. Returns the version's number.
///
/// # Errors
/// Lambda's; somebody else changed the code in between.
pub async fn publish_version(aws: &Clients, function: &str, sha256: &str, description: &str) -> Result<u64> {
    let digest = code_sha256(&wait_until_ready(aws, function, None).await?, sha256)?;
    let changed = || {
        Error::user(format!("the code of `{function}` was changed by somebody else during this deploy"))
            .hint("run the same command again: it continues where it stopped")
    };
    let call = aws.lambda.publish_version().function_name(function).code_sha256(&digest).description(description);
    let published = match call.send().await.calling("lambda:PublishVersion", subject(function)) {
        Err(failure) if failure.code() == "InvalidParameterValueException" && failure.message().to_lowercase().contains("sha") => {
            return Err(changed());
        }
        answer => answer?,
    };
    let version = published.version().unwrap_or_default().to_owned();
    // Emulators do not compare.
    if published.code_sha256() != Some(&digest) {
        aws.lambda
            .delete_function()
            .function_name(function)
            .qualifier(&version)
            .send()
            .await
            .calling("lambda:DeleteFunction", subject(function))?;
        return Err(changed());
    }
    wait_until_ready(aws, function, Some(&version)).await?;
    version.parse().map_err(|_| Error::bug(format!("Lambda named a version of `{function}` `{version}`")))
}

/// The published versions, oldest first, without `$LATEST`.
///
/// # Errors
/// Lambda's; a missing function has none.
pub async fn versions(aws: &Clients, function: &str) -> Result<Vec<Version>> {
    let mut versions = Vec::new();
    let mut pages = aws.lambda.list_versions_by_function().function_name(function).into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = match page.calling("lambda:ListVersionsByFunction", subject(function)) {
            Err(failure) if failure.is_not_found() => break,
            page => page?,
        };
        versions.extend(page.versions().iter().filter_map(|version| {
            Some(Version {
                number: version.version()?.parse().ok()?,
                description: version.description().unwrap_or_default().to_owned(),
                code_sha256: version.code_sha256().unwrap_or_default().to_owned(),
                modified: version.last_modified().unwrap_or_default().to_owned(),
                layers: version.layers().iter().filter_map(|layer| layer.arn().map(String::from)).collect(),
            })
        }));
    }
    versions.sort_by_key(|version| version.number);
    Ok(versions)
}

/// Deletes the versions but those to keep and those that an alias points to. Returns the numbers of the deleted ones.
///
/// # Errors
/// Lambda's.
pub async fn delete_versions(aws: &Clients, function: &str, keep: impl Fn(u64) -> bool) -> Result<Vec<u64>> {
    let mut aliased = Vec::new();
    let mut pages = aws.lambda.list_aliases().function_name(function).into_paginator().send();
    while let Some(page) = pages.next().await {
        for alias in page.calling("lambda:ListAliases", subject(function))?.aliases() {
            let weighted = alias
                .routing_config()
                .and_then(|routing| routing.additional_version_weights())
                .into_iter()
                .flat_map(|weights| weights.keys());
            aliased.extend(alias.function_version().into_iter().map(String::from).chain(weighted.cloned()));
        }
    }
    let versions = versions(aws, function).await?;
    let old = versions.iter().map(|version| version.number).filter(|number| !keep(*number) && !aliased.contains(&number.to_string()));
    let mut deleted = Vec::new();
    for number in old {
        let call = aws.lambda.delete_function().function_name(function).qualifier(number.to_string());
        match call.send().await.calling("lambda:DeleteFunction", format!("version {number} of `{function}`")) {
            Err(failure) if !failure.is_not_found() => return Err(failure.into()),
            _ => deleted.push(number),
        }
    }
    Ok(deleted)
}
