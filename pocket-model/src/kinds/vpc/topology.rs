//! The network that a `vpc` item stands for. The templates are written from it, and the rules search it for ways.

use super::{Nat, Vpc};
use crate::ast::At;
use crate::network::{self, Cidr, Endpoint, Group, Peer, Reached, Route, Rule, Side, Subnet, Table, Topology};
use crate::schema::Field;

pub(super) const INTERNET_GATEWAY: &str = "InternetGateway";
pub(super) const NAT_INSTANCE: &str = "NatInstance";
pub(super) const NAT_GROUP: &str = "NatSecurityGroup";
pub(super) const ENDPOINT_GROUP: &str = "EndpointSecurityGroup";
pub(super) const S3_ENDPOINT: &str = "S3Endpoint";

impl Vpc {
    /// The sides that it has: private always, public for a NAT and where its ranges are written, databases where theirs are.
    pub(super) fn sides(&self) -> impl Iterator<Item = Side> {
        let nat = !matches!(self.nat.known(), Some(Nat::Off));
        Side::ALL.into_iter().filter(move |side| match side {
            Side::Private => true,
            Side::Public => nat || self.public_subnets.written,
            Side::Database => self.database_subnets.written,
        })
    }

    /// The field with the ranges of a side.
    pub(super) fn ranges(&self, side: Side) -> &Field<Vec<Cidr>> {
        match side {
            Side::Public => &self.public_subnets,
            Side::Private => &self.private_subnets,
            Side::Database => &self.database_subnets,
        }
    }

    /// Whether any range is written: then all are.
    pub(super) fn explicit(&self) -> bool {
        Side::ALL.into_iter().any(|side| self.ranges(side).written)
    }

    /// The range of a subnet, zones counted from one; `None` where it is not known yet, or a rule refuses it. Not written: a sixteenth of the VPC's, the
    /// public ones first.
    pub(super) fn range(&self, side: Side, zone: usize) -> Option<Cidr> {
        if self.explicit() {
            return self.ranges(side).known()?.get(zone - 1).copied();
        }
        let cidr = self.cidr.known()?;
        match side {
            Side::Public => cidr.sixteenth(zone - 1),
            Side::Private => cidr.sixteenth(self.zone_count() + zone - 1),
            Side::Database => None,
        }
    }

    /// Where a subnet was declared.
    pub(super) fn subnet_at(&self, side: Side, zone: usize) -> At {
        match self.ranges(side).written {
            true => self.ranges(side).element(zone - 1),
            false => self.head.at,
        }
    }

    pub(super) fn topology(&self) -> Topology {
        let mut topology = Topology { range: self.cidr.known().copied(), ..Topology::default() };
        for side in self.sides() {
            self.side(side, &mut topology);
        }
        self.nats(&mut topology);
        self.endpoint_list(&mut topology);
        topology
    }

    fn side(&self, side: Side, topology: &mut Topology) {
        let zones = self.zone_count();
        let tables: Vec<String> = match side {
            // A table of its own for each zone, so that zones can get their own NAT.
            Side::Private => (1..=zones).map(private_table).collect(),
            Side::Public | Side::Database => vec![format!("{}RouteTable", side.word())],
        };
        for zone in 1..=zones {
            let table = tables.get(zone - 1).or(tables.first()).cloned();
            let letter = self.letters().map_or(zone.to_string(), |letters| letters[zone - 1].clone());
            let range = self.range(side, zone);
            topology.subnets.push(Subnet { id: side.subnet(zone), zone: letter, range, tables: table.into_iter().collect() });
        }
        let mut routes = Vec::new();
        if side == Side::Public {
            topology.gateways.push(INTERNET_GATEWAY.into());
            routes.push(Route { to: Cidr::ANYWHERE, via: INTERNET_GATEWAY.into() });
        }
        topology.tables.extend(tables.into_iter().map(|id| Table { id, routes: routes.clone() }));
    }

    fn nats(&self, topology: &mut Topology) {
        let gateways = match self.nat.known() {
            None | Some(Nat::Off) => return,
            Some(Nat::Single) => 1,
            Some(Nat::PerZone) => self.zone_count(),
            Some(Nat::Instance) => {
                let rule = Rule { ports: (0, u16::MAX), peer: self.everything_inside() };
                topology.groups.push(Group { id: NAT_GROUP.into(), ingress: vec![rule], egress: vec![Rule::anything()] });
                let subnet = Side::Public.subnet(1);
                topology.nats.push(network::Nat { id: NAT_INSTANCE.into(), subnet, groups: Some(vec![NAT_GROUP.into()]) });
                1
            }
        };
        if self.nat.known() != Some(&Nat::Instance) {
            let nat = |zone| network::Nat { id: format!("NatGateway{zone}"), subnet: Side::Public.subnet(zone), groups: None };
            topology.nats.extend((1..=gateways).map(nat));
        }
        for zone in 1..=self.zone_count() {
            let via = topology.nats[(zone - 1).min(gateways - 1)].id.clone();
            let table = private_table(zone);
            if let Some(table) = topology.tables.iter_mut().find(|known| known.id == table) {
                table.routes.push(Route { to: Cidr::ANYWHERE, via });
            }
        }
    }

    fn endpoint_list(&self, topology: &mut Topology) {
        let inside = |table: &&Table| table.routes.iter().all(|route| route.via != INTERNET_GATEWAY);
        let tables = topology.tables.iter().filter(inside).map(|table| table.id.clone()).collect();
        let s3 = Endpoint { id: S3_ENDPOINT.into(), service: network::services::GATEWAY.into(), reached: Reached::Gateway(tables) };
        topology.endpoints.push(s3);
        if self.endpoint_names().is_empty() {
            return;
        }
        let rule = Rule::port(443, self.everything_inside());
        topology.groups.push(Group { id: ENDPOINT_GROUP.into(), ingress: vec![rule], egress: Vec::new() });
        let subnets: Vec<String> = topology.side(Side::Private).map(|subnet| subnet.id.clone()).collect();
        for name in self.endpoint_names() {
            let reached = Reached::Interface { subnets: subnets.clone(), groups: vec![ENDPOINT_GROUP.into()], dns: true };
            topology.endpoints.push(Endpoint { id: endpoint_id(name), service: name.clone(), reached });
        }
    }

    fn everything_inside(&self) -> Peer {
        Peer::Range(self.cidr.known().copied().unwrap_or(Cidr::DEFAULT))
    }
}

fn private_table(zone: usize) -> String {
    format!("PrivateRouteTable{zone}")
}

/// `ecr.api` → `EcrApiEndpoint`
pub(super) fn endpoint_id(service: &str) -> String {
    format!("{}Endpoint", crate::names::logical(service))
}
