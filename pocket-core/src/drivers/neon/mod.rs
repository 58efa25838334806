//! Neon: a branch for the stage, in a Neon project that is made when there is none.
//!
//! What pocket makes carries an annotation with project and stage, as far as Neon offers it: branches, at their creation. A branch of somebody else's is
//! used with consent, which the stage's stored connection URI then remembers, and is never deleted.

mod api;
mod delete;
pub mod rehearsal;
mod site;
#[cfg(test)]
mod tests;

use super::{Cx, Driver, Made, Observed, Pending};
use crate::error::{Error, Result};
use api::Repeat;
use http::Method;
use pocket_model::synth::Holder;
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::{Value, json};
use site::Site;

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
            let direct_name = format!("{name}_DIRECT");
            made.secrets.insert(direct_name.clone(), site.in_use(&direct_name, direct).await?);
            made.secrets.insert(name.clone(), site.in_use(&name, url).await?);
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
