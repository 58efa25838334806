//! The driver against a server that keeps state as Neon does, on the paths of Neon's OpenAPI document.

use super::*;
use crate::aws::{Clients, Http, Target};
use crate::drivers::{Consent, apply, check, delete, observe};
use crate::ui::{Level, Printer};
use pocket_model::ast::At;
use secrecy::{ExposeSecret, SecretString};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

/// Neon and, for who we are and for stored secrets, AWS.
#[derive(Clone, Default)]
struct Fake(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// Method and path of each call, without the ones of AWS.
    calls: Vec<String>,
    projects: Vec<Value>,
    branches: Vec<Value>,
    endpoints: Vec<Value>,
    /// By branch: names of roles and databases.
    roles: BTreeMap<String, Vec<String>>,
    databases: BTreeMap<String, Vec<String>>,
    parameters: BTreeMap<String, String>,
    /// Answers 423 so many times.
    locked: usize,
    /// Answers 500 to the next creation of a project, after making it.
    lose_answer: bool,
    /// Answers 409 to the next creation of a branch, after making it.
    conflict: bool,
    wants_organization: bool,
    schema: String,
    polls: usize,
}

fn answer(status: u16, body: Value) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(body)
}

impl Respond for Fake {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let mut state = self.0.lock().expect("not poisoned");
        let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
        if let Some(target) = request.headers.get("x-amz-target") {
            let name = body["Name"].as_str().unwrap_or_default();
            return match (target.to_str().unwrap_or_default(), state.parameters.get(name)) {
                ("AmazonSSM.GetParameter", Some(value)) => answer(200, json!({ "Parameter": { "Value": value } })),
                (target, _) if target.starts_with("AmazonSSM") => answer(400, json!({ "__type": "ParameterNotFound" })),
                _ => answer(400, json!({ "__type": "ResourceNotFoundException" })),
            };
        }
        if request.body.starts_with(b"Action=GetCallerIdentity") {
            return ResponseTemplate::new(200)
                .set_body_string("<R><Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/u</Arn></R>");
        }
        let path = request.url.path().trim_start_matches("/api/v2").to_owned();
        state.calls.push(format!("{} {path}", request.method));
        if request.headers.get("authorization").and_then(|value| value.to_str().ok()) != Some("Bearer napi_good") {
            return answer(401, json!({ "code": "", "message": "authentication failed" }));
        }
        if state.locked > 0 && request.method != Method::GET {
            state.locked -= 1;
            return answer(423, json!({ "code": "", "message": "project already has running operations" }));
        }
        let query: BTreeMap<String, String> = request.url.query_pairs().into_owned().collect();
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        state.answer(&request.method, &parts, &query, &body)
    }
}

