//! How far a transfer is.

use crate::messages::transfer as say;
use pocket_model::messages::Wording;
use std::time::{Duration, Instant};

/// Before that a rate says nothing.
const SETTLED: Duration = Duration::from_secs(1);

/// Files that are being sent.
#[derive(Debug, Clone)]
pub struct Transfer {
    /// How many there are.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// How many are done.
    pub done: usize,
    /// Their bytes.
    pub done_bytes: u64,
    started: Instant,
}

impl Transfer {
    /// Begins now.
    pub fn new(files: usize, bytes: u64) -> Self {
        Transfer { files, bytes, done: 0, done_bytes: 0, started: Instant::now() }
    }

    /// Notes a file that is done.
    pub fn add(&mut self, bytes: u64) {
        self.done += 1;
        self.done_bytes += bytes;
    }

    /// `1204 of 2000 files, 12.1 of 20.3 MB, 4.2 MB/s, 3 s left`
    pub(super) fn text(&self) -> Wording {
        self.text_after(self.started.elapsed())
    }

    fn text_after(&self, elapsed: Duration) -> Wording {
        let (done, all) = (megabytes(self.done_bytes as f64), megabytes(self.bytes as f64));
        if elapsed < SETTLED || self.done_bytes == 0 {
            return say::so_far(self.done, self.files, done, all);
        }
        let rate = self.done_bytes as f64 / elapsed.as_secs_f64();
        let left = (self.bytes.saturating_sub(self.done_bytes) as f64 / rate).ceil();
        say::at_a_rate(self.done, self.files, done, all, megabytes(rate), left)
    }
}

fn megabytes(bytes: f64) -> String {
    format!("{:.1}", bytes / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use pocket_model::messages::Lang;

    #[test]
    fn rate_and_time_left_are_told_once_they_mean_something() {
        let mut transfer = Transfer::new(4, 20_000_000);
        assert_eq!(transfer.text_after(Duration::from_secs(5)).text(Lang::En), "0 of 4 files, 0.0 of 20.0 MB");
        transfer.add(5_000_000);
        assert_eq!(transfer.text_after(Duration::from_millis(10)).text(Lang::En), "1 of 4 files, 5.0 of 20.0 MB");
        assert_eq!(transfer.text_after(Duration::from_secs(2)).text(Lang::En), "1 of 4 files, 5.0 of 20.0 MB, 2.5 MB/s, 6 s left");
    }
}
