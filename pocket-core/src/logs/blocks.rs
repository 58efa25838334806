//! Lines that belong together: a traceback is one thing, also where each of its lines is an event of its own.

use super::entry::{Entry, Level, Part, Read, Said, is_traceback, read};
use super::platform::Platform;
use crate::drivers::logs::Event;
use std::collections::BTreeMap;

/// What follows an exception's line and still belongs to it: PostgreSQL's words, and how one exception came out of another.
const AFTERWARDS: &[&str] =
    &["LINE ", "DETAIL:", "HINT:", "CONTEXT:", "During handling of the above exception", "The above exception was the direct cause"];

/// Makes entries of events. Those of one log stream must come in their order.
#[derive(Debug, Default)]
pub struct Reader {
    streams: BTreeMap<(String, String), Stream>,
}

#[derive(Debug, Default)]
struct Stream {
    request: Option<String>,
    command: Option<String>,
    open: Option<Open>,
}

/// An entry that may go on.
#[derive(Debug)]
struct Open {
    entry: Entry,
    lines: String,
    state: State,
    part: Option<Part>,
    /// Nothing was added since the reader was idle last.
    old: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// A line that a traceback may follow.
    Header,
    /// Within a traceback.
    Trace,
    /// After the line of its exception.
    Raised,
    /// A line that is not finished.
    Unfinished,
    /// One that is, and that nothing follows.
    Finished,
}

impl Reader {
    /// Takes an event in; gives the entries that are complete with it.
    pub fn read(&mut self, event: &Event) -> Vec<Entry> {
        let stream = self.streams.entry((event.group.clone(), event.stream.clone())).or_default();
        let mut entries = Vec::new();
        let entry = |request: &Option<String>, level, said| Entry {
            time: event.time,
            group: event.group.clone(),
            stream: event.stream.clone(),
            version: version(&event.stream),
            request: request.clone(),
            level,
            said,
        };
        match read(&event.message) {
            Read::Text { text, level, request, part } => {
                if let Some(open) = &mut stream.open
                    && open.goes_on(&text, part)
                {
                    open.add(&text, part);
                    return entries;
                }
                entries.extend(stream.close());
                let request = request.or_else(|| stream.request.clone());
                let entry = entry(&request, level.unwrap_or(Level::Info), Said::Function(String::new()));
                match State::of(&text, entry.level, part) {
                    Some(state) => stream.open = Some(Open { entry, lines: text, state, part, old: false }),
                    None => entries.push(Entry { said: Said::Function(text), ..entry }),
                }
            }
            Read::Platform(platform) => {
                entries.extend(stream.close());
                if let Platform::Start { request, .. } = &platform {
                    stream.request = Some(request.clone());
                    stream.command = None;
                }
                let request = platform.request().map(str::to_owned).or_else(|| stream.request.clone());
                let level = level(&platform);
                let ended = matches!(platform, Platform::Report(_));
                entries.push(entry(&request, level, Said::Platform(platform)));
                if ended {
                    stream.request = None;
                }
            }
            Read::Began(command) => {
                entries.extend(stream.close());
                stream.command = Some(command);
            }
            Read::Ended(exit) => {
                entries.extend(stream.close());
                let level = if exit == 0 { Level::Debug } else { Level::Error };
                entries.push(entry(&stream.request, level, Said::Ended(stream.command.take(), exit)));
            }
        }
        entries
    }

    /// Gives the entries that might go on and have not since the last call: to be called after each look at a log that is followed.
    pub fn idle(&mut self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for stream in self.streams.values_mut() {
            match &mut stream.open {
                Some(open) if open.old => entries.extend(stream.close()),
                Some(open) => open.old = true,
                None => {}
            }
        }
        entries.sort_by_key(|entry| entry.time);
        entries
    }

    /// Gives all that might go on.
    pub fn finish(&mut self) -> Vec<Entry> {
        self.streams.values_mut().filter_map(Stream::close).collect()
    }
}

impl Stream {
    fn close(&mut self) -> Option<Entry> {
        let open = self.open.take()?;
        Some(Entry { said: Said::Function(open.lines.trim_end().to_owned()), ..open.entry })
    }
}

