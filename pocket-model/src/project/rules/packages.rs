//! The packages: listed, installable, with wheels for the functions.

use super::View;
use crate::ast::At;
use crate::diag::{Diagnostic, Sink};
use crate::messages::Wording;
use crate::project::files::{Files, Look, relative};
use crate::project::find;
use crate::project::messages::packages as messages;
use crate::project::packages::lock::{self, Lock, Package};
use crate::project::packages::platform::{Platform, is_pure};
use crate::project::packages::{Named, Source, generated, holds};
use crate::project::runtimes::PREFERENCE;
use crate::project::{Places, Scan};

/// What must be compiled, because it has no wheels for Linux, and what to use in its place.
///
/// Source: PyPI, the files of the newest release of each, 2026-11.
const NEEDS_COMPILER: &[(&str, Instead)] = &[
    ("psycopg2", Instead::Package("psycopg2-binary, or psycopg[binary],")),
    ("psycopg-c", Instead::Package("psycopg[binary]")),
    ("mysqlclient", Instead::Package("PyMySQL, with `pymysql.install_as_MySQLdb()` in the settings,")),
    ("uwsgi", Instead::Nothing),
    ("mod-wsgi", Instead::Nothing),
    ("python-ldap", Instead::Package("ldap3")),
    ("pycairo", Instead::Package("cairocffi")),
    ("gdal", Instead::Without),
    ("dlib", Instead::Without),
];