impl State {
    fn answer(&mut self, method: &Method, parts: &[&str], query: &BTreeMap<String, String>, body: &Value) -> ResponseTemplate {
        let operations = json!([{ "id": "op-1", "action": "create_branch", "status": "running" }]);
        let missing = || answer(404, json!({ "code": "", "message": "not found" }));
        match (method.as_str(), parts) {
            ("GET", ["users", "me", "organizations"]) => answer(200, json!({ "organizations": [{ "id": "org-one", "name": "One" }] })),
            (_, ["projects"]) if self.wants_organization && !query.contains_key("org_id") && body["project"]["org_id"].is_null() => {
                answer(400, json!({ "code": "", "message": "org_id is required, you can find it on your organization settings page" }))
            }
            // One project a page, and a cursor also on the last.
            ("GET", ["projects"]) => {
                let from = query.get("cursor").map_or(0, |cursor| cursor.parse::<usize>().expect("our cursor"));
                let page: Vec<&Value> = self.projects.iter().skip(from).take(1).collect();
                answer(200, json!({ "projects": page, "pagination": { "cursor": (from + page.len()).to_string() } }))
            }
            ("POST", ["projects"]) => {
                let wanted = &body["project"];
                let project = json!({ "id": format!("p-{}", self.projects.len()), "name": wanted["name"], "region_id": wanted["region_id"], "pg_version": wanted["pg_version"] });
                let branch = json!({ "id": "br-first", "name": wanted["branch"]["name"], "default": true, "annotation": wanted["branch"]["annotations"] });
                self.projects.push(project.clone());
                self.add_branch(branch, &["owner".into()], &["db".into()], wanted);
                if std::mem::take(&mut self.lose_answer) {
                    return answer(500, json!({ "code": "", "message": "lost" }));
                }
                answer(201, json!({ "project": project, "operations": operations }))
            }
            ("DELETE", ["projects", _]) => {
                *self = State { calls: std::mem::take(&mut self.calls), ..State::default() };
                answer(200, json!({ "project": {} }))
            }
            ("GET", ["projects", _, "operations", _]) => {
                self.polls += 1;
                answer(200, json!({ "operation": { "status": if self.polls.is_multiple_of(3) { "finished" } else { "running" } } }))
            }
            ("GET", ["projects", _, "branches"]) => {
                let from = query.get("cursor").map_or(0, |cursor| cursor.parse::<usize>().expect("our cursor"));
                let page: Vec<Value> = self.branches.iter().skip(from).take(2).cloned().collect();
                let annotations: serde_json::Map<String, Value> = page
                    .iter()
                    .map(|branch| (branch["id"].as_str().expect("an id").to_owned(), json!({ "value": branch["annotation"] })))
                    .collect();
                let plain: Vec<Value> = page.iter().map(|branch| json!({ "id": branch["id"], "name": branch["name"], "default": branch["default"], "parent_id": branch["parent_id"], "expires_at": branch["expires_at"] })).collect();
                let next = if from + 2 < self.branches.len() { json!({ "next": (from + 2).to_string() }) } else { json!({}) };
                answer(200, json!({ "branches": plain, "annotations": annotations, "pagination": next }))
            }
            ("POST", ["projects", _, "branches"]) => {
                let parent = body["branch"]["parent_id"].as_str().unwrap_or("br-first").to_owned();
                let id = format!("br-{}", self.branches.len());
                let branch = json!({ "id": id, "name": body["branch"]["name"], "default": false, "parent_id": parent, "expires_at": body["branch"]["expires_at"], "annotation": body["annotation_value"] });
                let (roles, databases) = (self.roles[&parent].clone(), self.databases[&parent].clone());
                self.add_branch(branch.clone(), &roles, &databases, &body["endpoints"][0]);
                if std::mem::take(&mut self.conflict) {
                    return answer(409, json!({ "code": "", "message": "branch already exists" }));
                }
                answer(201, json!({ "branch": branch, "operations": operations }))
            }
            ("DELETE", ["projects", _, "branches", id]) => {
                self.branches.retain(|branch| branch["id"] != *id);
                answer(200, json!({ "branch": {}, "operations": operations }))
            }
            ("GET", ["projects", _, "branches", id, "endpoints"]) => {
                let found: Vec<&Value> = self.endpoints.iter().filter(|endpoint| endpoint["branch_id"] == *id).collect();
                answer(200, json!({ "endpoints": found }))
            }
            ("POST", ["projects", _, "endpoints"]) => {
                let mut endpoint = body["endpoint"].clone();
                endpoint["id"] = json!(format!("ep-{}", self.endpoints.len()));
                self.endpoints.push(endpoint.clone());
                answer(201, json!({ "endpoint": endpoint, "operations": operations }))
            }
            ("PATCH", ["projects", _, "endpoints", id]) => {
                let endpoint = self.endpoints.iter_mut().find(|endpoint| endpoint["id"] == *id).expect("known");
                for (key, value) in body["endpoint"].as_object().expect("settings") {
                    endpoint[key] = value.clone();
                }
                answer(200, json!({ "endpoint": endpoint, "operations": operations }))
            }
            ("GET", ["projects", _, "branches", id, list @ ("roles" | "databases")]) => {
                let names = if *list == "roles" { &self.roles } else { &self.databases };
                let found: Vec<Value> = names.get(*id).into_iter().flatten().map(|name| json!({ "name": name })).collect();
                answer(200, json!({ *list: found }))
            }
            ("POST", ["projects", _, "branches", id, list @ ("roles" | "databases")]) => {
                let (names, kind) = if *list == "roles" { (&mut self.roles, "role") } else { (&mut self.databases, "database") };
                names.entry((*id).to_owned()).or_default().push(body[kind]["name"].as_str().expect("a name").to_owned());
                answer(201, json!({ kind: body[kind], "operations": operations }))
            }
            ("GET", ["projects", _, "branches", _, "schema"]) => answer(200, json!({ "sql": self.schema })),
            ("GET", ["projects", _, "connection_uri"]) => {
                let pooler = if query["pooled"] == "true" { "-pooler" } else { "" };
                let (role, endpoint, database) = (&query["role_name"], &query["endpoint_id"], &query["database_name"]);
                answer(
                    200,
                    json!({ "uri": format!("postgresql://{role}:s3cret@{endpoint}{pooler}.aws.neon.tech/{database}?sslmode=require") }),
                )
            }
            _ => missing(),
        }
    }

