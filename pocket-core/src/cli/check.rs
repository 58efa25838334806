//! `check`: what rustc checked, once more with the values that are known now, and the warnings, which rustc does not show.

use super::args::CheckArgs;
use super::{Context, Outcome, warnings};
use crate::error::Result;
use crate::messages;
use serde_json::json;

pub(super) fn run(cx: &Context<'_>, args: &CheckArgs) -> Result<Outcome> {
    let found = warnings::of(cx, cx.loaded.validated.stages());
    if cx.json {
        let data = json!({ "warnings": warnings::rows(cx, &found) });
        cx.ui.data(serde_json::to_string_pretty(&data).unwrap_or_default());
    } else {
        warnings::show(cx, &found);
    }
    warnings::deny(cx, &found, args.deny_warnings)?;
    let stages: Vec<&str> = cx.loaded.validated.stages().collect();
    let project = cx.loaded.validated.project();
    cx.ui.status(cx.ui.say(&match stages.as_slice() {
        [stage] => messages::one_good(project, stage),
        stages => messages::all_good(project, stages.join(", ")),
    }));
    Ok(Outcome::Done)
}
