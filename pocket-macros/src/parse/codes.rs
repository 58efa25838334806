//! The codes of the parser's mistakes. Each is the name of a UI test, `tests/ui/fail/syntax/<name>.rs`.

/// `#[cfg]` and the like.
pub(crate) const ATTRIBUTE: &str = "syntax::attribute";
/// `memory: 1024mb,`
pub(crate) const COMMA: &str = "syntax::comma";
/// A doc comment that describes nothing.
pub(crate) const DANGLING_DOC: &str = "syntax::dangling_doc";
/// A doc comment where no description is shown.
pub(crate) const DOC_ON_FIELD: &str = "syntax::doc_on_field";
/// `;;`
pub(crate) const DOUBLE_SEMICOLON: &str = "syntax::double_semicolon";
/// `memory = 1024mb;`
pub(crate) const EQUALS: &str = "syntax::equals";
/// `memory: ;`
pub(crate) const EXPECTED_VALUE: &str = "syntax::expected_value";
/// `"neon";`
pub(crate) const EXPECTED_WORD: &str = "syntax::expected_word";
/// `'a'`, `b"a"`, `"a"x`
pub(crate) const LITERAL: &str = "syntax::literal";
/// `memory 1024mb;`
pub(crate) const MISSING_COLON: &str = "syntax::missing_colon";
/// `["a" "c"]`
pub(crate) const MISSING_COMMA: &str = "syntax::missing_comma";
/// `neon s3;`
pub(crate) const MISSING_SEMICOLON: &str = "syntax::missing_semicolon";
/// `stage "dev";`
pub(crate) const NAME: &str = "syntax::name";
/// A stage in a stage.
pub(crate) const NESTED_STAGE: &str = "syntax::nested_stage";
/// A number that no computer word holds.
pub(crate) const NUMBER: &str = "syntax::number";
/// `MEMORY / 2`, and every other Rust expression.
pub(crate) const OPERATOR: &str = "syntax::operator";
/// `1acu..=8acu`, `1acu..`
pub(crate) const RANGE: &str = "syntax::range";
/// `vpc { … };`
pub(crate) const SEMICOLON_AFTER_BLOCK: &str = "syntax::semicolon_after_block";
/// Two `every stage` blocks.
pub(crate) const TWO_EVERY_STAGE: &str = "syntax::two_every_stage";
/// Any other token that cannot stand where it stands.
pub(crate) const UNEXPECTED: &str = "syntax::unexpected";
/// `30 s`
pub(crate) const UNIT_APART: &str = "syntax::unit_apart";
/// `30sec`, `512MB`
pub(crate) const UNKNOWN_UNIT: &str = "syntax::unknown_unit";
