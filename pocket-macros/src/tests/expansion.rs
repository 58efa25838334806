//! What comes out: the Rust of a sound block, and of one with mistakes.

use crate::expand;
use crate::host::Host;
use pocket_model::messages::Lang;

fn expansion(source: &str) -> String {
    expand::pocket(source.parse().expect("the tokens are balanced"), "shop", Lang::En, Host::Compiler, None)
        .to_string()
        .split_whitespace()
        .collect()
}

/// Holds that the expansion has each of these pieces, spaces aside.
fn has(expansion: &str, pieces: &[&str]) {
    for piece in pieces {
        let piece: String = piece.split_whitespace().collect();
        assert!(expansion.contains(&piece), "no `{piece}` in\n{expansion}");
    }
}

#[test]
fn a_stage_becomes_a_struct_of_its_items() {
    let expansion = expansion("/// The shop.\nproject shop; stage dev { /// Uploads.\n s3; neon; } stage pre_prod;");
    has(
        &expansion,
        &[
            "pub struct Dev {",
            "pub neon: ::pocket::kinds::Neon,",
            "#[doc = \"Uploads.\\n\\n`s3`\"] pub s3: ::pocket::kinds::S3,",
            "neon: items.take(\"neon\", ::core::option::Option::None)?,",
            "impl ::pocket::Stage for Dev { const NAME: &'static ::core::primitive::str = \"dev\";",
            "impl ::pocket::HasDatabase for Dev {}",
            "impl ::pocket::HasMedia for Dev {}",
            "impl ::pocket::hooks::Serves<Dev> for Dev {}",
            "pub async fn run(&self) -> ::pocket::Result<::pocket::Outputs<Self>> { super::app().deploy(self).await }",
            "pub struct PreProd {",
            "const NAME: &'static ::core::primitive::str = \"pre-prod\";",
            "places: &[(1, 1),",
            ".stage::<stages::PreProd>(::pocket::hooks::StageHooks::<stages::PreProd>::new())",
        ],
    );
    assert!(!expansion.contains("compile_error") && !expansion.contains("HasDatabaseforPreProd"));
}

#[test]
fn functions_and_values_are_pasted_with_their_types() {
    let source = "stage dev { lambda { memory: limits::MEMORY; arch: arm64; } neon { branch: BRANCH; } settings { EMAIL: ADMIN; }
        hooks { after_deploy: [seed, shop::announce]; after_synth: tweak; } commands { greet: hello; } }";
    has(
        &expansion(source),
        &[
            "values: ::std::vec![
                ::core::option::Option::Some({ let value: ::pocket::units::Mebibytes = limits::MEMORY; ::pocket::value(value) }),
                ::core::option::Option::Some({ let value: &'static ::core::primitive::str = BRANCH; ::pocket::value(value) }),
                ::core::option::Option::Some({ let value: _ = ADMIN; ::pocket::value(value) }),
                ::core::option::Option::None]",
            ".hook::<::pocket::points::after_deploy, _, _>(",
            ", \"seed\", seed)",
            ", \"shop::announce\", shop::announce)",
            ".hook::<::pocket::points::after_synth, _, _>(",
            ", \"greet\", hello)",
        ],
    );
}

#[test]
fn a_mistake_leaves_the_names_in_place() {
    for (source, error) in [
        ("stage dev { neon s3; hooks { after_deploy: seed; } }", "[syntax::missing_semicolon]"),
        ("stage dev { neon; noen; hooks { after_deploy: seed; } }", "[project::unknown_keyword]"),
    ] {
        let expansion = expansion(source);
        has(
            &expansion,
            &[
                error,
                "pub struct Dev {",
                "pub neon: ::pocket::kinds::Neon,",
                "impl ::pocket::HasCache for Dev {}",
                "pub fn app() -> ::pocket::App { _ = seed; ::core::unreachable!() }",
            ],
        );
        assert_eq!(expansion.matches("compile_error").count(), 1, "{expansion}");
        assert!(!expansion.contains("__pocket_program"));
    }
}

#[test]
fn the_rules_wait_until_the_syntax_is_right() {
    let expansion = expansion("stage dev { noen, }");
    has(&expansion, &["[syntax::comma]"]);
    assert_eq!(expansion.matches("compile_error").count(), 1);
}

#[test]
fn two_stages_that_are_one_struct_are_one_message() {
    let expansion = expansion("stage dev; stage dev;");
    assert_eq!(expansion.matches("pubstructDev").count(), 1);
    assert_eq!(expansion.matches("compile_error").count(), 1, "{expansion}");
}
