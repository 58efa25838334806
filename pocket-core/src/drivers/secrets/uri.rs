//! The user and the password in a connection URI.

use secrecy::{ExposeSecret, SecretString};

/// PostgreSQL's limit of a name, in bytes. Source: its manual, "Identifiers and Key Words".
const NAME: usize = 63;

/// The role of a URI, as it stands there: percent-encoded. `None` for what is no URI with a user and a password.
pub(crate) fn user(uri: &SecretString) -> Option<&str> {
    parts(uri.expose_secret()).map(|(_, user, _, _)| user)
}

/// The password of a URI, as it stands there: percent-encoded.
pub(crate) fn password(uri: &SecretString) -> Option<&str> {
    parts(uri.expose_secret()).map(|(_, _, password, _)| password)
}

/// The URI with another user and password, both percent-encoded.
pub(crate) fn with(uri: &SecretString, user: &str, password: &str) -> Option<SecretString> {
    let (scheme, _, _, rest) = parts(uri.expose_secret())?;
    Some(SecretString::from(format!("{scheme}://{user}:{password}@{rest}")))
}

/// `relay_shop` for the role `shop`.
pub(crate) fn relay(user: &str) -> String {
    let name = format!("relay_{}", decoded(user));
    name.chars()
        .scan(0, |length, letter| {
            *length += letter.len_utf8();
            (*length <= NAME).then_some(letter)
        })
        .collect()
}

/// What percent-encoding stands for.
pub(crate) fn decoded(text: &str) -> String {
    crate::embedded::decoded(text)
}

/// Every sign but those that no URI reads as its own.
pub(crate) fn encoded(text: &str) -> String {
    let letter = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(letter).collect()
}

/// Scheme, user, password, and what stands after `@`.
fn parts(uri: &str) -> Option<(&str, &str, &str, &str)> {
    let (scheme, rest) = uri.split_once("://")?;
    // A password may not hold `@` or `/`: they are percent-encoded.
    let (user_info, rest) = rest.split_once('@')?;
    let (user, password) = user_info.split_once(':')?;
    (!user.is_empty() && !password.is_empty() && !user_info.contains('/')).then_some((scheme, user, password, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_and_password_are_found_and_replaced() {
        let uri = SecretString::from("postgresql://us%40er:p%2Fw@ep-1.neon.tech:5432/db?sslmode=require&options=a@b");
        assert_eq!((user(&uri), password(&uri)), (Some("us%40er"), Some("p%2Fw")));
        let other = with(&uri, &encoded(&relay("us%40er")), "new").expect("a URI");
        assert_eq!(other.expose_secret(), "postgresql://relay_us%40er:new@ep-1.neon.tech:5432/db?sslmode=require&options=a@b");
        for wrong in ["", "postgresql://host/db", "postgresql://user@host/db", "sqlite:///a:b@c", "postgresql://:p@host/db"] {
            assert!(user(&SecretString::from(wrong)).is_none(), "{wrong}");
        }
        assert_eq!(relay(&"ä".repeat(40)).len(), 62);
    }
}
