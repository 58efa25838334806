//! A registry of images, over HTTP. Source: Open Container Initiative, "Distribution Specification"; Docker, "Token Authentication Specification".
//!
//! A token or password goes into one header and nowhere else: not into a URL, a log, an error or a process's arguments.

mod challenge;
mod exchange;

use self::exchange::{Answer, Trial, header};
use super::body::{self, Progress};
use super::manifest::{Blob, Dialect, Image, Origin, sha256};
use crate::aws::{Http, backoff};
use crate::error::{Error, Result};
use http::Method;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE};
use reqwest::Response;
use secrecy::SecretString;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// As often as Amazon's own clients try.
const ATTEMPTS: u32 = 4;
/// From sending a request without a blob to its answer.
const TIMEOUT: Duration = Duration::from_secs(60);
/// The slowest line on which a blob is sent: beyond it the registry has given up too.
const BYTES_PER_SECOND: u64 = 20_000;

/// Who is asking.
#[derive(Debug, Clone)]
pub enum Access {
    /// Anybody: what is public may be read.
    Anonymous,
    /// The value of a `Basic` header: base64 of user and password, as ECR gives it.
    Basic(SecretString),
}

/// A repository in a registry. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Repository {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    http: Http,
    /// `https://public.ecr.aws`
    registry: String,
    /// `lambda/python`
    name: String,
    access: Access,
    /// The bearer token that the registry has given for this repository.
    token: Mutex<Option<SecretString>>,
}

/// A manifest as the registry has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Media type.
    pub media_type: String,
    /// `sha256:…` of its bytes.
    pub digest: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a push did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pushed {
    /// Blobs that were sent.
    pub sent: usize,
    /// Bytes that were sent.
    pub bytes: u64,
    /// Blobs that the registry took over from another repository of its own.
    pub mounted: usize,
    /// Blobs that were there.
    pub there: usize,
}

impl Repository {
    /// `registry` is the beginning of its URLs, such as `https://public.ecr.aws`.
    pub fn new(http: &Http, registry: &str, name: &str, access: Access) -> Self {
        let registry = registry.trim_end_matches('/').to_owned();
        Repository { inner: Arc::new(Inner { http: http.clone(), registry, name: name.to_owned(), access, token: Mutex::default() }) }
    }

    /// Its name in the registry.
    pub fn name(&self) -> &str {
        &self.inner.name
    }

    /// A sibling of it, as the same caller.
    pub fn sibling(&self, name: &str) -> Self {
        Repository::new(&self.inner.http, &self.inner.registry, name, self.inner.access.clone())
    }

    /// The digest that a tag or digest stands for; `None` where there is none.
    ///
    /// # Errors
    /// The registry's; no connection.
    pub async fn digest(&self, reference: &str) -> Result<Option<String>> {
        let request = self.request(Method::HEAD, &format!("manifests/{reference}")).with(ACCEPT, &accepted());
        let Some(answer) = self.send(request).await?.found()? else { return Ok(None) };
        match header(&answer, "docker-content-digest") {
            Some(digest) => Ok(Some(digest)),
            // It need not say so.
            None => Ok(self.manifest(reference).await?.map(|found| found.digest)),
        }
    }

    /// A manifest; `None` where there is none.
    ///
    /// # Errors
    /// The registry's; no connection; bytes that are not those that a digest names.
    pub async fn manifest(&self, reference: &str) -> Result<Option<Found>> {
        let request = self.request(Method::GET, &format!("manifests/{reference}")).with(ACCEPT, &accepted());
        let Some(answer) = self.send(request).await?.found()? else { return Ok(None) };
        let media_type = header(&answer, "content-type").unwrap_or_default();
        let bytes = self.bytes(answer).await?;
        let digest = sha256(&bytes);
        if reference.starts_with("sha256:") && reference != digest {
            return Err(self.damaged(reference));
        }
        Ok(Some(Found { media_type: media_type.split(';').next().unwrap_or_default().trim().to_owned(), digest, bytes }))
    }

    /// A small blob, held against its digest.
    ///
    /// # Errors
    /// The registry's; no connection; a blob that is not there, or not what its digest names.
    pub async fn blob(&self, digest: &str) -> Result<Vec<u8>> {
        let answer = self.open(digest).await?;
        let bytes = self.bytes(answer).await?;
        if sha256(&bytes) == digest { Ok(bytes) } else { Err(self.damaged(digest)) }
    }

