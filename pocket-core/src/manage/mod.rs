//! A management command in the cloud, run exactly once: what it writes as it comes, its exit status, and what became of it when the connection is lost.
//!
//! Lambda answers an invocation at its end, and in one piece. So the output is read from the function's log while the command runs, and put together with
//! the answer, which is the truth. The log also has the exit status: an answer that is lost on its way is not missed.

mod event;
mod merge;
mod record;
mod watch;

pub use event::{Command, LONGEST_EVENT};
pub use record::{Record, Stream, What, is_run};

use crate::aws::Clients;
use crate::drivers::lambda::{Invocation, invoke_once, may_have_started};
use crate::embedded::random;
use crate::error::{Error, Result};
use crate::messages::manage as messages;
use crate::ui::Printer;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use record::End;
use serde::Deserialize;
use serde_json::Value;
use std::time::Duration;
use watch::Watch;

/// How long the answer may take when the log has told the end: long enough for 6 MB, and no wait for one that was lost.
const ANSWER: Duration = Duration::from_secs(10);

/// How long the log may take to give what the answer had no room for.
const FILL: Duration = Duration::from_secs(30);

/// How long the log may take to give what a function wrote that died.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// What a run gives while it goes on.
#[derive(Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// Bytes that the command wrote, in the order of writing; each once.
    Output(Stream, &'a [u8]),
    /// So many bytes are neither in the answer nor in the log.
    Missing(u64),
    /// The connection was lost; the log is watched for the end.
    Lost,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// Exit status: its own, 128 + n after signal n, 124 when its time ran out.
    pub exit: i64,
    /// Its time ran out.
    pub stopped: bool,
}

/// One run of a command.
#[derive(Debug)]
pub struct Run<'a> {
    aws: &'a Clients,
    ui: &'a Printer,
    function: &'a str,
    /// Its name, in its records in the log.
    pub id: String,
}

/// What the handler answers.
#[derive(Debug, Deserialize)]
struct Answer {
    #[serde(flatten)]
    end: End,
    output: Vec<Piece>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Piece {
    Text { stream: String, text: String },
    Bytes { stream: String, base64: String },
    LeftOut { left_out: u64 },
}

impl<'a> Run<'a> {
    /// A run that has not begun.
    ///
    /// # Errors
    /// No random numbers.
    pub fn new(aws: &'a Clients, ui: &'a Printer, function: &'a str) -> Result<Self> {
        Ok(Run { aws, ui, function, id: random(8)? })
    }

    /// A run that somebody began.
    pub fn known(aws: &'a Clients, ui: &'a Printer, function: &'a str, id: &str) -> Self {
        Run { aws, ui, function, id: id.to_owned() }
    }

