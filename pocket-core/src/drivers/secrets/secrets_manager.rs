//! Secrets Manager. A deleted secret keeps its name for days: it is restored before it is written again.

use super::random::token;
use super::{Listed, Versions, Which};
use crate::aws::{Failure, Service};
use crate::drivers::{Cx, tags};
use crate::error::{Error, Result};
use pocket_model::ast::At;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// AWS's own label of the newest value.
const CURRENT: &str = "AWSCURRENT";
/// In bytes.
const LIMIT: usize = 65_536;
/// The shortest that AWS offers with a way back.
const RECOVERY_DAYS: u32 = 7;

async fn call(cx: &Cx<'_>, operation: &'static str, id: &str, body: Value) -> std::result::Result<Value, Failure> {
    cx.aws.thin.json(Service::SECRETS_MANAGER, operation, body).await.map_err(|failure| failure.on(format!("secret `{id}`")))
}

pub(super) async fn versions(cx: &Cx<'_>, ids: &[String], label: &str) -> Result<BTreeMap<String, Versions>> {
    let mut found = BTreeMap::new();
    for id in ids {
        let staged = staged(cx, id).await?;
        let of =
            |stage: &str| staged.iter().find(|(_, stages)| stages.iter().any(|known| known == stage)).map(|(version, _)| version.clone());
        if let Some(newest) = of(CURRENT) {
            found.insert(id.clone(), Versions { newest, live: of(label) });
        }
    }
    Ok(found)
}

/// The versions with their labels; none for a secret that is missing, or is being deleted, or was made without a value.
async fn staged(cx: &Cx<'_>, id: &str) -> Result<BTreeMap<String, Vec<String>>> {
    match call(cx, "DescribeSecret", id, json!({ "SecretId": id })).await {
        Ok(answer) if answer["DeletedDate"].is_null() => {
            Ok(serde_json::from_value(answer["VersionIdsToStages"].clone()).unwrap_or_default())
        }
        Ok(_) => Ok(BTreeMap::new()),
        Err(failure) if failure.is_not_found() => Ok(BTreeMap::new()),
        Err(failure) => Err(failure.into()),
    }
}

pub(super) async fn label(cx: &Cx<'_>, id: &str, version: &str, label: &str) -> Result {
    let mut body = json!({ "SecretId": id, "VersionStage": label, "MoveToVersionId": version });
    for (known, stages) in staged(cx, id).await? {
        if known != version && stages.iter().any(|stage| stage == label) {
            body["RemoveFromVersionId"] = json!(known);
        }
    }
    call(cx, "UpdateSecretVersionStage", id, body).await?;
    Ok(())
}

pub(super) async fn get(cx: &Cx<'_>, id: &str, which: Which<'_>) -> Result<Option<SecretString>> {
    let body = match which {
        Which::Newest => json!({ "SecretId": id }),
        Which::Label(label) => json!({ "SecretId": id, "VersionStage": label }),
        Which::Version(version) => json!({ "SecretId": id, "VersionId": version }),
    };
    match call(cx, "GetSecretValue", id, body).await {
        Ok(answer) => Ok(answer["SecretString"].as_str().map(SecretString::from)),
        Err(failure) if failure.is_not_found() || is_being_deleted(&failure) => Ok(None),
        Err(failure) => Err(failure.into()),
    }
}

pub(super) async fn history(cx: &Cx<'_>, id: &str) -> Result<Vec<SecretString>> {
    let mut values = Vec::new();
    // Those without a label may go at any time, and cannot be relied on.
    for version in staged(cx, id).await?.keys() {
        values.extend(get(cx, id, Which::Version(version)).await?);
    }
    Ok(values)
}

pub(super) async fn put(cx: &Cx<'_>, id: &str, value: &SecretString, at: At) -> Result<String> {
    let length = value.expose_secret().len();
    if length > LIMIT {
        return Err(Error::user(format!("the value of `{id}` has {length} bytes: a secret holds {LIMIT}"))
            .hint("keep large data in S3, and only its key here"));
    }
    let tags: Vec<Value> = tags(cx, at).iter().map(|(key, value)| json!({ "Key": key, "Value": value })).collect();
    let new = json!({ "Name": id, "SecretString": value.expose_secret(), "Tags": tags, "ClientRequestToken": token()? });
    let exists = match call(cx, "CreateSecret", id, new).await {
        Ok(answer) => return version(&answer),
        Err(failure) if is_being_deleted(&failure) => false,
        Err(failure) if failure.code() == "ResourceExistsException" => true,
        Err(failure) => return Err(failure.into()),
    };
    if !exists {
        call(cx, "RestoreSecret", id, json!({ "SecretId": id })).await?;
    }
    let over = json!({ "SecretId": id, "SecretString": value.expose_secret(), "ClientRequestToken": token()? });
    let answer = match call(cx, "PutSecretValue", id, over.clone()).await {
        // The deletion is told only here when CreateSecret saw the name alone.
        Err(failure) if is_being_deleted(&failure) => {
            call(cx, "RestoreSecret", id, json!({ "SecretId": id })).await?;
            call(cx, "PutSecretValue", id, over).await?
        }
        answer => answer?,
    };
    version(&answer)
}

fn version(answer: &Value) -> Result<String> {
    answer["VersionId"].as_str().map(String::from).ok_or_else(|| Error::bug("Secrets Manager named no version"))
}

pub(super) async fn delete(cx: &Cx<'_>, id: &str) -> Result {
    match call(cx, "DeleteSecret", id, json!({ "SecretId": id, "RecoveryWindowInDays": RECOVERY_DAYS })).await {
        Err(failure) if !failure.is_not_found() && !is_being_deleted(&failure) => Err(failure.into()),
        _ => Ok(()),
    }
}

pub(super) async fn list(cx: &Cx<'_>, prefix: &str) -> Result<Vec<Listed>> {
    let mut listed = Vec::new();
    let mut body = json!({ "Filters": [{ "Key": "name", "Values": [prefix] }], "MaxResults": 100 });
    loop {
        let page = call(cx, "ListSecrets", prefix, body.clone()).await?;
        listed.extend(page["SecretList"].as_array().into_iter().flatten().filter_map(|secret| {
            let id = secret["Name"].as_str().filter(|id| id.starts_with(prefix))?.to_owned();
            Some(Listed { id, changed: secret["LastChangedDate"].as_f64().map(|seconds| seconds as i64) })
        }));
        match page["NextToken"].as_str().filter(|token| !token.is_empty()) {
            Some(token) => body["NextToken"] = json!(token),
            None => break,
        }
    }
    listed.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(listed)
}

fn is_being_deleted(failure: &Failure) -> bool {
    failure.code() == "InvalidRequestException" && failure.message().contains("delet")
}
