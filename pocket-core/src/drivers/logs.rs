//! CloudWatch Logs: several groups as one stream in the order of time.

use crate::aws::{Calling, Clients, Service};
use crate::error::{Error, Result};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Between two looks for new events: the shorter while some come. CloudWatch allows five looks a second in an account.
const POLL: (Duration, Duration) = (Duration::from_millis(300), Duration::from_secs(2));
/// Events arrive late and out of order: each look begins that many milliseconds before the last event seen.
const OVERLAP: i64 = 30_000;
/// And now and then so much earlier: what an idle function wrote last may wait for its next request.
const LATE: i64 = 600_000;
/// So many looks are one that goes far back.
const LATE_LOOKS: u32 = 15;

/// Events of a page. Source: CloudWatch Logs API Reference, `FilterLogEvents`.
const PAGE: usize = 10_000;

/// Which events.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Log groups; one that does not exist yet has no events.
    pub groups: Vec<String>,
    /// Not before: milliseconds since 1970.
    pub since: i64,
    /// Not after: milliseconds since 1970.
    pub until: Option<i64>,
    /// A filter pattern of CloudWatch Logs.
    pub filter: Option<String>,
    /// Log streams; all, when there is none.
    pub streams: Vec<String>,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// Milliseconds since 1970.
    pub time: i64,
    /// Log group.
    pub group: String,
    /// Log stream: one for each instance of a function.
    pub stream: String,
    /// CloudWatch's identifier.
    pub id: String,
    /// Text, without the line end.
    pub message: String,
}

/// The events so far, in the order of time.
///
/// # Errors
/// CloudWatch's.
pub async fn fetch(aws: &Clients, query: &Query) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for group in &query.groups {
        fetch_group(aws, query, group, &mut events).await?;
    }
    // Sorting is stable: within a millisecond CloudWatch's order stays.
    events.sort_by_key(|event| event.time);
    Ok(events)
}

async fn fetch_group(aws: &Clients, query: &Query, group: &str, events: &mut Vec<Event>) -> Result {
    let mut body = json!({ "logGroupName": group, "startTime": query.since.max(0) });
    if let Some(until) = query.until {
        body["endTime"] = json!(until);
    }
    if let Some(filter) = &query.filter {
        body["filterPattern"] = json!(filter);
    }
    if !query.streams.is_empty() {
        body["logStreamNames"] = json!(query.streams);
    }
    let first = events.len();
    loop {
        let answer = aws.thin.json(Service::LOGS, "FilterLogEvents", body.clone()).await;
        let page = match answer.calling("logs:FilterLogEvents", format!("log group `{group}`")) {
            Err(failure) if failure.is_not_found() => return Ok(()),
            page => page?,
        };
        let page_events: Vec<Event> = page["events"].as_array().into_iter().flatten().map(|event| read(group, event)).collect();
        let (count, last) = (page_events.len(), page_events.last().map(|event| event.time));
        if body["nextToken"].is_null() && first < events.len() {
            // Begun again at the last moment of a cut page: some of that moment are known.
            let known: BTreeSet<&Event> =
                events[first..].iter().rev().take_while(|event| Some(event.time) >= body["startTime"].as_i64()).collect();
            let new: Vec<Event> = page_events.into_iter().filter(|event| !known.contains(event)).collect();
            events.extend(new);
        } else {
            events.extend(page_events);
        }
        // A page may be empty and yet not be the last.
        match page["nextToken"].as_str().filter(|token| !token.is_empty()) {
            Some(token) if body["nextToken"] != token => body["nextToken"] = json!(token),
            Some(_) => return Ok(()),
            // AWS names the next page; the embedded cloud cuts without a word.
            None => match last {
                Some(last) if count >= PAGE && body["nextToken"].is_null() && body["startTime"] != last => body["startTime"] = json!(last),
                _ => return Ok(()),
            },
        }
    }
}

fn read(group: &str, event: &Value) -> Event {
    let text = |key: &str| event[key].as_str().unwrap_or_default().to_owned();
    let message = text("message").trim_end_matches(['\n', '\r']).to_owned();
    Event {
        time: event["timestamp"].as_i64().unwrap_or_default(),
        group: group.to_owned(),
        stream: text("logStreamName"),
        id: text("eventId"),
        message,
    }
}

