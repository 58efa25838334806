//! `embedded status|stop|reset`: the processes of the embedded cloud.

use super::args::EmbeddedCommand;
use super::{Context, Outcome};
use crate::embedded;
use crate::error::Result;

pub(super) async fn run(cx: &Context<'_>, command: EmbeddedCommand) -> Result<Outcome> {
    let root = &cx.loaded.root;
    match command {
        EmbeddedCommand::Status => {
            let status = embedded::status(root).await?;
            if cx.json {
                cx.ui.data(serde_json::to_string_pretty(&status).unwrap_or_default());
            } else {
                cx.ui.data(status.table().trim_end());
            }
        }
        EmbeddedCommand::Stop => embedded::stop(&cx.ui, root).await?,
        EmbeddedCommand::Reset => embedded::reset(&cx.ui, root).await?,
        EmbeddedCommand::Serve { root } => embedded::serve(&root).await?,
    }
    Ok(Outcome::Done)
}
