//! What a release does to Lambda: layers, code, versions, the alias. CloudFormation owns the functions; the code in them moves only here.

use crate::aws::{Calling, Clients, Failure, backoff};
use crate::error::{Error, Result};
use aws_sdk_lambda::config::retry::RetryConfig;
use aws_sdk_lambda::config::timeout::TimeoutConfig;
use aws_sdk_lambda::operation::get_function_configuration::GetFunctionConfigurationOutput;
use aws_sdk_lambda::types::{
    AliasRoutingConfiguration, Architecture, LastUpdateStatus, LayerVersionContentInput, LogType, PackageType, Runtime, State,
};
use aws_smithy_types::Blob;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::Duration;

/// Lambda takes seconds for a zip, and minutes for a function that enters a VPC for the first time.
const READY: Duration = Duration::from_secs(600);
/// The longest that a function may run, 15 minutes, and time for the answer.
const INVOCATION: Duration = Duration::from_secs(910);

/// A part of the artifact in the deploy bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Bucket.
    pub bucket: String,
    /// Key.
    pub key: String,
    /// SHA-256 of the zip file, in hexadecimal digits.
    pub sha256: String,
}

/// The code that a function gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Code {
    /// A zip file.
    Zip(Part),
    /// An image, named by its digest: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop-dev@sha256:…`.
    Image(String),
}

impl Code {
    /// SHA-256 in hexadecimal digits: of the zip file, or of the image's manifest.
    ///
    /// # Errors
    /// An image that is not named by its digest is a bug.
    pub fn sha256(&self) -> Result<&str> {
        match self {
            Code::Zip(part) => Ok(&part.sha256),
            Code::Image(uri) => {
                let digest = uri.rsplit_once("@sha256:").map(|(_, digest)| digest);
                digest.ok_or_else(|| Error::bug(format!("the image `{uri}` is not named by its digest")))
            }
        }
    }
}

/// What an invocation gave.
#[derive(Debug, Clone)]
pub struct Invocation {
    /// HTTP status of the Invoke call itself.
    pub status: u16,
    /// `Unhandled` when the handler raised, timed out or could not start; the payload then describes the error.
    pub function_error: Option<String>,
    /// What the handler returned.
    pub payload: Value,
    /// The last 4 KB that the function logged.
    pub log_tail: String,
    /// The version that ran.
    pub version: Option<String>,
}

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

