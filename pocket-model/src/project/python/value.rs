//! Python expressions, as far as they are literals. Everything else is unknown, and no rule has an opinion on it.

use super::lines::string_end;
use serde_json::Value as Json;

/// A value of a Python expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `None`
    None,
    /// `True`, `False`
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A string.
    Str(String),
    /// A list, tuple or set. An unknown element stands for any number of them.
    List(Vec<Value>),
    /// A dictionary. An unknown key stands for any number of entries.
    Dict(Vec<(Value, Value)>),
    /// What is not a literal.
    Unknown,
}

static UNKNOWN: Value = Value::Unknown;

impl Value {
    /// The text of a string.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }

    /// The entry of a dictionary: `None` where it certainly has none, unknown where it may have one.
    pub fn entry(&self, key: &str) -> Option<&Value> {
        match self {
            Value::Dict(entries) => {
                let found = entries.iter().rev().find(|(known, _)| known.text() == Some(key)).map(|(_, value)| value);
                found.or_else(|| entries.iter().any(|(known, _)| *known == Value::Unknown).then_some(&UNKNOWN))
            }
            Value::Unknown => Some(&UNKNOWN),
            _ => None,
        }
    }

    /// The strings of a list, if every element is one.
    pub fn strings(&self) -> Option<Vec<&str>> {
        match self {
            Value::List(values) => values.iter().map(Value::text).collect(),
            _ => None,
        }
    }

    /// The strings of a list that are known, whatever else is in it.
    pub fn known_strings(&self) -> Vec<&str> {
        match self {
            Value::List(values) => values.iter().filter_map(Value::text).collect(),
            _ => Vec::new(),
        }
    }

    /// A value of the language, as Django gets it.
    pub fn of_json(json: &Json) -> Value {
        match json {
            Json::Null => Value::None,
            Json::Bool(on) => Value::Bool(*on),
            Json::Number(number) => number.as_i64().map_or(Value::Unknown, Value::Int),
            Json::String(text) => Value::Str(text.clone()),
            Json::Array(values) => Value::List(values.iter().map(Value::of_json).collect()),
            Json::Object(entries) => {
                Value::Dict(entries.iter().map(|(key, value)| (Value::Str(key.clone()), Value::of_json(value))).collect())
            }
        }
    }
}

/// Reads an expression whose names are those of `names`.
pub(super) fn expression(text: &str, names: &dyn Fn(&str) -> Option<Value>) -> Value {
    let mut parser = Parser { text, at: 0, names, depth: 0 };
    let mut value = parser.sum();
    if parser.peek() == Some(b',') {
        // A tuple needs no brackets.
        let mut values = vec![value];
        while parser.eat(b',') && parser.peek().is_some() {
            values.push(parser.sum());
        }
        value = Value::List(values);
    }
    if parser.peek().is_none_or(|byte| byte == b';') { value } else { Value::Unknown }
}

/// Deeper nesting is no settings file.
const DEEPEST: u32 = 64;

struct Parser<'a> {
    text: &'a str,
    at: usize,
    names: &'a dyn Fn(&str) -> Option<Value>,
    depth: u32,
}

