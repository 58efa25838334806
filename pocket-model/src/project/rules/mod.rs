//! The rules on the Django project: those on the project itself, and those that hold it against a stage.

mod commands;
mod data;
mod manual;
mod modules;
mod packages;
mod user_model;
mod variables;

use super::files::Files;
use super::python::{Place, Value};
use super::{Places, Scan};
use crate::ast::At;
use crate::diag::Sink;
use crate::graph::Facts;
use std::borrow::Cow;

/// What is wrong with the project, whatever the stage.
pub(super) fn of_project(files: &dyn Files, scan: &Scan, places: &Places, sink: &mut Sink) {
    packages::of_project(files, scan, places, sink);
    modules::check(files, scan, places, sink);
    user_model::of_project(files, scan, places, sink);
    variables::env_file(scan, places, sink);
}

/// What the stage makes of it. `platform` is false where an earlier stage had the same processor and Python.
pub(super) fn check(view: &View<'_>, platform: bool, sink: &mut Sink) {
    if platform {
        packages::check(view, sink);
    }
    user_model::check(view, sink);
    variables::check(view, sink);
    commands::check(view, sink);
    manual::check(view, sink);
    // On this machine nothing is lost that a developer would miss: a folder and a server of the same machine are there.
    if !view.facts.embedded {
        data::check(view, sink);
    }
}

/// A project and a stage.
pub(super) struct View<'a> {
    pub(super) files: &'a dyn Files,
    pub(super) scan: &'a Scan,
    pub(super) stage: At,
    pub(super) facts: &'a Facts,
}

static UNKNOWN: Value = Value::Unknown;

impl View<'_> {
    /// A setting as the deployed site has it, where the deploy does not compute it: the stage's, else the project's own. `None` where nobody sets it.
    fn setting(&self, name: &str) -> Option<Cow<'_, Value>> {
        if !self.facts.manual && self.facts.settings_at.contains_key(name) {
            // A Rust value is known only when the program runs.
            return Some(Cow::Owned(self.facts.settings.get(name).map_or(Value::Unknown, Value::of_json)));
        }
        self.own(name).map(Cow::Borrowed)
    }

    /// A setting of the project's own.
    fn own(&self, name: &str) -> Option<&Value> {
        self.scan.settings.as_ref().map_or(Some(&UNKNOWN), |settings| settings.get(name))
    }

    /// The place of a setting, as one writes it; the settings module for one that is nowhere.
    fn place(&self, name: &str) -> String {
        let place = self.scan.settings.as_ref().and_then(|settings| settings.place(name));
        place.map_or_else(|| self.scan.found.settings_module.clone(), |place: &Place| self.scan.show(place))
    }
}
