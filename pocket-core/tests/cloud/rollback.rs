//! Releases that go back and forward again, fail, and are renewed: the engine with a stage and a project made by hand.

use crate::engine::{cx, page, property, run};
use crate::stage::{Project, stage};
use pocket_core::deploy::release::record::{self, Record};
use pocket_core::deploy::release::{Canary, Rollback, RolledBack, State, list, rollback, verify};
use pocket_core::deploy::{Cx, destroy};
use pocket_core::drivers::lambda::{self, Routing};
use pocket_core::plan::{CodeChange, plan};
use pocket_core::{Error, Result};
use pocket_model::synth::{ALIAS, Synthesis};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

fn bucket(cx: &Cx, synthesis: &Synthesis) -> String {
    cx.aws.expand(&synthesis.holders[0].name)
}

async fn back(cx: &Cx, synthesis: &Synthesis, number: Option<u64>, allow: &[&str]) -> Result<RolledBack> {
    let allow: Vec<String> = allow.iter().map(|name| (*name).to_owned()).collect();
    rollback(cx, synthesis, Rollback { number, allow: &allow }).await
}

/// Number and state, newest first.
async fn states(cx: &Cx, synthesis: &Synthesis) -> Vec<(u64, State)> {
    list(cx, synthesis).await.expect("a list").iter().map(|row| (row.number, row.state)).collect()
}

async fn aliases(cx: &Cx, synthesis: &Synthesis) -> Vec<String> {
    let mut found = Vec::new();
    for function in &synthesis.functions {
        found.push(lambda::alias(&cx.aws, &function.name, ALIAS).await.expect("an answer").unwrap_or_default());
    }
    found
}

async fn gone(mut cx: Cx, synthesis: &Synthesis) {
    cx.consent.data = Some(format!("{}-{}", synthesis.project, synthesis.stage));
    let doomed = destroy::plan(&cx, synthesis, &[]).await.expect("a plan");
    assert!(destroy::destroy(&cx, synthesis, doomed).await.expect("a destroy").complete());
}

/// A first release that answers `one`, and for each further word a release that answers it.
async fn released(cx: &Cx, name: &str, words: &[&str]) -> (Synthesis, Arc<Project>) {
    let (synthesis, project) = (stage(name), Project::new(name));
    run(cx, &synthesis, &project).await.expect("a first deploy");
    for word in words {
        project.answer(&format!("WEB['body'] = '{word}'"));
        run(cx, &synthesis, &project).await.expect("a deploy");
    }
    (synthesis, project)
}

