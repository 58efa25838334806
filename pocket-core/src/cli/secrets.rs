//! `secrets list|get|set|rm`: the stage's secrets in their store.

use super::Outcome;
use super::args::SecretsCommand;
use super::session::Session;
use crate::drivers::secrets::Store;
use crate::error::{Error, Result};
use pocket_model::diag::nearest;
use pocket_model::synth::{Origin, Secret};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use std::io::{IsTerminal, Read};

pub(super) async fn run(session: &Session<'_>, command: SecretsCommand) -> Result<Outcome> {
    let locate = |at| session.cx.places.show(at);
    let cx = session.cx.drivers(&session.synthesis, &locate);
    match command {
        SecretsCommand::List => {
            let mut rows = Vec::new();
            for secret in &session.synthesis.secrets {
                let known = Store::named(secret.store)?.existing(&cx, std::slice::from_ref(&secret.id)).await?;
                rows.push((secret, !known.is_empty()));
            }
            if session.json {
                let rows: Vec<_> = rows
                    .iter()
                    .map(|(secret, set)| json!({ "name": secret.name, "id": secret.id, "store": secret.store, "set": set }))
                    .collect();
                session.ui.data(serde_json::to_string_pretty(&rows).unwrap_or_default());
            } else {
                for (secret, set) in rows {
                    session.ui.data(format!("{:<24} {:<8} {}", secret.name, if set { "set" } else { "not set" }, secret.id));
                }
            }
        }
        SecretsCommand::Get { name } => {
            let secret = find(session, &name)?;
            let value = Store::named(secret.store)?.get(&cx, &secret.id).await?;
            let value = value
                .ok_or_else(|| Error::user(format!("the secret `{name}` has no value")).hint(format!("cargo run -- secrets set {name}")))?;
            session.ui.data(value.expose_secret());
        }
        SecretsCommand::Set { name } => {
            let secret = find(session, &name)?;
            if let Origin::Driver { driver } = &secret.origin {
                return Err(Error::user(format!("`{name}` is set by the deploy, from `{driver}`")));
            }
            Store::named(secret.store)?.put(&cx, &secret.id, &value(&name)?, secret.at).await?;
            session.ui.status(format!("{name} is set; functions that run already take it up with the next deploy."));
        }
        SecretsCommand::Rm { name } => {
            let secret = find(session, &name)?;
            Store::named(secret.store)?.delete(&cx, &secret.id).await?;
            session.ui.status(format!("{name} is deleted."));
        }
    }
    Ok(Outcome::Done)
}

fn find<'a>(session: &'a Session<'_>, name: &str) -> Result<&'a Secret> {
    let secrets = &session.synthesis.secrets;
    secrets.iter().find(|secret| secret.name == name).ok_or_else(|| {
        let error = Error::usage(format!("stage `{}` declares no secret `{name}`", session.synthesis.stage));
        match nearest(name, secrets.iter().map(|secret| secret.name.as_str())) {
            Some(near) => error.hint(format!("did you mean {near}?")),
            None => error.hint(format!("write into the block: secret {name};")),
        }
    })
}

/// The value from standard input, without the newline at its end. On a terminal it would be shown as it is typed.
fn value(name: &str) -> Result<SecretString> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        return Err(Error::usage("the value is read from standard input, so that it is neither shown nor kept in the shell's history")
            .hint(format!("read -rs VALUE && printf %s \"$VALUE\" | cargo run -- secrets set {name}")));
    }
    let mut text = String::new();
    stdin.lock().read_to_string(&mut text)?;
    let text = text.strip_suffix('\n').unwrap_or(&text);
    if text.is_empty() {
        return Err(
            Error::usage(format!("the value of `{name}` is empty")).hint(format!("printf %s \"$VALUE\" | cargo run -- secrets set {name}"))
        );
    }
    Ok(SecretString::from(text.to_owned()))
}
