//! The tools against the machine's own interpreters and package index.
#![cfg(feature = "deploy")]

#[path = "support/python.rs"]
mod python;

use pocket_core::tools::{self, PythonVersion};
use pocket_core::ui::{Level, Printer};

const IDNA: &str = "idna==3.10 --hash=sha256:946d195a0d259cbba61165e88e65941f16e9b36ea6ddb97f00452bae8b1287d3\n";

#[tokio::test]
async fn an_environment_is_made_once() {
    let ui = Printer::new(Level::Verbose);
    let python = python::version().await.expect("a Python");
    let (first, second) = tokio::join!(tools::environment(&ui, "idna", python, IDNA), tools::environment(&ui, "idna", python, IDNA));
    let (first, second) = (first.expect("made"), second.expect("made"));
    assert_eq!(first, second);
    let mut command = tokio::process::Command::new(first.join("bin/python"));
    command.args(["-c", "import idna, sys; print(idna.__version__, '%d.%d' % sys.version_info[:2])"]);
    let output = tools::run(command, "idna").await.expect("it runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), format!("3.10 {python}"));
}

#[tokio::test]
async fn a_wrong_hash_is_refused() {
    let ui = Printer::new(Level::Verbose);
    let wrong = IDNA.replace("946d", "0000");
    let error = tools::environment(&ui, "idna", python::version().await.expect("a Python"), &wrong).await.expect_err("refused");
    assert!(error.message.contains("installing idna failed"), "{error}");
    let detail = error.detail.expect("the words of uv");
    assert!(detail.to_lowercase().contains("hash mismatch"), "{detail}");
}

#[tokio::test]
async fn a_missing_interpreter_comes_with_the_text_to_type() {
    let ui = Printer::new(Level::Normal);
    let version = PythonVersion { major: 3, minor: 77 };
    let error = tools::interpreter(&ui, version).await.expect_err("there is none");
    assert_eq!(error.message, "there is no Python 3.77 on this machine");
    assert_eq!(error.hints[0], "uv python install 3.77");
}
