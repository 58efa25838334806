//! Everything in pocket that has effects: plan, deploy, release, the embedded cloud and the command line.

pub mod error;
#[cfg(feature = "deploy")]
pub mod release;
#[cfg(feature = "deploy")]
pub mod tools;
pub mod ui;

pub use error::{Error, Result};
