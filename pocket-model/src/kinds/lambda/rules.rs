//! What Lambda refuses, and what has no effect.

use super::{Lambda, reaches};
use crate::diag::{Diagnostic, Sink};
use crate::kinds::StageView;
use crate::units::{Mebibytes, Seconds};

/// The longest that an HTTP API waits for its integration. Source: API Gateway Developer Guide, "Quotas for HTTP APIs".
const HTTP_API_TIMEOUT: Seconds = Seconds(30);

/// Runtimes that Lambda offers. Source: Lambda Developer Guide, "Lambda runtimes", 2026-11.
pub(crate) const PYTHONS: &[&str] = &["3.10", "3.11", "3.12", "3.13", "3.14"];

/// Source: CloudWatch Logs API Reference, `PutRetentionPolicy`.
const RETENTION_DAYS: &[u32] = &[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

pub(super) fn check(lambda: &Lambda, stage: &StageView<'_>, sink: &mut Sink) {
    handler(lambda, sink);
    timeout(lambda, sink);
    python(lambda, sink);
    retention(lambda, sink);
    snap_start(lambda, stage, sink);
    outside_vpc(lambda, stage, sink);
    reaches::check(lambda, sink);
    name(lambda, sink);
}

fn handler(lambda: &Lambda, sink: &mut Sink) {
    match (&lambda.head.label, lambda.handler.written) {
        (None, true) => {
            let message = "the function without a name is the site, and its handler is pocket's";
            let help = "for a function of your own write `lambda worker { handler: \"…\"; }`";
            sink.push(Diagnostic::error("lambda::site_handler", lambda.handler.at, message).help(help));
        }
        (Some(label), false) => {
            let message = format!("the function `{}` needs a handler", label.text);
            let help = format!("write `lambda {} {{ handler: \"app.jobs.run\"; }}`", label.text);
            sink.push(Diagnostic::error("lambda::needs_handler", lambda.head.at, message).help(help));
        }
        _ => {}
    }
    if let Some(path) = lambda.handler.known() {
        let identifier = |part: &str| {
            part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        if !path.contains('.') || !path.split('.').all(identifier) {
            let message = format!("\"{path}\" is not the dotted path of a function");
            sink.push(Diagnostic::error("lambda::bad_handler", lambda.handler.at, message).help("write module and function: `handler: \"app.jobs.run\";`"));
        }
    }
}

fn timeout(lambda: &Lambda, sink: &mut Sink) {
    if let Some(timeout) = lambda.timeout.known()
        && lambda.is_site()
        && *timeout > HTTP_API_TIMEOUT
    {
        let message = format!("the site's `timeout` is {timeout}, and the HTTP API before it waits {HTTP_API_TIMEOUT} at most");
        let help = "write `timeout: 30s;`, and put longer work into `lambda worker { … }` or a management command";
        sink.push(Diagnostic::error("lambda::http_timeout", lambda.timeout.at, message).help(help));
    }
}

fn python(lambda: &Lambda, sink: &mut Sink) {
    if let Some(version) = lambda.python.known()
        && !PYTHONS.contains(&version.as_str())
    {
        let message = format!("Lambda has no runtime for Python \"{version}\"");
        let help = format!("write one of {}: `python: \"{}\";`", PYTHONS.join(", "), PYTHONS[PYTHONS.len() - 2]);
        sink.push(Diagnostic::error("lambda::unknown_python", lambda.python.at, message).help(help));
    }
    if lambda.python.written && !lambda.is_site() {
        let message = "a named function runs the site's code, under the site's Python version";
        sink.push(Diagnostic::error("lambda::python_of_site", lambda.python.at, message).help("write it in `lambda { python: …; }`"));
    }
    if lambda.arch.written && !lambda.is_site() {
        let message = "a named function runs the site's code, on the site's processor";
        sink.push(Diagnostic::error("lambda::arch_of_site", lambda.arch.at, message).help("write it in `lambda { arch: …; }`"));
    }
}

fn retention(lambda: &Lambda, sink: &mut Sink) {
    if let Some(days) = lambda.log_retention.known()
        && !RETENTION_DAYS.contains(&days.0)
    {
        let near = RETENTION_DAYS.iter().min_by_key(|known| known.abs_diff(days.0)).copied().unwrap_or(30);
        let message = format!("CloudWatch cannot keep a log for {days}");
        sink.push(Diagnostic::error("lambda::log_retention", lambda.log_retention.at, message).help(format!("write `log_retention: {near}d;`")));
    }
}

/// Source: Lambda Developer Guide, "Improving startup performance with Lambda SnapStart": from Python 3.12, without EFS, with /tmp up to 512 MB.
fn snap_start(lambda: &Lambda, stage: &StageView<'_>, sink: &mut Sink) {
    if lambda.snap_start.known() != Some(&true) {
        return;
    }
    let mut refuse = |message: String, help: &str| {
        sink.push(Diagnostic::error("lambda::snap_start", lambda.snap_start.at, message).help(help));
    };
    if !stage.facts.mounts.is_empty() && lambda.outside_vpc.known() != Some(&true) {
        refuse("SnapStart does not work with a file system (EFS), and this stage has one".into(), "delete `snap_start;` or the cache");
    } else if lambda.tmp.known().is_some_and(|tmp| *tmp > Mebibytes(512)) {
        refuse("SnapStart takes a `/tmp` of 512mb at most".into(), "delete `snap_start;` or `tmp`");
    } else if lambda.python.known().is_some_and(|version| matches!(version.as_str(), "3.10" | "3.11")) {
        refuse("SnapStart needs Python 3.12 or later".into(), "write `python: \"3.12\";`");
    }
}

fn outside_vpc(lambda: &Lambda, stage: &StageView<'_>, sink: &mut Sink) {
    if lambda.outside_vpc.known() != Some(&true) {
        return;
    }
    match &stage.facts.network {
        None => {
            let diagnostic = Diagnostic::warning("lambda::outside_nothing", lambda.outside_vpc.at, "`outside_vpc` has no effect: the stage has no VPC");
            sink.push(diagnostic.help("delete it"));
        }
        Some(network) if !stage.facts.mounts.is_empty() && lambda.is_site() => {
            let message = "the site is outside of the VPC, where it cannot reach the cache's file system";
            let diagnostic = Diagnostic::error("lambda::outside_cache", lambda.outside_vpc.at, message).related(network.at, "the VPC");
            sink.push(diagnostic.help("delete `outside_vpc;` or the cache"));
        }
        Some(_) => {}
    }
}

fn name(lambda: &Lambda, sink: &mut Sink) {
    let Some(label) = &lambda.head.label else { return };
    let role = lambda.role();
    if role == "web" || role == "manage" {
        let message = format!("`{}` is the name of one of the site's own functions", label.text);
        sink.push(Diagnostic::error("lambda::own_name", label.at, message).help(format!("name it otherwise: `lambda my_{role}`")));
    }
    let good = label.text.starts_with(|c: char| c.is_ascii_alphabetic());
    if !good || !label.text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
        let message = format!("\"{}\" cannot name a function: it takes a letter, then letters, digits, hyphens and `_`", label.text);
        let better = role.trim_matches(|c: char| !c.is_ascii_alphabetic());
        sink.push(Diagnostic::error("lambda::bad_name", label.at, message).help(format!("write `lambda \"{better}\"`")));
    }
}