/// Gives the function the code, unless it has it already, and waits until it runs. Returns whether it was sent.
///
/// # Errors
/// Lambda's; an update that ended as failed, with Lambda's reason.
pub async fn update_code(aws: &Clients, function: &str, code: &Code) -> Result<bool> {
    let current = wait_until_ready(aws, function, None).await?;
    if current.code_sha256() == Some(&code_sha256(&current, code.sha256()?)?) {
        return Ok(false);
    }
    let mut attempt = 0;
    loop {
        let call = aws.lambda.update_function_code().function_name(function);
        let call = match code {
            Code::Zip(part) => call.s3_bucket(&part.bucket).s3_key(&part.key),
            Code::Image(uri) => call.image_uri(uri),
        };
        match call.send().await.calling("lambda:UpdateFunctionCode", subject(function)) {
            Err(failure) if failure.is_busy() && attempt < 10 => {
                attempt += 1;
                wait_until_ready(aws, function, None).await?;
                backoff::sleep(attempt, Duration::from_millis(500), Duration::from_secs(5)).await;
            }
            answer => {
                answer?;
                break;
            }
        }
    }
    wait_until_ready(aws, function, None).await?;
    Ok(true)
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
            Ok(answer.function_version.map(|version| Routing { version, weights }))
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
                let call = aws.lambda.update_alias().function_name(function).name(name).function_version(&to.version);
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

/// Invokes a version or alias and waits for the end, up to 15 minutes. **The function runs once or not at all**: a call that may have reached it is
/// never repeated, so a lost connection is an error although the function may still be running.
///
/// # Errors
/// Lambda's, and a lost connection. A handler that fails is not an error here: see [`Invocation::function_error`].
pub async fn invoke(aws: &Clients, function: &str, qualifier: &str, payload: &Value) -> Result<Invocation> {
    invoke_once(aws, function, qualifier, payload).await.map_err(|failure| {
        if may_have_started(&failure) {
            Error::from(failure).hint("the function may still be running: `cargo run -- logs` shows it")
        } else {
            failure.into()
        }
    })
}

/// As [`invoke`], for a caller who can find out what became of a call that [`may_have_started`].
///
/// # Errors
/// As [`invoke`].
pub async fn invoke_once(aws: &Clients, function: &str, qualifier: &str, payload: &Value) -> std::result::Result<Invocation, Failure> {
    let timeouts = TimeoutConfig::builder().connect_timeout(Duration::from_secs(10)).read_timeout(INVOCATION).build();
    let once = aws_sdk_lambda::config::Builder::new().retry_config(RetryConfig::disabled()).timeout_config(timeouts);
    let mut attempt = 0;
    let answer = loop {
        let call = aws.lambda.invoke().function_name(function).qualifier(qualifier).log_type(LogType::Tail);
        let call = call.payload(Blob::new(payload.to_string())).customize().config_override(once.clone());
        match call.send().await.calling("lambda:InvokeFunction", subject(function)) {
            // Refused before it started.
            Err(failure) if not_started(&failure) && attempt < 8 => {
                attempt += 1;
                backoff::sleep(attempt, Duration::from_millis(500), Duration::from_secs(15)).await;
            }
            answer => break answer?,
        }
    };
    let bytes = answer.payload().map(Blob::as_ref).unwrap_or_default();
    let payload = serde_json::from_slice(bytes).unwrap_or_else(|_| Value::String(String::from_utf8_lossy(bytes).into_owned()));
    let log = answer.log_result().and_then(|log| BASE64.decode(log).ok()).unwrap_or_default();
    Ok(Invocation {
        status: u16::try_from(answer.status_code()).unwrap_or_default(),
        function_error: answer.function_error().map(String::from),
        payload,
        log_tail: String::from_utf8_lossy(&log).into_owned(),
        version: answer.executed_version().map(String::from),
    })
}

/// Whether the function may run although the call failed: no answer came, or one that does not come from the function's side.
pub fn may_have_started(failure: &Failure) -> bool {
    !not_started(failure) && (failure.status() >= 500 || (failure.status() == 0 && !failure.is_about_credentials()))
}

fn not_started(failure: &Failure) -> bool {
    ["TooManyRequestsException", "ResourceNotReadyException", "ResourceConflictException", "EC2ThrottledException"]
        .contains(&failure.code())
}

/// The image of a version, named by its digest; `None` where its code is a zip file.
///
/// # Errors
/// Lambda's.
pub async fn image(aws: &Clients, function: &str, version: &str) -> Result<Option<String>> {
    let found = aws.lambda.get_function().function_name(function).qualifier(version).send().await;
    let found = found.calling("lambda:GetFunction", format!("version {version} of `{function}`"))?;
    Ok(found.code.and_then(|code| code.resolved_image_uri.or(code.image_uri)))
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

/// Waits until neither the function's creation nor an update of it is under way.
///
/// # Errors
/// A creation or update that failed, with Lambda's reason; ten minutes without an end.
pub async fn wait_until_ready(aws: &Clients, function: &str, version: Option<&str>) -> Result<GetFunctionConfigurationOutput> {
    let started = tokio::time::Instant::now();
    let mut pause = Duration::from_millis(100);
    loop {
        let call = aws.lambda.get_function_configuration().function_name(function).set_qualifier(version.map(String::from));
        let found = call.send().await.calling("lambda:GetFunctionConfiguration", subject(function))?;
        // An Inactive function wakes by its next invocation or update.
        let pending = found.state() == Some(&State::Pending);
        if found.state() == Some(&State::Failed) {
            let reason = found.state_reason().unwrap_or("Lambda gives no reason");
            return Err(Error::user(format!("Lambda cannot run `{function}`: {reason}")));
        }
        match found.last_update_status() {
            Some(LastUpdateStatus::Failed) => {
                let reason = found.last_update_status_reason().unwrap_or("Lambda gives no reason");
                return Err(Error::user(format!("the update of `{function}` failed: {reason}")));
            }
            Some(LastUpdateStatus::InProgress) => {}
            _ if pending => {}
            _ => return Ok(found),
        }
        if started.elapsed() > READY {
            return Err(Error::user(format!("`{function}` did not become ready within {} minutes", READY.as_secs() / 60))
                .hint("run the same command again: it continues where it stopped"));
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(Duration::from_secs(3));
    }
}

fn subject(function: &str) -> String {
    format!("function `{function}`")
}

/// A SHA-256 in hexadecimal digits as Lambda writes that of a function's code: in base64, and as it is for an image, of which it is the digest.
/// Source: AWS Lambda Developer Guide, "Create a Lambda function using a container image".
fn code_sha256(function: &GetFunctionConfigurationOutput, sha256: &str) -> Result<String> {
    if function.package_type() == Some(&PackageType::Image) { Ok(sha256.to_owned()) } else { digest(sha256) }
}

/// Lambda writes digests in base64, everybody else in hexadecimal digits.
fn digest(hexadecimal: &str) -> Result<String> {
    let pairs = (0..hexadecimal.len()).step_by(2).map(|at| hexadecimal.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()));
    match pairs.collect::<Option<Vec<u8>>>() {
        Some(bytes) if bytes.len() == 32 => Ok(BASE64.encode(bytes)),
        _ => Err(Error::bug(format!("`{hexadecimal}` is no SHA-256 in hexadecimal digits"))),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn digests() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(super::digest(empty).expect("a digest"), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert!(super::digest("xyz").is_err());
        assert!(super::digest("日本").is_err());
    }
}
