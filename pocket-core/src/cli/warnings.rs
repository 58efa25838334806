//! Warnings of the program: rustc does not show them, so `check`, `plan` and `deploy` do.

use super::Context;
use crate::error::{Error, Result};
use crate::hooks::points;
use crate::messages;
use crate::report;
use pocket_model::diag::Diagnostic;
use pocket_model::network;
use serde_json::{Value, json};

/// The warnings of the program, and of what functions at `after_synth` made of the networks of some stages.
pub(super) fn of<'a>(cx: &Context<'_>, stages: impl IntoIterator<Item = &'a str>) -> Vec<Diagnostic> {
    let changed = |stage: &&str| cx.app.hooks(stage).is_some_and(|hooks| hooks.any::<points::after_synth>());
    let audits = stages.into_iter().filter(changed).filter_map(|stage| {
        // What cannot be synthesized is an error of the command that needs it.
        let synthesis = super::synthesis(cx.app, cx.loaded, stage, cx.ui.lang()).ok()?;
        Some(network::audit(&synthesis))
    });
    cx.loaded.warnings.iter().cloned().chain(audits.flatten()).collect()
}

/// Prints every warning with its line of the program.
pub(super) fn show(cx: &Context<'_>, warnings: &[Diagnostic]) {
    for warning in warnings {
        cx.ui.status(report::diagnostic(warning, &cx.loaded.places, cx.ui.lang()));
    }
}

/// Refuses to go on with any warning, where `--deny-warnings` asks for it.
pub(super) fn deny(cx: &Context<'_>, warnings: &[Diagnostic], asked: bool) -> Result<()> {
    match warnings.len() {
        count if !asked || count == 0 => Ok(()),
        1 => Err(Error::user(cx.ui.say(&messages::one_denied()))),
        count => Err(Error::user(cx.ui.say(&messages::denied(count)))),
    }
}

/// The warnings as data, with their places as `FILE:LINE:COLUMN`.
pub(super) fn rows(cx: &Context<'_>, warnings: &[Diagnostic]) -> Vec<Value> {
    warnings.iter().map(|warning| row(cx, warning)).collect()
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
