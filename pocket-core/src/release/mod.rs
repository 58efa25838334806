//! A release: the artifact of a Django project, published and switched to.

pub mod artifact;
pub mod image;
pub mod unpacked;

use crate::deploy::Cx;
use crate::deploy::source::{Built, Code, Sealed, Source, Zip};
use crate::drivers::Pending;
use crate::drivers::objects::{Body, IMMUTABLE, Object};
use crate::error::{Error, Result};
use artifact::{Arch, Artifact, BuildRequest, Part, Platform, StaticFile};
use image::{Parts, Upon};
use pocket_model::contract::RuntimeConfig;
use pocket_model::synth::{Form, STATIC_PREFIX, Synthesis};
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::process::Command;

/// Builds the user's Django project for the engine.
#[derive(Debug, Default)]
pub struct DjangoSource {
    built: Mutex<Option<Project>>,
}

/// What was built.
#[derive(Debug)]
struct Project {
    artifact: Artifact,
    /// For a stage whose code is an image.
    image: Option<Layers>,
}

/// What an image is assembled from.
#[derive(Debug)]
struct Layers {
    parts: Parts,
    upon: Upon,
}

impl Source for DjangoSource {
    fn build<'f>(&'f self, cx: &'f Cx, synthesis: &'f Synthesis) -> Pending<'f, Built> {
        Box::pin(async move {
            let platform = if synthesis.embedded { Platform::Host } else { Platform::Lambda(Arch::of(&synthesis.build)) };
            let work_dir = cx.root.join(".pocket/build").join(&synthesis.stage);
            let request = BuildRequest {
                ui: &cx.ui,
                build: &synthesis.build,
                program_dir: &cx.program_dir,
                work_dir: &work_dir,
                platform,
                contract: &synthesis.contract,
            };
            let artifact = artifact::build(request).await?;
            for warning in &artifact.warnings {
                cx.ui.warning(warning);
            }
            let image = match &synthesis.build.form {
                Form::Zip => None,
                Form::Image { .. } => {
                    let (parts, upon) = tokio::try_join!(Parts::of(&artifact, &work_dir), Upon::find(cx, synthesis, &artifact, &work_dir))?;
                    Some(Layers { parts, upon })
                }
            };
            let built = Built {
                dependencies: zip(&artifact.dependencies),
                runtime: format!("python{}", artifact.python),
                settings_module: artifact.settings_module.clone(),
                wsgi_application: artifact.wsgi_application.clone(),
                static_root: artifact.static_root.clone(),
                static_files: static_objects(&artifact)?,
            };
            *self.lock()? = Some(Project { artifact, image });
            Ok(built)
        })
    }

    fn build_in_the_cloud<'f>(&'f self, cx: &'f Cx, synthesis: &'f Synthesis, bucket: &'f str) -> Pending<'f, ()> {
        Box::pin(async move {
            let upon = self.lock()?.as_ref().and_then(|project| project.image.as_ref()).map(|image| image.upon.clone());
            if let Some(upon) = upon {
                let complete = upon.complete(cx, synthesis, bucket).await?;
                if let Some(image) = self.lock()?.as_mut().and_then(|project| project.image.as_mut()) {
                    image.upon = complete;
                }
            }
            Ok(())
        })
    }

    fn seal<'f>(&'f self, contract: &'f RuntimeConfig) -> Pending<'f, Option<Code>> {
        Box::pin(async move { self.sealed(contract) })
    }

    fn local(&self, synthesis: &Synthesis, contract: &RuntimeConfig, arguments: &[String]) -> Result<Option<Command>> {
        let built = self.lock()?;
        let project = built.as_ref().ok_or_else(|| Error::bug("code is run before it is built"))?;
        artifact::manage(&project.artifact, &synthesis.build, contract, arguments).map(Some)
    }
}

impl DjangoSource {
    fn sealed(&self, contract: &RuntimeConfig) -> Result<Option<Code>> {
        let built = self.lock()?;
        let Project { artifact, image } = built.as_ref().ok_or_else(|| Error::bug("code is sealed before it is built"))?;
        let Some(Layers { parts, upon }) = image else { return Ok(Some(Code::Zip(zip(&artifact::seal(artifact, contract)?)))) };
        let Some(base) = &upon.base else { return Ok(None) };
        let image = Arc::new(parts.seal(base, &artifact::contract(artifact, contract)?)?);
        Ok(Some(Code::Image(Sealed { image, base: base.repository.clone() })))
    }

    fn lock(&self) -> Result<MutexGuard<'_, Option<Project>>> {
        self.built.lock().map_err(|_| Error::bug("a build ended in a panic"))
    }
}

/// The static files of an artifact that go to the deploy bucket, sorted by key.
///
/// # Errors
/// The list that the build has written cannot be read.
pub fn static_objects(artifact: &Artifact) -> Result<Vec<Object>> {
    let Some(part) = &artifact.static_files else { return Ok(Vec::new()) };
    let files = part.files();
    let object = |file: StaticFile| Object {
        key: format!("{STATIC_PREFIX}/{}", file.name),
        body: Body::File(files.join(&file.name)),
        size: file.size,
        md5: file.md5,
        cache_control: IMMUTABLE,
    };
    Ok(part.immutable()?.into_iter().map(object).collect())
}

fn zip(part: &Part) -> Zip {
    Zip { path: part.path.clone(), sha256: part.sha256.clone(), base64_sha256: part.base64_sha256.clone() }
}
