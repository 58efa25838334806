//! The Django project as the build needs it: what the model finds in its files, with the folders of this machine.

use super::requirements::Source;
use super::runtimes::Requirement;
use crate::error::Context;
use crate::{Error, Result};
use pocket_files::Disk;
use pocket_model::diag::Diagnostic;
use pocket_model::messages::Lang;
use pocket_model::project;
use pocket_model::synth::Build;
use std::fs;
use std::path::{Path, PathBuf};

/// A Django project as it lies on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DjangoProject {
    /// The folder of manage.py: the root of the code artifact.
    pub root: PathBuf,
    /// The settings module, `config.settings`.
    pub settings_module: String,
    /// Which Pythons it may run on.
    pub python: Requirement,
    /// Where it lists its packages.
    pub requirements: Source,
}

/// Finds the project and reads it. Starts no process and takes a few milliseconds, so that every command may ask.
///
/// The folder is `build.path`, else the first one that has a manage.py, from `program_dir` upward.
pub fn inspect(build: &Build, program_dir: &Path) -> Result<DjangoProject> {
    let disk = Disk::at(program_dir);
    let found = project::find(&disk, build, &project::Places::default()).map_err(refused)?;
    let root = disk.path(&found.root);
    let root = fs::canonicalize(&root).doing(|| format!("cannot open {}", root.display()))?;
    let python = project::runtime(&disk, &found.root, build).map_err(refused)?;
    let requirements = project::requirements(&disk, &found, build, &project::Places::default()).map_err(refused)?;
    Ok(DjangoProject {
        python: Requirement::of(&python)?,
        requirements: Source::of(&requirements, &disk),
        settings_module: found.settings_module,
        root,
    })
}

/// What the macro and the start of the program have refused already, unless a file changed since.
fn refused(diagnostic: Diagnostic) -> Error {
    let lang = Lang::of_environment(|name| std::env::var(name).ok());
    let error = Error::user(diagnostic.message.text(lang));
    match &diagnostic.help {
        Some(help) => error.hint(help.text(lang)),
        None => error,
    }
}
