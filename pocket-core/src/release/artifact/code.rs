//! The project's own files with its collected static files: the code part of an artifact, still without `pocket.json`.

use super::archive::{self, Part};
use super::dependencies::Target;
use super::project::DjangoProject;
use super::static_files::StaticPart;
use super::tree::Tree;
use super::{BuildRequest, bytecode};
use crate::error::Context;
use crate::messages::steps;
use crate::tools;
use crate::tools::digest::Key;
use crate::{Error, Result, traceback};
use pocket_model::contract::{RuntimeConfig, StaticFiles};
use pocket_model::synth::Build;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};
use tokio::process::Command;

/// Raised when the way the code is prepared or packed changes.
const FORMAT: &str = "2";
pub(super) const PREPARE: &str = include_str!("prepare.py");
/// Where static files are collected, relative to the root of the artifact; the second is for a project that keeps its sources in the first.
const STATIC_ROOTS: [&str; 2] = ["staticfiles", "pocket-staticfiles"];

/// The code part, and what was learnt by loading the project.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Code {
    pub(super) part: Part,
    pub(super) wsgi_application: Option<String>,
    /// Folder of the collected static files; `None` without `django.contrib.staticfiles`.
    pub(super) static_root: Option<String>,
    /// The files in it.
    pub(super) static_files: Option<StaticPart>,
    pub(super) warnings: Vec<String>,
}

impl Code {
    /// Whether both of its parts are still there.
    fn exists(&self) -> bool {
        self.part.exists() && self.static_files.as_ref().is_none_or(StaticPart::exists)
    }
}

/// What prepare.py reports.
#[derive(Debug, Default, Deserialize)]
struct Report {
    phase: String,
    #[serde(default)]
    static_root: Option<String>,
    #[serde(default)]
    roots: Vec<String>,
    #[serde(default)]
    missing: Vec<String>,
    #[serde(default)]
    collides: bool,
    /// Hash of what the static files are made from, where that can be known.
    #[serde(default)]
    static_key: Option<String>,
    /// Whether they were collected: an earlier build may have them.
    #[serde(default)]
    collected: bool,
    /// Those whose names have a hash of their content.
    #[serde(default)]
    immutable: Vec<String>,
    #[serde(default)]
    wsgi_application: Option<String>,
    #[serde(default)]
    error: Option<String>,
    #[serde(default)]
    module: Option<String>,
    #[serde(default)]
    variable: Option<String>,
}

/// STATIC_ROOT and MEDIA_ROOT of the project, as the last build found them: only Django knows them, and they may hold gigabytes.
pub(super) fn known_roots(dir: &Path) -> Vec<String> {
    fs::read(dir.join("roots.json")).ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
}

/// The hash of all that decides the code part.
fn key(request: &BuildRequest<'_>, target: &Target<'_>, project: &DjangoProject, tree: &Tree, packages: &Path) -> Result<String> {
    let contract = serde_json::to_string(request.contract).map_err(|error| Error::bug(error.to_string()))?;
    let environment = request.build.environment.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("\n");
    let key = Key::new("code").with(FORMAT).with(PREPARE).with(contract).with(environment).with(&project.settings_module);
    let key = key.with(request.build.commands.join("\n")).with(packages.file_name().unwrap_or_default().as_encoded_bytes());
    Ok(key.with(target.python.to_string()).with(if target.compiles { "bytecode" } else { "" }).with(tree.digest()?).finish())
}

/// Builds the code part, or finds it.
pub(super) async fn build(request: &BuildRequest<'_>, target: &Target<'_>, project: &DjangoProject, packages: &Path) -> Result<Code> {
    let mut roots = known_roots(target.store.dir());
    for _ in 0..3 {
        let tree = Tree::scan(&project.root, &roots)?;
        let found = key(request, target, project, &tree, packages)?;
        if let Some(code) = target.store.read::<Code>("code", &found).filter(Code::exists) {
            return Ok(code);
        }
        let step = request.ui.step(request.ui.say(&steps::code()));
        let (code, reported) = make(request, target, project, packages, tree, &found, &step).await?;
        let left_out_wrongly = roots.iter().any(|root| !reported.contains(root) && project.root.join(root).is_dir());
        if reported != roots {
            let text = serde_json::to_vec(&reported).map_err(|error| Error::bug(error.to_string()))?;
            super::store::replace(&target.store.dir().join("roots.json"), &text)?;
            roots = reported;
        }
        if !left_out_wrongly {
            // Written under the key that the next build will have, which knows the roots.
            let tree = Tree::scan(&project.root, &roots)?;
            target.store.write("code", &key(request, target, project, &tree, packages)?, &code)?;
            target.store.prune("code");
            step.done(request.ui.say(&steps::built_from(super::dependencies::megabytes(code.part.size), project.root.display())));
            return Ok(code);
        }
    }
    Err(Error::user("STATIC_ROOT and MEDIA_ROOT are different each time the settings are loaded").hint("give each a fixed folder"))
}

