//! Files in a bucket that others read: sent side by side, only what differs, and deleted when nothing names them any more.
//!
//! What is there is told by one listing, with the checksum of each object; so an upload that was killed goes on where it stopped, and one of what is there
//! already ends with the listing. Times are never compared.

mod kinds;

use crate::aws::thin::encode;
use crate::aws::{Calling, Clients, Failure, Service};
use crate::error::{Context, Error, Result};
use crate::tools::digest;
use crate::ui::{Step, Transfer};
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{Delete, ObjectIdentifier};
use http::Method;
use md5::{Digest, Md5};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::task::JoinSet;

/// For names that have a hash of their content: a browser and a CDN never ask again. A year is the longest that means anything. Source: RFC 9111, RFC 8246.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// For all other names: an hour-old page must not outlive a release by more than this.
pub const SHORT: &str = "public, max-age=60";

/// Requests in flight: what small files need is many at once, and S3 takes thousands a second for one prefix.
const CONCURRENCY: usize = 32;
/// A file up to this many bytes is read as a whole, so that at most 32 MB are in memory; a longer one is streamed.
const WHOLE: u64 = 1 << 20;
/// S3's own limit for DeleteObjects.
const BATCH: usize = 1000;

/// An object as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// Its key: `static/css/site.0123456789ab.css`. The content type follows from the end of it.
    pub key: String,
    /// Where its bytes are.
    pub body: Body,
    /// In bytes; at most 5 GB, as one request can send.
    pub size: u64,
    /// MD5 of the bytes in hexadecimal digits. S3 lists it as the ETag of what one request has sent to a bucket with S3's own encryption; in a bucket with
    /// another kind of encryption every object differs and is sent each time.
    pub md5: String,
    /// How long browsers and a CDN keep it: [`IMMUTABLE`] or [`SHORT`].
    pub cache_control: &'static str,
}

/// The bytes of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// A file of this machine.
    File(PathBuf),
    /// Short text.
    Text(String),
}

impl Object {
    /// Text under a key.
    pub fn text(key: String, text: String, cache_control: &'static str) -> Object {
        Object { key, size: text.len() as u64, md5: md5(text.as_bytes()), body: Body::Text(text), cache_control }
    }
}

/// The files below a folder as objects under `prefix/`, sorted by key. `cache_control` is asked with each name below the folder.
///
/// # Errors
/// A folder or file that cannot be read.
pub fn in_folder(folder: &Path, prefix: &str, cache_control: impl Fn(&str) -> &'static str) -> Result<Vec<Object>> {
    let mut objects = Vec::new();
    let mut folders = vec![(folder.to_path_buf(), String::new())];
    while let Some((dir, above)) = folders.pop() {
        for entry in std::fs::read_dir(&dir).doing(|| format!("cannot read {}", dir.display()))? {
            let path = entry.doing(|| format!("cannot read {}", dir.display()))?.path();
            let name = path.file_name().and_then(|name| name.to_str()).map(|name| format!("{above}{name}"));
            let name = name.ok_or_else(|| Error::user(format!("the name of {} is not UTF-8", path.display())).hint("rename it"))?;
            if path.is_dir() {
                folders.push((path, name + "/"));
                continue;
            }
            let bytes = std::fs::read(&path).doing(|| format!("cannot read {}", path.display()))?;
            objects.push(Object {
                key: format!("{prefix}/{name}"),
                size: bytes.len() as u64,
                md5: md5(&bytes),
                cache_control: cache_control(&name),
                body: Body::File(path),
            });
        }
    }
    objects.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(objects)
}

fn md5(bytes: &[u8]) -> String {
    digest::to_hex(&Md5::digest(bytes))
}

/// What an upload sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sent {
    /// Objects that were missing or different.
    pub objects: usize,
    /// Their bytes.
    pub bytes: u64,
}

/// Makes the objects what they should be. `listed` is a prefix that all their keys have; what else is below it stays.
///
/// # Errors
/// A file that cannot be read; S3's. What has been sent stays, and the next upload goes on from there.
pub async fn upload(aws: &Clients, step: &Step, bucket: &str, listed: &str, objects: &[Object]) -> Result<Sent> {
    let there = list(aws, bucket, listed).await?;
    let missing: Vec<&Object> = objects.iter().filter(|object| there.get(&object.key) != Some(&object.md5)).collect();
    let mut transfer = Transfer::new(missing.len(), missing.iter().map(|object| object.size).sum());
    let sent = Sent { objects: missing.len(), bytes: transfer.bytes };
    if missing.is_empty() {
        return Ok(sent);
    }
    let address = address(aws, bucket).await?;
    let mut sending: JoinSet<Result<u64>> = JoinSet::new();
    let mut missing = missing.into_iter();
    loop {
        while sending.len() < CONCURRENCY
            && let Some(object) = missing.next()
        {
            let (aws, bucket, address, object) = (aws.clone(), bucket.to_owned(), address.clone(), object.clone());
            sending.spawn(async move { put(&aws, &bucket, &address, &object).await.map(|()| object.size) });
        }
        // The first failure ends the others: they are dropped with the set.
        let Some(finished) = sending.join_next().await else { return Ok(sent) };
        transfer.add(finished.map_err(|source| Error::bug("an upload ended early").caused_by(source))??);
        step.progress(&transfer);
    }
}

