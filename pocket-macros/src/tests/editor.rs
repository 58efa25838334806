//! What an editor gets: each word at its own place, as the item that it stands for, and in front of it nothing that the word itself changes.

use super::SAMPLE;
use crate::expand::editor::words;
use pocket_model::kinds;
use pocket_model::schema::Place;
use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use std::collections::BTreeSet;

/// Each path of the expansion with the place of its last word: `1:13 top::stage`. What `::pocket::dsl` begins is written without it.
fn paths(source: &str) -> Vec<String> {
    let mut paths = Vec::new();
    let mut path: Vec<Ident> = Vec::new();
    let mut expansion = Vec::new();
    flatten(words(source.parse().expect("the tokens are balanced")), &mut expansion);
    for token in expansion.into_iter().chain([None]) {
        match token {
            Some(TokenTree::Ident(word)) => path.push(word),
            Some(TokenTree::Punct(sign)) if sign.as_char() == ':' => {}
            _ => {
                if let Some(word) = path.last() {
                    let start = word.span().start();
                    let text: Vec<String> =
                        path.iter().filter(|word| !["let", "_"].contains(&word.to_string().as_str())).map(Ident::to_string).collect();
                    paths.push(format!("{}:{} {}", start.line, start.column + 1, text.join("::").replace("pocket::dsl::", "")));
                }
                path.clear();
            }
        }
    }
    paths
}

/// The tokens in a row; `None` where a group begins or ends.
fn flatten(tokens: TokenStream, row: &mut Vec<Option<TokenTree>>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                row.push(None);
                flatten(group.stream(), row);
                row.push(None);
            }
            token => row.push(Some(token)),
        }
    }
}

/// Holds that each word is at its place, and nothing else of the block.
fn are(source: &str, expected: &[&str]) {
    let words: Vec<String> = paths(source).into_iter().filter(|path| !path.ends_with("::__end") && !path.starts_with("1:1 ")).collect();
    assert_eq!(words, expected, "{source}");
}

#[test]
fn items_and_fields() {
    are(
        " project shop; region: \"eu-west-1\"; every stage { neon reports { pooled: false; } }\nstage my-shop { vpc from dev; without s3; lambda; }",
        &[
            "1:2 top::project",
            "1:16 top::region",
            "1:37 top::every",
            "1:43 top::stage",
            "1:51 stage::neon",
            "1:66 fields::neon::pooled",
            "2:1 top::stage",
            "2:17 stage::vpc",
            "2:21 item::from",
            "2:31 stage::without",
            "2:39 stage::s3",
            "2:43 stage::lambda",
        ],
    );
}

#[test]
fn values() {
    are(
        " stage a { cloud: embedded; vpc { nat: per_zone; zones: [\"a\", LETTER]; }\nsecret KEY: password(LONG); lambda { memory: limits::MEMORY; tmp: -1; arch: arm64; }\nsettings: manual; }",
        &[
            "1:2 top::stage",
            "1:12 stage::cloud",
            "1:19 values::cloud::embedded",
            "1:29 stage::vpc",
            "1:35 fields::vpc::nat",
            "1:40 values::vpc::nat::per_zone",
            "1:50 fields::vpc::zones",
            "1:63 LETTER",
            "2:1 stage::secret",
            "2:13 values::secret::password",
            "2:29 stage::lambda",
            "2:38 fields::lambda::memory",
            "2:54 limits::MEMORY",
            "2:62 fields::lambda::tmp",
            "2:71 fields::lambda::arch",
            "2:77 values::lambda::arch::arm64",
            "3:1 stage::settings",
            "3:11 values::settings::manual",
        ],
    );
}

#[test]
fn functions_and_settings_are_the_users_own() {
    are(
        " stage a { hooks { after_deploy: [seed, shop::tell]; } commands { greet: hello; }\nsettings { EMAIL: ADMIN; LOGGING: { \"level\": LEVEL, }; } }",
        &[
            "1:2 top::stage",
            "1:12 stage::hooks",
            "1:20 fields::hooks::after_deploy",
            "1:35 seed",
            "1:47 shop::tell",
            "1:56 stage::commands",
            "1:74 hello",
            "2:1 stage::settings",
            "2:19 ADMIN",
            "2:46 LEVEL",
        ],
    );
}

#[test]
fn what_is_half_typed_or_unknown_is_there_too() {
    are(
        " stage a { ne s3; noen { branc }\nvpc { nat: \n zones: [\"a\"]; nat: per; shape: round }\nlambda { type: if; memory: u32:: } }",
        &[
            "1:2 top::stage",
            "1:12 stage::ne",
            "1:15 stage::s3",
            "1:19 stage::noen",
            "1:26 fields::noen::branc",
            "2:1 stage::vpc",
            "2:7 fields::vpc::nat",
            "3:2 fields::vpc::zones",
            "3:16 fields::vpc::nat",
            "3:21 values::vpc::nat::per",
            "3:26 fields::vpc::shape",
            "3:33 values::vpc::shape::round",
            "4:1 stage::lambda",
            "4:10 fields::lambda::r#type",
            "4:16 values::lambda::r#type::r#if",
            "4:20 fields::lambda::memory",
        ],
    );
}

