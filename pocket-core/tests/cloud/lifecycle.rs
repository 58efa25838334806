//! The embedded cloud from nothing to nothing: a function deployed, asked through the front, after a stop, after a power cut, and deleted.

use crate::python;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use pocket_core::embedded::{self, Request, Running};
use pocket_core::tools::PythonVersion;
use pocket_core::ui::{Level, Printer};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const HANDLER: &str = r#"
import base64, os, sys, time

def handler(event, context):
    path, method = event["rawPath"], event["requestContext"]["http"]["method"]
    if path == "/event/":
        return event
    if path == "/boom/":
        raise RuntimeError("on purpose")
    if path == "/binary/":
        return {"statusCode": 200, "headers": {"content-type": "image/png"}, "body": base64.b64encode(b"\x89PNG").decode(), "isBase64Encoded": True}
    if path == "/sleep/":
        time.sleep(0.2)
    if path == "/hang/":
        time.sleep(120)
    if path == "/environment/":
        leaked = [name for name in ("POCKET_TEST_LEAK", "PYTHONPATH") if name in os.environ]
        packages = []
        for name in ("boto3", "hypercorn", "ministack"):
            try:
                __import__(name)
                packages.append(name)
            except ImportError:
                pass
        return {"leaked": leaked, "packages": packages, "python": list(sys.version_info[:2]), "endpoint": os.environ["AWS_ENDPOINT_URL"]}
    return {"statusCode": 200, "headers": {"content-type": "text/plain"}, "cookies": ["a=1", "b=2"], "body": f"{method} {path} {os.getpid()}"}
"#;

fn zip() -> String {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("app.py", zip::write::SimpleFileOptions::default()).expect("a file");
    archive.write_all(HANDLER.as_bytes()).expect("written");
    STANDARD.encode(archive.finish().expect("an archive").into_inner())
}

struct Site {
    client: reqwest::Client,
    running: Running,
}

impl Site {
    fn new(running: Running) -> Site {
        let _ = rustls::crypto::ring::default_provider().install_default();
        Site {
            client: reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().expect("a client"),
            running,
        }
    }

    async fn lambda(&self, method: reqwest::Method, path: &str, body: Value) -> Value {
        let url = format!("{}/2015-03-31/functions{path}", self.running.aws_endpoint);
        let answer = self.client.request(method, url).body(body.to_string()).send().await.expect("an answer");
        let (status, text) = (answer.status(), answer.text().await.expect("text"));
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or_default()
    }

