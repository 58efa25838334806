//! Neon's API v2: authorization, retries, pages, operations. Source: the OpenAPI document in the npm package `@neondatabase/api-client` 2.7.

use crate::aws::{Http, backoff};
use crate::error::{Error, Result};
use http::Method;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use std::time::Duration;

/// Neon's own endpoint.
pub const ENDPOINT: &str = "https://console.neon.tech/api/v2";
/// One call.
const TIMEOUT: Duration = Duration::from_secs(60);
/// A locked project, or an operation under way.
const PATIENCE: Duration = Duration::from_secs(300);

/// Where Neon is and how to get in. Cheap to clone; the key never shows.
#[derive(Debug, Clone)]
pub struct Access {
    endpoint: String,
    key: SecretString,
    organization: Option<String>,
    http: Http,
}

/// A refusal of Neon's.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) status: u16,
    message: String,
    doing: String,
}

/// Whether a call may be sent again when nobody knows whether it arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeat {
    Safe,
    Never,
}

impl Access {
    /// For an endpoint: Neon's own, or the embedded cloud's.
    pub fn new(endpoint: impl Into<String>, key: SecretString, http: Http) -> Self {
        Access { endpoint: endpoint.into().trim_end_matches('/').to_owned(), key, organization: None, http }
    }

    /// Neon itself, with the key in `NEON_API_KEY`; `None` without one. `NEON_ORG_ID` names the organization, for keys that have several, and
    /// `NEON_API_HOST` another endpoint, such as that of a local Neon API.
    pub fn from_env(http: Http) -> Option<Self> {
        let variable = |name: &str| std::env::var(name).ok().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let endpoint = variable("NEON_API_HOST").unwrap_or_else(|| ENDPOINT.into());
        let access = Access::new(endpoint, SecretString::from(variable("NEON_API_KEY")?), http);
        Some(Access { organization: variable("NEON_ORG_ID"), ..access })
    }

    /// The error for a missing key.
    pub fn missing() -> Error {
        Error::user("the Neon API key is missing: NEON_API_KEY is not set")
            .hint("export NEON_API_KEY=…    # make one at https://console.neon.tech/app/settings/api-keys")
    }

    /// One call; `doing` completes "Neon refused to …".
    pub(super) async fn call(
        &self,
        method: Method,
        path: &str,
        query: &[(&str, &str)],
        body: Option<&Value>,
        repeat: Repeat,
        doing: &str,
    ) -> std::result::Result<Value, Refusal> {
        let refusal = |status, message: String| Refusal { status, message, doing: doing.to_owned() };
        let url = format!("{}{path}", self.endpoint);
        let mut url = reqwest::Url::parse(&url).map_err(|error| refusal(0, format!("`{url}` is not a URL: {error}")))?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let client = self.http.client(url.host_str().unwrap_or_default()).map_err(|error| refusal(0, error.to_string()))?;
        let started = tokio::time::Instant::now();
        let mut attempt = 0;
        loop {
            let mut request = client.request(method.clone(), url.clone()).timeout(TIMEOUT).bearer_auth(self.key.expose_secret());
            request = request.header("accept", "application/json");
            if let Some(body) = body {
                request = request.json(body);
            }
            let (status, message) = match request.send().await {
                Ok(answer) if answer.status().is_success() => {
                    let bytes = answer.bytes().await.map_err(|error| refusal(0, crate::aws::error::chain(&error)))?;
                    // 204 has no body.
                    return if bytes.is_empty() {
                        Ok(Value::Null)
                    } else {
                        serde_json::from_slice(&bytes).map_err(|error| refusal(200, error.to_string()))
                    };
                }
                Ok(answer) => {
                    let status = answer.status().as_u16();
                    let text = answer.text().await.unwrap_or_default();
                    let message = serde_json::from_str::<Value>(&text).ok().and_then(|value| value["message"].as_str().map(String::from));
                    (status, message.unwrap_or_else(|| text.chars().take(200).collect()))
                }
                Err(error) => (0, crate::aws::error::chain(&error.without_url())),
            };
            attempt += 1;
            let again = match status {
                // Neon's own word: another operation runs, and it is safe to ask again.
                423 => started.elapsed() < PATIENCE,
                429 => attempt < 8,
                0 | 500.. => repeat == Repeat::Safe && attempt < 5,
                _ => false,
            };
            if !again {
                return Err(refusal(status, message));
            }
            backoff::sleep(attempt.min(5), Duration::from_millis(if cfg!(test) { 5 } else { 500 }), Duration::from_secs(10)).await;
        }
    }

    pub(super) async fn get(&self, path: &str, query: &[(&str, &str)], doing: &str) -> std::result::Result<Value, Refusal> {
        self.call(Method::GET, path, query, None, Repeat::Safe, doing).await
    }

    /// Creates something whose name is unique where it is made, and waits until that is done. `None`: it exists already.
    pub(super) async fn create(&self, project: &str, path: &str, body: &Value, doing: &str) -> Result<Option<Value>> {
        match self.call(Method::POST, path, &[], Some(body), Repeat::Safe, doing).await {
            Ok(answer) => {
                self.finish(project, &answer).await?;
                Ok(Some(answer))
            }
            Err(refusal) if refusal.status == 409 => Ok(None),
            Err(refusal) => Err(refusal.into()),
        }
    }

