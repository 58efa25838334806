//! The code that serves, published again with other values of its secrets: its environments read them when they start, and so start anew.

use super::failure::{raised, trace};
use super::record::{self, Record, Schema};
use super::{New, Phase, Release, find};
use crate::deploy::Cx;
use crate::deploy::source::{Built, Code, Sealed, Zip};
use crate::drivers::lease::Lease;
use crate::drivers::{artifacts, ecr, lambda};
use crate::messages::{rotate as words, steps};
use crate::plan::{CodeChange, code};
use crate::release::artifact::{self, Arch};
use crate::release::image;
use crate::{Error, Result, traceback};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use pocket_model::contract::{RuntimeConfig, SecretRelease};
use pocket_model::synth::{Form, Synthesis};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Opens every connection of the project's settings.
const CONNECT: &str = "from django.db import connections\nfor connection in connections.all(): connection.ensure_connection()";

/// What is renewed.
pub(in crate::deploy) struct Renewal<'a> {
    /// Context.
    pub cx: &'a Cx,
    /// The stage.
    pub synthesis: &'a Synthesis,
    /// The lock.
    pub lease: &'a Lease,
    /// The deploy bucket.
    pub bucket: &'a str,
    /// For the release's record: `secrets rotate NAME`.
    pub reason: String,
}

/// Publishes the code that serves with these values of its secrets, tries it, and switches to it; returns whether anything changed. Whatever fails, what
/// serves goes on serving.
///
/// # Errors
/// A stage that is not deployed, or whose last deploy broke off; whatever the new versions fail with.
pub(in crate::deploy) async fn renew(renewal: &Renewal<'_>, secrets: &BTreeMap<String, SecretRelease>) -> Result<bool> {
    let Renewal { cx, synthesis, lease, bucket, reason } = renewal;
    let web = synthesis.functions.iter().find(|function| function.role == "web").ok_or_else(|| Error::bug("a stage without a site"))?;
    let serving = code::live(&cx.aws, &web.name).await?.serving;
    let serving = serving.as_ref().and_then(|it| it.code_sha256()).ok_or_else(|| not_deployed(cx, synthesis))?;
    let digest = hexadecimal(serving);
    let scratch = Scratch::new(cx, synthesis)?;
    let change = |contract: &mut RuntimeConfig| {
        for (name, secret) in &mut contract.secrets {
            secret.release = secrets.get(name).cloned().or(secret.release.take());
        }
    };
    let (sealed, contract) = match &synthesis.build.form {
        Form::Zip => {
            let former = scratch.0.join("former.zip");
            if !artifacts::download(&cx.aws, bucket, &artifacts::key(&digest, "zip"), &former).await? {
                return Err(
                    Error::user(cx.ui.say(&words::code_is_gone(bucket))).hint(format!("cargo run -- deploy -s {}", synthesis.stage))
                );
            }
            let (part, contract) = artifact::reseal(&former, &scratch.0.join("renewed.zip"), change)?;
            (Code::Zip(Zip { path: part.path, sha256: part.sha256, base64_sha256: part.base64_sha256 }), contract)
        }
        Form::Image { repository, .. } => {
            let gone =
                || Error::user(cx.ui.say(&words::image_is_gone(repository))).hint(format!("cargo run -- deploy -s {}", synthesis.stage));
            let opened = ecr::open(&cx.aws, repository).await?.ok_or_else(gone)?.repository;
            let image = image::reseal(&opened, &digest, Arch::of(&synthesis.build), &scratch.0, change).await?.ok_or_else(gone)?;
            (Code::Image(Sealed { image: Arc::new(image.0), base: Some(opened) }), image.1)
        }
    };

    let mut changed = Vec::new();
    for function in &synthesis.functions {
        let live = code::live(&cx.aws, &function.name).await?;
        if live.change(Some(sealed.lambda_sha256())) != CodeChange::Same {
            // What would be published has the function's present configuration, which a deploy that broke off may have changed.
            if !live.is_configured_as_it_serves() {
                let why = Error::user(cx.ui.say(&words::unfinished_deploy(&function.name)));
                return Err(why.hint(format!("cargo run -- deploy -s {}", synthesis.stage)));
            }
            changed.push(function);
        }
    }
    if changed.is_empty() {
        return Ok(false);
    }
    let records = record::all(&cx.aws, bucket).await?;
    let former = records.into_iter().rev().find(|record| record.can_serve() && record.code == digest).unwrap_or_default();
    // The layer is not touched, so nothing is read of the build but its digest.
    let built = Built {
        dependencies: Zip { path: PathBuf::new(), sha256: former.dependencies.clone(), base64_sha256: String::new() },
        runtime: String::new(),
        settings_module: contract.settings_module.clone(),
        wsgi_application: contract.wsgi_application.clone(),
        static_root: None,
        // They are there since the code was released, and so stands their list in its record.
        static_files: Vec::new(),
    };
    let release = Release { cx, synthesis, lease, bucket, built: &built, contract: &contract, sealed: &sealed };
    let step = cx.ui.step(cx.ui.say(&steps::code()));
    lease.check()?;
    let news = release.publish(&step, &changed).await?;
    let list: Vec<String> = news.iter().map(|new| format!("{}:{}", new.function.name, new.version)).collect();
    step.done(list.join(", "));
    let trial = release.trial();
    if let Err((phase, error)) = try_out(&release, &news).await {
        trial.discard(&news).await;
        return Err(trial.failed(phase, error, &BTreeMap::new()));
    }
    let mut versions = former.versions.clone();
    versions.extend(news.iter().map(|new| (new.function.name.clone(), new.version.to_string())));
    let record = Record {
        at: record::now()?,
        by: Some(cx.aws.caller.clone()),
        code: sealed.sha256().to_owned(),
        reason: reason.clone(),
        versions,
        databases: known(&former),
        ..former
    };
    record::write(&cx.aws, bucket, record).await?;
    trial.switch(&news).await?;
    trial.tidy().await;
    Ok(true)
}

