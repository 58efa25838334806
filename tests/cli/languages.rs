//! What the command line says of a configuration, in each language; and how the language is chosen.

use super::{run, transcript};
use std::path::Path;

const LANGUAGES: [&str; 3] = ["en", "ja", "ko"];

/// `pocket`, which needs no program of a user's.
fn pocket(arguments: &[&str], environment: &[(&str, &str)]) -> String {
    run(Path::new(env!("CARGO_BIN_EXE_pocket")), "pocket", arguments, environment)
}

/// The program whose stage has warnings alone.
fn warned(arguments: &[&str]) -> String {
    transcript("test_program", arguments, &[("PROGRAM", "warned")])
}

/// The same command in every language, one after the other.
fn in_each(run: impl Fn(&[&str]) -> String, arguments: &[&str]) -> String {
    LANGUAGES.map(|lang| run(&[arguments, &["--lang", lang]].concat())).join("\n")
}

#[test]
fn check_shows_warnings_in_each_language() {
    // secret::short_secret_key, settings::debug, settings::readable_secret
    insta::assert_snapshot!(in_each(warned, &["check"]));
}

#[test]
fn check_denies_warnings_in_each_language() {
    for (lang, words) in LANGUAGES.into_iter().zip(["3 warnings, and `--deny-warnings`", "警告が 3 件あります", "경고가 3개 있습니다"])
    {
        let text = warned(&["check", "--deny-warnings", "--lang", lang]);
        assert!(text.contains("exit status 1") && text.contains(words), "{text}");
    }
}

#[test]
fn plan_shows_and_denies_warnings_before_it_needs_an_account() {
    insta::assert_snapshot!(in_each(warned, &["plan", "--deny-warnings"]));
    let text = warned(&["plan", "--lang", "ja"]);
    assert!(text.contains("security.W009") && text.contains("no AWS credentials"), "{text}");
    let text = warned(&["deploy", "--deny-warnings", "--lang", "ko"]);
    assert!(text.contains("경고가 3개 있습니다") && !text.contains("credentials"), "{text}");
}

#[test]
fn warnings_are_data_too() {
    insta::assert_snapshot!(warned(&["check", "--json", "--lang", "ja"]));
}

#[test]
fn a_late_mistake_is_counted_in_each_language() {
    insta::assert_snapshot!(in_each(|arguments| transcript("test_program", arguments, &[("PROGRAM", "late")]), &["check"]));
}

#[test]
fn what_is_missing_is_said_in_each_language() {
    insta::assert_snapshot!(in_each(|arguments| transcript("test_program", arguments, &[]), &["synth", "-s", "from-environment"]));
    insta::assert_snapshot!("no_such_stage", in_each(|arguments| transcript("mysite", arguments, &[]), &["synth", "-s", "elsewhere"]));
}

#[test]
fn explain_prints_the_page_of_a_code() {
    insta::assert_snapshot!(in_each(|arguments| pocket(arguments, &[]), &["explain", "neon::bad_name"]));
}

#[test]
fn explain_takes_what_the_compiler_prints_and_a_rule_alone() {
    let page = pocket(&["explain", "neon::capacity_span"], &[]).lines().skip(1).collect::<Vec<_>>().join("\n");
    for asked in ["[neon::capacity_span]", "capacity_span", " NEON::CAPACITY_SPAN "] {
        let text = pocket(&["explain", asked], &[]);
        assert_eq!(text.lines().skip(1).collect::<Vec<_>>().join("\n"), page, "{asked}");
    }
    // The same in the program of a user.
    let text = transcript("mysite", &["explain", "neon::capacity_span"], &[]);
    assert_eq!(text.lines().skip(1).collect::<Vec<_>>().join("\n"), page);
}

#[test]
fn explain_without_a_code_lists_every_code() {
    let text = pocket(&["explain"], &[]);
    for page in pocket_core::model::messages::pages() {
        assert!(text.contains(&format!("  {} ", page.code)), "{} is not in\n{text}", page.code);
    }
    insta::assert_snapshot!(in_each(|arguments| pocket(arguments, &[]), &["explain", "efs_cache"]));
}

