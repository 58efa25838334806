//! What a failed release has published goes again, so that nothing is left to look at, to pay for, or to trip the next deploy.

use super::{New, Trial, record};
use crate::Result;
use crate::deploy::Cx;
use crate::drivers::artifacts;
use crate::drivers::lambda::{self, Code, Part};
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
        let Some(serving) = serving else { return Ok(()) };
        if let Some(code) = code(self.cx, self.bucket, name, &live, &serving.description).await? {
            lambda::update_code(aws, name, &code).await?;
        }
        Ok(())
    }
}

/// The code of a version, from where Lambda can take it again. `description` is what the version says of itself.
pub(super) async fn code(cx: &Cx, bucket: &str, function: &str, version: &str, description: &str) -> Result<Option<Code>> {
    if let Some(uri) = lambda::image(&cx.aws, function, version).await? {
        return Ok(Some(Code::Image(uri)));
    }
    let sha256 = description.split_whitespace().find_map(|part| part.strip_prefix("code="));
    let part = |sha256: &str| Part { bucket: bucket.to_owned(), key: artifacts::key(sha256, "zip"), sha256: sha256.to_owned() };
    Ok(sha256.map(|sha256| Code::Zip(part(sha256))))
}
