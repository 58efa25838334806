//! Connecting: configuration, region, credentials and who they belong to, checked before anything else is done.

use super::credentials::{Cached, explain};
use super::{Http, Thin};
use crate::error::{Error, Result};
use aws_config::{BehaviorVersion, ConfigLoader, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_smithy_types::timeout::TimeoutConfig;
use std::time::Duration;

/// From sending a request to the first byte of its answer.
const READ_TIMEOUT: Duration = Duration::from_secs(60);
/// As [`READ_TIMEOUT`], but a part of a file goes up first: 8 MB at 30 KB/s.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(300);
/// Loading credentials may run a program of the user's or ask IAM Identity Center.
const CREDENTIALS_TIMEOUT: Duration = Duration::from_secs(20);

/// Which cloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// AWS, as the user's configuration and environment say (`AWS_ENDPOINT_URL` too).
    Aws {
        /// The program's region; `None` takes the configuration's.
        region: Option<String>,
        /// The profile; `None` takes `AWS_PROFILE` or the default one.
        profile: Option<String>,
    },
    /// The embedded cloud. Nothing of the user's AWS configuration is read, so that nothing can reach AWS by accident.
    Embedded {
        /// `http://127.0.0.1:PORT`.
        endpoint: String,
        /// Region that names are made with.
        region: String,
    },
}

/// Connected clients. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Clients {
    /// CloudFormation.
    pub cloudformation: aws_sdk_cloudformation::Client,
    /// S3.
    pub s3: aws_sdk_s3::Client,
    /// Lambda.
    pub lambda: aws_sdk_lambda::Client,
    /// ECR.
    pub ecr: aws_sdk_ecr::Client,
    /// Every other service.
    pub thin: Thin,
    /// The HTTP client below all of them.
    pub http: Http,
    /// Region that everything is made in.
    pub region: String,
    /// Account number.
    pub account: String,
    /// ARN of who deploys.
    pub caller: String,
    /// The endpoint in place of AWS's own.
    pub endpoint: Option<String>,
    /// The embedded cloud.
    pub embedded: bool,
    config: SdkConfig,
}

impl Clients {
    /// Loads the configuration and asks STS who we are.
    ///
    /// # Errors
    /// No region, no or expired credentials, no connection: each with what to type.
    pub async fn connect(target: &Target) -> Result<Self> {
        let http = Http::new();
        let timeouts = TimeoutConfig::builder().connect_timeout(Duration::from_secs(5)).read_timeout(READ_TIMEOUT).build();
        let loader = aws_config::defaults(BehaviorVersion::latest()).http_client(http.clone()).timeout_config(timeouts);
        let profile = match target {
            Target::Aws { profile: Some(profile), .. } => Some(profile.clone()),
            Target::Aws { profile: None, .. } => std::env::var("AWS_PROFILE").ok().filter(|name| !name.is_empty()),
            Target::Embedded { .. } => None,
        };
        let config = configure(loader, target).load().await;
        let region = match config.region() {
            Some(region) if !region.as_ref().is_empty() => region.to_string(),
            _ => {
                return Err(Error::user("no AWS region: neither the program nor the AWS configuration names one")
                    .hint("write into the block: region: \"ap-northeast-1\";")
                    .hint("aws configure set region ap-northeast-1"));
            }
        };
        let source = config.credentials_provider().ok_or_else(|| Error::bug("the AWS configuration has no credentials provider"))?;
        let credentials = SharedCredentialsProvider::new(Cached::new(source));
        match tokio::time::timeout(CREDENTIALS_TIMEOUT, credentials.provide_credentials()).await {
            Err(_) => {
                return Err(Error::user("AWS credentials did not load within 20 seconds")
                    .hint("aws sts get-caller-identity    # shows the same trouble, without pocket"));
            }
            Ok(Err(error)) => return Err(explain(&error, profile.as_deref())),
            Ok(Ok(_)) => {}
        }
        let config = config.into_builder().credentials_provider(credentials.clone()).build();
        let endpoint = config.endpoint_url().map(String::from);
        let thin = Thin::new(http.clone(), credentials, region.clone(), endpoint.clone());
        let (account, caller) = thin.caller().await.map_err(|failure| failure.explained(profile.as_deref()))?;
        Ok(Clients {
            cloudformation: aws_sdk_cloudformation::Client::new(&config),
            s3: aws_sdk_s3::Client::from_conf(s3(&config, endpoint.as_deref())),
            lambda: aws_sdk_lambda::Client::new(&config),
            ecr: aws_sdk_ecr::Client::new(&config),
            thin,
            http,
            region,
            account,
            caller,
            endpoint,
            embedded: matches!(target, Target::Embedded { .. }),
            config,
        })
    }

    /// The same account in another region: CloudFront wants its certificates in us-east-1.
    pub fn in_region(&self, region: &str) -> Self {
        let config = self.config.clone().into_builder().region(Region::new(region.to_owned())).build();
        Clients {
            cloudformation: aws_sdk_cloudformation::Client::new(&config),
            s3: aws_sdk_s3::Client::from_conf(s3(&config, self.endpoint.as_deref())),
            lambda: aws_sdk_lambda::Client::new(&config),
            ecr: aws_sdk_ecr::Client::new(&config),
            thin: self.thin.in_region(region),
            region: region.to_owned(),
            config,
            ..self.clone()
        }
    }

    /// The credentials in use, for a program that acts for the user.
    ///
    /// # Errors
    /// They cannot be renewed.
    pub async fn credentials(&self) -> Result<Credentials> {
        let provider = self.config.credentials_provider().ok_or_else(|| Error::bug("the AWS configuration has no credentials provider"))?;
        provider.provide_credentials().await.map_err(|error| explain(&error, None))
    }

    /// `aws`, or `aws-cn` and `aws-us-gov`: the second word of every ARN.
    pub fn partition(&self) -> &'static str {
        match self.region.as_str() {
            region if region.starts_with("cn-") => "aws-cn",
            region if region.starts_with("us-gov-") => "aws-us-gov",
            _ => "aws",
        }
    }

    /// Fills `${Account}` and `${Region}` in a name.
    pub fn expand(&self, name: &str) -> String {
        name.replace("${Account}", &self.account).replace("${Region}", &self.region)
    }
}

fn configure(loader: ConfigLoader, target: &Target) -> ConfigLoader {
    match target {
        Target::Aws { region, profile } => {
            let loader = match region {
                Some(region) => loader.region(Region::new(region.clone())),
                None => loader,
            };
            match profile {
                Some(profile) => loader.profile_name(profile),
                None => loader,
            }
        }
        Target::Embedded { endpoint, region } => loader
            .region(Region::new(region.clone()))
            .endpoint_url(endpoint)
            .use_fips(false)
            .use_dual_stack(false)
            .credentials_provider(Credentials::new("pocket-embedded", "pocket-embedded", None, None, "embedded")),
    }
}

/// Virtual-hosted buckets need a DNS that an emulator has not.
fn s3(config: &SdkConfig, endpoint: Option<&str>) -> aws_sdk_s3::Config {
    let timeouts = TimeoutConfig::builder().connect_timeout(Duration::from_secs(5)).read_timeout(UPLOAD_TIMEOUT).build();
    aws_sdk_s3::config::Builder::from(config).force_path_style(endpoint.is_some()).timeout_config(timeouts).build()
}
