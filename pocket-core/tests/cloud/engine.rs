//! The engine, with a stage and a project made by hand.

use crate::shared;
use crate::stage::{Project, of_the_same_names, stage, staging};
use pocket_core::deploy::release::record::Commit;
use pocket_core::deploy::{Cx, Outputs, deploy, destroy, status};
use pocket_core::drivers::{Consent, lambda};
use pocket_core::plan::{Action, CodeChange, plan};
use pocket_core::program::Program;
use pocket_core::ui::{Level, Printer};
use pocket_core::{Error, Result};
use pocket_model::ast::At;
use pocket_model::messages::Lang;
use pocket_model::synth::{ALIAS, Parameter, Stack, Synthesis};
use pocket_model::template::{Template, reference};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

pub async fn cx() -> Cx {
    let program = Program {
        crate_name: "shop",
        ast: "{}",
        file: "main.rs",
        manifest_dir: "/tmp",
        places: &[(1, 1), (3, 5), (4, 5)],
        values: Vec::new(),
    };
    Cx {
        ui: Printer::speaking(Level::Quiet, Lang::En),
        aws: shared::clients().await,
        neon: None,
        consent: Consent::default(),
        root: std::env::temp_dir(),
        program_dir: std::env::temp_dir(),
        places: program.places(),
        local: None,
        canary: None,
        commit: Some(Commit { id: "0123456789ab".into(), author: "Ada".into(), subject: "Begin".into() }),
    }
}

pub async fn run(cx: &Cx, synthesis: &Synthesis, project: &Arc<Project>) -> Result<Outputs> {
    deploy(cx, plan(cx, synthesis, project.clone()).await?).await
}

pub async fn page(cx: &Cx, synthesis: &Synthesis) -> String {
    let answer = lambda::invoke(&cx.aws, &synthesis.functions[0].name, ALIAS, &json!({})).await.expect("an answer");
    answer.payload["body"].as_str().unwrap_or_default().to_owned()
}

pub fn property<'a>(synthesis: &'a mut Synthesis, id: &str, name: &str) -> &'a mut serde_json::Value {
    &mut synthesis.stacks[0].template.resources[id]["Properties"][name]
}

/// Deletes a stage with its data.
pub async fn end(cx: &mut Cx, synthesis: &Synthesis) {
    cx.consent.data = Some(format!("{}-{}", synthesis.project, synthesis.stage));
    let doomed = destroy::plan(cx, synthesis, &[]).await.expect("a plan");
    assert!(destroy::destroy(cx, synthesis, doomed).await.expect("a destroy").complete());
}