    fn add_branch(&mut self, branch: Value, roles: &[String], databases: &[String], settings: &Value) {
        let id = branch["id"].as_str().expect("an id").to_owned();
        let mut endpoint = json!({ "autoscaling_limit_min_cu": 0.25, "autoscaling_limit_max_cu": 0.25, "suspend_timeout_seconds": 0 });
        for key in ["autoscaling_limit_min_cu", "autoscaling_limit_max_cu", "suspend_timeout_seconds"] {
            if !settings[key].is_null() {
                endpoint[key] = settings[key].clone();
            }
        }
        endpoint["id"] = json!(format!("ep-{}", self.endpoints.len()));
        endpoint["branch_id"] = json!(id);
        endpoint["type"] = json!("read_write");
        self.endpoints.push(endpoint);
        self.roles.insert(id.clone(), roles.to_vec());
        self.databases.insert(id, databases.to_vec());
        self.branches.push(branch);
    }
}

struct World {
    fake: Fake,
    aws: Clients,
    neon: Access,
    consent: Consent,
    ui: Printer,
    _server: MockServer,
}

impl World {
    async fn new(key: &str) -> Self {
        let (fake, server) = (Fake::default(), MockServer::start().await);
        Mock::given(any()).respond_with(fake.clone()).mount(&server).await;
        let target = Target::Embedded { endpoint: server.uri(), region: "eu-central-1".into() };
        let mut aws = Clients::connect(&target).await.expect("connected");
        aws.embedded = false;
        let neon = Access::new(format!("{}/api/v2/", server.uri()), SecretString::from(key), Http::new());
        let consent = Consent { data: Some("shop-dev".into()), ..Consent::default() };
        World { fake, aws, neon, consent, ui: Printer::new(Level::Quiet), _server: server }
    }

    fn cx(&self) -> Cx<'_> {
        Cx {
            ui: &self.ui,
            aws: &self.aws,
            project: "shop",
            stage: "dev",
            neon: Some(&self.neon),
            consent: &self.consent,
            locate: &|_| String::new(),
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.fake.0.lock().expect("not poisoned")
    }

    /// The calls since the last question that change something.
    fn writes(&self) -> Vec<String> {
        std::mem::take(&mut self.state().calls).into_iter().filter(|call| !call.starts_with("GET ")).collect()
    }
}

fn holder(changes: Value) -> Holder {
    let mut spec = json!({
        "project": "shop", "branch": "dev", "parent": null, "database": "db", "role": "owner", "region": null, "postgres": "17", "pooled": true,
        "min_cu": 0.25, "max_cu": 1.0, "suspend_seconds": null, "url_secret": "DATABASE_URL",
    });
    for (key, value) in changes.as_object().expect("changes") {
        spec[key] = value.clone();
    }
    Holder { driver: "neon", name: "shop/dev".into(), item: "neon".into(), at: At(1), data: true, spec }
}

#[tokio::test]
async fn makes_all_of_it_once_and_takes_it_away() {
    let world = World::new("napi_good").await;
    let (cx, wanted) = (world.cx(), holder(json!({})));
    check(&cx, &wanted).expect("there is a key");
    assert_eq!(observe(&cx, &wanted).await.expect("observed"), Observed::Missing);
    let made = apply(&cx, &wanted).await.expect("made");
    assert_eq!(made.changed, ["created Neon project shop", "created Neon branch dev"]);
    assert_eq!(made.secrets["DATABASE_URL"].expose_secret(), "postgresql://owner:s3cret@ep-1-pooler.aws.neon.tech/db?sslmode=require");
    assert_eq!(made.secrets["DATABASE_URL_DIRECT"].expose_secret(), "postgresql://owner:s3cret@ep-1.aws.neon.tech/db?sslmode=require");
    assert_eq!(world.state().projects[0]["region_id"], "aws-eu-central-1");
    assert_eq!(world.state().projects[0]["pg_version"], 17);
    assert_eq!(world.writes(), ["POST /projects", "POST /projects/p-0/branches"]);

    assert_eq!(observe(&cx, &wanted).await.expect("observed"), Observed::Same);
    assert!(apply(&cx, &wanted).await.expect("again").changed.is_empty());
    assert_eq!(world.writes(), Vec::<String>::new());

    let larger = holder(json!({ "max_cu": 2.0, "role": "app", "database": "other", "pooled": false }));
    let Observed::Different(sentences) = observe(&cx, &larger).await.expect("observed") else { panic!("it differs") };
    assert_eq!(sentences, ["most compute units: 1.0, not 2.0", "the role `app` is missing", "the database `other` is missing"]);
    let made = apply(&cx, &larger).await.expect("changed");
    assert_eq!(made.secrets["DATABASE_URL"].expose_secret(), "postgresql://app:s3cret@ep-1.aws.neon.tech/other?sslmode=require");
    assert_eq!(observe(&cx, &larger).await.expect("observed"), Observed::Same);
    world.writes();

    delete(&cx, &wanted).await.expect("deleted");
    assert_eq!(world.writes(), ["DELETE /projects/p-0/branches/br-1", "DELETE /projects/p-0"]);
    delete(&cx, &wanted).await.expect("missing is fine");
}

