//! The front: what API Gateway's HTTP API is on AWS. It turns requests to `{stage}.{project}.localhost` into invocations of the stage's function.

mod answer;
mod event;

pub use event::decoded;
pub mod routes;

use super::state::{Folder, random};
use crate::error::Result;
use crate::ui::Printer;
use answer::{Body, message};
use event::Connection;
use http::{HeaderValue, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use routes::Routes;
use serde_json::Value;
use std::net::IpAddr;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Bytes that API Gateway takes.
const BODY_LIMIT: usize = 10 * 1024 * 1024;
/// Bytes that a synchronous invocation takes.
const PAYLOAD_LIMIT: usize = 6_291_456;
/// How long an HTTP API waits for a function.
const PATIENCE: Duration = Duration::from_secs(30);
/// The alias that serves.
const ALIAS: &str = "live";

/// The front of one embedded cloud.
#[derive(Debug)]
pub struct Front {
    /// Where its routes are.
    pub folder: Folder,
    /// Where it listens.
    pub port: u16,
    /// Where Lambda's API is.
    pub aws_endpoint: String,
    /// Its log.
    pub ui: Printer,
}

impl Front {
    /// Answers one request and writes a line to the log.
    pub async fn answer(&self, request: Request<Incoming>, peer: IpAddr) -> Response<Body> {
        let begun = Instant::now();
        let line = format!("{} {}{}", request.method(), host_of(&request), request.uri().path());
        let id = random(16).unwrap_or_default();
        let mut response = match self.try_answer(request, peer, &id).await {
            Ok(response) => response,
            Err(error) => {
                self.ui.warning(format!("{error}"));
                message(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error", None, false)
            }
        };
        if let Ok(id) = HeaderValue::from_str(&id) {
            response.headers_mut().insert("apigw-requestid", id);
        }
        self.ui.status(format!("{} {line} {} ms", response.status().as_u16(), begun.elapsed().as_millis()));
        response
    }

    async fn try_answer(&self, request: Request<Incoming>, peer: IpAddr, id: &str) -> Result<Response<Body>> {
        let (domain, routes) = (host_of(&request), Routes::load(&self.folder)?);
        let html = accepts_html(&request);
        let Some(function) = routes.0.get(&domain) else {
            return Ok(self.unknown(&domain, &routes, html));
        };
        let (parts, body) = request.into_parts();
        let Some(body) = whole(body).await else {
            return Ok(message(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large", None, html));
        };
        let epoch = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| u64::try_from(time.as_millis()).unwrap_or_default());
        let connection = Connection { peer, port: self.port, request_id: id.to_owned(), epoch };
        let payload = event::event(&parts, &body, &domain, &connection).to_string();
        if payload.len() > PAYLOAD_LIMIT {
            return Ok(message(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large", None, html));
        }
        Ok(self.invoke(function, payload, html).await)
    }

    async fn invoke(&self, function: &str, payload: String, html: bool) -> Response<Body> {
        let url = format!("{}/2015-03-31/functions/{function}/invocations?Qualifier={ALIAS}", self.aws_endpoint);
        let request =
            super::http_client().post(url).header("authorization", super::authorization("lambda")).header("x-amz-log-type", "Tail");
        let answered = match request.timeout(PATIENCE).body(payload).send().await {
            Ok(answered) => answered,
            Err(error) if error.is_timeout() => {
                self.ui.warning(format!("{function} did not answer within 30 s, the limit of an HTTP API"));
                let hint = "The function did not answer within 30 s, which is all that an HTTP API waits.\nIts log: cargo run -- logs";
                return message(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable", Some(hint), html);
            }
            Err(error) => {
                self.ui.warning(format!("the embedded AWS does not answer: {error}"));
                let hint = "The embedded AWS does not answer.\nTo start it again: cargo run -- deploy";
                return message(StatusCode::BAD_GATEWAY, "Bad Gateway", Some(hint), html);
            }
        };
        let status = answered.status();
        let failed = answered.headers().contains_key("x-amz-function-error");
        let log = answered.headers().get("x-amz-log-result").cloned();
        let body = answered.bytes().await.unwrap_or_default();
        if status == StatusCode::TOO_MANY_REQUESTS {
            return message(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable", Some("Too many requests at once.\nTry again."), html);
        }
        if status == StatusCode::NOT_FOUND {
            self.ui.warning(format!("there is no {function}:{ALIAS}: {}", String::from_utf8_lossy(&body)));
            let hint = "Nothing is deployed here yet, or it was destroyed.\nTo deploy: cargo run -- deploy";
            return message(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error", Some(hint), html);
        }
        if status.is_success()
            && !failed
            && let Some(response) = serde_json::from_slice::<Value>(&body).ok().and_then(answer::response)
        {
            return response;
        }
        self.ui.warning(format!("{function} failed: {}\n{}", String::from_utf8_lossy(&body), tail(log.as_ref())));
        message(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error", Some("The function failed. Its log: cargo run -- logs"), html)
    }

    fn unknown(&self, domain: &str, routes: &Routes, html: bool) -> Response<Body> {
        let sites: Vec<String> = routes.0.keys().map(|host| format!("http://{host}:{}/", self.port)).collect();
        let known = if sites.is_empty() { "No site is deployed.".to_owned() } else { format!("Sites here:\n{}", sites.join("\n")) };
        let text = format!("There is no site at {}", domain.replace(['<', '>', '&'], ""));
        if html {
            message(StatusCode::NOT_FOUND, &text, Some(&known), true)
        } else {
            message(StatusCode::NOT_FOUND, &format!("{text}. {}", known.replace('\n', " ")), None, false)
        }
    }
}

/// The body, `None` when it is too large or breaks off. Such a body is read to its end all the same: a browser shows the answer only after it has sent everything.
async fn whole(mut body: Incoming) -> Option<Vec<u8>> {
    let mut bytes = Some(Vec::new());
    while let Some(frame) = body.frame().await {
        if let Some(data) = frame.ok()?.data_ref() {
            bytes = bytes.filter(|read: &Vec<u8>| read.len() + data.len() <= BODY_LIMIT);
            if let Some(read) = &mut bytes {
                read.extend_from_slice(data);
            }
        }
    }
    bytes
}

/// The host that is asked for, without its port.
fn host_of(request: &Request<Incoming>) -> String {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).or(request.uri().host()).unwrap_or_default();
    let name = if host.starts_with('[') { host } else { host.rsplit_once(':').map_or(host, |(name, _)| name) };
    name.trim_end_matches('.').to_ascii_lowercase()
}

fn accepts_html(request: &Request<Incoming>) -> bool {
    request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

fn tail(log: Option<&reqwest::header::HeaderValue>) -> String {
    use base64::Engine;
    let log = log.and_then(|log| base64::engine::general_purpose::STANDARD.decode(log.as_bytes()).ok()).unwrap_or_default();
    String::from_utf8_lossy(&log).into_owned()
}
