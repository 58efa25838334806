//! The user's program as a value: its stages with their functions, and its command line.

use crate::error::{Error, Result};
use crate::hooks::{Hooks, StageHooks};
use crate::program::{Loaded, Program, Refused};
use pocket_model::diag::Diagnostic;
use pocket_model::kinds::Resource;
use pocket_model::messages::Lang;
use std::process::ExitCode;

/// A stage of a program, as the macro writes one for each `stage` block.
pub trait Stage: Sized + 'static {
    /// Its name.
    const NAME: &'static str;

    /// The program that it is of.
    fn program() -> Program;

    /// Takes its typed items out of the checked program.
    ///
    /// # Errors
    /// A bug in pocket: the struct and the program come from the same block.
    fn from_items(items: &Items) -> Result<Self>;

    /// Loads the program and takes this stage out of it: the way to a stage in a test of the user's own.
    ///
    /// # Errors
    /// Mistakes that only the values known at run time show.
    fn load() -> Result<Self> {
        let loaded = loaded(&Self::program())?;
        let resources = loaded.validated.resources(Self::NAME).unwrap_or_default().to_vec();
        Self::from_items(&Items { resources })
    }

    /// The stage's stacks, functions and data holders, as `synth` writes them.
    ///
    /// # Errors
    /// As [`Stage::load`], and an environment variable that the program takes a value from and that is not set.
    fn synthesize() -> Result<pocket_model::synth::Synthesis> {
        let loaded = loaded(&Self::program())?;
        loaded.require_environment(Self::NAME, Lang::of_environment(|name| std::env::var(name).ok()))?;
        loaded.validated.synthesize(Self::NAME).ok_or_else(|| Error::bug(format!("the program has no stage `{}`", Self::NAME)))
    }
}

fn loaded(program: &Program) -> Result<Loaded> {
    program.load(&|name| std::env::var(name).ok()).map_err(|refused| match refused {
        Refused::Error(error) => error,
        Refused::Diagnostics(diagnostics) => {
            let places = program.places();
            let lang = Lang::of_environment(|name| std::env::var(name).ok());
            let line = |known: &Diagnostic| format!("{}: {} [{}]", places.show(known.at), known.message.text(lang), known.code);
            let lines: Vec<String> = diagnostics.iter().map(line).collect();
            Error::user("the program has mistakes").detail(lines.join("\n"))
        }
    })
}

/// The items of one stage, typed.
#[derive(Debug)]
pub struct Items {
    resources: Vec<Resource>,
}

impl Items {
    /// The item of that keyword and label.
    ///
    /// # Errors
    /// A bug in pocket: the macro asks for what the block has.
    pub fn take<K: for<'a> TryFrom<&'a Resource>>(&self, keyword: &str, label: Option<&str>) -> Result<K> {
        let matches = |resource: &&Resource| {
            resource.spec().keyword == keyword && resource.head().label.as_ref().map(|label| label.text.as_str()) == label
        };
        let found = self.resources.iter().find(matches).and_then(|resource| K::try_from(resource).ok());
        found.ok_or_else(|| Error::bug(format!("the stage has no `{keyword}`")))
    }
}

/// The program: `app().run()` is its command line.
pub struct App {
    program: Program,
    stages: Vec<(&'static str, Hooks)>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("file", &self.program.file).finish_non_exhaustive()
    }
}

impl App {
    /// A program without functions of the user's own.
    pub fn new(program: Program) -> Self {
        App { program, stages: Vec::new() }
    }

    /// Adds a stage with its hooks and commands.
    #[must_use]
    pub fn stage<S: Stage>(mut self, hooks: StageHooks<S>) -> Self {
        self.stages.push((S::NAME, hooks.into()));
        self
    }

    /// Runs the command line with the process's arguments.
    pub fn run(self) -> ExitCode {
        crate::cli::main(&self, std::env::args_os())
    }

    /// Deploys a stage, as the command `deploy` does: what `stages::Dev::run` calls.
    ///
    /// # Errors
    /// Whatever makes a deploy fail.
    #[cfg(feature = "deploy")]
    pub async fn deploy<S: Stage>(&self, _stage: &S) -> Result<crate::hooks::Outputs<S>> {
        let loaded = loaded(&self.program)?;
        let ui = crate::ui::Printer::new(crate::ui::Level::Normal);
        let outputs = crate::cli::deploy_stage(self, &loaded, ui, S::NAME).await?;
        Ok(crate::hooks::Outputs::new(std::sync::Arc::new(outputs)))
    }

    /// As with the feature `deploy`, which this program was built without.
    ///
    /// # Errors
    /// Always: it names the feature.
    #[cfg(not(feature = "deploy"))]
    pub async fn deploy<S: Stage>(&self, _stage: &S) -> Result<crate::hooks::Outputs<S>> {
        Err(Error::user("this program was built without the feature `deploy`").hint("cargo run --features pocket/deploy -- deploy"))
    }

    pub(crate) fn program(&self) -> &Program {
        &self.program
    }

    /// The functions of a stage.
    pub(crate) fn hooks(&self, stage: &str) -> Option<&Hooks> {
        self.stages.iter().find(|(name, _)| *name == stage).map(|(_, hooks)| hooks)
    }

    /// Names of all sub-commands of the user's own.
    pub(crate) fn commands(&self) -> impl Iterator<Item = &'static str> {
        let mut names: Vec<&'static str> = self.stages.iter().flat_map(|(_, hooks)| hooks.commands()).collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter()
    }
}