pub async fn a_stage_lives_from_nothing_to_nothing() {
    let mut cx = cx().await;
    let name = format!("life{}", std::process::id());
    let (mut synthesis, project) = (stage(&name), Project::new(&name));

    // From nothing.
    let first = run(&cx, &synthesis, &project).await.expect("a first deploy");
    assert!(first.changed && first.url.as_deref().is_some_and(|url| url.starts_with("https://")), "{first:?}");
    assert_eq!(page(&cx, &synthesis).await, "one");

    // Nothing to do.
    let prepared = plan(&cx, &synthesis, project.clone()).await.expect("a plan");
    assert!(prepared.plan.is_empty(), "{}", prepared.plan.to_text(false));
    let same = deploy(&cx, prepared).await.expect("nothing");
    assert_eq!((same.changed, &same.versions, &same.url), (false, &first.versions, &first.url));

    // Code alone touches no stack.
    project.answer("WEB['body'] = 'two'");
    let prepared = plan(&cx, &synthesis, project.clone()).await.expect("a plan");
    assert_eq!(
        (prepared.plan.release.change, prepared.plan.stacks[0].action, prepared.plan.release.migrate),
        (CodeChange::Code, Action::Same, true)
    );
    deploy(&cx, prepared).await.expect("new code");
    assert_eq!(page(&cx, &synthesis).await, "two");

    // Memory reaches the version that serves, and the alias stays with the release.
    *property(&mut synthesis, "WebFunction", "MemorySize") = json!(512);
    let prepared = plan(&cx, &synthesis, project.clone()).await.expect("a plan");
    assert_eq!((prepared.plan.release.change, prepared.plan.release.migrate), (CodeChange::Configuration, false));
    let outputs = deploy(&cx, prepared).await.expect("more memory");
    let served = cx
        .aws
        .lambda
        .get_function_configuration()
        .function_name(&synthesis.functions[0].name)
        .qualifier(ALIAS)
        .send()
        .await
        .expect("a version");
    assert_eq!(
        (served.memory_size(), served.version()),
        (Some(512), outputs.versions.get(&synthesis.functions[0].name).map(String::as_str))
    );
    assert_eq!(page(&cx, &synthesis).await, "two");

    // A failing migration leaves the old release.
    project.answer("WEB['body'] = 'three'\nMANAGE = {'exit': 1, 'output': [{'stream': 'stderr', 'text': 'ProgrammingError: no'}]}");
    let error = run(&cx, &synthesis, &project).await.expect_err("a failing migration");
    assert_eq!(error.message, "`migrate` failed: ProgrammingError: no");
    assert_eq!(error.detail.as_deref(), Some("ProgrammingError: no"));
    assert_eq!(page(&cx, &synthesis).await, "two");

    // So does code that raises, and code that breaks.
    project.answer("raise ImportError('no module named shop')");
    let error = run(&cx, &synthesis, &project).await.expect_err("code that does not start");
    assert!(error.message.contains("no module named shop"), "{}", error.message);
    project.answer("WEB['statusCode'] = 500");
    let error = run(&cx, &synthesis, &project).await.expect_err("code that breaks");
    assert_eq!(error.message, "the new code answers GET / with status 500");
    assert_eq!(page(&cx, &synthesis).await, "two");
    project.answer("WEB['body'] = 'four'");
    run(&cx, &synthesis, &project).await.expect("mended code");
    assert_eq!(page(&cx, &synthesis).await, "four");

    // Whatever a stack update does, the site serves on.
    let before = synthesis.clone();
    let bad = json!({ "Type": "AWS::Lambda::Permission", "Properties": { "FunctionName": { "Ref": "Nobody" } } });
    synthesis.stacks[0].template.resources.insert("Bad".into(), bad);
    // An emulator may take it; what an update does that is undone is tested against a scripted CloudFormation.
    let _ = run(&cx, &synthesis, &project).await;
    synthesis = before;
    assert_eq!(page(&cx, &synthesis).await, "four");
    run(&cx, &synthesis, &project).await.expect("the former state");

    // What is no longer declared is not forgotten.
    let media = synthesis.holders.pop().expect("the bucket for uploads");
    let warned = plan(&cx, &synthesis, project.clone()).await.expect("a plan").plan;
    assert!(warned.is_empty() && warned.warnings[0].contains(&cx.aws.expand(&media.name)), "{}", warned.to_text(false));
    let forgotten = status(&cx, &synthesis).await.expect("a status");
    assert!(forgotten.holders.iter().any(|holder| holder.state == "undeclared"), "{}", forgotten.to_text(Lang::En));
    synthesis.holders.push(media);

    let known = status(&cx, &synthesis).await.expect("a status");
    assert!(known.exists() && known.holders.iter().all(|holder| holder.state == "same"), "{}", known.to_text(Lang::En));

    // Data wants a consent of its own.
    let doomed = destroy::plan(&cx, &synthesis, &[]).await.expect("a plan");
    let kept = destroy::destroy(&cx, &synthesis, doomed).await.expect("a destroy that keeps data");
    assert!(kept.complete() && kept.kept.iter().any(|thing| thing.name.contains("media")), "{}", kept.to_text(Lang::En));
    cx.consent.data = Some(format!("{name}-dev"));
    let doomed = destroy::plan(&cx, &synthesis, &[]).await.expect("a plan");
    let gone = destroy::destroy(&cx, &synthesis, doomed).await.expect("a destroy");
    assert!(gone.complete() && gone.kept.is_empty(), "{}", gone.to_text(Lang::En));
    assert!(!status(&cx, &synthesis).await.expect("a status").exists());
    // Again, for a destroy that was killed at its end.
    let doomed = destroy::plan(&cx, &synthesis, &[]).await.expect("a plan");
    assert!(destroy::destroy(&cx, &synthesis, doomed).await.expect("nothing to destroy").complete());
}

