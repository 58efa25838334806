//! A signed client for the services that have no SDK crate here: each of those costs up to minutes to compile for the two or three calls we make. And for
//! what goes to S3 by the thousand.

use super::backoff;
use super::error::{Failure, chain};
use super::{Http, xml};
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SigningSettings, UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use bytes::Bytes;
use http::{HeaderMap, Method};
use serde_json::Value;
use std::fmt::Write as _;
use std::time::{Duration, SystemTime};

/// As the SDK's standard mode.
const ATTEMPTS: u32 = 3;
/// For a whole call: none of the services here takes longer to answer.
const TIMEOUT: Duration = Duration::from_secs(60);
/// The same for S3, where a file goes up first: 1 MB at 4 KB/s, which is what is left of a slow line for one of 32.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(300);

/// How one service is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Service {
    /// The first part of the host.
    pub host: &'static str,
    /// What the signature names, and IAM's prefix for actions.
    pub name: &'static str,
    /// `X-Amz-Target` of a JSON service, or the version of a Query service.
    pub protocol: &'static str,
    /// `application/x-amz-json-1.0` or `1.1`: the minor number.
    pub json: u8,
    /// One endpoint for all regions, signed for us-east-1.
    pub global: bool,
}

impl Service {
    const fn json(host: &'static str, protocol: &'static str) -> Self {
        Service { host, name: host, protocol, json: 1, global: false }
    }

    const fn query(host: &'static str, version: &'static str) -> Self {
        Service::json(host, version)
    }

    const fn global(self) -> Self {
        Service { global: true, ..self }
    }

    /// Systems Manager: parameters.
    pub const SSM: Self = Service::json("ssm", "AmazonSSM");
    /// Secrets Manager.
    pub const SECRETS_MANAGER: Self = Service::json("secretsmanager", "secretsmanager");
    /// CloudWatch Logs.
    pub const LOGS: Self = Service::json("logs", "Logs_20140328");
    /// Certificate Manager.
    pub const ACM: Self = Service::json("acm", "CertificateManager");
    /// CodeBuild.
    pub const CODEBUILD: Self = Service::json("codebuild", "CodeBuild_20161006");
    /// Resource Groups Tagging.
    pub const TAGGING: Self = Service::json("tagging", "ResourceGroupsTaggingAPI_20170126");
    /// SQS, which still speaks JSON 1.0.
    pub const SQS: Self = Service { json: 0, ..Service::json("sqs", "AmazonSQS") };
    /// Security Token Service.
    pub const STS: Self = Service::query("sts", "2011-06-15");
    /// EC2.
    pub const EC2: Self = Service::query("ec2", "2016-11-15");
    /// RDS.
    pub const RDS: Self = Service::query("rds", "2014-10-31");
    /// IAM.
    pub const IAM: Self = Service::query("iam", "2010-05-08").global();
    /// EFS (REST).
    pub const EFS: Self = Service::json("elasticfilesystem", "");
    /// Route 53 (REST, XML).
    pub const ROUTE53: Self = Service::json("route53", "").global();
    /// CloudFront (REST, XML).
    pub const CLOUDFRONT: Self = Service::json("cloudfront", "").global();
    /// S3 (REST, XML): for what is done thousands of times, which the SDK's client takes five times the processor for. Only with [`Thin::send_to`].
    pub const S3: Self = Service::json("s3", "");

    /// S3 takes a path as it stands, and wants the body's hash in a header. Source: Amazon S3 API Reference, "Signature calculations for the
    /// Authorization header".
    fn signing(self) -> SigningSettings {
        let mut settings = SigningSettings::default();
        if self == Service::S3 {
            settings.percent_encoding_mode = PercentEncodingMode::Single;
            settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
            settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        }
        settings
    }

    fn timeout(self) -> Duration {
        if self == Service::S3 { UPLOAD_TIMEOUT } else { TIMEOUT }
    }
}

/// An answer of [`Thin::send`].
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP status: 2xx, the others are errors.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Bytes,
}

/// Cheap to clone.
#[derive(Debug, Clone)]
pub struct Thin {
    http: Http,
    credentials: SharedCredentialsProvider,
    region: String,
    endpoint: Option<String>,
}

impl Thin {
    /// `endpoint` replaces every service's own, for an emulator.
    pub fn new(http: Http, credentials: SharedCredentialsProvider, region: impl Into<String>, endpoint: Option<String>) -> Self {
        Thin { http, credentials, region: region.into(), endpoint: endpoint.map(|url| url.trim_end_matches('/').to_owned()) }
    }

