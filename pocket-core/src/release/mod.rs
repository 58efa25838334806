//! A release: the artifact of a Django project, published and switched to.

pub mod artifact;

use crate::deploy::Cx;
use crate::deploy::source::{Built, Source, Zip};
use crate::drivers::Pending;
use crate::drivers::objects::{Body, IMMUTABLE, Object};
use crate::error::{Error, Result};
use artifact::{Arch, Artifact, BuildRequest, Part, Platform, StaticFile};
use pocket_model::contract::RuntimeConfig;
use pocket_model::synth::{STATIC_PREFIX, Synthesis};
use std::sync::Mutex;

/// Builds the user's Django project for the engine.
#[derive(Debug, Default)]
pub struct DjangoSource {
    built: Mutex<Option<Artifact>>,
}

impl Source for DjangoSource {
    fn build<'f>(&'f self, cx: &'f Cx, synthesis: &'f Synthesis) -> Pending<'f, Built> {
        Box::pin(async move {
            let platform = if synthesis.embedded { Platform::Host } else { Platform::Lambda(Arch::of(&synthesis.build)) };
            let request = BuildRequest {
                ui: &cx.ui,
                build: &synthesis.build,
                program_dir: &cx.program_dir,
                work_dir: &cx.root.join(".pocket/build").join(&synthesis.stage),
                platform,
                contract: &synthesis.contract,
            };
            let artifact = artifact::build(request).await?;
            for warning in &artifact.warnings {
                cx.ui.warning(warning);
            }
            let built = Built {
                dependencies: zip(&artifact.dependencies),
                runtime: format!("python{}", artifact.python),
                settings_module: artifact.settings_module.clone(),
                wsgi_application: artifact.wsgi_application.clone(),
                static_root: artifact.static_root.clone(),
                static_files: static_files(&artifact)?,
            };
            *self.built.lock().map_err(|_| Error::bug("a build ended in a panic"))? = Some(artifact);
            Ok(built)
        })
    }

    fn seal<'f>(&'f self, contract: &'f RuntimeConfig) -> Pending<'f, Zip> {
        Box::pin(async move { self.sealed(contract) })
    }
}

impl DjangoSource {
    fn sealed(&self, contract: &RuntimeConfig) -> Result<Zip> {
        let built = self.built.lock().map_err(|_| Error::bug("a build ended in a panic"))?;
        let artifact = built.as_ref().ok_or_else(|| Error::bug("code is sealed before it is built"))?;
        Ok(zip(&artifact::seal(artifact, contract)?))
    }
}

/// The files that go to the deploy bucket.
fn static_files(artifact: &Artifact) -> Result<Vec<Object>> {
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
