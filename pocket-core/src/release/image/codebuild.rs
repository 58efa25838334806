//! A Dockerfile built by AWS CodeBuild, where the user has no Docker: a project and a role of its own, made for the build and removed after it, whatever came of it.

use super::base::{Base, architecture};
use super::dockerfile::Recipe;
use crate::aws::{Calling, Clients, Service, backoff, xml};
use crate::drivers::ecr::Opened;
use crate::drivers::{Cx, artifacts, logs, tags};
use crate::error::{Error, Result};
use crate::messages::image as messages;
use crate::release::artifact::Arch;
use crate::tools::digest;
use crate::ui::Step;
use pocket_model::ast::At;
use serde_json::{Value as Json, json};
use std::time::Duration;
use tokio::time::Instant;

/// The longest that a build may take.
const LIMIT_MINUTES: u64 = 60;
/// IAM tells all of AWS of a new role within some seconds. Source: IAM User Guide, "Troubleshoot IAM", "Changes that I make are not always immediately visible".
const NEW_ROLE: Duration = Duration::from_secs(60);
/// Lines of the log that an error shows.
const SHOWN: usize = 40;

/// Where AWS builds. Source: AWS CodeBuild User Guide, "Docker images provided by CodeBuild" and "Build environment compute modes and types".
fn environment(arch: Arch) -> (&'static str, &'static str) {
    match arch {
        Arch::X86_64 => ("LINUX_CONTAINER", "aws/codebuild/amazonlinux-x86_64-standard:5.0"),
        Arch::Arm64 => ("ARM_CONTAINER", "aws/codebuild/amazonlinux-aarch64-standard:3.0"),
    }
}

/// The registry's password goes from one program to the other, not through an argument. An attestation beside the image is what Lambda does not take.
const BUILDSPEC: &str = r#"version: 0.2
env:
  variables:
    DOCKER_BUILDKIT: "1"
    BUILDX_NO_DEFAULT_ATTESTATIONS: "1"
phases:
  build:
    commands:
      - aws ecr get-login-password | docker login --username AWS --password-stdin "${IMAGE%%/*}"
      - docker build --platform "$PLATFORM" --build-arg "PYTHON_VERSION=$PYTHON_VERSION" --tag "$IMAGE" --file "$DOCKERFILE" .
      - docker push "$IMAGE"
"#;

/// What the project and the role of a stage are called: within IAM's 64 characters, one a region.
pub fn name(project: &str, stage: &str, region: &str) -> String {
    let whole = format!("{project}-{stage}-{region}");
    let short: String = whole.chars().take(40).collect();
    format!("{}-{}-image", short.trim_end_matches('-'), &digest::hex(whole.as_bytes())[..8])
}

/// Builds, waits, shows the log, and removes what it made. Returns the image as the repository has it.
///
/// # Errors
/// A build that fails, with the end of its log; AWS's.
pub async fn build(cx: &Cx<'_>, recipe: &Recipe, to: &Opened, bucket: &str) -> Result<Base> {
    let step = cx.ui.step(cx.ui.say(&messages::step_codebuild()));
    let name = name(cx.project, cx.stage, &cx.aws.region);
    let built = run(cx, &step, recipe, to, bucket, &name).await;
    // Also after a failure; and a failure to remove is said beside the other.
    let removed = remove(cx.aws, &name).await;
    built?;
    removed?;
    let nothing = || Error::user(cx.ui.say(&messages::nothing_was_pushed(&recipe.shown)));
    let base = Base::read(&to.repository, &recipe.tag(), recipe.arch).await?.ok_or_else(nothing)?;
    step.done(recipe.shown.clone());
    Ok(base)
}

/// Removes the project, its role and its log; that they are missing is fine.
///
/// # Errors
/// AWS's.
pub async fn remove(aws: &Clients, name: &str) -> Result {
    match aws.thin.json(CODEBUILD, "DeleteProject", json!({ "name": name })).await {
        Err(failure) if !failure.is_not_found() => return Err(failure.on(subject(name)).into()),
        _ => {}
    }
    for (action, arguments) in
        [("DeleteRolePolicy", &[("RoleName", name), ("PolicyName", "build")][..]), ("DeleteRole", &[("RoleName", name)])]
    {
        match aws.thin.query(Service::IAM, action, arguments).await {
            Err(failure) if !failure.is_not_found() => return Err(failure.on(format!("role `{name}`")).into()),
            _ => {}
        }
    }
    match aws.thin.json(Service::LOGS, "DeleteLogGroup", json!({ "logGroupName": log_group(name) })).await {
        Err(failure) if !failure.is_not_found() => Err(failure.on(format!("log group `{}`", log_group(name))).into()),
        _ => Ok(()),
    }
}

