//! Places: the model sees numbers, the macro keeps what they stand for.

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
}

impl Spans {
    pub(crate) fn new() -> Self {
        let all = Span::call_site();
        Spans { table: vec![Extent { first: all, last: all }] }
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
