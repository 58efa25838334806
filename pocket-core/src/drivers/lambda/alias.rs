//! The alias: which version visitors get.

use super::{subject, wait_until_ready};
use crate::aws::{Calling, Clients, backoff};
use crate::error::{Error, Result};
use aws_sdk_lambda::types::{AliasRoutingConfiguration, SnapStartApplyOn};
use std::collections::BTreeMap;
use std::time::Duration;

/// The version that a stack and an update of the code change: no release.
pub const LATEST: &str = "$LATEST";

/// Where an alias sends invocations.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Routing {
    /// The version that it points to: a number or `$LATEST`.
    pub version: String,
    /// Another version and its share, above 0 and below 1, while a canary runs. Lambda takes one at most.
    pub weights: BTreeMap<String, f64>,
}

impl Routing {
    /// All to one version.
    pub fn to(version: impl Into<String>) -> Self {
        Routing { version: version.into(), weights: BTreeMap::new() }
    }

    /// Whether all goes to that version.
    pub fn is_only(&self, version: &str) -> bool {
        self.version == version && self.weights.is_empty()
    }

    fn configuration(&self) -> AliasRoutingConfiguration {
        AliasRoutingConfiguration::builder().set_additional_version_weights(Some(self.weights.clone().into_iter().collect())).build()
    }
}

/// What an alias says of itself that points to what the stack made, of which there is no release yet.
const WITHHELD: &str = "nothing is released yet";

/// Points an alias at `$LATEST` to a version of what is in it now, which no release is: what comes into `$LATEST` is then not seen before it is
/// switched to. [`routing`] goes on saying `$LATEST`. Does nothing where a release serves, nor for a function with SnapStart: Lambda starts each version of
/// such a one when it is published, and what the stack made does not start.
///
/// # Errors
/// Lambda's.
pub async fn withhold(aws: &Clients, function: &str, name: &str) -> Result<()> {
    let what = || format!("alias `{name}` of `{function}`");
    let answer = aws.lambda.get_alias().function_name(function).name(name).send().await;
    let alias = match answer.calling("lambda:GetAlias", what()) {
        Err(failure) if failure.is_not_found() => return Ok(()),
        answer => answer?,
    };
    if alias.function_version() != Some(LATEST) {
        return Ok(());
    }
    let latest = wait_until_ready(aws, function, None).await?;
    if latest.snap_start().and_then(|snap_start| snap_start.apply_on()) == Some(&SnapStartApplyOn::PublishedVersions) {
        return Ok(());
    }
    let published = aws.lambda.publish_version().function_name(function).description(WITHHELD).send().await;
    let published = published.calling("lambda:PublishVersion", subject(function))?;
    let version = published.version().ok_or_else(|| Error::bug(format!("Lambda published a version of `{function}` without a number")))?;
    wait_until_ready(aws, function, Some(version)).await?;
    let call = aws.lambda.update_alias().function_name(function).name(name).function_version(version).description(WITHHELD);
    call.send().await.calling("lambda:UpdateAlias", what())?;
    Ok(())
}

/// Where an alias sends invocations. `None` when there is no such alias or function.
///
/// # Errors
/// Lambda's.
pub async fn routing(aws: &Clients, function: &str, alias: &str) -> Result<Option<Routing>> {
    let answer = aws.lambda.get_alias().function_name(function).name(alias).send().await;
    match answer.calling("lambda:GetAlias", format!("alias `{alias}` of `{function}`")) {
        Ok(answer) => {
            let weights = answer.routing_config().and_then(|routing| routing.additional_version_weights()).into_iter().flatten();
            let weights = weights.map(|(version, weight)| (version.clone(), *weight)).collect();
            let withheld = answer.description.as_deref() == Some(WITHHELD);
            Ok(answer.function_version.map(|version| Routing { version: if withheld { LATEST.to_owned() } else { version }, weights }))
        }
        Err(failure) if failure.is_not_found() => Ok(None),
        Err(failure) => Err(failure.into()),
    }
}

/// The version that an alias points to: a number or `$LATEST`. `None` when there is no such alias or function.
///
/// # Errors
/// Lambda's.
pub async fn alias(aws: &Clients, function: &str, alias: &str) -> Result<Option<String>> {
    Ok(routing(aws, function, alias).await?.map(|routing| routing.version))
}

/// Points the alias to a version alone, making it if there is none. Returns what it pointed to before, which may be the same: then nothing was written.
///
/// # Errors
/// Lambda's.
pub async fn set_alias(aws: &Clients, function: &str, name: &str, version: &str) -> Result<Option<String>> {
    Ok(route(aws, function, name, &Routing::to(version)).await?.map(|before| before.version))
}

/// Sets where the alias sends invocations, making it if there is none. Returns what it was before, which may be the same: then nothing was written.
///
/// # Errors
/// Lambda's.
pub async fn route(aws: &Clients, function: &str, name: &str, to: &Routing) -> Result<Option<Routing>> {
    let what = || format!("alias `{name}` of `{function}`");
    let mut attempt = 0;
    loop {
        let before = routing(aws, function, name).await?;
        let answer = match &before {
            Some(same) if same == to => return Ok(before),
            Some(before) => {
                let call = aws.lambda.update_alias().function_name(function).name(name).function_version(&to.version).description("");
                // Weights that are not named stay.
                let weighted = !to.weights.is_empty() || !before.weights.is_empty();
                let call = call.set_routing_config(weighted.then(|| to.configuration()));
                call.send().await.calling("lambda:UpdateAlias", what()).map(|_| ())
            }
            None => {
                let call = aws.lambda.create_alias().function_name(function).name(name).function_version(&to.version);
                let call = call.set_routing_config((!to.weights.is_empty()).then(|| to.configuration()));
                call.send().await.calling("lambda:CreateAlias", what()).map(|_| ())
            }
        };
        match answer {
            Ok(()) => return Ok(before),
            Err(failure) if (failure.is_already_exists() || failure.is_busy()) && attempt < 5 => {
                attempt += 1;
                backoff::sleep(attempt, Duration::from_millis(300), Duration::from_secs(5)).await;
            }
            Err(failure) => return Err(failure.into()),
        }
    }
}
