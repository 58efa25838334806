//! `django { build: […]; }`: commands that exist, end, and have an effect.

use super::View;
use super::modules::is_own;
use crate::diag::{Sink, nearest};
use crate::project::files::{join, list};
use crate::project::messages::build as messages;
use crate::project::python::Value;

/// Source: Django 5.2's documentation, "django-admin and manage.py"; without those that the lists below have.
const DJANGO: &[&str] = &[
    "check",
    "compilemessages",
    "dbshell",
    "diffsettings",
    "dumpdata",
    "makemessages",
    "makemigrations",
    "sendtestemail",
    "shell",
    "showmigrations",
    "sqlmigrate",
    "sqlsequencereset",
    "squashmigrations",
    "optimizemigration",
    "startapp",
    "startproject",
    "test",
    "inspectdb",
    "sqlflush",
    "findstatic",
    "changepassword",
    "ogrinspect",
    "version",
];

/// They serve until they are stopped.
const ENDLESS: &[&str] = &["runserver", "testserver"];

/// They change a database, and the build has none that lasts.
const OF_DATABASE: &[&str] =
    &["migrate", "loaddata", "createcachetable", "flush", "clearsessions", "createsuperuser", "remove_stale_contenttypes"];

/// Apps of others whose commands are known: the module, and its commands. Source: their repositories, 2026-11.
const APPS: &[(&str, &[&str])] = &[
    ("compressor", &["compress", "mtime_cache"]),
    ("corsheaders", &[]),
    ("crispy_bootstrap5", &[]),
    ("crispy_forms", &[]),
    ("django_filters", &[]),
    ("django_htmx", &[]),
    ("rest_framework", &["generateschema"]),
    ("sass_processor", &["compilescss"]),
    ("statici18n", &["compilejsi18n"]),
    ("storages", &[]),
    ("tailwind", &["tailwind"]),
    ("whitenoise", &[]),
    ("widget_tweaks", &[]),
];

pub(super) fn check(view: &View<'_>, sink: &mut Sink) {
    let at = view.facts.places.commands.unwrap_or(view.stage);
    let Some(apps) = view.setting("INSTALLED_APPS") else { return };
    for line in &view.facts.build.commands {
        let Some(name) = line.split_whitespace().next() else { continue };
        if ENDLESS.contains(&name) {
            sink.push(messages::endless_command(at, name));
        } else if name == "collectstatic" {
            sink.push(messages::needless_command(at, name, messages::collected_anyway()));
        } else if OF_DATABASE.contains(&name) {
            sink.push(messages::needless_command(at, name, messages::no_database()));
        } else if !DJANGO.contains(&name)
            && let Some(known) = commands(view, &apps)
            && !known.iter().any(|known| known == name)
        {
            let apps = apps.strings().unwrap_or_default();
            let others = apps.iter().filter(|app| !app.starts_with("django.")).copied().collect::<Vec<_>>().join(", ");
            let diagnostic = messages::no_command(at, name, if others.is_empty() { "django.contrib".into() } else { others });
            let known = known.iter().map(String::as_str).chain(DJANGO.iter().copied());
            let app = APPS.iter().find(|(_, commands)| commands.contains(&name));
            sink.push(match (app, nearest(name, known)) {
                (Some((app, _)), _) => diagnostic.help(messages::of_app(name, app)),
                (None, Some(near)) => diagnostic.help(messages::did_you_mean(near)),
                (None, None) => diagnostic,
            });
        }
    }
}

/// The commands of all installed apps; `None` as soon as one of them cannot be looked into.
fn commands(view: &View<'_>, apps: &Value) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for app in apps.strings()? {
        let top = app.split('.').next().unwrap_or(app);
        if top == "django" {
            continue;
        }
        if let Some((_, commands)) = APPS.iter().find(|(module, _)| *module == top) {
            found.extend(commands.iter().map(|command| (*command).to_string()));
            continue;
        }
        let root = &view.scan.found.root;
        if !is_own(view.files, root, top) || app == top && list(view.files, &join(root, app)).is_empty() {
            return None;
        }
        let app = app.split(".apps.").next().unwrap_or(app).replace('.', "/");
        let files = list(view.files, &join(root, &format!("{app}/management/commands"))).into_iter();
        found.extend(files.filter_map(|entry| entry.name.strip_suffix(".py").map(str::to_string)));
    }
    Some(found)
}
