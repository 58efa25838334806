//! `env DJANGO_LOG_LEVEL: "INFO";`

mod messages;

use super::{Kind, StageView};
use crate::diag::Sink;
use crate::graph::Facts;
use crate::messages::Page;
use crate::schema::Text;

kind! {
    /// An environment variable of the stage's functions, visible in the Lambda configuration: for a password use `secret`.
    "env" => Env { place: Both, label: Required, value: "value", block: false, labels: [LOG_LEVEL, A1, mixedCase_9] }
    /// A string, or `env("X")`: the value on the deploying machine.
    value: Text => ["INFO", "", "ひと言 \"quoted\" ${not} {{resolve}}", "two\nlines"];
}

/// Variables that Lambda sets itself and refuses. Source: AWS Lambda Developer Guide, "Defined runtime environment variables", 2026-11.
const RESERVED: &[&str] = &[
    "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
    "AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR",
];

/// The variable that names the settings module, which the deploy sets.
const SETTINGS: &str = "DJANGO_SETTINGS_MODULE";

/// How the variables begin by which `pocket_django` is told where it runs.
const OURS: &str = "POCKET_";

/// Search paths that the runtime fills. Source: AWS Lambda Developer Guide, "Defined runtime environment variables", 2026-11.
const PATHS: &[&str] = &["PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "PYTHONHOME"];

/// Parts of names whose values are secret.
const SECRET_WORDS: &[&str] = &["PASSWORD", "PASSWD", "SECRET", "PRIVATE_KEY", "API_KEY", "ACCESS_KEY", "TOKEN", "CREDENTIAL"];

/// What CloudFormation puts another value in place of, wherever it stands, and no way of quoting it. Source: CloudFormation User Guide, "Get values stored in
/// other services using dynamic references", 2026-11.
const DYNAMIC_REFERENCE: &str = "{{resolve:";

impl Kind for Env {
    const PAGES: &'static [&'static [Page]] = &[messages::PAGES];

    fn check(&self, _stage: &StageView<'_>, sink: &mut Sink) {
        let Some(label) = &self.head.label else { return };
        let name = label.text.as_str();
        if RESERVED.contains(&name) {
            sink.push(messages::reserved(label.at, name));
        } else if name == SETTINGS {
            sink.push(messages::computed(label.at, name).help(messages::of_django()));
        } else if name.starts_with(OURS) {
            sink.push(messages::computed(label.at, name));
        } else if !valid_name(name) {
            sink.push(messages::bad_name(label.at, name, suggestion(name)));
        } else if PATHS.contains(&name) {
            sink.push(messages::replaces_path(label.at, name));
        } else if looks_secret(name) {
            sink.push(messages::looks_secret(label.at, name));
        }
        if !self.value.written {
            sink.push(messages::needs_value(self.head.at, name));
        }
        if self.value.known().is_some_and(|value| value.contains(DYNAMIC_REFERENCE)) {
            sink.push(messages::dynamic_reference(self.value.at, name));
        }
    }

    fn declare(&self, facts: &mut Facts) {
        if let Some(label) = &self.head.label {
            if let Some(value) = self.value.known() {
                facts.build.environment.insert(label.text.clone(), value.clone());
            }
            facts.environment.insert(label.text.clone(), (self.value.known().cloned(), label.at));
        }
    }
}

/// `TOKEN_URL` and `PASSWORD_MIN_LENGTH` only speak of one.
fn looks_secret(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    SECRET_WORDS.iter().any(|word| name.ends_with(word))
}

/// Whether Lambda or the deploy sets the variable.
pub(crate) fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name) || name == SETTINGS || name.starts_with(OURS)
}

/// Lambda's own pattern: `[a-zA-Z]([a-zA-Z0-9_])+`.
pub(crate) fn valid_name(name: &str) -> bool {
    name.len() > 1 && name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

pub(crate) fn suggestion(name: &str) -> String {
    let text: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect();
    let text = text.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    if valid_name(text) { text.to_string() } else { format!("MY_{text}") }
}
