//! Why a function failed, in the words of the user's own code.

use crate::drivers::lambda::Invocation;
use crate::traceback;
use serde_json::Value as Json;

/// `ImportError: no module …`
pub(in crate::deploy) fn raised(answer: &Invocation) -> String {
    let text = |key: &str| answer.payload[key].as_str().unwrap_or_default().to_owned();
    match (text("errorType"), text("errorMessage")) {
        (_, message) if message.contains(TRACEBACK) => traceback::raised(&message).unwrap_or(message),
        (kind, message) if kind.is_empty() => message,
        (kind, message) => format!("{kind}: {message}"),
    }
}

/// Where a function that does not start tells why: our handlers put the traceback into the message.
const TRACEBACK: &str = "Traceback (most recent call last):";

/// The handler's traceback, or what it logged.
pub(in crate::deploy) fn trace(answer: &Invocation) -> String {
    if let Some(message) = answer.payload["errorMessage"].as_str()
        && let Some(begin) = message.find(TRACEBACK)
    {
        return traceback::shorten(message[begin..].trim_end(), &[]);
    }
    let lines: Vec<&str> =
        answer.payload["stackTrace"].as_array().into_iter().flatten().filter_map(Json::as_str).map(str::trim_end).collect();
    if lines.is_empty() {
        return traceback::shorten(answer.log_tail.trim_end(), &[]);
    }
    traceback::shorten(&format!("Traceback (most recent call last):\n{}\n{}", lines.join("\n"), raised(answer)), &[])
}
