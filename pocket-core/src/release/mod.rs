//! A release: the artifact of a Django project, published and switched to.

pub mod artifact;
