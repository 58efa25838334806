//! What a start need not do: which imports of the project bring in modules that nothing else would, and what its own code does while it is imported.

use super::report::{Function, Kind, Owner, Report, Statement};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What is worth naming: milliseconds, and the share of a start with its first request.
const LEAST: (f64, f64) = (5.0, 0.02);

/// One thing to do later, or not at all.
#[derive(Debug, Serialize)]
pub struct Advice {
    /// Milliseconds of processor time that a start would do without.
    pub ms: f64,
    /// What takes it.
    #[serde(flatten)]
    pub what: What,
}

/// What takes the time.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum What {
    /// These imports of the project together load what nothing else needs at the start.
    Import {
        /// The package, or the module of the project's own.
        module: String,
        /// Where the project imports it.
        places: Vec<Place>,
    },
    /// A module of the project's own that must be imported, and that works while it is.
    Module {
        /// Its dotted name.
        module: String,
        /// Relative to the project.
        file: String,
    },
    /// An app's `ready()`.
    Ready {
        /// Its dotted name.
        app: String,
        /// Relative to the project.
        file: String,
        /// Of its `def`.
        line: u32,
    },
}

/// An import in a file of the project.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// Relative to the project.
    pub file: String,
    /// Of the import.
    pub line: u32,
    /// The text of the import, which is also what to type in a function.
    pub text: String,
    /// The functions that use what it binds.
    pub functions: Vec<Function>,
    /// The first line that uses it while the module itself is imported: the import can only move with that line.
    pub used_at: Option<u32>,
}

/// Everything worth naming, the most first.
pub fn advice(report: &Report) -> Vec<Advice> {
    let least = LEAST.0.max((report.start + report.request) * LEAST.1);
    let graph = Graph::of(report);
    let everything = graph.reached(&HashSet::new());
    let candidates: Vec<Candidate<'_>> = graph
        .candidates(report)
        .into_iter()
        .map(|(module, edges)| {
            let left = graph.reached(&edges.iter().copied().collect());
            let places: Vec<Place> = edges.iter().filter_map(|edge| place(report, *edge)).collect();
            let free = places.iter().all(|place| place.used_at.is_none());
            Candidate { module, places, saved: everything.difference(&left).copied().collect(), free }
        })
        .collect();
    let mut found = Vec::new();
    let mut told: HashSet<&str> = HashSet::new();
    for candidate in candidates.iter().filter(|candidate| candidate.is_for_itself(&candidates)) {
        let saved = candidate.alone(&candidates);
        let ms = saved.iter().filter_map(|module| graph.own.get(module)).sum::<f64>();
        if ms >= least {
            told.extend(saved);
            found.push(Advice { ms, what: What::Import { module: candidate.module.clone(), places: candidate.places.clone() } });
        }
    }
    for span in &report.spans {
        let of_project = |file: Option<&str>| file.and_then(|file| file.strip_prefix(&report.root)).map(str::to_owned);
        let file = of_project(report.modules.get(&span.name).and_then(Option::as_deref));
        let known = everything.contains(span.name.as_str()) && !told.contains(span.name.as_str());
        match (span.kind, file) {
            (Kind::Import, Some(file)) if span.own >= least && known => {
                found.push(Advice { ms: span.own, what: What::Module { module: span.name.clone(), file } });
            }
            (Kind::Part, _) if span.name == "ready" && span.total >= least => {
                if let (Some(file), Some(line), Some(app)) = (of_project(span.file.as_deref()), span.line, &span.of) {
                    found.push(Advice { ms: span.total, what: What::Ready { app: app.clone(), file, line } });
                }
            }
            _ => {}
        }
    }
    found.sort_by(|a, b| b.ms.total_cmp(&a.ms));
    found
}

/// What the project imports, and what would not be loaded without.
struct Candidate<'a> {
    module: String,
    places: Vec<Place>,
    saved: HashSet<&'a str>,
    /// Whether every one of the imports can be moved as it stands.
    free: bool,
}

