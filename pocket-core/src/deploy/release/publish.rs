//! New versions of the functions, each with the new code and a record of what it is.

use super::{New, Release, part};
use crate::drivers::lambda;
use crate::ui::Step;
use crate::{Error, Result};
use pocket_model::synth::Function;
use tokio::task::JoinSet;

impl Release<'_> {
    /// Gives the code to all of them at once.
    pub(super) async fn publish<'a>(&self, step: &Step, functions: &[&'a Function]) -> Result<Vec<New<'a>>> {
        let part = part(self.cx, step, self.bucket, self.sealed).await?;
        let mut publishing = JoinSet::new();
        for (index, function) in functions.iter().enumerate() {
            let (aws, name, part, description) = (self.cx.aws.clone(), function.name.clone(), part.clone(), self.description());
            publishing.spawn(async move {
                lambda::update_code(&aws, &name, &part).await?;
                lambda::publish_version(&aws, &name, &part.sha256, &description).await.map(|version| (index, version))
            });
        }
        let mut published = Vec::new();
        let mut failed = None;
        while let Some(joined) = publishing.join_next().await {
            match joined.map_err(|source| Error::bug("a function's task ended early").caused_by(source)).flatten() {
                Ok(one) => published.push(one),
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        published.sort_unstable();
        match failed {
            Some(error) => Err(error),
            None => Ok(published.into_iter().map(|(index, version)| New { function: functions[index], version }).collect()),
        }
    }

    /// What a version says of itself: `tidy` keeps the artifacts that it names.
    fn description(&self) -> String {
        let commit = self.cx.commit.as_ref().map(|commit| format!(" commit={}", commit.id)).unwrap_or_default();
        format!("code={} dependencies={}{commit}", self.sealed.sha256, self.built.dependencies.sha256)
    }
}
