//! Strings, numbers and numbers with a unit.

use super::{Parse, Parser};
use pocket_model::ast::{At, Unit, Value, ValueKind};
use pocket_model::diag::{Diagnostic, nearest};
use pocket_model::messages::shared::write;
use pocket_model::schema::quoted;
use pocket_model::syntax;
use proc_macro2::Literal;
use syn::Lit;

impl Parser<'_, '_> {
    /// `"text"`, `42`, `0.5`, `30s`
    pub(super) fn literal(&mut self, literal: Literal, negative: bool) -> Parse<Value> {
        // The minus sign is the token before.
        let at = if negative { self.state.spans.between(self.last, literal.span()) } else { self.here() };
        self.bump();
        let sign = if negative { -1.0 } else { 1.0 };
        let written = literal.to_string();
        let kind = match Lit::new(literal) {
            Lit::Str(text) if text.suffix().is_empty() => ValueKind::Str(text.value()),
            Lit::Int(number) if number.suffix().is_empty() => {
                let minus = if negative { "-" } else { "" };
                let digits = format!("{minus}{}", number.base10_digits());
                match digits.parse() {
                    Ok(number) => ValueKind::Int(number),
                    Err(_) => {
                        let written = format!("{minus}{written}");
                        let mistake = syntax::number(at, &written, i64::MAX);
                        let small = |mistake: Diagnostic| mistake.saying(syntax::too_small(written)).help(syntax::smallest(i64::MIN));
                        return self.fail(if negative { small(mistake) } else { mistake });
                    }
                }
            }
            Lit::Float(number) if number.suffix().is_empty() => ValueKind::Float(sign * number.base10_parse().unwrap_or(f64::INFINITY)),
            Lit::Int(number) => self.quantity(at, number.base10_digits(), number.suffix(), &written, sign)?,
            Lit::Float(number) => self.quantity(at, number.base10_digits(), number.suffix(), &written, sign)?,
            other => {
                let string = |text: &str| syntax::write_a_string(format!("{text:?}"));
                let (what, help) = match other {
                    Lit::Char(letter) => (syntax::a_character(), string(&letter.value().to_string())),
                    Lit::Str(text) => (syntax::a_string_with_a_suffix(), syntax::without_the_suffix(format!("{:?}", text.value()))),
                    _ => (syntax::a_byte_string(), string("text")),
                };
                return self.fail(syntax::literal(at, written, what).help(help));
            }
        };
        Ok(Value { at, kind })
    }

    fn quantity(&mut self, at: At, digits: &str, suffix: &str, written: &str, sign: f64) -> Parse<ValueKind> {
        if let Some(unit) = Unit::parse(suffix) {
            return Ok(ValueKind::Quantity(sign * digits.parse::<f64>().unwrap_or(f64::INFINITY), unit));
        }
        let number = written.strip_suffix(suffix).unwrap_or(digits);
        let lower = suffix.to_lowercase();
        let units = quoted(Unit::ALL.map(Unit::name));
        let mistake = syntax::unknown_unit(at, suffix, &units);
        self.fail(if Unit::parse(&lower).is_some() {
            mistake.saying(syntax::in_lower_case(suffix)).help(write(format!("{number}{lower}")))
        } else if is_rust_suffix(suffix) {
            mistake.saying(syntax::no_rust_type(suffix)).help(write(number))
        } else if let Some(near) = near_unit(&lower) {
            mistake.help(syntax::written_with(format!("{number}{near}"), units))
        } else {
            mistake
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