async fn run(cx: &Cx<'_>, step: &Step, recipe: &Recipe, to: &Opened, bucket: &str, name: &str) -> Result {
    let key = format!("sources/{}.zip", recipe.key);
    let zip = std::env::temp_dir().join(format!("pocket-{}-{}.zip", &recipe.key[..20], std::process::id()));
    recipe.zip_to(&zip)?;
    let sent = artifacts::upload(cx.aws, step, bucket, &key, &zip).await;
    std::fs::remove_file(&zip)?;
    sent?;
    let role = role(cx, to, bucket, name).await?;
    project(cx, recipe, to, &format!("{bucket}/{key}"), name, &role).await?;
    let started = cx.aws.thin.json(CODEBUILD, "StartBuild", json!({ "projectName": name })).await;
    let started = started.calling("codebuild:StartBuild", subject(name))?;
    let ended = watch(cx, step, &started["build"]).await;
    artifacts::remove(cx.aws, bucket, &key).await?;
    let (status, log) = ended?;
    if status == "SUCCEEDED" {
        return Ok(());
    }
    let last = log.len().saturating_sub(SHOWN);
    Err(Error::user(cx.ui.say(&messages::build_failed(&recipe.shown, status))).detail(log[last..].join("\n")))
}

/// The role of the build: it writes its log, reads its source and pushes to the stage's repository, and nothing else.
async fn role(cx: &Cx<'_>, to: &Opened, bucket: &str, name: &str) -> Result<String> {
    let trust = json!({
        "Version": "2012-10-17",
        "Statement": [{ "Effect": "Allow", "Principal": { "Service": "codebuild.amazonaws.com" }, "Action": "sts:AssumeRole" }],
    });
    let trust = trust.to_string();
    let tags = tags(cx, At::PROGRAM);
    let mut arguments = vec![("RoleName".to_owned(), name.to_owned()), ("AssumeRolePolicyDocument".to_owned(), trust)];
    for (index, (key, value)) in tags.iter().enumerate() {
        arguments.push((format!("Tags.member.{}.Key", index + 1), (*key).to_owned()));
        arguments.push((format!("Tags.member.{}.Value", index + 1), value.clone()));
    }
    let arguments: Vec<(&str, &str)> = arguments.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = match cx.aws.thin.query(Service::IAM, "CreateRole", &arguments).await {
        // Of a build that was killed.
        Err(failure) if failure.is_already_exists() => cx.aws.thin.query(Service::IAM, "GetRole", &[("RoleName", name)]).await,
        answer => answer,
    };
    let answer = answer.calling("iam:CreateRole", format!("role `{name}`"))?;
    let arn = xml::first(&answer, "Arn").ok_or_else(|| Error::bug("IAM made a role without an ARN"))?;
    let policy = policy(cx.aws, to.repository.name(), bucket, name).to_string();
    let arguments = [("RoleName", name), ("PolicyName", "build"), ("PolicyDocument", policy.as_str())];
    cx.aws.thin.query(Service::IAM, "PutRolePolicy", &arguments).await.calling("iam:PutRolePolicy", format!("role `{name}`"))?;
    Ok(arn)
}

fn policy(aws: &Clients, repository: &str, bucket: &str, name: &str) -> Json {
    let arn = |service: &str, resource: &str| format!("arn:{}:{service}:{}:{}:{resource}", aws.partition(), aws.region, aws.account);
    let group = arn("logs", &format!("log-group:{}", log_group(name)));
    json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], "Resource": [group.clone(), format!("{group}:*")] },
        { "Effect": "Allow", "Action": ["s3:GetObject", "s3:GetObjectVersion"], "Resource": format!("arn:{}:s3:::{bucket}/sources/*", aws.partition()) },
        { "Effect": "Allow", "Action": "ecr:GetAuthorizationToken", "Resource": "*" },
        {
            "Effect": "Allow",
            "Action": [
                "ecr:BatchCheckLayerAvailability", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage", "ecr:BatchGetImage",
                "ecr:GetDownloadUrlForLayer",
            ],
            "Resource": arn("ecr", &format!("repository/{repository}")),
        },
    ]})
}

