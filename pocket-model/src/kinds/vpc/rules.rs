//! What AWS refuses of a VPC, its zones and its endpoints.

use super::{Nat, Vpc, messages};
use crate::diag::{Diagnostic, Sink, nearest};
use crate::kinds::StageView;
use crate::network::{Cidr, Side, Zones, services};

/// Ranges of no use in a VPC. Source: IANA IPv4 Special-Purpose Address Registry.
const RESERVED: &[&str] = &["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"];

/// Some AWS services use this range themselves. Source: VPC User Guide, "VPC CIDR blocks", 2026-11.
const DOCKER: Cidr = Cidr { address: u32::from_be_bytes([172, 17, 0, 0]), prefix: 16 };

/// The largest and the smallest range of a VPC and of a subnet. Source: VPC User Guide, "VPC CIDR blocks" and "Subnet CIDR blocks".
pub(super) const SIZES: std::ops::RangeInclusive<u8> = 16..=28;

/// Zones that pocket spreads a stage over: a sixteenth for each public and private subnet must be left.
const MOST_ZONES: usize = 6;

pub(super) fn check(vpc: &Vpc, stage: &StageView<'_>, sink: &mut Sink) {
    cidr(vpc, sink);
    zones(vpc, sink);
    if let Some(region) = stage.facts.region.as_deref().and_then(Zones::of) {
        zones_of_region(vpc, region, sink);
    }
    endpoints(vpc, sink);
}

fn cidr(vpc: &Vpc, sink: &mut Sink) {
    let Some(cidr) = vpc.cidr.known() else { return };
    let at = vpc.cidr.at;
    let reserved = |range: &str| Cidr::parse(range).is_some_and(|range| range.overlaps(*cidr));
    if !SIZES.contains(&cidr.prefix) {
        let prefix = cidr.prefix.clamp(*SIZES.start(), *SIZES.end());
        sink.push(messages::cidr_size(at, cidr, Cidr { prefix, ..*cidr }.network()));
    } else if !vpc.explicit() && cidr.prefix > SIZES.end() - 4 {
        sink.push(messages::cidr_small(at, cidr, Cidr { prefix: SIZES.end() - 4, ..*cidr }.network()));
    } else if cidr.network() != *cidr {
        sink.push(messages::cidr_bits(at, cidr, cidr.network()));
    } else if RESERVED.iter().any(|range| reserved(range)) {
        sink.push(messages::cidr_reserved(at, cidr));
    } else if !cidr.private() {
        sink.push(messages::cidr_public(at, cidr));
    } else if DOCKER.overlaps(*cidr) {
        sink.push(messages::cidr_of_docker(at, cidr));
    }
}

fn zones(vpc: &Vpc, sink: &mut Sink) {
    let Some(zones) = vpc.letters() else { return };
    if zones.is_empty() || zones.len() > MOST_ZONES {
        sink.push(messages::zone_count(vpc.zones.at, zones.len(), MOST_ZONES));
    }
    for (index, zone) in zones.iter().enumerate() {
        let at = vpc.zones.element(index);
        if zone.len() != 1 || !zone.chars().all(|c| c.is_ascii_lowercase()) {
            let letter = zone.chars().last().map(|c| c.to_ascii_lowercase()).filter(char::is_ascii_lowercase).unwrap_or('a');
            sink.push(messages::zone_letter(at, zone, letter));
        } else if let Some(first) = zones[..index].iter().position(|known| known == zone) {
            sink.push(messages::zone_twice(at, zone).related(vpc.zones.element(first), messages::the_first()));
        }
    }
    if zones.len() == 1 && vpc.nat.known() == Some(&Nat::PerZone) {
        sink.push(messages::per_zone_of_one(vpc.nat.at));
    }
}

fn zones_of_region(vpc: &Vpc, region: Zones, sink: &mut Sink) {
    let any: Vec<String> = region.any().into_iter().map(String::from).collect();
    let listed = any.iter().map(|letter| format!("\"{letter}\"")).collect::<Vec<_>>().join(", ");
    let mut unknown = 0;
    for (index, zone) in vpc.letters().into_iter().flatten().enumerate() {
        let at = vpc.zones.element(index);
        let one_letter = zone.len() == 1 && zone.chars().all(|c| c.is_ascii_lowercase());
        if one_letter && !any.contains(zone) {
            unknown += 1;
            sink.push(messages::zone_unknown(at, region.region, zone, &listed));
        } else if region.of_some.contains(zone) && !region.letters.is_empty() && !zone.is_empty() {
            let usual = region.letters.chars().map(|letter| format!("\"{letter}\"")).collect::<Vec<_>>().join(", ");
            sink.push(messages::zone_of_some(at, zone, region.region, usual));
        }
    }
    let count = vpc.zone_count();
    if unknown == 0 && count > region.count && count <= MOST_ZONES {
        let fields = [&vpc.private_subnets, &vpc.public_subnets, &vpc.database_subnets];
        let ranges = fields.into_iter().find(|field| field.written).map_or(vpc.head.at, |field| field.at);
        let at = if vpc.zones.written { vpc.zones.at } else { ranges };
        sink.push(messages::zones_of_region(at, count, region.region, region.count));
    }
}

fn endpoints(vpc: &Vpc, sink: &mut Sink) {
    let names = vpc.endpoint_names();
    for (index, name) in names.iter().enumerate() {
        let at = vpc.endpoints.element(index);
        if let Some(first) = names[..index].iter().position(|known| known == name) {
            sink.push(messages::endpoint_twice(at, name).related(vpc.endpoints.element(first), messages::the_first()));
        } else if name == services::GATEWAY {
            sink.push(messages::s3_endpoint(at));
        } else if let Some(service) = services::of_full_name(name) {
            sink.push(messages::endpoint_full_name(at, name, service));
        } else if !services::INTERFACE.contains(&name.as_str()) {
            sink.push(unknown_endpoint(messages::unknown_endpoint(at, name), name));
        }
    }
    endpoint_room(vpc, sink);
}

fn unknown_endpoint(diagnostic: Diagnostic, name: &str) -> Diagnostic {
    diagnostic.help(match nearest(name, services::INTERFACE.iter().copied()) {
        Some(near) => messages::did_you_mean(near),
        None => messages::known_services(services::INTERFACE.join(", ")),
    })
}

/// Each endpoint takes an address in each private subnet, and the functions one more.
fn endpoint_room(vpc: &Vpc, sink: &mut Sink) {
    let wanted = vpc.endpoint_names().len() as u64 + 1;
    for zone in 1..=vpc.zone_count() {
        let Some(range) = vpc.range(Side::Private, zone) else { continue };
        if SIZES.contains(&range.prefix) && range.usable() < wanted {
            sink.push(messages::no_room(vpc.endpoints.at, wanted - 1, wanted, range, range.usable()));
            return;
        }
    }
}
