//! A request from a browser as API Gateway's event, payload format 2.0, as an HTTP API with a `$default` route makes it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::request::Parts;
use http::{HeaderMap, header};
use serde_json::{Map, Value, json};
use std::net::IpAddr;

/// What is not in the request itself.
#[derive(Debug, Clone)]
pub struct Connection {
    /// The visitor.
    pub peer: IpAddr,
    /// The port of the front.
    pub port: u16,
    /// The id of the request.
    pub request_id: String,
    /// Milliseconds since 1970.
    pub epoch: u64,
}

/// The event. `domain` is the host without its port.
pub fn event(parts: &Parts, body: &[u8], domain: &str, connection: &Connection) -> Value {
    let path = decoded(parts.uri.path());
    let query = parts.uri.query().unwrap_or_default();
    let agent = text(parts.headers.get(header::USER_AGENT).map_or(b"".as_slice(), |value| value.as_bytes()));
    let mut event = json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": query,
        "headers": headers(&parts.headers, body.len(), connection),
        "requestContext": {
            "accountId": crate::embedded::ACCOUNT,
            "apiId": "embedded",
            "domainName": domain,
            "domainPrefix": domain.split('.').next().unwrap_or_default(),
            "http": {
                "method": parts.method.as_str(),
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": connection.peer.to_string(),
                "userAgent": agent,
            },
            "requestId": connection.request_id,
            "routeKey": "$default",
            "stage": "$default",
            "time": log_time(connection.epoch),
            "timeEpoch": connection.epoch,
        },
        "isBase64Encoded": false,
    });
    let cookies: Vec<String> = parts
        .headers
        .get_all(header::COOKIE)
        .iter()
        .flat_map(|value| text(value.as_bytes()).split(';').map(|cookie| cookie.trim().to_owned()).collect::<Vec<_>>())
        .filter(|cookie| !cookie.is_empty())
        .collect();
    if !cookies.is_empty() {
        event["cookies"] = json!(cookies);
    }
    if !query.is_empty() {
        event["queryStringParameters"] = parameters(query);
    }
    if !body.is_empty() {
        match std::str::from_utf8(body) {
            Ok(body) if is_text(&parts.headers) => event["body"] = json!(body),
            _ => {
                event["body"] = json!(STANDARD.encode(body));
                event["isBase64Encoded"] = json!(true);
            }
        }
    }
    event
}

/// Lower-cased names, several values joined by commas, without cookies, with the forwarded headers that AWS adds.
fn headers(headers: &HeaderMap, length: usize, connection: &Connection) -> Map<String, Value> {
    const LEFT_OUT: [&str; 8] = ["cookie", "connection", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade", "expect"];
    let mut named = Map::new();
    for name in headers.keys().filter(|name| !LEFT_OUT.contains(&name.as_str())) {
        let values: Vec<String> = headers.get_all(name).iter().map(|value| text(value.as_bytes())).collect();
        named.insert(name.as_str().to_owned(), json!(values.join(",")));
    }
    if length > 0 || named.contains_key("content-length") {
        named.insert("content-length".into(), json!(length.to_string()));
    }
    let peer = connection.peer.to_string();
    let forwarded = match named.get("x-forwarded-for").and_then(Value::as_str) {
        Some(before) => format!("{before}, {peer}"),
        None => peer,
    };
    named.insert("x-forwarded-for".into(), json!(forwarded));
    named.insert("x-forwarded-port".into(), json!(connection.port.to_string()));
    named.insert("x-forwarded-proto".into(), json!("http"));
    let trace = connection.request_id.replace('-', "");
    named.insert("x-amzn-trace-id".into(), json!(format!("Root=1-{:08x}-{:0>24.24}", connection.epoch / 1000, trace)));
    named
}

/// Whether AWS gives a body of this type as text. It gives all else in base64, forms too.
fn is_text(headers: &HeaderMap) -> bool {
    let value = |name| headers.get(name).map(|value| text(value.as_bytes()).to_ascii_lowercase());
    let Some(kind) = value(header::CONTENT_TYPE) else { return true };
    let kind = kind.split(';').next().unwrap_or_default().trim().to_owned();
    let plain = kind.starts_with("text/") || ["application/json", "application/javascript", "application/xml"].contains(&kind.as_str());
    (plain || kind.ends_with("+json") || kind.ends_with("+xml")) && value(header::CONTENT_ENCODING).is_none()
}

/// Decoded names and values; a repeated name has its values joined by commas.
fn parameters(query: &str) -> Value {
    let mut parameters: Map<String, Value> = Map::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (decoded(&name.replace('+', " ")), decoded(&value.replace('+', " ")));
        let joined = match parameters.get(&name).and_then(Value::as_str) {
            Some(before) => format!("{before},{value}"),
            None => value,
        };
        parameters.insert(name, json!(joined));
    }
    Value::Object(parameters)
}

