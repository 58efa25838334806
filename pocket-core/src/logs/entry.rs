//! One thing that was logged, and reading it out of an event.

use super::platform::Platform;
use crate::manage::{Record, Stream, What};
use serde_json::Value;

/// How bad it is. Words of Python's `logging`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Of use to who looks for something.
    Debug,
    /// As usual; all that names no level.
    Info,
    /// Perhaps.
    Warning,
    /// Something failed.
    Error,
    /// All is lost.
    Critical,
}

impl Level {
    /// Reads `error`, `[ERROR]`, `WARN:`.
    pub fn read(word: &str) -> Option<Level> {
        Some(match word.trim_matches(['[', ']', ':']).to_ascii_uppercase().as_str() {
            "TRACE" | "DEBUG" => Level::Debug,
            "INFO" => Level::Info,
            "WARN" | "WARNING" => Level::Warning,
            "ERROR" => Level::Error,
            "CRITICAL" | "FATAL" => Level::Critical,
            _ => return None,
        })
    }

    /// `error`.
    pub fn name(self) -> &'static str {
        match self {
            Level::Debug => "debug",
            Level::Info => "info",
            Level::Warning => "warning",
            Level::Error => "error",
            Level::Critical => "critical",
        }
    }
}

/// Who said it.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// The function: its text, of one line or several.
    Function(String),
    /// A management command ended with this exit status; its name, where it is known.
    Ended(Option<String>, i64),
    /// Lambda.
    Platform(Platform),
}

/// One thing that was logged.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Milliseconds since 1970.
    pub time: i64,
    /// Log group.
    pub group: String,
    /// Log stream.
    pub stream: String,
    /// The function's version that wrote it, as the stream's name says: `7`, or `$LATEST`.
    pub version: String,
    /// Lambda's id of the invocation, where it is known.
    pub request: Option<String>,
    /// How bad it is.
    pub level: Level,
    /// What it says.
    pub said: Said,
}

/// An event, read without regard to those around it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Read {
    Platform(Platform),
    /// A management command began: its name.
    Began(String),
    Ended(i64),
    Text {
        /// Lines without the newline at their end.
        text: String,
        level: Option<Level>,
        request: Option<String>,
        /// Of a management command's output: where it begins and ends, and whether the line is finished.
        part: Option<Part>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) stream: Stream,
    pub(super) begin: u64,
    pub(super) end: u64,
    pub(super) finished: bool,
}

impl Part {
    pub(super) fn follows(self, other: Part) -> bool {
        self.stream == other.stream && self.begin == other.end
    }
}

pub(super) fn read(message: &str) -> Read {
    if let Some(platform) = Platform::read(message) {
        return Read::Platform(platform);
    }
    if let Some(record) = Record::read(message) {
        return match record.what {
            What::Begin(begin) => Read::Began(begin.command),
            What::End(end) => Read::Ended(end.exit),
            What::Output(stream, bytes) => {
                let end = record.place + bytes.len() as u64;
                let part = Part { stream, begin: record.place, end, finished: bytes.ends_with(b"\n") };
                // Spaces at the end of what is not finished are within a line.
                let text = String::from_utf8_lossy(&bytes).trim_end_matches('\n').replace('\r', "\n");
                Read::Text { level: level(&text), text, request: None, part: Some(part) }
            }
        };
    }
    if message.starts_with('{')
        && let Ok(Value::Object(object)) = serde_json::from_str(message)
        && let Some(read) = json(&Value::Object(object))
    {
        return read;
    }
    let (text, request) = without_prefix(message);
    let text = plain(&text);
    Read::Text { level: level(&text), text, request, part: None }
}

/// Lambda's runtime writes a traceback as one event: with carriage returns between the lines, and spaces that do not break before them.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\r'], "\n").replace('\u{a0}', " ").trim_end().to_owned()
}

/// Lambda's handler of Python's `logging` writes `[ERROR]⇥TIME⇥REQUEST⇥text`.
fn without_prefix(message: &str) -> (String, Option<String>) {
    let fields: Vec<&str> = message.splitn(4, '\t').collect();
    match fields[..] {
        [level, time, request, text] if level.starts_with('[') && time.ends_with('Z') && request.len() == 36 => {
            (format!("{level} {text}"), Some(request.to_owned()))
        }
        _ => (message.to_owned(), None),
    }
}

