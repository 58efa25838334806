//! Sending an image: the blobs that the registry lacks, then the manifest under its tag.

use super::body::Progress;
use super::manifest::Image;
use super::registry::{Pushed, Repository};
use crate::ui::Step;
use crate::{Error, Result};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

/// Blobs in flight: enough for a fast line, not too many for a slow one.
const CONCURRENCY: usize = 4;
/// How often the progress is shown.
const SHOWN: Duration = Duration::from_millis(250);

/// Sends an image and gives it a tag, unless the tag has it already. `base` is where the layers of its base are; `others` are repositories of the same
/// registry that may have some of its blobs. A tag is never moved.
///
/// # Errors
/// The registry's; a tag that another image has.
pub async fn push(
    step: &Step,
    to: &Repository,
    base: Option<&Repository>,
    others: &[String],
    image: &Arc<Image>,
    tag: &str,
) -> Result<Pushed> {
    match to.digest(tag).await? {
        Some(there) if there == image.digest => return Ok(Pushed { there: image.blobs.len(), ..Pushed::default() }),
        Some(there) => return Err(Error::bug(format!("the tag `{tag}` of {} is of {there}, and this is {}", to.name(), image.digest))),
        None => {}
    }
    let progress = Progress::new(image.blobs.iter().map(|blob| blob.descriptor.size).sum());
    let mut sending: JoinSet<Result<Pushed>> = JoinSet::new();
    let (mut pushed, mut next) = (Pushed::default(), 0);
    loop {
        while next < image.blobs.len() && sending.len() < CONCURRENCY {
            let (to, base, others, image, progress) = (to.clone(), base.cloned(), others.to_vec(), Arc::clone(image), progress.of_a_blob());
            let index = next;
            sending.spawn(async move { to.put_blob(&image.blobs[index], base.as_ref(), &others, &progress).await });
            next += 1;
        }
        match tokio::time::timeout(SHOWN, sending.join_next()).await {
            Err(_) => progress.show(step),
            Ok(None) => break,
            Ok(Some(sent)) => {
                let sent = sent.map_err(|error| Error::bug(error.to_string())).flatten()?;
                pushed = Pushed {
                    sent: pushed.sent + sent.sent,
                    bytes: pushed.bytes + sent.bytes,
                    mounted: pushed.mounted + sent.mounted,
                    there: pushed.there + sent.there,
                };
            }
        }
    }
    to.put_manifest(image, tag).await?;
    Ok(pushed)
}
