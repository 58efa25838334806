//! `fn app()`, and the program as data: what was written, where, and the values that only Rust knows.

use super::{nowhere, stages::struct_name};
use crate::parse::Parsed;
use pocket_model::Compiled;
use pocket_model::ast::At;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use std::collections::BTreeSet;

/// The functions of a sound program.
pub(super) fn functions(parsed: &Parsed, compiled: &Compiled) -> TokenStream {
    let project = &parsed.project;
    // One string costs rustc next to nothing, whatever the size of the program; a tree of struct literals would be type-checked node by node.
    let ast = serde_json::to_string(project).expect("the tree has string keys and finite numbers only");
    let crate_name = &project.crate_name;
    let places = parsed.spans.places().map(|(line, column)| {
        let (line, column) = (Literal::u32_unsuffixed(line), Literal::u32_unsuffixed(column));
        quote!((#line, #column))
    });
    let values = values(parsed, compiled);
    let stages = compiled.stages.iter().filter_map(|outline| {
        let name = struct_name(parsed, &outline.name, outline.at)?;
        let hooks = outline.hooks.iter().map(|(point, hook)| registration(parsed, hook.at, Registration::Hook(point)));
        let commands = outline.commands.iter().map(|(name, hook)| registration(parsed, hook.at, Registration::Command(&name.text)));
        Some(quote_spanned!(nowhere()=> .stage::<stages::#name>(::pocket::hooks::StageHooks::<stages::#name>::new() #(#hooks)* #(#commands)*)))
    });
    quote_spanned! {nowhere()=>
        #[doc(hidden)]
        fn __pocket_program() -> ::pocket::Program {
            ::pocket::Program {
                ast: #ast,
                file: ::core::file!(),
                manifest_dir: ::core::env!("CARGO_MANIFEST_DIR"),
                crate_name: #crate_name,
                places: &[#(#places),*],
                values: #values,
            }
        }

        /// The program: `app().run()` is its command line.
        pub fn app() -> ::pocket::App {
            ::pocket::App::new(__pocket_program()) #(#stages)*
        }
    }
}

/// What a program with mistakes has instead, so that its `main` is no second mistake. It names the functions and constants of the block, or else
/// rustc would call their imports unused.
pub(super) fn fallback(parsed: &Parsed, compiled: &Compiled) -> TokenStream {
    let hooks = compiled.stages.iter().flat_map(|stage| stage.hooks.iter().map(|(_, hook)| hook.at));
    let commands = compiled.stages.iter().flat_map(|stage| stage.commands.iter().map(|(_, hook)| hook.at));
    let places: BTreeSet<At> = parsed.opaque.iter().copied().chain(hooks).chain(commands).collect();
    let paths = places.iter().filter_map(|at| parsed.paths.get(at));
    quote_spanned! {nowhere()=>
        /// The program.
        pub fn app() -> ::pocket::App {
            #(_ = #paths;)*
            ::core::unreachable!()
        }
    }
}

/// The Rust values by number, each held to the type that its field wants. The whole conversion stands at the value's own place, so that a value of
/// another type is rustc's error under the value.
fn values(parsed: &Parsed, compiled: &Compiled) -> TokenStream {
    let values = parsed.opaque.iter().enumerate().map(|(number, at)| {
        let wanted = compiled.opaque.iter().find(|(opaque, name)| usize::try_from(*opaque) == Ok(number) && !name.is_empty());
        match (wanted, parsed.paths.get(at)) {
            (Some((_, wanted)), Some(path)) => {
                let wanted = rust_type(wanted, span(parsed, *at));
                quote_spanned!(span(parsed, *at)=> ::core::option::Option::Some({ let value: #wanted = #path; ::pocket::value(value) }))
            }
            _ => quote!(::core::option::Option::None),
        }
    });
    quote!(::std::vec![#(#values),*])
}

/// The model's name of a Rust type, as a path that no import of the user's can change.
fn rust_type(name: &str, span: Span) -> TokenStream {
    let primitive = |name: &str| {
        let name = Ident::new(name, span);
        quote_spanned!(span=> ::core::primitive::#name)
    };
    match name {
        // What Django's own settings take is any value of the language.
        "any" => quote_spanned!(span=> _),
        "&str" => quote_spanned!(span=> &'static ::core::primitive::str),
        "u32" | "bool" | "f64" => primitive(name),
        unit => {
            let name = Ident::new(unit, span);
            quote_spanned!(span=> ::pocket::units::#name)
        }
    }
}

enum Registration<'a> {
    /// At a point.
    Hook(&'a str),
    /// With a name.
    Command(&'a str),
}

/// `.hook::<point, _, _>(at, "seed", seed)`, all of it at the function's name: rustc underlines the call too when the function does not fit.
fn registration(parsed: &Parsed, at: At, registration: Registration<'_>) -> TokenStream {
    let span = span(parsed, at);
    let path = parsed.paths.get(&at).cloned().unwrap_or_default();
    let number = Literal::u32_unsuffixed(at.0);
    match registration {
        Registration::Hook(point) => {
            let name = path.to_string().replace(' ', "");
            let point = Ident::new(point, span);
            quote_spanned!(span=> .hook::<::pocket::points::#point, _, _>(#number, #name, #path))
        }
        Registration::Command(name) => quote_spanned!(span=> .command(#number, #name, #path)),
    }
}

fn span(parsed: &Parsed, at: At) -> Span {
    parsed.spans.around(at).first
}
