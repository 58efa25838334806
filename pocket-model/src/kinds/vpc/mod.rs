//! `vpc { zones: ["a", "c"]; nat; }`, `vpc from dev;`

mod costs;
mod messages;
mod ranges;
mod rules;
mod synth;
mod topology;
mod ways;

pub use crate::network::Cidr;

use super::{Kind, Schema, StageView};
use crate::ast::{At, Entry, Name, Value, ValueKind};
use crate::cost::Way;
use crate::diag::Sink;
use crate::graph::{Facts, Implied, Network, Round, Synth, Want};
use crate::messages::Page;
use crate::network::Side;
use crate::resolve::{Item, fold};
use crate::schema::{Text, words};

words! {
    /// How private subnets reach the internet.
    Nat {
        /// Not at all.
        Off = "off",
        /// One NAT gateway, in the first zone.
        Single = "single",
        /// One NAT gateway in each zone.
        PerZone = "per_zone",
        /// A small EC2 instance that forwards.
        Instance = "instance",
    }
    flag Single
    off Off
}

kind! {
    /// A VPC with a private subnet a zone, and with `nat` a public one too. Everything in the stage that can be in a VPC then is.
    /// Brought by what needs one (`efs_cache`). Another stage may share it: `vpc from dev;`. S3 is reached through its free gateway endpoint.
    "vpc" => Vpc { place: Stage, label: None, from: true }
    /// The address range, `/16` to `/28`; `/24` at most where its subnets are not written.
    cidr: Cidr = Cidr::DEFAULT => ["10.0.0.0/16", "10.8.0.0/20", "172.31.255.0/24", "192.168.0.0/16", "100.64.0.0/18"];
    /// Letters of availability zones. Without it: the first ones that the region offers the account, two where no subnets are written.
    zones: Vec<Text> => [["a"], ["a", "b"], ["a", "c", "d"], ["a", "b", "c", "d", "e", "f"]];
    /// The ranges of the subnets with a way from and to the internet, one a zone. The NAT stands in the first. Without it: sixteenths of the VPC's range, if
    /// there is a NAT.
    public_subnets: Vec<Cidr> => [["10.0.0.0/20", "10.0.16.0/20"]];
    /// The ranges of the subnets of the functions, one a zone. Without it: the next sixteenths of the VPC's range.
    private_subnets: Vec<Cidr> => [["10.0.32.0/20", "10.0.48.0/20"]];
    /// The ranges of subnets for databases, one a zone, without any way out.
    database_subnets: Vec<Cidr> => [["10.0.64.0/20", "10.0.80.0/20"]];
    /// `nat;` one NAT gateway in the first zone, `nat: per_zone;` one in each, `nat: instance;` a t4g.nano instance. Absent: no way to the internet.
    nat: Nat = Nat::Off;
    /// Interface endpoints of AWS services, such as `["ssm"]`: they cost less than a NAT gateway where nothing else is needed.
    endpoints: Vec<Text> => [["ssm"], ["secretsmanager"], ["ssm", "secretsmanager", "ecr.api"], []];
    /// Records the traffic of the VPC in a log group, kept for 14 days.
    flow_logs: bool = false;
}

impl Vpc {
    /// Letters of the zones; `None` where the region's first ones are taken.
    pub(crate) fn letters(&self) -> Option<&Vec<String>> {
        self.zones.known()
    }

    /// As many as letters, else as ranges of a side, else two.
    pub(crate) fn zone_count(&self) -> usize {
        let ranges = [Side::Private, Side::Public, Side::Database].into_iter().find_map(|side| self.ranges(side).known().map(Vec::len).filter(|count| *count > 0));
        self.letters().map(Vec::len).or(ranges).unwrap_or(2)
    }

    pub(crate) fn endpoint_names(&self) -> &[String] {
        self.endpoints.known().map_or(&[], Vec::as_slice)
    }

    /// The stack: named after the stage that owns it.
    fn stack(&self, facts: &Facts) -> String {
        let stage = self.head.owner.as_ref().map_or(facts.stage.clone(), |owner| fold(&owner.text));
        format!("{}-{stage}-network", facts.project)
    }
}

impl Kind for Vpc {
    const PAGES: &'static [&'static [Page]] = &messages::PAGES;

    fn implied(implied: &Implied<'_>) -> Option<Item> {
        if implied.round != Round::Needs || implied.has("vpc", None) {
            return None;
        }
        let need = implied.facts.needs.iter().find(|need| need.want == Want::Network)?;
        let field = |name: &str, value: Option<ValueKind>| {
            let keyword = Name { at: need.at, text: name.into() };
            Entry { keyword, label: None, from: None, value: value.map(|kind| Value { at: need.at, kind }), body: None, doc: None }
        };
        let way = match ways::cheapest(implied.facts) {
            None => field("nat", None),
            Some(services) => {
                let values = services.into_iter().map(|name| Value { at: need.at, kind: ValueKind::Str(name.into()) }).collect();
                field("endpoints", Some(ValueKind::List(values)))
            }
        };
        Some(Item::implied(<Vpc as Schema>::SPEC, None, need.at, vec![way]))
    }

    fn check(&self, stage: &StageView<'_>, sink: &mut Sink) {
        let before = sink.errors();
        // What is wrong with the item itself, the owner's stage says.
        if self.head.owner.is_none() {
            rules::check(self, stage, sink);
            ranges::check(self, sink);
        }
        if sink.errors() == before {
            ways::check(self, stage, sink);
        }
    }

    fn declare(&self, facts: &mut Facts) {
        let stack = self.stack(facts);
        if self.head.owner.is_none() {
            facts.named(&crate::names::STACK, &stack, self.head.at);
        }
        facts.network = Some(Network {
            stack,
            topology: self.topology(),
            at: self.head.at,
            owner: self.head.owner.as_ref().map(|owner| fold(&owner.text)),
            implied: self.head.implied,
            lender: None,
            lent: Vec::new(),
        });
        costs::declare(self, facts);
    }

    fn cheaper(&self, stage: &StageView<'_>) -> Vec<Way> {
        costs::cheaper(self, stage)
    }

    fn synth(&self, synth: &mut Synth<'_>) {
        synth::synth(self, synth);
    }
}

/// Where to write a field: its own line if there is one, else the item.
fn field_at<T>(field: &crate::schema::Field<T>, item: At) -> At {
    if field.written { field.at } else { item }
}
