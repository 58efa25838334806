//! What a deployed stage gives: a URL always, and what the stage declares, as methods that exist only for such a stage.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::Arc;

/// The stage of a function that serves all stages: `AfterDeploy<'_>` is `AfterDeploy<'_, AnyStage>`.
#[derive(Debug, Clone, Copy)]
pub enum AnyStage {}

/// A context of this stage may be given to a function that stands in the stage `S`.
#[diagnostic::on_unimplemented(
    message = "this function is written for `{Self}`, and stands in another stage",
    label = "written for `{Self}`",
    note = "a function for any stage takes its context without a stage: `AfterDeploy<'_>`"
)]
pub trait Serves<S>: 'static {}

// The macro adds `impl Serves<Dev> for Dev {}` for each stage.
#[diagnostic::do_not_recommend]
impl<S: 'static> Serves<S> for AnyStage {}

macro_rules! capabilities {
    ($($(#[doc = $doc:literal])* $name:ident, $message:literal, $note:literal;)*) => {$(
        $(#[doc = $doc])*
        #[diagnostic::on_unimplemented(
            message = $message,
            label = "not known to be there",
            note = $note,
            note = "a function for one stage names it: `AfterDeploy<'_, stages::Dev>`"
        )]
        pub trait $name {}
    )*};
}

capabilities! {
    /// The stage has a database. The macro implements it.
    HasDatabase, "`{Self}` has no database", "declare one in the stage, such as `neon;`";
    /// The stage has a bucket for uploads. The macro implements it.
    HasMedia, "`{Self}` has no bucket for uploads", "declare `s3;` in the stage";
    /// The stage has a cache. The macro implements it.
    HasCache, "`{Self}` has no cache", "declare one in the stage, such as `efs_cache;`";
}

/// What a deployed stage gives.
#[derive(Debug)]
pub struct Outputs<S = AnyStage> {
    values: Arc<BTreeMap<String, String>>,
    stage: PhantomData<fn() -> S>,
}

impl<S> Clone for Outputs<S> {
    fn clone(&self) -> Self {
        Outputs { values: self.values.clone(), stage: PhantomData }
    }
}

impl<S> Outputs<S> {
    /// The output with the site's address.
    pub const URL: &'static str = "url";
    /// The output with the database's host and name, `host/name`: never a password.
    pub const DATABASE: &'static str = "database";
    /// The output with the name of the bucket for uploads.
    pub const MEDIA: &'static str = "media";
    /// The output with the folder of the cache, as the functions see it.
    pub const CACHE: &'static str = "cache";

    /// From what the engine has collected.
    pub fn new(values: Arc<BTreeMap<String, String>>) -> Self {
        Outputs { values, stage: PhantomData }
    }

    /// One output by its name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The site's address, without a slash at the end.
    pub fn url(&self) -> &str {
        self.get(Self::URL).unwrap_or_default()
    }

    /// Where the database is: for Neon, `project/branch`. The password stays in the stage's secrets.
    pub fn database(&self) -> &str
    where
        S: HasDatabase,
    {
        self.get(Self::DATABASE).unwrap_or_default()
    }

    /// The name of the bucket for uploads.
    pub fn media(&self) -> &str
    where
        S: HasMedia,
    {
        self.get(Self::MEDIA).unwrap_or_default()
    }

    /// The folder of the cache, as the functions see it.
    pub fn cache(&self) -> &str
    where
        S: HasCache,
    {
        self.get(Self::CACHE).unwrap_or_default()
    }
}
