//! A registry of images, over HTTP. Source: Open Container Initiative, "Distribution Specification"; Docker, "Token Authentication Specification".
//!
//! A token or password goes into one header and nowhere else: not into a URL, a log, an error or a process's arguments.

use super::body::{self, Progress};
use super::manifest::{Blob, Dialect, Image, Origin, sha256};
use crate::aws::{Http, backoff};
use crate::error::{Context, Error, Result};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, LOCATION, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderValue, Method};
use reqwest::{Response, Url};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value as Json;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// As often as Amazon's own clients try.
const ATTEMPTS: u32 = 4;
/// From sending a request without a blob to its answer.
const TIMEOUT: Duration = Duration::from_secs(60);
/// The slowest line on which a blob is sent: beyond it the registry has given up too.
const BYTES_PER_SECOND: u64 = 20_000;
/// S3 and CloudFront, where registries keep blobs, are one step away.
const REDIRECTS: usize = 5;

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

    fn request(&self, method: Method, path: &str) -> Request {
        Request {
            method,
            url: format!("{}/v2/{}/{path}", self.inner.registry, self.inner.name),
            headers: HeaderMap::new(),
            body: Vec::new(),
        }
    }

    fn at(&self, method: Method, url: &Url) -> Request {
        Request { method, url: url.to_string(), headers: HeaderMap::new(), body: Vec::new() }
    }

    /// Where an upload goes on. It may be relative.
    fn location(&self, answer: &Response) -> Result<Url> {
        let location =
            header(answer, LOCATION.as_str()).ok_or_else(|| Error::user(format!("{} does not say where a blob goes", self.shown())))?;
        answer.url().join(&location).doing(|| format!("{} says that a blob goes to `{location}`", self.shown()))
    }

    /// Sends a request as often as it may help, follows it to where the blob is, and asks for a token where one is wanted.
    async fn send(&self, request: Request) -> Result<Answer<'_>> {
        let mut attempt = 0;
        loop {
            attempt += 1;
            match self.followed(&request).await {
                Ok(response) if attempt < ATTEMPTS && is_transient(response.status().as_u16()) => {}
                Ok(response) => return Ok(Answer { repository: self, response }),
                Err(Trial::Again(_)) if attempt < ATTEMPTS => {}
                Err(Trial::Again(error) | Trial::Final(error)) => return Err(error),
            }
            backoff::sleep(attempt, Duration::from_millis(300), Duration::from_secs(10)).await;
        }
    }

    async fn followed(&self, request: &Request) -> std::result::Result<Response, Trial> {
        let mut response = self.authorized(request).await?;
        for _ in 0..REDIRECTS {
            if !response.status().is_redirection() || !matches!(request.method, Method::GET | Method::HEAD) {
                break;
            }
            // The address is signed: it takes no header of ours, and another host must not get one.
            let url = self.location(&response)?;
            let client = self.inner.http.client_for(url.as_str())?;
            let call = client.request(request.method.clone(), url).timeout(TIMEOUT.saturating_mul(60)).send();
            response = call.await.map_err(|error| self.unreachable(&error))?;
        }
        Ok(response)
    }

    async fn authorized(&self, request: &Request) -> std::result::Result<Response, Trial> {
        let body = |request: &Request| (!request.body.is_empty()).then(|| reqwest::Body::from(request.body.clone()));
        // A blob is read from the answer, long after its head.
        let limit = if request.method == Method::GET { TIMEOUT.saturating_mul(60) } else { TIMEOUT };
        let response = self.once(request.clone(), body(request), limit).await?;
        if response.status() != 401 {
            return Ok(response);
        }
        let Some(challenge) = header(&response, WWW_AUTHENTICATE.as_str()).and_then(|text| Challenge::read(&text)) else {
            return Ok(response);
        };
        let token = self.token(&challenge).await?;
        if let Ok(mut kept) = self.inner.token.lock() {
            *kept = Some(token);
        }
        self.once(request.clone(), body(request), limit).await
    }

    async fn once(&self, request: Request, body: Option<reqwest::Body>, limit: Duration) -> std::result::Result<Response, Trial> {
        let client = self.inner.http.client_for(&request.url)?;
        let mut call = client.request(request.method, request.url).headers(request.headers).timeout(limit);
        if let Some(value) = self.authorization()? {
            call = call.header(AUTHORIZATION, value);
        }
        if let Some(body) = body {
            call = call.body(body);
        }
        call.send().await.map_err(|error| self.unreachable(&error))
    }

    fn authorization(&self) -> Result<Option<HeaderValue>> {
        let token = self.inner.token.lock().ok().and_then(|token| token.clone());
        let text = match (&token, &self.inner.access) {
            (Some(token), _) => format!("Bearer {}", token.expose_secret()),
            (None, Access::Basic(basic)) => format!("Basic {}", basic.expose_secret()),
            (None, Access::Anonymous) => return Ok(None),
        };
        let mut value = HeaderValue::try_from(text).map_err(|_| Error::user(format!("{} gave a token that is no header", self.shown())))?;
        value.set_sensitive(true);
        Ok(Some(value))
    }

    /// Asks for a token, as the registry told us to.
    async fn token(&self, challenge: &Challenge) -> std::result::Result<SecretString, Trial> {
        let mut url = Url::parse(&challenge.realm)
            .map_err(|error| Error::user(format!("{} asks for a token of `{}`: {error}", self.shown(), challenge.realm)))?;
        for (name, value) in [("service", &challenge.service), ("scope", &challenge.scope)] {
            if let Some(value) = value {
                url.query_pairs_mut().append_pair(name, value);
            }
        }
        let mut call = self.inner.http.client_for(url.as_str())?.get(url).timeout(TIMEOUT);
        if let Access::Basic(basic) = &self.inner.access {
            call = call.header(AUTHORIZATION, format!("Basic {}", basic.expose_secret()));
        }
        let response = call.send().await.map_err(|error| self.unreachable(&error))?;
        if is_transient(response.status().as_u16()) {
            return Err(Trial::Again(self.refused(response.status().as_u16(), "")));
        }
        let (status, json) = (response.status().as_u16(), response.json::<Json>().await.unwrap_or_default());
        let token = ["token", "access_token"].iter().find_map(|name| json[*name].as_str()).filter(|token| !token.is_empty());
        token.map(SecretString::from).ok_or_else(|| Trial::Final(self.refused(status, "it gives no token")))
    }

    async fn bytes(&self, answer: Response) -> Result<Vec<u8>> {
        answer.bytes().await.map(Vec::from).map_err(|error| self.unreachable(&error).into())
    }

    /// `public.ecr.aws/lambda/python`
    fn shown(&self) -> String {
        let host = self.inner.registry.split_once("://").map_or(self.inner.registry.as_str(), |(_, host)| host);
        format!("{host}/{}", self.inner.name)
    }

    fn unreachable(&self, error: &reqwest::Error) -> Trial {
        let reason = crate::aws::error::chain(error);
        Trial::Again(
            Error::user(format!("cannot reach the registry of {}: {reason}", self.shown()))
                .hint("check the network, and run the same command again"),
        )
    }

    fn refused(&self, status: u16, why: &str) -> Error {
        let why = if why.is_empty() { format!("status {status}") } else { format!("{why} (status {status})") };
        Error::user(format!("the registry of {} refuses: {why}", self.shown()))
    }

    fn damaged(&self, digest: &str) -> Error {
        Error::user(format!("{} sent something else than {digest}", self.shown()))
            .hint("run the same command again; a proxy in between may change what passes")
    }
}

