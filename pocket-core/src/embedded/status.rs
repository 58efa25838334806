//! What `embedded status` says.

use super::process::Process;
use super::state::Folder;
use super::{FRONT, MINISTACK, NEON, POSTGRES, front::routes::Routes};
use crate::error::Result;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// One process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What it is.
    pub name: &'static str,
    /// Its id, when it runs.
    pub pid: Option<i32>,
    /// Where it listens, or did.
    pub port: Option<u16>,
    /// Seconds since 1970 at its start.
    pub since: Option<u64>,
    /// Whether it takes connections.
    pub healthy: bool,
    /// Its log.
    pub log: PathBuf,
}

/// The embedded cloud of one project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Its processes.
    pub parts: Vec<Part>,
    /// The addresses of its sites.
    pub sites: Vec<String>,
    /// Where its data is.
    pub data: PathBuf,
    /// How large that is, in bytes.
    pub bytes: u64,
}

/// The state of the embedded cloud of `root`; starts nothing.
pub async fn status(root: &Path) -> Result<Status> {
    let folder = Folder::of(root)?;
    let state = folder.load()?;
    let mut parts = Vec::new();
    for (name, process, port, log) in [
        ("aws (MiniStack)", &state.ministack, MINISTACK, "ministack.log"),
        ("postgres", &state.postgres, POSTGRES, "postgres.log"),
        ("front", &state.daemon, FRONT, "front.log"),
        ("neon api", &state.daemon, NEON, "front.log"),
    ] {
        let port = state.ports.get(port).copied();
        let process: Option<&Process> = process.as_ref().filter(|process| process.alive());
        let healthy = match (process, port) {
            (Some(_), Some(port)) => tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok(),
            _ => false,
        };
        parts.push(Part {
            name,
            pid: process.map(|process| process.pid),
            port,
            since: process.map(|process| process.since),
            healthy,
            log: folder.join(log),
        });
    }
    let port = state.ports.get(FRONT).copied().unwrap_or_default();
    let sites = Routes::load(&folder)?.0.keys().map(|host| format!("http://{host}:{port}")).collect();
    Ok(Status { parts, sites, bytes: size(&folder.path), data: folder.path })
}

impl Status {
    /// Whether every process runs.
    pub fn running(&self) -> bool {
        self.parts.iter().all(|part| part.healthy)
    }

    /// As a table for people.
    pub fn table(&self) -> String {
        let text = |value: Option<String>| value.unwrap_or_else(|| "-".into());
        let mut lines = vec![format!("{:<16} {:>8} {:>6}  {:<20} {}", "PROCESS", "PID", "PORT", "SINCE", "STATE")];
        for part in &self.parts {
            let state = match (part.pid, part.healthy) {
                (_, true) => "runs",
                (Some(_), false) => "does not answer",
                (None, false) => "stopped",
            };
            let (pid, port, since) =
                (text(part.pid.map(|pid| pid.to_string())), text(part.port.map(|port| port.to_string())), text(part.since.map(time_text)));
            lines.push(format!("{:<16} {pid:>8} {port:>6}  {since:<20} {state}", part.name));
        }
        lines.push(format!("data: {} ({:.1} MB)", self.data.display(), self.bytes as f64 / 1e6));
        lines.extend(self.sites.iter().map(|site| format!("site: {site}")));
        lines.join("\n")
    }
}

/// `2026-11-21 04:31:00Z`
fn time_text(seconds: u64) -> String {
    let time = i64::try_from(seconds).ok().and_then(|seconds| time::OffsetDateTime::from_unix_timestamp(seconds).ok());
    time.map_or_else(String::new, |time| format!("{} {:02}:{:02}:{:02}Z", time.date(), time.hour(), time.minute(), time.second()))
}

/// The bytes of the files below a folder; links are not followed.
fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => size(&entry.path()),
            Ok(metadata) if metadata.is_file() => metadata.len(),
            _ => 0,
        })
        .sum()
}
