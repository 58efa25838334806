//! What only an editor gets: each word of the block once more, as the name of the documented item that it stands for in `pocket::dsl`.
//!
//! rust-analyzer answers hover, completion and "go to definition" for a token by what became of it in the expansion. So each word comes out at its own
//! place in a path such as `::pocket::dsl::fields::neon::branch`. Three things are held here:
//!
//! - The words are read from the tokens, not from the AST: what the parser skips after a mistake is just what is being typed.
//! - A word that nobody knows comes out like any other. Nothing is said about a path of several segments that leads nowhere, so the message about the
//!   word stays ours alone, while the words that could stand there are offered.
//! - What stands before a word depends on the tokens before it alone. For completion rust-analyzer expands a second time with a word of its own at the
//!   cursor, and looks in the first expansion at the same position: an `__end` after each list of words is what it finds there when nothing is typed yet.

use super::nowhere;
use crate::dsl::nameable;
use crate::parse::plain;
use pocket_model::kinds;
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::buffer::{Cursor, TokenBuffer};

/// All words of a block.
pub(crate) fn words(tokens: TokenStream) -> TokenStream {
    let buffer = TokenBuffer::new2(tokens);
    let mut words = Words { statements: TokenStream::new() };
    words.block(buffer.begin(), &Block::Top);
    let statements = words.statements;
    quote_spanned! {nowhere()=>
        #[allow(path_statements, unused)]
        const _: fn() = || { #statements };
    }
}

/// What kind of names a block takes.
enum Block {
    Top,
    Stage,
    /// The fields of an item, by its keyword.
    Item(Ident),
    /// The points of `hooks`.
    Hooks,
    /// Names of the user's own.
    Commands,
}

/// What a word means that stands as a value.
enum Place {
    /// A word of the language: the path to those that may stand here.
    Words(TokenStream),
    /// A function of the user's.
    Function,
    /// In a Django setting nothing has a meaning but a Rust value.
    Value,
}

struct Words {
    statements: TokenStream,
}

impl Words {
    fn block(&mut self, mut cursor: Cursor<'_>, block: &Block) {
        while !cursor.eof() {
            cursor = match cursor.ident() {
                Some((word, rest)) => self.entry(&word, rest, block),
                None => skip(cursor),
            };
        }
        self.name(&Ident::new("__end", nowhere()), block);
    }

    /// From behind the first word of an entry to behind the entry.
    fn entry<'t>(&mut self, keyword: &Ident, mut cursor: Cursor<'t>, block: &Block) -> Cursor<'t> {
        let text = plain(keyword);
        self.name(keyword, block);
        // Words after these are names, even where they look like the next item.
        let named = matches!(text.as_str(), "project" | "stage" | "every" | "without" | "route");
        if let Some((word, rest)) = cursor.ident().filter(|_| named) {
            match text.as_str() {
                "every" => self.name(&word, &Block::Top),
                "without" => self.name(&word, &Block::Stage),
                _ => {}
            }
            cursor = rest;
        }
        while !cursor.eof() {
            if let Some((word, rest)) = cursor.ident() {
                if word == "from" {
                    self.statements.extend(quote_spanned!(nowhere()=> let _: ::pocket::dsl::item::#word;));
                } else if !named && kinds::is_keyword(&plain(&word)) {
                    return cursor;
                }
                let stage = rest.ident().filter(|_| word == "from");
                cursor = stage.map_or(rest, |(_, rest)| rest);
            } else if let Some(rest) = sets(cursor) {
                cursor = self.values(rest, &place(keyword, block));
                // A word behind a value begins the next entry.
                if cursor.ident().is_some() {
                    return cursor;
                }
            } else if let Some((sign, rest)) = cursor.punct() {
                cursor = rest;
                if matches!(sign.as_char(), ';' | ',') {
                    return cursor;
                }
            } else if let Some((inside, _, rest)) = cursor.group(Delimiter::Brace) {
                self.body(keyword, &text, inside, block);
                return rest;
            } else {
                cursor = skip(cursor);
            }
        }
        cursor
    }

    /// The block of an entry.
    fn body(&mut self, keyword: &Ident, text: &str, inside: Cursor<'_>, outside: &Block) {
        match (outside, text) {
            (Block::Top, "stage" | "every") => self.block(inside, &Block::Stage),
            (_, "hooks") => self.block(inside, &Block::Hooks),
            (_, "commands") => self.block(inside, &Block::Commands),
            (Block::Top | Block::Stage, _) => {
                if let Some(keyword) = nameable(keyword) {
                    self.block(inside, &Block::Item(nowhere_at(&keyword)));
                }
            }
            (Block::Item(_) | Block::Hooks | Block::Commands, _) => {}
        }
    }

    /// The first word of an entry.
    fn name(&mut self, word: &Ident, block: &Block) {
        let Some(word) = nameable(word) else { return };
        self.statements.extend(match block {
            Block::Top => quote_spanned!(nowhere()=> let _: ::pocket::dsl::top::#word;),
            Block::Stage => quote_spanned!(nowhere()=> let _: ::pocket::dsl::stage::#word;),
            Block::Hooks => quote_spanned!(nowhere()=> let _: ::pocket::dsl::fields::hooks::#word;),
            Block::Item(keyword) if !own_name(keyword, &word) => quote_spanned!(nowhere()=> let _: ::pocket::dsl::fields::#keyword::#word;),
            Block::Item(_) | Block::Commands => return,
        });
    }

    /// A value up to what ends it, and the end of the words that could stand there.
    fn values<'t>(&mut self, cursor: Cursor<'t>, place: &Place) -> Cursor<'t> {
        let cursor = self.value(cursor, place);
        if let Place::Words(path) = place {
            self.statements.extend(quote_spanned!(nowhere()=> let _ = #path __end;));
        }
        cursor
    }

    fn value<'t>(&mut self, mut cursor: Cursor<'t>, place: &Place) -> Cursor<'t> {
        let mut complete = false;
        while !cursor.eof() {
            if let Some((_, rest)) = cursor.ident() {
                // A word behind a complete value, or before a colon, begins the next entry.
                if complete || sets(rest).is_some() {
                    break;
                }
                (cursor, complete) = (self.path(cursor, place), true);
            } else if double_colon(cursor).is_some() {
                (cursor, complete) = (self.path(cursor, place), true);
            } else if let Some((sign, rest)) = cursor.punct() {
                if matches!(sign.as_char(), ';' | ',' | '#') {
                    break;
                }
                (cursor, complete) = (rest, false);
            } else if let Some((inside, _, rest)) = cursor.group(Delimiter::Bracket) {
                self.list(inside, place);
                (cursor, complete) = (rest, true);
            } else if let Some((inside, _, rest)) = cursor.group(Delimiter::Brace) {
                if complete {
                    break;
                }
                self.map(inside);
                (cursor, complete) = (rest, true);
            } else {
                (cursor, complete) = (skip(cursor), true);
            }
        }
        cursor
    }

    fn list(&mut self, mut cursor: Cursor<'_>, place: &Place) {
        while !cursor.eof() {
            cursor = self.value(cursor, place);
            // What separates two values, or what no value begins with.
            cursor = skip(cursor);
        }
    }

    /// `{ "key": value, … }`, in the settings.
    fn map(&mut self, mut cursor: Cursor<'_>) {
        while !cursor.eof() {
            cursor = match cursor.punct() {
                Some((sign, rest)) if sign.as_char() == ':' => self.value(rest, &Place::Value),
                _ => skip(cursor),
            };
        }
    }

    /// A word of the language, or a Rust path.
    fn path<'t>(&mut self, mut cursor: Cursor<'t>, place: &Place) -> Cursor<'t> {
        let (mut path, mut words, mut qualified) = (TokenStream::new(), Vec::new(), false);
        let unfinished = loop {
            let colons = double_colon(cursor);
            if let Some((colons, rest)) = &colons {
                path.extend(colons.clone());
                (cursor, qualified) = (*rest, true);
            }
            match cursor.ident() {
                Some((word, rest)) if words.is_empty() || colons.is_some() => {
                    nameable(&word).as_ref().unwrap_or(&word).to_tokens(&mut path);
                    words.push(word);
                    cursor = rest;
                }
                _ => break colons.is_some(),
            }
        };
        let single = words.first().filter(|_| !qualified);
        self.statements.extend(match (single, place) {
            _ if words.is_empty() => return cursor,
            // Nothing is said about a path of several segments that leads nowhere.
            _ if unfinished => quote_spanned!(nowhere()=> let _ = #path __end;),
            (Some(word), _) if nameable(word).is_none() || word == "true" || word == "false" => return cursor,
            (Some(word), Place::Words(path)) if !is_constant(word) => {
                let word = nameable(word);
                quote_spanned!(nowhere()=> let _ = #path #word;)
            }
            // As a call, or else completion would write the parentheses of one.
            (_, Place::Function) => quote_spanned!(nowhere()=> let _ = || #path(loop {});),
            _ => quote_spanned!(nowhere()=> let _ = #path;),
        });
        cursor
    }
}

/// What words mean as the value of an entry.
fn place(keyword: &Ident, block: &Block) -> Place {
    let word = nameable(keyword).map(|word| nowhere_at(&word));
    match block {
        Block::Hooks | Block::Commands => Place::Function,
        Block::Top | Block::Stage if word.is_some() => Place::Words(quote_spanned!(nowhere()=> ::pocket::dsl::values::#word::)),
        Block::Item(item) if word.is_some() && !own_name(item, keyword) => {
            Place::Words(quote_spanned!(nowhere()=> ::pocket::dsl::values::#item::#word::))
        }
        Block::Top | Block::Stage | Block::Item(_) => Place::Value,
    }
}

/// Whether a name in an item's block is the user's own: a Django setting. An item with fields alone has no such names.
fn own_name(item: &Ident, name: &Ident) -> bool {
    is_constant(name) && kinds::find(&plain(item)).is_some_and(|kind| kind.open)
}

/// Whether the word begins like a Rust constant. Only the beginning counts: the end may be rust-analyzer's.
fn is_constant(word: &Ident) -> bool {
    plain(word).starts_with(|first: char| first.is_ascii_uppercase())
}

/// Behind the `:` or `=` that stands before a value.
fn sets(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let (sign, rest) = cursor.punct()?;
    let next = rest.punct().map(|(sign, _)| sign.as_char());
    (sign.as_char() == ':' && next != Some(':') || sign.as_char() == '=' && next != Some('>')).then_some(rest)
}

fn double_colon(cursor: Cursor<'_>) -> Option<(TokenStream, Cursor<'_>)> {
    let (first, rest) = cursor.punct().filter(|(sign, _)| sign.as_char() == ':')?;
    let (second, rest) = rest.punct().filter(|(sign, _)| sign.as_char() == ':')?;
    Some((TokenStream::from_iter([TokenTree::Punct(first), TokenTree::Punct(second)]), rest))
}

fn nowhere_at(word: &Ident) -> Ident {
    let mut word = word.clone();
    word.set_span(nowhere());
    word
}

/// Behind the next token.
fn skip(cursor: Cursor<'_>) -> Cursor<'_> {
    cursor.token_tree().map_or(Cursor::empty(), |(_, rest): (TokenTree, _)| rest)
}
