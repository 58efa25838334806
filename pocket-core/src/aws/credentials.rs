//! Credentials are loaded once for all clients, and their absence is said at once, with what to type.

use super::error::chain;
use crate::error::Error;
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials, SharedCredentialsProvider, future};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tokio::sync::Mutex;

/// Temporary credentials are renewed this long before they expire.
const MARGIN: Duration = Duration::from_secs(300);

/// Keeps what the provider below it gave: the SDK's own chain asks IAM Identity Center again on each call.
#[derive(Debug, Clone)]
pub(super) struct Cached {
    source: SharedCredentialsProvider,
    kept: Arc<Mutex<Option<Credentials>>>,
}

impl Cached {
    pub(super) fn new(source: SharedCredentialsProvider) -> Self {
        Cached { source, kept: Arc::default() }
    }

    async fn get(&self) -> provider::Result {
        let mut kept = self.kept.lock().await;
        if let Some(credentials) = kept.as_ref()
            && credentials.expiry().is_none_or(|expiry| expiry > SystemTime::now() + MARGIN)
        {
            return Ok(credentials.clone());
        }
        let credentials = self.source.provide_credentials().await?;
        *kept = Some(credentials.clone());
        Ok(credentials)
    }
}

impl ProvideCredentials for Cached {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.get())
    }
}

/// What is wrong with the credentials, and what to type. `profile` is the one in use, if one was named.
pub(super) fn explain(error: &CredentialsError, profile: Option<&str>) -> Error {
    let reasons = chain(error);
    explain_text(&reasons, matches!(error, CredentialsError::CredentialsNotLoaded(_)), profile)
}

/// As [`explain`], from the text of the whole chain of causes: the SDK's types for these are private.
pub(super) fn explain_text(reasons: &str, none: bool, profile: Option<&str>) -> Error {
    let login = match profile {
        Some(profile) => format!("aws sso login --profile {profile}"),
        None => "aws sso login".to_owned(),
    };
    let has = |texts: &[&str]| texts.iter().any(|text| reasons.contains(text));
    if has(&["SSO token has expired", "Session token not found or invalid", "UnauthorizedException"]) {
        return Error::user("the AWS sign-in (SSO) has expired").hint(login).detail(reasons);
    }
    if has(&["cached SSO token", ".aws/sso/cache"]) {
        return Error::user("you are not signed in to AWS (SSO)").hint(login).detail(reasons);
    }
    if has(&["credentials-login"]) {
        return Error::user("the AWS profile was signed in with `aws login`, which pocket does not read")
            .hint("eval \"$(aws configure export-credentials --format env)\"")
            .detail(reasons);
    }
    // Nothing before it in the chain had any, or EC2's instance metadata would not have been asked.
    let none = none || has(&["IMDS"]);
    if let Some(profile) = profile
        && (none || has(&["was not defined", "No profiles were defined", "did not contain credential"]))
    {
        return Error::user(format!("the AWS profile `{profile}` does not exist or has no credentials"))
            .hint("aws configure list-profiles")
            .hint(format!("aws configure sso --profile {profile}"));
    }
    if has(&["ExpiredToken", "token included in the request is expired"]) {
        return Error::user("the AWS credentials have expired").hint(login).detail(reasons);
    }
    if none || has(&["No profiles were defined", "did not contain credential"]) {
        return Error::user("no AWS credentials: neither the environment nor ~/.aws has any")
            .hint("aws configure sso           # sign in with IAM Identity Center, once; later `aws sso login`")
            .hint("export AWS_PROFILE=…        # if you have a profile already: `aws configure list-profiles`")
            .hint("export AWS_ACCESS_KEY_ID=… AWS_SECRET_ACCESS_KEY=…");
    }
    Error::user("cannot get AWS credentials")
        .hint("aws sts get-caller-identity    # shows the same trouble, without pocket")
        .detail(reasons)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_trouble_has_its_text_to_type() {
        let expired = explain_text("an error: the SSO token has expired and cannot be refreshed", false, Some("work"));
        assert_eq!(expired.hints, ["aws sso login --profile work"]);
        let unsigned = explain_text("failed to read `/home/u/.aws/sso/cache/ab.json`", false, None);
        assert_eq!(unsigned.message, "you are not signed in to AWS (SSO)");
        let profile = explain_text("profile `x` was not defined: could not find source profile", false, Some("x"));
        assert!(profile.message.contains("`x`"));
        let none = explain(&CredentialsError::not_loaded("no providers in chain provided credentials"), None);
        assert!(none.message.starts_with("no AWS credentials"));
        assert_eq!(none.hints.len(), 3);
        let metadata = explain_text("failed to load IMDS session token", false, None);
        assert_eq!(metadata.message, none.message);
    }
}
