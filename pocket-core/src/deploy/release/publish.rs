//! New versions of the functions, each with the new code and a record of what it is.

use super::{New, Release, image_repository, part};
use crate::deploy::source::Code;
use crate::drivers::{ecr, lambda};
use crate::messages::image as messages;
use crate::release::image;
use crate::ui::Step;
use crate::{Error, Result};
use pocket_model::synth::{ALIAS, Function};
use tokio::task::JoinSet;

impl Release<'_> {
    /// Gives the code to all of them at once.
    pub(super) async fn publish<'a>(&self, step: &Step, functions: &[&'a Function]) -> Result<Vec<New<'a>>> {
        let code = self.send(step).await?;
        let mut publishing = JoinSet::new();
        for (index, function) in functions.iter().enumerate() {
            let (aws, name, code, description) = (self.cx.aws.clone(), function.name.clone(), code.clone(), self.description());
            publishing.spawn(async move {
                // Before the first release the alias is where the stack put it.
                lambda::withhold(&aws, &name, ALIAS).await?;
                lambda::update_code(&aws, &name, &code).await?;
                lambda::publish_version(&aws, &name, code.sha256()?, &description).await.map(|version| (index, version))
            });
        }
        let mut published = Vec::new();
        let mut failed = None;
        while let Some(joined) = publishing.join_next().await {
            match joined.map_err(|source| Error::bug("a function's task ended early").caused_by(source)).flatten() {
                Ok(one) => published.push(one),
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        published.sort_unstable();
        match failed {
            Some(error) => Err(error),
            None => Ok(published.into_iter().map(|(index, version)| New { function: functions[index], version }).collect()),
        }
    }

    /// Sends the code to where Lambda takes it from.
    async fn send(&self, step: &Step) -> Result<lambda::Code> {
        let sealed = match self.sealed {
            Code::Zip(zip) => return Ok(lambda::Code::Zip(part(self.cx, step, self.bucket, zip).await?)),
            Code::Image(sealed) => sealed,
        };
        let (aws, name) = (&self.cx.aws, image_repository(self.synthesis)?);
        let missing = || Error::user(format!("the repository `{name}` is gone")).hint("run the same command again");
        let opened = ecr::open(aws, name).await?.ok_or_else(missing)?;
        let others = ecr::of_project(aws, &self.synthesis.project, name).await?;
        let tag = format!("{}{}", ecr::RELEASE, self.sealed.sha256());
        let pushed = image::push(step, &opened.repository, sealed.base.as_ref(), &others, &sealed.image, &tag).await?;
        self.cx.ui.verbose(self.say(&messages::pushed(pushed.sent, pushed.bytes.div_ceil(1_000_000), pushed.mounted, pushed.there)));
        Ok(lambda::Code::Image(format!("{}@{}", opened.uri, sealed.image.digest)))
    }

    /// What a version says of itself: `tidy` keeps the artifacts that it names.
    fn description(&self) -> String {
        let commit = self.cx.commit.as_ref().map(|commit| format!(" commit={}", commit.id)).unwrap_or_default();
        format!("code={} dependencies={}{commit}", self.sealed.sha256(), self.built.dependencies.sha256)
    }
}
