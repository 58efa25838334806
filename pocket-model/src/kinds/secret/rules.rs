//! What cannot be a secret, or come from where it is said to.

use super::super::env::{is_reserved, suggestion, valid_name};
use super::{Secret, Source, messages};
use crate::diag::Sink;
use crate::kinds::StageView;
use crate::synth::Origin;

/// The shortest and longest generated password.
const LENGTHS: std::ops::RangeInclusive<u32> = 8..=128;
/// Source: Django documentation, "System check framework", security.W009.
const SECRET_KEY: u32 = 50;

pub(super) fn check(secret: &Secret, stage: &StageView<'_>, sink: &mut Sink) {
    let Some(label) = &secret.head.label else { return };
    let name = label.text.as_str();
    if is_reserved(name) {
        sink.push(messages::reserved(label.at, name, format!("MY_{}", name.trim_start_matches('_'))));
    } else if !valid_name(name) {
        sink.push(messages::bad_name(label.at, name, suggestion(name)));
    }
    if stage.facts.environment.contains_key(name) {
        sink.push(messages::also_env(label.at, name));
    }
    let at = secret.value.at;
    match secret.value.known() {
        Some(Source(Origin::Password { length })) if !LENGTHS.contains(length) => {
            sink.push(messages::password_length(at, length, LENGTHS.start(), LENGTHS.end()));
        }
        Some(Source(Origin::Password { length })) if name == "SECRET_KEY" && *length < SECRET_KEY => {
            sink.push(messages::short_secret_key(at, length));
        }
        Some(Source(Origin::Env { variable })) if !is_variable(variable) => {
            sink.push(messages::bad_variable(at, variable, name));
        }
        Some(Source(Origin::File { path })) => file(at, path, sink),
        _ => {}
    }
}

/// What a shell can set. Source: POSIX.1-2017, "Name".
fn is_variable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn file(at: crate::ast::At, path: &str, sink: &mut Sink) {
    let why = match path {
        path if path.trim().is_empty() => messages::is_empty(),
        path if path.starts_with('~') => messages::is_of_a_home(),
        path if path.ends_with(['/', '\\']) => messages::is_a_folder(),
        _ => return,
    };
    sink.push(messages::bad_path(at, path, why));
}
