//! Python interpreters: the machine's own, also pyenv's; uv can download one where the network allows it.

use super::{PythonVersion, cache_dir, home, run, uv_command};
use crate::ui::Printer;
use crate::{Error, Result};
use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Duration;
use tokio::process::Command;
use tokio::sync::Mutex;

/// How long a download of an interpreter (about 30 MB) may take.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(180);

/// An interpreter of this version: the machine's own or pyenv's; without one, uv downloads it, which is said and has a limit of 180 seconds.
pub async fn interpreter(ui: &Printer, version: PythonVersion) -> Result<PathBuf> {
    if let Some(found) = find_interpreter(ui, version).await? {
        return Ok(found);
    }
    let step = ui.step(format!("python {version}"));
    ui.status(format!("Python {version} is not on this machine: uv downloads it"));
    let mut command = uv_command(ui).await?;
    command.args(["python", "install", "--no-bin"]).arg(version.to_string());
    command.env("UV_PYTHON_INSTALL_DIR", cache_dir()?.join("python")).env("UV_PYTHON_DOWNLOADS", "manual").env("UV_HTTP_TIMEOUT", "20");
    let missing = || {
        Error::user(format!("there is no Python {version} on this machine"))
            .hint(format!("uv python install {version}"))
            .hint(format!("or pyenv install {version}"))
            .hint(format!("or apt install python{version} python{version}-venv"))
    };
    match tokio::time::timeout(DOWNLOAD_LIMIT, run(command, "downloading it")).await {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => return Err(missing().detail(error.detail.unwrap_or(error.message))),
        Err(_) => return Err(missing().detail(format!("downloading it took more than {} seconds", DOWNLOAD_LIMIT.as_secs()))),
    }
    let found = find_interpreter(ui, version).await?.ok_or_else(missing)?;
    super::make_readable(&cache_dir()?.join("python"))?;
    step.done("downloaded");
    Ok(found)
}

/// An interpreter of this version among those of the machine, without downloading. Looked for once a process.
pub async fn find_interpreter(ui: &Printer, version: PythonVersion) -> Result<Option<PathBuf>> {
    static FOUND: Mutex<Option<HashMap<PythonVersion, PathBuf>>> = Mutex::const_new(None);
    let mut found = FOUND.lock().await;
    let found = found.get_or_insert_default();
    if let Some(path) = found.get(&version) {
        return Ok(Some(path.clone()));
    }
    // First where uv looks by itself, then among those that pocket has downloaded.
    let mut places = vec![None];
    places.extend(Some(cache_dir()?.join("python")).filter(|dir| dir.is_dir()).map(Some));
    for managed in places {
        let mut command = uv_command(ui).await?;
        command.args(["python", "find", "--no-project", "--system"]).arg(version.to_string()).env("PATH", path_with_pyenv());
        if let Some(dir) = managed {
            command.env("UV_PYTHON_INSTALL_DIR", dir);
        }
        if let Some(path) = ask(command).await {
            found.insert(version, path.clone());
            return Ok(Some(path));
        }
    }
    Ok(None)
}

async fn ask(command: Command) -> Option<PathBuf> {
    let output = run(command, "looking for Python").await.ok()?;
    let path = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim());
    path.is_file().then_some(path)
}

/// pyenv's shims refuse the versions that are not chosen for the folder, and uv gives up at the first that does: its real interpreters go in their place.
fn path_with_pyenv() -> std::ffi::OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let root = std::env::var_os("PYENV_ROOT").map(PathBuf::from).or_else(|| Some(home().ok()?.join(".pyenv")));
    let Some(root) = root.filter(|root| root.is_dir()) else { return path };
    let shims = root.join("shims");
    let mut dirs: Vec<PathBuf> = std::env::split_paths(&path).filter(|dir| *dir != shims).collect();
    if let Ok(versions) = std::fs::read_dir(root.join("versions")) {
        let mut versions: Vec<PathBuf> = versions.flatten().map(|entry| entry.path().join("bin")).filter(|dir| dir.is_dir()).collect();
        versions.sort();
        dirs.extend(versions);
    }
    std::env::join_paths(dirs).unwrap_or(path)
}
