//! Takes a stage away, in an order in which everything can go, and says what is left.

use super::release::layer_name;
use super::stacks::{Deployed, describe};
use super::{Cx, change_set, templates, undeclared};
use crate::aws::{Calling, Service};
use crate::drivers::lease::{Holder as LeaseHolder, Lease};
use crate::drivers::{self, Observed, lambda, secrets::Store};
use crate::messages::{reports, rotate};
use crate::wrap::pad;
use crate::{Error, Result};
use pocket_model::messages::{Lang, Wording};
use pocket_model::synth::{Holder, Stack, Synthesis};
use serde::Serialize;
use serde_json::json;
use std::fmt::Write;

/// Something of a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Thing {
    /// `stack`, `secret`, `log group`, `layer`, or a driver: `s3`, `neon`.
    pub kind: String,
    /// Physical name.
    pub name: String,
    /// Deleting it loses the user's data.
    pub data: bool,
    /// Where it was declared, or why it stays.
    pub note: Option<String>,
}

/// What a destroy would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Destruction {
    /// Project name.
    pub project: String,
    /// Stage name.
    pub stage: String,
    /// What goes, in order.
    pub goes: Vec<Thing>,
    /// What stays, and why.
    pub stays: Vec<Thing>,
}

/// What a destroy did: the proof that nothing is left, or the list of what is. Serialized, it is `destroy --json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Certificate {
    /// Project name.
    pub project: String,
    /// Stage name.
    pub stage: String,
    /// AWS account id.
    pub account: String,
    /// Region.
    pub region: String,
    /// What was deleted.
    pub deleted: Vec<Thing>,
    /// What was left on purpose, and why.
    pub kept: Vec<Thing>,
    /// What should be gone and was found when everything was looked for at the end.
    pub remains: Vec<Thing>,
}

/// What a destroy of the stage would do. `others` are the other stages of the program.
///
/// # Errors
/// A protected stage; a stage whose network or secret another deployed stage uses; what could not be read.
pub async fn plan(cx: &Cx, synthesis: &Synthesis, others: &[Synthesis]) -> Result<Destruction> {
    let (project, stage) = (&synthesis.project, &synthesis.stage);
    if synthesis.protected {
        return Err(Error::user(cx.ui.say(&reports::is_protected(stage))).hint(cx.ui.say(&reports::unprotect(stage, cx.places.file()))));
    }
    for other in others.iter().filter(|other| other.stage != *stage) {
        let network = other.stacks.iter().find(|stack| stack.owner.is_some() && own(synthesis).any(|mine| mine.name == stack.name));
        let secret = other.secrets.iter().find(|secret| secret.id.starts_with(&format!("/{project}/{stage}/")));
        let why = match (network, secret) {
            (Some(shared), _) => reports::is_used(&other.stage, shared.role, stage),
            (None, Some(secret)) => rotate::still_used(&secret.name, stage, &other.stage),
            (None, None) => continue,
        };
        for user in own(other) {
            if describe(&cx.aws.cloudformation, &user.name).await?.is_some() {
                return Err(Error::user(cx.ui.say(&why)).hint(format!("cargo run -- destroy -s {}", other.stage)));
            }
        }
    }
    let found = survey(cx, synthesis).await?;
    let consent = cx.consent.to_lose(project, stage);
    let keeps = !consent && found.iter().any(|thing| thing.data);
    let deploy = cx.aws.expand(&templates::deploy_bucket(synthesis)?.name);
    let (mut goes, mut stays) = (Vec::new(), Vec::new());
    for thing in found {
        let reason = match thing.kind.as_str() {
            _ if thing.note.as_deref().is_some_and(|note| note.starts_with(FOREIGN)) => None,
            _ if thing.data && !consent => Some(cx.ui.say(&reports::holds_the_data())),
            // Data without its secrets may be of no use, and what the user set by hand cannot be made again.
            "secret" if keeps => Some(cx.ui.say(&reports::belongs_to_data())),
            _ => {
                goes.push(thing);
                continue;
            }
        };
        stays.push(Thing { note: reason.or(thing.note), ..thing });
    }
    // The lock is in this bucket, so it goes last.
    goes.sort_by_key(|thing| thing.name == deploy);
    Ok(Destruction { project: project.clone(), stage: stage.clone(), goes, stays })
}

