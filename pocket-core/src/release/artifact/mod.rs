//! Builds the Lambda artifact of an unedited Django project: a layer with the packages it needs, and a zip file with its own code, collected static files
//! and the contract.
//!
//! Every step is keyed by the hash of its inputs, and a step whose inputs are unchanged is not done again. The same inputs give the same bytes, in any folder
//! and on any machine that has the same minor version of Python.

mod archive;
mod bytecode;
mod code;
mod dependencies;
mod local;
mod no_wheel;
mod pocket_django;
mod project;
mod requirements;
mod runtimes;
mod static_files;
mod store;
mod tree;
mod wheels;

pub use archive::Part;
pub(in crate::release) use archive::write as zip;
pub use project::{DjangoProject, inspect};
pub use requirements::Source;
pub use runtimes::Requirement;
pub use static_files::{StaticFile, StaticPart};

pub(in crate::release) use crate::tools::digest::Key;
use crate::tools::{self, PythonVersion};
use crate::ui::Printer;
use crate::{Error, Result};
pub(crate) use dependencies::megabytes;
use dependencies::{Layer, Target};
pub use local::{manage, python as python_of_release};
use pocket_model::contract::{RuntimeConfig, StaticFiles};
use pocket_model::synth::{Build, Form};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};
pub(in crate::release) use store::Store;
pub(in crate::release) use tree::Tree;

/// Bytes that a function of a zip file may have unpacked, with its layers. Source: AWS Lambda Developer Guide, "Lambda quotas": 250 MB.
const UNPACKED_LIMIT: u64 = 250 * 1024 * 1024;

/// The contract's name in the code part.
const CONTRACT: &str = "pocket.json";

/// Instruction set of a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Arch {
    /// `x86_64`
    X86_64,
    /// `arm64`
    Arm64,
}

impl Arch {
    /// From [`Build::arch`].
    pub fn of(build: &Build) -> Arch {
        if build.arch == "arm64" { Arch::Arm64 } else { Arch::X86_64 }
    }
}

/// Where the artifact will run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Platform {
    /// In Lambda.
    Lambda(Arch),
    /// On this machine, by the embedded cloud.
    Host,
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Platform::Lambda(Arch::X86_64) => "Lambda x86_64",
            Platform::Lambda(Arch::Arm64) => "Lambda arm64",
            Platform::Host => "this machine",
        })
    }
}

/// What to build.
#[derive(Debug)]
pub struct BuildRequest<'a> {
    /// Where progress goes.
    pub ui: &'a Printer,
    /// From the program.
    pub build: &'a Build,
    /// The folder of the file that holds the block.
    pub program_dir: &'a Path,
    /// `.pocket/build/STAGE`: results are kept here. It may be deleted at any time.
    pub work_dir: &'a Path,
    /// Where it will run.
    pub platform: Platform,
    /// The stage's contract, for the settings during the build. What only a deploy knows may be absent or a placeholder.
    pub contract: &'a RuntimeConfig,
}

/// A built artifact, still without the contract: see [`seal`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artifact {
    /// The runtime: `python3.12`.
    pub python: PythonVersion,
    /// Where it runs.
    pub platform: Platform,
    /// The project's own settings module.
    pub settings_module: String,
    /// `WSGI_APPLICATION`, where the settings have it.
    pub wsgi_application: Option<String>,
    /// Whether the project has `django.contrib.staticfiles`, and so collected files.
    pub has_static: bool,
    /// Folder of the collected files in the code part.
    pub static_root: Option<String>,
    /// The collected files, as a part of their own.
    pub static_files: Option<StaticPart>,
    /// The layer: `python/…` with the packages and `pocket_django`.
    pub dependencies: Part,
    /// The project's files and `staticfiles/`, without `pocket.json`.
    pub code: Part,
    /// Folder with the packages for this machine, on which the project was loaded.
    pub packages: PathBuf,
    /// What loaded it.
    pub interpreter: PathBuf,
    /// What the user should know; the caller prints them.
    pub warnings: Vec<String>,
}

impl Artifact {
    fn exists(&self) -> bool {
        let parts = self.dependencies.exists() && self.code.exists() && self.static_files.as_ref().is_none_or(StaticPart::exists);
        parts && self.packages.is_dir() && self.interpreter.exists()
    }
}

