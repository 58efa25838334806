//! What `start.py` saw, and sums of it.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// One cold start. Times are milliseconds of processor time.
#[derive(Debug, Deserialize)]
pub struct Report {
    /// Before pocket's own code ran: the interpreter.
    pub python: f64,
    /// All of the start, the interpreter with it.
    pub start: f64,
    /// The first request.
    pub request: f64,
    /// What the first request was answered with.
    pub status: u16,
    pub(super) spans: Vec<Span>,
    /// File of each module.
    pub(super) modules: HashMap<String, Option<String>>,
    /// Importer, file, line, whether at the importer's own level, and what was imported.
    pub(super) edges: Vec<(String, String, u32, bool, Vec<String>)>,
    /// The imports of the project's own files.
    pub(super) statements: Vec<Statement>,
    /// The folder of the code, with a slash at the end.
    pub(super) root: String,
}

/// An import, or a named part of the start.
#[derive(Debug, Deserialize)]
pub(super) struct Span {
    pub kind: Kind,
    pub name: String,
    pub parent: Option<usize>,
    /// With all that it brought about.
    pub total: f64,
    /// Without.
    #[serde(rename = "self")]
    pub own: f64,
    /// The app whose part it is.
    #[serde(default)]
    pub of: Option<String>,
    #[serde(default)]
    pub file: Option<String>,
    #[serde(default)]
    pub line: Option<u32>,
}

/// What a span is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Import,
    Part,
}

/// An import in a file of the project.
#[derive(Debug, Deserialize)]
pub(super) struct Statement {
    /// Relative to the project.
    pub file: String,
    pub line: u32,
    /// `from shop import heavy`
    pub text: String,
    /// The functions that use what it binds.
    pub functions: Vec<Function>,
    /// The first line that uses it while the module itself runs.
    pub used_at: Option<u32>,
}

/// A function of the project.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Function {
    /// `Class.method` or `function`.
    pub name: String,
    /// Of its `def`.
    pub line: u32,
}

/// Whose code a module is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// The user's.
    Project,
    /// Of a package that the project needs.
    Packages,
    /// Django's.
    Django,
    /// `pocket_django`.
    Pocket,
    /// The interpreter and its library.
    Python,
}

/// A part of the start in the order of time.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "phase")]
pub enum Phase {
    /// Python itself.
    Interpreter,
    /// The settings with what they import, without the secrets.
    Settings,
    /// Reading the secrets.
    Secrets,
    /// The configuration of the log.
    Logging,
    /// An app of `INSTALLED_APPS`, with its models.
    App {
        /// Its dotted name.
        name: String,
    },
    /// What an app does in `ready()`.
    Ready {
        /// Its dotted name.
        name: String,
    },
    /// The middleware.
    Middleware,
    /// What stands in no other row: the imports of pocket and Django that these parts are made of.
    Rest,
}

/// A row of a table.
#[derive(Debug, Serialize)]
pub struct Row<T> {
    /// What takes the time.
    #[serde(flatten)]
    pub what: T,
    /// Milliseconds.
    pub ms: f64,
}

/// An import with those that it brought about.
#[derive(Debug, Serialize)]
pub struct Import {
    /// Its dotted name.
    pub module: String,
    /// Milliseconds with all below it.
    pub ms: f64,
    /// Milliseconds without.
    pub own_ms: f64,
    /// Whose it is.
    pub owner: Owner,
    /// What it brought about, the longest first.
    pub imports: Vec<Import>,
}

impl Report {
    /// Whose code a module is.
    pub fn owner(&self, module: &str) -> Owner {
        let file = self.modules.get(module).and_then(Option::as_deref).unwrap_or_default();
        match module.split('.').next().unwrap_or_default() {
            _ if file.starts_with(&self.root) => Owner::Project,
            "django" => Owner::Django,
            "pocket_django" => Owner::Pocket,
            _ if file.contains("/packages-") || file.contains("/site-packages/") => Owner::Packages,
            _ => Owner::Python,
        }
    }

