//! How items of a stage meet. An item never names another kind: it declares what it needs and what it gives as [`Facts`], and reads the facts of all
//! when it writes its resources. So a new kind touches no other.

mod draft;

use crate::ast::{At, Value};
use crate::contract;
use crate::cost::{Line, Of, Outward, Price, Tariff, Use, prices};
use crate::kinds::Resource;
use crate::messages::Wording;
use crate::names::{PARAMETER, SECRET, Service};
use crate::network::{FUNCTIONS, Side, Topology};
use crate::policy::Statement;
use crate::project::Places;
use crate::resolve::Item;
use crate::synth::{Build, Function, Holder, Releases, Secret};
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

pub use crate::network::{Component, Need, Want};
pub use draft::{Draft, Synth};

/// Where the stage's shared file system is mounted in its functions.
pub const FILES_MOUNT: &str = "/mnt/files";

/// Releases that are kept by default where each has a snapshot.
const KEPT_SNAPSHOTS: usize = 3;

/// The VPC of the stage.
#[derive(Debug, Clone)]
pub struct Network {
    /// The stack that holds it.
    pub stack: String,
    /// Its subnets, routes, gateways and endpoints; what the stage has in it is not in this part: see [`crate::network::declared`].
    pub topology: Topology,
    /// The `vpc` item.
    pub at: At,
    /// The stage that owns it, if another.
    pub owner: Option<String>,
    /// Nobody wrote it.
    pub implied: bool,
    /// The owner's own place, for `vpc from` it.
    pub lender: Option<Lender>,
    /// What other stages do with it: those that write `vpc from` this one.
    pub lent: Vec<Lent>,
}

/// The stage that owns a VPC, as one that uses it must know it.
#[derive(Debug, Clone)]
pub struct Lender {
    /// Its `vpc` item.
    pub at: At,
    /// Its region, if the program names it.
    pub region: Option<String>,
    /// On the embedded cloud.
    pub embedded: bool,
}

/// What another stage needs of this stage's VPC.
#[derive(Debug, Clone)]
pub struct Lent {
    /// That stage.
    pub stage: String,
    /// What is in the VPC there must reach.
    pub needs: Vec<Need>,
    /// Where something is in it.
    pub sides: Vec<Side>,
}

/// Tells stages that share a VPC of each other.
pub(crate) fn share(stages: &mut [Facts]) {
    for borrower in 0..stages.len() {
        let Some(owner) = stages[borrower].network.as_ref().and_then(|network| network.owner.clone()) else { continue };
        let Some(owner) = stages.iter().position(|facts| facts.stage == owner) else { continue };
        let facts = &stages[borrower];
        let inhabited = |need: &&Need| facts.find_component(need.from).is_some();
        let (stage, needs) = (facts.stage.clone(), facts.needs.iter().filter(inhabited).cloned().collect());
        let sides = facts.components.iter().map(|component| component.side).collect();
        let Facts { region, embedded, network, .. } = &mut stages[owner];
        let Some(network) = network else { continue };
        network.lent.push(Lent { stage, needs, sides });
        let lender = Lender { at: network.at, region: region.clone(), embedded: *embedded };
        if let Some(network) = &mut stages[borrower].network {
            network.lender = Some(lender);
        }
    }
}

impl Network {
    /// How many zones, and so how many private subnets.
    pub fn zones(&self) -> usize {
        self.topology.side(Side::Private).count()
    }

    /// Whether there is a NAT.
    pub fn internet(&self) -> bool {
        self.topology.has_nat()
    }
}

/// A file system in the functions.
#[derive(Debug, Clone)]
pub struct Mount {
    /// ARN of the access point.
    pub access_point: Json,
    /// Resources that must exist before a function starts.
    pub depends_on: Vec<String>,
}

/// A physical name.
#[derive(Debug, Clone)]
pub struct NameUse {
    /// What has the name, and what AWS says of it.
    pub service: &'static Service,
    /// The name, with the longest region and an account id in it.
    pub name: String,
    /// The item.
    pub at: At,
}

