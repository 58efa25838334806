//! Each new function starts once, out of traffic: its modules are imported, and nothing of the user's runs.

use super::failure::{raised, trace};
use super::{New, Trial, find};
use crate::drivers::lambda;
use crate::messages::steps;
use crate::{Error, Result};
use serde_json::{Value as Json, json};

impl Trial<'_> {
    /// The site and the management function each by themselves. A function of the user's has no way to start without running, so the management function,
    /// which has the same code, imports its handler.
    pub(super) async fn start(&self, news: &[New<'_>]) -> Result {
        let step = self.cx.ui.step(self.say(&steps::start()));
        let own: Vec<&New<'_>> = news.iter().filter(|new| !matches!(new.function.role.as_str(), "web" | "manage")).collect();
        let handlers: Vec<&str> = own.iter().map(|new| new.function.handler.as_str()).collect();
        let (web, manage) = tokio::join!(
            self.start_one(find(news, "web"), json!({ "pocket": "start" })),
            self.start_one(find(news, "manage"), json!({ "pocket": "start", "handlers": handlers })),
        );
        web.and(manage)?;
        let roles: Vec<&str> = news.iter().map(|new| new.function.role.as_str()).collect();
        step.done(roles.join(", "));
        Ok(())
    }

    async fn start_one(&self, new: Option<&New<'_>>, event: Json) -> Result {
        let Some(new) = new else { return Ok(()) };
        let answer = lambda::invoke(&self.cx.aws, &new.function.name, &new.version.to_string(), &event).await?;
        if answer.function_error.is_none() {
            return Ok(());
        }
        Err(Error::user(self.say(&steps::does_not_start(raised(&answer)))).detail(trace(&answer)))
    }
}
