//! The releases of a stage, as `releases` lists them.

use super::record::{self, Commit, Record, Schema};
use super::switch;
use crate::Result;
use crate::deploy::{Cx, templates};
use crate::drivers::lambda::Routing;
use pocket_model::synth::Synthesis;
use serde::Serialize;
use std::collections::BTreeMap;

/// A release. Serialized, it is an element of `releases --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listed {
    /// Its number, for `rollback`.
    pub number: u64,
    /// `live`, `partly` where a switch was cut off, `canary` with a share, `kept`, or `failed`.
    pub state: State,
    /// Of a canary: what it gets of all requests, from 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
    /// The phase in which it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failed: Option<String>,
    /// When it was made: RFC 3339, UTC.
    pub at: String,
    /// Who made it: the ARN of the caller.
    pub by: Option<String>,
    /// `deploy`, `rotate NAME`.
    pub reason: String,
    /// The commit.
    pub commit: Option<Commit>,
    /// Migrations that were applied for it, by Django's database alias.
    pub migrations: BTreeMap<String, Vec<String>>,
    /// Bytes of code and dependencies, packed.
    pub size: u64,
    /// Its versions, by function.
    pub versions: BTreeMap<String, String>,
}

/// What a release is at now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Every function serves it.
    Live,
    /// The site serves it, and another function another one: a switch was cut off.
    Partly,
    /// It has a share of the requests.
    Canary,
    /// `rollback` can go to it.
    Kept,
    /// It migrated and then failed: it never served.
    Failed,
}

/// Newest first.
///
/// # Errors
/// S3's and Lambda's.
pub async fn list(cx: &Cx, synthesis: &Synthesis) -> Result<Vec<Listed>> {
    let bucket = cx.aws.expand(&templates::deploy_bucket(synthesis)?.name);
    let (records, aliases) = tokio::try_join!(record::all(&cx.aws, &bucket), switch::aliases(&cx.aws, synthesis))?;
    Ok(listed(records, switch::site(synthesis), &aliases))
}

fn listed(records: Vec<Record>, site: &str, aliases: &BTreeMap<String, Routing>) -> Vec<Listed> {
    let live = record::live(&records, site, aliases).map(|live| (live.record.number, live.whole));
    let weights = aliases.get(site).map(|routing| routing.weights.clone()).unwrap_or_default();
    let state = |record: &Record| match (record.can_serve(), live) {
        (false, _) => (State::Failed, None),
        (true, Some((number, whole))) if number == record.number => {
            let share = (!weights.is_empty()).then(|| 1.0 - weights.values().sum::<f64>());
            (if whole || share.is_some() { State::Live } else { State::Partly }, share)
        }
        (true, _) => match record.versions.get(site).and_then(|version| weights.get(version)) {
            Some(share) => (State::Canary, Some(*share)),
            None => (State::Kept, None),
        },
    };
    let applied = |schemas: BTreeMap<String, Schema>| {
        let schemas = schemas.into_iter().filter(|(_, schema)| !schema.applied.is_empty());
        schemas.map(|(alias, schema)| (alias, schema.applied)).collect()
    };
    let rows = records.into_iter().rev().map(|record| {
        let (state, share) = state(&record);
        let Record { number, at, by, reason, failed, commit, size, versions, databases, .. } = record;
        Listed { number, state, share, failed, at, by, reason, commit, migrations: applied(databases), size, versions }
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_release_says_what_it_is_at() {
        let record = |number: u64| Record { number, versions: BTreeMap::from([("web".into(), number.to_string())]), ..Record::default() };
        let failed = Record { number: 3, failed: Some("smoke test".into()), ..Record::default() };
        let records = vec![record(1), record(2), failed, record(4)];
        let states = |routing: Routing| {
            let rows = listed(records.clone(), "web", &BTreeMap::from([("web".to_owned(), routing)]));
            rows.into_iter().map(|row| (row.number, row.state, row.share)).collect::<Vec<_>>()
        };
        use State::{Canary, Failed, Kept, Live};
        assert_eq!(states(Routing::to("2")), [(4, Kept, None), (3, Failed, None), (2, Live, None), (1, Kept, None)]);
        let canary = Routing { version: "2".into(), weights: BTreeMap::from([("4".into(), 0.25)]) };
        assert_eq!(states(canary), [(4, Canary, Some(0.25)), (3, Failed, None), (2, Live, Some(0.75)), (1, Kept, None)]);
    }
}