    async fn neon(&self, path: &str, body: Option<Value>) -> (u16, Value) {
        let url = format!("{}{path}", self.running.neon_endpoint);
        let request = match body {
            Some(body) => self.client.post(url).body(body.to_string()),
            None => self.client.get(url),
        };
        let answer = request.bearer_auth(self.running.neon_api_key.expose_secret()).send().await.expect("an answer");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    fn request(&self, method: reqwest::Method, path: &str) -> reqwest::RequestBuilder {
        let port = self.running.front_port;
        self.client.request(method, format!("http://127.0.0.1:{port}{path}")).header("host", format!("dev.shop.localhost:{port}"))
    }

    async fn get(&self, path: &str) -> (u16, String) {
        let answer = self.request(reqwest::Method::GET, path).send().await.expect("an answer");
        (answer.status().as_u16(), answer.text().await.expect("text"))
    }
}

pub async fn from_nothing_to_nothing() {
    let root = std::env::temp_dir().join(format!("pocket-embedded-{}", std::process::id()));
    std::fs::create_dir_all(&root).expect("a folder");
    let (ui, program) = (Printer::new(Level::Quiet), std::env::current_exe().expect("this program"));
    let python = python::version().await.expect("a Python");
    let outcome = tokio::spawn({
        let (ui, root, program) = (ui.clone(), root.clone(), program.clone());
        async move { story(Request { ui: &ui, root: &root, python }, &program).await }
    })
    .await;
    embedded::reset(&ui, &root).await.expect("reset");
    let status = embedded::status(&root).await.expect("status");
    std::fs::remove_dir_all(&root).expect("removed");
    outcome.expect("the story");
    assert!(status.parts.iter().all(|part| part.pid.is_none()) && !status.data.exists(), "reset leaves nothing: {status:?}");
}

async fn story(request: Request<'_>, program: &Path) {
    assert!(embedded::connect(request.root).await.expect("connect").is_none());
    let (first, second) = tokio::join!(embedded::start_with(request, program), embedded::start_with(request, program));
    let (first, second) = (first.expect("started"), second.expect("found running"));
    assert_eq!((&first.aws_endpoint, first.front_port), (&second.aws_endpoint, second.front_port));
    let before = embedded::status(request.root).await.expect("status");
    embedded::start_with(request, program).await.expect("runs");
    assert_eq!(embedded::status(request.root).await.expect("status").parts, before.parts, "what runs is left alone");

    let site = Site::new(first);
    let url = deploy(&site, request.python).await;
    assert_eq!(url, format!("http://dev.shop.localhost:{}", site.running.front_port));
    asks(&site, request.python).await;
    let (status, project) = site.neon("/projects", Some(json!({ "project": { "name": "shop" } }))).await;
    assert_eq!(status, 201, "{project}");

    let hanging = tokio::spawn(site.request(reqwest::Method::GET, "/hang/").send());
    tokio::time::sleep(Duration::from_millis(200)).await;
    let begun = Instant::now();
    embedded::stop(request.ui, request.root).await.expect("stopped");
    assert!(begun.elapsed() < Duration::from_secs(60), "stopping beside a function that hangs took {:?}", begun.elapsed());
    drop(hanging);
    assert!(embedded::connect(request.root).await.expect("connect").is_none());
    let site = Site::new(embedded::start_with(request, program).await.expect("started again"));
    assert_eq!(site.get("/again/").await.0, 200, "the address and what answers there outlive a stop");

    // A change, then a power cut.
    site.lambda(reqwest::Method::PUT, "/shop-dev-web/configuration", json!({ "Timeout": 7 })).await;
    tokio::time::sleep(Duration::from_secs(5)).await;
    let status = embedded::status(request.root).await.expect("status");
    assert!(status.running() && status.bytes > 1_000_000, "{}", status.table());
    let pids: Vec<String> = status.parts.iter().filter_map(|part| part.pid).map(|pid| pid.to_string()).collect();
    assert!(Command::new("kill").arg("-9").args(&pids).status().expect("kill").success());
    while embedded::status(request.root).await.expect("status").parts.iter().any(|part| part.pid.is_some()) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let site = Site::new(embedded::start_with(request, program).await.expect("recovers"));
    assert_eq!(site.get("/again/").await.0, 200);
    assert_eq!(site.lambda(reqwest::Method::GET, "/shop-dev-web/configuration", Value::Null).await["Timeout"], 7);
    let (_, projects) = site.neon("/projects", None).await;
    assert_eq!(projects["projects"][0]["id"], project["project"]["id"]);

    // Another program takes the port of the sites.
    embedded::stop(request.ui, request.root).await.expect("stopped");
    let taken = TcpListener::bind(("127.0.0.1", site.running.front_port)).expect("the port");
    let moved = embedded::start_with(request, program).await.expect("starts elsewhere");
    assert_ne!(moved.front_port, site.running.front_port);
    drop(taken);
    let site = Site::new(moved);
    assert_eq!(site.get("/again/").await.0, 200);
    site.running.unroute("shop", "dev").await.expect("unrouted");
    assert_eq!(site.get("/again/").await.0, 404);
}

async fn deploy(site: &Site, python: PythonVersion) -> String {
    let runtime = format!("python{python}");
    let function = json!({
        "FunctionName": "shop-dev-web", "Runtime": runtime, "Handler": "app.handler", "Role": "arn:aws:iam::000000000000:role/r", "Timeout": 150,
        "Code": { "ZipFile": zip() },
    });
    site.lambda(reqwest::Method::POST, "", function).await;
    let version = site.lambda(reqwest::Method::POST, "/shop-dev-web/versions", json!({})).await;
    let alias = json!({ "Name": "live", "FunctionVersion": version["Version"] });
    site.lambda(reqwest::Method::POST, "/shop-dev-web/aliases", alias).await;
    site.running.route("shop", "dev", "shop-dev-web").await.expect("routed")
}

async fn asks(site: &Site, python: PythonVersion) {
    use reqwest::Method;
    let answer = site.request(Method::GET, "/hello/").send().await.expect("an answer");
    assert_eq!(answer.headers().get_all("set-cookie").iter().collect::<Vec<_>>(), ["a=1", "b=2"]);
    assert_eq!(answer.headers()["content-type"], "text/plain");
    assert!(answer.text().await.expect("text").starts_with("GET /hello/ "));

    let (_, event) = site.get("/event/?q=%E6%97%A5&q=2").await;
    let event: Value = serde_json::from_str(&event).expect("the event");
    assert_eq!((&event["rawPath"], &event["rawQueryString"]), (&json!("/event/"), &json!("q=%E6%97%A5&q=2")));
    assert_eq!(event["requestContext"]["http"]["sourceIp"], "127.0.0.1");
    let form = site
        .request(Method::POST, "/event/")
        .header("content-type", "application/x-www-form-urlencoded")
        .body("a=1")
        .send()
        .await
        .expect("an answer");
    let form: Value = form.json().await.expect("JSON");
    assert_eq!((&form["body"], &form["isBase64Encoded"]), (&json!(STANDARD.encode("a=1")), &json!(true)));

    let image = site.request(Method::GET, "/binary/").send().await.expect("an answer");
    assert_eq!(image.bytes().await.expect("bytes").as_ref(), b"\x89PNG");
    assert_eq!(site.get("/boom/").await, (500, r#"{"message":"Internal Server Error"}"#.into()));
    let page =
        site.request(Method::GET, "/boom/").header("accept", "text/html").send().await.expect("an answer").text().await.expect("text");
    assert!(page.contains("logs") && !page.contains("on purpose"), "{page}");
    let head = site.request(Method::HEAD, "/hello/").send().await.expect("an answer");
    assert_eq!((head.status().as_u16(), head.bytes().await.expect("bytes").len()), (200, 0));
    for megabytes in [11, 9] {
        let large = site.request(Method::POST, "/event/").body(vec![b'x'; megabytes << 20]).send().await.expect("an answer");
        assert_eq!(large.status(), 413, "{megabytes} MB are more than a function takes");
    }
    let stranger = site
        .client
        .get(format!("http://127.0.0.1:{}/", site.running.front_port))
        .header("host", "other.localhost")
        .send()
        .await
        .expect("an answer");
    assert_eq!(stranger.status(), 404);
    assert!(stranger.text().await.expect("text").contains("dev.shop.localhost"));

    if TcpListener::bind("[::1]:0").is_ok() {
        let sixth =
            site.client.get(format!("http://[::1]:{}/hello/", site.running.front_port)).header("host", "dev.shop.localhost").send().await;
        assert_eq!(sixth.expect("an answer on ::1").status(), 200);
    }

    let (_, environment) = site.get("/environment/").await;
    let environment: Value = serde_json::from_str(&environment).expect("JSON");
    let expected =
        json!({ "leaked": [], "packages": ["boto3"], "python": [python.major, python.minor], "endpoint": site.running.aws_endpoint });
    assert_eq!(environment, expected);

    // Twelve at once, as a page with its static files: no queue, and no cold start for each either.
    let answers = at_once(site, "/sleep/", 12).await;
    assert!(answers.iter().all(|(status, _)| *status == 200));
    let mut processes: Vec<&str> = answers.iter().filter_map(|(_, text)| text.rsplit(' ').next()).collect();
    processes.sort_unstable();
    processes.dedup();
    assert!((2..12).contains(&processes.len()), "twelve requests at once ran in the processes {processes:?}");
}

async fn at_once(site: &Site, path: &str, count: usize) -> Vec<(u16, String)> {
    let mut set = tokio::task::JoinSet::new();
    for _ in 0..count {
        let request = site.request(reqwest::Method::GET, path);
        set.spawn(async move {
            let answer = request.send().await.expect("an answer");
            (answer.status().as_u16(), answer.text().await.expect("text"))
        });
    }
    set.join_all().await
}
