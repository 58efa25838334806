//! Everything in pocket that has effects: plan, deploy, release, the embedded cloud and the command line.

#[cfg(feature = "deploy")]
pub mod embedded;
pub mod error;
pub mod hooks;
pub mod program;
#[cfg(feature = "deploy")]
pub mod release;
pub mod report;
#[cfg(feature = "deploy")]
pub mod tools;
pub mod ui;

pub use error::{Error, Result};
pub use pocket_model as model;
