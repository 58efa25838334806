//! What the project needs from the package index: resolved once, installed for the platform of the functions, and packed as a layer.

use super::archive::{self, Part};
use super::requirements::{self, Source};
use super::store::Store;
use super::tree::Tree;
use super::{Arch, Platform, bytecode, no_wheel, pocket_django, wheels};
use crate::error::Context;
use crate::messages::{steps, wheels as say};
use crate::tools::digest::Key;
use crate::tools::{self, PythonVersion, uv_command, uv_command_with_index};
use crate::ui::Printer;
use crate::{Error, Result};
use pocket_model::project::packages::glibc;
use std::fs;
use std::path::{Path, PathBuf};
use tokio::process::Command;

/// Raised when the way packages are installed or packed changes.
const FORMAT: &str = "2";

/// What every artifact has beside the project's own packages: the bridge from events to WSGI, and the server of static files. A project that pins one of
/// them has the last word within these bounds.
const ALWAYS: &[&str] = &["apig-wsgi>=2.18,<3", "whitenoise>=6.5,<7"];

/// Versions of every package for one Python on Linux, as a requirements file with hashes.
#[derive(Debug, Clone)]
pub(super) struct Lock {
    /// The file's text.
    pub(super) text: String,
    /// Where relative paths in it start from, and whose configuration of uv applies.
    pub(super) dir: PathBuf,
    /// Hash of the text and of what it names on the disk.
    pub(super) key: String,
}

/// Everything that installing needs to know.
pub(super) struct Target<'a> {
    pub(super) ui: &'a Printer,
    pub(super) store: &'a Store,
    pub(super) python: PythonVersion,
    /// Runs here: builds source distributions, and compiles if it is of the version `python`.
    pub(super) interpreter: &'a Path,
    /// Whether `interpreter` is of the version `python`.
    pub(super) compiles: bool,
    pub(super) platform: Platform,
}

/// The packages that pocket adds, without those for which the project has its own.
pub(super) fn added(packages: &[String], text: &str) -> Vec<String> {
    let other_driver = requirements::names_package(text, "psycopg2-binary") || requirements::names_package(text, "psycopg2");
    let wanted = packages.iter().filter(|package| !(other_driver && package.starts_with("psycopg[")));
    ALWAYS.iter().map(|package| (*package).to_owned()).chain(wanted.cloned()).collect()
}

/// Chooses versions. The same requirements keep their versions until they change or `.pocket` is deleted: a deploy takes no new release by itself.
pub(super) async fn resolve(target: &Target<'_>, source: &Source, text: &str, packages: &[String]) -> Result<Lock> {
    let added = added(packages, text);
    let platform = uv_platform(target.platform, target.python);
    let key = requirements::key("lock", text, &added).with(FORMAT).with(target.python.to_string()).with(&platform).finish();
    let path = target.store.path("lock", &key, ".txt");
    if let Ok(text) = fs::read_to_string(&path) {
        return Ok(finished_lock(text, source));
    }
    let step = target.ui.step(target.ui.say(&steps::resolve()));
    let scratch = target.store.scratch("lock")?;
    fs::create_dir_all(&scratch)?;
    let inputs = inputs(target, source, &added, &scratch).await?;
    let mut command = uv_command_with_index(target.ui).await?;
    command.args(["pip", "compile", "--quiet", "--generate-hashes", "--no-header", "--no-annotate", "--python-platform", &platform]);
    command
        .args(["--python-version", &target.python.to_string(), "--python"])
        .arg(target.interpreter)
        .args(&inputs)
        .current_dir(source.dir());
    let name = source.path().display().to_string();
    let output = tools::run(command, &format!("resolving {name}")).await.map_err(|error| explain_resolution(target, error, source))?;
    let lock = String::from_utf8_lossy(&output.stdout).into_owned();
    super::store::replace(&path, lock.as_bytes())?;
    fs::remove_dir_all(&scratch)?;
    target.store.prune("lock");
    let count = lock.lines().filter(|line| line.contains("==") || line.contains(" @ ")).count();
    step.done(target.ui.say(&steps::resolved(count, short(&source.path()))));
    Ok(finished_lock(lock, source))
}

/// The files that uv compiles: the project's and ours.
async fn inputs(target: &Target<'_>, source: &Source, added: &[String], scratch: &Path) -> Result<Vec<PathBuf>> {
    let ours = scratch.join("pocket.in");
    fs::write(&ours, added.join("\n") + "\n").doing(|| format!("cannot write {}", ours.display()))?;
    let theirs = match source {
        Source::PyProject(path) | Source::File(path) => path.clone(),
        Source::Settings(_) => {
            let listed = scratch.join("listed.in");
            fs::write(&listed, source.text()?).doing(|| format!("cannot write {}", listed.display()))?;
            listed
        }
        Source::UvLock(dir) => {
            let exported = scratch.join("exported.txt");
            let mut command = uv_command(target.ui).await?;
            command.args([
                "export",
                "--quiet",
                "--frozen",
                "--no-dev",
                "--no-emit-project",
                "--no-editable",
                "--no-header",
                "--no-annotate",
                "--python",
            ]);
            command.arg(target.interpreter).arg("--output-file").arg(&exported).current_dir(dir);
            tools::run(command, "reading uv.lock").await.map_err(|error| error.hint("uv lock, and deploy again"))?;
            exported
        }
    };
    Ok(vec![theirs, ours])
}

