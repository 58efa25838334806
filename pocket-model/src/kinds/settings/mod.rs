//! `settings { DEFAULT_FROM_EMAIL: "me@example.com"; }`

mod messages;
mod rules;

use super::{Kind, StageView};
use crate::ast::Entry;
use crate::diag::Sink;
use crate::graph::{Facts, to_json};
use crate::messages::Page;
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

impl Settings {
    fn written(&self) -> impl Iterator<Item = &Entry> {
        self.head.entries.iter().filter(|entry| entry.keyword.text != "mode")
    }
}

impl Kind for Settings {
    const PAGES: &'static [&'static [Page]] = &[messages::PAGES];

    fn check(&self, stage: &StageView<'_>, sink: &mut Sink) {
        rules::check(self, stage, sink);
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
