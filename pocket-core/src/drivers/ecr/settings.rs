//! What a repository of ours is like: read, compared and put.

use super::{BASE, Known, Spec, put_placeholder, subject};
use crate::aws::Calling;
use crate::drivers::Cx;
use crate::error::Result;
use aws_sdk_ecr::types::{ImageIdentifier, ImageScanningConfiguration, ImageTagMutability};
use pocket_model::kinds::lambda::image::placeholder;
use pocket_model::synth::Holder;
use serde_json::{Value as Json, json};
use std::fmt;

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// A tag stands for one image for ever.
    Immutable,
    /// Not scanned when something is pushed: each scan of the enhanced kind is billed, and nobody would look at it.
    Unscanned,
    /// Lambda may pull.
    Policy,
    /// What no release needs goes.
    Lifecycle,
    /// The image that functions are made with.
    Placeholder,
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Setting::Immutable => "immutable tags",
            Setting::Unscanned => "no scan on push",
            Setting::Policy => "policy for Lambda",
            Setting::Lifecycle => "lifecycle of old images",
            Setting::Placeholder => "the image that functions are made with",
        })
    }
}

/// The name that Lambda itself gives the statement when it adds it. Source: AWS Lambda Developer Guide, "Create a Lambda function using a container image",
/// "Amazon ECR permissions".
const STATEMENT: &str = "LambdaECRImageRetrievalPolicy";

/// Those that differ.
pub(super) async fn differing(cx: &Cx<'_>, holder: &Holder, known: &Known, spec: &Spec) -> Result<Vec<Setting>> {
    let (policy, lifecycle, placeholder) =
        tokio::try_join!(read_policy(cx, &holder.name), read_lifecycle(cx, &holder.name), has_placeholder(cx, &holder.name, spec))?;
    let statement = statement(cx, spec);
    let pulls = policy["Statement"].as_array().is_some_and(|statements| statements.contains(&statement));
    let found = [
        (Setting::Immutable, !known.immutable),
        (Setting::Unscanned, known.scanned),
        (Setting::Policy, !pulls),
        (Setting::Lifecycle, lifecycle != expected_lifecycle()),
        (Setting::Placeholder, !placeholder),
    ];
    Ok(found.into_iter().filter_map(|(setting, differs)| differs.then_some(setting)).collect())
}

/// Makes one so.
pub(super) async fn put(cx: &Cx<'_>, holder: &Holder, spec: &Spec, setting: Setting) -> Result {
    let (ecr, name) = (&cx.aws.ecr, &holder.name);
    match setting {
        Setting::Immutable => {
            let call = ecr.put_image_tag_mutability().repository_name(name).image_tag_mutability(ImageTagMutability::Immutable);
            call.send().await.calling("ecr:PutImageTagMutability", subject(name))?;
        }
        Setting::Unscanned => {
            let scanning = ImageScanningConfiguration::builder().scan_on_push(false).build();
            let call = ecr.put_image_scanning_configuration().repository_name(name).image_scanning_configuration(scanning);
            call.send().await.calling("ecr:PutImageScanningConfiguration", subject(name))?;
        }
        Setting::Policy => {
            // What somebody else allowed stays.
            let policy = read_policy(cx, name).await?;
            let mut statements = policy["Statement"].as_array().cloned().unwrap_or_default();
            statements.retain(|statement| statement["Sid"] != STATEMENT);
            statements.push(statement(cx, spec));
            let text = json!({ "Version": "2012-10-17", "Statement": statements }).to_string();
            ecr.set_repository_policy()
                .repository_name(name)
                .policy_text(text)
                .send()
                .await
                .calling("ecr:SetRepositoryPolicy", subject(name))?;
        }
        Setting::Lifecycle => {
            let call = ecr.put_lifecycle_policy().repository_name(name).lifecycle_policy_text(expected_lifecycle().to_string());
            call.send().await.calling("ecr:PutLifecyclePolicy", subject(name))?;
        }
        Setting::Placeholder => put_placeholder(cx, holder, spec).await?,
    }
    Ok(())
}

/// Lambda pulls in its own name, for the functions of this stage alone.
fn statement(cx: &Cx<'_>, spec: &Spec) -> Json {
    let (partition, region, account) = (cx.aws.partition(), &cx.aws.region, &cx.aws.account);
    json!({
        "Sid": STATEMENT,
        "Effect": "Allow",
        "Principal": { "Service": "lambda.amazonaws.com" },
        "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        "Condition": { "StringLike": { "aws:sourceArn": format!("arn:{partition}:lambda:{region}:{account}:function:{}", spec.functions) } },
    })
}

/// Images of releases are not in it: which of them serve, only a release knows, and Lambda fails without them. It deletes them itself.
fn expected_lifecycle() -> Json {
    json!({ "rules": [
        {
            "rulePriority": 1, "description": "What an unfinished push left", "action": { "type": "expire" },
            "selection": { "tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 7 },
        },
        {
            "rulePriority": 2, "description": "What older Dockerfiles built", "action": { "type": "expire" },
            "selection": { "tagStatus": "tagged", "tagPrefixList": [BASE], "countType": "imageCountMoreThan", "countNumber": 10 },
        },
    ]})
}

async fn read_policy(cx: &Cx<'_>, name: &str) -> Result<Json> {
    match cx.aws.ecr.get_repository_policy().repository_name(name).send().await.calling("ecr:GetRepositoryPolicy", subject(name)) {
        Ok(answer) => Ok(parsed(answer.policy_text())),
        Err(failure) if failure.code() == "RepositoryPolicyNotFoundException" => Ok(Json::Null),
        Err(failure) => Err(failure.into()),
    }
}

async fn read_lifecycle(cx: &Cx<'_>, name: &str) -> Result<Json> {
    match cx.aws.ecr.get_lifecycle_policy().repository_name(name).send().await.calling("ecr:GetLifecyclePolicy", subject(name)) {
        Ok(answer) => Ok(parsed(answer.lifecycle_policy_text())),
        Err(failure) if failure.code() == "LifecyclePolicyNotFoundException" => Ok(Json::Null),
        Err(failure) => Err(failure.into()),
    }
}

fn parsed(text: Option<&str>) -> Json {
    text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

async fn has_placeholder(cx: &Cx<'_>, name: &str, spec: &Spec) -> Result<bool> {
    let tag = ImageIdentifier::builder().image_tag(placeholder(&spec.arch)).build();
    match cx.aws.ecr.describe_images().repository_name(name).image_ids(tag).send().await.calling("ecr:DescribeImages", subject(name)) {
        Ok(answer) => Ok(!answer.image_details().is_empty()),
        Err(failure) if failure.code() == "ImageNotFoundException" => Ok(false),
        Err(failure) => Err(failure.into()),
    }
}
