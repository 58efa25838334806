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

/// Statements with the same actions as one: an inline policy of a role takes 10,240 characters. Source: IAM User Guide, "IAM and AWS STS quotas".
pub fn merged(statements: &[Statement]) -> Vec<Statement> {
    let mut merged: Vec<Statement> = Vec::new();
    for statement in statements {
        match merged.iter_mut().find(|known| known.actions == statement.actions) {
            Some(known) => {
                let new = statement.resources.iter().filter(|resource| !known.resources.contains(resource)).cloned().collect::<Vec<_>>();
                known.resources.extend(new);
            }
            None => merged.push(statement.clone()),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_actions_are_one_statement() {
        let read = |name: &str| Statement::allow(["ssm:GetParameters"], vec![json!(name)]);
        let write = Statement::allow(["s3:PutObject"], vec![json!("b")]);
        let merged = merged(&[read("a"), write.clone(), read("b"), read("a")]);
        assert_eq!(merged, [Statement::allow(["ssm:GetParameters"], vec![json!("a"), json!("b")]), write]);
    }
}
