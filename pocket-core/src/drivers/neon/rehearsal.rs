//! A copy of a stage's branch, to try migrations on: made with all its data in a second or two, and dropped when the trial has ended.
//!
//! It expires by itself after an hour (Neon API, "Create branch": `expires_at`), should nobody be left to drop it; until then the next rehearsal on the
//! same machine drops it. Its annotation says whose it is: nobody else's branch is ever dropped.

use super::api::{Refusal, Repeat};
use super::site::Site;
use super::{PROJECT, STAGE, Spec, find_project, id, spec};
use crate::drivers::{Cx, lease};
use crate::error::{Error, Result};
use crate::tools::digest;
use http::Method;
use pocket_model::synth::Holder;
use secrecy::SecretString;
use serde_json::{Value, json};
use std::time::{Duration, SystemTime};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// What the names of these branches begin with.
pub const PREFIX: &str = "pocket-rehearsal-";
/// The annotation that says on which machine.
const MACHINE: &str = "pocket-rehearsal";
/// No function runs a migration for longer than a quarter of it.
const LIFETIME: Duration = Duration::from_secs(3600);

/// A copy of a stage's branch.
pub struct Copy<'a> {
    site: Site<'a>,
    id: String,
    /// `pocket-rehearsal-dev-…`
    pub name: String,
    /// Its connection URI, past the pooler. The password in it is that of the stage's own branch.
    pub direct: SecretString,
}

/// The name of the secret with the URI of a stage's Neon database.
///
/// # Errors
/// A spec that the model made and that cannot be read is a bug.
pub fn url_secret(holder: &Holder) -> Result<String> {
    Ok(spec(holder)?.url_secret.unwrap_or_else(|| "DATABASE_URL".into()))
}

/// Copies the branch of a holder; `None` where there is none yet. Call it alone on this machine: leftovers of an earlier call go, and are told to `swept`.
///
/// # Errors
/// Neon's: its limits among them.
pub async fn copy<'a>(cx: &'a Cx<'a>, holder: &Holder, swept: impl Fn(&str)) -> Result<Option<Copy<'a>>> {
    let spec: Spec = spec(holder)?;
    let Some((neon, project)) = find_project(cx, &spec).await? else { return Ok(None) };
    let site = Site { cx, neon, project: id(&project)?, spec };
    let branches = site.branches().await?;
    for leftover in branches.iter().filter(|branch| site.is_rehearsal(branch) && is_over(branch)) {
        site.drop_rehearsal(&id(leftover)?).await?;
        swept(leftover["name"].as_str().unwrap_or_default());
    }
    let Some(branch) = branches.iter().find(|branch| branch["name"] == site.spec.branch.as_str()) else { return Ok(None) };
    let now = SystemTime::now();
    let since = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_millis();
    let name = format!("{PREFIX}{}-{since:x}", cx.stage);
    let expires = OffsetDateTime::from(now + LIFETIME).replace_nanosecond(0).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let body = json!({
        "branch": { "name": name, "parent_id": id(branch)?, "expires_at": expires.format(&Rfc3339).unwrap_or_default() },
        "endpoints": [site.endpoint_settings()],
        "annotation_value": { PROJECT: cx.project, STAGE: cx.stage, MACHINE: machine() },
    });
    let made = site.neon.create(&site.project, &site.path("/branches"), &body, &format!("create the branch `{name}`")).await?;
    // An answer that was lost, and a call that was repeated.
    let made = match made {
        Some(answer) => id(&answer["branch"])?,
        None => {
            let found = site.branches().await?.into_iter().find(|branch| branch["name"] == name.as_str());
            id(&found.ok_or_else(|| Error::user(format!("Neon says that the branch `{name}` exists, and does not list it")))?)?
        }
    };
    match site.address(&made).await {
        Ok(direct) => Ok(Some(Copy { site, id: made, name, direct })),
        Err(error) => {
            site.drop_rehearsal(&made).await?;
            Err(error)
        }
    }
}

impl Copy<'_> {
    /// Drops it.
    ///
    /// # Errors
    /// Neon's. The next [`copy`] drops it then.
    pub async fn discard(self) -> Result {
        Ok(self.site.drop_rehearsal(&self.id).await?)
    }
}

impl Site<'_> {
    /// Drops every rehearsal of the stage's, from whatever machine: the stage goes.
    pub(super) async fn drop_rehearsals(&self) -> Result {
        for branch in self.branches().await?.iter().filter(|branch| self.is_rehearsal(branch)) {
            self.drop_rehearsal(&id(branch)?).await?;
        }
        Ok(())
    }

    fn is_rehearsal(&self, branch: &Value) -> bool {
        let annotation = &branch["annotation"];
        annotation[PROJECT] == self.cx.project
            && annotation[STAGE] == self.cx.stage
            && annotation[MACHINE].is_string()
            && branch["name"].as_str().is_some_and(|name| name.starts_with(PREFIX))
    }

    async fn drop_rehearsal(&self, branch: &str) -> std::result::Result<(), Refusal> {
        let path = self.path(&format!("/branches/{branch}"));
        // Nobody waits for the end of it: the branch is no longer listed.
        match self.neon.call(Method::DELETE, &path, &[], None, Repeat::Safe, "drop the branch of a rehearsal").await {
            Err(refusal) if refusal.status != 404 => Err(refusal),
            _ => Ok(()),
        }
    }

    async fn address(&self, branch: &str) -> Result<SecretString> {
        let endpoint = self.endpoint(branch).await?.ok_or_else(|| Error::user("Neon made a branch without a compute endpoint"))?;
        self.uri(branch, &id(&endpoint)?, false).await
    }
}

/// Nobody works with it: it is of this machine, where the caller is alone, or past its time.
fn is_over(branch: &Value) -> bool {
    let expires = branch["expires_at"].as_str().and_then(|text| OffsetDateTime::parse(text, &Rfc3339).ok());
    branch["annotation"][MACHINE] == machine() || expires.is_some_and(|expires| expires < OffsetDateTime::from(SystemTime::now()))
}

/// Told apart from others, and named to nobody.
fn machine() -> String {
    digest::hex(lease::machine().as_bytes())[..16].to_owned()
}
