//! What `migrate --verbosity 2` prints, read.

use crate::traceback;

/// Migrations that were applied, each with its seconds, and the one that was under way at the end, if it was not.
#[derive(Debug, Default, PartialEq)]
pub struct Progress {
    /// In their order; the time is `None` where it was not printed.
    pub applied: Vec<(String, Option<f64>)>,
    /// The one that failed.
    pub failing: Option<String>,
}

impl Progress {
    /// Reads `  Applying blog.0002_tags... OK (0.031s)`. What a migration prints itself may stand between the two.
    pub fn read(output: &str) -> Self {
        let mut progress = Progress::default();
        for line in output.lines() {
            let mut rest = line;
            if let Some((name, after)) = line.trim_start().strip_prefix("Applying ").and_then(|text| text.split_once("...")) {
                progress.failing = Some(name.to_owned());
                rest = after;
            }
            let Some(end) = rest.rfind(" OK") else { continue };
            let time = rest[end + " OK".len()..].trim();
            let seconds = time.strip_prefix('(').and_then(|time| time.strip_suffix("s)")).and_then(|time| time.parse().ok());
            if (time.is_empty() || seconds.is_some())
                && let Some(name) = progress.failing.take()
            {
                progress.applied.push((name, seconds));
            }
        }
        progress
    }
}

/// Why it failed: the exception that ended it.
pub fn why(output: &str) -> Option<String> {
    traceback::raised(output)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_migration_has_its_time() {
        let output = "Operations to perform:\n  Apply all migrations: blog\n  Applying blog.0001_initial... OK (0.031s)\n  Applying blog.0002_tags...blog.0002_tags: a lock was not to be had. Trying again in 0.5 s (2 of 10).\n OK (0.790s)\n  Applying blog.0003_plain... OK\n  Applying blog.0004_bad...Traceback (most recent call last):\n";
        let progress = Progress::read(output);
        let applied = [("blog.0001_initial", Some(0.031)), ("blog.0002_tags", Some(0.79)), ("blog.0003_plain", None)];
        assert_eq!(progress.applied, applied.map(|(name, seconds)| (name.to_owned(), seconds)));
        assert_eq!(progress.failing.as_deref(), Some("blog.0004_bad"));
        assert_eq!(Progress::read("CommandError: x"), Progress::default());
    }
}
