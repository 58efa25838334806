//! What a deploy keeps in its bucket: parts of the artifact under the digest of their content, and small JSON documents written on conditions.

use crate::aws::{Calling, Clients};
use crate::error::{Error, Result};
use crate::ui::Step;
use aws_sdk_s3::operation::create_multipart_upload::CreateMultipartUploadOutput;
use aws_sdk_s3::primitives::{ByteStream, Length};
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart};
use serde_json::Value;
use std::path::Path;
use std::time::SystemTime;
use tokio::task::JoinSet;

/// Below this, one request.
const SINGLE: u64 = 16 << 20;
/// S3 wants at least 5 MB a part, and at most 10,000 parts.
const PART: u64 = 8 << 20;
/// Parts in flight: enough for a fast line, not too many for a slow one.
const CONCURRENCY: usize = 4;

/// Where a file with that SHA-256 is kept: `artifacts/e3b0….zip`.
pub fn key(sha256: &str, extension: &str) -> String {
    format!("artifacts/{sha256}.{extension}")
}

/// Uploads a file unless the bucket has it already. Returns whether it was sent.
///
/// # Errors
/// A file that cannot be read; S3's.
pub async fn upload(aws: &Clients, step: &Step, bucket: &str, key: &str, path: &Path) -> Result<bool> {
    let size = tokio::fs::metadata(path).await.map_err(|error| unreadable(path, &error))?.len();
    let head = aws.s3.head_object().bucket(bucket).key(key).send().await.calling("s3:GetObject", subject(bucket, key));
    match head {
        // The name is the content's digest: the size only guards against a part of it.
        Ok(head) if head.content_length() == i64::try_from(size).ok() => return Ok(false),
        Ok(_) => {}
        Err(failure) if failure.is_not_found() => {}
        Err(failure) => return Err(failure.into()),
    }
    if size <= SINGLE {
        let body = ByteStream::from_path(path).await.map_err(|error| unreadable(path, &error))?;
        aws.s3.put_object().bucket(bucket).key(key).body(body).send().await.calling("s3:PutObject", subject(bucket, key))?;
        return Ok(true);
    }
    let upload = aws.s3.create_multipart_upload().bucket(bucket).key(key).send().await.calling("s3:PutObject", subject(bucket, key))?;
    let sent = send_parts(aws, step, &upload, bucket, key, path, size).await;
    if sent.is_err() {
        // Best effort: the bucket's lifecycle drops what is left.
        let _ = aws.s3.abort_multipart_upload().bucket(bucket).key(key).set_upload_id(upload.upload_id).send().await;
    }
    sent.map(|()| true)
}

async fn send_parts(
    aws: &Clients,
    step: &Step,
    upload: &CreateMultipartUploadOutput,
    bucket: &str,
    key: &str,
    path: &Path,
    size: u64,
) -> Result {
    let part_size = PART.max(size.div_ceil(10_000));
    let mut next = 0;
    let mut sending = JoinSet::new();
    let mut done: Vec<CompletedPart> = Vec::new();
    let mut sent = 0;
    loop {
        while next * part_size < size && sending.len() < CONCURRENCY {
            let (offset, number) = (next * part_size, i32::try_from(next + 1).unwrap_or(i32::MAX));
            let length = part_size.min(size - offset);
            let body = ByteStream::read_from().path(path).offset(offset).length(Length::Exact(length)).build().await;
            let body = body.map_err(|error| unreadable(path, &error))?;
            let call = aws.s3.upload_part().bucket(bucket).key(key).set_upload_id(upload.upload_id.clone()).part_number(number).body(body);
            sending.spawn(async move { (number, length, call.send().await) });
            next += 1;
        }
        let Some(finished) = sending.join_next().await else { break };
        let (number, length, answer) = finished.map_err(|error| Error::bug(error.to_string()))?;
        let answer = answer.calling("s3:PutObject", subject(bucket, key))?;
        sent += length;
        step.detail(format!("{} of {} MB", sent >> 20, size >> 20));
        let part = CompletedPart::builder().part_number(number).set_e_tag(answer.e_tag).set_checksum_crc32(answer.checksum_crc32);
        done.push(part.set_checksum_crc64_nvme(answer.checksum_crc64_nvme).build());
    }
    done.sort_by_key(|part| part.part_number());
    let parts = CompletedMultipartUpload::builder().set_parts(Some(done)).build();
    let call = aws.s3.complete_multipart_upload().bucket(bucket).key(key).set_upload_id(upload.upload_id.clone()).multipart_upload(parts);
    call.send().await.calling("s3:PutObject", subject(bucket, key))?;
    Ok(())
}

/// Downloads an object to a file; `false` when there is none.
///
/// # Errors
/// S3's; a file that cannot be written.
pub async fn download(aws: &Clients, bucket: &str, key: &str, path: &Path) -> Result<bool> {
    let found = match aws.s3.get_object().bucket(bucket).key(key).send().await.calling("s3:GetObject", subject(bucket, key)) {
        Ok(found) => found,
        Err(failure) if failure.is_not_found() => return Ok(false),
        Err(failure) => return Err(failure.into()),
    };
    let unwritable = |error: std::io::Error| Error::user(format!("cannot write {}: {error}", path.display())).caused_by(error);
    let mut file = tokio::fs::File::create(path).await.map_err(unwritable)?;
    tokio::io::copy(&mut found.body.into_async_read(), &mut file).await.map_err(unwritable)?;
    Ok(true)
}

