//! Stacks while they are written, and where kinds write their resources.

use super::Facts;
use crate::ast::At;
use crate::network::{self, Peer, Rule, Side};
use crate::synth::{Parameter, Stack};
use crate::template::{Template, reference};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// A stack being written.
#[derive(Debug)]
pub struct Draft {
    /// The stack so far.
    pub stack: Stack,
}

/// Bytes of a template's description. Source: CloudFormation User Guide, "CloudFormation quotas".
const STACK_DESCRIPTION: usize = 1024;

impl Draft {
    pub(crate) fn new(name: String, role: &'static str, description: String, owner: Option<String>) -> Self {
        let template = Template::new(crate::names::description(&description, STACK_DESCRIPTION));
        let stack = Stack { name, role, template, parameters: BTreeMap::new(), places: BTreeMap::new(), owner };
        Draft { stack }
    }

    /// Adds a resource.
    pub fn resource(&mut self, id: &str, kind: &str, properties: Json, at: At) -> Json {
        self.resource_after(id, kind, properties, &[], at)
    }

    /// Adds a resource that waits for others which it does not reference.
    pub fn resource_after(&mut self, id: &str, kind: &str, properties: Json, after: &[String], at: At) -> Json {
        let mut body = Map::new();
        body.insert("Type".into(), json!(kind));
        if !after.is_empty() {
            body.insert("DependsOn".into(), json!(after));
        }
        body.insert("Properties".into(), properties);
        let clash = self.stack.template.resources.insert(id.into(), Json::Object(body));
        assert!(clash.is_none(), "two resources with the logical id {id}: a rule must refuse their labels");
        self.stack.places.insert(id.into(), at);
        reference(id)
    }

    /// Whether there is a resource of that logical id: for one that several items need.
    pub fn has(&self, id: &str) -> bool {
        self.stack.template.resources.contains_key(id)
    }

    /// Sets an attribute beside `Properties`, such as `DeletionPolicy`.
    pub fn attribute(&mut self, id: &str, name: &str, value: Json) {
        if let Some(Json::Object(body)) = self.stack.template.resources.get_mut(id) {
            body.insert(name.into(), value);
        }
    }

    /// Declares a parameter once and refers to it.
    pub fn parameter(&mut self, name: &str, kind: &str, description: &str, source: Parameter) -> Json {
        self.stack.template.parameters.insert(name.into(), json!({ "Type": kind, "Description": description }));
        self.stack.parameters.insert(name.into(), source);
        reference(name)
    }

    /// Adds an output; it is never exported.
    pub fn output(&mut self, key: &str, description: &str, value: Json) {
        self.stack.template.outputs.insert(key.into(), json!({ "Description": description, "Value": value }));
    }
}

/// Where kinds write their resources.
#[derive(Debug)]
pub struct Synth<'a> {
    /// What the items declare.
    pub facts: &'a Facts,
    /// The application stack.
    pub app: Draft,
    pub(crate) before: Vec<Draft>,
}

impl Synth<'_> {
    /// Begins a stack that must exist before the application's.
    pub fn stack(&mut self, name: String, role: &'static str, description: String, owner: Option<String>) -> &mut Draft {
        self.before.push(Draft::new(name, role, description, owner));
        self.before.last_mut().expect("it was just pushed")
    }

    /// The id of the VPC, as a parameter of the application stack.
    pub fn vpc_id(&mut self) -> Option<Json> {
        self.network_output("VpcId", "AWS::EC2::VPC::Id", "The VPC of the functions")
    }

    /// The ids of the private subnets, one a zone.
    pub fn private_subnets(&mut self) -> Vec<Json> {
        self.subnets(Side::Private)
    }

    /// The ids of the subnets of a side, one a zone.
    pub fn subnets(&mut self, side: Side) -> Vec<Json> {
        let Some(network) = &self.facts.network else { return Vec::new() };
        let ids: Vec<&str> = network.topology.side(side).map(|subnet| subnet.id.as_str()).collect();
        let description = match side {
            Side::Public => "A public subnet",
            Side::Private => "A private subnet of the functions",
            Side::Database => "A subnet of the databases",
        };
        ids.into_iter().filter_map(|id| self.network_output(id, "AWS::EC2::Subnet::Id", description)).collect()
    }

    /// Writes the security group of a component, with the rules that follow from the needs, and refers to it; `None` without a VPC or such a component.
    pub fn security_group(&mut self, component: &str) -> Option<Json> {
        let facts = self.facts;
        let component = facts.find_component(component)?;
        let vpc = self.vpc_id()?;
        let (ingress, egress) = network::rules(component, &facts.components, &facts.needs);
        let mut group = json!({ "GroupDescription": component.about, "VpcId": vpc });
        let ingress: Vec<Json> = ingress.iter().map(|rule| self.ingress(rule)).collect();
        if !ingress.is_empty() {
            group["SecurityGroupIngress"] = json!(ingress);
        }
        group["SecurityGroupEgress"] = match egress.is_empty() {
            false => json!([{ "IpProtocol": "-1", "CidrIp": "0.0.0.0/0", "Description": "To everything that the routes reach" }]),
            // Without a rule AWS adds one that lets everything out. Source: CloudFormation Template Reference, `AWS::EC2::SecurityGroup`.
            true => json!([{ "IpProtocol": "-1", "CidrIp": network::NOWHERE.to_string(), "Description": "It only answers" }]),
        };
        self.app.resource(component.group, "AWS::EC2::SecurityGroup", group, component.at);
        Some(crate::template::attribute(component.group, "GroupId"))
    }

    fn ingress(&self, rule: &Rule) -> Json {
        let mut json = json!({ "IpProtocol": "tcp", "FromPort": rule.ports.0, "ToPort": rule.ports.1 });
        match &rule.peer {
            Peer::Group(group) => {
                let title = self.facts.components.iter().find(|component| component.group == group).map_or("", |component| component.title);
                json["Description"] = json!(format!("From {title}"));
                json["SourceSecurityGroupId"] = crate::template::attribute(group, "GroupId");
            }
            Peer::Range(range) => {
                json["Description"] = json!("From the internet");
                json["CidrIp"] = json!(range.to_string());
            }
            Peer::Prefixes => {}
        }
        json
    }

    fn network_output(&mut self, key: &str, kind: &str, description: &str) -> Option<Json> {
        let network = self.facts.network.as_ref()?;
        let source = Parameter::Output { stack: network.stack.clone(), key: key.into() };
        Some(self.app.parameter(key, kind, description, source))
    }
}
