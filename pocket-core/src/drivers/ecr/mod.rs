//! ECR repositories: private, with tags that never move, not scanned, readable to Lambda, and with the image that functions are made with.

mod settings;

use super::{Cx, Driver, Made, Observed, Pending, built, foreign, ownership, tags};
use crate::aws::{Calling, Clients};
use crate::error::{Error, Result};
use crate::release::artifact::Arch;
use crate::release::image::{self, Access, Image, Repository, codebuild};
use aws_sdk_ecr::types::{ImageIdentifier, ImageScanningConfiguration, ImageTagMutability, Tag};
use pocket_model::kinds::lambda::image::placeholder;
use pocket_model::synth::Holder;
use secrecy::SecretString;
use serde::Deserialize;
use settings::Setting;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The driver `ecr`.
pub struct Ecr;

/// What a holder's spec says.
#[derive(Debug, Clone, Deserialize)]
struct Spec {
    /// The processor of the functions.
    arch: String,
    /// Names of the functions that may pull, with `*`.
    functions: String,
    /// Whether CodeBuild may have built for it.
    #[serde(default)]
    dockerfile: bool,
}

/// How tags of releases begin. Behind it stands the digest of the image, in hexadecimal digits.
pub const RELEASE: &str = "release-";
/// How tags of images begin that a Dockerfile built. Behind it stands the hash of what they were built from.
pub const BASE: &str = "base-";

/// ECR's own limit for BatchDeleteImage.
const BATCH: usize = 100;

impl Driver for Ecr {
    fn check(&self, _: &Cx<'_>, holder: &Holder) -> Result {
        spec(holder).map(|_| ())
    }

    fn observe<'f>(&'f self, cx: &'f Cx<'f>, holder: &'f Holder) -> Pending<'f, Observed> {
        Box::pin(async move {
            Ok(match state(cx, &holder.name).await? {
                State::Missing => Observed::Missing,
                State::Foreign(whose) => Observed::Foreign(whose),
                State::Ours(found) => {
                    let differing = settings::differing(cx, holder, &found, &spec(holder)?).await?;
                    let sentences: Vec<String> = differing.iter().map(Setting::to_string).collect();
                    if sentences.is_empty() { Observed::Same } else { Observed::Different(sentences) }
                }
            })
        })
    }

    fn apply<'f>(&'f self, cx: &'f Cx<'f>, holder: &'f Holder) -> Pending<'f, Made> {
        Box::pin(async move {
            let name = &holder.name;
            let mut made = Made::default();
            match state(cx, name).await? {
                State::Ours(_) => {}
                State::Missing => {
                    create(cx, holder).await?;
                    made.changed.push(format!("created repository {name}"));
                }
                State::Foreign(_) if cx.consent.adopt => {
                    tag(cx, holder).await?;
                    made.changed.push(format!("adopted repository {name}"));
                }
                State::Foreign(whose) => return Err(foreign(cx, &format!("the repository `{name}`"), &whose)),
            }
            let spec = spec(holder)?;
            let State::Ours(found) = state(cx, name).await? else {
                return Err(Error::user(format!("the repository `{name}` went away while it was made")).hint("run the same command again"));
            };
            for setting in settings::differing(cx, holder, &found, &spec).await? {
                settings::put(cx, holder, &spec, setting).await?;
                made.changed.push(format!("repository {name}: {setting}"));
            }
            made.outputs.insert("uri".into(), found.uri);
            Ok(made)
        })
    }

