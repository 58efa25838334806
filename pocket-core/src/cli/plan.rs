//! `plan`: what a deploy would do.

use super::Outcome;
use super::args::PlanArgs;
use super::session::Session;
use crate::error::Result;
use crate::release::DjangoSource;
use serde_json::Value;
use std::sync::Arc;

pub(super) async fn run(session: &Session<'_>, warnings: &[Value], args: &PlanArgs) -> Result<Outcome> {
    let mut prepared = crate::plan::plan(&session.cx, &session.synthesis, Arc::new(DjangoSource::default())).await?;
    if args.rehearse {
        crate::deploy::safety::rehearse(&session.cx, &mut prepared, false).await?;
    }
    let plan = &prepared.plan;
    if session.json {
        let mut data = plan.to_json();
        data["diagnostics"] = warnings.into();
        session.ui.data(serde_json::to_string_pretty(&data).unwrap_or_default());
    } else {
        let colour = session.ui.has_stdout_colour();
        session.ui.data(if session.ui.is_verbose() { plan.to_text(colour) } else { plan.to_summary(colour) });
    }
    let changes = !plan.is_empty() || !plan.blockers.is_empty();
    Ok(if args.exit_code && changes { Outcome::Changes } else { Outcome::Done })
}
