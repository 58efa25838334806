//! Finds the Django project: the folder of manage.py, the settings module, the list of packages, the Python.

use super::files::{
    Entry, Files, Look, is_dotted, is_file, is_folder, join, list, module_file, module_path, name, parent, relative, upward,
};
use super::messages::{finding as messages, packages as packages_messages};
use super::packages::{self, Source};
use super::runtimes::{self, Asked, Said};
use super::{Places, python};
use crate::ast::At;
use crate::diag::Diagnostic;
use crate::messages::Wording;
use crate::synth::Build;

/// A Django project as it lies on the disk. Paths are from the folder of the program's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The folder of manage.py: the root of the code artifact.
    pub root: String,
    /// The settings module, `config.settings`.
    pub settings_module: String,
    /// All modules that manage.py names, if it is manage.py that says which one.
    pub named: Vec<String>,
    /// Whether manage.py adds folders to the path of modules.
    pub extends_path: bool,
    /// Where manage.py loads a file of variables.
    pub loads_file: bool,
}

/// The project's folder and settings module.
pub fn find(files: &dyn Files, build: &Build, places: &Places) -> Result<Found, Diagnostic> {
    let root = root(files, build.path.as_deref(), places)?;
    let file = join(&root, "manage.py");
    let text = readable(files, &root, &file, places)?;
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with('#')).flat_map(|line| [line, "\n"]).collect();
    let named = if build.settings.is_some() { Vec::new() } else { named_settings(&code) };
    let settings_module = build.settings.as_ref().or(named.last()).cloned();
    let found = |settings_module| Found {
        root: root.clone(),
        settings_module,
        named,
        extends_path: code.contains("sys.path"),
        loads_file: ["load_dotenv(", "read_env(", "read_dotenv("].iter().any(|call| code.contains(call)),
    };
    settings_module.map(found).ok_or_else(|| {
        let better = settings_near(files, &root).unwrap_or_else(|| "config.settings".into());
        messages::no_settings_module(places.project(), relative(&root, &file), better)
    })
}

/// The text of a file that the site cannot do without.
pub(super) fn readable(files: &dyn Files, root: &str, file: &str, places: &Places) -> Result<String, Diagnostic> {
    let (shown, at) = (relative(root, file), places.project());
    match files.look(file) {
        Look::Text(text) => match leads_out(files, root, file) {
            Some(target) => Err(messages::link_outside(at, shown, target)),
            None => Ok(text),
        },
        Look::Binary => Err(messages::not_text(at, shown)),
        Look::Unreadable(why) => Err(messages::unreadable(at, shown, why)),
        Look::Missing | Look::Folder(_) => Ok(String::new()),
    }
}

/// Where a link leads that ends outside of the project: the artifact leaves such a file out.
fn leads_out(files: &dyn Files, root: &str, file: &str) -> Option<String> {
    let (home, real) = (files.real(root)?, files.real(file)?);
    let inside = real.strip_prefix(&home).is_some_and(|rest| rest.starts_with('/') || home.ends_with('/'));
    (!inside).then(|| name(&real).to_string())
}

fn root(files: &dyn Files, path: Option<&str>, places: &Places) -> Result<String, Diagnostic> {
    let has = |dir: &str| is_file(files, &join(dir, "manage.py"));
    if let Some(path) = path {
        let root = join("", path);
        return if has(&root) { Ok(root) } else { Err(messages::no_manage_py(places.project(), path, suggestion(files, Some(path)))) };
    }
    upward(files, "").into_iter().find(|dir| has(dir)).ok_or_else(|| messages::no_project(places.project(), suggestion(files, None)))
}

/// The path of a folder that has a manage.py: near the one that was asked for, below the program, or beside its `src`.
fn suggestion(files: &dyn Files, asked: Option<&str>) -> String {
    let has = |dir: &str| is_file(files, &join(dir, "manage.py"));
    if let Some(asked) = asked.map(|asked| join("", asked)) {
        let above = parent(&asked);
        let siblings: Vec<String> =
            list(files, &above).into_iter().filter(|entry| entry.folder).map(|entry| join(&above, &entry.name)).collect();
        let near = crate::diag::nearest(&asked, siblings.iter().map(String::as_str).filter(|dir| has(dir))).map(str::to_string);
        let inside = || Some(above.clone()).filter(|dir| !dir.is_empty() && has(dir));
        if let Some(found) = near.or_else(inside) {
            return found;
        }
    }
    let mut found = below(files, "", "", 2);
    if is_file(files, "../Cargo.toml") {
        found.extend(has("..").then(|| "..".to_string()));
        found.extend(below(files, "..", "../", 2));
    }
    found.into_iter().next().unwrap_or_else(|| "path/to/the/folder/of/manage.py".into())
}