#[test]
fn explain_is_data_too() {
    insta::assert_snapshot!(pocket(&["explain", "efs_cache::archive_days", "--json", "--lang", "ko"], &[]));
    let text = pocket(&["explain", "--json"], &[]);
    let data = text.split("----- stdout -----\n").nth(1).and_then(|rest| rest.split("----- stderr").next()).unwrap_or_default();
    let rows: Vec<serde_json::Value> = serde_json::from_str(data).expect("JSON");
    assert_eq!(rows.len(), pocket_core::model::messages::pages().count());
}

#[test]
fn an_unknown_code_gets_the_nearest() {
    insta::assert_snapshot!(in_each(|arguments| pocket(arguments, &[]), &["explain", "neon::capacity_spam"]));
    let text = pocket(&["explain", "vpc::pasword_length"], &[]);
    assert!(text.contains("exit status 2") && text.contains("help: explain secret::password_length"), "{text}");
    let text = pocket(&["explain", "bad_name"], &[]);
    assert!(text.contains("explain neon::bad_name") && text.contains("explain secret::bad_name"), "{text}");
    let text = pocket(&["explain", "xyzzy"], &[]);
    assert!(text.contains("lists all of them"), "{text}");
}

#[test]
fn the_bill_is_in_the_language_too() {
    for (lang, idle, all) in
        [("ja", "usd / 月（アクセスがないとき）", "オンデマンド価格"), ("ko", "usd / 월(방문이 없을 때)", "온디맨드 가격")]
    {
        let text = transcript("mysite", &["cost", "-s", "prod", "--lang", lang], &[]);
        assert!(text.contains("exit status 0") && text.contains(idle) && text.contains(all), "{text}");
        assert!(!text.contains("a month") && !text.contains("cheaper by"), "{text}");
    }
}

#[test]
fn help_is_in_the_language_too() {
    insta::assert_snapshot!(in_each(|arguments| transcript("mysite", arguments, &[]), &["deploy", "--help"]));
    insta::assert_snapshot!("help_of_pocket", in_each(|arguments| pocket(arguments, &[]), &["--help"]));
}

#[test]
fn the_language_is_the_one_asked_for() {
    let spoken = |arguments: &[&str], environment: &[(&str, &str)]| {
        let text = pocket(&[&["explain", "neon::bad_name"], arguments].concat(), environment);
        match ["What is wrong", "何が問題か", "무엇이 문제인가"].map(|heading| text.contains(heading)) {
            [true, false, false] => "en",
            [false, true, false] => "ja",
            [false, false, true] => "ko",
            _ => panic!("{text}"),
        }
    };
    assert_eq!(spoken(&[], &[]), "en");
    assert_eq!(spoken(&[], &[("LANG", "ja_JP.UTF-8")]), "ja");
    assert_eq!(spoken(&[], &[("LANG", "ja_JP.UTF-8"), ("LC_ALL", "C")]), "en");
    assert_eq!(spoken(&[], &[("LANG", "ja_JP.UTF-8"), ("LC_MESSAGES", "ko_KR.UTF-8")]), "ko");
    assert_eq!(spoken(&[], &[("LANG", "fr_FR.UTF-8")]), "en");
    assert_eq!(spoken(&[], &[("LC_ALL", "C"), ("POCKET_LANG", "ko")]), "ko");
    assert_eq!(spoken(&[], &[("LANG", "ja_JP.UTF-8"), ("POCKET_LANG", "klingon")]), "ja");
    assert_eq!(spoken(&["--lang", "en"], &[("POCKET_LANG", "ko")]), "en");
    assert_eq!(spoken(&["--lang=ja"], &[("POCKET_LANG", "ko")]), "ja");
}

#[test]
fn a_language_that_pocket_does_not_speak_is_refused() {
    insta::assert_snapshot!(transcript("mysite", &["check", "--lang", "fr"], &[]));
}
