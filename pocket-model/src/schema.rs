//! What a field takes: each type of the language knows the values it accepts, the Rust type that may stand in its place and how to say so.

use crate::ast::{At, Entry, Label, Name, Unit, Value, ValueKind};
use crate::diag::{Diagnostic, Sink, nearest};
use crate::resolve::Item;
use crate::units::{Acu, Days, Mebibytes, Seconds, Usd};
use std::fmt;

/// One field of a kind, as the reference, completion and error messages need it.
#[derive(Debug, Clone, Copy)]
pub struct FieldSpec {
    /// Name in the language and in the Rust struct.
    pub name: &'static str,
    /// Reference text.
    pub doc: &'static [&'static str],
    /// What it takes, in words: "a size such as `512mb`".
    pub expects: fn() -> String,
    /// The Rust type of a constant in its place; empty where none may stand.
    pub rust: &'static str,
    /// The default as it would be written; `None` without one.
    pub default: fn() -> Option<String>,
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

/// A type of the language.
pub trait FieldValue: Sized + Clone + fmt::Debug {
    /// The Rust type of a constant in its place; empty where none may stand.
    const RUST: &'static str;

    /// What it takes, in words.
    fn expects() -> String;

    /// The value, if it is one of this type.
    fn from_value(value: &ValueKind) -> Option<Self>;

    /// As it would be written, for the reference.
    fn written(&self) -> String;

    /// The value of a bare `name;`.
    fn from_flag() -> Option<Self> {
        None
    }

    /// The words of a fixed set, for did-you-mean.
    fn words() -> &'static [&'static str] {
        &[]
    }
}

/// A string; `env("X")` may stand for one.
pub type Text = String;

impl FieldValue for String {
    const RUST: &'static str = "&str";

    fn written(&self) -> String {
        format!("{self:?}")
    }

    fn expects() -> String {
        "a string such as `\"text\"`".into()
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        match value {
            ValueKind::Str(text) => Some(text.clone()),
            _ => None,
        }
    }
}

impl FieldValue for bool {
    const RUST: &'static str = "bool";

    fn written(&self) -> String {
        self.to_string()
    }

    fn expects() -> String {
        "nothing (`name;`), `true` or `false`".into()
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        match value {
            ValueKind::Bool(on) => Some(*on),
            _ => None,
        }
    }

    fn from_flag() -> Option<Self> {
        Some(true)
    }
}

impl FieldValue for u32 {
    const RUST: &'static str = "u32";

    fn written(&self) -> String {
        self.to_string()
    }

    fn expects() -> String {
        "a whole number such as `10`".into()
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        match value {
            ValueKind::Int(number) => u32::try_from(*number).ok(),
            _ => None,
        }
    }
}

impl<T: FieldValue> FieldValue for Vec<T> {
    const RUST: &'static str = "";

    fn written(&self) -> String {
        format!("[{}]", self.iter().map(T::written).collect::<Vec<_>>().join(", "))
    }

    fn expects() -> String {
        format!("a list in brackets, each {}", T::expects())
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        match value {
            ValueKind::List(values) => values.iter().map(|value| T::from_value(&value.kind)).collect(),
            _ => None,
        }
    }
}

/// A number of some unit, in a base unit: whole, or as it stands.
fn quantity(value: &ValueKind, units: &[(Unit, f64)]) -> Option<f64> {
    match value {
        ValueKind::Quantity(amount, unit) => units.iter().find(|(known, _)| known == unit).map(|(_, factor)| amount * factor),
        _ => None,
    }
}

fn whole(amount: f64) -> Option<u32> {
    (amount.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&amount)).then_some(amount as u32)
}

impl FieldValue for Seconds {
    const RUST: &'static str = "Seconds";

    fn written(&self) -> String {
        self.to_string()
    }

    fn expects() -> String {
        "a time such as `30s` or `10m`".into()
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        quantity(value, &[(Unit::S, 1.0), (Unit::M, 60.0), (Unit::H, 3600.0), (Unit::D, 86400.0)]).and_then(whole).map(Seconds)
    }
}

