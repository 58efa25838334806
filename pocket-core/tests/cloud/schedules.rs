//! Schedules on the embedded cloud.

use crate::shared;
use pocket_core::drivers::logs::{Query, ago, fetch};
use serde_json::{Value, json};
use std::time::Duration;
use time::OffsetDateTime;

/// The clock of a zone that many hours before UTC, in eight seconds, as an expression.
fn soon(hours: i64) -> String {
    let time = OffsetDateTime::now_utc() + time::Duration::seconds(8) + time::Duration::hours(hours);
    let (year, month, day) = time.date().to_calendar_date();
    let (hour, minute, second) = time.time().as_hms();
    format!("at({year:04}-{:02}-{day:02}T{hour:02}:{minute:02}:{second:02})", u8::from(month))
}

pub async fn a_schedule_starts_its_function_in_its_time_zone() {
    let aws = shared::clients().await;
    let name = format!("clock{}", std::process::id());
    let trust = json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": { "Service": ["lambda.amazonaws.com", "scheduler.amazonaws.com"] }, "Action": "sts:AssumeRole" }] });
    let schedule = |said: &str, expression: String, state: &str| {
        json!({ "Type": "AWS::Scheduler::Schedule", "Properties": {
            "Name": format!("{name}-{said}"), "ScheduleExpression": expression, "ScheduleExpressionTimezone": "Asia/Tokyo", "State": state,
            "FlexibleTimeWindow": { "Mode": "OFF" },
            "Target": {
                "Arn": { "Ref": "Alias" }, "RoleArn": { "Fn::GetAtt": ["Role", "Arn"] },
                "Input": json!({ "said": said, "time": "<aws.scheduler.scheduled-time>" }).to_string(),
            },
        } })
    };
    let template: Value = json!({ "Resources": {
        "Role": { "Type": "AWS::IAM::Role", "Properties": { "AssumeRolePolicyDocument": trust } },
        "Function": { "Type": "AWS::Lambda::Function", "Properties": {
            "FunctionName": name, "Runtime": "python3.12", "Handler": "index.handler", "Role": { "Fn::GetAtt": ["Role", "Arn"] },
            "Code": { "ZipFile": "def handler(event, context):\n    print('ran', event['said'], event['time'])\n    raise ValueError('it failed')\n" },
        } },
        "Alias": { "Type": "AWS::Lambda::Alias", "Properties": { "FunctionName": { "Ref": "Function" }, "Name": "live", "FunctionVersion": "$LATEST" } },
        "Due": schedule("due", soon(9), "ENABLED"),
        "Elsewhere": schedule("elsewhere", soon(0), "ENABLED"),
        "Off": schedule("off", soon(9), "DISABLED"),
    } });
    let create = aws.cloudformation.create_stack().stack_name(&name).template_body(template.to_string());
    create.send().await.expect("a stack");
    let query = Query { groups: vec![format!("/aws/lambda/{name}")], since: ago(Duration::from_secs(300)), ..Query::default() };
    let mut seen = String::new();
    // Six sweeps of ten seconds.
    for _ in 0..120 {
        seen = fetch(&aws, &query).await.expect("a log").into_iter().map(|event| event.message + "\n").collect();
        if seen.contains("it failed") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    // What fails is in the log. The clock of Tokyo is nine hours before UTC, so the same digits are another time there.
    assert!(seen.contains("ran due 20") && seen.contains("ValueError: it failed"), "{seen}");
    assert!(!seen.contains("elsewhere") && !seen.contains("ran off") && !seen.contains("<aws."), "{seen}");
    assert_eq!(seen.matches("ran due").count(), 1, "{seen}");
    aws.cloudformation.delete_stack().stack_name(&name).send().await.expect("it is deleted");
}
