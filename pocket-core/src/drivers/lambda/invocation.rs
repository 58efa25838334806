//! Invocations that are waited for.

use super::subject;
use crate::aws::{Calling, Clients, Failure, backoff};
use crate::error::{Error, Result};
use aws_sdk_lambda::config::retry::RetryConfig;
use aws_sdk_lambda::config::timeout::TimeoutConfig;
use aws_sdk_lambda::types::LogType;
use aws_smithy_types::Blob;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::Value;
use std::time::Duration;

/// The longest that a function may run, 15 minutes, and time for the answer.
const INVOCATION: Duration = Duration::from_secs(910);

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
