//! The Python runtimes of Lambda.

/// One runtime. The dates are AWS's plan: the model has no clock, and shows them.
#[derive(Debug)]
pub struct Runtime {
    /// `3.13`
    pub version: &'static str,
    /// When its support ends.
    pub deprecated: &'static str,
    /// From when no function can be made with it.
    pub(crate) no_new_functions: &'static str,
    /// Whether Lambda can start it from a snapshot.
    pub(crate) snap_start: bool,
}

const fn runtime(version: &'static str, deprecated: &'static str, no_new_functions: &'static str, snap_start: bool) -> Runtime {
    Runtime { version, deprecated, no_new_functions, snap_start }
}

/// Source: Lambda Developer Guide, "Lambda runtimes", as of 2026-10-20; SnapStart: "Improving startup performance with Lambda SnapStart".
pub const RUNTIMES: &[Runtime] = &[
    runtime("3.10", "2026-10-31", "2027-02-01", false),
    runtime("3.11", "2027-06-30", "2027-07-31", false),
    runtime("3.12", "2028-10-31", "2028-11-30", true),
    runtime("3.13", "2029-06-30", "2029-07-31", true),
    runtime("3.14", "2029-06-30", "2029-07-31", true),
];

/// A year after the table's own date: what ends before it is said to end soon.
const SOON: &str = "2027-10-20";

/// What to write instead of a version that Lambda does not run, or not for long: not the newest, for which packages may still lack wheels.
pub(crate) const ADVISED: &str = "3.13";

impl Runtime {
    /// Whether its support ends within a year of the table's date.
    pub(crate) fn ends_soon(&self) -> bool {
        self.deprecated < SOON
    }
}

/// The runtime of that version.
pub(crate) fn find(version: &str) -> Option<&'static Runtime> {
    RUNTIMES.iter().find(|runtime| runtime.version == version)
}

/// All versions, the oldest first.
pub(crate) fn versions() -> Vec<&'static str> {
    RUNTIMES.iter().map(|runtime| runtime.version).collect()
}
