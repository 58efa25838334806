//! The merge rules, on the typed structs that a program of the user's sees: a field of the stage wins, items merge by keyword and label, lists are replaced,
//! `without` drops, `from` shares. That hooks add up in order is shown by `tests/cli`, where they run.

use pocket::Stage;
use pocket::units::{Mebibytes, Seconds};

pocket::pocket! {
    project shop;
    django: "../skeleton";
    region: "eu-west-1";
    env MODE: "top";
    budget: 500usd;

    every stage {
        lambda { memory: 512mb; timeout: 20s; }
        vpc { zones: ["a", "b", "c"]; nat; }
        s3 { versioning; }
        settings { DEFAULT_FROM_EMAIL: "shop@example.com"; PAGE_SIZE: 20; }
    }

    stage plain;

    stage changed {
        region: "eu-central-1";
        env MODE: "stage";
        django { requirements: "requirements/production.txt"; }
        lambda { memory: 1gb; }
        lambda worker { handler: "app.jobs.run"; }
        vpc { zones: ["a", "b"]; nat: per_zone; }
        s3 { versioning: false; }
        settings { PAGE_SIZE: 50; }
    }

    stage sharing { region: "eu-central-1"; without s3; vpc from changed; }
}

#[test]
fn a_field_of_the_stage_wins_and_the_others_stay() {
    let (plain, changed) = (stages::Plain::load().expect("good"), stages::Changed::load().expect("good"));
    assert_eq!((*plain.lambda.memory.value(), *plain.lambda.timeout.value()), (Mebibytes(512), Seconds(20)));
    assert_eq!((*changed.lambda.memory.value(), *changed.lambda.timeout.value()), (Mebibytes(1024), Seconds(20)));
    assert_eq!((plain.s3.versioning.value(), changed.s3.versioning.value()), (&true, &false));
    assert_eq!(changed.lambda_worker.memory.value(), &Mebibytes(1024), "a label makes another item: it starts from the defaults");
}

#[test]
fn lists_are_replaced() {
    let (plain, changed) = (stages::Plain::load().expect("good"), stages::Changed::load().expect("good"));
    assert_eq!(plain.vpc.zones.value().as_slice(), ["a", "b", "c"]);
    assert_eq!(changed.vpc.zones.value().as_slice(), ["a", "b"]);
}

#[test]
fn what_stands_outside_is_given_to_every_stage() {
    let (plain, changed) = (stages::Plain::synthesize().expect("good"), stages::Changed::synthesize().expect("good"));
    assert_eq!((plain.region.as_deref(), changed.region.as_deref()), (Some("eu-west-1"), Some("eu-central-1")));
    assert_eq!((plain.build.environment["MODE"].as_str(), changed.build.environment["MODE"].as_str()), ("top", "stage"));
    assert_eq!((plain.build.requirements.as_deref(), changed.build.requirements.as_deref()), (None, Some("requirements/production.txt")));
    assert_eq!((plain.build.path.as_deref(), changed.build.path.as_deref()), (Some("../skeleton"), Some("../skeleton")));
    assert_eq!((&plain.contract.settings["PAGE_SIZE"], &changed.contract.settings["PAGE_SIZE"]), (&20.into(), &50.into()));
    assert_eq!(changed.contract.settings["DEFAULT_FROM_EMAIL"], "shop@example.com");
}

#[test]
fn a_shared_network_belongs_to_its_owner() {
    let sharing = stages::Sharing::synthesize().expect("good");
    let network = sharing.stacks.iter().find(|stack| stack.role == "network").expect("it has a VPC");
    assert_eq!((network.name.as_str(), network.owner.as_deref()), ("shop-changed-network", Some("changed")));
    assert!(network.template.resources.is_empty(), "it is only read");
    assert!(sharing.standing.is_empty(), "the owner pays for the NAT gateways");
    assert!(sharing.contract.media.is_none(), "`without s3` drops the bucket");
    assert_eq!(stages::Sharing::load().expect("good").vpc.zones.value().as_slice(), ["a", "b"], "the owner's fields");
}
