//! Conventions that hold because a test fails when they do not.

use pocket_core::model::diag::Severity;
use pocket_core::model::messages::{Lang, page, pages, reference};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                let text = std::fs::read_to_string(&path).expect("a source is text");
                found.push((path, text));
            }
        }
    }
    found
}

/// Every `"kind::rule"` in the sources.
fn codes(folder: &str) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for (path, text) in sources(folder, "rs") {
        if path.ends_with("tests.rs") || path.components().any(|part| part.as_os_str() == "tests") {
            continue;
        }
        let text = text.split("#[cfg(test)]").next().unwrap_or_default().to_string();
        for literal in text.split('"').skip(1).step_by(2) {
            let good = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            if let Some((kind, rule)) = literal.split_once("::")
                && good(kind)
                && good(rule)
            {
                codes.insert(literal.to_string());
            }
        }
    }
    codes
}

/// Whether a code is that of a warning: rustc does not show them, so their transcripts stand with `check`.
fn is_warning(code: &str) -> bool {
    page(code).is_some_and(|page| page.severity == Severity::Warning)
}

#[test]
fn every_diagnostic_has_a_ui_test() {
    let shown: String = sources("tests/ui/fail", "stderr").into_iter().map(|(_, text)| text).collect();
    let warned: String = sources("tests/cli/snapshots", "snap").into_iter().map(|(_, text)| text).collect();
    let mut codes = codes("pocket-model/src");
    codes.extend(pages().map(|page| page.code.to_string()));
    assert!(codes.len() > 80, "the search for codes found only {}", codes.len());
    let missing: Vec<&String> = codes
        .iter()
        .filter(|code| match is_warning(code) {
            true => !warned.contains(&format!("warning[{code}]")),
            false => !shown.contains(&format!("[{code}]")),
        })
        .collect();
    assert!(missing.is_empty(), "no test shows the caret of {missing:?}");
}

