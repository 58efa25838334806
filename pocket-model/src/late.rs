//! What only the running program knows: Rust values and environment variables. They take their places in the written program, and then the same
//! functions that the macro ran see them as if they had been literals.

use crate::ast::{At, Entry, Node, Project, Value, ValueKind};
use crate::kinds;
use crate::resolve::fold;
use crate::units::{Acu, Days, Mebibytes, Seconds, Usd};

/// An `env("X")` whose variable is not set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The variable.
    pub variable: String,
    /// Where.
    pub at: At,
    /// The stage whose block it stands in; `None` when it is for every stage.
    pub stage: Option<String>,
}

/// Puts the Rust values (by their number) and environment variables in their places. What is missing is returned and left as it was.
pub fn substitute(project: &mut Project, values: &[Option<ValueKind>], env: &dyn Fn(&str) -> Option<String>) -> Vec<Missing> {
    let mut late = Late { values, env, stage: None, missing: Vec::new() };
    late.items(&mut project.nodes);
    if let Some(every) = &mut project.every {
        late.items(&mut every.nodes);
    }
    for stage in &mut project.stages {
        late.stage = Some(fold(&stage.name.text));
        late.items(&mut stage.nodes);
    }
    late.missing
}

struct Late<'a> {
    values: &'a [Option<ValueKind>],
    env: &'a dyn Fn(&str) -> Option<String>,
    /// The stage that is being read.
    stage: Option<String>,
    missing: Vec<Missing>,
}

impl Late<'_> {
    fn items(&mut self, nodes: &mut [Node]) {
        for node in nodes {
            let Node::Entry(item) = node else { continue };
            let Some(spec) = kinds::find(&item.keyword.text) else { continue };
            // `env("X")` of a secret names where its value comes from and is read by the secret store: only a text takes it here.
            let text = |field: &str| spec.open || spec.fields.iter().any(|known| known.name == field && known.rust == "&str");
            if let (Some(value), Some(field)) = (&mut item.value, spec.value) {
                self.value(value, text(field));
            }
            for field in item.body.iter_mut().flatten() {
                let Node::Entry(Entry { keyword, value: Some(value), .. }) = field else { continue };
                self.value(value, text(&keyword.text));
            }
        }
    }

    fn value(&mut self, value: &mut Value, text: bool) {
        match &mut value.kind {
            ValueKind::Opaque(index, _) => {
                if let Some(Some(known)) = self.values.get(*index as usize) {
                    value.kind = known.clone();
                }
            }
            ValueKind::Call(name, arguments) if text && name.text == "env" => {
                if let [Value { kind: ValueKind::Str(variable), .. }] = arguments.as_slice() {
                    match (self.env)(variable) {
                        Some(known) => value.kind = ValueKind::Str(known),
                        None => self.missing.push(Missing { variable: variable.clone(), at: value.at, stage: self.stage.clone() }),
                    }
                }
            }
            ValueKind::List(values) | ValueKind::Call(_, values) => values.iter_mut().for_each(|value| self.value(value, text)),
            ValueKind::Map(entries) => entries.iter_mut().for_each(|(_, value)| self.value(value, text)),
            ValueKind::Range(low, high) => {
                self.value(low, text);
                self.value(high, text);
            }
            _ => {}
        }
    }
}

/// A Rust value that may stand in a `pocket!` block.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` cannot stand in a `pocket!` block",
    label = "not a value of the language",
    note = "the types are `&str`, `u32`, `bool`, `f64` and those of `pocket::units`: Seconds, Mebibytes, Days, Acu, Usd"
)]
pub trait IntoValue {
    /// As if it had been written as a literal.
    fn into_value(self) -> ValueKind;
}

macro_rules! into_value {
    ($($type:ty => |$value:ident| $kind:expr),* $(,)?) => {
        $(impl IntoValue for $type {
            fn into_value(self) -> ValueKind {
                let $value = self;
                $kind
            }
        })*
    };
}
use crate::ast::Unit;
into_value! {
    &str => |text| ValueKind::Str(text.to_string()),
    String => |text| ValueKind::Str(text),
    bool => |on| ValueKind::Bool(on),
    u32 => |number| ValueKind::Int(number.into()),
    i32 => |number| ValueKind::Int(number.into()),
    f64 => |number| ValueKind::Float(number),
    Seconds => |time| ValueKind::Quantity(time.0.into(), Unit::S),
    Mebibytes => |size| ValueKind::Quantity(size.0.into(), Unit::Mb),
    Days => |days| ValueKind::Quantity(days.0.into(), Unit::D),
    Acu => |capacity| ValueKind::Quantity(capacity.0, Unit::Acu),
    Usd => |price| ValueKind::Quantity(price.0, Unit::Usd),
}
