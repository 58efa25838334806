//! The analysis as people read it.

use super::messages;
use crate::analyze::{Advice, Import, Owner, Phase, Place, Report, What};
use crate::tools::PythonVersion;
use pocket_model::messages::{Lang, Wording};
use std::fmt::Write;
use std::path::PathBuf;

/// Of a start; what took less is not a row of the tree of imports.
const LEAST: f64 = 0.02;

/// Levels of the tree of imports that are shown.
const DEPTH: usize = 6;

/// What the lines are written with.
pub(super) struct Page<'a> {
    pub(super) lang: Lang,
    /// The project's folder, as the user would type it.
    pub(super) project: PathBuf,
    /// Of the first request.
    pub(super) path: &'a str,
}

impl Page<'_> {
    /// The whole analysis.
    pub(super) fn of(&self, stage: &str, python: PythonVersion, report: &Report, advice: &[Advice]) -> String {
        let mut text = String::new();
        self.line(&mut text, &messages::title(stage, ms(report.start), python));
        self.phases(&mut text, report);
        let _ = writeln!(text, "\n{:>8}", self.say(&messages::by_owner()));
        for (owner, time) in report.owners() {
            self.row(&mut text, time, &self.say(&owned(owner)));
        }
        let _ = writeln!(text, "\n{:>8}", self.say(&messages::by_import()));
        self.tree(&mut text, &report.tree(report.start * LEAST), 0);
        text.push('\n');
        self.line(&mut text, &messages::request(self.path, ms(report.request), report.status));
        text.push('\n');
        self.advice(&mut text, advice);
        text.truncate(text.trim_end().len());
        text
    }

    fn say(&self, wording: &Wording) -> String {
        wording.text(self.lang).to_owned()
    }

    fn line(&self, text: &mut String, wording: &Wording) {
        let _ = writeln!(text, "{}", wording.text(self.lang));
    }

    fn row(&self, text: &mut String, time: f64, what: &str) {
        let _ = writeln!(text, "{:>6}  {what}", ms(time));
    }

    fn phases(&self, text: &mut String, report: &Report) {
        let _ = writeln!(text, "\n{:>8}", self.say(&messages::by_phase()));
        let (rows, small): (Vec<_>, Vec<_>) = report.phases().into_iter().partition(|row| row.ms >= 1.0);
        for row in rows {
            self.row(text, row.ms, &self.say(&phase(&row.what)));
        }
        if !small.is_empty() {
            self.row(text, small.iter().map(|row| row.ms).sum(), &self.say(&messages::small(small.len())));
        }
    }

    fn tree(&self, text: &mut String, imports: &[Import], depth: usize) {
        for import in imports {
            self.row(text, import.ms, &format!("{}{}", "  ".repeat(depth), import.module));
            if depth + 1 < DEPTH {
                self.tree(text, &import.imports, depth + 1);
            }
        }
    }

    fn advice(&self, text: &mut String, advice: &[Advice]) {
        if advice.is_empty() {
            return self.line(text, &messages::nothing_to_move());
        }
        self.line(text, &messages::what_to_move());
        for one in advice {
            let time = ms(one.ms);
            match &one.what {
                What::Import { module, places } => {
                    self.line(text, &messages::an_import(format!("{time:>6}"), module));
                    places.iter().for_each(|place| self.place(text, place));
                }
                What::Module { module, file } => {
                    self.line(text, &messages::a_module(format!("{time:>6}"), module));
                    self.below(text, &messages::move_work(self.path_of(file)));
                }
                What::Ready { app, file, line } => {
                    self.line(text, &messages::a_ready(format!("{time:>6}"), app));
                    self.below(text, &messages::move_ready(format!("{}:{line}", self.path_of(file))));
                }
            }
        }
    }

    fn place(&self, text: &mut String, place: &Place) {
        let file = self.path_of(&place.file);
        let here = format!("{file}:{}", place.line);
        match (place.used_at, place.functions.as_slice()) {
            (Some(line), _) => self.below(text, &messages::needed(here, &place.text, line)),
            (None, []) => self.below(text, &messages::unused(here, &place.text)),
            (None, functions) => {
                self.below(text, &messages::delete_line(here, &place.text));
                for function in functions {
                    self.below(text, &messages::type_in(format!("{file}:{}", function.line), &function.name, &place.text));
                }
            }
        }
    }

    fn below(&self, text: &mut String, wording: &Wording) {
        let _ = writeln!(text, "           {}", wording.text(self.lang));
    }

    fn path_of(&self, file: &str) -> String {
        self.project.join(file).display().to_string()
    }
}

/// Whole milliseconds; what is short with a digit more.
fn ms(time: f64) -> String {
    if time < 10.0 { format!("{time:.1}") } else { format!("{time:.0}") }
}

fn phase(phase: &Phase) -> Wording {
    match phase {
        Phase::Interpreter => messages::interpreter(),
        Phase::Settings => messages::settings(),
        Phase::Secrets => messages::secrets(),
        Phase::Logging => messages::logging(),
        Phase::App { name } => messages::app(name),
        Phase::Ready { name } => messages::ready(name),
        Phase::Middleware => messages::middleware(),
        Phase::Rest => messages::rest(),
    }
}

fn owned(owner: Owner) -> Wording {
    match owner {
        Owner::Project => messages::of_project(),
        Owner::Packages => messages::of_packages(),
        Owner::Django => messages::of_django(),
        Owner::Pocket => messages::of_pocket(),
        Owner::Python => messages::of_python(),
    }
}
