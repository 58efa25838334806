//! `release { keep: 10; path: "/healthz/"; expect: 200; fail_level: warning; }`

mod expect;
mod messages;

use super::{Kind, StageView};
use crate::diag::Sink;
use crate::graph::Facts;
use crate::messages::Page;
use crate::schema::{Text, words};

pub use expect::Expect;

words! {
    /// The mildest finding of Django's checks that stops a release.
    FailLevel {
        /// Nothing but what cannot run.
        Critical = "critical",
        /// As `manage.py check` does by default.
        Error = "error",
        /// Warnings too: among them what `check --deploy` says of HTTPS, cookies and `DEBUG`.
        Warning = "warning",
        /// Remarks too.
        Info = "info",
    }
}

impl FailLevel {
    /// As Django writes it.
    fn django(self) -> &'static str {
        match self {
            FailLevel::Critical => "CRITICAL",
            FailLevel::Error => "ERROR",
            FailLevel::Warning => "WARNING",
            FailLevel::Info => "INFO",
        }
    }
}

kind! {
    /// How a release is tried before visitors get it, and how many are kept for `rollback`. New code is published, started, given the migrations and
    /// asked for a page, all out of traffic; what fails at any of these leaves the release that serves as it is.
    "release" => Release { place: Stage, label: None }
    /// How many releases `rollback` can go to, the live one included. Without it: 10, or 3 where a function has `snap_start`, since AWS bills the snapshot
    /// of each version that is kept.
    keep: u32 [2, 50] => [2, 10, 50];
    /// The page that the smoke test asks the new code for: a path, with a query if need be. `"/healthz/"` where the front page is costly.
    path: Text = "/".into() => ["/healthz/", "/up?deep=1"];
    /// The status that passes the smoke test, or a list of them: `200`, `[200, 302]`. Without it: any below 500.
    expect: Expect => [200, [200, 302]];
    /// What Django's `check --deploy` may find in the new code without stopping the release: as its `--fail-level`. What is milder is shown with its id.
    fail_level: FailLevel = FailLevel::Error;
}

impl Kind for Release {
    const PAGES: &'static [&'static [Page]] = &[messages::PAGES];

    fn check(&self, _stage: &StageView<'_>, sink: &mut Sink) {
        if let Some(path) = self.path.known() {
            let sendable = path.chars().all(|letter| letter.is_ascii_graphic() && letter != '#');
            if !path.starts_with('/') || path.starts_with("//") || !sendable {
                sink.push(messages::bad_path(self.path.at, path, better(path)));
            }
        }
        for (index, status) in self.expect.known().map_or(&[][..], |expect| &expect.0).iter().enumerate() {
            if !(200..=599).contains(status) {
                sink.push(messages::no_status(self.expect.element(index), status));
            } else if *status >= 500 {
                sink.push(messages::expects_failure(self.expect.element(index), status));
            }
        }
    }

    fn declare(&self, facts: &mut Facts) {
        facts.keep = self.keep.known().and_then(|keep| usize::try_from(*keep).ok());
        if let Some(path) = self.path.known() {
            facts.tried.path.clone_from(path);
        }
        if let Some(expect) = self.expect.known() {
            facts.tried.expect = expect.0.iter().filter_map(|status| u16::try_from(*status).ok()).collect();
        }
        if let Some(level) = self.fail_level.known() {
            facts.tried.fail_level = level.django();
        }
    }
}

/// The path in what was written: a URL has one, and a relative path lacks its slash.
fn better(path: &str) -> String {
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.find('/').map_or("", |slash| &rest[slash..]));
    let kept: String = path.split('#').next().unwrap_or_default().chars().filter(char::is_ascii_graphic).collect();
    format!("/{}", kept.trim_start_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::better;

    #[test]
    fn the_help_is_a_path() {
        for (written, path) in
            [("healthz/", "/healthz/"), ("https://example.com/up?x=1", "/up?x=1"), ("https://example.com", "/"), ("//a", "/a"), ("/a b#c", "/ab"), ("", "/")]
        {
            assert_eq!(better(written), path);
        }
    }
}
