//! `settings { DEFAULT_FROM_EMAIL: "me@example.com"; }`

use super::{Kind, StageView};
use crate::ast::Entry;
use crate::diag::{Diagnostic, Sink};
use crate::graph::{Facts, to_json};
use crate::schema::words;

words! {
    /// Who puts the deploy's values into Django's settings.
    Mode {
        /// The generated settings module.
        Generated = "generated",
        /// The project, with the functions of `pocket_django`.
        Manual = "manual",
    }
}

kind! {
    /// Django settings of the stage: they win over the project's own. Values are strings, numbers, booleans, lists and maps.
    /// `settings: manual;` leaves the project's settings as they are; it then imports what it wants from `pocket_django`.
    "settings" => Settings { place: Both, label: None, value: "mode", open: true }
    /// `generated` unless written.
    mode: Mode = Mode::Generated;
}

/// What the deploy computes: set here it would silently lose or break the site. With what to use instead.
const COMPUTED: &[(&str, &str)] = &[
    ("DATABASES", "declare the database: `neon;`"),
    ("STORAGES", "declare the bucket: `s3;`"),
    ("CACHES", "declare the cache: `efs_cache;`"),
    ("ALLOWED_HOSTS", "delete the line: the site's hosts are in it"),
    ("CSRF_TRUSTED_ORIGINS", "delete the line: the site's origins are in it"),
    ("SECRET_KEY", "delete the line: it exists without being declared; to choose its value write `secret SECRET_KEY: env(\"NAME\");`"),
];

impl Settings {
    fn written(&self) -> impl Iterator<Item = &Entry> {
        self.head.entries.iter().filter(|entry| entry.keyword.text != "mode")
    }
}

impl Kind for Settings {
    fn check(&self, _stage: &StageView<'_>, sink: &mut Sink) {
        for entry in self.written() {
            let name = &entry.keyword;
            if let Some((_, instead)) = COMPUTED.iter().find(|(computed, _)| *computed == name.text) {
                let message = format!("`{}` is computed by the deploy", name.text);
                sink.push(Diagnostic::error("settings::computed", name.at, message).help(*instead));
                continue;
            }
            if name.text.chars().any(|c| c.is_ascii_lowercase()) {
                let message = format!("`{}` is not a Django setting: they are written in capitals", name.text);
                let help = format!("write `{}: …;`", name.text.to_uppercase());
                sink.push(Diagnostic::error("settings::not_upper_case", name.at, message).help(help));
                continue;
            }
            match &entry.value {
                None => {
                    let message = format!("`{}` needs a value", name.text);
                    sink.push(Diagnostic::error("settings::needs_value", name.at, message).help(format!("write `{}: true;`", name.text)));
                }
                Some(value) if !plain(value) => {
                    let message = format!("`{}` takes a string, number, boolean, list or map, not `{}`", name.text, value.kind);
                    let help = format!("write `{}: \"{}\";`", name.text, value.kind);
                    sink.push(Diagnostic::error("settings::bad_value", value.at, message).help(help));
                }
                Some(_) => {}
            }
        }
    }

    fn declare(&self, facts: &mut Facts) {
        facts.manual = self.mode.known() == Some(&Mode::Manual);
        for entry in self.written() {
            facts.settings_at.insert(entry.keyword.text.clone(), entry.keyword.at);
            if let Some(json) = entry.value.as_ref().and_then(to_json) {
                facts.settings.insert(entry.keyword.text.clone(), json);
            }
        }
    }
}

/// Whether the value can be a Django setting, now or once the program runs.
fn plain(value: &crate::ast::Value) -> bool {
    use crate::ast::ValueKind::{Bool, Call, Float, Int, List, Map, Opaque, Str};
    match &value.kind {
        Str(_) | Int(_) | Float(_) | Bool(_) | Opaque(..) => true,
        Call(name, _) => name.text == "env",
        List(values) => values.iter().all(plain),
        Map(entries) => entries.iter().all(|(_, value)| plain(value)),
        _ => false,
    }
}
