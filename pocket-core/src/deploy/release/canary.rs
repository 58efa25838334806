//! A share of the visitors gets the new release first. Errs it more than the old one does, the old one has them all again.
//!
//! Both write into one log, each version into streams of its own, so what each fails at is read from there: a function that raises, times out or dies, as
//! Lambda writes it, and an answer of 500 or above, which the site's handler notes. That is the same on AWS and on the embedded cloud.

use super::{New, Trial, find};
use crate::drivers::lambda::{self, Routing};
use crate::drivers::logs::{self, Query};
use crate::logs::{Entry, Reader, Said};
use crate::messages::canary as say;
use crate::ui::Step;
use crate::{Error, Result, traceback};
use pocket_model::synth::ALIAS;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// Between two looks at the log.
const LOOK: Duration = Duration::from_secs(5);

/// What Lambda and our handler write where a request fails. Source: Lambda Developer Guide, "Using Lambda function logs with CloudWatch Logs" and
/// "Troubleshoot execution issues in Lambda"; `pocket_django.events`.
const PATTERN: &str = r#"?"[5xx] " ?"[ERROR] " ?"Task timed out after " ?"Runtime exited with error" ?"Runtime.ExitError""#;

/// How unlikely it must be, if both err alike, that so many errors fall to the new one.
const SURE: f64 = 0.05;

/// A share for a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Canary {
    /// What the new version gets of all requests: above 0 and below 1.
    pub share: f64,
    /// For how long.
    pub time: Duration,
}

impl Trial<'_> {
    /// Gives the new site its share and watches. Without an old one there is nothing to compare with, and nobody to protect.
    pub(super) async fn canary(&self, news: &[New<'_>], canary: Canary) -> Result {
        let Some(web) = find(news, "web") else { return Ok(()) };
        let (aws, name, new) = (&self.cx.aws, &web.function.name, web.version.to_string());
        let Some(before) = lambda::alias(aws, name, ALIAS).await?.filter(|version| version != lambda::LATEST && *version != new) else {
            return Ok(());
        };
        self.lease.check()?;
        let step = self.cx.ui.step(self.say(&say::canary(percent(canary.share))));
        let since = logs::ago(Duration::ZERO);
        lambda::route(aws, name, ALIAS, &Routing { version: before.clone(), weights: BTreeMap::from([(new.clone(), canary.share)]) })
            .await?;
        match self.watch(&step, name, &new, since, canary).await {
            Ok(failures) => {
                step.done(self.say(&if failures.new == 0 { say::no_failure() } else { say::alike(failures.new, failures.old) }));
                Ok(())
            }
            Err(error) => {
                drop(step);
                lambda::set_alias(aws, name, ALIAS, &before).await?;
                Err(error.hint(self.say(&say::returned(percent(canary.share)))))
            }
        }
    }

    async fn watch(&self, step: &Step, function: &str, new: &str, since: i64, canary: Canary) -> Result<Failures> {
        let end = Instant::now() + canary.time;
        let query = Query { groups: vec![format!("/aws/lambda/{function}")], since, filter: Some(PATTERN.into()), ..Query::default() };
        loop {
            let left = end.saturating_duration_since(Instant::now());
            tokio::time::sleep(left.min(LOOK).min(canary.time / 10)).await;
            self.lease.check()?;
            // What was logged last may take as long to be found.
            let last = left.is_zero();
            let events = logs::fetch(&self.cx.aws, &query).await?;
            let (failures, examples) = failures(&events, new);
            step.detail(self.say(&say::so_far(failures.new, left.as_secs())));
            if failures.is_worse(canary.share) {
                let trace = self.traceback(function, &examples, since).await;
                let error = Error::user(self.say(&say::worse(failures.new, failures.old, percent(canary.share), examples.first_line())));
                return Err(if trace.is_empty() { error } else { error.detail(trace) });
            }
            if last {
                return Ok(failures);
            }
        }
    }

    /// What the new version logged around its first failure: the traceback, if there is one.
    async fn traceback(&self, function: &str, examples: &Examples, since: i64) -> String {
        let query = Query {
            groups: vec![format!("/aws/lambda/{function}")],
            since,
            streams: examples.streams.iter().cloned().collect(),
            ..Query::default()
        };
        let mut reader = Reader::default();
        // The failure stands without it.
        let Ok(events) = logs::fetch(&self.cx.aws, &query).await else { return examples.lines.join("\n") };
        let mut entries: Vec<Entry> = events.iter().flat_map(|event| reader.read(event)).collect();
        entries.extend(reader.finish());
        let texts = entries.into_iter().filter_map(|entry| match entry.said {
            Said::Function(text) => Some(text),
            _ => None,
        });
        match texts.into_iter().find(|text| text.contains("Traceback (most recent call last):")) {
            Some(text) => traceback::shorten(text.trim_end(), &[]),
            None => examples.lines.join("\n"),
        }
    }
}

