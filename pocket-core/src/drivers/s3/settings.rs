//! A bucket's settings: which differ from what they should be, and writing one.

use super::{Cors, Spec, subject};
use crate::aws::{Calling, Failure};
use crate::drivers::{Cx, built};
use crate::error::Result;
use aws_sdk_s3::types::{
    AbortIncompleteMultipartUpload, BucketLifecycleConfiguration, BucketVersioningStatus, CorsConfiguration, CorsRule, ExpirationStatus,
    LifecycleExpiration, LifecycleRule, LifecycleRuleFilter, NoncurrentVersionExpiration, ObjectOwnership, OwnershipControls,
    OwnershipControlsRule, PublicAccessBlockConfiguration, ServerSideEncryption, ServerSideEncryptionByDefault,
    ServerSideEncryptionConfiguration, ServerSideEncryptionRule, VersioningConfiguration,
};
use serde_json::{Value, json};
use std::fmt;

/// One setting of a bucket. Its text says what writing it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    PublicAccess,
    Ownership,
    Encryption,
    Versioning { wanted: bool },
    Lifecycle,
    Policy,
    Cors,
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Setting::PublicAccess => "block all public access",
            Setting::Ownership => "disable access control lists",
            Setting::Encryption => "encrypt by default",
            Setting::Versioning { wanted: true } => "enable versioning",
            Setting::Versioning { wanted: false } => "suspend versioning",
            Setting::Lifecycle => "update the lifecycle rules",
            Setting::Policy => "refuse requests without TLS",
            Setting::Cors => "update the CORS rules",
        })
    }
}

/// Our statement in the bucket's policy; others are left alone.
const STATEMENT: &str = "PocketOnlyTls";
/// Our lifecycle rules; others are left alone.
const RULES: &str = "pocket-";
/// Days after which an unfinished upload is dropped.
const UNFINISHED_DAYS: i32 = 7;

/// The settings that are not as they should be, in the order in which to write them: closing comes first.
pub(super) async fn differing(cx: &Cx<'_>, name: &str, spec: &Spec) -> Result<Vec<Setting>> {
    let (public, ownership, encryption, versioning, lifecycle, policy, cors) = tokio::try_join!(
        public_access_is_blocked(cx, name),
        acls_are_off(cx, name),
        is_encrypted(cx, name),
        is_versioned(cx, name),
        lifecycle(cx, name),
        policy(cx, name),
        cors(cx, name),
    )?;
    let checks = [
        (Setting::PublicAccess, public),
        (Setting::Ownership, ownership),
        (Setting::Encryption, encryption),
        (Setting::Versioning { wanted: spec.versioning }, versioning == spec.versioning),
        (Setting::Lifecycle, ours(&lifecycle) == wanted_rules(spec)?),
        (Setting::Policy, !has_tls(cx) || statement(&policy) == Some(&tls_only(cx, name))),
        (Setting::Cors, cors == spec.cors),
    ];
    Ok(checks.into_iter().filter(|(_, same)| !same).map(|(setting, _)| setting).collect())
}