/// Folders that hold no project: those of tools and of version control.
fn is_passed_by(entry: &Entry) -> bool {
    !entry.folder || entry.name.starts_with('.') || ["target", "node_modules", "venv", "__pycache__"].contains(&entry.name.as_str())
}

fn below(files: &dyn Files, dir: &str, prefix: &str, depth: u8) -> Vec<String> {
    let folders: Vec<_> = list(files, dir).into_iter().filter(|entry| !is_passed_by(entry)).map(|entry| entry.name).collect();
    let mut found: Vec<String> = Vec::new();
    found.extend(
        folders.iter().filter(|name| is_file(files, &join(dir, &format!("{name}/manage.py")))).map(|name| format!("{prefix}{name}")),
    );
    if depth > 1 {
        found.extend(folders.iter().flat_map(|name| below(files, &join(dir, name), &format!("{prefix}{name}/"), depth - 1)));
    }
    found
}

/// The modules that manage.py puts into DJANGO_SETTINGS_MODULE. The value stands in the same statement: `setdefault("DJANGO_SETTINGS_MODULE",
/// "config.settings")`, `environ["…"] = "config.settings"`.
fn named_settings(code: &str) -> Vec<String> {
    let mut modules = Vec::new();
    for (start, variable) in code.match_indices("DJANGO_SETTINGS_MODULE") {
        // Only what may stand between the name and a literal: any other value is computed.
        let value =
            code[start + variable.len()..].trim_start_matches(['"', '\'']).trim_start_matches([',', ']', '=', ' ', '\t', '\r', '\n']);
        let literal = value.starts_with(['"', '\'']).then(|| python::strings(value.lines().next().unwrap_or_default()));
        let module = literal.and_then(|strings| strings.into_iter().next()).filter(|value| is_dotted(value));
        modules.extend(module.filter(|module| !modules.contains(module)));
    }
    modules
}

/// A settings module of the project: `config/settings.py`, or a package of them.
pub(super) fn settings_near(files: &dyn Files, root: &str) -> Option<String> {
    let folders = list(files, root).into_iter().filter(|entry| !is_passed_by(entry)).map(|entry| entry.name);
    let modules = folders.map(|folder| format!("{folder}.settings")).chain(["settings".to_string()]);
    let package = |module: &str| {
        let names = list(files, &module_path(root, module)).into_iter().map(|entry| entry.name);
        let modules: Vec<_> =
            names.filter_map(|name| Some(name.strip_suffix(".py")?.to_string())).filter(|name| name != "__init__").collect();
        let best = ["production", "prod", "base", "dev", "local"].iter().find(|name| modules.iter().any(|module| module == *name));
        best.map(|name| format!("{module}.{name}"))
    };
    modules.into_iter().find_map(|module| match module_file(files, root, &module) {
        // An `__init__.py` without a statement is only there to make the folder a package.
        Some(file) if files.look(&file).text().is_some_and(|text| !text.contains(['=', '*'])) => package(&module).or(Some(module)),
        Some(_) => Some(module),
        None => package(&module),
    })
}

/// Which Pythons the site may run on: the program's own word, else the project's.
pub(super) fn runtime(said: &Said, root: &str, build: &Build, places: &Places) -> Result<Asked, Diagnostic> {
    let show =
        |asked: &Asked| asked.place.as_ref().map(|place| format!("{}:{}", relative(root, &place.file), place.line)).unwrap_or_default();
    if let Some(version) = &build.python {
        // That Lambda has it is the rule of the function's own field.
        let asked = Asked::exactly(version, None);
        if let (Some(minor), Some(required)) = (asked.minors.first(), &said.required)
            && !required.minors.is_empty()
            && !required.minors.contains(minor)
        {
            let (better, place) = (required.minors[0], show(required));
            return Err(messages::other_python(places.python.unwrap_or(places.project()), version, &required.text, place, better));
        }
        return Ok(asked);
    }
    let asked = &said.asked;
    if asked.minors.is_empty() {
        return Err(messages::no_runtime(places.project(), &asked.text, show(asked), runtimes::names()));
    }
    Ok(asked.clone())
}

