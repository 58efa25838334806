//! What lies below the site in an image: AWS's Python base, of a registry that anybody may read.

use super::Below;
use super::manifest::{Blob, Dialect, Manifest, Origin};
use super::registry::{Access, Found, Repository};
use crate::aws::Http;
use crate::error::{Error, Result};
use crate::release::artifact::Arch;
use crate::tools::PythonVersion;
use serde_json::Value as Json;

/// Where AWS publishes its base images for Python; the tags are the versions, and each has an image for both processors. Lambda itself updates the runtime of a
/// zip function; an image gets updates when its base is newer. Source: AWS Lambda Developer Guide, "Deploy Python Lambda functions with container images",
/// "AWS base images for Python".
pub const BASE: &str = "https://public.ecr.aws/lambda/python";

/// Names another repository with the same tags, such as a mirror in a network without the internet: `https://registry.example.com/lambda/python`.
pub const VARIABLE: &str = "POCKET_LAMBDA_BASE";

/// What lies below, and where its layers are.
#[derive(Debug, Clone)]
pub struct Base {
    /// Layers and configuration.
    pub below: Below,
    /// Where they are; `None` for one that has no layers.
    pub repository: Option<Repository>,
    /// Digest of its manifest, `sha256:…`, or `nothing`.
    pub digest: String,
}

/// The repository of AWS's bases, or the one in its place.
///
/// # Errors
/// A variable that names no repository.
pub fn repository(http: &Http) -> Result<Repository> {
    let written = std::env::var(VARIABLE).ok().filter(|value| !value.is_empty());
    let url = written.as_deref().unwrap_or(BASE);
    let wrong =
        || Error::user(format!("{VARIABLE} is `{url}`, which is no repository of images")).hint(format!("export {VARIABLE}={BASE}"));
    let (scheme, rest) = url.split_once("://").ok_or_else(wrong)?;
    let (host, name) = rest.trim_end_matches('/').split_once('/').ok_or_else(wrong)?;
    Ok(Repository::new(http, &format!("{scheme}://{host}"), name, Access::Anonymous))
}

impl Base {
    /// Nothing: on this machine functions run on its own Python.
    pub fn nothing(arch: Arch) -> Base {
        Base { below: Below::nothing(architecture(arch)), repository: None, digest: "nothing".into() }
    }

    /// The image for a version and a processor, as it is now.
    ///
    /// # Errors
    /// The registry's; no connection; a version or processor that it has no image for.
    pub async fn of_aws(repository: &Repository, python: PythonVersion, arch: Arch) -> Result<Base> {
        Base::read(repository, &python.to_string(), arch).await?.ok_or_else(|| {
            Error::user(format!("there is no base image `{}:{python}`", repository.name()))
                .hint("write another version into the block: lambda { python: \"3.13\"; }")
        })
    }

    /// The image of a tag or digest; `None` where there is none.
    ///
    /// # Errors
    /// The registry's; no connection; no image for the processor.
    pub async fn read(repository: &Repository, reference: &str, arch: Arch) -> Result<Option<Base>> {
        let Some(mut found) = repository.manifest(reference).await? else { return Ok(None) };
        if is_list(&found) {
            let digest = of_platform(&found, arch).ok_or_else(|| no_image(repository, reference, arch))?;
            found = repository.manifest(&digest).await?.ok_or_else(|| no_image(repository, reference, arch))?;
        }
        let unknown = |why: &str| Error::user(format!("`{}:{reference}` is no image that can be built upon: {why}", repository.name()));
        let manifest: Manifest = serde_json::from_slice(&found.bytes).map_err(|error| unknown(&error.to_string()))?;
        let dialect = Dialect::of(&found.media_type).ok_or_else(|| unknown(&found.media_type))?;
        let config: Json =
            serde_json::from_slice(&repository.blob(&manifest.config.digest).await?).map_err(|error| unknown(&error.to_string()))?;
        if config["architecture"] != architecture(arch) {
            return Err(no_image(repository, reference, arch));
        }
        if let Some(layer) = manifest.layers.iter().find(|layer| !layer.media_type.ends_with("gzip")) {
            return Err(unknown(&format!("Lambda takes no layer of the type {}", layer.media_type)));
        }
        let layers = manifest.layers.into_iter().map(|descriptor| Blob { descriptor, origin: Origin::Base }).collect();
        Ok(Some(Base { below: Below { dialect, layers, config }, repository: Some(repository.clone()), digest: found.digest }))
    }
}

/// A processor as images name it.
pub(super) fn architecture(arch: Arch) -> &'static str {
    match arch {
        Arch::X86_64 => "amd64",
        Arch::Arm64 => "arm64",
    }
}

fn is_list(found: &Found) -> bool {
    [Dialect::Docker, Dialect::Oci].iter().any(|dialect| dialect.list() == found.media_type)
}

/// The digest of a list's image for a processor.
fn of_platform(found: &Found, arch: Arch) -> Option<String> {
    let list: Json = serde_json::from_slice(&found.bytes).ok()?;
    let fits = |entry: &&Json| entry["platform"]["os"] == "linux" && entry["platform"]["architecture"] == architecture(arch);
    list["manifests"].as_array()?.iter().find(fits)?["digest"].as_str().map(String::from)
}

fn no_image(repository: &Repository, reference: &str, arch: Arch) -> Error {
    Error::user(format!("`{}:{reference}` has no image for {}", repository.name(), architecture(arch)))
        .hint("write another processor into the block: lambda { arch: x86_64; }")
}
