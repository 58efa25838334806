//! A stage with its cloud connected: what every command with effects works with.

use super::Context;
use crate::app::App;
use crate::aws::{Clients, Target};
use crate::deploy::release::record::Commit;
use crate::deploy::{Cx, Local};
use crate::drivers::{Consent, neon};
use crate::embedded::{self, Running};
use crate::error::{Error, Result};
use crate::hooks::{HookCx, Hooks};
use crate::messages;
use crate::program::Loaded;
use crate::release::artifact;
use crate::ui::Printer;
use pocket_model::synth::{Function, Synthesis};
use std::sync::Arc;

/// A connected stage.
#[derive(Debug)]
pub(super) struct Session<'a> {
    /// The user's program.
    pub(super) app: &'a App,
    /// Prints.
    pub(super) ui: Printer,
    /// The stage, synthesized.
    pub(super) synthesis: Synthesis,
    /// The engine's context.
    pub(super) cx: Cx,
    /// `--json`
    pub(super) json: bool,
    /// `--yes`
    pub(super) yes: bool,
    /// The embedded cloud, where the stage is on it.
    pub(super) running: Option<Running>,
}

impl<'a> Session<'a> {
    /// Connects; starts the embedded cloud where the stage is on it.
    pub(super) async fn open(context: &Context<'a>, consent: Consent) -> Result<Self> {
        let synthesis = context.synthesis()?;
        let (cx, running) = connect(&context.ui, context.loaded, &synthesis, consent).await?;
        Ok(Session { running, app: context.app, ui: context.ui.clone(), synthesis, cx, json: context.json, yes: context.yes })
    }

    /// A consent that names another stage was meant for that one.
    pub(super) fn check_consent(&self) -> Result<()> {
        let name = format!("{}-{}", self.synthesis.project, self.synthesis.stage);
        match &self.cx.consent.data {
            Some(given) if *given != name => {
                let why = self.ui.say(&messages::if_data_may_be_lost());
                Err(Error::usage(self.ui.say(&messages::other_consent(given, &name)))
                    .hint(format!("-s {} --delete-data {name}    # {why}", self.synthesis.stage)))
            }
            _ => Ok(()),
        }
    }

    /// The function of a role.
    pub(super) fn function(&self, role: &str) -> Result<&Function> {
        let found = self.synthesis.functions.iter().find(|function| function.role == role);
        found.ok_or_else(|| Error::bug(format!("the stage has no function `{role}`")))
    }

    /// The functions of the user's for this stage.
    pub(super) fn hooks(&self) -> Option<&'a Hooks> {
        self.app.hooks(&self.synthesis.stage)
    }

    /// What hooks and commands get to know, before anything is deployed.
    pub(super) fn hook_cx(&self) -> HookCx {
        let mut cx = HookCx::new(self.ui.clone(), &self.synthesis.project, &self.synthesis.stage);
        cx.embedded = self.synthesis.embedded;
        cx
    }

    /// What hooks and commands get of a deployed stage.
    pub(super) async fn deployed_hook_cx(&self) -> Result<HookCx> {
        let mut cx = self.hook_cx();
        let url = self.url().await?;
        cx.outputs = Arc::new(crate::deploy::deployed_values(&self.cx, &self.synthesis, url.as_deref()).await?);
        if url.is_some() {
            let function = self.function("manage")?.name.clone();
            cx.manage = Some(Arc::new(super::manage::Remote { aws: self.cx.aws.clone(), ui: self.ui.clone(), function }));
        }
        Ok(cx)
    }

    /// Where visitors find the site; `None` before the first deploy.
    pub(super) async fn url(&self) -> Result<Option<String>> {
        let Some(stack) = self.synthesis.stacks.last() else { return Ok(None) };
        let Some(deployed) = crate::deploy::stacks::describe(&self.cx.aws.cloudformation, &stack.name).await? else { return Ok(None) };
        if let Some(local) = &self.cx.local {
            return Ok(Some(local.url.clone()));
        }
        let output = self.function("web")?.url_output.as_deref().unwrap_or_default();
        Ok(deployed.outputs.get(output).map(|url| url.trim_end_matches('/').to_owned()))
    }

    /// As [`Session::url`], and an error before the first deploy.
    pub(super) async fn require_url(&self) -> Result<String> {
        self.url().await?.ok_or_else(|| self.not_deployed())
    }

    /// The error of a stage that is not there.
    pub(super) fn not_deployed(&self) -> Error {
        not_deployed(&self.ui, &self.synthesis.project, &self.synthesis.stage)
    }
}