impl<'a> Candidate<'a> {
    /// Whether `self` is only a part of what `other` saves.
    fn is_within(&self, other: &Candidate<'_>) -> bool {
        self.saved.len() < other.saved.len() && self.saved.is_subset(&other.saved)
    }

    /// An import that cannot be moved is not named where it goes with one that can: `pandas`, on whose class one of `shop.reports` is built, with
    /// `shop.reports`.
    fn is_for_itself(&self, all: &[Candidate<'_>]) -> bool {
        self.free || !all.iter().any(|other| other.free && self.is_within(other))
    }

    /// What is saved without that which an import nearer to it is named for: `shop.views` does not stand for the `pandas` that one of its functions uses.
    fn alone(&self, all: &[Candidate<'a>]) -> HashSet<&'a str> {
        let nearer = all.iter().filter(|other| (other.free || !self.free) && other.is_within(self));
        let of_others: HashSet<&str> = nearer.flat_map(|other| other.saved.iter().copied()).collect();
        self.saved.difference(&of_others).copied().collect()
    }
}

fn place(report: &Report, edge: usize) -> Option<Place> {
    let statement = statement(report, edge)?;
    Some(Place {
        file: statement.file.clone(),
        line: statement.line,
        text: statement.text.clone(),
        functions: statement.functions.clone(),
        used_at: statement.used_at,
    })
}

fn statement(report: &Report, edge: usize) -> Option<&Statement> {
    let (_, file, line, top, _) = &report.edges[edge];
    let file = file.strip_prefix(&report.root)?;
    report.statements.iter().find(|statement| *top && statement.file == file && statement.line == *line)
}

/// Which module imported which, also those that were there already.
struct Graph<'a> {
    /// By importer: the edge and what it imports.
    out: HashMap<&'a str, Vec<(usize, &'a str)>>,
    /// Milliseconds of a module alone.
    own: HashMap<&'a str, f64>,
}

impl<'a> Graph<'a> {
    fn of(report: &'a Report) -> Self {
        let mut out: HashMap<&str, Vec<(usize, &str)>> = HashMap::new();
        for (index, (importer, _, _, _, targets)) in report.edges.iter().enumerate() {
            out.entry(importer).or_default().extend(targets.iter().map(|target| (index, target.as_str())));
        }
        let mut own: HashMap<&str, f64> = HashMap::new();
        for span in report.spans.iter().filter(|span| span.kind == Kind::Import) {
            *own.entry(&span.name).or_default() += span.own;
        }
        Graph { out, own }
    }

    /// The modules that are imported when these edges are not there.
    fn reached(&self, without: &HashSet<usize>) -> HashSet<&'a str> {
        let mut reached = HashSet::from(["__main__"]);
        let mut open = vec!["__main__"];
        while let Some(module) = open.pop() {
            for (edge, target) in self.out.get(module).into_iter().flatten() {
                if !without.contains(edge) && reached.insert(target) {
                    open.push(target);
                }
            }
        }
        reached
    }

    /// The imports of the project's own files, by what they import: packages as a whole, and the project's own modules each.
    fn candidates(&self, report: &'a Report) -> BTreeMap<String, Vec<usize>> {
        let mut candidates: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, (.., targets)) in report.edges.iter().enumerate() {
            if statement(report, index).is_none() {
                continue;
            }
            let mut modules: Vec<&str> = Vec::new();
            for target in targets {
                let own = match report.owner(target) {
                    Owner::Project => true,
                    // They are what the site runs on.
                    Owner::Django | Owner::Pocket => continue,
                    Owner::Packages | Owner::Python => false,
                };
                let module = if own { target } else { target.split('.').next().unwrap_or(target) };
                // A package that only holds the module that is meant.
                let holds = targets.iter().any(|other| other.len() > target.len() && other.starts_with(&format!("{target}.")));
                if !(own && holds || modules.contains(&module)) {
                    modules.push(module);
                }
            }
            for module in modules {
                candidates.entry(module.to_owned()).or_default().push(index);
            }
        }
        candidates
    }
}
