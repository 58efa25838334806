//! Whether the database, as it is now, serves a release that was made before it became so.

use super::record::{self, Record};
use crate::deploy::safety::allow::allows;
use crate::deploy::safety::{self, Obstacle};
use crate::deploy::{Cx, templates};
use crate::drivers::lambda;
use crate::messages::rollback as say;
use crate::{Error, Result};
use pocket_model::synth::Synthesis;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// Migrations by Django's database alias.
type Migrations = BTreeMap<String, BTreeSet<String>>;

/// Whether a release runs with the migrations that were applied since. The newest code judges them against this release, or, where it cannot, the records
/// tell what was harmless to the release before them; of one that may harm, the release's own code is asked whether the database still has it, because it
/// may have been undone by hand.
///
/// # Errors
/// A migration that the release does not know and may not survive: which, and what to type.
pub(super) async fn permits(cx: &Cx, synthesis: &Synthesis, records: &[Record], to: &Record, allow: &[String]) -> Result {
    let mut obstacles = BTreeMap::new();
    let mut harmful = match safety::obstacles(cx, synthesis, records, to).await {
        Ok(found) => {
            let mut harmful = Migrations::new();
            for Obstacle { database, migration, why } in found.into_iter().filter(|obstacle| !allows(allow, &obstacle.migration)) {
                harmful.entry(database).or_default().insert(migration.clone());
                obstacles.insert(migration, why);
            }
            harmful
        }
        Err(error) => {
            cx.ui.verbose(error.message);
            ahead(records, to, allow)
        }
    };
    if harmful.is_empty() {
        return Ok(());
    }
    if let Some(unknown) = unknown(cx, synthesis, to).await {
        for (alias, names) in &mut harmful {
            names.retain(|name| unknown.get(alias).is_some_and(|unknown| unknown.contains(name)));
        }
        harmful.retain(|_, names| !names.is_empty());
    }
    let Some((alias, names)) = harmful.first_key_value() else { return Ok(()) };
    let error = refusal(cx, synthesis, to, alias, names);
    let whys: Vec<String> = names.iter().filter_map(|name| Some(format!("{name} {}", obstacles.get(name)?))).collect();
    Err(if whys.is_empty() { error } else { error.detail(whys.join("\n")) })
}

/// What the database has that a release does not know, by the release's own code, without what is allowed or known to be harmless. `None` where the code
/// cannot tell: it is of an older pocket, or does not start.
///
/// # Errors
/// S3's.
pub async fn verify(cx: &Cx, synthesis: &Synthesis, to: &Record, allow: &[String]) -> Result<Option<Vec<String>>> {
    let bucket = cx.aws.expand(&templates::deploy_bucket(synthesis)?.name);
    let records = record::all(&cx.aws, &bucket).await?;
    let harmless = harmless(&records);
    let Some(unknown) = unknown(cx, synthesis, to).await else { return Ok(None) };
    let harmful = unknown.iter().flat_map(|(alias, names)| names.iter().map(move |name| (alias, name)));
    let harmful = harmful.filter(|(alias, name)| !harmless.contains(&(alias.as_str(), name.as_str())) && !allows(allow, name));
    Ok(Some(harmful.map(|(_, name)| name.clone()).collect()))
}

/// What later releases brought that this one does not know and may not survive.
fn ahead(records: &[Record], to: &Record, allow: &[String]) -> Migrations {
    let harmless = harmless(records);
    let mut ahead = Migrations::new();
    for record in records.iter().filter(|record| record.number > to.number) {
        for (alias, schema) in &record.databases {
            let known = to.databases.get(alias).map(|schema| &schema.known[..]).unwrap_or_default();
            // Without a list of what it knew, only what was applied since can be new to it.
            let brought = if known.is_empty() { [&schema.applied[..], &[]] } else { [&schema.applied[..], &schema.known[..]] };
            let new = brought.into_iter().flatten().filter(|name| !known.contains(name) && !allows(allow, name));
            let new = new.filter(|name| !harmless.contains(&(alias.as_str(), name.as_str())));
            ahead.entry(alias.clone()).or_default().extend(new.cloned());
        }
    }
    ahead.retain(|_, names| !names.is_empty());
    ahead
}

fn harmless(records: &[Record]) -> BTreeSet<(&str, &str)> {
    let schemas = records.iter().flat_map(|record| &record.databases);
    schemas.flat_map(|(alias, schema)| schema.harmless.iter().map(move |name| (alias.as_str(), name.as_str()))).collect()
}

