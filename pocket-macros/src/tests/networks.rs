//! Random networks: whatever a `vpc` block says, it is refused in words or its templates hold, by a reading of them that knows nothing of the model.

use super::parse;
use pocket_model::diag::Severity;
use pocket_model::network;
use pocket_model::synth::Stack;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Numbers that look random and are the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 20) % limit as u64) as usize
    }

    fn once_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    /// `["a", "c"]`
    fn list(&mut self, most: usize, mut each: impl FnMut(&mut Self) -> String) -> String {
        let items: Vec<String> = (0..self.below(most + 1)).map(|_| format!("\"{}\"", each(self))).collect();
        format!("[{}]", items.join(", "))
    }

    /// A range of 10.0.0.0/16, or nearly.
    fn range(&mut self) -> String {
        let prefix = self.pick(&["20", "20", "20", "24", "18", "28", "15", "29"]);
        let third = if self.once_in(12) { self.below(256) } else { self.below(16) * 16 };
        format!("10.{}.{third}.0/{prefix}", usize::from(self.once_in(20)))
    }

    fn vpc(&mut self) -> String {
        let mut fields = String::new();
        if self.once_in(3) {
            fields += &format!(
                "cidr: \"{}\"; ",
                self.pick(&["10.0.0.0/16", "10.0.0.0/16", "10.0.0.0/20", "10.0.0.0/24", "192.168.0.0/25", "10.0.0.0/8"])
            );
        }
        if self.once_in(2) {
            let zones =
                self.pick(&["[\"a\"]", "[\"a\", \"c\"]", "[\"a\", \"c\", \"d\"]", "[\"b\", \"a\"]", "[\"a\", \"a\"]", "[\"e\"]", "[]"]);
            fields += &format!("zones: {zones}; ");
        }
        if self.once_in(3) {
            for side in ["public", "private", "database"] {
                if !self.once_in(4) {
                    let ranges = match self.once_in(4) {
                        true => self.list(3, Self::range),
                        // Two that fit: most draws of single ranges do not.
                        false => {
                            let first = match side {
                                "public" => 0,
                                "private" => 32,
                                _ => 64,
                            };
                            format!("[\"10.0.{first}.0/20\", \"10.0.{}.0/20\"]", first + 16)
                        }
                    };
                    fields += &format!("{side}_subnets: {ranges}; ");
                }
            }
        }
        fields += self.pick(&["", "", "nat; ", "nat; ", "nat: per_zone; ", "nat: instance; "]);
        if self.once_in(2) {
            let names = ["ssm", "ssm", "ssm", "secretsmanager", "sqs", "ecr.api", "s3", "nothing"];
            fields += &format!("endpoints: {}; ", self.list(3, |numbers| numbers.pick(&names).to_string()));
        }
        fields += self.pick(&["", "", "flow_logs; "]);
        format!("vpc {{ {fields}}}")
    }

    fn stage(&mut self, vpc: &str) -> String {
        let mut items = vec![vpc.to_string()];
        for item in ["neon;", "efs_cache;", "s3;", "secrets: secrets_manager;", "lambda worker { handler: \"a.b\"; outside_vpc; }"] {
            if self.once_in(3) {
                items.push(item.to_string());
            }
        }
        if self.once_in(4) {
            items.push(
                self.pick(&["lambda { outside_vpc; }", "lambda { reaches: [\"internet\"]; }", "lambda { reaches: [\"sqs\", \"s3\"]; }"])
                    .to_string(),
            );
        }
        items.join(" ")
    }

    fn program(&mut self) -> String {
        let region = self.pick(&["", "region: \"ap-northeast-1\";", "region: \"us-west-1\";", "region: \"us-east-1\";"]);
        let vpc = self.vpc();
        let second = self.pick(&["vpc from dev;", "vpc from dev;", "vpc { nat; }", ""]);
        format!("{region} stage dev {{ {} }} stage other {{ {} }}", self.stage(&vpc), self.stage(second))
    }
}

#[test]
fn a_network_is_refused_in_words_or_holds() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let (mut good, mut codes) = (0, BTreeSet::new());
    for _ in 0..2500 {
        let program = numbers.program();
        let parsed = parse(&program);
        assert!(parsed.diagnostics.is_empty(), "{program}: {:?}", parsed.diagnostics);
        let compiled = pocket_model::compile(&parsed.project, None);
        codes.extend(compiled.diagnostics.iter().map(|diagnostic| diagnostic.code));
        let Some(validated) = compiled.validated else {
            assert!(compiled.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error), "{program}");
            continue;
        };
        good += 1;
        for stage in ["dev", "other"] {
            let synthesis = validated.synthesize(stage).expect("the stage is there");
            let found = network::audit(&synthesis);
            assert!(found.is_empty(), "{program}\n{found:#?}");
            if let Some(declared) = synthesis.audited.declared.clone() {
                let read = network::read(&synthesis.stacks, synthesis.audited.shared.as_ref());
                assert_eq!(read.sorted(), declared.sorted(), "{program}");
            }
            for stack in synthesis.stacks.iter().filter(|stack| stack.role == "network" && stack.owner.is_none()) {
                holds(stack).unwrap_or_else(|why| panic!("{why}: {program}"));
            }
        }
    }
    assert!(good > 400, "only {good} programs were good");
    for code in [
        "cidr_size",
        "cidr_small",
        "subnet_count",
        "subnet_size",
        "subnet_bits",
        "subnet_outside",
        "subnet_overlap",
        "subnets_missing",
        "zone_count",
        "zone_twice",
        "zone_unknown",
        "zones_of_region",
        "endpoint_twice",
        "s3_endpoint",
        "unknown_endpoint",
        "no_way_out",
        "no_endpoint",
        "nothing_inside",
        "idle_subnets",
        "needless_nat",
        "endpoints_cheaper",
        "idle_endpoint",
        "endpoint_beside_nat",
        "zone_of_some",
    ] {
        assert!(codes.contains(format!("vpc::{code}").as_str()), "no program had {code}");
    }
}

