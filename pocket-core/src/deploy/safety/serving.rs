//! What the release that serves knows of the database.

use super::ask::Names;
use crate::Result;
use crate::deploy::release::record::{self, Record, Schema};
use crate::deploy::{Cx, templates};
use crate::plan::{CodeChange, Plan};
use pocket_model::synth::Synthesis;

/// Whether a release serves, which a migration could hurt.
pub fn any(plan: &Plan) -> bool {
    plan.release.functions.iter().any(|function| function.role == "web" && function.live.is_some() && function.change != CodeChange::First)
}

/// The release with this version of the site, and what later ones that failed have applied.
#[derive(Debug, Clone, Default)]
pub struct Serving {
    /// What its code knows.
    pub known: Names,
    /// What the records say is applied.
    pub applied: Names,
}

/// What a migration could hurt.
#[derive(Debug, Clone)]
pub enum AtRisk {
    /// The stage's first release.
    Nothing,
    /// The release that serves, with the migrations that its code knows, where its record says so.
    Release(Option<Names>),
}

impl Serving {
    /// For the record of a release with the same code: it knows as much, and applies nothing.
    pub fn schemas(&self) -> impl Iterator<Item = (String, Schema)> {
        self.known.iter().map(|(alias, known)| (alias.clone(), Schema { known: known.clone(), ..Schema::default() }))
    }
}

/// Reads it from the records; `None` where no record has this version, or where it does not say.
///
/// # Errors
/// S3's.
pub async fn find(cx: &Cx, synthesis: &Synthesis, version: &str) -> Result<Option<Serving>> {
    let Some(site) = synthesis.functions.iter().find(|function| function.role == "web") else { return Ok(None) };
    let bucket = cx.aws.expand(&templates::deploy_bucket(synthesis)?.name);
    Ok(of(&record::all(&cx.aws, &bucket).await?, &site.name, version))
}

fn of(records: &[Record], site: &str, version: &str) -> Option<Serving> {
    let serves = |record: &&Record| record.versions.get(site).is_some_and(|serving| serving == version) && !record.databases.is_empty();
    let serving = records.iter().rev().find(serves)?;
    let known: Names = serving.databases.iter().map(|(alias, schema)| (alias.clone(), schema.known.clone())).collect();
    let mut applied = known.clone();
    for (alias, schema) in records.iter().flat_map(|record| &record.databases) {
        let names = applied.entry(alias.clone()).or_default();
        names.extend(schema.applied.iter().cloned());
        names.sort();
        names.dedup();
    }
    Some(Serving { known, applied })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(number: u64, version: &str, known: &[&str], applied: &[&str]) -> Record {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let schema = Schema { known: names(known), applied: names(applied), ..Schema::default() };
        let versions = [("web".to_owned(), version.to_owned())].into();
        Record { number, versions, databases: [("default".to_owned(), schema)].into(), ..Record::default() }
    }

    #[test]
    fn what_a_failed_release_applied_is_applied() {
        let failed = Record { versions: Default::default(), ..record(3, "", &[], &["blog.0003"]) };
        let records = [record(1, "4", &["blog.0001"], &["blog.0001"]), record(2, "5", &["blog.0001", "blog.0002"], &["blog.0002"]), failed];
        let serving = of(&records, "web", "5").expect("it is recorded");
        assert_eq!(serving.known["default"], ["blog.0001", "blog.0002"]);
        assert_eq!(serving.applied["default"], ["blog.0001", "blog.0002", "blog.0003"]);
        assert!(of(&records, "web", "9").is_none());
    }
}
