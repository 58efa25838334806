//! Neon's driver, against the local Neon API and the PostgreSQL below it.

use crate::drivers::cx;
use crate::shared;
use pocket_core::drivers::neon::Access;
use pocket_core::drivers::{self, Consent, Cx, Observed};
use pocket_core::ui::{Level, Printer};
use pocket_model::ast::At;
use pocket_model::synth::Holder;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use std::process::Command;

pub async fn a_branch_that_answers() {
    let (aws, running) = (shared::clients().await, shared::running().await);
    let neon = Access::new(&running.neon_endpoint, running.neon_api_key.clone(), aws.http.clone());
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
    sql(&made.secrets["DATABASE_URL_DIRECT"], "CREATE TABLE kept (n int); INSERT INTO kept VALUES (42)").await;
    let copied = drivers::apply(&cx, &copy).await.expect("copied");
    assert_eq!(sql(&copied.secrets["DATABASE_URL"], "SELECT n FROM kept").await, "42");
    drivers::delete(&cx, &copy).await.expect("deleted");
    drivers::delete(&cx, &dev).await.expect("deleted");
    assert_eq!(drivers::observe(&cx, &dev).await.expect("observed"), Observed::Missing);
}

/// Asks the database that a URI names, with the server's own `psql`.
async fn sql(uri: &SecretString, sql: &str) -> String {
    let output = Command::new(shared::psql().await).args(["-AtXc", sql]).arg(uri.expose_secret()).output().expect("psql runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