pub async fn a_release_comes_back_and_goes_forward() {
    use State::{Kept, Live};
    let cx = cx().await;
    let (mut synthesis, project) = released(&cx, &format!("back{}", std::process::id()), &["two", "three"]).await;
    let rows = list(&cx, &synthesis).await.expect("a list");
    assert_eq!(states(&cx, &synthesis).await, [(3, Live), (2, Kept), (1, Kept)]);
    assert_eq!(rows[0].commit.as_ref().map(|commit| commit.author.as_str()), Some("Ada"));
    assert_eq!(rows[2].migrations["default"], ["shop.0001_initial"]);
    assert!(rows[0].size > 0 && rows[0].by.is_some());

    // Back by one, back to the first, and forward.
    let done = back(&cx, &synthesis, None, &[]).await.expect("a rollback");
    assert_eq!((done.from.map(|it| it.number), done.to.number, done.changed), (Some(3), 2, true));
    assert_eq!(page(&cx, &synthesis).await, "two");
    let done = back(&cx, &synthesis, None, &[]).await.expect("a rollback");
    assert_eq!((done.to.number, page(&cx, &synthesis).await.as_str()), (1, "one"));
    assert_eq!(aliases(&cx, &synthesis).await, done.to.versions.values().rev().cloned().collect::<Vec<_>>(), "all functions");
    let error = back(&cx, &synthesis, None, &[]).await.expect_err("there is none before it");
    assert_eq!(error.message, "release 1 serves, and none before it is kept");
    assert_eq!(back(&cx, &synthesis, Some(3), &[]).await.expect("forward").to.number, 3);
    assert!(!back(&cx, &synthesis, Some(3), &[]).await.expect("nothing").changed);
    assert_eq!(page(&cx, &synthesis).await, "three");
    let error = back(&cx, &synthesis, Some(9), &[]).await.expect_err("there is no such release");
    assert_eq!(error.message, "there is no release 9: those that are kept are 1, 2, 3");

    // A switch that was cut off between the functions: without a number it is finished, not gone on with.
    back(&cx, &synthesis, Some(2), &[]).await.expect("a rollback");
    lambda::set_alias(&cx.aws, &synthesis.functions[1].name, ALIAS, &rows[0].versions[&synthesis.functions[1].name]).await.expect("set");
    assert_eq!(states(&cx, &synthesis).await, [(3, Kept), (2, State::Partly), (1, Kept)]);
    assert_eq!(back(&cx, &synthesis, None, &[]).await.expect("finished").to.number, 2);
    assert_eq!(states(&cx, &synthesis).await, [(3, Kept), (2, Live), (1, Kept)]);

    // A stack update leaves the alias where the rollback put it; only a release moves it.
    *property(&mut synthesis, "WebFunction", "MemorySize") = json!(512);
    let before = aliases(&cx, &synthesis).await;
    project.seals.store(1, Ordering::SeqCst);
    let error = run(&cx, &synthesis, &project).await.expect_err("killed after the stacks");
    assert_eq!(error.message, "killed");
    let memory = cx.aws.lambda.get_function_configuration().function_name(&synthesis.functions[0].name).send().await.expect("it is there");
    assert_eq!(memory.memory_size(), Some(512), "the stack is updated");
    assert_eq!((aliases(&cx, &synthesis).await, page(&cx, &synthesis).await), (before, "two".to_owned()));
    project.seals.store(usize::MAX, Ordering::SeqCst);

    // A deploy puts the local code live, and says so beforehand.
    let prepared = plan(&cx, &synthesis, project.clone()).await.expect("a plan");
    let warning = "release 2 serves by a rollback; the code here is that of release 3, and a deploy brings it back";
    assert!(prepared.plan.warnings.iter().any(|it| it == warning), "{:?}", prepared.plan.warnings);
    pocket_core::deploy::deploy(&cx, prepared).await.expect("a deploy");
    assert_eq!((page(&cx, &synthesis).await, states(&cx, &synthesis).await[0]), ("three".to_owned(), (4, Live)));

    // With no other change it is the release again that has that code.
    back(&cx, &synthesis, Some(2), &[]).await.expect("a rollback");
    let prepared = plan(&cx, &synthesis, project.clone()).await.expect("a plan");
    assert_eq!(prepared.plan.release.change, CodeChange::Code);
    assert!(prepared.plan.warnings.iter().any(|it| it.contains("the code here is that of release 4")), "{:?}", prepared.plan.warnings);
    pocket_core::deploy::deploy(&cx, prepared).await.expect("a deploy");
    assert_eq!(states(&cx, &synthesis).await, [(4, Live), (3, Kept), (2, Kept), (1, Kept)]);

    // Two are kept after a deploy of other code, with their code and their layer; the others go, with their records.
    synthesis.releases.keep = 2;
    back(&cx, &synthesis, Some(3), &[]).await.expect("a rollback");
    project.answer("WEB['body'] = 'five'");
    let prepared = plan(&cx, &synthesis, project.clone()).await.expect("a plan");
    let warning = "release 3 serves by a rollback; a deploy puts the code here in its place";
    assert!(prepared.plan.warnings.iter().any(|it| it == warning), "{:?}", prepared.plan.warnings);
    pocket_core::deploy::deploy(&cx, prepared).await.expect("a deploy");
    assert_eq!(states(&cx, &synthesis).await, [(5, Live), (4, Kept)]);
    let versions = lambda::versions(&cx.aws, &synthesis.functions[0].name).await.expect("versions");
    assert_eq!(versions.len(), 2);
    assert_eq!(back(&cx, &synthesis, None, &[]).await.expect("a rollback").to.number, 4);
    assert_eq!(page(&cx, &synthesis).await, "three");
    gone(cx, &synthesis).await;
}