const FOREIGN: &str = "not this stage's: ";

fn own(synthesis: &Synthesis) -> impl Iterator<Item = &Stack> {
    synthesis.stacks.iter().filter(|stack| stack.owner.is_none())
}

/// Everything of the stage that exists, in an order in which it can go.
async fn survey(cx: &Cx, synthesis: &Synthesis) -> Result<Vec<Thing>> {
    let mut found = Vec::new();
    let thing = |kind: &str, name: String, data: bool, note: Option<String>| Thing { kind: kind.to_owned(), name, data, note };
    for stack in own(synthesis).collect::<Vec<_>>().into_iter().rev() {
        if let Some(deployed) = describe(&cx.aws.cloudformation, &stack.name).await? {
            let at = stack.places.values().min().and_then(|at| cx.place(*at));
            let foreign = (!deployed.is_ours(&synthesis.project, &synthesis.stage))
                .then(|| format!("{FOREIGN}pocket did not make it for {}", synthesis.stage));
            found.push(thing("stack", stack.name.clone(), holds_data(stack), foreign.or(at)));
        }
    }
    // Log groups and layers tell not whose they are, and the stack does: `shop` with a stage `dev-web` and `shop-dev` with `web` have the same names.
    let whose = found.iter().find_map(|thing| thing.note.clone().filter(|note| note.starts_with(FOREIGN)));
    for function in &synthesis.functions {
        let group = format!("/aws/lambda/{}", function.name);
        if log_group_exists(cx, &group).await? {
            found.push(thing("log group", group, false, whose.clone()));
        }
    }
    let layer = layer_name(synthesis);
    if !layer_versions(cx, &layer).await?.is_empty() {
        found.push(thing("layer", layer, false, whose));
    }
    let locate = |at| cx.places.show(at);
    let drivers = cx.drivers(synthesis, &locate);
    for (store, kind) in [(Store::Ssm, "secret"), (Store::SecretsManager, "secret in Secrets Manager")] {
        // Secrets Manager is asked only where the stage uses it: its permission is needed for nothing else.
        if store == Store::Ssm || synthesis.secrets.iter().any(|secret| secret.store == "secretsmanager") {
            let listed = store.list(&drivers, &drivers::secrets::prefix(&drivers)).await?;
            found.extend(listed.into_iter().map(|secret| thing(kind, secret.id, false, None)));
        }
    }
    let undeclared = undeclared::holders(cx, synthesis).await?;
    for holder in undeclared.iter().chain(synthesis.holders.iter().rev()) {
        let name = cx.aws.expand(&holder.name);
        match drivers::observe(&drivers, holder).await? {
            Observed::Missing => {}
            Observed::Foreign(whose) => found.push(thing(holder.driver, name, holder.data, Some(format!("{FOREIGN}{whose}")))),
            Observed::Same | Observed::Different(_) => found.push(thing(holder.driver, name, holder.data, cx.place(holder.at))),
        }
    }
    Ok(found)
}

/// Whether deleting the stack loses data that its template does not keep.
fn holds_data(stack: &Stack) -> bool {
    stack.template.resources.values().any(|resource| {
        let policy = resource["DeletionPolicy"].as_str();
        let kept = matches!(policy, Some("Retain" | "Snapshot" | "RetainExceptOnCreate"));
        !kept && crate::plan::create_only::holds_data(resource["Type"].as_str().unwrap_or_default(), policy)
    })
}