/// The error of a stage that is not there.
pub(super) fn not_deployed(ui: &Printer, project: &str, stage: &str) -> Error {
    Error::user(ui.say(&messages::not_deployed(stage, project))).hint(format!("cargo run -- deploy -s {stage}"))
}

/// The engine's context for a stage.
async fn connect(ui: &Printer, loaded: &Loaded, synthesis: &Synthesis, consent: Consent) -> Result<(Cx, Option<Running>)> {
    let running = if synthesis.embedded { Some(start(ui, loaded, synthesis).await?) } else { None };
    let target = match &running {
        Some(running) => Target::Embedded { endpoint: running.aws_endpoint.clone(), region: running.region.clone() },
        None => Target::Aws { region: synthesis.region.clone(), profile: None },
    };
    let aws = Clients::connect(&target).await?;
    let neon = match &running {
        Some(running) => Some(neon::Access::new(&running.neon_endpoint, running.neon_api_key.clone(), aws.http.clone())),
        None => neon::Access::from_env(aws.http.clone()),
    };
    let local = running.as_ref().map(|running| local(running, synthesis));
    let commit = commit(&loaded.program_dir).await;
    let cx = Cx {
        ui: ui.clone(),
        aws,
        neon,
        consent,
        root: loaded.root.clone(),
        program_dir: loaded.program_dir.clone(),
        places: loaded.places.clone(),
        local,
        canary: None,
        commit,
    };
    Ok((cx, running))
}

/// The Django project, with the place in the program where it is not found.
fn inspect(loaded: &Loaded, synthesis: &Synthesis) -> Result<artifact::DjangoProject> {
    let at = || {
        let resources = loaded.validated.resources(&synthesis.stage).unwrap_or_default();
        resources.iter().find(|resource| resource.spec().keyword == "django").map(|resource| resource.head().at)
    };
    artifact::inspect(&synthesis.build, &loaded.program_dir).map_err(|error| match at() {
        Some(at) => error.at(at),
        None => error,
    })
}

/// The embedded cloud, under the Python that the project's functions run on.
async fn start(ui: &Printer, loaded: &Loaded, synthesis: &Synthesis) -> Result<Running> {
    let project = inspect(loaded, synthesis)?;
    let python = artifact::python(ui, &project, artifact::Platform::Host).await?;
    embedded::start(embedded::Request { ui, root: &loaded.root, python }).await
}

fn local(running: &Running, synthesis: &Synthesis) -> Local {
    let url = running.address(&synthesis.project, &synthesis.stage);
    let files = running.files.join(format!("{}-{}", synthesis.project, synthesis.stage));
    Local { url, files, left_out: embedded::left_out }
}

/// The project's git commit, its id with `+` when files differ from it; `None` where there is no git, no repository, or no commit in it yet.
async fn commit(folder: &std::path::Path) -> Option<Commit> {
    let git = |arguments: &[&str]| {
        let mut command = tokio::process::Command::new("git");
        command.arg("-C").arg(folder).args(arguments).stdin(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        async move {
            command
                .output()
                .await
                .ok()
                .filter(|output| output.status.success())
                .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
        }
    };
    let (head, status) = tokio::join!(
        git(&["log", "-1", "--no-show-signature", "--encoding=UTF-8", "--abbrev=12", "--format=%h%n%an%n%s"]),
        git(&["status", "--porcelain", "--untracked-files=no"])
    );
    let head = head?;
    let mut lines = head.lines().map(String::from);
    let (id, author, subject) = (lines.next()?, lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let changed = status.is_some_and(|status| !status.is_empty());
    Some(Commit { id: if changed { format!("{id}+") } else { id }, author, subject })
}
