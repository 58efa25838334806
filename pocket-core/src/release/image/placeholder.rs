//! The image that a function is made with. Nothing in it runs: the first release takes its place before anybody calls the function.

use super::base::architecture;
use super::manifest::{Below, Blob, Dialect, Image, Origin, assemble};
use super::tar::Writer;
use crate::Result;
use crate::error::Context;
use crate::release::artifact::Arch;
use serde_json::json;

const TEXT: &[u8] = b"The code comes with the first release.\n";

/// The same bytes each time, so that its tag never stands for anything else.
///
/// # Errors
/// A temporary folder that cannot be written.
pub fn placeholder(arch: Arch) -> Result<Image> {
    let path = std::env::temp_dir().join(format!("pocket-placeholder-{}-{}", architecture(arch), std::process::id()));
    let mut writer = Writer::create(&path)?;
    writer.file("var/task", "placeholder", true, TEXT.len() as u64, &mut &TEXT[..])?;
    let layer = writer.finish(path)?;
    let mut below = Below::nothing(architecture(arch));
    below.dialect = Dialect::Docker;
    below.config["config"]["Entrypoint"] = json!(["/var/task/placeholder"]);
    let mut image = assemble(&below, &[("placeholder", &layer)])?;
    let bytes = std::fs::read(&layer.path).doing(|| format!("cannot read {}", layer.path.display()))?;
    std::fs::remove_file(&layer.path)?;
    for Blob { origin, .. } in image.blobs.iter_mut().filter(|blob| matches!(blob.origin, Origin::File(_))) {
        *origin = Origin::Bytes(bytes.clone());
    }
    Ok(image)
}
