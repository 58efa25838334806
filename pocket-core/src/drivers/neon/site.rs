//! One branch of a Neon project: what it should have, and making it so.

use super::api::{Access, Repeat};
use super::{FIRST_BRANCH, PROJECT, STAGE, Spec, id};
use crate::drivers::secrets::{Store, Which, prefix, uri};
use crate::drivers::{Cx, Made, foreign};
use crate::error::{Error, Result};
use http::Method;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

/// A stage's place in a Neon project.
pub(super) struct Site<'a> {
    pub(super) cx: &'a Cx<'a>,
    pub(super) neon: Access,
    pub(super) project: String,
    pub(super) spec: Spec,
}

impl Site<'_> {
    pub(super) fn path(&self, rest: &str) -> String {
        format!("/projects/{}{rest}", self.project)
    }

    pub(super) async fn branches(&self) -> Result<Vec<Value>> {
        Ok(self.neon.list(&self.path("/branches"), &[("limit", "400")], "branches", "list the branches").await?)
    }

    pub(super) async fn branch(&self) -> Result<Option<Value>> {
        Ok(self.branches().await?.into_iter().find(|branch| branch["name"] == self.spec.branch.as_str()))
    }

    fn annotation(&self) -> Value {
        json!({ PROJECT: self.cx.project, STAGE: self.cx.stage })
    }

    pub(super) fn is_ours(&self, branch: &Value) -> bool {
        let annotation = &branch["annotation"];
        // The whole embedded cloud is pocket's.
        annotation[PROJECT] == self.cx.project && annotation[STAGE] == self.cx.stage
            || self.cx.aws.embedded && annotation[PROJECT].is_null()
    }

    /// Whose branch it is, if it is not ours to use.
    pub(super) async fn stranger(&self, branch: &Value) -> Result<Option<String>> {
        if self.is_ours(branch) || self.was_adopted(branch).await? {
            return Ok(None);
        }
        let annotation = &branch["annotation"];
        Ok(Some(match (annotation[PROJECT].as_str(), annotation[STAGE].as_str()) {
            (Some(project), Some(stage)) => format!("it belongs to stage `{stage}` of project `{project}`"),
            _ => "pocket did not make it for this stage".into(),
        }))
    }

    /// Neon cannot annotate a branch after its creation. But whoever adopted it stored its connection URI for this stage.
    async fn was_adopted(&self, branch: &Value) -> Result<bool> {
        let Some(endpoint) = self.endpoint(&id(branch)?).await? else { return Ok(false) };
        let Some(endpoint) = endpoint["id"].as_str() else { return Ok(false) };
        let name = format!("{}{}", prefix(self.cx), self.spec.url_secret.as_deref().unwrap_or("DATABASE_URL"));
        for store in [Store::Ssm, Store::SecretsManager] {
            if let Some(uri) = store.get(self.cx, &name, Which::Newest).await? {
                return Ok(uri.expose_secret().contains(&format!("@{endpoint}")));
            }
        }
        Ok(false)
    }

    pub(super) async fn ensure_branch(&self, made: &mut Made) -> Result<String> {
        let branches = self.branches().await?;
        let name = self.spec.branch.as_str();
        if let Some(branch) = branches.iter().find(|branch| branch["name"] == name) {
            if let Some(whose) = self.stranger(branch).await? {
                if !self.cx.consent.adopt {
                    return Err(foreign(self.cx, &format!("the branch `{name}` of the Neon project `{}`", self.spec.project), &whose)
                        .hint("neon { branch: \"another-name\"; }"));
                }
                made.changed.push(format!("adopted Neon branch {name}"));
            }
            return id(branch);
        }
        let mut body =
            json!({ "branch": { "name": name }, "endpoints": [self.endpoint_settings()], "annotation_value": self.annotation() });
        if let Some(parent) = &self.spec.parent {
            let found = branches.iter().find(|branch| branch["name"] == parent.as_str());
            let Some(found) = found else {
                let known: Vec<&str> = branches.iter().filter_map(|branch| branch["name"].as_str()).collect();
                return Err(Error::user(format!("the Neon project `{}` has no branch `{parent}` to copy from", self.spec.project)).hint(
                    format!(
                        "neon {{ parent: \"{}\"; }}    # its branches: {}",
                        known.first().copied().unwrap_or(FIRST_BRANCH),
                        known.join(", ")
                    ),
                ));
            };
            body["branch"]["parent_id"] = json!(id(found)?);
        }
        let created = self.neon.create(&self.project, &self.path("/branches"), &body, &format!("create the branch `{name}`")).await?;
        made.changed.push(format!("created Neon branch {name}"));
        match created {
            Some(answer) => id(&answer["branch"]),
            // Somebody was quicker, or the answer to our own call was lost.
            None => self.branch().await?.map_or_else(
                || Err(Error::user(format!("Neon says that the branch `{name}` exists, and does not list it"))),
                |branch| id(&branch),
            ),
        }
    }

    pub(super) fn endpoint_settings(&self) -> Value {
        let mut settings = json!({ "type": "read_write" });
        for (key, _, value) in self.wanted() {
            settings[key] = value;
        }
        settings
    }

    /// Key, words and value of each setting that the program gives.
    fn wanted(&self) -> impl Iterator<Item = (&'static str, &'static str, Value)> {
        let spec = &self.spec;
        let settings = [
            ("autoscaling_limit_min_cu", "fewest compute units", spec.min_cu.map(|cu| json!(cu))),
            ("autoscaling_limit_max_cu", "most compute units", spec.max_cu.map(|cu| json!(cu))),
            ("suspend_timeout_seconds", "seconds until it sleeps", spec.suspend_seconds.map(|seconds| json!(seconds))),
        ];
        settings.into_iter().filter_map(|(key, words, value)| Some((key, words, value?)))
    }

    pub(super) async fn endpoint(&self, branch: &str) -> Result<Option<Value>> {
        let answer = self.neon.get(&self.path(&format!("/branches/{branch}/endpoints")), &[], "list the compute endpoints").await?;
        let found = answer["endpoints"].as_array().into_iter().flatten().find(|endpoint| endpoint["type"] == "read_write");
        Ok(found.cloned())
    }

    /// Sentence, and what mends it.
    pub(super) fn endpoint_differences(&self, endpoint: &Value) -> impl Iterator<Item = (String, (&'static str, Value))> {
        self.wanted().filter_map(|(key, words, value)| {
            let now = endpoint[key].clone();
            let same = now.as_f64() == value.as_f64();
            (!same && !now.is_null()).then(|| (format!("{words}: {now}, not {value}"), (key, value)))
        })
    }

    pub(super) async fn ensure_endpoint(&self, branch: &str, made: &mut Made) -> Result<String> {
        let endpoint = match self.endpoint(branch).await? {
            Some(endpoint) => endpoint,
            None => {
                let mut settings = self.endpoint_settings();
                settings["branch_id"] = json!(branch);
                self.neon
                    .create(&self.project, &self.path("/endpoints"), &json!({ "endpoint": settings }), "create a compute endpoint")
                    .await?;
                made.changed.push(format!("created the compute endpoint of Neon branch {}", self.spec.branch));
                self.endpoint(branch).await?.ok_or_else(|| Error::user("Neon created a compute endpoint and does not list it"))?
            }
        };
        let endpoint_id = id(&endpoint)?;
        let mut patch = json!({});
        for (sentence, (key, value)) in self.endpoint_differences(&endpoint) {
            patch[key] = value;
            made.changed.push(format!("Neon branch {}: {sentence}", self.spec.branch));
        }
        if patch.as_object().is_some_and(|patch| !patch.is_empty()) {
            let path = self.path(&format!("/endpoints/{endpoint_id}"));
            let answer = self
                .neon
                .call(Method::PATCH, &path, &[], Some(&json!({ "endpoint": patch })), Repeat::Safe, "change the compute endpoint")
                .await?;
            self.neon.finish(&self.project, &answer).await?;
        }
        Ok(endpoint_id)
    }

    pub(super) async fn has(&self, branch: &str, what: &str, name: &str) -> Result<bool> {
        let answer = self.neon.get(&self.path(&format!("/branches/{branch}/{what}")), &[], &format!("list the {what}")).await?;
        Ok(answer[what].as_array().is_some_and(|list| list.iter().any(|one| one["name"] == name)))
    }

    pub(super) async fn ensure_role_and_database(&self, branch: &str, made: &mut Made) -> Result {
        let Spec { role, database, .. } = &self.spec;
        let wanted = [
            ("role", "roles", role, json!({ "name": role })),
            ("database", "databases", database, json!({ "name": database, "owner_name": role })),
        ];
        for (kind, list, name, body) in wanted {
            if !self.has(branch, list, name).await? {
                let path = self.path(&format!("/branches/{branch}/{list}"));
                self.neon.create(&self.project, &path, &json!({ kind: body }), &format!("create the {kind} `{name}`")).await?;
                made.changed.push(format!("created {kind} {name} in Neon branch {}", self.spec.branch));
            }
        }
        Ok(())
    }

    /// The URI with the password that is in use: Neon need not have heard of one that `secrets rotate` changed in SQL. What it says then was in use before,
    /// so a password that was reset in its console is taken.
    pub(super) async fn in_use(&self, secret: &str, uri: SecretString) -> Result<SecretString> {
        let name = format!("{}{secret}", prefix(self.cx));
        for store in [Store::Ssm, Store::SecretsManager] {
            let Some(stored) = store.get(self.cx, &name, Which::Newest).await? else { continue };
            let (Some(user), Some(stored_user), Some(password)) = (uri::user(&uri), uri::user(&stored), uri::password(&stored)) else {
                continue;
            };
            // A rotation is under way, or was broken off.
            let relayed = uri::decoded(stored_user) == uri::relay(user);
            if relayed || (stored_user == user && uri::password(&uri) != Some(password) && self.was_used(store, &name, &uri).await?) {
                return Ok(uri::with(&uri, stored_user, password).unwrap_or(uri));
            }
        }
        Ok(uri)
    }

    async fn was_used(&self, store: Store, name: &str, uri: &SecretString) -> Result<bool> {
        let former = store.history(self.cx, name).await?;
        Ok(former.iter().any(|former| uri::user(former) == uri::user(uri) && uri::password(former) == uri::password(uri)))
    }

    /// With the role's password, which Neon keeps: it is never reset.
    pub(super) async fn uri(&self, branch: &str, endpoint: &str, pooled: bool) -> Result<SecretString> {
        let pooled = if pooled { "true" } else { "false" };
        let query = [
            ("branch_id", branch),
            ("endpoint_id", endpoint),
            ("database_name", &self.spec.database),
            ("role_name", &self.spec.role),
            ("pooled", pooled),
        ];
        let answer = self.neon.get(&self.path("/connection_uri"), &query, "give the connection URI").await?;
        let uri = answer["uri"].as_str().filter(|uri| !uri.is_empty()).map(SecretString::from);
        uri.ok_or_else(|| {
            Error::user(format!(
                "Neon gives no connection URI for the role `{}`: the Neon project does not store passwords",
                self.spec.role
            ))
            .hint("neon { project: \"another-name\"; }    # pocket makes a project that does")
        })
    }
}
