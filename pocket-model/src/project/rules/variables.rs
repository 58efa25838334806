//! The environment variables that the settings read.

use super::View;
use crate::diag::Sink;
use crate::project::messages::modules as messages;
use crate::project::{Places, Scan};

/// Variables of the artifact's build and of the function that nobody declares. Source: AWS Lambda Developer Guide, "Defined runtime environment variables".
const ALWAYS: &[&str] = &[
    "PATH",
    "HOME",
    "USER",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "TZ",
    "PYTHONPATH",
    "LD_LIBRARY_PATH",
    "DJANGO_SETTINGS_MODULE",
    "SECRET_KEY",
    "_HANDLER",
];

/// A file of variables is loaded, and none is in the artifact.
pub(super) fn env_file(scan: &Scan, places: &Places, sink: &mut Sink) {
    let at = places.settings.unwrap_or(places.project());
    if let Some(place) = scan.settings.as_ref().and_then(|settings| settings.env_file.as_ref()) {
        sink.push(messages::env_file(at, scan.show(place)));
    } else if scan.found.loads_file {
        sink.push(messages::env_file(at, "manage.py"));
    }
}

/// What the settings cannot load without is declared.
pub(super) fn check(view: &View<'_>, sink: &mut Sink) {
    let Some(settings) = &view.scan.settings else { return };
    // Which variables a file has is not known; that it is not sent is said as a warning.
    if settings.env_file.is_some() || view.scan.found.loads_file {
        return;
    }
    let facts = view.facts;
    for (name, place) in &settings.required {
        let declared = facts.environment.contains_key(name) || facts.secrets.iter().any(|secret| secret.name == *name);
        let given = ALWAYS.contains(&name.as_str()) || ["AWS_", "LAMBDA_", "POCKET_"].iter().any(|prefix| name.starts_with(prefix));
        if !declared && !given {
            let diagnostic = messages::unset_variable(view.stage, name, view.scan.show(place));
            sink.push(if name == "DATABASE_URL" { diagnostic.help(messages::needs_database()) } else { diagnostic });
        }
    }
}
