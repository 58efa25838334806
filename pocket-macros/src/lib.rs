//! The `pocket!` macro: tokens → [`pocket_model::ast`] → the model's checks → typed Rust.
//!
//! The macro is a function of its tokens and of the Django project's files, which it names in the expansion; it knows no clock and no network. What a
//! block means is decided in `pocket-model`; here are only the reading (`parse`), the places (`spans`), the showing of mistakes (`report`), the project's
//! files (`disk`), the writing of Rust (`expand`), and what an editor needs besides (`host`, `dsl`, `expand::editor`).

#![warn(missing_docs)]

mod disk;
mod dsl;
mod expand;
mod host;
mod parse;
mod report;
mod spans;
#[cfg(test)]
mod tests;

use host::Host;

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
    expansion(input, Host::of_process())
}

/// `pocket!` as an editor gets it, whoever runs it: for the tests.
#[doc(hidden)]
#[proc_macro]
pub fn pocket_in_editor(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expansion(input, Host::Editor)
}

/// What an editor gets besides, of any block: for the tests.
#[doc(hidden)]
#[proc_macro]
pub fn words_in_editor(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand::editor::words(input.into()).into()
}

/// Every word of the language as a documented item: the content of `pocket::dsl`.
#[doc(hidden)]
#[proc_macro]
pub fn dsl(_: proc_macro::TokenStream) -> proc_macro::TokenStream {
    dsl::modules().into()
}

fn expansion(input: proc_macro::TokenStream, host: Host) -> proc_macro::TokenStream {
    // Cargo sets it for every crate that it builds; for an example it is the example's own name.
    let crate_name = std::env::var("CARGO_CRATE_NAME").unwrap_or_else(|_| "app".into());
    let lang = pocket_model::messages::Lang::of_environment(|name| std::env::var(name).ok());
    expand::pocket(input.into(), &crate_name, lang, host, disk::of_program(host).as_ref()).into()
}
