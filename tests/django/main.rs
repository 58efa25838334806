//! The tests that are written in Python: those of `pocket_django`, and the example's own, which know nothing of pocket.

#[path = "../../pocket-core/tests/support/python.rs"]
mod python;

use pocket_core::ui::{Level, Printer};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const REQUIREMENTS: &str = include_str!("../../python/requirements-test.txt");

/// The interpreter of an environment with pytest and Django, and the folder of PostgreSQL's programs.
fn tools() -> (PathBuf, PathBuf) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let found = runtime.block_on(async {
        let (ui, version) = (Printer::new(Level::Quiet), python::version().await?);
        let environment = pocket_core::tools::environment(&ui, "python-tests", version, REQUIREMENTS).await?;
        Ok((environment.join("bin/python"), pocket_core::embedded::postgres_programs(&ui, version).await?))
    });
    found.unwrap_or_else(|error: pocket_core::Error| panic!("{}", pocket_core::report::error(&error, None)))
}

/// The folder of PostgreSQL's programs.
fn postgres() -> PathBuf {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let programs =
        runtime.block_on(async { pocket_core::embedded::postgres_programs(&Printer::new(Level::Quiet), python::version().await?).await });
    programs.unwrap_or_else(|error| panic!("{}", pocket_core::report::error(&error, None)))
}

/// Runs Python in a folder of the repository, with nothing of the machine's own configuration.
fn run(folder: &str, arguments: &[&str], environment: &[(&str, &Path)]) {
    let (interpreter, postgres) = tools();
    let mut command = Command::new(interpreter);
    command.env("POCKET_TEST_POSTGRES", postgres);
    let foreign = |name: &str| ["AWS_", "DJANGO_", "PYTHON", "PYTEST_"].iter().any(|prefix| name.starts_with(prefix));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(foreign)) {
        command.env_remove(name);
    }
    // The sources may lie where this account cannot write, and a repository is no place for compiled modules.
    command.env("PYTHONDONTWRITEBYTECODE", "1");
    let output = command
        .envs(environment.iter().copied())
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
        .stdin(Stdio::null())
        .output()
        .expect("Python runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{folder}: {arguments:?}\n{}\n{}", text(&output.stdout), text(&output.stderr));
}

#[test]
fn pocket_django() {
    run("python", &["-m", "pytest", "-q", "-p", "no:cacheprovider"], &[("POCKET_TEST_POSTGRES", &postgres())]);
}

#[test]
fn the_example_passes_its_own_tests() {
    run("examples/mysite/site", &["manage.py", "test"], &[]);
}
