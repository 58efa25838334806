//! `analyze`: where the time of a cold start goes, and what to import later. Runs the built site on this machine; no cloud is asked.

mod lazy;
mod messages;
mod report;
mod text;

use super::args::AnalyzeArgs;
use super::{Context, Outcome};
use crate::error::{Context as _, Error, Result};
use crate::release::artifact::{self, Artifact, BuildRequest, Platform};
use crate::{tools, traceback};
use pocket_model::contract::{Cache, RuntimeConfig};
use pocket_model::synth::Synthesis;
use report::Report;
use serde_json::json;
use std::path::{Path, PathBuf};

const START: &str = include_str!("start.py");

/// Where the site is said to be. The name is reserved for such: RFC 2606.
const HOST: &str = "analyze.example";

pub(super) async fn run(cx: &Context<'_>, args: &AnalyzeArgs) -> Result<Outcome> {
    let synthesis = cx.synthesis()?;
    let folder = if synthesis.embedded { ".pocket/build" } else { ".pocket/analyze" };
    let work_dir = cx.loaded.root.join(folder).join(&synthesis.stage);
    let request = BuildRequest {
        ui: &cx.ui,
        build: &synthesis.build,
        program_dir: &cx.loaded.program_dir,
        work_dir: &work_dir,
        platform: Platform::Host,
        contract: &synthesis.contract,
    };
    let artifact = artifact::build(request).await?;
    let report = measure(cx, args, &synthesis, &artifact, &work_dir).await?;
    let project = artifact::inspect(&synthesis.build, &cx.loaded.program_dir)?.root;
    let advice = lazy::advice(&report);
    if cx.json {
        let document = json!({
            "stage": synthesis.stage, "python": artifact.python.to_string(), "runs": args.runs, "start_ms": report.start, "request_ms": report.request,
            "request": { "path": args.request, "status": report.status }, "phases": report.phases(), "owners": report.owners(), "imports": report.tree(0.0),
            "lazy": advice,
        });
        cx.ui.data(serde_json::to_string_pretty(&document).unwrap_or_default());
    } else {
        let page = text::Page { lang: cx.ui.lang(), project: shown(&project), path: &args.request };
        cx.ui.data(page.of(&format!("{}-{}", synthesis.project, synthesis.stage), artifact.python, &report, &advice));
    }
    Ok(Outcome::Done)
}

/// Starts the site a few times, and answers one request.
async fn measure(cx: &Context<'_>, args: &AnalyzeArgs, synthesis: &Synthesis, artifact: &Artifact, work_dir: &Path) -> Result<Report> {
    let scratch = work_dir.join(format!("analyze-{}", std::process::id()));
    std::fs::create_dir_all(&scratch).doing(|| format!("cannot make {}", scratch.display()))?;
    let (script, file) = (scratch.join("start.py"), scratch.join("report.json"));
    std::fs::write(&script, START).doing(|| format!("cannot write {}", script.display()))?;
    let contract = here(synthesis, work_dir);
    let mut command = artifact::python_of_release(artifact, &synthesis.build, &contract)?;
    command.arg(&script).arg(&file).arg(&args.request).arg(args.runs.to_string());
    let step = cx.ui.step(cx.ui.say(&messages::starting()));
    let started = tools::run(command, &cx.ui.say(&messages::the_start())).await;
    let text = std::fs::read(&file);
    std::fs::remove_dir_all(&scratch).doing(|| format!("cannot remove {}", scratch.display()))?;
    started.map_err(|error| {
        let detail = error.detail.as_deref().map(|detail| traceback::shorten(detail, &[]));
        error.detail(detail.unwrap_or_default())
    })?;
    step.done(cx.ui.say(&messages::starts(args.runs)));
    let text = text.doing(|| format!("cannot read {}", file.display()))?;
    serde_json::from_slice(&text).map_err(|source| Error::bug("the report of the start cannot be read").caused_by(source))
}

/// The stage's contract with what only a deploy knows made up, and its cache in a folder of this machine.
fn here(synthesis: &Synthesis, work_dir: &Path) -> RuntimeConfig {
    let mut contract = synthesis.contract.clone();
    contract.url = format!("https://{HOST}");
    contract.hosts = vec![HOST.into()];
    contract.trusted_origins = vec![contract.url.clone()];
    for Cache::Files { location } in contract.caches.values_mut() {
        *location = work_dir.join("analyze-cache").display().to_string();
    }
    contract
}

/// The folder as the user would type it.
fn shown(folder: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|folder| folder.canonicalize()).unwrap_or_default();
    folder.strip_prefix(here).unwrap_or(folder).to_path_buf()
}
