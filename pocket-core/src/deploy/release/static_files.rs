//! The static files whose names have a hash of their content: in the deploy bucket before anybody gets a page that links them, and there as long as a
//! release that has them is kept. All else is in the code, and only the release's own functions serve it.

use super::super::Cx;
use super::{Release, record};
use crate::drivers::artifacts;
use crate::drivers::objects::{self, Object, SHORT};
use crate::error::Context;
use crate::messages::{steps, transfer as say};
use crate::tools::digest;
use crate::{Error, Result};
use pocket_model::synth::STATIC_PREFIX;
use std::collections::BTreeSet;

/// Keys of lists of files: one JSON array of keys for each different set. It is outside of what visitors can read.
const LISTS: &str = "static-lists/";

impl Release<'_> {
    /// The list of this release's files, which is an object beside them; `None` where it has none.
    fn list(&self) -> Result<Option<Object>> {
        if self.built.static_files.is_empty() {
            return Ok(None);
        }
        let keys: Vec<&str> = self.built.static_files.iter().map(|object| object.key.as_str()).collect();
        let text = serde_json::to_string(&keys).map_err(|error| Error::bug(format!("a list of keys is not JSON: {error}")))?;
        Ok(Some(Object::text(format!("{LISTS}{}.json", digest::hex(text.as_bytes())), text, SHORT)))
    }

    /// Key of the list, for the release's record.
    pub(super) fn static_list(&self) -> Result<Option<String>> {
        Ok(self.list()?.map(|list| list.key))
    }

    /// Sends what is not there yet. One listing, where nothing changed.
    pub(super) async fn send_static_files(&self) -> Result {
        let Some(list) = self.list()? else { return Ok(()) };
        let step = self.cx.ui.step(self.say(&say::static_files()));
        let all = self.built.static_files.len();
        let objects: Vec<Object> = self.built.static_files.iter().cloned().chain([list]).collect();
        let sent = objects::upload(&self.cx.aws, &step, self.bucket, STATIC_PREFIX, &objects).await;
        let sent = sent.map_err(|error| error.hint(self.say(&steps::still_serving(say::static_files()))))?;
        step.done(self.say(&match sent.objects {
            0 => say::all_there(all),
            count => say::sent(count.min(all), format!("{:.1}", sent.bytes as f64 / 1e6), all),
        }));
        Ok(())
    }
}

/// Deletes the files that no release names which is kept.
pub(super) async fn tidy(cx: &Cx, bucket: &str) -> Result {
    let mut kept = BTreeSet::new();
    for key in record::keys(&cx.aws, bucket).await? {
        // As it stands: also the record of another version of pocket names its list so.
        let release = artifacts::read(&cx.aws, bucket, &key).await?.map(|document| document.value).unwrap_or_default();
        let Some(list) = release["static_files"].as_str().filter(|list| !kept.contains(*list)) else { continue };
        // A list that cannot be read may name anything: then all stays.
        let document = artifacts::read(&cx.aws, bucket, list).await?;
        let document = document.ok_or_else(|| Error::user(format!("`{list}` in bucket `{bucket}` is gone")))?;
        let files: Vec<String> = serde_json::from_value(document.value).doing(|| format!("cannot read `{list}` in bucket `{bucket}`"))?;
        kept.insert(list.to_owned());
        kept.extend(files);
    }
    let deleted = objects::delete_others(&cx.aws, bucket, STATIC_PREFIX, &kept).await?;
    if deleted > 0 {
        cx.ui.verbose(format!("{deleted} static files of former releases deleted"));
    }
    Ok(())
}
