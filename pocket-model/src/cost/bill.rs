//! A stage's bill for a month.

use super::standing::{Line, Part, Way};
use super::traffic::{Tariff, Traffic};
use super::{HOURS, region, rounded, standing};
use crate::ast::At;
use crate::graph::Facts;
use serde::Serialize;

/// A month of a stage.
#[derive(Debug, Clone, Serialize)]
pub struct Bill {
    /// The stage.
    pub stage: String,
    /// The region of the prices.
    pub region: &'static str,
    /// Whether the program leaves the region to the deploying machine, so that it was assumed.
    pub region_assumed: bool,
    /// The stage runs on this machine: the bill is what it would cost on AWS, and no part of a total.
    pub embedded: bool,
    /// What stands all month.
    pub standing: Vec<Line>,
    /// What the traffic uses.
    pub usage: Vec<Charge>,
    /// Cheaper ways to have what stands, the one that saves most first; some exclude others.
    pub cheaper: Vec<Way>,
    /// Another stage's network, which that stage's bill has.
    pub shared_from: Option<String>,
    /// The stage uses a vendor beside AWS, on a plan that costs nothing and ends with a stop instead of a bill.
    pub outside_is_free: bool,
}

/// A use of a price.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Charge {
    /// Price and units.
    #[serde(flatten)]
    pub part: Part,
    /// US dollars a month, before what is free.
    pub usd_a_month: f64,
    /// The item that brings it: `lambda worker`.
    pub item: String,
    /// Where.
    pub at: At,
}

/// What an allowance takes off.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Free {
    /// `Lambda requests`.
    pub name: &'static str,
    /// Units that are free each month.
    pub allowance: f64,
    /// Units that the bill uses of it.
    pub used: f64,
    /// US dollars a month.
    pub usd_a_month: f64,
}

/// The sum of bills.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Total {
    /// Standing cost, US dollars an hour.
    pub standing_usd_an_hour: f64,
    /// Standing cost, US dollars a month.
    pub standing_usd_a_month: f64,
    /// Usage that AWS bills.
    pub usage_usd_a_month: f64,
    /// Usage that others bill.
    pub outside_usd_a_month: f64,
    /// All of it at list prices.
    pub usd_a_month: f64,
    /// What accounts have free each month, taken off once.
    pub free: Vec<Free>,
    /// All of it less what is free, if nothing else in the account uses that.
    pub after_free_usd_a_month: f64,
}

/// The bill of a stage.
pub fn bill(facts: &Facts, traffic: &Traffic, cheaper: Vec<Way>) -> Bill {
    let in_region = region(facts.region.as_deref());
    let mut usage = Vec::new();
    let mut charge = |price, units: f64, item: &str, at: At| {
        let part = Part::new(price, units, in_region.name);
        let usd_a_month = rounded(part.total());
        // A price of nothing is not a line of a bill.
        if usd_a_month > 0.0 {
            usage.push(Charge { usd_a_month, part, item: item.into(), at });
        }
    };
    for used in facts.uses.iter().filter(|used| used.tariff.is_none_or(|tariff| tariff == traffic.tariff)) {
        charge(used.price, used.of.quantity(traffic) * used.each, &used.item, used.at);
    }
    if let Some(price) = facts.gateway_gb.filter(|_| !facts.site_outside) {
        for outward in &facts.outward {
            charge(price, outward.of.quantity(traffic), &outward.item, outward.at);
        }
    }
    let mut standing = facts.standing.clone();
    standing.sort_by(|a, b| b.usd_a_month.total_cmp(&a.usd_a_month));
    usage.sort_by(|a, b| b.usd_a_month.total_cmp(&a.usd_a_month));
    Bill {
        stage: facts.stage.clone(),
        region: in_region.name,
        region_assumed: facts.region.as_deref().is_none_or(|name| name != in_region.name),
        embedded: facts.embedded,
        standing,
        usage,
        cheaper,
        shared_from: facts.network.as_ref().and_then(|network| network.owner.clone()),
        outside_is_free: traffic.tariff == Tariff::Free && facts.uses.iter().any(|used| used.price.vendor != "AWS"),
    }
}

/// The sum of bills, with what an account has free taken off once.
pub fn total<'a>(bills: impl IntoIterator<Item = &'a Bill>) -> Total {
    let mut month = 0.0;
    let (mut usage, mut outside) = (0.0, 0.0);
    let mut free: Vec<Free> = Vec::new();
    for bill in bills {
        month += standing(&bill.standing);
        for charge in &bill.usage {
            let part = &charge.part;
            *if part.price.vendor == "AWS" { &mut usage } else { &mut outside } += part.total();
            let Some(allowance) = part.price.free else { continue };
            if !free.iter().any(|known| known.name == allowance.name) {
                free.push(Free { name: allowance.name, allowance: allowance.quantity, used: 0.0, usd_a_month: 0.0 });
            }
            let Some(known) = free.iter_mut().find(|known| known.name == allowance.name) else { continue };
            let units = part.quantity.min(known.allowance - known.used).max(0.0);
            known.used += units;
            known.usd_a_month += units * part.usd / part.price.lot;
        }
    }
    let taken: f64 = free.iter().map(|free| free.usd_a_month).sum();
    let all = month + usage + outside;
    let free = free.into_iter().map(|free| Free { usd_a_month: rounded(free.usd_a_month), ..free });
    Total {
        standing_usd_an_hour: rounded(month / HOURS),
        standing_usd_a_month: rounded(month),
        usage_usd_a_month: rounded(usage),
        outside_usd_a_month: rounded(outside),
        usd_a_month: rounded(all),
        free: free.filter(|free| free.usd_a_month > 0.0).collect(),
        after_free_usd_a_month: rounded(all - taken),
    }
}