/// Writes one setting.
pub(super) async fn put(cx: &Cx<'_>, name: &str, spec: &Spec, setting: Setting) -> Result {
    let s3 = &cx.aws.s3;
    match setting {
        Setting::PublicAccess => {
            let all = PublicAccessBlockConfiguration::builder();
            let all = all.block_public_acls(true).ignore_public_acls(true).block_public_policy(true).restrict_public_buckets(true).build();
            let call = s3.put_public_access_block().bucket(name).public_access_block_configuration(all);
            call.send().await.calling("s3:PutBucketPublicAccessBlock", subject(name))?;
        }
        Setting::Ownership => {
            let rule = built(OwnershipControlsRule::builder().object_ownership(ObjectOwnership::BucketOwnerEnforced).build())?;
            let controls = built(OwnershipControls::builder().rules(rule).build())?;
            let call = s3.put_bucket_ownership_controls().bucket(name).ownership_controls(controls);
            call.send().await.calling("s3:PutBucketOwnershipControls", subject(name))?;
        }
        Setting::Encryption => {
            let by_default = built(ServerSideEncryptionByDefault::builder().sse_algorithm(ServerSideEncryption::Aes256).build())?;
            let rule = ServerSideEncryptionRule::builder().apply_server_side_encryption_by_default(by_default).build();
            let configuration = built(ServerSideEncryptionConfiguration::builder().rules(rule).build())?;
            let call = s3.put_bucket_encryption().bucket(name).server_side_encryption_configuration(configuration);
            call.send().await.calling("s3:PutEncryptionConfiguration", subject(name))?;
        }
        Setting::Versioning { wanted } => {
            let status = if wanted { BucketVersioningStatus::Enabled } else { BucketVersioningStatus::Suspended };
            let call =
                s3.put_bucket_versioning().bucket(name).versioning_configuration(VersioningConfiguration::builder().status(status).build());
            call.send().await.calling("s3:PutBucketVersioning", subject(name))?;
        }
        Setting::Lifecycle => {
            let mut rules = wanted_rules(spec)?;
            rules.extend(lifecycle(cx, name).await?.into_iter().filter(|rule| !is_ours(rule)));
            let configuration = built(BucketLifecycleConfiguration::builder().set_rules(Some(rules)).build())?;
            let call = s3.put_bucket_lifecycle_configuration().bucket(name).lifecycle_configuration(configuration);
            call.send().await.calling("s3:PutLifecycleConfiguration", subject(name))?;
        }
        Setting::Policy => {
            let mut document = policy(cx, name).await?;
            let statements = document["Statement"].as_array_mut().map(std::mem::take).unwrap_or_default();
            let others = statements.into_iter().filter(|statement| statement["Sid"] != STATEMENT);
            document = json!({ "Version": "2012-10-17", "Statement": others.chain([tls_only(cx, name)]).collect::<Vec<_>>() });
            s3.put_bucket_policy().bucket(name).policy(document.to_string()).send().await.calling("s3:PutBucketPolicy", subject(name))?;
        }
        Setting::Cors if spec.cors.is_empty() => {
            s3.delete_bucket_cors().bucket(name).send().await.calling("s3:PutBucketCORS", subject(name))?;
        }
        Setting::Cors => {
            let rules = spec.cors.iter().map(cors_rule).collect::<Result<Vec<_>>>()?;
            let configuration = built(CorsConfiguration::builder().set_cors_rules(Some(rules)).build())?;
            let call = s3.put_bucket_cors().bucket(name).cors_configuration(configuration);
            call.send().await.calling("s3:PutBucketCORS", subject(name))?;
        }
    }
    Ok(())
}

/// Nothing configured is an answer, not an error.
fn absent<T>(answer: std::result::Result<T, Failure>) -> Result<Option<T>> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(failure) if failure.is_not_found() => Ok(None),
        Err(failure) => Err(failure.into()),
    }
}

async fn public_access_is_blocked(cx: &Cx<'_>, name: &str) -> Result<bool> {
    let answer = cx.aws.s3.get_public_access_block().bucket(name).send().await.calling("s3:GetBucketPublicAccessBlock", subject(name));
    let block = absent(answer)?.and_then(|answer| answer.public_access_block_configuration);
    Ok(block.is_some_and(|block| {
        let all = [block.block_public_acls(), block.ignore_public_acls(), block.block_public_policy(), block.restrict_public_buckets()];
        all.iter().all(|set| *set == Some(true))
    }))
}

async fn acls_are_off(cx: &Cx<'_>, name: &str) -> Result<bool> {
    let answer =
        cx.aws.s3.get_bucket_ownership_controls().bucket(name).send().await.calling("s3:GetBucketOwnershipControls", subject(name));
    let rules = absent(answer)?.and_then(|answer| answer.ownership_controls).map(|controls| controls.rules).unwrap_or_default();
    Ok(rules.iter().any(|rule| *rule.object_ownership() == ObjectOwnership::BucketOwnerEnforced))
}

/// A key of the user's own is as good as S3's.
async fn is_encrypted(cx: &Cx<'_>, name: &str) -> Result<bool> {
    let answer = cx.aws.s3.get_bucket_encryption().bucket(name).send().await.calling("s3:GetEncryptionConfiguration", subject(name));
    Ok(absent(answer)?
        .and_then(|answer| answer.server_side_encryption_configuration)
        .is_some_and(|configuration| !configuration.rules().is_empty()))
}

async fn is_versioned(cx: &Cx<'_>, name: &str) -> Result<bool> {
    let answer = cx.aws.s3.get_bucket_versioning().bucket(name).send().await.calling("s3:GetBucketVersioning", subject(name))?;
    Ok(answer.status() == Some(&BucketVersioningStatus::Enabled))
}

async fn lifecycle(cx: &Cx<'_>, name: &str) -> Result<Vec<LifecycleRule>> {
    let answer =
        cx.aws.s3.get_bucket_lifecycle_configuration().bucket(name).send().await.calling("s3:GetLifecycleConfiguration", subject(name));
    Ok(absent(answer)?.and_then(|answer| answer.rules).unwrap_or_default())
}

fn is_ours(rule: &LifecycleRule) -> bool {
    rule.id().is_some_and(|id| id.starts_with(RULES))
}

/// Our rules as they stand, rebuilt from what we set, so that what S3 adds of its own is no difference.
fn ours(rules: &[LifecycleRule]) -> Vec<LifecycleRule> {
    let mut ours: Vec<LifecycleRule> = rules.iter().filter(|rule| is_ours(rule)).filter_map(normalized).collect();
    ours.sort_by(|a, b| a.id().cmp(&b.id()));
    ours
}

