use super::*;

#[test]
fn python_versions_are_read_and_shown() {
    for (text, shown) in [("3.12", "3.12"), ("3.12.1", "3.12"), (" 3.13\n", "3.13"), ("3.10.*", "3.10"), ("3.14.0rc1", "3.14")] {
        assert_eq!(text.parse::<PythonVersion>().expect(text).to_string(), shown);
    }
    for text in ["3", "", "pypy", "3.x", "cpython-3.12", "3.12 or so"] {
        assert!(text.parse::<PythonVersion>().is_err(), "{text}");
    }
    assert!("3.9".parse::<PythonVersion>().expect("a version") < "3.10".parse().expect("a version"));
}

#[test]
fn a_tree_becomes_readable_for_all() {
    use std::os::unix::fs::PermissionsExt;
    let dir = std::env::temp_dir().join(format!("pocket-readable-{}", std::process::id()));
    fs::create_dir_all(dir.join("bin")).expect("made");
    fs::write(dir.join("bin/run"), "").expect("written");
    fs::write(dir.join("data"), "").expect("written");
    set_mode(&dir.join("bin/run"), 0o700).expect("set");
    set_mode(&dir.join("data"), 0o600).expect("set");
    set_mode(&dir.join("bin"), 0o700).expect("set");
    make_readable(&dir).expect("readable");
    let mode = |path: &str| fs::metadata(dir.join(path)).expect("there").permissions().mode() & 0o777;
    assert_eq!((mode("bin"), mode("bin/run"), mode("data")), (0o755, 0o755, 0o644));
    fs::remove_dir_all(dir).expect("removed");
}

#[tokio::test]
async fn a_failure_carries_the_output_of_the_tool() {
    let mut command = tokio::process::Command::new("sh");
    command.args(["-c", "echo out; echo 'the last word' >&2; exit 3"]);
    let error = run(command, "the work").await.expect_err("it fails");
    assert_eq!(error.message, "the work failed: the last word");
    assert_eq!(error.detail.as_deref(), Some("the last word\nout"));
}

#[tokio::test]
async fn the_message_is_the_line_that_tells_most() {
    let table = [
        ("error: No solution found\n  cause: Because x was not found", "the work failed: No solution found: Because x was not found"),
        ("error: Failed to build `x==1`\n\n  hint: Build failures are common", "the work failed: Failed to build `x==1`"),
        ("what is wrong\n    ^^^^", "the work failed: what is wrong"),
        ("what is wrong\nhint: try again", "the work failed: what is wrong"),
    ];
    for (said, message) in table {
        let mut command = tokio::process::Command::new("sh");
        command.args(["-c", "printf '%s\n' \"$0\" >&2; exit 1", said]);
        assert_eq!(run(command, "the work").await.expect_err("it fails").message, message);
    }
}

#[tokio::test]
async fn a_missing_tool_is_named() {
    let error = run(tokio::process::Command::new("pocket-no-such-tool"), "the work").await.expect_err("it fails");
    assert_eq!(error.message, "the work failed: `pocket-no-such-tool` is not installed");
}

#[tokio::test]
async fn a_missing_network_is_recognised() {
    let mut command = tokio::process::Command::new("sh");
    command.args(["-c", "echo 'error: dns error: failed to lookup address information' >&2; exit 1"]);
    let error = run(command, "the work").await.expect_err("it fails");
    assert!(error.hints[0].contains("package index"), "{:?}", error.hints);
}
