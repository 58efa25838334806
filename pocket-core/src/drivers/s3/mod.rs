//! S3 buckets: private, encrypted, tagged, and emptied before they are deleted.

mod settings;

use super::{Cx, Driver, Made, Observed, Pending, built, foreign, ownership, tags};
use crate::aws::{Calling, Failure, backoff};
use crate::error::{Error, Result};
use aws_sdk_s3::types::{BucketLocationConstraint, CreateBucketConfiguration, Delete, ObjectIdentifier, Tag, Tagging};
use pocket_model::synth::Holder;
use serde::Deserialize;
use settings::Setting;
use std::collections::BTreeMap;
use std::time::Duration;

/// The driver `s3`.
pub struct Bucket;

/// What a holder's spec says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Spec {
    /// Keeps old versions.
    versioning: bool,
    /// Days that old versions are kept.
    noncurrent_days: Option<i32>,
    /// Days that objects are kept.
    lifecycle_days: Option<i32>,
    /// Origins of browsers that may read and write.
    cors: Vec<Cors>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Cors {
    origins: Vec<String>,
    methods: Vec<String>,
    #[serde(default)]
    headers: Vec<String>,
    #[serde(default)]
    expose: Vec<String>,
    #[serde(default)]
    max_age_seconds: Option<i32>,
}

/// S3 refuses to make a bucket anew for a while after it was deleted.
const RECREATION: Duration = Duration::from_secs(120);
/// S3's own limit for DeleteObjects.
const BATCH: usize = 1000;

impl Driver for Bucket {
    fn check(&self, cx: &Cx<'_>, holder: &Holder) -> Result {
        let name = cx.aws.expand(&holder.name);
        if (3..=63).contains(&name.len()) {
            return spec(holder).map(|_| ());
        }
        Err(Error::user(format!("the bucket's name `{name}` has {} characters: S3 takes 3 to 63", name.len()))
            .hint(format!("{} {{ bucket: \"a-shorter-name\"; }}", holder.item)))
    }

    fn observe<'f>(&'f self, cx: &'f Cx<'f>, holder: &'f Holder) -> Pending<'f, Observed> {
        Box::pin(async move {
            let name = cx.aws.expand(&holder.name);
            match state(cx, holder, &name).await? {
                State::Missing => Ok(Observed::Missing),
                State::Foreign(whose) => Ok(Observed::Foreign(whose)),
                State::Ours => {
                    let differing = settings::differing(cx, &name, &spec(holder)?).await?;
                    let sentences: Vec<String> = differing.iter().map(Setting::to_string).collect();
                    Ok(if sentences.is_empty() { Observed::Same } else { Observed::Different(sentences) })
                }
            }
        })
    }

    fn apply<'f>(&'f self, cx: &'f Cx<'f>, holder: &'f Holder) -> Pending<'f, Made> {
        Box::pin(async move {
            let name = cx.aws.expand(&holder.name);
            let spec = spec(holder)?;
            let mut made = Made::default();
            match state(cx, holder, &name).await? {
                State::Ours => {}
                State::Missing => {
                    create(cx, holder, &name).await?;
                    tag(cx, holder, &name).await?;
                    made.changed.push(format!("created bucket {name}"));
                }
                State::Foreign(_) if cx.consent.adopt => {
                    tag(cx, holder, &name).await?;
                    made.changed.push(format!("adopted bucket {name}"));
                }
                State::Foreign(whose) => return Err(foreign(cx, &format!("the bucket `{name}`"), &whose)),
            }
            for setting in settings::differing(cx, &name, &spec).await? {
                settings::put(cx, &name, &spec, setting).await?;
                made.changed.push(format!("bucket {name}: {setting}"));
            }
            made.outputs.insert("bucket".into(), name);
            Ok(made)
        })
    }