#[tokio::test]
async fn a_project_that_somebody_uses_stays() {
    let world = World::new("napi_good").await;
    let (cx, wanted) = (world.cx(), holder(json!({})));
    apply(&cx, &wanted).await.expect("made");
    world.state().schema = "CREATE TABLE precious ();".into();
    world.writes();
    delete(&cx, &wanted).await.expect("deleted");
    assert_eq!(world.writes(), ["DELETE /projects/p-0/branches/br-1"]);
    delete(&cx, &wanted).await.expect("already gone");
    assert_eq!(world.writes(), Vec::<String>::new());
}

#[tokio::test]
async fn waits_for_locks_and_survives_lost_answers() {
    let world = World::new("napi_good").await;
    {
        let mut state = world.state();
        (state.locked, state.lose_answer, state.conflict) = (3, true, true);
        state.projects.push(json!({ "id": "p-else", "name": "shop-two" }));
    }
    let (cx, wanted) = (world.cx(), holder(json!({})));
    apply(&cx, &wanted).await.expect("made in spite of all");
    let state = world.state();
    assert_eq!(state.projects.iter().filter(|project| project["name"] == "shop").count(), 1);
    assert_eq!(state.branches.iter().filter(|branch| branch["name"] == "dev").count(), 1);
}

#[tokio::test]
async fn copies_from_the_named_parent_and_pages_through_branches() {
    let world = World::new("napi_good").await;
    let cx = world.cx();
    apply(&cx, &holder(json!({ "branch": "staging" }))).await.expect("made");
    for number in 0..5 {
        world.state().add_branch(json!({ "id": format!("br-x{number}"), "name": format!("x{number}") }), &[], &[], &json!({}));
    }
    let error = apply(&cx, &holder(json!({ "parent": "nowhere" }))).await.expect_err("it is refused");
    assert!(error.hints[0].contains("x4"), "{error:?}");
    apply(&cx, &holder(json!({ "parent": "staging" }))).await.expect("made");
    let state = world.state();
    let dev = state.branches.iter().find(|branch| branch["name"] == "dev").expect("made");
    assert_eq!(dev["parent_id"], "br-1");
}

#[tokio::test]
async fn a_foreign_branch_is_used_with_consent_and_never_deleted() {
    let mut world = World::new("napi_good").await;
    apply(&world.cx(), &holder(json!({ "branch": "staging" }))).await.expect("made");
    world.state().add_branch(
        json!({ "id": "br-theirs", "name": "dev" }),
        &["owner".into()],
        &["db".into()],
        &json!({ "autoscaling_limit_max_cu": 1.0 }),
    );
    let wanted = holder(json!({}));
    assert!(matches!(observe(&world.cx(), &wanted).await.expect("observed"), Observed::Foreign(_)));
    assert!(apply(&world.cx(), &wanted).await.expect_err("it is refused").hints[0].contains("--adopt"));
    world.consent.adopt = true;
    let made = apply(&world.cx(), &wanted).await.expect("adopted");
    world.consent.adopt = false;
    world.state().parameters.insert("/shop/dev/DATABASE_URL".into(), made.secrets["DATABASE_URL"].expose_secret().into());
    assert_eq!(observe(&world.cx(), &wanted).await.expect("observed"), Observed::Same);
    apply(&world.cx(), &wanted).await.expect("remembered");
    world.writes();
    delete(&world.cx(), &wanted).await.expect("left alone");
    assert_eq!(world.writes(), Vec::<String>::new());
}

