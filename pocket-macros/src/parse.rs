//! Tokens → [`ast::Project`], with recovery: a mistake is noted, the parser goes on behind it, and all mistakes are reported at once.

mod docs;
mod items;
mod literals;
mod project;
mod values;

use crate::host::Host;
use crate::spans::Spans;
use pocket_model::ast::{At, Name, Project};
use pocket_model::diag::{Diagnostic, Sink};
use pocket_model::messages::Wording;
use pocket_model::syntax;
use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::HashMap;
use syn::buffer::{Cursor, TokenBuffer};

/// What was read.
pub(crate) struct Parsed {
    pub(crate) project: Project,
    /// Mistakes of syntax only.
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) spans: Spans,
    /// The tokens of each word and path that stands as a value: a hook or a Rust value.
    pub(crate) paths: HashMap<At, TokenStream>,
    /// The places of the Rust values: the index is the number in `ValueKind::Opaque`.
    pub(crate) opaque: Vec<At>,
}

/// Reads a whole block.
pub(crate) fn parse(tokens: TokenStream, crate_name: &str, host: Host) -> Parsed {
    let buffer = TokenBuffer::new2(tokens);
    let mut state = State { spans: Spans::new(host), sink: Sink::new(), paths: HashMap::new(), opaque: Vec::new(), field: String::new() };
    let project = Parser::new(buffer.begin(), Span::call_site(), &mut state).project(crate_name);
    Parsed { project, diagnostics: state.sink.finish(), spans: state.spans, paths: state.paths, opaque: state.opaque }
}

/// What all parsers of one block share.
struct State {
    spans: Spans,
    sink: Sink,
    paths: HashMap<At, TokenStream>,
    opaque: Vec<At>,
    /// The name of the field whose value is being read, for the text to type.
    field: String,
}

/// Why a construct could not be read. The mistake is noted already.
enum Stop {
    /// The rest of the construct means nothing: go on behind its `;` or block.
    Skip,
    /// The same, but a block may be part of it: go on behind its `;`.
    Expression,
    /// What stands here is sound: go on with it.
    Resume,
}

type Parse<T> = Result<T, Stop>;

/// What stands next.
enum Next {
    End,
    Word(Ident),
    Literal(Literal),
    Punct(char),
    Group(Delimiter),
}

/// Reads one nesting level.
struct Parser<'t, 's> {
    cursor: Cursor<'t>,
    /// The token before.
    last: Span,
    /// Its text, where that is short enough for a message.
    last_text: String,
    state: &'s mut State,
}

impl<'t, 's> Parser<'t, 's> {
    fn new(cursor: Cursor<'t>, last: Span, state: &'s mut State) -> Self {
        Parser { cursor, last, last_text: String::new(), state }
    }

    fn next(&self) -> Next {
        if self.cursor.eof() {
            return Next::End;
        }
        if let Some((word, _)) = self.cursor.ident() {
            return Next::Word(word);
        }
        if let Some((literal, _)) = self.cursor.literal() {
            return Next::Literal(literal);
        }
        if let Some((punct, _)) = self.cursor.punct() {
            return Next::Punct(punct.as_char());
        }
        for delimiter in [Delimiter::Brace, Delimiter::Bracket, Delimiter::Parenthesis] {
            if self.cursor.group(delimiter).is_some() {
                return Next::Group(delimiter);
            }
        }
        // A lifetime, or an empty group without delimiters from a macro of the user's.
        Next::Punct('\'')
    }

    /// Moves behind the next token, through the invisible groups that a user's own macro leaves around what it was given.
    fn bump(&mut self) {
        let cursor = self.cursor;
        let token = None
            .or_else(|| cursor.ident().map(|(word, rest)| (word.span(), word.to_string(), rest)))
            .or_else(|| cursor.literal().map(|(literal, rest)| (literal.span(), literal.to_string(), rest)))
            .or_else(|| cursor.punct().map(|(punct, rest)| (punct.span(), punct.to_string(), rest)))
            .or_else(|| cursor.token_tree().map(|(tree, rest)| (end(&tree), String::new(), rest)));
        if let Some((span, text, rest)) = token {
            (self.last, self.last_text, self.cursor) = (span, text, rest);
        }
    }

    /// Moves behind the next token if it is a word.
    fn word(&mut self) -> Option<Name> {
        let (ident, _) = self.cursor.ident()?;
        let at = self.state.spans.at(ident.span());
        self.bump();
        Some(Name { at, text: plain(&ident) })
    }

