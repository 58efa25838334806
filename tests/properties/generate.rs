//! Random valid configurations, grown line by line: what the checks refuse is drawn again.
//!
//! Everything it knows of the language is the kinds' schema, with the values that each field says a program may have ([`FieldSpec::samples`]): a new kind
//! or field is generated without a change here.

use crate::coverage::Coverage;
use crate::program;
use crate::random::Random;
use crate::source::{Block, Item, Layer, Line, Source};
use pocket_model::kinds;
use pocket_model::schema::{FieldSpec, LabelRule, Place, Spec};
use std::collections::{BTreeMap, BTreeSet, HashMap};

const PROJECTS: [&str; 4] = ["a", "my-shop2", "warenwirtschaft_zukunft", "pocket"];

/// Two of them and a label make one name: `x` with a network or a function, `x-network` and `x-b2`.
const STAGES: [&str; 9] = ["dev", "staging", "prod", "qa-2", "x", "x-network", "x-b2", "blue_green", "preview-of-the-new-design"];

/// Descriptions of templates and functions are made of these: the longest is over every limit of AWS's.
const DOCS: [&str; 4] = [
    "Where we try things.",
    "日本語の説明。 한국어 설명. \"quoted\", 'single', {braces}, ${AWS::Region} and {{resolve:ssm:x}}",
    "Two lines,\nthe second one.",
    concat!(
        "A sentence that somebody wrote with much to say, and that goes on, and on, and on, over the limit of a description. ",
        "Ein Satz, der viel zu sagen hat, immer weiter und weiter, über jede Grenze einer Beschreibung hinaus. これはとても長い文です。",
        "A sentence that somebody wrote with much to say, and that goes on, and on, and on, over the limit of a description. ",
        "Ein Satz, der viel zu sagen hat, immer weiter und weiter, über jede Grenze einer Beschreibung hinaus. これはとても長い文です。",
        "A sentence that somebody wrote with much to say, and that goes on, and on, and on, over the limit of a description. ",
        "Ein Satz, der viel zu sagen hat, immer weiter und weiter, über jede Grenze einer Beschreibung hinaus. これはとても長い文です。",
        "A sentence that somebody wrote with much to say, and that goes on, and on, and on, over the limit of a description. ",
        "Ein Satz, der viel zu sagen hat, immer weiter und weiter, über jede Grenze einer Beschreibung hinaus. これはとても長い文です。",
        "A sentence that somebody wrote with much to say, and that goes on, and on, and on, over the limit of a description. ",
        "Ein Satz, der viel zu sagen hat, immer weiter und weiter, über jede Grenze einer Beschreibung hinaus. これはとても長い文です。",
    ),
];

/// What an open block (`settings`) may have: any name, any value.
const ENTRIES: [(&str, &str); 6] = [
    ("DEFAULT_FROM_EMAIL", "\"me@example.com\""),
    ("PAGE_SIZE", "20"),
    ("RATIO", "0.5"),
    ("BETA", "true"),
    ("LANGUAGES", "[[\"ja\", \"日本語\"], [\"en\", \"English\"]]"),
    ("FLAGS", "{ \"a\": true, \"b\": [1, 2] }"),
];

/// How often it drew a change, and how often the checks took it.
#[derive(Debug, Default, Clone, Copy)]
pub struct Drawn {
    pub drawn: usize,
    pub accepted: usize,
}

