//! Least-privilege IAM, derived from what the stage declares.

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

/// One allowing statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// `s3:GetObject` …
    pub actions: Vec<String>,
    /// ARNs, or `Fn::Sub`s of them.
    pub resources: Vec<Json>,
}

impl Statement {
    /// Allows actions on resources.
    pub fn allow<const A: usize>(actions: [&str; A], resources: Vec<Json>) -> Self {
        Statement { actions: actions.map(String::from).to_vec(), resources }
    }

    /// As it stands in a policy document.
    pub fn to_json(&self) -> Json {
        json!({ "Effect": "Allow", "Action": self.actions, "Resource": self.resources })
    }
}
