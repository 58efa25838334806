//! The switch: one alias a function.

use super::{New, Release};
use crate::Result;
use crate::drivers::lambda;
use pocket_model::synth::ALIAS;

impl Release<'_> {
    /// The site last: once it serves the release, all else does, so the next deploy need look no further.
    pub(super) async fn switch(&self, news: &[New<'_>]) -> Result {
        for new in news.iter().rev() {
            lambda::set_alias(&self.cx.aws, &new.function.name, ALIAS, &new.version.to_string()).await?;
        }
        Ok(())
    }
}