/// Every word of the registry in a block is the item that `pocket::dsl` has under its name; `tests/ui` holds that each of them is there.
#[test]
fn every_word_of_the_registry_is_its_item() {
    for kind in kinds::all() {
        let (block, outside) = if kind.place == Place::Top { ("top", "") } else { ("stage", "stage a {") };
        let mut source = format!("{outside}\n{} {{", kind.keyword);
        let mut expected = BTreeSet::from([format!("2:1 {block}::{}", kind.keyword)]);
        for (index, field) in kind.fields.iter().enumerate() {
            let line = index + 3;
            source.push_str(&format!("\n{}", field.name));
            expected.insert(format!("{line}:1 fields::{}::{}", kind.keyword, field.name));
            for word in (field.words)() {
                let column = source.rsplit('\n').next().map_or(0, str::len) + if source.ends_with(field.name) { 4 } else { 3 };
                source.push_str(if source.ends_with(field.name) { ": [" } else { ", " });
                source.push_str(word);
                expected.insert(format!("{line}:{column} values::{}::{}::{word}", kind.keyword, field.name));
            }
            source.push_str(if (field.words)().is_empty() { ";" } else { "];" });
        }
        source.push_str(if outside.is_empty() { "\n}" } else { "\n} }" });
        let found: BTreeSet<String> = paths(&source).into_iter().collect();
        let missing: Vec<&String> = expected.difference(&found).collect();
        assert!(missing.is_empty(), "no {missing:?} in {found:?} of\n{source}");
    }
}

/// rust-analyzer's own word.
const MARKER: &str = "raCompletionMarker";

/// The stream with the marker at each place in turn: as a word of its own, and at the end of a word.
fn with_marker(stream: &TokenStream) -> Vec<TokenStream> {
    let trees: Vec<TokenTree> = stream.clone().into_iter().collect();
    let marker = |text: String| TokenTree::Ident(Ident::new(&text, Span::call_site()));
    let mut streams = Vec::new();
    for index in 0..=trees.len() {
        // Nobody types a word into a `::`, nor right before one.
        let within = |tree: Option<&TokenTree>| matches!(tree, Some(TokenTree::Punct(sign)) if sign.spacing() == Spacing::Joint);
        if !within(trees.get(index)) && !within(trees[..index].last()) {
            let mut more = trees.clone();
            more.insert(index, marker(MARKER.into()));
            streams.push(more.into_iter().collect());
        }
        match trees.get(index) {
            Some(TokenTree::Ident(word)) => {
                let mut more = trees.clone();
                more[index] = marker(format!("{word}{MARKER}"));
                streams.push(more.into_iter().collect());
            }
            Some(TokenTree::Group(group)) => streams.extend(with_marker(&group.stream()).into_iter().map(|inside| {
                let mut more = trees.clone();
                more[index] = TokenTree::Group(Group::new(group.delimiter(), inside));
                more.into_iter().collect()
            })),
            _ => {}
        }
    }
    streams
}

/// rust-analyzer takes the place of the marker in one expansion for the place of the cursor in the other.
#[test]
fn a_word_changes_nothing_before_it() {
    let sample: TokenStream = SAMPLE.parse().expect("the sample is balanced");
    let without = words(sample.clone()).to_string();
    let mut offered = 0;
    for stream in with_marker(&sample) {
        let with = words(stream.clone()).to_string();
        let Some(end) = with.find(MARKER) else { continue };
        let start = with[..end].rfind(|c: char| !c.is_ascii_alphanumeric() && c != '_').map_or(0, |index| index + 1);
        let statement = with[..start].rfind("let _").expect("each word is in a statement");
        assert!(without.starts_with(&with[..statement]), "{stream}\n{with}\n{without}");
        // Right before a Rust value no words are offered.
        let before_rust = without[statement..].strip_prefix("let _ = ").is_some_and(|rest| !rest.starts_with("::"));
        if with[..start].ends_with(":: ") && !before_rust {
            assert!(without.starts_with(&with[..start]), "{stream}\n{with}\n{without}");
            // A path goes on there: with the same word, with the next one, or with the end of the list.
            let rest = &without[start..];
            assert!(rest.starts_with(|c: char| c.is_alphabetic() || c == '_'), "{stream}\n{rest}");
            offered += 1;
        }
    }
    assert!(offered > 100, "the words of the language are offered at {offered} places only");
}

#[test]
fn a_group_of_a_users_own_macro_is_read_through() {
    let word: TokenStream = "neon".parse().expect("a word");
    let group = TokenTree::Group(Group::new(Delimiter::None, word));
    let body = Group::new(
        Delimiter::Brace,
        TokenStream::from_iter([group, ";".parse::<TokenStream>().expect("a sign").into_iter().next().expect("one")]),
    );
    let mut block: TokenStream = "stage a".parse().expect("two words");
    block.extend([TokenTree::Group(body)]);
    assert!(words(block).to_string().contains(":: pocket :: dsl :: stage :: neon"));
}
