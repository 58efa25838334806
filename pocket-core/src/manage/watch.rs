//! The log of one run, watched from its beginning to its end.

use super::merge::Merge;
use super::record::{Begin, End, Record, Stream, What};
use super::{Event, Run};
use crate::aws::Clients;
use crate::drivers::logs::{self, Query, ago, fetch};
use crate::error::{Error, Result};
use crate::logs::platform::Platform;
use crate::messages::manage as messages;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Between two looks: the shorter while something comes. CloudWatch allows five looks a second in an account.
const PAUSE: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(2));

/// How long a run may take to appear in the log: a cold start in a VPC, and the log's own delay.
const BEGINNING: Duration = Duration::from_secs(60);

/// How long the log may be behind.
const BEHIND: Duration = Duration::from_secs(15);

/// How long something of an invocation may come after Lambda's report of its end.
const AFTER_REPORT: Duration = Duration::from_secs(5);

/// How long looking may fail on end.
const UNREACHABLE: Duration = Duration::from_secs(120);

/// The clock of this machine need not be that of the cloud.
const CLOCKS: Duration = Duration::from_secs(300);

/// The longest that a command takes, and some time to ask about it.
const PAST: Duration = Duration::from_secs(20 * 60);

/// Watches the log.
#[derive(Debug)]
pub(super) struct Watch<'a> {
    aws: &'a Clients,
    run: String,
    /// How long it may take to appear in the log.
    beginning: Duration,
    query: Query,
    merge: Merge,
    begun: Option<(Begin, Instant)>,
    end: Option<(End, u64)>,
    /// What Lambda said of the invocation's end.
    over: Option<Instant>,
    fate: Option<Platform>,
    memory: Option<u32>,
}

/// Why no end is known.
#[derive(Debug)]
pub(super) enum Gone {
    /// Nothing in the log says that the command began.
    NeverSeen,
    /// The function ended before the command did.
    Died { command: String, fate: Option<Platform>, memory: Option<u32> },
    /// Nothing came for longer than the function may run.
    Silent { command: String },
    /// The log cannot be read.
    Unreadable(Error),
}

impl<'a> Watch<'a> {
    pub(super) fn new(aws: &'a Clients, function: &str, run: &str) -> Self {
        let query = Query {
            groups: vec![format!("/aws/lambda/{function}")],
            since: ago(CLOCKS),
            filter: Some(format!("\"manage {run}\"")),
            ..Query::default()
        };
        Watch {
            aws,
            run: run.to_owned(),
            beginning: BEGINNING,
            query,
            merge: Merge::default(),
            begun: None,
            end: None,
            over: None,
            fate: None,
            memory: None,
        }
    }

    /// Of a run that began a while ago.
    pub(super) fn of_the_past(mut self) -> Self {
        self.query.since = ago(PAST);
        self.beginning = BEHIND;
        self
    }

    pub(super) fn has_begun(&self) -> bool {
        self.begun.is_some()
    }

    /// The function's memory in megabytes, when it had taken all of it.
    pub(super) fn memory(&self) -> Option<u32> {
        self.memory
    }

    /// Whether all that the command wrote, and its end, are known.
    pub(super) fn is_complete(&self) -> bool {
        self.end.as_ref().is_some_and(|(_, size)| self.merge.shown() >= *size)
    }

    /// Whether the log has said the end.
    pub(super) fn has_ended(&self) -> bool {
        self.end.is_some()
    }

