//! `cost`: the standing cost of a stage, with where each part comes from.

use super::{Context, Outcome};
use crate::error::Result;
use pocket_model::cost::{PRICES_AS_OF, total};
use serde_json::json;

pub(super) fn run(cx: &Context<'_>) -> Result<Outcome> {
    let Some(facts) = cx.loaded.validated.facts(&cx.stage) else { return Ok(Outcome::Done) };
    let sum = total(&facts.standing);
    if cx.json {
        let lines: Vec<_> = facts.standing.iter().map(|line| json!({ "line": line, "place": cx.loaded.places.show(line.at) })).collect();
        cx.ui.data(
            serde_json::to_string_pretty(&json!({ "prices_as_of": PRICES_AS_OF, "usd_a_month": sum, "lines": lines })).unwrap_or_default(),
        );
        return Ok(Outcome::Done);
    }
    for line in &facts.standing {
        cx.ui.data(format!("{:>9.2} usd  {}  ({})", line.usd_a_month, line.what, cx.loaded.places.show(line.at)));
        if let Some(cheaper) = &line.cheaper {
            cx.ui.data(format!("               cheaper: {cheaper}"));
        }
    }
    cx.ui.data(format!(
        "{sum:>9.2} usd  a month while nobody visits {}-{} (prices of {PRICES_AS_OF}; usage comes on top)",
        facts.project, facts.stage
    ));
    Ok(Outcome::Done)
}
