use super::*;
use crate::ast::At;
use crate::diag::Diagnostic;
use crate::graph::Draft;
use crate::messages::Lang;
use crate::synth::{Parameter, Stack};
use serde_json::json;

fn subnet(id: &str, zone: &str, range: &str, table: &str) -> Subnet {
    Subnet { id: id.into(), zone: zone.into(), range: Cidr::parse(range), tables: vec![table.into()] }
}

fn table(id: &str, via: Option<&str>) -> Table {
    Table { id: id.into(), routes: via.map(|via| Route { to: Cidr::ANYWHERE, via: via.into() }).into_iter().collect() }
}

fn group(id: &str, ingress: Vec<Rule>, egress: Vec<Rule>) -> Group {
    Group { id: id.into(), ingress, egress }
}

fn interface(resource: &str, subnets: &[&str], groups: &[&str]) -> Interface {
    let own = |ids: &[&str]| ids.iter().map(|id| id.to_string()).collect();
    Interface { resource: resource.into(), subnets: own(subnets), groups: own(groups), public: false }
}

/// Two zones, one NAT gateway, an endpoint for `ssm`, a function and a mount target in each zone.
fn shop() -> Topology {
    let inside = Peer::Range(Cidr::DEFAULT);
    let reached = Reached::Interface { subnets: vec!["PrivateSubnet1".into()], groups: vec!["EndpointGroup".into()], dns: true };
    Topology {
        range: Some(Cidr::DEFAULT),
        subnets: vec![
            subnet("PublicSubnet1", "a", "10.0.0.0/20", "Public"),
            subnet("PrivateSubnet1", "a", "10.0.32.0/20", "Private1"),
            subnet("PrivateSubnet2", "c", "10.0.48.0/20", "Private2"),
        ],
        tables: vec![table("Public", Some("Gateway")), table("Private1", Some("Nat")), table("Private2", Some("Nat"))],
        gateways: vec!["Gateway".into()],
        nats: vec![Nat { id: "Nat".into(), subnet: "PublicSubnet1".into(), groups: None }],
        endpoints: vec![
            Endpoint { id: "S3".into(), service: "s3".into(), reached: Reached::Gateway(vec!["Private1".into(), "Private2".into()]) },
            Endpoint { id: "Ssm".into(), service: "ssm".into(), reached },
        ],
        groups: vec![
            group("EndpointGroup", vec![Rule::port(443, inside)], Vec::new()),
            group("FunctionGroup", Vec::new(), vec![Rule::anything()]),
            group("CacheGroup", vec![Rule::port(2049, Peer::Group("FunctionGroup".into()))], Vec::new()),
        ],
        interfaces: vec![
            interface("Web", &["PrivateSubnet1", "PrivateSubnet2"], &["FunctionGroup"]),
            interface("Target1", &["PrivateSubnet1"], &["CacheGroup"]),
            interface("Target2", &["PrivateSubnet2"], &["CacheGroup"]),
        ],
    }
}

const CACHE: Want = Want::Port { component: "cache", port: 2049, every_zone: true };

fn path(topology: &Topology, want: &Want) -> Result<Vec<String>, String> {
    let targets: Vec<&Interface> = topology.interfaces.iter().filter(|interface| interface.resource.starts_with("Target")).collect();
    let web = topology.interface("Web").expect("the function is there");
    topology.path(web, want, &targets).map_err(|missing| missing.say().text(Lang::En).to_string())
}

fn missing(change: impl FnOnce(&mut Topology), want: Want) -> String {
    let mut topology = shop();
    change(&mut topology);
    path(&topology, &want).expect_err("the way is cut")
}