/// A kind, and whether the item has a label.
type Key = (&'static str, bool);

/// Fields and their values.
type Set = BTreeMap<&'static str, String>;

pub struct Generator {
    pub random: Random,
    pub drawn: Drawn,
    /// What occurred in accepted configurations.
    pub covered: Coverage,
    /// The kinds of which something has not occurred yet.
    lacking: BTreeSet<&'static str>,
    /// What a kind was accepted with, one for each set of fields: the beginnings of new items, as some fields want or exclude each other.
    known: HashMap<Key, Vec<Set>>,
}

impl Generator {
    pub fn new(seed: u64) -> Self {
        Generator {
            random: Random::new(seed),
            drawn: Drawn::default(),
            covered: Coverage::default(),
            lacking: BTreeSet::new(),
            known: HashMap::new(),
        }
    }

    /// One more configuration; it compiles.
    pub fn configuration(&mut self) -> Source {
        self.lacking = self.covered.lacking();
        let mut source = loop {
            let source = self.empty();
            self.drawn.drawn += 1;
            if program::compiles(&source.to_string()) {
                self.drawn.accepted += 1;
                break source;
            }
        };
        for _ in 0..4 + self.random.below(10) {
            let mut changed = source.clone();
            let Some(set) = self.change(&mut changed) else { continue };
            self.drawn.drawn += 1;
            if program::compiles(&changed.to_string()) {
                self.drawn.accepted += 1;
                if let Some((key, set)) = set {
                    let known = self.known.entry(key).or_default();
                    known.retain(|known| !known.keys().eq(set.keys()));
                    known.push(set);
                }
                source = changed;
            }
        }
        self.covered.add(&source);
        source
    }

    /// Stages with nothing in them.
    fn empty(&mut self) -> Source {
        let random = &mut self.random;
        let project = random.percent(60).then(|| *random.pick(&PROJECTS));
        let mut blocks = vec![Block { layer: Layer::Top, doc: None, lines: Vec::new() }];
        if random.percent(60) {
            blocks.push(Block { layer: Layer::Every, doc: None, lines: Vec::new() });
        }
        for _ in 0..*random.pick(&[1, 1, 1, 2, 2, 3, 4]) {
            let layer = Layer::Stage(random.pick::<&str>(&STAGES));
            if blocks.iter().all(|block| block.layer != layer) {
                blocks.push(Block { layer, doc: None, lines: Vec::new() });
            }
        }
        Source { doc: None, project, blocks }
    }

    /// Adds something at random. For an item, returns the set of its fields.
    fn change(&mut self, source: &mut Source) -> Option<Option<(Key, Set)>> {
        let block = self.random.below(source.blocks.len());
        match self.random.below(100) {
            0..5 => self.describe(source, block).then_some(None),
            5..13 => self.drop(source, block).then_some(None),
            13..21 => self.share(source, block).then_some(None),
            _ => self.item(&mut source.blocks[block]).map(Some),
        }
    }

    fn describe(&mut self, source: &mut Source, block: usize) -> bool {
        let doc = Some(*self.random.pick(&DOCS));
        let block = &mut source.blocks[block];
        let item = match block.lines.len() {
            0 => None,
            lines => block.lines.get_mut(self.random.below(lines)),
        };
        match (item, block.layer) {
            (Some(Line::Item(item)), _) if self.random.percent(50) => item.doc = doc,
            (_, Layer::Stage(_)) => block.doc = doc,
            _ => source.doc = doc,
        }
        true
    }

    /// `without x;` of something that the layers below bring.
    fn drop(&mut self, source: &mut Source, block: usize) -> bool {
        let layer = source.blocks[block].layer;
        let below = source.blocks.iter().filter(|block| block.layer < layer && matches!(block.layer, Layer::Top | Layer::Every));
        let brought: Vec<_> = below.flat_map(Block::items).map(|item| (item.keyword, item.label)).collect();
        let own = |keyword, label| source.blocks[block].items().any(|item| item.is(keyword, label));
        let open: Vec<_> = brought.into_iter().filter(|(keyword, label)| !own(keyword, *label)).collect();
        if layer == Layer::Top || open.is_empty() {
            return false;
        }
        let times = |keyword: &str| self.covered.times(&format!("without {keyword}"));
        let fewest = open.iter().map(|(keyword, _)| times(keyword)).min();
        let rare: Vec<_> = open.into_iter().filter(|(keyword, _)| Some(times(keyword)) == fewest).collect();
        let (keyword, label) = *self.random.pick(&rare);
        source.blocks[block].lines.push(Line::Without { keyword, label });
        true
    }

    /// `vpc from dev;`
    fn share(&mut self, source: &mut Source, block: usize) -> bool {
        let layer = source.blocks[block].layer;
        let others = source.blocks.iter().filter_map(|block| match block.layer {
            Layer::Stage(name) if block.layer != layer => Some((name, block)),
            _ => None,
        });
        let offers: Vec<_> = others
            .flat_map(|(name, block)| block.items().map(move |item| (name, item)))
            .filter(|(_, item)| kinds::find(item.keyword).is_some_and(|spec| spec.from))
            .map(|(name, item)| (name, item.keyword, item.label))
            .collect();
        if !matches!(layer, Layer::Stage(_)) || offers.is_empty() {
            return false;
        }
        let times = |keyword: &str| self.covered.times(&format!("{keyword} from a stage"));
        let fewest = offers.iter().map(|(_, keyword, _)| times(keyword)).min();
        let rare: Vec<_> = offers.into_iter().filter(|(_, keyword, _)| Some(times(keyword)) == fewest).collect();
        let (stage, keyword, label) = *self.random.pick(&rare);
        if source.blocks[block].items().any(|item| item.is(keyword, label)) {
            return false;
        }
        let item = Item { doc: None, keyword, label, from: Some(stage), value: None, fields: Vec::new() };
        source.blocks[block].lines.push(Line::Item(item));
        true
    }

    /// A new item, or a known one anew.
    fn item(&mut self, block: &mut Block) -> Option<(Key, Set)> {
        let here = if block.layer == Layer::Top { Place::Top } else { Place::Stage };
        let specs: Vec<&'static Spec> = kinds::all().filter(|spec| spec.place == here || spec.place == Place::Both).collect();
        let lacking: Vec<_> = specs.iter().filter(|spec| self.lacking.contains(spec.keyword)).collect();
        let spec = if self.random.percent(30) && !lacking.is_empty() { **self.random.pick(&lacking) } else { *self.random.pick(&specs) };
        let labelled = match spec.label {
            LabelRule::None => false,
            LabelRule::Optional => self.random.percent(50) && !spec.labels.is_empty(),
            LabelRule::Required => true,
        };
        let label = labelled.then(|| *self.random.pick(spec.labels));
        let (item, set) = self.draw(spec, label);
        // A value that may be the label of another kind's item refers to it, which then comes with it.
        for (_, value) in item.set() {
            let other = specs.iter().find_map(|other| Some((*other, *other.labels.iter().find(|label| **label == value)?)));
            if let Some((other, label)) = other.filter(|(other, label)| !block.items().any(|item| item.is(other.keyword, Some(label)))) {
                let (item, _) = self.draw(other, Some(label));
                put(block, item);
            }
        }
        put(block, item);
        Some(((spec.keyword, labelled), set))
    }

    /// An item of a kind, with what it sets.
    fn draw(&mut self, spec: &'static Spec, label: Option<&'static str>) -> (Item, Set) {
        let mut set = self.set(spec, (spec.keyword, label.is_some()));
        let value = spec.value.filter(|field| set.contains_key(field) && (!spec.block || self.random.percent(50)));
        let value = value.and_then(|name| {
            let field = spec.fields.iter().find(|field| field.name == name)?;
            Some((name, set.get(name).filter(|value| !value.is_empty()).cloned().or_else(|| self.sample(spec, field, false))?))
        });
        if !spec.block {
            set.retain(|name, _| value.as_ref().is_some_and(|(known, _)| known == name));
        }
        let inside = spec.fields.iter().filter(|field| spec.block && value.as_ref().is_none_or(|(name, _)| *name != field.name));
        let mut fields: Vec<(String, String)> =
            inside.filter_map(|field| Some((field.name.to_string(), set.get(field.name)?.clone()))).collect();
        for _ in 0..if spec.open { self.random.below(4) } else { 0 } {
            let (name, value) = *self.random.pick(&ENTRIES);
            if fields.iter().all(|(known, _)| known != name) {
                fields.push((name.to_string(), value.to_string()));
            }
        }
        let doc = self.random.percent(3).then(|| *self.random.pick(&DOCS));
        (Item { doc, keyword: spec.keyword, label, from: None, value, fields }, set)
    }

    /// What to set: that of an accepted item of the kind, with one or two fields changed, rare ones more often, and some of the values.
    fn set(&mut self, spec: &'static Spec, key: Key) -> Set {
        let known = self.known.get(&key).filter(|known| !known.is_empty());
        let (mut set, turns) = match known {
            Some(known) => (self.random.pick(known).clone(), self.random.below(3)),
            None => (Set::new(), self.random.below(1 + spec.fields.len().min(3))),
        };
        for _ in 0..turns.min(spec.fields.len()) {
            // One goes and another comes in its place, as some exclude each other.
            if !set.is_empty() && self.random.percent(50) {
                let names: Vec<&str> = set.keys().copied().collect();
                set.remove(self.random.pick(&names));
            }
            let times = |field: &FieldSpec| self.covered.set(spec.keyword, field.name);
            let fewest = spec.fields.iter().map(times).min();
            let rare: Vec<&FieldSpec> = spec.fields.iter().filter(|field| Some(times(field)) == fewest).collect();
            let field = if self.random.percent(30) { *self.random.pick(&rare) } else { self.random.pick(spec.fields) };
            if set.remove(field.name).is_none() {
                set.extend(self.sample(spec, field, spec.block).map(|value| (field.name, value)));
            }
        }
        for field in spec.fields.iter().filter(|field| set.contains_key(field.name)).collect::<Vec<_>>() {
            if self.random.percent(40) {
                set.extend(self.sample(spec, field, spec.block).map(|value| (field.name, value)));
            }
        }
        set
    }

    /// A value of the field; half of the time one that occurred least.
    fn sample(&mut self, spec: &'static Spec, field: &'static FieldSpec, bare: bool) -> Option<String> {
        let mut samples = (field.samples)();
        samples.retain(|sample| bare || !sample.is_empty());
        if samples.is_empty() {
            return None;
        }
        if self.random.percent(50) {
            let fewest = samples.iter().map(|sample| self.covered.count(spec.keyword, field.name, sample)).min()?;
            samples.retain(|sample| self.covered.count(spec.keyword, field.name, sample) == fewest);
        }
        Some(self.random.pick(&samples).clone())
    }
}

/// Puts the item into the block, in place of one with its name.
fn put(block: &mut Block, item: Item) {
    block.lines.retain(|line| match line {
        Line::Item(known) => !known.is(item.keyword, item.label),
        Line::Without { keyword, label } => (*keyword, *label) != (item.keyword, item.label),
    });
    block.lines.push(Line::Item(item));
}
