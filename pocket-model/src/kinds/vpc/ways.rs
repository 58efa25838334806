//! The ways through the network: whether each need of the stage has one, and whether each thing that costs is one.

use super::{Nat, Vpc, costs, field_at, messages};
use crate::ast::At;
use crate::diag::{Diagnostic, Sink};
use crate::graph::{Facts, Need, Network, Want};
use crate::kinds::StageView;
use crate::messages::Wording;
use crate::network::{self, Interface, Missing, Side, Topology, services};

pub(super) fn check(vpc: &Vpc, stage: &StageView<'_>, sink: &mut Sink) {
    let facts = stage.facts;
    let (Some(network), Some(topology)) = (&facts.network, network::declared(facts)) else { return };
    if network.owner.is_some() && !same_place(vpc, facts, network, sink) {
        return;
    }
    if topology.interfaces.is_empty() {
        if !network.lent.iter().any(|lent| !lent.sides.is_empty()) && !network.implied {
            sink.push(messages::nothing_inside(vpc.head.at));
        }
        return;
    }
    unmet(vpc, facts, network, &topology, sink);
    if network.owner.is_none() && !network.implied {
        idle_subnets(vpc, facts, network, sink);
        if !facts.embedded {
            needless(vpc, facts, network, sink);
        }
    }
}

/// A VPC is in one region of one cloud.
fn same_place(vpc: &Vpc, facts: &Facts, network: &Network, sink: &mut Sink) -> bool {
    let (Some(lender), Some(owner)) = (&network.lender, &vpc.head.owner) else { return true };
    let found = if facts.embedded != lender.embedded {
        let place = |embedded| if embedded { messages::embedded_cloud() } else { messages::on_aws() };
        messages::shared_cloud(owner.at, &facts.stage, place(facts.embedded), &owner.text, place(lender.embedded))
    } else if let (Some(own), Some(its)) = (&facts.region, &lender.region)
        && own != its
    {
        messages::shared_region(owner.at, &facts.stage, own, &owner.text, its)
    } else {
        return true;
    };
    sink.push(found.related(lender.at, messages::owned_by(&owner.text)));
    false
}

/// The needs that have no way, each want once.
fn unmet(vpc: &Vpc, facts: &Facts, network: &Network, topology: &Topology, sink: &mut Sink) {
    let missing: Vec<(&Need, Missing)> =
        facts.needs.iter().filter_map(|need| Some((need, first_missing(facts, topology, need)?))).collect();
    // A NAT mends all of it: where something needs the internet, nothing is said of the single services.
    let internet = missing.iter().any(|(need, _)| need.want == Want::Internet);
    let services: Vec<&str> = missing.iter().filter_map(|(need, _)| service(&need.want)).fold(Vec::new(), once);
    let mut said: Vec<&Want> = Vec::new();
    for (need, missing) in &missing {
        if (internet && service(&need.want).is_some()) || said.contains(&&need.want) {
            continue;
        }
        said.push(&need.want);
        // What nobody wrote has no place of its own: then the VPC is where to mend it.
        let at = if need.at == At::PROGRAM { vpc.head.at } else { need.at };
        let diagnostic = match (&need.want, missing) {
            (Want::Service(service), Missing::Endpoint(_)) => messages::no_endpoint(at, &need.item, service),
            (want, missing) => messages::no_way_out(at, &need.item, network::wanted(want), missing.say()),
        };
        let diagnostic = match &vpc.head.owner {
            Some(owner) => {
                let owned = network.lender.as_ref().map_or(vpc.head.at, |lender| lender.at);
                diagnostic.related(owned, messages::owned_by(&owner.text))
            }
            None if at == vpc.head.at => diagnostic,
            None => diagnostic.related(vpc.head.at, messages::the_vpc()),
        };
        let help = if internet { messages::write("vpc { nat; }") } else { way(vpc, facts, &services) };
        sink.push(diagnostic.help(match &vpc.head.owner {
            Some(owner) => messages::in_stage(&owner.text, help),
            None => help,
        }));
    }
}

/// What a component lacks on its way; one that is not in the VPC lacks nothing.
fn first_missing(facts: &Facts, topology: &Topology, need: &Need) -> Option<Missing> {
    let interfaces = |name: &str| -> Vec<&Interface> {
        let resources = facts.find_component(name).map_or(&[][..], |component| &component.resources);
        resources.iter().filter_map(|resource| topology.interface(resource)).collect()
    };
    let targets = if let Want::Port { component, .. } = need.want { interfaces(component) } else { Vec::new() };
    interfaces(need.from).into_iter().find_map(|from| topology.path(from, &need.want, &targets).err())
}

