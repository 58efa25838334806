//! What items declare of the network: what is in it, and what it must reach.

use crate::ast::At;

/// Something that an item cannot do without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Want {
    /// A VPC.
    Network,
    /// A way to the internet.
    Internet,
    /// A way to an AWS service's API: the internet, or an endpoint of that name (`ssm`).
    Service(&'static str),
    /// A way to another component of the stage.
    Port {
        /// The component's name.
        component: &'static str,
        /// TCP port.
        port: u16,
        /// One of its interfaces must be in every zone of the one that asks: EFS is reached in the own zone only.
        /// Source: Lambda Developer Guide, "Configuring Amazon EFS file system access".
        every_zone: bool,
    },
}

/// One item's want.
#[derive(Debug, Clone)]
pub struct Need {
    /// The component that must reach it.
    pub from: &'static str,
    /// What.
    pub want: Want,
    /// The item, for messages.
    pub item: String,
    /// Its place.
    pub at: At,
}

/// The component that every function of the stage is: they run the same code, under the same security group.
pub const FUNCTIONS: &str = "functions";

/// Resources of one item that send or receive in the VPC, under a security group of their own. The group's rules follow from the needs.
#[derive(Debug, Clone)]
pub struct Component {
    /// Names it in needs: `functions`, `cache`.
    pub name: &'static str,
    /// As a part of a description: `the functions`.
    pub title: &'static str,
    /// Logical ids. With `one_a_zone` the first is in the first zone, and so on; else each is in every zone.
    pub resources: Vec<String>,
    /// Each is in one zone.
    pub one_a_zone: bool,
    /// The subnets that it is in.
    pub side: Side,
    /// Logical id of its security group.
    pub group: &'static str,
    /// Description of its security group.
    pub about: &'static str,
    /// It opens connections itself, to whatever the routes reach.
    pub opens: bool,
    /// Ports that anybody on the internet may reach.
    pub open_ports: Vec<u16>,
    /// It has an address on the internet.
    pub public: bool,
    /// The item.
    pub at: At,
}

/// The subnets of a VPC by what they are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// With a route to the internet gateway.
    Public,
    /// With a route to the NAT, if there is one.
    Private,
    /// Without a way out.
    Database,
}

impl Side {
    /// All of them, in the order in which a range is divided.
    pub const ALL: [Side; 3] = [Side::Public, Side::Private, Side::Database];

    /// `Public`, as in logical ids.
    pub fn word(self) -> &'static str {
        match self {
            Side::Public => "Public",
            Side::Private => "Private",
            Side::Database => "Database",
        }
    }

    /// Logical id of the subnet in a zone, counted from one.
    pub fn subnet(self, zone: usize) -> String {
        format!("{}Subnet{zone}", self.word())
    }

    /// The side of a subnet that pocket made.
    pub fn of(id: &str) -> Option<Side> {
        Side::ALL.into_iter().find(|side| id.strip_prefix(side.word()).is_some_and(|rest| rest.starts_with("Subnet")))
    }
}
