//! Synthesis: each kind with all defaults and with everything set, and each example × stage, as snapshots and before cfn-lint.
//!
//! A snapshot holds logical ids and properties, which are a public contract; cfn-lint holds them against AWS's own schemas.

mod kinds;
mod lint;
mod merge;
mod network;
#[path = "../../pocket-core/tests/support/python.rs"]
mod python;

use pocket::synth::Synthesis;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every template of a stage, in one document by stack name.
fn templates(synthesis: &Synthesis) -> serde_json::Value {
    let own = synthesis.stacks.iter().filter(|stack| stack.owner.is_none());
    let stacks = own.map(|stack| (stack.name.clone(), serde_json::to_value(&stack.template).expect("a template is JSON")));
    serde_json::Value::Object(stacks.collect())
}

/// Builds an example and runs its `synth` for a stage.
fn example(name: &str, stage: &str) -> serde_json::Value {
    let output = Command::new(example_binary(name)).args(["synth", "-s", stage]).output().expect("the example runs");
    assert!(output.status.success(), "synth of {name} {stage}: {}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "the audit of {name} {stage}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("synth prints JSON")
}

/// `cargo test` builds the examples of this package beside the tests.
fn example_binary(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("the test has a path");
    let profile = test.parent().and_then(Path::parent).expect("tests stand in deps");
    let path = profile.join("examples").join(name);
    assert!(
        path.is_file(),
        "{} is missing: `cargo test` builds it, `cargo test --test templates` needs `cargo build --examples` first",
        path.display()
    );
    path
}

#[test]
fn every_example_and_stage() {
    for (name, stages) in [("mysite", &["local", "dev", "prod"][..]), ("minimal", &["dev"]), ("hooks", &["local", "prod"])] {
        for stage in stages {
            let document = example(name, stage);
            insta::assert_json_snapshot!(format!("example_{name}_{stage}"), document);
            lint::add(&format!("example_{name}_{stage}"), &document);
        }
    }
    lint::run("examples");
}
