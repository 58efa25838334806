//! The layered tests live in this package's `[[test]]` targets; see README.md.