#[tokio::test]
async fn the_default_branch_goes_only_with_its_project() {
    let world = World::new("napi_good").await;
    let (cx, wanted) = (world.cx(), holder(json!({ "branch": "main" })));
    let made = apply(&cx, &wanted).await.expect("made");
    assert_eq!(made.changed[0], "created Neon project shop");
    apply(&cx, &holder(json!({}))).await.expect("a second branch");
    let error = delete(&cx, &wanted).await.expect_err("it is refused");
    assert!(error.message.contains("default branch"), "{error:?}");
    delete(&cx, &holder(json!({}))).await.expect("deleted");
    world.writes();
    delete(&cx, &wanted).await.expect("deleted with its project");
    assert_eq!(world.writes(), ["DELETE /projects/p-0"]);
}

#[tokio::test]
async fn a_rehearsal_is_a_copy_that_goes_and_takes_only_its_own_leftovers() {
    let world = World::new("napi_good").await;
    let (cx, wanted) = (world.cx(), holder(json!({})));
    assert!(rehearsal::copy(&cx, &wanted, |_| ()).await.expect("asked").is_none(), "nothing is deployed yet");
    apply(&cx, &wanted).await.expect("made");
    world.writes();
    let copy = rehearsal::copy(&cx, &wanted, |_| ()).await.expect("copied").expect("there is a branch");
    assert!(copy.direct.expose_secret().contains("s3cret@ep-"), "it has an address of its own");
    let branch = world.state().branches.iter().find(|branch| branch["name"] == copy.name.as_str()).cloned().expect("it is there");
    assert_eq!(branch["parent_id"], "br-1");
    assert!(branch["expires_at"].as_str().is_some_and(|at| at.ends_with('Z')), "it goes by itself: {branch}");
    // The next one finds what a killed one left, what another machine works with, what is over, and what is somebody else's.
    drop(copy);
    let other = |id: &str, stage: &str, expires: &str| {
        json!({ "id": id, "name": format!("{}{id}", rehearsal::PREFIX), "parent_id": "br-1", "expires_at": expires,
                "annotation": { "pocket-project": "shop", "pocket-stage": stage, "pocket-rehearsal": "elsewhere" } })
    };
    for branch in [
        other("br-busy", "dev", "2999-01-01T00:00:00Z"),
        other("br-over", "dev", "2001-01-01T00:00:00Z"),
        other("br-theirs", "prod", "2001-01-01T00:00:00Z"),
    ] {
        world.state().add_branch(branch, &[], &[], &json!({}));
    }
    world.state().add_branch(json!({ "id": "br-named", "name": format!("{}mine", rehearsal::PREFIX) }), &[], &[], &json!({}));
    world.writes();
    let swept = Mutex::new(Vec::new());
    let copy = rehearsal::copy(&cx, &wanted, |name| swept.lock().expect("not poisoned").push(name.to_owned()))
        .await
        .expect("copied")
        .expect("there");
    assert_eq!(swept.lock().expect("not poisoned").len(), 2);
    copy.discard().await.expect("dropped");
    let left = |world: &World| {
        let state = world.state();
        let names = state.branches.iter().filter_map(|branch| branch["id"].as_str()).filter(|id| !["br-first", "br-1"].contains(id));
        names.map(String::from).collect::<Vec<_>>()
    };
    assert_eq!(left(&world), ["br-busy", "br-theirs", "br-named"]);
    // The stage's own go with it, since no branch goes before those that were made from it.
    delete(&cx, &wanted).await.expect("deleted");
    assert_eq!(left(&world), ["br-theirs", "br-named"]);
}

#[tokio::test]
async fn finds_the_only_organization() {
    let world = World::new("napi_good").await;
    world.state().wants_organization = true;
    apply(&world.cx(), &holder(json!({}))).await.expect("made in the organization");
    assert_eq!(world.state().projects.len(), 1);
}

#[tokio::test]
async fn a_wrong_or_missing_key_is_named() {
    let world = World::new("napi_bad").await;
    let error = apply(&world.cx(), &holder(json!({}))).await.expect_err("it is refused");
    assert!(error.message.contains("NEON_API_KEY"), "{error:?}");
    assert!(error.hints[0].contains("console.neon.tech"), "{error:?}");
    assert_eq!(error.at, Some(At(1)));
    let error = check(&Cx { neon: None, ..world.cx() }, &holder(json!({}))).expect_err("it is refused");
    assert!(error.hints[0].starts_with("export NEON_API_KEY="), "{error:?}");
    assert!(!format!("{:?}", world.neon).contains("napi_bad"));
}
