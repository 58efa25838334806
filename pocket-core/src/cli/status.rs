//! `status`, `url` and `open`: what exists, and where.

use super::Outcome;
use super::session::Session;
use crate::error::{Error, Result};
use crate::messages;

pub(super) async fn run(session: &Session<'_>) -> Result<Outcome> {
    let status = crate::deploy::status(&session.cx, &session.synthesis).await?;
    if session.json {
        session.ui.data(serde_json::to_string_pretty(&status).unwrap_or_default());
    } else {
        let text = if session.ui.is_verbose() { status.to_text(session.ui.lang()) } else { status.to_summary(session.ui.lang()) };
        session.ui.data(text.trim_end());
    }
    Ok(Outcome::Done)
}

pub(super) async fn url(session: &Session<'_>) -> Result<Outcome> {
    session.ui.data(session.require_url().await?);
    Ok(Outcome::Done)
}

pub(super) async fn open(session: &Session<'_>) -> Result<Outcome> {
    let url = session.require_url().await?;
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let opened = std::process::Command::new(program).arg(&url).status();
    match opened {
        Ok(status) if status.success() => Ok(Outcome::Done),
        Ok(_) | Err(_) => {
            Err(Error::user(session.ui.say(&messages::no_browser(program))).hint(session.ui.say(&messages::open_by_hand(url))))
        }
    }
}
