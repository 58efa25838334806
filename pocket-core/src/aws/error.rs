//! The one place where errors of AWS are interpreted: what happened, whether a caller may act on it, and what the user types to mend it.

use crate::error::Error;
use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use std::fmt;

/// A call to AWS that failed, whichever client made it. `?` turns it into the [`Error`] that the user sees.
#[derive(Debug)]
pub struct Failure {
    action: String,
    subject: Option<String>,
    cause: Box<Cause>,
}

#[derive(Debug)]
enum Cause {
    Service { status: u16, code: String, message: String, request: Option<String> },
    Credentials { reasons: String, none: bool },
    Unreachable(String),
    Timeout,
    Other(String),
}

/// Names the call, so that its failure can say what was not done: `client.head_bucket().send().await.calling("s3:HeadBucket", name)?`.
pub trait Calling<T> {
    /// `action` is IAM's name of what was called; `subject` is what it was done to: ``bucket `x` ``, or nothing.
    fn calling(self, action: &'static str, subject: impl Into<String>) -> Result<T, Failure>;
}

impl<T, E> Calling<T> for Result<T, SdkError<E, HttpResponse>>
where
    E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
{
    fn calling(self, action: &'static str, subject: impl Into<String>) -> Result<T, Failure> {
        self.map_err(|error| Failure::sdk(action, error).on(subject))
    }
}

impl<T> Calling<T> for Result<T, Failure> {
    fn calling(self, _: &'static str, subject: impl Into<String>) -> Result<T, Failure> {
        self.map_err(|failure| failure.on(subject))
    }
}

impl Failure {
    /// Of an SDK client.
    pub fn sdk<E>(action: &str, error: SdkError<E, HttpResponse>) -> Self
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        let cause = match &error {
            SdkError::ServiceError(service) => {
                let request = service.raw().headers().get("x-amzn-requestid").or_else(|| service.raw().headers().get("x-amz-request-id"));
                Cause::Service {
                    status: service.raw().status().as_u16(),
                    code: service.err().code().unwrap_or_default().to_owned(),
                    message: service.err().message().unwrap_or_default().to_owned(),
                    request: request.map(String::from),
                }
            }
            SdkError::TimeoutError(_) => Cause::Timeout,
            SdkError::DispatchFailure(failure) if failure.is_timeout() => Cause::Timeout,
            SdkError::DispatchFailure(failure) => {
                let inner = failure.as_connector_error().map(|inner| chain(inner));
                match find::<CredentialsError>(&error) {
                    Some(credentials) => Cause::of_credentials(credentials),
                    None => Cause::Unreachable(inner.unwrap_or_else(|| chain(&error))),
                }
            }
            SdkError::ResponseError(response) if !response.raw().status().is_success() => {
                Cause::Service { status: response.raw().status().as_u16(), code: String::new(), message: chain(&error), request: None }
            }
            _ => match find::<CredentialsError>(&error) {
                Some(credentials) => Cause::of_credentials(credentials),
                None => Cause::Other(chain(&error)),
            },
        };
        Failure { action: action.to_owned(), subject: None, cause: Box::new(cause) }
    }

    /// An answer that is an error.
    pub fn service(
        action: impl Into<String>,
        status: u16,
        code: impl Into<String>,
        message: impl Into<String>,
        request: Option<String>,
    ) -> Self {
        let cause = Cause::Service { status, code: code.into(), message: message.into(), request };
        Failure { action: action.into(), subject: None, cause: Box::new(cause) }
    }

    pub(super) fn credentials(action: String, error: &CredentialsError) -> Self {
        Failure { action, subject: None, cause: Box::new(Cause::of_credentials(error)) }
    }

    pub(super) fn unreachable(action: String, reasons: String) -> Self {
        Failure { action, subject: None, cause: Box::new(Cause::Unreachable(reasons)) }
    }

    pub(super) fn timeout(action: String) -> Self {
        Failure { action, subject: None, cause: Box::new(Cause::Timeout) }
    }

    pub(super) fn unsent(action: String, reasons: String) -> Self {
        Failure { action, subject: None, cause: Box::new(Cause::Other(reasons)) }
    }

