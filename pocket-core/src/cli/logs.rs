//! `logs`: the logs of all functions as one, in the order of time.

use super::Outcome;
use super::args::LogsArgs;
use super::session::Session;
use crate::drivers::logs::{Event, Query, ago, duration, fetch, follow};
use crate::error::{Error, Result};
use crate::logs::platform::{Platform, Report};
use crate::logs::{Entry, Level, Reader, Said};
use crate::messages::{did_you_mean, logs as messages};
use crate::traceback;
use crate::ui::Printer;
use pocket_model::diag::nearest;
use pocket_model::messages::Wording;
use serde_json::json;
use time::OffsetDateTime;
use time::macros::format_description;

pub(super) async fn run(session: &Session<'_>, args: &LogsArgs) -> Result<Outcome> {
    if session.url().await?.is_none() {
        return Err(session.not_deployed());
    }
    let output = Output::new(session, args)?;
    let roles = roles(session, args)?;
    let groups = roles.iter().map(|role| format!("{}{role}", output.prefix)).collect();
    let query = Query { groups, since: ago(duration(&args.since)?), ..Query::default() };
    let mut reader = Reader::default();
    if args.follow {
        let each = |events: Vec<Event>| {
            let mut entries: Vec<Entry> = events.iter().flat_map(|event| reader.read(event)).collect();
            entries.extend(reader.idle());
            output.show(entries);
            !session.ui.is_closed()
        };
        follow(&session.cx.aws, &query, each).await?;
    } else {
        let mut entries: Vec<Entry> = fetch(&session.cx.aws, &query).await?.iter().flat_map(|event| reader.read(event)).collect();
        entries.extend(reader.finish());
        output.show(entries);
    }
    Ok(Outcome::Done)
}

/// The functions that were asked for, else all.
fn roles<'a>(session: &'a Session<'_>, args: &'a LogsArgs) -> Result<Vec<&'a str>> {
    let all: Vec<&str> = session.synthesis.functions.iter().map(|function| function.role.as_str()).collect();
    let Some(wrong) = args.function.iter().find(|name| !all.contains(&name.as_str())) else {
        return Ok(if args.function.is_empty() { all } else { args.function.iter().map(String::as_str).collect() });
    };
    let error = Error::usage(session.ui.say(&messages::no_function(wrong)));
    Err(match nearest(wrong, all.iter().copied()) {
        Some(near) => error.hint(session.ui.say(&did_you_mean(near))),
        None => error.hint(session.ui.say(&messages::the_functions_are(all.join(", ")))),
    })
}

/// What is shown, and how.
struct Output<'a> {
    ui: &'a Printer,
    json: bool,
    colour: bool,
    /// Log group without the function's role.
    prefix: String,
    width: usize,
    level: Level,
    grep: Option<String>,
    request: Option<&'a str>,
}

impl<'a> Output<'a> {
    fn new(session: &'a Session<'_>, args: &'a LogsArgs) -> Result<Self> {
        let level = match &args.level {
            Some(name) => Level::read(name)
                .ok_or_else(|| Error::usage(session.ui.say(&messages::no_level(name))).hint("--level debug|info|warning|error|critical"))?,
            // What Lambda says of every request is for who wants to know.
            None if session.ui.is_verbose() => Level::Debug,
            None => Level::Info,
        };
        // ":" and a number of three digits.
        let width = session.synthesis.functions.iter().map(|function| function.role.len()).max().unwrap_or_default() + 4;
        Ok(Output {
            ui: &session.ui,
            json: session.json,
            colour: session.ui.has_stdout_colour() && !session.json,
            prefix: format!("/aws/lambda/{}-{}-", session.synthesis.project, session.synthesis.stage),
            width,
            level,
            grep: args.grep.as_ref().map(|text| text.to_lowercase()),
            request: args.request.as_deref(),
        })
    }

