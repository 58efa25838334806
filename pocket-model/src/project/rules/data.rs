//! Where data goes: the database, the cache, sessions and uploads.

use super::View;
use crate::diag::Sink;
use crate::project::messages::data as messages;
use crate::project::python::Value;

pub(super) fn check(view: &View<'_>, sink: &mut Sink) {
    databases(view, sink);
    caches(view, sink);
    sessions(view, sink);
    uploads(view, sink);
}

/// The known string of a dictionary's entry.
fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.entry(key).and_then(Value::text)
}

/// The entries of a dictionary of aliases.
fn aliases(value: Option<&Value>) -> Vec<(&str, &Value)> {
    match value {
        Some(Value::Dict(entries)) => entries.iter().filter_map(|(alias, entry)| Some((alias.text()?, entry))).collect(),
        _ => Vec::new(),
    }
}

fn databases(view: &View<'_>, sink: &mut Sink) {
    let place = || view.place("DATABASES");
    for (alias, database) in aliases(view.own("DATABASES")) {
        let Some(engine) = text(database, "ENGINE") else { continue };
        let sqlite = engine.ends_with("sqlite3") || engine.ends_with("spatialite");
        if let Some((_, at)) = view.facts.databases.get(alias) {
            let other = [("mysql", "MySQL"), ("oracle", "Oracle"), ("mssql", "SQL Server")].iter().find(|(word, _)| engine.contains(word));
            if let (Some((_, name)), false) = (other, view.facts.manual) {
                sink.push(messages::other_engine(*at, alias, name, place()));
            }
        } else if sqlite {
            sink.push(messages::sqlite(view.stage, alias, place()));
        } else {
            let host = match database.entry("HOST") {
                None => "localhost",
                Some(Value::Str(host)) if host.is_empty() => "localhost",
                Some(Value::Str(host)) => host,
                Some(_) => continue,
            };
            if is_near(host) {
                sink.push(messages::database_unreachable(view.stage, alias, host, place()));
            }
        }
    }
}

/// A host of the same machine, or a name of a container network: it has no dots.
fn is_near(host: &str) -> bool {
    matches!(host, "127.0.0.1" | "0.0.0.0" | "::1" | "[::1]" | "host.docker.internal")
        || host.starts_with('/')
        || !host.contains(['.', ':', '/'])
}

/// The host of `redis://user:password@host:6379/0`, `127.0.0.1:11211`, `unix:/tmp/socket`. Nothing else of it may be shown.
fn host(location: &str) -> Option<&str> {
    let rest = location.split_once("://").map_or(location, |(_, rest)| rest);
    if location.starts_with("unix:") || rest.starts_with('/') {
        return Some("localhost");
    }
    let authority = rest.split(['/', '?']).next()?;
    let address = authority.rsplit_once('@').map_or(authority, |(_, address)| address);
    if let Some(end) = address.strip_prefix('[').and_then(|inner| inner.find(']')) {
        return Some(&address[..end + 2]);
    }
    address.split(':').next().filter(|host| !host.is_empty())
}

/// Backends on a server of their own, by a word of their name.
const SERVERS: &[&str] = &["redis", "memcached", "memcache", "valkey"];

fn caches(view: &View<'_>, sink: &mut Sink) {
    let place = || view.place("CACHES");
    for (alias, cache) in aliases(view.own("CACHES")) {
        let Some(backend) = text(cache, "BACKEND") else { continue };
        let lower = backend.to_lowercase();
        let on_server = SERVERS.iter().any(|word| lower.contains(word));
        if view.facts.caches.contains_key(alias) {
            if let Some((item, at)) =
                view.facts.places.cache.filter(|_| (on_server || lower.contains("databasecache")) && !view.facts.manual)
            {
                sink.push(messages::cache_replaced(at, item, format!("`{backend}`"), place()));
            }
        } else if on_server {
            let first = cache.entry("LOCATION").map(|location| match location {
                Value::List(locations) => locations.first().unwrap_or(&Value::Unknown),
                one => one,
            });
            if let Some(host) = first.and_then(Value::text).and_then(host).filter(|host| is_near(host)) {
                sink.push(messages::cache_unreachable(view.stage, alias, host, place()));
            }
        }
    }
}

/// Backends that each process, or each machine, has for itself.
const APART: &[&str] = &["locmem.LocMemCache", "dummy.DummyCache", "filebased.FileBasedCache"];

fn sessions(view: &View<'_>, sink: &mut Sink) {
    let engine = view.setting("SESSION_ENGINE");
    let Some(engine) = engine.as_deref().and_then(Value::text) else { return };
    let apart = match engine {
        "django.contrib.sessions.backends.file" => true,
        "django.contrib.sessions.backends.cache" => {
            let alias = view.setting("SESSION_CACHE_ALIAS");
            let alias = match alias.as_deref() {
                None => "default",
                Some(Value::Str(alias)) => alias,
                Some(_) => return,
            };
            !view.facts.caches.contains_key(alias) && is_apart(view.own("CACHES"), alias)
        }
        _ => false,
    };
    if apart {
        let written = view.facts.settings_at.get("SESSION_ENGINE").filter(|_| !view.facts.manual);
        let place = if written.is_some() { "settings".to_string() } else { view.place("SESSION_ENGINE") };
        sink.push(messages::sessions_apart(written.copied().unwrap_or(view.stage), engine, place));
    }
}

/// Django's own default is memory.
fn is_apart(caches: Option<&Value>, alias: &str) -> bool {
    let Some(caches) = caches else { return true };
    caches.entry(alias).and_then(|cache| text(cache, "BACKEND")).is_some_and(|backend| APART.iter().any(|known| backend.ends_with(known)))
}

fn uploads(view: &View<'_>, sink: &mut Sink) {
    let is_set = view.scan.settings.as_ref().is_some_and(|settings| settings.place("MEDIA_ROOT").is_some());
    let empty = view.own("MEDIA_ROOT").and_then(Value::text).is_some_and(str::is_empty);
    if view.facts.media.is_some() || !is_set || empty {
        return;
    }
    let on_disk = |backend: Option<&Value>| match backend {
        None => true,
        Some(Value::Str(backend)) => backend.ends_with(".FileSystemStorage"),
        Some(_) => false,
    };
    let storages = view.setting("STORAGES");
    let default = match storages.as_deref() {
        None => None,
        Some(storages) => storages.entry("default"),
    };
    let backend = match default {
        Some(Value::Unknown) => default,
        Some(entry) => entry.entry("BACKEND"),
        None => None,
    };
    if on_disk(backend) && on_disk(view.setting("DEFAULT_FILE_STORAGE").as_deref()) {
        sink.push(messages::uploads_lost(view.stage, view.place("MEDIA_ROOT")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_host_of_an_address_is_shown() {
        for (location, expected) in [
            ("redis://user:s3cret@localhost:6379/0", Some("localhost")),
            ("redis://redis:6379", Some("redis")),
            ("127.0.0.1:11211", Some("127.0.0.1")),
            ("unix:/tmp/memcached.sock", Some("localhost")),
            ("unix:///tmp/redis.sock", Some("localhost")),
            ("rediss://:p@x.cache.amazonaws.com:6379?a=b", Some("x.cache.amazonaws.com")),
            ("redis://[::1]:6379/1", Some("[::1]")),
            ("", None),
        ] {
            assert_eq!(host(location), expected, "{location}");
        }
        assert!(is_near("db") && is_near("localhost") && is_near("[::1]") && !is_near("x.amazonaws.com"));
    }
}
