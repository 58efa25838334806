//! If rustc accepts it, AWS accepts it: random configurations and random changes of them, before AWS's own schemas and on the embedded cloud.
//!
//! A harness of its own: its tests share what they generate, tell what they counted also when they pass, and this program is the embedded cloud's server.

#![allow(clippy::print_stdout, reason = "what was counted is the result, also of a run that passes")]

// The parser asks whether a compiler is there.
extern crate proc_macro;

mod corpus;
mod coverage;
mod embedded;
#[path = "../../pocket-core/tests/cloud/stage.rs"]
#[expect(dead_code, reason = "only its project is used here")]
mod engine_project;
mod generate;
mod invariants;
#[path = "../templates/lint.rs"]
#[expect(dead_code, reason = "only its environment is used here")]
mod lint;
#[path = "../../pocket-macros/src"]
#[expect(dead_code, reason = "only the reading half of the macro is used here")]
mod macros {
    pub mod host;
    pub mod parse;
    pub mod spans;
}
mod mutate;
mod oracle;
mod program;
#[path = "../../pocket-core/tests/support/python.rs"]
mod python;
mod random;
#[path = "../../pocket-core/tests/cloud/shared.rs"]
#[expect(dead_code, reason = "no database is asked here")]
mod shared;
mod source;
mod text;

use corpus::{CORPUS, FINDINGS, Program};
use libtest_mimic::{Arguments, Failed, Trial};
use macros::{host, parse, spans};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;
use std::sync::LazyLock;
use tokio::runtime::Runtime;

/// One for all calls: connections that the library keeps open belong to the runtime that opened them.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let outcome = match &arguments[..] {
        [embedded, serve, flag, root] if embedded == "embedded" && serve == "serve" && flag == "--root" => {
            RUNTIME.block_on(pocket_core::embedded::serve(Path::new(root))).map(|()| ExitCode::SUCCESS)
        }
        _ => {
            let conclusion = libtest_mimic::run(&Arguments::from_args(), trials());
            RUNTIME.block_on(shared::end()).map(|()| conclusion.exit_code())
        }
    };
    outcome.unwrap_or_else(|error| {
        println!("{}", pocket_core::report::error(&error, None));
        ExitCode::FAILURE
    })
}

fn trials() -> Vec<Trial> {
    let trials = [
        ("configurations::cover_the_language", configurations_cover_the_language as fn() -> Result<(), Failed>),
        ("invariants::hold", invariants_hold),
        ("configurations::pass_the_oracle", configurations_pass_the_oracle),
        ("mutations::are_refused_or_pass_the_oracle", mutations_are_refused_or_pass_the_oracle),
        ("embedded::a_sample_comes_and_goes", || RUNTIME.block_on(embedded::a_sample_comes_and_goes())),
    ];
    trials.map(|(name, test)| Trial::test(name, test)).into()
}

fn configurations_cover_the_language() -> Result<(), Failed> {
    let corpus = &*CORPUS;
    let (drawn, accepted) = (corpus.drawn.drawn, corpus.drawn.accepted);
    let (known, missing) = &corpus.coverage;
    println!(
        "{} configurations in {:.1} s: {drawn} lines drawn, {accepted} accepted ({} %); {} of {known} kinds, places, fields and values occur",
        corpus.configurations.len(),
        corpus.took.as_secs_f64(),
        100 * accepted / drawn,
        known - missing.len(),
    );
    if 2 * accepted < drawn {
        return Err("more than half of what is drawn is refused: what do the samples of the fields say?".into());
    }
    if corpus.is_whole() && !missing.is_empty() {
        return Err(format!("never in an accepted configuration: {missing:#?}").into());
    }
    Ok(())
}

/// What is wrong with a program whatever the oracle says, and seconds after the start.
fn invariants_hold() -> Result<(), Failed> {
    let alone = |program: &'static Program| program.wrong.iter().collect();
    let changed = &CORPUS.changed;
    verdict("configuration", &CORPUS.configurations, alone).and(verdict("broken text", &changed.broken, alone)).and(verdict(
        "mutation",
        &changed.accepted,
        alone,
    ))
}

fn configurations_pass_the_oracle() -> Result<(), Failed> {
    verdict("configuration", &CORPUS.configurations, found)
}

fn mutations_are_refused_or_pass_the_oracle() -> Result<(), Failed> {
    let changed = &CORPUS.changed;
    let mut refused: Vec<_> = changed.refused.iter().collect();
    refused.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let total: usize = changed.refused.values().sum();
    let failing = changed.accepted.iter().filter(|program| !program.wrong.is_empty() || !found(program).is_empty()).count();
    println!(
        "{} mutations: {total} refused by the checks, {} by rustc, {} accepted and passing, {failing} accepted and FAILING, {} broken",
        changed.count,
        changed.rustc,
        changed.accepted.len() - failing,
        changed.broken.len(),
    );
    println!("  by code: {}", refused.iter().take(10).map(|(code, count)| format!("{code} {count}")).collect::<Vec<_>>().join(", "));
    for (kind, (count, accepted)) in &changed.kinds {
        println!("  {kind}: {count}, of which {accepted} compile");
    }
    verdict("mutation", &changed.accepted, found)
}

/// What the oracle says of a program.
fn found(program: &Program) -> Vec<&'static String> {
    program.templates.iter().filter_map(|number| FINDINGS.get(number)).flatten().collect()
}

/// An error that shows the smallest program for each cause, to paste.
fn verdict(what: &str, programs: &'static [Program], wrong: fn(&'static Program) -> Vec<&'static String>) -> Result<(), Failed> {
    let failing: Vec<_> = programs.iter().map(|program| (program, wrong(program))).filter(|(_, why)| !why.is_empty()).collect();
    if failing.is_empty() {
        return Ok(());
    }
    let mut causes: BTreeMap<&str, (&Program, &String, usize)> = BTreeMap::new();
    for (program, why) in &failing {
        for why in why {
            causes.entry(corpus::about(why)).or_insert((program, why, 0)).2 += 1;
        }
    }
    let mut judge = None;
    let shown = causes.values().take(8).map(|(program, why, count)| {
        format!("\n{count} times: {why}\n\npocket::pocket! {{\n{}}}\n", corpus::smallest(&program.text, why, &mut judge))
    });
    Err(format!(
        "of {} one {what} in {} fails (POCKET_SEED={}):\n{}",
        programs.len(),
        programs.len() / failing.len(),
        CORPUS.seed,
        shown.collect::<String>()
    )
    .into())
}
