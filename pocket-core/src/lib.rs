//! Everything in pocket that has effects: plan, deploy, release, the embedded cloud and the command line.

pub mod error;
pub mod plan;
pub mod ui;

pub use error::{Error, Result};
