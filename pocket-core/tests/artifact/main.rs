//! Builds real Django projects with the machine's own interpreters and package index, and runs the result as Lambda would.
#![cfg(feature = "deploy")]

use pocket_core::release::artifact::{self, Arch, Artifact, BuildRequest, Part, Platform};
use pocket_core::tools;
use pocket_core::ui::{Level, Printer};
use pocket_model::contract::{RuntimeConfig, VERSION};
use pocket_model::synth::Build;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

mod build;
mod parts;
#[path = "../support/python.rs"]
mod python;
mod shapes;
mod start;

const SETTINGS: &str = include_str!("../../../examples/minimal/minimal_site/settings.py");

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("pocket-artifact-{name}-{}", std::process::id()));
    if dir.exists() {
        fs::remove_dir_all(&dir).expect("removed");
    }
    fs::create_dir_all(&dir).expect("made");
    dir
}

/// The minimal example, which is what startproject writes, in a folder of its own.
fn site(dir: &Path) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/minimal");
    let target = dir.join("site");
    fs::create_dir_all(target.join("minimal_site")).expect("made");
    for entry in fs::read_dir(root.join("minimal_site")).expect("the example").flatten().filter(|entry| entry.path().is_file()) {
        fs::copy(entry.path(), target.join("minimal_site").join(entry.file_name())).expect("copied");
    }
    for name in ["manage.py", "requirements.txt"] {
        fs::copy(root.join(name), target.join(name)).expect("copied");
    }
    target
}

fn request_build() -> Build {
    Build::default()
}

/// With a Python that this machine has, to run what is built for Lambda.
async fn request_runnable() -> Build {
    Build { python: Some(python::version().await.expect("a Python").to_string()), ..request_build() }
}

fn contract() -> RuntimeConfig {
    RuntimeConfig {
        version: VERSION,
        project: "site".into(),
        stage: "dev".into(),
        settings_module: String::new(),
        wsgi_application: None,
        region: "eu-central-1".into(),
        url: "https://site.example".into(),
        hosts: vec!["site.example".into()],
        trusted_origins: vec!["https://site.example".into()],
        databases: BTreeMap::new(),
        media: None,
        static_files: None,
        caches: BTreeMap::new(),
        secrets: BTreeMap::new(),
        settings: serde_json::Map::new(),
        manual: false,
    }
}

async fn build(site: &Path, build: &Build, platform: Platform) -> pocket_core::Result<Artifact> {
    let ui = Printer::new(Level::Normal);
    let work_dir = site.join(".pocket/build/dev");
    artifact::build(BuildRequest { ui: &ui, build, program_dir: site, work_dir: &work_dir, platform, contract: &contract() }).await
}

fn unpack(part: &Part, dir: &Path) {
    zip::ZipArchive::new(fs::File::open(&part.path).expect("opened")).expect("a zip").extract(dir).expect("unpacked");
}

fn names(part: &Part) -> Vec<String> {
    let zip = zip::ZipArchive::new(fs::File::open(&part.path).expect("opened")).expect("a zip");
    zip.file_names().map(|name| name.expect("a name").into_owned()).collect()
}

/// Unpacks both parts and lets the handler answer a request for the admin's login page and then for the style sheet that it links.
async fn answers(artifact: &Artifact, sealed: &Part, dir: &Path) -> String {
    unpack(&artifact.dependencies, &dir.join("opt"));
    unpack(sealed, &dir.join("task"));
    let script = r#"
import json, re
from pocket_django.web import handler
def get(path):
    http = {"method": "GET", "path": path, "protocol": "HTTP/1.1", "sourceIp": "203.0.113.1", "userAgent": "test"}
    event = {"version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": "", "headers": {"host": "site.example", "x-forwarded-proto": "https"},
             "requestContext": {"http": http, "domainName": "site.example", "stage": "$default"}, "isBase64Encoded": False}
    return handler(event, None)
page = get("/admin/login/")
css = re.search(r'href="(/static/[^"]+\.css)"', page["body"]).group(1)
import django
print(page["statusCode"], css, get(css)["statusCode"], django.__file__.endswith("opt/python/django/__init__.py"), django.__cached__.endswith(".pyc"))
"#;
    let ui = Printer::new(Level::Quiet);
    let interpreter = tools::interpreter(&ui, artifact.python).await.expect("an interpreter");
    let mut command = tokio::process::Command::new(interpreter);
    command.args(["-c", script]).current_dir(dir.join("task")).env("LAMBDA_TASK_ROOT", dir.join("task"));
    command.env("PYTHONPATH", std::env::join_paths([dir.join("task"), dir.join("opt/python")]).expect("a path"));
    command.env("DJANGO_SETTINGS_MODULE", "pocket_django.settings").env("PYTHONDONTWRITEBYTECODE", "1");
    let output =
        tools::run(command, "the handler").await.unwrap_or_else(|error| panic!("{error}\n{}", error.detail.as_deref().unwrap_or_default()));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
