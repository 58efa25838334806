//! What pocket says of a configuration, in three languages: the catalogue.
//!
//! A message is a function, made by the `messages!` macro in the `messages.rs` of the folder whose rule says it. Its parameters are the values that the
//! message shows; rustc checks that each placeholder has one, and that no language is missing. The same declaration is the page of `explain`.

mod lang;
pub mod reference;
pub mod shared;
#[cfg(test)]
mod tests;
mod wording;

pub use lang::Lang;
pub use wording::{Say, Wording};

use crate::diag::Severity;

/// One message and its page in `explain`. Texts are in the order of [`Lang::ALL`].
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// `s3::bucket_dots`: names the message, its rule and its UI test.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// The sentence, with `{placeholders}`.
    pub say: [&'static str; 3],
    /// The text to type, with `{placeholders}`; a rule may give a more exact one.
    pub help: [Option<&'static str>; 3],
    /// What is wrong.
    pub what: [&'static str; 3],
    /// Why it cannot work.
    pub why: [&'static str; 3],
    /// How to mend it.
    pub fix: [&'static str; 3],
    /// What a program says that has it right: what stands in the block.
    pub example: &'static str,
}

/// Declares messages: for each a function of its values that makes the diagnostic, and all of them as `PAGES`.
///
/// ```ignore
/// messages! { "s3";
///     error bucket_dots(name, better) {
///         en { say: "\"{name}\" has dots", help: "write `bucket: \"{better}\";`", what: "…", why: "…", fix: "…" }
///         ja { … }
///         ko { … }
///         example: "stage dev { s3 { bucket: \"my-bucket\"; } }"
///     }
/// }
/// ```
///
/// makes `fn bucket_dots(at: At, name: impl Say, better: impl Say) -> Diagnostic` with the code `s3::bucket_dots`. `help` is left out in all languages
/// where only the rule knows it.
macro_rules! messages {
    ($kind:literal; $(
        $severity:ident $name:ident($($arg:ident),* $(,)?) {
            en { say: $en:literal, $(help: $help_en:literal,)? what: $what_en:literal, why: $why_en:literal, fix: $fix_en:literal $(,)? }
            ja { say: $ja:literal, $(help: $help_ja:literal,)? what: $what_ja:literal, why: $why_ja:literal, fix: $fix_ja:literal $(,)? }
            ko { say: $ko:literal, $(help: $help_ko:literal,)? what: $what_ko:literal, why: $why_ko:literal, fix: $fix_ko:literal $(,)? }
            example: $example:literal $(,)?
        }
    )*) => {
        /// The pages of these messages.
        pub const PAGES: &[$crate::messages::Page] = &[$($crate::messages::Page {
            code: concat!($kind, "::", stringify!($name)),
            severity: $crate::messages::severity!($severity),
            say: [$en, $ja, $ko],
            help: [
                $crate::messages::optional!($($help_en)?),
                $crate::messages::optional!($($help_ja)?),
                $crate::messages::optional!($($help_ko)?),
            ],
            what: [$what_en, $what_ja, $what_ko],
            why: [$why_en, $why_ja, $why_ko],
            fix: [$fix_en, $fix_ja, $fix_ko],
            example: $example,
        }),*];

        $(
            #[doc = $en]
            #[allow(unused_variables, clippy::too_many_arguments)]
            pub fn $name(at: $crate::ast::At $(, $arg: impl $crate::messages::Say)*) -> $crate::diag::Diagnostic {
                let say = {
                    let texts = [
                        { $(let $arg = $arg.say($crate::messages::Lang::En);)* format!($en) },
                        { $(let $arg = $arg.say($crate::messages::Lang::Ja);)* format!($ja) },
                        { $(let $arg = $arg.say($crate::messages::Lang::Ko);)* format!($ko) },
                    ];
                    $crate::messages::Wording::new(texts)
                };
                let help = {
                    let texts: [Option<String>; 3] = [
                        { $(let $arg = $arg.say($crate::messages::Lang::En);)* $crate::messages::formatted!($($help_en)?) },
                        { $(let $arg = $arg.say($crate::messages::Lang::Ja);)* $crate::messages::formatted!($($help_ja)?) },
                        { $(let $arg = $arg.say($crate::messages::Lang::Ko);)* $crate::messages::formatted!($($help_ko)?) },
                    ];
                    $crate::messages::Wording::all(texts)
                };
                $crate::diag::Diagnostic {
                    code: concat!($kind, "::", stringify!($name)),
                    severity: $crate::messages::severity!($severity),
                    at,
                    message: say,
                    help,
                    related: Vec::new(),
                }
            }
        )*
    };
}

/// Declares phrases: parts of messages, such as the sentence at a related place or a help that several messages share, and what the command line says.
/// Each is a function of its values.
#[doc(hidden)]
#[macro_export]
macro_rules! phrases {
    ($($name:ident($($arg:ident),* $(,)?) { en: $en:literal, ja: $ja:literal, ko: $ko:literal $(,)? })*) => {
        $(
            #[doc = $en]
            #[allow(unused_variables)]
            pub fn $name($($arg: impl $crate::messages::Say),*) -> $crate::messages::Wording {
                $crate::messages::Wording::new([
                    { $(let $arg = $arg.say($crate::messages::Lang::En);)* format!($en) },
                    { $(let $arg = $arg.say($crate::messages::Lang::Ja);)* format!($ja) },
                    { $(let $arg = $arg.say($crate::messages::Lang::Ko);)* format!($ko) },
                ])
            }
        )*
    };
}

macro_rules! severity {
    (error) => {
        $crate::diag::Severity::Error
    };
    (warning) => {
        $crate::diag::Severity::Warning
    };
}
macro_rules! optional {
    () => {
        None
    };
    ($text:literal) => {
        Some($text)
    };
}
macro_rules! formatted {
    () => {
        None
    };
    ($text:literal) => {
        Some(format!($text))
    };
}
pub use phrases;
pub(crate) use {formatted, messages, optional, severity};

/// What is said of the language itself, whatever the kind.
const LANGUAGE: &[&[&[Page]]] = &[
    &[crate::schema::messages::PAGES, crate::names::PAGES, crate::network::PAGES, crate::stages::messages::PAGES],
    &crate::resolve::messages::PAGES,
    &crate::syntax::PAGES,
    crate::project::messages::PAGES,
];

/// Every page: those of the kinds, in the order of the registry, then those of the language itself and of the Django project.
pub fn pages() -> impl Iterator<Item = &'static Page> {
    crate::kinds::pages().chain(LANGUAGE.iter().copied().flatten().copied().flatten())
}

/// The page of a code.
pub fn page(code: &str) -> Option<&'static Page> {
    pages().find(|page| page.code == code)
}
