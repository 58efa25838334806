//! Neon's errors: a status, and `{request_id, code, message}`.

use crate::error::Error;
use serde_json::{Value, json};

/// An error of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// Neon's code; empty where Neon has none.
    pub code: &'static str,
    /// A sentence.
    pub message: String,
}

impl Refusal {
    /// With this status, code and message.
    pub fn new(status: u16, code: &'static str, message: impl Into<String>) -> Refusal {
        Refusal { status, code, message: message.into() }
    }

    /// 404.
    pub fn missing(what: &str) -> Refusal {
        Refusal::new(404, "", format!("{what} not found"))
    }

    /// 409.
    pub fn exists(code: &'static str, what: &str) -> Refusal {
        Refusal::new(409, code, format!("{what} already exists"))
    }

    /// 422.
    pub fn invalid(message: impl Into<String>) -> Refusal {
        Refusal::new(422, "", message)
    }

    /// 422, for what Neon can do and this stand-in cannot.
    pub fn unsupported(what: &str) -> Refusal {
        Refusal::invalid(format!("the embedded Neon has no {what}"))
    }

    /// The body of the answer.
    pub fn body(&self, request_id: &str) -> Value {
        json!({ "request_id": request_id, "code": self.code, "message": self.message })
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Refusal::new(500, "", error.message)
    }
}
