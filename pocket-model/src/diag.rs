//! Configuration errors as data: made by the rules, shown by the macro (under the token) and by the command line (`main.rs:31:9`).

use crate::ast::At;
use crate::messages::Wording;
use serde::Serialize;

/// Whether the configuration may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It may not: the program does not compile.
    Error,
    /// It may: shown by `check` and `plan`.
    Warning,
}

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// `neon::needs_region`: names the rule, its UI test and its page in `explain`.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// The most exact token.
    pub at: At,
    /// What is wrong, with the user's own value in it: one sentence without a full stop.
    pub message: Wording,
    /// The exact text to type.
    pub help: Option<Wording>,
    /// Other places that belong to the mistake, each with a sentence: the first of two duplicates, for example.
    pub related: Vec<(At, Wording)>,
}

impl Diagnostic {
    /// Gives the sentence, in place of the one that the message comes with: another form of the same mistake.
    #[must_use]
    pub fn saying(mut self, message: Wording) -> Self {
        self.message = message;
        self
    }

    /// Gives the text to type, in place of the one that the message comes with.
    #[must_use]
    pub fn help(mut self, help: Wording) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, at: At, message: Wording) -> Self {
        self.related.push((at, message));
        self
    }
}

/// Collects every mistake of a phase. Dropping one that holds unread errors panics: a forgotten check would otherwise deploy what it refused.
#[derive(Debug, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
    read: bool,
}

impl Sink {
    /// An empty one.
    pub fn new() -> Self {
        Sink::default()
    }

    /// Notes a mistake and goes on.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// How many of them are errors.
    pub(crate) fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// All of them, in the order of their places.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        self.read = true;
        let mut diagnostics = std::mem::take(&mut self.diagnostics);
        diagnostics.sort_by_key(|diagnostic| diagnostic.at);
        diagnostics
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        if !self.read && !self.diagnostics.is_empty() && !std::thread::panicking() {
            panic!("diagnostics were collected and never read: {:?}", self.diagnostics);
        }
    }
}

/// The candidate that the user most likely meant: at most a third of the letters wrong, and never more than three.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Optimal string alignment distance: insertions, deletions, replacements, and swaps of neighbours.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.to_lowercase().chars().collect(), b.to_lowercase().chars().collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    rows[0] = (0..=b.len()).collect();
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let replace = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replace.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swap_and_a_missing_letter_are_near() {
        assert_eq!(nearest("noen", ["neon", "s3", "vpc"]), Some("neon"));
        assert_eq!(nearest("memry", ["memory", "timeout"]), Some("memory"));
        assert_eq!(nearest("xyz", ["memory", "timeout"]), None);
    }

    #[test]
    #[should_panic(expected = "never read")]
    fn an_unread_sink_panics() {
        let mut sink = Sink::new();
        sink.push(crate::schema::messages::needs_value(At::PROGRAM, "memory", "a size"));
    }
}