/// Builds in a copy: the user's own folder is never written to.
async fn make(
    request: &BuildRequest<'_>,
    target: &Target<'_>,
    project: &DjangoProject,
    packages: &Path,
    tree: Tree,
    key: &str,
    step: &crate::ui::Step,
) -> Result<(Code, Vec<String>)> {
    let mut warnings = tree.warnings.clone();
    let mut static_root = STATIC_ROOTS[0];
    let (copy, report) = loop {
        let copy = target.store.scratch("code")?;
        tree.copy_to(&copy)?;
        write_contract(&copy, request.contract, project, static_root)?;
        for line in &request.build.commands {
            step.detail(line);
            run_command(request, target, packages, &copy, line).await?;
        }
        step.detail(request.ui.say(&steps::collecting()));
        let report = prepare(request, target, project, packages, &copy).await?;
        if !report.collides {
            break (copy, report);
        }
        if static_root == STATIC_ROOTS[1] {
            return Err(
                Error::user(format!("STATICFILES_DIRS has both of the folders {}", STATIC_ROOTS.join(" and "))).hint("rename one of them")
            );
        }
        static_root = STATIC_ROOTS[1];
    };
    for folder in report.missing.iter().filter(|folder| project.root.join(folder).is_dir()) {
        warnings.push(format!(
            "STATICFILES_DIRS names {folder}, which is not part of an artifact: copy what the site needs of it into a folder of its own"
        ));
    }
    let static_files = static_part(target, &report, &copy)?;
    let (interpreter, compiles) = (target.interpreter.to_path_buf(), target.compiles);
    remove_bytecode(&copy)?;
    let skipped: Vec<String> = report.roots.iter().filter(|root| Some(*root) != report.static_root.as_ref()).cloned().collect();
    if compiles {
        step.detail(request.ui.say(&steps::compiling()));
        bytecode::compile(&interpreter, &copy, "/var/task").await?;
    }
    let path = target.store.path("code", key, ".zip");
    let collected = report.static_root.clone().zip(static_files.as_ref().map(StaticPart::files));
    let packing = tokio::task::spawn_blocking(move || pack(&copy, &skipped, collected, path));
    let part = packing.await.map_err(|error| Error::bug(error.to_string()))??;
    let (wsgi_application, static_root) = (report.wsgi_application, report.static_root);
    Ok((Code { part, wsgi_application, static_root, static_files, warnings }, report.roots))
}

/// The files that were collected, now or by an earlier build from the same inputs, out of the copy.
fn static_part(target: &Target<'_>, report: &Report, copy: &Path) -> Result<Option<StaticPart>> {
    let Some(root) = &report.static_root else { return Ok(None) };
    let (key, collected) = (report.static_key.as_deref(), copy.join(root));
    if !report.collected {
        if collected.is_dir() {
            // Left by a command of the build; collecting would have cleared it.
            fs::remove_dir_all(&collected)?;
        }
        let found = key.and_then(|key| StaticPart::find(target.store, key));
        return found.map(Some).ok_or_else(|| Error::bug("static files that were built before are gone"));
    }
    // A project without one static file.
    fs::create_dir_all(&collected)?;
    StaticPart::keep(target.store, key, &collected, &report.immutable).map(Some)
}

fn pack(copy: &Path, skip: &[String], collected: Option<(String, PathBuf)>, path: PathBuf) -> Result<Part> {
    let mut tree = Tree::prepared(copy, skip)?;
    if let Some((root, files)) = collected {
        tree.add(Tree::all(&files, &format!("{root}/"))?);
    }
    let unfinished = path.with_extension(format!("{}.unfinished", std::process::id()));
    archive::write(&unfinished, &tree.entries)?;
    let part = Part::finish(&unfinished, path, tree.size())?;
    fs::remove_dir_all(copy).doing(|| format!("cannot remove {}", copy.display()))?;
    Ok(part)
}

/// The contract for the build: the stage's, with what the project itself says.
fn write_contract(copy: &Path, contract: &RuntimeConfig, project: &DjangoProject, static_root: &str) -> Result {
    let contract = RuntimeConfig {
        settings_module: project.settings_module.clone(),
        static_files: Some(StaticFiles { root: static_root.to_owned(), store: None }),
        ..contract.clone()
    };
    let text = serde_json::to_vec(&contract).map_err(|error| Error::bug(error.to_string()))?;
    fs::write(copy.join("pocket.json"), text).doing(|| format!("cannot write {}", copy.join("pocket.json").display()))
}

/// Variables of the user's shell that tools need. Others stay outside: with them a build would succeed here that fails elsewhere, and a setting that
/// reads a variable which the stage does not have would fail only in the function.
const PASSED: &[&str] = &[
    "PATH",
    "HOME",
    "USER",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "NODE_EXTRA_CA_CERTS",
];

