//! `settings: manual;`: the project's own settings are those of the site.

use super::View;
use crate::ast::At;
use crate::diag::Sink;
use crate::project::messages::data as messages;
use crate::project::python::Value;

pub(super) fn check(view: &View<'_>, sink: &mut Sink) {
    if view.facts.manual {
        debug(view, sink);
        settings(view, sink);
        ignored(view, sink);
        hosts(view, sink);
    }
}

/// Without `manual` the deploy turns it off.
fn debug(view: &View<'_>, sink: &mut Sink) {
    if view.own("DEBUG") == Some(&Value::Bool(true)) && !view.facts.embedded {
        sink.push(messages::debug(view.stage, view.place("DEBUG")));
    }
}

fn settings(view: &View<'_>, sink: &mut Sink) {
    for (name, at) in &view.facts.settings_at {
        sink.push(messages::manual_settings(*at, name));
    }
}

/// What the stage has, and the settings certainly do not take.
fn ignored(view: &View<'_>, sink: &mut Sink) {
    let facts = view.facts;
    let mut check = |setting: &'static str, alias: &str, function: &str, at: At| {
        let literal = match view.own(setting) {
            None => true,
            Some(own) => own.entry(alias).is_none_or(|entry| *entry != Value::Unknown) && *own != Value::Unknown,
        };
        if literal {
            // A name that the settings do not have cannot be passed.
            let argument = if view.own(setting).is_some() { setting } else { "" };
            sink.push(messages::manual_ignores(at, setting, format!("{function}({argument})"), view.place(setting)));
        }
    };
    for (alias, (_, at)) in &facts.databases {
        check("DATABASES", alias, "databases", *at);
    }
    if let (Some(_), Some((_, at))) = (&facts.media, facts.places.media) {
        check("STORAGES", "default", "storages", at);
    }
    if let (Some(alias), Some((_, at))) = (facts.caches.keys().next(), facts.places.cache) {
        check("CACHES", alias, "caches", at);
    }
}

/// Hosts of one's own machine.
const LOCAL: &[&str] = &["localhost", ".localhost", "127.0.0.1", "[::1]", "::1", "0.0.0.0"];

fn hosts(view: &View<'_>, sink: &mut Sink) {
    if view.facts.embedded {
        return;
    }
    let refused = match view.own("ALLOWED_HOSTS") {
        None => true,
        Some(own) => own.strings().is_some_and(|hosts| hosts.iter().all(|host| LOCAL.contains(host))),
    };
    if refused {
        sink.push(messages::manual_hosts(view.stage, view.place("ALLOWED_HOSTS")));
    }
}
