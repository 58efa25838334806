//! The network stack. Public subnets come first in the range, private ones after them, each a sixteenth of it.

use super::{Nat, Vpc};
use crate::ast::At;
use crate::graph::{Draft, Synth};
use crate::template::{attribute, reference, sub};
use serde_json::{Value as Json, json};

pub(super) fn synth(vpc: &Vpc, synth: &mut Synth<'_>) {
    let facts = synth.facts;
    let owner = facts.network.as_ref().and_then(|network| network.owner.clone());
    let name = vpc.stack(facts);
    let prefix = facts.prefix();
    let description = vpc.head.doc.clone().unwrap_or_else(|| format!("The network of {prefix}"));
    let draft = synth.stack(name, "network", description, owner.clone());
    if owner.is_some() {
        return; // Only its outputs are read.
    }
    Writer { vpc, draft, prefix, at: vpc.head.at }.write();
}

struct Writer<'a> {
    vpc: &'a Vpc,
    draft: &'a mut Draft,
    prefix: String,
    at: At,
}

impl Writer<'_> {
    fn write(&mut self) {
        let cidr = self.vpc.cidr.to_string();
        let tags = self.tags("vpc");
        self.add("Vpc", "AWS::EC2::VPC", json!({ "CidrBlock": cidr, "EnableDnsHostnames": true, "EnableDnsSupport": true, "Tags": tags }));
        self.draft.output("VpcId", "The VPC", reference("Vpc"));
        let public = *self.vpc.nat != Nat::Off;
        if public {
            self.public_side();
        }
        let zones = self.vpc.zone_count();
        for zone in 1..=zones {
            self.private_zone(zone);
        }
        match *self.vpc.nat {
            Nat::Off => {}
            Nat::Single => self.nat_gateway(1),
            Nat::PerZone => (1..=zones).for_each(|zone| self.nat_gateway(zone)),
            Nat::Instance => self.nat_instance(),
        }
        self.s3_endpoint();
        self.interface_endpoints();
        if *self.vpc.flow_logs {
            self.flow_logs();
        }
    }

    fn add(&mut self, id: &str, kind: &str, properties: Json) -> Json {
        self.draft.resource(id, kind, properties, self.at)
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

    fn subnet(&mut self, id: &str, role: &str, part: usize, zone: usize) {
        let cidr = self.vpc.cidr.sixteenth(part).to_string();
        let properties = json!({
            "VpcId": reference("Vpc"), "CidrBlock": cidr, "AvailabilityZone": self.zone_name(zone), "Tags": self.tags(role),
        });
        self.add(id, "AWS::EC2::Subnet", properties);
    }

    /// A public subnet a zone, one route table for all, and the internet gateway.
    fn public_side(&mut self) {
        let tags = self.tags("internet");
        self.add("InternetGateway", "AWS::EC2::InternetGateway", json!({ "Tags": tags }));
        let attach = json!({ "VpcId": reference("Vpc"), "InternetGatewayId": reference("InternetGateway") });
        self.add("InternetGatewayAttachment", "AWS::EC2::VPCGatewayAttachment", attach);
        let tags = self.tags("public");
        self.add("PublicRouteTable", "AWS::EC2::RouteTable", json!({ "VpcId": reference("Vpc"), "Tags": tags }));
        let route = json!({
            "RouteTableId": reference("PublicRouteTable"), "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": reference("InternetGateway"),
        });
        self.draft.resource_after("PublicRoute", "AWS::EC2::Route", route, &["InternetGatewayAttachment".into()], self.at);
        for zone in 1..=self.vpc.zone_count() {
            let id = format!("PublicSubnet{zone}");
            self.subnet(&id, &format!("public-{zone}"), zone - 1, zone);
            let association = json!({ "SubnetId": reference(&id), "RouteTableId": reference("PublicRouteTable") });
            self.add(&format!("{id}RouteTableAssociation"), "AWS::EC2::SubnetRouteTableAssociation", association);
            self.draft.output(&id, "A public subnet", reference(&id));
        }
    }

    /// A private subnet with a route table of its own, so that zones can get their own NAT.
    fn private_zone(&mut self, zone: usize) {
        let id = format!("PrivateSubnet{zone}");
        self.subnet(&id, &format!("private-{zone}"), self.vpc.zone_count() + zone - 1, zone);
        let table = format!("PrivateRouteTable{zone}");
        let tags = self.tags(&format!("private-{zone}"));
        self.add(&table, "AWS::EC2::RouteTable", json!({ "VpcId": reference("Vpc"), "Tags": tags }));
        let association = json!({ "SubnetId": reference(&id), "RouteTableId": reference(&table) });
        self.add(&format!("{id}RouteTableAssociation"), "AWS::EC2::SubnetRouteTableAssociation", association);
        self.draft.output(&id, "A private subnet", reference(&id));
    }

    fn nat_gateway(&mut self, zone: usize) {
        let tags = self.tags(&format!("nat-{zone}"));
        let address = format!("NatAddress{zone}");
        let wait = ["InternetGatewayAttachment".to_string()];
        self.draft.resource_after(&address, "AWS::EC2::EIP", json!({ "Domain": "vpc", "Tags": tags }), &wait, self.at);
        let gateway = format!("NatGateway{zone}");
        let properties = json!({
            "AllocationId": attribute(&address, "AllocationId"), "SubnetId": reference(&format!("PublicSubnet{zone}")), "Tags": tags,
        });
        self.draft.resource_after(&gateway, "AWS::EC2::NatGateway", properties, &["PublicRoute".into()], self.at);
        let served = if *self.vpc.nat == Nat::PerZone { zone..=zone } else { 1..=self.vpc.zone_count() };
        for private in served {
            self.private_route(private, "NatGatewayId", &gateway);
        }
    }

    fn private_route(&mut self, zone: usize, target: &str, id: &str) {
        let mut route = json!({ "RouteTableId": reference(&format!("PrivateRouteTable{zone}")), "DestinationCidrBlock": "0.0.0.0/0" });
        route[target] = reference(id);
        self.add(&format!("PrivateRoute{zone}"), "AWS::EC2::Route", route);
    }

    /// A t4g.nano that forwards and masquerades. Source: VPC User Guide, "NAT instances".
    fn nat_instance(&mut self) {
        let cidr = self.vpc.cidr.to_string();
        let tags = self.tags("nat");
        let group = json!({
            "GroupDescription": "What the private subnets send out through the NAT instance", "VpcId": reference("Vpc"), "Tags": tags,
            "SecurityGroupIngress": [{ "IpProtocol": "-1", "CidrIp": cidr, "Description": "From the VPC" }],
            "SecurityGroupEgress": [{ "IpProtocol": "-1", "CidrIp": "0.0.0.0/0", "Description": "To the internet" }],
        });
        self.add("NatSecurityGroup", "AWS::EC2::SecurityGroup", group);
        let script = format!(
            "#!/bin/bash\nset -eu\necho net.ipv4.ip_forward=1 > /etc/sysctl.d/90-nat.conf\nsysctl -p /etc/sysctl.d/90-nat.conf\n\
             dnf install -y nftables\n\
             cat > /etc/nftables/nat.nft <<'RULES'\ntable ip nat {{\n  chain postrouting {{\n    type nat hook postrouting priority srcnat;\n    ip saddr {cidr} ip daddr != {cidr} masquerade\n  }}\n}}\nRULES\n\
             echo 'include \"/etc/nftables/nat.nft\"' >> /etc/sysconfig/nftables.conf\nsystemctl enable --now nftables\n"
        );
        let instance = json!({
            "ImageId": "{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64}}",
            "InstanceType": "t4g.nano",
            "SourceDestCheck": false,
            "NetworkInterfaces": [{
                "DeviceIndex": "0", "AssociatePublicIpAddress": true, "SubnetId": reference("PublicSubnet1"),
                "GroupSet": [attribute("NatSecurityGroup", "GroupId")],
            }],
            "UserData": { "Fn::Base64": script },
            "Tags": tags,
        });
        self.draft.resource_after("NatInstance", "AWS::EC2::Instance", instance, &["PublicRoute".into()], self.at);
        for zone in 1..=self.vpc.zone_count() {
            self.private_route(zone, "InstanceId", "NatInstance");
        }
    }

    fn s3_endpoint(&mut self) {
        let tables: Vec<Json> = (1..=self.vpc.zone_count()).map(|zone| reference(&format!("PrivateRouteTable{zone}"))).collect();
        let properties = json!({
            "VpcId": reference("Vpc"), "ServiceName": sub("com.amazonaws.${AWS::Region}.s3"), "VpcEndpointType": "Gateway", "RouteTableIds": tables,
        });
        self.add("S3Endpoint", "AWS::EC2::VPCEndpoint", properties);
    }

    fn interface_endpoints(&mut self) {
        if self.vpc.endpoint_names().is_empty() {
            return;
        }
        let cidr = self.vpc.cidr.to_string();
        let tags = self.tags("endpoints");
        let group = json!({
            "GroupDescription": "HTTPS from the VPC to the interface endpoints", "VpcId": reference("Vpc"), "Tags": tags,
            "SecurityGroupIngress": [{ "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": cidr, "Description": "From the VPC" }],
        });
        self.add("EndpointSecurityGroup", "AWS::EC2::SecurityGroup", group);
        let subnets: Vec<Json> = (1..=self.vpc.zone_count()).map(|zone| reference(&format!("PrivateSubnet{zone}"))).collect();
        for name in self.vpc.endpoint_names().to_vec() {
            let properties = json!({
                "VpcId": reference("Vpc"), "ServiceName": sub(format!("com.amazonaws.${{AWS::Region}}.{name}")), "VpcEndpointType": "Interface",
                "PrivateDnsEnabled": true, "SubnetIds": subnets, "SecurityGroupIds": [attribute("EndpointSecurityGroup", "GroupId")],
            });
            let id = format!("{}Endpoint", crate::names::logical(&name));
            self.draft.resource(&id, "AWS::EC2::VPCEndpoint", properties, self.vpc.endpoints.at);
        }
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
