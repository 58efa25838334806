//! Pending migrations, judged before anything is uploaded: from the new code, and from what the records say is applied.

use super::ask::Question;
use super::changes::Words;
use super::local::{Local, Uris};
use super::{allow, serving};
use crate::Result;
use crate::deploy::Cx;
use crate::messages::safety;
use crate::plan::Prepared;
use std::collections::BTreeMap;

/// Writes the pending migrations into the plan, where a release serves that says what it knows. What depends on the number of rows is left to the deploy.
/// That the code cannot judge here is a warning: the deploy asks again, in the function.
///
/// # Errors
/// `--allow` with a name that no migration has; what cannot be read.
pub async fn judge_offline(cx: &Cx, prepared: &mut Prepared) -> Result {
    let synthesis = prepared.synthesis.clone();
    let Some(contract) = prepared.contract.clone() else { return Ok(()) };
    let site = prepared.plan.release.functions.iter().find(|function| function.role == "web");
    let Some(version) = site.and_then(|function| function.live.clone()).filter(|_| serving::any(&prepared.plan)) else { return Ok(()) };
    if !prepared.plan.release.migrate {
        return Ok(());
    }
    let Some(serving) = serving::find(cx, &synthesis, &version).await? else { return Ok(()) };
    prepared.serving = Some(serving.known);
    let local = Local { cx, source: &*prepared.source, synthesis: &synthesis, contract: &contract };
    match local.report(Question::Offline(&serving.applied), &Uris::new()).await {
        Ok(None) => {}
        Ok(Some(report)) => {
            allow::check(&cx.ui, &cx.consent.migrations, &report)?;
            prepared.plan.migrations = Words::new(cx, &synthesis).changes(&report, &BTreeMap::new(), true);
            prepared.judged = true;
        }
        Err(error) => prepared.plan.warnings.push(cx.ui.say(&safety::not_judged(error.message))),
    }
    Ok(())
}