    pub(super) fn unreadable(action: String, error: &(dyn std::error::Error + 'static)) -> Self {
        Failure { action, subject: None, cause: Box::new(Cause::Other(format!("the answer cannot be read: {}", chain(error)))) }
    }

    /// Adds what it was done to: ``bucket `x` ``.
    #[must_use]
    pub fn on(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into()).filter(|subject| !subject.is_empty());
        self
    }

    /// The service's error code; empty for answers without one (HEAD) and for failures before any answer.
    pub fn code(&self) -> &str {
        match &*self.cause {
            Cause::Service { code, .. } => code,
            _ => "",
        }
    }

    /// The service's message.
    pub fn message(&self) -> &str {
        match &*self.cause {
            Cause::Service { message, .. } => message,
            _ => "",
        }
    }

    /// HTTP status; 0 without an answer.
    pub fn status(&self) -> u16 {
        match &*self.cause {
            Cause::Service { status, .. } => *status,
            _ => 0,
        }
    }

    /// The thing is not there. A missing stack is a `ValidationError` that only its message tells.
    pub fn is_not_found(&self) -> bool {
        let code = self.code();
        (self.status() == 404 && (code.is_empty() || code == "404"))
            || code == "ValidationError" && self.message().contains("does not exist")
            || code.starts_with("NoSuch")
            || code.contains("NotFound")
            || ["ParameterVersionNotFound", "ServerSideEncryptionConfigurationNotFoundError", "ChangeSetNotFound"].contains(&code)
    }

    /// The thing is there already.
    pub fn is_already_exists(&self) -> bool {
        let code = self.code();
        code.contains("AlreadyExist")
            || ["BucketAlreadyOwnedByYou", "EntityAlreadyExists", "ResourceExistsException"].contains(&code)
            || (code == "ResourceConflictException" && self.message().contains("already exist"))
    }

    /// A condition of a conditional write did not hold (`If-Match`, `If-None-Match`), or another such write came first.
    pub fn is_precondition(&self) -> bool {
        [409, 412].contains(&self.status()) && ["PreconditionFailed", "ConditionalRequestConflict", ""].contains(&self.code())
            || self.code() == "PreconditionFailed"
    }

    /// The thing is being changed by somebody else right now; it passes.
    pub fn is_busy(&self) -> bool {
        ["ResourceConflictException", "ConcurrentModificationException", "OperationAborted", "TooManyUpdates"].contains(&self.code())
            && !self.is_already_exists()
    }

    /// Access was denied.
    pub fn is_denied(&self) -> bool {
        self.code().contains("AccessDenied")
            || ["UnauthorizedOperation", "Forbidden"].contains(&self.code())
            || (self.status() == 403 && self.code().is_empty())
    }

    /// Nothing was sent, for want of credentials.
    pub fn is_about_credentials(&self) -> bool {
        matches!(&*self.cause, Cause::Credentials { .. })
    }

    /// CloudFormation had nothing to do.
    pub fn is_no_change(&self) -> bool {
        self.message().contains("No updates are to be performed") || self.message().contains("didn't contain changes")
    }

    /// The same call may succeed a moment later.
    pub fn is_transient(&self) -> bool {
        match &*self.cause {
            Cause::Timeout | Cause::Unreachable(_) => true,
            Cause::Service { status, code, .. } => {
                *status >= 500
                    || *status == 429
                    || code.contains("Throttl")
                    || ["TooManyRequestsException", "RequestLimitExceeded", "SlowDown", "PriorRequestNotComplete"].contains(&code.as_str())
            }
            Cause::Credentials { .. } | Cause::Other(_) => false,
        }
    }

    /// The error for a user who works with the named profile.
    pub(super) fn explained(self, profile: Option<&str>) -> Error {
        let doing = match &self.subject {
            Some(subject) => format!("{} on {subject}", self.action),
            None => self.action.clone(),
        };
        match *self.cause {
            Cause::Credentials { reasons, none } => super::credentials::explain_text(&reasons, none, profile),
            Cause::Timeout => Error::user(format!("AWS did not answer {doing} in time"))
                .hint("check the connection, then run the same command again: it continues where it stopped"),
            Cause::Unreachable(reasons) => unreachable(&doing, &reasons),
            Cause::Other(reasons) => Error::user(format!("{doing} failed: {reasons}")),
            Cause::Service { status, code, message, request } => {
                let error = service(&doing, &self.action, status, &code, &message, profile);
                match request {
                    Some(request) if status >= 500 => error.detail(format!("request id {request}")),
                    _ => error,
                }
            }
        }
    }
}

