//! The `pocket!` macro: tokens → [`pocket_model::ast`] → the model's checks → typed Rust.
//!
//! The macro is a function of its tokens and of the Django project's files, which it names in the expansion; it knows no clock and no network. What a
//! block means is decided in `pocket-model`; here are only the reading (`parse`), the places (`spans`), the showing of mistakes (`report`), the files
//! (`disk`) and the writing of Rust (`expand`).

#![warn(missing_docs)]

mod disk;
mod expand;
mod parse;
mod report;
mod spans;
#[cfg(test)]
mod tests;

/// Declares a project: its stages, and what is in each of them.
///
/// ```ignore
/// pocket::pocket! {
///     stage dev { neon; s3; efs_cache; }
/// }
///
/// fn main() -> std::process::ExitCode { app().run() }
/// ```
///
/// Stands beside other items, once in a program. It makes `fn app() -> pocket::App` and `mod stages` with one struct a stage. Every mistake in the
/// block is a compile error at the token that is wrong, all of them at once.
#[proc_macro]
pub fn pocket(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    // Cargo sets it for every crate that it builds; for an example it is the example's own name.
    let crate_name = std::env::var("CARGO_CRATE_NAME").unwrap_or_else(|_| "app".into());
    let lang = pocket_model::messages::Lang::of_environment(|name| std::env::var(name).ok());
    expand::pocket(input.into(), &crate_name, lang, disk::of_program().as_ref()).into()
}