    fn show(&self, mut entries: Vec<Entry>) {
        entries.sort_by_key(|entry| entry.time);
        for entry in entries {
            let Some(text) = self.text(&entry) else { continue };
            let request = || entry.request.as_deref().unwrap_or_default();
            let wanted = entry.level >= self.level
                && self.grep.as_ref().is_none_or(|grep| text.to_lowercase().contains(grep))
                && self.request.is_none_or(|wanted| !wanted.is_empty() && request().starts_with(wanted));
            if wanted {
                self.ui.data(if self.json { self.object(&entry, &text) } else { self.line(&entry, &text) });
            }
        }
    }

    /// What it says, in words; `None` for what says nothing.
    fn text(&self, entry: &Entry) -> Option<String> {
        let say = |wording: Wording| Some(self.ui.say(&wording));
        match &entry.said {
            Said::Function(text) if entry.level >= Level::Error => Some(traceback::shorten(text, &[])),
            Said::Function(text) => Some(text.clone()),
            Said::Ended(command, exit) => say(messages::command_ended(command.as_deref().unwrap_or("-"), exit)),
            Said::Platform(platform) => match platform {
                Platform::Start { request, .. } => say(messages::request_began(request)),
                Platform::End { request } => say(messages::request_ended(request)),
                Platform::Report(report) => say(reported(report)),
                Platform::Timeout { seconds, .. } => say(messages::timed_out(seconds)),
                Platform::Exit { reason, .. } => say(messages::function_exited(reason)),
                Platform::Init { status, milliseconds } if status == "timeout" => {
                    say(messages::start_timed_out(format!("{milliseconds:.0}")))
                }
                Platform::Init { milliseconds, .. } => say(messages::start_failed(format!("{milliseconds:.0}"))),
                Platform::Noise => None,
            },
        }
    }

    fn object(&self, entry: &Entry, text: &str) -> String {
        json!({
            "time": entry.time, "function": self.function(entry), "version": entry.version, "stream": entry.stream, "request": entry.request,
            "level": entry.level.name(), "message": text,
        })
        .to_string()
    }

    fn function<'e>(&self, entry: &'e Entry) -> &'e str {
        entry.group.trim_start_matches(&self.prefix)
    }

    /// `04:31:47.250 web:7    text`; further lines stand below the text of the first.
    fn line(&self, entry: &Entry, text: &str) -> String {
        let version = if entry.version.is_empty() { String::new() } else { format!(":{}", entry.version) };
        let mut head = format!("{:<width$} ", format!("{}{version}", self.function(entry)), width = self.width);
        if self.ui.is_verbose() {
            let request: String = entry.request.iter().flat_map(|request| request.chars().take(8)).collect();
            head.push_str(&format!("{request:<8} "));
        }
        let text = text.replace('\n', "\n  ");
        let time = clock(entry.time);
        if !self.colour {
            return format!("{time} {head}{text}");
        }
        let colour = match entry.level {
            Level::Critical | Level::Error => "\x1b[31m",
            Level::Warning => "\x1b[33m",
            Level::Info if matches!(entry.said, Said::Function(_)) => "",
            _ => "\x1b[2m",
        };
        format!("\x1b[2m{time}\x1b[0m \x1b[36m{head}\x1b[0m{colour}{text}\x1b[0m")
    }
}

fn reported(report: &Report) -> Wording {
    if report.memory > 0 && report.used >= report.memory {
        return messages::out_of_memory(report.memory);
    }
    match report.init {
        Some(init) => messages::cold_start(format!("{init:.0}"), report.used, report.memory),
        None => messages::finished(format!("{:.0}", report.duration), report.used, report.memory),
    }
}

/// `04:31:47.250`, UTC: as the functions themselves write times.
fn clock(milliseconds: i64) -> String {
    let time = OffsetDateTime::from_unix_timestamp_nanos(i128::from(milliseconds) * 1_000_000).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    time.format(format_description!("[hour]:[minute]:[second].[subsecond digits:3]")).unwrap_or_default()
}
