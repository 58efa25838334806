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
use std::time::{Duration, Instant};

const SETTINGS: &str = include_str!("../../examples/minimal/minimal_site/settings.py");

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
    Build {
        path: None,
        settings: None,
        requirements: None,
        commands: Vec::new(),
        python: None,
        arch: "x86_64",
        packages: Vec::new(),
        environment: BTreeMap::new(),
    }
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

#[tokio::test]
async fn a_site_is_built_for_this_machine_and_answers() {
    let dir = folder("host");
    let site = site(&dir);
    let before: Vec<_> = fs::read_dir(&site).expect("read").flatten().map(|entry| entry.file_name()).collect();
    let artifact = build(&site, &request_build(), Platform::Host).await.expect("built");
    let sealed = artifact::seal(&artifact, &contract()).expect("sealed");

    assert_eq!(artifact.settings_module, "minimal_site.settings");
    assert_eq!(artifact.wsgi_application.as_deref(), Some("minimal_site.wsgi.application"));
    assert!(artifact.has_static);
    assert_eq!(artifact.warnings, Vec::<String>::new());
    let files = names(&sealed);
    for expected in ["manage.py", "pocket.json", "staticfiles/staticfiles.json", "minimal_site/settings.py"] {
        assert!(files.iter().any(|name| name == expected), "{expected} is missing");
    }
    assert!(!files.iter().any(|name| name.starts_with(".pocket")), "the build itself is in the artifact");
    let answer = answers(&artifact, &sealed, &dir.join("run")).await;
    assert!(answer.starts_with("200 /static/admin/css/") && answer.ends_with(".css 200 True True"), "{answer}");
    let mut after: Vec<_> = fs::read_dir(&site).expect("read").flatten().map(|entry| entry.file_name()).collect();
    after.retain(|name| name != ".pocket");
    assert_eq!(before, after, "the user's folder was written to");

    let started = Instant::now();
    let again = build(&site, &request_build(), Platform::Host).await.expect("built");
    assert_eq!(again, artifact);
    assert!(started.elapsed() < Duration::from_millis(500), "nothing changed, and it took {:?}", started.elapsed());
    assert_eq!(artifact::seal(&again, &contract()).expect("sealed"), sealed);

    fs::write(site.join("minimal_site/extra.py"), "X = 1\n").expect("written");
    let started = Instant::now();
    let changed = build(&site, &request_build(), Platform::Host).await.expect("built");
    eprintln!("a change of code took {:?}", started.elapsed());
    assert_eq!(changed.dependencies, artifact.dependencies);
    assert_ne!(changed.code.sha256, artifact.code.sha256);
    fs::remove_dir_all(dir).expect("removed");
}

#[tokio::test]
async fn two_folders_give_the_same_bytes() {
    let (one, two) = (folder("one"), folder("two-with-another-length"));
    for platform in [Platform::Lambda(Arch::X86_64), Platform::Lambda(Arch::Arm64)] {
        let (first, second) = (site(&one), site(&two));
        let (first, second) = tokio::join!(async { build(&first, &request_build(), platform).await }, async {
            build(&second, &request_build(), platform).await
        });
        let (first, second) = (first.expect("built"), second.expect("built"));
        assert_eq!(first.dependencies.sha256, second.dependencies.sha256);
        assert_eq!(first.code.sha256, second.code.sha256);
        let sealed = [&first, &second].map(|artifact| artifact::seal(artifact, &contract()).expect("sealed"));
        assert_eq!(sealed[0].sha256, sealed[1].sha256);
        if platform == Platform::Lambda(Arch::X86_64) && cfg!(all(target_arch = "x86_64", target_os = "linux")) {
            let answer = answers(&first, &sealed[0], &one.join("run")).await;
            assert!(answer.starts_with("200 "), "{answer}");
        }
    }
    for dir in [one, two] {
        fs::remove_dir_all(dir).expect("removed");
    }
}

#[tokio::test]
async fn a_project_that_does_not_load_is_one_clear_error() {
    let dir = folder("broken");
    let site = site(&dir);
    let settings = site.join("minimal_site/settings.py");
    fs::write(&settings, format!("import no_such_package\n{SETTINGS}")).expect("written");
    let error = build(&site, &request_build(), Platform::Host).await.expect_err("refused");
    assert_eq!(
        error.message,
        "the settings module `minimal_site.settings` does not load: ModuleNotFoundError: No module named 'no_such_package'"
    );
    assert!(error.hints[0].starts_with("add the package that has `no_such_package` to "), "{:?}", error.hints);
    assert!(error.detail.expect("a traceback").contains("Traceback (most recent call last)"));

    fs::write(&settings, format!("import os\nTOKEN = os.environ['SHOP_TOKEN']\n{SETTINGS}")).expect("written");
    let error = build(&site, &request_build(), Platform::Host).await.expect_err("refused");
    assert!(error.hints[0].starts_with("env SHOP_TOKEN: "), "{:?}", error.hints);
    let environment = BTreeMap::from([("SHOP_TOKEN".to_owned(), "x".to_owned())]);
    build(&site, &Build { environment, ..request_build() }, Platform::Host).await.expect("built with the stage's environment");
    fs::remove_dir_all(dir).expect("removed");
}

#[tokio::test]
async fn a_package_without_wheels_is_named_or_built() {
    let dir = folder("wheels");
    let site = site(&dir);
    let requirements = fs::read_to_string(site.join("requirements.txt")).expect("read");
    fs::write(site.join("requirements.txt"), format!("{requirements}\npsycopg2==2.9.10\n")).expect("written");
    let error = build(&site, &request_build(), Platform::Lambda(Arch::Arm64)).await.expect_err("refused");
    assert!(error.hints.iter().any(|hint| hint.contains("psycopg2-binary")), "{error}: {:?}", error.hints);
    // docopt has only a source distribution, and is pure Python.
    fs::write(site.join("requirements.txt"), format!("{requirements}\ndocopt==0.6.2\n")).expect("written");
    let artifact = build(&site, &request_build(), Platform::Lambda(Arch::Arm64)).await.expect("built");
    assert!(names(&artifact.dependencies).iter().any(|name| name == "python/docopt.py"));
    fs::remove_dir_all(dir).expect("removed");
}
