//! The search for a way.

use super::{Cidr, Endpoint, Group, Interface, Nat, Peer, Reached, Rule, Subnet, Topology, Want, messages};
use crate::messages::Wording;

/// APIs of AWS and other sites are reached by HTTPS.
const HTTPS: u16 = 443;

/// Where a way ends too early.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// The resource is not in the VPC.
    Outside(String),
    /// The subnet is in no route table.
    Table(Subnet),
    /// The subnet's route table has no route to the internet.
    Route(Subnet),
    /// The route leads to something that is not there, or that has no way on itself.
    DeadEnd {
        /// The subnet.
        subnet: Subnet,
        /// Where its route leads.
        via: String,
    },
    /// The subnet's way to the internet is only for those with a public address.
    Address {
        /// Who asks.
        resource: String,
        /// The subnet.
        subnet: Subnet,
    },
    /// There is no endpoint for the service, and no way to the internet.
    Endpoint(String),
    /// None of the component's interfaces is in the zone.
    Zone {
        /// Who is asked.
        component: String,
        /// The zone.
        zone: String,
    },
    /// The security groups of who is asked do not let it in.
    Ingress {
        /// The security group.
        group: String,
        /// TCP port.
        port: u16,
        /// The security group of who asks.
        from: String,
    },
    /// The security groups of who asks do not let it out.
    Egress {
        /// The security group.
        group: String,
        /// TCP port.
        port: u16,
        /// Where to.
        to: String,
    },
}

impl Missing {
    /// The missing hop, as a clause.
    pub fn say(&self) -> Wording {
        match self {
            Missing::Outside(resource) => messages::outside(resource),
            Missing::Table(subnet) => messages::no_table(messages::subnet(subnet)),
            Missing::Route(subnet) => messages::no_route(messages::subnet(subnet)),
            Missing::DeadEnd { subnet, via } => messages::dead_end(messages::subnet(subnet), via),
            Missing::Address { resource, subnet } => messages::no_address(resource, messages::subnet(subnet)),
            Missing::Endpoint(service) => messages::endpoint_missing(service),
            Missing::Zone { component, zone } => messages::not_in_zone(component, zone),
            Missing::Ingress { group, port, from } => messages::not_accepted(group, port, from),
            Missing::Egress { group, port, to } => messages::not_let_out(group, port, to),
        }
    }
}

/// The ids that a packet passes, from the subnet to the end.
pub type Path = Vec<String>;

impl Topology {
    /// The way from an interface to what it wants, or the first hop that is missing. `targets` are the interfaces of the component that a
    /// [`Want::Port`] names. A function may run in any of its subnets, so each of them must have a way; the path is that of the first.
    pub fn path(&self, from: &Interface, want: &Want, targets: &[&Interface]) -> Result<Path, Missing> {
        let mut first = None;
        for id in &from.subnets {
            let subnet = self.subnet(id).ok_or_else(|| Missing::Outside(from.resource.clone()))?;
            let path = match want {
                Want::Network => vec![id.clone()],
                Want::Internet => self.internet(from, subnet)?,
                Want::Service(service) => self.service(from, subnet, service)?,
                Want::Port { component, port, every_zone } => self.port(from, subnet, targets, (component, *port, *every_zone))?,
            };
            first.get_or_insert(path);
        }
        first.ok_or_else(|| Missing::Outside(from.resource.clone()))
    }

    fn internet(&self, from: &Interface, subnet: &Subnet) -> Result<Path, Missing> {
        self.let_out(from, HTTPS, |peer| matches!(peer, Peer::Range(range) if *range == Cidr::ANYWHERE), "0.0.0.0/0")?;
        let (table, via) = self.default_route(subnet)?;
        let mut path = vec![subnet.id.clone(), table];
        if self.gateways.contains(&via) {
            path.push(via);
            return match from.public {
                true => Ok(path),
                false => Err(Missing::Address { resource: from.resource.clone(), subnet: subnet.clone() }),
            };
        }
        let dead_end = || Missing::DeadEnd { subnet: subnet.clone(), via: via.clone() };
        let nat = self.nats.iter().find(|nat| nat.id == via).ok_or_else(dead_end)?;
        self.nat_accepts(nat, from, subnet)?;
        let stands_in = self.subnet(&nat.subnet).ok_or_else(dead_end)?;
        let (table, gateway) = self.default_route(stands_in).map_err(|_| dead_end())?;
        if !self.gateways.contains(&gateway) {
            return Err(dead_end());
        }
        path.extend([nat.id.clone(), stands_in.id.clone(), table, gateway]);
        Ok(path)
    }

    /// The table of a subnet, and where its route to the internet leads.
    fn default_route(&self, subnet: &Subnet) -> Result<(String, String), Missing> {
        let [table] = subnet.tables.as_slice() else { return Err(Missing::Table(subnet.clone())) };
        let table = self.tables.iter().find(|known| known.id == *table).ok_or_else(|| Missing::Table(subnet.clone()))?;
        let route = table.routes.iter().find(|route| route.to == Cidr::ANYWHERE).ok_or_else(|| Missing::Route(subnet.clone()))?;
        Ok((table.id.clone(), route.via.clone()))
    }

    fn nat_accepts(&self, nat: &Nat, from: &Interface, subnet: &Subnet) -> Result<(), Missing> {
        match &nat.groups {
            None => Ok(()),
            Some(groups) => self.let_in(groups, HTTPS, from, subnet),
        }
    }

