//! Every mistake of syntax: its place, its words, its code and the text to type.

use super::mistakes;

/// Each mistake as `line:column message [code] | help`, the codes without `syntax::`.
fn holds(source: &str, expected: &[&str]) {
    let found: Vec<String> = mistakes(source).iter().map(|text| one_line(text)).collect();
    assert_eq!(found, expected, "{source}");
}

fn one_line(text: &str) -> String {
    ["\n\n  = ", "\n  = "]
        .iter()
        .fold(text.replace("[syntax::", "["), |text, line| text.replace(line, " | "))
        .replace("| help: ", "| ")
        .replace("| note: ", "| ")
}

/// A code without a case here would be a mistake that nobody has seen.
#[test]
fn every_code_has_a_case() {
    let cases = include_str!("mistakes.rs");
    let codes: Vec<&str> =
        pocket_model::syntax::PAGES.into_iter().flatten().filter_map(|page| page.code.strip_prefix("syntax::")).collect();
    assert!(codes.len() > 20);
    for code in codes {
        assert!(cases.contains(&format!("[{code}]")), "no case for syntax::{code}");
    }
}

#[test]
fn missing_semicolons_are_at_the_end_of_the_token_before() {
    holds("stage dev { neon s3; }", &["1:13 missing `;` after `neon` [missing_semicolon] | write `neon;`"]);
    holds("stage dev { neon }", &["1:13 missing `;` after `neon` [missing_semicolon] | write `neon;`"]);
    holds("stage dev { vpc { nat } }", &["1:19 missing `;` after `nat` [missing_semicolon] | write `nat;`"]);
    holds("stage dev { lambda { memory: 512mb timeout: 30s; } }", &["1:30 missing `;` after `512mb` [missing_semicolon] | write `512mb;`"]);
    holds(r#"stage dev { vpc { zones: ["a"] } }"#, &["1:30 missing `;` [missing_semicolon] | end it with `;`"]);
    holds(r#"region: "x" stage dev;"#, &[r#"1:9 missing `;` after `"x"` [missing_semicolon] | write `"x";`"#]);
    holds(
        "stage dev { lambda worker s3; without efs_cache neon; }",
        &[
            "1:20 missing `;` after `worker` [missing_semicolon] | write `worker;`",
            "1:39 missing `;` after `efs_cache` [missing_semicolon] | write `efs_cache;`",
        ],
    );
    holds("stage dev", &["1:7 missing `;` after `dev` [missing_semicolon] | write `dev;`"]);
}

#[test]
fn semicolons_that_end_nothing() {
    holds("stage dev { neon;; }", &["1:18 this `;` ends nothing [double_semicolon] | delete it"]);
    holds("; stage dev;", &["1:1 this `;` ends nothing [double_semicolon] | delete it"]);
    holds(
        "stage dev { vpc { nat; }; };",
        &[
            "1:25 a block takes no `;` after it [semicolon_after_block] | delete the `;`",
            "1:28 a block takes no `;` after it [semicolon_after_block] | delete the `;`",
        ],
    );
    holds("stage dev { neon, }", &["1:17 what stands in a block ends in `;`, not in `,` [comma] | write `neon;`"]);
}

#[test]
fn units() {
    holds(
        "stage dev { a: 30sec; }",
        &["1:16 unknown unit `sec` [unknown_unit] | write `30s`; the units are `s`, `m`, `h`, `d`, `kb`, `mb`, `gb`, `acu`, `usd`"],
    );
    holds(
        "stage dev { a: 5acus; }",
        &["1:16 unknown unit `acus` [unknown_unit] | write `5acu`; the units are `s`, `m`, `h`, `d`, `kb`, `mb`, `gb`, `acu`, `usd`"],
    );
    holds(
        "stage dev { a: 30ms; b: 3x; }",
        &[
            "1:16 unknown unit `ms` [unknown_unit] | the units are `s`, `m`, `h`, `d`, `kb`, `mb`, `gb`, `acu`, `usd`",
            "1:25 unknown unit `x` [unknown_unit] | the units are `s`, `m`, `h`, `d`, `kb`, `mb`, `gb`, `acu`, `usd`",
        ],
    );
    holds("stage dev { a: 1_024MB; }", &["1:16 the unit `MB` is written in lower case [unknown_unit] | write `1_024mb`"]);
    holds("stage dev { a: 30u32; }", &["1:16 a number takes no Rust type, found `u32` [unknown_unit] | write `30`"]);
    holds("stage dev { a: 30 s; }", &["1:16 a space stands between the number and its unit `s` [unit_apart] | write `30s`"]);
    holds(
        "stage dev { a: 99999999999999999999; }",
        &["1:16 the number `99999999999999999999` is too large [number] | the largest is `9223372036854775807`"],
    );
}

#[test]
fn rust_expressions() {
    holds(
        "stage dev { memory: MEM / 2; }",
        &[
            "1:25 a value is written down, not computed: `/` cannot stand here [operator] | put it in a `const` and name that: `memory: MEMORY;`",
        ],
    );
    holds(
        "stage dev { memory: (1); }",
        &[
            "1:21 a value is written down, not computed: `(` cannot stand here [operator] | put it in a `const` and name that: `memory: MEMORY;`",
        ],
    );
    holds(
        "stage dev { memory: size!(3); }",
        &[
            "1:25 a value is written down, not computed: `!` cannot stand here [operator] | put it in a `const` and name that: `memory: MEMORY;`",
        ],
    );
    holds(
        "stage dev { arch: if x { 1 } else { 2 }; neon }",
        &[
            "1:19 a value is written down, not computed: `if` cannot stand here [operator] | put it in a `const` and name that: `arch: ARCH;`",
            "1:42 missing `;` after `neon` [missing_semicolon] | write `neon;`",
        ],
    );
    holds(
        "stage dev { secret KEY: &A; }",
        &[
            "1:25 a value is written down, not computed: `&` cannot stand here [operator] | put it in a `const` and name that: `secret KEY: KEY;`",
        ],
    );
    holds(
        "stage dev { a: b.c; }",
        &["1:17 a value is written down, not computed: `.` cannot stand here [operator] | put it in a `const` and name that: `a: A;`"],
    );
    holds(
        "stage dev { a: x::<T>; }",
        &["1:19 a value is written down, not computed: `<` cannot stand here [operator] | put it in a `const` and name that: `a: A;`"],
    );
    holds(
        "stage dev { a: f::g(2); }",
        &[
            "1:20 a Rust function cannot be called here: `f::g(…)` [operator] | name the function alone where one is wanted, `a: f::g;`, or put the value in a `const` and name that",
        ],
    );
    holds(
        r#"stage dev { a: [1 + 2, "b" "c"]; }"#,
        &[
            "1:19 a value is written down, not computed: `+` cannot stand here [operator] | put it in a `const` and name that: `a: A;`",
            r#"1:24 missing `,` before `"c"` [missing_comma] | write `,` between the values"#,
        ],
    );
}

#[test]
fn values_that_are_none() {
    holds("stage dev { memory: ; }", &["1:19 `memory` has no value [expected_value] | write `memory: …;`"]);
    holds("stage dev { memory: }", &["1:19 `memory` has no value [expected_value] | write `memory: …;`"]);
    holds("stage dev { memory: timeout: 30s; }", &["1:19 `memory` has no value [expected_value] | write `memory: …;`"]);
    holds("stage dev { a: 'a'; }", &[r#"1:16 `'a'` is a character, which has no meaning here [literal] | write a string: `"a"`"#]);
    holds(
        r#"stage dev { a: b"x"; }"#,
        &[r#"1:16 `b"x"` is a byte or C string, which has no meaning here [literal] | write a string: `"text"`"#],
    );
    holds(
        r#"stage dev { a: "x"y; }"#,
        &[r#"1:16 `"x"y` is a string with a suffix, which has no meaning here [literal] | write it without the suffix: `"x"`"#],
    );
    holds(
        "stage dev { a: 1acu..=8acu; }",
        &["1:20 a range is written with two dots [range] | write the two ends, which both count: `1acu..8acu`"],
    );
    holds(
        "stage dev { a: 1acu..; b: ..8acu; }",
        &[
            "1:20 the range has no upper end [range] | write the two ends, which both count: `1acu..8acu`",
            "1:27 the range has no lower end [range] | write the two ends, which both count: `1acu..8acu`",
        ],
    );
}

#[test]
fn colons() {
    holds("stage dev { memory = 512mb; }", &["1:20 a field is set with `:`, not with `=` [equals] | write `memory: 512mb;`"]);
    holds(
        r#"stage dev { memory 512mb; zones ["a"]; }"#,
        &[
            "1:13 missing `:` between `memory` and `512mb` [missing_colon] | write `memory: 512mb;`",
            r#"1:27 missing `:` between `zones` and `[` [missing_colon] | write `zones: ["a"];`"#,
        ],
    );
    holds(
        r#"stage dev { secret KEY password(3); engine postgres("16"); }"#,
        &[
            "1:20 missing `:` between `secret KEY` and `password` [missing_colon] | write `secret KEY: …;`",
            "1:37 missing `:` between `engine` and `postgres` [missing_colon] | write `engine: …;`",
        ],
    );
    holds(
        r#"stage dev { settings { X: { 1: 2, "a" 3, "b": 4; c: 5 }; } }"#,
        &[
            r#"1:29 expected a key of the map, found `1` [expected_word] | a map is written `{ "key": "value", … }`"#,
            r#"1:35 missing `:` between `"a"` and `3` [missing_colon] | write `"a": …`"#,
            "1:48 what stands in a list or a map is separated by `,`, not by `;` [missing_comma] | write `,`",
        ],
    );
}

#[test]
fn attributes_and_doc_comments() {
    holds(
        "#[cfg(x)] stage dev { #[inline] neon; }",
        &[
            "1:1 `#[cfg]` means nothing in a `pocket!` block [attribute] | delete it: what differs between stages is written in the stages, and a value can be a Rust constant that has a `#[cfg]`",
            "1:23 `#[inline]` means nothing in a `pocket!` block [attribute] | delete it: only doc comments stand in a `pocket!` block",
        ],
    );
    holds(
        r#"/// D.
region: "x"; stage dev { lambda { /// D.
 memory: 1mb; } }"#,
        &[
            "1:1 a doc comment on `region` is shown nowhere [doc_on_field] | write it as a plain comment, `// …`, or put it on the item",
            "2:35 a doc comment on the field `memory` is shown nowhere [doc_on_field] | write it as a plain comment, `// …`, or put it on the item",
        ],
    );
    holds(
        "stage dev { /// D.\n without s3; cdn { /// D.\n route default => web; } }",
        &[
            "1:13 a doc comment on `without` is shown nowhere [doc_on_field] | write it as a plain comment, `// …`, or put it on the item",
            "2:20 a doc comment on a route is shown nowhere [doc_on_field] | write it as a plain comment, `// …`, or put it on the item",
        ],
    );
    holds(
        "stage dev { neon; /// D.\n }",
        &["1:19 this doc comment describes nothing [dangling_doc] | write it as a plain comment, `// …`, or put it before an item"],
    );
    holds(
        "stage dev { //! D.\n neon; }",
        &[
            "1:13 a `//!` comment stands only at the top of the whole block [dangling_doc] | write `/// …` before the item that it describes",
        ],
    );
    holds("stage dev { # neon; }", &["1:13 `#` begins nothing here [unexpected] | delete it"]);
}

#[test]
fn stages() {
    holds(
        "stage { neon }",
        &[
            "1:1 a stage needs a name, found `{` [expected_word] | write `stage dev { … }`",
            "1:9 missing `;` after `neon` [missing_semicolon] | write `neon;`",
        ],
    );
    holds(r#"stage "dev";"#, &[r#"1:7 a stage is named by a word, found `"dev"` [name] | write `stage dev`"#]);
    holds("stage 2nd;", &["1:7 a stage is named by a word, found `2nd` [name] | write `stage s2nd`"]);
    holds(
        "every stage; every stage { s3; } stage dev;",
        &[
            "1:14 a program has one `every stage` block at most [two_every_stage] | the first stands here: main.rs:1:1 | move its items into the first one",
        ],
    );
    holds("every dev { s3; } stage dev;", &["1:7 expected `stage` after `every`, found `dev` [expected_word] | write `every stage { … }`"]);
    holds(
        "every stage dev { s3; } stage dev;",
        &[
            "1:13 `every stage` has no name, found `dev` [unexpected] | write `every stage { … }` for all stages, or `stage dev { … }` for that one",
        ],
    );
    holds(
        "stage dev { stage prod { neon } s3 }",
        &[
            "1:13 a stage cannot stand in another block [nested_stage] | move it out, beside the other stages; what stages share stands in `every stage { … }`",
            "1:33 missing `;` after `s3` [missing_semicolon] | write `s3;`",
        ],
    );
}

#[test]
fn what_cannot_stand_there() {
    holds(
        "project my-shop; stage dev { lambda my-worker { neon } }",
        &["1:49 missing `;` after `neon` [missing_semicolon] | write `neon;`"],
    );
    holds(
        r#"stage dev { "neon"; }"#,
        &[
            r#"1:13 expected a word such as `neon`, found `"neon"` [expected_word] | an item or a field begins with a word: `neon;`, `memory: 1024mb;`"#,
        ],
    );
    holds(
        "stage dev { { s3; } neon }",
        &[
            "1:13 expected a word such as `neon`, found `{` [expected_word] | a block follows the word that it belongs to: `vpc { … }`",
            "1:21 missing `;` after `neon` [missing_semicolon] | write `neon;`",
        ],
    );
    holds(
        "stage dev { vpc from; }",
        &["1:17 expected the name of a stage after `from`, found `;` [expected_word] | write `vpc from dev;`"],
    );
    holds(
        "stage dev { without; }",
        &["1:20 expected what to drop after `without`, found `;` [expected_word] | write `without efs_cache;`"],
    );
    holds("stage dev { without s3 { x; } }", &["1:24 `without s3` takes no block [unexpected] | write `without s3;`"]);
    holds(
        "stage dev { a::b; }",
        &["1:14 expected `;` or a block in braces, found `::` [unexpected] | an item ends in `;` or in a block: `neon;`, `vpc { nat; }`"],
    );
    holds(
        r#"stage dev { cdn { route => s3; route "x" s3; route "x" => ; } }"#,
        &[
            r#"1:25 expected a path pattern or `default` after `route`, found `=>` [expected_value] | write `route "/static/*" => s3;` or `route default => lambda;`"#,
            r#"1:42 expected `=>` in a route, found `s3` [unexpected] | write `route "/static/*" => s3;` or `route default => lambda;`"#,
            r#"1:59 expected what the route leads to, such as `s3` or `lambda`, found `;` [expected_word] | write `route "/static/*" => s3;` or `route default => lambda;`"#,
        ],
    );
}