/// Visitors who ask for a page again and again.
struct Visitors {
    stop: Arc<AtomicBool>,
    answers: Arc<AtomicUsize>,
    all: tokio::task::JoinSet<BTreeSet<String>>,
}

impl Visitors {
    fn come(cx: &Cx, synthesis: &Synthesis) -> Self {
        let (stop, answers) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let (aws, name, stop, answers) = (cx.aws.clone(), synthesis.functions[0].name.clone(), Arc::clone(&stop), Arc::clone(&answers));
            all.spawn(async move {
                let mut seen = BTreeSet::new();
                while !stop.load(Ordering::Relaxed) {
                    seen.insert(match lambda::invoke(&aws, &name, ALIAS, &json!({ "rawPath": "/visit/" })).await {
                        Ok(answer) => format!("{} {}", answer.payload["statusCode"], answer.payload["body"].as_str().unwrap_or_default()),
                        Err(error) => format!("{error:?}"),
                    });
                    answers.fetch_add(1, Ordering::Relaxed);
                }
                seen
            });
        }
        Visitors { stop, answers, all }
    }

    /// So many requests, all on their way at once, while `meanwhile` runs. What they saw, and how often each.
    async fn crowd(cx: &Cx, synthesis: &Synthesis, size: usize, meanwhile: impl Future<Output = ()>) -> BTreeMap<String, usize> {
        let endpoint = cx.aws.endpoint.clone().expect("the embedded cloud");
        let url = format!("{endpoint}/2015-03-31/functions/{}/invocations?Qualifier={ALIAS}", synthesis.functions[0].name);
        // Without the SDK: a thousand of its calls at once are slower than what answers them.
        let client = cx.aws.http.client_for(&url).expect("a client");
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..size {
            let sent = client.post(&url).body(r#"{"rawPath": "/visit/"}"#).send();
            all.spawn(async move {
                let answer = sent.await.expect("an answer").text().await.expect("all of it");
                serde_json::from_str::<serde_json::Value>(&answer)
                    .map_or(answer, |page| format!("{} {}", page["statusCode"], page["body"].as_str().unwrap_or_default()))
            });
        }
        meanwhile.await;
        let mut seen = BTreeMap::new();
        while let Some(one) = all.join_next().await {
            *seen.entry(one.expect("a visitor")).or_default() += 1;
        }
        seen
    }

    /// What they saw, each once.
    async fn leave(mut self) -> BTreeSet<String> {
        self.stop.store(true, Ordering::Relaxed);
        let mut seen = BTreeSet::new();
        while let Some(one) = self.all.join_next().await {
            seen.extend(one.expect("a visitor"));
        }
        seen
    }
}

/// Visitors come all the while; each gets an answer of one release or the other.
pub async fn a_thousand_requests_see_no_switch() {
    let cx = cx().await;
    let (synthesis, _) = released(&cx, &format!("many{}", std::process::id()), &["two"]).await;
    let visitors = Visitors::come(&cx, &synthesis);
    let mut slowest = Duration::ZERO;
    for turn in 0.. {
        slowest = slowest.max(back(&cx, &synthesis, Some(turn % 2 + 1), &[]).await.expect("a rollback").took);
        if visitors.answers.load(Ordering::Relaxed) >= 1000 && turn >= 10 {
            break;
        }
    }
    let seen = visitors.leave().await;
    assert!(seen.iter().all(|page| page == "200 one" || page == "200 two"), "{seen:?}");
    // Ten times what it may take, as a limit in a test is to be.
    assert!(slowest < Duration::from_secs(10), "{slowest:?}");

    for version in [1, 2] {
        let rollback = async { drop(back(&cx, &synthesis, Some(version), &[]).await.expect("a rollback")) };
        let seen = Visitors::crowd(&cx, &synthesis, 1000, rollback).await;
        assert_eq!(seen.values().sum::<usize>(), 1000);
        assert!(seen.keys().all(|page| page == "200 one" || page == "200 two"), "{seen:?}");
    }
    gone(cx, &synthesis).await;
}

