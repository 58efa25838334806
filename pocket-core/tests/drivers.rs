//! The drivers against an AWS-shaped server at `POCKET_TEST_ENDPOINT` (MiniStack). Without that variable each test says so and passes; with
//! `POCKET_REQUIRE=ministack` it fails.
#![cfg(feature = "deploy")]

use pocket_core::aws::{Clients, Service, Target};
use pocket_core::drivers::artifacts::{self, Condition};
use pocket_core::drivers::lambda::{self, Part};
use pocket_core::drivers::lease::{Holder as Who, Lease};
use pocket_core::drivers::secrets::{self, Store};
use pocket_core::drivers::{self, Consent, Cx, Observed, logs};
use pocket_core::ui::{Level, Printer};
use pocket_model::ast::At;
use pocket_model::synth::{Holder, Origin, Secret};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

async fn clients() -> Option<Clients> {
    let Ok(endpoint) = std::env::var("POCKET_TEST_ENDPOINT") else {
        let required = std::env::var("POCKET_REQUIRE").unwrap_or_default();
        assert!(!required.split(',').any(|tool| tool == "ministack"), "POCKET_TEST_ENDPOINT is not set");
        Printer::new(Level::Normal).warning("skipped: POCKET_TEST_ENDPOINT is not set");
        return None;
    };
    let target = Target::Embedded { endpoint, region: "ap-northeast-1".into() };
    Some(Clients::connect(&target).await.expect("POCKET_TEST_ENDPOINT answers"))
}

fn locate(_: At) -> String {
    "src/main.rs:7:9".into()
}

macro_rules! cx {
    ($aws:expr, $stage:expr, $consent:expr) => {
        Cx { ui: &Printer::new(Level::Quiet), aws: $aws, project: "shop", stage: $stage, neon: None, consent: $consent, locate: &locate }
    };
}

fn bucket(name: &str, spec: Value) -> Holder {
    Holder { driver: "s3", name: name.into(), item: "s3".into(), at: At(3), data: true, spec }
}

#[tokio::test]
async fn signs_and_reads_errors() {
    let Some(aws) = clients().await else { return };
    assert_eq!(aws.expand("a-${Account}-${Region}"), format!("a-{}-ap-northeast-1", aws.account));
    let failure = aws.thin.json(Service::SSM, "GetParameter", json!({ "Name": "/no/such" })).await.expect_err("it is refused");
    assert!(failure.is_not_found(), "{failure}");
    let xml = aws.thin.query(Service::EC2, "DescribeAvailabilityZones", &[]).await.expect("zones");
    assert!(pocket_core::aws::xml::all(&xml, "zoneName").iter().all(|zone| zone.starts_with("ap-northeast-1")), "{xml}");
}

#[tokio::test]
async fn a_bucket_comes_to_be_changes_and_goes() {
    let Some(aws) = clients().await else { return };
    let consent = Consent { data: Some("shop-bucket".into()), ..Consent::default() };
    let cx = cx!(&aws, "bucket", &consent);
    let holder = bucket("shop-bucket-media-${Account}-${Region}", json!({ "purpose": "media", "versioning": true, "noncurrent_days": 30 }));
    drivers::delete(&cx, &holder).await.expect("a missing bucket is fine");
    assert_eq!(drivers::observe(&cx, &holder).await.expect("observed"), Observed::Missing);
    let made = drivers::apply(&cx, &holder).await.expect("made");
    let name = made.outputs["bucket"].clone();
    assert!(made.changed.len() > 3, "{:?}", made.changed);
    assert_eq!(drivers::observe(&cx, &holder).await.expect("observed"), Observed::Same);
    assert_eq!(drivers::apply(&cx, &holder).await.expect("again").changed, Vec::<String>::new());

    let changed =
        bucket(&holder.name, json!({ "versioning": false, "cors": [{ "origins": ["https://shop.example.com"], "methods": ["GET"] }] }));
    let Observed::Different(sentences) = drivers::observe(&cx, &changed).await.expect("observed") else { panic!("it differs") };
    assert_eq!(sentences, ["suspend versioning", "update the lifecycle rules", "update the CORS rules"]);
    drivers::apply(&cx, &changed).await.expect("changed");
    assert_eq!(drivers::observe(&cx, &changed).await.expect("observed"), Observed::Same);

    for turn in 0..2 {
        for number in 0..5 {
            let body = json!({ "turn": turn });
            artifacts::write(&aws, &name, &format!("media/{number}.json"), &body, &Condition::Always).await.expect("written");
        }
    }
    artifacts::remove(&aws, &name, "media/0.json").await.expect("a delete marker");
    let none = Consent::default();
    let refused = drivers::delete(&Cx { consent: &none, ..cx }, &holder).await.expect_err("it is refused");
    assert!(refused.hints[0].contains("--delete-data shop-bucket"), "{refused:?}");
    drivers::delete(&cx, &holder).await.expect("deleted with all versions");
    assert_eq!(drivers::observe(&cx, &holder).await.expect("observed"), Observed::Missing);
}

