//! A tolerant reader of settings modules: what they assign at their top level, as far as it is literal, through their chain of star imports.
//!
//! It runs nothing. What stands in an `if` or a `try`, what a function computes, and what another package brings is unknown.

mod lines;
mod module;
mod value;
mod variables;

pub use module::{Place, Setting, Settings};
pub use value::Value;

pub(crate) use module::read;

use crate::project::files::{Files, Look};

/// Whether a module has a name at its top level, as far as its text says; `true` where it may.
pub(crate) fn may_have(files: &dyn Files, file: &str, name: &str) -> bool {
    let Look::Text(text) = files.look(file) else { return true };
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let named = text.match_indices(name).any(|(start, _)| {
        !text[..start].chars().next_back().is_some_and(word) && !text[start + name.len()..].chars().next().is_some_and(word)
    });
    named || text.contains("import *") || text.contains("globals()") || text.contains("__getattr__")
}

/// The string literals of a piece of Python, in order.
pub(crate) fn strings(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['"', '\'']) {
        let quote = &rest[start..=start];
        let Some((literal, after)) = rest[start + 1..].split_once(quote) else { break };
        found.push(literal.to_owned());
        rest = after;
    }
    found
}