/// Everything that the items of a stage declare.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Project name.
    pub project: String,
    /// Stage name, for names.
    pub stage: String,
    /// The region, if the program names it.
    pub region: Option<String>,
    /// On the embedded cloud.
    pub embedded: bool,
    /// `destroy` refuses.
    pub protected: bool,
    /// How Django is built.
    pub build: Build,
    /// How a release is tried.
    pub tried: Releases,
    /// How many releases are kept, where the stage says so: see [`Facts::releases`].
    pub keep: Option<usize>,
    /// A function keeps a snapshot of each version, which is billed for as long as the version is there.
    pub snapshots: bool,
    /// Where the stage says what its Django project is held against.
    pub places: Places,
    /// The stage's Django settings.
    pub settings: Map<String, Json>,
    /// Where each of them was written.
    pub settings_at: BTreeMap<String, At>,
    /// `settings: manual;`
    pub manual: bool,
    /// Environment variables of the functions. A value of `None` is a Rust value that only the running program knows.
    pub environment: BTreeMap<String, (Option<String>, At)>,
    /// `ssm` or `secretsmanager`.
    pub secret_store: &'static str,
    /// Secrets.
    pub secrets: Vec<Secret>,
    /// The VPC.
    pub network: Option<Network>,
    /// What items cannot do without.
    pub needs: Vec<Need>,
    /// What is in the VPC, if there is one.
    pub components: Vec<Component>,
    /// Databases by alias, with their place.
    pub databases: BTreeMap<String, (contract::Database, At)>,
    /// Uploaded files.
    pub media: Option<contract::Media>,
    /// Caches by alias.
    pub caches: BTreeMap<String, contract::Cache>,
    /// Data holders.
    pub holders: Vec<Holder>,
    /// What the functions may do.
    pub grants: Vec<Statement>,
    /// File systems in the functions.
    pub mounts: Vec<Mount>,
    /// Functions.
    pub functions: Vec<Function>,
    /// Roles of the functions that schedules start.
    pub scheduled: BTreeSet<String>,
    /// Standing cost, on the embedded cloud too: there it is what AWS would cost.
    pub standing: Vec<Line>,
    /// What is paid by use.
    pub uses: Vec<Use>,
    /// Traffic to the internet.
    pub outward: Vec<Outward>,
    /// What a GB through the stage's NAT costs, where it is paid by the GB.
    pub gateway_gb: Option<&'static Price>,
    /// The stage has a NAT that others could share.
    pub own_nat: bool,
    /// The site is not in the stage's VPC.
    pub site_outside: bool,
    /// Physical names.
    pub names: Vec<NameUse>,
    /// Traits that the stage's outputs get: `HasDatabase`.
    pub capabilities: Vec<&'static str>,
}

impl Facts {
    pub(crate) fn new(project: &str, stage: &str) -> Self {
        Facts {
            project: project.into(),
            stage: stage.into(),
            region: None,
            embedded: false,
            protected: false,
            build: Build::default(),
            tried: Releases::default(),
            keep: None,
            snapshots: false,
            places: Places::default(),
            settings: Map::new(),
            settings_at: BTreeMap::new(),
            manual: false,
            environment: BTreeMap::new(),
            secret_store: "ssm",
            secrets: Vec::new(),
            network: None,
            needs: Vec::new(),
            components: Vec::new(),
            databases: BTreeMap::new(),
            media: None,
            caches: BTreeMap::new(),
            holders: Vec::new(),
            grants: Vec::new(),
            mounts: Vec::new(),
            functions: Vec::new(),
            scheduled: BTreeSet::new(),
            standing: Vec::new(),
            uses: Vec::new(),
            outward: Vec::new(),
            gateway_gb: None,
            own_nat: false,
            site_outside: false,
            names: Vec::new(),
            capabilities: Vec::new(),
        }
    }

    pub(crate) fn of(project: &str, stage: &str, resources: &[Resource]) -> Self {
        let mut facts = Facts::new(project, stage);
        for resource in resources {
            resource.declare(&mut facts);
        }
        facts.uses("deploy bucket", At::PROGRAM, &[(&prices::S3_GB_MONTH, Of::Releases, 1.0)]);
        facts
    }

    /// `{project}-{stage}`, the beginning of every physical name.
    pub fn prefix(&self) -> String {
        format!("{}-{}", self.project, self.stage)
    }

    /// How a release is tried, and how many are kept: fewer by default where each costs.
    pub fn releases(&self) -> Releases {
        let keep = self.keep.unwrap_or(if self.snapshots { KEPT_SNAPSHOTS } else { self.tried.keep });
        Releases { keep, ..self.tried.clone() }
    }

    /// `{project}-{stage}-{role}`
    pub fn name(&self, role: &str) -> String {
        format!("{}-{}-{role}", self.project, self.stage)
    }

    /// Promises a trait of the outputs, once.
    pub fn capable(&mut self, of: &'static str) {
        if !self.capabilities.contains(&of) {
            self.capabilities.push(of);
        }
    }

    /// Adds requirements of the runtime, once each.
    pub fn package(&mut self, requirement: &str) {
        if !self.build.packages.iter().any(|known| known == requirement) {
            self.build.packages.push(requirement.into());
        }
    }

    /// Notes a want of the functions.
    pub fn need(&mut self, want: Want, item: impl Into<String>, at: At) {
        self.need_of(FUNCTIONS, want, item, at);
    }

    /// Notes a want of a component.
    pub fn need_of(&mut self, from: &'static str, want: Want, item: impl Into<String>, at: At) {
        self.needs.push(Need { from, want, item: item.into(), at });
    }

