//! What a stage costs while nobody visits it, from a dated price book.

use crate::ast::At;
use serde::Serialize;

/// A standing cost.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// What is billed: `NAT gateway`.
    pub what: String,
    /// US dollars for 730 hours.
    pub usd_a_month: f64,
    /// The item that brings it.
    pub at: At,
    /// A cheaper way, as the text to type.
    pub cheaper: Option<String>,
}
