//! Where the code of a release comes from.

use super::Cx;
use crate::Result;
use crate::drivers::Pending;
use crate::drivers::objects::Object;
use crate::release::image::{Image, Repository};
use pocket_model::contract::RuntimeConfig;
use pocket_model::synth::Synthesis;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::process::Command;

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

/// Code with its contract, as a release publishes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Code {
    /// A zip file; the dependencies are a layer beside it.
    Zip(Zip),
    /// An image, with the dependencies in it.
    Image(Sealed),
}

/// An image, and where what lies below in it comes from.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// The image.
    pub image: Arc<Image>,
    /// The repository of the layers below; `None` where there are none.
    pub base: Option<Repository>,
}

impl PartialEq for Sealed {
    fn eq(&self, other: &Self) -> bool {
        self.image == other.image
    }
}

impl Eq for Sealed {}

impl Code {
    /// SHA-256 of the zip file or of the image's manifest, in hexadecimal digits.
    pub fn sha256(&self) -> &str {
        match self {
            Code::Zip(zip) => &zip.sha256,
            Code::Image(sealed) => sealed.image.digest.trim_start_matches("sha256:"),
        }
    }

    /// The same as Lambda writes it in `CodeSha256`: in base64 for a zip file, in hexadecimal digits for an image.
    pub fn lambda_sha256(&self) -> &str {
        match self {
            Code::Zip(zip) => &zip.base64_sha256,
            Code::Image(_) => self.sha256(),
        }
    }

    /// Bytes, packed.
    ///
    /// # Errors
    /// A file that is gone.
    pub fn size(&self) -> Result<u64> {
        match self {
            Code::Zip(zip) => Ok(std::fs::metadata(&zip.path)?.len()),
            Code::Image(sealed) => Ok(sealed.image.blobs.iter().map(|blob| blob.descriptor.size).sum()),
        }
    }
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

    /// Builds what a plan must not, because it writes in the cloud: what lies below in an image, where no tool of this machine can build it. Called once before
    /// [`Source::seal`] in a deploy, when what holds data is there.
    fn build_in_the_cloud<'f>(&'f self, _cx: &'f Cx, _synthesis: &'f Synthesis, _bucket: &'f str) -> Pending<'f, ()> {
        Box::pin(std::future::ready(Ok(())))
    }

    /// Puts the contract into the code that was built; `None` while something is missing that [`Source::build_in_the_cloud`] makes.
    fn seal<'f>(&'f self, contract: &'f RuntimeConfig) -> Pending<'f, Option<Code>>;

    /// A command that runs a management command of the built code on this machine, without a secret and without credentials; `None` where it cannot run here.
    ///
    /// # Errors
    /// It cannot be unpacked.
    fn local(&self, _synthesis: &Synthesis, _contract: &RuntimeConfig, _arguments: &[String]) -> Result<Option<Command>> {
        Ok(None)
    }
}