/// Uploads text under a name, over a former one: a template that is too long for the call.
///
/// # Errors
/// S3's.
pub async fn put_text(aws: &Clients, bucket: &str, key: &str, kind: &str, text: String) -> Result {
    let call = aws.s3.put_object().bucket(bucket).key(key).content_type(kind).body(ByteStream::from(text.into_bytes()));
    call.send().await.calling("s3:PutObject", subject(bucket, key))?;
    Ok(())
}

/// Deletes the objects below a prefix but the `keep` that were written last. Returns how many.
///
/// # Errors
/// S3's.
pub async fn delete_old(aws: &Clients, bucket: &str, prefix: &str, keep: usize, used: &[String]) -> Result<usize> {
    let mut found = Vec::new();
    let mut pages = aws.s3.list_objects_v2().bucket(bucket).prefix(prefix).into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = page.calling("s3:ListBucket", format!("bucket `{bucket}`"))?;
        found.extend(page.contents.unwrap_or_default().into_iter().filter_map(|object| Some((object.last_modified?, object.key?))));
    }
    found.sort();
    let mut deleted = 0;
    for (_, key) in found.into_iter().rev().skip(keep).filter(|(_, key)| !used.contains(key)) {
        aws.s3.delete_object().bucket(bucket).key(&key).send().await.calling("s3:DeleteObject", subject(bucket, &key))?;
        deleted += 1;
    }
    Ok(deleted)
}

/// A JSON document as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its content.
    pub value: Value,
    /// Its version, for [`Condition::Unchanged`].
    pub etag: String,
    /// When it was written, by S3's clock.
    pub modified: Option<SystemTime>,
}

/// When a document may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Always.
    Always,
    /// There is none yet.
    Absent,
    /// Nobody has written it since it was read: its [`Document::etag`].
    Unchanged(String),
}

/// Reads a document; `None` when there is none, or no bucket.
///
/// # Errors
/// S3's; a document that is not JSON.
pub async fn read(aws: &Clients, bucket: &str, key: &str) -> Result<Option<Document>> {
    let found = match aws.s3.get_object().bucket(bucket).key(key).send().await.calling("s3:GetObject", subject(bucket, key)) {
        Ok(found) => found,
        Err(failure) if failure.is_not_found() => return Ok(None),
        Err(failure) => return Err(failure.into()),
    };
    let etag = found.e_tag.clone().unwrap_or_default();
    let modified = found.last_modified.and_then(|time| SystemTime::try_from(time).ok());
    let bytes = found
        .body
        .collect()
        .await
        .map_err(|error| Error::user(format!("reading {} broke off: {error}", subject(bucket, key))))?
        .into_bytes();
    let value = serde_json::from_slice(&bytes).map_err(|error| {
        Error::user(format!("{} is not JSON: {error}", subject(bucket, key))).hint(format!("aws s3 rm s3://{bucket}/{key}"))
    })?;
    Ok(Some(Document { value, etag, modified }))
}

/// Writes a document if the condition holds. Returns its new ETag, or `None` when the condition did not hold.
///
/// # Errors
/// S3's.
pub async fn write(aws: &Clients, bucket: &str, key: &str, value: &Value, condition: &Condition) -> Result<Option<String>> {
    let call =
        aws.s3.put_object().bucket(bucket).key(key).content_type("application/json").body(ByteStream::from(value.to_string().into_bytes()));
    let call = match condition {
        Condition::Always => call,
        Condition::Absent => call.if_none_match("*"),
        Condition::Unchanged(etag) => call.if_match(etag),
    };
    match call.send().await.calling("s3:PutObject", subject(bucket, key)) {
        Ok(answer) => Ok(Some(answer.e_tag.unwrap_or_default())),
        Err(failure) if *condition != Condition::Always && failure.is_precondition() => Ok(None),
        // If-Match on a document that is gone.
        Err(failure) if matches!(condition, Condition::Unchanged(_)) && failure.code() == "NoSuchKey" => Ok(None),
        Err(failure) => Err(failure.into()),
    }
}

/// Deletes a document; that it is missing is fine.
///
/// # Errors
/// S3's.
pub async fn remove(aws: &Clients, bucket: &str, key: &str) -> Result {
    match aws.s3.delete_object().bucket(bucket).key(key).send().await.calling("s3:DeleteObject", subject(bucket, key)) {
        Err(failure) if !failure.is_not_found() => Err(failure.into()),
        _ => Ok(()),
    }
}

fn subject(bucket: &str, key: &str) -> String {
    format!("`{key}` in bucket `{bucket}`")
}

fn unreadable(path: &Path, error: &(dyn std::error::Error + 'static)) -> Error {
    Error::user(format!("cannot read {}: {}", path.display(), crate::aws::error::chain(error)))
}
