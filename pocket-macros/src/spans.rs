//! Places: the model sees numbers, the macro keeps what they stand for.

use crate::host::Host;
use pocket_model::ast::At;
use proc_macro2::Span;

/// What a number stands for: from the first token to the last. (Joining two spans into one is not stable.)
#[derive(Clone, Copy)]
pub(crate) struct Extent {
    pub(crate) first: Span,
    pub(crate) last: Span,
}

/// The table behind [`At`]. Number 0 is the invocation itself.
pub(crate) struct Spans {
    table: Vec<Extent>,
    host: Host,
}

impl Spans {
    pub(crate) fn new(host: Host) -> Self {
        let all = Span::call_site();
        Spans { table: vec![Extent { first: all, last: all }], host }
    }

    /// A new number for a token.
    pub(crate) fn at(&mut self, span: Span) -> At {
        self.between(span, span)
    }

    /// A new number for several tokens.
    pub(crate) fn between(&mut self, first: Span, last: Span) -> At {
        self.table.push(Extent { first, last });
        At(u32::try_from(self.table.len() - 1).expect("a program has fewer than four billion tokens"))
    }

    /// A new number for the point right after a token: the place of what is missing there.
    pub(crate) fn after(&mut self, span: Span) -> At {
        if proc_macro::is_available() {
            return self.at(span.unwrap().end().into());
        }
        self.at(span)
    }

    /// Lets a number reach to a later token.
    pub(crate) fn extend(&mut self, at: At, last: Span) {
        if let Some(extent) = self.table.get_mut(at.0 as usize) {
            extent.last = last;
        }
    }

    /// What a number stands for; the invocation for a number that is not from this table.
    pub(crate) fn extent(&self, at: At) -> Extent {
        self.table.get(at.0 as usize).copied().unwrap_or(self.table[0])
    }

    /// Where Rust goes that stands around what a number stands for: there for rustc, which then underlines it when the Rust does not fit. An editor that
    /// is asked about a token shows all that became of it, so for one such Rust goes nowhere.
    pub(crate) fn around(&self, at: At) -> Extent {
        match self.host {
            Host::Compiler => self.extent(at),
            Host::Editor => Extent { first: Span::mixed_site(), last: Span::mixed_site() },
        }
    }

    /// Where the name of a declaration goes that stands for a token: at the token, and for an editor right after it, so that going to the
    /// declaration leads to that line, and the token itself is not asked about.
    pub(crate) fn declared(&self, at: At) -> Span {
        let span = self.extent(at).first;
        match self.host {
            Host::Editor if proc_macro::is_available() => span.unwrap().end().into(),
            Host::Compiler | Host::Editor => span,
        }
    }

    /// The span of generated Rust beside a declaration: what rustc shows when it names the declaration is the token, not the whole block; for lints it
    /// is still the macro's.
    pub(crate) fn beside(&self, span: Span) -> Span {
        match self.host {
            Host::Compiler => Span::mixed_site().located_at(span),
            Host::Editor => Span::mixed_site(),
        }
    }

    /// Line and column of the first token, counted from 1.
    pub(crate) fn line_column(&self, at: At) -> (u32, u32) {
        line_column(self.extent(at).first)
    }

    /// The table that the expansion carries.
    pub(crate) fn places(&self) -> impl Iterator<Item = (u32, u32)> {
        self.table.iter().map(|extent| line_column(extent.first))
    }
}

/// Line and column, counted from 1; zeros outside of a compiler.
fn line_column(span: Span) -> (u32, u32) {
    if proc_macro::is_available() {
        let span = span.unwrap();
        return (narrow(span.line()), narrow(span.column()));
    }
    #[cfg(test)]
    {
        let start = span.start();
        (narrow(start.line), narrow(start.column + 1))
    }
    #[cfg(not(test))]
    (0, 0)
}

/// The file's own name, without folders: enough to tell it from the others, and the same on every machine.
pub(crate) fn file_name(span: Span) -> String {
    let path = if proc_macro::is_available() { span.unwrap().file() } else { String::from("main.rs") };
    path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
