//! Asking the project's own code which migrations are pending, and what each of them does.

use super::report::{Report, VERSION};
use crate::deploy::Cx;
use crate::deploy::release::failure::{raised, trace};
use crate::drivers::lambda;
use crate::messages::{safety, steps};
use crate::{Error, Result, traceback};
use serde_json::json;
use std::collections::BTreeMap;

/// The command of `pocket_django` that reports.
pub const COMMAND: &str = "pocket:migrations";

/// Names of migrations by Django's database alias.
pub type Names = BTreeMap<String, Vec<String>>;

/// What to judge.
#[derive(Debug, Clone, Copy)]
pub enum Question<'a> {
    /// What is pending in the database, for a running release that knows these migrations; without them it knows the applied ones.
    Pending(Option<&'a Names>),
    /// What would be pending where these migrations are applied, without a database.
    Offline(&'a Names),
}

impl Question<'_> {
    /// The command with its arguments, and its standard input.
    pub fn command(&self) -> (Vec<String>, String) {
        let (arguments, names): (&[&str], _) = match self {
            Question::Pending(None) => (&[], None),
            Question::Pending(Some(names)) => (&["--running", "-"], Some(*names)),
            Question::Offline(names) => (&["--offline", "--applied", "-"], Some(*names)),
        };
        let words = [COMMAND].iter().chain(arguments).map(|word| (*word).to_owned()).collect();
        (words, names.map(|names| json!(names).to_string()).unwrap_or_default())
    }
}

/// Asks a version of the management function.
///
/// # Errors
/// The function cannot start, or its code fails to tell.
pub async fn ask(cx: &Cx, function: &str, version: &str, question: Question<'_>) -> Result<Report> {
    let (argv, stdin) = question.command();
    let answer = lambda::invoke(&cx.aws, function, version, &json!({ "argv": argv, "stdin": stdin })).await?;
    if answer.function_error.is_some() {
        return Err(Error::user(cx.ui.say(&steps::could_not_run(COMMAND, raised(&answer)))).detail(trace(&answer)));
    }
    let text = |stream: &str| -> String {
        let pieces = answer.payload["output"].as_array().into_iter().flatten().filter(|piece| piece["stream"] == stream);
        pieces.filter_map(|piece| piece["text"].as_str()).collect()
    };
    if answer.payload["exit"] != 0 {
        return Err(failed(cx, &text("stderr")));
    }
    read(cx, &text("stdout"))
}

/// The error for a report that could not be made.
pub fn failed(cx: &Cx, output: &str) -> Error {
    let why = traceback::raised(output).unwrap_or_else(|| output.trim().lines().last().unwrap_or_default().to_owned());
    Error::user(cx.ui.say(&steps::failed(COMMAND, "", why))).detail(traceback::shorten(output, &[]))
}

/// Reads the report out of what the command wrote: a project may print something of its own while it loads.
pub fn read(cx: &Cx, output: &str) -> Result<Report> {
    let report = output.lines().rev().filter(|line| line.starts_with('{')).find_map(|line| serde_json::from_str::<Report>(line).ok());
    let report = report.or_else(|| serde_json::from_str(output).ok());
    report
        .filter(|report| report.version == VERSION)
        .ok_or_else(|| Error::user(cx.ui.say(&safety::no_report(COMMAND))).detail(output.trim().to_owned()))
}
