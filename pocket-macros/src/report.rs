//! Shows mistakes: one `compile_error!` each, under the exact tokens, in the order of the source.

use crate::spans::{Spans, file_name};
use pocket_model::diag::{Diagnostic, Severity};
use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, TokenStream, TokenTree};

/// The compile errors. Warnings are left to `check` and `plan`: a macro has no stable way to warn.
pub(crate) fn errors(diagnostics: &[Diagnostic], spans: &Spans) -> TokenStream {
    let mut errors: Vec<_> = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
    errors.sort_by_key(|diagnostic| (spans.line_column(diagnostic.at), diagnostic.at));
    errors.into_iter().flat_map(|diagnostic| compile_error(diagnostic, spans)).collect()
}

/// What is wrong, its code, and below it what to type.
pub(crate) fn text(diagnostic: &Diagnostic, spans: &Spans) -> String {
    let mut text = format!("{} [{}]", diagnostic.message, diagnostic.code);
    let mut lines = Vec::new();
    for (at, sentence) in &diagnostic.related {
        let (line, column) = spans.line_column(*at);
        // `first declared here` is a label where an underline can point; in a line of text it takes the place's name.
        let sentence = sentence.strip_suffix(" here").map(str::to_owned).unwrap_or_else(|| format!("{sentence} is"));
        lines.push(format!("note: {sentence} at {}:{line}:{column}", file_name(spans.extent(*at).first)));
    }
    lines.extend(diagnostic.help.iter().map(|help| format!("help: {}", help.replace('\n', "\n          "))));
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
fn compile_error(diagnostic: &Diagnostic, spans: &Spans) -> TokenStream {
    let extent = spans.extent(diagnostic.at);
    let punct = |char, spacing| {
        let mut punct = Punct::new(char, spacing);
        punct.set_span(extent.first);
        TokenTree::Punct(punct)
    };
    let mut message = Literal::string(&text(diagnostic, spans));
    message.set_span(extent.last);
    let mut braces = Group::new(Delimiter::Brace, TokenTree::Literal(message).into());
    braces.set_span(extent.last);
    [
        punct(':', Spacing::Joint),
        punct(':', Spacing::Alone),
        TokenTree::Ident(Ident::new("core", extent.first)),
        punct(':', Spacing::Joint),
        punct(':', Spacing::Alone),
        TokenTree::Ident(Ident::new("compile_error", extent.first)),
        punct('!', Spacing::Alone),
        TokenTree::Group(braces),
    ]
    .into_iter()
    .collect()
}
