//! Types whose values are words of a fixed set.

use crate::messages::{Wording, phrases};

/// Declares a type whose values are words of a fixed set.
macro_rules! words {
    ($(#[doc = $doc:literal])* $name:ident { $($(#[doc = $vdoc:literal])* $variant:ident = $word:literal),+ $(,)? } $(flag $flag:ident)? $(off $off:ident)?) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[doc = $vdoc])* $variant),+ }

        impl $name {
            /// As written in a program.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl $crate::schema::FieldValue for $name {
            const RUST: &'static str = "";
            const VARIANTS: Option<$crate::schema::Variants> = Some($crate::schema::Variants {
                path: concat!(module_path!(), "::", stringify!($name)),
                words: &[$(($word, stringify!($variant))),+],
            });

            fn written(&self) -> String {
                self.word().to_string()
            }

            fn expects() -> $crate::messages::Wording {
                $crate::schema::one_of(Self::words())
            }

            fn from_value(value: &$crate::ast::ValueKind) -> Option<Self> {
                match value {
                    $($crate::ast::ValueKind::Word(word) if word == $word => Some($name::$variant),)+
                    $($crate::ast::ValueKind::Bool(false) => Some($name::$off),)?
                    _ => None,
                }
            }

            fn from_flag() -> Option<Self> {
                $crate::kinds::pick!(None $(, Some($name::$flag))?)
            }

            fn words() -> &'static [&'static str] {
                &[$($word),+]
            }
        }
    };
}
pub(crate) use words;

/// "`a`, `b`, `c`"
pub fn quoted<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// "`a`, `b` or `c`"
pub fn one_of(words: &[&str]) -> Wording {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => phrase(rest.join(", "), last, rest.join("、")),
        _ => quoted.concat().into(),
    }
}

phrases! {
    phrase(rest, last, listed) { en: "{rest} or {last}", ja: "{listed}、{last} のいずれか", ko: "{rest}, {last} 중 하나" }
}
