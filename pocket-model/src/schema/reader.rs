//! Reading the fields of an item.

use super::{Field, FieldValue, Spec, State, Wrong, messages};
use crate::ast::{Value, ValueKind};
use crate::diag::{Sink, nearest};
use crate::resolve::Item;
use std::fmt;

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
        let absent = |value: Option<T>| Field {
            state: value.map_or(State::Absent, State::Known),
            at: self.item.at,
            written: false,
            elements: Vec::new(),
        };
        let Some(entry) = self.item.entry(name) else { return absent(default) };
        let at = entry.value.as_ref().map_or(entry.keyword.at, |value| value.at);
        let state = match &entry.value {
            None => match T::from_flag() {
                Some(value) => State::Known(value),
                None => {
                    self.sink.push(messages::needs_value(at, name, T::expects()));
                    State::Opaque
                }
            },
            Some(value) => self.value(name, value),
        };
        let elements = match entry.value.as_ref().map(|value| &value.kind) {
            Some(ValueKind::List(values)) => values.iter().map(|value| value.at).collect(),
            _ => Vec::new(),
        };
        Field { state, at, written: true, elements }
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
            let nearest = if *value < low { &low } else { &high };
            self.sink.push(messages::out_of_range(field.at, name, self.spec.keyword, value, &low, &high, nearest));
            return Field { state: State::Opaque, ..field };
        }
        field
    }

    /// What stands before the colon: the field, or in the short form (`secrets: ssm;`) the item.
    fn typed(&self, name: &str) -> String {
        let short = self.item.entry(name).is_some_and(|entry| entry.keyword.at == self.item.at);
        if short { self.item.head().title(self.spec.keyword) } else { name.to_string() }
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
        let whole = || (value, Wrong { expects: T::expects(), meant: T::meant(&value.kind) });
        let (value, Wrong { expects, meant }) = T::wrong_part(value).unwrap_or_else(whole);
        let mut diagnostic = messages::wrong_value(value.at, name, self.spec.keyword, expects, &value.kind);
        let name = self.typed(name);
        if let Some(help) = T::instead_of(&value.kind) {
            diagnostic = diagnostic.help(help);
        } else if let Some(meant) = meant {
            diagnostic = diagnostic.help(messages::did_you_mean(meant));
        } else if let ValueKind::Word(word) | ValueKind::Str(word) = &value.kind
            && let Some(near) = nearest(word, T::words().iter().copied())
        {
            diagnostic = diagnostic.help(messages::did_you_mean(format!("{name}: {near};")));
        }
        let bare = match &value.kind {
            ValueKind::Int(number) => Some((number.to_string(), String::new())),
            ValueKind::Float(number) => Some((number.to_string(), String::new())),
            ValueKind::Str(text) => amount(text),
            _ => None,
        };
        if let Some((number, word)) = bare
            && let Some(unit) = unit(T::RUST, &word)
        {
            diagnostic = diagnostic.help(messages::with_its_unit(format!("{name}: {number}{unit};")));
        }
        self.sink.push(diagnostic);
        State::Opaque
    }
}

/// `5 minutes` as a number and a word.
fn amount(text: &str) -> Option<(String, String)> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, word) = text.split_at(end);
    number.parse::<f64>().ok()?;
    Some((number.to_string(), word.trim().to_ascii_lowercase()))
}

/// The unit of the language for a word that people write, where the type takes it; without a word the type's own.
fn unit(rust: &str, word: &str) -> Option<&'static str> {
    let own = match rust {
        "Seconds" => "s",
        "Mebibytes" => "mb",
        "Days" => "d",
        "Acu" => "acu",
        "Usd" => "usd",
        _ => return None,
    };
    Some(match (rust, word) {
        (_, "") => own,
        ("Seconds", "s" | "sec" | "secs" | "second" | "seconds") => "s",
        ("Seconds", "m" | "min" | "mins" | "minute" | "minutes") => "m",
        ("Seconds", "h" | "hour" | "hours") => "h",
        ("Seconds" | "Days", "d" | "day" | "days") => "d",
        ("Mebibytes", "mb" | "mib" | "m") => "mb",
        ("Mebibytes", "gb" | "gib" | "g") => "gb",
        ("Acu", "acu") => "acu",
        ("Usd", "usd" | "$" | "dollar" | "dollars") => "usd",
        _ => return None,
    })
}
