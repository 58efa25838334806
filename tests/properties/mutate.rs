//! One random change of a text: a token, a number, a unit, a word, a string, a value, a field, an item, or where it stands.

use crate::random::Random;
use crate::text::{Kind, Node, blocks, flat, nodes, replaced, statements};
use pocket_model::ast::Unit;
use pocket_model::kinds;
use pocket_model::schema::LabelRule;

type Change = fn(&Mutator<'_>, &mut Random) -> Option<String>;

const CHANGES: [(&str, Change); 14] = [
    ("a token deleted", |it, random| it.delete(random)),
    ("a token doubled", |it, random| it.double(random)),
    ("two tokens swapped", |it, random| it.swap(random)),
    ("a number changed", |it, random| it.number(random)),
    ("a unit changed", |it, random| it.unit(random)),
    ("a word changed", |it, random| it.word(random)),
    ("a string changed", |it, random| it.string(random)),
    ("a value of another type", |it, random| it.value(random)),
    ("a field added", |it, random| it.add_field(random)),
    ("a field of another kind added", |it, random| it.add_foreign_field(random)),
    ("a statement removed", |it, random| it.remove(random)),
    ("an item added", |it, random| it.add_item(random)),
    ("an item multiplied", |it, random| it.multiply(random)),
    ("a statement moved or copied", |it, random| it.relocate(random)),
];

/// A change and the text that it made.
pub fn mutation(text: &str, random: &mut Random) -> Option<(&'static str, String)> {
    let nodes = nodes(text)?;
    let mutator = Mutator { text, nodes: &nodes, tokens: flat(&nodes) };
    let (name, change) = random.pick(&CHANGES);
    let changed = change(&mutator, random).filter(|changed| changed != text)?;
    Some((name, changed))
}

struct Mutator<'a> {
    text: &'a str,
    nodes: &'a [Node],
    tokens: Vec<&'a Node>,
}

