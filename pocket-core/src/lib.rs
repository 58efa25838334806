//! Everything in pocket that has effects: plan, deploy, release, the embedded cloud and the command line.

#[cfg(feature = "deploy")]
pub mod aws;
#[cfg(feature = "deploy")]
pub mod deploy;
#[cfg(feature = "deploy")]
pub mod drivers;
pub mod error;
pub mod plan;
pub mod program;
pub mod report;
pub mod ui;

pub use error::{Error, Result};
