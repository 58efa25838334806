//! What exists of a stage: every resource of its stacks, everything that direct calls made, and the release that serves.

use super::release::{self, State};
use super::{Cx, stacks, undeclared};
use crate::Result;
use crate::drivers::{self, Observed};
use crate::messages::{reports, rollback};
use crate::plan::code;
use crate::wrap::pad;
use pocket_model::messages::{Lang, Wording};
use pocket_model::synth::Synthesis;
use serde::Serialize;
use std::fmt::Write;

/// A stage as it is. Serialized, it is `status --json`.
#[derive(Debug, Clone, Serialize)]
pub struct Status {
    /// Project name.
    pub project: String,
    /// Stage name.
    pub stage: String,
    /// AWS account id.
    pub account: String,
    /// Region.
    pub region: String,
    /// On the embedded cloud.
    pub embedded: bool,
    /// Where visitors find the site; `None` before the first deploy.
    pub url: Option<String>,
    /// Stacks.
    pub stacks: Vec<StackStatus>,
    /// What direct calls made.
    pub holders: Vec<HolderStatus>,
    /// Secrets, by name.
    pub secrets: Vec<SecretStatus>,
    /// The release that the site serves; `None` before the first one.
    pub release: Option<u64>,
    /// Functions and the version that serves.
    pub functions: Vec<FunctionStatus>,
}

/// A stack.
#[derive(Debug, Clone, Serialize)]
pub struct StackStatus {
    /// Physical name.
    pub name: String,
    /// What it holds.
    pub role: String,
    /// Its description: the doc comment of the stage.
    pub description: String,
    /// CloudFormation's status; `None` when there is no such stack.
    pub status: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The stage that owns it, when it is another one.
    pub owner: Option<String>,
    /// Its resources.
    pub resources: Vec<ResourceStatus>,
}

/// A resource of a stack.
#[derive(Debug, Clone, Serialize)]
pub struct ResourceStatus {
    /// Logical id.
    pub id: String,
    /// Type.
    pub r#type: String,
    /// Physical id.
    pub physical: String,
    /// `CREATE_COMPLETE` …
    pub status: String,
    /// Why.
    pub reason: Option<String>,
    /// Where it was declared.
    pub at: Option<String>,
}

/// A bucket, a Neon branch …
#[derive(Debug, Clone, Serialize)]
pub struct HolderStatus {
    /// Driver.
    pub driver: String,
    /// Kind and label.
    pub item: String,
    /// Physical name.
    pub name: String,
    /// `missing`, `same`, `different`, `foreign`, `unknown`; `undeclared` for what the block no longer declares.
    pub state: &'static str,
    /// What differs, whose it is, or why it is unknown.
    pub details: Vec<String>,
    /// Deleting it loses the user's data.
    pub data: bool,
    /// Where it was declared.
    pub at: Option<String>,
}

/// A secret.
#[derive(Debug, Clone, Serialize)]
pub struct SecretStatus {
    /// Name that Django sees.
    pub name: String,
    /// Name in its store.
    pub id: String,
    /// Whether it has a value.
    pub exists: bool,
    /// Where it was declared.
    pub at: Option<String>,
}

/// A function.
#[derive(Debug, Clone, Serialize)]
pub struct FunctionStatus {
    /// Physical name.
    pub name: String,
    /// `web`, `manage` …
    pub role: String,
    /// The version that serves; `None` before the first release.
    pub version: Option<String>,
    /// What the version records of itself: commit and hashes.
    pub description: Option<String>,
    /// When it was published, as Lambda writes it.
    pub published: Option<String>,
}

