//! What is read from a sound block.

use super::{SAMPLE, mistakes, parse};
use pocket_model::ast::{Entry, Node, Unit, Value, ValueKind};

fn entries(nodes: &[Node]) -> Vec<&Entry> {
    nodes.iter().filter_map(|node| if let Node::Entry(entry) = node { Some(entry) } else { None }).collect()
}

/// A value in a short form of its own.
fn show(value: &Value) -> String {
    match &value.kind {
        ValueKind::Str(text) => format!("{text:?}"),
        ValueKind::Int(number) => number.to_string(),
        ValueKind::Float(number) => format!("{number:?}"),
        ValueKind::Bool(on) => on.to_string(),
        ValueKind::Quantity(number, unit) => format!("{number}{}", unit.name()),
        ValueKind::Range(first, last) => format!("{} to {}", show(first), show(last)),
        ValueKind::List(values) => format!("[{}]", values.iter().map(show).collect::<Vec<_>>().join(", ")),
        ValueKind::Map(entries) => {
            format!("{{{}}}", entries.iter().map(|(key, value)| format!("{}: {}", key.text, show(value))).collect::<Vec<_>>().join(", "))
        }
        ValueKind::Word(word) => format!("word {word}"),
        ValueKind::Call(name, values) => format!("{}({})", name.text, values.iter().map(show).collect::<Vec<_>>().join(", ")),
        ValueKind::Opaque(number, path) => format!("#{number} {path}"),
    }
}

fn value(written: &str) -> String {
    let source = format!("stage dev {{ field: {written}; }}");
    assert_eq!(mistakes(&source), Vec::<String>::new(), "{written}");
    show(entries(&parse(&source).project.stages[0].nodes)[0].value.as_ref().expect("it has a value"))
}

#[test]
fn the_sample_is_sound() {
    assert_eq!(mistakes(SAMPLE), Vec::<String>::new());
    let parsed = parse(SAMPLE);
    let project = &parsed.project;
    assert_eq!(project.doc.as_deref(), Some("An online shop."));
    assert_eq!(
        project.stages.iter().map(|stage| stage.name.text.as_str()).collect::<Vec<_>>(),
        ["local", "dev", "staging", "prod", "empty"]
    );
    assert_eq!(project.stages[1].doc.as_deref(), Some("Where we try things."));
    assert_eq!(entries(&project.stages[1].nodes)[1].doc.as_deref(), Some("A copy of production's data."));
    assert_eq!(
        entries(&project.nodes).iter().map(|entry| entry.keyword.text.as_str()).collect::<Vec<_>>(),
        ["project", "region", "django", "budget"]
    );
    assert_eq!(project.every.as_ref().map(|every| every.nodes.len()), Some(4));
    assert!(project.stages[4].nodes.is_empty());
}

#[test]
fn the_written_form_survives_json() {
    let project = parse(SAMPLE).project;
    let json = serde_json::to_string(&project).expect("it serializes");
    assert_eq!(serde_json::from_str::<pocket_model::ast::Project>(&json).expect("it reads back"), project);
}

#[test]
fn values() {
    assert_eq!(value("\"a\\n\""), "\"a\\n\"");
    assert_eq!(value("r#\"a\"b\"#"), "\"a\\\"b\"");
    assert_eq!(value("1_000"), "1000");
    assert_eq!(value("-1"), "-1");
    assert_eq!(value("-9223372036854775808"), "-9223372036854775808");
    assert_eq!(value("0.5"), "0.5");
    assert_eq!(value("-0.5"), "-0.5");
    assert_eq!(value("true"), "true");
    assert_eq!(value("1_024mb"), "1024mb");
    assert_eq!(value("0.5acu"), "0.5acu");
    assert_eq!(value("0.5acu..8acu"), "0.5acu to 8acu");
    assert_eq!(value("1..MAX"), "1 to #0 MAX");
    assert_eq!(value("[\"a\", B, c, d::e,]"), "[\"a\", #0 B, word c, #1 d::e]");
    assert_eq!(value("[]"), "[]");
    assert_eq!(value("{ \"a\": [1], b: { }, }"), "{a: [1], b: {}}");
    assert_eq!(value("password(50)"), "password(50)");
    assert_eq!(value("::shop::limits::MEMORY"), "#0 ::shop::limits::MEMORY");
    assert_eq!(value("crate::MEMORY"), "#0 crate::MEMORY");
    for unit in Unit::ALL {
        assert_eq!(value(&format!("2{}", unit.name())), format!("2{}", unit.name()));
    }
}

#[test]
fn entries_have_labels_owners_and_blocks() {
    let source = r#"stage dev { lambda worker { memory: 1gb; } domain "a.example" ; vpc from prod; secret r#type; }"#;
    assert_eq!(mistakes(source), Vec::<String>::new());
    let parsed = parse(source);
    let entries = entries(&parsed.project.stages[0].nodes);
    let label = |index: usize| entries[index].label.as_ref().map(|label| (label.text.as_str(), label.quoted));
    assert_eq!(label(0), Some(("worker", false)));
    assert_eq!(entries[0].body.as_ref().map(Vec::len), Some(1));
    assert_eq!(label(1), Some(("a.example", true)));
    assert_eq!(entries[2].from.as_ref().map(|from| from.text.as_str()), Some("prod"));
    assert_eq!(label(3), Some(("type", false)));
}

#[test]
fn projects_and_stages_may_have_hyphens() {
    let source = "project my-2nd-shop; stage pre-prod { vpc from pre-prod; } stage pre_live;";
    assert_eq!(mistakes(source), Vec::<String>::new());
    let project = parse(source).project;
    assert_eq!(entries(&project.nodes)[0].label.as_ref().map(|label| label.text.as_str()), Some("my-2nd-shop"));
    assert_eq!(project.stages.iter().map(|stage| stage.name.text.as_str()).collect::<Vec<_>>(), ["pre-prod", "pre_live"]);
    assert_eq!(entries(&project.stages[0].nodes)[0].from.as_ref().map(|from| from.text.as_str()), Some("pre-prod"));
    assert_eq!(mistakes("stage my-shop"), ["1:10 missing `;` after `my-shop` [syntax::missing_semicolon]\n\n  = help: write `my-shop;`"]);
}

#[test]
fn places_are_those_of_the_tokens() {
    let parsed = parse("stage dev {\n    neon { branch: BRANCH; }\n}");
    let neon = entries(&parsed.project.stages[0].nodes)[0];
    let branch = entries(neon.body.as_deref().expect("a block"))[0];
    assert_eq!(parsed.spans.line_column(parsed.project.stages[0].name.at), (1, 7));
    assert_eq!(parsed.spans.line_column(neon.keyword.at), (2, 5));
    let at = branch.value.as_ref().expect("a value").at;
    assert_eq!(parsed.spans.line_column(at), (2, 20));
    assert_eq!(parsed.opaque, [at]);
    assert_eq!(parsed.paths[&at].to_string(), "BRANCH");
}

#[test]
fn tokens_from_a_users_own_macro_are_read_through() {
    use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
    let wrap = |source: &str| TokenTree::Group(Group::new(Delimiter::None, source.parse().expect("it lexes")));
    let mut body: TokenStream = "memory :".parse().expect("it lexes");
    body.extend([wrap("30s"), wrap("; nat ;")]);
    let mut stream: TokenStream = "stage".parse().expect("it lexes");
    stream.extend([wrap("dev"), TokenTree::Group(Group::new(Delimiter::Brace, body))]);
    let parsed = crate::parse::parse(stream, "shop", crate::host::Host::Compiler);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    assert_eq!(parsed.project.stages[0].nodes.len(), 2);
}
