//! The lock of a deploy: a document in the deploy bucket that its holder renews. One that is no longer renewed belongs to a dead deploy and is taken over.
//!
//! No clock is compared with another machine's: a waiting deploy watches whether the document still changes.

use super::artifacts::{Condition, Document, read, remove, write};
use crate::aws::Clients;
use crate::error::{Error, Result};
use crate::ui::Printer;
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// The document's name.
pub const KEY: &str = "lease.json";
/// Without a renewal for so long, the holder is dead.
const TTL: Duration = Duration::from_secs(60);
/// Two renewals may fail.
const RENEWAL: Duration = Duration::from_secs(20);
/// AWS refuses signatures of a clock that is further off than this, so no holder's clock is.
const SKEW: Duration = Duration::from_secs(15 * 60);

/// Who holds a lease.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// `user@host`, or the ARN of the caller.
    pub who: String,
    /// What it does: `deploy`, `destroy`, `rollback`.
    pub what: String,
    /// The commit that it deploys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// Since when, RFC 3339.
    pub since: String,
    /// Told apart from other machines, containers and boots, so that a process number means something.
    machine: String,
    process: u32,
    /// Changes the document, so that a waiting deploy sees a renewal.
    renewals: u64,
}

impl Holder {
    /// This process.
    pub fn here(who: impl Into<String>, what: impl Into<String>, commit: Option<String>) -> Self {
        let since = OffsetDateTime::from(SystemTime::now()).format(&Rfc3339).unwrap_or_default();
        Holder { who: who.into(), what: what.into(), commit, since, machine: machine(), process: std::process::id(), renewals: 0 }
    }

    /// Surely dead: a process of this very machine that no longer runs.
    fn is_dead(&self) -> bool {
        self.machine == machine() && self.process != std::process::id() && !runs(self.process)
    }
}

/// A held lease. It is renewed in the background until it is released or dropped; dropped, it runs out within a minute.
#[derive(Debug)]
pub struct Lease {
    aws: Clients,
    bucket: String,
    shared: Arc<Shared>,
    renewal: tokio::task::JoinHandle<()>,
}

#[derive(Debug)]
struct Shared {
    etag: Mutex<String>,
    lost: AtomicBool,
}

impl Lease {
    /// Takes the lease. A dead holder's is taken over: at once when it ran on this machine, else after it was not renewed for a minute.
    ///
    /// # Errors
    /// When somebody else holds it and is alive; S3's.
    pub async fn acquire(ui: &Printer, aws: &Clients, bucket: &str, holder: Holder) -> Result<Self> {
        let mut watched: Option<(String, tokio::time::Instant)> = None;
        loop {
            let found = read(aws, bucket, KEY).await?;
            let condition = match found {
                None => Condition::Absent,
                Some(document) => {
                    let other: Option<Holder> = serde_json::from_value(document.value.clone()).ok();
                    match &watched {
                        _ if is_stale(&document, other.as_ref()) => Condition::Unchanged(document.etag),
                        Some((etag, since)) if *etag == document.etag => {
                            if since.elapsed() < TTL {
                                tokio::time::sleep(Duration::from_secs(2)).await;
                                continue;
                            }
                            Condition::Unchanged(document.etag)
                        }
                        Some(_) => return Err(held(bucket, other.as_ref())),
                        None => {
                            let who = other.as_ref().map_or("somebody", |other| other.who.as_str());
                            ui.status(format!("  {who} holds the lock: seeing for up to a minute whether that deploy is alive"));
                            watched = Some((document.etag, tokio::time::Instant::now()));
                            continue;
                        }
                    }
                }
            };
            if let Some(etag) = write(aws, bucket, KEY, &value(&holder)?, &condition).await? {
                return Ok(Lease::held(aws, bucket, holder, etag));
            }
            // Somebody was quicker: see who.
        }
    }

    fn held(aws: &Clients, bucket: &str, mut holder: Holder, etag: String) -> Self {
        let shared = Arc::new(Shared { etag: Mutex::new(etag), lost: AtomicBool::new(false) });
        let (aws, bucket) = (aws.clone(), bucket.to_owned());
        let renewal = tokio::spawn({
            let (aws, bucket, shared) = (aws.clone(), bucket.clone(), shared.clone());
            async move {
                loop {
                    tokio::time::sleep(RENEWAL).await;
                    holder.renewals += 1;
                    let Ok(value) = value(&holder) else { return };
                    match write(&aws, &bucket, KEY, &value, &Condition::Unchanged(shared.etag())).await {
                        Ok(Some(etag)) => shared.set(etag),
                        Ok(None) => return shared.lost.store(true, Ordering::Relaxed),
                        // The network may come back before the lease has run out; then the next renewal tells.
                        Err(_) => {}
                    }
                }
            }
        });
        Lease { aws, bucket, shared, renewal }
    }

