//! The user's program as the macro hands it over, and what the running binary makes of it.

use crate::error::{Error, Result};
use crate::messages;
use pocket_files::Disk;
use pocket_model::ast::{At, Project, ValueKind};
use pocket_model::diag::{Diagnostic, Severity};
use pocket_model::late::{Missing, substitute};
use pocket_model::messages::Lang;
use pocket_model::project::Files;
use pocket_model::{Validated, compile};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the expansion of `pocket!` carries.
#[derive(Debug, Clone)]
pub struct Program {
    /// The block as written: [`Project`] as JSON, which costs rustc nothing.
    pub ast: &'static str,
    /// `file!()` of the block.
    pub file: &'static str,
    /// `CARGO_MANIFEST_DIR`: state is kept in `.pocket` in it.
    pub manifest_dir: &'static str,
    /// The crate (or example) that holds the block.
    pub crate_name: &'static str,
    /// Line and column, both from 1, of every [`At`].
    pub places: &'static [(u32, u32)],
    /// The Rust values of the block, by their number; `None` for a function.
    pub values: Vec<Option<ValueKind>>,
}

/// Places of a program as people read them.
#[derive(Debug, Clone)]
pub struct Places {
    file: Arc<str>,
    source: Arc<Path>,
    places: &'static [(u32, u32)],
}

impl Places {
    /// `examples/mysite/main.rs:31:9`
    pub fn show(&self, at: At) -> String {
        match self.position(at) {
            Some((line, column)) => format!("{}:{line}:{column}", self.file),
            None => self.file.to_string(),
        }
    }

    /// Line and column, both from 1.
    pub fn position(&self, at: At) -> Option<(u32, u32)> {
        self.places.get(at.0 as usize).copied().filter(|(line, _)| *line > 0)
    }

    /// The file as rustc named it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The file on this machine; it may be gone.
    pub fn source(&self) -> &Path {
        &self.source
    }
}

/// A program that has been checked with all its values known.
#[derive(Debug)]
pub struct Loaded {
    /// The checked program.
    pub validated: Validated,
    /// Warnings.
    pub warnings: Vec<Diagnostic>,
    /// Places.
    pub places: Places,
    /// Folder of the file that holds the block.
    pub program_dir: PathBuf,
    /// Folder of the Cargo manifest.
    pub root: PathBuf,
    missing: Vec<Missing>,
}

/// Why a program could not be used.
#[derive(Debug)]
pub enum Refused {
    /// Configuration mistakes that only the values known now show.
    Diagnostics(Vec<Diagnostic>),
    /// Something else.
    Error(Error),
}

impl Program {
    /// Places, also of a program with mistakes.
    pub fn places(&self) -> Places {
        Places { file: self.file.into(), source: self.source().into(), places: self.places }
    }

    /// `file!()` is relative to the folder that cargo ran rustc in: the workspace's, which is the manifest's or above it.
    fn source(&self) -> PathBuf {
        let mut folders = Path::new(self.manifest_dir).ancestors().map(|folder| folder.join(self.file));
        folders.find(|path| path.is_file()).unwrap_or_else(|| PathBuf::from(self.file))
    }

    /// Puts the values in their places and runs the same checks as the macro.
    pub fn load(&self, env: &dyn Fn(&str) -> Option<String>) -> std::result::Result<Loaded, Refused> {
        let mut project: Project = serde_json::from_str(self.ast)
            .map_err(|source| Refused::Error(Error::bug("the expansion of `pocket!` cannot be read back").caused_by(source)))?;
        let missing = substitute(&mut project, &self.values, env);
        let places = self.places();
        let program_dir = places.source().parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf);
        // The program may run where its sources are not: in a container, or on the machine that a release was copied to.
        let disk = places.source().is_file().then(|| Disk::at(&program_dir));
        let compiled = compile(&project, disk.as_ref().map(|disk| disk as &dyn Files));
        let Some(validated) = compiled.validated else { return Err(Refused::Diagnostics(compiled.diagnostics)) };
        let warnings = compiled.diagnostics.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Warning).collect();
        Ok(Loaded { validated, warnings, places, program_dir, root: self.manifest_dir.into(), missing })
    }
}

impl Loaded {
    /// Refuses when an `env("X")` of the stage has no value: before a template is written with a hole in it. What other stages lack does not matter.
    pub fn require_environment(&self, stage: &str, lang: Lang) -> Result<()> {
        let of_stage = |missing: &&Missing| missing.stage.as_deref().is_none_or(|its| its == stage);
        let missing: Vec<&Missing> = self.missing.iter().filter(of_stage).collect();
        let Some(first) = missing.first() else { return Ok(()) };
        let mut names: Vec<&str> = missing.iter().map(|missing| missing.variable.as_str()).collect();
        names.dedup();
        let message = match names.as_slice() {
            [name] => messages::variable_not_set(name),
            _ => messages::variables_not_set(names.join(", ")),
        };
        Err(Error::user(message.text(lang)).hint(format!("export {}=…", first.variable)).at(first.at))
    }

    /// The full name of a stage: the first one for `None`.
    pub fn stage(&self, asked: Option<&str>, lang: Lang) -> Result<String> {
        let mut stages = self.validated.stages();
        let Some(asked) = asked else { return Ok(stages.next().unwrap_or_default().to_string()) };
        let folded = pocket_model::resolve::fold(asked);
        if let Some(known) = self.validated.stages().find(|known| *known == folded) {
            return Ok(known.to_string());
        }
        let known: Vec<&str> = self.validated.stages().collect();
        let error = Error::usage(messages::no_stage(asked).text(lang));
        Err(match pocket_model::diag::nearest(asked, known.iter().copied()) {
            Some(near) => error.hint(format!("-s {near}")),
            None => error.hint(messages::the_stages_are(known.join(", ")).text(lang)),
        })
    }
}