impl State {
    /// The state that an entry begins in; `None` when nothing can follow.
    fn of(text: &str, level: Level, part: Option<Part>) -> Option<State> {
        if part.is_some_and(|part| !part.finished) {
            return Some(State::Unfinished);
        }
        if text.lines().any(is_traceback) {
            return Some(State::after(text));
        }
        (level >= Level::Warning).then_some(State::Header)
    }

    /// After a text with a traceback in it.
    fn after(text: &str) -> State {
        let last = text.lines().last().unwrap_or_default();
        if is_traceback(last) || last.starts_with([' ', '\t']) { State::Trace } else { State::Raised }
    }
}

impl Open {
    fn goes_on(&self, text: &str, part: Option<Part>) -> bool {
        // Of another run, after a gap, or of the command's other stream.
        if part.is_some() != self.part.is_some() || part.zip(self.part).is_some_and(|(new, known)| !new.follows(known)) {
            return false;
        }
        let indented = text.is_empty() || text.starts_with([' ', '\t']);
        match self.state {
            State::Unfinished => true,
            State::Finished => false,
            State::Header => is_traceback(text),
            State::Trace => true,
            State::Raised => indented || is_traceback(text) || AFTERWARDS.iter().any(|begin| text.starts_with(begin)),
        }
    }

    fn add(&mut self, text: &str, part: Option<Part>) {
        if self.state != State::Unfinished {
            self.lines.push('\n');
        }
        self.lines.push_str(text);
        self.old = false;
        self.part = part;
        self.state = match self.state {
            _ if part.is_some_and(|part| !part.finished) => State::Unfinished,
            _ if self.lines.lines().any(is_traceback) => {
                self.entry.level = self.entry.level.max(Level::Error);
                let last = text.lines().last().unwrap_or_default();
                match self.state {
                    State::Raised if !is_traceback(text) => State::Raised,
                    state if last.is_empty() => state,
                    _ => State::after(last),
                }
            }
            _ if self.entry.level >= Level::Warning => State::Header,
            _ => State::Finished,
        };
    }
}

/// How bad it is what Lambda says.
fn level(platform: &Platform) -> Level {
    match platform {
        Platform::Timeout { .. } | Platform::Exit { .. } | Platform::Init { .. } => Level::Error,
        Platform::Report(report) if report.memory > 0 && report.used >= report.memory => Level::Error,
        Platform::Report(report) if report.init.is_some() => Level::Info,
        _ => Level::Debug,
    }
}

