//! A user's own Cargo project beside a Django project, in a folder of its own: what the README tells a new user to make.

use super::deadline::Deadline;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

pub struct Project {
    pub root: PathBuf,
    program: PathBuf,
    deadline: Deadline,
}

/// What a command of the program printed.
pub struct Ran {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Project {
    /// Copies mysite out of the repository and builds it against this pocket.
    pub fn mysite() -> Self {
        Project::made("mysite", |root| copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/mysite"), root))
    }

    /// Copies another example of the repository, with its Django project.
    pub fn example(name: &str) -> Self {
        Project::made(name, |root| copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name), root))
    }

    /// Builds what `make` writes into a new folder: a `main.rs` and a Django project.
    pub fn made(name: &str, make: impl FnOnce(&Path)) -> Self {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&root);
        std::fs::create_dir_all(&root).expect("a folder for the project");
        let root = root.canonicalize().expect("the folder is there");
        make(&root);
        let workspace = std::fs::read_to_string(repository.join("Cargo.toml")).expect("the workspace's manifest");
        let profiles = &workspace[workspace.find("[profile.dev]").expect("the profiles that the README names")..];
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[[bin]]\nname = \"{name}\"\npath = \"main.rs\"\n\n\
             [dependencies]\npocket = {{ path = {:?} }}\n\n[workspace]\nresolver = \"3\"\n\n{profiles}",
            repository.display().to_string()
        );
        std::fs::write(root.join("Cargo.toml"), manifest).expect("the manifest can be written");
        std::fs::copy(repository.join("Cargo.lock"), root.join("Cargo.lock")).expect("the lock can be copied");
        let project = Project { root, program: target().join("debug").join(name), deadline: Deadline::of(name) };
        project.build();
        // A run that failed may have left its cloud: its data is of this same folder.
        project.done(&["embedded", "reset"]);
        project
    }

    /// Builds the user's program.
    pub fn build(&self) {
        self.deadline.begin("cargo build".into());
        let cargo = Command::new(env!("CARGO"))
            .args(["build", "--offline", "--quiet"])
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", target())
            .output()
            .expect("cargo runs");
        assert!(cargo.status.success(), "the user's program does not build:\n{}", String::from_utf8_lossy(&cargo.stderr));
    }

    /// A command of the program, with nothing of the machine's own configuration and no input.
    pub fn command(&self, arguments: &[&str]) -> Command {
        self.deadline.begin(arguments.join(" "));
        let mut command = Command::new(&self.program);
        // Nothing of the machine's own AWS configuration may matter.
        for (name, _) in
            std::env::vars().filter(|(name, _)| name.starts_with("AWS_") || name.starts_with("NEON_") || name.starts_with("DJANGO_"))
        {
            command.env_remove(name);
        }
        command.args(arguments).env("POCKET_LANG", "en").current_dir(&self.root).stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, &[])
    }

    pub fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
        let output = self.command(arguments).envs(environment.iter().copied()).output().expect("the program runs");
        ran(&output)
    }

    /// With a text on standard input.
    pub fn run_fed(&self, arguments: &[&str], input: &str) -> Ran {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("it reads its input");
        ran(&child.wait_with_output().expect("the program ends"))
    }

    /// A command that must succeed.
    pub fn done(&self, arguments: &[&str]) -> Ran {
        let ran = self.run(arguments);
        assert_eq!(ran.status, 0, "{arguments:?}\n{}\n{}", ran.stdout, ran.stderr);
        ran
    }

    /// Begins a command without waiting for it.
    pub fn begin(&self, arguments: &[&str]) -> Child {
        self.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
    }

    /// Changes one text in a file of the Django project.
    pub fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.root.join("site").join(file);
        let text = std::fs::read_to_string(&path).expect("the file is there");
        assert!(text.contains(from), "{file} has no {from:?}");
        std::fs::write(&path, text.replacen(from, to, 1)).expect("the file can be written");
    }

    pub fn write(&self, file: &str, text: &str) {
        std::fs::write(self.root.join("site").join(file), text).expect("the file can be written");
    }
}

/// Also after a failure no process stays; the data does, to be looked at.
impl Drop for Project {
    fn drop(&mut self) {
        let _ = self.command(&["embedded", "stop"]).output();
    }
}

/// The tests' own: most of what a program is built from is there already.
fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder")
}

fn ran(output: &Output) -> Ran {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ran { status: output.status.code().unwrap_or(-1), stdout: text(&output.stdout), stderr: text(&output.stderr) }
}

pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the folder can be made");
    for entry in std::fs::read_dir(from).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("it has a name");
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            std::fs::copy(&path, to.join(name)).expect("the file can be copied");
        }
    }
}
