//! What a release was made of: one JSON document a release in the deploy bucket, `releases/000012.json`, written before the switch and never changed,
//! but where a canary fails.
//!
//! Which release is live is told by the aliases alone, so that there are not two truths: [`live`].
//! A release that migrated and then failed leaves a record too, because the database has changed for it.

use crate::aws::{Calling, Clients};
use crate::drivers::artifacts::{self, Condition};
use crate::drivers::lambda::Routing;
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tokio::task::JoinSet;

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
    /// The phase in which it failed, `smoke test`; `None` for one that could serve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<String>,
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
    /// Those of `applied` that code without them runs with, as the report on them says: `rollback` passes by these.
    #[serde(default)]
    pub harmless: Vec<String>,
}

impl Record {
    /// Whether `rollback` can go to it.
    pub fn can_serve(&self) -> bool {
        self.failed.is_none() && !self.versions.is_empty()
    }

    /// Whether the functions serve it that are of both.
    fn serves(&self, aliases: &BTreeMap<String, Routing>) -> bool {
        self.can_serve()
            && self.versions.iter().all(|(function, version)| aliases.get(function).is_none_or(|routing| routing.is_only(version)))
    }
}

/// What the aliases say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Live<'a> {
    /// The release that the site serves.
    pub record: &'a Record,
    /// Every function serves it, and no other one a share. If not, a switch was cut off, or a canary.
    pub whole: bool,
}

/// Which release serves: the newest one that all aliases point to, else the newest one that the site's does. `site` is the site's function.
pub fn live<'a>(records: &'a [Record], site: &str, aliases: &BTreeMap<String, Routing>) -> Option<Live<'a>> {
    let routing = aliases.get(site)?;
    let of_site = |record: &&Record| record.can_serve() && record.versions.get(site) == Some(&routing.version);
    let newest = || records.iter().rev().filter(of_site);
    let whole = newest().find(|record| record.serves(aliases)).map(|record| Live { record, whole: true });
    whole.or_else(|| newest().next().map(|record| Live { record, whole: false }))
}

/// All releases of a stage, oldest first; those of another version of pocket that cannot be read are left out.
///
/// # Errors
/// S3's.
pub async fn all(aws: &Clients, bucket: &str) -> Result<Vec<Record>> {
    let mut reading = JoinSet::new();
    for key in keys(aws, bucket).await? {
        let (aws, bucket) = (aws.clone(), bucket.to_owned());
        reading.spawn(async move { artifacts::read(&aws, &bucket, &key).await });
    }
    let mut records = Vec::new();
    while let Some(read) = reading.join_next().await {
        let document = read.map_err(|source| Error::bug("reading a release ended early").caused_by(source)).flatten()?;
        records.extend(document.and_then(|document| serde_json::from_value::<Record>(document.value).ok()));
    }
    records.sort_by_key(|record| record.number);
    Ok(records)
}

/// Writes a record under the next number, and returns it, and that it is new. Call it under the lock. One with the same versions is not written again: a
/// deploy that was killed between record and switch, and what goes back to the newest release after a `rollback`, are that release.
///
/// # Errors
/// S3's.
pub async fn write(aws: &Clients, bucket: &str, mut record: Record) -> Result<(Record, bool)> {
    if record.can_serve()
        && let Some(known) = all(aws, bucket).await?.into_iter().rev().find(|known| known.can_serve() && known.versions == record.versions)
    {
        return Ok((known, false));
    }
    let last = keys(aws, bucket).await?.last().and_then(|key| number(key)).unwrap_or_default();
    record.number = last + 1;
    let value = serde_json::to_value(&record).map_err(|error| Error::bug(format!("a release is not JSON: {error}")))?;
    match artifacts::write(aws, bucket, &key(record.number), &value, &Condition::Absent).await? {
        Some(_) => Ok((record, true)),
        None => Err(Error::user(format!("release {} was written by another deploy of this stage", record.number))
            .hint("run the same command again: it continues where it stopped")),
    }
}

/// Notes that a release failed after it was recorded: nothing can go back to it.
///
/// # Errors
/// S3's.
pub async fn fail(aws: &Clients, bucket: &str, record: Record, phase: &str) -> Result {
    let record = Record { failed: Some(phase.to_owned()), versions: BTreeMap::new(), ..record };
    let value = serde_json::to_value(&record).map_err(|error| Error::bug(format!("a release is not JSON: {error}")))?;
    artifacts::write(aws, bucket, &key(record.number), &value, &Condition::Always).await.map(|_| ())
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
    use super::{Live, Record, Routing, key, live, number};
    use std::collections::BTreeMap;

    fn record(number: u64, web: &str, manage: &str) -> Record {
        let versions = BTreeMap::from([("web".to_owned(), web.to_owned()), ("manage".to_owned(), manage.to_owned())]);
        Record { number, versions, ..Record::default() }
    }

    fn aliases(web: &str, manage: &str) -> BTreeMap<String, Routing> {
        [("web", web), ("manage", manage)].map(|(name, version)| (name.to_owned(), Routing::to(version))).into()
    }

    #[test]
    fn the_aliases_tell_which_release_is_live() {
        let failed = Record { failed: Some("smoke test".into()), versions: BTreeMap::new(), number: 4, ..Record::default() };
        let records = [record(1, "1", "1"), record(2, "2", "1"), record(3, "2", "2"), failed];
        let at = |web: &str, manage: &str| live(&records, "web", &aliases(web, manage)).map(|it| (it.record.number, it.whole));
        assert_eq!(at("1", "1"), Some((1, true)));
        assert_eq!(at("2", "1"), Some((2, true)));
        assert_eq!(at("2", "2"), Some((3, true)));
        assert_eq!(at("1", "2"), Some((1, false)), "a switch that was cut off");
        assert_eq!(at("9", "2"), None, "a version without a record");
        let mut canary = aliases("1", "1");
        canary.insert("web".into(), Routing { version: "1".into(), weights: BTreeMap::from([("2".into(), 0.1)]) });
        assert_eq!(live(&records, "web", &canary), Some(Live { record: &records[0], whole: false }));
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        assert_eq!(key(12), "releases/000012.json");
        assert_eq!(number(&key(12)), Some(12));
        assert_eq!(number(&key(1_234_567)), Some(1_234_567));
        assert_eq!(number("releases/x.json"), None);
    }
}
