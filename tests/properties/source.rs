//! A configuration as parts, and the text of the language that they make.

use std::fmt;

/// A `pocket!` block.
#[derive(Debug, Clone)]
pub struct Source {
    pub doc: Option<&'static str>,
    pub project: Option<&'static str>,
    /// What stands outside of stages, then `every stage`, then the stages.
    pub blocks: Vec<Block>,
}

/// What stands together.
#[derive(Debug, Clone)]
pub struct Block {
    pub layer: Layer,
    pub doc: Option<&'static str>,
    pub lines: Vec<Line>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    Top,
    Every,
    Stage(&'static str),
}

#[derive(Debug, Clone)]
pub enum Line {
    Item(Item),
    Without { keyword: &'static str, label: Option<&'static str> },
}

/// `keyword label? (from x | : value)? (; | { … })`
#[derive(Debug, Clone)]
pub struct Item {
    pub doc: Option<&'static str>,
    pub keyword: &'static str,
    pub label: Option<&'static str>,
    pub from: Option<&'static str>,
    /// After the colon, with the name of the field that it sets.
    pub value: Option<(&'static str, String)>,
    /// Names and values; an empty value is the bare `name;`.
    pub fields: Vec<(String, String)>,
}

impl Block {
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.lines.iter().filter_map(|line| match line {
            Line::Item(item) => Some(item),
            Line::Without { .. } => None,
        })
    }
}

impl Item {
    pub fn is(&self, keyword: &str, label: Option<&str>) -> bool {
        self.keyword == keyword && self.label == label
    }

    /// Every field that it sets, with its value.
    pub fn set(&self) -> impl Iterator<Item = (&str, &str)> {
        let value = self.value.iter().map(|(name, value)| (*name, value.as_str()));
        value.chain(self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        doc(f, "", "//!", self.doc)?;
        if let Some(project) = self.project {
            writeln!(f, "project {project};")?;
        }
        for block in &self.blocks {
            let indent = if block.layer == Layer::Top { "" } else { "    " };
            doc(f, "", "///", block.doc)?;
            match block.layer {
                Layer::Top => {}
                Layer::Every => writeln!(f, "every stage {{")?,
                Layer::Stage(name) => writeln!(f, "stage {name} {{")?,
            }
            for line in &block.lines {
                match line {
                    Line::Item(item) => write_item(f, indent, item)?,
                    Line::Without { keyword, label: Some(label) } => writeln!(f, "{indent}without {keyword} {label};")?,
                    Line::Without { keyword, label: None } => writeln!(f, "{indent}without {keyword};")?,
                }
            }
            if block.layer != Layer::Top {
                writeln!(f, "}}")?;
            }
        }
        Ok(())
    }
}

fn write_item(f: &mut fmt::Formatter<'_>, indent: &str, item: &Item) -> fmt::Result {
    doc(f, indent, "///", item.doc)?;
    write!(f, "{indent}{}", item.keyword)?;
    if let Some(label) = item.label {
        write!(f, " {label}")?;
    }
    if let Some(stage) = item.from {
        write!(f, " from {stage}")?;
    }
    if let Some((_, value)) = &item.value {
        write!(f, ": {value}")?;
    }
    if item.fields.is_empty() {
        return writeln!(f, ";");
    }
    write!(f, " {{")?;
    for (name, value) in &item.fields {
        if value.is_empty() { write!(f, " {name};")? } else { write!(f, " {name}: {value};")? }
    }
    writeln!(f, " }}")
}

fn doc(f: &mut fmt::Formatter<'_>, indent: &str, sign: &str, text: Option<&str>) -> fmt::Result {
    text.into_iter().flat_map(str::lines).try_for_each(|line| writeln!(f, "{indent}{sign} {line}"))
}