#[test]
fn each_way_passes_what_it_should() {
    let way = |want| path(&shop(), &want).expect("there is a way").join(" ");
    assert_eq!(way(Want::Internet), "PrivateSubnet1 Private1 Nat PublicSubnet1 Public Gateway");
    assert_eq!(way(Want::Service("s3")), "PrivateSubnet1 Private1 S3");
    assert_eq!(way(Want::Service("ssm")), "PrivateSubnet1 Ssm");
    assert_eq!(way(Want::Service("sqs")), "PrivateSubnet1 Private1 Nat PublicSubnet1 Public Gateway");
    assert_eq!(way(CACHE), "PrivateSubnet1 Target1");
}

#[test]
fn the_missing_hop_of_a_way_to_the_internet_is_named() {
    let second = |topology: &mut Topology| topology.tables[2].routes.clear();
    assert_eq!(missing(second, Want::Internet), "the private subnet in zone c has no route to 0.0.0.0/0");
    let none = |topology: &mut Topology| topology.subnets[1].tables.clear();
    assert_eq!(missing(none, Want::Internet), "the private subnet in zone a is not in exactly one route table");
    let two = |topology: &mut Topology| topology.subnets[1].tables.push("Private2".into());
    assert_eq!(missing(two, Want::Internet), "the private subnet in zone a is not in exactly one route table");
    let gone = |topology: &mut Topology| topology.nats.clear();
    let dead = "the route of the private subnet in zone a to 0.0.0.0/0 ends at `Nat`, which leads no further";
    assert_eq!(missing(gone, Want::Internet), dead);
    let detached = |topology: &mut Topology| topology.gateways.clear();
    assert_eq!(missing(detached, Want::Internet), dead);
    let in_private = |topology: &mut Topology| topology.nats[0].subnet = "PrivateSubnet1".into();
    assert_eq!(missing(in_private, Want::Internet), dead);
    let public = |topology: &mut Topology| topology.interfaces[0].subnets = vec!["PublicSubnet1".into()];
    assert_eq!(
        missing(public, Want::Internet),
        "`Web` has no public address, which the internet gateway of the public subnet in zone a wants"
    );
    let silent = |topology: &mut Topology| topology.groups[1].egress.clear();
    assert_eq!(missing(silent, Want::Internet), "the security group `FunctionGroup` does not let port 443 out to `0.0.0.0/0`");
    let inside_only = |topology: &mut Topology| topology.groups[1].egress = vec![Rule::port(443, Peer::Range(Cidr::DEFAULT))];
    assert_eq!(missing(inside_only, Want::Internet), "the security group `FunctionGroup` does not let port 443 out to `0.0.0.0/0`");
    let elsewhere = |topology: &mut Topology| topology.interfaces[0].subnets.clear();
    assert_eq!(missing(elsewhere, Want::Internet), "`Web` is not in the VPC");
}

#[test]
fn a_nat_instance_must_accept_what_it_forwards() {
    let mut topology = shop();
    topology.nats[0].groups = Some(vec!["NatGroup".into()]);
    topology.groups.push(group("NatGroup", vec![Rule::port(443, Peer::Range(Cidr::DEFAULT))], vec![Rule::anything()]));
    assert!(path(&topology, &Want::Internet).is_ok());
    topology.groups[3].ingress = vec![Rule::port(443, Peer::Range(Cidr::parse("10.0.32.0/20").expect("a range")))];
    let refused = "the security group `NatGroup` does not accept port 443 from `FunctionGroup`";
    assert_eq!(path(&topology, &Want::Internet).expect_err("the second zone is not accepted"), refused);
}

#[test]
fn a_public_address_needs_no_nat() {
    let mut topology = shop();
    topology.interfaces[0].subnets = vec!["PublicSubnet1".into()];
    topology.interfaces[0].public = true;
    assert_eq!(path(&topology, &Want::Internet).expect("by the gateway"), ["PublicSubnet1", "Public", "Gateway"]);
}

