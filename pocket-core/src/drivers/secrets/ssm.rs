//! SSM Parameter Store. Standard SecureStrings cost nothing and hold 4 KB.

use super::{Listed, Versions, Which};
use crate::aws::{Calling, Service};
use crate::drivers::{Cx, tags};
use crate::error::{Error, Result};
use pocket_model::ast::At;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// GetParameters takes no more.
const BATCH: usize = 10;
/// Of a standard parameter, in bytes.
const LIMIT: usize = 4096;

pub(super) async fn versions(cx: &Cx<'_>, ids: &[String], label: &str) -> Result<BTreeMap<String, Versions>> {
    let mut found = BTreeMap::new();
    for batch in ids.chunks(BATCH) {
        // Asked one after the other: a name may stand only once in a call.
        let answer = cx.aws.thin.json(Service::SSM, "GetParameters", json!({ "Names": batch, "WithDecryption": false })).await?;
        found.extend(numbered(&answer).map(|(id, newest)| (id, Versions { newest, live: None })));
        let labelled: Vec<String> = batch.iter().filter(|id| found.contains_key(*id)).map(|id| format!("{id}:{label}")).collect();
        if !labelled.is_empty() {
            let answer = cx.aws.thin.json(Service::SSM, "GetParameters", json!({ "Names": labelled, "WithDecryption": false })).await?;
            for (id, version) in numbered(&answer) {
                found.entry(id).and_modify(|versions| versions.live = Some(version));
            }
        }
    }
    Ok(found)
}

/// Name and version of each parameter in an answer.
fn numbered(answer: &Value) -> impl Iterator<Item = (String, String)> {
    array(answer, "Parameters")
        .filter_map(|parameter| Some((parameter["Name"].as_str()?.to_owned(), parameter["Version"].as_u64()?.to_string())))
}

pub(super) async fn label(cx: &Cx<'_>, id: &str, version: &str, label: &str) -> Result {
    let number: u64 = version.parse().map_err(|_| Error::bug(format!("`{version}` is no version of a parameter")))?;
    let body = json!({ "Name": id, "ParameterVersion": number, "Labels": [label] });
    let answer = cx.aws.thin.json(Service::SSM, "LabelParameterVersion", body).await.calling("ssm:LabelParameterVersion", subject(id))?;
    if array(&answer, "InvalidLabels").next().is_some() {
        return Err(Error::bug(format!("`{label}` is no label for a parameter")));
    }
    Ok(())
}

pub(super) async fn get(cx: &Cx<'_>, id: &str, which: Which<'_>) -> Result<Option<SecretString>> {
    let name = match which {
        Which::Newest => id.to_owned(),
        Which::Label(selector) | Which::Version(selector) => format!("{id}:{selector}"),
    };
    let answer = cx.aws.thin.json(Service::SSM, "GetParameter", json!({ "Name": name, "WithDecryption": true })).await;
    match answer.calling("ssm:GetParameter", subject(id)) {
        Ok(answer) => Ok(answer["Parameter"]["Value"].as_str().map(SecretString::from)),
        Err(failure) if failure.is_not_found() || failure.code() == "ParameterVersionNotFound" => Ok(None),
        Err(failure) => Err(failure.into()),
    }
}

pub(super) async fn history(cx: &Cx<'_>, id: &str) -> Result<Vec<SecretString>> {
    let mut values = Vec::new();
    let mut body = json!({ "Name": id, "WithDecryption": true, "MaxResults": 50 });
    loop {
        let page = cx.aws.thin.json(Service::SSM, "GetParameterHistory", body.clone()).await;
        let page = match page.calling("ssm:GetParameterHistory", subject(id)) {
            Err(failure) if failure.is_not_found() => return Ok(values),
            page => page?,
        };
        values.extend(array(&page, "Parameters").filter_map(|version| version["Value"].as_str()).map(SecretString::from));
        match page["NextToken"].as_str().filter(|token| !token.is_empty()) {
            Some(token) => body["NextToken"] = json!(token),
            None => return Ok(values),
        }
    }
}

pub(super) async fn put(cx: &Cx<'_>, id: &str, value: &SecretString, at: At) -> Result<String> {
    let length = value.expose_secret().len();
    if length > LIMIT {
        return Err(Error::user(format!("the value of `{id}` has {length} bytes: an SSM parameter holds {LIMIT}"))
            .hint("write into the stage: secrets: secrets_manager;    # holds 64 KB, for 0.40 usd a month each"));
    }
    let tags: Vec<Value> = tags(cx, at).iter().map(|(key, value)| json!({ "Key": key, "Value": value })).collect();
    let new = json!({ "Name": id, "Type": "SecureString", "Tier": "Standard", "Value": value.expose_secret(), "Tags": tags });
    let answer = match cx.aws.thin.json(Service::SSM, "PutParameter", new).await.calling("ssm:PutParameter", subject(id)) {
        Err(failure) if failure.code() == "ParameterAlreadyExists" => {
            // Tags and Overwrite exclude each other.
            let over = json!({ "Name": id, "Type": "SecureString", "Value": value.expose_secret(), "Overwrite": true });
            cx.aws.thin.json(Service::SSM, "PutParameter", over).await.calling("ssm:PutParameter", subject(id))?
        }
        answer => answer?,
    };
    answer["Version"].as_u64().map(|version| version.to_string()).ok_or_else(|| Error::bug("Parameter Store named no version"))
}

pub(super) async fn delete(cx: &Cx<'_>, id: &str) -> Result {
    match cx.aws.thin.json(Service::SSM, "DeleteParameter", json!({ "Name": id })).await.calling("ssm:DeleteParameter", subject(id)) {
        Err(failure) if !failure.is_not_found() => Err(failure.into()),
        _ => Ok(()),
    }
}

pub(super) async fn list(cx: &Cx<'_>, prefix: &str) -> Result<Vec<Listed>> {
    let mut listed = Vec::new();
    let mut body = json!({ "Path": prefix.trim_end_matches('/'), "Recursive": true, "WithDecryption": false, "MaxResults": BATCH });
    loop {
        let page = cx
            .aws
            .thin
            .json(Service::SSM, "GetParametersByPath", body.clone())
            .await
            .calling("ssm:GetParametersByPath", subject(prefix))?;
        listed.extend(array(&page, "Parameters").filter_map(|parameter| {
            let id = parameter["Name"].as_str()?.to_owned();
            // JSON numbers of AWS are seconds with a fraction.
            Some(Listed { id, changed: parameter["LastModifiedDate"].as_f64().map(|seconds| seconds as i64) })
        }));
        match page["NextToken"].as_str().filter(|token| !token.is_empty()) {
            Some(token) => body["NextToken"] = json!(token),
            None => break,
        }
    }
    listed.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(listed)
}

fn subject(id: &str) -> String {
    format!("parameter `{id}`")
}

fn array<'a>(answer: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    answer[key].as_array().into_iter().flatten()
}
