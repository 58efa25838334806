//! The functions, their log groups and role, and the HTTP API of the site.
//!
//! The template never moves code: each function has a constant placeholder and an alias that constantly points at `$LATEST`. A release publishes a version
//! and switches the alias through the Lambda API; as the template stays the same, no later stack update reverts it. The placeholder of an image is an image
//! too: the repository's driver puts it there before the stack is made.

use super::{Lambda, image};
use crate::graph::{FILES_MOUNT, Facts, Synth};
use crate::names::{description, logical};
use crate::network::FUNCTIONS;
use crate::policy::{Statement, merged};
use crate::synth::{ALIAS, Form, Parameter};
use crate::template::{attribute, literal, reference, sub};
use serde_json::{Map, Value as Json, json};

/// The longest that Lambda runs: for management commands.
const MANAGE_TIMEOUT: u32 = 900;

/// Characters of a function's description. Source: Lambda API Reference, `CreateFunction`.
const FUNCTION_DESCRIPTION: usize = 256;

pub(super) fn synth(lambda: &Lambda, synth: &mut Synth<'_>) {
    if lambda.is_site() {
        role(lambda, synth);
        function(lambda, synth, "web", "pocket_django.web.handler", lambda.timeout.0, &lambda.head.doc);
        function(lambda, synth, "manage", "pocket_django.manage.handler", MANAGE_TIMEOUT, &Some("Management commands".into()));
        http_api(lambda, synth);
    } else {
        function(lambda, synth, &lambda.role(), lambda.handler.value(), lambda.timeout.0, &lambda.head.doc);
    }
}

