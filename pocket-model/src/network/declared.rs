//! The network that the items of a stage declare.

use super::{Cidr, Component, Group, Interface, Need, Peer, Rule, Topology, Want};
use crate::graph::Facts;

/// The stage's VPC with the stage's own components in it; `None` without a VPC.
pub fn declared(facts: &Facts) -> Option<Topology> {
    let mut topology = facts.network.as_ref()?.topology.clone();
    for component in &facts.components {
        let subnets: Vec<String> = topology.side(component.side).map(|subnet| subnet.id.clone()).collect();
        let (ingress, egress) = rules(component, &facts.components, &facts.needs);
        topology.groups.push(Group { id: component.group.into(), ingress, egress });
        for (index, resource) in component.resources.iter().enumerate() {
            let subnets = match component.one_a_zone {
                true => subnets.get(index).cloned().into_iter().collect(),
                false => subnets.clone(),
            };
            let groups = vec![component.group.into()];
            topology.interfaces.push(Interface { resource: resource.clone(), subnets, groups, public: component.public });
        }
    }
    Some(topology)
}

/// What a component's security group lets in and out: what the needs of the stage ask for, and no more.
///
/// What opens connections may send everything: the project's own code calls what no item declares, and where it must not, there is no route.
pub fn rules(component: &Component, all: &[Component], needs: &[Need]) -> (Vec<Rule>, Vec<Rule>) {
    let mut ingress: Vec<Rule> = component.open_ports.iter().map(|port| Rule::port(*port, Peer::Range(Cidr::ANYWHERE))).collect();
    for need in needs {
        if let Want::Port { component: name, port, .. } = need.want
            && name == component.name
            && let Some(source) = all.iter().find(|source| source.name == need.from)
        {
            let rule = Rule::port(port, Peer::Group(source.group.into()));
            if !ingress.contains(&rule) {
                ingress.push(rule);
            }
        }
    }
    let egress = if component.opens { vec![Rule::anything()] } else { Vec::new() };
    (ingress, egress)
}
