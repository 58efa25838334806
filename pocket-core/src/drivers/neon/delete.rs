//! Taking a branch away: only one that pocket made, and never more than it made.

use super::api::Repeat;
use super::site::Site;
use super::{PROJECT, STAGE, id};
use crate::error::{Error, Result};
use http::Method;
use serde_json::Value;

impl Site<'_> {
    pub(super) async fn delete(&self) -> Result {
        // Neon deletes no branch that others were made from.
        self.drop_rehearsals().await?;
        let branches = self.branches().await?;
        let name = self.spec.branch.as_str();
        let others = branches.iter().filter(|branch| branch["name"] != name).count();
        if let Some(branch) = branches.iter().find(|branch| branch["name"] == name) {
            if !self.is_ours(branch) {
                self.cx.ui.status(format!("  Neon branch {name} stays: pocket did not make it"));
                return Ok(());
            }
            if branch["default"] == true {
                return self.delete_with_default_branch(others).await;
            }
            let path = self.path(&format!("/branches/{}", id(branch)?));
            match self.neon.call(Method::DELETE, &path, &[], None, Repeat::Safe, &format!("delete the branch `{name}`")).await {
                Ok(answer) => self.neon.finish(&self.project, &answer).await?,
                Err(refusal) if refusal.status == 404 => {}
                Err(refusal) => {
                    let id = branch["id"].clone();
                    let children: Vec<&str> =
                        branches.iter().filter(|child| child["parent_id"] == id).filter_map(|child| child["name"].as_str()).collect();
                    let error = Error::from(refusal);
                    return Err(if children.is_empty() {
                        error
                    } else {
                        error.hint(format!("delete the branches made from it first: {}", children.join(", ")))
                    });
                }
            }
        }
        let left: Vec<&Value> = branches.iter().filter(|branch| branch["name"] != name).collect();
        match left.as_slice() {
            [last] if last["annotation"][PROJECT] == self.cx.project && last["annotation"][STAGE].is_null() => {
                self.delete_leftover(last).await
            }
            _ => Ok(()),
        }
    }

    /// Neon has no call for a default branch: it goes with its project or stays.
    async fn delete_with_default_branch(&self, others: usize) -> Result {
        let (project, branch) = (&self.spec.project, &self.spec.branch);
        if others > 0 {
            return Err(Error::user(format!("`{branch}` is the default branch of the Neon project `{project}`, which has {others} more: Neon deletes it only with all of them"))
                .hint("make another branch the default one at https://console.neon.tech, then run the same command again"));
        }
        if !self.cx.consent.to_lose(self.cx.project, self.cx.stage) {
            return Err(Error::user(format!(
                "`{branch}` is the default branch of the Neon project `{project}`: deleting it deletes the project"
            ))
            .hint(format!("cargo run -- destroy -s {} --delete-data {}-{}", self.cx.stage, self.cx.project, self.cx.stage)));
        }
        self.delete_project().await
    }

    /// The default branch of a project that pocket made, alone: the project goes too if nobody has put anything into it.
    async fn delete_leftover(&self, default: &Value) -> Result {
        let branch = id(default)?;
        if self.cx.consent.to_lose(self.cx.project, self.cx.stage) && self.is_untouched(&branch).await {
            return self.delete_project().await;
        }
        self.cx.ui.status(format!(
            "  Neon project {} stays, with its branch {}: https://console.neon.tech",
            self.spec.project,
            default["name"].as_str().unwrap_or_default()
        ));
        Ok(())
    }

    /// Has no database but ours, and that has no table. Whatever cannot be read counts as touched.
    async fn is_untouched(&self, branch: &str) -> bool {
        let base = self.path(&format!("/branches/{branch}"));
        let Ok(answer) = self.neon.get(&format!("{base}/databases"), &[], "list the databases").await else { return false };
        let Some(databases) = answer["databases"].as_array() else { return false };
        if databases.iter().any(|database| database["name"] != self.spec.database.as_str()) {
            return false;
        }
        let query = [("db_name", self.spec.database.as_str()), ("role", self.spec.role.as_str())];
        match self.neon.get(&format!("{base}/schema"), &query, "show the schema").await {
            Ok(answer) => answer["sql"].as_str().is_some_and(|sql| !sql.contains("CREATE TABLE")),
            Err(_) => databases.is_empty(),
        }
    }

    async fn delete_project(&self) -> Result {
        match self
            .neon
            .call(Method::DELETE, &self.path(""), &[], None, Repeat::Safe, &format!("delete the project `{}`", self.spec.project))
            .await
        {
            Err(refusal) if refusal.status != 404 => Err(refusal.into()),
            _ => Ok(()),
        }
    }
}
