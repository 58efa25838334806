//! Finds the Django project and reads what it says about itself, without running any of it.

use super::requirements::{self, Source};
use super::runtimes::Requirement;
use crate::error::Context;
use crate::tools::PythonVersion;
use crate::{Error, Result};
use pocket_model::synth::Build;
use std::fs;
use std::path::{Path, PathBuf};

/// A Django project as it lies on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DjangoProject {
    /// The folder of manage.py: the root of the code artifact.
    pub root: PathBuf,
    /// The settings module, `config.settings`.
    pub settings_module: String,
    /// `WSGI_APPLICATION` as it stands in the settings file, where it is a plain string there.
    pub wsgi_application: Option<String>,
    /// Which Pythons it may run on.
    pub python: Requirement,
    /// Where it lists its packages.
    pub requirements: Source,
    /// What the user should know.
    pub warnings: Vec<String>,
}

/// Finds the project and reads it. Starts no process and takes a few milliseconds, so that every command may ask.
///
/// The folder is `build.path`, else the first one that has a manage.py, from `program_dir` upward.
pub fn inspect(build: &Build, program_dir: &Path) -> Result<DjangoProject> {
    let root = find_root(build.path.as_deref(), program_dir)?;
    let root = fs::canonicalize(&root).doing(|| format!("cannot open {}", root.display()))?;
    let manage = root.join("manage.py");
    let text = fs::read_to_string(&manage).doing(|| format!("cannot read {}", manage.display()))?;
    let mut warnings = Vec::new();
    let settings_module = match &build.settings {
        Some(module) => module.clone(),
        None => settings_of_manage(&text, &manage, &mut warnings)?,
    };
    Ok(DjangoProject {
        wsgi_application: settings_file(&root, &settings_module).and_then(|text| wsgi_of_settings(&text)),
        python: python(build, &root)?,
        requirements: requirements::find(&root, build.requirements.as_deref())?,
        settings_module,
        warnings,
        root,
    })
}

fn find_root(path: Option<&str>, program_dir: &Path) -> Result<PathBuf> {
    let program_dir = fs::canonicalize(program_dir).doing(|| format!("cannot open {}", program_dir.display()))?;
    if let Some(path) = path {
        let root = program_dir.join(path);
        if root.join("manage.py").is_file() {
            return Ok(root);
        }
        let error =
            Error::user(format!("there is no manage.py in `{path}`")).detail(format!("looked at {}", root.join("manage.py").display()));
        return Err(error.hint(suggestion(&program_dir)));
    }
    let looked = requirements::upward(&program_dir);
    if let Some(found) = looked.iter().find(|dir| dir.join("manage.py").is_file()) {
        return Ok(found.clone());
    }
    let places: Vec<_> = looked.iter().map(|dir| dir.display().to_string()).collect();
    Err(Error::user("no Django project was found: there is no manage.py")
        .hint(suggestion(&program_dir))
        .detail(format!("looked in {}", places.join(", "))))
}

/// `django: "site";`, with the name of a folder that has a manage.py where there is one: below the program, or beside its `src`.
fn suggestion(program_dir: &Path) -> String {
    let beside = || {
        let above = program_dir.parent().filter(|above| above.join("Cargo.toml").is_file())?;
        if above.join("manage.py").is_file() { Some("..".into()) } else { below(above, "../", 2) }
    };
    let found = below(program_dir, "", 2).or_else(beside).unwrap_or_else(|| "path/to/the/folder/of/manage.py".into());
    format!("django: \"{found}\";")
}

fn below(dir: &Path, prefix: &str, depth: u8) -> Option<String> {
    let mut dirs: Vec<_> = fs::read_dir(dir).ok()?.flatten().filter(|entry| entry.path().is_dir()).collect();
    dirs.sort_by_key(|entry| entry.file_name());
    dirs.retain(|entry| {
        !entry.file_name().to_string_lossy().starts_with('.') && !["target", "node_modules"].iter().any(|name| entry.file_name() == *name)
    });
    let name = |entry: &fs::DirEntry| format!("{prefix}{}", entry.file_name().to_string_lossy());
    if let Some(found) = dirs.iter().find(|entry| entry.path().join("manage.py").is_file()) {
        return Some(name(found));
    }
    if depth == 1 { None } else { dirs.iter().find_map(|entry| below(&entry.path(), &format!("{}/", name(entry)), depth - 1)) }
}

/// The module that manage.py puts into DJANGO_SETTINGS_MODULE.
fn settings_of_manage(text: &str, manage: &Path, warnings: &mut Vec<String>) -> Result<String> {
    let mut modules = Vec::new();
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with('#')).flat_map(|line| [line, "\n"]).collect();
    for (start, name) in code.match_indices("DJANGO_SETTINGS_MODULE") {
        // The value stands in the same statement: `setdefault("DJANGO_SETTINGS_MODULE", "config.settings")`, `environ["…"] = "config.settings"`.
        let rest: String = code[start + name.len()..].chars().skip(1).take(200).collect();
        let statement = rest.split("\n\n").next().unwrap_or_default();
        let module = strings(statement).into_iter().next().filter(|value| is_dotted(value));
        modules.extend(module.filter(|module| !modules.contains(module)));
    }
    if modules.len() > 1 {
        let chosen = modules.last().map(String::as_str).unwrap_or_default();
        warnings.push(format!(
            "manage.py names the settings modules {}: `{chosen}` is taken; django {{ settings: \"…\"; }} says which",
            modules.join(", ")
        ));
    }
    modules.pop().ok_or_else(|| {
        Error::user(format!("{} does not say which settings module the project has", manage.display()))
            .hint("django { settings: \"config.settings\"; }, with the module's own name")
    })
}

