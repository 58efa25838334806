//! The parts of an image that come from the artifact, each made once for its content.

use super::base::Base;
use super::manifest::{Image, assemble};
use super::tar::{self, Layer, Writer};
use crate::release::artifact::{Artifact, Store};
use crate::tools::digest;
use crate::{Error, Result};
use std::path::{Path, PathBuf};

/// Where the packages are in a function, as with a layer of Lambda's.
const DEPENDENCIES: &str = "opt";
/// Where the code is, as with a zip file.
const CODE: &str = "var/task";

/// The contract, in the folder of the code.
pub(super) const CONTRACT: &str = "pocket.json";
/// What the image's history says of its layer.
pub(super) const CONTRACT_LAYER: &str = "contract";

/// What an image is assembled from, but for the contract.
#[derive(Debug, Clone)]
pub struct Parts {
    dependencies: Layer,
    code: Layer,
    store: Store,
}

impl Parts {
    /// Packs the artifact's dependencies and code as layers, those that changed.
    ///
    /// # Errors
    /// A file that cannot be read or written.
    pub async fn of(artifact: &Artifact, work_dir: &Path) -> Result<Parts> {
        let store = Store::open(work_dir)?;
        let [dependencies, code] = [(&artifact.dependencies, DEPENDENCIES), (&artifact.code, CODE)].map(|(part, root)| {
            let (store, zip, key) = (store.clone(), part.path.clone(), part.sha256.clone());
            tokio::task::spawn_blocking(move || packed(&store, &key, |path| tar::of_zip(&zip, root, path)))
        });
        let (dependencies, code) = tokio::try_join!(dependencies, code).map_err(|error| Error::bug(error.to_string()))?;
        Ok(Parts { dependencies: dependencies?, code: code?, store })
    }

    /// The image with a contract in it: the file `pocket.json` is a layer of its own, so that other code is not sent again with another contract.
    ///
    /// # Errors
    /// A file that cannot be written; an image that is larger than Lambda takes.
    pub fn seal(&self, base: &Base, contract: &[u8]) -> Result<Image> {
        let contract = packed(&self.store, &digest::hex(contract), |path| self::contract(contract, path))?;
        assemble(&base.below, &[("dependencies", &self.dependencies), ("code", &self.code), (CONTRACT_LAYER, &contract)])
    }
}

/// The topmost layer.
pub(super) fn contract(text: &[u8], path: PathBuf) -> Result<Layer> {
    let mut writer = Writer::create(&path)?;
    writer.file(CODE, CONTRACT, false, text.len() as u64, &mut &text[..])?;
    writer.finish(path)
}

/// A layer of that content, from the store if it is there.
fn packed(store: &Store, key: &str, pack: impl FnOnce(PathBuf) -> Result<Layer>) -> Result<Layer> {
    if let Some(layer) = store.read::<Layer>("image", key).filter(Layer::exists) {
        return Ok(layer);
    }
    let layer = pack(store.path("image", key, ".gz"))?;
    store.write("image", key, &layer)?;
    store.prune("image");
    Ok(layer)
}
