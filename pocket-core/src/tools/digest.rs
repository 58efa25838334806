//! SHA-256, the name of everything that is built.

use ring::digest::{Context, SHA256};

/// The hash in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    to_hex(ring::digest::digest(&SHA256, bytes).as_ref())
}

/// Lower-case hexadecimal.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A hash of several inputs in order. Each is preceded by its length, so that no two lists of inputs give the same hash.
pub(crate) struct Key(Context);

impl Key {
    /// `purpose` sets apart hashes of the same inputs for different things.
    pub(crate) fn new(purpose: &str) -> Self {
        Key(Context::new(&SHA256)).with(purpose)
    }

    /// Adds an input.
    pub(crate) fn with(mut self, input: impl AsRef<[u8]>) -> Self {
        let input = input.as_ref();
        self.0.update(&(input.len() as u64).to_le_bytes());
        self.0.update(input);
        self
    }

    /// The hash, 64 hexadecimal digits.
    pub(crate) fn finish(self) -> String {
        to_hex(self.0.finish().as_ref())
    }
}
