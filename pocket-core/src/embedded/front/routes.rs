//! Which function answers for which host, `routes.json`. The engine writes it, the front reads it at each request.

use crate::embedded::state::{Folder, read_json, write_json};
use crate::error::Result;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Functions by host.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routes(pub BTreeMap<String, String>);

/// The host of a stage.
pub fn host(project: &str, stage: &str) -> String {
    format!("{stage}.{project}.localhost")
}

impl Routes {
    /// What is recorded.
    pub fn load(folder: &Folder) -> Result<Routes> {
        read_json(&folder.join("routes.json")).map(Option::unwrap_or_default)
    }

    /// Records it.
    pub fn save(&self, folder: &Folder) -> Result<()> {
        write_json(&folder.join("routes.json"), self)
    }
}
