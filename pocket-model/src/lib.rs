//! What a `pocket!` block can say and what it means: pure, without I/O, clock, environment or AWS.
//!
//! ```text
//! tokens ─parse→ ast::Project ─resolve→ Stage ─check→ Validated<Stage> ─graph→ Graph ─synth→ Synthesis
//! ```

pub mod ast;
pub mod contract;
pub mod cost;
pub mod diag;
pub mod policy;
pub mod synth;
pub mod template;