    /// A piece of the answer.
    pub(super) fn take(&mut self, place: u64, stream: Stream, bytes: Vec<u8>, tell: &mut impl FnMut(Event<'_>)) {
        self.merge.take(place, stream, bytes, None, &mut |stream, bytes| tell(Event::Output(stream, bytes)));
    }

    /// Looks until the log says the end. Never returns otherwise: a log that cannot be read, or that loses something, is made up for by the answer.
    pub(super) async fn until_the_end(&mut self, tell: &mut impl FnMut(Event<'_>)) {
        let mut pause = PAUSE.0;
        while !self.is_complete() {
            sleep(pause).await;
            pause = next(pause, self.look(tell).await.unwrap_or(false));
        }
    }

    /// Looks until the log says the end, or that there is none.
    pub(super) async fn all_of_it(&mut self, tell: &mut impl FnMut(Event<'_>)) -> std::result::Result<End, Gone> {
        let (started, mut readable, mut pause) = (Instant::now(), Instant::now(), PAUSE.0);
        loop {
            if let Some((end, size)) = self.end.clone() {
                self.fill(size, BEHIND, tell).await;
                return Ok(end);
            }
            match self.look(tell).await {
                Ok(new) => (readable, pause) = (Instant::now(), next(pause, new)),
                Err(error) if readable.elapsed() > if self.has_begun() { UNREACHABLE } else { BEHIND } => {
                    return Err(Gone::Unreadable(error));
                }
                Err(_) => {}
            }
            let command = || self.begun.as_ref().map(|(begin, _)| begin.command.clone()).unwrap_or_default();
            match &self.begun {
                _ if self.end.is_some() => continue,
                None if started.elapsed() > self.beginning => return Err(Gone::NeverSeen),
                Some(_) if self.over.is_some_and(|over| over.elapsed() > AFTER_REPORT) => {
                    return Err(Gone::Died { command: command(), fate: self.fate.clone(), memory: self.memory });
                }
                Some((begin, at)) if at.elapsed() > Duration::from_secs_f64(begin.seconds.clamp(0.0, 900.0)) + BEGINNING => {
                    return Err(Gone::Silent { command: command() });
                }
                _ => {}
            }
            sleep(pause).await;
        }
    }

    /// Looks until Lambda has said its last word of the invocation, and for so long at most.
    pub(super) async fn for_a_while(&mut self, limit: Duration, tell: &mut impl FnMut(Event<'_>)) {
        let started = Instant::now();
        while self.over.is_none_or(|over| over.elapsed() < PAUSE.0) && started.elapsed() < limit {
            if self.look(tell).await.is_err() {
                return;
            }
            sleep(PAUSE.0).await;
        }
    }

    /// Looks until all of the output up to `size` is known, or nothing more comes for so long; says what stays missing.
    pub(super) async fn fill(&mut self, size: u64, limit: Duration, tell: &mut impl FnMut(Event<'_>)) {
        let mut progress = (self.merge.shown(), Instant::now());
        let mut pause = PAUSE.0;
        while self.merge.shown() < size && progress.1.elapsed() < limit {
            match self.look(tell).await {
                Ok(new) => pause = next(pause, new),
                Err(_) => break,
            }
            if self.merge.shown() > progress.0 {
                progress = (self.merge.shown(), Instant::now());
            } else {
                sleep(pause).await;
            }
        }
        while self.merge.shown() < size {
            let mut held = Vec::new();
            let missing = self.merge.skip(size, &mut |stream, bytes| held.push((stream, bytes.to_vec())));
            tell(Event::Missing(missing));
            for (stream, bytes) in &held {
                tell(Event::Output(*stream, bytes));
            }
        }
    }

    /// One look; whether it showed something new.
    pub(super) async fn look(&mut self, tell: &mut impl FnMut(Event<'_>)) -> Result<bool> {
        let (shown, begun) = (self.merge.shown(), self.has_begun());
        for event in fetch(self.aws, &self.query).await? {
            self.read(&event, tell);
        }
        // What is missing came no earlier than what was shown last.
        self.query.since = self.merge.time().unwrap_or(self.query.since);
        Ok(self.merge.shown() > shown || self.has_begun() != begun || self.end.is_some())
    }

    fn read(&mut self, event: &logs::Event, tell: &mut impl FnMut(Event<'_>)) {
        if let Some(record) = Record::read(&event.message) {
            if record.run != self.run {
                return;
            }
            match record.what {
                What::Begin(begin) if self.begun.is_none() => {
                    // From here on all that this execution environment logs: Lambda's own words do not name the run.
                    self.query.streams = vec![event.stream.clone()];
                    self.query.filter = None;
                    self.query.since = event.time;
                    self.begun = Some((begin, Instant::now()));
                }
                What::Begin(_) => {}
                What::Output(stream, bytes) => {
                    self.merge.take(record.place, stream, bytes, Some(event.time), &mut |stream, bytes| {
                        tell(Event::Output(stream, bytes));
                    });
                }
                What::End(end) => self.end = Some((end, record.place)),
            }
        } else if let Some(platform) = Platform::read(&event.message) {
            let Some((begin, _)) = &self.begun else { return };
            if platform.request() != Some(begin.request.as_str()) {
                return;
            }
            match &platform {
                Platform::Report(report) => {
                    self.memory = (report.memory > 0 && report.used >= report.memory).then_some(report.memory);
                    self.over.get_or_insert_with(Instant::now);
                }
                Platform::Timeout { .. } | Platform::Exit { .. } => self.fate = Some(platform),
                _ => {}
            }
        }
    }
}

impl Gone {
    pub(super) fn error(self, run: &Run<'_>, lost: Option<Error>) -> Error {
        let ui = run.ui;
        let error = match self {
            Gone::NeverSeen => Error::user(ui.say(&messages::never_seen(&run.id))),
            Gone::Died { command, memory: Some(memory), .. } => Error::user(ui.say(&messages::out_of_memory(command, memory))),
            Gone::Died { command, fate: Some(Platform::Timeout { .. }), .. } => Error::user(ui.say(&messages::timed_out(command))),
            Gone::Died { command, fate: Some(Platform::Exit { reason, .. }), .. } => {
                Error::user(ui.say(&messages::function_died(command, reason)))
            }
            Gone::Died { command, .. } => Error::user(ui.say(&messages::function_died(command, "-"))),
            Gone::Silent { command } => Error::user(ui.say(&messages::silent(command))),
            // The log is as far away as Lambda is: what happened first says why.
            Gone::Unreadable(error) => return lost.unwrap_or(error).hint(ui.say(&messages::look_later(&run.id))),
        };
        let error = match lost {
            Some(lost) => error.detail(lost.message),
            None => error,
        };
        error.hint(ui.say(&messages::look_later(&run.id)))
    }
}

/// Short while something comes, longer and longer while nothing does.
fn next(pause: Duration, new: bool) -> Duration {
    if new { PAUSE.0 } else { pause.mul_f32(1.5).min(PAUSE.1) }
}
