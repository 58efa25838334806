//! The network that the templates of a stage make: an independent reading, which knows CloudFormation and nothing of the kinds that wrote it.

use super::{Cidr, Endpoint, Group, Interface, Nat, Peer, Reached, Route, Rule, Subnet, Table, Topology};
use crate::synth::{Parameter, Stack};
use serde_json::Value as Json;

/// Resources that have interfaces in a VPC: where their subnets and security groups stand.
const INTERFACES: &[(&str, &str, &str)] = &[
    ("AWS::Lambda::Function", "/VpcConfig/SubnetIds", "/VpcConfig/SecurityGroupIds"),
    ("AWS::EFS::MountTarget", "/SubnetId", "/SecurityGroups"),
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", "/Subnets", "/SecurityGroups"),
    ("AWS::ECS::Service", "/NetworkConfiguration/AwsvpcConfiguration/Subnets", "/NetworkConfiguration/AwsvpcConfiguration/SecurityGroups"),
];

/// Reads the templates of a stage. What is in a stack of another stage is taken from `shared`, the network that stage declares.
pub fn read(stacks: &[Stack], shared: Option<&Topology>) -> Topology {
    let mut reader = Reader { stacks, topology: shared.cloned().unwrap_or_default() };
    for stack in stacks.iter().filter(|stack| stack.owner.is_none()) {
        reader.resources(stack);
    }
    for stack in stacks.iter().filter(|stack| stack.owner.is_none()) {
        reader.connections(stack);
    }
    reader.topology
}

struct Reader<'a> {
    stacks: &'a [Stack],
    topology: Topology,
}

fn resources(stack: &Stack) -> impl Iterator<Item = (&String, &str, &Json)> {
    stack.template.resources.iter().filter_map(|(id, resource)| Some((id, resource["Type"].as_str()?, &resource["Properties"])))
}

fn range(value: &Json) -> Option<Cidr> {
    value.as_str().and_then(Cidr::parse)
}

/// `{"Fn::Sub": "${AWS::Region}a"}` → `a`; `{"Fn::Select": [1, …]}` → `2`.
fn zone(value: &Json) -> String {
    if let Some(text) = value["Fn::Sub"].as_str() {
        return text.trim_start_matches("${AWS::Region}").to_string();
    }
    match value["Fn::Select"][0].as_u64() {
        Some(index) => (index + 1).to_string(),
        None => value.as_str().unwrap_or_default().to_string(),
    }
}

