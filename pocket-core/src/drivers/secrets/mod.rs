//! Where secrets are kept, and that each secret of a stage has a value before anything is built.

mod random;
mod secrets_manager;
mod ssm;
pub(crate) mod uri;

use super::Cx;
use crate::error::{Error, Result};
use crate::messages::steps;
use pocket_model::ast::At;
use pocket_model::contract::SecretRelease;
use pocket_model::synth::{Origin, Secret};
use secrecy::{ExposeSecret, SecretString};
use std::collections::BTreeMap;
use std::path::Path;

pub use random::password;

/// A store of secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Store {
    /// SSM Parameter Store, SecureString.
    Ssm,
    /// Secrets Manager.
    SecretsManager,
}

/// A secret as a store lists it, without its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Parameter name or secret name.
    pub id: String,
    /// When it was last written: seconds since 1970.
    pub changed: Option<i64>,
}

/// The versions of a secret that matter: numbers in Parameter Store, ids in Secrets Manager.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versions {
    /// The one that was written last.
    pub newest: String,
    /// The one that the stage's release reads; `None` before its first one.
    pub live: Option<String>,
}

impl Versions {
    /// Whether the newest value is not in use yet: a deploy or `secrets rotate` brings it there.
    pub fn waits(&self) -> bool {
        self.live.as_ref() != Some(&self.newest)
    }
}