/// A request that may be sent more than once.
#[derive(Debug, Clone)]
struct Request {
    method: Method,
    url: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Request {
    fn with(mut self, name: http::HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }
}

/// An answer, of whatever status.
struct Answer<'a> {
    repository: &'a Repository,
    response: Response,
}

impl Answer<'_> {
    /// `None` for what does not exist.
    fn found(self) -> Result<Option<Response>> {
        match self.response.status().as_u16() {
            404 => Ok(None),
            status if self.response.status().is_success() => Ok(Some(self.response)).inspect(|_| debug_assert!(status < 300)),
            status => Err(self.repository.refused(status, "")),
        }
    }

    fn good(self) -> std::result::Result<Response, Trial> {
        let status = self.response.status();
        if status.is_success() {
            return Ok(self.response);
        }
        let error = self.repository.refused(status.as_u16(), "");
        // The session of an upload may be gone with the server that had it.
        Err(if is_transient(status.as_u16()) || status == 404 || status == 416 { Trial::Again(error) } else { Trial::Final(error) })
    }
}

/// A failure, and whether trying again may help.
enum Trial {
    Again(Error),
    Final(Error),
}

impl From<Error> for Trial {
    fn from(error: Error) -> Self {
        Trial::Final(error)
    }
}

impl From<Trial> for Error {
    fn from(trial: Trial) -> Self {
        match trial {
            Trial::Again(error) | Trial::Final(error) => error,
        }
    }
}

/// `Bearer realm="…",service="…",scope="…"`
#[derive(Debug, Default, PartialEq, Eq)]
struct Challenge {
    realm: String,
    service: Option<String>,
    scope: Option<String>,
}

impl Challenge {
    fn read(text: &str) -> Option<Challenge> {
        let (scheme, mut rest) = text.trim().split_once(' ')?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return None;
        }
        let mut challenge = Challenge::default();
        while let Some((name, value)) = rest.split_once('=') {
            // A scope has commas in it, so a quoted value ends at its quote.
            let (value, after) = match value.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"')?,
                None => value.split_once(',').unwrap_or((value, "")),
            };
            match name.trim_matches([',', ' ']) {
                "realm" => challenge.realm = value.into(),
                "service" => challenge.service = Some(value.into()),
                "scope" => challenge.scope = Some(value.into()),
                _ => {}
            }
            rest = after;
        }
        (!challenge.realm.is_empty()).then_some(challenge)
    }
}

fn accepted() -> String {
    [Dialect::Oci, Dialect::Docker].iter().flat_map(|dialect| [dialect.manifest(), dialect.list()]).collect::<Vec<_>>().join(", ")
}

fn header(answer: &Response, name: &str) -> Option<String> {
    answer.headers().get(name).and_then(|value| value.to_str().ok()).map(String::from)
}

fn is_transient(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_read() {
        let text = r#"Bearer realm="https://public.ecr.aws/token/",service="public.ecr.aws",scope="repository:a/b:pull,push""#;
        let challenge = Challenge::read(text).expect("a challenge");
        assert_eq!(challenge.realm, "https://public.ecr.aws/token/");
        assert_eq!(challenge.service.as_deref(), Some("public.ecr.aws"));
        assert_eq!(challenge.scope.as_deref(), Some("repository:a/b:pull,push"));
        assert_eq!(Challenge::read("Basic realm=\"x\""), None);
        assert_eq!(Challenge::read("Bearer service=x"), None);
    }
}