    /// An endpoint catches what is sent to its service, also where the internet would be reached: its name, or its route, comes first.
    fn service(&self, from: &Interface, subnet: &Subnet, service: &str) -> Result<Path, Missing> {
        for endpoint in self.endpoints.iter().filter(|endpoint| endpoint.service == service) {
            match &endpoint.reached {
                Reached::Gateway(tables) => {
                    let [table] = subnet.tables.as_slice() else { return Err(Missing::Table(subnet.clone())) };
                    if tables.contains(table) {
                        let open = |peer: &Peer| matches!(peer, Peer::Range(range) if *range == Cidr::ANYWHERE) || *peer == Peer::Prefixes;
                        self.let_out(from, HTTPS, open, service)?;
                        return Ok(vec![subnet.id.clone(), table.clone(), endpoint.id.clone()]);
                    }
                }
                Reached::Interface { groups, dns: true, subnets } => {
                    return self.interface_endpoint(from, subnet, endpoint, subnets, groups);
                }
                Reached::Interface { dns: false, .. } => {}
            }
        }
        self.internet(from, subnet).map_err(|missing| match missing {
            Missing::Route(_) => Missing::Endpoint(service.into()),
            other => other,
        })
    }

    /// An endpoint of any zone is reached from all of them.
    fn interface_endpoint(
        &self,
        from: &Interface,
        subnet: &Subnet,
        endpoint: &Endpoint,
        subnets: &[String],
        groups: &[String],
    ) -> Result<Path, Missing> {
        let Some(first) = subnets.first() else { return Err(Missing::Endpoint(endpoint.service.clone())) };
        let near = subnets.iter().find(|id| **id == subnet.id).unwrap_or(first);
        self.let_out_to(from, HTTPS, near, groups, &endpoint.id)?;
        self.let_in(groups, HTTPS, from, subnet)?;
        Ok(vec![subnet.id.clone(), endpoint.id.clone()])
    }

    fn port(
        &self,
        from: &Interface,
        subnet: &Subnet,
        targets: &[&Interface],
        (component, port, every_zone): (&str, u16, bool),
    ) -> Result<Path, Missing> {
        let in_zone = |target: &&&Interface| {
            let mut zones = target.subnets.iter().filter_map(|id| self.subnet(id)).map(|its| &its.zone);
            !every_zone || zones.any(|zone| *zone == subnet.zone)
        };
        let nowhere = || Missing::Zone { component: component.into(), zone: subnet.zone.clone() };
        let target = targets.iter().find(in_zone).ok_or_else(nowhere)?;
        let end = target.subnets.first().ok_or_else(|| Missing::Outside(target.resource.clone()))?;
        self.let_out_to(from, port, end, &target.groups, &target.resource)?;
        self.let_in(&target.groups, port, from, subnet)?;
        Ok(vec![subnet.id.clone(), target.resource.clone()])
    }

    /// Whether one of the groups lets the interface in, out of that subnet.
    fn let_in(&self, groups: &[String], port: u16, from: &Interface, subnet: &Subnet) -> Result<(), Missing> {
        let accepts = |rule: &Rule| {
            let known = match &rule.peer {
                Peer::Range(range) => *range == Cidr::ANYWHERE || self.covers(*range, subnet),
                Peer::Group(group) => from.groups.contains(group),
                Peer::Prefixes => false,
            };
            known && rule.has(port)
        };
        match self.foreign(groups) || self.of(groups).any(|group| group.ingress.iter().any(accepts)) {
            true => Ok(()),
            false => {
                let group = groups.first().cloned().unwrap_or_default();
                Err(Missing::Ingress { group, port, from: from.groups.first().unwrap_or(&from.resource).clone() })
            }
        }
    }

    /// Whether the interface's groups let it out to an interface in a subnet.
    fn let_out_to(&self, from: &Interface, port: u16, subnet: &str, groups: &[String], to: &str) -> Result<(), Missing> {
        let end = self.subnet(subnet);
        let reaches = |peer: &Peer| match peer {
            Peer::Range(range) => *range == Cidr::ANYWHERE || end.is_some_and(|end| self.covers(*range, end)),
            Peer::Group(group) => groups.contains(group),
            Peer::Prefixes => false,
        };
        self.let_out(from, port, reaches, to)
    }

    fn let_out(&self, from: &Interface, port: u16, reaches: impl Fn(&Peer) -> bool, to: &str) -> Result<(), Missing> {
        let lets = |group: &Group| group.egress.iter().any(|rule| rule.has(port) && reaches(&rule.peer));
        match self.foreign(&from.groups) || self.of(&from.groups).any(lets) {
            true => Ok(()),
            false => Err(Missing::Egress { group: from.groups.first().cloned().unwrap_or_default(), port, to: to.into() }),
        }
    }

    /// Whether the range has every address of the subnet. Where the ranges are not known yet, a rule has no opinion.
    fn covers(&self, range: Cidr, subnet: &Subnet) -> bool {
        subnet.range.is_none_or(|its| range.contains(its))
    }

    /// Whether one of the groups was made elsewhere: what it lets through is not known, and a rule has no opinion.
    fn foreign(&self, groups: &[String]) -> bool {
        groups.iter().any(|id| !self.groups.iter().any(|group| group.id == *id))
    }

    fn of<'a>(&'a self, groups: &'a [String]) -> impl Iterator<Item = &'a Group> {
        self.groups.iter().filter(move |group| groups.contains(&group.id))
    }
}

impl Rule {
    fn has(&self, port: u16) -> bool {
        (self.ports.0..=self.ports.1).contains(&port)
    }
}
