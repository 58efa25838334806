//! Neon: a branch for the stage, in a Neon project that is made when there is none.
//!
//! What pocket makes carries an annotation with project and stage, as far as Neon offers it: branches, at their creation. A branch of somebody else's is
//! used with consent, which the stage's stored connection URI then remembers, and is never deleted.

mod api;
#[cfg(test)]
mod tests;

use super::secrets::{Store, prefix};
use super::{Cx, Driver, Made, Observed, Pending, foreign};
use crate::error::{Error, Result};
use api::Repeat;
use http::Method;
use pocket_model::synth::Holder;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};

pub use api::{Access, ENDPOINT};

/// The driver `neon`.
pub struct Neon;

/// What a holder's spec says.
#[derive(Debug, Clone, Deserialize)]
struct Spec {
    project: String,
    branch: String,
    parent: Option<String>,
    database: String,
    role: String,
    region: Option<String>,
    postgres: Option<String>,
    pooled: Option<bool>,
    min_cu: Option<f64>,
    max_cu: Option<f64>,
    suspend_seconds: Option<i64>,
    url_secret: Option<String>,
}

/// The annotations on a branch that pocket made.
const PROJECT: &str = "pocket-project";
const STAGE: &str = "pocket-stage";
/// Neon's own name for a first branch.
const FIRST_BRANCH: &str = "main";

impl Driver for Neon {
    fn check(&self, cx: &Cx<'_>, holder: &Holder) -> Result {
        spec(holder)?;
        cx.neon.map(|_| ()).ok_or_else(Access::missing)
    }

    fn observe<'f>(&'f self, cx: &'f Cx<'f>, holder: &'f Holder) -> Pending<'f, Observed> {
        Box::pin(async move {
            let spec = spec(holder)?;
            let Some((neon, project)) = find_project(cx, &spec).await? else { return Ok(Observed::Missing) };
            let site = Site { cx, neon, project: id(&project)?, spec };
            let Some(branch) = site.branch().await? else { return Ok(Observed::Missing) };
            if let Some(whose) = site.stranger(&branch).await? {
                return Ok(Observed::Foreign(whose));
            }
            let branch = id(&branch)?;
            let mut differences = Vec::new();
            match site.endpoint(&branch).await? {
                None => differences.push("it has no compute endpoint".to_owned()),
                Some(endpoint) => differences.extend(site.endpoint_differences(&endpoint).map(|(sentence, _)| sentence)),
            }
            if !site.has(&branch, "roles", &site.spec.role).await? {
                differences.push(format!("the role `{}` is missing", site.spec.role));
            }
            if !site.has(&branch, "databases", &site.spec.database).await? {
                differences.push(format!("the database `{}` is missing", site.spec.database));
            }
            Ok(if differences.is_empty() { Observed::Same } else { Observed::Different(differences) })
        })
    }

    fn apply<'f>(&'f self, cx: &'f Cx<'f>, holder: &'f Holder) -> Pending<'f, Made> {
        Box::pin(async move {
            let spec = spec(holder)?;
            let mut made = Made::default();
            let (neon, project) = match find_project(cx, &spec).await? {
                Some(found) => found,
                None => {
                    made.changed.push(format!("created Neon project {}", spec.project));
                    create_project(cx, &spec).await?
                }
            };
            let site = Site { cx, neon, project: id(&project)?, spec };
            let branch = site.ensure_branch(&mut made).await?;
            let endpoint = site.ensure_endpoint(&branch, &mut made).await?;
            site.ensure_role_and_database(&branch, &mut made).await?;
            let pooled = site.spec.pooled.unwrap_or(true);
            let direct = site.uri(&branch, &endpoint, false).await?;
            let url = if pooled { site.uri(&branch, &endpoint, true).await? } else { direct.clone() };
            let host = host(direct.expose_secret()).to_owned();
            let name = site.spec.url_secret.clone().unwrap_or_else(|| "DATABASE_URL".into());
            made.secrets.insert(format!("{name}_DIRECT"), direct);
            made.secrets.insert(name, url);
            let told = [
                ("project", &site.project),
                ("branch", &branch),
                ("endpoint", &endpoint),
                ("database", &site.spec.database),
                ("host", &host),
            ];
            for (key, value) in told {
                made.outputs.insert(key.into(), value.clone());
            }
            Ok(made)
        })
    }