/// Percent-decoded. An HTTP API gives paths decoded (a function URL and a REST API do not); what is no escape, or no UTF-8, stays as it is.
pub fn decoded(encoded: &str) -> String {
    let bytes = encoded.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = (bytes[at] == b'%').then(|| encoded.get(at + 1..at + 3)).flatten();
        match escape
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok())
        {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| encoded.to_owned())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// `12/Mar/2020:19:03:58 +0000`
fn log_time(epoch: u64) -> String {
    let seconds = i64::try_from(epoch / 1000).unwrap_or_default();
    let Ok(time) = time::OffsetDateTime::from_unix_timestamp(seconds) else { return String::new() };
    let month = &time.month().to_string()[..3];
    format!("{:02}/{month}/{}:{:02}:{:02}:{:02} +0000", time.day(), time.year(), time.hour(), time.minute(), time.second())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Request;

    fn made(uri: &str, headers: &[(&str, &str)], body: &[u8]) -> Value {
        let mut request = Request::builder().method("POST").uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (parts, ()) = request.body(()).expect("a request").into_parts();
        let connection =
            Connection { peer: "127.0.0.1".parse().expect("an address"), port: 8123, request_id: "ab-cd".into(), epoch: 1_583_348_638_390 };
        event(&parts, body, "dev.shop.localhost", &connection)
    }

    #[test]
    fn paths_and_queries() {
        for (uri, path, query) in [
            ("/", "/", ""),
            ("/hello/", "/hello/", ""),
            ("/hello", "/hello", ""),
            ("/a//b/?x=1&x=2", "/a//b/", "x=1&x=2"),
            ("/%E6%97%A5%E6%9C%AC/?q=%E6%97%A5", "/日本/", "q=%E6%97%A5"),
            ("/100%25/", "/100%/", ""),
            ("/bad%zz%f/", "/bad%zz%f/", ""),
            ("/latin%E9/", "/latin%E9/", ""),
            ("/a%20b/c+d", "/a b/c+d", ""),
        ] {
            let event = made(uri, &[], b"");
            assert_eq!((event["rawPath"].as_str(), event["rawQueryString"].as_str()), (Some(path), Some(query)), "{uri}");
            assert_eq!(event["requestContext"]["http"]["path"], event["rawPath"]);
            assert_eq!(event.get("queryStringParameters").is_some(), !query.is_empty());
        }
        assert_eq!(made("/?x=1&y=a%20b+c&x=2&z", &[], b"")["queryStringParameters"], json!({ "x": "1,2", "y": "a b c", "z": "" }));
    }

    #[test]
    fn headers_and_cookies() {
        let event = made(
            "/",
            &[
                ("Host", "dev.shop.localhost:8123"),
                ("X-A", "1"),
                ("X-A", "2"),
                ("Cookie", "a=1; b=2"),
                ("Cookie", "c=3"),
                ("X-Forwarded-For", "10.0.0.9"),
                ("Connection", "close"),
            ],
            b"",
        );
        assert_eq!(event["cookies"], json!(["a=1", "b=2", "c=3"]));
        let headers = &event["headers"];
        assert_eq!(headers["x-a"], "1,2");
        assert_eq!(headers["host"], "dev.shop.localhost:8123");
        assert_eq!(headers["x-forwarded-for"], "10.0.0.9, 127.0.0.1");
        assert_eq!((&headers["x-forwarded-proto"], &headers["x-forwarded-port"]), (&json!("http"), &json!("8123")));
        assert!(headers.get("cookie").is_none() && headers.get("connection").is_none());
        assert_eq!(event["requestContext"]["time"], "04/Mar/2020:19:03:58 +0000");
        assert_eq!(event["requestContext"]["domainPrefix"], "dev");
    }

    #[test]
    fn bodies() {
        for (kind, body, base64) in [
            (Some("application/json"), b"{}".as_slice(), false),
            (Some("text/plain; charset=utf-8"), b"x", false),
            (Some("application/problem+json"), b"{}", false),
            (Some("application/x-www-form-urlencoded"), b"a=1", true),
            (Some("multipart/form-data; boundary=x"), b"--x", true),
            (Some("image/png"), b"\x89PNG", true),
            (Some("text/plain"), b"\xff\xfe", true),
            (None, b"x", false),
        ] {
            let headers: Vec<(&str, &str)> = kind.iter().map(|kind| ("content-type", *kind)).collect();
            let event = made("/", &headers, body);
            assert_eq!(event["isBase64Encoded"], json!(base64), "{kind:?}");
            let sent = event["body"].as_str().expect("a body");
            let received = if base64 { STANDARD.decode(sent).expect("base64") } else { sent.as_bytes().to_vec() };
            assert_eq!(received, body);
            assert_eq!(event["headers"]["content-length"], json!(body.len().to_string()));
        }
        assert!(made("/", &[], b"").get("body").is_none());
    }
}
