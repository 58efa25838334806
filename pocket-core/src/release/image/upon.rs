//! What a stage's image is laid upon: AWS's base, what a Dockerfile builds, or on the embedded cloud nothing.

use super::base::{self, Base};
use super::manifest::{Below, Blob, Descriptor, Dialect, Origin, assemble};
use super::{Recipe, codebuild, dockerfile, push};
use crate::deploy::Cx;
use crate::drivers::ecr;
use crate::messages::image as messages;
use crate::release::artifact::{Arch, Artifact, Platform, Store};
use crate::tools::digest::Key;
use crate::{Error, Result};
use pocket_model::synth::{Form, Synthesis};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::path::Path;
use std::sync::Arc;

/// It, or what must build it.
#[derive(Debug, Clone)]
pub struct Upon {
    /// What lies below; `None` until it is built in the cloud.
    pub base: Option<Base>,
    /// The Dockerfile, until the stage's repository has what it builds.
    recipe: Option<Recipe>,
}

impl Upon {
    /// Finds or builds it, as far as that writes nothing in the cloud.
    ///
    /// # Errors
    /// A registry's; a Dockerfile that cannot be read or built; no Docker on the embedded cloud.
    pub async fn find(cx: &Cx, synthesis: &Synthesis, artifact: &Artifact, work_dir: &Path) -> Result<Upon> {
        let Form::Image { repository, dockerfile } = &synthesis.build.form else {
            return Err(Error::bug("an image in a stage whose code is a zip file"));
        };
        let (store, arch) = (Store::open(work_dir)?, Arch::of(&synthesis.build));
        let Some(path) = dockerfile else {
            let base = match artifact.platform {
                Platform::Host => Base::nothing(arch),
                Platform::Lambda(arch) => of_aws(cx, &store, artifact, arch).await?,
            };
            return Ok(Upon { base: Some(base), recipe: None });
        };
        let recipe = Recipe::read(&cx.program_dir, path, artifact.python, arch)?;
        if let Some(opened) = ecr::open(&cx.aws, repository).await?
            && let Some(base) = Base::read(&opened.repository, &recipe.tag(), arch).await?
        {
            return Ok(Upon { base: Some(base), recipe: None });
        }
        let base = dockerfile::with_docker(&cx.ui, &recipe, &store).await?;
        if base.is_none() && cx.aws.embedded {
            return Err(Error::user(cx.ui.say(&messages::no_docker(path)))
                .hint(cx.ui.say(&messages::install_docker()))
                .hint(cx.ui.say(&messages::without_dockerfile())));
        }
        Ok(Upon { base, recipe: Some(recipe) })
    }

    /// Puts what a Dockerfile builds into the stage's repository, where the next deploy finds it on any machine; by CodeBuild if Docker has not built it.
    ///
    /// # Errors
    /// The registry's; a build that fails.
    pub async fn complete(self, cx: &Cx, synthesis: &Synthesis, bucket: &str) -> Result<Upon> {
        let Some(recipe) = &self.recipe else { return Ok(self) };
        let Form::Image { repository, .. } = &synthesis.build.form else { return Ok(self) };
        let opened = ecr::open(&cx.aws, repository).await?.ok_or_else(|| Error::bug("an image before its repository"))?;
        let base = match &self.base {
            Some(base) => {
                let step = cx.ui.step(cx.ui.say(&messages::step_dockerfile()));
                push(&step, &opened.repository, None, &[], &Arc::new(assemble(&base.below, &[])?), &recipe.tag()).await?;
                base.clone()
            }
            None => {
                let locate = |at| cx.places.show(at);
                codebuild::build(&cx.drivers(synthesis, &locate), recipe, &opened, bucket).await?
            }
        };
        Ok(Upon { base: Some(base), recipe: None })
    }
}

/// AWS's base as the store keeps it: for a day on which its registry does not answer.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    dialect: Dialect,
    layers: Vec<Descriptor>,
    config: Json,
    digest: String,
}

async fn of_aws(cx: &Cx, store: &Store, artifact: &Artifact, arch: Arch) -> Result<Base> {
    let repository = base::repository(&cx.aws.http)?;
    let key = Key::new("base").with(repository.name()).with(artifact.python.to_string()).with(base::architecture(arch)).finish();
    match Base::of_aws(&repository, artifact.python, arch).await {
        Ok(base) => {
            let layers = base.below.layers.iter().map(|blob| blob.descriptor.clone()).collect();
            let kept = Kept { dialect: base.below.dialect, layers, config: base.below.config.clone(), digest: base.digest.clone() };
            store.write("aws-base", &key, &kept)?;
            Ok(base)
        }
        Err(error) => match store.read::<Kept>("aws-base", &key) {
            None => Err(error),
            Some(kept) => {
                cx.ui.warning(cx.ui.say(&messages::last_known(&error.message)));
                let layers = kept.layers.into_iter().map(|descriptor| Blob { descriptor, origin: Origin::Base }).collect();
                let below = Below { dialect: kept.dialect, layers, config: kept.config };
                Ok(Base { below, repository: Some(repository), digest: kept.digest })
            }
        },
    }
}
