//! The top of a block: the project's own entries, `every stage` and the stages.

use super::docs::attach_doc;
use super::items::Place;
use super::{Next, Parse, Parser, Stop, plain};
use pocket_model::ast::{Name, Node, Project, Stage};
use pocket_model::messages::shared::write;
use pocket_model::syntax;

impl Parser<'_, '_> {
    /// The whole block.
    pub(super) fn project(&mut self, crate_name: &str) -> Project {
        let mut project =
            Project { crate_name: crate_name.to_owned(), doc: self.inner_doc(), nodes: Vec::new(), every: None, stages: Vec::new() };
        let mut after_block = false;
        while !self.cursor.eof() {
            if self.stray_end(after_block) {
                continue;
            }
            let docs = self.attributes();
            let result = match self.keyword().as_deref() {
                None => self.not_a_word(&docs),
                Some("stage") => self.stage().map(|stage| project.stages.extend(stage.map(|stage| Stage { doc: docs.text, ..stage }))),
                Some("every") => self.every().map(|stage| self.keep_every(&mut project, Stage { doc: docs.text, ..stage })),
                Some(_) => self.node().map(|mut node| {
                    match &mut node {
                        Node::Entry(entry) if entry.keyword.text == "project" => {
                            project.doc = project.doc.take().or(docs.text);
                        }
                        _ => attach_doc(self, &mut node, docs, Place::Top),
                    }
                    project.nodes.push(node);
                }),
            };
            if let Err(stop) = result {
                self.recover(stop);
            }
            after_block = self.last_is_brace();
        }
        project
    }

    /// The next word, without moving.
    fn keyword(&self) -> Option<String> {
        match self.next() {
            Next::Word(word) => Some(plain(&word)),
            _ => None,
        }
    }

    fn keep_every(&mut self, project: &mut Project, every: Stage) {
        match &project.every {
            None => project.every = Some(every),
            Some(first) => {
                self.report(syntax::two_every_stage(every.name.at).related(first.name.at, syntax::the_first_here()));
            }
        }
    }

    /// `every stage { … }`
    fn every(&mut self) -> Parse<Stage> {
        let Some(name) = self.word() else { return Err(Stop::Resume) };
        if self.keyword().as_deref() != Some("stage") {
            let at = self.here();
            let found = self.found();
            return self.fail(syntax::expected_word(at, syntax::the_word_stage(), found).help(write("every stage { … }")));
        }
        self.bump();
        if let Next::Word(word) = self.next() {
            let (at, found) = (self.here(), self.found());
            let mistake = syntax::unexpected(at, syntax::an_end(), found).saying(syntax::every_stage_has_no_name(&word));
            self.report(mistake.help(syntax::every_or_one(&word)));
            self.bump();
        }
        let nodes = self.stage_body()?;
        Ok(Stage { name, doc: None, nodes })
    }

    /// `stage dev { … }` or `stage dev;`. `None` for one without a usable name, whose body was read for its own mistakes.
    fn stage(&mut self) -> Parse<Option<Stage>> {
        self.bump();
        let name = self.stage_name();
        let nodes = self.stage_body()?;
        Ok(name.map(|name| Stage { name, doc: None, nodes }))
    }

    fn stage_body(&mut self) -> Parse<Vec<Node>> {
        Ok(self.terminator(Place::Stage)?.unwrap_or_default())
    }

    fn stage_name(&mut self) -> Option<Name> {
        let keyword = self.last;
        match self.next() {
            Next::Word(_) => self.name(),
            Next::Literal(literal) => {
                let at = self.here();
                self.bump();
                let written = literal.to_string();
                let mut text: String = written.trim_matches('"').chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
                if text.starts_with(|first: char| first.is_ascii_digit()) {
                    text.insert(0, 's');
                }
                self.report(syntax::name(at, written, &text));
                Some(Name { at, text })
            }
            _ => {
                let at = self.state.spans.at(keyword);
                let found = self.found();
                let mistake = syntax::expected_word(at, syntax::stage_name(), &found).saying(syntax::stage_needs_a_name(found));
                self.report(mistake.help(write("stage dev { … }")));
                None
            }
        }
    }
}
