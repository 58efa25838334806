//! Processes that outlive the one that started them, recorded so that a reused process id is never taken for one of them.

use crate::error::{Context, Error, Result};
use rustix::process::{Pid, Signal};
use serde::{Deserialize, Serialize};
use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// A process that was started here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    /// Its id, which is also the id of its process group.
    pub pid: i32,
    /// What tells it from a later process with the same id: the boot and the moment of its start.
    pub started: String,
    /// Where it listens.
    pub port: u16,
    /// Seconds since 1970 at its start.
    pub since: u64,
}

/// Told of a process as soon as it runs, before it answers: who starts it may be killed while it waits, and must not lose it.
pub type Begun<'a> = &'a mut (dyn FnMut(&Process) -> Result<()> + Send);

/// Seconds since 1970.
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs())
}

/// Whether a process with this id runs; one that ended and waits to be collected does not.
pub fn runs(pid: i32) -> bool {
    identity(pid).is_some()
}

impl Process {
    /// Starts `command` in a process group of its own, without a terminal, writing to `log`.
    pub fn spawn(mut command: Command, port: u16, log: &Path) -> Result<Process> {
        let name = command.get_program().to_string_lossy().into_owned();
        let output =
            OpenOptions::new().create(true).append(true).mode(0o600).open(log).doing(|| format!("cannot write {}", log.display()))?;
        let errors = output.try_clone().doing(|| format!("cannot write {}", log.display()))?;
        let child =
            command.stdin(Stdio::null()).stdout(output).stderr(errors).process_group(0).spawn().doing(|| format!("cannot start {name}"))?;
        let pid = i32::try_from(child.id()).map_err(|_| Error::bug("a process id beyond 2^31"))?;
        Ok(Process { pid, started: identity(pid).unwrap_or_default(), port, since: now() })
    }

    /// Whether it still runs: same id, same start, and not merely waiting to be collected.
    pub fn alive(&self) -> bool {
        identity(self.pid).is_some_and(|started| started == self.started)
    }

    /// Sends `signal` to it alone.
    pub fn signal(&self, signal: Signal) {
        if self.alive()
            && let Some(pid) = Pid::from_raw(self.pid)
        {
            let _ = rustix::process::kill_process(pid, signal);
        }
    }

    /// Ends it: asks with `signal`, waits up to `patience`, then ends its whole group by force.
    pub async fn stop(&self, signal: Signal, patience: Duration) {
        if !self.alive() {
            return;
        }
        self.signal(signal);
        let begun = Instant::now();
        while self.alive() && begun.elapsed() < patience {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let Some(pid) = Pid::from_raw(self.pid) else { return };
        // The group keeps its id while a member lives, so this reaches workers that the leader left behind, and nobody else.
        let _ = rustix::process::kill_process_group(pid, Signal::KILL);
        while self.alive() && begun.elapsed() < patience + Duration::from_secs(2) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// The moment of a living process's start, `None` when there is none or it has ended and waits to be collected.
#[cfg(target_os = "linux")]
fn identity(pid: i32) -> Option<String> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name in parentheses may hold spaces and parentheses itself.
    let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
    let (state, ticks) = (fields.first()?, fields.get(19)?);
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    (!matches!(*state, "Z" | "X")).then(|| format!("{}:{ticks}", boot.trim()))
}

/// The moment of a living process's start, `None` when there is none or it has ended and waits to be collected.
#[cfg(not(target_os = "linux"))]
fn identity(pid: i32) -> Option<String> {
    let output = Command::new("ps").args(["-o", "stat=,lstart=", "-p", &pid.to_string()]).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let (state, started) = text.split_once(' ')?;
    (!state.starts_with('Z')).then(|| started.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn knows_its_own_and_not_a_reused_id() {
        let folder = std::env::temp_dir().join(format!("pocket-process-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let mut command = Command::new("sleep");
        command.arg("60");
        let process = Process::spawn(command, 0, &folder.join("log")).expect("sleep starts");
        assert!(process.alive());
        let other = Process { started: "another boot:1".into(), ..process.clone() };
        assert!(!other.alive());
        other.stop(Signal::TERM, Duration::from_secs(1)).await;
        assert!(process.alive(), "a process with another start is not ours to end");
        process.stop(Signal::TERM, Duration::from_secs(5)).await;
        assert!(!process.alive());
        std::fs::remove_dir_all(folder).expect("removed");
    }
}
