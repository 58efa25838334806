//! `dockerfile: "…";`: what lies below the site is built, by the user's own Docker where there is one. pocket lays packages, code and contract upon it, so a change of
//! the code builds nothing anew, and Docker gets no password: the image comes out as a file.

use super::archive;
use super::base::{Base, architecture};
use crate::drivers::ecr;
use crate::error::{Context, Error, Result};
use crate::messages::image as messages;
use crate::release::artifact::{Arch, Store, Tree, zip};
use crate::tools::digest::Key;
use crate::tools::{self, PythonVersion};
use crate::ui::Printer;
use std::fs;
use std::path::{Path, PathBuf};
use tokio::process::Command;

/// A Dockerfile with all that it may read.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// The file, as the user wrote its path.
    pub shown: String,
    /// Its name in the context.
    pub name: String,
    /// Hash of everything that the image is built from.
    pub key: String,
    /// The processor of the functions.
    pub arch: Arch,
    /// The site's Python: the build argument `PYTHON_VERSION`.
    pub python: PythonVersion,
    folder: PathBuf,
}

impl Recipe {
    /// Reads a Dockerfile. Its context is its folder, without what never belongs to a site: version control, virtual environments, `.env`, databases.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn read(program_dir: &Path, path: &str, python: PythonVersion, arch: Arch) -> Result<Recipe> {
        let file = program_dir.join(path);
        let text = fs::read_to_string(&file).doing(|| format!("cannot read {}", file.display()))?;
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let folder = file.parent().unwrap_or(Path::new(".")).to_path_buf();
        let mut key = Key::new("dockerfile").with(&text).with(python.to_string()).with(architecture(arch));
        if reads_context(&text) {
            key = key.with(Tree::scan(&folder, &[])?.digest()?);
        }
        Ok(Recipe { shown: path.to_owned(), name, key: key.finish(), arch, python, folder })
    }

    /// The tag that the image has in the stage's repository.
    pub fn tag(&self) -> String {
        format!("{}{}", ecr::BASE, self.key)
    }

    /// The context in a folder of its own.
    fn copy_to(&self, folder: &Path) -> Result {
        fs::create_dir_all(folder).doing(|| format!("cannot make {}", folder.display()))?;
        self.context()?.copy_to(folder)?;
        fs::copy(self.folder.join(&self.name), folder.join(&self.name)).doing(|| format!("cannot copy {}", self.shown)).map(|_| ())
    }

    /// The context as a zip file.
    pub(super) fn zip_to(&self, path: &Path) -> Result {
        let folder = path.with_extension("context");
        self.copy_to(&folder)?;
        let written = Tree::all(&folder, "").and_then(|tree| zip(path, &tree.entries));
        fs::remove_dir_all(&folder)?;
        written
    }

    /// Nothing of it where the Dockerfile reads nothing.
    fn context(&self) -> Result<Tree> {
        let text = fs::read_to_string(self.folder.join(&self.name)).doing(|| format!("cannot read {}", self.shown))?;
        if reads_context(&text) { Tree::scan(&self.folder, &[]) } else { Ok(Tree::default()) }
    }
}

/// Whether a Dockerfile reads files beside it: then a change of those is a change of the image. Source: Docker, "Dockerfile reference", `COPY`, `ADD`, `RUN --mount`.
fn reads_context(text: &str) -> bool {
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
    let joined: String =
        lines.flat_map(|line| [line.strip_suffix('\\').unwrap_or(line), if line.ends_with('\\') { " " } else { "\n" }]).collect();
    joined.lines().any(|line| {
        let mut words = line.split_whitespace();
        let instruction = words.next().unwrap_or_default().to_ascii_uppercase();
        match instruction.as_str() {
            "COPY" | "ADD" => !words.clone().any(|word| word.starts_with("--from=")),
            "RUN" => words.any(|word| word.starts_with("--mount=")),
            "ONBUILD" => true,
            _ => false,
        }
    })
}