    /// Runs the command in a version or alias of the function. Never twice: what may have begun is watched, and not begun again.
    ///
    /// # Errors
    /// Input beyond Lambda's limit; a function that could not begin, or died; an end that nobody can know.
    pub async fn invoke(&self, qualifier: &str, command: &Command, mut tell: impl FnMut(Event<'_>)) -> Result<Ended> {
        let payload = command.event(&self.id, self.ui)?;
        let mut watch = Watch::new(self.aws, self.function, &self.id);
        let invocation = invoke_once(self.aws, self.function, qualifier, &payload);
        tokio::pin!(invocation);
        let answer = tokio::select! {
            answer = &mut invocation => Some(answer),
            () = watch.until_the_end(&mut tell) => None,
        };
        let answer = match answer {
            Some(answer) => answer,
            // The log knows the end. The answer is on its way, or was lost on it.
            None => match tokio::time::timeout(ANSWER, invocation).await {
                Ok(answer) => answer,
                Err(_) => return self.after_the_log(watch, None, tell).await,
            },
        };
        match answer {
            Ok(invocation) => self.answered(command.name(), invocation, watch, tell).await,
            Err(failure) if may_have_started(&failure) => self.after_the_log(watch, Some(failure.into()), tell).await,
            Err(failure) => Err(failure.into()),
        }
    }

    /// Watches a run that somebody began, from its beginning to its end.
    ///
    /// # Errors
    /// No such run in the last 20 minutes; a function that died.
    pub async fn attach(&self, tell: impl FnMut(Event<'_>)) -> Result<Ended> {
        let watch = Watch::new(self.aws, self.function, &self.id).of_the_past();
        self.after_the_log(watch, None, tell).await
    }

    /// What the log says, and nothing else does. `lost` is what happened to the answer.
    async fn after_the_log(&self, mut watch: Watch<'_>, lost: Option<Error>, mut tell: impl FnMut(Event<'_>)) -> Result<Ended> {
        if lost.is_some() {
            // An answer that was lost when all is over is nothing to speak of.
            let _ = watch.look(&mut tell).await;
            if !watch.has_ended() {
                tell(Event::Lost);
            }
        }
        match watch.all_of_it(&mut tell).await {
            Ok(end) => Ok(Ended { exit: end.exit, stopped: end.stopped }),
            Err(gone) => Err(gone.error(self, lost)),
        }
    }

    async fn answered(
        &self,
        command: &str,
        invocation: Invocation,
        mut watch: Watch<'_>,
        mut tell: impl FnMut(Event<'_>),
    ) -> Result<Ended> {
        if invocation.function_error.is_some() {
            // What the command wrote until then, and what Lambda says of the end.
            watch.for_a_while(LAST_WORDS, &mut tell).await;
            return Err(self.failed(command, &invocation, &watch));
        }
        let answer: Answer = serde_json::from_value(invocation.payload).map_err(|source| {
            Error::user(self.ui.say(&messages::unknown_answer())).hint(self.ui.say(&messages::deploy_again())).caused_by(source)
        })?;
        let mut place = 0;
        for piece in answer.output {
            let (stream, bytes) = match piece {
                Piece::LeftOut { left_out } => {
                    place += left_out;
                    continue;
                }
                Piece::Text { stream, text } => (stream, text.into_bytes()),
                Piece::Bytes { stream, base64 } => {
                    let bytes = BASE64.decode(base64);
                    (stream, bytes.map_err(|source| Error::user(self.ui.say(&messages::unknown_answer())).caused_by(source))?)
                }
            };
            let stream = if stream == "stdout" { Stream::Stdout } else { Stream::Stderr };
            let size = bytes.len() as u64;
            watch.take(place, stream, bytes, &mut tell);
            place += size;
        }
        // What the answer had no room for.
        watch.fill(place, FILL, &mut tell).await;
        Ok(Ended { exit: answer.end.exit, stopped: answer.end.stopped })
    }

    /// A handler that raised, or a function that died.
    fn failed(&self, command: &str, invocation: &Invocation, watch: &Watch<'_>) -> Error {
        let text = |key: &str| invocation.payload.get(key).and_then(Value::as_str).unwrap_or_default();
        let (kind, message) = (text("errorType"), text("errorMessage"));
        let first = message.lines().next().unwrap_or_default();
        let wording = if kind == "Sandbox.Timedout" || message.contains("Task timed out") {
            messages::timed_out(command)
        } else if kind == "Runtime.ExitError" || message.contains("Runtime exited") {
            match watch.memory() {
                Some(memory) => messages::out_of_memory(command, memory),
                None => messages::function_died(command, reason(first)),
            }
        } else if watch.has_begun() {
            messages::function_failed(command, first)
        } else {
            messages::could_not_begin(first)
        };
        let error = Error::user(self.ui.say(&wording));
        if watch.has_begun() {
            return error.hint(self.ui.say(&messages::look_before_again(command)));
        }
        error.detail(if invocation.log_tail.is_empty() { message.to_owned() } else { invocation.log_tail.clone() })
    }
}

/// `RequestId: … Error: Runtime exited with error: signal: killed`, without what says nothing.
fn reason(message: &str) -> &str {
    let message = message.split_once("Error: ").map_or(message, |(_, reason)| reason);
    message.trim_start_matches("Runtime exited with error: ")
}