    /// The start by what Django does, in order.
    pub fn phases(&self) -> Vec<Row<Phase>> {
        let mut rows = vec![Row { what: Phase::Interpreter, ms: self.python }];
        for span in self.of_start().map(|index| &self.spans[index]) {
            let secrets = || self.inside(&span.name, "secrets");
            let (what, ms) = match (span.kind, span.name.as_str()) {
                (Kind::Import, "pocket_django.settings") => (Phase::Settings, span.total - secrets()),
                (Kind::Part, "secrets") => (Phase::Secrets, span.total),
                (Kind::Part, "logging") => (Phase::Logging, span.total),
                (Kind::Part, "app" | "models") => (Phase::App { name: span.of.clone().unwrap_or_default() }, span.total),
                (Kind::Part, "ready") => (Phase::Ready { name: span.of.clone().unwrap_or_default() }, span.total),
                (Kind::Part, "middleware") => (Phase::Middleware, span.total),
                _ => continue,
            };
            match rows.iter_mut().find(|row| row.what == what) {
                Some(row) => row.ms += ms,
                None => rows.push(Row { what, ms }),
            }
        }
        let rest = self.start - rows.iter().map(|row| row.ms).sum::<f64>();
        rows.push(Row { what: Phase::Rest, ms: rest.max(0.0) });
        rows
    }

    /// The time of parts of one name below the import of a module.
    fn inside(&self, module: &str, part: &str) -> f64 {
        let below = |span: &Span| self.ancestors(span).any(|above| above.kind == Kind::Import && above.name == module);
        self.spans.iter().filter(|span| span.kind == Kind::Part && span.name == part && below(span)).map(|span| span.total).sum()
    }

    fn ancestors<'a>(&'a self, span: &'a Span) -> impl Iterator<Item = &'a Span> {
        std::iter::successors(span.parent, |index| self.spans[*index].parent).map(|index| &self.spans[index])
    }

    /// The spans of the start, without those of the request.
    fn of_start(&self) -> impl Iterator<Item = usize> {
        let of_request = |span: &Span| span.name == "request" && span.kind == Kind::Part;
        (0..self.spans.len()).filter(move |index| {
            let span = &self.spans[*index];
            !of_request(span) && !self.ancestors(span).any(of_request)
        })
    }

    /// Processor time of the start by whose code it was, the most first.
    pub fn owners(&self) -> Vec<(Owner, f64)> {
        let mut sums = BTreeMap::from([(Owner::Python, self.python)]);
        for span in self.of_start().map(|index| &self.spans[index]) {
            let owner = match span.kind {
                Kind::Import => self.owner(&span.name),
                Kind::Part => Owner::Django,
            };
            *sums.entry(owner).or_default() += span.own;
        }
        let mut rows: Vec<_> = sums.into_iter().collect();
        rows.sort_by(|a, b| b.1.total_cmp(&a.1));
        rows
    }

    /// The imports of the start that took at least so many milliseconds with all below them, as a tree.
    pub fn tree(&self, least: f64) -> Vec<Import> {
        let mut children: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
        for index in self.of_start() {
            // Parts are no level of this tree.
            let mut parent = self.spans[index].parent;
            while let Some(above) = parent.filter(|above| self.spans[*above].kind == Kind::Part) {
                parent = self.spans[above].parent;
            }
            if self.spans[index].kind == Kind::Import {
                children.entry(parent).or_default().push(index);
            }
        }
        self.level(&children, None, least)
    }

    fn level(&self, children: &HashMap<Option<usize>, Vec<usize>>, parent: Option<usize>, least: f64) -> Vec<Import> {
        let spans = children.get(&parent).into_iter().flatten().filter(|index| self.spans[**index].total >= least);
        let mut imports: Vec<Import> = spans
            .map(|index| {
                let span = &self.spans[*index];
                Import {
                    module: span.name.clone(),
                    ms: span.total,
                    own_ms: span.own,
                    owner: self.owner(&span.name),
                    imports: self.level(children, Some(*index), least),
                }
            })
            .collect();
        imports.sort_by(|a, b| b.ms.total_cmp(&a.ms));
        imports
    }
}
