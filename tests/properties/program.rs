//! A program's text, from its tokens to its templates: what the macro and then the program itself make of it.

use crate::host::Host;
use crate::parse::{self, Parsed};
use pocket_model::check::{Compiled, Validated, compile};
use pocket_model::diag::{Diagnostic, Severity};
use pocket_model::late;
use pocket_model::messages::Lang;
use pocket_model::synth::Synthesis;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The crate's name in all programs here: the project's where none is written.
const CRATE: &str = "shop";

/// What became of a text.
pub enum Outcome {
    /// Rust's own lexer refuses it.
    NoTokens,
    /// With these mistakes.
    Refused(Vec<Mistake>),
    /// It names a Rust constant, which is not there.
    NoConstant,
    /// With these stages.
    Accepted(Vec<Synthesis>),
    /// A bug of pocket's, whatever the text says.
    Broken(String),
}

/// What a diagnostic says.
pub struct Mistake {
    pub code: &'static str,
    pub text: String,
}

/// Whether the macro accepts it.
pub fn compiles(text: &str) -> bool {
    let Ok(tokens) = text.parse() else { return false };
    let parsed = parse::parse(tokens, CRATE, Host::Compiler);
    let sound = parsed.diagnostics.is_empty() && compile(&parsed.project, None).validated.is_some();
    drop(parsed);
    // Otherwise the positions of every text ever read stay in memory.
    proc_macro2::extra::invalidate_current_thread_spans();
    sound
}

/// All the way. A panic anywhere is a finding.
pub fn run(text: &str) -> Outcome {
    let outcome = catch_unwind(AssertUnwindSafe(|| read(text))).unwrap_or_else(|panic| {
        let message = panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(|text| text.to_string()));
        Outcome::Broken(format!("it panics: {}", message.unwrap_or_default()))
    });
    proc_macro2::extra::invalidate_current_thread_spans();
    outcome
}

fn read(text: &str) -> Outcome {
    let Ok(tokens) = text.parse() else { return Outcome::NoTokens };
    let parsed = parse::parse(tokens, CRATE, Host::Compiler);
    let compiled = compile(&parsed.project, None);
    // As in the macro: what the checks say of half a program waits until the syntax is right.
    let diagnostics = if parsed.diagnostics.is_empty() { &compiled.diagnostics } else { &parsed.diagnostics };
    if let Some(wrong) = diagnostics.iter().find_map(|diagnostic| wrong(diagnostic, &parsed, text)) {
        return Outcome::Broken(wrong);
    }
    if said(&compile(&parsed.project, None)) != said(&compiled) {
        return Outcome::Broken("compiled twice, it says two things".into());
    }
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    let mistakes: Vec<Mistake> = errors.map(mistake).collect();
    if !mistakes.is_empty() {
        return Outcome::Refused(mistakes);
    }
    if !parsed.opaque.is_empty() {
        return Outcome::NoConstant;
    }
    at_start(&parsed)
}

/// What the program does at its start: it reads its block back, puts in what only it knows, checks again, and synthesizes each stage.
fn at_start(parsed: &Parsed) -> Outcome {
    let written = serde_json::to_string(&parsed.project).expect("the tree is JSON");
    let mut project = serde_json::from_str(&written).expect("the tree survives JSON");
    let missing = late::substitute(&mut project, &[], &|name| Some(format!("value-of-{name}")));
    assert!(missing.is_empty(), "every variable has a value here");
    let compiled = compile(&project, None);
    let Some(validated) = &compiled.validated else {
        let errors = compiled.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        return Outcome::Refused(errors.map(mistake).collect());
    };
    let syntheses = synthesize(validated);
    let again = compile(&project, None).validated.map(|validated| synthesize(&validated)).unwrap_or_default();
    let json = |syntheses: &[Synthesis]| serde_json::to_string(syntheses).expect("a synthesis is JSON");
    if json(&syntheses) != json(&again) {
        return Outcome::Broken("synthesized twice, it gives two results".into());
    }
    Outcome::Accepted(syntheses)
}

fn synthesize(validated: &Validated) -> Vec<Synthesis> {
    validated.stages().map(|stage| validated.synthesize(stage).expect("the stage is there")).collect()
}

fn said(compiled: &Compiled) -> String {
    format!("{:?}", compiled.diagnostics)
}

fn mistake(diagnostic: &Diagnostic) -> Mistake {
    Mistake { code: diagnostic.code, text: diagnostic.message.text(Lang::En).to_string() }
}

/// What no diagnostic may have: a place outside of the text, an empty sentence, or a placeholder that nobody filled.
fn wrong(diagnostic: &Diagnostic, parsed: &Parsed, text: &str) -> Option<String> {
    let code = diagnostic.code;
    let places = std::iter::once(diagnostic.at).chain(diagnostic.related.iter().map(|(at, _)| *at));
    for at in places {
        if parsed.spans.places().count() <= at.0 as usize {
            return Some(format!("{code} is at a place that no token has: {at:?}"));
        }
        let (line, column) = parsed.spans.line_column(at);
        let inside = |(line, column): (u32, u32)| {
            let known = text.lines().nth(line as usize - 1).map(|known| known.chars().count());
            known.is_some_and(|known| column as usize <= known + 1)
        };
        if at.0 > 0 && !inside((line.max(1), column)) {
            return Some(format!("{code} is outside of the text, at {line}:{column}"));
        }
    }
    let related = diagnostic.related.iter().map(|(_, sentence)| sentence);
    for wording in std::iter::once(&diagnostic.message).chain(&diagnostic.help).chain(related) {
        for lang in Lang::ALL {
            let said = wording.text(lang).to_string();
            if said.trim().is_empty() {
                return Some(format!("{code} says nothing in {lang:?}"));
            }
            if let Some(placeholder) = placeholder(&said).filter(|placeholder| !text.contains(placeholder)) {
                return Some(format!("{code} has a placeholder in it, {placeholder}: {said}"));
            }
        }
    }
    None
}

/// `{name}` or `{}` in a sentence.
fn placeholder(said: &str) -> Option<&str> {
    said.match_indices('{').find_map(|(start, _)| {
        let name = said[start + 1..].split('}').next().filter(|name| start + 1 + name.len() < said.len())?;
        let plain = name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_' || letter == ':' || letter == '?');
        plain.then(|| &said[start..start + name.len() + 2])
    })
}