impl Mutator<'_> {
    fn any(&self, random: &mut Random, of: impl Fn(&Node) -> bool) -> Option<&Node> {
        let found: Vec<&&Node> = self.tokens.iter().filter(|node| of(node)).collect();
        (!found.is_empty()).then(|| **random.pick(&found))
    }

    fn written(&self, node: &Node) -> &str {
        &self.text[node.range.clone()]
    }

    fn with(&self, node: &Node, text: &str) -> Option<String> {
        Some(replaced(self.text, &node.range, text))
    }

    fn delete(&self, random: &mut Random) -> Option<String> {
        self.with(self.any(random, |_| true)?, "")
    }

    fn double(&self, random: &mut Random) -> Option<String> {
        let node = self.any(random, |_| true)?;
        let written = self.written(node);
        self.with(node, &format!("{written} {written}"))
    }

    fn swap(&self, random: &mut Random) -> Option<String> {
        let index = random.below(self.tokens.len().checked_sub(1)?);
        let (first, second) = (self.tokens[index], self.tokens[index + 1]);
        if first.range.end > second.range.start {
            return None; // A group and its own first token.
        }
        let between = &self.text[first.range.end..second.range.start];
        let both = format!("{}{between}{}", self.written(second), self.written(first));
        Some(replaced(self.text, &(first.range.start..second.range.end), &both))
    }

    /// A literal that begins with a digit: its digits and its unit.
    fn numbers(&self, random: &mut Random) -> Option<(&Node, &str, &str)> {
        let node =
            self.any(random, |node| matches!(node.kind, Kind::Literal) && self.written(node).starts_with(|c: char| c.is_ascii_digit()))?;
        let written = self.written(node);
        let end = written.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '_').unwrap_or(written.len());
        Some((node, &written[..end], &written[end..]))
    }

    fn number(&self, random: &mut Random) -> Option<String> {
        let (node, digits, unit) = self.numbers(random)?;
        let number: f64 = digits.replace('_', "").parse().ok()?;
        let changed = match random.below(12) {
            0 => "0".to_string(),
            1 => "1".to_string(),
            2 => (number + 1.0).to_string(),
            3 => (number - 1.0).to_string(),
            4 => (number * 2.0).to_string(),
            5 => (number / 2.0).to_string(),
            6 => (number * 10.0).to_string(),
            7 => (number + 0.1).to_string(),
            8 => format!("-{digits}"),
            9 => "4294967296".to_string(),
            10 => "99999999999999999999".to_string(),
            _ => random.below(5000).to_string(),
        };
        self.with(node, &format!("{changed}{unit}"))
    }

    fn unit(&self, random: &mut Random) -> Option<String> {
        let (node, digits, _) = self.numbers(random)?;
        let unit = match random.below(4) {
            0 => "",
            1 => "u32",
            _ => random.pick(&Unit::ALL).name(),
        };
        self.with(node, &format!("{digits}{unit}"))
    }

    fn word(&self, random: &mut Random) -> Option<String> {
        let node = self.any(random, |node| matches!(node.kind, Kind::Word))?;
        let changed = match random.below(5) {
            0 => {
                let other = self.any(random, |node| matches!(node.kind, Kind::Word))?;
                self.written(other).to_string()
            }
            1 => random.pick(&kinds::all().collect::<Vec<_>>()).keyword.to_string(),
            2 => {
                let spec = *random.pick(&kinds::all().filter(|spec| !spec.fields.is_empty()).collect::<Vec<_>>());
                let samples = (random.pick(spec.fields).samples)();
                samples.first().cloned().filter(|sample| !sample.is_empty())?
            }
            3 => {
                // A slip of the finger.
                let mut letters: Vec<char> = self.written(node).chars().collect();
                let index = random.below(letters.len());
                match random.below(3) {
                    0 => _ = letters.remove(index),
                    1 => letters.insert(index, 'e'),
                    _ => letters[index] = if letters[index].is_lowercase() { letters[index].to_ascii_uppercase() } else { 'x' },
                }
                letters.into_iter().collect()
            }
            _ => random
                .pick(&["every", "stage", "without", "from", "true", "false", "project", "self", "SOME", "r#type", "é", "_", "hooks"])
                .to_string(),
        };
        self.with(node, &changed)
    }

    fn string(&self, random: &mut Random) -> Option<String> {
        let strings = |node: &Node| matches!(node.kind, Kind::Literal) && self.written(node).starts_with('"');
        let node = self.any(random, strings)?;
        let written = self.written(node).trim_matches('"');
        let changed = match random.below(13) {
            0 => String::new(),
            12 => written.repeat(1 + 5000 / written.len().max(1)),
            1 => written.to_uppercase(),
            2 => format!("{written}."),
            3 => format!("{written}-"),
            4 => format!(" {written}"),
            5 => format!("{written}{written}"),
            6 => written.repeat(1 + 300 / written.len().max(1)),
            7 => written.chars().skip(1).collect(),
            8 => format!("{written}日本"),
            9 => {
                let odd = [
                    "${AWS::Region}",
                    "{{resolve:ssm:/x}}",
                    "/",
                    "../..",
                    "\\\\",
                    "\\n",
                    "\\u{0}",
                    "🦀",
                    "%s",
                    "*",
                    "0.0.0.0/0",
                    "A B",
                    "-",
                    "a.b",
                ];
                random.pick(&odd).to_string()
            }
            10 => written.replace(|letter: char| letter.is_ascii_digit(), "9"),
            _ => return self.with(node, &self.any(random, strings).map(|other| self.written(other).to_string())?),
        };
        self.with(node, &format!("\"{changed}\""))
    }

    /// What stands between `:` and `;`.
    fn value(&self, random: &mut Random) -> Option<String> {
        let mut values = Vec::new();
        for statement in statements(self.nodes, 0) {
            let colon = statement.nodes.iter().position(|node| matches!(node.kind, Kind::Sign(':')));
            if let (Some(colon), [.., _, end]) = (colon, statement.nodes)
                && matches!(end.kind, Kind::Sign(';'))
            {
                values.push(statement.nodes[colon].range.end..end.range.start);
            }
        }
        if values.is_empty() {
            return None;
        }
        let other = [
            "[]",
            "{}",
            "true",
            "false",
            "0",
            "-1",
            "1.5",
            "\"\"",
            "\"text\"",
            "1acu..8acu",
            "env(\"X\")",
            "password(50)",
            "[1, \"a\"]",
            "off",
        ];
        let changed = if random.percent(50) { random.pick(&other).to_string() } else { sample(random)?.1 };
        Some(replaced(self.text, random.pick(&values), &format!(" {changed}")))
    }

    /// The items that have a block: their keyword and the place behind the opening brace.
    fn items(&self) -> Vec<(&str, usize)> {
        let mut items = Vec::new();
        for statement in statements(self.nodes, 0) {
            if let [first, .., Node { kind: Kind::Group(..), range }] = statement.nodes
                && kinds::find(self.written(first)).is_some()
            {
                items.push((self.written(first), range.start + 1));
            }
        }
        items
    }

    fn add_field(&self, random: &mut Random) -> Option<String> {
        let items = self.items();
        let (keyword, place) = *(!items.is_empty()).then(|| random.pick(&items))?;
        let spec = kinds::find(keyword).filter(|spec| !spec.fields.is_empty())?;
        let field = random.pick(spec.fields);
        let samples = (field.samples)();
        let value = (!samples.is_empty()).then(|| random.pick(&samples))?;
        let written = field_text(field.name, value);
        Some(replaced(self.text, &(place..place), &written))
    }

    fn add_foreign_field(&self, random: &mut Random) -> Option<String> {
        let items = self.items();
        let (_, place) = *(!items.is_empty()).then(|| random.pick(&items))?;
        let (name, value) = sample(random)?;
        Some(replaced(self.text, &(place..place), &field_text(name, &value)))
    }

    fn remove(&self, random: &mut Random) -> Option<String> {
        let statements = statements(self.nodes, 0);
        (!statements.is_empty()).then(|| replaced(self.text, &random.pick(&statements).range, ""))
    }

    fn add_item(&self, random: &mut Random) -> Option<String> {
        let spec = *random.pick(&kinds::all().collect::<Vec<_>>());
        let label = match spec.label {
            LabelRule::None => "",
            LabelRule::Optional if random.percent(50) => "",
            _ => *(!spec.labels.is_empty()).then(|| random.pick(spec.labels))?,
        };
        let value = match spec.value.and_then(|name| spec.fields.iter().find(|field| field.name == name)) {
            Some(field) if random.percent(70) => (field.samples)().first().map(|value| format!(": {value}")).unwrap_or_default(),
            _ => String::new(),
        };
        let place = *random.pick(&blocks(self.nodes));
        Some(replaced(self.text, &(place..place), &format!(" {} {label}{value};\n", spec.keyword)))
    }

    /// An item with a label many times, under other labels: what is counted or summed up has a limit.
    fn multiply(&self, random: &mut Random) -> Option<String> {
        let labelled: Vec<_> = statements(self.nodes, 0)
            .into_iter()
            .filter_map(|statement| {
                let [keyword, label, ..] = statement.nodes else { return None };
                let item = kinds::find(self.written(keyword)).is_some() && matches!(label.kind, Kind::Word | Kind::Literal);
                item.then_some((statement.range.clone(), label.range.clone()))
            })
            .collect();
        let (statement, label) = (!labelled.is_empty()).then(|| random.pick(&labelled))?;
        let name = self.text[label.clone()].trim_matches('"');
        let copies = (0..*random.pick(&[2, 10, 50, 150])).map(|number| {
            let (before, after) = (&self.text[statement.start..label.start], &self.text[label.end..statement.end]);
            format!("{before}\"{name}{number}\"{after}\n")
        });
        Some(replaced(self.text, &(statement.start..statement.start), &copies.collect::<String>()))
    }

    fn relocate(&self, random: &mut Random) -> Option<String> {
        let inner: Vec<_> = statements(self.nodes, 0).into_iter().filter(|statement| statement.depth <= 1).collect();
        let statement = (!inner.is_empty()).then(|| random.pick(&inner))?;
        let written = format!(" {}\n", &self.text[statement.range.clone()]);
        let place = *random.pick(&blocks(self.nodes));
        if statement.range.contains(&place) {
            return None;
        }
        let keep = random.percent(50);
        let rest = if keep { self.text.to_string() } else { replaced(self.text, &statement.range, "") };
        let place = if !keep && place >= statement.range.end { place - statement.range.len() } else { place };
        Some(replaced(&rest, &(place..place), &written))
    }
}

/// A field of any kind and a value of it.
fn sample(random: &mut Random) -> Option<(&'static str, String)> {
    let spec = *random.pick(&kinds::all().filter(|spec| !spec.fields.is_empty()).collect::<Vec<_>>());
    let field = random.pick(spec.fields);
    let samples = (field.samples)();
    (!samples.is_empty()).then(|| (field.name, random.pick(&samples).clone()))
}

fn field_text(name: &str, value: &String) -> String {
    if value.is_empty() { format!(" {name};") } else { format!(" {name}: {value};") }
}
