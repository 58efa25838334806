//! The image of a release with another contract in it: all but its topmost layer stays.

use super::base::Base;
use super::manifest::{Image, assemble};
use super::parts;
use super::registry::Repository;
use super::tar;
use crate::release::artifact::Arch;
use crate::{Error, Result};
use pocket_model::contract::RuntimeConfig;
use serde_json::Value as Json;
use std::path::Path;

/// Changes the contract of the image with that digest, in hexadecimal digits: what [`super::Parts::seal`] would give for it, with its contract. `None` where the
/// repository no longer has the image. The new layer is a file in `folder`.
///
/// # Errors
/// The registry's; no connection; an image that pocket did not make; a folder that cannot be written.
pub async fn reseal(
    repository: &Repository,
    digest: &str,
    arch: Arch,
    folder: &Path,
    change: impl FnOnce(&mut RuntimeConfig),
) -> Result<Option<(Image, RuntimeConfig)>> {
    let foreign =
        || Error::user(format!("the image sha256:{digest} that serves was not made by this version of pocket")).hint("deploy again");
    let Some(Base { mut below, .. }) = Base::read(repository, &format!("sha256:{digest}"), arch).await? else { return Ok(None) };
    let layer = below.layers.pop().ok_or_else(foreign)?;
    for list in ["/rootfs/diff_ids", "/history"] {
        below.config.pointer_mut(list).and_then(Json::as_array_mut).and_then(Vec::pop).ok_or_else(foreign)?;
    }
    let packed = repository.blob(&layer.descriptor.digest).await?;
    let text = tar::content(&packed, parts::CONTRACT).ok_or_else(foreign)?;
    let mut contract: RuntimeConfig = serde_json::from_slice(&text).map_err(|error| foreign().caused_by(error))?;
    change(&mut contract);
    let text = serde_json::to_vec_pretty(&contract).map_err(|error| Error::bug(format!("the contract is not JSON: {error}")))?;
    let layer = parts::contract(&text, folder.join("contract.gz"))?;
    Ok(Some((assemble(&below, &[(parts::CONTRACT_LAYER, &layer)])?, contract)))
}
