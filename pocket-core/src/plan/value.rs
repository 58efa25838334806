//! Values of templates for human eyes: short, and never a secret.

use serde_json::{Value as Json, json};

/// What stands in place of a value that may be secret.
pub const HIDDEN: &str = "(hidden)";

/// The value, or [`HIDDEN`]s in it where its name or its form says that it may be secret.
pub fn shown(path: &str, value: &Json) -> Json {
    if is_reference(value) {
        return value.clone();
    }
    let name = path.rsplit(['.', '[']).find(|part| !part.ends_with(']')).unwrap_or(path);
    match value {
        Json::Object(map) => map.iter().map(|(key, value)| (key.clone(), shown(&format!("{path}.{key}"), value))).collect(),
        Json::Array(list) => list.iter().map(|value| shown(path, value)).collect(),
        Json::String(text) if secret_name(name) || secret_text(text) => json!(HIDDEN),
        Json::Number(_) if secret_name(name) => json!(HIDDEN),
        other => other.clone(),
    }
}

/// `Ref`, `Fn::GetAtt` and the other functions: a reference, never a value.
pub fn is_reference(value: &Json) -> bool {
    let Json::Object(map) = value else { return false };
    map.len() == 1 && map.keys().all(|key| key == "Ref" || key == "Condition" || key.starts_with("Fn::"))
}

/// `DB_PASSWORD`, `apiKey`, `AuthToken`; not `SecretsManagerArn`, `KeyId` or `PasswordLength`, which name or measure one.
fn secret_name(name: &str) -> bool {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let measures = ["arn", "id", "name", "length", "url", "uri", "path", "prefix", "manager"];
    let tells = [
        "password",
        "passwd",
        "secret",
        "token",
        "credential",
        "credentials",
        "privatekey",
        "apikey",
        "secretkey",
        "accesskey",
        "masteruserpassword",
    ];
    !measures.iter().any(|end| name.ends_with(end)) && (tells.iter().any(|word| name.contains(word)) || name == "dsn")
}

/// A URI with a password in it, or a private key.
fn secret_text(text: &str) -> bool {
    let password = text.split_once("://").is_some_and(|(_, rest)| {
        let authority = rest.split('/').next().unwrap_or_default();
        authority.split_once('@').is_some_and(|(user, _)| user.contains(':'))
    });
    password || text.contains("PRIVATE KEY-----")
}

/// One line: references by what they point at, long values cut.
pub fn brief(value: &Json) -> String {
    let text = match value {
        Json::String(text) => text.clone(),
        Json::Object(map) if is_reference(value) => match map.iter().next() {
            Some((key, Json::String(text))) if key == "Ref" || key == "Fn::Sub" => text.clone(),
            Some((key, Json::Array(parts))) if key == "Fn::GetAtt" => parts.iter().filter_map(Json::as_str).collect::<Vec<_>>().join("."),
            _ => value.to_string(),
        },
        other => other.to_string(),
    };
    let text = text.replace('\n', " ");
    match text.char_indices().nth(72) {
        Some((cut, _)) => format!("{} …", text[..cut].trim_end()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_secret_is_hidden_wherever_it_stands() {
        for (path, value, hidden) in [
            ("Environment.Variables.DB_PASSWORD", json!("x"), true),
            ("Environment.Variables.STRIPE_API_KEY", json!("sk"), true),
            ("MasterUserPassword", json!("x"), true),
            ("MasterUserPassword", json!({ "Ref": "Password" }), false),
            ("Environment.Variables.SENTRY_DSN", json!("https://k:v@host/1"), true),
            ("Environment.Variables.DATABASE", json!("postgres://u:p@h/db"), true),
            ("Environment.Variables.SITE", json!("https://example.com/a:b@c"), false),
            ("KmsKeyId", json!("abc"), false),
            ("SecretArn", json!("arn:aws:x"), false),
            ("PasswordLength", json!(16), false),
            ("MemorySize", json!(512), false),
            ("Tokens[0]", json!("abc"), true),
        ] {
            assert_eq!(shown(path, &value) == json!(HIDDEN), hidden, "{path}");
        }
        assert_eq!(
            shown("Environment", &json!({ "Variables": { "TOKEN": "a", "MODE": "b" } })),
            json!({ "Variables": { "TOKEN": HIDDEN, "MODE": "b" } })
        );
    }

    #[test]
    fn a_reference_reads_as_what_it_points_at() {
        assert_eq!(brief(&json!({ "Ref": "Vpc" })), "Vpc");
        assert_eq!(brief(&json!({ "Fn::GetAtt": ["Role", "Arn"] })), "Role.Arn");
        assert_eq!(brief(&json!("x".repeat(100))).chars().count(), 74);
    }
}
