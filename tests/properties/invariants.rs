//! What must hold of every synthesized program besides AWS's own schemas.

use pocket_model::regions::LONGEST;
use pocket_model::synth::{Origin, Parameter, Secret, Stack, Synthesis};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// Bytes of a template's description. Source: CloudFormation User Guide, "CloudFormation quotas".
const TEMPLATE_DESCRIPTION: usize = 1024;

/// Resources, parameters and outputs of a template. Source: CloudFormation User Guide, "CloudFormation quotas".
const COUNTS: [(&str, usize); 3] = [("Resources", 500), ("Parameters", 200), ("Outputs", 200)];

/// Characters that a property takes. Sources: the API reference of each service.
const LENGTHS: [(&str, &str, usize); 10] = [
    ("AWS::Lambda::Function", "FunctionName", 64),
    ("AWS::Lambda::Function", "Description", 256),
    ("AWS::Lambda::Function", "Handler", 128),
    ("AWS::Logs::LogGroup", "LogGroupName", 512),
    ("AWS::IAM::Role", "RoleName", 64),
    ("AWS::IAM::Role", "Description", 1000),
    ("AWS::ApiGatewayV2::Api", "Name", 128),
    ("AWS::EC2::SecurityGroup", "GroupDescription", 255),
    ("AWS::Scheduler::Schedule", "Name", 64),
    ("AWS::Events::Rule", "Name", 64),
];

/// Bytes of all environment variables of a function, names and values. Source: Lambda Developer Guide, "Lambda quotas".
const ENVIRONMENT: usize = 4096;

/// Characters of the policies that stand in a role, without white space. Source: IAM User Guide, "IAM and AWS STS quotas".
const INLINE_POLICIES: usize = 10_240;

/// Characters of a stack's name and of a parameter's. Sources: CloudFormation API Reference, `CreateStack`; Systems Manager API Reference, `PutParameter`.
const STACK_NAME: usize = 128;
const PARAMETER_NAME: usize = 1011;

/// Characters of a bucket's name. Source: Amazon S3 User Guide, "General purpose bucket naming rules".
const BUCKET_NAME: usize = 63;

/// Everything that is wrong with a program's stages.
pub fn broken(stages: &[Synthesis]) -> Vec<String> {
    let mut wrong = Vec::new();
    for stage in stages {
        for stack in stage.stacks.iter().filter(|stack| stack.owner.is_none()) {
            let mut said = Vec::new();
            references(stack, &mut said);
            parameters(stack, stages, &mut said);
            limits(stack, stage.region.as_deref().unwrap_or(LONGEST), &mut said);
            dynamic(stack, &mut said);
            wrong.extend(said.into_iter().map(|what| format!("stack {}: {what}", stack.name)));
        }
        names(stage, &mut wrong);
    }
    shared_names(stages, &mut wrong);
    taken(stages, &mut wrong);
    wrong
}

/// The stages of which a stage takes something, itself not among them.
fn owners(stage: &Synthesis) -> BTreeSet<String> {
    let networks = stage.stacks.iter().filter_map(|stack| stack.owner.clone());
    let prefix = format!("/{}/", stage.project);
    let secrets = stage.secrets.iter().filter_map(|secret| Some(secret.id.strip_prefix(&prefix)?.split('/').next()?.to_string()));
    networks.chain(secrets).filter(|owner| *owner != stage.stage).collect()
}

/// The stages in an order in which each can be deployed; `None` where each waits for another one. A secret set by hand is waited for too.
pub fn order(stages: &[Synthesis]) -> Option<Vec<String>> {
    let mut order: Vec<String> = Vec::new();
    while order.len() < stages.len() {
        let ready = |stage: &&Synthesis| !order.contains(&stage.stage) && owners(stage).iter().all(|owner| order.contains(owner));
        order.push(stages.iter().find(ready)?.stage.clone());
    }
    Some(order)
}