/// What the database has that the release's own code does not know.
async fn unknown(cx: &Cx, synthesis: &Synthesis, to: &Record) -> Option<Migrations> {
    let manage = synthesis.functions.iter().find(|function| function.role == "manage")?;
    let version = to.versions.get(&manage.name)?;
    let answer = lambda::invoke(&cx.aws, &manage.name, version, &json!({ "argv": ["pocket:migrations"] })).await.ok()?;
    if answer.function_error.is_some() || answer.payload["exit"] != 0 {
        return None;
    }
    let pieces = answer.payload["output"].as_array()?.iter().filter(|piece| piece["stream"] == "stdout");
    let report: Json = serde_json::from_str(&pieces.filter_map(|piece| piece["text"].as_str()).collect::<String>()).ok()?;
    let databases = report["databases"].as_object()?.iter();
    let names =
        |schema: &Json| schema["unknown"].as_array().into_iter().flatten().filter_map(|name| name.as_str().map(String::from)).collect();
    Some(databases.map(|(alias, schema)| (alias.clone(), names(schema))).collect())
}

fn refusal(cx: &Cx, synthesis: &Synthesis, to: &Record, alias: &str, names: &BTreeSet<String>) -> Error {
    let list = names.iter().cloned().collect::<Vec<_>>().join(", ");
    let stage = &synthesis.stage;
    let allow: String = names.iter().map(|name| format!(" --allow {name}")).collect();
    let known = to.databases.get(alias).map(|schema| &schema.known[..]).unwrap_or_default();
    let database = if alias == "default" { String::new() } else { format!(" --database {alias}") };
    let mut error = Error::user(cx.ui.say(&say::schema_is_ahead(to.number, list))).hint(format!(
        "cargo run -- rollback {} -s {stage}{allow}    # {}",
        to.number,
        cx.ui.say(&say::if_it_runs(to.number))
    ));
    let apps: BTreeSet<&str> = names.iter().filter_map(|name| name.split_once('.').map(|(app, _)| app)).collect();
    for app in apps {
        let last = known.iter().filter_map(|name| name.split_once('.').filter(|(known, _)| *known == app)).map(|(_, name)| name).max();
        let back = last.unwrap_or("zero");
        let why = cx.ui.say(&say::undoes_it());
        error = error.hint(format!("cargo run -- manage -s {stage} -- migrate {app} {back}{database}    # {why}"));
    }
    error
}

#[cfg(test)]
mod tests {
    use super::super::record::Schema;
    use super::*;

    fn record(number: u64, known: &[&str], applied: &[&str], harmless: &[&str]) -> Record {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let schema = Schema { known: owned(known), applied: owned(applied), harmless: owned(harmless) };
        Record { number, databases: BTreeMap::from([("default".to_owned(), schema)]), ..Record::default() }
    }

    #[test]
    fn what_later_releases_brought_is_held_against_what_the_code_knows() {
        let records = [
            record(1, &["a.0001", "a.0002_x"], &["a.0001", "a.0002_x"], &[]),
            record(2, &["a.0001", "a.0002_x", "a.0003_y"], &["a.0003_y"], &["a.0003_y"]),
            record(3, &["a.0001", "a.0002_x", "a.0003_y", "a.0004_z"], &["a.0004_z"], &[]),
        ];
        let to = |number: usize, allow: &[&str]| {
            let allow: Vec<String> = allow.iter().map(|name| (*name).to_owned()).collect();
            ahead(&records, &records[number - 1], &allow).into_values().flatten().collect::<Vec<_>>()
        };
        assert!(to(3, &[]).is_empty());
        assert_eq!(to(2, &[]), ["a.0004_z"]);
        assert_eq!(to(1, &[]), ["a.0004_z"], "0003 is harmless");
        assert!(to(1, &["a.0004"]).is_empty());
        assert_eq!(to(1, &["a.000", "b.0004"]), ["a.0004_z"]);
    }

    #[test]
    fn without_a_list_of_what_it_knew_what_was_applied_counts() {
        let records = [record(1, &[], &["a.0001"], &[]), record(2, &["a.0001", "a.0002"], &["a.0002"], &[])];
        assert_eq!(ahead(&records, &records[0], &[]).into_values().flatten().collect::<Vec<_>>(), ["a.0002"]);
    }
}
