//! One request and its answer: tried again where that may help, followed to where a blob is, and with the token that the registry asks for.

use super::challenge::Challenge;
use super::{ATTEMPTS, Access, Repository, TIMEOUT};
use crate::aws::backoff;
use crate::error::{Context, Error, Result};
use http::header::{AUTHORIZATION, LOCATION, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderValue, Method};
use reqwest::{Response, Url};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value as Json;
use std::time::Duration;

/// S3 and CloudFront, where registries keep blobs, are one step away.
const REDIRECTS: usize = 5;

impl Repository {
    pub(super) fn request(&self, method: Method, path: &str) -> Request {
        Request {
            method,
            url: format!("{}/v2/{}/{path}", self.inner.registry, self.inner.name),
            headers: HeaderMap::new(),
            body: Vec::new(),
        }
    }

    pub(super) fn at(&self, method: Method, url: &Url) -> Request {
        Request { method, url: url.to_string(), headers: HeaderMap::new(), body: Vec::new() }
    }

    /// Where an upload goes on. It may be relative.
    pub(super) fn location(&self, answer: &Response) -> Result<Url> {
        let location =
            header(answer, LOCATION.as_str()).ok_or_else(|| Error::user(format!("{} does not say where a blob goes", self.shown())))?;
        answer.url().join(&location).doing(|| format!("{} says that a blob goes to `{location}`", self.shown()))
    }

    /// Sends a request as often as it may help, follows it to where the blob is, and asks for a token where one is wanted.
    pub(super) async fn send(&self, request: Request) -> Result<Answer<'_>> {
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

    pub(super) async fn followed(&self, request: &Request) -> std::result::Result<Response, Trial> {
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

    pub(super) async fn authorized(&self, request: &Request) -> std::result::Result<Response, Trial> {
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

    pub(super) async fn once(
        &self,
        request: Request,
        body: Option<reqwest::Body>,
        limit: Duration,
    ) -> std::result::Result<Response, Trial> {
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

    pub(super) fn authorization(&self) -> Result<Option<HeaderValue>> {
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
    pub(super) async fn token(&self, challenge: &Challenge) -> std::result::Result<SecretString, Trial> {
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

    pub(super) async fn bytes(&self, answer: Response) -> Result<Vec<u8>> {
        answer.bytes().await.map(Vec::from).map_err(|error| self.unreachable(&error).into())
    }

    /// `public.ecr.aws/lambda/python`
    pub(super) fn shown(&self) -> String {
        let host = self.inner.registry.split_once("://").map_or(self.inner.registry.as_str(), |(_, host)| host);
        format!("{host}/{}", self.inner.name)
    }

    pub(super) fn unreachable(&self, error: &reqwest::Error) -> Trial {
        let reason = crate::aws::error::chain(error);
        Trial::Again(
            Error::user(format!("cannot reach the registry of {}: {reason}", self.shown()))
                .hint("check the network, and run the same command again"),
        )
    }

    pub(super) fn refused(&self, status: u16, why: &str) -> Error {
        let why = if why.is_empty() { format!("status {status}") } else { format!("{why} (status {status})") };
        Error::user(format!("the registry of {} refuses: {why}", self.shown()))
    }

    pub(super) fn damaged(&self, digest: &str) -> Error {
        Error::user(format!("{} sent something else than {digest}", self.shown()))
            .hint("run the same command again; a proxy in between may change what passes")
    }
}

/// A request that may be sent more than once.
#[derive(Debug, Clone)]
pub(super) struct Request {
    pub(super) method: Method,
    pub(super) url: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Request {
    pub(super) fn with(mut self, name: http::HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }
}

/// An answer, of whatever status.
pub(super) struct Answer<'a> {
    pub(super) repository: &'a Repository,
    pub(super) response: Response,
}

impl Answer<'_> {
    /// `None` for what does not exist.
    pub(super) fn found(self) -> Result<Option<Response>> {
        match self.response.status().as_u16() {
            404 => Ok(None),
            status if self.response.status().is_success() => Ok(Some(self.response)).inspect(|_| debug_assert!(status < 300)),
            status => Err(self.repository.refused(status, "")),
        }
    }

    pub(super) fn good(self) -> std::result::Result<Response, Trial> {
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
pub(super) enum Trial {
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

pub(super) fn header(answer: &Response, name: &str) -> Option<String> {
    answer.headers().get(name).and_then(|value| value.to_str().ok()).map(String::from)
}

fn is_transient(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500..)
}