/// `10` of `0.1`
fn percent(share: f64) -> String {
    format!("{}", (share * 1000.0).round() / 10.0)
}

/// How often each version failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Failures {
    new: u32,
    old: u32,
}

impl Failures {
    /// Whether the new version errs more. If both erred alike, each error would fall to the new one with the probability of its share.
    fn is_worse(self, share: f64) -> bool {
        let all = self.new + self.old;
        self.new > 0 && (self.new..=all).map(|count| binomial(all, count, share)).sum::<f64>() < SURE
    }
}

/// The probability of `count` among `all`.
fn binomial(all: u32, count: u32, share: f64) -> f64 {
    let ways: f64 = (1..=count).map(|factor| (f64::from(all - count + factor) / f64::from(factor)).ln()).sum();
    (ways + f64::from(count) * share.ln() + f64::from(all - count) * (1.0 - share).ln()).exp()
}

/// What the new version failed at.
#[derive(Debug, Default)]
struct Examples {
    lines: Vec<String>,
    streams: BTreeSet<String>,
}

impl Examples {
    fn first_line(&self) -> &str {
        self.lines.first().and_then(|line| line.lines().next()).unwrap_or_default()
    }
}

/// The failures in a log, told apart by the streams: `2026/11/21/[12]0a1b…` is of version 12. What an application logs as an error is none.
fn failures(events: &[logs::Event], new: &str) -> (Failures, Examples) {
    const SHOWN: usize = 5;
    let (mut failures, mut examples) = (Failures::default(), Examples::default());
    let own = format!("[{new}]");
    for event in events {
        let message = &event.message;
        let failed = ["[5xx] ", "[ERROR] "].iter().any(|begin| message.starts_with(begin))
            || ["Task timed out after ", "Runtime exited with error"].iter().any(|part| message.contains(part));
        if !failed {
            continue;
        }
        if !event.stream.contains(&own) {
            failures.old += 1;
            continue;
        }
        failures.new += 1;
        if examples.lines.len() < SHOWN {
            examples.lines.push(message.trim_start_matches("[5xx] ").to_owned());
            examples.streams.insert(event.stream.clone());
        }
    }
    (failures, examples)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_errors_than_its_share_are_needed() {
        let worse = |new, old, share| Failures { new, old }.is_worse(share);
        assert!(!worse(0, 0, 0.1) && !worse(0, 50, 0.1));
        assert!(!worse(1, 0, 0.1), "one error may be chance");
        assert!(worse(2, 0, 0.1) && worse(5, 0, 0.5) && !worse(4, 0, 0.5));
        assert!(!worse(10, 90, 0.1), "both err alike");
        assert!(worse(30, 70, 0.1));
        assert!(worse(1000, 100, 0.5) && !worse(500, 500, 0.5), "large numbers do not overflow");
    }

    #[test]
    fn failures_are_told_apart_by_version() {
        let event = |stream: &str, message: &str| logs::Event {
            time: 1,
            group: "g".into(),
            stream: format!("2026/11/21/{stream}0a"),
            id: String::new(),
            message: message.into(),
        };
        let events = [
            event("[12]", "[5xx] GET /a/ answered 500"),
            event("[12]", "[ERROR] ValueError: no\nTraceback (most recent call last):"),
            event("[12]", "[ERROR]\t2026-11-21T10:00:00.000Z\tid\tan application's own"),
            event("[11]", "2026-11-21T10:00:00.000Z id Task timed out after 30.00 seconds"),
            event("[112]", "[5xx] GET /b/ answered 503"),
        ];
        let (failures, examples) = failures(&events, "12");
        assert_eq!(failures, Failures { new: 2, old: 2 });
        assert_eq!(examples.first_line(), "GET /a/ answered 500");
    }
}
