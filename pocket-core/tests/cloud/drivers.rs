//! The drivers, against the embedded AWS.

use crate::shared::clients;
use pocket_core::aws::Service;
use pocket_core::drivers::artifacts::{self, Condition};
use pocket_core::drivers::lease::{Holder as Who, Lease};
use pocket_core::drivers::secrets::{self, Store, Versions, Which};
use pocket_core::drivers::{self, Consent, Cx, Observed};
use pocket_core::ui::{Level, Printer};
use pocket_model::ast::At;
use pocket_model::synth::{Holder, Origin, Secret};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub fn locate(_: At) -> String {
    "src/main.rs:7:9".into()
}

/// A stage of the project `shop`.
macro_rules! cx {
    ($aws:expr, $stage:expr, $consent:expr) => {
        Cx {
            ui: &Printer::speaking(Level::Quiet, pocket_core::model::messages::Lang::En),
            aws: $aws,
            project: "shop",
            stage: $stage,
            neon: None,
            consent: $consent,
            locate: &crate::drivers::locate,
        }
    };
}

pub(crate) use cx;

pub fn bucket(name: &str, spec: Value) -> Holder {
    Holder { driver: "s3", name: name.into(), item: "s3".into(), at: At(3), data: true, spec }
}

pub async fn signs_and_reads_errors() {
    let aws = clients().await;
    assert_eq!(aws.expand("a-${Account}-${Region}"), format!("a-{}-{}", aws.account, aws.region));
    let failure = aws.thin.json(Service::SSM, "GetParameter", json!({ "Name": "/no/such" })).await.expect_err("it is refused");
    assert!(failure.is_not_found(), "{failure}");
    let xml = aws.thin.query(Service::EC2, "DescribeAvailabilityZones", &[]).await.expect("zones");
    assert!(pocket_core::aws::xml::all(&xml, "zoneName").iter().all(|zone| zone.starts_with(&aws.region)), "{xml}");
}

pub async fn a_bucket_comes_to_be_changes_and_goes() {
    let aws = clients().await;
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

pub async fn a_foreign_bucket_is_left_alone() {
    let mut aws = clients().await;
    let (none, adopt) = (
        Consent { data: Some("shop-foreign".into()), ..Consent::default() },
        Consent { adopt: true, data: Some("shop-foreign".into()), ..Consent::default() },
    );
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

pub async fn both_stores_keep_secrets() {
    let aws = clients().await;
    let consent = Consent::default();
    for store in [Store::Ssm, Store::SecretsManager] {
        let cx = cx!(&aws, "stores", &consent);
        let ids: Vec<String> = (0..12).map(|number| format!("/shop/stores/KEY{number:02}")).collect();
        for id in &ids {
            store.delete(&cx, id).await.expect("missing is fine");
            assert!(store.get(&cx, id, Which::Newest).await.expect("read").is_none());
            store.put(&cx, id, &SecretString::from("first"), At(0)).await.expect("written");
            store.put(&cx, id, &SecretString::from("second ü"), At(0)).await.expect("overwritten");
        }
        let known = store.versions(&cx, &[ids.clone(), vec!["/shop/stores/NONE".into()]].concat(), "live-stores").await.expect("known");
        assert!(known.len() == 12 && known.values().all(|versions| versions.live.is_none() && versions.waits()), "{known:?}");
        assert_eq!(store.get(&cx, &ids[0], Which::Newest).await.expect("read").expect("there").expose_secret(), "second ü");
        labels_follow_what_is_in_use(&cx, store, &ids[1]).await;
        let listed = store.list(&cx, "/shop/stores/").await.expect("listed");
        assert_eq!(listed.iter().map(|one| one.id.clone()).collect::<Vec<_>>(), ids);
        assert!(listed[0].changed.is_some());
        store.delete(&cx, &ids[0]).await.expect("deleted");
        assert!(store.get(&cx, &ids[0], Which::Newest).await.expect("read").is_none());
        assert!(!store.versions(&cx, &ids, "live-stores").await.expect("known").contains_key(&ids[0]));
        store.put(&cx, &ids[0], &SecretString::from("third"), At(0)).await.expect("restored and written");
        assert_eq!(store.get(&cx, &ids[0], Which::Newest).await.expect("read").expect("there").expose_secret(), "third");
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

/// `id` has a second value.
async fn labels_follow_what_is_in_use(cx: &Cx<'_>, store: Store, id: &str) {
    let ids = [id.to_owned()];
    let versions = async || -> Versions { store.versions(cx, &ids, "live-stores").await.expect("known").remove(id).expect("there") };
    let value = async |which| store.get(cx, id, which).await.expect("read").map(|value| value.expose_secret().to_owned());
    let second = versions().await.newest;
    store.label(cx, id, &second, "live-stores").await.expect("labelled");
    let third = store.put(cx, id, &SecretString::from("third"), At(0)).await.expect("written");
    assert_eq!(versions().await, Versions { newest: third.clone(), live: Some(second.clone()) });
    assert_eq!(value(Which::Label("live-stores")).await.as_deref(), Some("second ü"));
    assert_eq!((value(Which::Newest).await.as_deref(), value(Which::Version(&second)).await.as_deref()), (Some("third"), Some("second ü")));
    store.label(cx, id, &second, "former-stores").await.expect("labelled");
    store.label(cx, id, &third, "live-stores").await.expect("the label moves");
    store.label(cx, id, &third, "live-stores").await.expect("it is there already");
    assert!(!versions().await.waits());
    assert_eq!(value(Which::Label("former-stores")).await.as_deref(), Some("second ü"));
    assert_eq!(value(Which::Label("live-other")).await, None);
    let history = store.history(cx, id).await.expect("read");
    assert!(["second ü", "third"].iter().all(|known| history.iter().any(|value| value.expose_secret() == *known)));
}

pub async fn each_secret_gets_its_value_once() {
    let aws = clients().await;
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
    let key = Store::Ssm.get(&cx, "/shop/secrets/SECRET_KEY", Which::Newest).await.expect("read").expect("there");
    assert_eq!(secrets::ensure(&cx, &all, &folder, &made).await.expect("again"), Vec::<String>::new());
    assert_eq!(
        Store::Ssm.get(&cx, "/shop/secrets/SECRET_KEY", Which::Newest).await.expect("read").expect("there").expose_secret(),
        key.expose_secret()
    );
    assert_eq!(
        Store::Ssm.get(&cx, "/shop/secrets/FROM_FILE", Which::Newest).await.expect("read").expect("there").expose_secret(),
        "from a file"
    );
    std::fs::remove_dir_all(&folder).expect("removed");
}

pub async fn artifacts_go_up_once_and_documents_on_conditions() {
    let aws = clients().await;
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

pub async fn one_deploy_at_a_time() {
    let aws = clients().await;
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
    assert!(started.elapsed().as_secs() < 30);
    lease.release().await.expect("released");
    drivers::delete(&cx, &holder).await.expect("deleted");
}