/// A NAT gives every stage whatever it lacks: the help tells the truth.
#[test]
fn a_nat_mends_every_missing_way() {
    let mut numbers = Numbers(0x2545_f491_4f6c_dd1d);
    let mut mended = 0;
    for _ in 0..600 {
        let items = numbers.stage("");
        let codes = |vpc: &str| -> Vec<&str> {
            let compiled = pocket_model::compile(&parse(&format!("stage dev {{ {vpc} {items} }}")).project, None);
            compiled
                .diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.severity == Severity::Error)
                .map(|diagnostic| diagnostic.code)
                .collect()
        };
        let before = codes("vpc;");
        if before.iter().any(|code| ["vpc::no_way_out", "vpc::no_endpoint"].contains(code)) {
            mended += 1;
            let lacking = |code: &&str| code.starts_with("vpc::no_");
            assert!(!codes("vpc { nat; }").iter().any(lacking), "{items}");
        }
    }
    assert!(mended > 300, "only {mended} stages lacked a way");
}

/// First and last address.
fn addresses(range: &Value) -> Result<(u64, u64), String> {
    let text = range.as_str().ok_or("no range")?;
    let (address, prefix) = text.split_once('/').ok_or("no prefix")?;
    let first = address
        .split('.')
        .try_fold(0_u64, |sum, octet| octet.parse::<u64>().map(|octet| sum * 256 + octet))
        .map_err(|error| error.to_string())?;
    let size = 1_u64 << (32 - prefix.parse::<u32>().map_err(|error| error.to_string())?);
    if !(16..=65_536).contains(&size) || first % size != 0 {
        return Err(format!("AWS refuses {text}"));
    }
    Ok((first, first + size - 1))
}

fn of_type<'a>(stack: &'a Stack, kind: &'a str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    stack
        .template
        .resources
        .iter()
        .filter(move |(_, resource)| resource["Type"] == kind)
        .map(|(id, resource)| (id, &resource["Properties"]))
}

/// What AWS asks of a network, from the template's own text.
fn holds(stack: &Stack) -> Result<(), String> {
    let (_, vpc) = of_type(stack, "AWS::EC2::VPC").next().ok_or("no VPC")?;
    let whole = addresses(&vpc["CidrBlock"])?;
    let mut taken: Vec<(u64, u64)> = Vec::new();
    let mut zones: BTreeMap<String, usize> = BTreeMap::new();
    for (id, subnet) in of_type(stack, "AWS::EC2::Subnet") {
        let range = addresses(&subnet["CidrBlock"])?;
        if range.0 < whole.0 || range.1 > whole.1 {
            return Err(format!("{id} is outside of the VPC"));
        }
        if taken.iter().any(|other| other.0 <= range.1 && range.0 <= other.1) {
            return Err(format!("{id} overlaps"));
        }
        taken.push(range);
        *zones.entry(subnet["AvailabilityZone"].to_string()).or_default() += 1;
        let tables =
            of_type(stack, "AWS::EC2::SubnetRouteTableAssociation").filter(|(_, association)| association["SubnetId"]["Ref"] == **id);
        let tables: Vec<&Value> = tables.map(|(_, association)| &association["RouteTableId"]["Ref"]).collect();
        let [table] = tables.as_slice() else { return Err(format!("{id} is in {} route tables", tables.len())) };
        let outward = of_type(stack, "AWS::EC2::Route")
            .filter(|(_, route)| route["RouteTableId"]["Ref"] == **table && route["DestinationCidrBlock"] == "0.0.0.0/0");
        if outward.count() > 1 {
            return Err(format!("{table} has two ways out"));
        }
    }
    if zones.values().collect::<BTreeSet<_>>().len() != 1 {
        return Err(format!("zones differ: {zones:?}"));
    }
    // Every reference leads to a resource of the stack.
    let text = serde_json::to_string(&stack.template).map_err(|error| error.to_string())?;
    for id in text.split("{\"Ref\":\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        if !stack.template.resources.contains_key(id) {
            return Err(format!("nothing is called {id}"));
        }
    }
    Ok(())
}

/// A VPC that nobody wrote gets what is cheapest for what the stage needs.
#[test]
fn an_implied_vpc_takes_the_cheaper_way() {
    let made = |items: &str| {
        let compiled =
            pocket_model::compile(&parse(&format!("region: \"ap-northeast-1\"; stage dev {{ efs_cache; {items} }}")).project, None);
        let synthesis = compiled.validated.expect("the program is good").synthesize("dev").expect("the stage is there");
        let network = &synthesis.stacks[0];
        (of_type(network, "AWS::EC2::NatGateway").count(), of_type(network, "AWS::EC2::VPCEndpoint").count() - 1)
    };
    assert_eq!(made(""), (0, 1), "secrets alone: one endpoint for 20.44 usd");
    assert_eq!(made("lambda { reaches: [\"sqs\"]; }"), (0, 2), "two endpoints for 40.88 usd");
    assert_eq!(made("lambda { reaches: [\"sqs\", \"sns\"]; }"), (1, 0), "three endpoints would be 61.32 usd, a NAT gateway is 48.91");
    assert_eq!(made("neon;"), (1, 0), "Neon is on the internet");
    assert_eq!(made("s3;"), (0, 1), "S3 has its own, free one");
}
