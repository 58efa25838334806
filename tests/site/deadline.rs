//! A test that hangs ends, and says where: otherwise the machine that runs it would stop everything in the end, and say nothing.

use std::io::Write;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Longer than the longest test takes on two busy cores.
const LIMIT: Duration = Duration::from_secs(30 * 60);

/// Ends all tests of this process if it lives for longer than [`LIMIT`].
pub struct Deadline {
    /// Closed when this is dropped, which the thread that waits notices.
    _alive: Sender<()>,
    begun: Arc<Mutex<Vec<(Instant, String)>>>,
}

impl Deadline {
    pub fn of(test: &str) -> Self {
        let (alive, gone) = channel();
        let begun = Arc::new(Mutex::new(Vec::new()));
        let (test, commands) = (test.to_owned(), Arc::clone(&begun));
        std::thread::spawn(move || {
            if gone.recv_timeout(LIMIT) == Err(RecvTimeoutError::Timeout) {
                let said = report(&test, &commands.lock().expect("nobody panics while holding it"));
                // Past the test runner's capture, which this process does not come to print.
                let _ = std::io::stderr().write_all(said.as_bytes());
                std::process::exit(101);
            }
        });
        Deadline { _alive: alive, begun }
    }

    /// Remembers what is begun, to be named if it does not end.
    pub fn begin(&self, what: String) {
        self.begun.lock().expect("nobody panics while holding it").push((Instant::now(), what));
    }
}

fn report(test: &str, begun: &[(Instant, String)]) -> String {
    let mut text =
        format!("\n{test} did not end within {} minutes. Its last commands, and how long ago each began:\n", LIMIT.as_secs() / 60);
    for (at, what) in begun.iter().rev().take(8).rev() {
        text += &format!("  {:4} s  {what}\n", at.elapsed().as_secs());
    }
    text + "Processes:\n" + &processes()
}

/// Number, parent and command line of each process of this machine.
fn processes() -> String {
    let Ok(all) = std::fs::read_dir("/proc") else { return String::new() };
    let mut lines: Vec<(u32, String)> = all.flatten().filter_map(|entry| line(&entry.path())).collect();
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

fn line(process: &Path) -> Option<(u32, String)> {
    let number: u32 = process.file_name()?.to_str()?.parse().ok()?;
    let arguments = std::fs::read(process.join("cmdline")).ok()?;
    let status = std::fs::read_to_string(process.join("status")).ok()?;
    let parent = status.lines().find_map(|line| line.strip_prefix("PPid:"))?.trim();
    let words: Vec<String> = arguments.split(|byte| *byte == 0).map(|word| String::from_utf8_lossy(word).into_owned()).collect();
    // A thread of the kernel has no command line.
    (!arguments.is_empty()).then(|| (number, format!("  {number:6} of {parent:>6}  {:.160}\n", words.join(" "))))
}