/// What a stage takes from another one is where the stage itself is, and can be there before it.
fn taken(stages: &[Synthesis], wrong: &mut Vec<String>) {
    for stage in stages {
        for owner in owners(stage) {
            let Some(owner) = stages.iter().find(|known| known.stage == owner) else {
                wrong.push(format!("stage {} takes something of {owner}, which is no stage", stage.stage));
                continue;
            };
            let kept = |secret: &Secret| stage.secrets.iter().all(|own| own.id != secret.id || own.store == secret.store);
            if !owner.secrets.iter().all(kept) {
                wrong.push(format!("stage {} looks for a secret of {} in another store", stage.stage, owner.stage));
            }
            // A region that the program does not name is known at the deploy.
            let regions = owner.region.as_ref().zip(stage.region.as_ref());
            if owner.embedded != stage.embedded || regions.is_some_and(|(one, other)| one != other) {
                wrong.push(format!("stage {} takes something of {}, which is elsewhere", stage.stage, owner.stage));
            }
        }
    }
    // One that is set by hand can be there before the deploy.
    let mut made = stages.to_vec();
    made.iter_mut().for_each(|stage| stage.secrets.retain(|secret| secret.origin != Origin::ByHand));
    if order(&made).is_none() {
        wrong.push("circle: the stages take from each other, and none can be deployed first".into());
    }
}

/// Every `Ref`, `Fn::GetAtt`, `Fn::Sub` and `DependsOn` leads to something.
fn references(stack: &Stack, wrong: &mut Vec<String>) {
    let template = &stack.template;
    let known = |name: &str| template.resources.contains_key(name) || template.parameters.contains_key(name) || name.starts_with("AWS::");
    let mut said = |name: &str| {
        if !known(name) {
            wrong.push(format!("nothing is named {name}"));
        }
    };
    for value in template.resources.values().chain(template.outputs.values()) {
        visit(value, &mut said);
        match &value["DependsOn"] {
            Json::String(name) => said(name),
            Json::Array(names) => names.iter().filter_map(Json::as_str).for_each(&mut said),
            _ => {}
        }
    }
}

fn visit(value: &Json, said: &mut impl FnMut(&str)) {
    match value {
        Json::Object(map) => {
            for (key, inner) in map {
                match (key.as_str(), inner) {
                    ("Ref", Json::String(name)) => said(name),
                    ("Fn::GetAtt", Json::Array(parts)) => parts.first().and_then(Json::as_str).into_iter().for_each(&mut *said),
                    ("Fn::Sub", Json::String(text)) => substituted(text).for_each(&mut *said),
                    _ => visit(inner, said),
                }
            }
        }
        Json::Array(list) => list.iter().for_each(|inner| visit(inner, said)),
        _ => {}
    }
}

/// The logical ids in the text of a `Fn::Sub`.
fn substituted(text: &str) -> impl Iterator<Item = &str> {
    let names = text.split("${").skip(1).filter(|rest| !rest.starts_with('!')).filter_map(|rest| rest.split('}').next());
    names.map(|name| name.split('.').next().unwrap_or(name))
}

/// Every parameter gets its value, and another stack's output is there.
fn parameters(stack: &Stack, stages: &[Synthesis], wrong: &mut Vec<String>) {
    for name in stack.template.parameters.keys() {
        match stack.parameters.get(name) {
            None => wrong.push(format!("nobody fills the parameter {name}")),
            Some(Parameter::Output { stack: other, key }) => {
                let mut stacks = stages.iter().flat_map(|stage| &stage.stacks).filter(|known| known.owner.is_none());
                if !stacks.any(|known| known.name == *other && known.template.outputs.contains_key(key)) {
                    wrong.push(format!("the parameter {name} wants the output {key}, which stack {other} does not have"));
                }
            }
            Some(_) => {}
        }
    }
    for name in stack.parameters.keys().filter(|name| !stack.template.parameters.contains_key(*name)) {
        wrong.push(format!("the template has no parameter {name}"));
    }
}

fn limits(stack: &Stack, region: &str, wrong: &mut Vec<String>) {
    let template = serde_json::to_value(&stack.template).expect("a template is JSON");
    let mut at_most = |what: &str, length: usize, limit: usize| {
        if length > limit {
            wrong.push(format!("{what} has {length}, and AWS takes {limit}"));
        }
    };
    at_most("the description", stack.template.description.len(), TEMPLATE_DESCRIPTION);
    for (section, limit) in COUNTS {
        at_most(section, template[section].as_object().map_or(0, serde_json::Map::len), limit);
    }
    for (id, resource) in &stack.template.resources {
        let properties = &resource["Properties"];
        for (_, property, limit) in LENGTHS.iter().filter(|(kind, ..)| resource["Type"] == *kind) {
            at_most(&format!("{property} of {id}"), properties[property].as_str().map_or(0, |text| text.chars().count()), *limit);
        }
        if let Some(variables) = properties["Environment"]["Variables"].as_object() {
            let size = variables.iter().map(|(name, value)| name.len() + value.as_str().map_or(0, str::len)).sum();
            at_most(&format!("the environment of {id}"), size, ENVIRONMENT);
        }
        if resource["Type"] == "AWS::IAM::Role" {
            let policies = properties["Policies"].as_array().into_iter().flatten();
            let size = policies.map(|policy| deployed(&policy["PolicyDocument"], region).to_string().chars().count()).sum();
            at_most(&format!("the policies of {id}"), size, INLINE_POLICIES);
        }
    }
}

