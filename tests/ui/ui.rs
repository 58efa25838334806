//! What rustc says of good and bad `pocket!` blocks: wording and caret of every diagnostic. See ../README.md.

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    cases.pass("pass/*.rs");
    cases.compile_fail("fail/*/*.rs");
}
