//! Functions of your own around a deploy, one for each point, and commands of your own.
//!
//! ```text
//! cargo run --example hooks -- plan            # shows the alarm that `alarm_on_errors` adds
//! cargo run --example hooks -- deploy
//! cargo run --example hooks -- restock 25      # a command of this program
//! ```

use pocket::{AfterDeploy, BeforeDeploy, BeforeDestroy, Command, Error, OnFailure, Template, json};
use std::process;

pocket::pocket! {
    project shop;
    django: "site";

    every stage {
        neon;
        hooks {
            after_synth: alarm_on_errors;
            before_deploy: require_clean_git;
            after_deploy: announce;
            on_failure: call_for_help;
            before_destroy: back_up;
        }
        commands { restock: restock; }
    }

    /// After the hooks of every stage its own.
    stage local {
        cloud: embedded;
        hooks { after_deploy: seed_demo_data; }
    }

    stage prod {
        region: "eu-central-1";
        hooks { before_deploy: refuse_replacements; }
    }
}

/// Raw CloudFormation, in the stage's own stack: an alarm for every error of the site.
fn alarm_on_errors(template: &mut Template) -> pocket::Result {
    let alarm = json!({
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "Namespace": "AWS/Lambda", "MetricName": "Errors", "Statistic": "Sum", "Period": 60, "EvaluationPeriods": 1,
            "Threshold": 1, "ComparisonOperator": "GreaterThanOrEqualToThreshold", "TreatMissingData": "notBreaching",
            "Dimensions": [{ "Name": "FunctionName", "Value": { "Ref": "WebFunction" } }],
        },
    });
    template.resources.insert("ErrorsAlarm".into(), alarm);
    Ok(())
}

/// Only what is committed is deployed.
async fn require_clean_git(cx: BeforeDeploy<'_>) -> pocket::Result {
    let status = process::Command::new("git").args(["status", "--porcelain", "--untracked-files=no"]).output()?;
    if status.status.success() && status.stdout.is_empty() {
        return Ok(());
    }
    let error = Error::user(format!("{} is deployed from a clean git tree only", cx.stage()));
    Err(error.hint("git stash").detail(String::from_utf8_lossy(&status.stdout)))
}

/// The plan is the one that `plan --json` prints.
async fn refuse_replacements(cx: BeforeDeploy<'_>) -> pocket::Result {
    match cx.plan()["count"]["replace"].as_u64() {
        None | Some(0) => Ok(()),
        Some(count) => Err(Error::user(format!("{count} resources of {} would be replaced", cx.stage())).hint("look at `plan` first")),
    }
}

/// A management command of the release that serves. Written for the stage `local`: at another stage this function does not compile.
async fn seed_demo_data(cx: AfterDeploy<'_, stages::Local>) -> pocket::Result {
    cx.manage("loaddata demo").await?;
    cx.status(format!("demo data is in {}", cx.outputs().database()));
    Ok(())
}

/// Tells a chat room where the site is.
async fn announce(cx: AfterDeploy<'_>) -> pocket::Result {
    let text = format!("{} {} is live at {}", cx.project(), cx.stage(), cx.outputs().url());
    cx.status(&text);
    post(&text)
}

/// Tells it what went wrong, and whether visitors notice.
async fn call_for_help(cx: OnFailure<'_>) -> pocket::Result {
    post(&format!("{} {} failed in {}: {}", cx.project(), cx.stage(), cx.phase(), cx.message()))
}

/// A copy of the data stays on this machine. An error here, and nothing is deleted.
async fn back_up(cx: BeforeDestroy<'_>) -> pocket::Result {
    let data = cx.manage("dumpdata --natural-foreign catalog").await?;
    let file = format!("backup-{}.json", cx.stage());
    std::fs::write(&file, data)?;
    cx.status(format!("the data is in {file}"));
    Ok(())
}

/// `restock 25`: what is typed after the name is in `argv`; an error is the exit status 1, one of usage 2.
async fn restock(cx: Command<'_>) -> pocket::Result {
    let [count] = cx.argv() else { return Err(Error::usage("how many?").hint("cargo run --example hooks -- restock 25")) };
    let count: u32 = count.parse().map_err(|_| Error::usage(format!("`{count}` is no number")))?;
    cx.print(cx.manage(&format!("restock {count}")).await?.trim());
    Ok(())
}

/// Posts a text to the webhook in `WEBHOOK_URL`, if there is one.
fn post(text: &str) -> pocket::Result {
    let Ok(url) = std::env::var("WEBHOOK_URL") else { return Ok(()) };
    let body = json!({ "text": text }).to_string();
    let posted = process::Command::new("curl").args(["-fsS", "-H", "content-type: application/json", "-d", &body, &url]).output()?;
    if posted.status.success() { Ok(()) } else { Err(Error::user("the webhook refused").detail(String::from_utf8_lossy(&posted.stderr))) }
}

fn main() -> process::ExitCode {
    app().run()
}
