//! The embedded cloud by itself: `start`, `serve`, `status`, `stop` and `reset`, each with `--root FOLDER`. For working on it, and for its tests.

use pocket_core::embedded::{self, Request};
use pocket_core::tools::PythonVersion;
use pocket_core::ui::{Level, Printer};
use pocket_core::{Error, Result};
use std::path::PathBuf;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let ui = Printer::new(Level::Verbose);
    match run(&ui).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            ui.status(format!("error: {error}"));
            error.hints.iter().for_each(|hint| ui.status(format!("  help: {hint}")));
            error.detail.iter().for_each(|detail| ui.status(detail));
            ExitCode::FAILURE
        }
    }
}

async fn run(ui: &Printer) -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "embedded").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (command, root) = match words.as_slice() {
        [command, "--root", root, ..] => (*command, PathBuf::from(root)),
        _ => return Err(Error::usage("start|serve|status|stop|reset --root FOLDER [PYTHON]")),
    };
    match command {
        "start" => {
            let python: PythonVersion = words.get(3).unwrap_or(&"3.11").parse()?;
            let running = embedded::start(Request { ui, root: &root, python }).await?;
            ui.data(format!("{}\n{}\nhttp://*.localhost:{}", running.aws_endpoint, running.neon_endpoint, running.front_port));
            Ok(())
        }
        "serve" => embedded::serve(&root).await,
        "status" => {
            ui.data(embedded::status(&root).await?.table());
            Ok(())
        }
        "stop" => embedded::stop(ui, &root).await,
        "reset" => embedded::reset(ui, &root).await,
        other => Err(Error::usage(format!("there is no command {other}"))),
    }
}