/// Reads everything; writes nothing. What cannot be read is `unknown`, not a failure, unless nothing can.
pub async fn status(cx: &Cx, synthesis: &Synthesis) -> Result<Status> {
    let mut url = None;
    let mut found = Vec::new();
    for stack in &synthesis.stacks {
        let deployed = stacks::describe(&cx.aws.cloudformation, &stack.name).await?;
        let resources = if deployed.is_some() { stacks::resources(&cx.aws.cloudformation, &stack.name).await? } else { Vec::new() };
        let resources = resources.into_iter().map(|resource| ResourceStatus {
            at: stack.places.get(&resource.id).and_then(|at| cx.place(*at)),
            id: resource.id,
            r#type: resource.kind,
            physical: resource.physical,
            status: resource.status,
            reason: resource.reason,
        });
        let output = synthesis.functions.iter().find_map(|function| function.url_output.as_deref());
        if let (Some(deployed), Some(output)) = (&deployed, output) {
            let answers = cx.local.as_ref().map(|local| local.url.clone());
            url = url.or_else(|| deployed.outputs.get(output).map(|url| answers.unwrap_or_else(|| url.clone())));
        }
        found.push(StackStatus {
            name: stack.name.clone(),
            role: stack.role.to_owned(),
            description: stack.template.description.clone(),
            status: deployed.as_ref().map(|deployed| deployed.status.clone()),
            reason: deployed.and_then(|deployed| deployed.reason),
            owner: stack.owner.clone(),
            resources: resources.collect(),
        });
    }
    let locate = |at| cx.places.show(at);
    let drivers = cx.drivers(synthesis, &locate);
    let mut holders = Vec::new();
    for holder in &synthesis.holders {
        let (state, details) = match drivers::observe(&drivers, holder).await {
            Ok(Observed::Missing) => ("missing", Vec::new()),
            Ok(Observed::Same) => ("same", Vec::new()),
            Ok(Observed::Different(details)) => ("different", details),
            Ok(Observed::Foreign(whose)) => ("foreign", vec![whose]),
            Err(error) => ("unknown", vec![error.message]),
        };
        holders.push(HolderStatus {
            driver: holder.driver.to_owned(),
            item: holder.item.clone(),
            name: cx.aws.expand(&holder.name),
            state,
            details,
            data: holder.data,
            at: cx.place(holder.at),
        });
    }
    for holder in undeclared::holders(cx, synthesis).await? {
        let until = if holder.data { "destroy --delete-data" } else { "destroy" };
        let details = vec![format!("the block no longer declares it: it stays until `{until}`")];
        let (driver, state) = (holder.driver.to_owned(), "undeclared");
        holders.push(HolderStatus { driver, item: holder.item, name: holder.name, state, details, data: holder.data, at: None });
    }
    let mut secrets = Vec::new();
    let existing = drivers::secrets::versions(&drivers, &synthesis.secrets).await?;
    for secret in &synthesis.secrets {
        let exists = existing.contains_key(&secret.id);
        secrets.push(SecretStatus { name: secret.name.clone(), id: secret.id.clone(), exists, at: cx.place(secret.at) });
    }
    let mut functions = Vec::new();
    for function in &synthesis.functions {
        let live = code::live(&cx.aws, &function.name).await?;
        functions.push(FunctionStatus {
            name: function.name.clone(),
            role: function.role.clone(),
            version: live.version,
            description: live.serving.as_ref().and_then(|it| it.description()).map(String::from),
            published: live.serving.as_ref().and_then(|it| it.last_modified()).map(String::from),
        });
    }
    Ok(Status {
        project: synthesis.project.clone(),
        stage: synthesis.stage.clone(),
        account: cx.aws.account.clone(),
        region: cx.aws.region.clone(),
        // The function's own address answers on AWS alone.
        url: cx.local.as_ref().filter(|_| url.is_some()).map(|local| local.url.clone()).or(url),
        embedded: synthesis.embedded,
        stacks: found,
        holders,
        secrets,
        release: release::list(cx, synthesis)
            .await?
            .iter()
            .find(|row| matches!(row.state, State::Live | State::Partly))
            .map(|row| row.number),
        functions,
    })
}

impl Status {
    /// Whether anything of the stage exists. What it takes from another stage is not its own.
    pub fn exists(&self) -> bool {
        let own = format!("/{}/{}/", self.project, self.stage);
        self.stacks.iter().any(|stack| stack.status.is_some() && stack.owner.is_none())
            || self.holders.iter().any(|holder| !matches!(holder.state, "missing" | "unknown"))
            || self.secrets.iter().any(|secret| secret.exists && secret.id.starts_with(&own))
    }

    /// For people, with every resource.
    pub fn to_text(&self, lang: Lang) -> String {
        self.text(lang, true)
    }

    /// For people: of the resources only those that are not well.
    pub fn to_summary(&self, lang: Lang) -> String {
        self.text(lang, false)
    }