async fn project(cx: &Cx<'_>, recipe: &Recipe, to: &Opened, source: &str, name: &str, role: &str) -> Result {
    let (kind, image) = environment(recipe.arch);
    let variables = [
        ("IMAGE", format!("{}:{}", to.uri, recipe.tag())),
        ("PLATFORM", format!("linux/{}", architecture(recipe.arch))),
        ("PYTHON_VERSION", recipe.python.to_string()),
        ("DOCKERFILE", recipe.name.clone()),
    ];
    let variables: Vec<Json> = variables.iter().map(|(name, value)| json!({ "name": name, "value": value, "type": "PLAINTEXT" })).collect();
    let project = json!({
        "name": name,
        "description": format!("Builds {} for {}-{}; removed after the build", recipe.shown, cx.project, cx.stage),
        "source": { "type": "S3", "location": source, "buildspec": BUILDSPEC },
        "artifacts": { "type": "NO_ARTIFACTS" },
        // Docker in the build container needs it. Source: AWS CodeBuild User Guide, "Publish Docker image to an Amazon ECR image repository".
        "environment": { "type": kind, "image": image, "computeType": "BUILD_GENERAL1_SMALL", "privilegedMode": true, "environmentVariables": variables },
        "serviceRole": role,
        "timeoutInMinutes": LIMIT_MINUTES,
        "tags": tags(cx, At::PROGRAM).map(|(key, value)| json!({ "key": key, "value": value })),
    });
    let begun = Instant::now();
    let mut attempt = 0;
    loop {
        let answer = match cx.aws.thin.json(CODEBUILD, "CreateProject", project.clone()).await {
            Err(failure) if failure.is_already_exists() => cx.aws.thin.json(CODEBUILD, "UpdateProject", project.clone()).await,
            answer => answer,
        };
        match answer {
            Err(failure) if failure.message().contains("AssumeRole") && begun.elapsed() < NEW_ROLE => {
                attempt += 1;
                backoff::sleep(attempt, Duration::from_secs(1), Duration::from_secs(8)).await;
            }
            answer => return answer.calling("codebuild:CreateProject", subject(name)).map(|_| ()).map_err(Error::from),
        }
    }
}

/// Waits for the end of a build, and shows its log as it comes. How it ended, and its log.
async fn watch(cx: &Cx<'_>, step: &Step, build: &Json) -> Result<(String, Vec<String>)> {
    let id = build["id"].as_str().ok_or_else(|| Error::bug("CodeBuild began a build without an id"))?;
    let (begun, mut pause, mut log) = (Instant::now(), Duration::from_millis(500), Vec::new());
    loop {
        let answer =
            cx.aws.thin.json(CODEBUILD, "BatchGetBuilds", json!({ "ids": [id] })).await.calling("codebuild:BatchGetBuilds", subject(id))?;
        let build = &answer["builds"][0];
        if let Some(group) = build["logs"]["groupName"].as_str() {
            let stream = build["logs"]["streamName"].as_str().unwrap_or_default();
            let events = logs::fetch(cx.aws, &logs::Query { groups: vec![group.to_owned()], ..logs::Query::default() }).await?;
            let lines: Vec<String> = events.into_iter().filter(|event| event.stream == stream).map(|event| event.message).collect();
            lines.iter().skip(log.len()).for_each(|line| cx.ui.verbose(line));
            if let Some(last) = lines.last() {
                step.detail(last);
            }
            log = lines;
        }
        // CodeBuild hands over the last lines before it says that the build has ended.
        match build["buildStatus"].as_str().unwrap_or_default() {
            "IN_PROGRESS" | "" => {}
            status => return Ok((status.to_owned(), log)),
        }
        if begun.elapsed() > Duration::from_secs((LIMIT_MINUTES + 5) * 60) {
            return Err(Error::user(cx.ui.say(&messages::build_takes_long(LIMIT_MINUTES))).detail(log.join("\n")));
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(Duration::from_secs(5));
    }
}

const CODEBUILD: Service = Service::CODEBUILD;

fn log_group(name: &str) -> String {
    format!("/aws/codebuild/{name}")
}

fn subject(name: &str) -> String {
    format!("build project `{name}`")
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn names_are_short_and_one_a_region() {
        let long = name(&"p".repeat(60), "dev", "ap-northeast-1");
        assert!(long.len() <= 64, "{long}");
        assert_ne!(long, name(&"p".repeat(60), "dev", "eu-west-1"));
        assert!(name("shop", "dev", "eu-west-1").starts_with("shop-dev-eu-west-1-"));
    }
}
