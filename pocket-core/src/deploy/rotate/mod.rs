//! `secrets rotate`: a new value in the store and where it is used, tested before it serves, with a way back.
//!
//! There is no state beside the store's own. Its newest value is what is to be in use, the stage's label is at the one that is, and where the two differ a
//! rotation was broken off: run again, it goes on with the value that waits. What was in use before carries a label of its own, for the way back.

mod database;

use super::Cx;
use super::release::{Renewal, renew};
use super::templates::deploy_bucket;
use crate::drivers::lease::{Holder, Lease};
use crate::drivers::secrets::{self, Store, Versions, Which};
use crate::messages::{self, rotate as words};
use crate::plan::code;
use crate::{Error, Result};
use pocket_model::messages::Wording;
use pocket_model::synth::{Origin, Secret, Synthesis};
use secrecy::{ExposeSecret, SecretString};

/// What to do with a secret.
#[derive(Debug)]
pub enum Way {
    /// A new value: this one, or one from the secret's own source.
    Forward(Option<SecretString>),
    /// The value before the last rotation; or, of one that was broken off, the value that is in use.
    Back,
    /// What the former value has signed is no longer accepted.
    Finish,
}

/// A rotation under the stage's lock.
struct Rotation<'a> {
    cx: &'a Cx,
    drivers: &'a crate::drivers::Cx<'a>,
    synthesis: &'a Synthesis,
    secret: &'a Secret,
    renewal: Renewal<'a>,
}

/// Rotates a secret of the stage.
///
/// # Errors
/// What stops it, with what to type; the value in use stays in use. Run again, it continues where this one stopped.
pub async fn rotate(cx: &Cx, synthesis: &Synthesis, secret: &Secret, way: Way) -> Result {
    let locate = |at| cx.places.show(at);
    let drivers = cx.drivers(synthesis, &locate);
    if let Some(owner) = secrets::owner(&drivers, secret) {
        let error = Error::user(cx.ui.say(&words::kept_elsewhere(&secret.name, owner)));
        return Err(error.hint(format!("cargo run -- secrets rotate {} -s {owner}", secret.name)));
    }
    for function in &synthesis.functions {
        if code::live(&cx.aws, &function.name).await?.version.is_none() {
            let error = Error::user(cx.ui.say(&messages::not_deployed(&synthesis.stage, &synthesis.project)));
            return Err(error.hint(format!("cargo run -- deploy -s {}", synthesis.stage)));
        }
    }
    let bucket = cx.aws.expand(&deploy_bucket(synthesis)?.name);
    let what = format!("secrets rotate {}", secret.name);
    let who =
        Holder::here(cx.aws.caller.clone(), format!("{what} -s {}", synthesis.stage), cx.commit.as_ref().map(|commit| commit.id.clone()));
    let lease = Lease::acquire(&cx.ui, &cx.aws, &bucket, who).await?;
    let reason = match way {
        Way::Forward(_) => what,
        Way::Back => format!("{what} --back"),
        Way::Finish => format!("{what} --finish"),
    };
    let renewal = Renewal { cx, synthesis, lease: &lease, bucket: &bucket, reason };
    let rotation = Rotation { cx, drivers: &drivers, synthesis, secret, renewal };
    let done = rotation.run(way).await;
    let released = lease.release().await;
    done.and(released)
}

