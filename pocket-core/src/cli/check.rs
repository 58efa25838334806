//! `check`: what rustc checked, once more with the values that are known now, and the warnings, which rustc does not show.

use super::args::CheckArgs;
use super::{Context, Outcome};
use crate::error::{Error, Result};
use crate::report;
use pocket_model::diag::Diagnostic;
use serde_json::json;

pub(super) fn run(cx: &Context<'_>, args: &CheckArgs) -> Result<Outcome> {
    let warnings = &cx.loaded.warnings;
    if cx.json {
        let rows: Vec<_> = warnings.iter().map(|warning| row(cx, warning)).collect();
        cx.ui.data(serde_json::to_string_pretty(&json!({ "warnings": rows })).unwrap_or_default());
    } else {
        for warning in warnings {
            cx.ui.status(report::diagnostic(warning, &cx.loaded.places, cx.ui.lang()));
        }
    }
    if args.deny_warnings && !warnings.is_empty() {
        return Err(Error::user(format!("{} warnings, and `--deny-warnings`", warnings.len())));
    }
    let stages: Vec<&str> = cx.loaded.validated.stages().collect();
    cx.ui.status(format!("{}: the stages {} are good.", cx.loaded.validated.project(), stages.join(", ")));
    Ok(Outcome::Done)
}

/// A warning as data, with its places as `FILE:LINE:COLUMN`.
fn row(cx: &Context<'_>, warning: &Diagnostic) -> serde_json::Value {
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