/// Where the SDK sends what is for this bucket, up to the slash before a key: it alone knows what the user's AWS configuration says of endpoints.
async fn address(aws: &Clients, bucket: &str) -> Result<String> {
    let soon =
        PresigningConfig::expires_in(Duration::from_secs(60)).map_err(|source| Error::bug("a minute is too long").caused_by(source))?;
    let request =
        aws.s3.put_object().bucket(bucket).key("-").presigned(soon).await.calling("s3:PutObject", format!("bucket `{bucket}`"))?;
    let address = request.uri().split('?').next().and_then(|url| url.strip_suffix('-'));
    address.map(String::from).ok_or_else(|| Error::bug(format!("bucket `{bucket}` has no address")))
}

async fn put(aws: &Clients, bucket: &str, address: &str, object: &Object) -> Result {
    let unreadable = |path: &Path| format!("cannot read {}", path.display());
    let subject = || format!("`{}` in bucket `{bucket}`", object.key);
    let kind = kinds::content_type(&object.key);
    let body = match &object.body {
        Body::Text(text) => text.clone().into_bytes(),
        Body::File(path) if object.size <= WHOLE => tokio::fs::read(path).await.doing(|| unreadable(path))?,
        Body::File(path) => {
            let body = ByteStream::from_path(path).await.doing(|| unreadable(path))?;
            let call = aws.s3.put_object().bucket(bucket).key(&object.key).body(body);
            call.content_type(kind).cache_control(object.cache_control).send().await.calling("s3:PutObject", subject())?;
            return Ok(());
        }
    };
    let url = format!("{address}{}", object.key.split('/').map(encode).collect::<Vec<_>>().join("/"));
    let headers = [("content-type", kind), ("cache-control", object.cache_control)];
    aws.thin.send_to(Service::S3, "PutObject", Method::PUT, &url, &headers, body.into()).await.calling("s3:PutObject", subject())?;
    Ok(())
}

/// Key and MD5 of each object below a prefix.
async fn list(aws: &Clients, bucket: &str, prefix: &str) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let mut pages = aws.s3.list_objects_v2().bucket(bucket).prefix(prefix).into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = page.calling("s3:ListBucket", format!("bucket `{bucket}`"))?;
        for object in page.contents.unwrap_or_default() {
            found.extend(object.key.zip(object.e_tag.map(|etag| etag.trim_matches('"').to_owned())));
        }
    }
    Ok(found)
}

/// Deletes the objects below a prefix that are not among `kept`. Returns how many.
///
/// # Errors
/// S3's.
pub async fn delete_others(aws: &Clients, bucket: &str, prefix: &str, kept: &BTreeSet<String>) -> Result<usize> {
    let others: Vec<String> = list(aws, bucket, prefix).await?.into_keys().filter(|key| !kept.contains(key)).collect();
    for batch in others.chunks(BATCH) {
        let keys = batch.iter().map(|key| ObjectIdentifier::builder().key(key).build()).collect::<std::result::Result<Vec<_>, _>>();
        let keys = keys.and_then(|keys| Delete::builder().set_objects(Some(keys)).quiet(true).build());
        let delete = keys.map_err(|source| Error::bug("a deletion has no key").caused_by(source))?;
        let answer = aws.s3.delete_objects().bucket(bucket).delete(delete).send().await;
        let answer = answer.calling("s3:DeleteObject", format!("bucket `{bucket}`"))?;
        if let Some(error) = answer.errors().first() {
            let (code, message) = (error.code().unwrap_or_default(), error.message().unwrap_or_default());
            let subject = format!("`{}` in bucket `{bucket}`", error.key().unwrap_or_default());
            return Err(Failure::service("s3:DeleteObject", 200, code, message, None).on(subject).into());
        }
    }
    Ok(others.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_becomes_objects() {
        let dir = std::env::temp_dir().join(format!("pocket-objects-{}", std::process::id()));
        std::fs::create_dir_all(dir.join("css")).expect("made");
        std::fs::write(dir.join("index.html"), "<p>").expect("written");
        std::fs::write(dir.join("css/site.0123456789ab.css"), "").expect("written");
        let hashed = |name: &str| if name.contains("0123456789ab") { IMMUTABLE } else { SHORT };
        let objects = in_folder(&dir, "site", hashed).expect("read");
        assert_eq!(
            objects.iter().map(|object| object.key.as_str()).collect::<Vec<_>>(),
            ["site/css/site.0123456789ab.css", "site/index.html"]
        );
        assert_eq!((objects[0].md5.as_str(), objects[0].cache_control), ("d41d8cd98f00b204e9800998ecf8427e", IMMUTABLE));
        assert_eq!((objects[1].size, objects[1].cache_control), (3, SHORT));
        std::fs::remove_dir_all(dir).expect("removed");
    }
}
