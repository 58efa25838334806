//! `secrets list|get|set|rotate|rm`: the stage's secrets in their store.

use super::Outcome;
use super::args::SecretsCommand;
use super::session::Session;
use crate::deploy::rotate::{Way, rotate};
use crate::drivers::secrets::{self, Store, Versions, Which};
use crate::error::{Error, Result};
use crate::messages::{self, rotate as words};
use crate::program::Loaded;
use crate::ui::Printer;
use crate::wrap::pad;
use pocket_model::diag::nearest;
use pocket_model::synth::{Origin, Secret};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use std::io::{IsTerminal, Read};

pub(super) async fn run(session: &Session<'_>, loaded: &Loaded, command: SecretsCommand) -> Result<Outcome> {
    let locate = |at| session.cx.places.show(at);
    let cx = session.cx.drivers(&session.synthesis, &locate);
    match command {
        SecretsCommand::List => {
            let known = secrets::versions(&cx, &session.synthesis.secrets).await?;
            let mut rows = Vec::new();
            for secret in &session.synthesis.secrets {
                rows.push((secret, known.get(&secret.id)));
            }
            if session.json {
                let rows: Vec<_> = rows
                    .iter()
                    .map(|(secret, known)| {
                        let waits = known.is_some_and(Versions::waits);
                        json!({ "name": secret.name, "id": secret.id, "store": secret.store, "set": known.is_some(), "in_use": known.is_some() && !waits })
                    })
                    .collect();
                session.ui.data(serde_json::to_string_pretty(&rows).unwrap_or_default());
            } else {
                for (secret, known) in rows {
                    let state = match known {
                        None => messages::not_set(),
                        Some(versions) if versions.live.is_some() && versions.waits() => words::waits(),
                        Some(_) => messages::set(),
                    };
                    session.ui.data(format!("{:<24} {} {}", secret.name, pad(&session.ui.say(&state), 12), secret.id));
                }
            }
        }
        SecretsCommand::Get { name } => {
            let secret = find(session, &name)?;
            let value = Store::named(secret.store)?.get(&cx, &secret.id, Which::Newest).await?;
            let missing = || Error::user(session.ui.say(&messages::no_value(&name))).hint(format!("cargo run -- secrets set {name}"));
            let value = value.ok_or_else(missing)?;
            session.ui.data(value.expose_secret());
        }
        SecretsCommand::Set { name } => {
            let secret = find(session, &name)?;
            if let Origin::Driver { driver } = &secret.origin {
                return Err(Error::user(session.ui.say(&messages::set_by_deploy(&name, driver))));
            }
            Store::named(secret.store)?.put(&cx, &secret.id, &value(&session.ui, &name, "set")?, secret.at).await?;
            session.ui.status(session.ui.say(&words::stored(&name)));
            if secrets::versions(&cx, std::slice::from_ref(secret)).await?.get(&secret.id).is_some_and(|known| known.live.is_some()) {
                let (stage, ui) = (&session.synthesis.stage, &session.ui);
                ui.status(format!("  cargo run -- secrets rotate {name} -s {stage}    # {}", ui.say(&words::renews())));
                ui.status(format!("  cargo run -- deploy -s {stage}    # {}", ui.say(&words::with_code())));
            }
        }
        SecretsCommand::Rotate { name, back, finish } => {
            let secret = find(session, &name)?;
            let way = match (back, finish) {
                (true, _) => Way::Back,
                (_, true) => Way::Finish,
                _ => Way::Forward(given(session, &cx, secret).await?),
            };
            rotate(&session.cx, &session.synthesis, secret, way).await?;
            for stage in loaded.validated.stages().filter(|stage| *stage != session.synthesis.stage) {
                let shares =
                    loaded.validated.synthesize(stage).is_some_and(|other| other.secrets.iter().any(|known| known.id == secret.id));
                if shares {
                    session.ui.status(session.ui.say(&words::shared_with(stage, &name)));
                    session.ui.status(format!("  cargo run -- deploy -s {stage}"));
                }
            }
        }
        SecretsCommand::Rm { name } => {
            let secret = find(session, &name)?;
            Store::named(secret.store)?.delete(&cx, &secret.id).await?;
            session.ui.status(session.ui.say(&messages::is_deleted(&name)));
        }
    }
    Ok(Outcome::Done)
}

/// A value that is set by hand comes from standard input, unless one waits already.
async fn given(session: &Session<'_>, cx: &crate::drivers::Cx<'_>, secret: &Secret) -> Result<Option<SecretString>> {
    if secret.origin != Origin::ByHand || secrets::owner(cx, secret).is_some() {
        return Ok(None);
    }
    let known = secrets::versions(cx, std::slice::from_ref(secret)).await?;
    let waits = known.get(&secret.id).is_some_and(|known| known.live.is_some() && known.waits());
    if waits { Ok(None) } else { value(&session.ui, &secret.name, "rotate").map(Some) }
}

fn find<'a>(session: &'a Session<'_>, name: &str) -> Result<&'a Secret> {
    let secrets = &session.synthesis.secrets;
    secrets.iter().find(|secret| secret.name == name).ok_or_else(|| {
        let error = Error::usage(session.ui.say(&messages::no_secret(&session.synthesis.stage, name)));
        match nearest(name, secrets.iter().map(|secret| secret.name.as_str())) {
            Some(near) => error.hint(session.ui.say(&messages::did_you_mean(near))),
            None => error.hint(session.ui.say(&messages::declare_secret(name))),
        }
    })
}

/// The value from standard input, without the newline at its end. On a terminal it would be shown as it is typed.
fn value(ui: &Printer, name: &str, command: &str) -> Result<SecretString> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        return Err(Error::usage(ui.say(&messages::value_from_stdin()))
            .hint(format!("read -rs VALUE && printf %s \"$VALUE\" | cargo run -- secrets {command} {name}")));
    }
    let mut text = String::new();
    stdin.lock().read_to_string(&mut text)?;
    let text = text.strip_suffix('\n').unwrap_or(&text);
    if text.is_empty() {
        return Err(Error::usage(ui.say(&messages::value_is_empty(name)))
            .hint(format!("printf %s \"$VALUE\" | cargo run -- secrets {command} {name}")));
    }
    Ok(SecretString::from(text.to_owned()))
}
