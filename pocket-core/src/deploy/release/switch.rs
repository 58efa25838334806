//! The switch: one alias a function.

use super::{New, Trial};
use crate::aws::Clients;
use crate::drivers::lambda::{self, Routing};
use crate::{Error, Result};
use pocket_model::synth::{ALIAS, Synthesis};
use std::collections::BTreeMap;
use tokio::task::JoinSet;

impl Trial<'_> {
    /// The site last: once it serves the release, all else does, so the next deploy need look no further.
    pub(super) async fn switch(&self, news: &[New<'_>]) -> Result {
        self.lease.check()?;
        for new in news.iter().rev() {
            lambda::set_alias(&self.cx.aws, &new.function.name, ALIAS, &new.version.to_string()).await?;
        }
        Ok(())
    }
}

/// The function that visitors get.
pub(super) fn site(synthesis: &Synthesis) -> &str {
    synthesis.functions.first().map(|function| function.name.as_str()).unwrap_or_default()
}

/// Where the functions' aliases point to; one without a release is left out.
pub(super) async fn aliases(aws: &Clients, synthesis: &Synthesis) -> Result<BTreeMap<String, Routing>> {
    let mut reading = JoinSet::new();
    for function in &synthesis.functions {
        let (aws, name) = (aws.clone(), function.name.clone());
        reading.spawn(async move { lambda::routing(&aws, &name, ALIAS).await.map(|routing| routing.map(|routing| (name, routing))) });
    }
    let mut aliases = BTreeMap::new();
    while let Some(read) = reading.join_next().await {
        aliases.extend(read.map_err(|source| Error::bug("reading an alias ended early").caused_by(source)).flatten()?);
    }
    aliases.retain(|_, routing| routing.version != lambda::LATEST);
    Ok(aliases)
}

/// Points aliases to versions, all at once. Each is tried, also after one has failed.
pub(super) async fn set_all(aws: &Clients, versions: impl IntoIterator<Item = (&String, &String)>) -> Result {
    let mut setting = JoinSet::new();
    for (function, version) in versions {
        let (aws, function, version) = (aws.clone(), function.clone(), version.clone());
        setting.spawn(async move { lambda::set_alias(&aws, &function, ALIAS, &version).await });
    }
    let mut done = Ok(());
    while let Some(set) = setting.join_next().await {
        let set = set.map_err(|source| Error::bug("setting an alias ended early").caused_by(source)).flatten();
        done = done.and(set.map(|_| ()));
    }
    done
}