/// Which of a secret's values.
#[derive(Debug, Clone, Copy)]
pub enum Which<'a> {
    /// The one that was written last.
    Newest,
    /// The one that carries this label.
    Label(&'a str),
    /// This version.
    Version(&'a str),
}

/// What carries the values that a stage's release reads: `live-dev`. Of its own for each stage, because stages may share a secret.
pub fn label(stage: &str) -> String {
    format!("live-{stage}")
}

impl Store {
    /// The store of a [`Secret`].
    ///
    /// # Errors
    /// A name that the model made up is a bug.
    pub fn named(name: &str) -> Result<Self> {
        match name {
            "ssm" => Ok(Store::Ssm),
            "secretsmanager" => Ok(Store::SecretsManager),
            _ => Err(Error::bug(format!("there is no secret store `{name}`"))),
        }
    }

    /// The versions of those of these that have a value. `label` is the stage's: see [`label`].
    ///
    /// # Errors
    /// The store's.
    pub async fn versions(self, cx: &Cx<'_>, ids: &[String], label: &str) -> Result<BTreeMap<String, Versions>> {
        match self {
            Store::Ssm => ssm::versions(cx, ids, label).await,
            Store::SecretsManager => secrets_manager::versions(cx, ids, label).await,
        }
    }

    /// A value; `None` when there is none.
    ///
    /// # Errors
    /// The store's.
    pub async fn get(self, cx: &Cx<'_>, id: &str, which: Which<'_>) -> Result<Option<SecretString>> {
        match self {
            Store::Ssm => ssm::get(cx, id, which).await,
            Store::SecretsManager => secrets_manager::get(cx, id, which).await,
        }
    }

    /// Writes a value; former ones stay as versions. `at` is where the secret was declared. Returns the new version.
    ///
    /// # Errors
    /// The store's; a value that is empty or too long for it.
    pub async fn put(self, cx: &Cx<'_>, id: &str, value: &SecretString, at: At) -> Result<String> {
        if value.expose_secret().is_empty() {
            return Err(Error::user(format!("the value of `{id}` is empty")));
        }
        match self {
            Store::Ssm => ssm::put(cx, id, value, at).await,
            Store::SecretsManager => secrets_manager::put(cx, id, value, at).await,
        }
    }

    /// All values that the store still has, the newest among them.
    ///
    /// # Errors
    /// The store's.
    pub async fn history(self, cx: &Cx<'_>, id: &str) -> Result<Vec<SecretString>> {
        match self {
            Store::Ssm => ssm::history(cx, id).await,
            Store::SecretsManager => secrets_manager::history(cx, id).await,
        }
    }

    /// Moves a label to a version.
    ///
    /// # Errors
    /// The store's.
    pub async fn label(self, cx: &Cx<'_>, id: &str, version: &str, label: &str) -> Result {
        match self {
            Store::Ssm => ssm::label(cx, id, version, label).await,
            Store::SecretsManager => secrets_manager::label(cx, id, version, label).await,
        }
    }

    /// Deletes it; that it is missing is fine. Secrets Manager keeps it for another seven days.
    ///
    /// # Errors
    /// The store's.
    pub async fn delete(self, cx: &Cx<'_>, id: &str) -> Result {
        match self {
            Store::Ssm => ssm::delete(cx, id).await,
            Store::SecretsManager => secrets_manager::delete(cx, id).await,
        }
    }

    /// All whose name begins with `prefix`, which ends in `/`.
    ///
    /// # Errors
    /// The store's.
    pub async fn list(self, cx: &Cx<'_>, prefix: &str) -> Result<Vec<Listed>> {
        match self {
            Store::Ssm => ssm::list(cx, prefix).await,
            Store::SecretsManager => secrets_manager::list(cx, prefix).await,
        }
    }
}

/// Where a stage keeps its secrets: `/shop/dev/`.
pub fn prefix(cx: &Cx<'_>) -> String {
    format!("/{}/{}/", cx.project, cx.stage)
}

/// Before anything is built: whatever only the user can supply is there. `folder` is that of the file that holds the block. Writes nothing.
///
/// # Errors
/// One error that names all that are missing.
pub async fn check(cx: &Cx<'_>, secrets: &[Secret], folder: &Path) -> Result {
    let known = versions(cx, secrets).await?;
    let mut missing = Vec::new();
    for secret in secrets {
        let shared = is_shared(cx, secret);
        // A value stored by an earlier deploy, maybe from another machine, is enough.
        if known.contains_key(&secret.id) || (!shared && has_source(secret, folder)) {
            continue;
        }
        let hint = match &secret.origin {
            _ if shared => owner_deploys(secret),
            Origin::Env { .. } | Origin::File { .. } => source_hint(&secret.origin, folder),
            Origin::ByHand | Origin::Password { .. } | Origin::Driver { .. } => {
                format!("cargo run -- secrets set {} -s {}", secret.name, cx.stage)
            }
        };
        missing.push((secret, hint));
    }
    let Some((first, _)) = missing.first() else { return Ok(()) };
    let names: Vec<String> = missing.iter().map(|(secret, _)| format!("`{}`", secret.name)).collect();
    let message = match names.as_slice() {
        [name] => format!("the secret {name} of stage `{}` has no value", cx.stage),
        names => format!("{} secrets of stage `{}` have no value: {}", names.len(), cx.stage, names.join(", ")),
    };
    let error = missing.iter().fold(Error::user(message), |error, (_, hint)| error.hint(hint.clone()));
    Err(error.at(first.at))
}

/// Gives every secret of the stage its value: generated once, or written when it differs from its source. `made` are the values from drivers, by
/// the secret's name. Returns one line for each that was written.
///
/// # Errors
/// The store's; a source that cannot be read.
pub async fn ensure(cx: &Cx<'_>, secrets: &[Secret], folder: &Path, made: &BTreeMap<String, SecretString>) -> Result<Vec<String>> {
    let known = versions(cx, secrets).await?;
    let mut changed = Vec::new();
    for secret in secrets.iter().filter(|secret| !is_shared(cx, secret)) {
        let exists = known.contains_key(&secret.id);
        let (value, how) = match &secret.origin {
            Origin::ByHand => continue,
            Origin::Password { .. } if exists => continue,
            Origin::Password { length } => (password(*length)?, steps::generated(&secret.name)),
            Origin::Env { .. } | Origin::File { .. } => match source(&secret.origin, folder)? {
                Some(value) => (value, steps::taken(&secret.name, source_name(&secret.origin))),
                None if exists => continue,
                None => return Err(missing_source(secret, source_hint(&secret.origin, folder))),
            },
            Origin::Driver { driver } => match made.get(&secret.name) {
                Some(value) => (value.clone(), steps::taken(&secret.name, driver)),
                None if exists => continue,
                None => {
                    return Err(Error::bug(format!("the driver `{driver}` made no value for the secret `{}`", secret.name)).at(secret.at));
                }
            },
        };
        let store = Store::named(secret.store)?;
        if exists && store.get(cx, &secret.id, Which::Newest).await?.is_some_and(|former| former.expose_secret() == value.expose_secret()) {
            continue;
        }
        store.put(cx, &secret.id, &value, secret.at).await.map_err(|error| error.at(secret.at))?;
        changed.push(cx.ui.say(&how));
    }
    Ok(changed)
}

/// Whether a deploy finds the value by itself.
fn has_source(secret: &Secret, folder: &Path) -> bool {
    match &secret.origin {
        Origin::ByHand => false,
        Origin::Password { .. } | Origin::Driver { .. } => true,
        Origin::Env { variable } => std::env::var(variable).is_ok_and(|value| !value.is_empty()),
        Origin::File { path } => std::fs::metadata(folder.join(path)).is_ok_and(|found| found.is_file() && found.len() > 0),
    }
}

/// The value that a variable or a file of this machine has now; `None` when it is empty, or not there, or the secret comes from elsewhere.
///
/// # Errors
/// A file that cannot be read.
pub fn source(origin: &Origin, folder: &Path) -> Result<Option<SecretString>> {
    match origin {
        Origin::Env { variable } => Ok(std::env::var(variable).ok().filter(|value| !value.is_empty()).map(SecretString::from)),
        Origin::File { path } => read_file(&folder.join(path)),
        Origin::ByHand | Origin::Password { .. } | Origin::Driver { .. } => Ok(None),
    }
}

/// A source in a message: `$STRIPE_KEY`, `keys/stripe.txt`.
pub fn source_name(origin: &Origin) -> String {
    match origin {
        Origin::Env { variable } => format!("${variable}"),
        Origin::File { path } => path.clone(),
        Origin::Driver { driver } => (*driver).to_owned(),
        Origin::ByHand | Origin::Password { .. } => String::new(),
    }
}

fn source_hint(origin: &Origin, folder: &Path) -> String {
    match origin {
        Origin::File { path } => format!("write the value into {}", folder.join(path).display()),
        origin => format!("export {}=…", source_name(origin).trim_start_matches('$')),
    }
}

/// `secret KEY from dev;`: kept, and written, by the other stage, which this names.
pub fn owner<'a>(cx: &Cx<'_>, secret: &'a Secret) -> Option<&'a str> {
    (!secret.id.starts_with(&prefix(cx))).then(|| secret.id.split('/').nth(2).unwrap_or_default())
}

fn is_shared(cx: &Cx<'_>, secret: &Secret) -> bool {
    owner(cx, secret).is_some()
}

fn owner_deploys(secret: &Secret) -> String {
    let owner = secret.id.split('/').nth(2).unwrap_or_default();
    match secret.origin {
        Origin::ByHand => format!("cargo run -- secrets set {} -s {owner}", secret.name),
        _ => format!("cargo run -- deploy -s {owner}    # makes `{}`", secret.name),
    }
}

fn missing_source(secret: &Secret, hint: String) -> Error {
    Error::user(format!("the secret `{}` has no value", secret.name)).hint(hint).at(secret.at)
}

/// The line end that editors add is not part of the secret.
fn read_file(path: &Path) -> Result<Option<SecretString>> {
    match std::fs::read_to_string(path) {
        Ok(text) => {
            let text = text.strip_suffix('\n').map(|text| text.strip_suffix('\r').unwrap_or(text)).unwrap_or(&text);
            Ok((!text.is_empty()).then(|| SecretString::from(text)))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::user(format!("cannot read the secret in {}: {error}", path.display())).caused_by(error)),
    }
}

/// The versions of the secrets that have a value, by id.
///
/// # Errors
/// The store's.
pub async fn versions(cx: &Cx<'_>, secrets: &[Secret]) -> Result<BTreeMap<String, Versions>> {
    let mut by_store: BTreeMap<Store, Vec<String>> = BTreeMap::new();
    for secret in secrets {
        by_store.entry(Store::named(secret.store)?).or_default().push(secret.id.clone());
    }
    let mut known = BTreeMap::new();
    for (store, ids) in by_store {
        known.extend(store.versions(cx, &ids, &label(cx.stage)).await?);
    }
    Ok(known)
}

/// What the contract of a release says of its secrets, by name: the newest value of each.
///
/// # Errors
/// The store's.
pub async fn of_release(cx: &Cx<'_>, secrets: &[Secret]) -> Result<BTreeMap<String, SecretRelease>> {
    let previous = secrets.iter().filter_map(|secret| Some(Secret { id: secret.previous()?, ..secret.clone() }));
    let known = versions(cx, &secrets.iter().cloned().chain(previous).collect::<Vec<_>>()).await?;
    let newest = |id: &String| known.get(id).map(|versions| versions.newest.clone());
    let release = |secret: &Secret| {
        let (version, previous) = (newest(&secret.id)?, secret.previous().as_ref().and_then(newest));
        Some((secret.name.clone(), SecretRelease { version, label: label(cx.stage), previous }))
    };
    Ok(secrets.iter().filter_map(release).collect())
}

/// Moves the stage's label to the values that a release reads, once it serves. Writes nothing where it is there.
///
/// # Errors
/// The store's.
pub async fn released(cx: &Cx<'_>, secrets: &[Secret], release: &BTreeMap<String, SecretRelease>) -> Result {
    let known = versions(cx, secrets).await?;
    for secret in secrets {
        let (Some(versions), Some(read)) = (known.get(&secret.id), release.get(&secret.name)) else { continue };
        if versions.live.as_ref() != Some(&read.version) {
            Store::named(secret.store)?.label(cx, &secret.id, &read.version, &read.label).await?;
        }
    }
    Ok(())
}