    /// Calls a JSON service: `thin.json(Service::SSM, "GetParameter", json!({ "Name": name }))`.
    ///
    /// # Errors
    /// The service's error, or no connection.
    pub async fn json(&self, service: Service, operation: &'static str, body: Value) -> std::result::Result<Value, Failure> {
        let (target, kind) = (format!("{}.{operation}", service.protocol), format!("application/x-amz-json-1.{}", service.json));
        let headers = [("x-amz-target", target.as_str()), ("content-type", kind.as_str())];
        let answer = self.send(service, operation, Method::POST, "/", &[], &headers, Bytes::from(body.to_string())).await?;
        if answer.body.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&answer.body).map_err(|error| Failure::unreadable(action(service, operation), &error))
    }

    /// Calls a Query service and returns its XML, to be read with [`xml`].
    ///
    /// # Errors
    /// The service's error, or no connection.
    pub async fn query(
        &self,
        service: Service,
        operation: &'static str,
        arguments: &[(&str, &str)],
    ) -> std::result::Result<String, Failure> {
        let mut pairs = vec![("Action", operation), ("Version", service.protocol)];
        pairs.extend_from_slice(arguments);
        let headers = [("content-type", "application/x-www-form-urlencoded; charset=utf-8")];
        let answer = self.send(service, operation, Method::POST, "/", &[], &headers, Bytes::from(encode_pairs(&pairs))).await?;
        Ok(String::from_utf8_lossy(&answer.body).into_owned())
    }

    /// Calls a REST service. `path` is percent-encoded already; `query` is not. `operation` is IAM's name of what is done.
    ///
    /// # Errors
    /// The service's error (any status but 2xx), or no connection.
    #[allow(clippy::too_many_arguments, reason = "it is one HTTP request, spelt out")]
    pub async fn send(
        &self,
        service: Service,
        operation: &'static str,
        method: Method,
        path: &str,
        query: &[(&str, &str)],
        headers: &[(&str, &str)],
        body: Bytes,
    ) -> std::result::Result<Answer, Failure> {
        let mut url = format!("{}{path}", self.base(service));
        if !query.is_empty() {
            let _ = write!(url, "?{}", encode_pairs(query));
        }
        self.send_to(service, operation, method, &url, headers, body).await
    }

    /// The same with an address that is known already, percent-encoded, with its query.
    ///
    /// # Errors
    /// As [`Thin::send`].
    pub async fn send_to(
        &self,
        service: Service,
        operation: &'static str,
        method: Method,
        url: &str,
        headers: &[(&str, &str)],
        body: Bytes,
    ) -> std::result::Result<Answer, Failure> {
        let mut attempt = 0;
        loop {
            // Signed anew each time: a signature is valid for minutes, and the credentials may have been renewed.
            let result = self.attempt(service, operation, &method, url, headers, body.clone()).await;
            attempt += 1;
            match result {
                Err(failure) if attempt < ATTEMPTS && failure.is_transient() => {
                    backoff::sleep(attempt, Duration::from_millis(250), Duration::from_secs(20)).await;
                }
                result => return result,
            }
        }
    }

    async fn attempt(
        &self,
        service: Service,
        operation: &'static str,
        method: &Method,
        url: &str,
        headers: &[(&str, &str)],
        body: Bytes,
    ) -> std::result::Result<Answer, Failure> {
        let action = || action(service, operation);
        let client = self.http.client_for(url).map_err(|error| Failure::unsent(action(), error.to_string()))?;
        let request = self.signed(service, method, url, headers, body, SystemTime::now()).await.map_err(|reason| match reason {
            Unsigned::Credentials(error) => Failure::credentials(action(), &error),
            Unsigned::Request(reason) => Failure::unsent(action(), reason),
        })?;
        let request = reqwest::Request::try_from(request).map_err(|error| Failure::unsent(action(), chain(&error)))?;
        let call = async {
            let answer = client.execute(request).await?;
            let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
            Ok::<_, reqwest::Error>(Answer { status, headers, body: answer.bytes().await? })
        };
        let answer = match tokio::time::timeout(service.timeout(), call).await {
            Err(_) => return Err(Failure::timeout(action())),
            Ok(Err(error)) if error.is_timeout() => return Err(Failure::timeout(action())),
            Ok(Err(error)) => return Err(Failure::unreachable(action(), chain(&error))),
            Ok(Ok(answer)) => answer,
        };
        if (200..300).contains(&answer.status) { Ok(answer) } else { Err(refusal(action(), &answer)) }
    }

    async fn signed(
        &self,
        service: Service,
        method: &Method,
        url: &str,
        headers: &[(&str, &str)],
        body: Bytes,
        time: SystemTime,
    ) -> std::result::Result<http::Request<Bytes>, Unsigned> {
        let credentials = self.credentials.provide_credentials().await.map_err(Unsigned::Credentials)?;
        let identity = credentials.into();
        let parameters = v4::SigningParams::builder()
            .identity(&identity)
            .region(self.signing_region(service))
            .name(service.name)
            .time(time)
            .settings(service.signing())
            .build()
            .map_err(|error| Unsigned::Request(error.to_string()))?
            .into();
        let signable = SignableRequest::new(method.as_str(), url, headers.iter().copied(), SignableBody::Bytes(&body))
            .map_err(|error| Unsigned::Request(error.to_string()))?;
        let (instructions, _) = sign(signable, &parameters).map_err(|error| Unsigned::Request(error.to_string()))?.into_parts();
        let mut builder = http::Request::builder().method(method.clone()).uri(url);
        for (name, value) in headers {
            builder = builder.header(*name, *value);
        }
        let mut request = builder.body(body).map_err(|error| Unsigned::Request(error.to_string()))?;
        instructions.apply_to_request_http1x(&mut request);
        Ok(request)
    }

    fn signing_region(&self, service: Service) -> &str {
        match service.global {
            true if self.region.starts_with("cn-") => "cn-north-1",
            true if self.region.starts_with("us-gov-") => "us-gov-west-1",
            true => "us-east-1",
            false => &self.region,
        }
    }

    fn base(&self, service: Service) -> String {
        if let Some(endpoint) = &self.endpoint {
            return endpoint.clone();
        }
        let domain = if self.region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" };
        match service.global {
            true if self.region.starts_with("us-gov-") => format!("https://{}.us-gov.{domain}", service.host),
            true => format!("https://{}.{domain}", service.host),
            false => format!("https://{}.{}.{domain}", service.host, self.region),
        }
    }

    /// The same in another region.
    pub(super) fn in_region(&self, region: &str) -> Self {
        Thin { region: region.to_owned(), ..self.clone() }
    }

    /// The HTTP client below.
    pub fn http(&self) -> &Http {
        &self.http
    }

    /// Who the credentials are: account and ARN.
    pub(super) async fn caller(&self) -> std::result::Result<(String, String), Failure> {
        let answer = self.query(Service::STS, "GetCallerIdentity", &[]).await?;
        match (xml::first(&answer, "Account"), xml::first(&answer, "Arn")) {
            (Some(account), Some(arn)) => Ok((account, arn)),
            _ => Err(Failure::unreadable("sts:GetCallerIdentity".into(), &std::io::Error::other("no <Account> in the answer"))),
        }
    }
}

