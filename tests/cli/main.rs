//! Transcripts of the command line: arguments, exit status, stdout and stderr. Nothing here reaches a cloud.

mod analyze;
mod languages;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn example(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("the test has a path");
    let path = test.parent().and_then(Path::parent).expect("tests stand in deps").join("examples").join(name);
    assert!(path.is_file(), "{} is missing: `cargo build --examples` makes it, and so does `cargo test`", path.display());
    path
}

/// Runs an example in an empty environment, as on a machine without AWS credentials.
fn transcript(name: &str, arguments: &[&str], environment: &[(&str, &str)]) -> String {
    run(&example(name), name, arguments, environment)
}

/// Runs a program in an empty environment.
fn run(program: &Path, name: &str, arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("empty-home");
    std::fs::create_dir_all(&home).expect("a folder for HOME");
    let mut command = Command::new(program);
    command.args(arguments).env_clear().env("HOME", &home).env("AWS_EC2_METADATA_DISABLED", "true").stdin(Stdio::null());
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    command.envs(environment.iter().copied());
    let output = command.output().expect("the example runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(env!("CARGO_MANIFEST_DIR"), "$ROOT");
    format!(
        "$ {name} {}\nexit status {}\n----- stdout -----\n{}----- stderr -----\n{}",
        arguments.join(" "),
        output.status.code().unwrap_or(-1),
        text(&output.stdout),
        text(&output.stderr)
    )
}

macro_rules! transcripts {
    ($($test:ident: $name:literal [$($argument:literal),*] $({$($key:literal: $value:literal),*})?;)*) => {
        $(#[test]
        fn $test() {
            insta::assert_snapshot!(transcript($name, &[$($argument),*], &[$($(($key, $value)),*)?]));
        })*
    };
}

transcripts! {
    check: "mysite" ["check"];
    // Rustc does not show warnings, `check` does.
    check_with_warnings: "test_program" ["check"];
    // Warnings on the Django projects in tests/cli/sites, one after the other.
    check_of_projects: "test_program" ["check"] {"PROGRAM": "sites"};
    check_of_networks: "test_network" ["check"];
    deny_warnings: "test_program" ["check", "--deny-warnings"];
    a_late_mistake: "test_program" ["check"] {"PROGRAM": "late"};
    manage_help: "mysite" ["manage", "--help"];
    manage_without_a_command: "mysite" ["manage"];
    logs_help: "mysite" ["logs", "--help"];
    dbshell_of_nothing: "mysite" ["dbshell"];
    no_command: "mysite" [];
    unknown_command: "mysite" ["deplyo"];
    unknown_stage: "mysite" ["cost", "-s", "prdo"];
    cost: "mysite" ["cost", "-s", "prod"];
    cost_as_json: "mysite" ["cost", "-s", "dev", "--json", "--rate", "JPY=155.2"];
    cost_of_secrets_manager: "test_program" ["cost", "-s", "from_environment"];
    // The stages of a program one after the other; the embedded one is priced and not in the sum.
    cost_of_every_stage: "mysite" ["cost"];
    cost_for_a_traffic: "mysite" ["cost", "-s", "dev", "--requests", "5_000_000", "--duration", "80ms", "--response", "600kb", "--stored", "200gb",
        "--cold-starts", "0.2", "--neon-plan", "free", "--rate", "JPY=155.2", "--rate", "eur=0.86"];
    cost_prices: "mysite" ["cost", "-s", "dev", "--prices"];
    cost_of_a_bad_size: "mysite" ["cost", "--response", "40"];
    cost_of_a_bad_rate: "mysite" ["cost", "--rate", "yen"];
    missing_environment: "test_program" ["synth", "-s", "from_environment"];
    deploy_without_credentials: "mysite" ["deploy", "-s", "dev"];
    plan_without_credentials: "mysite" ["plan", "-s", "prod"];
    destroy_help: "mysite" ["destroy", "--help"];
}

#[test]
fn completions_are_a_script() {
    let text = transcript("mysite", &["completions", "bash"], &[]);
    assert!(text.contains("exit status 0") && text.contains("complete -F") && text.contains("entries"), "{text}");
}

#[test]
fn hooks_run_in_order_shared_ones_first() {
    let text = transcript("test_program", &["synth", "-s", "dev"], &[]);
    assert!(text.contains("\"Description\": \"Warnings only. first second third\""), "{text}");
    assert!(transcript("test_program", &["synth", "-s", "outside"], &[]).contains("deployed by pocket first\""));
}

/// What the templates look like is in `tests/templates`: here only what is said of them.
#[test]
fn a_function_that_breaks_the_network_is_warned_about() {
    let said = |stage: &str| {
        let text = transcript("test_network", &["synth", "-s", stage], &[]);
        text.split_once("----- stderr -----\n").expect("it has both").1.to_string()
    };
    assert_eq!(said("lender"), "", "an untouched template is in order");
    insta::assert_snapshot!(format!("{}\n{}", said("cut"), said("crowded")));
}

#[test]
fn plan_warns_of_a_cut_way_before_it_needs_an_account() {
    let text = transcript("test_network", &["plan", "-s", "cut", "--deny-warnings"], &[]);
    assert!(
        text.contains("exit status 1") && text.contains("warning[network::cut_path]") && !text.contains("network::subnet_range"),
        "{text}"
    );
    assert!(!text.contains("credentials"), "{text}");
    assert!(!transcript("test_network", &["plan", "-s", "lender"], &[]).contains("network::"), "an untouched template is in order");
}

#[test]
fn synth_writes_one_file_a_stack() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("synth");
    let text = transcript("mysite", &["synth", "-s", "prod", "--out", folder.to_str().expect("a path")], &[]);
    assert!(text.contains("exit status 0"), "{text}");
    for stack in ["mysite-prod", "mysite-prod-network"] {
        let template = std::fs::read_to_string(folder.join(format!("{stack}.json"))).expect("the template was written");
        assert!(template.contains("AWSTemplateFormatVersion"));
    }
}

#[test]
fn what_another_stage_takes_from_the_environment_does_not_matter() {
    let text = transcript("test_program", &["synth", "-s", "outside"], &[]);
    assert!(text.contains("exit status 0"), "{text}");
}

#[test]
fn a_stage_for_aws_without_credentials_fails_before_any_build() {
    let begin = std::time::Instant::now();
    let text = transcript("mysite", &["deploy", "-s", "dev"], &[]);
    assert!(text.contains("exit status 1") && text.contains("no AWS credentials"), "{text}");
    // Not a timed test: ten seconds only tell an immediate answer from waiting for a metadata service that is not there.
    assert!(begin.elapsed().as_secs() < 10, "it took {:?}", begin.elapsed());
}
