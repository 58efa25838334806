//! The schedule, and the role under which Scheduler starts the functions of the stage.

use super::{Schedule, calendar, words::words};
use crate::graph::Synth;
use crate::names::{logical, physical};
use crate::template::{attribute, json_text, reference};
use crate::units::Seconds;
use serde_json::{Value as Json, json};

/// Characters of a schedule's description. Source: EventBridge Scheduler API Reference, `CreateSchedule`.
const DESCRIPTION: usize = 512;

/// A run that Lambda did not take is handed over again for a day, which is Scheduler's own limit.
const OLDEST: u32 = 86_400;

const ROLE: &str = "ScheduleRole";

pub(super) fn synth(schedule: &Schedule, synth: &mut Synth<'_>) {
    let Some(role) = schedule.target() else { return };
    let Some(alias) = synth.facts.functions.iter().find(|function| function.role == role).map(|function| function.alias_id()) else { return };
    let at = schedule.head.at;
    execution_role(synth, schedule);
    if role != "manage" {
        run_once(synth, schedule, &role, &alias);
    }
    let name = synth.facts.name(&physical(schedule.label()));
    let description = schedule.head.doc.clone().unwrap_or_else(|| format!("{} of {}", schedule.label(), synth.facts.prefix()));
    let properties = json!({
        "Name": name,
        "Description": crate::names::description(&description, DESCRIPTION),
        "ScheduleExpression": expression(schedule),
        "ScheduleExpressionTimezone": &*schedule.timezone,
        "State": if *schedule.enabled { "ENABLED" } else { "DISABLED" },
        "FlexibleTimeWindow": match schedule.window.known() {
            Some(window) => json!({ "Mode": "FLEXIBLE", "MaximumWindowInMinutes": window.0 / 60 }),
            None => json!({ "Mode": "OFF" }),
        },
        "Target": {
            "Arn": reference(&alias),
            "RoleArn": attribute(ROLE, "Arn"),
            "Input": json_text(&input(schedule)),
            "RetryPolicy": { "MaximumRetryAttempts": *schedule.retries, "MaximumEventAgeInSeconds": OLDEST },
        },
    });
    synth.app.resource(&format!("{}Schedule", logical(schedule.label())), "AWS::Scheduler::Schedule", properties, at);
}

/// One for all schedules of the stage: it may start the functions that they name, through their aliases, and nothing else.
fn execution_role(synth: &mut Synth<'_>, schedule: &Schedule) {
    if synth.app.has(ROLE) {
        return;
    }
    let facts = synth.facts;
    let aliases: Vec<Json> =
        facts.functions.iter().filter(|function| facts.scheduled.contains(&function.role)).map(|function| reference(&function.alias_id())).collect();
    let properties = json!({
        "Description": format!("What the schedules of {} start", facts.prefix()),
        "AssumeRolePolicyDocument": {
            "Version": "2012-10-17",
            "Statement": [{
                "Effect": "Allow", "Principal": { "Service": "scheduler.amazonaws.com" }, "Action": "sts:AssumeRole",
                "Condition": { "StringEquals": { "aws:SourceAccount": reference("AWS::AccountId") } },
            }],
        },
        "Policies": [{
            "PolicyName": "schedules",
            "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [{ "Effect": "Allow", "Action": ["lambda:InvokeFunction"], "Resource": aliases }],
            },
        }],
    });
    synth.app.resource(ROLE, "AWS::IAM::Role", properties, schedule.head.at);
}

/// A job that failed must not run again by itself: Lambda would start an asynchronous call up to three times.
fn run_once(synth: &mut Synth<'_>, schedule: &Schedule, role: &str, alias: &str) {
    let id = format!("{}EventInvokeConfig", logical(role));
    if synth.app.has(&id) {
        return;
    }
    let function = reference(&format!("{}Function", logical(role)));
    let config = json!({ "FunctionName": function, "Qualifier": crate::synth::ALIAS, "MaximumRetryAttempts": 0 });
    synth.app.resource_after(&id, "AWS::Lambda::EventInvokeConfig", config, &[alias.to_string()], schedule.head.at);
}

/// What the function gets. The management function raises where a command fails: of a call that nobody waits for, Lambda shows nothing but errors.
fn input(schedule: &Schedule) -> Json {
    match schedule.manage.known() {
        Some(line) => json!({ "argv": words(line).unwrap_or_default(), "schedule": schedule.label(), "must_succeed": true }),
        None => json!({ "schedule": schedule.label(), "time": "<aws.scheduler.scheduled-time>" }),
    }
}

fn expression(schedule: &Schedule) -> String {
    if let Some(cron) = schedule.cron.known() {
        return format!("cron({})", cron.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
    }
    if let Some(Seconds(seconds)) = schedule.rate.known() {
        let (unit, length) = [("day", 86_400), ("hour", 3_600)].into_iter().find(|(_, length)| seconds.is_multiple_of(*length)).unwrap_or(("minute", 60));
        let count = seconds / length;
        return format!("rate({count} {unit}{})", if count == 1 { "" } else { "s" });
    }
    format!("at({})", schedule.at.known().and_then(|text| calendar::moment(text)).unwrap_or_default())
}
