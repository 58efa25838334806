//! What a start need not do: which imports of the project bring in modules that nothing else would, and what its own code does while it is imported.

use super::report::{Function, Kind, Owner, Report, Statement};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What is worth naming: milliseconds, and the share of the start.
const LEAST: (f64, f64) = (5.0, 0.02);

/// One thing to do later, or not at all.
#[derive(Debug, Serialize)]
pub(super) struct Advice {
    /// Milliseconds of processor time that a start would do without.
    pub(super) ms: f64,
    #[serde(flatten)]
    pub(super) what: What,
}

/// What takes the time.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub(super) enum What {
    /// These imports of the project together load what nothing else needs at the start.
    Import {
        /// The package, or the module of the project's own.
        module: String,
        places: Vec<Place>,
    },
    /// A module of the project's own that must be imported, and that works while it is.
    Module {
        module: String,
        /// Relative to the project.
        file: String,
    },
    /// An app's `ready()`.
    Ready { app: String, file: String, line: u32 },
}

/// An import in a file of the project.
#[derive(Debug, Serialize)]
pub(super) struct Place {
    pub(super) file: String,
    pub(super) line: u32,
    /// The text of the import, which is also what to type in a function.
    pub(super) text: String,
    pub(super) functions: Vec<Function>,
    /// The first line that uses it while the module itself is imported: the import can only move with that line.
    pub(super) used_at: Option<u32>,
}

/// Everything worth naming, the most first.
pub(super) fn advice(report: &Report) -> Vec<Advice> {
    let least = LEAST.0.max(report.start * LEAST.1);
    let graph = Graph::of(report);
    let everything = graph.reached(&HashSet::new());
    let mut found = Vec::new();
    let mut removable: HashSet<&str> = HashSet::new();
    for (module, edges) in graph.candidates(report) {
        let left = graph.reached(&edges.iter().copied().collect());
        let saved: Vec<&str> = everything.difference(&left).copied().collect();
        let ms = saved.iter().filter_map(|module| graph.own.get(module)).sum::<f64>();
        if ms < least {
            continue;
        }
        let places: Vec<Place> = edges.iter().filter_map(|edge| place(report, *edge)).collect();
        if places.iter().all(|place| place.used_at.is_none()) {
            removable.extend(saved);
        }
        found.push(Advice { ms, what: What::Import { module, places } });
    }
    drop_repeated(&mut found);
    for span in &report.spans {
        let file = report.modules.get(&span.name).and_then(Option::as_deref).and_then(|file| file.strip_prefix(&report.root));
        match (span.kind, file) {
            (Kind::Import, Some(file))
                if span.own >= least && everything.contains(span.name.as_str()) && !removable.contains(span.name.as_str()) =>
            {
                found.push(Advice { ms: span.own, what: What::Module { module: span.name.clone(), file: file.into() } });
            }
            (Kind::Part, _) if span.name == "ready" && span.total >= least => {
                let file = span.file.as_deref().and_then(|file| file.strip_prefix(&report.root));
                if let (Some(file), Some(line), Some(app)) = (file, span.line, &span.of) {
                    found.push(Advice { ms: span.total, what: What::Ready { app: app.clone(), file: file.into(), line } });
                }
            }
            _ => {}
        }
    }
    found.sort_by(|a, b| b.ms.total_cmp(&a.ms));
    found
}

/// Of two imports that save the same modules the one nearer to them says it all: `shop.reports`, which alone imports `pandas`, saves no more than `pandas`.
fn drop_repeated(found: &mut Vec<Advice>) {
    found.sort_by(|a, b| b.ms.total_cmp(&a.ms));
    let free = |advice: &Advice| matches!(&advice.what, What::Import { places, .. } if places.iter().all(|place| place.used_at.is_none()));
    let mut index = 0;
    while index + 1 < found.len() {
        if (found[index].ms - found[index + 1].ms).abs() < 1.0 {
            // What can be moved as it stands goes before what cannot.
            let other = if free(&found[index]) || !free(&found[index + 1]) { index + 1 } else { index };
            found.remove(other);
        } else {
            index += 1;
        }
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
                let own = report.owner(target) == Owner::Project;
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