#[derive(Clone, Copy)]
enum Instead {
    /// Another package.
    Package(&'static str),
    /// A server, which the site does not need.
    Nothing,
    /// There is none.
    Without,
}

impl Instead {
    fn help(self) -> Wording {
        match self {
            Instead::Package(package) => messages::write_instead(package),
            Instead::Nothing => messages::delete_line(),
            Instead::Without => messages::do_without(),
        }
    }
}

fn needs_compiler(name: &str) -> Option<Instead> {
    NEEDS_COMPILER.iter().find(|(known, _)| *known == name).map(|(_, instead)| *instead)
}

/// Packages whose source is always compiled: a wheel for another platform is no help, and neither is building it here.
///
/// Source: PyPI, the source distributions, 2026-11.
const COMPILED: &[&str] = &[
    "numpy",
    "pandas",
    "scipy",
    "scikit-learn",
    "matplotlib",
    "pillow",
    "lxml",
    "cryptography",
    "cffi",
    "grpcio",
    "uvloop",
    "orjson",
    "pydantic-core",
    "bcrypt",
    "argon2-cffi-bindings",
    "rpds-py",
    "regex",
    "psycopg-binary",
    "psycopg2-binary",
    "tokenizers",
    "shapely",
    "pyproj",
];

/// What is wrong with the lists themselves.
pub(super) fn of_project(files: &dyn Files, scan: &Scan, places: &Places, sink: &mut Sink) {
    let at = places.requirements.unwrap_or(places.project());
    let root = &scan.found.root;
    for listed in &scan.lists.listed {
        let place = scan.show(&listed.place);
        match &listed.what {
            Named::Missing(file) => sink.push(messages::no_included_file(at, place, relative(root, file))),
            Named::Local(path) if files.look(path) == Look::Missing => {
                let shown = if path.starts_with('/') { path.clone() } else { relative(root, path) };
                sink.push(messages::no_local_package(at, place, shown));
            }
            _ => {}
        }
    }
    let Some(source) = &scan.source else { return };
    let file = relative(root, &source.path());
    if let Source::Settings(settings) = source
        && let Some((requirement, line)) = generated(files, settings)
    {
        sink.push(messages::no_list(at, requirement, format!("{file}:{line}")));
    }
    // A lock is long: it is read once, where its wheels are looked at.
    if scan.lock.is_none() {
        names_django(scan, source, &file, at, sink);
    }
}

/// A lock has all that is listed, and Django.
fn lock_is_whole(view: &View<'_>, lock: &Lock<'_>, file: &str, sink: &mut Sink) {
    let scan = view.scan;
    if !lock.has_root() {
        return;
    }
    let at = view.facts.places.requirements.unwrap_or(view.facts.places.project());
    for listed in &scan.lists.listed {
        if let Named::Package { name, marker: None, .. } = &listed.what
            && lock.lacks(name)
        {
            sink.push(messages::stale_lock(at, name, scan.show(&listed.place), file));
        }
    }
    let stale = scan.lists.listed.iter().any(|listed| listed.what.package() == Some("django"));
    if !lock.has("django") && !stale {
        sink.push(messages::without_django(at, file).help(messages::run("uv add django")));
    }
}

/// Django itself is in the list: certainly not in one that names all packages or none, perhaps not in another.
fn names_django(scan: &Scan, source: &Source, file: &str, at: At, sink: &mut Sink) {
    let names: Vec<&str> = scan.lists.listed.iter().filter_map(|listed| listed.what.package()).collect();
    let others = names.len() < scan.lists.listed.len() || scan.lists.open;
    if names.contains(&"django") || others {
        return;
    }
    if names.is_empty() || scan.lists.resolved {
        let line = match source {
            Source::PyProject(_) => "uv add django".to_string(),
            _ => format!("echo 'Django~=5.2' >> {file}"),
        };
        sink.push(messages::without_django(at, file).help(messages::run(line)));
    } else if !names.iter().any(|name| name.contains("django") || name.contains("wagtail") || name.starts_with("drf")) {
        sink.push(messages::django_not_named(at, file));
    }
}

/// What the functions' platform cannot take.
pub(super) fn check(view: &View<'_>, sink: &mut Sink) {
    let (facts, scan) = (view.facts, view.scan);
    let minors = match find::runtime(&scan.python, &scan.found.root, &facts.build, &facts.places) {
        Ok(asked) => asked.minors,
        Err(diagnostic) => {
            sink.push(diagnostic);
            Vec::new()
        }
    };
    // On the embedded cloud packages are this machine's, which may have a compiler.
    let platform = minors.first().filter(|_| !facts.embedded).map(|minor| Platform::lambda(facts.build.arch, *minor));
    match (&scan.lock, platform) {
        (Some(text), platform) => {
            let lock = lock::read(text);
            let path = scan.source.as_ref().map(Source::path).unwrap_or_default();
            let file = relative(&scan.found.root, &path);
            lock_is_whole(view, &lock, &file, sink);
            if let Some(platform) = platform {
                for package in lock.installed(&platform) {
                    let place = format!("{file}:{}", package.line);
                    locked(view, package, &platform, place).into_iter().for_each(|diagnostic| sink.push(diagnostic));
                }
            }
        }
        (None, Some(platform)) => listed(view, &platform, sink),
        (None, None) => {}
    }
}

fn locked(view: &View<'_>, package: &Package<'_>, platform: &Platform, place: String) -> Option<Diagnostic> {
    let at = view.facts.places.requirements.unwrap_or(view.facts.places.project());
    let fits = |platform: &Platform| package.wheels().any(|wheel| platform.takes(wheel));
    if fits(platform) {
        return None;
    }
    if let Some(instead) = needs_compiler(package.name) {
        return Some(messages::needs_compiler(at, package.name, place).help(instead.help()));
    }
    // Without any wheel it may be pure Python, and without one for another platform alone too.
    if package.wheels().next().is_none() || package.wheels().any(|wheel| is_pure(wheel) && wheel.contains("-py3")) {
        return None;
    }
    let on_intel = platform.machine != "x86_64" && fits(&Platform::lambda("x86_64", platform.minor));
    let at = view.facts.places.arch.filter(|_| on_intel).unwrap_or(at);
    let certain = !package.source || COMPILED.contains(&package.name);
    let diagnostic = if certain {
        messages::no_wheel(at, package.name, package.version, platform.name(), place)
    } else {
        messages::only_source(at, package.name, package.version, platform.name(), place)
    };
    let arch = if platform.machine == "aarch64" { "arm64" } else { "x86_64" };
    // `.python-version` gives way to the block, `requires-python` does not.
    let allowed = view.scan.python.required.as_ref().map_or(PREFERENCE, |required| &required.minors);
    let other = allowed.iter().find(|minor| fits(&Platform::lambda(arch, **minor)));
    Some(match other {
        _ if on_intel => diagnostic.help(messages::other_arch()),
        Some(minor) => diagnostic.help(messages::other_minor(minor)),
        None => diagnostic,
    })
}

/// A list without a lock: only what is known to have no wheels can be said.
fn listed(view: &View<'_>, platform: &Platform, sink: &mut Sink) {
    let at = view.facts.places.requirements.unwrap_or(view.facts.places.project());
    for listed in &view.scan.lists.listed {
        let Named::Package { name, extras, marker } = &listed.what else { continue };
        if marker.as_ref().is_some_and(|marker| holds(marker, platform, &[]) != Some(true)) {
            continue;
        }
        let compiled = if name == "psycopg" && extras.iter().any(|extra| extra == "c") { "psycopg-c" } else { name };
        if let Some(instead) = needs_compiler(compiled) {
            sink.push(messages::needs_compiler(at, compiled, view.scan.show(&listed.place)).help(instead.help()));
        }
    }
}
