//! Where a project lists what it needs, and what stands there.

mod lists;
pub(crate) mod lock;
mod marker;
pub(crate) mod platform;
pub(crate) mod toml;

pub use lists::{Listed, Lists, Named, Source, candidates, find, generated, read};
pub use platform::glibc;

pub(crate) use marker::holds;

/// A package's name as all of its spellings have it. Source: PyPA, "Names and normalization".
pub fn normal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.trim().chars() {
        match c {
            '-' | '_' | '.' if out.ends_with('-') => {}
            '-' | '_' | '.' => out.push('-'),
            c => out.push(c.to_ascii_lowercase()),
        }
    }
    out
}