impl Reader<'_> {
    /// What exists by itself.
    fn resources(&mut self, stack: &Stack) {
        for (id, kind, properties) in resources(stack) {
            let id = id.clone();
            match kind {
                "AWS::EC2::VPC" => self.topology.range = range(&properties["CidrBlock"]),
                "AWS::EC2::Subnet" => {
                    let (zone, range) = (zone(&properties["AvailabilityZone"]), range(&properties["CidrBlock"]));
                    self.topology.subnets.push(Subnet { id, zone, range, tables: Vec::new() });
                }
                "AWS::EC2::RouteTable" => self.topology.tables.push(Table { id, routes: Vec::new() }),
                "AWS::EC2::NatGateway" => {
                    let subnet = self.id(stack, &properties["SubnetId"]);
                    self.topology.nats.push(Nat { id, subnet, groups: None });
                }
                // An instance forwards only when it may carry packets that are not its own.
                "AWS::EC2::Instance" if properties["SourceDestCheck"] == false => {
                    let card = &properties["NetworkInterfaces"][0];
                    let groups = Some(self.ids(stack, &card["GroupSet"]));
                    self.topology.nats.push(Nat { id, subnet: self.id(stack, &card["SubnetId"]), groups });
                }
                "AWS::EC2::SecurityGroup" => {
                    let ingress = self.rules(stack, &properties["SecurityGroupIngress"], "Source");
                    let egress = match properties.get("SecurityGroupEgress").and_then(Json::as_array) {
                        Some(rules) if !rules.is_empty() => self.rules(stack, &properties["SecurityGroupEgress"], "Destination"),
                        // Without rules AWS lets everything out. Source: CloudFormation Template Reference, `AWS::EC2::SecurityGroup`.
                        _ => vec![Rule::anything()],
                    };
                    self.topology.groups.push(Group { id, ingress, egress });
                }
                _ => {}
            }
        }
    }

    /// What connects them.
    fn connections(&mut self, stack: &Stack) {
        for (id, kind, properties) in resources(stack) {
            match kind {
                "AWS::EC2::VPCGatewayAttachment" => {
                    let gateway = self.id(stack, &properties["InternetGatewayId"]);
                    self.topology.gateways.push(gateway);
                }
                "AWS::EC2::Route" => {
                    let targets =
                        ["GatewayId", "NatGatewayId", "InstanceId", "NetworkInterfaceId", "VpcPeeringConnectionId", "TransitGatewayId"];
                    let target = targets.iter().find_map(|name| properties.get(*name));
                    let via = target.map(|target| self.id(stack, target)).unwrap_or_default();
                    let table = self.id(stack, &properties["RouteTableId"]);
                    if let (Some(to), Some(table)) =
                        (range(&properties["DestinationCidrBlock"]), self.topology.tables.iter_mut().find(|known| known.id == table))
                    {
                        table.routes.push(Route { to, via });
                    }
                }
                "AWS::EC2::SubnetRouteTableAssociation" => {
                    let (subnet, table) = (self.id(stack, &properties["SubnetId"]), self.id(stack, &properties["RouteTableId"]));
                    if let Some(subnet) = self.topology.subnets.iter_mut().find(|known| known.id == subnet) {
                        subnet.tables.push(table);
                    }
                }
                "AWS::EC2::VPCEndpoint" => self.endpoint(stack, id, properties),
                "AWS::EC2::SecurityGroupIngress" => self.rule_apart(stack, properties, "Source"),
                "AWS::EC2::SecurityGroupEgress" => self.rule_apart(stack, properties, "Destination"),
                _ => self.interface(stack, id, kind, properties),
            }
        }
    }

    fn endpoint(&mut self, stack: &Stack, id: &str, properties: &Json) {
        let name = &properties["ServiceName"];
        let name = name["Fn::Sub"].as_str().or(name.as_str()).unwrap_or_default();
        // `com.amazonaws.REGION.ecr.api`
        let service = name.trim_start_matches("com.amazonaws.").split_once('.').map_or(name, |(_, service)| service).to_string();
        let reached = if properties["VpcEndpointType"] == "Interface" {
            Reached::Interface {
                subnets: self.ids(stack, &properties["SubnetIds"]),
                groups: self.ids(stack, &properties["SecurityGroupIds"]),
                dns: properties["PrivateDnsEnabled"] != false,
            }
        } else {
            Reached::Gateway(self.ids(stack, &properties["RouteTableIds"]))
        };
        self.topology.endpoints.push(Endpoint { id: id.into(), service, reached });
    }

    fn interface(&mut self, stack: &Stack, id: &str, kind: &str, properties: &Json) {
        let Some((_, subnets, groups)) = INTERFACES.iter().find(|(known, ..)| *known == kind) else { return };
        let Some(subnets) = properties.pointer(subnets) else { return };
        let groups = properties.pointer(groups).map(|groups| self.ids(stack, groups)).unwrap_or_default();
        let public = properties["Scheme"] == "internet-facing"
            || properties.pointer("/NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp").is_some_and(|it| it == "ENABLED");
        let subnets = self.ids(stack, subnets);
        self.topology.interfaces.push(Interface { resource: id.into(), subnets, groups, public });
    }

    fn rule_apart(&mut self, stack: &Stack, properties: &Json, side: &str) {
        let group = self.id(stack, &properties["GroupId"]);
        let rule = self.rule(stack, properties, side);
        if let (Some(rule), Some(group)) = (rule, self.topology.groups.iter_mut().find(|known| known.id == group)) {
            let rules = if side == "Source" { &mut group.ingress } else { &mut group.egress };
            rules.push(rule);
        }
    }

    fn rules(&self, stack: &Stack, list: &Json, side: &str) -> Vec<Rule> {
        list.as_array().into_iter().flatten().filter_map(|rule| self.rule(stack, rule, side)).collect()
    }

    /// A rule that lets TCP through to somewhere.
    fn rule(&self, stack: &Stack, rule: &Json, side: &str) -> Option<Rule> {
        let port = |name: &str| rule[name].as_i64().and_then(|port| u16::try_from(port).ok());
        let ports = match &rule["IpProtocol"] {
            Json::String(protocol) if protocol == "-1" => (0, u16::MAX),
            Json::String(protocol) if protocol == "tcp" || protocol == "6" => (port("FromPort")?, port("ToPort")?),
            _ => return None,
        };
        let peer = match (rule.get("CidrIp"), range(&rule["CidrIp"])) {
            // The address of the machine itself stands for nothing: AWS's own way to write a group that sends nothing.
            (_, Some(NOWHERE)) => return None,
            (_, Some(range)) => Peer::Range(range),
            // Known only while it is deployed: the audit has no opinion.
            (Some(_), None) => Peer::Range(Cidr::ANYWHERE),
            (None, None) if rule.get(format!("{side}PrefixListId")).is_some() => Peer::Prefixes,
            (None, None) => Peer::Group(self.id(stack, rule.get(format!("{side}SecurityGroupId"))?)),
        };
        Some(Rule { ports, peer })
    }

    fn ids(&self, stack: &Stack, value: &Json) -> Vec<String> {
        match value {
            Json::Array(list) => list.iter().map(|value| self.id(stack, value)).collect(),
            Json::Null => Vec::new(),
            value => vec![self.id(stack, value)],
        }
    }

    /// The logical id that a reference leads to, through the parameters and outputs between the stacks; a literal as it is.
    fn id(&self, stack: &Stack, value: &Json) -> String {
        if let Some(name) = value["Ref"].as_str() {
            return match stack.parameters.get(name) {
                Some(Parameter::Output { stack: from, key }) => {
                    let owner = self.stacks.iter().find(|known| known.name == *from);
                    match owner.and_then(|owner| Some((owner, owner.template.outputs.get(key)?))) {
                        Some((owner, output)) => self.id(owner, &output["Value"]),
                        // A stack of another stage: its outputs are named after its resources.
                        None => key.clone(),
                    }
                }
                _ => name.to_string(),
            };
        }
        let attribute = value["Fn::GetAtt"][0].as_str().or_else(|| value["Fn::GetAtt"].as_str()?.split('.').next());
        attribute.or_else(|| value.as_str()).unwrap_or_default().to_string()
    }
}

/// `127.0.0.1/32`. Source: CloudFormation Template Reference, `AWS::EC2::SecurityGroup`, "Remove default rule".
pub(crate) const NOWHERE: Cidr = Cidr { address: 0x7f00_0001, prefix: 32 };
