use super::*;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

fn deployed() -> Json {
    json!({ "Resources": {
        "Role": { "Type": "AWS::IAM::Role", "Properties": { "RoleName": "shop-dev-web" } },
        "Web": { "Type": "AWS::Lambda::Function", "Properties": {
            "FunctionName": "shop-dev-web", "MemorySize": 512, "Role": { "Fn::GetAtt": ["Role", "Arn"] }, "Layers": [{ "Ref": "DependenciesLayer" }],
            "Environment": { "Variables": { "MODE": "a", "API_TOKEN": "old" } } } },
        "Api": { "Type": "AWS::ApiGatewayV2::Api", "Properties": { "Name": "shop-dev", "ProtocolType": "HTTP" } },
        "Files": { "Type": "AWS::EFS::FileSystem", "Properties": { "Encrypted": true } },
        "Point": { "Type": "AWS::EFS::AccessPoint", "Properties": { "FileSystemId": { "Ref": "Files" } } },
        "Mount": { "Type": "AWS::EFS::MountTarget", "Properties": { "FileSystemId": { "Fn::Sub": "${Files}" } } },
    } })
}

/// Deployed, changed by the closure: what the diff says, as `action id: path …` lines.
fn lines(inputs: &Inputs, edit: impl FnOnce(&mut Json)) -> Vec<String> {
    let mut desired = deployed();
    edit(&mut desired["Resources"]);
    template(&deployed(), &desired, inputs)
        .into_iter()
        .map(|change| {
            let paths: Vec<String> = change.properties.iter().map(|p| format!("{}{}", p.path, if p.replaces { "!" } else { "" })).collect();
            format!("{:?} {}: {}", change.action, change.id, paths.join(" ")).trim_end_matches([' ', ':']).to_owned()
        })
        .collect()
}

#[test]
fn each_kind_of_change_is_told_apart() {
    let none = Inputs::default();
    assert_eq!(lines(&none, |_| ()), [] as [String; 0]);
    assert_eq!(lines(&none, |r| r["Web"]["Properties"]["MemorySize"] = json!(1024)), ["Modify Web: MemorySize"]);
    assert_eq!(
        lines(&none, |r| r["Web"]["Properties"]["Environment"]["Variables"]["NEW"] = json!("x")),
        ["Modify Web: Environment.Variables.NEW"]
    );
    assert_eq!(lines(&none, |r| r["Web"]["DependsOn"] = json!("Role")), ["Modify Web: DependsOn"]);
    assert_eq!(lines(&none, |r| r["Web"]["Metadata"] = json!({ "a": 1 })), [] as [String; 0]);
    assert_eq!(lines(&none, |r| r["Log"] = json!({ "Type": "AWS::Logs::LogGroup" })), ["Add Log"]);
    assert_eq!(lines(&none, |r| drop(r.as_object_mut().expect("resources").remove("Api"))), ["Remove Api"]);
    assert_eq!(lines(&none, |r| r["Api"]["Properties"]["ProtocolType"] = json!("WEBSOCKET")), ["Replace Api: ProtocolType!"]);
    assert_eq!(lines(&none, |r| r["Api"]["Type"] = json!("AWS::ApiGateway::RestApi")), ["Replace Api: Type!"]);
}

#[test]
fn a_replacement_and_a_parameter_reach_those_that_refer_to_them() {
    let none = Inputs::default();
    assert_eq!(
        lines(&none, |r| r["Files"]["Properties"]["Encrypted"] = json!(false)),
        ["Replace Files: Encrypted!", "Replace Mount: FileSystemId!", "Replace Point: FileSystemId!"]
    );
    assert_eq!(lines(&none, |r| r["Role"]["Properties"]["RoleName"] = json!("x")), ["Replace Role: RoleName!", "Modify Web: Role"]);
    let layer = Inputs { parameters: BTreeSet::from(["DependenciesLayer".to_owned()]), ..Inputs::default() };
    assert_eq!(lines(&layer, |_| ()), ["Modify Web: Layers"]);
    // The order of keys is nothing.
    let desired: Json = serde_json::from_str(&deployed().to_string()).expect("JSON");
    assert_eq!(template(&deployed(), &desired, &none), []);
}

