//! Where the code of a release comes from.

use super::Cx;
use crate::drivers::Pending;
use crate::drivers::objects::Object;
use pocket_model::contract::RuntimeConfig;
use pocket_model::synth::Synthesis;
use std::fmt;
use std::path::PathBuf;

/// A zip file of the artifact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zip {
    /// Where it is on this machine.
    pub path: PathBuf,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
    /// The same in base64, as Lambda writes it.
    pub base64_sha256: String,
}

/// What the engine must know of a built project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// The layer with the dependencies.
    pub dependencies: Zip,
    /// Lambda's runtime: `python3.12`.
    pub runtime: String,
    /// The project's own settings module.
    pub settings_module: String,
    /// Dotted path of the WSGI application, if the settings name one.
    pub wsgi_application: Option<String>,
    /// Folder of the collected static files in the code, if there are any.
    pub static_root: Option<String>,
    /// Those whose names have a hash of their content, as they will be in the deploy bucket.
    pub static_files: Vec<Object>,
}

/// Builds the artifact: the Django project's builder, or a test's.
pub trait Source: Send + Sync + fmt::Debug {
    /// Builds what has changed since the last time.
    fn build<'f>(&'f self, cx: &'f Cx, synthesis: &'f Synthesis) -> Pending<'f, Built>;

    /// Puts the contract into the code that was built.
    fn seal<'f>(&'f self, contract: &'f RuntimeConfig) -> Pending<'f, Zip>;
}