enum Unsigned {
    Credentials(aws_credential_types::provider::error::CredentialsError),
    Request(String),
}

/// `ssm:GetParameter`, as IAM writes it.
fn action(service: Service, operation: &str) -> String {
    format!("{}:{operation}", service.name)
}

/// The code stands in `__type` (maybe with a namespace), in a header, or in XML's `<Code>`.
fn refusal(action: String, answer: &Answer) -> Failure {
    let text = String::from_utf8_lossy(&answer.body);
    let json: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let field = |names: [&str; 2]| names.iter().find_map(|name| json.get(name)).and_then(Value::as_str).map(String::from);
    let header = |name: &str| answer.headers.get(name).and_then(|value| value.to_str().ok()).map(String::from);
    let code = field(["__type", "code"]).or_else(|| header("x-amzn-errortype")).or_else(|| xml::first(&text, "Code")).unwrap_or_default();
    let code = code.rsplit('#').next().unwrap_or_default().split(':').next().unwrap_or_default();
    let message = field(["message", "Message"]).or_else(|| xml::first(&text, "Message")).unwrap_or_default();
    let request = header("x-amzn-requestid").or_else(|| xml::first(&text, "RequestId"));
    Failure::service(action, answer.status, code, message, request)
}

/// `a=b&c=d`, with everything but RFC 3986's unreserved characters encoded, as signatures want it.
fn encode_pairs(pairs: &[(&str, &str)]) -> String {
    pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
}