    /// To be asked before each step that changes something.
    ///
    /// # Errors
    /// When another deploy has taken the lease over, because this one was cut off for more than a minute.
    pub fn check(&self) -> Result {
        if self.shared.lost.load(Ordering::Relaxed) {
            return Err(Error::user("another deploy has taken over: this one was cut off for more than a minute")
                .hint("see what the other one does: `cargo run -- status`, then run the same command again"));
        }
        Ok(())
    }

    /// Gives the lease back.
    ///
    /// # Errors
    /// S3's.
    pub async fn release(self) -> Result {
        self.renewal.abort();
        // A renewal on its way could write the document again after it is deleted.
        while !self.renewal.is_finished() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let still_ours = match read(&self.aws, &self.bucket, KEY).await? {
            Some(document) => document.etag == self.shared.etag() || process_of(&document) == Some((machine(), std::process::id())),
            None => false,
        };
        if still_ours { remove(&self.aws, &self.bucket, KEY).await } else { Ok(()) }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.renewal.abort();
    }
}

impl Shared {
    fn etag(&self) -> String {
        self.etag.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, etag: String) {
        *self.etag.lock().unwrap_or_else(PoisonError::into_inner) = etag;
    }
}

/// Who holds the lease now, if anybody.
///
/// # Errors
/// S3's.
pub async fn holder(aws: &Clients, bucket: &str) -> Result<Option<Holder>> {
    Ok(read(aws, bucket, KEY).await?.and_then(|document| serde_json::from_value(document.value).ok()))
}

fn is_stale(document: &Document, holder: Option<&Holder>) -> bool {
    let age = document.modified.and_then(|modified| SystemTime::now().duration_since(modified).ok());
    holder.is_some_and(Holder::is_dead) || age.is_some_and(|age| age > TTL + SKEW)
}

fn process_of(document: &Document) -> Option<(String, u32)> {
    let holder: Holder = serde_json::from_value(document.value.clone()).ok()?;
    Some((holder.machine, holder.process))
}

fn value(holder: &Holder) -> Result<serde_json::Value> {
    serde_json::to_value(holder).map_err(|error| Error::bug(error.to_string()))
}

fn held(bucket: &str, holder: Option<&Holder>) -> Error {
    let error = match holder {
        Some(Holder { who, what, since, commit: Some(commit), .. }) => {
            Error::user(format!("{who} is running `{what}` of {commit} since {since}"))
        }
        Some(Holder { who, what, since, .. }) => Error::user(format!("{who} is running `{what}` since {since}")),
        None => Error::user("somebody else is deploying this stage"),
    };
    error
        .hint("wait until it ends, then run the same command again: `cargo run -- status`")
        .hint(format!("aws s3 rm s3://{bucket}/{KEY}    # only if you are sure that nobody deploys"))
}

/// Host, boot and process namespace: a process number is unique in no less. Where the system does not tell, no other process counts as of this machine.
pub(crate) fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).map(|text| text.trim().to_owned());
    let namespace = std::fs::read_link("/proc/self/ns/pid").map(|link| link.to_string_lossy().into_owned());
    match (read("/proc/sys/kernel/hostname"), read("/proc/sys/kernel/random/boot_id"), namespace) {
        (Ok(host), Ok(boot), Ok(namespace)) => format!("{host}/{boot}/{namespace}"),
        _ => format!("process {}", std::process::id()),
    }
}

fn runs(process: u32) -> bool {
    let Some(process) = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw) else { return false };
    // Another account's process is one that we may not signal, but it runs.
    !matches!(rustix::process::test_kill_process(process), Err(rustix::io::Errno::SRCH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_of_this_machine_that_ended_is_dead() {
        let mut holder = Holder::here("me", "deploy", None);
        assert!(!holder.is_dead());
        holder.process = 1;
        assert!(!holder.is_dead());
        let mut child = std::process::Command::new("true").spawn().expect("true runs");
        holder.process = child.id();
        child.wait().expect("true ends");
        assert!(holder.is_dead());
        holder.machine = "elsewhere".into();
        assert!(!holder.is_dead());
    }
}
