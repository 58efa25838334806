//! What a `pocket!` block can say and what it means: pure, without I/O, clock, environment or AWS.
//!
//! ```text
//! tokens ─parse→ ast::Project ─resolve→ Stage ─check→ Validated ─graph→ Facts ─synth→ Synthesis
//! ```
//!
//! The macro runs this up to the check at compile time; the binary runs the same functions again at start, because some values (a `const`, `env("X")`)
//! are known only then.

#![warn(missing_docs)]

pub mod ast;
pub mod check;
pub mod contract;
pub mod cost;
pub mod diag;
#[doc(hidden)]
pub mod dsl;
pub mod graph;
pub mod kinds;
pub mod late;
pub mod messages;
pub mod names;
pub mod network;
pub mod policy;
pub mod project;
pub mod reference;
pub mod regions;
pub mod resolve;
pub mod schema;
mod stages;
pub mod syntax;
pub mod synth;
pub mod template;
pub mod units;

pub use check::{Compiled, Outline, OutlineItem, Validated, compile};