/// Which versions and records there are, and what `$LATEST` has.
async fn traces(cx: &Cx, synthesis: &Synthesis) -> (Vec<u64>, Vec<Record>, Option<String>) {
    let site = &synthesis.functions[0].name;
    let versions = lambda::versions(&cx.aws, site).await.expect("versions").iter().map(|version| version.number).collect();
    let latest = cx.aws.lambda.get_function_configuration().function_name(site).send().await.expect("it is there");
    let records = record::all(&cx.aws, &bucket(cx, synthesis)).await.expect("records");
    (versions, records, latest.code_sha256().map(String::from))
}

pub async fn a_first_release_that_fails_is_seen_by_nobody() {
    let cx = cx().await;
    let name = format!("first{}", std::process::id());
    let (synthesis, project) = (stage(&name), Project::new(&name));
    let visitors = Visitors::come(&cx, &synthesis);
    project.answer("MANAGE = {'exit': 1, 'output': [{'stream': 'stderr', 'text': 'ProgrammingError: no'}]}");
    for _ in 0..2 {
        let error = run(&cx, &synthesis, &project).await.expect_err("the migration fails");
        assert_eq!(error.message.lines().next(), Some("`migrate` failed: ProgrammingError: no"));
        assert_eq!((page(&cx, &synthesis).await, states(&cx, &synthesis).await), (String::new(), Vec::new()));
        assert_eq!(aliases(&cx, &synthesis).await, [lambda::LATEST, lambda::LATEST], "nothing is released");
    }
    let seen = visitors.leave().await;
    assert!(!seen.is_empty() && !seen.contains("200 one"), "{seen:?}");
    project.answer("");
    run(&cx, &synthesis, &project).await.expect("a deploy");
    assert_eq!((page(&cx, &synthesis).await.as_str(), states(&cx, &synthesis).await), ("one", vec![(1, State::Live)]));
    for function in &synthesis.functions {
        assert_eq!(lambda::versions(&cx.aws, &function.name).await.expect("versions").len(), 1, "what the stack made is gone");
    }
    gone(cx, &synthesis).await;
}

