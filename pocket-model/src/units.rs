//! The typed quantities of the language: what a Rust value must be to stand in a `pocket!` block, and what a rule compares.

use std::fmt;

macro_rules! unit {
    ($(#[doc = $doc:literal])* $name:ident($inner:ty), $format:literal) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
        pub struct $name(pub $inner);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, $format, self.0)
            }
        }
    };
}

/// Whole seconds: `30s`, `10m`, `1h`.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Seconds(pub u32);

/// Whole hours and days are shown as such: nobody reads `604800s`.
impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (length, unit) = [(86_400, "d"), (3_600, "h")]
            .into_iter()
            .find(|(length, _)| self.0 >= *length && self.0.is_multiple_of(*length))
            .unwrap_or((1, "s"));
        write!(f, "{}{unit}", self.0 / length)
    }
}

unit!(
    /// Mebibytes, as AWS counts memory: `512mb`, `1gb`.
    Mebibytes(u32), "{}mb"
);
unit!(
    /// Whole days: `35d`.
    Days(u32), "{}d"
);
unit!(
    /// Aurora capacity units; one is about 2 GiB of memory.
    Acu(f64), "{}acu"
);
unit!(
    /// US dollars a month.
    Usd(f64), "{}usd"
);