/// A value as it comes to AWS.
fn deployed(value: &Json, region: &str) -> Json {
    match value {
        Json::Object(map) => match (map.keys().next().map(String::as_str), map.values().next()) {
            (Some("Fn::Sub"), Some(Json::String(text))) => {
                let known = [("Partition", "aws"), ("Region", region), ("AccountId", "123456789012")];
                Json::String(known.iter().fold(text.clone(), |text, (name, value)| text.replace(&format!("${{AWS::{name}}}"), value)))
            }
            (Some("Fn::GetAtt"), _) => Json::String("x".repeat(84)),
            _ => map.iter().map(|(key, value)| (key.clone(), deployed(value, region))).collect(),
        },
        Json::Array(list) => list.iter().map(|value| deployed(value, region)).collect(),
        other => other.clone(),
    }
}

/// What CloudFormation itself replaces is ours, and no text of the user's: he wrote it for his site.
fn dynamic(stack: &Stack, wrong: &mut Vec<String>) {
    for (id, resource) in &stack.template.resources {
        let text = resource.to_string();
        let ours = "{{resolve:ssm:/aws/service/";
        if text.matches("{{resolve:").count() > text.matches(ours).count() {
            wrong.push(format!("a dynamic reference stands in {id}"));
        }
    }
}

/// With an account's number and the longest region in them, names of what stands outside of templates are within their limits.
fn names(stage: &Synthesis, wrong: &mut Vec<String>) {
    let full = |name: &str| {
        let region = stage.region.as_deref().unwrap_or(LONGEST);
        name.replace("${Account}", "123456789012").replace("${Region}", region)
    };
    let buckets = stage.holders.iter().filter(|holder| holder.driver == "s3").map(|holder| (full(&holder.name), BUCKET_NAME));
    let stacks = stage.stacks.iter().map(|stack| (stack.name.clone(), STACK_NAME));
    let secrets = stage.secrets.iter().map(|secret| (secret.id.clone(), PARAMETER_NAME));
    for (name, limit) in buckets.chain(stacks).chain(secrets) {
        let good = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '/');
        if name.len() > limit || !name.chars().all(good) {
            wrong.push(format!("{name} cannot be a name: AWS takes {limit} plain characters"));
        }
    }
}

/// Properties that name a thing in the whole account.
const NAMES: [&str; 7] = ["FunctionName", "LogGroupName", "RoleName", "BucketName", "QueueName", "TopicName", "Name"];

/// Two stages never make one thing.
fn shared_names(stages: &[Synthesis], wrong: &mut Vec<String>) {
    let mut seen: BTreeMap<_, &str> = BTreeMap::new();
    for stage in stages {
        for (kind, name) in made(stage) {
            // Buckets and Neon's branches are the same from every region.
            let region = stage.region.clone().filter(|_| !matches!(kind.as_str(), "s3" | "neon"));
            let thing = (stage.embedded, region, kind.clone(), name.clone());
            if let Some(other) = seen.insert(thing, &stage.stage).filter(|other| *other != stage.stage) {
                wrong.push(format!("stages {other} and {} both make the {kind} {name}", stage.stage));
            }
        }
    }
}

/// What a stage makes that has a name, by its type.
fn made(stage: &Synthesis) -> BTreeSet<(String, String)> {
    let own = stage.stacks.iter().filter(|stack| stack.owner.is_none());
    let mut made: BTreeSet<(String, String)> = own.clone().map(|stack| ("stack".into(), stack.name.clone())).collect();
    made.extend(stage.holders.iter().map(|holder| (holder.driver.to_string(), holder.name.clone())));
    for resource in own.flat_map(|stack| stack.template.resources.values()) {
        // An alias or a stage of an API is named within its function or API, which is a reference.
        let within = ["FunctionName", "ApiId"].iter().any(|parent| resource["Properties"][parent].is_object());
        for name in NAMES.iter().filter(|_| !within).filter_map(|name| resource["Properties"][name].as_str()) {
            made.insert((resource["Type"].as_str().unwrap_or_default().to_string(), name.to_string()));
        }
    }
    made
}
