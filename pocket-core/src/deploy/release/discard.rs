//! What a failed release has published goes again, so that nothing is left to look at, to pay for, or to trip the next deploy.

use super::{New, Trial, record};
use crate::Result;
use crate::drivers::artifacts;
use crate::drivers::lambda::{self, Part};
use pocket_model::synth::ALIAS;

impl Trial<'_> {
    /// Deletes the versions that belong to no release, and gives `$LATEST` the code back that serves. What fails here is put right by the next deploy.
    pub(super) async fn discard(&self, news: &[New<'_>]) {
        let kept = match record::all(&self.cx.aws, self.bucket).await {
            Ok(records) => records,
            Err(error) => return self.cx.ui.verbose(format!("the new versions stay: {error}")),
        };
        for new in news {
            let version = new.version.to_string();
            // The same code again is the version that it was.
            if kept.iter().any(|record| record.versions.get(&new.function.name) == Some(&version)) {
                continue;
            }
            if let Err(error) = self.discard_one(new).await {
                self.cx.ui.verbose(format!("{}:{version} stays: {error}", new.function.name));
            }
        }
    }

    async fn discard_one(&self, new: &New<'_>) -> Result {
        let (aws, name) = (&self.cx.aws, &new.function.name);
        lambda::delete_versions(aws, name, |number| number != new.version).await?;
        let Some(live) = lambda::alias(aws, name, ALIAS).await? else { return Ok(()) };
        let versions = lambda::versions(aws, name).await?;
        let serving = versions.iter().find(|version| version.number.to_string() == live);
        let code = serving.and_then(|version| version.description.split_whitespace().find_map(|part| part.strip_prefix("code=")));
        if let Some(sha256) = code {
            let part = Part { bucket: self.bucket.to_owned(), key: artifacts::key(sha256, "zip"), sha256: sha256.to_owned() };
            lambda::update_code(aws, name, &part).await?;
        }
        Ok(())
    }
}
