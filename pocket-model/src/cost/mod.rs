//! What a stage costs: while nobody visits it (standing cost, which `budget` limits at compile time), and for a stated traffic.
//!
//! Kinds declare what they bill as facts: [`Line`]s for what stands all month, [`Use`]s for what is paid by use. [`bill`] makes a bill of both.

mod bill;
mod book;
pub mod prices;
mod resources;
mod standing;
mod traffic;

pub use bill::{Bill, Charge, Free, Total, bill, total};
pub use book::{AS_OF, Allowance, HOURS, Price, Quote, Rate, grouped};
pub use prices::ALL;
pub use resources::{Billing, DIRECT, RESOURCES};
pub use standing::{Around, Line, Part, Way, a_secret, standing};
pub use traffic::{Of, Outward, Tariff, Traffic, Use, kept_log};

use crate::regions::{self, Region};

/// The region that a stage is priced in: its own, else [`regions::WITHOUT_REGION`].
pub fn region(name: Option<&str>) -> &'static Region {
    name.and_then(regions::find).unwrap_or(regions::WITHOUT_REGION)
}

/// To a ten-thousandth of a cent: sums of prices are shown without the noise of floats.
pub(crate) fn rounded(usd: f64) -> f64 {
    // An empty sum of floats is -0.
    (usd * 1e6).round() / 1e6 + 0.0
}
