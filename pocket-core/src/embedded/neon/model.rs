//! What the local Neon knows: projects, their branches, and on each branch roles, databases and endpoints.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything, `neon.json`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Store {
    /// Projects by id.
    pub projects: BTreeMap<String, Project>,
}

/// A project.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Project {
    /// Three words and a number would be Neon's; here `word-word-12345678`.
    pub id: String,
    /// As given, else the id.
    pub name: String,
    /// `aws-us-east-1`
    pub region_id: String,
    /// As asked for; the server here has its own.
    pub pg_version: u64,
    /// Whether passwords can be revealed.
    pub store_passwords: bool,
    /// As asked for; no history is kept here.
    pub history_retention_seconds: u64,
    /// The organization named at its making.
    pub org_id: Option<String>,
    /// When it was made.
    pub created_at: String,
    /// When it was changed.
    pub updated_at: String,
    /// The first one made is the oldest.
    pub branches: Vec<Branch>,
    /// Of all branches.
    pub endpoints: Vec<Endpoint>,
    /// Newest last; the oldest are forgotten.
    pub operations: Vec<Operation>,
}

/// A branch: a copy of another one's databases and roles.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Branch {
    /// `br-word-word-12345678`
    pub id: String,
    /// Ends the names of its databases and roles in the one PostgreSQL server.
    pub suffix: String,
    /// Unique in the project.
    pub name: String,
    /// What it was copied from.
    pub parent_id: Option<String>,
    /// The project's default branch cannot be deleted.
    pub default: bool,
    /// A protected branch cannot be deleted either.
    pub protected: bool,
    /// When Neon would delete it.
    pub expires_at: Option<String>,
    /// When it was made.
    pub created_at: String,
    /// When it was changed.
    pub updated_at: String,
    /// When it was last made equal to another.
    pub last_reset_at: Option<String>,
    /// Notes of whoever made it, given at its creation and never changed.
    #[serde(default)]
    pub annotation: BTreeMap<String, String>,
    /// Its roles.
    pub roles: Vec<Role>,
    /// Its databases.
    pub databases: Vec<Database>,
}

/// A role of a branch.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Role {
    /// As Neon's clients know it.
    pub name: String,
    /// In clear text: this whole file is readable by its owner alone.
    pub password: Option<String>,
    /// When it was made.
    pub created_at: String,
    /// When it was changed.
    pub updated_at: String,
}

/// A database of a branch.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Database {
    /// Unique in the project.
    pub id: u64,
    /// As Neon's clients know it.
    pub name: String,
    /// A role of the branch.
    pub owner_name: String,
    /// When it was made.
    pub created_at: String,
    /// When it was changed.
    pub updated_at: String,
}

/// A compute endpoint. The one server here serves all of them; it is kept for the API's sake.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Endpoint {
    /// `ep-word-word-12345678`
    pub id: String,
    /// Its branch.
    pub branch_id: String,
    /// `read_write` or `read_only`
    #[serde(rename = "type")]
    pub kind: String,
    /// Fields that were set, as they were given.
    pub settings: serde_json::Map<String, serde_json::Value>,
    /// `active` or `idle`
    pub current_state: String,
    /// When it was made.
    pub created_at: String,
    /// When it was changed.
    pub updated_at: String,
}

/// Something that was done.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Operation {
    /// A UUID.
    pub id: String,
    /// `create_branch`, `start_compute`, …
    pub action: String,
    /// What it was done to.
    pub branch_id: Option<String>,
    /// What it was done to.
    pub endpoint_id: Option<String>,
    /// When.
    pub created_at: String,
}

impl Project {
    /// The branch of this id, or of this name: Neon's own clients know both.
    pub fn branch(&self, id: &str) -> Option<&Branch> {
        self.branches.iter().find(|branch| branch.id == id)
    }

    /// The same, to be changed.
    pub fn branch_mut(&mut self, id: &str) -> Option<&mut Branch> {
        self.branches.iter_mut().find(|branch| branch.id == id)
    }

    /// The branch that is meant where none is named.
    pub fn default_branch(&self) -> Option<&Branch> {
        self.branches.iter().find(|branch| branch.default)
    }
}

impl Branch {
    /// The name in the PostgreSQL server of a role or database: unique over all branches, and within PostgreSQL's 63 bytes.
    pub fn physical(&self, name: &str) -> String {
        let whole = format!("{name}_{}", self.suffix);
        if whole.len() <= 63 {
            return whole;
        }
        let digest = ring::digest::digest(&ring::digest::SHA256, name.as_bytes());
        let digest: String = digest.as_ref().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        format!("{digest}_{}", self.suffix)
    }

    /// The role of this name.
    pub fn role(&self, name: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.name == name)
    }

    /// The database of this name.
    pub fn database(&self, name: &str) -> Option<&Database> {
        self.databases.iter().find(|database| database.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn physical_names_fit_and_differ() {
        let branch: Branch = serde_json::from_value(serde_json::json!({
            "id": "br-a", "suffix": "0123abcd", "name": "main", "default": true, "protected": false, "created_at": "", "updated_at": "", "roles": [], "databases": [],
        }))
        .expect("a branch");
        assert_eq!(branch.physical("neondb"), "neondb_0123abcd");
        let (first, second) = (branch.physical(&format!("{}a", "x".repeat(62))), branch.physical(&format!("{}b", "x".repeat(62))));
        assert!(first.len() <= 63 && first != second);
    }
}