#[test]
fn the_missing_hop_of_a_way_to_a_service_is_named() {
    let closed = |topology: &mut Topology| {
        topology.nats.clear();
        topology.tables.iter_mut().skip(1).for_each(|table| table.routes.clear());
    };
    assert_eq!(missing(closed, Want::Service("sqs")), "there is no interface endpoint for `sqs` and no route to the internet");
    // The service's name leads to the endpoint, whatever else there is.
    let refused = |topology: &mut Topology| topology.groups[0].ingress.clear();
    assert_eq!(missing(refused, Want::Service("ssm")), "the security group `EndpointGroup` does not accept port 443 from `FunctionGroup`");
    let of_one_zone = |topology: &mut Topology| {
        topology.groups[0].ingress = vec![Rule::port(443, Peer::Range(Cidr::parse("10.0.32.0/20").expect("a range")))];
    };
    assert_eq!(
        missing(of_one_zone, Want::Service("ssm")),
        "the security group `EndpointGroup` does not accept port 443 from `FunctionGroup`"
    );
    let nowhere = |topology: &mut Topology| {
        topology.endpoints[1].reached = Reached::Interface { subnets: Vec::new(), groups: Vec::new(), dns: true };
    };
    assert_eq!(missing(nowhere, Want::Service("ssm")), "there is no interface endpoint for `ssm` and no route to the internet");
    let mut nameless = shop();
    nameless.endpoints[1].reached = Reached::Interface { subnets: vec!["PrivateSubnet1".into()], groups: Vec::new(), dns: false };
    assert!(path(&nameless, &Want::Service("ssm")).expect("by the NAT").contains(&"Nat".to_string()));
    let mut without_s3 = shop();
    without_s3.endpoints[0].reached = Reached::Gateway(vec!["Private2".into()]);
    assert!(path(&without_s3, &Want::Service("s3")).expect("by the NAT").contains(&"Nat".to_string()));
    let prefixes = |topology: &mut Topology| topology.groups[1].egress = vec![Rule::port(443, Peer::Prefixes)];
    assert_eq!(missing(prefixes, Want::Internet), "the security group `FunctionGroup` does not let port 443 out to `0.0.0.0/0`");
    let mut narrow = shop();
    prefixes(&mut narrow);
    assert!(path(&narrow, &Want::Service("s3")).is_ok());
}

#[test]
fn the_missing_hop_of_a_way_to_a_component_is_named() {
    let refused = |topology: &mut Topology| topology.groups[2].ingress.clear();
    assert_eq!(missing(refused, CACHE), "the security group `CacheGroup` does not accept port 2049 from `FunctionGroup`");
    let other_port = |topology: &mut Topology| topology.groups[2].ingress[0].ports = (2050, 2050);
    assert_eq!(missing(other_port, CACHE), "the security group `CacheGroup` does not accept port 2049 from `FunctionGroup`");
    let silent = |topology: &mut Topology| topology.groups[1].egress = vec![Rule::port(443, Peer::Range(Cidr::ANYWHERE))];
    assert_eq!(missing(silent, CACHE), "the security group `FunctionGroup` does not let port 2049 out to `Target1`");
    let one_zone = |topology: &mut Topology| drop(topology.interfaces.pop());
    assert_eq!(missing(one_zone, CACHE), "`cache` is not in zone c");
    let mut anywhere = shop();
    anywhere.interfaces.pop();
    let want = Want::Port { component: "cache", port: 2049, every_zone: false };
    assert!(path(&anywhere, &want).is_ok(), "a database of one zone is reached from all");
}

