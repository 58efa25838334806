//! What stands in a stage or a block: entries, routes, `without`, and the doc comments on them.

use super::docs::{Docs, attach_doc};
use super::{Next, Parse, Parser, Stop, codes, plain};
use pocket_model::ast::{At, Entry, Label, Name, Node, Route, Value, ValueKind, Without};
use pocket_model::diag::Diagnostic;
use pocket_model::kinds;
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
            if self.stray_semicolon(after_block) {
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
            Ok(label) => label,
            Err(_) => return Ok(entry),
        };
        match self.next() {
            Next::Word(word) if word == "from" => {
                self.bump();
                entry.from = match self.name() {
                    Some(stage) => Some(stage),
                    None => {
                        let at = self.after_last();
                        let help = format!("write `{} from dev;`", entry.keyword.text);
                        return self
                            .fail(Diagnostic::error(codes::EXPECTED_WORD, at, "expected the name of a stage after `from`").help(help));
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
                let help = format!("write `{}: {};`", written(&entry), self.rest());
                self.report(Diagnostic::error(codes::EQUALS, at, "a field is set with `:`, not with `=`").help(help));
                entry.value = Some(self.field_value(&entry)?);
            }
            Next::Literal(_) | Next::Word(_) | Next::Group(Delimiter::Bracket | Delimiter::Parenthesis) if self.value_without_colon() => {
                let (name, at, found) = (written(&entry), self.after_last(), self.found());
                let message = format!("missing `:` between `{name}` and its value, found {found}");
                self.report(Diagnostic::error(codes::MISSING_COLON, at, message).help(format!("write `{name}: {};`", self.rest())));
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

    /// The text up to the `;`, or dots for more than a word.
    fn rest(&self) -> String {
        match self.cursor.token_tree() {
            Some((tree, rest)) if rest.eof() || rest.punct().is_some_and(|(sign, _)| sign.as_char() == ';') => tree.to_string(),
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

    /// A name: words and numbers with hyphens between them, `my-shop-2`, which Rust reads as several tokens.
    pub(super) fn name(&mut self) -> Option<Name> {
        let mut name = self.word()?;
        while self.punct('-').is_some() {
            name.text.push('-');
            match self.next() {
                Next::Word(word) => name.text.push_str(&plain(&word)),
                Next::Literal(literal) => name.text.push_str(&literal.to_string()),
                _ => break,
            }
            self.bump();
            self.state.spans.extend(name.at, self.last);
        }
        self.last_text.clone_from(&name.text);
        Some(name)
    }

    /// `route pattern => target (; | { … })`
    fn route(&mut self, at: At) -> Parse<Route> {
        const HELP: &str = "write `route \"/static/*\" => s3;` or `route default => web;`";
        let pattern = match self.next() {
            Next::Word(_) => self.word().map(|name| Value { at: name.at, kind: ValueKind::Word(name.text) }),
            Next::Literal(literal) => Some(self.literal(literal, false)?),
            _ => None,
        };
        let Some(pattern) = pattern else {
            let (place, found) = (self.here(), self.found());
            let message = format!("expected a path pattern or `default` after `route`, found {found}");
            return self.fail(Diagnostic::error(codes::EXPECTED_VALUE, place, message).help(HELP));
        };
        if !self.peek_puncts("=>") {
            let (place, found) = (self.here(), self.found());
            return self.fail(Diagnostic::error(codes::UNEXPECTED, place, format!("expected `=>` in a route, found {found}")).help(HELP));
        }
        self.bump();
        self.bump();
        let Some(target) = self.word() else {
            let (place, found) = (self.here(), self.found());
            let message = format!("expected what the route leads to, such as `s3` or `web`, found {found}");
            return self.fail(Diagnostic::error(codes::EXPECTED_WORD, place, message).help(HELP));
        };
        Ok(Route { at, pattern, target, body: self.terminator(Place::Body)? })
    }

    /// `without keyword label?;`
    fn without(&mut self, at: At) -> Parse<Without> {
        let Some(keyword) = self.word() else {
            let (place, found) = (self.here(), self.found());
            return self.fail(
                Diagnostic::error(codes::EXPECTED_WORD, place, format!("expected what to drop after `without`, found {found}"))
                    .help("write `without efs_cache;`"),
            );
        };
        let Ok(label) = self.label() else { return Ok(Without { at, keyword, label: None }) };
        let place = self.here();
        if self.terminator(Place::Body)?.is_some() {
            let message = format!("`without {}` takes no block", keyword.text);
            self.report(Diagnostic::error(codes::UNEXPECTED, place, message).help(format!("write `without {};`", keyword.text)));
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
                let help = format!("write `{};`", self.last_text);
                let mistake = Diagnostic::error(codes::COMMA, at, "what stands in a block ends in `;`, not in `,`");
                self.report(if self.last_text.is_empty() { mistake } else { mistake.help(help) });
                self.bump();
            }
            _ => {
                let (at, found) = (self.here(), self.found());
                let mistake = Diagnostic::error(codes::UNEXPECTED, at, format!("expected `;` or a block in braces, found {found}"));
                return self.fail(mistake.help("an item ends in `;` or in a block: `neon;`, `vpc { nat; }`"));
            }
        }
        Ok(None)
    }

    /// Notes that the `;` after the token before is missing.
    pub(super) fn missing_semicolon(&mut self) {
        let at = self.after_last();
        let text = self.last_text.clone();
        self.report(match text.as_str() {
            "" => Diagnostic::error(codes::MISSING_SEMICOLON, at, "missing `;`").help("end it with `;`"),
            text => Diagnostic::error(codes::MISSING_SEMICOLON, at, format!("missing `;` after `{text}`")).help(format!("write `{text};`")),
        });
    }

    /// Notes a `;` that ends nothing, and moves behind it.
    pub(super) fn stray_semicolon(&mut self, after_block: bool) -> bool {
        let Some(at) = self.punct(';') else { return false };
        self.report(if after_block {
            Diagnostic::error(codes::SEMICOLON_AFTER_BLOCK, at, "a block takes no `;` after it").help("remove the `;`")
        } else {
            Diagnostic::error(codes::DOUBLE_SEMICOLON, at, "this `;` ends nothing").help("remove it")
        });
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
                self.report(
                    Diagnostic::error(codes::DANGLING_DOC, at, "this doc comment describes nothing")
                        .help("write it as a plain comment, `// …`, or put it before an item"),
                );
            }
            return Ok(());
        }
        let (at, found) = (self.here(), self.found());
        let mistake = Diagnostic::error(codes::EXPECTED_WORD, at, format!("expected a word such as `neon`, found {found}"));
        self.fail(match self.next() {
            Next::Group(Delimiter::Brace) => mistake.help("a block follows the word that it belongs to: `vpc { … }`"),
            _ => mistake.help("an item or a field begins with a word: `neon;`, `memory: 1024mb;`"),
        })
    }

    fn nested_stage(&mut self) -> Parse<()> {
        let at = self.here();
        self.fail(
            Diagnostic::error(codes::NESTED_STAGE, at, "a stage cannot stand in another block")
                .help("move it out, beside the other stages; what stages share stands in `every stage { … }`"),
        )
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
