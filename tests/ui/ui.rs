//! What rustc says of good and bad `pocket!` blocks: wording and caret of every diagnostic. See ../README.md.

use pocket_model::kinds;
use pocket_model::resolve::{POINTS, RESERVED};
use pocket_model::schema::Place;
use std::fmt::Write;
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
        let words = concat!(env!("CARGO_TARGET_TMPDIR"), "/every_word.rs");
        std::fs::write(words, every_word()).expect("the folder of the build can be written");
        cases.pass(words);
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

/// A program of all words of the language, as an editor gets them: it compiles only if each of them is an item of `pocket::dsl`.
fn every_word() -> String {
    let (mut top, mut stage, mut rest) = (String::new(), String::new(), String::new());
    for kind in kinds::all() {
        let block = if kind.place == Place::Top { &mut top } else { &mut stage };
        let _ = writeln!(block, "{} {{", kind.keyword);
        for field in kind.fields {
            let _ = writeln!(block, "    {};", field.name);
            for word in (field.words)() {
                let _ = writeln!(block, "    {}: {word};", field.name);
                if kind.value == Some(field.name) {
                    let _ = writeln!(rest, "let _ = pocket::dsl::values::{}::{word};", kind.keyword);
                }
            }
        }
        block.push_str("}\n");
        if kind.place == Place::Both {
            let _ = writeln!(top, "{};", kind.keyword);
        }
    }
    let points: Vec<String> = POINTS.iter().map(|point| format!("{point};")).collect();
    let _ = writeln!(stage, "hooks {{ {} }}", points.join(" "));
    for word in RESERVED {
        let place = match word {
            "project" | "stage" | "every" => "top",
            "hooks" | "commands" | "without" => "stage",
            // It may stand nowhere yet: no kind has routes.
            "route" => continue,
            word => panic!("`{word}` has no item in pocket-model/src/dsl.rs"),
        };
        let _ = writeln!(rest, "let _: pocket::dsl::{place}::{word};");
    }
    format!("pocket_macros::words_in_editor! {{\n{top}\nevery stage {{\n{stage}}}\n}}\n\nfn main() {{\n{rest}}}\n")
}