/// Python on this machine, as the functions have it: the code in `copy` with its contract, and the packages. Nothing of the user's shell reaches it.
pub(super) fn python(interpreter: &Path, build: &Build, region: &str, packages: &Path, copy: &Path) -> Result<Command> {
    let mut command = Command::new(interpreter);
    command.env_clear().current_dir(copy);
    command.envs(PASSED.iter().filter_map(|name| Some((*name, std::env::var_os(name)?))));
    // Lambda has both; boto3 wants one as soon as a client is made.
    let region = Some(region).filter(|region| !region.is_empty() && !region.contains('$')).unwrap_or("us-east-1");
    command.env("AWS_REGION", region).env("AWS_DEFAULT_REGION", region);
    command.envs(&build.environment);
    command.env("DJANGO_SETTINGS_MODULE", "pocket_django.settings").env("POCKET_BUILD", "1").env("POCKET_CONFIG", copy.join("pocket.json"));
    command.env("PYTHONHASHSEED", "0").env("PYTHONNOUSERSITE", "1").env("PYTHONUTF8", "1");
    let path = std::env::join_paths([copy, packages]).map_err(|error| Error::user(format!("{}: {error}", copy.display())))?;
    command.env("PYTHONPATH", path);
    Ok(command)
}

fn python_of(request: &BuildRequest<'_>, target: &Target<'_>, packages: &Path, copy: &Path) -> Result<Command> {
    python(target.interpreter, request.build, &request.contract.region, packages, copy)
}

/// `manage.py` with the arguments that follow.
pub(super) const MANAGE: &str = "import sys; from pocket_django.project import manage; manage(sys.argv[1:])";

/// Runs one of `django { build: […]; }`.
async fn run_command(request: &BuildRequest<'_>, target: &Target<'_>, packages: &Path, copy: &Path, line: &str) -> Result {
    let mut command = python_of(request, target, packages, copy)?;
    command.args(["-c", MANAGE]).args(line.split_whitespace());
    tools::run(command, &format!("manage.py {line}")).await.map(drop)
}

async fn prepare(request: &BuildRequest<'_>, target: &Target<'_>, project: &DjangoProject, packages: &Path, copy: &Path) -> Result<Report> {
    let scratch = target.store.scratch("prepare")?;
    fs::create_dir_all(&scratch)?;
    let (script, file) = (scratch.join("prepare.py"), scratch.join("report.json"));
    fs::write(&script, PREPARE).doing(|| format!("cannot write {}", script.display()))?;
    let mut command = python_of(request, target, packages, copy)?;
    command.arg(&script).arg(&file).arg(target.store.dir()).arg(packages.file_name().unwrap_or_default());
    let result = tools::run(command, "loading the Django project").await;
    let report: Option<Report> = fs::read(&file).ok().and_then(|text| serde_json::from_slice(&text).ok());
    fs::remove_dir_all(&scratch)?;
    match (result, report) {
        (Ok(_), Some(report)) if report.phase == "done" => Ok(report),
        (Err(error), Some(report)) => Err(explain(error, &report, project, copy)),
        (Err(error), None) => Err(error),
        (Ok(_), _) => Err(Error::user("manage.py ended before the project was loaded")
            .hint("it must call execute_from_command_line, as Django's own does")),
    }
}

/// Names what failed in the project's own terms, with its own paths in Python's traceback.
fn explain(error: Error, report: &Report, project: &DjangoProject, copy: &Path) -> Error {
    let module = &project.settings_module;
    let cause = report.error.clone().unwrap_or_else(|| "it ended".into());
    let message = match report.phase.as_str() {
        "settings" => format!("the settings module `{module}` does not load: {cause}"),
        "setup" => format!("the Django project of `{module}` does not start: {cause}"),
        _ => format!("collecting the static files of `{module}` failed: {cause}"),
    };
    let mut explained = Error::user(message);
    if let Some(name) = &report.module {
        let top = name.split('.').next().unwrap_or(name);
        explained = if project.settings_module == *name || project.settings_module.starts_with(&format!("{name}.")) {
            explained.hint("django { settings: \"config.settings\"; }, with the module's own name")
        } else {
            explained.hint(format!("add the package that has `{top}` to {}", project.requirements.path().display()))
        };
    }
    if let Some(name) =
        report.variable.as_ref().filter(|name| name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_'))
    {
        explained = explained
            .hint(format!("env {name}: \"…\";  if it is an environment variable"))
            .hint(format!("secret {name};  if it is a password"));
    }
    let copies = [(copy.display().to_string(), project.root.display().to_string())];
    if let Some(detail) = error.detail { explained.detail(traceback::shorten(&detail, &copies)) } else { explained }
}

/// What the build's own Python has compiled beside the sources of the copy.
fn remove_bytecode(dir: &Path) -> Result {
    for entry in fs::read_dir(dir)?.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())) {
        if entry.file_name() == "__pycache__" { fs::remove_dir_all(entry.path())? } else { remove_bytecode(&entry.path())? }
    }
    Ok(())
}