/// The Dockerfile of the stage's images is there; else the nearest file that could be meant.
pub(super) fn dockerfile(files: &dyn Files, path: &str, at: At) -> Option<Diagnostic> {
    let file = join("", path);
    if is_file(files, &file) {
        return None;
    }
    let named = |dir: &str| {
        let names = list(files, dir).into_iter().filter(|entry| !entry.folder).map(|entry| entry.name);
        names.filter(|name| name.to_lowercase().contains("dockerfile")).map(|name| join(dir, &name)).collect::<Vec<_>>()
    };
    let found: Vec<String> = upward(files, "").into_iter().chain([parent(&file)]).flat_map(|dir| named(&dir)).collect();
    let near = crate::diag::nearest(path, found.iter().map(String::as_str)).map(str::to_string);
    Some(messages::no_dockerfile(at, path, near.or(found.into_iter().next()).unwrap_or_else(|| "Dockerfile".into())))
}

/// Where the project lists its packages.
pub fn requirements(files: &dyn Files, found: &Found, build: &Build, places: &Places) -> Result<Source, Diagnostic> {
    let at = places.requirements.unwrap_or(places.project());
    let root = found.root.as_str();
    let listed = packages::find(files, root, build.requirements.as_deref());
    listed.or_else(|| of_settings(files, found, build)).ok_or_else(|| {
        let candidates = packages::candidates(files, root);
        match &build.requirements {
            Some(named) => {
                let plain = is_file(files, &join(root, "requirements.txt")).then(|| "requirements.txt".to_string());
                let near = crate::diag::nearest(named, candidates.iter().map(String::as_str)).map(str::to_string);
                let better = near.or(plain).or(candidates.into_iter().next()).unwrap_or_else(|| "requirements.txt".into());
                packages_messages::no_requirements_file(at, named, better)
            }
            None => {
                let diagnostic = packages_messages::no_requirements(at);
                match candidates.first() {
                    Some(file) => diagnostic.help(packages_messages::name_the_file(file)),
                    None => diagnostic,
                }
            }
        }
    })
}

/// A project of which nobody has listed the packages yet, nor tried to: the Django that wrote its settings is all that it needs.
fn of_settings(files: &dyn Files, found: &Found, build: &Build) -> Option<Source> {
    let settings = module_file(files, &found.root, &found.settings_module)?;
    let untouched = build.requirements.is_none() && packages::candidates(files, &found.root).is_empty();
    (untouched && packages::generated(files, &settings).is_some()).then_some(Source::Settings(settings))
}

/// manage.py names several settings modules, and the last one is taken.
pub(super) fn several(found: &Found, places: &Places) -> Option<Diagnostic> {
    (found.named.len() > 1).then(|| messages::several_settings(places.project(), found.named.join(", "), &found.settings_module))
}

/// The settings module is a file of the project, as far as that can be known.
pub(super) fn settings_file(files: &dyn Files, found: &Found, local: bool, places: &Places) -> Result<Option<String>, Diagnostic> {
    let module = &found.settings_module;
    if let Some(file) = module_file(files, &found.root, module) {
        readable(files, &found.root, &file, places)?;
        return Ok(Some(file));
    }
    let top = module.split('.').next().unwrap_or(module);
    let own = is_folder(files, &join(&found.root, top)) || is_file(files, &join(&found.root, &format!("{top}.py")));
    // It may come from a folder that manage.py adds, or from a package of this machine.
    if !own && (found.extends_path || local) {
        return Ok(None);
    }
    let at = places.settings.unwrap_or(places.project());
    let file = format!("{}.py", module.replace('.', "/"));
    let diagnostic = messages::settings_missing(at, module, file);
    Err(match settings_near(files, &found.root) {
        Some(better) => diagnostic.help(help(places, &better)),
        None => diagnostic,
    })
}

fn help(places: &Places, better: &str) -> Wording {
    if places.settings.is_some() { messages::write_settings(better) } else { messages::write_django_settings(better) }
}
