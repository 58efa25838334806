//! The content of `pocket::dsl`: every word of the language, under the name that stands in a block, as an item with a doc comment. It is made from the
//! registry, so a new kind is in it as soon as it is registered.
//!
//! The items themselves stand where they are declared, and "go to definition" leads there: these are new names for them, sorted by where a word may
//! stand, as completion offers all that is in a module. An `__end` closes each module; see `expand::editor`.

use pocket_model::kinds;
use pocket_model::resolve::POINTS;
use pocket_model::schema::{FieldSpec, Place, Spec};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// The modules: `top` and `stage` for what begins an item, `item` for what stands in one, `fields` by keyword, `values` by keyword and field.
pub(crate) fn modules() -> TokenStream {
    let beginning = |places: [Place; 2]| {
        kinds::all().filter(move |kind| places.contains(&kind.place)).map(|kind| {
            let (name, keyword) = (ident(kind.type_name), ident(kind.keyword));
            quote!(pub use ::pocket_core::model::kinds::#name as #keyword;)
        })
    };
    let (top, stage) = (beginning([Place::Top, Place::Both]), beginning([Place::Stage, Place::Both]));
    let (fields, values) = (kinds::all().map(fields), kinds::all().map(values));
    let points = POINTS.map(ident);
    quote! {
        pub mod top { pub use ::pocket_core::model::dsl::top::*; #(#top)* #[doc(hidden)] pub type __end = (); }
        pub mod stage { pub use ::pocket_core::model::dsl::stage::*; #(#stage)* #[doc(hidden)] pub type __end = (); }
        pub mod item { pub use ::pocket_core::model::dsl::item::*; }
        pub mod fields {
            #(#fields)*
            pub mod hooks { #(pub use ::pocket_core::hooks::points::#points;)* #[doc(hidden)] pub type __end = (); }
        }
        pub mod values { #(#values)* }
    }
}

fn fields(kind: &Spec) -> TokenStream {
    let keyword = ident(kind.keyword);
    quote!(pub mod #keyword { pub use ::pocket_core::model::kinds::#keyword::fields::*; #[doc(hidden)] pub type __end = (); })
}

/// The values by field, and those of the field that a value after the keyword sets beside them: `cloud: embedded;`.
fn values(kind: &Spec) -> TokenStream {
    let keyword = ident(kind.keyword);
    let fields = kind.fields.iter().map(|field| {
        let (name, words) = (ident(field.name), words(field));
        quote!(#[doc(hidden)] pub mod #name { #words #[doc(hidden)] pub const __end: () = (); })
    });
    let own = match kind.value {
        Some(field) => {
            let field = ident(field);
            quote!(pub use self::#field::*;)
        }
        None => quote!(
            #[doc(hidden)]
            pub const __end: () = ();
        ),
    };
    quote!(pub mod #keyword { #(#fields)* #own })
}

fn words(field: &FieldSpec) -> TokenStream {
    let mut words = TokenStream::new();
    if let Some(variants) = field.variants {
        let path: Vec<Ident> = variants.path.split("::").skip(1).map(ident).collect();
        for (word, variant) in variants.words {
            let variant = ident(variant);
            // A word that is no Rust name, such as a version number, can have no item.
            if let Some(word) = syn::parse_str::<Ident>(word).ok().as_ref().and_then(nameable) {
                words.extend(quote!(pub use ::pocket_core::model::#(#path::)*#variant as #word;));
            }
        }
    } else {
        // `env("X")` stands for any string.
        let strings = (field.rust == "&str").then_some("env");
        for call in (field.words)().iter().copied().chain(strings).map(ident) {
            words.extend(quote!(pub use ::pocket_core::model::dsl::calls::#call;));
        }
    }
    words
}

/// A word of the block as a name in a path. `None` for the words that cannot even be raw names.
pub(crate) fn nameable(word: &Ident) -> Option<Ident> {
    let text = word.to_string();
    match text.as_str() {
        "_" | "self" | "Self" | "super" | "crate" => None,
        _ if text.starts_with("r#") || syn::parse_str::<Ident>(&text).is_ok() => Some(word.clone()),
        _ => Some(Ident::new_raw(&text, word.span())),
    }
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
