//! What Lambda refuses, and what has no effect.

use super::{Lambda, image, messages, reaches, runtimes};
use crate::ast::At;
use crate::diag::Sink;
use crate::kinds::{Resource, StageView};
use crate::units::{Mebibytes, Seconds};
use serde_json::json;

/// The longest that an HTTP API waits for its integration. Source: API Gateway Developer Guide, "Quotas for HTTP APIs", 2026-11.
const HTTP_API_TIMEOUT: Seconds = Seconds(30);

/// Characters of a handler. Source: Lambda API Reference, `CreateFunction`, `Handler`, 2026-11.
const HANDLER: usize = 128;

/// Source: CloudWatch Logs API Reference, `PutRetentionPolicy`, 2026-11.
const RETENTION_DAYS: &[u32] = &[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/// The largest `/tmp` of a function with SnapStart. Source: Lambda Developer Guide, "Improving startup performance with Lambda SnapStart", 2026-11.
const SNAP_START_TMP: Mebibytes = Mebibytes(512);

/// What an account may reserve: 1,000 concurrent executions, of which 100 stay unreserved. Source: Lambda Developer Guide, "Lambda quotas" and
/// "Configuring reserved concurrency", 2026-11.
const RESERVABLE: u32 = 1000 - 100;

/// Bytes of a function's environment variables together. Source: Lambda Developer Guide, "Lambda quotas", 2026-11.
const ENVIRONMENT: usize = 4096;

/// Characters of a role's inline policies together, without white space. Source: IAM User Guide, "IAM and AWS STS quotas", 2026-11.
const POLICY: usize = 10_240;

pub(super) fn check(lambda: &Lambda, stage: &StageView<'_>, sink: &mut Sink) {
    handler(lambda, sink);
    timeout(lambda, sink);
    python(lambda, sink);
    retention(lambda, sink);
    snap_start(lambda, stage, sink);
    image::check(lambda, sink);
    outside_vpc(lambda, stage, sink);
    concurrency(lambda, stage, sink);
    reaches::check(lambda, sink);
    name(lambda, sink);
    if lambda.is_site() {
        environment(stage, sink);
        policy(lambda, stage, sink);
    }
}

fn handler(lambda: &Lambda, sink: &mut Sink) {
    match (&lambda.head.label, lambda.handler.written) {
        (None, true) => sink.push(messages::site_handler(lambda.handler.at)),
        (Some(label), false) => sink.push(messages::needs_handler(lambda.head.at, &label.text)),
        _ => {}
    }
    if let Some(path) = lambda.handler.known() {
        let identifier = |part: &str| {
            part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        if !path.contains('.') || !path.split('.').all(identifier) {
            sink.push(messages::bad_handler(lambda.handler.at, path));
        } else if path.len() > HANDLER {
            sink.push(messages::long_handler(lambda.handler.at, path.len(), HANDLER));
        }
    }
}

fn timeout(lambda: &Lambda, sink: &mut Sink) {
    if let Some(timeout) = lambda.timeout.known()
        && lambda.is_site()
        && *timeout > HTTP_API_TIMEOUT
    {
        sink.push(messages::http_timeout(lambda.timeout.at, timeout, HTTP_API_TIMEOUT));
    }
}

fn python(lambda: &Lambda, sink: &mut Sink) {
    if let Some(version) = lambda.python.known() {
        let at = lambda.python.at;
        match runtimes::find(version) {
            None => sink.push(messages::unknown_python(at, version, runtimes::versions().join(", "), runtimes::ADVISED)),
            Some(runtime) if runtime.ends_soon() => {
                sink.push(messages::deprecated_python(at, version, runtime.deprecated, runtime.no_new_functions, runtimes::ADVISED));
            }
            Some(_) => {}
        }
    }
    if lambda.python.written && !lambda.is_site() {
        sink.push(messages::python_of_site(lambda.python.at));
    }
    if lambda.arch.written && !lambda.is_site() {
        sink.push(messages::arch_of_site(lambda.arch.at));
    }
}

fn retention(lambda: &Lambda, sink: &mut Sink) {
    if let Some(days) = lambda.log_retention.known()
        && !RETENTION_DAYS.contains(&days.0)
    {
        let near = RETENTION_DAYS.iter().min_by_key(|known| known.abs_diff(days.0)).copied().unwrap_or(30);
        sink.push(messages::log_retention(lambda.log_retention.at, days, near));
    }
}

/// Source: Lambda Developer Guide, "Improving startup performance with Lambda SnapStart": from Python 3.12, without EFS, with /tmp up to 512 MB. It takes
/// no provisioned concurrency either, which pocket has no word for.
fn snap_start(lambda: &Lambda, stage: &StageView<'_>, sink: &mut Sink) {
    if lambda.snap_start.known() != Some(&true) {
        return;
    }
    let at = lambda.snap_start.at;
    let tmp = lambda.tmp.known().copied().unwrap_or(SNAP_START_TMP);
    if !stage.facts.mounts.is_empty() && lambda.outside_vpc.known() != Some(&true) {
        sink.push(messages::snap_start_files(at));
    } else if tmp > SNAP_START_TMP {
        sink.push(messages::snap_start_tmp(at, tmp, SNAP_START_TMP));
    } else if let Some(version) = &stage.facts.build.python
        && runtimes::find(version).is_some_and(|runtime| !runtime.snap_start)
    {
        sink.push(messages::snap_start_python(at, version));
    }
}

fn outside_vpc(lambda: &Lambda, stage: &StageView<'_>, sink: &mut Sink) {
    if lambda.outside_vpc.known() != Some(&true) {
        return;
    }
    match &stage.facts.network {
        None => sink.push(messages::outside_nothing(lambda.outside_vpc.at)),
        Some(network) if !stage.facts.mounts.is_empty() && lambda.is_site() => {
            sink.push(messages::outside_cache(lambda.outside_vpc.at).related(network.at, messages::the_vpc()));
        }
        Some(_) => {}
    }
}

fn concurrency(lambda: &Lambda, stage: &StageView<'_>, sink: &mut Sink) {
    let Some(reserved) = lambda.reserved_concurrency.known() else { return };
    let at = lambda.reserved_concurrency.at;
    match (&lambda.head.label, reserved) {
        (None, 0) => sink.push(messages::no_concurrency(at)),
        (Some(label), 0) => sink.push(messages::switched_off(at, &label.text)),
        _ => {}
    }
    let of_stage = stage.resources.iter().filter_map(|resource| match resource {
        Resource::Lambda(lambda) => lambda.reserved_concurrency.known().map(|reserved| (lambda.reserved_concurrency.at, *reserved)),
        _ => None,
    });
    let total: u64 = of_stage.clone().map(|(_, reserved)| u64::from(reserved)).sum();
    // Said once, at the largest.
    let largest = of_stage.max_by_key(|(_, reserved)| *reserved).map(|(at, _)| at);
    if total > u64::from(RESERVABLE) && largest == Some(at) {
        sink.push(messages::over_account(at, total, RESERVABLE));
    }
}

/// All variables together, as Lambda measures them: the JSON of names and values. A value that only the running program knows counts then.
fn environment(stage: &StageView<'_>, sink: &mut Sink) {
    let written = &stage.facts.environment;
    let known = written.iter().map(|(name, (value, _))| (name.as_str(), value.as_deref().unwrap_or_default()));
    let all: serde_json::Map<String, serde_json::Value> =
        known.chain(super::synth::OWN_VARIABLES.iter().copied()).map(|(name, value)| (name.to_string(), json!(value))).collect();
    let size = serde_json::Value::Object(all).to_string().len();
    let longest: Option<At> = written.values().max_by_key(|(value, _)| value.as_deref().map_or(0, str::len)).map(|(_, at)| *at);
    if let Some(at) = longest
        && size > ENVIRONMENT
    {
        sink.push(messages::environment_size(at, size, ENVIRONMENT));
    }
}

/// What the items of the stage are granted stands in one policy of the functions' role. Secrets are what there may be many of.
fn policy(lambda: &Lambda, stage: &StageView<'_>, sink: &mut Sink) {
    let facts = stage.facts;
    // Far from the limit nothing is measured: a statement is rarely longer than this.
    if facts.grants.len() * 200 < POLICY / 2 {
        return;
    }
    let region = facts.region.as_deref().unwrap_or(crate::regions::LONGEST);
    let text = super::synth::policy(facts).to_string();
    let text = [("{\"Fn::Sub\":", ""), ("${AWS::Partition}", "aws"), ("${AWS::Region}", region), ("${AWS::AccountId}", "123456789012"), ("\"}", "\"")]
        .into_iter()
        .fold(text, |text, (placeholder, value)| text.replace(placeholder, value));
    if text.len() > POLICY {
        let last = facts.secrets.iter().map(|secret| secret.at).max().filter(|at| *at != At::PROGRAM);
        sink.push(messages::policy_size(last.unwrap_or(lambda.head.at), text.len(), POLICY, facts.secrets.len()));
    }
}

fn name(lambda: &Lambda, sink: &mut Sink) {
    let Some(label) = &lambda.head.label else { return };
    let role = lambda.role();
    if role == "web" || role == "manage" {
        sink.push(messages::own_name(label.at, &label.text, &role));
    }
    let good = label.text.starts_with(|c: char| c.is_ascii_alphabetic());
    if !good || !label.text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
        let better = role.trim_matches(|c: char| !c.is_ascii_alphabetic());
        sink.push(messages::bad_name(label.at, &label.text, if better.is_empty() { "worker" } else { better }));
    }
}
