//! Five lines of Rust that put a Django site on AWS, or on an embedded cloud of this machine.
//!
//! This is a whole program. `cargo run -- deploy` builds the site, deploys it, migrates the database and prints the URL:
//!
//! ```no_run
//! pocket::pocket! {
//! #   django: "../examples/minimal";
//!     stage dev { neon; s3; efs_cache; }
//! }
//!
//! fn main() -> std::process::ExitCode { app().run() }
//! ```
//!
//! # Stages
//!
//! What stands in `every stage` is in each of them; a field that a stage sets wins, lists are replaced, `without x;` drops. The first stage is the default
//! one of every command. Every mistake in the block is a compile error at the token that is wrong, with the text to type.
//!
//! The block makes `fn app() -> App` and, in `mod stages`, one struct a stage whose fields are its items:
//!
//! ```
//! use pocket::Stage;
//! use pocket::units::Days;
//!
//! const KEPT: Days = Days(90);
//!
//! pocket::pocket! {
//! #   django: "../examples/minimal";
//!     project shop;
//!     region: "ap-northeast-1";
//!
//!     every stage { neon; s3; }
//!
//!     stage local { cloud: embedded; }
//!
//!     stage prod {
//!         protected;
//!         lambda { memory: 1769mb; }
//!         s3 { versioning; keep_versions: KEPT; }     // a Rust value, held to the field's type
//!     }
//! }
//!
//! /// In a test of your own.
//! fn main() -> pocket::Result {
//!     let prod = stages::Prod::load()?;
//!     assert_eq!(prod.lambda.memory.0, 1769);
//!     assert_eq!(prod.s3.keep_versions.0, 90);
//!
//!     let synthesis = stages::Prod::synthesize()?;
//!     assert!(synthesis.stacks[0].template.resources.contains_key("WebFunction"));
//!     Ok(())
//! }
//! ```
//!
//! # Functions of your own
//!
//! Hooks are plain async functions at the points of [`points`]; a hook for `AfterDeploy<'_, stages::Prod>` has the typed outputs of that stage, and one
//! that asks a stage without a database for its database does not compile. `commands` adds sub-commands of your own.
//!
//! ```
//! use pocket::{AfterDeploy, BeforeDeploy, Command};
//!
//! pocket::pocket! {
//! #   django: "../examples/minimal";
//!     every stage {
//!         neon;
//!         hooks { before_deploy: not_on_fridays; after_deploy: announce; }
//!         commands { users: users; }
//!     }
//!     stage dev;
//! }
//!
//! async fn not_on_fridays(cx: BeforeDeploy<'_>) -> pocket::Result {
//!     if std::env::var_os("FRIDAY").is_some() {
//!         return Err(pocket::Error::user(format!("{} is not deployed on a Friday", cx.stage())));
//!     }
//!     Ok(())
//! }
//!
//! async fn announce(cx: AfterDeploy<'_, stages::Dev>) -> pocket::Result {
//!     cx.status(format!("{} is at {}, its database at {}", cx.project(), cx.outputs().url(), cx.outputs().database()));
//!     Ok(())
//! }
//!
//! /// `cargo run -- users`
//! async fn users(cx: Command<'_>) -> pocket::Result {
//!     cx.print(cx.manage("shell -c 'from django.contrib.auth.models import User; print(User.objects.count())'").await?);
//!     Ok(())
//! }
//!
//! # fn main() {
//! let _program: pocket::App = app();
//! # }
//! ```
//!
//! # Features
//!
//! `deploy`, on by default, is everything with effects: the AWS SDK, the engine, the embedded cloud. Without it a program still checks and synthesizes, with
//! a seventh of the crates.

#![warn(missing_docs)]

pub use pocket_core::app::{App, Items, Stage};
pub use pocket_core::hooks::{
    self, AfterDeploy, AnyStage, BeforeDeploy, BeforeDestroy, Command, HasCache, HasDatabase, HasMedia, OnFailure, Outputs, points,
};
pub use pocket_core::model::ast::ValueKind;
pub use pocket_core::model::late::IntoValue;
pub use pocket_core::model::template::{Template, json};
pub use pocket_core::model::{kinds, synth, units};
pub use pocket_core::program::Program;
pub use pocket_core::{Error, Phase, Result};
pub use pocket_macros::pocket;

/// A Rust value of a `pocket!` block, held to the type that its field takes. The macro writes this call.
#[doc(hidden)]
pub fn value<T: IntoValue>(value: T) -> ValueKind {
    value.into_value()
}

/// The words of a `pocket!` block as documented items, for editors: hover, completion and "go to definition".
#[doc(hidden)]
#[allow(missing_docs)]
pub mod dsl {
    pocket_macros::dsl! {}
}
