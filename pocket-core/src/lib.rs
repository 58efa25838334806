//! Everything in pocket that has effects: plan, deploy, release, the embedded cloud and the command line.

#![warn(missing_docs)]

#[cfg(feature = "deploy")]
pub mod aws;
#[cfg(feature = "deploy")]
pub mod deploy;
pub mod app;
mod cli;
pub mod error;
pub mod hooks;
pub mod plan;
pub mod program;
#[cfg(feature = "deploy")]
pub mod release;
pub mod report;
#[cfg(feature = "deploy")]
pub mod tools;
pub mod ui;

pub use error::{Error, Result};
pub use pocket_model as model;