    fn text(&self, lang: Lang, whole: bool) -> String {
        let say = |wording: Wording| wording.text(lang).to_owned();
        let place = if self.embedded { reports::embedded_cloud() } else { reports::account(&self.account, &self.region) };
        let mut text = format!("{}-{} ({})", self.project, self.stage, say(place));
        if !self.exists() {
            let _ = write!(text, "\n  {}", say(reports::nothing_deployed(&self.stage)));
            return text;
        }
        if let Some(url) = &self.url {
            let _ = write!(text, "\n  {url}");
        }
        for stack in &self.stacks {
            let owner = stack.owner.as_deref().map(|owner| say(reports::of_stage(owner))).unwrap_or_default();
            let status = stack.status.clone().unwrap_or_else(|| say(reports::missing()));
            let _ = write!(text, "\n\n{}", say(reports::stack(&stack.name, format!("{status}{owner}"))));
            if !stack.description.is_empty() {
                let _ = write!(text, "\n  {}", stack.description);
            }
            let well = |resource: &ResourceStatus| resource.status.ends_with("_COMPLETE") && !resource.status.contains("ROLLBACK");
            if !whole && !stack.resources.is_empty() {
                let _ = write!(text, "\n  {}", say(reports::resources(stack.resources.len())));
            }
            for resource in stack.resources.iter().filter(|resource| whole || !well(resource)) {
                let at = resource.at.as_deref().map(|at| format!("  {at}")).unwrap_or_default();
                let _ = write!(text, "\n  {:<28} {:<20} {:<34} {}{at}", resource.id, resource.status, resource.r#type, resource.physical);
                if let Some(reason) = &resource.reason {
                    let _ = write!(text, "\n      {reason}");
                }
            }
        }
        if !self.holders.is_empty() {
            let _ = write!(text, "\n\n{}", say(reports::made_directly()));
        }
        for holder in &self.holders {
            let data = if holder.data { say(reports::holds_data()) } else { String::new() };
            let at = holder.at.as_deref().map(|at| format!("  {at}")).unwrap_or_default();
            let _ = write!(text, "\n  {:<28} {} {}{data}{at}", holder.item, pad(&say(state(holder.state)), 20), holder.name);
            for detail in &holder.details {
                let _ = write!(text, "\n      {detail}");
            }
        }
        if !self.secrets.is_empty() {
            let _ = write!(text, "\n\n{}", say(reports::secrets()));
        }
        for secret in &self.secrets {
            let exists = say(if secret.exists { reports::set() } else { reports::missing() });
            let _ = write!(text, "\n  {:<28} {} {}", secret.name, pad(&exists, 20), secret.id);
        }
        if !self.functions.is_empty() {
            let heading = self.release.map_or_else(reports::release, rollback::of_release);
            let _ = write!(text, "\n\n{}", say(heading));
        }
        for function in &self.functions {
            let version = say(function.version.as_deref().map_or_else(reports::no_release, reports::version));
            let _ = write!(text, "\n  {:<28} {} {}", function.name, pad(&version, 20), described(function, whole));
        }
        text
    }
}

/// A holder's state, in words.
fn state(state: &str) -> Wording {
    match state {
        "same" => reports::as_declared(),
        "missing" => reports::missing(),
        "different" => reports::different(),
        "foreign" => reports::foreign(),
        "undeclared" => reports::undeclared(),
        _ => reports::unknown(),
    }
}

/// What the version records of itself, with digests as short as git's, and when it was published.
fn described(function: &FunctionStatus, whole: bool) -> String {
    let description = function.description.as_deref().unwrap_or_default();
    if whole {
        return description.to_owned();
    }
    let short = |part: &str| match part.split_once('=') {
        Some((key, value)) => format!("{key} {}", value.chars().take(12).collect::<String>()),
        None => part.to_owned(),
    };
    let parts: Vec<String> = description.split_whitespace().filter(|part| !part.starts_with("dependencies=")).map(short).collect();
    let published = function.published.as_deref().and_then(|time| time.get(..16)).map(|time| format!("  {}", time.replace('T', " ")));
    format!("{}{}", parts.join(" "), published.unwrap_or_default())
}
