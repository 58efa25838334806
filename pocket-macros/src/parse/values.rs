//! What stands after a colon.

use super::{Next, Parse, Parser, Stop, plain};
use pocket_model::ast::{Name, Unit, Value, ValueKind};
use pocket_model::messages::shared::write;
use pocket_model::resolve::POINTS;
use pocket_model::syntax;
use proc_macro2::{Delimiter, Ident, TokenStream};
use quote::ToTokens;
use syn::Lit;

impl Parser<'_, '_> {
    /// A value, up to what must end it.
    pub(super) fn value(&mut self) -> Parse<Value> {
        let start = self.cursor;
        let first = self.simple()?;
        let value = match self.next() {
            Next::Punct('.') if self.peek_puncts("..") => self.range(first)?,
            _ => first,
        };
        match self.next() {
            Next::Word(unit) if matches!(value.kind, ValueKind::Int(_) | ValueKind::Float(_)) && Unit::parse(&plain(&unit)).is_some() => {
                let number = start.literal().map(|(literal, _)| literal.to_string()).unwrap_or_default();
                self.bump();
                self.state.spans.extend(value.at, self.last);
                self.fail(syntax::unit_apart(value.at, &unit, format!("{number}{unit}")))
            }
            Next::Punct(sign) if !matches!(sign, ';' | ',' | '#' | ':') => self.operator(),
            Next::Group(Delimiter::Parenthesis | Delimiter::Bracket) => self.operator(),
            _ => Ok(value),
        }
    }

    /// `1acu..8acu`
    fn range(&mut self, first: Value) -> Parse<Value> {
        let at = self.state.spans.between(self.state.spans.extent(first.at).first, self.last);
        let dots = self.here();
        self.bump();
        self.bump();
        self.state.spans.extend(dots, self.last);
        if let Some(sign) = self.punct('=').or_else(|| self.punct('.')) {
            self.state.spans.extend(dots, self.state.spans.extent(sign).first);
            self.report(syntax::range(dots));
        }
        if matches!(self.next(), Next::End | Next::Punct(';' | ',')) {
            return self.fail(syntax::range(dots).saying(syntax::no_upper_end()));
        }
        let last = self.simple()?;
        self.state.spans.extend(at, self.last);
        Ok(Value { at, kind: ValueKind::Range(Box::new(first), Box::new(last)) })
    }

    /// A value that is not a range.
    fn simple(&mut self) -> Parse<Value> {
        match self.next() {
            Next::Literal(literal) => self.literal(literal, false),
            Next::Word(word) => self.word_or_path(word),
            Next::Punct(':') if self.peek_puncts("::") => self.path(),
            Next::Punct('-') => {
                let number = self.cursor.punct().and_then(|(_, rest)| rest.literal()).map(|(literal, _)| literal);
                let Some(literal) = number.filter(|literal| matches!(Lit::new(literal.clone()), Lit::Int(_) | Lit::Float(_))) else {
                    return self.operator();
                };
                self.bump();
                self.literal(literal, true)
            }
            Next::Group(Delimiter::Bracket) => {
                let at = self.here();
                let values = self.group(Delimiter::Bracket, |inside| inside.list()).unwrap_or_default();
                self.state.spans.extend(at, self.last);
                Ok(Value { at, kind: ValueKind::List(values) })
            }
            Next::Group(Delimiter::Brace) => {
                let at = self.here();
                let entries = self.group(Delimiter::Brace, |inside| inside.map()).unwrap_or_default();
                self.state.spans.extend(at, self.last);
                Ok(Value { at, kind: ValueKind::Map(entries) })
            }
            Next::End | Next::Punct(';' | ',') => self.no_value(Stop::Skip),
            Next::Punct('.') if self.peek_puncts("..") => {
                let at = self.here();
                self.fail(syntax::range(at).saying(syntax::no_lower_end()))
            }
            Next::Punct(_) | Next::Group(_) => self.operator(),
        }
    }

    fn no_value<T>(&mut self, stop: Stop) -> Parse<T> {
        let at = self.after_last();
        let field = self.state.field.clone();
        self.report(syntax::expected_value(at, field));
        Err(stop)
    }

    /// Notes a Rust expression where a value must stand.
    fn operator<T>(&mut self) -> Parse<T> {
        let (at, found) = (self.here(), self.found());
        let field = self.state.field.clone();
        let mistake = syntax::operator(at, found, &field, constant(&field));
        self.report(match POINTS.contains(&field.as_str()) {
            true => mistake.help(syntax::a_function_of_the_program(field)),
            false => mistake,
        });
        Err(Stop::Expression)
    }

    /// A word of the language, `true`, a Rust constant, a path or a call.
    fn word_or_path(&mut self, word: Ident) -> Parse<Value> {
        let text = plain(&word);
        let after = self.cursor.ident().map(|(_, rest)| rest);
        if let Some((sign, rest)) = after.and_then(|after| after.punct()) {
            let second = rest.punct().map(|(sign, _)| sign.as_char());
            match (sign.as_char(), second) {
                (':', Some(':')) => return self.path(),
                // `memory: timeout: 30s;`: the first one has no value, the second one is sound.
                (':', _) => return self.no_value(Stop::Resume),
                _ => {}
            }
        }
        if EXPRESSIONS.contains(&text.as_str()) {
            return self.operator();
        }
        if after.is_some_and(|after| after.group(Delimiter::Parenthesis).is_some()) {
            return self.call();
        }
        if is_constant(&text) {
            return self.path();
        }
        let at = self.state.spans.at(word.span());
        self.bump();
        let kind = match text.as_str() {
            "true" => ValueKind::Bool(true),
            "false" => ValueKind::Bool(false),
            _ => {
                self.state.paths.insert(at, word.into_token_stream());
                ValueKind::Word(text)
            }
        };
        Ok(Value { at, kind })
    }

