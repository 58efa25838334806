//! `analyze` of the example: real packages, built and started on this machine.

use super::example;
use serde_json::Value;
use std::process::{Command, Stdio};

/// Runs it in the environment of the tests, which has the package index.
fn analyze(arguments: &[&str]) -> String {
    let mut command = Command::new(example("mysite"));
    command.args(["analyze", "--runs", "1"]).args(arguments).env_remove("POCKET_LANG").stdin(Stdio::null());
    let output = command.output().expect("the example runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn every_part_of_a_start_is_shown() {
    let found: Value = serde_json::from_str(&analyze(&["--json"])).expect("JSON on stdout, and nothing else");
    let phases: Vec<&str> = found["phases"].as_array().expect("a list").iter().filter_map(|row| row["phase"].as_str()).collect();
    for phase in ["interpreter", "settings", "secrets", "logging", "app", "ready", "middleware", "rest"] {
        assert!(phases.contains(&phase), "{phase} is missing in {phases:?}");
    }
    let sum: f64 = found["phases"].as_array().expect("a list").iter().filter_map(|row| row["ms"].as_f64()).sum();
    let start = found["start_ms"].as_f64().expect("a number");
    assert!((sum - start).abs() < 1.0, "{sum} of {start}");
    assert!(found["request_ms"].as_f64().expect("a number") > 0.0);
    let imports = found["imports"].to_string();
    for module in ["pocket_django.settings", "django.contrib.admin.sites", "psycopg", "journal.models"] {
        assert!(imports.contains(&format!("\"module\":\"{module}\"")), "{module} is missing");
    }
    // The SDK is there, and no start loads it.
    assert!(!imports.contains("\"boto3\"") && !imports.contains("\"module\":\"botocore\""));
    for (lang, title, request) in [
        ("en", "mysite-local: a cold start takes ", "The first request, GET /nowhere/, takes"),
        ("ja", "mysite-local: コールドスタートに必要なプロセッサ時間は", "最初のリクエスト GET /nowhere/ に"),
        ("ko", "mysite-local: 콜드 스타트에 드는 프로세서 시간은", "첫 요청 GET /nowhere/에"),
    ] {
        let text = analyze(&["--lang", lang, "--request", "/nowhere/"]);
        assert!(text.starts_with(title) && text.contains(request) && text.contains("psycopg"), "{text}");
    }
}
