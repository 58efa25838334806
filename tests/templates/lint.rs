//! One run of cfn-lint and one of AWS's own validator over many templates, in the environment that pocket itself prepares: 0 errors and 0 warnings.

use std::path::PathBuf;
use std::process::Command;

const REQUIREMENTS: &str = include_str!("requirements.txt");

/// "SnapStart is enabled but an AWS::Lambda::Version resource is not attached": a release publishes the versions, so that no stack update moves code.
pub const SNAP_START_VERSION: &str = "W2530";

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("lint-{:?}", std::thread::current().id()).replace(['(', ')'], ""))
}

/// Notes every template of a document for the run.
pub fn add(name: &str, document: &serde_json::Value) {
    std::fs::create_dir_all(folder()).expect("the folder can be made");
    for (stack, template) in document.as_object().expect("stacks by name") {
        let text = serde_json::to_string_pretty(template).expect("it is JSON");
        std::fs::write(folder().join(format!("{name}.{stack}.json")), text).expect("the template can be written");
    }
}

/// Lints what was noted by this test.
pub fn run(what: &str) {
    let environment =
        environment().unwrap_or_else(|error| panic!("cfn-lint cannot be installed: {}", pocket_core::report::error(&error, None)));
    let mut templates: Vec<PathBuf> =
        std::fs::read_dir(folder()).expect("templates were noted").map(|entry| entry.expect("a file").path()).collect();
    templates.sort();
    assert!(!templates.is_empty(), "no template of {what} to lint");
    // Not `-r REGION FILE`: the option takes every word after it as a region, and lints nothing.
    let arguments = ["--format", "parseable", "--ignore-checks", SNAP_START_VERSION, "-t"];
    let lint = Command::new(environment.join("bin/cfn-lint")).args(arguments).args(&templates).output().expect("cfn-lint runs");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/templates/validate.py");
    let validate =
        Command::new(environment.join("bin/python")).args([script, SNAP_START_VERSION]).args(&templates).output().expect("Python runs");
    std::fs::remove_dir_all(folder()).expect("the folder can be deleted");
    for (who, output) in [("cfn-lint", lint), ("cloudformation-validate", validate)] {
        let report = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{who} refuses {what}:\n{report}");
    }
}

/// The environment that holds both, under any Python that it supports.
pub fn environment() -> pocket_core::Result<PathBuf> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let ui = pocket_core::ui::Printer::new(pocket_core::ui::Level::Quiet);
        pocket_core::tools::environment(&ui, "template-tests", crate::python::version().await?, REQUIREMENTS).await
    })
}
