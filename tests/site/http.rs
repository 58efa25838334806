//! A request as a browser without scripts would send it. `*.localhost` is always this machine (RFC 6761), also where the resolver does not know that.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Status and body.
pub fn get(url: &str, path: &str) -> (u16, String) {
    let (status, _, body) = answer(url, path);
    (status, body)
}

/// Status, headers in lower case, and body.
pub fn answer(url: &str, path: &str) -> (u16, String, String) {
    let authority = url.strip_prefix("http://").expect("the embedded cloud speaks HTTP");
    let port: u16 = authority.rsplit_once(':').and_then(|(_, port)| port.parse().ok()).expect("a port");
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("the front listens");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n\r\n").expect("the request is sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    let text = String::from_utf8_lossy(&answer).into_owned();
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status line");
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    (status, head.to_lowercase(), body.to_owned())
}
