//! Five lines of Rust that put a Django site on AWS.
