//! Manifest and configuration of an image.
//!
//! Source: Docker, "Image Manifest Version 2, Schema 2"; Open Container Initiative, "Image Format Specification". Lambda takes both. Source: AWS Lambda
//! Developer Guide, "Create a Lambda function using a container image", "Container image settings".

use super::tar::Layer;
use crate::tools::digest;
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use std::path::PathBuf;

/// Bytes that an image may have unpacked, with all its layers. Source: AWS Lambda Developer Guide, "Lambda quotas": 10 GB.
const UNPACKED_LIMIT: u64 = 10 * 1024 * 1024 * 1024;

/// When an image says that it was made: the same for the same content.
const CREATED: &str = "1980-01-01T00:00:00Z";

/// One of the two dialects: an image does not mix them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dialect {
    /// Docker's.
    Docker,
    /// The Open Container Initiative's.
    Oci,
}

impl Dialect {
    /// Of a manifest's media type; `None` for a list of images and whatever else.
    pub(super) fn of(media_type: &str) -> Option<Dialect> {
        [Dialect::Docker, Dialect::Oci].into_iter().find(|dialect| dialect.manifest() == media_type)
    }

    /// The media type of a manifest.
    pub fn manifest(self) -> &'static str {
        match self {
            Dialect::Docker => "application/vnd.docker.distribution.manifest.v2+json",
            Dialect::Oci => "application/vnd.oci.image.manifest.v1+json",
        }
    }

    /// The media type of a list of images, one a platform.
    pub(super) fn list(self) -> &'static str {
        match self {
            Dialect::Docker => "application/vnd.docker.distribution.manifest.list.v2+json",
            Dialect::Oci => "application/vnd.oci.image.index.v1+json",
        }
    }

    fn config(self) -> &'static str {
        match self {
            Dialect::Docker => "application/vnd.docker.container.image.v1+json",
            Dialect::Oci => "application/vnd.oci.image.config.v1+json",
        }
    }

    pub(super) fn layer(self) -> &'static str {
        match self {
            Dialect::Docker => "application/vnd.docker.image.rootfs.diff.tar.gzip",
            Dialect::Oci => "application/vnd.oci.image.layer.v1.tar+gzip",
        }
    }
}

/// What a manifest says of a blob.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Descriptor {
    /// Media type.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// `sha256:…`
    pub digest: String,
}

/// A manifest, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Manifest {
    schema_version: u32,
    /// Optional in OCI's dialect.
    #[serde(default)]
    media_type: String,
    pub(super) config: Descriptor,
    pub(super) layers: Vec<Descriptor>,
}

/// Where the bytes of a blob are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A file of this machine.
    File(PathBuf),
    /// In memory: the configuration.
    Bytes(Vec<u8>),
    /// In the registry that the base came from.
    Base,
}

/// A blob of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// What the manifest says of it.
    pub descriptor: Descriptor,
    /// Where it is.
    pub origin: Origin,
}

/// An image, ready to be pushed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The manifest's media type.
    pub media_type: &'static str,
    /// The manifest, whose digest names the image.
    pub manifest: Vec<u8>,
    /// `sha256:…` of the manifest.
    pub digest: String,
    /// Layers from below, then the configuration.
    pub blobs: Vec<Blob>,
}

/// What lies below in an image.
#[derive(Debug, Clone, PartialEq)]
pub struct Below {
    /// Its dialect, and so that of the whole image.
    pub dialect: Dialect,
    /// Its layers.
    pub layers: Vec<Blob>,
    /// Its configuration.
    pub config: Json,
}

impl Below {
    /// Nothing, for a processor. The environment is that of AWS's own base.
    pub(super) fn nothing(architecture: &str) -> Below {
        let config = json!({
            "architecture": architecture, "os": "linux",
            "config": { "Env": ["LAMBDA_TASK_ROOT=/var/task"], "WorkingDir": "/var/task" },
            "rootfs": { "type": "layers", "diff_ids": [] },
        });
        Below { dialect: Dialect::Oci, layers: Vec::new(), config }
    }
}

/// Lays layers on an image. Each comes with what it is, for the image's history.
pub(super) fn assemble(below: &Below, layers: &[(&str, &Layer)]) -> Result<Image> {
    let unpacked: u64 = below.layers.iter().map(|blob| blob.descriptor.size).chain(layers.iter().map(|(_, layer)| layer.unpacked)).sum();
    if unpacked > UNPACKED_LIMIT {
        return Err(too_big(unpacked, layers));
    }
    let mut config = below.config.clone();
    config["created"] = json!(CREATED);
    let mut blobs = below.layers.clone();
    for (what, layer) in layers {
        list(&mut config["rootfs"]["diff_ids"]).push(json!(layer.diff_id));
        list(&mut config["history"]).push(json!({ "created": CREATED, "created_by": format!("pocket: {what}") }));
        let descriptor = Descriptor { media_type: below.dialect.layer().into(), size: layer.size, digest: layer.digest.clone() };
        blobs.push(Blob { descriptor, origin: Origin::File(layer.path.clone()) });
    }
    python_path(list(&mut config["config"]["Env"]));
    let bytes = serde_json::to_vec(&config).map_err(|error| Error::bug(format!("an image's configuration is not JSON: {error}")))?;
    let config = Descriptor { media_type: below.dialect.config().into(), size: bytes.len() as u64, digest: sha256(&bytes) };
    let layers = blobs.iter().map(|blob| blob.descriptor.clone()).collect();
    let manifest = Manifest { schema_version: 2, media_type: below.dialect.manifest().into(), config: config.clone(), layers };
    let manifest = serde_json::to_vec(&manifest).map_err(|error| Error::bug(format!("a manifest is not JSON: {error}")))?;
    blobs.push(Blob { descriptor: config, origin: Origin::Bytes(bytes) });
    Ok(Image { media_type: below.dialect.manifest(), digest: sha256(&manifest), manifest, blobs })
}