/// `2026/11/21/[7]0123…`: the version stands in the stream's name.
fn version(stream: &str) -> String {
    stream.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or(String::new(), |(version, _)| version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const STREAM: &str = "2026/11/21/[7]0123456789abcdef";

    fn events(stream: &str, lines: &[&str]) -> Vec<Event> {
        let event = |(number, line): (usize, &&str)| Event {
            time: 1000 + number as i64,
            group: "/aws/lambda/shop-dev-web".into(),
            stream: stream.into(),
            id: number.to_string(),
            message: (*line).to_owned(),
        };
        lines.iter().enumerate().map(event).collect()
    }

    fn texts(lines: &[&str]) -> Vec<(Level, String)> {
        let mut reader = Reader::default();
        let mut entries: Vec<Entry> = events(STREAM, lines).iter().flat_map(|event| reader.read(event)).collect();
        entries.extend(reader.finish());
        let text = |entry: Entry| match entry.said {
            Said::Function(text) => (entry.level, text),
            other => (entry.level, format!("{other:?}")),
        };
        entries.into_iter().map(text).collect()
    }

    #[test]
    fn a_logged_traceback_is_one_entry_with_its_header() {
        let lines = [
            "hello",
            "ERROR django.request: Internal Server Error: /x",
            "Traceback (most recent call last):",
            "  File \"/var/task/app.py\", line 3, in f",
            "    g()",
            "    ~^^",
            "ValueError: boom",
            "",
            "During handling of the above exception, another exception occurred:",
            "",
            "Traceback (most recent call last):",
            "  File \"/var/task/app.py\", line 5, in f",
            "    raise KeyError",
            "django.db.utils.ProgrammingError: column \"x\" does not exist",
            "LINE 1: SELECT x",
            "               ^",
            "after it",
        ];
        let found = texts(&lines);
        assert_eq!(found[0], (Level::Info, "hello".into()));
        assert_eq!(found[1], (Level::Error, lines[1..16].join("\n")));
        assert_eq!(found[2], (Level::Info, "after it".into()));
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn nothing_but_a_traceback_follows_a_header() {
        let found = texts(&["WARNING a: b", "WARNING c: d", "  indented", "ERROR e: f"]);
        assert_eq!(
            found.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(),
            ["WARNING a: b", "WARNING c: d", "  indented", "ERROR e: f"]
        );
    }

    #[test]
    fn lambda_writes_the_exception_first() {
        let event = "[ERROR] ValueError: boom\rTraceback (most recent call last):\r\u{a0}\u{a0}File \"/var/task/app.py\", line 3, in handler\r\u{a0}\u{a0}\u{a0}\u{a0}raise";
        let found = texts(&[event, "END RequestId: 8f-1", "next"]);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].1.starts_with("[ERROR] ValueError: boom\nTraceback"));
    }

    #[test]
    fn two_streams_do_not_mix() {
        let mut reader = Reader::default();
        let one = events(STREAM, &["Traceback (most recent call last):", "  File \"a\"", "ValueError: one"]);
        let two = events("2026/11/21/[8]ff", &["Traceback (most recent call last):", "  File \"b\"", "ValueError: two"]);
        for (one, two) in one.iter().zip(&two) {
            assert_eq!((reader.read(one), reader.read(two)), (vec![], vec![]));
        }
        assert_eq!(reader.idle(), []);
        let entries = reader.idle();
        let texts: Vec<_> = entries.iter().map(|entry| (entry.version.as_str(), entry.said.clone())).collect();
        assert_eq!(texts.len(), 2);
        assert_eq!(texts[0], ("7", Said::Function("Traceback (most recent call last):\n  File \"a\"\nValueError: one".into())));
    }

    #[test]
    fn a_request_is_known_between_its_start_and_its_report() {
        let mut reader = Reader::default();
        let lines = [
            "before",
            "START RequestId: 8f-1 Version: 7",
            "within",
            "END RequestId: 8f-1",
            "REPORT RequestId: 8f-1\tDuration: 1.00 ms",
            "after",
        ];
        let entries: Vec<Entry> = events(STREAM, &lines).iter().flat_map(|event| reader.read(event)).collect();
        let requests: Vec<_> = entries.iter().map(|entry| entry.request.as_deref()).collect();
        assert_eq!(requests, [None, Some("8f-1"), Some("8f-1"), Some("8f-1"), Some("8f-1"), None]);
    }

    #[test]
    fn the_output_of_a_command_is_lines_again() {
        let mut place = 0;
        let mut record = |kind: &str, payload: &str, size: usize| {
            let line = format!("[manage 0123456789abcdef {place} {kind} {size}] {payload}");
            place += if ["begin", "end"].contains(&kind) { 0 } else { size };
            line
        };
        let begin = r#"{"command": "migrate", "seconds": 9, "request": "8f"}"#;
        let mut lines = vec![record("begin", begin, begin.len()), record("out", "hello", 6)];
        lines.extend([record("out:json", r#""  Applying ..""#, 13), record("out:json", r#"" OK\n""#, 4)]);
        for line in ["Traceback (most recent call last):", "  File \"a.py\"", "ValueError: one"] {
            lines.push(record("err", line, line.len() + 1));
        }
        lines.push(record("end", r#"{"exit": 1}"#, 11));
        let found = texts(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        let expected = [
            (Level::Info, "hello".to_owned()),
            (Level::Info, "  Applying .. OK".into()),
            (Level::Error, "Traceback (most recent call last):\n  File \"a.py\"\nValueError: one".into()),
            (Level::Error, "Ended(Some(\"migrate\"), 1)".into()),
        ];
        assert_eq!(found, expected);
    }
}
