//! The new code on this machine: it judges migrations without a database, and migrates a copy of one.

use super::ask::{self, Question};
use super::report::Report;
use crate::deploy::Cx;
use crate::deploy::source::Source;
use crate::error::Context;
use crate::{Error, Result};
use pocket_model::contract::RuntimeConfig;
use pocket_model::synth::Synthesis;
use secrecy::{ExposeSecret, SecretString};
use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

/// The longest that a function may run. Source: AWS Lambda Developer Guide, "Lambda quotas".
pub(super) const LIMIT: Duration = Duration::from_secs(900);

/// The built code.
#[derive(Debug, Clone, Copy)]
pub(super) struct Local<'a> {
    pub(super) cx: &'a Cx,
    pub(super) source: &'a dyn Source,
    pub(super) synthesis: &'a Synthesis,
    pub(super) contract: &'a RuntimeConfig,
}

/// What a command did.
pub(super) struct Ran {
    pub(super) success: bool,
    pub(super) stdout: String,
    pub(super) stderr: String,
    /// Folders that the user does not know, each with what stands for it in a traceback.
    pub(super) folders: Vec<(String, String)>,
}

/// Connection URIs by the variable that has them.
pub(super) type Uris = BTreeMap<String, SecretString>;

impl Local<'_> {
    /// Asks for the report; `None` where the code cannot run here.
    pub(super) async fn report(&self, question: Question<'_>, uris: &Uris) -> Result<Option<Report>> {
        let (arguments, input) = question.command();
        match self.run(&arguments, &input, uris).await? {
            None => Ok(None),
            Some(ran) if ran.success => ask::read(self.cx, &ran.stdout).map(Some),
            Some(ran) => Err(ask::failed(self.cx, &ran.stderr)),
        }
    }

    /// Runs a management command to its end, which takes no longer than a function may.
    pub(super) async fn run(&self, arguments: &[String], input: &str, uris: &Uris) -> Result<Option<Ran>> {
        let Some(mut command) = self.source.local(self.synthesis, self.contract, arguments)? else { return Ok(None) };
        // In the environment of this one process: a list of arguments is for everyone to read.
        command.env("POCKET_REHEARSAL", "1").envs(uris.iter().map(|(name, uri)| (name, uri.expose_secret())));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        let folders = self.folders(&command);
        let mut child = command.spawn().doing(|| "cannot start Python".into())?;
        if let Some(mut stdin) = child.stdin.take() {
            // A command that fails early reads nothing.
            let _ = stdin.write_all(input.as_bytes()).await;
        }
        let minutes = LIMIT.as_secs() / 60;
        let output = tokio::time::timeout(LIMIT, child.wait_with_output())
            .await
            .map_err(|_| Error::user(self.cx.ui.say(&crate::messages::safety::takes_too_long(minutes))))??;
        let text = |bytes: &[u8]| hide(String::from_utf8_lossy(bytes).into_owned(), uris);
        Ok(Some(Ran { success: output.status.success(), stdout: text(&output.stdout), stderr: text(&output.stderr), folders }))
    }

    /// The copy of the code is the project's own folder to the user; of a package its name tells enough.
    fn folders(&self, command: &Command) -> Vec<(String, String)> {
        let project = crate::release::artifact::inspect(&self.synthesis.build, &self.cx.program_dir).map(|project| project.root);
        let copy = command.as_std().get_current_dir().zip(project.ok());
        let copy = copy.map(|(copy, project)| (copy.display().to_string(), project.display().to_string()));
        let path = command.as_std().get_envs().find(|(name, _)| *name == "PYTHONPATH").and_then(|(_, value)| value);
        let packages =
            path.and_then(|path| std::env::split_paths(path).nth(1)).map(|packages| (format!("{}/", packages.display()), String::new()));
        copy.into_iter().chain(packages).collect()
    }
}

/// Takes the URIs and their passwords out of a text, should the project print them.
fn hide(mut text: String, uris: &Uris) -> String {
    for uri in uris.values().map(ExposeSecret::expose_secret) {
        let user = uri.split_once("://").and_then(|(_, rest)| rest.rsplit_once('@')).map(|(user, _)| user);
        let password = user.and_then(|user| user.split_once(':')).map(|(_, password)| password);
        for secret in [Some(uri), password].into_iter().flatten().filter(|secret| !secret.is_empty()) {
            text = text.replace(secret, "(hidden)");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_in_the_output_is_hidden() {
        let uris =
            Uris::from([("DATABASE_URL_DIRECT".to_owned(), SecretString::from("postgresql://shop:s3cr:et@host/db?sslmode=require"))]);
        let text = hide("cannot use postgresql://shop:s3cr:et@host/db?sslmode=require, with s3cr:et".into(), &uris);
        assert_eq!(text, "cannot use (hidden), with (hidden)");
    }
}
