//! Shows mistakes: one `compile_error!` each, under the exact tokens, in the order of the source.

use crate::spans::{Spans, file_name};
use pocket_model::diag::{Diagnostic, Severity};
use pocket_model::messages::Lang;
use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, TokenStream, TokenTree};

/// The compile errors. Warnings are left to `check` and `plan`: a macro has no stable way to warn.
pub(crate) fn errors(diagnostics: &[Diagnostic], spans: &Spans, lang: Lang) -> TokenStream {
    let mut errors: Vec<_> = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
    errors.sort_by_key(|diagnostic| (spans.line_column(diagnostic.at), diagnostic.at));
    errors.into_iter().flat_map(|diagnostic| compile_error(diagnostic, spans, lang)).collect()
}

/// What is wrong, its code, and below it what to type. The words `note` and `help` are rustc's own, in every language.
pub(crate) fn text(diagnostic: &Diagnostic, spans: &Spans, lang: Lang) -> String {
    let mut text = format!("{} [{}]", diagnostic.message.text(lang), diagnostic.code);
    let mut lines = Vec::new();
    for (at, sentence) in &diagnostic.related {
        let ((line, column), file) = (spans.line_column(*at), file_name(spans.extent(*at).first));
        // rust-analyzer knows places only as it draws them.
        if !file.is_empty() {
            lines.push(format!("note: {}: {file}:{line}:{column}", sentence.text(lang)));
        }
    }
    lines.extend(diagnostic.help.iter().map(|help| format!("help: {}", help.text(lang).replace('\n', "\n          "))));
    if !lines.is_empty() {
        text.push('\n');
    }
    for line in lines {
        text.push_str("\n  = ");
        text.push_str(&line);
    }
    text
}

/// `::core::compile_error! { "…" }`. rustc underlines from the first token of the call to its last one, so these carry the ends of the extent.
/// rust-analyzer underlines the name of the macro.
fn compile_error(diagnostic: &Diagnostic, spans: &Spans, lang: Lang) -> TokenStream {
    let (extent, name) = (spans.around(diagnostic.at), spans.extent(diagnostic.at).first);
    let punct = |char, spacing| {
        let mut punct = Punct::new(char, spacing);
        punct.set_span(extent.first);
        TokenTree::Punct(punct)
    };
    let mut message = Literal::string(&text(diagnostic, spans, lang));
    message.set_span(extent.last);
    let mut braces = Group::new(Delimiter::Brace, TokenTree::Literal(message).into());
    braces.set_span(extent.last);
    [
        punct(':', Spacing::Joint),
        punct(':', Spacing::Alone),
        TokenTree::Ident(Ident::new("core", extent.first)),
        punct(':', Spacing::Joint),
        punct(':', Spacing::Alone),
        TokenTree::Ident(Ident::new("compile_error", name)),
        punct('!', Spacing::Alone),
        TokenTree::Group(braces),
    ]
    .into_iter()
    .collect()
}
