//! The tokens of a text with their places in it, so that a text can be changed and made smaller without losing its form.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::ops::Range;

/// A token, or a group with what is in it.
#[derive(Debug, Clone)]
pub struct Node {
    /// Bytes of the text; of a group, with its signs.
    pub range: Range<usize>,
    pub kind: Kind,
}

#[derive(Debug, Clone)]
pub enum Kind {
    Word,
    Literal,
    Sign(char),
    Group(Delimiter, Vec<Node>),
}

/// The tokens of a text that has some.
pub fn nodes(text: &str) -> Option<Vec<Node>> {
    let stream: TokenStream = text.parse().ok()?;
    let nodes = read(stream);
    proc_macro2::extra::invalidate_current_thread_spans();
    Some(nodes)
}

fn read(stream: TokenStream) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for tree in stream {
        let range = tree.span().byte_range();
        let kind = match tree {
            TokenTree::Ident(_) => Kind::Word,
            TokenTree::Literal(_) => Kind::Literal,
            TokenTree::Punct(sign) => Kind::Sign(sign.as_char()),
            TokenTree::Group(group) => Kind::Group(group.delimiter(), read(group.stream())),
        };
        // A doc comment is several tokens at one place.
        if nodes.last().is_some_and(|last| last.range == range) {
            continue;
        }
        nodes.push(Node { range, kind });
    }
    nodes
}

/// Every token at any depth, groups before what is in them.
pub fn flat(nodes: &[Node]) -> Vec<&Node> {
    let mut found = Vec::new();
    for node in nodes {
        found.push(node);
        if let Kind::Group(_, inside) = &node.kind {
            found.extend(flat(inside));
        }
    }
    found
}

/// A run of tokens up to its `;` or block: an item, a field, a stage.
#[derive(Debug, Clone)]
pub struct Statement<'n> {
    pub range: Range<usize>,
    pub depth: usize,
    pub nodes: &'n [Node],
}

/// Every statement at any depth, outer ones first.
pub fn statements(nodes: &[Node], depth: usize) -> Vec<Statement<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (index, node) in nodes.iter().enumerate() {
        let inside = match &node.kind {
            Kind::Sign(';') => None,
            Kind::Group(Delimiter::Brace, inside) => Some(inside),
            _ => continue,
        };
        let run = &nodes[start..=index];
        found.push(Statement { range: run[0].range.start..node.range.end, depth, nodes: run });
        if let Some(inside) = inside {
            found.extend(statements(inside, depth + 1));
        }
        start = index + 1;
    }
    found
}

/// The blocks that hold items: the place behind each opening brace of the first level, and the top.
pub fn blocks(nodes: &[Node]) -> Vec<usize> {
    let braces = nodes.iter().filter(|node| matches!(node.kind, Kind::Group(Delimiter::Brace, _)));
    std::iter::once(0).chain(braces.map(|node| node.range.start + 1)).collect()
}

/// The text with a part of it replaced.
pub fn replaced(text: &str, range: &Range<usize>, with: &str) -> String {
    format!("{}{with}{}", &text[..range.start], &text[range.end..])
}

/// A text as small as it can be while the predicate holds: statements and comments go, outer ones first, until none can.
pub fn smallest(text: &str, holds: &mut dyn FnMut(&str) -> bool) -> String {
    let mut text = text.to_string();
    loop {
        let Some(nodes) = nodes(&text) else { return text };
        let comments = flat(&nodes).into_iter().filter(|node| text[node.range.clone()].starts_with("//")).map(|node| node.range.clone());
        let parts = statements(&nodes, 0).into_iter().map(|statement| statement.range).chain(comments);
        let smaller = parts.map(|range| replaced(&text, &range, "")).find(|text| holds(text));
        match smaller {
            Some(smaller) => text = smaller,
            None => break,
        }
    }
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("{line}\n")).collect()
}
