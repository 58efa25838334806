//! Five lines of Rust that put a Django site on AWS.
//!
//! ```no_run
//! pocket::pocket! {
//!     stage dev { neon; s3; efs_cache; }
//! }
//!
//! fn main() -> std::process::ExitCode { app().run() }
//! ```

#![warn(missing_docs)]

pub use pocket_core::app::{App, Items, Stage};
pub use pocket_core::hooks::{
    self, AfterDeploy, AnyStage, BeforeDeploy, BeforeDestroy, Command, HasCache, HasDatabase, HasMedia, OnFailure, Outputs, points,
};
pub use pocket_core::model::ast::ValueKind;
pub use pocket_core::model::late::IntoValue;
pub use pocket_core::model::template::Template;
pub use pocket_core::model::{kinds, synth, units};
pub use pocket_core::program::Program;
pub use pocket_core::{Error, Result};
pub use pocket_macros::pocket;

/// A Rust value of a `pocket!` block, held to the type that its field takes. The macro writes this call.
#[doc(hidden)]
pub fn value<T: IntoValue>(value: T) -> ValueKind {
    value.into_value()
}
