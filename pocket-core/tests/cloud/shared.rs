//! The embedded cloud that the tests of this program share. Each test has project names of its own.

use crate::python;
use pocket_core::aws::{Clients, Target};
use pocket_core::embedded::{self, Request, Running};
use pocket_core::error::Context;
use pocket_core::ui::{Level, Printer};
use pocket_core::{Error, Result};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use tokio::sync::OnceCell;

static RUNNING: OnceCell<Running> = OnceCell::const_new();
/// Held as long as this program runs: a second run beside it in the same target folder waits.
static LOCK: Mutex<Option<File>> = Mutex::new(None);

/// The same in every run, so that a run finds and removes what a killed one left.
fn root() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("cloud")
}

/// Starts it at the first call.
pub async fn running() -> &'static Running {
    let started = RUNNING.get_or_try_init(start).await;
    started.unwrap_or_else(|error| panic!("the embedded cloud does not start: {}", pocket_core::report::error(&error, None)))
}

/// Clients for its AWS.
pub async fn clients() -> Clients {
    let running = running().await;
    let target = Target::Embedded { endpoint: running.aws_endpoint.clone(), region: running.region.clone() };
    Clients::connect(&target).await.expect("the embedded AWS answers")
}

/// The client that came with the database server.
pub async fn psql() -> PathBuf {
    let data = embedded::status(&root()).await.expect("a status").data;
    let programs = std::fs::read(data.join("postgres.json")).expect("the record of the server");
    serde_json::from_slice::<PathBuf>(&programs).expect("a folder").join("psql")
}

async fn start() -> Result<Running> {
    let (ui, root) = (Printer::new(Level::Quiet), root());
    std::fs::create_dir_all(&root).doing(|| format!("cannot make {}", root.display()))?;
    let lock = File::create(root.join("lock")).doing(|| "cannot make the lock".into())?;
    lock.lock().doing(|| "cannot wait for the lock".into())?;
    *LOCK.lock().map_err(|_| Error::bug("the lock is broken"))? = Some(lock);
    embedded::reset(&ui, &root).await?;
    let program = std::env::current_exe().doing(|| "cannot tell where this program is".into())?;
    embedded::start_with(Request { ui: &ui, root: &root, python: python::version().await? }, &program).await
}

/// Ends it and deletes its data; nothing when no test has started it. An error when a process is left.
pub async fn end() -> Result {
    if !RUNNING.initialized() && LOCK.lock().is_ok_and(|lock| lock.is_none()) {
        return Ok(());
    }
    let root = root();
    embedded::reset(&Printer::new(Level::Quiet), &root).await?;
    let status = embedded::status(&root).await?;
    if status.data.exists() || status.parts.iter().any(|part| part.pid.is_some()) {
        return Err(Error::bug(format!("the embedded cloud is not gone:\n{}", status.table())));
    }
    Ok(())
}
