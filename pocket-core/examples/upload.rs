//! What `benches/static.py` measures: sends a folder to a bucket as a release does, or builds a Django project's artifact first.
//!
//! `upload folder FOLDER BUCKET PREFIX` · `upload project FOLDER BUCKET WORK`; the endpoint and the credentials are those of the AWS configuration.

use pocket_core::aws::{Clients, Target};
use pocket_core::drivers::objects::{self, IMMUTABLE, Object};
use pocket_core::release::artifact::{BuildRequest, Platform};
use pocket_core::release::{self, artifact};
use pocket_core::ui::{Level, Printer};
use pocket_core::{Error, Result};
use pocket_model::contract::{RuntimeConfig, VERSION};
use pocket_model::synth::{Build, STATIC_PREFIX};
use std::path::Path;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let ui = Printer::new(Level::Normal);
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["folder", folder, bucket, prefix] => match objects::in_folder(Path::new(folder), prefix, |_| IMMUTABLE) {
            Ok(objects) => send(&ui, bucket, prefix, &objects).await,
            Err(error) => Err(error),
        },
        ["project", folder, bucket, work] => match build(&ui, Path::new(folder), Path::new(work)).await {
            Ok(objects) => send(&ui, bucket, STATIC_PREFIX, &objects).await,
            Err(error) => Err(error),
        },
        _ => Err(Error::user("upload folder FOLDER BUCKET PREFIX, or upload project FOLDER BUCKET WORK")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            ui.error(pocket_core::report::error(&error, None));
            ExitCode::FAILURE
        }
    }
}

async fn send(ui: &Printer, bucket: &str, prefix: &str, objects: &[Object]) -> Result {
    let aws = Clients::connect(&Target::Aws { region: Some("eu-west-1".into()), profile: None }).await?;
    let step = ui.step("static files");
    let sent = objects::upload(&aws, &step, bucket, prefix, objects).await?;
    step.done(format!("{} of {} sent, {} bytes", sent.objects, objects.len(), sent.bytes));
    Ok(())
}

async fn build(ui: &Printer, project: &Path, work_dir: &Path) -> Result<Vec<Object>> {
    let contract = RuntimeConfig {
        version: VERSION,
        project: "bench".into(),
        stage: "dev".into(),
        settings_module: String::new(),
        wsgi_application: None,
        region: "eu-west-1".into(),
        url: "https://bench.example".into(),
        hosts: Vec::new(),
        trusted_origins: Vec::new(),
        databases: Default::default(),
        media: None,
        static_files: None,
        caches: Default::default(),
        secrets: Default::default(),
        settings: Default::default(),
        manual: false,
    };
    let build = Build::default();
    let request = BuildRequest { ui, build: &build, program_dir: project, work_dir, platform: Platform::Host, contract: &contract };
    let artifact = artifact::build(request).await?;
    release::static_objects(&artifact)
}
