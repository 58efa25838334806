//! What the network costs while nobody visits the stage.

use super::{Nat, Vpc, field_at};
use crate::ast::At;
use crate::cost::{HOURS, Line, PUBLIC_IPV4_HOUR, prices};
use crate::graph::Facts;

/// NAT gateways with their addresses, US dollars a month.
pub(super) fn gateways(region: Option<&str>, count: usize) -> f64 {
    count as f64 * (prices(region).nat_hour + PUBLIC_IPV4_HOUR) * HOURS
}

fn instance(region: Option<&str>) -> f64 {
    (prices(region).nano_hour + PUBLIC_IPV4_HOUR) * HOURS
}

/// What the NAT of a VPC costs, US dollars a month.
pub(super) fn nat(vpc: &Vpc, region: Option<&str>) -> f64 {
    match vpc.nat.known() {
        None | Some(Nat::Off) => 0.0,
        Some(Nat::Single) => gateways(region, 1),
        Some(Nat::PerZone) => gateways(region, vpc.zone_count()),
        Some(Nat::Instance) => instance(region),
    }
}

/// An interface endpoint in so many zones, US dollars a month.
pub(super) fn endpoint(region: Option<&str>, zones: usize) -> f64 {
    zones as f64 * prices(region).endpoint_hour * HOURS
}

pub(super) fn declare(vpc: &Vpc, facts: &mut Facts) {
    let region = facts.region.clone();
    let zones = vpc.zone_count();
    let at = field_at(&vpc.nat, vpc.head.at);
    let mut line = |what: String, usd_a_month: f64, at: At, cheaper: Option<&str>| {
        facts.costs(Line { what, usd_a_month, at, cheaper: cheaper.map(String::from) });
    };
    let nat = nat(vpc, region.as_deref());
    match vpc.nat.known() {
        Some(Nat::Single) => {
            let cheaper = "share one NAT gateway between stages with `vpc from …;`, or write `nat: instance;`";
            line("the NAT gateway".into(), nat, at, Some(cheaper));
        }
        Some(Nat::PerZone) => line(format!("{zones} NAT gateways"), nat, at, Some("write `nat;` for one NAT gateway")),
        Some(Nat::Instance) => line("the NAT instance".into(), nat, at, None),
        Some(Nat::Off) | None => {}
    }
    for name in vpc.endpoint_names() {
        line(format!("the interface endpoint `{name}`"), endpoint(region.as_deref(), zones), vpc.endpoints.at, None);
    }
}
