//! The price book: what AWS and Neon charge, by region, with the page that says so and whether the figure was compared with it.
//!
//! A price is a constant that kinds refer to, so that nobody can bill something that the book does not know.

use serde::{Serialize, Serializer};

/// The month of the prices: on-demand, in US dollars, without taxes.
pub const AS_OF: &str = "2026-11";

/// AWS counts a month as 730 hours.
pub const HOURS: f64 = 730.0;

/// A price of the book.
#[derive(Debug)]
pub struct Price {
    /// Short name, for `--json`: `nat_gateway_hour`.
    pub id: &'static str,
    /// What is billed: `NAT gateway`.
    pub name: &'static str,
    /// What is counted: `hour`, `GB`, `request`.
    pub unit: &'static str,
    /// How many units the amounts are for: AWS writes 0.20 usd for 1,000,000 requests.
    pub lot: f64,
    /// Who bills it: `AWS` or `Neon`.
    pub vendor: &'static str,
    /// Title of the page that says so.
    pub page: &'static str,
    /// Amounts by region.
    pub rates: &'static [Rate],
    /// What of it is free.
    pub free: Option<&'static Allowance>,
}

/// One amount and the regions that have it.
#[derive(Debug, Clone, Copy)]
pub struct Rate {
    /// US dollars for a lot.
    pub usd: f64,
    /// Whether it was compared with a copy of the vendor's price list or page. An amount that was not is printed with a mark.
    pub checked: bool,
    /// Region codes; empty means every region.
    pub regions: &'static [&'static str],
}

/// What an account has free each month, without an end: it counts once for all stages and for everything else in the account.
#[derive(Debug)]
pub struct Allowance {
    /// What it is: `Lambda requests`.
    pub name: &'static str,
    /// How many units.
    pub quantity: f64,
}

/// An amount for one region.
#[derive(Debug, Clone, Copy)]
pub struct Quote {
    /// US dollars for a lot.
    pub usd: f64,
    /// Compared with the vendor's own figures.
    pub checked: bool,
}

/// An amount that was compared with the vendor's own figures.
pub(super) const fn checked(usd: f64, regions: &'static [&'static str]) -> Rate {
    Rate { usd, checked: true, regions }
}

/// An amount written from memory of the vendor's page.
pub(super) const fn unchecked(usd: f64, regions: &'static [&'static str]) -> Rate {
    Rate { usd, checked: false, regions }
}

/// For prices that are the same in all regions.
pub(super) const EVERYWHERE: &[&str] = &[];

impl Price {
    /// The amount in a region; `None` where the book has none.
    pub fn quote(&self, region: &str) -> Option<Quote> {
        let rate = self.rates.iter().find(|rate| rate.regions.is_empty() || rate.regions.contains(&region))?;
        Some(Quote { usd: rate.usd, checked: rate.checked })
    }

    /// US dollars for so many units in a region.
    pub fn usd(&self, region: &str, units: f64) -> f64 {
        self.quote(region).map_or(0.0, |quote| quote.usd * units / self.lot)
    }

    /// "hour", "1,000,000 requests"
    pub fn per(&self) -> String {
        if self.lot > 1.0 { format!("{} {}s", grouped(self.lot), self.unit) } else { self.unit.to_string() }
    }
}

impl Serialize for Price {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id)
    }
}

impl PartialEq for Price {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// `1234567.0` as `1,234,567`.
pub fn grouped(number: f64) -> String {
    let digits = format!("{:.0}", number.abs());
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
