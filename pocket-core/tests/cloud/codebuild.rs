//! Dockerfiles built by CodeBuild: the calls against the emulator, which knows projects and builds but builds nothing without Docker, and a failure that it cannot show.

use crate::drivers::cx;
use crate::registry::{image, repository, step};
use crate::shared::clients;
use pocket_core::aws::{Clients, Service, Target};
use pocket_core::drivers::{self, Consent, Cx, ecr};
use pocket_core::release::artifact::Arch;
use pocket_core::release::image::{self as images, Access, Recipe, Repository, codebuild};
use pocket_core::tools::PythonVersion;
use pocket_core::ui::{Level, Printer};
use serde_json::{Value, json};
use std::path::PathBuf;
use wiremock::matchers::{body_string_contains, header, method};
use wiremock::{Mock, MockServer, ResponseTemplate};

fn recipe(name: &str, text: &str) -> (PathBuf, Recipe) {
    let folder = std::env::temp_dir().join(format!("pocket-{name}-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("docker")).expect("made");
    std::fs::write(folder.join("docker/Dockerfile"), text).expect("written");
    std::fs::write(folder.join("docker/.env"), "SECRET=1").expect("written");
    let recipe = Recipe::read(&folder, "docker/Dockerfile", PythonVersion { major: 3, minor: 13 }, Arch::X86_64).expect("read");
    (folder, recipe)
}

pub async fn a_dockerfile_is_built_and_nothing_stays() {
    let aws = clients().await;
    let consent = Consent { data: Some("shop-codebuild".into()), ..Consent::default() };
    let cx = cx!(&aws, "codebuild", &consent);
    let holder = repository("shop-codebuild", "x86_64");
    drivers::apply(&cx, &holder).await.expect("made");
    let deploy = crate::drivers::bucket("shop-codebuild-deploy-${Account}", json!({ "purpose": "deploy" }));
    let bucket = drivers::apply(&cx, &deploy).await.expect("made").outputs["bucket"].clone();
    let opened = ecr::open(&aws, "shop-codebuild").await.expect("opened").expect("there");
    let (folder, recipe) = recipe("codebuild", "FROM public.ecr.aws/lambda/python:3.13\nRUN dnf install -y gdal\n");

    let error = codebuild::build(&cx, &recipe, &opened, &bucket).await.expect_err("the emulator pushes nothing");
    assert!(error.message.contains("the image is not in the repository"), "{error}");
    // What CodeBuild would have pushed.
    let config = json!({ "architecture": "amd64", "os": "linux", "rootfs": { "type": "layers", "diff_ids": [] } });
    images::push(&step(), &opened.repository, None, &[], &image(&config, Vec::new()), &recipe.tag()).await.expect("pushed");
    let base = codebuild::build(&cx, &recipe, &opened, &bucket).await.expect("built");
    assert_eq!(base.below.config["architecture"], "amd64");

    let name = codebuild::name("shop", "codebuild", &aws.region);
    let projects = aws.thin.json(Service::CODEBUILD, "ListProjects", json!({})).await.expect("listed");
    assert!(!projects["projects"].to_string().contains(&name), "{projects}");
    let failure = aws.thin.query(Service::IAM, "GetRole", &[("RoleName", &name)]).await.expect_err("the role is gone");
    assert!(failure.is_not_found(), "{failure}");
    codebuild::remove(&aws, &name).await.expect("that they are missing is fine");
    let left = aws.s3.list_objects_v2().bucket(&bucket).prefix("sources/").send().await.expect("listed");
    assert!(left.contents().is_empty(), "{left:?}");
    std::fs::remove_dir_all(folder).expect("removed");
    drivers::delete(&cx, &holder).await.expect("deleted");
    drivers::delete(&cx, &deploy).await.expect("deleted");
}

/// One answer of a JSON service.
async fn answers(server: &MockServer, target: &str, times: u64, body: Value) {
    let answer = ResponseTemplate::new(200).set_body_json(body);
    Mock::given(header("x-amz-target", target)).respond_with(answer).expect(times).mount(server).await;
}

pub async fn a_build_that_fails_shows_its_log() {
    let server = MockServer::start().await;
    for (action, body) in [
        ("GetCallerIdentity", "<R><Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/me</Arn></R>"),
        ("CreateRole", "<R><Role><Arn>arn:aws:iam::123456789012:role/build</Arn></Role></R>"),
        ("PutRolePolicy", "<R/>"),
        ("DeleteRolePolicy", "<R/>"),
        ("DeleteRole&", "<R/>"),
    ] {
        let answer = ResponseTemplate::new(200).set_body_string(body);
        Mock::given(body_string_contains(format!("Action={action}"))).respond_with(answer).expect(1).mount(&server).await;
    }
    // A new role is not known everywhere at once.
    let early =
        json!({ "__type": "InvalidInputException", "message": "CodeBuild is not authorized to perform: sts:AssumeRole on the role" });
    let early = ResponseTemplate::new(400).set_body_json(early);
    Mock::given(header("x-amz-target", "CodeBuild_20161006.CreateProject"))
        .respond_with(early)
        .up_to_n_times(1)
        .expect(1)
        .mount(&server)
        .await;
    answers(&server, "CodeBuild_20161006.CreateProject", 1, json!({ "project": {} })).await;
    answers(&server, "CodeBuild_20161006.StartBuild", 1, json!({ "build": { "id": "x:1" } })).await;
    let build = |status: &str| json!({ "builds": [{ "id": "x:1", "buildStatus": status, "logs": { "groupName": "/aws/codebuild/x", "streamName": "1" } }] });
    let running = ResponseTemplate::new(200).set_body_json(build("IN_PROGRESS"));
    Mock::given(header("x-amz-target", "CodeBuild_20161006.BatchGetBuilds"))
        .respond_with(running)
        .up_to_n_times(1)
        .expect(1)
        .mount(&server)
        .await;
    answers(&server, "CodeBuild_20161006.BatchGetBuilds", 1, build("FAILED")).await;
    let event =
        |stream: &str, text: &str| json!({ "logStreamName": stream, "eventId": text, "timestamp": 1, "message": format!("{text}\n") });
    let events = [
        event("1", "Step 2/2 : RUN dnf install -y gdall"),
        event("another", "of another build"),
        event("1", "No match for argument: gdall"),
    ];
    answers(&server, "Logs_20140328.FilterLogEvents", 2, json!({ "events": events })).await;
    answers(&server, "CodeBuild_20161006.DeleteProject", 1, json!({})).await;
    answers(&server, "Logs_20140328.DeleteLogGroup", 1, json!({})).await;
    Mock::given(method("HEAD")).respond_with(ResponseTemplate::new(404)).mount(&server).await;
    Mock::given(method("PUT")).respond_with(ResponseTemplate::new(200)).expect(1).mount(&server).await;
    Mock::given(method("DELETE")).respond_with(ResponseTemplate::new(204)).expect(1).mount(&server).await;

    let aws = Clients::connect(&Target::Embedded { endpoint: server.uri(), region: "eu-west-1".into() }).await.expect("connected");
    let consent = Consent::default();
    let cx = cx!(&aws, "prod", &consent);
    let (folder, recipe) = recipe("failing", "FROM public.ecr.aws/lambda/python:3.13\nRUN dnf install -y gdall\n");
    let to = Repository::new(&aws.http, &server.uri(), "shop-prod", Access::Anonymous);
    let opened = ecr::Opened { repository: to, uri: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop-prod".into() };
    let error = codebuild::build(&cx, &recipe, &opened, "shop-deploy").await.expect_err("it fails");
    assert_eq!(error.message, "CodeBuild could not build `docker/Dockerfile`: FAILED");
    assert_eq!(error.detail.as_deref(), Some("Step 2/2 : RUN dnf install -y gdall\nNo match for argument: gdall"));
    std::fs::remove_dir_all(folder).expect("removed");

    let requests = server.received_requests().await.expect("recorded");
    let body = |target: &str| {
        let found = requests
            .iter()
            .filter(|request| request.headers.get("x-amz-target").is_some_and(|name| name.to_str().unwrap_or_default().ends_with(target)));
        found.into_iter().next_back().map(|request| serde_json::from_slice::<Value>(&request.body).expect("JSON")).expect("a request")
    };
    let project = body(".CreateProject");
    assert_eq!(project["environment"]["privilegedMode"], true);
    assert!(project["environment"]["environmentVariables"].to_string().contains(&format!("shop-prod:{}", recipe.tag())), "{project}");
    let upload = requests.iter().find(|request| request.method.as_str() == "PUT").expect("the source");
    let mut source = zip::ZipArchive::new(std::io::Cursor::new(upload.body.clone())).expect("a zip file");
    assert_eq!(source.len(), 1, "nothing that the Dockerfile does not read");
    assert_eq!(source.by_index(0).expect("there").name().expect("a name"), "Dockerfile");
    let policy = requests
        .iter()
        .map(|request| String::from_utf8_lossy(&request.body).into_owned())
        .find(|body| body.contains("Action=PutRolePolicy"));
    let policy = policy.expect("a policy");
    assert!(policy.contains("repository%2Fshop-prod") && policy.contains("shop-deploy%2Fsources%2F%2A"), "{policy}");
}
