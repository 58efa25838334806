//! What is said of the Django project, a file a topic.

pub(crate) mod build;
pub(crate) mod data;
pub(crate) mod finding;
pub(crate) mod modules;
pub(crate) mod packages;

use crate::messages::Page;

/// All pages.
pub(crate) const PAGES: &[&[Page]] = &[finding::PAGES, modules::PAGES, packages::PAGES, data::PAGES, build::PAGES];