    fn delete<'f>(&'f self, cx: &'f Cx<'f>, holder: &'f Holder) -> Pending<'f, ()> {
        Box::pin(async move {
            let name = &holder.name;
            match state(cx, name).await? {
                State::Missing => return Ok(()),
                State::Foreign(whose) => return Err(Error::user(format!("the repository `{name}` is not deleted: {whose}"))),
                State::Ours(_) => {}
            }
            if spec(holder)?.dockerfile {
                // What a build that was killed has left.
                codebuild::remove(cx.aws, &codebuild::name(cx.project, cx.stage, &cx.aws.region)).await?;
            }
            // With the images in it.
            let deleted = cx.aws.ecr.delete_repository().repository_name(name).force(true).send().await;
            match deleted.calling("ecr:DeleteRepository", subject(name)) {
                Err(failure) if !failure.is_not_found() => Err(failure.into()),
                _ => Ok(()),
            }
        })
    }
}

fn spec(holder: &Holder) -> Result<Spec> {
    serde_json::from_value(holder.spec.clone()).map_err(|error| Error::bug(format!("the spec of {} cannot be read: {error}", holder.item)))
}

fn arch(spec: &Spec) -> Arch {
    if spec.arch == "arm64" { Arch::Arm64 } else { Arch::X86_64 }
}

fn subject(name: &str) -> String {
    format!("repository `{name}`")
}

/// A repository that exists.
#[derive(Debug, Clone)]
struct Known {
    /// `123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop-dev`
    uri: String,
    arn: String,
    immutable: bool,
    scanned: bool,
}

enum State {
    Missing,
    Ours(Known),
    Foreign(String),
}

async fn state(cx: &Cx<'_>, name: &str) -> Result<State> {
    let Some(known) = describe(cx.aws, name).await? else { return Ok(State::Missing) };
    let listed =
        cx.aws.ecr.list_tags_for_resource().resource_arn(&known.arn).send().await.calling("ecr:ListTagsForResource", subject(name))?;
    let tags: BTreeMap<String, String> = listed.tags().iter().map(|tag| (tag.key().to_owned(), tag.value().to_owned())).collect();
    Ok(match ownership(cx, &tags) {
        Ok(()) => State::Ours(known),
        Err(whose) => State::Foreign(whose),
    })
}

async fn describe(aws: &Clients, name: &str) -> Result<Option<Known>> {
    let answer =
        match aws.ecr.describe_repositories().repository_names(name).send().await.calling("ecr:DescribeRepositories", subject(name)) {
            Ok(answer) => answer,
            Err(failure) if failure.is_not_found() => return Ok(None),
            Err(failure) => return Err(failure.into()),
        };
    Ok(answer.repositories().first().map(|found| Known {
        uri: found.repository_uri().unwrap_or_default().to_owned(),
        arn: found.repository_arn().unwrap_or_default().to_owned(),
        immutable: found.image_tag_mutability() == Some(&ImageTagMutability::Immutable),
        scanned: found.image_scanning_configuration().is_some_and(|scanning| scanning.scan_on_push()),
    }))
}

fn our_tags(cx: &Cx<'_>, holder: &Holder) -> Result<Vec<Tag>> {
    tags(cx, holder.at).map(|(key, value)| Tag::builder().key(key).value(value).build()).into_iter().map(built).collect()
}

async fn tag(cx: &Cx<'_>, holder: &Holder) -> Result {
    let Some(known) = describe(cx.aws, &holder.name).await? else { return Ok(()) };
    let call = cx.aws.ecr.tag_resource().resource_arn(known.arn).set_tags(Some(our_tags(cx, holder)?));
    call.send().await.calling("ecr:TagResource", subject(&holder.name))?;
    Ok(())
}

async fn create(cx: &Cx<'_>, holder: &Holder) -> Result {
    // The tags come with the creation: a deploy killed right after it must know its own repository again.
    let scanning = ImageScanningConfiguration::builder().scan_on_push(false).build();
    let call = cx.aws.ecr.create_repository().repository_name(&holder.name).set_tags(Some(our_tags(cx, holder)?));
    let call = call.image_tag_mutability(ImageTagMutability::Immutable).image_scanning_configuration(scanning);
    match call.send().await.calling("ecr:CreateRepository", subject(&holder.name)) {
        Err(failure) if !failure.is_already_exists() => Err(failure.into()),
        _ => Ok(()),
    }
}

