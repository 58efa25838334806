//! AWS: MiniStack in a private Python environment, under the Python version of the project's function, started through our extension.

use super::process::{Begun, Process};
use super::state::Folder;
use crate::error::{Context, Error, Result};
use rustix::process::Signal;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Everything that MiniStack needs, pinned with hashes; boto3 because Lambda's own Python runtime has it.
pub const REQUIREMENTS: &str = include_str!("requirements.txt");
const FILES: [(&str, &str); 6] = [
    ("extension.py", include_str!("extension.py")),
    ("environments.py", include_str!("environments.py")),
    ("images.py", include_str!("images.py")),
    ("persistence.py", include_str!("persistence.py")),
    ("runtime.py", include_str!("runtime.py")),
    ("schedules.py", include_str!("schedules.py")),
];

/// Identifies what would be started: another Python, another MiniStack or another extension means a restart.
pub fn fingerprint(python: &str) -> String {
    let mut digest = ring::digest::Context::new(&ring::digest::SHA256);
    for text in [python, REQUIREMENTS].into_iter().chain(FILES.map(|(_, text)| text)) {
        digest.update(text.as_bytes());
        digest.update(&[0]);
    }
    digest.finish().as_ref().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Starts it and waits until it answers.
pub async fn start(folder: &Folder, environment: &Path, port: u16, begun: Begun<'_>) -> Result<Process> {
    let home = folder.join("ministack");
    let program = home.join("program");
    let write = || -> std::io::Result<()> {
        for part in ["program", "state", "s3", "functions", "tmp"] {
            std::fs::create_dir_all(home.join(part))?;
        }
        // The state holds every secret of the site.
        std::fs::set_permissions(&home, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
        FILES.iter().try_for_each(|(name, text)| std::fs::write(program.join(name), text))
    };
    write().doing(|| format!("cannot write {}", home.display()))?;
    let mut command = Command::new(environment.join("bin/python"));
    command.args(["-s", "extension.py"]).current_dir(&program);
    // A function must not see what the user's shell happens to hold: keys of a real account, PYTHONPATH, DJANGO_SETTINGS_MODULE.
    command.env_clear();
    for name in ["PATH", "HOME", "SSL_CERT_FILE", "SSL_CERT_DIR"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
        .envs([
            ("BIND_HOST", "127.0.0.1"),
            ("MINISTACK_REGION", super::REGION),
            ("MINISTACK_ACCOUNT_ID", super::ACCOUNT),
            ("LOG_LEVEL", "WARNING"),
        ])
        .envs([("PERSIST_STATE", "1"), ("S3_PERSIST", "1"), ("SFTP_ENABLED", "0"), ("IOT_MTLS_ENABLED", "0")])
        // No Docker, even where there is one: the embedded cloud is the same on every machine.
        .env("DOCKER_HOST", "unix:///nonexistent/docker.sock")
        // Requests wait for one of a few processes here; without this as many as this machine's memory would have held are let in, and the rest refused.
        .env("LAMBDA_ACCOUNT_CONCURRENCY", "10000")
        .env("GATEWAY_PORT", port.to_string())
        .env("STATE_DIR", home.join("state"))
        .env("S3_DATA_DIR", home.join("s3"))
        .env("POCKET_ENVIRONMENTS", home.join("functions"))
        .env("TMPDIR", home.join("tmp"));
    let log = folder.join("ministack.log");
    let process = Process::spawn(command, port, &log)?;
    begun(&process)?;
    let begun = Instant::now();
    while !answers(port).await {
        if !process.alive() || begun.elapsed() > Duration::from_secs(30) {
            process.stop(Signal::KILL, Duration::ZERO).await;
            return Err(Error::user("MiniStack, the embedded AWS, did not start")
                .hint("embedded status    # shows where its log is")
                .detail(super::last_lines(&log, 20)));
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    Ok(process)
}

/// Whether it answers.
pub async fn answers(port: u16) -> bool {
    let request = super::http_client().get(format!("http://127.0.0.1:{port}/_ministack/health")).timeout(Duration::from_secs(5)).send();
    request.await.is_ok_and(|response| response.status().is_success())
}

/// Ends it and the processes of its functions.
pub async fn stop(process: &Process) {
    process.stop(Signal::TERM, Duration::from_secs(5)).await;
}
