//! Virtual environments of pinned packages, made once for each set.

use super::{PythonVersion, cache_dir, create_dir, interpreter, lock, make_readable, run, uv_command, uv_command_with_index};
use crate::Result;
use crate::error::Context;
use crate::ui::Printer;
use std::fs;
use std::path::{Path, PathBuf};

/// Raised when the way an environment is made changes, so that old ones are not taken.
const FORMAT: u8 = 1;

/// An environment with exactly these packages: `<cache>/environments/<name>-<hash of Python and requirements>`, whose `bin/python` is ready to run.
///
/// `requirements` is the text of a requirements file in which every package, also those needed by others, is pinned and has its hashes. Made at the first
/// call and reused; two processes wait for each other, and one that was killed half-way is made again. Environments of other requirements are left, since
/// they may be running.
pub async fn environment(ui: &Printer, name: &str, python: PythonVersion, requirements: &str) -> Result<PathBuf> {
    let environments = cache_dir()?.join("environments");
    let key = format!("{name}-{}", &super::digest::hex(format!("{FORMAT}\n{python}\n{requirements}").as_bytes())[..16]);
    let dir = environments.join(&key);
    if is_complete(&dir) {
        return Ok(dir);
    }
    create_dir(&environments)?;
    let _lock = lock(environments.join(format!("{key}.lock"))).await?;
    if is_complete(&dir) {
        return Ok(dir);
    }
    let step = ui.step(name);
    // An environment holds its own path in its scripts: it is made where it stays, and counts only once the marker is there.
    if dir.exists() {
        fs::remove_dir_all(&dir).doing(|| format!("cannot remove the unfinished {}", dir.display()))?;
    }
    let base = interpreter(ui, python).await?;
    let mut command = uv_command(ui).await?;
    command.args(["venv", "--quiet", "--no-project", "--python"]).arg(base).arg(&dir);
    run(command, &format!("making the environment of {name}")).await?;
    let file = dir.join("requirements.txt");
    fs::write(&file, requirements).doing(|| format!("cannot write {}", file.display()))?;
    step.detail("installing");
    let mut command = uv_command_with_index(ui).await?;
    command
        .args(["pip", "install", "--quiet", "--require-hashes", "--no-deps", "--compile-bytecode", "--python"])
        .arg(dir.join("bin/python"));
    command.arg("--requirements").arg(&file);
    run(command, &format!("installing {name}")).await?;
    make_readable(&dir)?;
    fs::write(marker(&dir), "").doing(|| format!("cannot write {}", marker(&dir).display()))?;
    step.done("installed");
    Ok(dir)
}

/// The interpreter may have been removed since: then its link leads nowhere.
fn is_complete(dir: &Path) -> bool {
    marker(dir).exists() && dir.join("bin/python").exists()
}

fn marker(dir: &Path) -> PathBuf {
    dir.join(".complete")
}
