//! Whether the templates that are about to be deployed still have every way that the stage needs.

use super::{Cidr, Component, Interface, Need, Topology, Want, messages, read};
use crate::ast::At;
use crate::diag::Diagnostic;
use crate::graph::Facts;
use crate::synth::{Stack, Synthesis};

/// What the audit holds the templates against.
#[derive(Debug, Clone, Default)]
pub struct Audited {
    /// What the items must reach.
    pub needs: Vec<Need>,
    /// What is in the VPC.
    pub components: Vec<Component>,
    /// The network of another stage that this one uses.
    pub shared: Option<Topology>,
    /// The whole network as it is declared. The templates make the same one until somebody changes them.
    pub declared: Option<Topology>,
}

impl Audited {
    pub(crate) fn of(facts: &Facts) -> Self {
        let borrowed = facts.network.as_ref().filter(|network| network.owner.is_some());
        Audited {
            needs: facts.needs.clone(),
            components: facts.components.clone(),
            shared: borrowed.map(|network| network.topology.clone()),
            declared: super::declared(facts),
        }
    }
}

/// Reads the templates of a stage and says what is wrong with its network: a subnet that is not in exactly one route table, that leaves the VPC's range or
/// overlaps another, and every way that is cut. Empty for what pocket writes itself; a function at `after_synth` may have changed it. Each finding is a
/// warning with a code, at the line that declared the resource.
pub fn audit(synthesis: &Synthesis) -> Vec<Diagnostic> {
    audit_stacks(&synthesis.stacks, &synthesis.audited)
}

pub(super) fn audit_stacks(stacks: &[Stack], Audited { needs, components, shared, .. }: &Audited) -> Vec<Diagnostic> {
    let topology = read(stacks, shared.as_ref());
    let mut findings = Vec::new();
    if topology.subnets.is_empty() {
        return findings;
    }
    subnets(&topology, stacks, &mut findings);
    for need in needs {
        let Some(from) = components.iter().find(|component| component.name == need.from) else { continue };
        ways(&topology, need, from, components, stacks, &mut findings);
    }
    findings
}

/// Where the resource was declared.
fn place(stacks: &[Stack], id: &str) -> At {
    stacks.iter().find_map(|stack| stack.places.get(id)).copied().unwrap_or(At::PROGRAM)
}

fn subnets(topology: &Topology, stacks: &[Stack], findings: &mut Vec<Diagnostic>) {
    for (index, subnet) in topology.subnets.iter().enumerate() {
        let (at, title) = (place(stacks, &subnet.id), messages::subnet(subnet));
        if subnet.tables.len() != 1 {
            findings.push(messages::subnet_routes(at, &title, subnet.tables.len()));
        }
        let Some(range) = subnet.range else { continue };
        let outside = topology.range.filter(|vpc| !vpc.contains(range));
        let other = |other: &Cidr| messages::subnet_range(at, &title, range, other);
        findings.extend(outside.as_ref().map(other));
        let earlier = topology.subnets[..index].iter().filter_map(|subnet| subnet.range).find(|known| known.overlaps(range));
        findings.extend(earlier.as_ref().map(other));
    }
}

fn ways(topology: &Topology, need: &Need, from: &Component, components: &[Component], stacks: &[Stack], findings: &mut Vec<Diagnostic>) {
    let targets: Vec<&Interface> = match &need.want {
        Want::Port { component, .. } => {
            let target = components.iter().find(|known| known.name == *component);
            target.into_iter().flat_map(|target| &target.resources).filter_map(|id| topology.interface(id)).collect()
        }
        _ => Vec::new(),
    };
    for resource in &from.resources {
        let missing = match topology.interface(resource) {
            // Outside of the VPC is the internet, and no way into it.
            None if matches!(need.want, Want::Port { .. }) => Some(super::Missing::Outside(resource.clone())),
            None => None,
            // In subnets that were made elsewhere: where they lead is not known.
            Some(interface) if interface.subnets.iter().any(|id| topology.subnet(id).is_none()) => None,
            Some(interface) => topology.path(interface, &need.want, &targets).err(),
        };
        if let Some(missing) = missing {
            let declared = place(stacks, resource);
            let at = if declared == At::PROGRAM { need.at } else { declared };
            let finding = messages::cut_path(at, &need.item, messages::wanted(&need.want), missing.say());
            // What several functions lack is said once.
            if !findings.iter().any(|known| known.message == finding.message) {
                findings.push(if at == need.at { finding } else { finding.related(need.at, messages::the_need()) });
            }
        }
    }
}