/// Lambda's JSON format, and that of the usual formatters of Python's `logging`.
fn json(object: &Value) -> Option<Read> {
    let text = |names: &[&str]| names.iter().find_map(|name| object[*name].as_str()).map(str::to_owned);
    let message = text(&["message", "msg", "errorMessage", "event"])?;
    let level = text(&["level", "levelname", "log_level", "severity"]).as_deref().and_then(Level::read);
    let mut lines = Vec::new();
    let logger = text(&["logger", "name"]).map(|name| format!("{name}: ")).unwrap_or_default();
    let level_word = level.map(|level| format!("{} ", level.name().to_uppercase())).unwrap_or_default();
    lines.push(format!("{level_word}{logger}{message}"));
    let trace: Vec<String> = match &object["stackTrace"] {
        Value::Array(frames) => frames.iter().filter_map(Value::as_str).map(|frame| frame.trim_end().to_owned()).collect(),
        _ => text(&["exc_info", "exception", "stack_trace", "traceback"]).into_iter().collect(),
    };
    if !trace.is_empty() {
        if !trace[0].starts_with("Traceback") {
            lines.push("Traceback (most recent call last):".into());
        }
        lines.extend(trace);
        if let Some(kind) = text(&["errorType"]) {
            lines.push(format!("{kind}: {}", object["errorMessage"].as_str().unwrap_or(&message)));
        }
    }
    let level = level.or_else(|| object["errorType"].is_string().then_some(Level::Error));
    let request = text(&["requestId", "aws_request_id", "AWSRequestId", "function_request_id"]);
    Some(Read::Text { text: plain(&lines.join("\n")), level, request, part: None })
}

/// The level that a line names among its first words: `ERROR django.request: …`, `[ERROR] …`, `2026-11-21 04:31:47 ERROR …`. A traceback is an error.
fn level(text: &str) -> Option<Level> {
    if is_traceback(text) {
        return Some(Level::Error);
    }
    let first = text.lines().next().unwrap_or_default();
    first.split([' ', '\t']).filter(|word| !word.is_empty()).take(4).find_map(|word| {
        let marked = word.starts_with('[') || word.ends_with(':') || word.chars().all(|c| c.is_ascii_uppercase());
        Level::read(word).filter(|_| marked && word.contains(|c: char| c.is_ascii_uppercase()))
    })
}

/// Whether a line begins a traceback.
pub(super) fn is_traceback(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '+', '|']);
    line.starts_with("Traceback (most recent call last):") || line.starts_with("Exception Group Traceback (most recent call last):")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(message: &str) -> (String, Option<Level>, Option<String>) {
        match read(message) {
            Read::Text { text, level, request, .. } => (text, level, request),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn levels() {
        for (line, expected) in [
            ("ERROR django.request: Internal Server Error: /x", Some(Level::Error)),
            ("[WARNING] slow", Some(Level::Warning)),
            ("WARNING:root:slow", None),
            ("2026-11-21 04:31:47,250 CRITICAL app: x", Some(Level::Critical)),
            ("an Error happened", None),
            ("error", None),
            ("hello", None),
            ("", None),
        ] {
            assert_eq!(text(line).1, expected, "{line}");
        }
    }

    #[test]
    fn lambdas_own_traceback_is_lines_again() {
        let event = "[ERROR] ValueError: boom\rTraceback (most recent call last):\r\u{a0}\u{a0}File \"/var/task/app.py\", line 3, in handler\r\u{a0}\u{a0}\u{a0}\u{a0}raise ValueError(\"boom\")";
        let expected = "[ERROR] ValueError: boom\nTraceback (most recent call last):\n  File \"/var/task/app.py\", line 3, in handler\n    raise ValueError(\"boom\")";
        assert_eq!(text(event), (expected.into(), Some(Level::Error), None));
        let request = "8f1c2d3e-0000-4000-8000-000000000001";
        let event = format!("[ERROR]\t2026-11-21T04:31:47.250Z\t{request}\tno such page");
        assert_eq!(text(&event), ("[ERROR] no such page".into(), Some(Level::Error), Some(request.into())));
    }

    #[test]
    fn json_lines() {
        let event = r#"{"timestamp":"2026-11-21T04:31:47Z","level":"ERROR","message":"it broke","logger":"shop","requestId":"8f","errorType":"ValueError","errorMessage":"boom","stackTrace":["  File \"/var/task/app.py\", line 3, in f\n    raise ValueError(\"boom\")\n"]}"#;
        let expected = "ERROR shop: it broke\nTraceback (most recent call last):\n  File \"/var/task/app.py\", line 3, in f\n    raise ValueError(\"boom\")\nValueError: boom";
        assert_eq!(text(event), (expected.into(), Some(Level::Error), Some("8f".into())));
        assert_eq!(text("{\"a\": 1}").0, "{\"a\": 1}", "JSON of another kind stays as it is");
        assert_eq!(text("{not json").0, "{not json");
    }
}
