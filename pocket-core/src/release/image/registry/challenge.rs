//! What a registry wants to know before it answers. Source: Docker, "Token Authentication Specification".

/// `Bearer realm="…",service="…",scope="…"`
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Challenge {
    pub(super) realm: String,
    pub(super) service: Option<String>,
    pub(super) scope: Option<String>,
}

impl Challenge {
    pub(super) fn read(text: &str) -> Option<Challenge> {
        let (scheme, mut rest) = text.trim().split_once(' ')?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return None;
        }
        let mut challenge = Challenge::default();
        while let Some((name, value)) = rest.split_once('=') {
            // A scope has commas in it, so a quoted value ends at its quote.
            let (value, after) = match value.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"')?,
                None => value.split_once(',').unwrap_or((value, "")),
            };
            match name.trim_matches([',', ' ']) {
                "realm" => challenge.realm = value.into(),
                "service" => challenge.service = Some(value.into()),
                "scope" => challenge.scope = Some(value.into()),
                _ => {}
            }
            rest = after;
        }
        (!challenge.realm.is_empty()).then_some(challenge)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_read() {
        let text = r#"Bearer realm="https://public.ecr.aws/token/",service="public.ecr.aws",scope="repository:a/b:pull,push""#;
        let challenge = Challenge::read(text).expect("a challenge");
        assert_eq!(challenge.realm, "https://public.ecr.aws/token/");
        assert_eq!(challenge.service.as_deref(), Some("public.ecr.aws"));
        assert_eq!(challenge.scope.as_deref(), Some("repository:a/b:pull,push"));
        assert_eq!(Challenge::read("Basic realm=\"x\""), None);
        assert_eq!(Challenge::read("Bearer service=x"), None);
    }
}
