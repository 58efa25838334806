//! SQL through PostgreSQL's own `psql`. A client crate would bring a dozen crates for a few statements a minute; `psql` and `pg_dump` come with the server.

use crate::error::{Context, Error, Result};
use secrecy::{ExposeSecret, SecretString};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A client of one server, as its superuser.
#[derive(Debug, Clone)]
pub struct Psql {
    /// The program.
    pub program: PathBuf,
    /// The server's port on 127.0.0.1.
    pub port: u16,
    /// The superuser's password.
    pub password: SecretString,
}

impl Psql {
    /// Runs `sql` in `database`, each statement on its own; stops at the first that fails. The output is unaligned, fields separated by `|`.
    pub fn run(&self, database: &str, sql: &str) -> Result<String> {
        let mut command = self.command("psql", database);
        command.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=verbose"]);
        let mut child = command.stdin(Stdio::piped()).spawn().doing(|| format!("cannot start {}", self.program.display()))?;
        // SQL goes through standard input: an argument list is for everyone to read, and some statements set passwords.
        if let Some(mut stdin) = child.stdin.take() {
            let _ = stdin.write_all(sql.as_bytes());
        }
        finished(&child.wait_with_output().doing(|| "psql broke off".into())?)
    }

    /// Copies what is in one database, as it is at one moment, into another one that is empty. Whoever works in the first one goes on.
    pub fn copy(&self, from: &str, to: &str) -> Result<()> {
        let mut dump = self.command("pg_dump", from).stdin(Stdio::null()).spawn().doing(|| "cannot start pg_dump".into())?;
        let statements = dump.stdout.take().ok_or_else(|| Error::bug("pg_dump has no output"))?;
        let mut load = self.command("psql", to);
        load.args(["-X", "-q", "-1", "-o", "/dev/null", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=verbose"]);
        let loaded = load.stdin(Stdio::from(statements)).output().doing(|| "cannot start psql".into())?;
        // A dump that broke off ends in the middle, which is no error to who reads it.
        finished(&dump.wait_with_output().doing(|| "pg_dump broke off".into())?)?;
        finished(&loaded).map(drop)
    }

    /// A program of the server's, as its superuser in a database.
    fn command(&self, program: &str, database: &str) -> Command {
        let mut command = Command::new(self.program.with_file_name(program));
        command
            .args(["-w", "-h", "127.0.0.1", "-p", &self.port.to_string(), "-U", super::postgres::SUPERUSER, "-d", database])
            .env("PGPASSWORD", self.password.expose_secret())
            // A statement that fails goes into the server's log otherwise, with the password that it sets.
            .env("PGOPTIONS", "-c log_min_error_statement=panic")
            .env("PGCONNECT_TIMEOUT", "5")
            .env("PGCLIENTENCODING", "UTF8")
            .env("LC_ALL", "C")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

/// What a program wrote, or why it failed.
fn finished(output: &Output) -> Result<String> {
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    let message = errors
        .lines()
        .find_map(|line| line.split_once("ERROR:  ").or_else(|| line.split_once("error: ")))
        .map_or("PostgreSQL refused", |(_, text)| text);
    Err(Error::user(format!("PostgreSQL: {message}")))
}

/// `name` as an identifier of SQL.
pub fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// `text` as a literal of SQL.
pub fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoting_survives_quotes() {
        assert_eq!(identifier(r#"we"ird; drop"#), r#""we""ird; drop""#);
        assert_eq!(literal("it's"), "'it''s'");
    }
}
