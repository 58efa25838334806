//! Strings, numbers and numbers with a unit.

use super::{Parse, Parser, codes};
use pocket_model::ast::{At, Unit, Value, ValueKind};
use pocket_model::diag::{Diagnostic, nearest};
use proc_macro2::Literal;
use syn::Lit;

impl Parser<'_, '_> {
    /// `"text"`, `42`, `0.5`, `30s`
    pub(super) fn literal(&mut self, literal: Literal, negative: bool) -> Parse<Value> {
        let at = self.here();
        self.bump();
        let sign = if negative { -1.0 } else { 1.0 };
        let written = literal.to_string();
        let kind = match Lit::new(literal) {
            Lit::Str(text) if !negative && text.suffix().is_empty() => ValueKind::Str(text.value()),
            Lit::Int(number) if number.suffix().is_empty() => {
                let digits = format!("{}{}", if negative { "-" } else { "" }, number.base10_digits());
                match digits.parse() {
                    Ok(number) => ValueKind::Int(number),
                    Err(_) => {
                        return self.fail(
                            Diagnostic::error(codes::NUMBER, at, format!("the number `{written}` is too large"))
                                .help(format!("the largest is `{}`", i64::MAX)),
                        );
                    }
                }
            }
            Lit::Float(number) if number.suffix().is_empty() => ValueKind::Float(sign * number.base10_parse().unwrap_or(f64::INFINITY)),
            Lit::Int(number) => self.quantity(at, number.base10_digits(), number.suffix(), &written, sign)?,
            Lit::Float(number) => self.quantity(at, number.base10_digits(), number.suffix(), &written, sign)?,
            other => {
                let (what, help) = match other {
                    Lit::Char(letter) => ("a character", format!("write a string: `{:?}`", letter.value().to_string())),
                    Lit::Str(_) => ("a string with a suffix", "write it without the suffix".to_owned()),
                    _ => ("a byte or C string", "write a plain string: `\"text\"`".to_owned()),
                };
                return self
                    .fail(Diagnostic::error(codes::LITERAL, at, format!("`{written}` is {what}, which has no meaning here")).help(help));
            }
        };
        Ok(Value { at, kind })
    }

    fn quantity(&mut self, at: At, digits: &str, suffix: &str, written: &str, sign: f64) -> Parse<ValueKind> {
        if let Some(unit) = Unit::parse(suffix) {
            return Ok(ValueKind::Quantity(sign * digits.parse::<f64>().unwrap_or(f64::INFINITY), unit));
        }
        let number = written.strip_suffix(suffix).unwrap_or(digits);
        let mistake = |message: String| Diagnostic::error(codes::UNKNOWN_UNIT, at, message);
        let lower = suffix.to_lowercase();
        let units: Vec<String> = Unit::ALL.iter().map(|unit| format!("`{}`", unit.name())).collect();
        let units = units.join(", ");
        self.fail(if Unit::parse(&lower).is_some() {
            mistake(format!("the unit `{suffix}` is written in lower case")).help(format!("write `{number}{lower}`"))
        } else if is_rust_suffix(suffix) {
            mistake(format!("a number takes no Rust type, found `{suffix}`")).help(format!("write `{number}`"))
        } else if let Some(near) = near_unit(&lower) {
            mistake(format!("unknown unit `{suffix}`; did you mean `{near}`?"))
                .help(format!("write `{number}{near}`; the units are {units}"))
        } else {
            mistake(format!("unknown unit `{suffix}`")).help(format!("the units are {units}"))
        })
    }
}

fn is_rust_suffix(suffix: &str) -> bool {
    matches!(suffix, "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32" | "i64" | "i128" | "isize" | "f32" | "f64")
}

/// The unit that was meant. How people write units elsewhere comes before the number of wrong letters: `min` is nearer to `mb` than to `m`.
fn near_unit(suffix: &str) -> Option<&'static str> {
    match suffix {
        "sec" | "secs" | "second" | "seconds" => Some("s"),
        "min" | "mins" | "minute" | "minutes" => Some("m"),
        "hr" | "hrs" | "hour" | "hours" => Some("h"),
        "day" | "days" => Some("d"),
        "k" | "kib" => Some("kb"),
        "mib" => Some("mb"),
        "g" | "gib" => Some("gb"),
        "dollar" | "dollars" => Some("usd"),
        "ms" | "us" | "ns" => None,
        _ => nearest(suffix, Unit::ALL.map(Unit::name)).filter(|_| suffix.chars().count() > 1),
    }
}
