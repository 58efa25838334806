//! What stands in the logs of functions, as people want to read it: several lines that are one thing as one, and Lambda's own in words.

mod blocks;
mod entry;
pub mod platform;

pub use blocks::Reader;
pub use entry::{Entry, Level, Said};
