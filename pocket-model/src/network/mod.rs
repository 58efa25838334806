//! The network of a stage as data: subnets, routes, gateways, endpoints, security groups and the interfaces of what is in it; and a search for the way
//! from an interface to what it needs.
//!
//! A [`Topology`] is made twice: from what the items declare, before any template is written ([`declared`]), and from the templates ([`read`]). The same
//! search ([`Topology::path`]) runs over both, so a rule at compile time and the [`audit`] of what is deployed cannot disagree about what a way is.

mod audit;
mod cidr;
mod declared;
mod messages;
mod needs;
mod path;
mod read;
pub mod services;
#[cfg(test)]
mod tests;
mod zones;

pub use audit::{Audited, audit};
pub use cidr::Cidr;
pub use declared::{declared, rules};
pub use messages::{PAGES, wanted};
pub use needs::{Component, FUNCTIONS, Need, Side, Want};
pub use path::Missing;
pub(crate) use read::NOWHERE;
pub use read::read;
pub use zones::Zones;

/// A VPC and all in it that decides which packet gets where. Ids are logical ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Topology {
    /// The range of the VPC; `None` where only the running program knows it.
    pub range: Option<Cidr>,
    /// The subnets.
    pub subnets: Vec<Subnet>,
    /// The route tables.
    pub tables: Vec<Table>,
    /// Internet gateways that are attached to the VPC.
    pub gateways: Vec<String>,
    /// NAT gateways and instances.
    pub nats: Vec<Nat>,
    /// Endpoints of AWS services.
    pub endpoints: Vec<Endpoint>,
    /// Security groups.
    pub groups: Vec<Group>,
    /// What sends and receives.
    pub interfaces: Vec<Interface>,
}

/// A subnet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subnet {
    /// `PrivateSubnet1`
    pub id: String,
    /// The letter of its zone, or its position where the region's first zones are taken.
    pub zone: String,
    /// Its range, where it is known.
    pub range: Option<Cidr>,
    /// The route tables that it is associated with: AWS wants exactly one.
    pub tables: Vec<String>,
}

/// A route table. The way inside of the VPC is in every one and not listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// `PrivateRouteTable1`
    pub id: String,
    /// Its routes.
    pub routes: Vec<Route>,
}

/// A route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The destination.
    pub to: Cidr,
    /// The id of the gateway, NAT or interface that it leads to.
    pub via: String,
}

/// A NAT gateway, or an instance that forwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nat {
    /// `NatGateway1`
    pub id: String,
    /// The subnet that it stands in.
    pub subnet: String,
    /// The security groups of an instance; a NAT gateway has none.
    pub groups: Option<Vec<String>>,
}

/// An endpoint of an AWS service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// `SsmEndpoint`
    pub id: String,
    /// `ssm`
    pub service: String,
    /// How it is reached.
    pub reached: Reached,
}

/// How an endpoint is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reached {
    /// By a route in these tables.
    Gateway(Vec<String>),
    /// By an address in these subnets, which the service's own name leads to if `dns`.
    Interface {
        /// Subnets.
        subnets: Vec<String>,
        /// Security groups.
        groups: Vec<String>,
        /// The service's name resolves to the endpoint.
        dns: bool,
    },
}

/// A security group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// `CacheSecurityGroup`
    pub id: String,
    /// What may come in.
    pub ingress: Vec<Rule>,
    /// What may be sent out.
    pub egress: Vec<Rule>,
}

/// A rule of a security group that lets TCP through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// First and last port.
    pub ports: (u16, u16),
    /// The other side.
    pub peer: Peer,
}

/// The other side of a security group's rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Peer {
    /// Addresses.
    Range(Cidr),
    /// Whoever is in that group.
    Group(String),
    /// AWS's own list of the addresses of a service.
    Prefixes,
}

/// Something that sends or receives in the VPC: a function, a mount target, later a database or a load balancer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interface {
    /// The resource: `WebFunction`.
    pub resource: String,
    /// Subnets.
    pub subnets: Vec<String>,
    /// Security groups.
    pub groups: Vec<String>,
    /// It has an address on the internet.
    pub public: bool,
}

impl Topology {
    /// The subnet of that id.
    pub fn subnet(&self, id: &str) -> Option<&Subnet> {
        self.subnets.iter().find(|subnet| subnet.id == id)
    }

    /// The interfaces of that resource.
    pub fn interface(&self, resource: &str) -> Option<&Interface> {
        self.interfaces.iter().find(|interface| interface.resource == resource)
    }

    /// The subnets of a side, one a zone, in the order of the zones.
    pub fn side(&self, side: Side) -> impl Iterator<Item = &Subnet> {
        self.subnets.iter().filter(move |subnet| Side::of(&subnet.id) == Some(side))
    }

    /// Whether some NAT is in it.
    pub fn has_nat(&self) -> bool {
        !self.nats.is_empty()
    }

    /// The same in the order of the ids, to be compared.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.subnets.sort_by(|a, b| a.id.cmp(&b.id));
        self.tables.sort_by(|a, b| a.id.cmp(&b.id));
        self.nats.sort_by(|a, b| a.id.cmp(&b.id));
        self.endpoints.sort_by(|a, b| a.id.cmp(&b.id));
        self.groups.sort_by(|a, b| a.id.cmp(&b.id));
        self.interfaces.sort_by(|a, b| a.resource.cmp(&b.resource));
        self
    }
}

impl Rule {
    /// Every port, to or from anywhere.
    pub fn anything() -> Rule {
        Rule { ports: (0, u16::MAX), peer: Peer::Range(Cidr::ANYWHERE) }
    }

    /// One port.
    pub fn port(port: u16, peer: Peer) -> Rule {
        Rule { ports: (port, port), peer }
    }
}
