//! People who read the site while something happens to it.

use super::http::get;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;

/// People who ask for a page again and again.
pub struct Visitors {
    stop: Arc<AtomicBool>,
    count: Arc<AtomicUsize>,
    all: Vec<JoinHandle<BTreeSet<(u16, String)>>>,
}

impl Visitors {
    /// `marks` tells pages apart: what of it stands in a page is seen.
    pub fn come(url: &str, path: &str, marks: &[&str]) -> Self {
        let (stop, count) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let visitor = |_| {
            let (url, path, stop, count) = (url.to_owned(), path.to_owned(), Arc::clone(&stop), Arc::clone(&count));
            let marks: Vec<String> = marks.iter().map(|mark| (*mark).to_owned()).collect();
            std::thread::spawn(move || {
                let mut seen = BTreeSet::new();
                while !stop.load(Ordering::Relaxed) {
                    let (status, body) = get(&url, &path);
                    let mark = marks.iter().find(|mark| body.contains(mark.as_str())).cloned().unwrap_or_default();
                    seen.insert((status, mark));
                    count.fetch_add(1, Ordering::Relaxed);
                }
                seen
            })
        };
        let all = (0..2).map(visitor).collect();
        Visitors { stop, count, all }
    }

    /// What they saw, each once, when there were so many answers.
    pub fn leave(self, answers: usize) -> Vec<(u16, String)> {
        while self.count.load(Ordering::Relaxed) < answers && !self.all.iter().any(JoinHandle::is_finished) {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        self.stop.store(true, Ordering::Relaxed);
        let seen: BTreeSet<(u16, String)> = self.all.into_iter().flat_map(|visitor| visitor.join().expect("each gets an answer")).collect();
        seen.into_iter().collect()
    }
}