impl Parser<'_> {
    /// The next byte that is neither blank nor comment.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            match *bytes.get(self.at)? {
                b' ' | b'\t' | b'\n' | b'\r' | b'\\' | 0xc => self.at += 1,
                b'#' => {
                    let rest = &bytes[self.at..];
                    self.at += rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
                }
                byte => return Some(byte),
            }
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.at += 1;
        }
        found
    }

    /// Terms with `+` between them; with any other operator it is unknown, and its text is passed by.
    fn sum(&mut self) -> Value {
        self.depth += 1;
        let mut value = if self.depth > DEEPEST { Value::Unknown } else { self.operand() };
        loop {
            match self.peek() {
                Some(b'+') if value != Value::Unknown => {
                    self.at += 1;
                    let right = self.operand();
                    value = add(value, right);
                }
                None | Some(b',' | b')' | b']' | b'}' | b':' | b';') => break,
                Some(_) => {
                    self.skip();
                    value = Value::Unknown;
                }
            }
        }
        self.depth -= 1;
        value
    }

    /// Passes by the rest of an expression.
    fn skip(&mut self) {
        let bytes = self.text.as_bytes();
        let mut depth = 0_u32;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' | b'\'' => self.at = string_end(bytes, self.at).unwrap_or(bytes.len()),
                b'(' | b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                }
                b')' | b']' | b'}' if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                b',' | b')' | b']' | b'}' | b':' | b';' if depth == 0 => return,
                _ => self.at += 1,
            }
        }
    }

    /// A term; with a call, a subscript or an attribute behind it, it is unknown.
    fn operand(&mut self) -> Value {
        let mut value = self.term();
        while let Some(byte @ (b'(' | b'[' | b'.')) = self.peek() {
            self.at += 1;
            value = Value::Unknown;
            if byte == b'.' {
                let rest = &self.text.as_bytes()[self.at..];
                self.at += rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
                continue;
            }
            while self.peek().is_some_and(|byte| !matches!(byte, b')' | b']' | b'}')) {
                self.skip();
                // What ends an expression in brackets is only a separator here.
                if !matches!(self.peek(), None | Some(b')' | b']' | b'}')) {
                    self.at += 1;
                }
            }
            self.at += usize::from(self.peek().is_some());
        }
        value
    }

    fn term(&mut self) -> Value {
        let Some(byte) = self.peek() else { return Value::Unknown };
        match byte {
            b'[' | b'{' | b'(' => {
                self.at += 1;
                self.collection(byte)
            }
            b'"' | b'\'' => self.string(),
            b'-' | b'0'..=b'9' => self.number(),
            byte if byte.is_ascii_alphabetic() || byte == b'_' => self.name(),
            _ => {
                self.skip();
                Value::Unknown
            }
        }
    }

    /// A list, tuple, set or dictionary behind its opening bracket, or an expression in brackets.
    fn collection(&mut self, open: u8) -> Value {
        let close = match open {
            b'[' => b']',
            b'{' => b'}',
            _ => b')',
        };
        let (mut values, mut entries, mut comma, mut broken) = (Vec::new(), Vec::new(), false, false);
        while self.peek().is_some_and(|byte| byte != close) {
            if self.text[self.at..].starts_with("**") || self.eat(b'*') {
                self.skip();
                values.push(Value::Unknown);
                entries.push((Value::Unknown, Value::Unknown));
            } else {
                let key = self.sum();
                if self.eat(b':') {
                    let value = self.sum();
                    entries.push((key, value));
                } else {
                    values.push(key);
                }
            }
            if self.eat(b',') {
                comma = true;
            } else if self.peek() != Some(close) {
                broken = true;
                self.skip();
                if !self.eat(b',') && !self.eat(b':') && self.peek() != Some(close) {
                    break;
                }
            }
        }
        if !self.eat(close) || broken {
            return Value::Unknown;
        }
        match open {
            b'(' if !comma && values.len() == 1 => values.pop().unwrap_or(Value::Unknown),
            b'{' if values.is_empty() || !entries.is_empty() => Value::Dict(entries),
            _ => Value::List(values),
        }
    }

    /// Strings side by side are one.
    fn string(&mut self) -> Value {
        let mut text = String::new();
        while let Some(b'"' | b'\'') = self.peek() {
            match self.literal(false) {
                Some(part) => text.push_str(&part),
                None => return Value::Unknown,
            }
        }
        // An f-string or the like beside it.
        if self.peek().is_some_and(|byte| byte.is_ascii_alphabetic()) {
            self.skip();
            return Value::Unknown;
        }
        Value::Str(text)
    }

    fn literal(&mut self, raw: bool) -> Option<String> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let Some(end) = string_end(bytes, start) else {
            self.at = bytes.len();
            return None;
        };
        self.at = end;
        let quotes = if end - start >= 6 && bytes[start + 1] == bytes[start] && bytes[start + 2] == bytes[start] { 3 } else { 1 };
        let inner = &self.text[start + quotes..end - quotes];
        if raw { Some(inner.to_string()) } else { unescape(inner) }
    }

    fn number(&mut self) -> Value {
        let rest = &self.text[self.at..];
        let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'))).unwrap_or(rest.len());
        self.at += length.max(1);
        rest[..length].replace('_', "").parse().map_or(Value::Unknown, Value::Int)
    }

    fn name(&mut self) -> Value {
        let rest = &self.text[self.at..];
        let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let name = &rest[..length];
        self.at += length;
        if let Some(b'"' | b'\'') = self.text.as_bytes().get(self.at) {
            let text = match name.to_ascii_lowercase().as_str() {
                "r" => self.literal(true),
                "u" => self.literal(false),
                _ => {
                    self.literal(true);
                    None
                }
            };
            return match (text, self.peek()) {
                (Some(text), next) if !matches!(next, Some(b'"' | b'\'')) => Value::Str(text),
                _ => {
                    self.skip();
                    Value::Unknown
                }
            };
        }
        match name {
            "True" => Value::Bool(true),
            "False" => Value::Bool(false),
            "None" => Value::None,
            "lambda" => {
                self.skip();
                while self.eat(b',') {
                    self.skip();
                }
                self.eat(b':');
                self.skip();
                Value::Unknown
            }
            _ => (self.names)(name).unwrap_or(Value::Unknown),
        }
    }
}

