//! What stands in a stage or a block: entries, routes, `without`, and the doc comments on them.

use super::docs::{Docs, attach_doc};
use super::{Next, Parse, Parser, Stop, plain};
use pocket_model::ast::{At, Entry, Label, Name, Node, Route, Value, ValueKind, Without};
use pocket_model::kinds;
use pocket_model::messages::shared::write;
use pocket_model::syntax;
use proc_macro2::Delimiter;
use syn::Lit;

/// Where a node stands: this decides what a doc comment on it means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Top,
    Stage,
    Body,
}

impl Parser<'_, '_> {
    /// The nodes of a stage or a block.
    pub(super) fn nodes(&mut self, place: Place) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut after_block = false;
        while !self.cursor.eof() {
            if self.stray_end(after_block) {
                continue;
            }
            let docs = self.attributes();
            let result = match self.next() {
                Next::Word(word) if matches!(plain(&word).as_str(), "stage" | "every") => self.nested_stage(),
                Next::Word(_) => self.node().map(|mut node| {
                    attach_doc(self, &mut node, docs, place);
                    nodes.push(node);
                }),
                _ => self.not_a_word(&docs),
            };
            if let Err(stop) = result {
                self.recover(stop);
            }
            after_block = self.last_is_brace();
        }
        nodes
    }

    /// One node; a word stands next.
    pub(super) fn node(&mut self) -> Parse<Node> {
        let Some(keyword) = self.word() else { return Err(Stop::Resume) };
        match keyword.text.as_str() {
            "route" => self.route(keyword.at).map(Node::Route),
            "without" => self.without(keyword.at).map(Node::Without),
            _ => self.entry(keyword).map(Node::Entry),
        }
    }

    /// `keyword label? (from x | : value)? (; | { … })`
    fn entry(&mut self, keyword: Name) -> Parse<Entry> {
        let mut entry = Entry { keyword, label: None, from: None, value: None, body: None, doc: None };
        entry.label = match self.label() {
            Ok(None) if entry.keyword.text == "project" => self.name_of_digits(),
            Ok(label) => label,
            Err(_) => return Ok(entry),
        };
        match self.next() {
            Next::Word(word) if word == "from" => {
                self.bump();
                entry.from = match self.name() {
                    Some(stage) => Some(stage),
                    None => {
                        let (at, found) = match self.next() {
                            Next::Literal(_) => (self.here(), self.found()),
                            _ => (self.after_last(), self.found()),
                        };
                        let help = write(format!("{} from dev;", written(&entry)));
                        return self.fail(syntax::expected_word(at, syntax::stage_after_from(), found).help(help));
                    }
                };
            }
            Next::Punct(':') if !self.peek_puncts("::") => {
                self.bump();
                entry.value = Some(self.field_value(&entry)?);
            }
            Next::Punct('=') if !self.peek_puncts("=>") => {
                let at = self.here();
                self.bump();
                self.report(syntax::equals(at, format!("{}: {};", written(&entry), self.rest())));
                entry.value = Some(self.field_value(&entry)?);
            }
            Next::Literal(_) | Next::Word(_) | Next::Group(Delimiter::Bracket) if self.value_without_colon() => {
                let (name, at, found) = (written(&entry), self.after_last(), self.found());
                let help = write(format!("{name}: {};", self.rest()));
                self.report(syntax::missing_colon(at, name, found).help(help));
                entry.value = Some(self.field_value(&entry)?);
            }
            _ => {}
        }
        entry.body = self.terminator(Place::Body)?;
        Ok(entry)
    }

    /// Whether what stands next can only be a value: a label is a word or a string.
    fn value_without_colon(&self) -> bool {
        match self.cursor.ident() {
            Some((_, rest)) => rest.group(Delimiter::Parenthesis).is_some(),
            None => true,
        }
    }

    /// The text up to the end of the entry, or dots for more than a word.
    fn rest(&self) -> String {
        match self.cursor.token_tree() {
            Some((tree, rest)) if rest.eof() || rest.punct().is_some_and(|(sign, _)| matches!(sign.as_char(), ';' | ',')) => {
                tree.to_string()
            }
            _ => "…".into(),
        }
    }

    fn field_value(&mut self, entry: &Entry) -> Parse<Value> {
        self.state.field = written(entry);
        self.value()
    }

    /// A label, if one stands next. An error, already noted, where a keyword shows that the `;` before it is missing: the entry ends there.
    fn label(&mut self) -> Parse<Option<Label>> {
        match self.next() {
            Next::Word(word) if word == "from" || self.value_without_colon() => Ok(None),
            Next::Word(word) if kinds::is_keyword(&plain(&word)) => {
                self.missing_semicolon();
                Err(Stop::Resume)
            }
            Next::Word(_) => Ok(self.name().map(|name| Label { at: name.at, text: name.text, quoted: false })),
            Next::Literal(literal) => match Lit::new(literal) {
                Lit::Str(text) if text.suffix().is_empty() => {
                    let at = self.here();
                    self.bump();
                    Ok(Some(Label { at, text: text.value(), quoted: true }))
                }
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }

    /// `2shop`, which Rust reads as a number: no name, and the rules say so.
    fn name_of_digits(&mut self) -> Option<Label> {
        let Next::Literal(literal) = self.next() else { return None };
        let at = self.here();
        self.bump();
        let name = self.name_from(Name { at, text: literal.to_string() });
        Some(Label { at, text: name.text, quoted: false })
    }

    /// A name: words and numbers with hyphens between them, `my-shop-2`, which Rust reads as several tokens.
    pub(super) fn name(&mut self) -> Option<Name> {
        let first = self.word()?;
        Some(self.name_from(first))
    }

    fn name_from(&mut self, mut name: Name) -> Name {
        while self.punct('-').is_some() {
            name.text.push('-');
            self.state.spans.extend(name.at, self.last);
            match self.next() {
                Next::Word(word) => name.text.push_str(&plain(&word)),
                Next::Literal(literal) => name.text.push_str(&literal.to_string()),
                _ => break,
            }
            self.bump();
            self.state.spans.extend(name.at, self.last);
        }
        self.last_text.clone_from(&name.text);
        name
    }

    /// `route pattern => target (; | { … })`
    fn route(&mut self, at: At) -> Parse<Route> {
        let pattern = match self.next() {
            Next::Word(_) => self.word().map(|name| Value { at: name.at, kind: ValueKind::Word(name.text) }),
            Next::Literal(literal) => Some(self.literal(literal, false)?),
            _ => None,
        };
        let Some(pattern) = pattern else {
            let (place, found) = (self.here(), self.found());
            let form = syntax::expected_word(place, syntax::a_pattern(), found).message;
            return self.fail(syntax::expected_value(place, "route").saying(form).help(syntax::write_a_route()));
        };
        if !self.peek_puncts("=>") {
            let (place, found) = (self.here(), self.found());
            return self.fail(syntax::unexpected(place, syntax::an_arrow(), found).help(syntax::write_a_route()));
        }
        self.bump();
        self.bump();
        let Some(target) = self.word() else {
            let (place, found) = (self.here(), self.found());
            return self.fail(syntax::expected_word(place, syntax::a_target(), found).help(syntax::write_a_route()));
        };
        Ok(Route { at, pattern, target, body: self.terminator(Place::Body)? })
    }

    /// `without keyword label?;`
    fn without(&mut self, at: At) -> Parse<Without> {
        let Some(keyword) = self.word() else {
            let (place, found) = (self.here(), self.found());
            return self.fail(syntax::expected_word(place, syntax::item_after_without(), found).help(write("without efs_cache;")));
        };
        let Ok(label) = self.label() else { return Ok(Without { at, keyword, label: None }) };
        let (place, found) = (self.here(), self.found());
        if self.terminator(Place::Body)?.is_some() {
            let diagnostic = syntax::unexpected(place, syntax::an_end(), found).saying(syntax::without_takes_no_block(&keyword.text));
            self.report(diagnostic.help(write(format!("without {};", keyword.text))));
        }
        Ok(Without { at, keyword, label })
    }

    /// The end of an entry: `;`, or a block, whose nodes it returns.
    pub(super) fn terminator(&mut self, place: Place) -> Parse<Option<Vec<Node>>> {
        match self.next() {
            Next::Punct(';') => self.bump(),
            Next::Group(Delimiter::Brace) => return Ok(self.group(Delimiter::Brace, |inside| inside.nodes(place))),
            Next::End | Next::Word(_) | Next::Punct('#') => self.missing_semicolon(),
            Next::Punct(',') => {
                let at = self.here();
                let help = write(format!("{};", self.last_text));
                let mistake = syntax::comma(at);
                self.report(if self.last_text.is_empty() { mistake } else { mistake.help(help) });
                self.bump();
            }
            _ => {
                let (at, found) = (self.here(), self.found());
                return self.fail(syntax::unexpected(at, syntax::an_end(), found).help(syntax::ends_in()));
            }
        }
        Ok(None)
    }

    /// Notes that the `;` after the token before is missing.
    pub(super) fn missing_semicolon(&mut self) {
        let at = self.after_last();
        let text = self.last_text.clone();
        let mistake = syntax::missing_semicolon(at, &text);
        self.report(match text.as_str() {
            "" => mistake.saying(syntax::missing_one_semicolon()).help(syntax::end_with_semicolon()),
            _ => mistake,
        });
    }

    /// Notes a `;` or a `,` that ends nothing, and moves behind it.
    pub(super) fn stray_end(&mut self, after_block: bool) -> bool {
        if after_block && let Some(at) = self.punct(',') {
            self.report(syntax::comma(at).saying(syntax::no_comma_after_a_block()).help(syntax::delete_the_comma()));
            return true;
        }
        let Some(at) = self.punct(';') else { return false };
        self.report(if after_block { syntax::semicolon_after_block(at) } else { syntax::double_semicolon(at) });
        true
    }

    /// Whether the token before closed a group: of all that can end a node, only a block does.
    pub(super) fn last_is_brace(&self) -> bool {
        self.last_text.is_empty()
    }

    /// Notes that something else stands where an item begins.
    pub(super) fn not_a_word(&mut self, docs: &Docs) -> Parse<()> {
        if self.cursor.eof() {
            if let Some(at) = docs.at {
                self.report(syntax::dangling_doc(at));
            }
            return Ok(());
        }
        let (at, found) = (self.here(), self.found());
        let mistake = syntax::expected_word(at, syntax::a_word(), found);
        self.fail(mistake.help(match self.next() {
            Next::Group(Delimiter::Brace) => syntax::block_follows_a_word(),
            _ => syntax::begins_with_a_word(),
        }))
    }

    fn nested_stage(&mut self) -> Parse<()> {
        let at = self.here();
        self.fail(syntax::nested_stage(at))
    }
}

/// How an entry is written up to its colon.
fn written(entry: &Entry) -> String {
    match &entry.label {
        Some(label) if label.quoted => format!("{} \"{}\"", entry.keyword.text, label.text),
        Some(label) => format!("{} {}", entry.keyword.text, label.text),
        None => entry.keyword.text.clone(),
    }
}