/// What a database, a load balancer and containers would declare: no other code is needed.
#[test]
fn rules_follow_from_the_needs() {
    let component = |name, group, opens| Component {
        name,
        title: name,
        resources: vec![name.to_string()],
        one_a_zone: false,
        side: Side::Private,
        group,
        about: "",
        opens,
        open_ports: Vec::new(),
        public: false,
        at: At::PROGRAM,
    };
    let balancer = Component { open_ports: vec![443], public: true, side: Side::Public, ..component("balancer", "BalancerGroup", true) };
    let all = [balancer, component("containers", "ContainerGroup", true), component("database", "DatabaseGroup", false)];
    let need = |from, component, port| Need {
        from,
        want: Want::Port { component, port, every_zone: false },
        item: String::new(),
        at: At::PROGRAM,
    };
    let needs = [need("balancer", "containers", 80), need("containers", "database", 3306), need("containers", "database", 3306)];
    let from = |group: &str, port| Rule::port(port, Peer::Group(group.into()));
    assert_eq!(rules(&all[0], &all, &needs), (vec![Rule::port(443, Peer::Range(Cidr::ANYWHERE))], vec![Rule::anything()]));
    assert_eq!(rules(&all[1], &all, &needs), (vec![from("BalancerGroup", 80)], vec![Rule::anything()]));
    assert_eq!(rules(&all[2], &all, &needs), (vec![from("ContainerGroup", 3306)], Vec::new()));
}

/// Two stacks, as CloudFormation has them: the network's, and one that takes its outputs as parameters.
fn stacks() -> [Stack; 2] {
    let at = At(7);
    let mut network = Draft::new("shop-dev-network".into(), "network", String::new(), None);
    let reference = |id: &str| json!({ "Ref": id });
    network.resource("Vpc", "AWS::EC2::VPC", json!({ "CidrBlock": "10.0.0.0/16" }), at);
    network.resource("Gateway", "AWS::EC2::InternetGateway", json!({}), at);
    network.resource("Attached", "AWS::EC2::VPCGatewayAttachment", json!({ "InternetGatewayId": reference("Gateway") }), at);
    for (id, zone, range) in
        [("PublicSubnet1", "a", "10.0.0.0/20"), ("PrivateSubnet1", "a", "10.0.32.0/20"), ("PrivateSubnet2", "c", "10.0.48.0/20")]
    {
        let zone = json!({ "Fn::Sub": format!("${{AWS::Region}}{zone}") });
        network.resource(id, "AWS::EC2::Subnet", json!({ "CidrBlock": range, "AvailabilityZone": zone }), at);
        let name = id.replace("Subnet", "").replace("Public1", "Public");
        network.resource(&name, "AWS::EC2::RouteTable", json!({}), at);
        let association = json!({ "SubnetId": reference(id), "RouteTableId": reference(&name) });
        network.resource(&format!("{id}Association"), "AWS::EC2::SubnetRouteTableAssociation", association, at);
        let (target, via) = if name == "Public" { ("GatewayId", "Gateway") } else { ("NatGatewayId", "Nat") };
        let mut route = json!({ "RouteTableId": reference(&name), "DestinationCidrBlock": "0.0.0.0/0" });
        route[target] = reference(via);
        network.resource(&format!("{name}Route"), "AWS::EC2::Route", route, at);
        network.output(id, "", reference(id));
    }
    network.resource("Nat", "AWS::EC2::NatGateway", json!({ "SubnetId": reference("PublicSubnet1") }), at);
    let name = |service: &str| json!({ "Fn::Sub": format!("com.amazonaws.${{AWS::Region}}.{service}") });
    let tables = json!([reference("Private1"), reference("Private2")]);
    network.resource("S3", "AWS::EC2::VPCEndpoint", json!({ "ServiceName": name("s3"), "RouteTableIds": tables }), at);
    let ingress = json!([{ "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/16" }, { "IpProtocol": "udp", "CidrIp": "0.0.0.0/0" }]);
    let silent = json!([{ "IpProtocol": "-1", "CidrIp": "127.0.0.1/32" }]);
    let properties = json!({ "SecurityGroupIngress": ingress, "SecurityGroupEgress": silent });
    network.resource("EndpointGroup", "AWS::EC2::SecurityGroup", properties, at);
    let properties = json!({
        "ServiceName": name("ssm"), "VpcEndpointType": "Interface", "SubnetIds": [reference("PrivateSubnet1")],
        "SecurityGroupIds": [{ "Fn::GetAtt": ["EndpointGroup", "GroupId"] }],
    });
    network.resource("Ssm", "AWS::EC2::VPCEndpoint", properties, at);
    let mut app = Draft::new("shop-dev".into(), "app", String::new(), None);
    for id in ["PrivateSubnet1", "PrivateSubnet2"] {
        app.parameter(id, "AWS::EC2::Subnet::Id", "", Parameter::Output { stack: "shop-dev-network".into(), key: id.into() });
    }
    app.resource("FunctionGroup", "AWS::EC2::SecurityGroup", json!({}), at);
    app.resource("CacheGroup", "AWS::EC2::SecurityGroup", json!({ "SecurityGroupEgress": silent }), at);
    let rule = json!({
        "GroupId": { "Fn::GetAtt": "CacheGroup.GroupId" }, "IpProtocol": "6", "FromPort": 2049, "ToPort": 2049,
        "SourceSecurityGroupId": { "Fn::GetAtt": ["FunctionGroup", "GroupId"] },
    });
    app.resource("CacheIngress", "AWS::EC2::SecurityGroupIngress", rule, at);
    let group = json!({ "Fn::GetAtt": ["FunctionGroup", "GroupId"] });
    let config = json!({ "SubnetIds": [reference("PrivateSubnet1"), reference("PrivateSubnet2")], "SecurityGroupIds": [group] });
    app.resource("Web", "AWS::Lambda::Function", json!({ "VpcConfig": config }), at);
    for zone in 1..=2 {
        let target = json!({ "SubnetId": reference(&format!("PrivateSubnet{zone}")), "SecurityGroups": [{ "Fn::GetAtt": ["CacheGroup", "GroupId"] }] });
        app.resource(&format!("Target{zone}"), "AWS::EFS::MountTarget", target, at);
    }
    [network.stack, app.stack]
}

