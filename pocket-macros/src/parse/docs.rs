//! Doc comments: the description of the project, a stage or an item. Other attributes have no meaning.

use super::items::Place;
use super::{Next, Parser, plain};
use pocket_model::ast::{At, Node};
use pocket_model::messages::Wording;
use pocket_model::messages::shared::delete_it;
use pocket_model::syntax;
use proc_macro2::Delimiter;
use syn::Lit;

/// The doc comment before a node.
#[derive(Default)]
pub(super) struct Docs {
    pub(super) text: Option<String>,
    pub(super) at: Option<At>,
}

impl Parser<'_, '_> {
    /// `//! …` at the top of the block: the project's description.
    pub(super) fn inner_doc(&mut self) -> Option<String> {
        let mut lines = Vec::new();
        while self.peek_inner_attribute() {
            let start = self.cursor;
            self.bump();
            self.bump();
            let Some(line) = self.group(Delimiter::Bracket, |inside| inside.doc_line()).flatten() else {
                self.cursor = start;
                break;
            };
            lines.push(line);
        }
        join_doc(&lines)
    }

    /// The doc comment before a node. Other attributes are mistakes.
    pub(super) fn attributes(&mut self) -> Docs {
        let mut docs = Docs::default();
        let mut lines = Vec::new();
        while let Some((sign, rest)) = self.cursor.punct()
            && sign.as_char() == '#'
        {
            let inner = rest.punct().is_some_and(|(sign, _)| sign.as_char() == '!');
            self.bump();
            if inner {
                self.bump();
            }
            let attribute = self.group(Delimiter::Bracket, |inside| (inside.doc_line(), inside.attribute_name()));
            let at = self.state.spans.between(sign.span(), self.last);
            match attribute {
                Some((Some(line), _)) if !inner => {
                    docs.at.get_or_insert(at);
                    lines.push(line);
                }
                Some((Some(_), _)) => self
                    .report(syntax::dangling_doc(at).saying(syntax::inner_doc_only_at_the_top()).help(syntax::outer_doc_before_the_item())),
                Some((None, name)) => self.attribute(at, &name),
                None => {
                    let (expected, found) = (syntax::a_word(), self.found());
                    self.report(syntax::unexpected(at, expected, found).saying(syntax::begins_nothing()).help(delete_it()));
                }
            }
        }
        docs.text = join_doc(&lines);
        docs
    }

    fn attribute(&mut self, at: At, name: &str) {
        let diagnostic = syntax::attribute(at, format!("#[{name}]"));
        self.report(match name {
            "cfg" | "cfg_attr" => diagnostic.help(syntax::differs_by_stage()),
            _ => diagnostic,
        });
    }

    /// Inside of an attribute's brackets: its first word.
    fn attribute_name(&self) -> String {
        match self.next() {
            Next::Word(word) => plain(&word),
            _ => "…".into(),
        }
    }

    /// Inside of an attribute's brackets: the text, if it is `doc = "…"`.
    fn doc_line(&mut self) -> Option<String> {
        let (word, rest) = self.cursor.ident()?;
        let (equals, rest) = rest.punct()?;
        let (literal, _) = rest.literal()?;
        match Lit::new(literal) {
            Lit::Str(text) if word == "doc" && equals.as_char() == '=' => Some(text.value()),
            _ => None,
        }
    }
}

/// Puts a doc comment on its node, or says why it cannot stand there.
pub(super) fn attach_doc(parser: &mut Parser<'_, '_>, node: &mut Node, docs: Docs, place: Place) {
    let Some(at) = docs.at else { return };
    let what: Wording = match node {
        Node::Route(_) => syntax::a_route(),
        Node::Without(_) => "`without`".into(),
        Node::Entry(entry) => {
            let named = entry.label.is_some() || entry.body.is_some() || entry.from.is_some();
            if named || (place == Place::Stage && entry.value.is_none()) {
                entry.doc = docs.text;
                return;
            }
            if place == Place::Body { syntax::a_field(&entry.keyword.text) } else { format!("`{}`", entry.keyword.text).into() }
        }
    };
    parser.report(syntax::doc_on_field(at, what));
}

/// The lines of a doc comment as one text, without the space after the slashes.
fn join_doc(lines: &[String]) -> Option<String> {
    let lines: Vec<&str> = lines.iter().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end()).collect();
    let text = lines.join("\n").trim().to_owned();
    (!text.is_empty()).then_some(text)
}