/// The string literals in a piece of Python.
fn strings(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['"', '\'']) {
        let quote = &rest[start..=start];
        let Some((literal, after)) = rest[start + 1..].split_once(quote) else { break };
        found.push(literal.to_owned());
        rest = after;
    }
    found
}

fn is_dotted(name: &str) -> bool {
    let part =
        |part: &str| part.starts_with(|c: char| c.is_alphabetic() || c == '_') && part.chars().all(|c| c.is_alphanumeric() || c == '_');
    name.split('.').all(part)
}

fn settings_file(root: &Path, module: &str) -> Option<String> {
    let path = root.join(module.replace('.', "/"));
    fs::read_to_string(path.with_extension("py")).or_else(|_| fs::read_to_string(path.join("__init__.py"))).ok()
}

fn wsgi_of_settings(text: &str) -> Option<String> {
    let line = text.lines().find(|line| line.starts_with("WSGI_APPLICATION"))?;
    strings(line).into_iter().next().filter(|value| is_dotted(value))
}

/// The program's own word, else `.python-version`, else `requires-python`, else any.
fn python(build: &Build, root: &Path) -> Result<Requirement> {
    if let Some(version) = &build.python {
        return Requirement::exactly(version.parse()?, "`python`");
    }
    for dir in requirements::upward(root) {
        let file = fs::read_to_string(dir.join(".python-version")).unwrap_or_default();
        if let Some(version) = file.lines().find_map(|line| line.trim().trim_start_matches("cpython-").parse::<PythonVersion>().ok()) {
            return Requirement::exactly(version, ".python-version");
        }
        let text = |name: &str| fs::read_to_string(dir.join(name)).unwrap_or_default();
        let (pyproject, lock) = (text("pyproject.toml"), text("uv.lock"));
        let places = [
            (&pyproject, "project", "requires-python", "requires-python of pyproject.toml"),
            (&lock, "", "requires-python", "requires-python of uv.lock"),
            (&pyproject, "tool.poetry.dependencies", "python", "pyproject.toml"),
        ];
        for (text, section, key, origin) in places {
            if let Some(specifier) = requirements::toml_string(text, section, key) {
                return Requirement::matching(specifier, origin);
            }
        }
    }
    Ok(Requirement::none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> (Option<String>, usize) {
        let mut warnings = Vec::new();
        (settings_of_manage(text, Path::new("manage.py"), &mut warnings).ok(), warnings.len())
    }

    #[test]
    fn manage_py_names_the_settings() {
        let table = [
            ("    os.environ.setdefault(\"DJANGO_SETTINGS_MODULE\", \"config.settings\")", Some("config.settings"), 0),
            ("os.environ['DJANGO_SETTINGS_MODULE'] = 'shop.settings.prod'", Some("shop.settings.prod"), 0),
            ("os.environ.setdefault(\n        \"DJANGO_SETTINGS_MODULE\",\n        \"a.b\",\n    )", Some("a.b"), 0),
            (
                "# os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'old')\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'new')",
                Some("new"),
                0,
            ),
            (
                "if x:\n  e.setdefault('DJANGO_SETTINGS_MODULE', 'a.test')\nelse:\n  e.setdefault('DJANGO_SETTINGS_MODULE', 'a.local')",
                Some("a.local"),
                1,
            ),
            ("os.environ.setdefault('DJANGO_SETTINGS_MODULE', get())", None, 0),
            ("print('hello')", None, 0),
        ];
        for (text, module, warned) in table {
            assert_eq!(settings(text), (module.map(str::to_owned), warned), "{text}");
        }
    }

    #[test]
    fn wsgi_application_is_read() {
        assert_eq!(wsgi_of_settings("X = 1\nWSGI_APPLICATION = 'config.wsgi.application'\n").as_deref(), Some("config.wsgi.application"));
        assert_eq!(wsgi_of_settings("WSGI_APPLICATION = f(x)\n"), None);
    }

    #[test]
    fn a_missing_project_is_suggested() {
        let dir = std::env::temp_dir().join(format!("pocket-project-{}", std::process::id()));
        fs::create_dir_all(dir.join("app/site")).expect("made");
        fs::create_dir_all(dir.join(".git")).expect("made");
        fs::write(dir.join("app/site/manage.py"), "").expect("written");
        let error = find_root(None, &dir).expect_err("not above");
        assert_eq!(error.hints, ["django: \"app/site\";"]);
        assert!(error.detail.expect("the places").contains("looked in"));
        fs::create_dir_all(dir.join("src")).expect("made");
        fs::write(dir.join("Cargo.toml"), "").expect("written");
        assert_eq!(find_root(Some("site"), &dir.join("src")).expect_err("not there").hints, ["django: \"../app/site\";"]);
        assert!(find_root(Some("app/site"), &dir).is_ok());
        assert_eq!(find_root(Some("sit"), &dir).expect_err("missing").message, "there is no manage.py in `sit`");
        fs::remove_dir_all(dir).expect("removed");
    }
}