#[test]
fn templates_are_read_through_parameters_and_outputs() {
    assert_eq!(read(&stacks(), None).sorted(), shop().sorted());
}

#[test]
fn a_shared_network_is_what_its_owner_declares() {
    let [mut network, app] = stacks();
    let shared = read(std::slice::from_ref(&network), None);
    network.owner = Some("dev".into());
    network.template.resources.clear();
    network.template.outputs.clear();
    let read = read(&[network, app], Some(&shared));
    assert_eq!(path(&read, &Want::Internet), path(&shop(), &Want::Internet));
    assert_eq!(path(&read, &CACHE), path(&shop(), &CACHE));
}

/// What the audit says of the templates after a change, in English.
fn findings(change: impl FnOnce(&mut [Stack; 2])) -> Vec<String> {
    let mut stacks = stacks();
    change(&mut stacks);
    let component = |name, resources: &[&str]| Component {
        name,
        title: "",
        resources: resources.iter().map(|id| id.to_string()).collect(),
        one_a_zone: false,
        side: Side::Private,
        group: "",
        about: "",
        opens: true,
        open_ports: Vec::new(),
        public: false,
        at: At::PROGRAM,
    };
    let need = |want, item: &str| Need { from: FUNCTIONS, want, item: item.into(), at: At(3) };
    let needs = vec![need(Want::Internet, "neon"), need(Want::Service("ssm"), "secret"), need(CACHE, "efs_cache")];
    let components = vec![component(FUNCTIONS, &["Web"]), component("cache", &["Target1", "Target2"])];
    let found = audit::audit_stacks(&stacks, &Audited { needs, components, ..Audited::default() });
    assert!(found.iter().all(|Diagnostic { at, .. }| *at == At(7) || *at == At::PROGRAM), "{found:?}");
    found
        .iter()
        .map(|finding| format!("{}: {}", finding.code, finding.message.text(Lang::En).trim_start_matches("in the template as it is now ")))
        .collect()
}

fn remove(stack: &mut Stack, id: &str) {
    stack.template.resources.remove(id).unwrap_or_else(|| panic!("{id} is there"));
}

