//! Makes a [`Plan`]: cheap checks first, then the build, then the comparison. Writes nothing in the cloud.

use super::code::{self, Live};
use super::{
    Action, Blocker, Cheaper, CodeChange, FunctionChange, HolderChange, LeftOut, Plan, ReleaseChange, SecretChange, StackChange, Standing,
    messages, stacks,
};
use crate::deploy::apply::Given;
use crate::deploy::runtime::{self, Values};
use crate::deploy::safety::{self, ask::Names};
use crate::deploy::source::{Built, Code, Source};
use crate::deploy::stacks::{Deployed, describe};
use crate::deploy::{Cx, Record, read_record, release, templates, undeclared};
use crate::drivers::{self, Observed, lease, secrets};
use crate::messages::image;
use crate::{Error, Result};
use aws_sdk_lambda::types::PackageType;
use pocket_model::contract::{RuntimeConfig, SecretRelease};
use pocket_model::synth::{Form, Origin, Secret, Synthesis};
use secrecy::ExposeSecret;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tokio::task::JoinSet;

/// A plan with what was learnt and built for it: a deploy takes it as it is.
#[derive(Debug)]
pub struct Prepared {
    /// The plan.
    pub plan: Plan,
    /// The stage without what the embedded cloud leaves out.
    pub(crate) synthesis: Arc<Synthesis>,
    pub(crate) source: Arc<dyn Source>,
    pub(crate) deployed: BTreeMap<String, Deployed>,
    pub(crate) built: Option<Built>,
    pub(crate) layer: Option<String>,
    pub(crate) record: Record,
    /// The contract as it will be sealed, where the site's URL is known.
    pub(crate) contract: Option<RuntimeConfig>,
    /// The migrations that the release that serves knows, where it says so.
    pub(crate) serving: Option<Names>,
    /// Which migrations are pending was told by the code, on this machine.
    pub(crate) judged: bool,
}

/// What a deploy of the stage would do.
///
/// # Errors
/// What could not be read. What merely stops a deploy is a [`Blocker`] of the plan.
pub async fn plan(cx: &Cx, synthesis: &Synthesis, source: Arc<dyn Source>) -> Result<Prepared> {
    let (synthesis, left_out) = without(cx, synthesis);
    let synthesis = Arc::new(synthesis);
    let mut plan = Plan {
        lang: cx.ui.lang(),
        project: synthesis.project.clone(),
        stage: synthesis.stage.clone(),
        region: cx.aws.region.clone(),
        account: cx.aws.account.clone(),
        embedded: synthesis.embedded,
        left_out,
        standing: standing(cx, &synthesis),
        standing_usd_a_month: pocket_model::cost::standing(&synthesis.standing),
        cheaper: synthesis.cheaper.iter().map(|way| Cheaper { how: cx.ui.say(&way.how), saves: way.saves }).collect(),
        ..Plan::default()
    };
    let step = cx.ui.step(cx.ui.say(&messages::checks()));
    let (deployed, holders, secrets, live, lock, record, undeclared) = tokio::try_join!(
        deployed_stacks(cx, &synthesis),
        holders(cx, &synthesis),
        stored_secrets(cx, &synthesis),
        live_functions(cx, &synthesis),
        lock(cx, &synthesis),
        read_record(cx, &synthesis),
        undeclared::holders(cx, &synthesis),
    )?;
    plan.warnings.extend(lock);
    plan.warnings.extend(undeclared.iter().map(|holder| match holder.driver {
        "ecr" => cx.ui.say(&image::undeclared(&holder.name)),
        _ => cx.ui.say(&messages::undeclared(&holder.name)),
    }));
    for stack in &synthesis.stacks {
        plan.blockers.extend(stacks::blocker(cx, &synthesis, stack, deployed.get(&stack.name)));
    }
    (plan.holders, plan.secrets) = (holders.0, secrets.changes);
    plan.blockers.extend(holders.1.into_iter().chain(secrets.blocker));
    plan.blockers.extend(other_form(cx, &synthesis, &live));
    step.done(cx.ui.say(&messages::account(&cx.aws.account, &cx.aws.region)));
    let (contract, serving, judged) = (None, None, false);
    let mut prepared =
        Prepared { plan, synthesis: Arc::clone(&synthesis), source, deployed, built: None, layer: None, record, contract, serving, judged };
    if prepared.plan.blockers.is_empty() {
        let built = prepared.source.build(cx, &synthesis).await?;
        prepared.layer = release::find_layer(cx, &synthesis, &built).await?;
        compare(cx, &mut prepared, &built, &live, secrets.written).await?;
        if matches!(prepared.plan.release.change, CodeChange::Code | CodeChange::Configuration) {
            let notice = release::undone_by_deploy(cx, &synthesis, prepared.plan.release.code_sha256.as_deref()).await?;
            prepared.plan.warnings.extend(notice.map(|notice| cx.ui.say(&notice)));
        }
        prepared.built = Some(built);
        safety::judge_offline(cx, &mut prepared).await?;
    }
    Ok(prepared)
}

