//! Running a tool, and saying what went wrong in the user's words.

use crate::{Error, Result};
use std::io::ErrorKind;
use std::process::{Output, Stdio};
use tokio::process::Command;

/// Runs a tool to its end and returns what it wrote. It gets no input, and dies with us.
///
/// `what` is what the user sees as failed: `installing the dependencies`. On failure the error ends in the tool's own last line and carries all of its
/// output; a tool that is not installed, a network that does not answer and a full disk are recognised.
pub async fn run(mut command: Command, what: &str) -> Result<Output> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    let program = command.as_std().get_program().to_string_lossy().into_owned();
    let output = match command.output().await {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            // A missing working folder gives the same error as a missing program.
            if let Some(dir) = command.as_std().get_current_dir().filter(|dir| !dir.is_dir()) {
                return Err(Error::user(format!("{what} failed: the folder {} does not exist", dir.display())));
            }
            return Err(Error::user(format!("{what} failed: `{program}` is not installed")).hint(install_hint(&program)));
        }
        Err(error) => return Err(Error::user(format!("{what} failed: `{program}`: {error}")).caused_by(error)),
    };
    if output.status.success() { Ok(output) } else { Err(failure(&output, what)) }
}

/// The error for a tool that ran and failed.
fn failure(output: &Output, what: &str) -> Error {
    let text = [&output.stderr, &output.stdout].map(|bytes| String::from_utf8_lossy(bytes).trim().to_owned());
    let detail = text.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n");
    let message = match text.iter().find_map(|part| telling(part)) {
        Some(line) => format!("{what} failed: {line}"),
        None => format!("{what} failed: {}", output.status),
    };
    let mut error = Error::user(message);
    if let Some(hint) = known_cause(&detail) {
        error = error.hint(hint);
    }
    if detail.is_empty() { error } else { error.detail(detail) }
}

/// The line that tells most: of uv its error with the first cause, else the last one that is a sentence.
fn telling(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if let Some((index, error)) = lines.iter().enumerate().find_map(|(index, line)| Some((index, line.strip_prefix("error: ")?))) {
        let cause = lines.get(index + 1).and_then(|line| line.strip_prefix("cause: "));
        return Some(cause.map_or_else(|| error.to_owned(), |cause| format!("{error}: {cause}")));
    }
    let sentence = lines.iter().rev().find(|line| !line.starts_with("hint: ") && line.chars().any(char::is_alphabetic));
    sentence.map(|line| (*line).to_owned())
}

/// What to do about causes that tools report in many wordings.
fn known_cause(output: &str) -> Option<&'static str> {
    const NETWORK: &[&str] = &[
        "dns error",
        "error sending request",
        "failed to lookup address",
        "Name or service not known",
        "Temporary failure in name resolution",
        "Failed to establish a new connection",
        "Network is unreachable",
        "Could not resolve host",
        "Connection refused",
        "Connection reset",
        "operation timed out",
        "Read timed out",
    ];
    const CERTIFICATE: &[&str] = &["invalid peer certificate", "CERTIFICATE_VERIFY_FAILED", "UnknownIssuer"];
    let says = |words: &[&str]| words.iter().any(|word| output.contains(word));
    if says(&["No space left on device"]) {
        Some("the disk is full: free some space and run the command again")
    } else if says(CERTIFICATE) {
        Some("the package index's certificate is not trusted: set SSL_CERT_FILE to the certificates of your network")
    } else if says(NETWORK) {
        Some("the package index could not be reached: check the network, or name a mirror in UV_DEFAULT_INDEX or pip's index-url")
    } else {
        None
    }
}

fn install_hint(program: &str) -> String {
    let name = program.rsplit('/').next().unwrap_or(program);
    match name {
        name if name.starts_with("python") => format!("apt install {name}, or `uv python install`"),
        name => format!("install `{name}` so that it is on PATH"),
    }
}
