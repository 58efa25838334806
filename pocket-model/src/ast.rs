//! What was written: a [`Project`] of [`Stage`]s of [`Node`]s, each with the place it was written at.
//!
//! The grammar has one shape for everything that stands before a `;` or a block, so there is one type for it, [`Entry`]: `neon;`, `vpc from dev;`,
//! `secret KEY: password(50);`, `memory: 1024mb;` and `nat;` are all entries. What an entry means is decided in `resolve` and `check`, by the kinds' schemas.

use serde::{Deserialize, Serialize};

/// A place in the user's program, as an index into the table of locations that the macro keeps (as spans) and the expansion carries (as line and column).
///
/// The model never sees a compiler span: so one rule can underline a token at compile time and print `main.rs:31:9` at run time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct At(pub u32);

impl At {
    /// The `pocket!` invocation itself: the place of what nobody wrote, such as a default.
    pub const PROGRAM: At = At(0);
}

/// A word and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Where.
    pub at: At,
    /// The word as written.
    pub text: String,
}

/// The whole `pocket!` block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Project {
    /// The name of the crate (or example) that holds the block: the default project name.
    pub crate_name: String,
    /// Doc comment at the top of the block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<String>,
    /// What stands outside of any stage: `project shop;`, `region: "…";`, `django: "site";` …
    pub nodes: Vec<Node>,
    /// The `every stage` block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<Stage>,
    /// In source order: the first is the default of every command.
    pub stages: Vec<Stage>,
}

/// `stage dev { … }`, or `every stage { … }` (whose name is empty).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stage {
    /// The name; for `every stage`, the word `every`.
    pub name: Name,
    /// Doc comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<String>,
    /// The items, in source order.
    pub nodes: Vec<Node>,
}

/// One item of a stage or of a block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Node {
    /// An item, field, flag or block.
    Entry(Entry),
    /// `route "/static/*" => s3;`
    Route(Route),
    /// `without efs_cache;`
    Without(Without),
}

impl Node {
    /// Its first word.
    pub fn at(&self) -> At {
        match self {
            Node::Entry(entry) => entry.keyword.at,
            Node::Route(route) => route.at,
            Node::Without(without) => without.at,
        }
    }
}

/// `keyword label? (from x | : value)? (; | { … })`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The first word.
    pub keyword: Name,
    /// `worker` in `lambda worker { … }`, `"shop.example.com"` in `domain "shop.example.com";`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// `dev` in `vpc from dev;`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Name>,
    /// What stands after the colon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The block, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Vec<Node>>,
    /// Doc comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<String>,
}

/// The name of one of several items with the same keyword.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Where.
    pub at: At,
    /// The text, without quotes.
    pub text: String,
    /// Whether it was written as a string literal.
    pub quoted: bool,
}

/// `route pattern => target (; | { … })`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Route {
    /// The word `route`.
    pub at: At,
    /// A string, or the word `default`.
    pub pattern: Value,
    /// A reference: a word such as `s3` or `web`.
    pub target: Name,
    /// Options of the route.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Vec<Node>>,
}

/// `without keyword label?;`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Without {
    /// The word `without`.
    pub at: At,
    /// What is dropped.
    pub keyword: Name,
    /// Which one of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// Where.
    pub at: At,
    /// What.
    pub kind: ValueKind,
}

/// What can stand after a colon. There are no operators.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ValueKind {
    /// `"text"`
    Str(String),
    /// `42`, `-1`
    Int(i64),
    /// `0.5`
    Float(f64),
    /// `true`, `false`
    Bool(bool),
    /// `30s`, `512mb`, `0.5acu`
    Quantity(f64, Unit),
    /// `1acu..8acu`
    Range(Box<Value>, Box<Value>),
    /// `["a", "c"]`
    List(Vec<Value>),
    /// `{ "key": value, … }`: only in `settings`.
    Map(Vec<(Name, Value)>),
    /// `embedded`: one word out of a fixed set, or a reference.
    Word(String),
    /// `password(50)`, `env("X")`
    Call(Name, Vec<Value>),
    /// A Rust value (`RETENTION`, `limits::MEMORY`), known only when the program runs. In the macro no rule has an opinion on it. The number counts
    /// the Rust values of the program; the text is the path as written, for messages. At start the binary puts the real value in its place.
    Opaque(u32, String),
}

/// The units a number may carry, always in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Seconds.
    S,
    /// Minutes.
    M,
    /// Hours.
    H,
    /// Days.
    D,
    /// Kibibytes: binary, as AWS counts memory.
    Kb,
    /// Mebibytes.
    Mb,
    /// Gibibytes.
    Gb,
    /// Aurora capacity units.
    Acu,
    /// US dollars a month.
    Usd,
}

impl Unit {
    /// Every unit, in the order messages list them.
    pub const ALL: [Unit; 9] = [Unit::S, Unit::M, Unit::H, Unit::D, Unit::Kb, Unit::Mb, Unit::Gb, Unit::Acu, Unit::Usd];

    /// As written in a program.
    pub fn name(self) -> &'static str {
        match self {
            Unit::S => "s",
            Unit::M => "m",
            Unit::H => "h",
            Unit::D => "d",
            Unit::Kb => "kb",
            Unit::Mb => "mb",
            Unit::Gb => "gb",
            Unit::Acu => "acu",
            Unit::Usd => "usd",
        }
    }

    /// The unit of that name.
    pub fn parse(text: &str) -> Option<Unit> {
        Unit::ALL.into_iter().find(|unit| unit.name() == text)
    }
}