fn add(left: Value, right: Value) -> Value {
    match (left, right) {
        (Value::Str(left), Value::Str(right)) => Value::Str(left + &right),
        (Value::List(mut left), Value::List(right)) => {
            left.extend(right);
            Value::List(left)
        }
        (Value::List(mut left), Value::Unknown) => {
            left.push(Value::Unknown);
            Value::List(left)
        }
        _ => Value::Unknown,
    }
}

/// `None` for an escape that settings do not have.
fn unescape(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next()? {
            'n' => out.push('\n'),
            't' => out.push('\t'),
            '\n' => {}
            c @ ('\\' | '\'' | '"') => out.push(c),
            _ => return None,
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Value {
        let apps = |name: &str| (name == "APPS").then(|| Value::List(vec![Value::Str("a".into())]));
        expression(text, &apps)
    }

    fn s(text: &str) -> Value {
        Value::Str(text.into())
    }

    #[test]
    fn literals_are_read() {
        let table = [
            ("'x'", s("x")),
            ("\"a\" 'b'", s("ab")),
            ("r'\\d'", s("\\d")),
            ("'''a\nb'''", s("a\nb")),
            ("'it\\'s'", s("it's")),
            ("True", Value::Bool(true)),
            ("None # c", Value::None),
            ("-1_000", Value::Int(-1000)),
            ("[]", Value::List(vec![])),
            ("['a', 'b',]", Value::List(vec![s("a"), s("b")])),
            ("('a',)", Value::List(vec![s("a")])),
            ("'a', 'b'", Value::List(vec![s("a"), s("b")])),
            ("('a')", s("a")),
            ("(\n  'a'\n  'b'\n)", s("ab")),
            ("{'a': {'b': 1}}", Value::Dict(vec![(s("a"), Value::Dict(vec![(s("b"), Value::Int(1))]))])),
            ("{}", Value::Dict(vec![])),
            ("{'a', 'b'}", Value::List(vec![s("a"), s("b")])),
            ("APPS + ['b']", Value::List(vec![s("a"), s("b")])),
            ("['a'] + get()", Value::List(vec![s("a"), Value::Unknown])),
        ];
        for (text, value) in table {
            assert_eq!(read(text), value, "{text}");
        }
    }

    #[test]
    fn everything_else_is_unknown_where_it_stands() {
        for text in [
            "get()",
            "f'x'",
            "'a' if x else 'b'",
            "BASE_DIR / 'x'",
            "'%s' % x",
            "1.5",
            "a.b",
            "'a'.upper()",
            "not x",
            "lambda: 1",
            "'a' f'b'",
            "x[0]",
            "'\\x41'",
            "'a' or 'b'",
            "*x",
            "",
        ] {
            assert_eq!(read(text), Value::Unknown, "{text}");
        }
        assert_eq!(read("['a', get('x', [1]), 'b']"), Value::List(vec![s("a"), Value::Unknown, s("b")]));
        assert_eq!(read("['a', *more]"), Value::List(vec![s("a"), Value::Unknown]));
        assert_eq!(read("[x for x in y]"), Value::List(vec![Value::Unknown]));
        assert_eq!(read("{'a': lambda x, y: x + y, 'b': 1}").entry("b"), Some(&Value::Int(1)));
        let dict = read("{'default': {'ENGINE': 'x', 'NAME': BASE_DIR / 'db', 'HOST': os.environ.get('H', 'a')}, **more}");
        let default = dict.entry("default").expect("it is there");
        assert_eq!(default.entry("ENGINE"), Some(&s("x")));
        assert_eq!(default.entry("NAME"), Some(&Value::Unknown));
        assert_eq!(default.entry("PORT"), None);
        assert_eq!(dict.entry("other"), Some(&Value::Unknown));
    }

    #[test]
    fn no_text_is_too_strange() {
        for text in ["[", "{", "(((", "{'a':", "[1 2]", "'", "{1:2:3}", ")", "[,]", "**", "a b c", "é + ü", "\u{0}", "1..2", "[*]", "{**}"]
        {
            read(text);
        }
        read(&"[".repeat(10_000));
    }
}