    /// All pages of a list. Projects page by `cursor`, branches by `next`.
    pub(super) async fn list(
        &self,
        path: &str,
        query: &[(&str, &str)],
        key: &str,
        doing: &str,
    ) -> std::result::Result<Vec<Value>, Refusal> {
        let mut all = Vec::new();
        let mut cursor = String::new();
        loop {
            let mut query = query.to_vec();
            if !cursor.is_empty() {
                query.push(("cursor", &cursor));
            }
            let mut page = self.get(path, &query, doing).await?;
            let items = page[key].as_array_mut().map(std::mem::take).unwrap_or_default();
            let annotations = page["annotations"].take();
            let empty = items.is_empty();
            all.extend(items.into_iter().map(|mut item| {
                // A branch's annotations stand beside the list, by its id.
                if let Some(annotation) = item["id"].as_str().and_then(|id| annotations.get(id)).cloned() {
                    item["annotation"] = annotation["value"].clone();
                }
                item
            }));
            let pagination = &page["pagination"];
            let next = pagination["next"].as_str().or_else(|| pagination["cursor"].as_str()).unwrap_or_default();
            // The projects' cursor is also given with the last page; the page after it is empty.
            if empty || next.is_empty() || next == cursor {
                return Ok(all);
            }
            cursor = next.to_owned();
        }
    }

    /// Waits for the operations that an answer names.
    pub(super) async fn finish(&self, project: &str, answer: &Value) -> Result {
        for operation in answer["operations"].as_array().into_iter().flatten() {
            let id = operation["id"].as_str().unwrap_or_default();
            let action = operation["action"].as_str().unwrap_or("operation").replace('_', " ");
            let mut status = operation["status"].as_str().unwrap_or_default().to_owned();
            let (started, mut pause) = (tokio::time::Instant::now(), Duration::from_millis(if cfg!(test) { 5 } else { 200 }));
            loop {
                match status.as_str() {
                    "finished" | "skipped" => break,
                    "failed" | "error" | "cancelled" => {
                        return Err(Error::user(format!("Neon's operation `{action}` ended as {status}"))
                            .hint("run the same command again: it continues where it stopped"));
                    }
                    _ if started.elapsed() > PATIENCE => {
                        return Err(Error::user(format!("Neon's operation `{action}` takes more than five minutes"))
                            .hint("run the same command again: it continues where it stopped"));
                    }
                    _ => {}
                }
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(Duration::from_secs(3));
                let found = self.get(&format!("/projects/{project}/operations/{id}"), &[], "say how an operation ended").await?;
                status = found["operation"]["status"].as_str().unwrap_or_default().to_owned();
            }
        }
        Ok(())
    }

    /// The organization to work in: needed with a personal key, refused with none; an organization's own key implies it.
    pub(super) async fn organization(&self) -> Result<Option<String>> {
        if self.organization.is_some() {
            return Ok(self.organization.clone());
        }
        // An organization's own key may not ask this.
        let Ok(answer) = self.get("/users/me/organizations", &[], "list your organizations").await else { return Ok(None) };
        let organizations = answer["organizations"].as_array().map(Vec::as_slice).unwrap_or_default();
        match organizations {
            [] => Ok(None),
            [only] => Ok(only["id"].as_str().map(String::from)),
            several => {
                let names = several
                    .iter()
                    .map(|one| format!("{} ({})", one["id"].as_str().unwrap_or_default(), one["name"].as_str().unwrap_or_default()));
                let error = Error::user(format!("the Neon API key has access to {} organizations: which one is meant?", several.len()));
                Err(names.fold(error, |error, name| error.hint(format!("export NEON_ORG_ID={}", name.replacen(" (", "    # (", 1)))))
            }
        }
    }

    /// The same, in an organization.
    pub(super) fn within(&self, organization: Option<String>) -> Self {
        Access { organization, ..self.clone() }
    }

    pub(super) fn organization_id(&self) -> Option<&str> {
        self.organization.as_deref()
    }
}

impl Refusal {
    /// Neither an answer nor certainty that the call arrived.
    pub(super) fn is_uncertain(&self) -> bool {
        self.status == 0 || self.status >= 500
    }

    /// A personal key without an organization.
    pub(super) fn wants_organization(&self) -> bool {
        self.status >= 400 && self.message.contains("org_id")
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        let Refusal { status, message, doing } = refusal;
        match status {
            0 => Error::user(format!("cannot reach Neon to {doing}: {message}"))
                .hint("check the connection, then run the same command again"),
            401 => Error::user("Neon does not accept the API key in NEON_API_KEY")
                .hint("export NEON_API_KEY=…    # make a new one at https://console.neon.tech/app/settings/api-keys")
                .caused_by(message),
            403 => Error::user(format!("the Neon API key may not {doing}: {message}"))
                .hint("export NEON_API_KEY=…    # one of a member who may: https://console.neon.tech/app/settings/api-keys"),
            423 | 429 => Error::user(format!("Neon is busy and did not {doing} within five minutes: {message}"))
                .hint("run the same command again: it continues where it stopped"),
            500.. => {
                Error::user(format!("Neon failed to {doing}: {message}")).hint("run the same command again: it continues where it stopped")
            }
            _ => Error::user(format!("Neon refused to {doing}: {message}")),
        }
    }
}