#[tokio::test]
async fn a_foreign_bucket_is_left_alone() {
    let Some(mut aws) = clients().await else { return };
    let (none, adopt) =
        (Consent { data: Some("shop-foreign".into()), ..Consent::default() }, Consent { adopt: true, data: Some("shop-foreign".into()) });
    let holder = bucket("somebody-elses-${Account}", json!({}));
    let other = cx!(&aws, "other", &none);
    drivers::apply(&other, &holder).await.expect("made by another stage");
    aws.embedded = false;
    let cx = cx!(&aws, "foreign", &none);
    let Observed::Foreign(whose) = drivers::observe(&cx, &holder).await.expect("observed") else { panic!("it is another stage's") };
    assert!(whose.contains("stage `other` of project `shop`"), "{whose}");
    assert!(drivers::apply(&cx, &holder).await.expect_err("it is refused").hints[0].contains("--adopt"));
    assert!(drivers::delete(&cx, &holder).await.is_err());
    let cx = Cx { consent: &adopt, ..cx };
    drivers::apply(&cx, &holder).await.expect("adopted");
    drivers::delete(&cx, &holder).await.expect("ours now");
}

#[tokio::test]
async fn both_stores_keep_secrets() {
    let Some(aws) = clients().await else { return };
    let consent = Consent::default();
    for store in [Store::Ssm, Store::SecretsManager] {
        let cx = cx!(&aws, "stores", &consent);
        let ids: Vec<String> = (0..12).map(|number| format!("/shop/stores/KEY{number:02}")).collect();
        for id in &ids {
            store.delete(&cx, id).await.expect("missing is fine");
            assert!(store.get(&cx, id).await.expect("read").is_none());
            store.put(&cx, id, &SecretString::from("first"), At(0)).await.expect("written");
            store.put(&cx, id, &SecretString::from("second ü"), At(0)).await.expect("overwritten");
        }
        assert_eq!(store.existing(&cx, &[ids.clone(), vec!["/shop/stores/NONE".into()]].concat()).await.expect("known").len(), 12);
        assert_eq!(store.get(&cx, &ids[0]).await.expect("read").expect("there").expose_secret(), "second ü");
        let listed = store.list(&cx, "/shop/stores/").await.expect("listed");
        assert_eq!(listed.iter().map(|one| one.id.clone()).collect::<Vec<_>>(), ids);
        assert!(listed[0].changed.is_some());
        store.delete(&cx, &ids[0]).await.expect("deleted");
        assert!(store.get(&cx, &ids[0]).await.expect("read").is_none());
        assert!(!store.existing(&cx, &ids).await.expect("known").contains(&ids[0]));
        store.put(&cx, &ids[0], &SecretString::from("third"), At(0)).await.expect("restored and written");
        assert_eq!(store.get(&cx, &ids[0]).await.expect("read").expect("there").expose_secret(), "third");
        for id in &ids {
            store.delete(&cx, id).await.expect("deleted");
        }
        assert_eq!(store.list(&cx, "/shop/stores/").await.expect("listed"), []);
        if store == Store::Ssm {
            let long = SecretString::from("x".repeat(4097));
            assert!(store.put(&cx, &ids[0], &long, At(0)).await.expect_err("it is refused").message.contains("4097 bytes"));
        }
    }
}