    /// Moves behind the next token if it is that sign.
    fn punct(&mut self, sign: char) -> Option<At> {
        let (punct, _) = self.cursor.punct()?;
        if punct.as_char() != sign {
            return None;
        }
        let at = self.state.spans.at(punct.span());
        self.bump();
        Some(at)
    }

    /// Whether `#!` stands next. rustc and proc-macro2 do not agree whether these two are joint.
    fn peek_inner_attribute(&self) -> bool {
        let second = self.cursor.punct().filter(|(sign, _)| sign.as_char() == '#').and_then(|(_, rest)| rest.punct());
        second.is_some_and(|(sign, _)| sign.as_char() == '!')
    }

    /// Whether these signs stand next, without a space between them.
    fn peek_puncts(&self, signs: &str) -> bool {
        let mut cursor = self.cursor;
        let last = signs.len() - 1;
        signs.chars().enumerate().all(|(index, sign)| match cursor.punct() {
            Some((punct, rest)) if punct.as_char() == sign => {
                cursor = rest;
                index == last || punct.spacing() == proc_macro2::Spacing::Joint
            }
            _ => false,
        })
    }

    /// Moves into the next token if it is such a group, reads it with `read`, and moves behind it.
    fn group<T>(&mut self, delimiter: Delimiter, read: impl FnOnce(&mut Parser<'t, '_>) -> T) -> Option<T> {
        let (inside, span, after) = self.cursor.group(delimiter)?;
        let result = read(&mut Parser::new(inside, span.open(), self.state));
        (self.cursor, self.last) = (after, span.close());
        self.last_text.clear();
        Some(result)
    }

    /// The place of the next token (of a group: its opening sign), or right after the token before if there is none.
    fn here(&mut self) -> At {
        match self.cursor.token_tree() {
            Some((TokenTree::Group(group), _)) => self.state.spans.at(group.span_open()),
            Some((tree, _)) => self.state.spans.at(tree.span()),
            None => self.after_last(),
        }
    }

    /// The place right after the token before.
    fn after_last(&mut self) -> At {
        self.state.spans.after(self.last)
    }

    /// The next token, in words.
    fn found(&self) -> Wording {
        match self.cursor.token_tree() {
            None => syntax::end_of_block(),
            Some((TokenTree::Group(group), _)) => match group.delimiter() {
                Delimiter::Brace => "`{`".into(),
                Delimiter::Bracket => "`[`".into(),
                Delimiter::Parenthesis => "`(`".into(),
                Delimiter::None => format!("`{}`", group.stream()).into(),
            },
            Some((TokenTree::Punct(first), rest)) => match rest.punct() {
                Some((second, _)) if first.spacing() == proc_macro2::Spacing::Joint && !matches!(second.as_char(), ';' | ',') => {
                    format!("`{first}{second}`").into()
                }
                _ => format!("`{first}`").into(),
            },
            Some((tree, _)) => format!("`{}`", tree.to_token_stream()).into(),
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.state.sink.push(diagnostic);
    }

    /// Notes a mistake that makes the rest of the construct meaningless.
    fn fail<T>(&mut self, diagnostic: Diagnostic) -> Parse<T> {
        self.report(diagnostic);
        Err(Stop::Skip)
    }

    /// Moves to where the next construct begins.
    fn recover(&mut self, stop: Stop) {
        match stop {
            Stop::Skip => self.skip_past(|next| matches!(next, Next::Punct(';') | Next::Group(Delimiter::Brace))),
            Stop::Expression => self.skip_past(|next| matches!(next, Next::Punct(';'))),
            Stop::Resume => {}
        }
    }

    /// Moves to where the next value of a list begins.
    fn recover_to_comma(&mut self) {
        self.skip_past(|next| matches!(next, Next::Punct(',')));
    }

    fn skip_past(&mut self, is_end: impl Fn(&Next) -> bool) {
        while !self.cursor.eof() {
            let end = is_end(&self.next());
            self.bump();
            if end {
                break;
            }
        }
    }
}

/// The last token of a tree.
fn end(tree: &TokenTree) -> Span {
    match tree {
        TokenTree::Group(group) => group.span_close(),
        tree => tree.span(),
    }
}

/// The text of a word, without the `r#` of a raw one.
pub(crate) fn plain(ident: &Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map(str::to_owned).unwrap_or(text)
}
