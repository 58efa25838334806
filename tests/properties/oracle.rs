//! AWS's own schemas: each template that is not like another one, before cfn-lint and cloudformation-validate, on every core.

use crate::lint;
use pocket_model::synth::{Stack, Synthesis};
use serde_json::{Value as Json, json};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex};

/// Where a template of a program without a region is held.
const REGION: &str = "us-east-1";

/// Templates, each kind once.
#[derive(Default)]
pub struct Templates {
    known: HashMap<String, usize>,
    /// What to hold against the schemas, with the region that it is for.
    pub different: Vec<(String, Json)>,
    /// How many were added.
    pub added: usize,
}

impl Templates {
    /// Adds the templates of a stage; returns their numbers in `different`.
    pub fn add(&mut self, synthesis: &Synthesis) -> Vec<usize> {
        let own = synthesis.stacks.iter().filter(|stack| stack.owner.is_none());
        own.map(|stack| {
            self.added += 1;
            let region = synthesis.region.as_deref().unwrap_or(REGION);
            let key = key(synthesis, stack, region);
            *self.known.entry(key).or_insert_with(|| {
                self.different.push((region.into(), serde_json::to_value(&stack.template).expect("a template is JSON")));
                self.different.len() - 1
            })
        })
        .collect()
    }
}

/// The template without what cannot change the verdict: the names of project and stage, whose alphabet is always the same, and whose length
/// `invariants` holds.
fn key(synthesis: &Synthesis, stack: &Stack, region: &str) -> String {
    let text = serde_json::to_string(&stack.template).expect("a template is JSON");
    let (project, stage) = (&synthesis.project, &synthesis.stage);
    let text = text.replace(&format!("{project}-{stage}"), "project-stage").replace(&format!("/{project}/{stage}/"), "/project/stage/");
    format!("{region} {text}")
}

/// A process that knows the schemas.
pub struct Judge {
    process: Child,
    tasks: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Judge {
    pub fn start() -> Judge {
        static ENVIRONMENT: LazyLock<PathBuf> = LazyLock::new(|| {
            lint::environment().unwrap_or_else(|error| panic!("cfn-lint cannot be installed: {}", pocket_core::report::error(&error, None)))
        });
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/properties/judge.py");
        let mut command = Command::new(ENVIRONMENT.join("bin/python"));
        command.arg(script).arg(lint::SNAP_START_VERSION).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().expect("Python runs");
        let (tasks, answers) = (process.stdin.take(), process.stdout.take().map(BufReader::new));
        Judge { process, tasks, answers: answers.expect("its output is ours") }
    }

    /// Errors and warnings.
    pub fn findings(&mut self, region: &str, template: &Json) -> Vec<String> {
        let tasks = self.tasks.as_mut().expect("its input is ours");
        writeln!(tasks, "{}", json!({ "region": region, "template": template })).expect("it reads");
        let mut answer = String::new();
        self.answers.read_line(&mut answer).expect("it answers");
        serde_json::from_str(&answer).unwrap_or_else(|error| panic!("no verdict, {error}: {answer:?}"))
    }
}

impl Drop for Judge {
    fn drop(&mut self) {
        self.tasks = None; // The end of its input ends it.
        let _ = self.process.wait();
    }
}

/// The findings for each template that has some, by its number.
pub fn findings(templates: &[(String, Json)]) -> HashMap<usize, Vec<String>> {
    let (next, found) = (AtomicUsize::new(0), Mutex::new(HashMap::new()));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores.min(templates.len()) {
            scope.spawn(|| {
                let mut judge = Judge::start();
                while let Some((number, (region, template))) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|n| Some((n, templates.get(n)?)))
                {
                    let findings = judge.findings(region, template);
                    if !findings.is_empty() {
                        found.lock().expect("no judge panics with it").insert(number, findings);
                    }
                }
            });
        }
    });
    found.into_inner().expect("no judge panics with it")
}
