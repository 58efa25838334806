//! The network stack, written from the topology that the rules searched.

use super::topology::{ENDPOINT_GROUP, INTERNET_GATEWAY, NAT_GROUP, NAT_INSTANCE, endpoint_id};
use super::{Nat, Vpc};
use crate::ast::At;
use crate::graph::{Draft, Synth};
use crate::network::{Cidr, NOWHERE, Reached, Side, Topology};
use crate::template::{attribute, reference, sub};
use serde_json::{Value as Json, json};

pub(super) fn synth(vpc: &Vpc, synth: &mut Synth<'_>) {
    let facts = synth.facts;
    let Some(network) = &facts.network else { return };
    let prefix = facts.prefix();
    let description = vpc.head.doc.clone().unwrap_or_else(|| format!("The network of {prefix}"));
    let draft = synth.stack(vpc.stack(facts), "network", description, network.owner.clone());
    if network.owner.is_some() {
        return; // Only its outputs are read.
    }
    Writer { vpc, topology: &network.topology, draft, prefix }.write();
}

struct Writer<'a> {
    vpc: &'a Vpc,
    topology: &'a Topology,
    draft: &'a mut Draft,
    prefix: String,
}

impl Writer<'_> {
    fn write(&mut self) {
        let (cidr, at) = (self.vpc.cidr.to_string(), self.vpc.head.at);
        let properties = json!({ "CidrBlock": cidr, "EnableDnsHostnames": true, "EnableDnsSupport": true, "Tags": self.tags("vpc") });
        self.draft.resource("Vpc", "AWS::EC2::VPC", properties, at);
        self.draft.output("VpcId", "The VPC", reference("Vpc"));
        if !self.topology.gateways.is_empty() {
            self.internet_gateway();
        }
        for side in self.vpc.sides() {
            self.side(side);
        }
        match *self.vpc.nat {
            Nat::Off => {}
            Nat::Single | Nat::PerZone => self.nat_gateways(),
            Nat::Instance => self.nat_instance(),
        }
        self.private_routes();
        self.endpoints();
        if *self.vpc.flow_logs {
            self.flow_logs();
        }
    }

    fn tags(&self, role: &str) -> Json {
        json!([{ "Key": "Name", "Value": format!("{}-{role}", self.prefix) }])
    }

    fn zone_name(&self, zone: usize) -> Json {
        match self.vpc.letters() {
            Some(letters) => sub(format!("${{AWS::Region}}{}", letters[zone - 1])),
            None => json!({ "Fn::Select": [zone - 1, { "Fn::GetAZs": "" }] }),
        }
    }

    fn internet_gateway(&mut self) {
        let (at, tags) = (self.vpc.head.at, self.tags("internet"));
        self.draft.resource(INTERNET_GATEWAY, "AWS::EC2::InternetGateway", json!({ "Tags": tags }), at);
        let attach = json!({ "VpcId": reference("Vpc"), "InternetGatewayId": reference(INTERNET_GATEWAY) });
        self.draft.resource("InternetGatewayAttachment", "AWS::EC2::VPCGatewayAttachment", attach, at);
    }

    /// The subnets of a side with their route tables, each table before the first subnet that is in it.
    fn side(&mut self, side: Side) {
        let topology = self.topology;
        for (zone, subnet) in (1..).zip(topology.side(side)) {
            let at = self.vpc.subnet_at(side, zone);
            let name = side.word().to_lowercase();
            for table in &subnet.tables {
                if !self.draft.stack.template.resources.contains_key(table) {
                    self.table(table, if table.ends_with(char::is_numeric) { format!("{name}-{zone}") } else { name.clone() }, at);
                }
            }
            let range = subnet.range.map(|range| range.to_string());
            let tags = self.tags(&format!("{name}-{zone}"));
            let properties = json!({ "VpcId": reference("Vpc"), "CidrBlock": range, "AvailabilityZone": self.zone_name(zone), "Tags": tags });
            self.draft.resource(&subnet.id, "AWS::EC2::Subnet", properties, at);
            for table in &subnet.tables {
                let association = json!({ "SubnetId": reference(&subnet.id), "RouteTableId": reference(table) });
                self.draft.resource(&format!("{}RouteTableAssociation", subnet.id), "AWS::EC2::SubnetRouteTableAssociation", association, at);
            }
            self.draft.output(&subnet.id, &format!("A {name} subnet"), reference(&subnet.id));
        }
    }

    /// A route table, with its way to the internet gateway. Ways to a NAT come after the NAT.
    fn table(&mut self, id: &str, name: String, at: At) {
        let tags = self.tags(&name);
        self.draft.resource(id, "AWS::EC2::RouteTable", json!({ "VpcId": reference("Vpc"), "Tags": tags }), at);
        self.routes(id, |via| via == INTERNET_GATEWAY, "GatewayId", &["InternetGatewayAttachment".into()], at);
    }

    /// The routes of a table whose target is of one kind: `PrivateRouteTable1` → `PrivateRoute1`.
    fn routes(&mut self, table: &str, of_kind: impl Fn(&str) -> bool, property: &str, after: &[String], at: At) {
        let topology = self.topology;
        let routes = topology.tables.iter().filter(|known| known.id == table).flat_map(|table| &table.routes);
        for route in routes.filter(|route| of_kind(&route.via)) {
            let mut properties = json!({ "RouteTableId": reference(table), "DestinationCidrBlock": route.to.to_string() });
            properties[property] = reference(&route.via);
            self.draft.resource_after(&table.replace("RouteTable", "Route"), "AWS::EC2::Route", properties, after, at);
        }
    }

    fn nat_gateways(&mut self) {
        let (topology, at) = (self.topology, self.vpc.nat.at);
        for (number, nat) in (1..).zip(&topology.nats) {
            let tags = self.tags(&format!("nat-{number}"));
            let address = format!("NatAddress{number}");
            let wait = ["InternetGatewayAttachment".to_string()];
            self.draft.resource_after(&address, "AWS::EC2::EIP", json!({ "Domain": "vpc", "Tags": tags }), &wait, at);
            let properties = json!({ "AllocationId": attribute(&address, "AllocationId"), "SubnetId": reference(&nat.subnet), "Tags": tags });
            self.draft.resource_after(&nat.id, "AWS::EC2::NatGateway", properties, &["PublicRoute".into()], at);
        }
    }

    fn private_routes(&mut self) {
        let (topology, at) = (self.topology, self.vpc.nat.at);
        for table in topology.tables.iter().filter(|table| table.id != "PublicRouteTable") {
            self.routes(&table.id, |via| via.starts_with("NatGateway"), "NatGatewayId", &[], at);
            self.routes(&table.id, |via| via == NAT_INSTANCE, "InstanceId", &[], at);
        }
    }

    /// A t4g.nano that forwards and masquerades. Source: VPC User Guide, "NAT instances".
    fn nat_instance(&mut self) {
        let (cidr, at) = (self.vpc.cidr.to_string(), self.vpc.nat.at);
        let tags = self.tags("nat");
        let group = json!({
            "GroupDescription": "What the private subnets send out through the NAT instance", "VpcId": reference("Vpc"), "Tags": tags,
            "SecurityGroupIngress": [{ "IpProtocol": "-1", "CidrIp": cidr, "Description": "From the VPC" }],
            "SecurityGroupEgress": [{ "IpProtocol": "-1", "CidrIp": Cidr::ANYWHERE.to_string(), "Description": "To the internet" }],
        });
        self.draft.resource(NAT_GROUP, "AWS::EC2::SecurityGroup", group, at);
        let script = format!(
            "#!/bin/bash\nset -eu\necho net.ipv4.ip_forward=1 > /etc/sysctl.d/90-nat.conf\nsysctl -p /etc/sysctl.d/90-nat.conf\n\
             dnf install -y nftables\n\
             cat > /etc/nftables/nat.nft <<'RULES'\ntable ip nat {{\n  chain postrouting {{\n    type nat hook postrouting priority srcnat;\n    ip saddr {cidr} ip daddr != {cidr} masquerade\n  }}\n}}\nRULES\n\
             echo 'include \"/etc/nftables/nat.nft\"' >> /etc/sysconfig/nftables.conf\nsystemctl enable --now nftables\n"
        );
        let subnet = self.topology.nats.first().map_or(String::new(), |nat| nat.subnet.clone());
        let instance = json!({
            "ImageId": "{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64}}",
            "InstanceType": "t4g.nano",
            "SourceDestCheck": false,
            "NetworkInterfaces": [{
                "DeviceIndex": "0", "AssociatePublicIpAddress": true, "SubnetId": reference(&subnet),
                "GroupSet": [attribute(NAT_GROUP, "GroupId")],
            }],
            "UserData": { "Fn::Base64": script },
            "Tags": tags,
        });
        self.draft.resource_after(NAT_INSTANCE, "AWS::EC2::Instance", instance, &["PublicRoute".into()], at);
    }

    fn endpoints(&mut self) {
        let (topology, at) = (self.topology, self.vpc.endpoints.at);
        let cidr = self.vpc.cidr.to_string();
        for endpoint in &topology.endpoints {
            let mut properties = json!({ "VpcId": reference("Vpc"), "ServiceName": sub(format!("com.amazonaws.${{AWS::Region}}.{}", endpoint.service)) });
            let at = match &endpoint.reached {
                Reached::Gateway(tables) => {
                    properties["VpcEndpointType"] = json!("Gateway");
                    properties["RouteTableIds"] = tables.iter().map(|table| reference(table)).collect();
                    self.vpc.head.at
                }
                Reached::Interface { subnets, groups, dns } => {
                    if !self.draft.stack.template.resources.contains_key(ENDPOINT_GROUP) {
                        self.endpoint_group(&cidr, at);
                    }
                    properties["VpcEndpointType"] = json!("Interface");
                    properties["PrivateDnsEnabled"] = json!(dns);
                    properties["SubnetIds"] = subnets.iter().map(|subnet| reference(subnet)).collect();
                    properties["SecurityGroupIds"] = groups.iter().map(|group| attribute(group, "GroupId")).collect();
                    let index = self.vpc.endpoint_names().iter().position(|name| endpoint_id(name) == endpoint.id);
                    index.map_or(at, |index| self.vpc.endpoints.element(index))
                }
            };
            self.draft.resource(&endpoint.id, "AWS::EC2::VPCEndpoint", properties, at);
        }
    }

    fn endpoint_group(&mut self, cidr: &str, at: At) {
        let tags = self.tags("endpoints");
        let group = json!({
            "GroupDescription": "HTTPS from the VPC to the interface endpoints", "VpcId": reference("Vpc"), "Tags": tags,
            "SecurityGroupIngress": [{ "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": cidr, "Description": "From the VPC" }],
            "SecurityGroupEgress": [{ "IpProtocol": "-1", "CidrIp": NOWHERE.to_string(), "Description": "They only answer" }],
        });
        self.draft.resource(ENDPOINT_GROUP, "AWS::EC2::SecurityGroup", group, at);
    }
    fn flow_logs(&mut self) {
        let at = self.vpc.flow_logs.at;
        let name = format!("/pocket/{}-network/flow", self.prefix);
        let group = json!({ "LogGroupName": name, "RetentionInDays": super::costs::FLOW_LOG_DAYS });
        self.draft.resource("FlowLogGroup", "AWS::Logs::LogGroup", group, at);
        for attribute in ["DeletionPolicy", "UpdateReplacePolicy"] {
            self.draft.attribute("FlowLogGroup", attribute, json!("Delete"));
        }
        let role = json!({
            "AssumeRolePolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [{ "Effect": "Allow", "Principal": { "Service": "vpc-flow-logs.amazonaws.com" }, "Action": "sts:AssumeRole" }],
            },
            "Policies": [{
                "PolicyName": "write",
                "PolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [{
                        "Effect": "Allow",
                        "Action": ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"],
                        "Resource": attribute("FlowLogGroup", "Arn"),
                    }],
                },
            }],
        });
        self.draft.resource("FlowLogRole", "AWS::IAM::Role", role, at);
        let flow = json!({
            "ResourceId": reference("Vpc"), "ResourceType": "VPC", "TrafficType": "ALL", "LogGroupName": reference("FlowLogGroup"),
            "DeliverLogsPermissionArn": attribute("FlowLogRole", "Arn"),
        });
        self.draft.resource("FlowLog", "AWS::EC2::FlowLog", flow, at);
    }
}
