//! What rustc says of good and bad `pocket!` blocks: wording and caret of every diagnostic. See ../README.md.

use std::process::Command;

/// Runs this program again, for the one test, in a language: what rustc says follows the environment, which a test must not change in its own process.
fn in_language(lang: &str, test: &str, cases: impl FnOnce(&trybuild::TestCases)) {
    if std::env::var("POCKET_UI_LANGUAGE").is_ok_and(|running| running == lang) {
        return cases(&trybuild::TestCases::new());
    }
    // What chooses cases (`trybuild=neon`) is passed on; libtest's own words are not.
    let chosen = std::env::args().skip(1).filter(|argument| argument.starts_with("trybuild="));
    let program = std::env::current_exe().expect("this program has a path");
    let mut command = Command::new(program);
    command.args([test, "--exact", "--nocapture"]).args(chosen).env("POCKET_LANG", lang).env("POCKET_UI_LANGUAGE", lang);
    assert!(command.status().expect("the tests start again").success(), "cases failed: see above");
}

#[test]
fn english() {
    in_language("en", "english", |cases| {
        cases.pass("pass/*.rs");
        cases.compile_fail("fail/*/*.rs");
    });
}

#[test]
fn japanese() {
    in_language("ja", "japanese", |cases| cases.compile_fail("ja/*.rs"));
}

#[test]
fn korean() {
    in_language("ko", "korean", |cases| cases.compile_fail("ko/*.rs"));
}
