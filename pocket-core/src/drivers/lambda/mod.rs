//! What a release does to Lambda: layers, code, versions, the alias. CloudFormation owns the functions; the code in them moves only here.

mod alias;
mod invocation;
mod layer;
mod version;

pub use alias::{LATEST, Routing, alias, route, routing, set_alias, withhold};
pub use invocation::{Invocation, invoke, invoke_once, may_have_started};
pub use layer::{delete_old_layers, find_layer, publish_layer};
pub use version::{Version, delete_versions, publish_version, versions};

use crate::aws::{Calling, Clients, backoff};
use crate::error::{Error, Result};
use aws_sdk_lambda::operation::get_function_configuration::GetFunctionConfigurationOutput;
use aws_sdk_lambda::types::{LastUpdateStatus, PackageType, State};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use std::time::Duration;

/// Lambda takes seconds for a zip, and minutes for a function that enters a VPC for the first time.
const READY: Duration = Duration::from_secs(600);

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

/// The image of a version, named by its digest; `None` where its code is a zip file.
///
/// # Errors
/// Lambda's.
pub async fn image(aws: &Clients, function: &str, version: &str) -> Result<Option<String>> {
    let found = aws.lambda.get_function().function_name(function).qualifier(version).send().await;
    let found = found.calling("lambda:GetFunction", format!("version {version} of `{function}`"))?;
    Ok(found.code.and_then(|code| code.resolved_image_uri.or(code.image_uri)))
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