/// A mistake that is put together where it is noticed has one language; one of the catalogue has all of them, and a page.
#[test]
fn every_diagnostic_is_of_the_catalogue() {
    // What the catalogue is made of.
    let home = ["pocket-model/src/diag.rs", "pocket-model/src/messages/mod.rs"];
    for folder in ["pocket-model/src", "pocket-macros/src"] {
        for (path, text) in sources(folder, "rs") {
            let relative = path.strip_prefix(root()).expect("it is ours").display().to_string();
            if home.contains(&relative.as_str()) || relative.contains("/tests") {
                continue;
            }
            // Spaces and line breaks are the formatter's.
            let code: String = text.split("#[cfg(test)]").next().unwrap_or_default().split_whitespace().collect();
            for made_here in ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic{code", ".help(\"", ".help(format!(", ".saying(\""] {
                assert!(!code.contains(made_here), "{relative} has `{made_here}`: write the words in a `messages.rs`");
            }
            let words =
                |arguments: &str| arguments.split(",\"").skip(1).any(|text| text.starts_with(|first: char| first.is_ascii_alphabetic()));
            let related = code.split(".related(").skip(1).filter_map(|rest| rest.split_once(')')).any(|(arguments, _)| words(arguments));
            assert!(!related, "{relative} says what is at a related place itself: write the words in a `messages.rs`");
        }
    }
}

#[test]
fn only_its_folder_names_a_kind() {
    for kind in ["Neon", "EfsCache", "Vpc", "S3"] {
        for (path, text) in sources("pocket-model/src", "rs") {
            let relative = path.strip_prefix(root()).expect("it is ours").display().to_string();
            let own = format!("kinds/{}/", snake(kind));
            if relative.contains(&own) || relative.ends_with("kinds/mod.rs") {
                continue;
            }
            let named = text.contains(&format!("Resource::{kind}")) || text.contains(&format!("kinds::{kind}"));
            assert!(!named, "{relative} names the kind {kind}: declare a fact instead");
        }
    }
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for (index, letter) in name.chars().enumerate() {
        if letter.is_ascii_uppercase() && index > 0 {
            out.push('_');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

/// The crates that building a crate takes.
fn tree(arguments: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["tree", "--prefix", "none", "-e", "normal,build", "--format", "{p}", "--offline"])
        .args(arguments)
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("names are text");
    text.lines().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty()).collect()
}

#[test]
fn the_macro_stays_light() {
    let crates = tree(&["-p", "pocket-macros"]);
    let others: Vec<&String> = crates.iter().filter(|name| !name.starts_with("pocket-")).collect();
    assert!(others.len() <= 12, "at most twelve crates of others below the macro, and it has {}: {others:?}", others.len());
    assert!(!crates.iter().any(|name| name.starts_with("tokio ") || name.starts_with("aws-")), "{crates:?}");
}

#[test]
fn the_model_sees_neither_clock_nor_network() {
    let crates = tree(&["-p", "pocket-model"]);
    let pure = [
        "pocket-model",
        "serde",
        "serde_core",
        "serde_derive",
        "serde_json",
        "proc-macro2",
        "quote",
        "syn",
        "unicode-ident",
        "itoa",
        "memchr",
        "indexmap",
        "hashbrown",
        "equivalent",
        "zmij",
        "ryu",
    ];
    for name in &crates {
        let name = name.split(' ').next().unwrap_or_default();
        assert!(pure.contains(&name), "pocket-model depends on {name}");
    }
    for (path, text) in sources("pocket-model/src", "rs") {
        for effect in ["std::fs", "std::env::", "std::net::Tcp", "std::time::Instant", "SystemTime", "std::process"] {
            assert!(!text.contains(effect), "{} uses {effect}", path.display());
        }
    }
}

#[test]
fn without_deploy_there_is_no_sdk() {
    let crates = tree(&["-p", "pocket", "--no-default-features"]);
    assert!(
        !crates.iter().any(|name| name.starts_with("tokio ") || name.starts_with("aws-") || name.starts_with("reqwest ")),
        "{crates:?}"
    );
    assert!(crates.len() <= 50, "a program without the feature `deploy` has {} crates", crates.len());
}

#[test]
fn a_user_compiles_at_most_230_crates() {
    let crates = tree(&["-p", "pocket"]);
    assert!(crates.len() <= 230, "{} crates", crates.len());
}

#[test]
fn everything_that_is_made_has_a_price_or_a_reason() {
    use pocket_core::model::cost::{Billing, DIRECT, RESOURCES};
    let (mut types, mut direct) = (BTreeSet::new(), BTreeSet::new());
    // What a program's own `after_synth` adds is in none of our bills.
    let ours =
        sources("tests/templates/snapshots", "snap").into_iter().filter(|(path, _)| !path.to_string_lossy().contains("example_hooks"));
    for (_, text) in ours {
        for line in text.lines() {
            let Some((name, value)) = line.trim().split_once(": ") else { continue };
            let value = value.trim_end_matches(',').trim_matches('"').to_string();
            match name {
                // `AWS::EC2::VPC::Id` is the type of a parameter.
                "\"Type\"" if value.starts_with("AWS::") && value.matches("::").count() == 2 => drop(types.insert(value)),
                "\"driver\"" | "\"store\"" => drop(direct.insert(value.replace('_', ""))),
                _ => {}
            }
        }
    }
    assert!(types.len() > 20 && direct.len() > 2, "the search found only {types:?} and {direct:?}");
    let unknown = |found: BTreeSet<String>, known: &[(&str, Billing)]| -> Vec<String> {
        found.into_iter().filter(|name| !known.iter().any(|(known, _)| known == name)).collect()
    };
    let (types, direct) = (unknown(types, RESOURCES), unknown(direct, DIRECT));
    assert!(types.is_empty() && direct.is_empty(), "pocket_model::cost does not say what {types:?} and {direct:?} cost");
    for (name, billing) in RESOURCES {
        assert!(!matches!(billing, Billing::Free(reason) if reason.is_empty()), "{name} is free without a reason");
    }
}

#[test]
fn the_reference_is_fresh() {
    fresh("docs/language.md", &pocket_core::model::reference::markdown());
}

#[test]
fn the_pages_of_all_codes_are_fresh() {
    for (path, lang) in ["docs/errors.md", "docs/ja/errors.md", "docs/ko/errors.md"].into_iter().zip(Lang::ALL) {
        fresh(path, &reference::markdown(lang));
    }
}

/// A generated file is as it would be generated now.
fn fresh(name: &str, generated: &str) {
    let path = root().join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
        std::fs::write(&path, generated).expect("the file can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == generated, "{name} is stale: `UPDATE_DOCS=1 cargo test --test conventions` writes it anew");
}
