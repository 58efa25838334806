//! What a stage costs while nobody visits it, from a dated price book: the per-region prices are in `regions`, the others here.

use crate::ast::At;
use crate::regions::{self, Region};
use serde::Serialize;

/// The month that the prices are of: AWS's published on-demand prices, entered by hand and not yet compared with its price list by a program.
pub const PRICES_AS_OF: &str = "2026-11";

/// AWS counts a month as 730 hours.
pub const HOURS: f64 = 730.0;

/// A public IPv4 address, US dollars an hour, in every region.
pub const PUBLIC_IPV4_HOUR: f64 = 0.005;

/// A secret in Secrets Manager, US dollars a month, in every region.
pub const SECRETS_MANAGER_MONTH: f64 = 0.40;

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

/// The prices for a stage: those of its region, else of [`regions::WITHOUT_REGION`].
pub fn prices(region: Option<&str>) -> &'static Region {
    region.and_then(regions::find).unwrap_or(regions::WITHOUT_REGION)
}

/// The sum of the lines.
pub fn total(lines: &[Line]) -> f64 {
    // An empty sum of floats is -0.
    lines.iter().map(|line| line.usd_a_month).sum::<f64>() + 0.0
}
