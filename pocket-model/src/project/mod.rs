//! The Django project, as its files tell it: found, read and held against each stage, without running any of it.
//!
//! The model itself opens no file: whoever compiles a program lends it a disk ([`Files`]). What is not certain from the text of the files is
//! unknown, and no rule has an opinion on it. An error is what certainly breaks the deploy or the site; what may lose data, or has no effect, is a warning.

mod files;
mod find;
#[cfg(test)]
mod memory;
pub(crate) mod messages;
pub mod packages;
mod python;
mod rules;
pub mod runtimes;
#[cfg(test)]
mod tests;

pub use files::{Entry, Files, Look, join, upward};
pub use find::{Found, find, requirements};
pub use python::{Place, Setting, Settings, Value};

use crate::ast::At;
use crate::diag::{Diagnostic, Sink};
use crate::graph::Facts;
use crate::synth::{Build, Form};
use files::relative;
use packages::{Lists, Source};
use runtimes::{Asked, Said};

/// Where the stage says what the project is held against; `None` for what it does not write.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// The `django` item, or its path.
    pub django: Option<At>,
    /// `django { settings: …; }`
    pub settings: Option<At>,
    /// `django { requirements: …; }`
    pub requirements: Option<At>,
    /// `django { build: […]; }`
    pub commands: Option<At>,
    /// `lambda { python: …; }`
    pub python: Option<At>,
    /// `lambda { arch: …; }`
    pub arch: Option<At>,
    /// `lambda { dockerfile: …; }`
    pub dockerfile: Option<At>,
    /// The item that gives the stage's cache, and its name.
    pub cache: Option<(&'static str, At)>,
    /// The item that gives the stage's storage, and its name.
    pub media: Option<(&'static str, At)>,
    /// One of them is a value that only the running program knows: until then nothing is said of the project.
    pub unknown: bool,
}

impl Places {
    /// What is said of the project as a whole: at the `django` item, else at the invocation.
    pub fn project(&self) -> At {
        self.django.unwrap_or(At::PROGRAM)
    }
}

/// The Pythons that the site may run on, the best one first.
pub fn runtime(files: &dyn Files, root: &str, build: &Build) -> Result<Asked, Diagnostic> {
    find::runtime(&Said::read(files, root), root, build, &Places::default())
}

/// A project that has been read.
#[derive(Debug)]
struct Scan {
    found: Found,
    /// `None` where the settings module lies where it cannot be seen.
    settings: Option<Settings>,
    source: Option<Source>,
    lists: Lists,
    /// The text of uv.lock, if that is the source.
    lock: Option<String>,
    python: Said,
}

impl Scan {
    /// A place as one writes it in the folder of manage.py: `config/settings.py:12`.
    fn show(&self, place: &Place) -> String {
        format!("{}:{}", relative(&self.found.root, &place.file), place.line)
    }

    /// Whether packages come from folders of this machine, whose modules are not those of the project's folder.
    fn has_local(&self) -> bool {
        self.lists.listed.iter().any(|listed| matches!(listed.what, packages::Named::Local(_)))
            || self.lock.as_ref().is_some_and(|text| ["editable = ", "directory = ", "workspace"].iter().any(|word| text.contains(word)))
    }
}

/// Holds the project of each stage against the stage. Stages mostly have one project: it is read once.
pub(crate) struct Checker<'a> {
    files: &'a dyn Files,
    scans: Vec<(Key, Option<Scan>)>,
    /// The platforms that each project's packages were held against, with the places of what was said: the same once more says nothing new.
    packed: Vec<Packed>,
}

/// A project's packages for a platform, and where their mistakes are shown.
#[derive(Debug, PartialEq)]
struct Packed {
    scan: usize,
    arch: &'static str,
    python: Option<String>,
    at: Option<At>,
    embedded: bool,
}

/// What decides which project a stage has, and where its mistakes are shown.
#[derive(Debug, PartialEq)]
struct Key {
    path: Option<String>,
    settings: Option<String>,
    requirements: Option<String>,
    places: [Option<At>; 3],
}

impl<'a> Checker<'a> {
    pub(crate) fn new(files: &'a dyn Files) -> Self {
        Checker { files, scans: Vec::new(), packed: Vec::new() }
    }

    /// All that is said of a stage.
    pub(crate) fn check(&mut self, stage: At, facts: &Facts, sink: &mut Sink) {
        let (build, places) = (&facts.build, &facts.places);
        if places.unknown {
            return;
        }
        if let Form::Image { dockerfile: Some(path), .. } = &build.form
            && let Some(at) = places.dockerfile
        {
            find::dockerfile(self.files, path, at).into_iter().for_each(|diagnostic| sink.push(diagnostic));
        }
        let key = Key {
            path: build.path.clone(),
            settings: build.settings.clone(),
            requirements: build.requirements.clone(),
            places: [places.django, places.settings, places.requirements],
        };
        let index = self.scans.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            let scan = scan(self.files, build, places, sink);
            self.scans.push((key, scan));
            self.scans.len() - 1
        });
        if let Some(scan) = &self.scans[index].1 {
            let at = places.arch.or(places.python);
            let packed = Packed { scan: index, arch: build.arch, python: build.python.clone(), at, embedded: facts.embedded };
            let new = !self.packed.contains(&packed);
            self.packed.push(packed);
            rules::check(&rules::View { files: self.files, scan, stage, facts }, new, sink);
        }
    }
}

/// Reads a project. What is wrong with the project itself is said here, once.
fn scan(files: &dyn Files, build: &Build, places: &Places, sink: &mut Sink) -> Option<Scan> {
    let found = match find::find(files, build, places) {
        Ok(found) => found,
        Err(diagnostic) => {
            sink.push(diagnostic);
            return None;
        }
    };
    find::several(&found, places).into_iter().for_each(|diagnostic| sink.push(diagnostic));
    let source = match find::requirements(files, &found, build, places) {
        Ok(source) => Some(source),
        Err(diagnostic) => {
            sink.push(diagnostic);
            None
        }
    };
    let lists = source.as_ref().map(|source| packages::read(files, source)).unwrap_or_default();
    let lock = source.as_ref().filter(|source| matches!(source, Source::UvLock(_))).and_then(|source| files.look(&source.path()).text());
    let python = Said::read(files, &found.root);
    let mut scan = Scan { found, settings: None, source, lists, lock, python };
    match find::settings_file(files, &scan.found, scan.has_local(), places) {
        Ok(Some(_)) => scan.settings = python::read(files, &scan.found.root, &scan.found.settings_module),
        Ok(None) => {}
        Err(diagnostic) => sink.push(diagnostic),
    }
    rules::of_project(files, &scan, places, sink);
    Some(scan)
}