    fn delete<'f>(&'f self, cx: &'f Cx<'f>, holder: &'f Holder) -> Pending<'f, ()> {
        Box::pin(async move {
            let spec = spec(holder)?;
            let Some((neon, project)) = find_project(cx, &spec).await? else { return Ok(()) };
            let site = Site { cx, neon, project: id(&project)?, spec };
            site.delete().await
        })
    }
}

/// The host of a connection URI, with its port where it has one: no user and no password.
fn host(uri: &str) -> &str {
    let rest = uri.split_once("://").map_or(uri, |(_, rest)| rest);
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    authority.rsplit_once('@').map_or(authority, |(_, host)| host)
}

fn spec(holder: &Holder) -> Result<Spec> {
    serde_json::from_value(holder.spec.clone()).map_err(|error| Error::bug(format!("the spec of {} cannot be read: {error}", holder.item)))
}

fn id(thing: &Value) -> Result<String> {
    thing["id"].as_str().map(String::from).ok_or_else(|| Error::user("Neon's answer has no id: its API has changed").hint("update pocket"))
}

/// The Neon project of that name, and the access with the organization that was needed to see it.
async fn find_project(cx: &Cx<'_>, spec: &Spec) -> Result<Option<(Access, Value)>> {
    let mut neon = cx.neon.ok_or_else(Access::missing)?.clone();
    let doing = "list your projects";
    let list = async |neon: &Access| {
        let mut query = vec![("search", spec.project.as_str()), ("limit", "400")];
        query.extend(neon.organization_id().map(|organization| ("org_id", organization)));
        neon.list("/projects", &query, "projects", doing).await
    };
    let projects = match list(&neon).await {
        Err(refusal) if refusal.wants_organization() => {
            neon = neon.within(neon.organization().await?);
            list(&neon).await?
        }
        projects => projects?,
    };
    let mut found: Vec<Value> = projects.into_iter().filter(|project| project["name"] == spec.project.as_str()).collect();
    if found.len() > 1 {
        let ids: Vec<&str> = found.iter().filter_map(|project| project["id"].as_str()).collect();
        return Err(Error::user(format!("Neon has {} projects named `{}`: {}", found.len(), spec.project, ids.join(", ")))
            .hint("rename all but one at https://console.neon.tech")
            .hint("neon { project: \"another-name\"; }"));
    }
    Ok(found.pop().map(|project| (neon, project)))
}

async fn create_project(cx: &Cx<'_>, spec: &Spec) -> Result<(Access, Value)> {
    let mut neon = cx.neon.ok_or_else(Access::missing)?.clone();
    let doing = format!("create the project `{}`", spec.project);
    let first = spec.parent.as_deref().unwrap_or(FIRST_BRANCH);
    let mut annotations = json!({ PROJECT: cx.project });
    if first == spec.branch {
        annotations[STAGE] = json!(cx.stage);
    }
    let mut body = json!({ "project": {
        "name": spec.project,
        "store_passwords": true,
        "branch": { "name": first, "database_name": spec.database, "role_name": spec.role, "annotations": annotations },
    } });
    let region = spec.region.clone().or_else(|| pocket_model::regions::find(&cx.aws.region).map(|region| region.neon.to_string()));
    if let Some(region) = region {
        body["project"]["region_id"] = json!(region);
    }
    if let Some(version) = spec.postgres.as_deref().and_then(|version| version.parse::<u32>().ok()) {
        body["project"]["pg_version"] = json!(version);
    }
    for _ in 0..3 {
        if let Some(organization) = neon.organization_id() {
            body["project"]["org_id"] = json!(organization);
        }
        match neon.call(Method::POST, "/projects", &[], Some(&body), Repeat::Never, &doing).await {
            Ok(answer) => {
                neon.finish(&id(&answer["project"])?, &answer).await?;
                return Ok((neon, answer["project"].clone()));
            }
            Err(refusal) if refusal.wants_organization() && neon.organization_id().is_none() => {
                neon = neon.within(neon.organization().await?)
            }
            // Names are not unique: it may have been made although no answer came.
            Err(refusal) if refusal.is_uncertain() => {
                tokio::time::sleep(std::time::Duration::from_secs(if cfg!(test) { 0 } else { 3 })).await;
                match find_project(cx, spec).await? {
                    Some(found) => return Ok(found),
                    None => return Err(refusal.into()),
                }
            }
            Err(refusal) => return Err(refusal.into()),
        }
    }
    Err(Error::user(format!("Neon refused to {doing}")).hint("export NEON_ORG_ID=…    # the organization that the project belongs to"))
}

