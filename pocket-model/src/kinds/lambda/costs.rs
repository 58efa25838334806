//! What a function costs: by request and by the time it runs, with its log; a snapshot for as long as its version is kept.

use super::{Arch, Lambda};
use crate::cost::{HOURS, Line, Of, Price, Way, kept_log, prices};
use crate::graph::Facts;
use crate::messages::phrases;
use crate::units::Mebibytes;

phrases! {
    the_snapshot(title) { en: "the SnapStart snapshot of `{title}`", ja: "`{title}` の SnapStart スナップショット", ko: "`{title}`의 SnapStart 스냅샷" }
    without_snapshot(title) { en: "delete `snap_start;` of `{title}`", ja: "`{title}` の `snap_start;` を削除する", ko: "`{title}`의 `snap_start;`를 지우기" }
}

/// `/tmp` up to this costs nothing. Source: "AWS Lambda pricing".
const FREE_TMP: Mebibytes = Mebibytes(512);

pub(super) fn declare(lambda: &Lambda, facts: &mut Facts) {
    let (title, at) = (lambda.head.title("lambda"), lambda.head.at);
    let site = lambda.is_site();
    let restored = lambda.snap_start.known() == Some(&true);
    let (runs, seconds, logs) = match (site, restored) {
        (true, false) => (Of::Requests, Of::RequestSeconds, Of::RequestLogs),
        (true, true) => (Of::Requests, Of::RestoredSeconds, Of::RequestLogs),
        (false, _) => (Of::Jobs, Of::JobSeconds, Of::JobLogs),
    };
    facts.uses(&title, at, &[(&prices::LAMBDA_REQUEST, runs, 1.0), (&prices::LOGS_GB, logs, 1.0)]);
    if let Some(memory) = lambda.memory.known() {
        facts.uses(&title, at, &[(gb_second(facts.build.arch), seconds, gb(*memory))]);
        if site && restored {
            facts.uses(&title, at, &[(&prices::SNAP_START_RESTORE_GB, Of::Starts, gb(*memory))]);
        }
    }
    if let Some(tmp) = lambda.tmp.known().filter(|tmp| **tmp > FREE_TMP) {
        facts.uses(&title, at, &[(&prices::LAMBDA_TMP_GB_SECOND, seconds, gb(*tmp) - gb(FREE_TMP))]);
    }
    if let Some(days) = lambda.log_retention.known() {
        facts.uses(&title, at, &[(&prices::LOGS_GB_MONTH, logs, kept_log(days.0))]);
    }
    if site {
        facts.uses(&title, at, &[(&prices::HTTP_API_REQUEST, Of::MeteredRequests, 1.0), (&prices::TRANSFER_OUT_GB, Of::Responses, 1.0)]);
        facts.site_outside = lambda.outside_vpc.known() == Some(&true);
    }
    if let Some(seconds) = snapshot(lambda) {
        facts.costs(the_snapshot(&title), lambda.snap_start.at, &[seconds]);
    }
}

pub(super) fn cheaper(lambda: &Lambda, in_region: Option<&str>) -> Vec<Way> {
    let saves = snapshot(lambda).map(|snapshot| Line::new("".into(), lambda.head.at, in_region, &[snapshot]).usd_a_month);
    saves.and_then(|saves| Way::new(without_snapshot(lambda.head.title("lambda")), saves)).into_iter().collect()
}

/// One cached version, the live one. Each older release that is kept costs as much until it has not run for 14 days.
/// Source: Lambda Developer Guide, "Improving startup performance with Lambda SnapStart", "SnapStart pricing".
fn snapshot(lambda: &Lambda) -> Option<(&'static Price, f64)> {
    let memory = lambda.memory.known().filter(|_| lambda.snap_start.known() == Some(&true))?;
    Some((&prices::SNAP_START_CACHE_GB_SECOND, gb(*memory) * HOURS * 3600.0))
}

fn gb_second(arch: &str) -> &'static Price {
    if arch == Arch::Arm64.word() { &prices::LAMBDA_ARM_GB_SECOND } else { &prices::LAMBDA_X86_GB_SECOND }
}

fn gb(size: Mebibytes) -> f64 {
    f64::from(size.0) / 1024.0
}