#[test]
fn what_is_secret_is_hidden_in_the_change() {
    let mut desired = deployed();
    desired["Resources"]["Web"]["Properties"]["Environment"]["Variables"]["API_TOKEN"] = json!("new");
    let change = &template(&deployed(), &desired, &Inputs::default())[0];
    assert_eq!(change.properties[0].before, Some(json!(HIDDEN)));
    assert!(!format!("{change:?}").contains("old"));
}

fn sample() -> Plan {
    let mut desired = deployed();
    let resources = &mut desired["Resources"];
    resources["Web"]["Properties"]["MemorySize"] = json!(1024);
    resources["Web"]["Properties"]["Environment"]["Variables"]["API_TOKEN"] = json!("new");
    resources["Files"]["Properties"]["Encrypted"] = json!(false);
    let inputs = Inputs { places: BTreeMap::from([("Web".to_owned(), "main.rs:2:5".to_owned())]), ..Inputs::default() };
    Plan {
        project: "shop".into(),
        stage: "dev".into(),
        region: "eu-west-1".into(),
        account: "123456789012".into(),
        holders: vec![HolderChange {
            driver: "s3".into(),
            item: "s3".into(),
            name: "shop-dev-files".into(),
            action: Action::Add,
            details: Vec::new(),
            data: true,
            at: Some("main.rs:3:5".into()),
        }],
        secrets: vec![SecretChange {
            name: "SECRET_KEY".into(),
            id: "/shop/dev/SECRET_KEY".into(),
            action: Action::Add,
            origin: "password(50)".into(),
            at: None,
        }],
        stacks: vec![StackChange {
            name: "shop-dev".into(),
            role: "app".into(),
            action: Action::Modify,
            status: Some("CREATE_COMPLETE".into()),
            owner: None,
            busy: false,
            resources: template(&deployed(), &desired, &inputs),
            parameters: Vec::new(),
            outputs: Vec::new(),
        }],
        release: ReleaseChange {
            change: CodeChange::Code,
            code_sha256: Some("0123456789abcdef".into()),
            migrate: true,
            functions: vec![FunctionChange {
                name: "shop-dev-web".into(),
                role: "web".into(),
                live: Some("3".into()),
                change: CodeChange::Code,
            }],
            ..ReleaseChange::default()
        },
        standing: vec![Standing { what: "NAT gateway".into(), usd_a_month: 45.26, at: Some("main.rs:4:5".into()) }],
        standing_usd_a_month: 45.26,
        cheaper: vec![Cheaper { how: "nat: instance;".into(), saves: 36.9 }],
        ..Plan::default()
    }
}

#[test]
fn the_text_reads_without_colour() {
    let expected = "\
shop-dev (account 123456789012, eu-west-1)

made directly
  + s3                           shop-dev-files  main.rs:3:5

secrets
  + SECRET_KEY                   /shop/dev/SECRET_KEY from password(50)

stack shop-dev (CREATE_COMPLETE)
  ± Files                        AWS::EFS::FileSystem, replaced, LOSES ITS DATA
      Encrypted: true → false (fixed at creation)
  ± Mount                        AWS::EFS::MountTarget, replaced
      FileSystemId: Files is replaced (fixed at creation)
  ± Point                        AWS::EFS::AccessPoint, replaced
      FileSystemId: Files is replaced (fixed at creation)
  ~ Web                          AWS::Lambda::Function  main.rs:2:5
      Environment.Variables.API_TOKEN: (changed)
      MemorySize: 512 → 1024

release
  ~ new code 0123456789ab        same dependencies, migrate

2 to add, 1 to change, 3 to replace, new code

standing cost: 45.26 USD a month
     45.26 NAT gateway  main.rs:4:5
           cheaper by 36.90: nat: instance;";
    assert_eq!(sample().to_text(false), expected);
    assert_ne!(sample().to_text(true), expected);
    assert_eq!(sample().loses_data(), ["shop-dev/Files"]);
}