/// A stage's place in a Neon project.
struct Site<'a> {
    cx: &'a Cx<'a>,
    neon: Access,
    project: String,
    spec: Spec,
}

impl Site<'_> {
    fn path(&self, rest: &str) -> String {
        format!("/projects/{}{rest}", self.project)
    }

    async fn branches(&self) -> Result<Vec<Value>> {
        Ok(self.neon.list(&self.path("/branches"), &[("limit", "400")], "branches", "list the branches").await?)
    }

    async fn branch(&self) -> Result<Option<Value>> {
        Ok(self.branches().await?.into_iter().find(|branch| branch["name"] == self.spec.branch.as_str()))
    }

    fn annotation(&self) -> Value {
        json!({ PROJECT: self.cx.project, STAGE: self.cx.stage })
    }

    fn is_ours(&self, branch: &Value) -> bool {
        let annotation = &branch["annotation"];
        // The whole embedded cloud is pocket's.
        annotation[PROJECT] == self.cx.project && annotation[STAGE] == self.cx.stage
            || self.cx.aws.embedded && annotation[PROJECT].is_null()
    }

    /// Whose branch it is, if it is not ours to use.
    async fn stranger(&self, branch: &Value) -> Result<Option<String>> {
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
            if let Some(uri) = store.get(self.cx, &name).await? {
                return Ok(uri.expose_secret().contains(&format!("@{endpoint}")));
            }
        }
        Ok(false)
    }

    async fn ensure_branch(&self, made: &mut Made) -> Result<String> {
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

    fn endpoint_settings(&self) -> Value {
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

    async fn endpoint(&self, branch: &str) -> Result<Option<Value>> {
        let answer = self.neon.get(&self.path(&format!("/branches/{branch}/endpoints")), &[], "list the compute endpoints").await?;
        let found = answer["endpoints"].as_array().into_iter().flatten().find(|endpoint| endpoint["type"] == "read_write");
        Ok(found.cloned())
    }

    /// Sentence, and what mends it.
    fn endpoint_differences(&self, endpoint: &Value) -> impl Iterator<Item = (String, (&'static str, Value))> {
        self.wanted().filter_map(|(key, words, value)| {
            let now = endpoint[key].clone();
            let same = now.as_f64() == value.as_f64();
            (!same && !now.is_null()).then(|| (format!("{words}: {now}, not {value}"), (key, value)))
        })
    }

    async fn ensure_endpoint(&self, branch: &str, made: &mut Made) -> Result<String> {
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

    async fn has(&self, branch: &str, what: &str, name: &str) -> Result<bool> {
        let answer = self.neon.get(&self.path(&format!("/branches/{branch}/{what}")), &[], &format!("list the {what}")).await?;
        Ok(answer[what].as_array().is_some_and(|list| list.iter().any(|one| one["name"] == name)))
    }

    async fn ensure_role_and_database(&self, branch: &str, made: &mut Made) -> Result {
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

    /// With the role's password, which Neon keeps: it is never reset.
    async fn uri(&self, branch: &str, endpoint: &str, pooled: bool) -> Result<SecretString> {
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

    async fn delete(&self) -> Result {
        let branches = self.branches().await?;
        let name = self.spec.branch.as_str();
        let others = branches.iter().filter(|branch| branch["name"] != name).count();
        if let Some(branch) = branches.iter().find(|branch| branch["name"] == name) {
            if !self.is_ours(branch) {
                self.cx.ui.status(format!("  Neon branch {name} stays: pocket did not make it"));
                return Ok(());
            }
            if branch["default"] == true {
                return self.delete_with_default_branch(others).await;
            }
            let path = self.path(&format!("/branches/{}", id(branch)?));
            match self.neon.call(Method::DELETE, &path, &[], None, Repeat::Safe, &format!("delete the branch `{name}`")).await {
                Ok(answer) => self.neon.finish(&self.project, &answer).await?,
                Err(refusal) if refusal.status == 404 => {}
                Err(refusal) => {
                    let id = branch["id"].clone();
                    let children: Vec<&str> =
                        branches.iter().filter(|child| child["parent_id"] == id).filter_map(|child| child["name"].as_str()).collect();
                    let error = Error::from(refusal);
                    return Err(if children.is_empty() {
                        error
                    } else {
                        error.hint(format!("delete the branches made from it first: {}", children.join(", ")))
                    });
                }
            }
        }
        let left: Vec<&Value> = branches.iter().filter(|branch| branch["name"] != name).collect();
        match left.as_slice() {
            [last] if last["annotation"][PROJECT] == self.cx.project && last["annotation"][STAGE].is_null() => {
                self.delete_leftover(last).await
            }
            _ => Ok(()),
        }
    }

    /// Neon has no call for a default branch: it goes with its project or stays.
    async fn delete_with_default_branch(&self, others: usize) -> Result {
        let (project, branch) = (&self.spec.project, &self.spec.branch);
        if others > 0 {
            return Err(Error::user(format!("`{branch}` is the default branch of the Neon project `{project}`, which has {others} more: Neon deletes it only with all of them"))
                .hint("make another branch the default one at https://console.neon.tech, then run the same command again"));
        }
        if !self.cx.consent.to_lose(self.cx.project, self.cx.stage) {
            return Err(Error::user(format!(
                "`{branch}` is the default branch of the Neon project `{project}`: deleting it deletes the project"
            ))
            .hint(format!("cargo run -- destroy -s {} --delete-data {}-{}", self.cx.stage, self.cx.project, self.cx.stage)));
        }
        self.delete_project().await
    }

    /// The default branch of a project that pocket made, alone: the project goes too if nobody has put anything into it.
    async fn delete_leftover(&self, default: &Value) -> Result {
        let branch = id(default)?;
        if self.cx.consent.to_lose(self.cx.project, self.cx.stage) && self.is_untouched(&branch).await {
            return self.delete_project().await;
        }
        self.cx.ui.status(format!(
            "  Neon project {} stays, with its branch {}: https://console.neon.tech",
            self.spec.project,
            default["name"].as_str().unwrap_or_default()
        ));
        Ok(())
    }

    /// Has no database but ours, and that has no table. Whatever cannot be read counts as touched.
    async fn is_untouched(&self, branch: &str) -> bool {
        let base = self.path(&format!("/branches/{branch}"));
        let Ok(answer) = self.neon.get(&format!("{base}/databases"), &[], "list the databases").await else { return false };
        let Some(databases) = answer["databases"].as_array() else { return false };
        if databases.iter().any(|database| database["name"] != self.spec.database.as_str()) {
            return false;
        }
        let query = [("db_name", self.spec.database.as_str()), ("role", self.spec.role.as_str())];
        match self.neon.get(&format!("{base}/schema"), &query, "show the schema").await {
            Ok(answer) => answer["sql"].as_str().is_some_and(|sql| !sql.contains("CREATE TABLE")),
            Err(_) => databases.is_empty(),
        }
    }

    async fn delete_project(&self) -> Result {
        match self
            .neon
            .call(Method::DELETE, &self.path(""), &[], None, Repeat::Safe, &format!("delete the project `{}`", self.spec.project))
            .await
        {
            Err(refusal) if refusal.status != 404 => Err(refusal.into()),
            _ => Ok(()),
        }
    }
}