async fn try_out(release: &Release<'_>, news: &[New<'_>]) -> std::result::Result<(), (Phase, Error)> {
    let trial = release.trial();
    trial.start(news).await.map_err(|error| (Phase::Start, error))?;
    if let Some(manage) = find(news, "manage").filter(|_| !release.contract.databases.is_empty()) {
        connect(release, manage).await.map_err(|error| (Phase::Start, error))?;
    }
    trial.smoke_test(news).await.map_err(|error| (Phase::SmokeTest, error))
}

/// What the code knows stays known; nothing is applied.
fn known(former: &Record) -> BTreeMap<String, Schema> {
    let known = |schema: &Schema| Schema { known: schema.known.clone(), ..Schema::default() };
    former.databases.iter().map(|(alias, schema)| (alias.clone(), known(schema))).collect()
}

/// Lambda writes the digest of a zip file in base64, and that of an image as everybody does.
fn hexadecimal(digest: &str) -> String {
    match BASE64.decode(digest) {
        Ok(bytes) if bytes.len() == 32 => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        _ => digest.to_owned(),
    }
}

/// The new version of the management function reaches every database with what the secrets say now.
async fn connect(release: &Release<'_>, manage: &New<'_>) -> Result {
    let step = release.cx.ui.step(release.say(&words::connections()));
    let payload = json!({ "argv": ["shell", "-c", CONNECT] });
    let answer = lambda::invoke(&release.cx.aws, &manage.function.name, &manage.version.to_string(), &payload).await?;
    if answer.function_error.is_some() {
        return Err(Error::user(release.say(&steps::does_not_start(raised(&answer)))).detail(trace(&answer)));
    }
    if answer.payload["exit"].as_i64() == Some(0) {
        step.done(release.say(&words::open()));
        return Ok(());
    }
    let output: String = answer.payload["output"].as_array().into_iter().flatten().filter_map(|piece| piece["text"].as_str()).collect();
    let why = traceback::raised(&output).unwrap_or_default();
    Err(Error::user(release.say(&words::no_connection(why))).detail(traceback::shorten(&output, &[])))
}

fn not_deployed(cx: &Cx, synthesis: &Synthesis) -> Error {
    let message = crate::messages::not_deployed(&synthesis.stage, &synthesis.project);
    Error::user(cx.ui.say(&message)).hint(format!("cargo run -- deploy -s {}", synthesis.stage))
}

/// A folder that goes when it is no longer needed.
struct Scratch(PathBuf);

impl Scratch {
    fn new(cx: &Cx, synthesis: &Synthesis) -> Result<Self> {
        let folder = cx.root.join(".pocket/build").join(&synthesis.stage).join(format!("renewal-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        Ok(Scratch(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Left behind it costs nothing but space.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
