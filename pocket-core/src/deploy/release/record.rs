//! What a release was made of: one JSON document a release in the deploy bucket, `releases/000012.json`, written before the switch and never changed.
//!
//! Which release is live is told by the alias alone, so that there are not two truths.

use crate::aws::{Calling, Clients};
use crate::drivers::artifacts::{self, Condition};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const PREFIX: &str = "releases/";

/// A release.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// 1, 2, 3 … in a stage.
    pub number: u64,
    /// When its versions were published: RFC 3339, UTC.
    pub at: String,
    /// Who deployed: the ARN of the caller.
    pub by: Option<String>,
    /// What made it: `deploy`, `secrets rotate NAME`.
    pub reason: String,
    /// The commit, where the project is in git.
    pub commit: Option<Commit>,
    /// SHA-256 of the code with its contract, in hexadecimal digits.
    pub code: String,
    /// SHA-256 of the layer with the dependencies.
    pub dependencies: String,
    /// Bytes of code and dependencies, packed.
    pub size: u64,
    /// The version of each function, by the function's physical name. A function that did not change keeps the one that it had.
    pub versions: BTreeMap<String, String>,
    /// Migrations, by Django's database alias.
    #[serde(default)]
    pub databases: BTreeMap<String, Schema>,
    /// Key of the list of its static files in the deploy bucket.
    #[serde(default)]
    pub static_files: Option<String>,
}

/// A commit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Commit {
    /// Twelve digits, with `+` where files differed from it.
    pub id: String,
    /// Name of its author.
    pub author: String,
    /// First line of its message.
    pub subject: String,
}

/// The migrations of a database, as `app.0001_name`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Schema {
    /// Those that the release's code has.
    pub known: Vec<String>,
    /// Those that were applied for it, in order.
    pub applied: Vec<String>,
}

/// All releases of a stage, oldest first; those of another version of pocket that cannot be read are left out.
///
/// # Errors
/// S3's.
pub async fn all(aws: &Clients, bucket: &str) -> Result<Vec<Record>> {
    let mut records = Vec::new();
    for key in keys(aws, bucket).await? {
        if let Some(document) = artifacts::read(aws, bucket, &key).await?
            && let Ok(record) = serde_json::from_value::<Record>(document.value)
        {
            records.push(record);
        }
    }
    Ok(records)
}

/// Writes a record under the next number, which it returns. Call it under the lock.
///
/// # Errors
/// S3's.
pub async fn write(aws: &Clients, bucket: &str, mut record: Record) -> Result<Record> {
    let last = keys(aws, bucket).await?.last().and_then(|key| number(key)).unwrap_or_default();
    record.number = last + 1;
    let value = serde_json::to_value(&record).map_err(|error| Error::bug(format!("a release is not JSON: {error}")))?;
    match artifacts::write(aws, bucket, &key(record.number), &value, &Condition::Absent).await? {
        Some(_) => Ok(record),
        None => Err(Error::user(format!("release {} was written by another deploy of this stage", record.number))
            .hint("run the same command again: it continues where it stopped")),
    }
}

/// Deletes the records of releases that are no longer kept.
///
/// # Errors
/// S3's.
pub async fn delete(aws: &Clients, bucket: &str, number: u64) -> Result {
    artifacts::remove(aws, bucket, &key(number)).await
}

/// The time for [`Record::at`].
///
/// # Errors
/// Never: the clock has a year of four digits.
pub fn now() -> Result<String> {
    let now = time::OffsetDateTime::now_utc();
    now.format(&time::format_description::well_known::Rfc3339).map_err(|error| Error::bug(error.to_string()))
}

fn key(number: u64) -> String {
    format!("{PREFIX}{number:06}.json")
}

fn number(key: &str) -> Option<u64> {
    key.strip_prefix(PREFIX)?.strip_suffix(".json")?.parse().ok()
}

/// Keys of all records, in order of their numbers.
pub(super) async fn keys(aws: &Clients, bucket: &str) -> Result<Vec<String>> {
    let mut keys = Vec::new();
    let mut pages = aws.s3.list_objects_v2().bucket(bucket).prefix(PREFIX).into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = match page.calling("s3:ListBucket", format!("bucket `{bucket}`")) {
            Err(failure) if failure.is_not_found() => break,
            page => page?,
        };
        keys.extend(page.contents.unwrap_or_default().into_iter().filter_map(|object| object.key));
    }
    keys.retain(|key| number(key).is_some());
    keys.sort_by_key(|key| number(key));
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::{key, number};

    #[test]
    fn numbers_are_read_as_they_are_written() {
        assert_eq!(key(12), "releases/000012.json");
        assert_eq!(number(&key(12)), Some(12));
        assert_eq!(number(&key(1_234_567)), Some(1_234_567));
        assert_eq!(number("releases/x.json"), None);
    }
}
