//! Migrations that cannot hurt the release that serves: what is pending is judged by `pocket_django.migrations`, said in the user's words, refused or
//! accepted by name, and on Neon tried first on a copy of the database.

pub mod allow;
pub mod ask;
mod permission;
pub mod report;
pub mod words;

pub use permission::{Obstacle, obstacles};
