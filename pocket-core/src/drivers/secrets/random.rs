//! Generated passwords.

use crate::error::{Error, Result};
use ring::rand::SecureRandom;
use secrecy::SecretString;

/// No sign that a shell, a URL or a settings file would read as its own.
const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// That many random letters and digits, each as likely as any other.
///
/// # Errors
/// When the machine has no source of randomness.
pub fn password(length: u32) -> Result<SecretString> {
    let source = ring::rand::SystemRandom::new();
    let length = length as usize;
    let mut text = String::with_capacity(length);
    let mut bytes = [0u8; 64];
    while text.len() < length {
        source.fill(&mut bytes).map_err(|_| Error::user("this machine gives no randomness"))?;
        // 248 is the greatest multiple of 62 in a byte: a plain remainder would prefer the first letters.
        let letters = bytes.iter().filter(|byte| **byte < 248).map(|byte| char::from(ALPHABET[usize::from(byte % 62)]));
        text.extend(letters.take(length - text.len()));
    }
    Ok(SecretString::from(text))
}

/// 32 hexadecimal digits, for requests that must be the same when they are sent again.
pub(super) fn token() -> Result<String> {
    let mut bytes = [0u8; 16];
    ring::rand::SystemRandom::new().fill(&mut bytes).map_err(|_| Error::user("this machine gives no randomness"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    #[test]
    fn as_long_as_asked_and_never_the_same() {
        for length in [1, 50, 128] {
            let (a, b) = (password(length).expect("randomness"), password(length).expect("randomness"));
            assert_eq!(a.expose_secret().len(), length as usize);
            assert!(a.expose_secret().bytes().all(|byte| ALPHABET.contains(&byte)));
            assert!(length == 1 || a.expose_secret() != b.expose_secret());
        }
    }
}