#[test]
fn an_untouched_template_has_no_finding() {
    assert_eq!(findings(|_| ()), Vec::<String>::new());
}

#[test]
fn a_cut_way_is_found() {
    let found = findings(|[_, app]| remove(app, "CacheIngress"));
    assert_eq!(
        found,
        [
            "network::cut_path: `efs_cache` does not reach port 2049 of `cache`: the security group `CacheGroup` does not accept port 2049 from `FunctionGroup`"
        ]
    );
    let found = findings(|[network, _]| remove(network, "Private2Route"));
    assert_eq!(found, ["network::cut_path: `neon` does not reach the internet: the private subnet in zone c has no route to 0.0.0.0/0"]);
    let found = findings(|[_, app]| remove(app, "Target2"));
    assert_eq!(found, ["network::cut_path: `efs_cache` does not reach port 2049 of `cache`: `cache` is not in zone c"]);
    let found = findings(|[_, app]| app.template.resources["Web"]["Properties"] = json!({}));
    assert_eq!(found, ["network::cut_path: `efs_cache` does not reach port 2049 of `cache`: `Web` is not in the VPC"]);
    let found = findings(|[_, app]| {
        app.template.resources["FunctionGroup"]["Properties"]["SecurityGroupEgress"] =
            json!([{ "IpProtocol": "-1", "CidrIp": "127.0.0.1/32" }])
    });
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn a_wrong_subnet_is_found() {
    let found = findings(|[network, _]| remove(network, "PublicSubnet1Association"));
    assert_eq!(found[0], "network::subnet_routes: the public subnet in zone a is in 0 route tables, and AWS wants one");
    let again = |[network, _]: &mut [Stack; 2]| {
        let association = network.template.resources["PrivateSubnet1Association"].clone();
        network.template.resources.insert("Second".into(), association);
    };
    assert_eq!(findings(again)[0], "network::subnet_routes: the private subnet in zone a is in 2 route tables, and AWS wants one");
    let moved = |range: &'static str| {
        move |[network, _]: &mut [Stack; 2]| network.template.resources["PrivateSubnet2"]["Properties"]["CidrBlock"] = json!(range)
    };
    let beside = "network::subnet_range: the private subnet in zone c has the range";
    assert!(findings(moved("10.0.32.0/24")).contains(&format!("{beside} 10.0.32.0/24, which does not fit beside 10.0.32.0/20")));
    assert!(findings(moved("10.1.0.0/20")).contains(&format!("{beside} 10.1.0.0/20, which does not fit beside 10.0.0.0/16")));
}

#[test]
fn what_was_made_elsewhere_has_no_finding() {
    let none = Vec::<String>::new();
    let properties =
        |app: &mut Stack, id: &str, name: &str, value: serde_json::Value| app.template.resources[id]["Properties"][name] = value;
    let config = json!({ "SubnetIds": ["subnet-0a1b2c"], "SecurityGroupIds": ["sg-0a1b2c"] });
    assert_eq!(findings(|[_, app]| properties(app, "Web", "VpcConfig", config)), none);
    let config = json!({ "SubnetIds": [{ "Ref": "PrivateSubnet1" }], "SecurityGroupIds": ["sg-0a1b2c", { "Fn::GetAtt": ["FunctionGroup", "GroupId"] }] });
    assert_eq!(findings(|[_, app]| properties(app, "Web", "VpcConfig", config)), none);
    assert_eq!(findings(|[_, app]| properties(app, "Target2", "SecurityGroups", json!(["sg-0a1b2c"]))), none);
    let rule = json!([{ "IpProtocol": "tcp", "FromPort": 2049, "ToPort": 2049, "CidrIp": { "Fn::ImportValue": "office" } }]);
    let imported = |[_, app]: &mut [Stack; 2]| {
        remove(app, "CacheIngress");
        properties(app, "CacheGroup", "SecurityGroupIngress", rule);
    };
    assert_eq!(findings(imported), none);
}
