//! The lines that Lambda itself writes into a function's log, in its plain format and in its JSON one.
//!
//! Source: Lambda Developer Guide, "Working with Lambda function logs", and "Telemetry API Event schema reference" for JSON.

use serde_json::Value;

/// What Lambda says.
#[derive(Debug, Clone, PartialEq)]
pub enum Platform {
    /// An invocation begins.
    Start {
        /// Its id.
        request: String,
        /// The function's version.
        version: String,
    },
    /// An invocation has ended, however.
    End {
        /// Its id.
        request: String,
    },
    /// What it took.
    Report(Report),
    /// It was ended because its time ran out.
    Timeout {
        /// Its id.
        request: String,
        /// After so long.
        seconds: f64,
    },
    /// The process that runs the function ended.
    Exit {
        /// The invocation's id.
        request: String,
        /// How: `signal: killed`.
        reason: String,
    },
    /// The start of an execution environment failed.
    Init {
        /// `timeout` or `error`.
        status: String,
        /// Milliseconds.
        milliseconds: f64,
    },
    /// Anything else.
    Noise,
}

/// What an invocation took.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Its id.
    pub request: String,
    /// Milliseconds.
    pub duration: f64,
    /// Milliseconds that starting took, when it was a cold start.
    pub init: Option<f64>,
    /// Megabytes that the function has.
    pub memory: u32,
    /// Megabytes that it used at most.
    pub used: u32,
    /// `timeout` or `error`, when it did not succeed.
    pub status: Option<String>,
}

impl Platform {
    /// Reads an event of the log; `None` when it is the function's own.
    pub fn read(message: &str) -> Option<Platform> {
        if message.starts_with('{') {
            return json(&serde_json::from_str(message).ok()?);
        }
        let after = |prefix: &str| message.strip_prefix(prefix).map(|rest| rest.split_whitespace().next().unwrap_or_default().to_owned());
        if let Some(request) = after("START RequestId: ") {
            let version = message.split("Version: ").nth(1).unwrap_or_default().trim().to_owned();
            return Some(Platform::Start { request, version });
        }
        if let Some(request) = after("END RequestId: ") {
            return Some(Platform::End { request });
        }
        if let Some(request) = after("REPORT RequestId: ") {
            return Some(Platform::Report(report(request, message)));
        }
        if let Some(rest) = message.strip_prefix("RequestId: ")
            && let Some((request, reason)) = rest.split_once(" Error: ")
        {
            let reason = reason.lines().next().unwrap_or_default().trim().trim_start_matches("Runtime exited with error: ").to_owned();
            return Some(Platform::Exit { request: request.to_owned(), reason });
        }
        if message.starts_with("INIT_REPORT ") {
            let status = field(message, "Status: ").unwrap_or_default();
            let milliseconds = number(message, "Init Duration: ").unwrap_or_default();
            return Some(if status.is_empty() { Platform::Noise } else { Platform::Init { status, milliseconds } });
        }
        if ["INIT_START ", "RESTORE_START ", "RESTORE_REPORT ", "EXTENSION\t", "TELEMETRY\t", "LOGS\t"]
            .iter()
            .any(|prefix| message.starts_with(prefix))
        {
            return Some(Platform::Noise);
        }
        // `2026-11-21T04:31:47.000Z REQUEST Task timed out after 3.00 seconds`
        let (before, after) = message.split_once(" Task timed out after ")?;
        let (time, request) = before.split_once(' ')?;
        let seconds = after.trim_end().strip_suffix(" seconds")?.parse().ok()?;
        (time.ends_with('Z') && !request.contains(' ')).then(|| Platform::Timeout { request: request.to_owned(), seconds })
    }

    /// The invocation that it is about.
    pub fn request(&self) -> Option<&str> {
        match self {
            Platform::Start { request, .. }
            | Platform::End { request }
            | Platform::Timeout { request, .. }
            | Platform::Exit { request, .. } => Some(request),
            Platform::Report(report) => Some(&report.request),
            Platform::Init { .. } | Platform::Noise => None,
        }
    }
}

/// Fields of a report are separated by tabs.
fn field(message: &str, name: &str) -> Option<String> {
    message.split('\t').find_map(|field| field.trim().strip_prefix(name)).map(str::to_owned)
}

fn number(message: &str, name: &str) -> Option<f64> {
    // The first field has no tab before it.
    let text = field(message, name).or_else(|| message.split(name).nth(1).map(str::to_owned))?;
    text.split_whitespace().next()?.parse().ok()
}

