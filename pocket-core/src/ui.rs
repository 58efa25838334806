//! The one place that writes to the terminal: data to stdout, all else to stderr.

#[cfg(feature = "deploy")]
mod transfer;

use pocket_model::messages::{Lang, Wording};
use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

#[cfg(feature = "deploy")]
pub use transfer::Transfer;

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
    lang: Lang,
    terminal: bool,
    /// Nobody reads stdout any more.
    closed: AtomicBool,
    /// All spinners: steps run side by side, and each line goes above them.
    #[cfg(feature = "deploy")]
    spinners: indicatif::MultiProgress,
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
    /// A printer that speaks the language of the environment.
    pub fn new(level: Level) -> Self {
        Printer::speaking(level, Lang::of_environment(|name| std::env::var(name).ok()))
    }

    /// A printer for a language.
    pub fn speaking(level: Level, lang: Lang) -> Self {
        let inner = Inner {
            level,
            lang,
            terminal: std::io::stderr().is_terminal(),
            closed: AtomicBool::new(false),
            #[cfg(feature = "deploy")]
            spinners: indicatif::MultiProgress::new(),
        };
        Printer { inner: Arc::new(inner) }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.inner.lang
    }

    /// A wording in this printer's language.
    pub fn say(&self, wording: &Wording) -> String {
        wording.text(self.inner.lang).to_owned()
    }

    /// Data, to stdout. A closed pipe (`| head`) is not an error.
    pub fn data(&self, text: impl AsRef<str>) {
        self.above_spinners(|| {
            let written = writeln!(std::io::stdout().lock(), "{}", text.as_ref());
            self.inner.closed.fetch_or(written.is_err(), Ordering::Relaxed);
        });
    }

    /// Whether nobody reads stdout any more, as `| head` does when it has seen enough: what goes on without end may end then.
    pub fn is_closed(&self) -> bool {
        self.inner.closed.load(Ordering::Relaxed)
    }

    /// Writes while no spinner is drawn.
    fn above_spinners(&self, write: impl FnOnce()) {
        #[cfg(feature = "deploy")]
        if self.inner.terminal {
            return self.inner.spinners.suspend(write);
        }
        write();
    }

    fn line(&self, text: std::fmt::Arguments<'_>) {
        self.above_spinners(|| {
            let _ = writeln!(std::io::stderr().lock(), "{text}");
        });
    }

    /// Raw bytes of a command's output, to stdout.
    pub fn data_bytes(&self, bytes: &[u8]) {
        let mut stdout = std::io::stdout().lock();
        let _ = stdout.write_all(bytes).and_then(|()| stdout.flush());
    }

    /// Raw bytes of a command's output, to stderr.
    pub fn error_bytes(&self, bytes: &[u8]) {
        let _ = std::io::stderr().lock().write_all(bytes);
    }

    /// A line of progress or result.
    pub fn status(&self, text: impl AsRef<str>) {
        if self.inner.level >= Level::Normal {
            self.line(format_args!("{}", text.as_ref()));
        }
    }

    /// A line for `-v`.
    pub fn verbose(&self, text: impl AsRef<str>) {
        if self.inner.level >= Level::Verbose {
            self.line(format_args!("  {}", text.as_ref()));
        }
    }

    /// A warning.
    pub fn warning(&self, text: impl AsRef<str>) {
        self.line(format_args!("warning: {}", text.as_ref()));
    }

    /// An error, as it stands.
    pub fn error(&self, text: impl AsRef<str>) {
        self.line(format_args!("{}", text.as_ref()));
    }

    /// Whether `-v` was given.
    pub fn is_verbose(&self) -> bool {
        self.inner.level == Level::Verbose
    }

    /// Whether stderr shows colours: on a terminal, unless `NO_COLOR` is set.
    pub fn has_colour(&self) -> bool {
        self.inner.terminal && wants_colour()
    }

    /// Whether stdout shows colours.
    pub fn has_stdout_colour(&self) -> bool {
        std::io::stdout().is_terminal() && wants_colour()
    }

    /// Begins a step of long work: a spinner on a terminal, plain lines elsewhere; `done` or dropping it ends it.
    pub fn step(&self, text: impl Into<String>) -> Step {
        Step::begin(self.clone(), text.into())
    }
}