/// Destroys as planned, then looks again for everything.
///
/// # Errors
/// What blocks it. Run again, it continues where it stopped.
pub async fn destroy(cx: &Cx, synthesis: &Synthesis, destruction: Destruction) -> Result<Certificate> {
    let deploy = templates::deploy_bucket(synthesis)?;
    let bucket = cx.aws.expand(&deploy.name);
    let has = |name: &str| destruction.goes.iter().chain(&destruction.stays).any(|thing| thing.name == name);
    let mut lease = None;
    if has(&bucket) {
        let who = LeaseHolder::here(
            cx.aws.caller.clone(),
            format!("destroy -s {}", synthesis.stage),
            cx.commit.as_ref().map(|commit| commit.id.clone()),
        );
        lease = Some(Lease::acquire(&cx.ui, &cx.aws, &bucket, who).await?);
    }
    let mut deleted = Vec::new();
    let mut failed = None;
    for thing in &destruction.goes {
        if thing.name == bucket
            && let Some(lease) = lease.take()
        {
            lease.release().await?;
        }
        if let Some(lease) = &lease {
            lease.check()?;
        }
        let step = cx.ui.step(cx.ui.say(&reports::deleting(kind(&thing.kind))));
        match remove(cx, synthesis, thing, &step).await {
            Ok(()) => {
                step.done(&thing.name);
                deleted.push(thing.clone());
            }
            Err(error) => {
                failed = Some(error);
                break;
            }
        }
    }
    if let Some(lease) = lease {
        lease.release().await?;
    }
    if let Some(error) = failed {
        return Err(error);
    }
    // It stands for a file system of the stack, which is gone.
    if let Some(local) = &cx.local
        && local.files.exists()
    {
        std::fs::remove_dir_all(&local.files)?;
    }
    let stays = |thing: &Thing| destruction.stays.iter().find(|stays| stays.kind == thing.kind && stays.name == thing.name);
    let (kept, remains): (Vec<Thing>, Vec<Thing>) = survey(cx, synthesis).await?.into_iter().partition(|thing| stays(thing).is_some());
    Ok(Certificate {
        project: destruction.project.clone(),
        stage: destruction.stage.clone(),
        account: cx.aws.account.clone(),
        region: cx.aws.region.clone(),
        deleted,
        kept: kept.iter().filter_map(stays).cloned().collect(),
        remains,
    })
}

async fn remove(cx: &Cx, synthesis: &Synthesis, thing: &Thing, step: &crate::ui::Step) -> Result {
    let locate = |at| cx.places.show(at);
    let drivers = cx.drivers(synthesis, &locate);
    match thing.kind.as_str() {
        "stack" => delete_stack(cx, &thing.name, step).await,
        "log group" => delete_log_group(cx, &thing.name).await,
        "layer" => lambda::delete_old_layers(&cx.aws, &thing.name, 0, &[]).await.map(|_| ()),
        "secret" => Store::Ssm.delete(&drivers, &thing.name).await,
        "secret in Secrets Manager" => Store::SecretsManager.delete(&drivers, &thing.name).await,
        driver => {
            let is_it = |holder: &&Holder| holder.driver == driver && cx.aws.expand(&holder.name) == thing.name;
            if let Some(holder) = synthesis.holders.iter().find(is_it) {
                return drivers::delete(&drivers, holder).await;
            }
            match undeclared::holders(cx, synthesis).await?.iter().find(is_it) {
                Some(holder) => drivers::delete(&drivers, holder).await,
                None => Ok(()),
            }
        }
    }
}

async fn delete_stack(cx: &Cx, name: &str, step: &crate::ui::Step) -> Result {
    let client = &cx.aws.cloudformation;
    let mut deployed: Option<Deployed> = describe(client, name).await?;
    if deployed.as_ref().is_some_and(|deployed| deployed.state() == super::stacks::State::Busy) {
        deployed = change_set::settle(client, name, step).await?;
    }
    match deployed {
        Some(deployed) => change_set::delete(client, &deployed, step).await,
        None => Ok(()),
    }
}