/// How this machine can build.
enum Tool {
    /// With BuildKit, which writes the image into a file.
    Buildx,
    /// Without.
    Docker,
}

/// Builds the image on this machine, unless it was built before; `None` without a Docker that answers.
///
/// # Errors
/// A build that fails, with its output.
pub(super) async fn with_docker(ui: &Printer, recipe: &Recipe, store: &Store) -> Result<Option<Base>> {
    if let Some(built) = store.read::<archive::Built>("base", &recipe.key).filter(archive::Built::exists) {
        return Ok(Some(built.base()));
    }
    let Some(tool) = tool().await else { return Ok(None) };
    let step = ui.step(ui.say(&messages::step_dockerfile()));
    step.detail(&recipe.shown);
    let scratch = store.scratch("dockerfile")?;
    let (context, output) = (scratch.join("context"), scratch.join("image.tar"));
    recipe.copy_to(&context)?;
    for command in commands(&tool, recipe, &context, &output) {
        tools::run(command, &ui.say(&messages::building(&recipe.shown))).await?;
    }
    let (key, folder, arch) = (recipe.key.clone(), store.path("base", &recipe.key, ""), recipe.arch);
    let read = tokio::task::spawn_blocking(move || archive::read(&output, &folder, architecture(arch)));
    let built = read.await.map_err(|error| Error::bug(error.to_string()))??;
    fs::remove_dir_all(&scratch)?;
    store.write("base", &key, &built)?;
    store.prune("base");
    step.done(recipe.shown.clone());
    Ok(Some(built.base()))
}

async fn tool() -> Option<Tool> {
    let answers = async |arguments: &[&str]| {
        let mut command = Command::new("docker");
        command.args(arguments);
        tools::run(command, "docker").await.is_ok()
    };
    // A client without a server builds nothing.
    if !answers(&["version", "--format", "{{.Server.Version}}"]).await {
        return None;
    }
    Some(if answers(&["buildx", "version"]).await { Tool::Buildx } else { Tool::Docker })
}

/// Arguments are no place for a secret, and there is none. Lambda takes no attestations. Source: AWS Lambda Developer Guide, "Deploy Python Lambda functions with
/// container images", `--provenance=false`.
fn commands(tool: &Tool, recipe: &Recipe, context: &Path, output: &Path) -> Vec<Command> {
    let platform = format!("linux/{}", architecture(recipe.arch));
    let python = format!("PYTHON_VERSION={}", recipe.python);
    let docker = |arguments: &[&str]| {
        let mut command = Command::new("docker");
        command.args(arguments).current_dir(context);
        command
    };
    let common = ["--platform", &platform, "--build-arg", &python, "--file", &recipe.name];
    match tool {
        Tool::Buildx => {
            let mut build = docker(&["buildx", "build", "--provenance=false", "--progress=plain"]);
            build.args(common).arg("--output").arg(format!("type=docker,dest={}", output.display())).arg(".");
            vec![build]
        }
        Tool::Docker => {
            let tag = format!("pocket-{}", &recipe.key[..20]);
            let mut build = docker(&["build", "--tag", &tag]);
            build.args(common).arg(".");
            let mut save = docker(&["save", "--output"]);
            save.arg(output).arg(&tag);
            vec![build, save]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::reads_context;

    #[test]
    fn what_a_dockerfile_reads_is_known() {
        for text in ["FROM x\nCOPY a b", "from x\nadd . /", "RUN --mount=type=bind,target=/x true", "FROM x\nCOPY \\\n  a b"] {
            assert!(reads_context(text), "{text}");
        }
        for text in
            ["FROM x\nRUN dnf install -y gdal", "FROM a AS b\nFROM c\nCOPY --from=b /x /y", "# COPY a b\nFROM x", "COPY \\\n --from=b x y"]
        {
            assert!(!reads_context(text), "{text}");
        }
    }
}
