//! The records of a command's run in the log of its function. Their form is described, and written, by `pocket_django.command_log`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::Deserialize;

/// Where a command writes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

/// What the handler says of a run before the command starts.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Begin {
    /// The command's name, without its arguments.
    pub command: String,
    /// Seconds until it is stopped.
    pub seconds: f64,
    /// Lambda's id of the invocation.
    pub request: String,
}

/// How the command ended.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct End {
    /// Exit status.
    pub exit: i64,
    /// It was stopped because its time ran out.
    #[serde(default)]
    pub stopped: bool,
}

/// What a record is about.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// The command is about to start.
    Begin(Begin),
    /// It wrote this.
    Output(Stream, Vec<u8>),
    /// It has ended.
    End(End),
}

/// One record.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The run: 16 hexadecimal digits.
    pub run: String,
    /// Bytes of both streams together that came before it.
    pub place: u64,
    /// What it says.
    pub what: What,
}

impl Record {
    /// Reads a line of the log. `None` for every other line, and for a record that is not whole: what it held is then in the answer.
    pub fn read(line: &str) -> Option<Record> {
        let (head, payload) = line.strip_prefix("[manage ")?.split_once("] ")?;
        let mut words = head.split(' ');
        let (run, place, kind, size) = (words.next()?, words.next()?, words.next()?, words.next()?);
        if words.next().is_some() || !is_run(run) {
            return None;
        }
        let size: usize = size.parse().ok()?;
        let (name, form) = kind.split_once(':').unwrap_or((kind, ""));
        let what = match (name, form) {
            ("begin", "") if payload.len() == size => What::Begin(serde_json::from_str(payload).ok()?),
            ("end", "") if payload.len() == size => What::End(serde_json::from_str(payload).ok()?),
            ("out" | "err", form) => {
                let bytes = match form {
                    "" => format!("{payload}\n").into_bytes(),
                    "json" => serde_json::from_str::<String>(payload).ok()?.into_bytes(),
                    "base64" => BASE64.decode(payload).ok()?,
                    _ => return None,
                };
                (bytes.len() == size).then_some(What::Output(if name == "out" { Stream::Stdout } else { Stream::Stderr }, bytes))?
            }
            _ => return None,
        };
        Some(Record { run: run.to_owned(), place: place.parse().ok()?, what })
    }
}

/// Whether a text can be the name of a run.
pub fn is_run(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(line: &str) -> Option<(u64, Stream, Vec<u8>)> {
        match Record::read(line)? {
            Record { place, what: What::Output(stream, bytes), .. } => Some((place, stream, bytes)),
            _ => None,
        }
    }

    #[test]
    fn each_form() {
        let run = "[manage 0123456789abcdef";
        assert_eq!(output(&format!("{run} 7 out 7] 日本")), Some((7, Stream::Stdout, "日本\n".into())));
        assert_eq!(output(&format!("{run} 0 err 1] ")), Some((0, Stream::Stderr, b"\n".to_vec())));
        assert_eq!(output(&format!("{run} 0 out:json 4] \"a\\r\\u001b\\n\"")), Some((0, Stream::Stdout, b"a\r\x1b\n".to_vec())));
        assert_eq!(output(&format!("{run} 9 err:base64 2] /wA=")), Some((9, Stream::Stderr, vec![255, 0])));
        let end = Record::read(&format!("{run} 20 end 12] {{\"exit\": 137}}"));
        assert!(end.is_none(), "one byte is missing");
        let end = Record::read(&format!("{run} 20 end 13] {{\"exit\": 137}}")).expect("a record");
        assert_eq!((end.place, end.what), (20, What::End(End { exit: 137, stopped: false })));
    }

    #[test]
    fn what_is_not_whole_is_none() {
        for line in [
            "[manage 0123456789abcdef 7 out 8] 日本",
            "[manage 0123456789abcdef 7 out 7]",
            "[manage 0123456789ABCDEF 7 out 7] 日本",
            "[manage 0123456789abcdef 7 out] 日本",
            "[manage 0123456789abcdef -7 out 7] 日本",
            "[manage 0123456789abcdef 0 out:json 4] \"a",
            "[manage] hello",
            "hello",
        ] {
            assert_eq!(Record::read(line), None, "{line}");
        }
    }
}