    fn delete<'f>(&'f self, cx: &'f Cx<'f>, holder: &'f Holder) -> Pending<'f, ()> {
        Box::pin(async move {
            let name = cx.aws.expand(&holder.name);
            match state(cx, holder, &name).await? {
                State::Missing => return Ok(()),
                State::Foreign(whose) => return Err(Error::user(format!("the bucket `{name}` is not deleted: {whose}"))),
                State::Ours => {}
            }
            let step = cx.ui.step(format!("emptying {name}"));
            let mut attempt = 0;
            loop {
                empty(cx, &name, &step).await?;
                let deleted = cx.aws.s3.delete_bucket().bucket(&name).send().await.calling("s3:DeleteBucket", subject(&name));
                match deleted {
                    Err(failure) if failure.code() == "BucketNotEmpty" && attempt < 5 => {
                        // Somebody still writes, such as a function that has not ended yet.
                        attempt += 1;
                        backoff::sleep(attempt, Duration::from_millis(500), Duration::from_secs(10)).await;
                    }
                    Err(failure) if !failure.is_not_found() => return Err(failure.into()),
                    _ => return Ok(()),
                }
            }
        })
    }
}

fn spec(holder: &Holder) -> Result<Spec> {
    serde_json::from_value(holder.spec.clone()).map_err(|error| Error::bug(format!("the spec of {} cannot be read: {error}", holder.item)))
}

fn subject(name: &str) -> String {
    format!("bucket `{name}`")
}

enum State {
    Missing,
    Ours,
    Foreign(String),
}

async fn state(cx: &Cx<'_>, holder: &Holder, name: &str) -> Result<State> {
    // The owner is named in the call, or a bucket that somebody else made first under our name would do.
    let head =
        cx.aws.s3.head_bucket().bucket(name).expected_bucket_owner(&cx.aws.account).send().await.calling("s3:ListBucket", subject(name));
    match head {
        Ok(_) => {}
        Err(failure) if failure.is_not_found() => return Ok(State::Missing),
        Err(failure) if failure.status() == 403 => return Err(taken(holder, name, &failure)),
        Err(failure) if failure.status() == 301 => {
            return Err(Error::user(format!("the bucket `{name}` exists in another region than {}", cx.aws.region))
                .hint("write the bucket's region into the block: region: \"…\";")
                .hint(format!("{} {{ bucket: \"another-name\"; }}", holder.item)));
        }
        Err(failure) => return Err(failure.into()),
    }
    Ok(match ownership(cx, &read_tags(cx, name).await?) {
        Ok(()) => State::Ours,
        Err(whose) => State::Foreign(whose),
    })
}

/// A HEAD has no body that would tell a foreign bucket from a missing permission.
fn taken(holder: &Holder, name: &str, failure: &Failure) -> Error {
    Error::user(format!("the bucket `{name}` belongs to another AWS account, or you may not read it"))
        .hint(format!("{} {{ bucket: \"another-name\"; }}", holder.item))
        .hint("cargo run -- policy deployer    # prints the policy that the deploying user needs")
        .caused_by(failure.to_string())
}

async fn read_tags(cx: &Cx<'_>, name: &str) -> Result<BTreeMap<String, String>> {
    let answer = cx.aws.s3.get_bucket_tagging().bucket(name).send().await.calling("s3:GetBucketTagging", subject(name));
    match answer {
        Ok(answer) => Ok(answer.tag_set().iter().map(|tag| (tag.key().to_owned(), tag.value().to_owned())).collect()),
        Err(failure) if failure.is_not_found() => Ok(BTreeMap::new()),
        Err(failure) => Err(failure.into()),
    }
}

fn our_tags(cx: &Cx<'_>, holder: &Holder) -> Result<Vec<Tag>> {
    let tags = tags(cx, holder.at).map(|(key, value)| Tag::builder().key(key).value(value).build());
    tags.into_iter().map(built).collect()
}

/// Adds our tags to those that the user gave it: PutBucketTagging replaces all.
async fn tag(cx: &Cx<'_>, holder: &Holder, name: &str) -> Result {
    let ours = our_tags(cx, holder)?;
    let mut all = ours.clone();
    for (key, value) in read_tags(cx, name).await? {
        if !ours.iter().any(|tag| tag.key() == key) {
            all.push(built(Tag::builder().key(key).value(value).build())?);
        }
    }
    let tagging = built(Tagging::builder().set_tag_set(Some(all)).build())?;
    cx.aws.s3.put_bucket_tagging().bucket(name).tagging(tagging).send().await.calling("s3:PutBucketTagging", subject(name))?;
    Ok(())
}