/// Gives to `show` what each look finds new, in the order of time, also when that is nothing, until `show` answers `false`. Begins with the events since
/// `query.since`.
///
/// # Errors
/// CloudWatch's, when it lasts: a single failed look is made up for by the next.
pub async fn follow(aws: &Clients, query: &Query, mut show: impl FnMut(Vec<Event>) -> bool + Send) -> Result {
    let mut seen = Seen::default();
    let mut query = Query { until: None, ..query.clone() };
    let (first, mut failures, mut pause) = (query.since, 0, POLL.0);
    for look in 1.. {
        match fetch(aws, &query).await {
            Ok(mut events) => {
                failures = 0;
                events.retain(|event| seen.is_new(event));
                pause = if events.is_empty() { pause.mul_f32(1.5).min(POLL.1) } else { POLL.0 };
                if !show(events) {
                    return Ok(());
                }
                query.since = first.max(seen.begin(if look % LATE_LOOKS == 0 { LATE } else { OVERLAP }));
                seen.forget_old();
            }
            Err(error) if failures >= 5 => return Err(error),
            Err(_) => failures += 1,
        }
        tokio::time::sleep(pause).await;
    }
    Ok(())
}

/// What was shown, as far back as a look may find it again.
#[derive(Default)]
struct Seen {
    ids: BTreeMap<i64, BTreeSet<(String, String, String)>>,
}

impl Seen {
    fn is_new(&mut self, event: &Event) -> bool {
        let id = if event.id.is_empty() { event.message.clone() } else { event.id.clone() };
        self.ids.entry(event.time).or_default().insert((event.group.clone(), event.stream.clone(), id))
    }

    /// Where a look begins that goes so far back.
    fn begin(&self, back: i64) -> i64 {
        self.ids.last_key_value().map_or(0, |(last, _)| last - back)
    }

    fn forget_old(&mut self) {
        self.ids = self.ids.split_off(&self.begin(LATE));
    }
}

/// Milliseconds since 1970, so long ago.
pub fn ago(time: Duration) -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(now.saturating_sub(time).as_millis()).unwrap_or_default()
}

/// Reads `90s`, `15m`, `2h`, `1d`.
///
/// # Errors
/// Anything else.
pub fn duration(text: &str) -> Result<Duration> {
    let unit = |c: char| match c {
        's' => Some(1),
        'm' => Some(60),
        'h' => Some(3600),
        'd' => Some(86_400),
        _ => None,
    };
    let parsed = text.chars().last().and_then(unit).and_then(|unit| {
        let number: u64 = text[..text.len() - 1].parse().ok()?;
        Some(Duration::from_secs(number.checked_mul(unit)?))
    });
    parsed.ok_or_else(|| Error::usage(format!("`{text}` is not a length of time")).hint("write 90s, 15m, 2h or 1d"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(time: i64, id: &str) -> Event {
        Event { time, group: "g".into(), stream: "s".into(), id: id.into(), message: "m".into() }
    }

    #[test]
    fn each_event_once_also_when_it_comes_late() {
        let mut seen = Seen::default();
        assert!(seen.is_new(&event(100_000, "a")));
        assert!(!seen.is_new(&event(100_000, "a")));
        assert!(seen.is_new(&event(100_000, "b")));
        assert_eq!((seen.begin(OVERLAP), seen.begin(LATE)), (70_000, -500_000));
        seen.forget_old();
        assert!(seen.is_new(&event(80_000, "late")));
        assert!(!seen.is_new(&event(100_000, "b")));
        assert!(seen.is_new(&event(1_000_000, "c")));
        seen.forget_old();
        assert!(seen.is_new(&event(80_000, "late")), "it is too old to come again");
    }

    #[test]
    fn lengths_of_time() {
        assert_eq!(duration("15m").expect("valid"), Duration::from_secs(900));
        for wrong in ["", "m", "15", "1w", "１m", "日", "99999999999999999999d"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }
}