/// The text that gives a way to services: endpoints or a NAT, the cheaper one first.
fn way(vpc: &Vpc, facts: &Facts, services: &[&str]) -> Wording {
    let listed = quoted(vpc.endpoint_names().iter().map(String::as_str).chain(services.iter().copied()));
    let endpoints = format!("vpc {{ endpoints: [{listed}]; }}");
    let region = facts.region.as_deref();
    let (endpoints_usd, nat_usd) = (services.len() as f64 * costs::endpoint_usd(region, vpc.zone_count()), costs::gateway_usd(region));
    match endpoints_usd < nat_usd {
        true => messages::write_or(endpoints, usd(endpoints_usd), "vpc { nat; }", usd(nat_usd)),
        false => messages::write_or("vpc { nat; }", usd(nat_usd), endpoints, usd(endpoints_usd)),
    }
}

/// The services for which a VPC that nobody wrote gets endpoints; `None` where it gets a NAT, because something needs the internet or because that is
/// cheaper.
pub(super) fn cheapest(facts: &Facts) -> Option<Vec<&'static str>> {
    if facts.needs.iter().any(|need| need.want == Want::Internet) {
        return None;
    }
    let services = facts.needs.iter().filter_map(|need| service(&need.want)).fold(Vec::new(), once);
    let region = facts.region.as_deref();
    (services.len() as f64 * costs::endpoint_usd(region, 2) <= costs::gateway_usd(region)).then_some(services)
}

/// A service that takes an interface endpoint.
pub(super) fn service(want: &Want) -> Option<&'static str> {
    match want {
        Want::Service(name) if *name != services::GATEWAY => Some(name),
        _ => None,
    }
}

fn once<T: PartialEq>(mut known: Vec<T>, new: T) -> Vec<T> {
    if !known.contains(&new) {
        known.push(new);
    }
    known
}

fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

fn usd(amount: f64) -> String {
    format!("{amount:.2}")
}

/// Subnets that are written and that nothing is in.
fn idle_subnets(vpc: &Vpc, facts: &Facts, network: &Network, sink: &mut Sink) {
    let inhabited = |side: Side| {
        facts.components.iter().any(|component| component.side == side) || network.lent.iter().any(|lent| lent.sides.contains(&side))
    };
    if vpc.public_subnets.written && !network.internet() && !inhabited(Side::Public) {
        sink.push(messages::idle_subnets(vpc.public_subnets.at, "public_subnets"));
    }
    if vpc.database_subnets.written && !inhabited(Side::Database) {
        sink.push(messages::idle_subnets(vpc.database_subnets.at, "database_subnets"));
    }
}

/// What costs and is not needed, by this stage or by those that share the VPC, or what is dearer than it must be.
fn needless(vpc: &Vpc, facts: &Facts, network: &Network, sink: &mut Sink) {
    let needs = || facts.needs.iter().chain(network.lent.iter().flat_map(|lent| &lent.needs));
    let internet = needs().any(|need| need.want == Want::Internet);
    let wanted = needs().filter_map(|need| service(&need.want)).fold(Vec::new(), once);
    let region = facts.region.as_deref();
    let (nat_usd, endpoint_usd) = (costs::nat_usd(vpc, region), costs::endpoint_usd(region, vpc.zone_count()));
    let nat = !matches!(vpc.nat.known(), None | Some(Nat::Off));
    if nat && !internet {
        let names = vpc.endpoint_names();
        let lacking: Vec<&str> = wanted.iter().copied().filter(|service| !names.iter().any(|name| name == service)).collect();
        let lacking_usd = lacking.len() as f64 * endpoint_usd;
        let at = field_at(&vpc.nat, vpc.head.at);
        let found: Option<Diagnostic> = if lacking.is_empty() {
            Some(messages::needless_nat(at, usd(nat_usd)))
        } else if lacking_usd < nat_usd {
            let all = quoted(names.iter().map(String::as_str).chain(lacking.iter().copied()));
            Some(messages::endpoints_cheaper(at, usd(nat_usd), quoted(lacking), usd(lacking_usd), all))
        } else {
            None
        };
        found.into_iter().for_each(|diagnostic| sink.push(diagnostic));
    }
    for (index, name) in vpc.endpoint_names().iter().enumerate() {
        let at = vpc.endpoints.element(index);
        if !wanted.iter().any(|service| service == name) {
            sink.push(messages::idle_endpoint(at, name, usd(endpoint_usd)));
        } else if nat && internet {
            sink.push(messages::endpoint_beside_nat(at, name, usd(endpoint_usd)));
        }
    }
}
