//! Compiled Python: a cold start that compiles Django first takes seconds longer, and cannot keep the result on Lambda's read-only disk.

use crate::Result;
use crate::tools;
use std::fs;
use std::path::{Path, PathBuf};
use tokio::process::Command;

/// How many processes compile at once. Which module is compiled by which process decides the bytes, so it is not the machine's number of processors.
const PROCESSES: usize = 2;

/// Compiles all modules below `dir`, which will be at `installed` when they run.
///
/// The result depends on the sources and on the interpreter's minor version only: `unchecked-hash` files have no time in them and are never checked.
/// Modules that do not compile, such as templates of modules that some packages carry, stay as they are.
pub(super) async fn compile(interpreter: &Path, dir: &Path, installed: &str) -> Result {
    let mut names: Vec<PathBuf> =
        fs::read_dir(dir)?.flatten().map(|entry| entry.path()).filter(|path| path.is_dir() || is_python(path)).collect();
    names.sort();
    let mut groups: Vec<Vec<PathBuf>> = vec![Vec::new(); PROCESSES];
    for (index, name) in names.into_iter().enumerate() {
        groups[index % PROCESSES].push(name);
    }
    let (second, first) = (groups.pop().unwrap_or_default(), groups.pop().unwrap_or_default());
    tokio::try_join!(group(interpreter, dir, installed, first), group(interpreter, dir, installed, second)).map(drop)
}

/// Collects the compiled modules of the packages in `dir` in one file, from which `pocket_django` imports them.
pub(super) async fn collect(interpreter: &Path, dir: &Path) -> Result {
    let mut command = Command::new(interpreter);
    command.arg("-I").arg(dir.join("pocket_django/bytecode.py")).arg(dir).current_dir("/").env("PYTHONHASHSEED", "0");
    tools::run(command, "collecting the compiled modules").await.map(drop)
}

async fn group(interpreter: &Path, dir: &Path, installed: &str, paths: Vec<PathBuf>) -> Result {
    if paths.is_empty() {
        return Ok(());
    }
    let mut command = Command::new(interpreter);
    // compileall ends in failure for modules that do not compile; what else may go wrong ends in an exception.
    command.args([
        "-s",
        "-c",
        "import compileall, sys; sys.argv[0] = 'compileall'; compileall.main()",
        "-qq",
        "-f",
        "--invalidation-mode",
        "unchecked-hash",
    ]);
    command.arg("-s").arg(dir).args(["-p", installed]).args(paths);
    // Python looks for modules in the working folder first: among the packages it might find one that is named as one of its own.
    command.current_dir("/").env("PYTHONHASHSEED", "0");
    for name in ["PYTHONPATH", "PYTHONHOME", "PYTHONOPTIMIZE", "PYTHONPYCACHEPREFIX"] {
        command.env_remove(name);
    }
    tools::run(command, "compiling the Python modules").await.map(drop)
}

fn is_python(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "py")
}
