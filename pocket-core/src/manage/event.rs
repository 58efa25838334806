//! What the handler is sent.

use crate::error::{Error, Result};
use crate::messages::manage as messages;
use crate::ui::Printer;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Bytes of the event of an invocation that is waited for. Source: Lambda Developer Guide, "Lambda quotas".
pub const LONGEST_EVENT: usize = 6 * 1024 * 1024;

/// A management command.
#[derive(Debug, Clone, Default)]
pub struct Command {
    /// As after `manage.py`.
    pub argv: Vec<String>,
    /// Its standard input.
    pub stdin: Vec<u8>,
    /// Environment variables of this command alone.
    pub env: BTreeMap<String, String>,
}

impl Command {
    /// The command's name.
    pub(super) fn name(&self) -> &str {
        self.argv.first().map_or("", String::as_str)
    }

    /// The event of a run.
    pub(super) fn event(&self, run: &str, ui: &Printer) -> Result<Value> {
        let mut event = json!({ "argv": self.argv, "env": self.env, "run": run });
        match std::str::from_utf8(&self.stdin) {
            // What JSON must escape would be longer than base64.
            Ok(text) if escaped(text) <= self.stdin.len() / 3 * 4 + 4 => event["stdin"] = json!(text),
            _ => event["stdin_base64"] = json!(BASE64.encode(&self.stdin)),
        }
        let size = event.to_string().len();
        if size > LONGEST_EVENT {
            let megabytes = format!("{:.1}", self.stdin.len() as f64 / (1024.0 * 1024.0));
            return Err(Error::user(ui.say(&messages::input_too_long(megabytes))).hint(ui.say(&messages::upload_it())));
        }
        Ok(event)
    }
}

/// Bytes of the text in JSON.
fn escaped(text: &str) -> usize {
    let cost = |byte: u8| match byte {
        b'"' | b'\\' | b'\n' | b'\r' | b'\t' | 8 | 12 => 2,
        0..=31 => 6,
        _ => 1,
    };
    text.bytes().map(cost).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Level;

    fn event(stdin: Vec<u8>) -> Result<Value> {
        Command { argv: vec!["loaddata".into(), "-".into()], stdin, env: BTreeMap::new() }
            .event("0123456789abcdef", &Printer::new(Level::Quiet))
    }

    #[test]
    fn input_of_any_kind() {
        let text = event("日本\n\"x\"".into()).expect("it fits");
        assert_eq!((text["stdin"].as_str(), text["stdin_base64"].as_str()), (Some("日本\n\"x\""), None));
        let bytes = event(vec![255, 0, 1]).expect("it fits");
        assert_eq!((bytes["stdin"].as_str(), bytes["stdin_base64"].as_str()), (None, Some("/wAB")));
        assert!(event(vec![1; 3_000_000]).expect("as base64 it fits")["stdin_base64"].is_string());
    }

    #[test]
    fn the_limit_is_that_of_the_whole_event() {
        assert!(event(vec![b'x'; LONGEST_EVENT - 200]).is_ok());
        let error = event(vec![b'x'; LONGEST_EVENT]).expect_err("it is too long");
        assert!(error.message.contains("6.0 MB"), "{error}");
        assert!(event(vec![255; LONGEST_EVENT / 4 * 3 + 10]).is_err());
    }
}
