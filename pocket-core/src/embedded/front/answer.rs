//! What a function returned, as an HTTP response: the rules of API Gateway's payload format 2.0.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Response, StatusCode, header};
use http_body_util::Full;
use serde_json::{Value, json};

/// The body of every response.
pub type Body = Full<Bytes>;

/// The response that a function's result stands for; `None` when AWS would refuse it too.
pub fn response(result: Value) -> Option<Response<Body>> {
    let Value::Object(mut result) = result else { return plain(&result) };
    if !result.contains_key("statusCode") {
        return plain(&Value::Object(result));
    }
    let status = match &result["statusCode"] {
        Value::String(code) => code.parse().ok()?,
        code => u16::try_from(code.as_u64()?).ok()?,
    };
    let body = match result.remove("body") {
        None | Some(Value::Null) => Bytes::new(),
        Some(Value::String(body)) if result.get("isBase64Encoded") == Some(&Value::Bool(true)) => STANDARD.decode(body).ok()?.into(),
        Some(Value::String(body)) => body.into(),
        Some(other) => other.to_string().into(),
    };
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = StatusCode::from_u16(status).ok()?;
    let headers = response.headers_mut();
    for (name, value) in result.get("headers").and_then(Value::as_object).into_iter().flatten() {
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        // The length and the framing are the server's to say.
        if [header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::CONNECTION].contains(&name) {
            continue;
        }
        headers.append(name, value_of(value)?);
    }
    for cookie in result.get("cookies").and_then(Value::as_array).into_iter().flatten() {
        headers.append(header::SET_COOKIE, value_of(cookie)?);
    }
    headers.entry(header::CONTENT_TYPE).or_insert(HeaderValue::from_static("text/plain;charset=UTF-8"));
    Some(response)
}

/// A result without a status code is the body of a 200.
fn plain(result: &Value) -> Option<Response<Body>> {
    let body = result.as_str().map_or_else(|| result.to_string(), str::to_owned);
    let mut response = Response::new(Full::new(Bytes::from(body)));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Some(response)
}

fn value_of(value: &Value) -> Option<HeaderValue> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    HeaderValue::from_bytes(text.as_bytes()).ok()
}

/// An answer in API Gateway's shape, `{"message": …}`, or for a browser a short page with the same message and what to do.
pub fn message(status: StatusCode, message: &str, hint: Option<&str>, html: bool) -> Response<Body> {
    let (kind, body) = match hint.filter(|_| html) {
        Some(hint) => {
            let hint = hint.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>");
            ("text/html; charset=utf-8", format!("<!doctype html><title>{message}</title><h1>{message}</h1><p>{hint}</p>\n"))
        }
        None => ("application/json", json!({ "message": message }).to_string()),
    };
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;

    async fn body(response: Response<Body>) -> Vec<u8> {
        response.into_body().collect().await.expect("a body").to_bytes().to_vec()
    }

    #[tokio::test]
    async fn results() {
        let full = json!({
            "statusCode": 302, "headers": { "Location": "/next/", "x-n": 3, "Content-Length": "9" }, "cookies": ["a=1; Path=/", "b=2"], "body": "go",
        });
        let made = response(full).expect("a response");
        assert_eq!(made.status(), 302);
        assert_eq!(made.headers()["location"], "/next/");
        assert_eq!(made.headers()["x-n"], "3");
        assert_eq!(made.headers().get_all("set-cookie").iter().collect::<Vec<_>>(), ["a=1; Path=/", "b=2"]);
        assert!(made.headers().get("content-length").is_none());
        assert_eq!(body(made).await, b"go");
        let binary =
            response(json!({ "statusCode": 200, "body": STANDARD.encode(b"\x89PNG"), "isBase64Encoded": true })).expect("a response");
        assert_eq!(body(binary).await, b"\x89PNG");
        for (result, expected) in [(json!("hi"), "hi"), (json!({ "a": 1 }), r#"{"a":1}"#), (json!(null), "null"), (json!([1]), "[1]")] {
            let made = response(result).expect("a response");
            assert_eq!((made.status().as_u16(), made.headers()["content-type"].as_bytes()), (200, b"application/json".as_slice()));
            assert_eq!(body(made).await, expected.as_bytes());
        }
        for refused in [
            json!({ "statusCode": "x" }),
            json!({ "statusCode": 99_999 }),
            json!({ "statusCode": 200, "headers": { "a b": "1" } }),
            json!({ "statusCode": 200, "headers": { "a": "1\n2" } }),
            json!({ "statusCode": 200, "body": "?", "isBase64Encoded": true }),
        ] {
            assert!(response(refused.clone()).is_none(), "{refused}");
        }
    }
}