/// One role for all functions of the stage: they run the same code. Its rights are what the stage's items grant, and no more.
fn role(lambda: &Lambda, synth: &mut Synth<'_>) {
    let at = lambda.head.at;
    let facts = synth.facts;
    let properties = json!({
        "Description": format!("What the functions of {} may do", facts.prefix()),
        "AssumeRolePolicyDocument": {
            "Version": "2012-10-17",
            "Statement": [{ "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }],
        },
        "Policies": [{ "PolicyName": "stage", "PolicyDocument": policy(facts) }],
    });
    synth.app.resource("FunctionRole", "AWS::IAM::Role", properties, at);
    synth.security_group(FUNCTIONS);
}

/// What the role may do.
pub(super) fn policy(facts: &Facts) -> Json {
    let in_vpc = facts.network.is_some() && facts.find_component(FUNCTIONS).is_some();
    let mut statements = vec![json!({
        "Effect": "Allow",
        "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": sub(format!("arn:${{AWS::Partition}}:logs:${{AWS::Region}}:${{AWS::AccountId}}:log-group:/aws/lambda/{}-*", facts.prefix())),
    })];
    if in_vpc {
        // Lambda makes and removes network interfaces in the role's name. Source: Lambda Developer Guide, "Configuring VPC access", which wants `*`.
        statements.push(json!({
            "Effect": "Allow",
            "Action": [
                "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface",
                "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
            ],
            "Resource": "*",
        }));
    }
    statements.extend(merged(&facts.grants).iter().map(Statement::to_json));
    json!({ "Version": "2012-10-17", "Statement": statements })
}

fn function(lambda: &Lambda, synth: &mut Synth<'_>, role: &str, handler: &str, timeout: u32, doc: &Option<String>) {
    let at = lambda.head.at;
    let facts = synth.facts;
    let (id, name) = (logical(role), facts.name(role));
    let group = json!({ "LogGroupName": format!("/aws/lambda/{name}"), "RetentionInDays": lambda.log_retention.0 });
    let group_id = format!("{id}LogGroup");
    synth.app.resource(&group_id, "AWS::Logs::LogGroup", group, at);
    for policy in ["DeletionPolicy", "UpdateReplacePolicy"] {
        synth.app.attribute(&group_id, policy, json!("Delete"));
    }
    let mut properties = json!({
        "FunctionName": name,
        "Description": description(&doc.clone().unwrap_or_else(|| format!("{} of {}", role, facts.prefix())), FUNCTION_DESCRIPTION),
        "Role": attribute("FunctionRole", "Arn"),
        "Architectures": [lambda.arch.word()],
        "MemorySize": lambda.memory.0,
        "Timeout": timeout,
        "EphemeralStorage": { "Size": lambda.tmp.0 },
        "Environment": { "Variables": environment(synth) },
        "LoggingConfig": { "LogGroup": reference(&group_id) },
    });
    match &facts.build.form {
        Form::Zip => {
            let runtime =
                synth.app.parameter("PythonRuntime", "String", "The runtime that the Django project asks for", Parameter::PythonRuntime);
            let about = "ARN of the layer with the project's dependencies";
            properties["Runtime"] = runtime;
            properties["Handler"] = json!(handler);
            properties["Layers"] = json!([synth.app.parameter("DependenciesLayer", "String", about, Parameter::DependenciesLayer)]);
            properties["Code"] = json!({ "ZipFile": "# The code comes with the first release.\n" });
        }
        Form::Image { repository, .. } => image::properties(&mut properties, repository, facts.build.arch, handler),
    }
    if role != "manage"
        && let Some(limit) = lambda.reserved_concurrency.known()
    {
        properties["ReservedConcurrentExecutions"] = json!(limit);
    }
    if *lambda.snap_start && role != "manage" {
        properties["SnapStart"] = json!({ "ApplyOn": "PublishedVersions" });
    }
    let mut after = Vec::new();
    if !*lambda.outside_vpc && synth.facts.network.is_some() {
        let subnets = synth.private_subnets();
        properties["VpcConfig"] = json!({ "SubnetIds": subnets, "SecurityGroupIds": [attribute("FunctionSecurityGroup", "GroupId")] });
        if let [mount, ..] = synth.facts.mounts.as_slice() {
            properties["FileSystemConfigs"] = json!([{ "Arn": mount.access_point, "LocalMountPath": FILES_MOUNT }]);
            after.extend(mount.depends_on.iter().cloned());
        }
    }
    let function_id = format!("{id}Function");
    synth.app.resource_after(&function_id, "AWS::Lambda::Function", properties, &after, at);
    let alias = json!({ "FunctionName": reference(&function_id), "Name": ALIAS, "FunctionVersion": "$LATEST", "Description": "What visitors get" });
    synth.app.resource(&format!("{id}Alias"), "AWS::Lambda::Alias", alias, at);
    if role == "manage" {
        // A command that failed must not run again by itself.
        let config = json!({ "FunctionName": reference(&function_id), "Qualifier": ALIAS, "MaximumRetryAttempts": 0 });
        synth.app.resource_after("ManageEventInvokeConfig", "AWS::Lambda::EventInvokeConfig", config, &["ManageAlias".into()], at);
    }
}

/// What every function has beside the stage's own variables.
pub(super) const OWN_VARIABLES: &[(&str, &str)] = &[("DJANGO_SETTINGS_MODULE", "pocket_django.settings")];

fn environment(synth: &Synth<'_>) -> Json {
    let mut variables: Map<String, Json> = OWN_VARIABLES.iter().map(|(name, value)| ((*name).to_string(), json!(value))).collect();
    for (name, (value, _)) in &synth.facts.environment {
        variables.insert(name.clone(), literal(value.as_deref().unwrap_or_default()));
    }
    Json::Object(variables)
}

fn http_api(lambda: &Lambda, synth: &mut Synth<'_>) {
    let at = lambda.head.at;
    let name = synth.facts.prefix();
    let app = &mut synth.app;
    app.resource("Api", "AWS::ApiGatewayV2::Api", json!({ "Name": name, "ProtocolType": "HTTP" }), at);
    let integration = json!({
        "ApiId": reference("Api"),
        "IntegrationType": "AWS_PROXY",
        "IntegrationUri": reference("WebAlias"),
        "PayloadFormatVersion": "2.0",
        "TimeoutInMillis": (lambda.timeout.0 * 1000).min(30_000),
    });
    app.resource("ApiIntegration", "AWS::ApiGatewayV2::Integration", integration, at);
    let target = sub("integrations/${ApiIntegration}");
    app.resource("ApiRoute", "AWS::ApiGatewayV2::Route", json!({ "ApiId": reference("Api"), "RouteKey": "$default", "Target": target }), at);
    app.resource("ApiStage", "AWS::ApiGatewayV2::Stage", json!({ "ApiId": reference("Api"), "StageName": "$default", "AutoDeploy": true }), at);
    let permission = json!({
        "Action": "lambda:InvokeFunction",
        "FunctionName": reference("WebAlias"),
        "Principal": "apigateway.amazonaws.com",
        "SourceArn": sub("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*"),
    });
    app.resource("ApiPermission", "AWS::Lambda::Permission", permission, at);
    app.output("Url", "Where visitors find the site", sub("https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}"));
}
