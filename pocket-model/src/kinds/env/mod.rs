//! `env DJANGO_LOG_LEVEL: "INFO";`

use super::{Kind, StageView};
use crate::diag::{Diagnostic, Sink};
use crate::graph::Facts;
use crate::schema::Text;

kind! {
    /// An environment variable of the stage's functions, visible in the Lambda configuration: for a password use `secret`.
    "env" => Env { place: Both, label: Required, value: "value", block: false }
    /// A string, or `env("X")`: the value on the deploying machine.
    value: Text;
}

/// Variables that Lambda sets itself and refuses. Source: AWS Lambda Developer Guide, "Defined runtime environment variables".
const RESERVED: &[&str] = &[
    "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
    "AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR",
];

/// Variables that the deploy sets.
const OURS: &[(&str, &str)] = &[("DJANGO_SETTINGS_MODULE", "write `django { settings: \"…\"; }`")];

impl Kind for Env {
    fn check(&self, _stage: &StageView<'_>, sink: &mut Sink) {
        let Some(label) = &self.head.label else { return };
        let name = label.text.as_str();
        if RESERVED.contains(&name) {
            let message = format!("`{name}` is set by Lambda itself, which refuses it here");
            sink.push(Diagnostic::error("env::reserved", label.at, message).help("choose another name"));
        } else if let Some((_, instead)) = OURS.iter().find(|(ours, _)| *ours == name) {
            sink.push(Diagnostic::error("env::computed", label.at, format!("`{name}` is set by the deploy")).help(*instead));
        } else if !valid_name(name) {
            let message = format!("`{name}` cannot name an environment variable: Lambda takes at least two letters, digits and `_`, a letter first");
            sink.push(Diagnostic::error("env::bad_name", label.at, message).help(format!("write `env {}: …;`", suggestion(name))));
        }
        if !self.value.written {
            let message = format!("`{name}` needs a value");
            sink.push(Diagnostic::error("env::needs_value", self.head.at, message).help(format!("write `env {name}: \"…\";`")));
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

/// Whether Lambda or the deploy sets the variable.
pub(crate) fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name) || OURS.iter().any(|(ours, _)| *ours == name)
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
