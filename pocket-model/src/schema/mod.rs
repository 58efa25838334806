//! What a field takes: each type of the language knows the values it accepts, the Rust type that may stand in its place and how to say so.

pub(crate) mod messages;
mod reader;
mod values;
mod words;

pub(crate) use reader::Reader;
pub use values::{Reference, Text};
pub use words::one_of;
pub use words::quoted;
pub(crate) use words::words;

use crate::ast::{At, Entry, Label, Name, Value, ValueKind};
use crate::messages::Wording;
use std::fmt;

/// One field of a kind, as the reference, completion and error messages need it.
#[derive(Debug, Clone, Copy)]
pub struct FieldSpec {
    /// Name in the language and in the Rust struct.
    pub name: &'static str,
    /// Reference text.
    pub doc: &'static [&'static str],
    /// What it takes, in words: "a size such as `512mb`".
    pub expects: fn() -> Wording,
    /// The Rust type of a constant in its place; empty where none may stand.
    pub rust: &'static str,
    /// The default as it would be written; `None` without one.
    pub default: fn() -> Option<String>,
    /// Values that some program accepts, as written, the ends of the range among them: the property tests write programs with them. An empty text is
    /// the bare `name;`.
    pub samples: fn() -> Vec<String>,
    /// The words that it takes, alone or before parentheses.
    pub words: fn() -> &'static [&'static str],
    /// The enum behind its words, where there is one.
    pub variants: Option<Variants>,
}

/// The enum behind the words of a field, whose variants are what an editor shows for them.
#[derive(Debug, Clone, Copy)]
pub struct Variants {
    /// `pocket_model::kinds::vpc::Nat`
    pub path: &'static str,
    /// Each word with its variant: `per_zone`, `PerZone`.
    pub words: &'static [(&'static str, &'static str)],
}

/// Where an item may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Outside of any stage.
    Top,
    /// In a stage or in `every stage`.
    Stage,
    /// Both: what stands outside is given to every stage.
    Both,
}

/// Whether an item takes a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelRule {
    /// One of its kind in a stage.
    None,
    /// The unlabelled one is the default of its kind.
    Optional,
    /// Always.
    Required,
}

/// One kind of item: everything that the parser, the checks, the reference and completion know of it.
#[derive(Debug)]
pub struct Spec {
    /// The word in the language.
    pub keyword: &'static str,
    /// The Rust struct.
    pub type_name: &'static str,
    /// Reference text, a line each.
    pub doc: &'static [&'static str],
    /// Where it may stand.
    pub place: Place,
    /// Whether it takes a label.
    pub label: LabelRule,
    /// The field that a value after the colon sets.
    pub value: Option<&'static str>,
    /// Whether a block may follow.
    pub block: bool,
    /// Whether `keyword from stage;` may be written.
    pub from: bool,
    /// Whether its block takes any name (`settings`).
    pub open: bool,
    /// Labels that some program accepts, as written: for the property tests.
    pub labels: &'static [&'static str],
    /// Its fields.
    pub fields: &'static [FieldSpec],
}

/// The value of a field: known, not yet known (a Rust value, in the macro), or not there.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<T> {
    state: State<T>,
    /// Where it was written; for a default, the item's own place.
    pub at: At,
    /// Whether the user wrote it.
    pub written: bool,
    /// Where the elements of a list were written.
    pub(crate) elements: Vec<At>,
}

#[derive(Debug, Clone, PartialEq)]
enum State<T> {
    Known(T),
    Opaque,
    Absent,
}

impl<T> Field<T> {
    /// The value, if it is there and known. A rule has no opinion on `None`.
    pub fn known(&self) -> Option<&T> {
        match &self.state {
            State::Known(value) => Some(value),
            State::Opaque | State::Absent => None,
        }
    }

    /// Whether only the running program knows the value.
    pub fn is_late(&self) -> bool {
        matches!(self.state, State::Opaque)
    }

    /// Where an element of a list was written; the field's own place for what nobody wrote.
    pub fn element(&self, index: usize) -> At {
        self.elements.get(index).copied().unwrap_or(self.at)
    }

    /// The value of a field that has a default.
    ///
    /// # Panics
    /// On a field without a default that nobody wrote, and on a Rust value inside of the macro, where nothing is synthesized.
    pub fn value(&self) -> &T {
        self.known().expect("the field has a default and the program is running")
    }
}

impl<T> std::ops::Deref for Field<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value()
    }
}

/// What a type has to say of a value that is not one of it.
#[derive(Debug)]
pub struct Wrong {
    /// What it takes, in words.
    pub expects: Wording,
    /// What was probably meant, as it would be written.
    pub meant: Option<String>,
}

/// A type of the language.
pub trait FieldValue: Sized + Clone + fmt::Debug {
    /// The Rust type of a constant in its place; empty where none may stand.
    const RUST: &'static str;

    /// The enum behind the words, if its values are words and nothing else.
    const VARIANTS: Option<Variants> = None;

    /// What it takes, in words.
    fn expects() -> Wording;

    /// The value, if it is one of this type.
    fn from_value(value: &ValueKind) -> Option<Self>;

    /// As it would be written, for the reference.
    fn written(&self) -> String;

    /// The value of a bare `name;`.
    fn from_flag() -> Option<Self> {
        None
    }

    /// The text to type in place of a wrong value, where the type knows one.
    fn instead_of(_value: &ValueKind) -> Option<Wording> {
        None
    }

    /// What was probably meant by a value that is not one of this type, as it would be written.
    fn meant(_value: &ValueKind) -> Option<String> {
        None
    }

    /// The part of a value that keeps it from being one of this type, with what should stand there: an element of a list.
    fn wrong_part(_value: &Value) -> Option<(&Value, Wrong)> {
        None
    }

    /// The words of a fixed set, for did-you-mean.
    fn words() -> &'static [&'static str] {
        &[]
    }

    /// See [`FieldSpec::samples`]: all that the type alone can say.
    fn samples() -> Vec<String> {
        let bare = Self::from_flag().map(|_| String::new());
        let off = Self::from_value(&ValueKind::Bool(false)).map(|_| "false".to_string());
        bare.into_iter().chain(off).chain(Self::words().iter().map(|word| word.to_string())).collect()
    }
}

/// What every item has besides its fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// The keyword, or for something brought by another item, that item.
    pub at: At,
    /// The label.
    pub label: Option<Label>,
    /// The doc comment.
    pub doc: Option<String>,
    /// Not written: a default, or brought by another item.
    pub implied: bool,
    /// Written in the stage itself, not outside of it or in `every stage`.
    pub own: bool,
    /// The stage that owns it, for `vpc from dev;`.
    pub owner: Option<Name>,
    /// What its block says, for kinds that take any name.
    pub entries: Vec<Entry>,
}

impl Head {
    /// `keyword` or `keyword label`, for messages and lists.
    pub fn title(&self, keyword: &str) -> String {
        match &self.label {
            Some(label) => format!("{keyword} {}", label.text),
            None => keyword.to_string(),
        }
    }
}
