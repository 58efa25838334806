//! `analyze`: where the time of a cold start goes, and what to import later. Runs the built site on this machine; no cloud is asked.

mod messages;
mod text;

use super::args::AnalyzeArgs;
use super::{Context, Outcome};
use crate::analyze::{self, advice};
use crate::error::Result;
use crate::release::artifact::{self, BuildRequest, Platform};
use serde_json::json;
use std::path::{Path, PathBuf};

pub(super) async fn run(cx: &Context<'_>, args: &AnalyzeArgs) -> Result<Outcome> {
    let synthesis = cx.synthesis()?;
    // A stage on the embedded cloud is built for this machine anyway.
    let folder = if synthesis.embedded { ".pocket/build" } else { ".pocket/analyze" };
    let work_dir = cx.loaded.root.join(folder).join(&synthesis.stage);
    let (build, contract) = (&synthesis.build, &synthesis.contract);
    let program_dir = &cx.loaded.program_dir;
    let request = BuildRequest { ui: &cx.ui, build, program_dir, work_dir: &work_dir, platform: Platform::Host, contract };
    let artifact = artifact::build(request).await?;
    let step = cx.ui.step(cx.ui.say(&messages::starting()));
    let request = analyze::Request { artifact: &artifact, build, contract, work_dir: &work_dir, path: &args.request, runs: args.runs };
    let report = analyze::measure(request).await?;
    step.done(cx.ui.say(&messages::starts(args.runs)));
    let advice = advice(&report);
    if cx.json {
        let document = json!({
            "stage": synthesis.stage, "python": artifact.python.to_string(), "runs": args.runs, "start_ms": report.start, "request_ms": report.request,
            "request": { "path": args.request, "status": report.status }, "phases": report.phases(), "owners": report.owners(), "imports": report.tree(0.0),
            "lazy": advice,
            "artifact": {
                "interpreter": artifact.interpreter, "dependencies": artifact.dependencies.path,
                "code": artifact::seal(&artifact, &analyze::contract(contract, &work_dir))?.path,
            },
        });
        cx.ui.data(serde_json::to_string_pretty(&document).unwrap_or_default());
    } else {
        let project = artifact::inspect(build, program_dir)?.root;
        let page = text::Page { lang: cx.ui.lang(), project: shown(&project), path: &args.request };
        cx.ui.data(page.of(&format!("{}-{}", synthesis.project, synthesis.stage), artifact.python, &report, &advice));
    }
    Ok(Outcome::Done)
}

/// The folder as the user would type it.
fn shown(folder: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|folder| folder.canonicalize()).unwrap_or_default();
    folder.strip_prefix(here).unwrap_or(folder).to_path_buf()
}

#[cfg(test)]
mod tests;