#[tokio::test]
async fn each_secret_gets_its_value_once() {
    let Some(aws) = clients().await else { return };
    let consent = Consent::default();
    let cx = cx!(&aws, "secrets", &consent);
    let folder = std::env::temp_dir().join(format!("pocket-secrets-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let secret = |name: &str, origin| Secret { name: name.into(), id: format!("/shop/secrets/{name}"), store: "ssm", origin, at: At(5) };
    let all = [
        secret("SECRET_KEY", Origin::Password { length: 50 }),
        secret("STRIPE", Origin::ByHand),
        secret("FROM_FILE", Origin::File { path: "key.txt".into() }),
        secret("FROM_ENV", Origin::Env { variable: "POCKET_TEST_NO_SUCH_VARIABLE".into() }),
        secret("DATABASE_URL", Origin::Driver { driver: "neon" }),
    ];
    for one in &all {
        Store::Ssm.delete(&cx, &one.id).await.expect("deleted");
    }
    let error = secrets::check(&cx, &all, &folder).await.expect_err("it is refused");
    assert_eq!(error.message, "3 secrets of stage `secrets` have no value: `STRIPE`, `FROM_FILE`, `FROM_ENV`");
    assert_eq!(error.hints[0], "cargo run -- secrets set STRIPE -s secrets");
    std::fs::write(folder.join("key.txt"), "from a file\n").expect("written");
    for id in ["/shop/secrets/STRIPE", "/shop/secrets/FROM_ENV"] {
        Store::Ssm.put(&cx, id, &SecretString::from("by hand"), At(0)).await.expect("set");
    }
    secrets::check(&cx, &all, &folder).await.expect("all there");
    let made = BTreeMap::from([("DATABASE_URL".to_owned(), SecretString::from("postgresql://a:b@c/d"))]);
    let changed = secrets::ensure(&cx, &all, &folder, &made).await.expect("ensured");
    assert_eq!(changed, ["secret SECRET_KEY generated", "secret FROM_FILE from key.txt", "secret DATABASE_URL from neon"]);
    let key = Store::Ssm.get(&cx, "/shop/secrets/SECRET_KEY").await.expect("read").expect("there");
    assert_eq!(secrets::ensure(&cx, &all, &folder, &made).await.expect("again"), Vec::<String>::new());
    assert_eq!(Store::Ssm.get(&cx, "/shop/secrets/SECRET_KEY").await.expect("read").expect("there").expose_secret(), key.expose_secret());
    assert_eq!(Store::Ssm.get(&cx, "/shop/secrets/FROM_FILE").await.expect("read").expect("there").expose_secret(), "from a file");
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[tokio::test]
async fn artifacts_go_up_once_and_documents_on_conditions() {
    let Some(aws) = clients().await else { return };
    let consent = Consent { data: Some("shop-artifacts".into()), ..Consent::default() };
    let cx = cx!(&aws, "artifacts", &consent);
    let holder = bucket("shop-artifacts-deploy-${Account}", json!({ "purpose": "deploy" }));
    let name = drivers::apply(&cx, &holder).await.expect("made").outputs["bucket"].clone();
    let path = std::env::temp_dir().join(format!("pocket-artifact-{}", std::process::id()));
    let bytes: Vec<u8> = (0..20u32 << 20).map(|number| (number % 251) as u8).collect();
    let step = cx.ui.step("uploading");
    for (content, key) in [(&bytes[..1000], "small"), (&bytes[..], "large"), (&bytes[..0], "empty")] {
        std::fs::write(&path, content).expect("written");
        let key = artifacts::key(key, "zip");
        assert!(artifacts::upload(&aws, &step, &name, &key, &path).await.expect("uploaded"));
        assert!(!artifacts::upload(&aws, &step, &name, &key, &path).await.expect("there already"));
        let back =
            aws.s3.get_object().bucket(&name).key(&key).send().await.expect("read").body.collect().await.expect("whole").into_bytes();
        assert!(back == content, "{key} came back different");
    }
    std::fs::remove_file(&path).expect("removed");

    assert_eq!(artifacts::read(&aws, &name, "state.json").await.expect("read"), None);
    let first =
        artifacts::write(&aws, &name, "state.json", &json!({ "n": 1 }), &Condition::Absent).await.expect("written").expect("it was absent");
    assert_eq!(artifacts::write(&aws, &name, "state.json", &json!({ "n": 2 }), &Condition::Absent).await.expect("refused"), None);
    let unchanged = Condition::Unchanged(first);
    assert!(artifacts::write(&aws, &name, "state.json", &json!({ "n": 3 }), &unchanged).await.expect("written").is_some());
    assert_eq!(artifacts::write(&aws, &name, "state.json", &json!({ "n": 4 }), &unchanged).await.expect("refused"), None);
    assert_eq!(artifacts::read(&aws, &name, "state.json").await.expect("read").expect("there").value, json!({ "n": 3 }));
    artifacts::remove(&aws, &name, "state.json").await.expect("removed");
    assert_eq!(artifacts::write(&aws, &name, "state.json", &json!({ "n": 5 }), &unchanged).await.expect("refused"), None);
    assert_eq!(artifacts::delete_old(&aws, &name, "artifacts/", 1, &[artifacts::key("small", "zip")]).await.expect("deleted"), 1);
    drivers::delete(&cx, &holder).await.expect("deleted");
}

#[tokio::test]
async fn one_deploy_at_a_time() {
    let Some(aws) = clients().await else { return };
    let consent = Consent { data: Some("shop-lease".into()), ..Consent::default() };
    let cx = cx!(&aws, "lease", &consent);
    let holder = bucket("shop-lease-deploy-${Account}", json!({ "purpose": "deploy" }));
    let name = drivers::apply(&cx, &holder).await.expect("made").outputs["bucket"].clone();
    let lease = Lease::acquire(cx.ui, &aws, &name, Who::here("first", "deploy", Some("abc1234".into()))).await.expect("free");
    lease.check().expect("held");
    // The first one's next renewal, after 20 seconds, tells the second that it is alive.
    let error = Lease::acquire(cx.ui, &aws, &name, Who::here("second", "deploy", None)).await.expect_err("it is refused");
    assert!(error.message.starts_with("first is running `deploy` of abc1234 since 20"), "{}", error.message);
    lease.release().await.expect("released");
    assert_eq!(drivers::lease::holder(&aws, &name).await.expect("read"), None);

    // A dead process of this machine is taken over at once.
    let lease = Lease::acquire(cx.ui, &aws, &name, Who::here("dead", "deploy", None)).await.expect("free");
    drop(lease);
    let mut document = artifacts::read(&aws, &name, drivers::lease::KEY).await.expect("read").expect("left behind").value;
    let mut child = std::process::Command::new("true").spawn().expect("true runs");
    document["process"] = json!(child.id());
    child.wait().expect("true ends");
    artifacts::write(&aws, &name, drivers::lease::KEY, &document, &Condition::Always).await.expect("written");
    let started = std::time::Instant::now();
    let lease = Lease::acquire(cx.ui, &aws, &name, Who::here("third", "deploy", None)).await.expect("taken over");
    assert!(started.elapsed().as_secs() < 5);
    lease.release().await.expect("released");
    drivers::delete(&cx, &holder).await.expect("deleted");
}

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a file");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("finished").into_inner()
}

async fn part(aws: &Clients, cx: &Cx<'_>, bucket: &str, files: &[(&str, &str)]) -> Part {
    let bytes = zip(files);
    let sha256: String = ring::digest::digest(&ring::digest::SHA256, &bytes).as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    let path = std::env::temp_dir().join(&sha256);
    std::fs::write(&path, &bytes).expect("written");
    let key = artifacts::key(&sha256, "zip");
    artifacts::upload(aws, &cx.ui.step("uploading"), bucket, &key, Path::new(&path)).await.expect("uploaded");
    std::fs::remove_file(&path).expect("removed");
    Part { bucket: bucket.into(), key, sha256 }
}

#[tokio::test]
async fn a_release_moves_code_and_alias() {
    let Some(aws) = clients().await else { return };
    let consent = Consent { data: Some("shop-release".into()), ..Consent::default() };
    let cx = cx!(&aws, "release", &consent);
    let holder = bucket("shop-release-deploy-${Account}", json!({ "purpose": "deploy" }));
    let bucket = drivers::apply(&cx, &holder).await.expect("made").outputs["bucket"].clone();
    let function = "shop-release-web";
    let handler = |text: &str| {
        format!(
            "import lib\ndef handler(event, context):\n    print('hello log')\n    if event.get('fail'): raise ValueError('no')\n    return [lib.NAME, '{text}']\n"
        )
    };
    let _ = aws.lambda.delete_function().function_name(function).send().await;

    let layer = part(&aws, &cx, &bucket, &[("python/lib.py", "NAME = 'layer'\n")]).await;
    let arn = lambda::publish_layer(&aws, "shop-release-dependencies", &layer, "python3.12", "x86_64").await.expect("published");
    assert_eq!(lambda::publish_layer(&aws, "shop-release-dependencies", &layer, "python3.12", "x86_64").await.expect("known"), arn);

    let placeholder = aws_sdk_lambda::types::FunctionCode::builder().zip_file(aws_smithy_types::Blob::new(zip(&[("app.py", "")]))).build();
    let call =
        aws.lambda.create_function().function_name(function).runtime(aws_sdk_lambda::types::Runtime::Python312).handler("app.handler");
    let call = call.role("arn:aws:iam::000000000000:role/r").code(placeholder).layers(&arn);
    call.send().await.expect("created");

    let first = part(&aws, &cx, &bucket, &[("app.py", &handler("one"))]).await;
    assert!(lambda::update_code(&aws, function, &first).await.expect("updated"));
    assert!(!lambda::update_code(&aws, function, &first).await.expect("unchanged"));
    let one = lambda::publish_version(&aws, function, &first.sha256, "release 1").await.expect("published");
    assert_eq!(lambda::publish_version(&aws, function, &first.sha256, "release 1").await.expect("the same"), one);
    assert_eq!(lambda::alias(&aws, function, "live").await.expect("read"), None);
    assert_eq!(lambda::set_alias(&aws, function, "live", &one.to_string()).await.expect("made"), None);
    assert_eq!(lambda::set_alias(&aws, function, "live", &one.to_string()).await.expect("same"), Some(one.to_string()));

    let second = part(&aws, &cx, &bucket, &[("app.py", &handler("two"))]).await;
    assert!(lambda::update_code(&aws, function, &second).await.expect("updated"));
    assert!(lambda::publish_version(&aws, function, &first.sha256, "wrong code").await.is_err());
    let two = lambda::publish_version(&aws, function, &second.sha256, "release 2").await.expect("published");
    let live = lambda::invoke(&aws, function, "live", &json!({})).await.expect("invoked");
    assert_eq!(live.payload, json!(["layer", "one"]), "{live:?}");
    assert_eq!(lambda::invoke(&aws, function, &two.to_string(), &json!({})).await.expect("invoked").payload, json!(["layer", "two"]));
    assert_eq!(lambda::set_alias(&aws, function, "live", &two.to_string()).await.expect("switched"), Some(one.to_string()));
    let failed = lambda::invoke(&aws, function, "live", &json!({ "fail": true })).await.expect("invoked");
    assert_eq!(failed.function_error.as_deref(), Some("Unhandled"));
    assert_eq!(failed.payload["errorMessage"], "no");
    assert!(failed.log_tail.contains("hello log"), "{failed:?}");

    let events =
        logs::fetch(&aws, &logs::Query { groups: vec![format!("/aws/lambda/{function}"), "/no/such".into()], ..logs::Query::default() })
            .await
            .expect("read");
    assert!(events.iter().any(|event| event.message.contains("hello log")), "{events:?}");
    let mut seen = 0;
    let query = logs::Query { groups: vec![format!("/aws/lambda/{function}")], ..logs::Query::default() };
    let following = logs::follow(&aws, &query, |event| {
        seen += usize::from(event.message.contains("hello log"));
        seen < 3
    });
    tokio::time::timeout(std::time::Duration::from_secs(20), following).await.expect("three invocations were logged").expect("followed");
    let versions = lambda::versions(&aws, function).await.expect("listed");
    assert_eq!(versions.iter().map(|version| version.number).collect::<Vec<_>>(), [one, two]);
    assert_eq!(versions[1].description, "release 2");
    assert_eq!(lambda::delete_old_versions(&aws, function, 1).await.expect("deleted"), [one]);
    assert_eq!(lambda::delete_old_layers(&aws, "shop-release-dependencies", 0, &[]).await.expect("deleted").len(), 1);
    aws.lambda.delete_function().function_name(function).send().await.expect("deleted");
    drivers::delete(&cx, &holder).await.expect("deleted");
}

/// Against a Neon-like server at `POCKET_TEST_NEON` with the key in `POCKET_TEST_NEON_KEY`, whose databases answer.
#[tokio::test]
async fn a_neon_branch_that_answers() {
    let Some(aws) = clients().await else { return };
    let (Ok(endpoint), Ok(key)) = (std::env::var("POCKET_TEST_NEON"), std::env::var("POCKET_TEST_NEON_KEY")) else {
        Printer::new(Level::Normal).warning("skipped: POCKET_TEST_NEON or POCKET_TEST_NEON_KEY is not set");
        return;
    };
    let neon = drivers::neon::Access::new(endpoint, SecretString::from(key), aws.http.clone());
    let consent = Consent { data: Some("shop-neon".into()), ..Consent::default() };
    let cx = cx!(&aws, "neon", &consent);
    let cx = Cx { neon: Some(&neon), ..cx };
    let holder = |branch: &str, parent: Option<&str>| {
        let spec = json!({
            "project": "drivers-test", "branch": branch, "parent": parent, "database": "shop", "role": "shop", "region": null, "postgres": null,
            "pooled": true, "min_cu": 0.25, "max_cu": 1.0, "suspend_seconds": null, "url_secret": "DATABASE_URL",
        });
        Holder { driver: "neon", name: format!("drivers-test/{branch}"), item: "neon".into(), at: At(1), data: true, spec }
    };
    let (dev, copy) = (holder("dev", None), holder("copy", Some("dev")));
    for one in [&copy, &dev] {
        drivers::delete(&cx, one).await.expect("clean");
    }
    assert_eq!(drivers::observe(&cx, &dev).await.expect("observed"), Observed::Missing);
    let made = drivers::apply(&cx, &dev).await.expect("made");
    assert_eq!(drivers::observe(&cx, &dev).await.expect("observed"), Observed::Same);
    let again = drivers::apply(&cx, &dev).await.expect("again");
    assert_eq!(again.changed, Vec::<String>::new());
    assert_eq!(made.secrets["DATABASE_URL"].expose_secret(), again.secrets["DATABASE_URL"].expose_secret());
    let sql = |uri: &SecretString, sql: &str| {
        let output =
            std::process::Command::new("psql").args(["-AtXc", sql]).env("PGCONNECT_TIMEOUT", "5").arg(uri.expose_secret()).output();
        output.ok().map(|output| {
            (
                output.status.success(),
                String::from_utf8_lossy(&output.stdout).trim().to_owned(),
                String::from_utf8_lossy(&output.stderr).into_owned(),
            )
        })
    };
    if let Some((ok, _, error)) = sql(&made.secrets["DATABASE_URL_DIRECT"], "CREATE TABLE kept (n int); INSERT INTO kept VALUES (42)") {
        assert!(ok, "{error}");
        let copied = drivers::apply(&cx, &copy).await.expect("copied");
        assert_eq!(sql(&copied.secrets["DATABASE_URL"], "SELECT n FROM kept").map(|answer| answer.1).as_deref(), Some("42"));
    }
    drivers::delete(&cx, &copy).await.expect("deleted");
    drivers::delete(&cx, &dev).await.expect("deleted");
    assert_eq!(drivers::observe(&cx, &dev).await.expect("observed"), Observed::Missing);
}
