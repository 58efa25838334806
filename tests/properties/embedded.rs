//! A sample of the configurations on the embedded cloud: each of its stages is deployed by the engine itself, found complete, and taken away again.
//!
//! What is released is a stand-in for a site: a template's life is the question here, and `tests/site` deploys a real one.

use crate::corpus::{CORPUS, Program};
use crate::engine_project::Project;
use crate::{invariants, program, shared};
use libtest_mimic::Failed;
use pocket_core::deploy::{Cx, Local, deploy, destroy, stacks, status};
use pocket_core::drivers::{Consent, neon};
use pocket_core::embedded;
use pocket_core::plan::plan;
use pocket_core::program::Program as Written;
use pocket_core::ui::{Level, Printer};
use pocket_model::synth::{Origin, Synthesis};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

/// So many configurations. Each adds a kind, a field or a type of resource, until all are in them; then each is seen again.
const SAMPLE: usize = 10;

pub async fn a_sample_comes_and_goes() -> Result<(), Failed> {
    let begin = Instant::now();
    let sample = sample(&CORPUS.configurations);
    let (mut stages, mut resources) = (0, 0);
    for (number, configuration) in sample.iter().enumerate() {
        let program::Outcome::Accepted(mut syntheses) = program::run(&configuration.text) else { unreachable!("it was accepted before") };
        let order = invariants::order(&syntheses).unwrap_or_default();
        syntheses.sort_by_key(|stage| order.iter().position(|name| *name == stage.stage));
        for stage in &mut syntheses {
            on_this_machine(stage);
        }
        let lived = life(number, &syntheses).await;
        resources += lived.map_err(|why| format!("{why}\n\nPOCKET_SEED={}\npocket::pocket! {{\n{}}}", CORPUS.seed, configuration.text))?;
        stages += syntheses.len();
    }
    let covered: BTreeSet<&String> = sample.iter().flat_map(|configuration| &configuration.features).collect();
    let known: BTreeSet<&String> = CORPUS.configurations.iter().flat_map(|configuration| &configuration.features).collect();
    println!(
        "{} configurations on the embedded cloud: {stages} stages with {resources} resources came to CREATE_COMPLETE and went to DELETE_COMPLETE, in {} s; {} of {} kinds, fields and types are in them",
        sample.len(),
        begin.elapsed().as_secs(),
        covered.len(),
        known.len()
    );
    Ok(())
}

/// Those with the most that no other one has.
fn sample(configurations: &[Program]) -> Vec<&Program> {
    let (mut chosen, mut covered) = (Vec::new(), BTreeSet::new());
    let mut left: Vec<&Program> = configurations.iter().collect();
    while chosen.len() < SAMPLE && !left.is_empty() {
        let gain = |program: &Program| program.features.iter().filter(|feature| !covered.contains(*feature)).count();
        let (best, gained) = left.iter().map(|program| gain(program)).enumerate().max_by_key(|(_, gain)| *gain).expect("some are left");
        if gained == 0 && !covered.is_empty() {
            covered.clear();
            continue;
        }
        let best = left.swap_remove(best);
        covered.extend(&best.features);
        chosen.push(best);
    }
    chosen
}

/// What a user would bring from elsewhere is made here.
fn on_this_machine(stage: &mut Synthesis) {
    stage.embedded = true;
    stage.protected = false;
    for holder in stage.holders.iter_mut().filter(|holder| !holder.spec["parent"].is_null()) {
        holder.spec["parent"] = serde_json::Value::Null; // A branch that the user has at Neon.
    }
    for secret in &mut stage.secrets {
        if matches!(secret.origin, Origin::ByHand | Origin::Env { .. } | Origin::File { .. }) {
            secret.origin = Origin::Password { length: 50 };
        }
    }
}

/// From nothing to nothing; how many resources there were.
async fn life(number: usize, stages: &[Synthesis]) -> Result<usize, String> {
    let project = Project::new(&format!("pocket-properties-{number}"));
    for function in stages.iter().flat_map(|stage| &stage.functions) {
        let (module, name) = function.handler.rsplit_once('.').ok_or("a handler is a module and a name")?;
        let code = format!("def {name}(event, context):\n    return {{'statusCode': 200, 'body': 'here', 'exit': 0, 'output': []}}\n");
        project.set(format!("{}.py", module.replace('.', "/")).leak(), &code);
    }
    let mut resources = 0;
    for stage in stages {
        let cx = cx(stage, &project.folder).await;
        let told = |error: pocket_core::Error| format!("stage {}: {}", stage.stage, pocket_core::report::error(&error, None));
        let prepared = plan(&cx, stage, project.clone()).await.map_err(told)?;
        deploy(&cx, prepared).await.map_err(told)?;
        for stack in stage.stacks.iter().filter(|stack| stack.owner.is_none()) {
            let found = stacks::describe(&cx.aws.cloudformation, &stack.name).await.map_err(told)?;
            let found = found.ok_or_else(|| format!("there is no stack {}", stack.name))?;
            if found.status != "CREATE_COMPLETE" {
                return Err(format!("stack {} is {}: {:?}", stack.name, found.status, found.reason));
            }
            let made = stacks::resources(&cx.aws.cloudformation, &stack.name).await.map_err(told)?;
            if let Some(other) = made.iter().find(|resource| resource.status != "CREATE_COMPLETE") {
                return Err(format!("{} of stack {} is {}", other.id, stack.name, other.status));
            }
            resources += made.len();
        }
        let again = plan(&cx, stage, project.clone()).await.map_err(told)?;
        if !again.plan.is_empty() {
            return Err(format!("stage {} is deployed, and a second deploy would do more:\n{}", stage.stage, again.plan.to_text(false)));
        }
    }
    for (index, stage) in stages.iter().enumerate().rev() {
        let cx = cx(stage, &project.folder).await;
        let told = |error: pocket_core::Error| format!("stage {}: {}", stage.stage, pocket_core::report::error(&error, None));
        let doomed = destroy::plan(&cx, stage, &stages[..index]).await.map_err(told)?;
        let gone = destroy::destroy(&cx, stage, doomed).await.map_err(told)?;
        if !gone.complete() || !gone.kept.is_empty() || status(&cx, stage).await.map_err(told)?.exists() {
            return Err(format!("stage {} is not gone:\n{}", stage.stage, gone.to_text(pocket_core::model::messages::Lang::En)));
        }
    }
    Ok(resources)
}

async fn cx(stage: &Synthesis, folder: &Path) -> Cx {
    let running = shared::running().await;
    let aws = shared::clients().await;
    let program = Written { crate_name: "shop", ast: "{}", file: "main.rs", manifest_dir: "/tmp", places: &[(1, 1)], values: Vec::new() };
    // Everything is at line 1 here: the numbers of the text that was read mean nothing to this program.
    let places = program.places();
    Cx {
        ui: Printer::new(Level::Quiet),
        neon: Some(neon::Access::new(&running.neon_endpoint, running.neon_api_key.clone(), aws.http.clone())),
        aws,
        consent: Consent { data: Some(format!("{}-{}", stage.project, stage.stage)), ..Consent::default() },
        root: folder.to_path_buf(),
        program_dir: folder.to_path_buf(),
        places,
        local: Some(Local {
            url: running.address(&stage.project, &stage.stage),
            files: running.files.join(format!("{}-{}", stage.project, stage.stage)),
            left_out: embedded::left_out,
        }),
        canary: None,
        commit: None,
    }
}