    /// `RETENTION`, `limits::MEMORY`, `::shop::limits::MEMORY`: a Rust value.
    fn path(&mut self) -> Parse<Value> {
        let at = self.here();
        let (mut tokens, mut text) = (TokenStream::new(), String::new());
        loop {
            if self.peek_puncts("::") {
                for _ in 0..2 {
                    if let Some((sign, _)) = self.cursor.punct() {
                        tokens.extend(sign.into_token_stream());
                    }
                    self.bump();
                }
                text.push_str("::");
            } else if !text.is_empty() {
                break;
            }
            let Next::Word(word) = self.next() else { return self.operator() };
            text.push_str(&word.to_string());
            tokens.extend(word.into_token_stream());
            self.bump();
        }
        self.state.spans.extend(at, self.last);
        if let Next::Group(Delimiter::Parenthesis) = self.next() {
            let (here, found) = (self.here(), self.found());
            let field = self.state.field.clone();
            let mistake = syntax::operator(here, found, &field, constant(&field)).saying(syntax::no_function_call(&text));
            return self.fail(mistake.help(syntax::name_the_function(field, text)));
        }
        let number = u32::try_from(self.state.opaque.len()).expect("a program has fewer than four billion values");
        self.state.opaque.push(at);
        self.state.paths.insert(at, tokens);
        Ok(Value { at, kind: ValueKind::Opaque(number, text) })
    }

    /// `password(50)`, `env("X")`
    fn call(&mut self) -> Parse<Value> {
        let at = self.here();
        let Some(name) = self.word() else { return self.operator() };
        let values = self.group(Delimiter::Parenthesis, |inside| inside.list()).unwrap_or_default();
        self.state.spans.extend(at, self.last);
        Ok(Value { at, kind: ValueKind::Call(name, values) })
    }

    /// Inside of brackets or parentheses.
    fn list(&mut self) -> Vec<Value> {
        let mut values = Vec::new();
        while !self.cursor.eof() {
            if let Next::Punct(',') = self.next() {
                let (at, field) = (self.here(), self.state.field.clone());
                let mistake = syntax::expected_value(at, field).saying(syntax::no_value_in_the_list());
                self.report(mistake.help(syntax::value_or_no_comma()));
                self.bump();
                continue;
            }
            match self.value() {
                Ok(value) => {
                    values.push(value);
                    self.comma();
                }
                Err(_) => self.recover_to_comma(),
            }
        }
        values
    }

    /// Inside of the braces of a map.
    fn map(&mut self) -> Vec<(Name, Value)> {
        let mut entries = Vec::new();
        while !self.cursor.eof() {
            match self.map_entry() {
                Ok(entry) => {
                    entries.push(entry);
                    self.comma();
                }
                Err(_) => self.recover_to_comma(),
            }
        }
        entries
    }

    fn map_entry(&mut self) -> Parse<(Name, Value)> {
        let key = match self.next() {
            Next::Word(_) => self.word(),
            Next::Literal(literal) => match Lit::new(literal) {
                Lit::Str(text) => {
                    let at = self.here();
                    self.bump();
                    Some(Name { at, text: text.value() })
                }
                _ => None,
            },
            _ => None,
        };
        let Some(key) = key else {
            let (at, found) = (self.here(), self.found());
            return self.fail(syntax::expected_word(at, syntax::a_key(), found).help(syntax::written_as_a_map("key")));
        };
        if self.punct(':').is_none() {
            let (at, found) = (self.after_last(), self.found());
            let help = write(format!("\"{}\": …", key.text));
            return self.fail(syntax::missing_colon(at, format!("\"{}\"", key.text), found).help(help));
        }
        if matches!(self.next(), Next::End | Next::Punct(',')) {
            let at = self.after_last();
            return self.fail(syntax::expected_value(at, &key.text).help(write(format!("\"{}\": …", key.text))));
        }
        Ok((key, self.value()?))
    }

    /// What separates the values of a list and the entries of a map.
    fn comma(&mut self) {
        match self.next() {
            Next::End => {}
            Next::Punct(',') => self.bump(),
            Next::Punct(';') => {
                let at = self.here();
                let (comma, found) = (syntax::comma_not_semicolon(), self.found());
                self.report(syntax::missing_comma(at, found).saying(comma).help(write(",")));
                self.bump();
            }
            _ => {
                let (at, found) = (self.after_last(), self.found());
                self.report(syntax::missing_comma(at, found));
                if !matches!(self.next(), Next::Word(_) | Next::Literal(_) | Next::Group(_)) {
                    self.recover_to_comma();
                }
            }
        }
    }
}

/// Words that begin a Rust expression.
const EXPRESSIONS: [&str; 12] = ["if", "match", "loop", "while", "for", "unsafe", "async", "move", "let", "return", "fn", "const"];

/// `RETENTION`: what a Rust constant looks like.
fn is_constant(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_uppercase())
        && text.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_')
}

/// `memory` → `MEMORY`, `secret KEY` → `KEY`
fn constant(field: &str) -> String {
    let word = field.rsplit(' ').next().unwrap_or_default();
    let name: String = word.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect();
    if name.is_empty() { "VALUE".into() } else { name.to_uppercase() }
}