async fn log_group_exists(cx: &Cx, name: &str) -> Result<bool> {
    let answer = cx.aws.thin.json(Service::LOGS, "DescribeLogGroups", json!({ "logGroupNamePrefix": name })).await;
    let answer = answer.calling("logs:DescribeLogGroups", format!("log group `{name}`"))?;
    Ok(answer["logGroups"].as_array().into_iter().flatten().any(|group| group["logGroupName"] == name))
}

async fn delete_log_group(cx: &Cx, name: &str) -> Result {
    match cx.aws.thin.json(Service::LOGS, "DeleteLogGroup", json!({ "logGroupName": name })).await {
        Err(failure) if !failure.is_not_found() => Err(failure.on(format!("log group `{name}`")).into()),
        _ => Ok(()),
    }
}

async fn layer_versions(cx: &Cx, name: &str) -> Result<Vec<i64>> {
    let answer = cx.aws.lambda.list_layer_versions().layer_name(name).send().await;
    match answer.calling("lambda:ListLayerVersions", format!("layer `{name}`")) {
        Ok(answer) => Ok(answer.layer_versions().iter().map(|version| version.version()).collect()),
        Err(failure) if failure.is_not_found() => Ok(Vec::new()),
        Err(failure) => Err(failure.into()),
    }
}

/// The kind of a thing, in words; a driver is called as in the program.
pub(crate) fn kind(kind: &str) -> Wording {
    match kind {
        "stack" => reports::a_stack(),
        "log group" => reports::a_log_group(),
        "layer" => reports::a_layer(),
        "secret" => reports::a_secret(),
        "secret in Secrets Manager" => reports::a_managed_secret(),
        driver => driver.into(),
    }
}

fn list(text: &mut String, sign: char, things: &[Thing], lang: Lang) {
    for thing in things {
        let data = if thing.data { reports::with_its_data().text(lang).to_owned() } else { String::new() };
        let note = thing.note.as_deref().map(|note| format!("  {note}")).unwrap_or_default();
        let _ = write!(text, "\n  {sign} {} {}{data}{note}", pad(kind(&thing.kind).text(lang), 28), thing.name);
    }
}

impl Destruction {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.goes.is_empty()
    }

    /// For people.
    pub fn to_text(&self, lang: Lang) -> String {
        let name = format!("{}-{}", self.project, self.stage);
        let title = match (self.goes.is_empty(), self.stays.is_empty()) {
            (true, true) => reports::nothing_exists(&name),
            (true, false) => reports::nothing_to_delete(&name),
            _ => reports::deletes(&name),
        };
        let mut text = title.text(lang).to_owned();
        list(&mut text, '-', &self.goes, lang);
        if !self.stays.is_empty() {
            let _ = write!(text, "\n\n{}", reports::stays().text(lang));
            list(&mut text, '=', &self.stays, lang);
            if self.stays.iter().any(|thing| thing.data) {
                let why = reports::deletes_data_too();
                let _ = write!(text, "\n\n  cargo run -- destroy -s {} --delete-data {name}    # {}", self.stage, why.text(lang));
            }
        }
        text
    }
}

impl Certificate {
    /// Whether all that should be gone is gone.
    pub fn complete(&self) -> bool {
        self.remains.is_empty()
    }

    /// For people.
    pub fn to_text(&self, lang: Lang) -> String {
        let name = reports::in_account(format!("{}-{}", self.project, self.stage), &self.account, &self.region);
        let title = match (self.remains.is_empty(), self.kept.is_empty()) {
            (true, true) => reports::nothing_is_left(name),
            (true, false) => reports::only_kept_is_left(name),
            (false, _) => reports::this_is_left(name),
        };
        let mut text = title.text(lang).to_owned();
        list(&mut text, '!', &self.remains, lang);
        list(&mut text, '=', &self.kept, lang);
        text
    }
}
