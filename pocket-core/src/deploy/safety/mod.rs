//! Migrations that cannot hurt the release that serves: what is pending is judged by `pocket_django.migrations`, said in the user's words, refused or
//! accepted by name, and on Neon tried first on a copy of the database.

pub mod allow;
pub mod ask;
mod changes;
mod local;
mod offline;
mod permission;
pub mod places;
pub mod progress;
mod rehearsal;
pub mod report;
pub mod serving;
pub mod words;

pub use changes::{Words, check, refuse};
pub use offline::judge_offline;
pub use permission::{Obstacle, obstacles};
pub use rehearsal::rehearse;

/// Migrates a database, with a time for each migration.
pub fn migrate_command(database: &str) -> Vec<String> {
    let mut command = vec!["pocket:migrate", "--noinput", "--verbosity", "2"];
    if database != "default" {
        command.extend(["--database", database]);
    }
    command.into_iter().map(String::from).collect()
}