/// Percent-encodes one segment of a path or one value of a query.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_credential_types::Credentials;
    use serde_json::json;
    use wiremock::matchers::{body_string_contains, header, header_regex, method, query_param};
    use wiremock::{Mock, MockServer, ResponseTemplate};

    fn thin(endpoint: &str) -> Thin {
        let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", None, None, "test");
        Thin::new(Http::new(), SharedCredentialsProvider::new(credentials), "us-east-1", Some(endpoint.to_owned()))
    }

    /// The case `get-vanilla` of AWS's own test suite for Signature Version 4.
    #[tokio::test]
    async fn signs_as_aws_does() {
        let service = Service { host: "example", name: "service", protocol: "", json: 1, global: false };
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_440_938_160);
        let signed = thin("https://example.amazonaws.com")
            .signed(service, &Method::GET, "https://example.amazonaws.com/", &[], Bytes::new(), time)
            .await;
        let Ok(request) = signed else { panic!("it signs") };
        assert_eq!(
            request.headers()["authorization"],
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, \
             Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
        );
    }

    /// The example "PUT Object" of the Amazon S3 API Reference, "Signature calculations for the Authorization header".
    #[tokio::test]
    async fn signs_for_s3_as_aws_does() {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_369_353_600);
        let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", None, None, "test");
        let thin = Thin::new(Http::new(), SharedCredentialsProvider::new(credentials), "us-east-1", None);
        let url = format!("https://examplebucket.s3.amazonaws.com/{}", encode("test$file.text"));
        let headers = [("date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY")];
        let Ok(request) = thin.signed(Service::S3, &Method::PUT, &url, &headers, "Welcome to Amazon S3.".into(), time).await else {
            panic!("it signs")
        };
        assert_eq!(request.headers()["x-amz-content-sha256"], "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072");
        assert_eq!(
            request.headers()["authorization"],
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, \
             SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class, \
             Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
        );
    }

    #[tokio::test]
    async fn tries_again_what_may_pass_and_nothing_else() {
        let server = MockServer::start().await;
        let throttled =
            ResponseTemplate::new(400).set_body_json(json!({ "__type": "com.amazonaws#ThrottlingException", "message": "slow down" }));
        Mock::given(header("x-amz-target", "AmazonSSM.GetParameter"))
            .respond_with(throttled)
            .up_to_n_times(2)
            .expect(2)
            .mount(&server)
            .await;
        let found = ResponseTemplate::new(200).set_body_json(json!({ "Parameter": { "Value": "x" } }));
        Mock::given(header_regex("authorization", "/us-east-1/ssm/aws4_request")).respond_with(found).expect(1).mount(&server).await;
        let answer = thin(&server.uri()).json(Service::SSM, "GetParameter", json!({ "Name": "x" })).await.expect("the third attempt");
        assert_eq!(answer["Parameter"]["Value"], "x");

        let refused = ResponseTemplate::new(403)
            .set_body_string("<E><Error><Code>UnauthorizedOperation</Code><Message>no &amp; no</Message></Error></E>");
        Mock::given(body_string_contains("Action=DescribeVpcs")).respond_with(refused).expect(1).mount(&server).await;
        let arguments = [("Filter.1.Value.1", "a b&c")];
        let failure = thin(&server.uri()).query(Service::EC2, "DescribeVpcs", &arguments).await.expect_err("refused");
        assert_eq!((failure.code(), failure.message(), failure.is_denied()), ("UnauthorizedOperation", "no & no", true));

        let broken = ResponseTemplate::new(404).insert_header("x-amzn-errortype", "FileSystemNotFound:http://internal.amazon.com/");
        Mock::given(method("GET")).and(query_param("Name", "a b")).respond_with(broken).expect(1).mount(&server).await;
        let call = thin(&server.uri())
            .send(Service::EFS, "DescribeFileSystems", Method::GET, "/2015-02-01/file-systems", &[("Name", "a b")], &[], Bytes::new())
            .await;
        let failure = call.expect_err("missing");
        assert!(failure.is_not_found(), "{failure}");
        assert_eq!(failure.to_string(), "elasticfilesystem:DescribeFileSystems: FileSystemNotFound  (404)");
    }

    #[tokio::test]
    async fn a_dead_endpoint_is_said_plainly() {
        let error = crate::error::Error::from(
            thin("http://127.0.0.1:9").json(Service::SSM, "GetParameter", json!({})).await.expect_err("nobody listens"),
        );
        assert!(error.message.starts_with("cannot reach AWS for ssm:GetParameter"), "{}", error.message);
        assert!(error.hints.iter().any(|hint| hint.contains("AWS_ENDPOINT_URL")), "{error:?}");
    }
}
