//! What every operation on a stage works with.

use super::release::Canary;
use super::release::record::Commit;
use crate::aws::Clients;
use crate::drivers::{self, Consent, neon};
use crate::program::Places;
use crate::ui::Printer;
use pocket_model::ast::At;
use pocket_model::synth::Synthesis;
use std::path::PathBuf;

/// Connected and ready. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Cx {
    /// Where to say what happens.
    pub ui: Printer,
    /// Connected clients.
    pub aws: Clients,
    /// Neon's endpoint and key; `None` when there is no key.
    pub neon: Option<neon::Access>,
    /// What the user allowed beyond the ordinary.
    pub consent: Consent,
    /// Folder of the Cargo manifest: state is kept in `.pocket` in it.
    pub root: PathBuf,
    /// Folder of the file that holds the block: paths in the block are relative to it.
    pub program_dir: PathBuf,
    /// Places of the program.
    pub places: Places,
    /// How the stage is reached on the embedded cloud; `None` on AWS.
    pub local: Option<Local>,
    /// The share of the visitors that gets a new release first; `None`: all get it at once.
    pub canary: Option<Canary>,
    /// The project's git commit, for the record; `None` outside of a repository.
    pub commit: Option<Commit>,
}

/// What is different on the embedded cloud.
#[derive(Debug, Clone)]
pub struct Local {
    /// Where the front answers for the stage.
    pub url: String,
    /// The folder that stands for the stage's shared file system.
    pub files: PathBuf,
    /// Why a resource type is left out; `None` for those that exist there.
    pub left_out: fn(&str) -> Option<&'static str>,
}

impl Cx {
    /// `main.rs:31:9`; `None` for what nobody wrote.
    pub fn place(&self, at: At) -> Option<String> {
        (at != At::PROGRAM).then(|| self.places.show(at))
    }

    /// Calls with what drivers work with.
    pub(crate) fn drivers<'a>(&'a self, synthesis: &'a Synthesis, locate: &'a (dyn Fn(At) -> String + Send + Sync)) -> drivers::Cx<'a> {
        drivers::Cx {
            ui: &self.ui,
            aws: &self.aws,
            project: &synthesis.project,
            stage: &synthesis.stage,
            neon: self.neon.as_ref(),
            consent: &self.consent,
            locate,
        }
    }
}