/// Builds, or finds what was built before from the same inputs. Without a change it starts no process and only reads the project's files.
///
/// Two builds of a stage at once wait for each other. A build that was killed leaves nothing that a later one takes for a result.
pub async fn build(request: BuildRequest<'_>) -> Result<Artifact> {
    let project = inspect(request.build, request.program_dir)?;
    let store = Store::open(request.work_dir)?;
    let text = project.requirements.text()?;
    let local = project.requirements.local_digest(&text)?;
    let key = artifact_key(&request, &project, &store, &text, &local)?;
    if let Some(artifact) = finished(&store, &key) {
        return Ok(artifact);
    }
    let _lock = tools::lock(store.dir().join("lock")).await?;
    if let Some(artifact) = finished(&store, &key) {
        return Ok(artifact);
    }

    let chosen = choose_python(request.ui, &project, request.platform).await?;
    let target = Target {
        ui: request.ui,
        store: &store,
        python: chosen.python,
        interpreter: &chosen.interpreter,
        compiles: chosen.warning.is_none(),
        platform: request.platform,
    };
    let lock = dependencies::resolve(&target, &project.requirements, &text, &request.build.packages).await?;
    let code = async {
        let packages = dependencies::for_this_machine(&target, &lock, &local).await?;
        code::build(&request, &target, &project, &packages).await.map(|code| (code, packages))
    };
    let (layer, (code, packages)) = tokio::try_join!(dependencies::layer(&target, &lock, &local), code)?;
    // What an image may have is said when it is assembled, with what lies below.
    if request.platform != Platform::Host && request.build.form == Form::Zip {
        check_size(&layer, &code.part)?;
    }

    let complete = chosen.warning.is_none();
    let today = time::OffsetDateTime::now_utc().date();
    let deprecation = runtimes::deprecation(chosen.python, today).filter(|_| request.platform != Platform::Host);
    let warnings = [chosen.warning.into_iter().collect(), deprecation.into_iter().collect(), code.warnings].concat();
    let artifact = Artifact {
        python: chosen.python,
        platform: request.platform,
        settings_module: project.settings_module.clone(),
        wsgi_application: code.wsgi_application,
        has_static: code.static_root.is_some(),
        static_root: code.static_root,
        static_files: code.static_files,
        dependencies: layer.part,
        code: code.part,
        packages,
        interpreter: chosen.interpreter,
        warnings,
    };
    if complete {
        // The settings may just have told which folders hold uploads: the key of the next build does without them.
        let key = artifact_key(&request, &inspect(request.build, request.program_dir)?, &store, &text, &local)?;
        store.write("artifact", &key, &artifact)?;
        store.prune("artifact");
    }
    Ok(artifact)
}

/// The hash of everything that the artifact is made from.
fn artifact_key(request: &BuildRequest<'_>, project: &DjangoProject, store: &Store, text: &str, local: &str) -> Result<String> {
    let tree = tree::Tree::scan(&project.root, &code::known_roots(store.dir()))?;
    let inputs = serde_json::json!([request.build, request.platform, request.contract, project.settings_module]);
    let versions: Vec<_> = project.python.versions.iter().map(PythonVersion::to_string).collect();
    let key =
        Key::new("artifact").with(env!("CARGO_PKG_VERSION")).with(pocket_django::digest()).with(code::PREPARE).with(inputs.to_string());
    Ok(key.with(versions.join(" ")).with(text).with(local).with(tree.digest()?).finish())
}

fn finished(store: &Store, key: &str) -> Option<Artifact> {
    store.read::<Artifact>("artifact", key).filter(Artifact::exists)
}

/// The Python that the project's artifact gets on this platform.
pub async fn python(ui: &Printer, project: &DjangoProject, platform: Platform) -> Result<PythonVersion> {
    choose_python(ui, project, platform).await.map(|chosen| chosen.python)
}

/// The runtime, and what runs the build on this machine.
struct Chosen {
    python: PythonVersion,
    interpreter: PathBuf,
    /// Set if `interpreter` is of another version than `python`.
    warning: Option<String>,
}

