//! What cannot be a Django setting of a stage.

use super::{Settings, messages};
use crate::ast::{Name, Unit, Value, ValueKind};
use crate::diag::Sink;
use crate::kinds::StageView;
use crate::messages::Wording;

/// What to do instead.
type Instead = fn() -> Wording;

/// What the deploy computes: set here it would silently lose or break the site.
const COMPUTED: &[(&str, Instead)] = &[
    ("DATABASES", messages::declare_database),
    ("STORAGES", messages::declare_bucket),
    ("CACHES", messages::declare_cache),
    ("ALLOWED_HOSTS", messages::hosts_are_in),
    ("CSRF_TRUSTED_ORIGINS", messages::origins_are_in),
    ("SECRET_KEY", messages::key_exists),
    ("STATIC_ROOT", messages::folder_is_chosen),
    ("SECURE_PROXY_SSL_HEADER", messages::header_is_set),
];

/// Settings that Django dropped for `STORAGES`. Source: Django 5.1 release notes, "Features removed in 5.1".
const REMOVED: &[&str] = &["DEFAULT_FILE_STORAGE", "STATICFILES_STORAGE"];

/// Endings of names whose values nobody may read. Source: Django's own `SafeExceptionReporterFilter.hidden_settings`, without its shorter words.
const HIDDEN: &[&str] = &["_PASSWORD", "_SECRET", "_SECRET_KEY", "_TOKEN", "_API_KEY", "_PRIVATE_KEY"];

pub(super) fn check(settings: &Settings, stage: &StageView<'_>, sink: &mut Sink) {
    for entry in settings.written() {
        let name = &entry.keyword;
        if let Some((_, instead)) = COMPUTED.iter().find(|(computed, _)| *computed == name.text) {
            sink.push(messages::computed(name.at, &name.text).help(instead()));
        } else if REMOVED.contains(&name.text.as_str()) {
            sink.push(messages::removed(name.at, &name.text, "5.1"));
        } else if name.text.chars().any(|c| c.is_ascii_lowercase()) {
            sink.push(messages::not_upper_case(name.at, &name.text, name.text.to_uppercase()));
        } else {
            match &entry.value {
                None => sink.push(messages::needs_value(name.at, &name.text)),
                Some(value) => self::value(name, value, stage, sink),
            }
        }
    }
}

fn value(name: &Name, value: &Value, stage: &StageView<'_>, sink: &mut Sink) {
    if let Some(wrong) = not_plain(value) {
        sink.push(messages::bad_value(wrong.at, &name.text, &wrong.kind).help(instead(name, &wrong.kind)));
    } else if name.text == "DEBUG" && value.kind == ValueKind::Bool(true) && !stage.facts.embedded {
        sink.push(messages::debug(value.at));
    } else if let ValueKind::Str(text) = &value.kind
        && !text.is_empty()
        && HIDDEN.iter().any(|ending| name.text.ends_with(ending))
    {
        sink.push(messages::readable_secret(value.at, &name.text));
    }
}

/// What to write in place of a value that Django cannot take.
fn instead(name: &Name, value: &ValueKind) -> Wording {
    match value {
        // Django counts in seconds and bytes.
        ValueKind::Quantity(amount, unit) => {
            let factor = match unit {
                Unit::S | Unit::Acu | Unit::Usd => 1.0,
                Unit::M => 60.0,
                Unit::H => 3_600.0,
                Unit::D => 86_400.0,
                Unit::Kb => 1_024.0,
                Unit::Mb => 1_048_576.0,
                Unit::Gb => 1_073_741_824.0,
            };
            messages::write(amount * factor)
        }
        ValueKind::Range(low, high) => messages::write(format!("[{}, {}]", low.kind, high.kind)),
        ValueKind::Call(call, _) if matches!(call.text.as_str(), "password" | "file") => messages::write_secret(&name.text, value),
        other => messages::write(format!("{:?}", other.to_string())),
    }
}

/// The first part of a value that cannot be one of a Django setting, neither now nor once the program runs.
fn not_plain(value: &Value) -> Option<&Value> {
    use ValueKind::{Bool, Call, Float, Int, List, Map, Opaque, Str};
    match &value.kind {
        Str(_) | Int(_) | Float(_) | Bool(_) | Opaque(..) => None,
        Call(name, _) if name.text == "env" => None,
        List(values) => values.iter().find_map(not_plain),
        Map(entries) => entries.iter().find_map(|(_, value)| not_plain(value)),
        _ => Some(value),
    }
}
