//! Where the time of a cold start goes: the built site, started on this machine as Lambda would start it.

mod lazy;
mod report;

pub use lazy::{Advice, Place, What, advice};
pub use report::{Function, Import, Owner, Phase, Report, Row};

use crate::error::{Context as _, Error, Result};
use crate::release::artifact::{self, Artifact};
use crate::{tools, traceback};
use pocket_model::contract::{Cache, RuntimeConfig};
use pocket_model::synth::Build;
use std::path::Path;

const START: &str = include_str!("start.py");

/// Where the site is said to be. The name is reserved for such: RFC 2606.
const HOST: &str = "analyze.example";

/// What to start, and how often.
#[derive(Debug)]
pub struct Request<'a> {
    /// Built for this machine.
    pub artifact: &'a Artifact,
    /// From the program.
    pub build: &'a Build,
    /// The stage's contract. What only a deploy knows is made up.
    pub contract: &'a RuntimeConfig,
    /// A folder that may be deleted at any time.
    pub work_dir: &'a Path,
    /// The path of the first request.
    pub path: &'a str,
    /// Of so many starts the fastest is reported; at least 1.
    pub runs: u32,
}

/// Starts the site, and answers one request.
///
/// # Errors
/// The site does not start: the detail is Python's traceback.
pub async fn measure(request: Request<'_>) -> Result<Report> {
    let scratch = request.work_dir.join(format!("analyze-{}", std::process::id()));
    std::fs::create_dir_all(&scratch).doing(|| format!("cannot make {}", scratch.display()))?;
    let (script, file) = (scratch.join("start.py"), scratch.join("report.json"));
    std::fs::write(&script, START).doing(|| format!("cannot write {}", script.display()))?;
    let mut command = artifact::python_of_release(request.artifact, request.build, &contract(request.contract, request.work_dir))?;
    command.arg(&script).arg(&file).arg(request.path).arg(request.runs.max(1).to_string());
    let started = tools::run(command, "starting the site").await;
    let text = std::fs::read(&file);
    std::fs::remove_dir_all(&scratch).doing(|| format!("cannot remove {}", scratch.display()))?;
    started.map_err(|error| {
        let detail = error.detail.as_deref().map(|detail| traceback::shorten(detail, &[]));
        error.detail(detail.unwrap_or_default())
    })?;
    let text = text.doing(|| format!("cannot read {}", file.display()))?;
    serde_json::from_slice(&text).map_err(|source| Error::bug("the report of the start cannot be read").caused_by(source))
}

/// The contract with what only a deploy knows made up, and its caches in a folder of this machine.
pub fn contract(contract: &RuntimeConfig, work_dir: &Path) -> RuntimeConfig {
    let mut contract = contract.clone();
    contract.url = format!("https://{HOST}");
    contract.hosts = vec![HOST.into()];
    contract.trusted_origins = vec![contract.url.clone()];
    for Cache::Files { location } in contract.caches.values_mut() {
        *location = work_dir.join("analyze-cache").display().to_string();
    }
    contract
}
