//! The journey of a visitor and of the site's owner through headless Chromium, and the database behind it.

use super::project::Project;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

const REQUIREMENTS: &str = include_str!("../django/browser/requirements.txt");
const DJANGO: &str = include_str!("../../python/requirements-test.txt");

/// Python with Playwright and psycopg.
pub fn environment() -> PathBuf {
    installed("browser-tests", REQUIREMENTS)
}

/// Python with Django.
pub fn django() -> PathBuf {
    installed("python-tests", DJANGO)
}

/// The interpreter of an environment that pocket's own tools install.
fn installed(name: &str, requirements: &str) -> PathBuf {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let environment = runtime.block_on(async {
        let ui = pocket_core::ui::Printer::new(pocket_core::ui::Level::Quiet);
        pocket_core::tools::environment(&ui, name, crate::python::version().await?, requirements).await
    });
    let environment = environment.unwrap_or_else(|error| panic!("{}", pocket_core::report::error(&error, None)));
    environment.join("bin/python")
}

fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).flat_map(|folder| names.map(|name| folder.join(name))).find(|program| program.is_file())
}

/// Runs the journey. Without a browser it is left out loudly, or fails where `POCKET_REQUIRE` names it. Returns the steps, by name.
pub fn journey(python: &Path, project: &Project, url: &str, user: &str, password: &str) -> Option<Vec<serde_json::Value>> {
    let Some(browser) = chromium() else {
        let required = std::env::var("POCKET_REQUIRE").is_ok_and(|required| required.contains("browser"));
        assert!(!required, "POCKET_REQUIRE names the browser, and there is no Chromium on the PATH: apt-get install chromium");
        // Written past the test runner's capture: nobody may take this for a whole run.
        let text = "\n    LEFT OUT: the browser's part of this test, for there is no Chromium on the PATH (apt-get install chromium)\n\n";
        std::io::stderr().write_all(text.as_bytes()).expect("stderr is open");
        return None;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/django/browser/journey.py");
    let output = Command::new(python)
        .arg(script)
        .args(["--url", url, "--user", user, "--password-env", "JOURNEY_PASSWORD", "--browser"])
        .arg(browser)
        .arg("--out")
        .arg(project.root.join("screenshots"))
        .env("JOURNEY_PASSWORD", password)
        .output()
        .expect("Python runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "the journey failed:\n{text}\n{}", String::from_utf8_lossy(&output.stderr));
    Some(text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect())
}

/// Asks PostgreSQL itself: the rows of a query, each as text.
pub fn query(python: &Path, uri: &str, sql: &str) -> Vec<String> {
    let code =
        "import os, psycopg\nfor row in psycopg.connect(os.environ['URI']).execute(os.environ['SQL']).fetchall(): print(*row, sep='|')";
    let output = Command::new(python).args(["-c", code]).env("URI", uri).env("SQL", sql).output().expect("Python runs");
    assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(String::from).collect()
}
