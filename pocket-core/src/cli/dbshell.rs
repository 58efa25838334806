//! `dbshell`: `psql`, connected to a database of the stage from this machine.

use super::args::DbshellArgs;
use super::session::Session;
use super::{Outcome, interactive};
use crate::drivers::secrets::{Store, Which, label};
use crate::embedded;
use crate::error::{Error, Result};
use crate::messages::{self, interactive as words};
use pocket_model::diag::nearest;
use secrecy::ExposeSecret;
use std::collections::BTreeMap;
use tokio::process::Command;

/// Exit status of `psql` when it could not connect. Source: PostgreSQL's manual, `psql`, "Exit Status".
const NO_CONNECTION: u8 = 2;

pub(super) async fn run(session: &Session<'_>, args: &DbshellArgs) -> Result<Outcome> {
    if session.url().await?.is_none() {
        return Err(session.not_deployed());
    }
    let secret = secret(session, &args.database)?;
    interactive::ask(session, "dbshell")?;
    let secrets = &session.synthesis.secrets;
    let secret = secrets.iter().find(|known| known.name == secret).ok_or_else(|| Error::bug(format!("no secret `{secret}`")))?;
    let locate = |at| session.cx.places.show(at);
    let (store, cx) = (Store::named(secret.store)?, session.cx.drivers(&session.synthesis, &locate));
    // What the release reads; one that was never labelled has one value alone.
    let value = match store.get(&cx, &secret.id, Which::Label(&label(&session.synthesis.stage))).await? {
        None => store.get(&cx, &secret.id, Which::Newest).await?,
        value => value,
    };
    let value = value.ok_or_else(|| Error::user(session.ui.say(&messages::no_value(&secret.name))).hint("cargo run -- deploy"))?;
    let environment = environment(value.expose_secret()).ok_or_else(|| Error::user(session.ui.say(&words::not_postgres(&secret.name))))?;

    let psql = embedded::psql(&session.ui).await?;
    let mut command = Command::new(&psql);
    // The machine's own `PGHOST` or `PGSERVICE` would lead elsewhere.
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PG")) {
        command.env_remove(name);
    }
    // In the environment, which only this account can read; an argument is for everyone to read.
    command.args(&args.arguments).envs(environment);
    let outcome = interactive::run(command, "psql").await?;
    if outcome == Outcome::Status(NO_CONNECTION) {
        session.ui.error(session.ui.say(&words::no_way_in(&session.synthesis.stage)));
    }
    Ok(outcome)
}

/// The secret with the URI of a database that passes by the pooler, where there is one.
fn secret<'a>(session: &'a Session<'_>, alias: &str) -> Result<&'a str> {
    let databases = &session.synthesis.contract.databases;
    if let Some(database) = databases.get(alias) {
        return Ok(database.direct_url_secret.as_ref().unwrap_or(&database.url_secret));
    }
    if databases.is_empty() {
        return Err(Error::user(session.ui.say(&words::no_database(&session.synthesis.stage))).hint(session.ui.say(&words::declare_one())));
    }
    let error = Error::usage(session.ui.say(&words::no_such_database(&session.synthesis.stage, alias)));
    let names: Vec<&str> = databases.keys().map(String::as_str).collect();
    Err(match nearest(alias, names.iter().copied()) {
        Some(near) => error.hint(session.ui.say(&messages::did_you_mean(near))),
        None => error.hint(session.ui.say(&words::the_databases_are(names.join(", ")))),
    })
}

/// A connection URI as libpq's environment variables. Source: PostgreSQL's manual, "Connection URIs" and "Environment Variables".
fn environment(uri: &str) -> Option<BTreeMap<&'static str, String>> {
    let url = reqwest::Url::parse(uri).ok().filter(|url| ["postgresql", "postgres"].contains(&url.scheme()))?;
    let mut environment = BTreeMap::from([("PGAPPNAME", "pocket dbshell".to_owned())]);
    let host = url.host_str()?;
    environment.insert("PGHOST", unescaped(host.trim_matches(['[', ']'])));
    environment.insert("PGPORT", url.port().unwrap_or(5432).to_string());
    environment.insert("PGUSER", unescaped(url.username()));
    environment.insert("PGPASSWORD", unescaped(url.password().unwrap_or_default()));
    environment.insert("PGDATABASE", unescaped(url.path().trim_start_matches('/')));
    for (name, value) in url.query_pairs() {
        let variable = match name.as_ref() {
            "sslmode" => "PGSSLMODE",
            "channel_binding" => "PGCHANNELBINDING",
            "options" => "PGOPTIONS",
            "sslrootcert" => "PGSSLROOTCERT",
            "target_session_attrs" => "PGTARGETSESSIONATTRS",
            _ => continue,
        };
        environment.insert(variable, value.into_owned());
    }
    Some(environment)
}

/// Percent-decoded.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::environment;

    #[test]
    fn a_uri_in_parts() {
        let found = environment("postgresql://us%40er:p%2Fw%3A%25d@ep-x.example.com:5433/na%20me?sslmode=require&channel_binding=require")
            .expect("a URI");
        let expected = [
            ("PGAPPNAME", "pocket dbshell"),
            ("PGCHANNELBINDING", "require"),
            ("PGDATABASE", "na me"),
            ("PGHOST", "ep-x.example.com"),
            ("PGPASSWORD", "p/w:%d"),
            ("PGPORT", "5433"),
            ("PGSSLMODE", "require"),
            ("PGUSER", "us@er"),
        ];
        assert_eq!(found.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>(), expected);
        assert_eq!(environment("postgres://u:p@[::1]/d").expect("a URI")["PGHOST"], "::1");
        assert!(environment("mysql://u:p@h/d").is_none());
        assert!(environment("no URI").is_none());
    }
}