pub async fn what_failed_leaves_nothing() {
    let cx = cx().await;
    let (mut synthesis, project) = released(&cx, &format!("fail{}", std::process::id()), &["two"]).await;
    let before = traces(&cx, &synthesis).await;
    let failing = [
        (
            "raise ImportError('no module named shop')",
            "start",
            "the new code does not start: Runtime.ImportModuleError: Unable to import module 'web': no module named shop",
        ),
        (
            "MANAGE = {'exit': 1, 'output': [{'stream': 'stderr', 'text': 'ProgrammingError: no'}]}",
            "migrate",
            "`migrate` failed: ProgrammingError: no",
        ),
        ("WEB['statusCode'] = 500", "smoke test", "the new code answers GET / with status 500"),
        (
            "CHECK = {'exit': 1, 'output': [{'stream': 'stderr', 'text': 'ERRORS:\\n?: (shop.E001) No.\\nSystem check identified 1 issue (0 silenced).\\n'}]}",
            "smoke test",
            "`check --deploy` of the new code refuses: shop.E001",
        ),
    ];
    for (line, phase, message) in failing {
        project.answer(line);
        let error = run(&cx, &synthesis, &project).await.expect_err(phase);
        assert_eq!(error.message.lines().next(), Some(message));
        assert!(error.hints.iter().any(|hint| hint.starts_with(&format!("the release stopped at `{phase}`"))), "{:?}", error.hints);
        assert_eq!(page(&cx, &synthesis).await, "two");
        assert_eq!(traces(&cx, &synthesis).await, before, "{phase}: nothing is left");
    }
    project.answer("WEB['body'] = 'two'");
    assert!(plan(&cx, &synthesis, project.clone()).await.expect("a plan").plan.is_empty(), "what serves is what is here");

    // Another page and another status than the default.
    (synthesis.releases.path, synthesis.releases.expect) = ("/healthz/".into(), vec![200, 204]);
    project.answer("WEB['statusCode'] = 301\nWEB['headers'] = {'location': '/login/'}");
    let error = run(&cx, &synthesis, &project).await.expect_err("a redirection");
    assert_eq!(error.message, "the new code answers GET /healthz/ with status 301, and `release` expects 200, 204");
    assert!(error.hints.iter().any(|hint| hint == "GET /healthz/ redirects to /login/"), "{:?}", error.hints);

    // What was migrated is on record, for the database has it.
    let applied = "MANAGE = {'exit': 0, 'output': [{'stream': 'stdout', 'text': '  Applying shop.0002_tags... OK\\n'}]}";
    project.answer(&format!("WEB['statusCode'] = 500\n{applied}"));
    let error = run(&cx, &synthesis, &project).await.expect_err("a page that breaks");
    assert!(error.hints.iter().any(|hint| hint.ends_with(": shop.0002_tags")), "{:?}", error.hints);
    assert_eq!(states(&cx, &synthesis).await[0], (3, State::Failed));
    let error = back(&cx, &synthesis, Some(3), &[]).await.expect_err("it never served");
    assert_eq!(error.message, "release 3 failed at `smoke test` and never served");

    // The releases before it do not know that migration. Their own code is asked, and cannot tell here, so they need a word.
    let error: Error = back(&cx, &synthesis, Some(1), &[]).await.expect_err("the schema is ahead");
    assert!(error.message.ends_with("may fail with them: shop.0002_tags"), "{}", error.message);
    let hints = error.hints.join("\n");
    assert!(hints.contains("rollback 1 -s dev --allow shop.0002_tags") && hints.contains("manage -s dev -- migrate shop zero"), "{hints}");
    assert_eq!(page(&cx, &synthesis).await, "two");
    assert_eq!(back(&cx, &synthesis, Some(1), &["shop.0002"]).await.expect("allowed").to.number, 1);

    // Code that can tell, and tells that it was undone by hand, goes without one.
    let report = |unknown: &str| {
        format!(
            "REPORT = {{'exit': 0, 'output': [{{'stream': 'stdout', 'text': '{{\"databases\": {{\"default\": {{\"unknown\": [{unknown}]}}}}}}'}}]}}"
        )
    };
    synthesis.releases.expect.clear();
    project.answer(&report(""));
    run(&cx, &synthesis, &project).await.expect("a release");
    project.answer(&applied.replace("0002_tags", "0003_more"));
    run(&cx, &synthesis, &project).await.expect("a release");
    assert_eq!(back(&cx, &synthesis, None, &[]).await.expect("it tells").to.number, 4);
    let to =
        record::all(&cx.aws, &bucket(&cx, &synthesis)).await.expect("records").into_iter().find(|it| it.number == 4).expect("it is kept");
    assert_eq!(verify(&cx, &synthesis, &to, &[]).await.expect("an answer"), Some(Vec::new()));
    project.answer(&report("\"shop.0009_by_hand\""));
    run(&cx, &synthesis, &project).await.expect("a release");
    let to = record::all(&cx.aws, &bucket(&cx, &synthesis)).await.expect("records").pop().expect("the newest");
    assert_eq!(verify(&cx, &synthesis, &to, &[]).await.expect("an answer"), Some(vec!["shop.0009_by_hand".to_owned()]));
    gone(cx, &synthesis).await;
}