/// On this machine: the first allowed version that it has. For Lambda: the first allowed version, so that two machines choose the same; without an
/// interpreter of it the project is loaded by another one and nothing is compiled.
async fn choose_python(ui: &Printer, project: &DjangoProject, platform: Platform) -> Result<Chosen> {
    let versions = &project.python.versions;
    let first = *versions.first().ok_or_else(|| Error::bug("a requirement without versions"))?;
    if platform == Platform::Host {
        for python in versions {
            if let Some(interpreter) = tools::find_interpreter(ui, *python).await? {
                return Ok(Chosen { python: *python, interpreter, warning: None });
            }
        }
        return Ok(Chosen { python: first, interpreter: tools::interpreter(ui, first).await?, warning: None });
    }
    let error = match tools::interpreter(ui, first).await {
        Ok(interpreter) => return Ok(Chosen { python: first, interpreter, warning: None }),
        Err(error) => error,
    };
    for other in versions.iter().copied().chain(Requirement::none().versions) {
        if let Some(interpreter) = tools::find_interpreter(ui, other).await? {
            let hint = error.hints.first().map(String::as_str).unwrap_or_default();
            let warning = format!(
                "{}: Python {other} builds the site, its modules are not compiled, and a cold start takes seconds longer; {hint}",
                error.message
            );
            return Ok(Chosen { python: first, interpreter, warning: Some(warning) });
        }
    }
    Err(error)
}

fn check_size(layer: &Layer, code: &Part) -> Result {
    let unpacked = layer.part.unpacked + code.unpacked;
    if unpacked <= UNPACKED_LIMIT {
        return Ok(());
    }
    let biggest: Vec<_> = layer.packages.iter().take(8).map(|(name, size)| format!("{:>10}  {name}", megabytes(*size))).collect();
    let message = format!("the site has {} unpacked, and a Lambda function may have {}", megabytes(unpacked), megabytes(UNPACKED_LIMIT));
    Err(Error::user(message).hint("remove packages that the site does not need from its requirements").detail(format!(
        "{}\n{:>10}  the project's own files",
        biggest.join("\n"),
        megabytes(code.unpacked)
    )))
}

/// The contract as a file. What only the build knows is filled in: the settings module, the WSGI application and the folder of the static files.
pub(in crate::release) fn contract(artifact: &Artifact, runtime: &RuntimeConfig) -> Result<Vec<u8>> {
    let contract = RuntimeConfig {
        settings_module: artifact.settings_module.clone(),
        wsgi_application: artifact.wsgi_application.clone(),
        static_files: artifact
            .static_root
            .clone()
            .map(|root| StaticFiles { root, store: runtime.static_files.clone().and_then(|files| files.store) }),
        ..runtime.clone()
    };
    serde_json::to_vec_pretty(&contract).map_err(|error| Error::bug(format!("the contract is not JSON: {error}")))
}

/// The code part with the contract in it, ready to be sent.
///
/// The same artifact and contract give the same bytes at the same path, and the second time nothing is written.
pub fn seal(artifact: &Artifact, runtime: &RuntimeConfig) -> Result<Part> {
    let text = contract(artifact, runtime)?;
    let store = Store::open(artifact.code.path.parent().unwrap_or(Path::new(".")))?;
    let key = Key::new("sealed").with(&artifact.code.sha256).with(&text).finish();
    if let Some(part) = store.read::<Part>("sealed", &key).filter(Part::exists) {
        return Ok(part);
    }
    let path = store.path("sealed", &key, ".zip");
    // Two commands may seal at once: each has its own file until it is whole.
    let unfinished = path.with_extension(format!("{}.unfinished", std::process::id()));
    std::fs::copy(&artifact.code.path, &unfinished)?;
    archive::append(&unfinished, CONTRACT, &text)?;
    let part = Part::finish(&unfinished, path, artifact.code.unpacked + text.len() as u64)?;
    store.write("sealed", &key, &part)?;
    store.prune("sealed");
    Ok(part)
}

/// The code part of a release, with its contract changed: the bytes that [`seal`] would give for that contract. `from` and `to` are files.
///
/// # Errors
/// A file that is no code with a contract of this version of pocket; a folder that cannot be written.
pub fn reseal(from: &Path, to: &Path, change: impl FnOnce(&mut RuntimeConfig)) -> Result<(Part, RuntimeConfig)> {
    let unfinished = to.with_extension(format!("{}.unfinished", std::process::id()));
    let text = archive::without(from, &unfinished, CONTRACT)?;
    let mut contract: RuntimeConfig = serde_json::from_slice(&text).map_err(|error| {
        Error::user(format!("the release that serves has a contract of another version of pocket: {error}")).hint("deploy again")
    })?;
    change(&mut contract);
    let text = serde_json::to_vec_pretty(&contract).map_err(|error| Error::bug(format!("the contract is not JSON: {error}")))?;
    archive::append(&unfinished, CONTRACT, &text)?;
    // The size unpacked was checked when the code was built.
    Ok((Part::finish(&unfinished, to.to_path_buf(), 0)?, contract))
}
