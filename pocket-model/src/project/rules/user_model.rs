//! `AUTH_USER_MODEL`: one in the project and in every stage, of an app that is installed.

use super::View;
use super::modules::is_own;
use crate::diag::Sink;
use crate::project::files::{Files, join, list};
use crate::project::messages::modules as messages;
use crate::project::python::Value;
use crate::project::{Places, Scan};

const NAME: &str = "AUTH_USER_MODEL";
/// Source: Django's documentation, "Settings", `AUTH_USER_MODEL`.
const DEFAULT: &str = "auth.User";

pub(super) fn of_project(files: &dyn Files, scan: &Scan, places: &Places, sink: &mut Sink) {
    let Some(settings) = &scan.settings else { return };
    let Some(model) = settings.get(NAME).and_then(Value::text) else { return };
    if let Some((app, place)) = missing_app(files, scan, model) {
        sink.push(messages::user_model_app(places.settings.unwrap_or(places.project()), model, app, place));
    }
}

pub(super) fn check(view: &View<'_>, sink: &mut Sink) {
    let Some(at) = view.facts.settings_at.get(NAME) else { return };
    let Some(stage) = view.facts.settings.get(NAME).and_then(|value| value.as_str()) else { return };
    let own = match view.own(NAME) {
        None => DEFAULT,
        Some(Value::Str(own)) => own,
        Some(_) => return,
    };
    if own != stage {
        sink.push(messages::user_model(*at, stage, own, view.place(NAME)));
    }
}

/// The app of a model, if it is a folder of the project that is not installed.
fn missing_app(files: &dyn Files, scan: &Scan, model: &str) -> Option<(String, String)> {
    let settings = scan.settings.as_ref()?;
    let apps = settings.get("INSTALLED_APPS")?.strings()?;
    let (label, _) = model.split_once('.')?;
    // An app's label is the last part of its name, unless its configuration says otherwise.
    let labels = |app: &str| app.split('.').any(|part| part == label);
    let root = &scan.found.root;
    let renamed = apps.iter().any(|app| {
        let folder = app.split(".apps").next().unwrap_or(app).replace('.', "/");
        files.look(&join(root, &format!("{folder}/apps.py"))).text().is_some_and(|text| text.contains("label"))
    });
    let has_models = list(files, &join(root, label)).iter().any(|entry| entry.name.starts_with("models"));
    let missing = is_own(files, root, label) && has_models && !renamed && !apps.iter().any(|app| labels(app));
    let place = settings.place("INSTALLED_APPS")?;
    missing.then(|| (label.to_string(), scan.show(place)))
}