/// Source: no-color.org, "when present and not an empty string".
pub(crate) fn wants_colour() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// The longest that a step says nothing where there is no terminal.
const QUIET: std::time::Duration = std::time::Duration::from_secs(30);
/// The same with `-v`, for what comes many times a second.
#[cfg(feature = "deploy")]
const BRIEF: std::time::Duration = std::time::Duration::from_secs(1);

/// A running step of long work.
#[derive(Debug)]
pub struct Step {
    printer: Printer,
    text: String,
    started: std::time::Instant,
    /// When the last plain line was printed, for what has no terminal.
    told: Mutex<std::time::Instant>,
    #[cfg(feature = "deploy")]
    bar: Option<indicatif::ProgressBar>,
}

impl Step {
    fn begin(printer: Printer, text: String) -> Self {
        #[cfg(feature = "deploy")]
        let bar = (printer.inner.terminal && printer.inner.level >= Level::Normal).then(|| {
            let bar = printer.inner.spinners.add(indicatif::ProgressBar::new_spinner().with_message(text.clone()));
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
            told: Mutex::new(std::time::Instant::now()),
            #[cfg(feature = "deploy")]
            bar,
        }
    }

    /// A wording in the language of its printer.
    pub fn say(&self, wording: &Wording) -> String {
        self.printer.say(wording)
    }

    /// Shows what the step is at. Without a terminal: each with `-v`, else a line in every half minute, so that a log shows that it goes on.
    pub fn detail(&self, text: impl AsRef<str>) {
        #[cfg(feature = "deploy")]
        if let Some(bar) = &self.bar {
            bar.set_message(format!("{}: {}", self.text, text.as_ref()));
            return;
        }
        let line = format!("{}: {}", self.text, text.as_ref());
        if self.printer.is_verbose() {
            return self.printer.verbose(line);
        }
        if let Ok(mut told) = self.told.lock()
            && told.elapsed() >= QUIET
        {
            *told = std::time::Instant::now();
            self.printer.status(format!("  {line} ({:.0} s)", self.started.elapsed().as_secs_f32()));
        }
    }

    /// Shows how far a transfer is: a bar with its rate and the time left on a terminal; elsewhere a line in every half minute, with `-v` in every second.
    #[cfg(feature = "deploy")]
    pub fn progress(&self, transfer: &Transfer) {
        let text = self.say(&transfer.text());
        if let Some(bar) = &self.bar {
            if bar.length() != Some(transfer.bytes) {
                bar.set_length(transfer.bytes);
                if let Ok(style) = indicatif::ProgressStyle::with_template("{spinner} {msg} {bar:24}") {
                    bar.set_style(style);
                }
            }
            bar.set_position(transfer.done_bytes);
            bar.set_message(format!("{}: {text}", self.text));
            return;
        }
        let pause = if self.printer.is_verbose() { BRIEF } else { QUIET };
        if let Ok(mut told) = self.told.lock()
            && told.elapsed() >= pause
        {
            *told = std::time::Instant::now();
            self.printer.status(format!("  {}: {text} ({:.0} s)", self.text, self.started.elapsed().as_secs_f32()));
        }
    }

    /// A line that stays, above the spinner.
    pub fn line(&self, text: impl AsRef<str>) {
        self.printer.status(text);
    }

    /// Ends the step with its result: one line with the time it took.
    pub fn done(self, result: impl AsRef<str>) {
        #[cfg(feature = "deploy")]
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        let seconds = self.started.elapsed().as_secs_f32();
        self.printer.status(format!("  {} {} ({seconds:.1} s)", crate::wrap::pad(&self.text, 16), result.as_ref()));
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
