//! uv: the machine's own, else a pinned one from the package index.

use super::{cache_dir, create_dir, index, lock, make_readable, run};
use crate::error::Context;
use crate::ui::Printer;
use crate::{Error, Result};
use std::fs;
use std::path::{Path, PathBuf};
use tokio::process::Command;
use tokio::sync::OnceCell;

/// The version that is fetched.
const PINNED: &str = "0.13.8";
/// The oldest version whose `export`, `pip install --python-platform` and index variables are those used here.
const OLDEST: (u32, u32) = (0, 8);
/// SHA-256 of the wheels of [`PINNED`]: Linux (glibc and musl; x86_64, aarch64) and macOS (x86_64, arm64).
const HASHES: &[&str] = &[
    "e18a57b8b352eb7c8feb317b9f6f533c8f0ad9673fd6cf34bbe3cf1a9f6a8984",
    "0b3e8b1a4f5e405e31e2ff33de8af4744831e9f7338539671efbd8c3c94e791d",
    "29451c60f5e8b07403e0a175d5229efc36b0289b34143ff4aaa499a5dd52553a",
    "b7124ca1956ec2e476a1003ea5715a15f0266afaec37f4dc9c6972ba8183e6d1",
    "62b6943c7fd64fac6854f780bea6e0359e5a5bc3241f83ee357bb38276afac49",
];

/// The uv to use: the one on PATH if it is 0.8 or newer, else a pinned version, fetched once by `python3 -m pip` and checked against its hash.
pub async fn uv(ui: &Printer) -> Result<PathBuf> {
    static FOUND: OnceCell<PathBuf> = OnceCell::const_new();
    FOUND.get_or_try_init(|| find_or_fetch(ui)).await.cloned()
}

/// A uv command in a neutral folder: no project's configuration or environment reaches it, and it downloads no interpreter.
pub async fn uv_command(ui: &Printer) -> Result<Command> {
    let mut command = Command::new(uv(ui).await?);
    command.current_dir(cache_dir()?).env("UV_NO_PROGRESS", "1").env("UV_PYTHON_DOWNLOADS", "never");
    for name in [
        "VIRTUAL_ENV",
        "CONDA_PREFIX",
        "UV_PYTHON",
        "UV_SYSTEM_PYTHON",
        "UV_PROJECT",
        "UV_PROJECT_ENVIRONMENT",
        "UV_WORKING_DIRECTORY",
        "PYTHONPATH",
    ] {
        command.env_remove(name);
    }
    Ok(command)
}

/// The same for a command that fetches packages: from the index that is configured for uv, else the one that is configured for pip.
pub async fn uv_command_with_index(ui: &Printer) -> Result<Command> {
    let mut command = uv_command(ui).await?;
    command.envs(index::from_pip().await.iter().map(|(name, value)| (name, value)));
    Ok(command)
}

async fn find_or_fetch(ui: &Printer) -> Result<PathBuf> {
    if let Some(path) = on_path() {
        match version(&path).await {
            Some(version) if version >= OLDEST => return Ok(path),
            Some(_) => ui.verbose(format!("{} is older than {}.{}: pocket uses its own uv {PINNED}", path.display(), OLDEST.0, OLDEST.1)),
            None => ui.verbose(format!("{} does not run: pocket uses its own uv {PINNED}", path.display())),
        }
    }
    let home = cache_dir()?.join("uv");
    let binary = home.join(PINNED).join("bin/uv");
    if binary.is_file() {
        return Ok(binary);
    }
    create_dir(&home)?;
    let _lock = lock(home.join(".lock")).await?;
    if !binary.is_file() {
        let step = ui.step("uv");
        fetch(&home).await?;
        step.done(format!("fetched {PINNED}"));
    }
    Ok(binary)
}

fn on_path() -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|dir| dir.join("uv")).find(|path| path.is_file())
}

/// `uv 0.13.8 (…)`.
async fn version(path: &Path) -> Option<(u32, u32)> {
    let mut command = Command::new(path);
    command.arg("--version").current_dir(cache_dir().ok()?);
    let output = run(command, "uv").await.ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let mut numbers = text.split_whitespace().nth(1)?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// `pip install --target` needs neither venv nor ensurepip, and is allowed where the distribution manages the environment (PEP 668).
async fn fetch(home: &Path) -> Result {
    let (requirement, unfinished) = (home.join("requirements.txt"), home.join(format!("{PINNED}.unfinished")));
    let hashes = HASHES.iter().map(|hash| format!(" --hash=sha256:{hash}")).collect::<String>();
    fs::write(&requirement, format!("uv=={PINNED}{hashes}\n")).doing(|| format!("cannot write {}", requirement.display()))?;
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished)?;
    }
    let mut command = Command::new("python3");
    command.args(["-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:", "--no-user"]);
    command.args(["--disable-pip-version-check", "--no-input", "--target"]).arg(&unfinished).arg("--requirement").arg(&requirement);
    command.current_dir(home).env_remove("PIP_TARGET").env_remove("PIP_PREFIX").env("PIP_ROOT_USER_ACTION", "ignore");
    run(command, "fetching uv").await.map_err(|error| {
        let says = |words: &str| error.detail.as_ref().is_some_and(|detail| detail.contains(words));
        // pip says the same of an index that it cannot reach and of one that lacks the package.
        let (no_pip, no_index) = (says("No module named pip"), says("No matching distribution found"));
        let error = match (no_pip, no_index) {
            (true, _) => Error::user("fetching uv failed: this machine's python3 has no pip").hint("apt install python3-pip"),
            (_, true) => error
                .hint("check the network: the package index could not be reached, or has no such version (pip's index-url names a mirror)"),
            _ => error,
        };
        error.hint("or install uv yourself, so that it is on PATH: pipx install uv")
    })?;
    make_readable(&unfinished)?;
    let finished = home.join(PINNED);
    if finished.exists() {
        fs::remove_dir_all(&finished)?;
    }
    fs::rename(&unfinished, &finished).doing(|| format!("cannot make {}", finished.display()))
}
