//! The one place that writes to the terminal: data to stdout, all else to stderr.

use std::io::{IsTerminal, Write};
use std::sync::Arc;

/// How much to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Errors and data only (`-q`).
    Quiet,
    /// Steps and results.
    Normal,
    /// Every call (`-v`).
    Verbose,
}

/// Prints. Cheap to clone; every effectful function takes one.
#[derive(Debug, Clone)]
pub struct Printer {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    level: Level,
    terminal: bool,
}

impl Level {
    /// From the flags `-q` and `-v`.
    pub fn of(quiet: bool, verbose: bool) -> Self {
        match (quiet, verbose) {
            (true, _) => Level::Quiet,
            (_, true) => Level::Verbose,
            _ => Level::Normal,
        }
    }
}

impl Printer {
    /// A printer for the command line.
    pub fn new(level: Level) -> Self {
        Printer { inner: Arc::new(Inner { level, terminal: std::io::stderr().is_terminal() }) }
    }

    /// Data, to stdout. A closed pipe (`| head`) is not an error.
    pub fn data(&self, text: impl AsRef<str>) {
        let _ = writeln!(std::io::stdout().lock(), "{}", text.as_ref());
    }

    /// Raw bytes of a command's output, to stdout.
    pub fn data_bytes(&self, bytes: &[u8]) {
        let mut stdout = std::io::stdout().lock();
        let _ = stdout.write_all(bytes).and_then(|()| stdout.flush());
    }

    /// A line of progress or result.
    pub fn status(&self, text: impl AsRef<str>) {
        if self.inner.level >= Level::Normal {
            let _ = writeln!(std::io::stderr().lock(), "{}", text.as_ref());
        }
    }

    /// A line for `-v`.
    pub fn verbose(&self, text: impl AsRef<str>) {
        if self.inner.level >= Level::Verbose {
            let _ = writeln!(std::io::stderr().lock(), "  {}", text.as_ref());
        }
    }

    /// A warning.
    pub fn warning(&self, text: impl AsRef<str>) {
        let _ = writeln!(std::io::stderr().lock(), "warning: {}", text.as_ref());
    }

    /// An error, as it stands.
    pub fn error(&self, text: impl AsRef<str>) {
        let _ = writeln!(std::io::stderr().lock(), "{}", text.as_ref());
    }

    /// Whether stderr is a terminal.
    pub fn is_terminal(&self) -> bool {
        self.inner.terminal
    }

    /// Whether stdout is a terminal.
    pub fn is_stdout_terminal(&self) -> bool {
        std::io::stdout().is_terminal()
    }

    /// Begins a step of long work: a spinner on a terminal, plain lines elsewhere; `done` or dropping it ends it.
    pub fn step(&self, text: impl Into<String>) -> Step {
        Step::begin(self.clone(), text.into())
    }
}

/// A running step of long work.
#[derive(Debug)]
pub struct Step {
    printer: Printer,
    text: String,
    started: std::time::Instant,
    #[cfg(feature = "deploy")]
    bar: Option<indicatif::ProgressBar>,
}

impl Step {
    fn begin(printer: Printer, text: String) -> Self {
        #[cfg(feature = "deploy")]
        let bar = (printer.inner.terminal && printer.inner.level >= Level::Normal).then(|| {
            let bar = indicatif::ProgressBar::new_spinner().with_message(text.clone());
            bar.enable_steady_tick(std::time::Duration::from_millis(100));
            bar
        });
        if !printer.inner.terminal {
            printer.verbose(format!("{text} …"));
        }
        Step {
            printer,
            text,
            started: std::time::Instant::now(),
            #[cfg(feature = "deploy")]
            bar,
        }
    }

    /// Shows what the step is at, on a terminal (elsewhere with `-v`).
    pub fn detail(&self, text: impl AsRef<str>) {
        #[cfg(feature = "deploy")]
        if let Some(bar) = &self.bar {
            bar.set_message(format!("{}: {}", self.text, text.as_ref()));
            return;
        }
        self.printer.verbose(format!("{}: {}", self.text, text.as_ref()));
    }

    /// A line that stays, above the spinner.
    pub fn line(&self, text: impl AsRef<str>) {
        #[cfg(feature = "deploy")]
        if let Some(bar) = &self.bar {
            bar.println(text);
            return;
        }
        self.printer.status(text);
    }

    /// Ends the step with its result: one line with the time it took.
    pub fn done(self, result: impl AsRef<str>) {
        #[cfg(feature = "deploy")]
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        let seconds = self.started.elapsed().as_secs_f32();
        self.printer.status(format!("  {:<14} {} ({seconds:.1} s)", self.text, result.as_ref()));
    }
}

#[cfg(feature = "deploy")]
impl Drop for Step {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
