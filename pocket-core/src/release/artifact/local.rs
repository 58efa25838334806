//! The built code, run on this machine.

use super::store::{self, Store};
use super::{Artifact, code};
use crate::error::Context;
use crate::tools::digest::Key;
use crate::{Error, Result};
use pocket_model::contract::RuntimeConfig;
use pocket_model::synth::Build;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use tokio::process::Command;

/// A command that runs `manage.py` with these arguments in the code that will be released, on the packages for this machine. As in a build it knows no
/// secret, has nothing of the user's shell, and no credentials of AWS.
///
/// # Errors
/// The code cannot be unpacked.
pub fn manage(artifact: &Artifact, build: &Build, contract: &RuntimeConfig, arguments: &[String]) -> Result<Command> {
    let mut command = python(artifact, build, contract)?;
    command.env("POCKET_MANAGE", "1").args(["-c", code::MANAGE]).args(arguments);
    Ok(command)
}

/// As [`manage`], for a script of pocket's own: Python, whose arguments are still to come.
///
/// # Errors
/// The code cannot be unpacked.
pub fn python(artifact: &Artifact, build: &Build, contract: &RuntimeConfig) -> Result<Command> {
    let folder = unpack(artifact, contract)?;
    let mut command = code::python(&artifact.interpreter, build, &contract.region, &artifact.packages, &folder)?;
    command.env("PYTHONDONTWRITEBYTECODE", "1");
    for name in ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"] {
        command.env(name, "/dev/null");
    }
    command.env("AWS_EC2_METADATA_DISABLED", "true");
    Ok(command)
}

/// The folder of the code with its contract; made once for each.
fn unpack(artifact: &Artifact, contract: &RuntimeConfig) -> Result<PathBuf> {
    let text = super::contract(artifact, contract)?;
    let store = Store::open(artifact.code.path.parent().unwrap_or(Path::new(".")))?;
    let key = Key::new("local").with(&artifact.code.sha256).with(&text).finish();
    let folder = store.path("local", &key, "");
    if folder.is_dir() {
        return Ok(folder);
    }
    // Two commands may unpack at once.
    let scratch = store.scratch(&format!("local-{}", std::process::id()))?;
    let zip = File::open(&artifact.code.path).doing(|| format!("cannot open {}", artifact.code.path.display()))?;
    let extracted = zip::ZipArchive::new(zip).and_then(|mut zip| zip.extract(&scratch));
    extracted.map_err(|error| Error::user(format!("cannot unpack {}: {error}", artifact.code.path.display())).caused_by(error))?;
    store::replace(&scratch.join("pocket.json"), &text)?;
    match fs::rename(&scratch, &folder) {
        Err(_) if folder.is_dir() => fs::remove_dir_all(&scratch)?,
        renamed => renamed.doing(|| format!("cannot make {}", folder.display()))?,
    }
    store.prune("local");
    Ok(folder)
}
