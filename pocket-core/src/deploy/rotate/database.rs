//! A database's password: of the role that owns it, in the URI of the site and in the one that passes by the pooler.
//!
//! PostgreSQL knows one password a role, so at the moment of its change the site must not depend on it. It is served with another role for that moment:
//!
//! ```text
//! relay role made → site released with it → owner's password changed → site and management released with that → relay role dropped
//! ```
//!
//! Each release is tested before visitors see it. A second role that stays, alternating with the first, would need the ownership of every table.

use super::{Rotation, words};
use crate::deploy::Cx;
use crate::drivers::lambda;
use crate::drivers::secrets::{self, Versions, Which, uri};
use crate::{Error, Result, traceback};
use pocket_model::synth::{ALIAS, Secret};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use std::time::Duration;

/// The longest that a request may take. Source: API Gateway, "Quotas for configuring and running an HTTP API in API Gateway": 30 seconds.
const REQUEST: u64 = 30;
/// The same on this machine, whose only visitor is its owner.
const REQUEST_HERE: u64 = 4;
/// Letters and digits: 190 bits. Neon wants 60.
const LENGTH: u32 = 32;
/// Runs in the management function.
const ROLES: &str = "from pocket_django.roles import main; main()";

/// The secrets of one database as they are.
struct Database<'a> {
    /// The site's URI.
    url: &'a Secret,
    url_versions: Versions,
    url_used: SecretString,
    url_newest: SecretString,
    /// The URI of the owner: what passes by the pooler, else the site's.
    own: &'a Secret,
    own_versions: Versions,
    /// What the owner logged in with before.
    before: SecretString,
    /// What it shall log in with, where that is known already: a rotation was broken off.
    waiting: Option<SecretString>,
    /// The owner, as it stands in a URI.
    user: String,
    /// The role that serves in between.
    relay: String,
    /// The site is served with the relay.
    relayed: bool,
}