impl Cause {
    fn of_credentials(error: &CredentialsError) -> Self {
        Cause::Credentials { reasons: chain(error), none: matches!(error, CredentialsError::CredentialsNotLoaded(_)) }
    }
}

fn unreachable(doing: &str, reasons: &str) -> Error {
    let error = Error::user(format!("cannot reach AWS for {doing}: {reasons}"));
    if reasons.contains("refused") {
        error
            .hint("cargo run -- embedded status    # if the stage is on the embedded cloud")
            .hint("unset AWS_ENDPOINT_URL          # if an emulator of your own has ended")
    } else if reasons.contains("dns") || reasons.contains("lookup") {
        error.hint("check the connection to the internet and the region's name: `aws configure get region`")
    } else if reasons.contains("certificate") {
        error.hint("a proxy seems to replace certificates: name its certificate authority in SSL_CERT_FILE")
    } else {
        error.hint("check the connection to the internet, and HTTPS_PROXY if you are behind a proxy")
    }
}

/// The table: code → sentence and what to type.
fn service(doing: &str, action: &str, status: u16, code: &str, message: &str, profile: Option<&str>) -> Error {
    let login = profile.map_or_else(|| "aws sso login".to_owned(), |profile| format!("aws sso login --profile {profile}"));
    let plain = || if message.is_empty() { format!("status {status}") } else { message.trim_end_matches('.').to_owned() };
    match code {
        "ExpiredToken" | "ExpiredTokenException" | "RequestExpired" | "TokenRefreshRequired" => {
            Error::user("the AWS credentials have expired").hint(login)
        }
        "InvalidClientTokenId"
        | "UnrecognizedClientException"
        | "InvalidAccessKeyId"
        | "SignatureDoesNotMatch"
        | "InvalidSignatureException"
        | "AuthFailure"
        | "MissingAuthenticationToken" => Error::user(format!("AWS does not accept the credentials: {}", plain()))
            .hint("aws sts get-caller-identity    # shows who you are")
            .hint(login),
        "RequestTimeTooSkewed" => Error::user("the clock of this machine is wrong, and AWS refuses signatures of another time")
            .hint("set the clock: `timedatectl set-ntp true`"),
        "OptInRequired" | "SubscriptionRequiredException" => {
            Error::user(format!("the account may not use this service or region yet: {}", plain()))
                .hint("finish signing up, or enable the region, in the account's settings")
        }
        _ if code.contains("AccessDenied") || code == "UnauthorizedOperation" || (status == 403 && code.is_empty()) => {
            // Services name the very action and resource: "… is not authorized to perform: iam:PassRole on resource: …".
            let missing =
                message.split("not authorized to perform: ").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap_or(action);
            let error = Error::user(format!("AWS does not allow {doing}: the permission `{missing}` is missing"))
                .hint("cargo run -- policy deployer    # prints the policy that the deploying user needs");
            if message.is_empty() { error } else { error.detail(message) }
        }
        "BucketAlreadyExists" => Error::user(format!("{doing}: the bucket's name is taken by another AWS account")),
        "PermanentRedirect" | "AuthorizationHeaderMalformed" | "IllegalLocationConstraintException" => {
            Error::user(format!("{doing}: the bucket is in another region: {}", plain()))
                .hint("write the bucket's region into the block: region: \"…\";")
        }
        "TooManyBuckets"
        | "LimitExceededException"
        | "LimitExceeded"
        | "ServiceQuotaExceededException"
        | "CodeStorageExceededException"
        | "ResourceLimitExceeded"
        | "ParameterLimitExceeded" => Error::user(format!("{doing}: a limit of the AWS account is reached: {}", plain()))
            .hint("ask for more under Service Quotas in the console, or delete what nobody uses"),
        _ if code.contains("Throttl")
            || code == "TooManyRequestsException"
            || code == "RequestLimitExceeded"
            || code == "SlowDown"
            || status == 429 =>
        {
            Error::user(format!("AWS is throttling {doing}, also after several attempts"))
                .hint("wait a minute and run the same command again: it continues where it stopped")
        }
        "ValidationError" if message.contains("ROLLBACK_COMPLETE") => {
            Error::user(format!("{doing}: the stack's first creation failed, and such a stack can only be deleted: {}", plain()))
                .hint("cargo run -- deploy    # deletes the empty remains and creates the stack anew")
        }
        "ValidationError" if message.contains("_IN_PROGRESS") => {
            Error::user(format!("{doing}: another operation works on the stack: {}", plain()))
                .hint("wait until it ends: `cargo run -- status`")
        }
        "InsufficientCapabilitiesException" => Error::bug(format!("{doing}: {}", plain())),
        _ if status >= 500 => {
            Error::user(format!("AWS failed at {doing}: {}", plain())).hint("run the same command again: it continues where it stopped")
        }
        "" => Error::user(format!("{doing} failed: {}", plain())),
        _ => Error::user(format!("{doing} failed: {} ({code})", plain())),
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.action)?;
        if let Some(subject) = &self.subject {
            write!(f, " on {subject}")?;
        }
        match &*self.cause {
            Cause::Service { status, code, message, .. } => write!(f, ": {code} {message} ({status})"),
            Cause::Credentials { reasons, .. } | Cause::Unreachable(reasons) | Cause::Other(reasons) => write!(f, ": {reasons}"),
            Cause::Timeout => f.write_str(": no answer in time"),
        }
    }
}