#[test]
fn columns_meet_in_every_language() {
    let mut plan = sample();
    plan.lang = Lang::Ja;
    let text = plan.to_text(false);
    let columns = |needle: &str| {
        let line = text.lines().find(|line| line.contains(needle)).unwrap_or_else(|| panic!("no {needle} in:\n{text}"));
        crate::wrap::width(line.split(needle).next().unwrap_or_default())
    };
    assert!(text.contains("追加 2、変更 1、置換 3、新しいコード"), "{text}");
    assert!(text.contains("置換、データが失われます") && text.contains("Encrypted: true → false（作成後は変更不可）"), "{text}");
    assert_eq!(columns("依存パッケージは同じ"), columns("shop-dev-files"), "{text}");
    plan.lang = Lang::Ko;
    let text = plan.to_text(false);
    assert!(text.contains("추가 2, 변경 1, 교체 3, 새 코드"), "{text}");
}

#[test]
fn the_json_keeps_its_names() {
    let json = sample().to_json();
    let keys: Vec<&String> = json.as_object().expect("an object").keys().collect();
    assert_eq!(
        keys,
        [
            "account",
            "blockers",
            "cheaper",
            "count",
            "embedded",
            "empty",
            "holders",
            "left_out",
            "migrations",
            "project",
            "region",
            "release",
            "secrets",
            "stacks",
            "stage",
            "standing",
            "standing_usd_a_month",
            "warnings",
        ]
    );
    assert_eq!(
        json["stacks"][0]["resources"][3],
        json!({
            "id": "Web", "type": "AWS::Lambda::Function", "action": "modify", "data": false, "retained": false, "at": "main.rs:2:5",
            "properties": [
                { "path": "Environment.Variables.API_TOKEN", "before": HIDDEN, "after": HIDDEN, "replaces": false, "because": null },
                { "path": "MemorySize", "before": 512, "after": 1024, "replaces": false, "because": null },
            ]
        })
    );
    assert_eq!(json["count"], json!({ "add": 2, "modify": 1, "replace": 3, "remove": 0 }));
    assert_eq!((&json["empty"], &json["release"]["change"]), (&json!(false), &json!("code")));
}

#[test]
fn nothing_to_do_is_one_line() {
    let same = Plan {
        project: "shop".into(),
        stage: "dev".into(),
        release: ReleaseChange {
            change: CodeChange::Same,
            functions: vec![FunctionChange {
                name: "shop-dev-web".into(),
                role: "web".into(),
                live: Some("3".into()),
                change: CodeChange::Same,
            }],
            ..ReleaseChange::default()
        },
        ..Plan::default()
    };
    assert!(same.is_empty());
    assert_eq!(same.to_text(true), "shop-dev: nothing to do, version 3 of shop-dev-web is live");
}

#[test]
fn a_summary_counts_what_is_new() {
    let new = |id: &str, kind: &str| ResourceChange {
        id: id.into(),
        r#type: format!("AWS::EC2::{kind}"),
        action: Action::Add,
        data: false,
        retained: false,
        at: None,
        properties: Vec::new(),
    };
    let mut plan = sample();
    plan.stacks[0].resources.extend([new("A", "Subnet"), new("B", "Subnet"), new("C", "VPC"), new("D", "Route"), new("E", "Route")]);
    let summary = plan.to_summary(false);
    assert!(summary.contains("+ ") && summary.contains(" resources: ") && summary.contains("2 Route, 2 Subnet"), "{summary}");
    assert!(summary.contains("(-v lists every resource)"), "{summary}");
    let changes = plan.stacks[0].resources.iter().filter(|resource| resource.action != Action::Add);
    assert!(changes.clone().count() > 0);
    for change in changes {
        assert!(summary.contains(&change.id), "what is there already is listed: {summary}");
    }
    assert!(plan.to_text(false).contains("AWS::EC2::VPC"));
}
