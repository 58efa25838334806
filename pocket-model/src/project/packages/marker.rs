//! Environment markers: `sys_platform == "win32" and python_version < "3.13"`, held against Lambda. Source: PEP 508, "Environment Markers".

use super::platform::Platform;

/// Whether a marker holds on a platform; `None` where that is not known.
pub(crate) fn holds(marker: &str, platform: &Platform, extras: &[String]) -> Option<bool> {
    let tokens = tokens(marker);
    let mut parser = Parser { tokens: &tokens, at: 0, platform, extras };
    let result = parser.or();
    if parser.at == tokens.len() { result } else { None }
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Text(String),
    Operator(String),
}

fn tokens(marker: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = marker.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '"' | '\'' => {
                let text = rest[1..].split(first).next().unwrap_or_default();
                (Token::Text(text.to_string()), (text.len() + 2).min(rest.len()))
            }
            '(' | ')' => (Token::Operator(first.to_string()), 1),
            c if c.is_ascii_alphanumeric() || c == '_' => {
                let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.')).unwrap_or(rest.len());
                (Token::Word(rest[..length].to_string()), length)
            }
            c => {
                let length = rest.find(|c: char| !"<>=!~".contains(c)).unwrap_or(rest.len()).max(c.len_utf8());
                (Token::Operator(rest[..length].to_string()), length)
            }
        };
        found.push(token);
        rest = rest[length..].trim_start();
    }
    found
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    platform: &'a Platform,
    extras: &'a [String],
}

impl Parser<'_> {
    fn next(&mut self) -> Option<Token> {
        self.at += 1;
        self.tokens.get(self.at - 1).cloned()
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = matches!(self.tokens.get(self.at), Some(Token::Word(text) | Token::Operator(text)) if text == word);
        self.at += usize::from(found);
        found
    }

    fn or(&mut self) -> Option<bool> {
        let mut value = self.and();
        while self.eat("or") {
            let right = self.and();
            value = match (value, right) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            };
        }
        value
    }

    fn and(&mut self) -> Option<bool> {
        let mut value = self.one();
        while self.eat("and") {
            let right = self.one();
            value = match (value, right) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            };
        }
        value
    }

    fn one(&mut self) -> Option<bool> {
        if self.eat("(") {
            let value = self.or();
            return if self.eat(")") { value } else { None };
        }
        let left = self.next();
        let mut operator = match self.next() {
            Some(Token::Operator(text) | Token::Word(text)) => text,
            _ => return None,
        };
        if operator == "not" && self.eat("in") {
            operator = "not in".into();
        }
        match (left?, self.next()?) {
            (Token::Word(name), Token::Text(text)) => self.compare(&name, &operator, &text),
            (Token::Text(text), Token::Word(name)) => {
                let mirrored = match operator.as_str() {
                    "<" => ">",
                    ">" => "<",
                    "<=" => ">=",
                    ">=" => "<=",
                    "in" | "not in" => return None,
                    same => same,
                };
                self.compare(&name, mirrored, &text)
            }
            _ => None,
        }
    }

    fn compare(&self, name: &str, operator: &str, text: &str) -> Option<bool> {
        let known = match name {
            "python_version" | "python_full_version" => return version(self.platform.minor, operator, text),
            "extra" => {
                let has = self.extras.iter().any(|extra| extra == text);
                return match operator {
                    "==" => Some(has),
                    "!=" => Some(!has),
                    _ => None,
                };
            }
            "sys_platform" => "linux",
            "platform_system" => "Linux",
            "os_name" => "posix",
            "platform_machine" => self.platform.machine,
            "implementation_name" => "cpython",
            "platform_python_implementation" => "CPython",
            _ => return None,
        };
        match operator {
            "==" | "===" => Some(known == text),
            "!=" => Some(known != text),
            "in" => Some(text.contains(known)),
            "not in" => Some(!text.contains(known)),
            _ => None,
        }
    }
}

/// Python 3.`minor` of any patch release against a version.
fn version(minor: u8, operator: &str, text: &str) -> Option<bool> {
    let mut parts = text.trim_end_matches(".*").split('.');
    let major: u8 = parts.next()?.trim().parse().ok()?;
    let there: (u8, u8) = (major, parts.next().map_or(Some(0), |part| part.parse().ok())?);
    // `3.12.0` is the beginning of 3.12; behind it the patch release decides, which is not known.
    let patch = parts.next().is_some_and(|part| part.parse() != Ok(0_u32));
    let here = (3, minor);
    if here == there && patch {
        return None;
    }
    match operator {
        ">=" => Some(here >= there),
        "<" => Some(here < there),
        ">" if text.matches('.').count() < 2 || here != there => Some(here > there),
        "<=" if text.matches('.').count() < 2 || here != there => Some(here <= there),
        "==" | "===" if text.matches('.').count() < 2 || text.ends_with(".*") || here != there => Some(here == there),
        "!=" if text.matches('.').count() < 2 || text.ends_with(".*") || here != there => Some(here != there),
        "~=" => Some(here >= there && major == 3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_held_against_lambda() {
        let platform = Platform::lambda("x86_64", 12);
        let table = [
            ("sys_platform == 'win32'", Some(false)),
            ("sys_platform != \"win32\"", Some(true)),
            ("platform_system == 'Windows' or python_version < '3.13'", Some(true)),
            ("python_full_version < '3.12'", Some(false)),
            ("python_full_version >= '3.12.4'", None),
            ("python_full_version >= '3.12.4' and sys_platform == 'win32'", Some(false)),
            ("python_version == '3.12'", Some(true)),
            ("'3.11' < python_version", Some(true)),
            ("(os_name == 'nt' and platform_machine == 'AMD64') or implementation_name == 'cpython'", Some(true)),
            ("platform_machine in 'aarch64 arm64'", Some(false)),
            ("platform_machine not in 'aarch64 arm64'", Some(true)),
            ("extra == 'binary'", Some(true)),
            ("extra == 'c'", Some(false)),
            ("platform_release >= '5'", None),
            ("sys_platform ==", None),
            ("sys_platform == 'linux' nonsense", None),
            ("python_version == '3.*'", Some(false)),
            ("é", None),
        ];
        for (marker, expected) in table {
            assert_eq!(holds(marker, &platform, &["binary".into()]), expected, "{marker}");
        }
    }
}