impl std::error::Error for Failure {}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        let profile = std::env::var("AWS_PROFILE").ok().filter(|profile| !profile.is_empty());
        let text = failure.to_string();
        failure.explained(profile.as_deref()).caused_by(text)
    }
}

/// The texts of an error and of all its causes, without the repetitions.
pub fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text.push_str(": ");
            text.push_str(&inner_text);
        }
        source = inner.source();
    }
    text
}

fn find<'a, T: std::error::Error + 'static>(error: &'a (dyn std::error::Error + 'static)) -> Option<&'a T> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<T>() {
            return Some(found);
        }
        next = error.source();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(status: u16, code: &str, message: &str) -> Failure {
        Failure::service("s3:CreateBucket", status, code, message, None).on("bucket `b`")
    }

    #[test]
    fn predicates() {
        assert!(failure(404, "", "").is_not_found());
        assert!(failure(400, "ParameterNotFound", "").is_not_found());
        assert!(failure(404, "NoSuchBucket", "").is_not_found());
        assert!(failure(400, "ValidationError", "Stack with id x does not exist").is_not_found());
        assert!(!failure(403, "AccessDenied", "").is_not_found());
        assert!(failure(409, "BucketAlreadyOwnedByYou", "").is_already_exists());
        assert!(failure(409, "ResourceConflictException", "Function already exist: x").is_already_exists());
        assert!(failure(409, "ResourceConflictException", "an update is in progress").is_busy());
        assert!(failure(412, "PreconditionFailed", "").is_precondition());
        assert!(failure(503, "SlowDown", "").is_transient());
        assert!(!failure(400, "ValidationException", "").is_transient());
    }

    #[test]
    fn a_denial_names_the_missing_action() {
        let message = "User: arn:aws:iam::1:user/u is not authorized to perform: iam:PassRole on resource: arn:aws:iam::1:role/r";
        let error = Error::from(failure(403, "AccessDenied", message));
        assert!(error.message.contains("`iam:PassRole`"), "{}", error.message);
        let error = Error::from(failure(403, "", ""));
        assert!(error.message.contains("`s3:CreateBucket`"), "{}", error.message);
    }

    #[test]
    fn expiry_tells_how_to_sign_in() {
        let error = failure(400, "ExpiredTokenException", "x").explained(Some("work"));
        assert_eq!(error.hints, ["aws sso login --profile work"]);
    }
}