pub async fn a_creation_that_failed_is_no_dead_end() {
    let mut cx = cx().await;
    let name = format!("dead{}", std::process::id());
    let (good, project) = (stage(&name), Project::new(&name));
    let mut bad = good.clone();
    *property(&mut bad, "WebFunction", "MemorySize") = json!("much");
    let error: Error = run(&cx, &bad, &project).await.expect_err("a creation that fails");
    assert!(error.message.contains("WebFunction") && error.at == Some(At(1)), "{error:?}");
    let prepared = plan(&cx, &good, project.clone()).await.expect("a plan");
    assert_eq!(prepared.plan.stacks[0].action, Action::Replace, "{}", prepared.plan.to_text(false));
    deploy(&cx, prepared).await.expect("it is made again");
    assert_eq!(page(&cx, &good).await, "one");
    cx.consent.data = Some(format!("{name}-dev"));
    let doomed = destroy::plan(&cx, &good, &[]).await.expect("a plan");
    assert!(destroy::destroy(&cx, &good, doomed).await.expect("a destroy").complete());
}

pub async fn a_deploy_that_broke_off_is_finished_by_the_next() {
    let mut cx = cx().await;
    let name = format!("kill{}", std::process::id());
    let (synthesis, project) = (stage(&name), Project::new(&name));
    let (web, manage) = (&synthesis.functions[0].name, &synthesis.functions[1].name);

    // After the stacks, before any code. (A first plan does not seal: the site's address is not known yet.)
    project.seals.store(0, Ordering::SeqCst);
    assert_eq!(run(&cx, &synthesis, &project).await.expect_err("broken off").message, "killed");
    project.seals.store(usize::MAX, Ordering::SeqCst);
    let prepared = plan(&cx, &synthesis, project.clone()).await.expect("a plan");
    assert_eq!((prepared.plan.stacks[0].action, prepared.plan.release.change), (Action::Same, CodeChange::First));
    deploy(&cx, prepared).await.expect("the rest");
    assert_eq!(page(&cx, &synthesis).await, "one");

    // After the new code was published for one function, before the switch.
    project.answer("WEB['body'] = 'two'");
    let contract = plan(&cx, &synthesis, project.clone()).await.expect("a plan").plan.release.code_sha256.expect("a digest");
    let zip = std::fs::read(project.folder.join(format!("code-{contract}.zip"))).expect("the sealed code");
    cx.aws.lambda.update_function_code().function_name(web).zip_file(zip.into()).send().await.expect("an update");
    lambda::wait_until_ready(&cx.aws, web, None).await.expect("it is ready");
    lambda::publish_version(&cx.aws, web, &contract, "").await.expect("a version");
    assert_eq!(page(&cx, &synthesis).await, "one");
    run(&cx, &synthesis, &project).await.expect("the rest");
    assert_eq!(page(&cx, &synthesis).await, "two");

    // After the switch of all but the site.
    let before = lambda::versions(&cx.aws, web).await.expect("versions");
    let former = before[before.len() - 2].number.to_string();
    lambda::set_alias(&cx.aws, web, ALIAS, &before[0].number.to_string()).await.expect("a switch");
    assert_eq!(page(&cx, &synthesis).await, "one");
    let outputs = run(&cx, &synthesis, &project).await.expect("the rest");
    assert_eq!(page(&cx, &synthesis).await, "two");
    assert!(outputs.versions.contains_key(manage) && former != "0");

    // A stack update that resets the alias is put right without a migration.
    lambda::set_alias(&cx.aws, manage, ALIAS, "$LATEST").await.expect("a reset");
    run(&cx, &synthesis, &project).await.expect("the rest");
    let alias = lambda::alias(&cx.aws, manage, ALIAS).await.expect("an alias");
    assert_ne!(alias.as_deref(), Some("$LATEST"));
    assert!(plan(&cx, &synthesis, project.clone()).await.expect("a plan").plan.is_empty());

    cx.consent.data = Some(format!("{name}-dev"));
    let doomed = destroy::plan(&cx, &synthesis, &[]).await.expect("a plan");
    assert!(destroy::destroy(&cx, &synthesis, doomed).await.expect("a destroy").complete());
}

