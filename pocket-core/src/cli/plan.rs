//! `plan`: what a deploy would do.

use super::Outcome;
use super::args::PlanArgs;
use super::session::Session;
use crate::error::Result;
use crate::program::Loaded;
use crate::release::DjangoSource;
use crate::report;
use std::sync::Arc;

pub(super) async fn run(session: &Session<'_>, loaded: &Loaded, args: &PlanArgs) -> Result<Outcome> {
    let prepared = crate::plan::plan(&session.cx, &session.synthesis, Arc::new(DjangoSource::default())).await?;
    let plan = &prepared.plan;
    if session.json {
        session.ui.data(serde_json::to_string_pretty(&plan.to_json()).unwrap_or_default());
    } else {
        for warning in &loaded.warnings {
            session.ui.status(report::diagnostic(warning, &loaded.places, session.ui.lang()));
        }
        let colour = session.ui.has_stdout_colour();
        session.ui.data(if session.ui.is_verbose() { plan.to_text(colour) } else { plan.to_summary(colour) });
    }
    let changes = !plan.is_empty() || !plan.blockers.is_empty();
    Ok(if args.exit_code && changes { Outcome::Changes } else { Outcome::Done })
}
