//! Mistakes and failures as people read them: on stderr, with the line of their program.

use crate::error::{Audience, Error};
use crate::program::Places;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use pocket_model::ast::At;
use pocket_model::diag::{Diagnostic, Severity};
use pocket_model::messages::Lang;
use std::io::IsTerminal;

fn renderer() -> Renderer {
    let colour = std::io::stderr().is_terminal() && crate::ui::wants_colour();
    if colour { Renderer::styled() } else { Renderer::plain() }
}

/// A diagnostic as rustc shows one, or without the source line where the file is gone.
pub fn diagnostic(diagnostic: &Diagnostic, places: &Places, lang: Lang) -> String {
    let message = diagnostic.message.text(lang);
    let title = match diagnostic.severity {
        Severity::Error => Level::ERROR.primary_title(message),
        Severity::Warning => Level::WARNING.primary_title(message),
    };
    let source = std::fs::read_to_string(places.source()).unwrap_or_default();
    let mut group = title.id(diagnostic.code).element(snippet(&source, places, diagnostic, lang));
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.text(lang)));
    }
    renderer().render(&[group])
}

/// The lines around a place, or its position alone.
fn snippet<'a>(
    source: &'a str,
    places: &'a Places,
    diagnostic: &'a Diagnostic,
    lang: Lang,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let mut snippet = Snippet::source(source).path(places.file()).fold(true);
    if let Some(span) = span(source, places, diagnostic.at) {
        snippet = snippet.annotation(AnnotationKind::Primary.span(span));
    }
    for (at, message) in &diagnostic.related {
        if let Some(span) = span(source, places, *at) {
            snippet = snippet.annotation(AnnotationKind::Context.span(span).label(message.text(lang)));
        }
    }
    snippet
}

/// The bytes of the word or literal at a place.
fn span(source: &str, places: &Places, at: At) -> Option<std::ops::Range<usize>> {
    let (line, column) = places.position(at)?;
    let before: usize = source.split_inclusive('\n').take(line as usize - 1).map(str::len).sum();
    let text = source.get(before..)?.lines().next()?;
    let start = text.char_indices().nth(column as usize - 1).map(|(index, _)| index)?;
    let rest = &text[start..];
    let length = if let Some(string) = rest.strip_prefix('"') {
        string.find('"').map_or(rest.len(), |end| end + 2)
    } else {
        rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')).unwrap_or(rest.len()).max(1)
    };
    Some(before + start..before + start + length.min(rest.len()))
}

/// A failed operation.
pub fn error(error: &Error, places: Option<&Places>) -> String {
    let mut text = match error.audience {
        Audience::Bug => format!("error: {} (this is a bug in pocket)", error.message),
        Audience::User | Audience::Usage => format!("error: {}", error.message),
    };
    if let (Some(at), Some(places)) = (error.at, places) {
        text.push_str(&format!("\n  --> {}", places.show(at)));
    }
    if let Some(detail) = &error.detail {
        let indented: Vec<String> = detail.trim_end().lines().map(|line| format!("  | {line}")).collect();
        text.push_str(&format!("\n{}", indented.join("\n")));
    }
    for hint in &error.hints {
        text.push_str(&format!("\n  help: {hint}"));
    }
    text
}
