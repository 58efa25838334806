//! What drivers told when they made things, such as a database's host. A later deploy that asks no driver reads it here.

use super::{Cx, templates};
use crate::Result;
use crate::drivers::artifacts::{self, Condition};
use pocket_model::synth::Synthesis;
use std::collections::BTreeMap;

/// The document's name in the deploy bucket.
const KEY: &str = "holders.json";

/// Outputs of drivers, by holder item and key. Never a secret.
pub(crate) type Record = BTreeMap<String, BTreeMap<String, String>>;

/// Reads the record; empty where there is none, or one that another version wrote.
pub(crate) async fn read(cx: &Cx, synthesis: &Synthesis) -> Result<Record> {
    let bucket = cx.aws.expand(&templates::deploy_bucket(synthesis)?.name);
    let found = artifacts::read(&cx.aws, &bucket, KEY).await?;
    Ok(found.and_then(|document| serde_json::from_value(document.value).ok()).unwrap_or_default())
}

/// Writes the record.
pub(crate) async fn write(cx: &Cx, bucket: &str, record: &Record) -> Result {
    let value = serde_json::to_value(record).unwrap_or_default();
    artifacts::write(&cx.aws, bucket, KEY, &value, &Condition::Always).await.map(|_| ())
}
