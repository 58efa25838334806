//! Installs a lock into a folder, for a platform that need not be this machine's: by wheels, and by building what is pure Python.

use super::dependencies::{Lock, Target, uv_in};
use super::no_wheel;
use crate::error::Context;
use crate::messages::wheels as say;
use crate::tools;
use crate::{Error, Result};
use std::fs;
use std::path::Path;

/// Installs into `dir`, which does not exist yet. `platform` is uv's name of a foreign platform, `None` this machine.
pub(super) async fn install(target: &Target<'_>, lock: &Lock, platform: Option<&str>, dir: &Path) -> Result {
    fs::create_dir_all(dir).doing(|| format!("cannot make the folder {}", dir.display()))?;
    // What is not in an index has no wheel, and what turns out to have none is built here.
    let (mut wheels, mut sources): (Vec<_>, Vec<_>) =
        entries(&lock.text).into_iter().partition(|entry| has_version(entry) || entry.contains(".whl"));
    let Some(platform) = platform else {
        pip(target, lock, &wheels.join("\n"), dir, &[]).await.map_err(|error| explain(target, error))?;
        for source in sources {
            pip(target, lock, &source, dir, refresh(&source)).await.map_err(|error| explain(target, error))?;
        }
        return tidy(dir);
    };
    let python = target.python.to_string();
    let foreign = ["--only-binary", ":all:", "--python-platform", platform, "--python-version", &python];
    while let Err(error) = pip(target, lock, &wheels.join("\n"), dir, &foreign).await {
        let missing = error.detail.as_deref().and_then(no_wheel::read);
        let missing = missing.and_then(|found| wheels.iter().position(|entry| is_named(entry, &found.package)));
        let Some(missing) = missing else { return Err(explain(target, error)) };
        sources.push(wheels.remove(missing));
    }
    for source in sources {
        build(target, lock, &source, dir).await?;
    }
    tidy(dir)
}

/// Builds one package on this machine; the result runs elsewhere only if it is pure Python.
async fn build(target: &Target<'_>, lock: &Lock, entry: &str, dir: &Path) -> Result {
    let name = entry.split(['=', ' ', '@', '\\']).next().unwrap_or(entry);
    let scratch = target.store.scratch("source")?;
    fs::create_dir_all(&scratch)?;
    let (where_to, python) = (no_wheel::platform(target), target.python.to_string());
    let hinted = |error: Error| error.hint(target.ui.say(&if name == "psycopg2" { say::psycopg2() } else { say::another_version(name) }));
    pip(target, lock, entry, &scratch, refresh(entry)).await.map_err(|error| {
        let built = hinted(Error::user(target.ui.say(&say::not_built(name, &where_to, &python))));
        if let Some(detail) = error.detail { built.detail(detail) } else { built }
    })?;
    if !is_pure(&scratch)? {
        return Err(hinted(Error::user(target.ui.say(&say::compiled(name, &where_to, &python)))));
    }
    merge(&scratch, dir)?;
    fs::remove_dir_all(&scratch).map_err(Error::from)
}

async fn pip(target: &Target<'_>, lock: &Lock, requirements: &str, dir: &Path, flags: &[&str]) -> Result {
    if requirements.trim().is_empty() {
        return Ok(());
    }
    let file = dir.with_extension("requirements.txt");
    fs::write(&file, requirements).doing(|| format!("cannot write {}", file.display()))?;
    let mut command = uv_in(target, &lock.dir).await?;
    command.args(["pip", "install", "--quiet", "--no-deps", "--python"]).arg(target.interpreter);
    command.args(flags).arg("--target").arg(dir).arg("--requirements").arg(&file);
    let result = tools::run(command, "installing the packages").await.map(drop);
    fs::remove_file(&file).doing(|| format!("cannot remove {}", file.display()))?;
    result
}

/// uv keeps what it has built from a folder until that folder's pyproject.toml changes; its other files count too.
fn refresh(entry: &str) -> &'static [&'static str] {
    if entry.starts_with(['.', '/']) || entry.contains("file://") { &["--refresh"] } else { &[] }
}

/// The requirements of a lock, each with the lines of its hashes; options such as `--index-url` are one too.
fn entries(lock: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in lock.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        match found.last_mut() {
            Some(last) if line.starts_with(' ') => *last = format!("{last}\n{line}"),
            _ => found.push(line.to_owned()),
        }
    }
    found
}

fn has_version(entry: &str) -> bool {
    entry.starts_with('-') || entry.lines().next().is_some_and(|line| line.contains("==") && !line.contains(" @ "))
}

fn is_named(entry: &str, name: &str) -> bool {
    entry.strip_prefix(name).is_some_and(|rest| rest.starts_with(['=', ' ', '[']))
}

/// Whether every package in the folder says of itself that it fits any platform.
fn is_pure(dir: &Path) -> Result<bool> {
    for entry in fs::read_dir(dir)?.flatten() {
        let wheel = fs::read_to_string(entry.path().join("WHEEL")).unwrap_or_default();
        if wheel.lines().any(|line| line.strip_prefix("Tag:").is_some_and(|tag| !tag.trim().ends_with("-none-any"))) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Moves a tree into another one that may have the same folders: namespace packages do.
fn merge(from: &Path, to: &Path) -> Result {
    for entry in fs::read_dir(from)?.flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() && target.is_dir() {
            merge(&entry.path(), &target)?;
        } else {
            fs::rename(entry.path(), &target).doing(|| format!("cannot make {}", target.display()))?;
        }
    }
    Ok(())
}

/// Removes what only an installation on this machine needs: scripts that name its interpreter, and notes about where packages came from.
fn tidy(dir: &Path) -> Result {
    for entry in fs::read_dir(dir)?.flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if name == "bin" || name == "__pycache__" {
            fs::remove_dir_all(&path)?;
        } else if name == ".lock" {
            fs::remove_file(&path)?;
        } else if name.ends_with(".dist-info") {
            // RECORD lists the scripts, whose hashes differ from machine to machine.
            for note in ["RECORD", "uv_cache.json", "uv_build.json", "direct_url.json", "INSTALLER", "REQUESTED"] {
                let note = path.join(note);
                if note.exists() {
                    fs::remove_file(note)?;
                }
            }
        }
    }
    Ok(())
}

fn explain(target: &Target<'_>, error: Error) -> Error {
    let detail = error.detail.clone().unwrap_or_default();
    if detail.contains("psycopg2") || detail.contains("pg_config") {
        return error.hint(target.ui.say(&say::psycopg2()));
    }
    match detail.split_once("Failed to build `").and_then(|(_, rest)| rest.split('`').next()) {
        Some(package) => error.hint(target.ui.say(&say::build_needs(package))),
        None => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_taken_apart() {
        let lock = "# a comment\ndjango==5.2 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\nthing @ git+https://example.invalid/x@abc\n./libs/shop\n";
        let entries = entries(lock);
        assert_eq!(entries.len(), 3);
        assert_eq!(entries.iter().map(|entry| has_version(entry)).collect::<Vec<_>>(), [true, false, false]);
        assert!(is_named(&entries[0], "django") && !is_named(&entries[0], "djang"));
    }
}