fn finished_lock(text: String, source: &Source) -> Lock {
    // An editable package is a link to a folder of this machine.
    let text: String = text.lines().flat_map(|line| [line.strip_prefix("-e ").unwrap_or(line), "\n"]).collect();
    let dir = source.dir();
    let key = Key::new("packages").with(FORMAT).with(&text).with(pocket_django::digest()).finish();
    Lock { text, dir, key }
}

/// A folder with the packages for this machine, on which the project is loaded while it is built. Made once for each lock.
pub(super) async fn for_this_machine(target: &Target<'_>, lock: &Lock, local: &str) -> Result<PathBuf> {
    let key = Key::new("host").with(&lock.key).with(local).with(target.interpreter.as_os_str().as_encoded_bytes()).finish();
    let dir = target.store.path("packages", &key, "");
    if dir.is_dir() {
        return Ok(dir);
    }
    let step = target.ui.step(target.ui.say(&steps::packages()));
    step.detail(target.ui.say(&steps::installing()));
    let scratch = target.store.scratch("packages")?;
    wheels::install(target, lock, None, &scratch).await?;
    pocket_django::write(&scratch)?;
    fs::rename(&scratch, &dir).doing(|| format!("cannot make {}", dir.display()))?;
    target.store.prune("packages");
    step.done(target.ui.say(&steps::installed()));
    Ok(dir)
}

/// The layer: `python/…`, which is /opt/python in a function. Made once for each lock.
pub(super) async fn layer(target: &Target<'_>, lock: &Lock, local: &str) -> Result<Layer> {
    let key = Key::new("layer").with(&lock.key).with(local).with(uv_platform(target.platform, target.python));
    let key = key.with(target.python.to_string()).with(if target.compiles { "bytecode" } else { "" }).finish();
    if let Some(layer) = target.store.read::<Layer>("dependencies", &key).filter(|layer| layer.part.exists()) {
        return Ok(layer);
    }
    let step = target.ui.step(target.ui.say(&steps::dependencies()));
    step.detail(target.ui.say(&steps::installing()));
    let scratch = target.store.scratch("dependencies")?;
    let platform = match target.platform {
        Platform::Lambda(_) => Some(uv_platform(target.platform, target.python)),
        Platform::Host => None,
    };
    wheels::install(target, lock, platform.as_deref(), &scratch).await?;
    pocket_django::write(&scratch)?;
    if target.compiles {
        step.detail(target.ui.say(&steps::compiling()));
        bytecode::compile(target.interpreter, &scratch, "/opt/python").await?;
        bytecode::collect(target.interpreter, &scratch).await?;
    }
    step.detail(target.ui.say(&steps::packing()));
    let (from, path) = (scratch.clone(), target.store.path("dependencies", &key, ".zip"));
    let layer = tokio::task::spawn_blocking(move || pack(&from, path)).await.map_err(|error| Error::bug(error.to_string()))??;
    fs::remove_dir_all(&scratch)?;
    target.store.write("dependencies", &key, &layer)?;
    target.store.prune("dependencies");
    let platform = match target.platform {
        Platform::Host => steps::this_machine(),
        lambda => lambda.to_string().into(),
    };
    step.done(target.ui.say(&steps::built_for(megabytes(layer.part.size), platform)));
    Ok(layer)
}

/// The layer's zip file, and how much each package has in it.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(super) struct Layer {
    pub(super) part: Part,
    /// Top-level name and unpacked bytes, the biggest first.
    pub(super) packages: Vec<(String, u64)>,
}

fn pack(dir: &Path, path: PathBuf) -> Result<Layer> {
    let tree = Tree::all(dir, "python/")?;
    let unfinished = path.with_extension(format!("{}.unfinished", std::process::id()));
    archive::write(&unfinished, &tree.entries)?;
    let mut packages = std::collections::BTreeMap::<String, u64>::new();
    for entry in &tree.entries {
        let name = entry.name.trim_start_matches("python/").split('/').next().unwrap_or_default();
        *packages.entry(name.to_owned()).or_default() += entry.size;
    }
    let mut packages: Vec<_> = packages.into_iter().collect();
    packages.sort_by_key(|(name, size)| (std::cmp::Reverse(*size), name.clone()));
    Ok(Layer { part: Part::finish(&unfinished, path, tree.size())?, packages })
}

/// uv's name of the platform.
fn uv_platform(platform: Platform, python: PythonVersion) -> String {
    let glibc = glibc(python.minor);
    match platform {
        Platform::Lambda(Arch::X86_64) => format!("x86_64-manylinux_2_{glibc}"),
        Platform::Lambda(Arch::Arm64) => format!("aarch64-manylinux_2_{glibc}"),
        Platform::Host if cfg!(target_os = "macos") => "macos".into(),
        Platform::Host => "linux".into(),
    }
}

/// uv says well what does not fit together; what to do about it is ours to say.
fn explain_resolution(target: &Target<'_>, error: Error, source: &Source) -> Error {
    let detail = error.detail.clone().unwrap_or_default();
    if let Some(missing) = no_wheel::read(&detail) {
        return missing.error(target).detail(detail);
    }
    if detail.contains("pg_config") {
        return error.hint(target.ui.say(&say::psycopg2()));
    }
    if detail.contains("No solution found") {
        return error.hint(format!("change the versions in {}", source.path().display()));
    }
    error
}

pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

fn short(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A command of uv that may build a package of the project's: with the project's own configuration of uv.
pub(super) async fn uv_in(target: &Target<'_>, dir: &Path) -> Result<Command> {
    let mut command = uv_command_with_index(target.ui).await?;
    command.current_dir(dir);
    Ok(command)
}
