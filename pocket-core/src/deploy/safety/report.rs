//! The report of `pocket:migrations`, which `pocket_django.migrations` describes.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

/// The version of the report that this program reads.
pub const VERSION: u32 = 1;

/// What is pending in each database, judged.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// [`VERSION`].
    pub version: u32,
    /// By Django's database alias.
    pub databases: BTreeMap<String, Database>,
}

/// The migrations of one database; names are `app.0001_name`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Database {
    /// `postgresql`.
    pub vendor: String,
    /// Those in the code, squashed and replaced ones too.
    pub known: Vec<String>,
    /// Those that are applied.
    pub applied: Vec<String>,
    /// Those that are applied, and neither in the code nor replaced by it: the database is ahead.
    pub unknown: Vec<String>,
    /// Those that `migrate` would apply, in its order.
    pub pending: Vec<Migration>,
}

/// A pending migration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Migration {
    /// `blog.0002_tags`.
    pub name: String,
    /// Whether it runs in one transaction.
    pub atomic: bool,
    /// In their order.
    pub operations: Vec<Operation>,
}

/// An operation of a migration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Operation {
    /// Its class: `AddField`.
    pub operation: String,
    /// Django's own words for it.
    #[serde(default)]
    pub description: String,
    /// `blog.Entry`, where it is about a model.
    pub model: Option<String>,
    /// `blog_entry`, where it is about a table.
    pub table: Option<String>,
    /// Of the worst finding.
    pub verdict: Verdict,
    /// The locks that it takes on tables which were there before.
    #[serde(default)]
    pub locks: Vec<Lock>,
    /// Rows of the table; `None` where no database was asked.
    pub rows: Option<u64>,
    /// What was found, the worst first.
    #[serde(default)]
    pub findings: Vec<Finding>,
}

/// Whether an operation may run while the old release serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Nobody notices.
    Harmless,
    /// Requests fail or wait.
    Dangerous,
}

/// A lock on a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// The table.
    pub table: String,
    /// PostgreSQL's name of the mode: `AccessExclusiveLock`.
    pub mode: String,
    /// How long the statement keeps it.
    pub held: Held,
}

/// How long a lock is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Held {
    /// Milliseconds, whatever the size of the table.
    Moment,
    /// While all rows are read.
    Scan,
    /// While all rows are written.
    Rewrite,
}

/// Something about an operation that is worth a word.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// `removed_column`.
    pub code: String,
    /// What the words are filled with.
    #[serde(default)]
    pub values: Map<String, Json>,
    /// Whose queries fail.
    #[serde(default)]
    pub breaks: Vec<Breaks>,
}

/// A release whose queries fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Breaks {
    /// The one that serves.
    Running,
    /// The one that is being deployed.
    New,
}

impl Migration {
    /// Its operations that are dangerous.
    pub fn dangers(&self) -> impl Iterator<Item = &Operation> {
        self.operations.iter().filter(|operation| operation.verdict == Verdict::Dangerous)
    }

    /// Whether the release that was there before cannot live with it.
    pub fn breaks(&self, whom: Breaks) -> bool {
        self.operations.iter().flat_map(|operation| &operation.findings).any(|finding| finding.breaks.contains(&whom))
    }
}

impl Operation {
    /// Whether its danger is only that the table may have many rows.
    pub fn depends_on_rows(&self) -> bool {
        self.findings.iter().all(|finding| finding.code == "data" || finding.depends_on_rows())
    }
}

impl Finding {
    /// Whether it is nothing on a table with few rows.
    pub fn depends_on_rows(&self) -> bool {
        const PREFIXES: [&str; 6] = ["rewritten_", "scanned_", "blocking_", "validated_", "updated_rows", "held_lock"];
        self.breaks.is_empty() && (self.code == "fails_on_rows" || PREFIXES.iter().any(|prefix| self.code.starts_with(prefix)))
    }

    /// A value as text; empty where there is none.
    pub fn value(&self, name: &str) -> String {
        match self.values.get(name) {
            Some(Json::String(text)) => text.clone(),
            Some(Json::Null) | None => String::new(),
            Some(other) => other.to_string(),
        }
    }
}
