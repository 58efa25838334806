//! What stands in the logs of functions.

pub mod platform;
