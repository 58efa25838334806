//! Warnings of the program: rustc does not show them, so `check`, `plan` and `deploy` do.

use super::Context;
use crate::error::{Error, Result};
use crate::messages;
use crate::report;
use pocket_model::diag::Diagnostic;
use serde_json::{Value, json};

/// Prints every warning with its line of the program.
pub(super) fn show(cx: &Context<'_>) {
    for warning in &cx.loaded.warnings {
        cx.ui.status(report::diagnostic(warning, &cx.loaded.places, cx.ui.lang()));
    }
}

/// Refuses to go on with any warning, where `--deny-warnings` asks for it.
pub(super) fn deny(cx: &Context<'_>, asked: bool) -> Result<()> {
    match cx.loaded.warnings.len() {
        count if !asked || count == 0 => Ok(()),
        1 => Err(Error::user(cx.ui.say(&messages::one_denied()))),
        count => Err(Error::user(cx.ui.say(&messages::denied(count)))),
    }
}

/// The warnings as data, with their places as `FILE:LINE:COLUMN`.
pub(super) fn rows(cx: &Context<'_>) -> Vec<Value> {
    cx.loaded.warnings.iter().map(|warning| row(cx, warning)).collect()
}

fn row(cx: &Context<'_>, warning: &Diagnostic) -> Value {
    let (lang, places) = (cx.ui.lang(), &cx.loaded.places);
    let related: Vec<_> =
        warning.related.iter().map(|(at, message)| json!({ "place": places.show(*at), "message": message.text(lang) })).collect();
    json!({
        "code": warning.code,
        "severity": warning.severity,
        "place": places.show(warning.at),
        "message": warning.message.text(lang),
        "help": warning.help.as_ref().map(|help| help.text(lang)),
        "related": related,
    })
}
