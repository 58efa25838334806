//! The registry of kinds: one folder and one line each. Everything that names a kind outside of its folder is generated here.

use crate::cost::{Around, Way};
use crate::diag::Sink;
use crate::graph::{Facts, Implied, Synth};
use crate::messages::Page;
use crate::resolve::Item;
use crate::schema::{Head, Spec};

/// What one declaration of a kind yields: see the `kind!` macro.
pub trait Schema: Sized {
    /// The schema.
    const SPEC: &'static Spec;

    /// Reads an item, noting every wrong value.
    fn read(item: &Item, sink: &mut Sink) -> Self;

    /// Label, place, doc comment.
    fn head(&self) -> &Head;
}

/// What a kind means. Every method has a default that does nothing, so that a kind says only what it is about.
pub trait Kind: Schema {
    /// What its rules say: the catalogue of its folder, a list a file.
    const PAGES: &'static [&'static [Page]] = &[];

    /// The item to add where the user wrote none: a default of every stage, or what another item needs.
    fn implied(_implied: &Implied<'_>) -> Option<Item> {
        None
    }

    /// Rules on this item alone and with its neighbours.
    fn check(&self, _stage: &StageView<'_>, _sink: &mut Sink) {}

    /// What it needs, provides, grants and costs: known before any template is written.
    fn declare(&self, _facts: &mut Facts) {}

    /// Cheaper ways to have what it stands for all month, in a stage whose budget is exceeded.
    fn cheaper(&self, _stage: &StageView<'_>) -> Vec<Way> {
        Vec::new()
    }

    /// Its resources.
    fn synth(&self, _synth: &mut Synth<'_>) {}
}

/// A stage as rules see it. Its name can be shown and not compared: stage names mean nothing.
#[derive(Debug, Clone, Copy)]
pub struct StageView<'a> {
    pub(crate) name: &'a str,
    pub(crate) project: &'a str,
    /// Everything in the stage, in the order of the registry.
    pub resources: &'a [Resource],
    /// What they declare.
    pub facts: &'a Facts,
    /// What the other stages have.
    pub around: &'a Around,
}

impl StageView<'_> {
    /// The name, for messages.
    pub fn name(&self) -> impl std::fmt::Display {
        self.name
    }

    /// `{project}-{stage}`, the beginning of every physical name.
    pub fn prefix(&self) -> String {
        format!("{}-{}", self.project, self.name)
    }

    /// Cheaper ways to have what the stage has, the one that saves most first. Some exclude others.
    pub fn cheaper(&self) -> Vec<Way> {
        let mut ways: Vec<Way> = self.resources.iter().flat_map(|resource| resource.cheaper(self)).collect();
        ways.sort_by(|a, b| b.saves.total_cmp(&a.saves));
        ways
    }
}