fn report(request: String, message: &str) -> Report {
    let megabytes = |name| field(message, name).and_then(|text| text.split_whitespace().next()?.parse().ok()).unwrap_or_default();
    Report {
        request,
        duration: field(message, "Duration: ").and_then(|text| text.split_whitespace().next()?.parse().ok()).unwrap_or_default(),
        init: field(message, "Init Duration: ").and_then(|text| text.split_whitespace().next()?.parse().ok()),
        memory: megabytes("Memory Size: "),
        used: megabytes("Max Memory Used: "),
        status: field(message, "Status: "),
    }
}

fn json(event: &Value) -> Option<Platform> {
    let (kind, record) = (event["type"].as_str()?.strip_prefix("platform.")?, &event["record"]);
    let request = record["requestId"].as_str().unwrap_or_default().to_owned();
    let metric = |name: &str| record["metrics"][name].as_f64();
    let status = record["status"].as_str().filter(|status| *status != "success").map(str::to_owned);
    Some(match kind {
        "start" => Platform::Start { request, version: record["version"].as_str().unwrap_or_default().to_owned() },
        "report" => Platform::Report(Report {
            request,
            duration: metric("durationMs").unwrap_or_default(),
            init: metric("initDurationMs"),
            memory: record["metrics"]["memorySizeMB"].as_u64().and_then(|size| u32::try_from(size).ok()).unwrap_or_default(),
            used: record["metrics"]["maxMemoryUsedMB"].as_u64().and_then(|size| u32::try_from(size).ok()).unwrap_or_default(),
            status,
        }),
        "initReport" => match status {
            Some(status) => Platform::Init { status, milliseconds: metric("durationMs").unwrap_or_default() },
            None => Platform::Noise,
        },
        _ => Platform::Noise,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_lines() {
        let read = |line: &str| Platform::read(line);
        let request = || "8f-1".to_owned();
        assert_eq!(read("START RequestId: 8f-1 Version: 7"), Some(Platform::Start { request: request(), version: "7".into() }));
        assert_eq!(read("END RequestId: 8f-1"), Some(Platform::End { request: request() }));
        let line = "REPORT RequestId: 8f-1\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 512 MB\tMax Memory Used: 88 MB\tInit Duration: 512.25 ms\tStatus: timeout\t";
        let report =
            Report { request: request(), duration: 3000.0, init: Some(512.25), memory: 512, used: 88, status: Some("timeout".into()) };
        assert_eq!(read(line), Some(Platform::Report(report)));
        let line = "2026-11-21T04:31:47.000Z 8f-1 Task timed out after 3.00 seconds";
        assert_eq!(read(line), Some(Platform::Timeout { request: request(), seconds: 3.0 }));
        let line = "RequestId: 8f-1 Error: Runtime exited with error: signal: killed";
        assert_eq!(read(line), Some(Platform::Exit { request: request(), reason: "signal: killed".into() }));
        assert_eq!(
            read("INIT_REPORT Init Duration: 9999.49 ms\tPhase: init\tStatus: timeout"),
            Some(Platform::Init { status: "timeout".into(), milliseconds: 9999.49 })
        );
        assert_eq!(read("INIT_START Runtime Version: python:3.12.v38"), Some(Platform::Noise));
        for own in ["START of the day", "a Task timed out after 3.00 seconds", "INFO x: y", "{\"level\":\"INFO\",\"message\":\"x\"}", ""] {
            assert_eq!(read(own), None, "{own}");
        }
    }

    #[test]
    fn json_lines() {
        let line = r#"{"time":"2026-11-21T04:31:47.000Z","type":"platform.report","record":{"requestId":"8f-1","metrics":{"durationMs":3.5,"billedDurationMs":4,"memorySizeMB":512,"maxMemoryUsedMB":88,"initDurationMs":512.25},"status":"success"}}"#;
        let report = Report { request: "8f-1".into(), duration: 3.5, init: Some(512.25), memory: 512, used: 88, status: None };
        assert_eq!(Platform::read(line), Some(Platform::Report(report)));
        let line = r#"{"time":"t","type":"platform.start","record":{"requestId":"8f-1","version":"7"}}"#;
        assert_eq!(Platform::read(line), Some(Platform::Start { request: "8f-1".into(), version: "7".into() }));
        let line = r#"{"time":"t","type":"platform.runtimeDone","record":{"requestId":"8f-1","status":"success"}}"#;
        assert_eq!(Platform::read(line), Some(Platform::Noise));
    }
}
