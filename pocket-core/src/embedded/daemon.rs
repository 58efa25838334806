//! Our own process: the front and the Neon API. MiniStack and PostgreSQL are processes beside it.

use super::front::Front;
use super::neon::Neon;
use super::postgres::{self, Server};
use super::state::Folder;
use super::{NEON_KEY, process, server};
use crate::error::{Context, Error, Result};
use crate::ui::{Level, Printer};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Starts it and waits until it answers.
pub async fn start(
    folder: &Folder,
    executable: &Path,
    root: &Path,
    (front, neon): (u16, u16),
    begun: process::Begun<'_>,
) -> Result<process::Process> {
    let mut command = Command::new(executable);
    command.args(["embedded", "serve", "--root"]).arg(root).current_dir("/");
    let log = folder.join("front.log");
    let process = process::Process::spawn(command, front, &log)?;
    begun(&process)?;
    let begun = Instant::now();
    while !answers(front, neon).await {
        if !process.alive() || begun.elapsed() > Duration::from_secs(15) {
            stop(&process).await;
            return Err(Error::user("the embedded cloud's own server did not start")
                .hint(format!("{} embedded serve --root {}    # shows why", executable.display(), root.display()))
                .detail(super::last_lines(&log, 20)));
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Ok(process)
}

/// Whether both of its servers take connections.
pub async fn answers(front: u16, neon: u16) -> bool {
    tokio::net::TcpStream::connect(("127.0.0.1", front)).await.is_ok() && tokio::net::TcpStream::connect(("127.0.0.1", neon)).await.is_ok()
}

/// Ends it. What it has written is whole at any moment, so it may end at once.
pub async fn stop(process: &process::Process) {
    process.stop(rustix::process::Signal::TERM, Duration::from_secs(3)).await;
}

/// The body of `embedded serve --root ROOT`: serves until it is ended, or until the project's folder is gone.
pub async fn serve(root: &Path) -> Result<()> {
    let folder = Folder::of(root)?;
    // Closing the terminal that deployed must not end the site. It fails where we lead a session already, which is as good.
    let _ = rustix::process::setsid();
    let ui = Printer::new(Level::Normal);
    let state = folder.load()?;
    let missing =
        |what: &str| Error::user(format!("the embedded cloud of {} has no {what} yet", root.display())).hint("cargo run -- deploy");
    let port = |name: &str| state.ports.get(name).copied().ok_or_else(|| missing(name));
    let (front_port, neon_port) = (port(super::FRONT)?, port(super::NEON)?);
    let (ministack, database) = (port(super::MINISTACK)?, port(super::POSTGRES)?);
    let password = folder.secret(postgres::PASSWORD)?;
    let psql = Server::recorded(&folder, database, &password)?;
    let neon = Arc::new(Neon::open(&folder, folder.secret(NEON_KEY)?, psql, ui.clone())?);
    let front =
        Arc::new(Front { folder: folder.clone(), port: front_port, aws_endpoint: format!("http://127.0.0.1:{ministack}"), ui: ui.clone() });
    let (front_listeners, neon_listeners) = (server::listen(front_port).await?, server::listen(neon_port).await?);
    ui.status(format!("front on 127.0.0.1:{front_port}, Neon API on 127.0.0.1:{neon_port}"));
    let mut terminate =
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).doing(|| "cannot listen for signals".into())?;
    tokio::select! {
        ended = server::serve(ui.clone(), front_listeners, move |request, peer| { let front = front.clone(); async move { front.answer(request, peer).await } }) => ended,
        ended = server::serve(ui.clone(), neon_listeners, move |request, _| { let neon = neon.clone(); async move { neon.answer(request).await } }) => ended,
        _ = terminate.recv() => Ok(()),
        () = project_gone(root) => {
            ui.status(format!("{} is gone: the embedded cloud ends; its data stays in {}", root.display(), folder.path.display()));
            super::stop_processes(&folder, &folder.load()?, false).await
        }
    }
}

/// Returns when the project's folder has been removed: nothing could stop its processes by name any more.
async fn project_gone(root: &Path) {
    while root.is_dir() {
        tokio::time::sleep(Duration::from_secs(15)).await;
    }
}