impl FieldValue for Mebibytes {
    const RUST: &'static str = "Mebibytes";

    fn written(&self) -> String {
        self.to_string()
    }

    fn expects() -> String {
        "a size such as `512mb` or `1gb`".into()
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        quantity(value, &[(Unit::Kb, 1.0 / 1024.0), (Unit::Mb, 1.0), (Unit::Gb, 1024.0)]).and_then(whole).map(Mebibytes)
    }
}

impl FieldValue for Days {
    const RUST: &'static str = "Days";

    fn written(&self) -> String {
        self.to_string()
    }

    fn expects() -> String {
        "a number of days such as `30d`".into()
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        quantity(value, &[(Unit::D, 1.0)]).and_then(whole).map(Days)
    }
}

impl FieldValue for Acu {
    const RUST: &'static str = "Acu";

    fn written(&self) -> String {
        self.to_string()
    }

    fn expects() -> String {
        "a capacity such as `0.5acu`".into()
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        quantity(value, &[(Unit::Acu, 1.0)]).map(Acu)
    }
}

impl FieldValue for Usd {
    const RUST: &'static str = "Usd";

    fn written(&self) -> String {
        self.to_string()
    }

    fn expects() -> String {
        "a price a month such as `5usd`".into()
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        quantity(value, &[(Unit::Usd, 1.0)]).map(Usd)
    }
}

/// `0.25` or `2`: a plain number.
impl FieldValue for f64 {
    const RUST: &'static str = "f64";

    fn written(&self) -> String {
        self.to_string()
    }

    fn expects() -> String {
        "a number such as `0.25`".into()
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        match value {
            ValueKind::Int(number) => Some(*number as f64),
            ValueKind::Float(number) => Some(*number),
            _ => None,
        }
    }
}

/// Declares a type whose values are words of a fixed set.
macro_rules! words {
    ($(#[doc = $doc:literal])* $name:ident { $($(#[doc = $vdoc:literal])* $variant:ident = $word:literal),+ $(,)? } $(flag $flag:ident)? $(off $off:ident)?) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[doc = $vdoc])* $variant),+ }

        impl $name {
            /// As written in a program.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl $crate::schema::FieldValue for $name {
            const RUST: &'static str = "";

            fn written(&self) -> String {
                self.word().to_string()
            }

            fn expects() -> String {
                $crate::schema::one_of(Self::words())
            }

            fn from_value(value: &$crate::ast::ValueKind) -> Option<Self> {
                match value {
                    $($crate::ast::ValueKind::Word(word) if word == $word => Some($name::$variant),)+
                    $($crate::ast::ValueKind::Bool(false) => Some($name::$off),)?
                    _ => None,
                }
            }

            fn from_flag() -> Option<Self> {
                #[allow(unused_mut, unused_assignments)]
                let mut flag = None;
                $(flag = Some($name::$flag);)?
                flag
            }

            fn words() -> &'static [&'static str] {
                &[$($word),+]
            }
        }
    };
}
pub(crate) use words;

