//! `mod stages`: one struct a stage.

use super::nowhere;
use crate::parse::Parsed;
use pocket_model::ast::At;
use pocket_model::{Compiled, Outline, OutlineItem};
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use std::collections::HashSet;

/// Traits of outputs that depend on what is in a stage.
const CAPABILITIES: [&str; 3] = ["HasDatabase", "HasMedia", "HasCache"];

/// The module. Without a sound program the structs can still be named, and promise everything.
pub(super) fn module(parsed: &Parsed, compiled: &Compiled, sound: bool) -> TokenStream {
    let mut seen = HashSet::new();
    let mut structs = TokenStream::new();
    for outline in &compiled.stages {
        if let Some(name) = struct_name(parsed, &outline.name, outline.at).filter(|name| seen.insert(name.to_string())) {
            structs.extend(stage(parsed, outline, &name, sound));
        }
    }
    // A stage that the model could not resolve.
    for stage in &parsed.project.stages {
        if let Some(name) = struct_name(parsed, &stage.name.text, stage.name.at).filter(|name| seen.insert(name.to_string())) {
            structs.extend(declaration(parsed, &name, &stage.name.text, "", &TokenStream::new()));
            structs.extend(implementation(parsed, &name, &stage.name.text, &TokenStream::new(), &CAPABILITIES, false));
        }
    }
    quote_spanned! {nowhere()=>
        /// The stages of the program, each with what is in it.
        #[allow(dead_code)]
        pub mod stages { #structs }
    }
}

fn stage(parsed: &Parsed, outline: &Outline, name: &Ident, sound: bool) -> TokenStream {
    let (mut fields, mut taken) = (TokenStream::new(), TokenStream::new());
    // Two labels that become one field are a mistake already; a second message from rustc about it would be noise.
    let mut seen = HashSet::new();
    for item in outline.items.iter().filter(|item| seen.insert(&item.field)) {
        let field = Ident::new(&item.field, parsed.spans.declared(item.at));
        let kind = Ident::new(item.type_name, nowhere());
        let doc = item_doc(item);
        fields.extend(quote_spanned!(nowhere()=> #[doc = #doc] pub #field: ::pocket::kinds::#kind,));
        let (keyword, label) = (&item.keyword, optional(item.label.as_deref()));
        taken.extend(quote_spanned!(nowhere()=> #field: items.take(#keyword, #label)?,));
    }
    let capabilities: &[&str] = if sound { &outline.capabilities } else { &CAPABILITIES };
    let mut tokens = declaration(parsed, name, &outline.name, outline.doc.as_deref().unwrap_or_default(), &fields);
    tokens.extend(implementation(parsed, name, &outline.name, &taken, capabilities, sound));
    tokens
}

fn declaration(parsed: &Parsed, name: &Ident, stage: &str, doc: &str, fields: &TokenStream) -> TokenStream {
    let mut text = format!("The stage `{stage}`.");
    if !doc.is_empty() {
        text = format!("{doc}\n\n{text}");
    }
    quote_spanned! {parsed.spans.beside(name.span())=>
        #[doc = #text]
        #[derive(Debug, Clone)]
        pub struct #name { #fields }
    }
}

fn implementation(parsed: &Parsed, name: &Ident, stage: &str, taken: &TokenStream, capabilities: &[&str], sound: bool) -> TokenStream {
    let beside = parsed.spans.beside(name.span());
    let capabilities = capabilities.iter().map(|capability| {
        let capability = Ident::new(capability, nowhere());
        quote_spanned!(beside=> impl ::pocket::#capability for #name {})
    });
    // The program does not compile, so this never runs; only its type matters.
    let (items, program) = if sound {
        (quote!(::core::result::Result::Ok(#name { #taken })), quote!(super::__pocket_program()))
    } else {
        (quote!(::core::unreachable!()), quote!(::core::unreachable!()))
    };
    let items_name = if taken.is_empty() || !sound { quote!(_) } else { quote_spanned!(nowhere()=> items) };
    quote_spanned! {beside=>
        impl ::pocket::Stage for #name {
            const NAME: &'static ::core::primitive::str = #stage;
            fn program() -> ::pocket::Program { #program }
            fn from_items(#items_name: &::pocket::Items) -> ::pocket::Result<Self> { #items }
        }
        impl ::pocket::hooks::Serves<#name> for #name {}
        #(#capabilities)*
        impl #name {
            /// Synthesizes this stage and deploys it, as the command `deploy` does.
            ///
            /// # Errors
            /// Whatever makes a deploy fail: the same errors as those of the command.
            pub async fn run(&self) -> ::pocket::Result<::pocket::Outputs<Self>> {
                super::app().deploy(self).await
            }
        }
    }
}

/// `my-shop` → `MyShop`, at the stage's name. `None` for what can be no Rust name; the model has refused it then.
pub(super) fn struct_name(parsed: &Parsed, stage: &str, at: At) -> Option<Ident> {
    let mut name = String::new();
    for word in stage.split(['-', '_']) {
        let mut letters = word.chars();
        name.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        name.push_str(letters.as_str());
    }
    if name == "Self" || syn::parse_str::<Ident>(&name).is_err() {
        return None;
    }
    Some(Ident::new(&name, parsed.spans.extent(at).first))
}

fn item_doc(item: &OutlineItem) -> String {
    let written = match &item.label {
        Some(label) => format!("`{} {label}`", item.keyword),
        None => format!("`{}`", item.keyword),
    };
    match (&item.doc, item.implied) {
        (Some(doc), _) => format!("{doc}\n\n{written}"),
        (None, true) => format!("{written}, which nobody wrote: other items need it."),
        (None, false) => format!("{written}."),
    }
}

fn optional(text: Option<&str>) -> TokenStream {
    match text {
        Some(text) => quote!(::core::option::Option::Some(#text)),
        None => quote!(::core::option::Option::None),
    }
}