    /// Whether it has a blob.
    ///
    /// # Errors
    /// The registry's; no connection.
    pub async fn has(&self, digest: &str) -> Result<bool> {
        Ok(self.send(self.request(Method::HEAD, &format!("blobs/{digest}"))).await?.found()?.is_some())
    }

    /// A blob, to be read as it comes.
    async fn open(&self, digest: &str) -> Result<Response> {
        let missing = || Error::user(format!("the registry has no blob {digest} of {}", self.shown()));
        self.send(self.request(Method::GET, &format!("blobs/{digest}"))).await?.found()?.ok_or_else(missing)
    }

    /// Sends a blob, unless it is there or can be taken from another repository of the same registry.
    ///
    /// # Errors
    /// The registry's; no connection after some attempts; a file that cannot be read.
    pub async fn put_blob(&self, blob: &Blob, base: Option<&Repository>, others: &[String], progress: &Progress) -> Result<Pushed> {
        let digest = &blob.descriptor.digest;
        if self.has(digest).await? {
            progress.add(blob.descriptor.size);
            return Ok(Pushed { there: 1, ..Pushed::default() });
        }
        let mut attempt = 0;
        loop {
            match self.try_blob(blob, base, others, progress).await {
                Ok(pushed) => return Ok(pushed),
                Err(Trial::Final(error)) => return Err(error),
                Err(Trial::Again(error)) => {
                    attempt += 1;
                    if attempt == ATTEMPTS {
                        return Err(error.hint("run the same command again: what has been sent is not sent again"));
                    }
                    progress.again();
                    backoff::sleep(attempt, Duration::from_millis(500), Duration::from_secs(15)).await;
                }
            }
        }
    }

    async fn try_blob(
        &self,
        blob: &Blob,
        base: Option<&Repository>,
        others: &[String],
        progress: &Progress,
    ) -> std::result::Result<Pushed, Trial> {
        let (digest, size) = (&blob.descriptor.digest, blob.descriptor.size);
        let mut path = "blobs/uploads/".to_owned();
        for other in others {
            if self.sibling(other).has(digest).await? {
                path = format!("blobs/uploads/?mount={digest}&from={other}");
                break;
            }
        }
        let begun = self.send(self.request(Method::POST, &path).with(CONTENT_LENGTH, "0")).await?.good()?;
        if begun.status() == 201 {
            progress.add(size);
            return Ok(Pushed { mounted: 1, ..Pushed::default() });
        }
        let body = match (&blob.origin, base) {
            (Origin::File(file), _) => body::file(file, size, progress)?,
            (Origin::Bytes(bytes), _) => body::bytes(bytes, progress),
            (Origin::Base, Some(base)) => body::passed_on(base.open(digest).await?, size, progress),
            (Origin::Base, None) => return Err(Error::bug("a layer of the base, without the registry that it is in").into()),
        };
        // One PATCH with all of it, then a PUT: what Docker itself does, and so what every registry takes.
        let chunk = self.at(Method::PATCH, &self.location(&begun)?).with(CONTENT_TYPE, "application/octet-stream");
        let limit = TIMEOUT + Duration::from_secs(size / BYTES_PER_SECOND);
        let sent = self.once(chunk.with(CONTENT_LENGTH, &size.to_string()), Some(body), limit).await?;
        let sent = Answer { repository: self, response: sent }.good()?;
        let mut end = self.location(&sent)?;
        end.query_pairs_mut().append_pair("digest", digest);
        self.send(self.at(Method::PUT, &end).with(CONTENT_LENGTH, "0")).await?.good()?;
        Ok(Pushed { sent: 1, bytes: size, ..Pushed::default() })
    }

    /// Sends a manifest under a tag. Its blobs must be there.
    ///
    /// # Errors
    /// The registry's; no connection.
    pub async fn put_manifest(&self, image: &Image, tag: &str) -> Result {
        let mut request = self.request(Method::PUT, &format!("manifests/{tag}")).with(CONTENT_TYPE, image.media_type);
        request.body = image.manifest.clone();
        self.send(request).await?.good()?;
        Ok(())
    }
}

fn accepted() -> String {
    [Dialect::Oci, Dialect::Docker].iter().flat_map(|dialect| [dialect.manifest(), dialect.list()]).collect::<Vec<_>>().join(", ")
}
