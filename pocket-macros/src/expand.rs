//! A checked block → Rust. On any mistake the same names come out without their contents, so that one mistake is one message.

pub(crate) mod editor;
mod program;
mod stages;

use crate::host::Host;
use crate::{disk, parse, report};
use pocket_files::Disk;
use pocket_model::messages::Lang;
use pocket_model::project::Files;
use proc_macro2::{Span, TokenStream};
use quote::quote;

/// The whole macro. `disk` has the files of the Django project.
pub(crate) fn pocket(tokens: TokenStream, crate_name: &str, lang: Lang, host: Host, disk: Option<&Disk>) -> TokenStream {
    let words = (host == Host::Editor).then(|| editor::words(tokens.clone()));
    let parsed = parse::parse(tokens, crate_name, host);
    // What could be read is resolved even after a mistake of syntax, for the fields of the stages; but its mistakes are often only what the parser
    // left out, so they wait until the syntax is right.
    let disk = disk.filter(|_| parsed.diagnostics.is_empty());
    let compiled = pocket_model::compile(&parsed.project, disk.map(|disk| disk as &dyn Files));
    let diagnostics = if parsed.diagnostics.is_empty() { &compiled.diagnostics } else { &parsed.diagnostics };
    let errors = report::errors(diagnostics, &parsed.spans, lang);
    let sound = errors.is_empty();
    let stages = stages::module(&parsed, &compiled, sound);
    let functions = if sound { program::functions(&parsed, &compiled) } else { program::fallback(&parsed, &compiled) };
    // A program with mistakes is compiled again anyway.
    let files = disk.filter(|_| sound).map(disk::dependencies);
    // An editor compares the expansions with and without the word that is being typed by position: what depends on the words alone stands first,
    // the errors, whose text changes with each key pressed, stand last.
    quote!(#words #stages #functions #files #errors)
}

/// The place of what nobody wrote: no editor takes it for a word of the block.
pub(crate) fn nowhere() -> Span {
    Span::mixed_site()
}