/// A function cannot become one of the other form, and its name is taken as long as it is there.
fn other_form(cx: &Cx, synthesis: &Synthesis, live: &BTreeMap<String, Live>) -> Option<Blocker> {
    let (wanted, word, former) = match synthesis.build.form {
        Form::Zip => (PackageType::Zip, "zip", "image"),
        Form::Image { .. } => (PackageType::Image, "image", "zip"),
    };
    let other = |live: &Live| live.latest.as_ref().and_then(|it| it.package_type()).is_some_and(|it| *it != wanted);
    let (name, _) = live.iter().find(|(_, live)| other(live))?;
    let hint = cx.ui.say(&image::move_to_another_stage(former, &synthesis.stage));
    Some(Blocker { message: cx.ui.say(&image::other_form(name, former, word)), hint: Some(hint), at: None })
}

/// The stage as the embedded cloud can have it.
fn without(cx: &Cx, synthesis: &Synthesis) -> (Synthesis, Vec<LeftOut>) {
    let mut synthesis = synthesis.clone();
    let mut left = BTreeMap::new();
    if let Some(local) = &cx.local {
        for stack in &mut synthesis.stacks {
            let types: BTreeMap<String, String> =
                stack.template.resources.iter().map(|(id, it)| (id.clone(), it["Type"].as_str().unwrap_or_default().to_owned())).collect();
            for id in templates::leave_out(stack, |kind| (local.left_out)(kind).is_some()) {
                let kind = types.get(&id).cloned().unwrap_or_default();
                let reason = (local.left_out)(&kind).unwrap_or_default().to_owned();
                let entry = left.entry((stack.name.clone(), kind.clone()));
                entry.or_insert_with(|| LeftOut { stack: stack.name.clone(), ids: Vec::new(), r#type: kind, reason }).ids.push(id);
            }
        }
    }
    (synthesis, left.into_values().collect())
}

fn standing(cx: &Cx, synthesis: &Synthesis) -> Vec<Standing> {
    let lines = synthesis.standing.iter();
    lines.map(|line| Standing { what: cx.ui.say(&line.what), usd_a_month: line.usd_a_month, at: cx.place(line.at) }).collect()
}

async fn deployed_stacks(cx: &Cx, synthesis: &Synthesis) -> Result<BTreeMap<String, Deployed>> {
    let mut reading = JoinSet::new();
    for stack in &synthesis.stacks {
        let (client, name) = (cx.aws.cloudformation.clone(), stack.name.clone());
        reading.spawn(async move { describe(&client, &name).await });
    }
    let mut found = BTreeMap::new();
    while let Some(read) = reading.join_next().await {
        found.extend(joined(read)?.map(|deployed| (deployed.name.clone(), deployed)));
    }
    Ok(found)
}

async fn live_functions(cx: &Cx, synthesis: &Synthesis) -> Result<BTreeMap<String, Live>> {
    let mut reading = JoinSet::new();
    for function in &synthesis.functions {
        let (aws, name) = (cx.aws.clone(), function.name.clone());
        reading.spawn(async move { code::live(&aws, &name).await.map(|live| (name, live)) });
    }
    let mut found = BTreeMap::new();
    while let Some(read) = reading.join_next().await {
        found.extend([joined(read)?]);
    }
    Ok(found)
}

/// Somebody else's deploy is worth knowing; the deploy itself decides whether it is alive.
async fn lock(cx: &Cx, synthesis: &Synthesis) -> Result<Option<String>> {
    let bucket = cx.aws.expand(&templates::deploy_bucket(synthesis)?.name);
    let holder = lease::holder(&cx.aws, &bucket).await?;
    Ok(holder.map(|holder| cx.ui.say(&messages::locked(holder.who, holder.what, holder.since))))
}

async fn holders(cx: &Cx, synthesis: &Arc<Synthesis>) -> Result<(Vec<HolderChange>, Vec<Blocker>)> {
    let mut reading = JoinSet::new();
    for index in 0..synthesis.holders.len() {
        let (cx, synthesis) = (cx.clone(), Arc::clone(synthesis));
        reading.spawn(async move {
            let places = cx.places.clone();
            let locate = move |at| places.show(at);
            let drivers = cx.drivers(&synthesis, &locate);
            let holder = &synthesis.holders[index];
            // What the driver lacks, such as a key, is told with everything else that stops a deploy.
            if let Err(error) = drivers::check(&drivers, holder) {
                return Ok((index, Err(error)));
            }
            drivers::observe(&drivers, holder).await.map(|observed| (index, Ok(observed)))
        });
    }
    let (mut changes, mut blockers) = (BTreeMap::new(), Vec::new());
    while let Some(read) = reading.join_next().await {
        let (index, observed) = joined(read)?;
        let holder = &synthesis.holders[index];
        let (action, details) = match observed {
            Err(error) => {
                blockers.push(blocker(cx, error));
                continue;
            }
            Ok(Observed::Missing) => (Action::Add, Vec::new()),
            Ok(Observed::Same) => (Action::Same, Vec::new()),
            Ok(Observed::Different(details)) => (Action::Modify, details),
            Ok(Observed::Foreign(whose)) if cx.consent.adopt => (Action::Modify, vec![cx.ui.say(&messages::taken_over(whose))]),
            Ok(Observed::Foreign(whose)) => {
                let name = cx.aws.expand(&holder.name);
                let why = cx.ui.say(&messages::takes_it_over());
                let hint = Some(format!("cargo run -- deploy -s {} --adopt    # {why}", synthesis.stage));
                blockers.push(Blocker {
                    message: cx.ui.say(&messages::exists_already(&holder.item, name, &whose)),
                    hint,
                    at: cx.place(holder.at),
                });
                (Action::Foreign, vec![whose])
            }
        };
        let change = HolderChange {
            driver: holder.driver.to_owned(),
            item: holder.item.clone(),
            name: cx.aws.expand(&holder.name),
            action,
            details,
            data: holder.data,
            at: cx.place(holder.at),
        };
        changes.insert(index, change);
    }
    Ok((changes.into_values().collect(), blockers))
}

/// The secrets against their sources.
struct StoredSecrets {
    changes: Vec<SecretChange>,
    blocker: Option<Blocker>,
    /// A deploy writes some value.
    written: bool,
}

async fn stored_secrets(cx: &Cx, synthesis: &Synthesis) -> Result<StoredSecrets> {
    let locate = |at| cx.places.show(at);
    let drivers = cx.drivers(synthesis, &locate);
    let known = secrets::versions(&drivers, &synthesis.secrets).await?;
    let (mut changes, mut written) = (Vec::new(), false);
    for secret in &synthesis.secrets {
        let shared = !secret.id.starts_with(&secrets::prefix(&drivers));
        let action = match known.get(&secret.id) {
            None if shared || secret.origin == Origin::ByHand => continue, // `check` tells
            None => Action::Add,
            Some(_) if !shared && differs(cx, &drivers, secret).await? => {
                written = true;
                Action::Modify
            }
            Some(versions) if versions.waits() => Action::Modify,
            Some(_) => Action::Same,
        };
        written |= action == Action::Add;
        changes.push(SecretChange {
            name: secret.name.clone(),
            id: secret.id.clone(),
            action,
            origin: origin(&secret.origin),
            at: cx.place(secret.at),
        });
    }
    let missing = secrets::check(&drivers, &synthesis.secrets, &cx.program_dir).await.err();
    Ok(StoredSecrets { changes, blocker: missing.map(|error| blocker(cx, error)), written })
}

/// Whether the source of a stored secret has another value now.
async fn differs(cx: &Cx, drivers: &drivers::Cx<'_>, secret: &Secret) -> Result<bool> {
    let Some(now) = secrets::source(&secret.origin, &cx.program_dir)? else { return Ok(false) };
    let stored = secrets::Store::named(secret.store)?.get(drivers, &secret.id, secrets::Which::Newest).await?;
    Ok(stored.is_some_and(|stored| stored.expose_secret() != now.expose_secret()))
}

fn origin(origin: &Origin) -> String {
    match origin {
        Origin::ByHand => "`secrets set`".into(),
        Origin::Password { length } => format!("password({length})"),
        Origin::Env { variable } => format!("env(\"{variable}\")"),
        Origin::File { path } => format!("file(\"{path}\")"),
        Origin::Driver { driver } => (*driver).into(),
    }
}

fn blocker(cx: &Cx, error: Error) -> Blocker {
    Blocker { message: error.message, hint: error.hints.into_iter().next(), at: error.at.and_then(|at| cx.place(at)) }
}

async fn compare(cx: &Cx, prepared: &mut Prepared, built: &Built, live: &BTreeMap<String, Live>, writes_secrets: bool) -> Result {
    let synthesis = Arc::clone(&prepared.synthesis);
    let given = Given { layer: prepared.layer.clone(), runtime: built.runtime.clone() };
    for stack in &synthesis.stacks {
        let change = stacks::change(cx, &synthesis, stack, &given, &prepared.deployed).await?;
        prepared.plan.stacks.push(change);
    }
    let sealed = match address(cx, &synthesis, &prepared.deployed) {
        None => None,
        Some(url) => {
            // What the contract will say of secrets that this deploy writes is known only then.
            let locate = |at| cx.places.show(at);
            let secrets = match writes_secrets {
                true => BTreeMap::new(),
                false => secrets::of_release(&cx.drivers(&synthesis, &locate), &synthesis.secrets).await?,
            };
            let contract = runtime::runtime(&synthesis, &values(cx, built, &url, secrets))?;
            let sealed = if writes_secrets { None } else { prepared.source.seal(&contract).await? };
            prepared.contract = Some(contract);
            sealed
        }
    };
    prepared.plan.release = release_change(&synthesis, &prepared.plan.stacks, live, sealed.as_ref());
    prepared.plan.release.phases = release::phases(&prepared.plan.release, cx.canary.is_some());
    prepared.plan.release.dependencies_sha256 = Some(built.dependencies.sha256.clone());
    let sha256 = &built.dependencies.sha256;
    let serves = |live: &Live| live.serving.as_ref().and_then(|it| it.description()).is_some_and(|text| text.contains(sha256));
    prepared.plan.release.dependencies_change = match synthesis.build.form {
        Form::Zip => prepared.layer.is_none() || layer_changes(&prepared.plan.stacks),
        // They are in the image: its version says which.
        Form::Image { .. } => !live.values().any(serves),
    };
    Ok(())
}

fn layer_changes(stacks: &[StackChange]) -> bool {
    stacks.iter().any(|stack| stack.parameters.iter().any(|change| change.path == "DependenciesLayer"))
}

/// Where visitors find the site; `None` before the stack that says it exists.
pub(crate) fn address(cx: &Cx, synthesis: &Synthesis, deployed: &BTreeMap<String, Deployed>) -> Option<String> {
    if let Some(local) = &cx.local {
        return Some(local.url.clone());
    }
    let output = synthesis.functions.iter().find_map(|function| function.url_output.as_deref())?;
    synthesis.stacks.iter().filter_map(|stack| deployed.get(&stack.name)).find_map(|deployed| deployed.outputs.get(output)).cloned()
}

/// What the contract is filled with.
pub(crate) fn values(cx: &Cx, built: &Built, url: &str, secrets: BTreeMap<String, SecretRelease>) -> Values {
    Values {
        account: cx.aws.account.clone(),
        region: cx.aws.region.clone(),
        url: url.to_owned(),
        files: cx.local.as_ref().map_or_else(|| runtime::MOUNT.to_owned(), |local| local.files.display().to_string()),
        settings_module: built.settings_module.clone(),
        wsgi_application: built.wsgi_application.clone(),
        static_root: built.static_root.clone(),
        secrets,
    }
}

fn release_change(synthesis: &Synthesis, stacks: &[StackChange], live: &BTreeMap<String, Live>, sealed: Option<&Code>) -> ReleaseChange {
    let touched: BTreeSet<&str> = stacks
        .iter()
        .zip(&synthesis.stacks)
        .flat_map(|(change, stack)| change.resources.iter().filter_map(|resource| stack.template.resources.get(&resource.id)))
        .filter_map(|resource| resource["Properties"]["FunctionName"].as_str())
        .collect();
    let functions: Vec<FunctionChange> = synthesis
        .functions
        .iter()
        .map(|function| {
            let found = live.get(&function.name).cloned().unwrap_or_default();
            let change = found.change(sealed.map(Code::lambda_sha256));
            let change =
                if change == CodeChange::Same && touched.contains(function.name.as_str()) { CodeChange::Configuration } else { change };
            found.to_change(function, change)
        })
        .collect();
    let rank = |change: CodeChange| {
        [CodeChange::Same, CodeChange::Configuration, CodeChange::Code, CodeChange::First].iter().position(|it| *it == change)
    };
    let site = functions.first().map_or(CodeChange::Same, |site| site.change);
    let most = functions.iter().map(|function| function.change).max_by_key(|change| rank(*change)).unwrap_or(CodeChange::Same);
    ReleaseChange {
        // A further function that is new is no first release.
        change: if most == CodeChange::First && site != CodeChange::First { CodeChange::Code } else { most },
        code_sha256: sealed.map(|code| code.sha256().to_owned()),
        migrate: release::migrates(synthesis, site),
        functions,
        ..ReleaseChange::default()
    }
}

fn joined<T>(result: std::result::Result<Result<T>, tokio::task::JoinError>) -> Result<T> {
    result.map_err(|source| Error::bug("a reading task ended early").caused_by(source)).flatten()
}