pub async fn a_network_is_shared_read_and_guarded() {
    let mut cx = cx().await;
    let name = format!("net{}", std::process::id());
    let project = Project::new(&name);
    let network = |owner: Option<&str>| {
        let mut template = Template::new("a network");
        template.resources.insert("Vpc".into(), json!({ "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "10.0.0.0/16" } }));
        template.outputs.insert("VpcId".into(), json!({ "Value": reference("Vpc") }));
        let places = BTreeMap::from([("Vpc".to_owned(), At(1))]);
        Stack {
            name: format!("{name}-dev-network"),
            role: "network",
            template,
            parameters: BTreeMap::new(),
            places,
            owner: owner.map(String::from),
        }
    };
    let with_network = |mut synthesis: Synthesis, owner: Option<&str>| {
        let source = Parameter::Output { stack: format!("{name}-dev-network"), key: "VpcId".into() };
        let app = &mut synthesis.stacks[0];
        app.parameters.insert("VpcId".into(), source);
        app.template.parameters.insert("VpcId".into(), json!({ "Type": "String" }));
        let group = json!({ "Type": "AWS::EC2::SecurityGroup", "Properties": { "GroupDescription": "g", "VpcId": reference("VpcId") } });
        app.template.resources.insert("Group".into(), group);
        synthesis.stacks.insert(0, network(owner));
        synthesis
    };
    let dev = with_network(stage(&name), None);
    let staging = with_network(staging(&name), Some("dev"));

    let blocked = plan(&cx, &staging, project.clone()).await.expect("a plan").plan;
    assert_eq!(
        blocked.blockers[0].message,
        format!("stack `{name}-dev-network` does not exist: stage `dev` owns it and has not been deployed")
    );
    assert_eq!(blocked.blockers[0].hint.as_deref(), Some("cargo run -- deploy -s dev"));
    let error = run(&cx, &staging, &project).await.expect_err("a refusal");
    assert!(error.hints.iter().any(|hint| hint == "cargo run -- deploy -s dev"), "{error:?}");

    run(&cx, &dev, &project).await.expect("the owner");
    run(&cx, &staging, &project).await.expect("the other");
    for synthesis in [&dev, &staging] {
        let same = plan(&cx, synthesis, project.clone()).await.expect("a plan").plan;
        assert!(same.is_empty(), "{}", same.to_text(false));
    }
    cx.consent.data = Some(format!("{name}-dev"));
    let error = destroy::plan(&cx, &dev, &[staging.clone(), dev.clone()]).await.expect_err("it is used");
    assert_eq!(error.message, "stage `staging` uses the network of stage `dev`");
    cx.consent.data = Some(format!("{name}-staging"));
    let doomed = destroy::plan(&cx, &staging, std::slice::from_ref(&dev)).await.expect("a plan");
    assert!(destroy::destroy(&cx, &staging, doomed).await.expect("a destroy").complete());
    assert!(plan(&cx, &dev, project.clone()).await.expect("a plan").plan.is_empty(), "the owner is as it was");
    cx.consent.data = Some(format!("{name}-dev"));
    let doomed = destroy::plan(&cx, &dev, &[staging]).await.expect("a plan");
    assert!(destroy::destroy(&cx, &dev, doomed).await.expect("a destroy").complete());
}

pub async fn two_projects_whose_names_meet_leave_each_other_alone() {
    let mut cx = cx().await;
    let name = format!("meet{}-shop", std::process::id());
    let project = Project::new(&name);
    let (first, second) = (stage(&name), of_the_same_names(&name));
    assert_eq!(first.stacks[0].name, second.stacks[0].name);
    run(&cx, &first, &project).await.expect("the first");

    let blocked = plan(&cx, &second, project.clone()).await.expect("a plan").plan;
    assert!(!blocked.blockers.is_empty(), "{}", blocked.to_text(false));
    let error = run(&cx, &second, &project).await.expect_err("a refusal");
    assert!(format!("{error:?} {:?}", blocked.blockers).contains(&format!("stage `dev` of project `{name}`")), "{error:?}");

    // Even with the consent to lose data, whose word is the same for both.
    cx.consent.data = Some(format!("{name}-dev"));
    let doomed = destroy::plan(&cx, &second, &[]).await.expect("a plan");
    assert!(doomed.is_empty(), "{}", doomed.to_text(Lang::En));
    destroy::destroy(&cx, &second, doomed).await.expect("nothing to destroy");
    assert_eq!(page(&cx, &first).await, "one");
    assert!(plan(&cx, &first, project.clone()).await.expect("a plan").plan.is_empty(), "the first is as it was");
    let doomed = destroy::plan(&cx, &first, &[]).await.expect("a plan");
    assert!(destroy::destroy(&cx, &first, doomed).await.expect("a destroy").complete());
}