impl Rotation<'_> {
    async fn run(&self, way: Way) -> Result {
        match (&self.secret.origin, way) {
            (_, Way::Finish) => self.finish().await,
            (Origin::Driver { driver }, way) => self.database(driver, matches!(way, Way::Back)).await,
            (_, Way::Forward(given)) => self.forward(given).await,
            (_, Way::Back) => self.back().await,
        }
    }

    async fn forward(&self, given: Option<SecretString>) -> Result {
        let known = self.known(self.secret).await?;
        let used = self.used(&known).await?;
        let mut newest = known.newest.clone();
        if let Some(value) = self.new_value(given, &known, &used).await? {
            // Before the new one can sign anything, so that nobody who asks for both finds one alone.
            self.keep_verifying(&used).await?;
            newest = self.put(self.secret, &value).await?;
        }
        self.bring_into_use(&known, &newest, &used).await?;
        self.status(&words::rotated(&self.secret.name));
        if self.secret.previous().is_some() {
            self.status(&words::accepts_former(&self.secret.name));
            self.cx.ui.status(format!("  cargo run -- secrets rotate {} --finish -s {}", self.secret.name, self.synthesis.stage));
        }
        Ok(())
    }

    async fn back(&self) -> Result {
        let known = self.known(self.secret).await?;
        let used = self.used(&known).await?;
        let former = self.store()?.get(self.drivers, &self.secret.id, Which::Label(&self.former())).await?;
        let newest = self.store()?.get(self.drivers, &self.secret.id, Which::Newest).await?;
        let same = |a: &Option<SecretString>, b: &SecretString| a.as_ref().is_some_and(|a| a.expose_secret() == b.expose_secret());
        if known.waits() && former.as_ref().is_none_or(|former| !same(&newest, former)) {
            // A rotation that was broken off, or a value that was set and never used: it goes.
            let version = self.put(self.secret, &used).await?;
            self.bring_into_use(&known, &version, &used).await?;
        } else {
            let former = former.ok_or_else(|| Error::user(self.say(&words::no_former(&self.secret.name))))?;
            self.keep_verifying(&used).await?;
            let version = if known.waits() { known.newest.clone() } else { self.put(self.secret, &former).await? };
            self.bring_into_use(&known, &version, &used).await?;
        }
        self.status(&words::gone_back(&self.secret.name));
        Ok(())
    }

    async fn finish(&self) -> Result {
        let nothing = || Error::user(self.say(&words::nothing_to_finish(&self.secret.name)));
        let previous = self.secret.previous().ok_or_else(nothing)?;
        let there = self.store()?.get(self.drivers, &previous, Which::Newest).await?.is_some();
        self.store()?.delete(self.drivers, &previous).await?;
        // Without it there may still be environments that were started with it: an earlier attempt was broken off.
        let renewed = self.renew(&[self.secret]).await?;
        if !there && !renewed {
            return Err(nothing());
        }
        self.status(&words::finished(&self.secret.name));
        Ok(())
    }

    /// Releases what serves with the newest values. Where that fails, the value in use is the newest again.
    async fn bring_into_use(&self, known: &Versions, newest: &str, used: &SecretString) -> Result {
        if let Err(error) = self.renew(&[self.secret]).await {
            self.take_back(self.secret, used).await?;
            return Err(error.hint(self.say(&words::value_is_back(&self.secret.name))));
        }
        if let Some(live) = known.live.as_ref().filter(|live| *live != newest) {
            self.label(self.secret, live, &self.former()).await?;
        }
        Ok(())
    }

    /// Makes the value in use the newest again.
    async fn take_back(&self, secret: &Secret, used: &SecretString) -> Result {
        let version = self.put(secret, used).await?;
        self.label(secret, &version, &secrets::label(&self.synthesis.stage)).await
    }

    /// The value to rotate to; `None` where one waits already.
    async fn new_value(&self, given: Option<SecretString>, known: &Versions, used: &SecretString) -> Result<Option<SecretString>> {
        let (name, origin) = (&self.secret.name, &self.secret.origin);
        let value = match (origin, given) {
            (_, Some(given)) => given,
            _ if known.waits() => return Ok(None),
            (Origin::Password { length }, None) => secrets::password(*length)?,
            (Origin::Env { .. } | Origin::File { .. }, None) => {
                let source = secrets::source_name(origin);
                let value = secrets::source(origin, &self.cx.program_dir)?;
                let value = value.ok_or_else(|| Error::user(self.say(&words::source_is_empty(name, &source))).at(self.secret.at))?;
                if value.expose_secret() == used.expose_secret() {
                    return Err(Error::user(self.say(&words::source_unchanged(name, &source))).at(self.secret.at));
                }
                value
            }
            (Origin::ByHand | Origin::Driver { .. }, None) => return Err(Error::bug("nobody gave the new value")),
        };
        Ok(Some(value))
    }

    /// What the value in use has signed goes on being accepted.
    async fn keep_verifying(&self, used: &SecretString) -> Result {
        if let Some(id) = self.secret.previous() {
            let stored = self.store()?.get(self.drivers, &id, Which::Newest).await?;
            if stored.is_none_or(|stored| stored.expose_secret() != used.expose_secret()) {
                self.store()?.put(self.drivers, &id, used, self.secret.at).await?;
            }
        }
        Ok(())
    }

    /// Releases what serves with the newest values of these secrets; the others stay as they are.
    async fn renew(&self, rotated: &[&Secret]) -> Result<bool> {
        let rotated: Vec<Secret> = rotated.iter().copied().cloned().collect();
        let newest = secrets::of_release(self.drivers, &rotated).await?;
        let renewed = renew(&self.renewal, &newest).await?;
        secrets::released(self.drivers, &rotated, &newest).await?;
        Ok(renewed)
    }

    async fn known(&self, secret: &Secret) -> Result<Versions> {
        let known = secrets::versions(self.drivers, std::slice::from_ref(secret)).await?.remove(&secret.id);
        let mut known = known.ok_or_else(|| {
            let error = Error::user(self.say(&messages::no_value(&secret.name)));
            error.hint(format!("cargo run -- deploy -s {}", self.synthesis.stage)).at(secret.at)
        })?;
        if known.live.is_none() {
            // The deploy that released it was broken off at its very end.
            self.label(secret, &known.newest, &secrets::label(&self.synthesis.stage)).await?;
            known.live = Some(known.newest.clone());
        }
        Ok(known)
    }

    /// The value in use.
    async fn used(&self, known: &Versions) -> Result<SecretString> {
        self.value(self.secret, known.live.as_ref().unwrap_or(&known.newest)).await
    }

    async fn value(&self, secret: &Secret, version: &str) -> Result<SecretString> {
        let value = Store::named(secret.store)?.get(self.drivers, &secret.id, Which::Version(version)).await?;
        value.ok_or_else(|| Error::user(self.say(&messages::no_value(&secret.name))).at(secret.at))
    }

    async fn put(&self, secret: &Secret, value: &SecretString) -> Result<String> {
        Store::named(secret.store)?.put(self.drivers, &secret.id, value, secret.at).await
    }

    async fn label(&self, secret: &Secret, version: &str, label: &str) -> Result {
        Store::named(secret.store)?.label(self.drivers, &secret.id, version, label).await
    }

    fn store(&self) -> Result<Store> {
        Store::named(self.secret.store)
    }

    /// What carries the value that was in use before the one in use.
    fn former(&self) -> String {
        format!("former-{}", self.synthesis.stage)
    }

    fn say(&self, wording: &Wording) -> String {
        self.cx.ui.say(wording)
    }

    fn status(&self, wording: &Wording) {
        self.cx.ui.status(self.say(wording));
    }
}
