//! The types of the language and the values that they take.

use super::{FieldValue, Variants, Wrong, messages};
use crate::ast::{Unit, Value, ValueKind};
use crate::messages::Wording;
use crate::units::{Acu, Days, Mebibytes, Seconds, Usd};
use std::fmt;

/// A string; `env("X")` may stand for one.
pub type Text = String;

impl FieldValue for String {
    const RUST: &'static str = "&str";

    fn written(&self) -> String {
        format!("{self:?}")
    }

    fn expects() -> Wording {
        messages::a_string()
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        match value {
            ValueKind::Str(text) => Some(text.clone()),
            _ => None,
        }
    }
}

/// The name of another item of the stage: `worker`, or `"send-mail"` where it is no word of Rust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference(pub String);

impl FieldValue for Reference {
    const RUST: &'static str = "";

    fn written(&self) -> String {
        self.0.clone()
    }

    fn expects() -> Wording {
        messages::a_reference()
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        match value {
            ValueKind::Word(text) | ValueKind::Str(text) => Some(Reference(text.clone())),
            _ => None,
        }
    }
}

impl FieldValue for bool {
    const RUST: &'static str = "bool";

    fn written(&self) -> String {
        self.to_string()
    }

    fn expects() -> Wording {
        messages::a_flag()
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

    fn samples() -> Vec<String> {
        ["", "true", "false"].map(String::from).into()
    }
}

impl FieldValue for u32 {
    const RUST: &'static str = "u32";

    fn written(&self) -> String {
        self.to_string()
    }

    fn expects() -> Wording {
        messages::a_whole_number()
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
    const VARIANTS: Option<Variants> = T::VARIANTS;

    fn written(&self) -> String {
        format!("[{}]", self.iter().map(T::written).collect::<Vec<_>>().join(", "))
    }

    fn expects() -> Wording {
        messages::a_list(T::expects())
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        match value {
            ValueKind::List(values) => values.iter().map(|value| T::from_value(&value.kind)).collect(),
            _ => None,
        }
    }

    fn wrong_part(value: &Value) -> Option<(&Value, Wrong)> {
        let ValueKind::List(values) = &value.kind else { return None };
        let wrong = values.iter().find(|value| T::from_value(&value.kind).is_none())?;
        Some((wrong, Wrong { expects: T::expects(), meant: T::meant(&wrong.kind) }))
    }

    fn samples() -> Vec<String> {
        T::samples().into_iter().filter(|sample| !sample.is_empty()).map(|sample| format!("[{sample}]")).collect()
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

    fn expects() -> Wording {
        messages::a_time()
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

    fn expects() -> Wording {
        messages::a_size()
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

    fn expects() -> Wording {
        messages::days()
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        quantity(value, &[(Unit::D, 1.0)]).and_then(whole).map(Days)
    }
}

/// Capacity of an Aurora Serverless v2 instance, in half steps; 0 lets it pause. Source: Amazon Aurora User Guide, "Setting the capacity of an Aurora
/// Serverless v2 cluster", 2026-11.
const ACU: std::ops::RangeInclusive<f64> = 0.0..=256.0;

impl FieldValue for Acu {
    const RUST: &'static str = "Acu";

    fn written(&self) -> String {
        self.to_string()
    }

    fn expects() -> Wording {
        messages::a_capacity()
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        quantity(value, &[(Unit::Acu, 1.0)]).filter(|amount| ACU.contains(amount) && (amount * 2.0).fract() == 0.0).map(Acu)
    }
}

impl FieldValue for Usd {
    const RUST: &'static str = "Usd";

    fn written(&self) -> String {
        self.to_string()
    }

    fn expects() -> Wording {
        messages::a_price()
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        quantity(value, &[(Unit::Usd, 1.0)]).filter(|amount| *amount >= 0.0).map(Usd)
    }
}

/// `0.25` or `2`: a plain number.
impl FieldValue for f64 {
    const RUST: &'static str = "f64";

    fn written(&self) -> String {
        self.to_string()
    }

    fn expects() -> Wording {
        messages::a_number()
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        match value {
            ValueKind::Int(number) => Some(*number as f64),
            ValueKind::Float(number) => Some(*number),
            _ => None,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capacity_has_half_steps() {
        let acu = |amount: f64| Acu::from_value(&ValueKind::Quantity(amount, Unit::Acu));
        for good in [0.0, 0.5, 8.0, 256.0] {
            assert_eq!(acu(good), Some(Acu(good)));
        }
        for bad in [-0.5, 0.3, 256.5, f64::NAN] {
            assert_eq!(acu(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_quantity_is_whole_in_its_base_unit() {
        assert_eq!(Seconds::from_value(&ValueKind::Quantity(0.5, Unit::M)), Some(Seconds(30)));
        assert_eq!(Seconds::from_value(&ValueKind::Quantity(0.5, Unit::S)), None);
        assert_eq!(Seconds::from_value(&ValueKind::Quantity(-1.0, Unit::S)), None);
        assert_eq!(Mebibytes::from_value(&ValueKind::Quantity(1.0, Unit::Gb)), Some(Mebibytes(1024)));
        assert_eq!(Days::from_value(&ValueKind::Quantity(24.0, Unit::H)), None);
        assert_eq!(Usd::from_value(&ValueKind::Quantity(-1.0, Unit::Usd)), None);
    }
}
