//! `completions`: a script for the shell.

use super::Outcome;
use super::args::CompletionsArgs;
use crate::error::Result;
use crate::ui::Printer;

pub(super) fn run(ui: &Printer, args: &CompletionsArgs, mut command: clap::Command) -> Result<Outcome> {
    // The user calls the built program by its own name; `cargo run --` cannot be completed.
    let name = std::env::current_exe().ok().and_then(|path| path.file_stem().map(|name| name.to_string_lossy().into_owned()));
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, name.unwrap_or_else(|| "pocket".into()), &mut script);
    ui.data_bytes(&script);
    Ok(Outcome::Done)
}
