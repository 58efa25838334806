//! The engine: makes a stage true, tells how it is, and takes it away again.

pub mod change_set;
pub mod events;
pub mod stacks;
pub mod wait;

#[cfg(test)]
mod tests;