/// Python finds the packages in any image, also in one whose start-up does not know the folder of Lambda's layers.
fn python_path(environment: &mut Vec<Json>) {
    const NAME: &str = "PYTHONPATH=";
    const OURS: &str = "/opt/python";
    let own = environment.iter().position(|entry| entry.as_str().is_some_and(|entry| entry.starts_with(NAME)));
    match own {
        // A base of our own has been through here before.
        Some(index) if environment[index].as_str().is_some_and(|entry| entry.starts_with("PYTHONPATH=/opt/python")) => {}
        Some(index) => {
            let theirs = environment[index].as_str().unwrap_or_default().trim_start_matches(NAME);
            // There already in an image of ours that gets another contract.
            if theirs != OURS && !theirs.starts_with(&format!("{OURS}:")) {
                environment[index] = json!(format!("{NAME}{OURS}:{theirs}"));
            }
        }
        None => environment.push(json!(format!("{NAME}{OURS}"))),
    }
}

/// The list there; an empty one is made where there is none, or `null`.
fn list(value: &mut Json) -> &mut Vec<Json> {
    if !value.is_array() {
        *value = json!([]);
    }
    value.as_array_mut().expect("it is a list now")
}

fn too_big(unpacked: u64, layers: &[(&str, &Layer)]) -> Error {
    let gigabytes = |bytes: u64| format!("{:.1} GB", bytes as f64 / 1e9);
    let own: Vec<String> = layers.iter().map(|(what, layer)| format!("{:>10}  {what}", gigabytes(layer.unpacked))).collect();
    Error::user(format!("the image has at least {} unpacked, and Lambda takes {}", gigabytes(unpacked), gigabytes(UNPACKED_LIMIT)))
        .hint("remove packages that the site does not need from its requirements, or large files from its folder")
        .detail(own.join("\n"))
}

/// `sha256:…`
pub(super) fn sha256(bytes: &[u8]) -> String {
    format!("sha256:{}", digest::hex(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(name: &str, unpacked: u64) -> Layer {
        Layer { path: name.into(), digest: sha256(name.as_bytes()), diff_id: sha256(&[1]), size: 10, unpacked }
    }

    #[test]
    fn layers_are_laid_on_what_is_below() {
        let (code, contract) = (layer("code", 1024), layer("contract", 512));
        let mut below = Below::nothing("arm64");
        below.config["config"]["Env"] = json!(["A=1", "PYTHONPATH=/usr/lib/site"]);
        below.config["rootfs"]["diff_ids"] = json!(["sha256:base"]);
        below.config["history"] = json!([{ "created_by": "FROM" }]);
        let image = assemble(&below, &[("code", &code), ("contract", &contract)]).expect("assembled");
        assert_eq!(image, assemble(&below, &[("code", &code), ("contract", &contract)]).expect("assembled again"));
        let alone = assemble(&below, &[]).expect("the base alone");
        let Origin::Bytes(config) = &alone.blobs.last().expect("the configuration").origin else { panic!() };
        let pushed = Below { config: serde_json::from_slice(config).expect("JSON"), ..below.clone() };
        assert_eq!(image, assemble(&pushed, &[("code", &code), ("contract", &contract)]).expect("upon a base that was pushed"));
        assert_ne!(image.digest, assemble(&below, &[("code", &code)]).expect("another one").digest);
        let Origin::Bytes(config) = &image.blobs.last().expect("the configuration").origin else { panic!("{image:?}") };
        let config: Json = serde_json::from_slice(config).expect("JSON");
        assert_eq!(config["config"]["Env"], json!(["A=1", "PYTHONPATH=/opt/python:/usr/lib/site"]));
        assert_eq!(config["rootfs"]["diff_ids"].as_array().map(Vec::len), Some(3));
        assert_eq!(config["history"].as_array().map(Vec::len), Some(3));
        assert_eq!(config["architecture"], "arm64");
        let manifest: Manifest = serde_json::from_slice(&image.manifest).expect("a manifest");
        assert_eq!(manifest.layers.len(), 2);
        assert_eq!(image.digest, sha256(&image.manifest));
    }

    #[test]
    fn what_lambda_does_not_take_is_told_with_what_is_in_it() {
        let (small, big) = (layer("code", 1_000), layer("dependencies", UNPACKED_LIMIT));
        let error = assemble(&Below::nothing("amd64"), &[("dependencies", &big), ("code", &small)]).expect_err("too big");
        assert_eq!(error.message, "the image has at least 10.7 GB unpacked, and Lambda takes 10.7 GB");
        assert!(error.detail.is_some_and(|detail| detail.contains("10.7 GB  dependencies")));
    }
}
