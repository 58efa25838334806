//! What occurred in accepted configurations, held against everything that the schema can say.

use crate::source::{Item, Layer, Line, Source};
use pocket_model::kinds;
use pocket_model::schema::{FieldSpec, LabelRule, Place, Spec};
use std::collections::{BTreeMap, BTreeSet, HashMap};

#[derive(Debug, Default)]
pub struct Coverage {
    values: HashMap<(String, String, String), usize>,
    seen: BTreeMap<String, usize>,
}

impl Coverage {
    pub fn add(&mut self, source: &Source) {
        for block in &source.blocks {
            for line in &block.lines {
                match line {
                    Line::Item(item) => self.item(block.layer, item),
                    Line::Without { keyword, .. } => self.see(format!("without {keyword}")),
                }
            }
        }
    }

    fn item(&mut self, layer: Layer, item: &Item) {
        let keyword = item.keyword;
        self.see(match layer {
            Layer::Top => format!("{keyword} outside of stages"),
            Layer::Every => format!("{keyword} in every stage"),
            Layer::Stage(_) => format!("{keyword} in a stage"),
        });
        self.see(format!("{keyword} {}", if item.label.is_some() { "with a label" } else { "without a label" }));
        if item.from.is_some() {
            self.see(format!("{keyword} from a stage"));
        }
        if item.value.is_some() {
            self.see(format!("{keyword}: value"));
        }
        for (field, value) in item.set() {
            self.see(format!("{keyword} {{ {field} }}"));
            *self.values.entry((keyword.into(), field.into(), value.into())).or_default() += 1;
        }
    }

    fn see(&mut self, what: String) {
        *self.seen.entry(what).or_default() += 1;
    }

    /// How often the field had the value.
    pub fn count(&self, keyword: &str, field: &str, value: &str) -> usize {
        self.values.get(&(keyword.to_string(), field.to_string(), value.to_string())).copied().unwrap_or(0)
    }

    /// How often an item set the field.
    pub fn set(&self, keyword: &str, field: &str) -> usize {
        self.times(&format!("{keyword} {{ {field} }}"))
    }

    /// How often it occurred: `without vpc`, `vpc from a stage`.
    pub fn times(&self, what: &str) -> usize {
        self.seen.get(what).copied().unwrap_or(0)
    }

    /// The kinds with a field or a value that never occurred.
    pub fn lacking(&self) -> BTreeSet<&'static str> {
        let never =
            |spec: &Spec, field: &FieldSpec| samples(spec, field).iter().any(|sample| self.count(spec.keyword, field.name, sample) == 0);
        kinds::all().filter(|spec| spec.fields.iter().any(|field| never(spec, field))).map(|spec| spec.keyword).collect()
    }

    /// How many things it is held against, and those of them that never occurred.
    pub fn missing(&self) -> (usize, Vec<String>) {
        let expected = expected();
        let mut missing: Vec<String> = expected.iter().filter(|what| !self.seen.contains_key(*what)).cloned().collect();
        let mut values = 0;
        for spec in kinds::all() {
            for field in spec.fields {
                for sample in samples(spec, field) {
                    values += 1;
                    if self.count(spec.keyword, field.name, &sample) == 0 {
                        missing.push(format!("{} {{ {}: {sample} }}", spec.keyword, field.name));
                    }
                }
            }
        }
        (expected.len() + values, missing)
    }
}

/// The values that the field can be written with: only in a block it can stand bare.
fn samples(spec: &Spec, field: &FieldSpec) -> Vec<String> {
    (field.samples)().into_iter().filter(|sample| spec.block || !sample.is_empty()).collect()
}

/// Every kind in every place and form, and every field.
fn expected() -> Vec<String> {
    let mut expected = Vec::new();
    for spec in kinds::all() {
        let keyword = spec.keyword;
        if spec.place != Place::Stage {
            expected.push(format!("{keyword} outside of stages"));
        }
        if spec.place != Place::Top {
            expected.extend([format!("{keyword} in every stage"), format!("{keyword} in a stage"), format!("without {keyword}")]);
        }
        if spec.label != LabelRule::None {
            expected.push(format!("{keyword} with a label"));
        }
        if spec.label != LabelRule::Required {
            expected.push(format!("{keyword} without a label"));
        }
        if spec.from {
            expected.push(format!("{keyword} from a stage"));
        }
        if spec.value.is_some() {
            expected.push(format!("{keyword}: value"));
        }
        expected.extend(spec.fields.iter().map(|field| format!("{keyword} {{ {} }}", field.name)));
    }
    expected
}
