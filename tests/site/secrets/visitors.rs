//! Visitors who never stop asking while the site changes.

use super::super::http::get;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

pub struct Visitors {
    ended: Arc<AtomicBool>,
    threads: Vec<JoinHandle<(usize, Vec<String>)>>,
}

impl Visitors {
    pub fn of(url: &str) -> Self {
        let ended = Arc::new(AtomicBool::new(false));
        let threads = (0..2).map(|_| {
            let (url, ended) = (url.to_owned(), ended.clone());
            std::thread::spawn(move || {
                let (mut served, mut failed) = (0, Vec::new());
                while !ended.load(Ordering::Relaxed) {
                    match get(&url, "/") {
                        (200, _) => served += 1,
                        (status, body) => failed.push(format!("{status}: {body}")),
                    }
                    // The machine is for the site, too.
                    std::thread::sleep(std::time::Duration::from_millis(20));
                }
                (served, failed)
            })
        });
        Visitors { threads: threads.collect(), ended }
    }

    /// Ends them. Not one request may have failed.
    pub fn all_were_served(self) {
        self.ended.store(true, Ordering::Relaxed);
        let mut total = 0;
        for thread in self.threads {
            let (served, failed) = thread.join().expect("a visitor's thread");
            assert!(failed.is_empty(), "{} of {} requests failed:\n{}", failed.len(), failed.len() + served, failed.join("\n"));
            total += served;
        }
        assert!(total > 100, "only {total} requests were made");
    }
}
