//! Everything in pocket that has effects: plan, deploy, release, the embedded cloud and the command line.

#![warn(missing_docs)]

#[cfg(feature = "deploy")]
pub mod analyze;
pub mod app;
#[cfg(feature = "deploy")]
pub mod aws;
mod cli;
#[cfg(feature = "deploy")]
pub mod deploy;
#[cfg(feature = "deploy")]
pub mod drivers;
#[cfg(feature = "deploy")]
pub mod embedded;
pub mod error;
pub mod hooks;
#[cfg(feature = "deploy")]
pub mod logs;
#[cfg(feature = "deploy")]
pub mod manage;
mod messages;
pub mod plan;
pub mod program;
#[cfg(feature = "deploy")]
pub mod release;
pub mod report;
#[cfg(feature = "deploy")]
pub mod tools;
#[cfg(feature = "deploy")]
mod traceback;
pub mod ui;
mod wrap;

pub use cli::pocket;
pub use error::{Error, Phase, Result};
pub use pocket_model as model;