/// A stage's repository, opened to be read from and sent to.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The registry's side of it.
    pub repository: Repository,
    /// `123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop-dev`
    pub uri: String,
}

/// Opens a repository; `None` when there is no such. ECR's password for its registry is valid for 12 hours.
///
/// # Errors
/// ECR's.
pub async fn open(aws: &Clients, name: &str) -> Result<Option<Opened>> {
    let Some(known) = describe(aws, name).await? else { return Ok(None) };
    let answer = aws.ecr.get_authorization_token().send().await.calling("ecr:GetAuthorizationToken", subject(name))?;
    let given = answer.authorization_data().first().ok_or_else(|| Error::user("ECR gives no token for its registry"))?;
    let token = given.authorization_token().unwrap_or_default();
    // An emulator names the host that AWS would have.
    let registry = match &aws.endpoint {
        Some(endpoint) => endpoint.clone(),
        None => given.proxy_endpoint().map_or_else(|| format!("https://{}", known.uri.split('/').next().unwrap_or_default()), String::from),
    };
    let repository = Repository::new(&aws.http, &registry, name, Access::Basic(SecretString::from(token)));
    Ok(Some(Opened { repository, uri: known.uri }))
}

/// Other repositories of a project in the account: they mostly have the same layers.
///
/// # Errors
/// ECR's.
pub async fn of_project(aws: &Clients, project: &str, but: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let mut pages = aws.ecr.describe_repositories().into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = page.calling("ecr:DescribeRepositories", "the repositories of the account".to_owned())?;
        names.extend(page.repositories().iter().filter_map(|found| found.repository_name().map(String::from)));
    }
    names.retain(|name| name != but && name.starts_with(&format!("{project}-")));
    // Each is asked for each missing layer.
    names.truncate(4);
    Ok(names)
}

/// Deletes images of releases but the `keep` that were pushed last and those whose digests (hexadecimal digits) are `used`: Lambda fetches an image again whenever
/// it likes. Returns how many.
///
/// # Errors
/// ECR's.
pub async fn delete_old(aws: &Clients, name: &str, keep: usize, used: &[String]) -> Result<usize> {
    let mut images = Vec::new();
    let mut pages = aws.ecr.describe_images().repository_name(name).into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = page.calling("ecr:DescribeImages", subject(name))?;
        images.extend(page.image_details.unwrap_or_default().into_iter().filter_map(|image| {
            let release = image.image_tags().iter().all(|tag| tag.starts_with(RELEASE)) && !image.image_tags().is_empty();
            release.then(|| (image.image_pushed_at().map(aws_smithy_types::DateTime::as_nanos), image.image_digest))
        }));
    }
    images.sort();
    let old = images.into_iter().rev().skip(keep).filter_map(|(_, digest)| digest);
    let old: Vec<ImageIdentifier> = old
        .filter(|digest| !used.iter().any(|used| digest.strip_prefix("sha256:") == Some(used.as_str())))
        .map(|digest| ImageIdentifier::builder().image_digest(digest).build())
        .collect();
    for batch in old.chunks(BATCH) {
        let call = aws.ecr.batch_delete_image().repository_name(name).set_image_ids(Some(batch.to_vec()));
        call.send().await.calling("ecr:BatchDeleteImage", subject(name))?;
    }
    Ok(old.len())
}

/// Sends the image that functions are made with.
async fn put_placeholder(cx: &Cx<'_>, holder: &Holder, spec: &Spec) -> Result {
    let image: Arc<Image> = Arc::new(image::placeholder(arch(spec))?);
    let opened = open(cx.aws, &holder.name).await?.ok_or_else(|| Error::bug("a repository that was just made is missing"))?;
    let step = cx.ui.step(holder.item.clone());
    image::push(&step, &opened.repository, None, &[], &image, &placeholder(&spec.arch)).await.map(|_| ())
}