    /// Puts a component into the VPC. Several items may have resources in one.
    pub fn component(&mut self, component: Component) {
        match self.components.iter_mut().find(|known| known.name == component.name) {
            Some(known) => known.resources.extend(component.resources),
            None => self.components.push(component),
        }
    }

    /// The component of that name.
    pub fn find_component(&self, name: &str) -> Option<&Component> {
        self.components.iter().find(|component| component.name == name)
    }

    /// Notes a name that AWS limits. `${Account}` and `${Region}` count with the longest that there are.
    pub fn named(&mut self, service: &'static Service, name: &str, at: At) {
        let region = self.region.as_deref().unwrap_or(crate::regions::LONGEST);
        let name = name.replace("${Account}", "123456789012").replace("${Region}", region);
        self.names.push(NameUse { service, name, at });
    }

    /// Notes a standing cost: so many units a month of each price.
    pub fn costs(&mut self, what: Wording, at: At, parts: &[(&'static Price, f64)]) {
        self.standing.push(Line::new(what, at, self.region.as_deref(), parts));
    }

    /// Notes what an item uses of prices: of each, units for each of a quantity of the traffic.
    pub fn uses(&mut self, item: &str, at: At, prices: &[(&'static Price, Of, f64)]) {
        let uses = prices.iter().map(|(price, of, each)| Use { price, of: *of, each: *each, item: item.into(), at, tariff: None });
        self.uses.extend(uses);
    }

    /// The same, for a vendor's plan alone.
    pub fn uses_on(&mut self, tariff: Tariff, item: &str, at: At, prices: &[(&'static Price, Of, f64)]) {
        let before = self.uses.len();
        self.uses(item, at, prices);
        self.uses[before..].iter_mut().for_each(|used| used.tariff = Some(tariff));
    }

    /// Adds a secret with its name in the store.
    pub fn secret(&mut self, name: &str, origin: crate::synth::Origin, at: At) {
        if self.secret_store != "ssm" {
            self.costs(crate::cost::a_secret(name), at, &[(&prices::SECRET_MONTH, 1.0)]);
        }
        let stage = self.stage.clone();
        self.secret_of(&stage, name, origin, at);
    }

    /// Adds a secret that another stage keeps and pays for.
    pub fn shared_secret(&mut self, owner: &str, name: &str, origin: crate::synth::Origin, at: At) {
        self.secret_of(owner, name, origin, at);
    }

    /// Every start of the function reads every secret.
    fn secret_of(&mut self, stage: &str, name: &str, origin: crate::synth::Origin, at: At) {
        let call = if self.secret_store == "ssm" { &prices::KMS_REQUEST } else { &prices::SECRET_CALL };
        self.uses(&format!("secret {name}"), at, &[(call, Of::Starts, 1.0)]);
        let id = format!("/{}/{stage}/{name}", self.project);
        if stage == self.stage {
            self.named(if self.secret_store == "ssm" { &PARAMETER } else { &SECRET }, &id, at);
        }
        self.secrets.push(Secret { name: name.into(), id, store: self.secret_store, origin, at });
    }
}

/// When a kind is asked for items that nobody wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// First: what every stage has.
    Defaults,
    /// Then: what the items of the stage need.
    Needs,
}

/// What a kind knows when it is asked for items that nobody wrote.
#[derive(Debug)]
pub struct Implied<'a> {
    /// First the defaults, then the needs.
    pub round: Round,
    /// What is declared so far.
    pub facts: &'a Facts,
    pub(crate) items: &'a [Item],
}

impl Implied<'_> {
    /// Whether the stage has such an item.
    pub fn has(&self, keyword: &str, label: Option<&str>) -> bool {
        self.items.iter().any(|item| item.spec.keyword == keyword && item.label.as_ref().map(|label| label.text.as_str()) == label)
    }
}

/// A value of the language as JSON, for settings and templates; `None` where only the running program knows it.
pub fn to_json(value: &Value) -> Option<Json> {
    use crate::ast::ValueKind::{Bool, Call, Float, Int, List, Map as MapValue, Opaque, Quantity, Range, Str, Word};
    match &value.kind {
        Str(text) => Some(json!(text)),
        Int(number) => Some(json!(number)),
        Float(number) => Some(json!(number)),
        Bool(on) => Some(json!(on)),
        List(values) => values.iter().map(to_json).collect::<Option<Vec<_>>>().map(Json::Array),
        MapValue(entries) => {
            let mut map = Map::new();
            for (name, value) in entries {
                map.insert(name.text.clone(), to_json(value)?);
            }
            Some(Json::Object(map))
        }
        Quantity(..) | Range(..) | Word(_) | Call(..) | Opaque(..) => None,
    }
}
