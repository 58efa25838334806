//! What is recorded of a project's embedded cloud. It lies in the cache folder, not in the project: `git clean` must not orphan a running database.

use super::process::Process;
use crate::error::{Context, Error, Result};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// Processes and ports, `state.json`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// The folder of the project's Cargo manifest.
    pub root: PathBuf,
    /// The emulator of AWS.
    pub ministack: Option<Process>,
    /// The database server.
    pub postgres: Option<Process>,
    /// Our own server: the front, and the Neon API.
    pub daemon: Option<Process>,
    /// Ports, by what listens there; kept over restarts, because addresses are remembered elsewhere.
    pub ports: BTreeMap<String, u16>,
    /// What MiniStack runs in: a change means a restart.
    pub runtime: String,
    /// The ports of AWS and of the databases that the daemon was started with.
    pub served: Vec<u16>,
}

/// The folder that holds everything of one project's embedded cloud.
#[derive(Debug, Clone)]
pub struct Folder {
    /// The folder itself.
    pub path: PathBuf,
}

impl Folder {
    /// That of the project at `root`: named after it and its place, so that two checkouts do not share one.
    pub fn of(root: &Path) -> Result<Folder> {
        let root = root.canonicalize().doing(|| format!("there is no project at {}", root.display()))?;
        let digest = ring::digest::digest(&ring::digest::SHA256, root.as_os_str().as_encoded_bytes());
        let digest: String = digest.as_ref().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let name: String = root.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).take(40).collect();
        Ok(Folder { path: crate::tools::cache_dir()?.join("embedded").join(format!("{name}-{digest}")) })
    }

    /// Deletes it: all at once for everybody who looks, so that a kill leaves no half of it. The files themselves, tens of thousands, go in the
    /// background; what a restart of the machine leaves of them goes with the next deletion.
    pub fn delete(&self) -> Result<()> {
        let begin = format!("{}.deleted-", self.path.file_name().unwrap_or_default().to_string_lossy());
        let unwanted = self.path.with_file_name(format!("{begin}{}", std::process::id()));
        fs::rename(&self.path, &unwanted).doing(|| format!("cannot delete {}", self.path.display()))?;
        let siblings = self.path.parent().map(fs::read_dir).into_iter().flatten().flatten().flatten();
        let deleted: Vec<PathBuf> =
            siblings.filter(|entry| entry.file_name().to_string_lossy().starts_with(&begin)).map(|entry| entry.path()).collect();
        let mut command = std::process::Command::new("rm");
        command.arg("-rf").args(&deleted).current_dir("/").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        match command.process_group(0).spawn() {
            Ok(_) => Ok(()),
            Err(_) => deleted.iter().try_for_each(|path| fs::remove_dir_all(path).doing(|| format!("cannot delete {}", path.display()))),
        }
    }

    /// Makes it. Others may pass through it, because PostgreSQL runs under another account when we are root; what is in it is closed.
    pub fn create(&self) -> Result<()> {
        fs::create_dir_all(&self.path).doing(|| format!("cannot make {}", self.path.display()))?;
        fs::set_permissions(&self.path, fs::Permissions::from_mode(0o755)).doing(|| format!("cannot open {}", self.path.display()))
    }

    /// A path in it.
    pub fn join(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// What is recorded; nothing when there is nothing yet. A record that cannot be read is put aside and named, not trusted.
    pub fn load(&self) -> Result<State> {
        read_json(&self.join("state.json")).map(Option::unwrap_or_default)
    }

    /// Records `state`.
    pub fn save(&self, state: &State) -> Result<()> {
        write_json(&self.join("state.json"), state)
    }

    /// Waits until nobody else holds the lock of this name. Released when dropped, also by a kill.
    pub async fn lock(&self, name: &str) -> Result<File> {
        crate::tools::lock(self.join(name)).await
    }

    /// The secret of this name, made at its first use and kept in a file that only the owner reads.
    pub fn secret(&self, name: &str) -> Result<SecretString> {
        let path = self.join(name);
        match fs::read_to_string(&path) {
            Ok(secret) if !secret.trim().is_empty() => return Ok(secret.trim().to_owned().into()),
            _ => {}
        }
        let secret = random(24)?;
        write_private(&path, secret.as_bytes())?;
        Ok(secret.into())
    }
}

/// `bytes` random bytes as hexadecimal.
pub fn random(bytes: usize) -> Result<String> {
    use ring::rand::SecureRandom;
    let mut buffer = vec![0; bytes];
    ring::rand::SystemRandom::new().fill(&mut buffer).map_err(|_| Error::user("the system gives no random numbers"))?;
    Ok(buffer.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Reads a JSON file; `None` when there is none. One that is broken is an error that names it.
pub fn read_json<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<Option<T>> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).doing(|| format!("cannot read {}", path.display())),
    };
    serde_json::from_str(&text).map(Some).map_err(|error| {
        Error::user(format!("{} is damaged: {error}", path.display())).hint("embedded reset    # deletes the embedded cloud and its data")
    })
}