fn normalized(found: &LifecycleRule) -> Option<LifecycleRule> {
    let days = found.expiration().and_then(LifecycleExpiration::days).filter(|days| *days > 0);
    let noncurrent = found.noncurrent_version_expiration().and_then(NoncurrentVersionExpiration::noncurrent_days);
    let unfinished = found.abort_incomplete_multipart_upload().and_then(AbortIncompleteMultipartUpload::days_after_initiation);
    let enabled = *found.status() == ExpirationStatus::Enabled;
    rule(found.id()?, days, noncurrent, unfinished, enabled).ok()
}

fn wanted_rules(spec: &Spec) -> Result<Vec<LifecycleRule>> {
    let mut rules = Vec::new();
    if let Some(days) = spec.lifecycle_days {
        rules.push(rule("pocket-expire", Some(days), None, None, true)?);
    }
    if let Some(days) = spec.noncurrent_days {
        rules.push(rule("pocket-noncurrent", None, Some(days), None, true)?);
    }
    rules.push(rule("pocket-unfinished", None, None, Some(UNFINISHED_DAYS), true)?);
    Ok(rules)
}

fn rule(id: &str, expire: Option<i32>, noncurrent: Option<i32>, unfinished: Option<i32>, enabled: bool) -> Result<LifecycleRule> {
    let status = if enabled { ExpirationStatus::Enabled } else { ExpirationStatus::Disabled };
    let rule = LifecycleRule::builder().id(id).status(status).filter(LifecycleRuleFilter::builder().prefix("").build());
    let rule = rule.set_expiration(expire.map(|days| LifecycleExpiration::builder().days(days).build()));
    let rule =
        rule.set_noncurrent_version_expiration(noncurrent.map(|days| NoncurrentVersionExpiration::builder().noncurrent_days(days).build()));
    let unfinished = unfinished.map(|days| AbortIncompleteMultipartUpload::builder().days_after_initiation(days).build());
    built(rule.set_abort_incomplete_multipart_upload(unfinished).build())
}

async fn policy(cx: &Cx<'_>, name: &str) -> Result<Value> {
    let answer = cx.aws.s3.get_bucket_policy().bucket(name).send().await.calling("s3:GetBucketPolicy", subject(name));
    let text = absent(answer)?.and_then(|answer| answer.policy);
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

fn statement(policy: &Value) -> Option<&Value> {
    policy["Statement"].as_array()?.iter().find(|statement| statement["Sid"] == STATEMENT)
}

/// An emulator listens on plain HTTP: the statement would shut everybody out.
fn has_tls(cx: &Cx<'_>) -> bool {
    cx.aws.endpoint.as_deref().is_none_or(|endpoint| endpoint.starts_with("https:"))
}

fn tls_only(cx: &Cx<'_>, name: &str) -> Value {
    let arn = format!("arn:{}:s3:::{name}", cx.aws.partition());
    json!({
        "Sid": STATEMENT, "Effect": "Deny", "Principal": "*", "Action": "s3:*",
        "Resource": [arn, format!("{arn}/*")],
        "Condition": { "Bool": { "aws:SecureTransport": "false" } },
    })
}

async fn cors(cx: &Cx<'_>, name: &str) -> Result<Vec<Cors>> {
    let answer = cx.aws.s3.get_bucket_cors().bucket(name).send().await.calling("s3:GetBucketCORS", subject(name));
    let rules = absent(answer)?.and_then(|answer| answer.cors_rules).unwrap_or_default();
    let read = |rule: &CorsRule| Cors {
        origins: rule.allowed_origins().to_vec(),
        methods: rule.allowed_methods().to_vec(),
        headers: rule.allowed_headers().to_vec(),
        expose: rule.expose_headers().to_vec(),
        max_age_seconds: rule.max_age_seconds(),
    };
    Ok(rules.iter().map(read).collect())
}

fn cors_rule(cors: &Cors) -> Result<CorsRule> {
    let some = |list: &[String]| (!list.is_empty()).then(|| list.to_vec());
    let rule = CorsRule::builder().set_allowed_origins(some(&cors.origins)).set_allowed_methods(some(&cors.methods));
    let rule = rule.set_allowed_headers(some(&cors.headers)).set_expose_headers(some(&cors.expose));
    built(rule.set_max_age_seconds(cors.max_age_seconds).build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_that_s3_completed_are_no_difference() {
        let spec = Spec { noncurrent_days: Some(30), ..Spec::default() };
        let mut found = wanted_rules(&spec).expect("rules");
        found.reverse();
        found.push(rule("the-users-own", Some(1), None, None, true).expect("rule"));
        assert_eq!(ours(&found), wanted_rules(&spec).expect("rules"));
        assert_ne!(ours(&found), wanted_rules(&Spec::default()).expect("rules"));
    }
}
