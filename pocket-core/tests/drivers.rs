//! The drivers against an AWS-shaped server at `POCKET_TEST_ENDPOINT` (MiniStack, moto).
#![cfg(feature = "deploy")]

use pocket_core::aws::{Clients, Service, Target};
use serde_json::json;

async fn clients() -> Option<Clients> {
    let endpoint = std::env::var("POCKET_TEST_ENDPOINT").ok()?;
    let target = Target::Embedded { endpoint, region: "ap-northeast-1".into() };
    Some(Clients::connect(&target).await.expect("POCKET_TEST_ENDPOINT answers"))
}

#[tokio::test]
async fn connects_and_signs() {
    let Some(clients) = clients().await else { return };
    assert_eq!(clients.account, "000000000000");
    assert_eq!(clients.expand("a-${Account}-${Region}"), "a-000000000000-ap-northeast-1");
    let failure = clients.thin.json(Service::SSM, "GetParameter", json!({ "Name": "/no/such" })).await.unwrap_err();
    assert!(failure.is_not_found(), "{failure}");
}

#[tokio::test]
async fn no_credentials() {
    let result = Clients::connect(&Target::Aws { region: Some("ap-northeast-1".into()), profile: None }).await;
    eprintln!("{result:#?}");
}
