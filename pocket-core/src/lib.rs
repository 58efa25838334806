//! Everything in pocket that has effects: plan, deploy, release, the embedded cloud and the command line.

pub mod error;
pub mod hooks;
pub mod program;
pub mod report;
pub mod ui;

pub use error::{Error, Result};
pub use pocket_model as model;