async fn create(cx: &Cx<'_>, holder: &Holder, name: &str) -> Result {
    // The tags come with the creation: a deploy killed right after it must know its own bucket again.
    let mut configuration = CreateBucketConfiguration::builder().set_tags(Some(our_tags(cx, holder)?));
    if cx.aws.region != "us-east-1" {
        configuration = configuration.location_constraint(BucketLocationConstraint::from(cx.aws.region.as_str()));
    }
    let configuration = configuration.build();
    let started = tokio::time::Instant::now();
    let mut attempt = 0;
    loop {
        let created = cx.aws.s3.create_bucket().bucket(name).create_bucket_configuration(configuration.clone()).send().await;
        match created.calling("s3:CreateBucket", subject(name)) {
            Ok(_) => return Ok(()),
            Err(failure) if failure.code() == "BucketAlreadyOwnedByYou" => return Ok(()),
            Err(failure) if failure.code() == "BucketAlreadyExists" => return Err(taken(holder, name, &failure)),
            Err(failure) if failure.code() == "OperationAborted" && started.elapsed() < RECREATION => {
                if attempt == 0 {
                    cx.ui.status(format!("  S3 is still deleting the former bucket {name}: waiting for up to two minutes"));
                }
                attempt += 1;
                backoff::sleep(attempt, Duration::from_secs(2), Duration::from_secs(15)).await;
            }
            Err(failure) if failure.code() == "OperationAborted" => {
                return Err(Error::user(format!("S3 is still deleting the former bucket `{name}`, which can take an hour"))
                    .hint("run the same command again later: it continues where it stopped")
                    .hint(format!("{} {{ bucket: \"another-name\"; }}", holder.item)));
            }
            Err(failure) => return Err(failure.into()),
        }
    }
}

/// Deletes all versions, delete markers and unfinished uploads.
async fn empty(cx: &Cx<'_>, name: &str, step: &crate::ui::Step) -> Result {
    let s3 = &cx.aws.s3;
    let mut deleted = 0;
    loop {
        // Always the first page: what it listed is gone by the next turn.
        let page = s3.list_object_versions().bucket(name).max_keys(1000).send().await.calling("s3:ListBucketVersions", subject(name))?;
        let versions = page.versions().iter().map(|version| (version.key(), version.version_id()));
        let markers = page.delete_markers().iter().map(|marker| (marker.key(), marker.version_id()));
        let mut objects = Vec::with_capacity(BATCH);
        for (key, version) in versions.chain(markers) {
            let Some(key) = key else { continue };
            objects.push(built(ObjectIdentifier::builder().key(key).set_version_id(version.map(String::from)).build())?);
        }
        if objects.is_empty() {
            break;
        }
        deleted += objects.len();
        for batch in objects.chunks(BATCH) {
            let batch = built(Delete::builder().set_objects(Some(batch.to_vec())).quiet(true).build())?;
            let answer = s3.delete_objects().bucket(name).delete(batch).send().await.calling("s3:DeleteObjectVersion", subject(name))?;
            if let Some(error) = answer.errors().first() {
                let (code, key) = (error.code().unwrap_or_default(), error.key().unwrap_or_default());
                let message = error.message().unwrap_or_default();
                return Err(Failure::service("s3:DeleteObjectVersion", 200, code, message, None)
                    .on(format!("`{key}` in bucket `{name}`"))
                    .into());
            }
        }
        step.detail(format!("{deleted} objects deleted"));
    }
    loop {
        let page = s3.list_multipart_uploads().bucket(name).send().await.calling("s3:ListBucketMultipartUploads", subject(name))?;
        if page.uploads().is_empty() {
            return Ok(());
        }
        for upload in page.uploads() {
            let abort = s3.abort_multipart_upload().bucket(name).set_key(upload.key().map(String::from));
            let aborted =
                abort.set_upload_id(upload.upload_id().map(String::from)).send().await.calling("s3:AbortMultipartUpload", subject(name));
            match aborted {
                Err(failure) if !failure.is_not_found() => return Err(failure.into()),
                _ => {}
            }
        }
    }
}