/// "`a`, `b` or `c`"
pub fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// Reads an item's fields by their types, noting every mistake.
pub(crate) struct Reader<'a> {
    item: &'a Item,
    spec: &'static Spec,
    sink: &'a mut Sink,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(item: &'a Item, spec: &'static Spec, sink: &'a mut Sink) -> Self {
        Reader { item, spec, sink }
    }

    /// The value of a field; a wrong one is noted and counts as unknown, so that one mistake is one message.
    pub(crate) fn field<T: FieldValue>(&mut self, name: &'static str, default: Option<T>) -> Field<T> {
        let absent = |value: Option<T>| Field { state: value.map_or(State::Absent, State::Known), at: self.item.at, written: false };
        let Some(entry) = self.item.entry(name) else { return absent(default) };
        let at = entry.value.as_ref().map_or(entry.keyword.at, |value| value.at);
        let state = match &entry.value {
            None => match T::from_flag() {
                Some(value) => State::Known(value),
                None => {
                    let message = format!("`{name}` needs a value: {}", T::expects());
                    self.sink.push(Diagnostic::error("schema::needs_value", at, message).help(format!("write `{name}: …;`")));
                    State::Opaque
                }
            },
            Some(value) => self.value(name, value),
        };
        Field { state, at, written: true }
    }

    /// As `field`, with bounds that both may be reached.
    pub(crate) fn field_within<T: FieldValue + PartialOrd + fmt::Display>(
        &mut self,
        name: &'static str,
        default: Option<T>,
        low: T,
        high: T,
    ) -> Field<T> {
        let field = self.field(name, default);
        if let Some(value) = field.known()
            && !(low <= *value && *value <= high)
        {
            let message = format!("`{name}` of `{}` is {value}, and takes {low} to {high}", self.spec.keyword);
            let nearest = if *value < low { &low } else { &high };
            self.sink.push(Diagnostic::error("schema::out_of_range", field.at, message).help(format!("write `{name}: {nearest};`")));
            return Field { state: State::Opaque, ..field };
        }
        field
    }

    fn value<T: FieldValue>(&mut self, name: &'static str, value: &Value) -> State<T> {
        match &value.kind {
            ValueKind::Opaque(..) if !T::RUST.is_empty() => return State::Opaque,
            ValueKind::Call(call, _) if call.text == "env" && T::RUST == "&str" => return State::Opaque,
            kind => {
                if let Some(known) = T::from_value(kind) {
                    return State::Known(known);
                }
            }
        }
        let message = format!("`{name}` of `{}` takes {}, not `{}`", self.spec.keyword, T::expects(), value.kind);
        let mut diagnostic = Diagnostic::error("schema::wrong_value", value.at, message);
        if let ValueKind::Word(word) | ValueKind::Str(word) = &value.kind
            && let Some(near) = nearest(word, T::words().iter().copied())
        {
            diagnostic = diagnostic.help(format!("did you mean `{name}: {near};`?"));
        }
        let bare = match &value.kind {
            ValueKind::Int(number) => Some(number.to_string()),
            ValueKind::Str(text) => {
                Some(text.trim().to_string()).filter(|text| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit()))
            }
            _ => None,
        };
        if let Some(number) = bare {
            let unit = match T::RUST {
                "Seconds" => "s",
                "Mebibytes" => "mb",
                "Days" => "d",
                "Acu" => "acu",
                "Usd" => "usd",
                _ => "",
            };
            if !unit.is_empty() {
                diagnostic = diagnostic.help(format!("a number with its unit: `{name}: {number}{unit};`"));
            }
        }
        self.sink.push(diagnostic);
        State::Opaque
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

impl fmt::Display for ValueKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ValueKind::Str(text) => write!(f, "{text:?}"),
            ValueKind::Int(number) => write!(f, "{number}"),
            ValueKind::Float(number) => write!(f, "{number}"),
            ValueKind::Bool(on) => write!(f, "{on}"),
            ValueKind::Quantity(amount, unit) => write!(f, "{amount}{}", unit.name()),
            ValueKind::Range(low, high) => write!(f, "{}..{}", low.kind, high.kind),
            ValueKind::List(values) => {
                let shown: Vec<String> = values.iter().map(|value| value.kind.to_string()).collect();
                write!(f, "[{}]", shown.join(", "))
            }
            ValueKind::Map(_) => f.write_str("{ … }"),
            ValueKind::Word(word) => f.write_str(word),
            ValueKind::Call(name, values) => {
                let shown: Vec<String> = values.iter().map(|value| value.kind.to_string()).collect();
                write!(f, "{}({})", name.text, shown.join(", "))
            }
            ValueKind::Opaque(_, path) => f.write_str(path),
        }
    }
}