pub async fn a_canary_goes_on_or_returns() {
    let mut cx = cx().await;
    let (synthesis, project) = released(&cx, &format!("bird{}", std::process::id()), &[]).await;
    let site = &synthesis.functions[0].name;

    // What errs no more than the old one gets all.
    cx.canary = Some(Canary { share: 0.5, time: Duration::from_secs(3) });
    project.answer("WEB['body'] = 'two'");
    let visitors = Visitors::come(&cx, &synthesis);
    run(&cx, &synthesis, &project).await.expect("a deploy");
    assert_eq!(visitors.leave().await.into_iter().collect::<Vec<_>>(), ["200 one", "200 two"]);
    let routing = lambda::routing(&cx.aws, site, ALIAS).await.expect("an answer").expect("an alias");
    assert!(routing.weights.is_empty() && page(&cx, &synthesis).await == "two", "{routing:?}");
    let before = traces(&cx, &synthesis).await;

    // What errs more goes, with what it failed at. The smoke test does not find it: it asks for another page.
    cx.canary = Some(Canary { share: 0.5, time: Duration::from_secs(60) });
    project.answer(
        "import sys, traceback\nWEB['body'] = 'three'\ndef page(event):\n    if event.get('rawPath') != '/visit/':\n        return WEB\n    try:\n        return {}['tags']\n    \
         except KeyError:\n        traceback.print_exc()\n    print('[5xx] GET /visit/ answered 500', file=sys.stderr)\n    return {'statusCode': 500}",
    );
    let visitors = Visitors::come(&cx, &synthesis);
    let error = run(&cx, &synthesis, &project).await.expect_err("a page that breaks");
    assert!(error.message.starts_with("the new release fails more than the old one: "), "{}", error.message);
    assert!(error.message.ends_with("and 0 of all others. The first: GET /visit/ answered 500"), "{}", error.message);
    assert!(error.detail.as_deref().is_some_and(|detail| detail.ends_with("KeyError: 'tags'")), "{:?}", error.detail);
    assert_eq!(visitors.leave().await.into_iter().collect::<Vec<_>>(), ["200 two", "500 "]);
    let routing = lambda::routing(&cx.aws, site, ALIAS).await.expect("an answer").expect("an alias");
    let after = traces(&cx, &synthesis).await;
    assert!(routing.weights.is_empty() && (&after.0, &after.2) == (&before.0, &before.2), "{routing:?} {after:?} {before:?}");
    assert_eq!(states(&cx, &synthesis).await, [(3, State::Failed), (2, State::Live), (1, State::Kept)]);

    // One that was killed with its deploy ends with the next, also where nothing else is to be done, and with a rollback.
    cx.canary = None;
    project.answer("WEB['body'] = 'two'");
    let old = list(&cx, &synthesis).await.expect("a list")[2].versions[site].clone();
    let killed = Routing { version: routing.version.clone(), weights: BTreeMap::from([(old, 0.25)]) };
    lambda::route(&cx.aws, site, ALIAS, &killed).await.expect("set");
    assert_eq!(states(&cx, &synthesis).await, [(3, State::Failed), (2, State::Live), (1, State::Canary)]);
    let done = back(&cx, &synthesis, None, &[]).await.expect("the canary ends");
    assert_eq!((done.to.number, lambda::routing(&cx.aws, site, ALIAS).await.expect("an answer")), (2, Some(routing)));
    lambda::route(&cx.aws, site, ALIAS, &killed).await.expect("set");
    run(&cx, &synthesis, &project).await.expect("a deploy");
    let routing = lambda::routing(&cx.aws, site, ALIAS).await.expect("an answer").expect("an alias");
    assert!(routing.weights.is_empty() && page(&cx, &synthesis).await == "two", "{routing:?}");
    gone(cx, &synthesis).await;
}