/// Declares a kind: its struct, schema, defaults and reference text in one place. Behind `=>` stand values that a program may have where the type, the
/// range and the default do not say one.
macro_rules! kind {
    (
        $(#[doc = $doc:literal])*
        $keyword:literal => $name:ident {
            place: $place:ident, label: $label:ident
            $(, value: $value:literal)? $(, block: $block:literal)? $(, from: $from:literal)? $(, open: $open:literal)?
            $(, labels: [$($sample_label:expr),+ $(,)?])?
        }
        $(
            $(#[doc = $fdoc:literal])*
            $field:ident: $type:ty $([$low:expr, $high:expr])? $(= $default:expr)? $(=> [$($sample:expr),+ $(,)?])?;
        )*
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            /// Label, place and doc comment.
            pub head: $crate::schema::Head,
            $($(#[doc = $fdoc])* pub $field: $crate::schema::Field<$type>,)*
        }

        /// The fields as items of their own: what an editor shows and finds for the name of a field in a block. See [`crate::dsl`].
        #[doc(hidden)]
        #[allow(non_camel_case_types)]
        pub mod fields {
            #[allow(unused_imports)]
            use super::*;

            $($(#[doc = $fdoc])* pub type $field = $type;)*
        }

        impl $crate::kinds::Schema for $name {
            const SPEC: &'static $crate::schema::Spec = &$crate::schema::Spec {
                keyword: $keyword,
                type_name: stringify!($name),
                doc: &[$($doc),*],
                place: $crate::schema::Place::$place,
                label: $crate::schema::LabelRule::$label,
                value: $crate::kinds::pick!(None $(, Some($value))?),
                block: $crate::kinds::pick!(true $(, $block)?),
                from: $crate::kinds::pick!(false $(, $from)?),
                open: $crate::kinds::pick!(false $(, $open)?),
                labels: &[$($(stringify!($sample_label)),+)?],
                fields: &[$($crate::schema::FieldSpec {
                    name: stringify!($field),
                    doc: &[$($fdoc),*],
                    expects: <$type as $crate::schema::FieldValue>::expects,
                    rust: <$type as $crate::schema::FieldValue>::RUST,
                    default: || {
                        let default: Option<$type> = $crate::kinds::pick!(None $(, Some($default))?);
                        default.as_ref().map($crate::schema::FieldValue::written)
                    },
                    samples: || {
                        let known: &[$type] = &[$($low, $high,)? $($default)?];
                        let mut samples = <$type as $crate::schema::FieldValue>::samples();
                        samples.extend(known.iter().map($crate::schema::FieldValue::written));
                        let listed: &[&str] = &[$($(stringify!($sample)),+)?];
                        samples.extend(listed.iter().map(|sample| sample.to_string()));
                        samples.sort();
                        samples.dedup();
                        samples
                    },
                    words: <$type as $crate::schema::FieldValue>::words,
                    variants: <$type as $crate::schema::FieldValue>::VARIANTS,
                }),*],
            };

            #[allow(unused_variables, unused_mut)]
            fn read(item: &$crate::resolve::Item, sink: &mut $crate::diag::Sink) -> Self {
                let mut reader = $crate::schema::Reader::new(item, Self::SPEC, sink);
                $(let $field = $crate::kinds::read_field!(reader, stringify!($field), $crate::kinds::pick!(None $(, Some($default))?) $(, $low, $high)?);)*
                $name { head: item.head(), $($field),* }
            }

            fn head(&self) -> &$crate::schema::Head {
                &self.head
            }
        }
    };
}
macro_rules! pick {
    ($default:expr) => {
        $default
    };
    ($default:expr, $given:expr) => {
        $given
    };
}
macro_rules! read_field {
    ($reader:ident, $name:expr, $default:expr) => {
        $reader.field($name, $default)
    };
    ($reader:ident, $name:expr, $default:expr, $low:expr, $high:expr) => {
        $reader.field_within($name, $default, $low, $high)
    };
}
pub(crate) use {pick, read_field};

/// The registry. The order is that in which items are read, shown and synthesized: what is needed stands before what needs it.
macro_rules! kinds {
    ($($module:ident::$name:ident),* $(,)?) => {
        $(pub mod $module;)*
        $(pub use $module::$name;)*

        /// One item of a stage, typed.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Resource { $(#[doc = concat!("`", stringify!($module), "`")] $name($name)),* }

        const SPECS: &[&Spec] = &[$(<$name as Schema>::SPEC),*];

        impl Resource {
            /// Reads an item as its kind.
            pub fn read(item: &Item, sink: &mut Sink) -> Resource {
                $(if std::ptr::eq(item.spec, <$name as Schema>::SPEC) || item.spec.keyword == <$name as Schema>::SPEC.keyword {
                    return Resource::$name(<$name as Schema>::read(item, sink));
                })*
                unreachable!("every item's spec is of the registry")
            }

            /// Its schema.
            pub fn spec(&self) -> &'static Spec {
                match self { $(Resource::$name(_) => <$name as Schema>::SPEC),* }
            }

            /// Label, place, doc comment.
            pub fn head(&self) -> &Head {
                match self { $(Resource::$name(item) => Schema::head(item)),* }
            }

            pub(crate) fn check(&self, stage: &StageView<'_>, sink: &mut Sink) {
                match self { $(Resource::$name(item) => Kind::check(item, stage, sink)),* }
            }

            pub(crate) fn declare(&self, facts: &mut Facts) {
                match self { $(Resource::$name(item) => Kind::declare(item, facts)),* }
            }

            pub(crate) fn cheaper(&self, stage: &StageView<'_>) -> Vec<Way> {
                match self { $(Resource::$name(item) => Kind::cheaper(item, stage)),* }
            }

            pub(crate) fn synth(&self, synth: &mut Synth<'_>) {
                match self { $(Resource::$name(item) => Kind::synth(item, synth)),* }
            }
        }

        /// What the rules of all kinds say.
        pub(crate) fn pages() -> impl Iterator<Item = &'static Page> {
            let pages: [&'static [&'static [Page]]; SPECS.len()] = [$(<$name as Kind>::PAGES),*];
            pages.into_iter().flatten().copied().flatten()
        }

        $(impl TryFrom<&Resource> for $name {
            type Error = ();

            fn try_from(resource: &Resource) -> Result<Self, ()> {
                match resource { Resource::$name(item) => Ok(item.clone()), _ => Err(()) }
            }
        })*

        pub(crate) fn implied(implied: &Implied<'_>) -> Vec<Item> {
            [$(<$name as Kind>::implied(implied)),*].into_iter().flatten().collect()
        }
    };
}

kinds! {
    region::Region,
    budget::Budget,
    cloud::Cloud,
    protected::Protected,
    django::Django,
    settings::Settings,
    env::Env,
    secrets::Secrets,
    secret::Secret,
    vpc::Vpc,
    neon::Neon,
    s3::S3,
    efs_cache::EfsCache,
    lambda::Lambda,
    release::Release,
    schedule::Schedule,
}

/// Every kind, in the order of the registry.
pub fn all() -> impl Iterator<Item = &'static Spec> {
    SPECS.iter().copied()
}

/// The kind of that keyword.
pub fn find(keyword: &str) -> Option<&'static Spec> {
    all().find(|spec| spec.keyword == keyword)
}

/// Whether the word begins an item: then it cannot be a label, and a `;` before it is missing.
pub fn is_keyword(word: &str) -> bool {
    find(word).is_some() || crate::resolve::RESERVED.contains(&word)
}
