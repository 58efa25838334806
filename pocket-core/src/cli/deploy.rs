//! `deploy`: the plan, carried out, with the user's functions before and after.

use super::Outcome;
use super::args::DeployArgs;
use super::session::Session;
use crate::deploy::release::Canary;
use crate::deploy::{Outputs, safety};
use crate::drivers::logs::duration;
use crate::error::{Error, Phase, Result};
use crate::hooks::points;
use crate::messages::{self, canary as words};
use crate::plan::Prepared;
use crate::release::DjangoSource;
use crate::report;
use crate::ui::Printer;
use std::sync::Arc;

pub(super) async fn run(session: &Session<'_>, args: &DeployArgs) -> Result<Outcome> {
    session.check_consent()?;
    let outputs = deploy(session, !args.no_rehearsal).await?;
    if session.json {
        session.ui.data(serde_json::to_string_pretty(&outputs).unwrap_or_default());
    } else if let Some(url) = &outputs.url {
        session.ui.data(url);
    }
    Ok(Outcome::Done)
}

/// What `--canary` and `--canary-for` say.
pub(super) fn canary(ui: &Printer, args: &DeployArgs) -> Result<Option<Canary>> {
    let Some(text) = &args.canary else { return Ok(None) };
    let percent: Option<f64> = text.strip_suffix('%').unwrap_or(text).trim().parse().ok();
    match percent.filter(|percent| *percent > 0.0 && *percent < 100.0) {
        Some(percent) => Ok(Some(Canary { share: percent / 100.0, time: duration(&args.canary_for)? })),
        None => Err(Error::usage(ui.say(&words::no_share(text))).hint("--canary 10%")),
    }
}

/// Deploys and runs the hooks; `rehearse`: tries migrations on a copy of the database first. A failure runs `on_failure` and stays the failure.
pub(super) async fn deploy(session: &Session<'_>, rehearse: bool) -> Result<Outputs> {
    match attempt(session, rehearse).await {
        Ok(outputs) => Ok(outputs),
        Err(error) => {
            if let Some(hooks) = session.hooks() {
                let mut cx = session.hook_cx();
                cx.failure = Some(report::error(&error, Some(&session.cx.places)));
                cx.phase = error.phase;
                if let Err(second) = hooks.run::<points::on_failure>(&cx).await {
                    session.ui.warning(report::error(&second, Some(&session.cx.places)));
                }
            }
            Err(error)
        }
    }
}

/// What will be done, with what migrations would do to the release that serves.
async fn planned(session: &Session<'_>, rehearse: bool) -> Result<Prepared> {
    let mut prepared = crate::plan::plan(&session.cx, &session.synthesis, Arc::new(DjangoSource::default())).await?;
    safety::check(&session.cx, &prepared.plan)?;
    if rehearse {
        safety::rehearse(&session.cx, &mut prepared, true).await?;
    }
    Ok(prepared)
}

async fn attempt(session: &Session<'_>, rehearse: bool) -> Result<Outputs> {
    let prepared = planned(session, rehearse).await.map_err(|error| error.during(Phase::Plan))?;
    let plan = &prepared.plan;
    let nothing = plan.is_empty();
    // What stops the deploy is its error: the plan would only say it twice.
    if plan.blockers.is_empty() {
        let colour = session.ui.has_colour();
        session.ui.status(if session.ui.is_verbose() { plan.to_text(colour) } else { plan.to_summary(colour) });
    }
    if !nothing
        && plan.blockers.is_empty()
        && let Some(hooks) = session.hooks()
    {
        let mut cx = session.hook_cx();
        cx.plan = Arc::new(plan.to_json());
        hooks.run::<points::before_deploy>(&cx).await.map_err(|error| error.during(Phase::BeforeDeploy))?;
    }
    if let Some(running) = &session.running {
        running.route(&session.synthesis.project, &session.synthesis.stage, &session.function("web")?.name).await?;
    }
    let outputs = crate::deploy::deploy(&session.cx, prepared).await?;
    if !nothing && let Some(hooks) = session.hooks() {
        let cx = session.deployed_hook_cx().await?;
        hooks
            .run::<points::after_deploy>(&cx)
            .await
            .map_err(|error| Error { message: session.ui.say(&messages::live_but(&error.message)), ..error }.during(Phase::AfterDeploy))?;
    }
    Ok(outputs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Level;
    use std::time::Duration;

    #[test]
    fn a_share_is_above_none_and_below_all() {
        let canary = |share: &str| {
            let args = DeployArgs {
                deny_warnings: false,
                canary: Some(share.into()),
                canary_for: "5m".into(),
                adopt: false,
                delete_data: None,
                allow: Vec::new(),
                no_rehearsal: true,
            };
            canary(&Printer::new(Level::Quiet), &args).ok().flatten()
        };
        assert_eq!(canary("10%"), Some(Canary { share: 0.1, time: Duration::from_secs(300) }));
        assert_eq!(canary("2.5").map(|canary| canary.share), Some(0.025));
        for wrong in ["0%", "100%", "-5%", "ten", "", "NaN"] {
            assert_eq!(canary(wrong), None, "{wrong}");
        }
    }
}