impl Rotation<'_> {
    pub(super) async fn database(&self, driver: &str, back: bool) -> Result {
        let name = &self.secret.name;
        let found = self.find(driver).await?;
        let started = found.relayed || found.waiting.is_some() || found.url_versions.waits();
        let target = match (back, &found.waiting) {
            (true, _) if started => password(self, &found.before)?,
            (true, _) => {
                let former = self.get(found.own, Which::Label(&self.former())).await?;
                password(self, &former.ok_or_else(|| Error::user(self.say(&words::no_former(name))))?)?
            }
            (false, Some(waiting)) => password(self, waiting)?,
            (false, None) => secrets::password(LENGTH)?.expose_secret().to_owned(),
        };
        if !found.relayed {
            self.relay(&found).await?;
        }
        let hints = |error: Error| {
            let stage = &self.synthesis.stage;
            error
                .hint(self.say(&words::runs_on_relay(&found.relay)))
                .hint(format!("cargo run -- secrets rotate {name} -s {stage}    # {}", self.say(&words::finishes_it())))
                .hint(format!("cargo run -- secrets rotate {name} --back -s {stage}    # {}", self.say(&words::takes_it_back())))
        };
        self.change(&found, &target).await.map_err(hints)?;
        if found.own.id != found.url.id
            && let Some(live) = &found.own_versions.live
        {
            self.label(found.own, live, &self.former()).await?;
        }
        self.drain().await?;
        let own = self.get(found.own, Which::Newest).await?.ok_or_else(|| Error::bug("a value that was just written is gone"))?;
        let step = self.cx.ui.step(self.say(&words::relay()));
        self.sql("drop", &[&own], &found.relay, "", &[]).await?;
        step.done(self.say(&words::relay_dropped(&found.relay)));
        self.status(&if back { words::gone_back(name) } else { words::rotated(name) });
        Ok(())
    }

    async fn find(&self, driver: &str) -> Result<Database<'_>> {
        let name = &self.secret.name;
        let pair =
            self.synthesis.contract.databases.values().find(|it| it.url_secret == *name || it.direct_url_secret.as_ref() == Some(name));
        let pair = pair.ok_or_else(|| Error::user(self.say(&words::not_a_database(name, driver))))?;
        let secret = |name: &String| self.synthesis.secrets.iter().find(|secret| secret.name == *name);
        let url = secret(&pair.url_secret).ok_or_else(|| Error::bug("a database without a secret"))?;
        let own = pair.direct_url_secret.as_ref().and_then(secret).unwrap_or(url);
        let (url_versions, own_versions) = (self.known(url).await?, self.known(own).await?);
        let (url_used, url_newest) = (self.used_of(url, &url_versions).await?, self.value(url, &url_versions.newest).await?);
        let (before, waiting) = if own.id == url.id {
            let former = self.get(own, Which::Label(&self.former())).await?;
            let is_relay = |uri: &SecretString| former.as_ref().is_some_and(|former| relays(uri, former));
            let waiting = (url_versions.waits() && !is_relay(&url_newest)).then(|| url_newest.clone());
            (if is_relay(&url_used) { former.unwrap_or_else(|| url_used.clone()) } else { url_used.clone() }, waiting)
        } else {
            let waiting = if own_versions.waits() { Some(self.value(own, &own_versions.newest).await?) } else { None };
            (self.used_of(own, &own_versions).await?, waiting)
        };
        let user = uri::user(&before).ok_or_else(|| Error::user(self.say(&words::not_a_uri(&own.name))))?.to_owned();
        let relayed = relays(&url_used, &before);
        Ok(Database {
            url,
            url_versions,
            url_newest,
            url_used,
            own,
            own_versions,
            waiting,
            relay: uri::relay(&user),
            user,
            relayed,
            before,
        })
    }

    /// Has the site served with the relay role.
    async fn relay(&self, found: &Database<'_>) -> Result {
        if found.own.id == found.url.id
            && let Some(live) = &found.url_versions.live
        {
            // The label of the value in use is about to leave it, and nothing else holds it.
            self.label(found.url, live, &self.former()).await?;
        }
        // Made, but not in use yet: it keeps the password that it was given.
        let begun = found.url_versions.waits() && relays(&found.url_newest, &found.before);
        let word = if begun { password(self, &found.url_newest)? } else { secrets::password(LENGTH)?.expose_secret().to_owned() };
        let step = self.cx.ui.step(self.say(&words::relay()));
        let owners: Vec<&SecretString> = std::iter::once(&found.before).chain(&found.waiting).collect();
        let value = uri::with(&found.url_used, &uri::encoded(&found.relay), &word);
        let value = value.ok_or_else(|| Error::user(self.say(&words::not_a_uri(&found.url.name))))?;
        self.sql("relay", &owners, &found.relay, &word, &[&value]).await?;
        step.done(self.say(&words::relay_made(&found.relay)));
        if !begun {
            self.put(found.url, &value).await?;
        }
        if let Err(error) = self.renew(&[found.url]).await {
            self.take_back(found.url, &found.url_used).await?;
            self.sql("drop", &owners, &found.relay, "", &[]).await?;
            return Err(error.hint(self.say(&words::value_is_back(&found.url.name))));
        }
        self.drain().await
    }

    /// Changes the owner's password, and has site and management released with it.
    async fn change(&self, found: &Database<'_>, target: &str) -> Result {
        let with = |uri: &SecretString| {
            uri::with(uri, &found.user, target).ok_or_else(|| Error::user(self.say(&words::not_a_uri(&found.url.name))))
        };
        let (own, url) = (with(&found.before)?, with(&found.url_used)?);
        // Into the store first: a password that nobody wrote down is lost with this process.
        if found.waiting.as_ref().is_none_or(|waiting| waiting.expose_secret() != own.expose_secret()) {
            self.put(found.own, &own).await?;
        }
        let step = self.cx.ui.step(self.say(&words::password()));
        let owners: Vec<&SecretString> = [&found.before, &own].into_iter().chain(&found.waiting).collect();
        self.sql("password", &owners, "", target, &[&own, &url]).await?;
        step.done(self.say(&words::password_changed(uri::decoded(&found.user))));
        if found.own.id != found.url.id {
            self.put(found.url, &url).await?;
        }
        self.renew(&[found.url, found.own]).await.map(drop)
    }

    /// Until the release that served before has answered its last request.
    async fn drain(&self) -> Result {
        let seconds = match self.cx.local {
            Some(_) => REQUEST_HERE,
            None => longest_request(self.cx, self.synthesis).await?,
        };
        self.status(&words::draining(seconds));
        tokio::time::sleep(Duration::from_secs(seconds)).await;
        self.renewal.lease.check()
    }

    /// Has the management function talk to the database. Passwords go through the request's body: an argument list would be for everyone to read.
    async fn sql(&self, what: &str, uris: &[&SecretString], role: &str, password: &str, then: &[&SecretString]) -> Result {
        self.renewal.lease.check()?;
        let manage = self.synthesis.functions.iter().find(|function| function.role == "manage");
        let manage = manage.ok_or_else(|| Error::bug("a stage without a management function"))?;
        let exposed = |uris: &[&SecretString]| uris.iter().map(|uri| uri.expose_secret().to_owned()).collect::<Vec<_>>();
        let request = json!({ "do": what, "uris": exposed(uris), "role": role, "password": password, "then": exposed(then) });
        let payload = json!({ "argv": ["shell", "-c", ROLES], "stdin": request.to_string() });
        let answer = lambda::invoke(&self.cx.aws, &manage.name, ALIAS, &payload).await?;
        if answer.payload["exit"].as_i64() == Some(0) {
            return Ok(());
        }
        let output: String = answer.payload["output"].as_array().into_iter().flatten().filter_map(|piece| piece["text"].as_str()).collect();
        let why = output.trim().lines().last().or(answer.payload["errorMessage"].as_str()).unwrap_or_default();
        Err(Error::user(self.say(&words::database_refused(why))).detail(traceback::shorten(output.trim(), &[])))
    }

    async fn used_of(&self, secret: &Secret, versions: &Versions) -> Result<SecretString> {
        self.value(secret, versions.live.as_ref().unwrap_or(&versions.newest)).await
    }

    async fn get(&self, secret: &Secret, which: Which<'_>) -> Result<Option<SecretString>> {
        secrets::Store::named(secret.store)?.get(self.drivers, &secret.id, which).await
    }
}

/// Whether a URI is the relay's of another one's role.
fn relays(uri: &SecretString, owner: &SecretString) -> bool {
    uri::user(uri).zip(uri::user(owner)).is_some_and(|(user, owner)| uri::decoded(user) == uri::relay(owner))
}

fn password(rotation: &Rotation<'_>, uri: &SecretString) -> Result<String> {
    let missing = || Error::user(rotation.say(&words::not_a_uri(&rotation.secret.name)));
    uri::password(uri).map(uri::decoded).ok_or_else(missing)
}

/// Seconds.
async fn longest_request(cx: &Cx, synthesis: &pocket_model::synth::Synthesis) -> Result<u64> {
    let mut longest = 0;
    for function in synthesis.functions.iter().filter(|function| function.role == "web") {
        let serving = crate::plan::code::live(&cx.aws, &function.name).await?.serving;
        let timeout = serving.and_then(|it| it.timeout()).and_then(|seconds| u64::try_from(seconds).ok());
        longest = timeout.unwrap_or(REQUEST).min(REQUEST).max(longest);
    }
    Ok(longest)
}