/// Writes a JSON file so that a reader, or a crash, sees the old or the new one whole.
pub fn write_json<T: Serialize>(path: &Path, value: &T) -> Result<()> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Error::bug("state that is not JSON").caused_by(error))?;
    write_private(path, text.as_bytes())
}

fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    let partial = path.with_extension(format!("{}.partial", std::process::id()));
    let write = || -> std::io::Result<()> {
        let mut file = fs::OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(&partial)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&partial, path)
    };
    write().inspect_err(|_| drop(fs::remove_file(&partial))).doing(|| format!("cannot write {}", path.display()))
}

/// Whether nothing listens on this port of the loopback interface.
pub fn free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

impl State {
    /// The port of `name`: the recorded one while it is free, else a new one. `true` when one that was recorded had to be left.
    pub fn port(&mut self, name: &str) -> Result<(u16, bool)> {
        let recorded = self.ports.get(name).copied();
        if let Some(port) = recorded
            && free(port)
        {
            return Ok((port, false));
        }
        let taken: Vec<u16> = self.ports.values().copied().collect();
        let port = self.candidates(name).find(|port| !taken.contains(port) && free(*port));
        let port = port.ok_or_else(|| Error::user("no port from 20000 to 31999 is free on 127.0.0.1"))?;
        self.ports.insert(name.to_owned(), port);
        Ok((port, recorded.is_some()))
    }

    /// Ports for a part: the same ones for the same project, so that an address outlives a reset, and below those that systems give to outgoing connections
    /// (Linux from 32768, macOS from 49152), which could take one between two runs.
    fn candidates(&self, name: &str) -> impl Iterator<Item = u16> + use<> {
        const FIRST: u16 = 20_000;
        const COUNT: u16 = 12_000;
        let mut digest = ring::digest::Context::new(&ring::digest::SHA256);
        digest.update(self.root.as_os_str().as_encoded_bytes());
        digest.update(name.as_bytes());
        let begin = digest.finish().as_ref().iter().take(2).fold(0, |number: u16, byte| number << 8 | u16::from(*byte)) % COUNT;
        (0..COUNT).map(move |step| FIRST + (begin + step) % COUNT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    fn folder(name: &str) -> Folder {
        let folder = Folder { path: std::env::temp_dir().join(format!("pocket-state-{name}-{}", std::process::id())) };
        folder.create().expect("a folder");
        folder
    }

    #[test]
    fn what_is_saved_is_loaded_and_damage_is_named() {
        let folder = folder("saved");
        assert_eq!(folder.load().expect("nothing yet"), State::default());
        let state = State { root: "/site".into(), ports: [("front".to_owned(), 8000)].into(), ..State::default() };
        folder.save(&state).expect("saved");
        assert_eq!(folder.load().expect("loaded"), state);
        fs::write(folder.join("state.json"), "{ half").expect("written");
        let error = folder.load().expect_err("damaged");
        assert!(error.message.contains("state.json is damaged"), "{error}");
        fs::remove_dir_all(folder.path).expect("removed");
    }

    #[test]
    fn secrets_stay_the_same_and_private() {
        let folder = folder("secret");
        let (first, second) = (folder.secret("key").expect("made"), folder.secret("key").expect("read"));
        assert_eq!(first.expose_secret(), second.expose_secret());
        assert_eq!(first.expose_secret().len(), 48);
        let mode = fs::metadata(folder.join("key")).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        fs::remove_dir_all(folder.path).expect("removed");
    }

    #[test]
    fn a_port_is_kept_while_it_is_free() {
        let mut state = State::default();
        let (port, moved) = state.port("front").expect("a port");
        assert!(!moved);
        assert_eq!(state.port("front").expect("the same"), (port, false));
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).expect("free");
        let (other, moved) = state.port("front").expect("another");
        assert!(moved && other != port);
        drop(taken);
        assert_eq!(state.port("front").expect("the new one"), (other, false));
    }

    #[test]
    fn ports_are_the_same_ones_again_and_nobody_else_s() {
        let of = |root: &str, name: &str| {
            let state = State { root: root.into(), ..State::default() };
            state.candidates(name).take(3).collect::<Vec<_>>()
        };
        assert_eq!(of("/site", "front"), of("/site", "front"));
        assert_ne!(of("/site", "front"), of("/site", "aws"));
        assert_ne!(of("/site", "front"), of("/other", "front"));
        assert!(of("/site", "front").iter().all(|port| (20_000..32_000).contains(port)));
    }

    #[test]
    fn a_deleted_folder_is_gone_at_once() {
        let folder = folder("deleted");
        folder.save(&State::default()).expect("saved");
        folder.delete().expect("deleted");
        assert!(!folder.path.exists());
        folder.create().expect("made again");
        assert_eq!(folder.load().expect("empty"), State::default());
        fs::remove_dir_all(&folder.path).expect("removed");
    }
}
