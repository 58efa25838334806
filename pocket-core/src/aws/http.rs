//! The one HTTP client: the SDK, the thin client and Neon all go through it, so there is one TLS stack and one pool of connections.

use crate::error::{Error, Result};
use aws_smithy_runtime_api::client::http::{HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// Connecting takes no longer, or the host does not answer.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// A Lambda invocation may be silent for 15 minutes; NAT gateways and home routers forget a silent connection after about five.
const KEEPALIVE: Duration = Duration::from_secs(30);
/// The address of EC2's instance metadata. On a laptop nothing answers there, and only a time-out tells.
const INSTANCE_METADATA: &str = "169.254.169.254";

/// Cheap to clone; the connections are shared.
#[derive(Debug, Clone, Default)]
pub struct Http {
    inner: Arc<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    internet: OnceLock<std::result::Result<reqwest::Client, String>>,
    local: OnceLock<std::result::Result<reqwest::Client, String>>,
    no_instance_metadata: AtomicBool,
}

impl Http {
    /// Builds nothing yet: a deploy to the embedded cloud never loads certificates.
    pub fn new() -> Self {
        Http::default()
    }

    /// The client for a host. Hosts of this machine are reached directly, whatever `HTTP_PROXY` says, and `*.localhost` is always this machine.
    ///
    /// # Errors
    /// When the machine has no certificates to check HTTPS with.
    pub fn client(&self, host: &str) -> Result<reqwest::Client> {
        let (slot, local) = if is_local(host) { (&self.inner.local, true) } else { (&self.inner.internet, false) };
        slot.get_or_init(|| build(local)).clone().map_err(|reason| {
            Error::user(format!("cannot make an HTTPS client: {reason}"))
                .hint("install the certificates of the public authorities: `apt-get install ca-certificates`, or name a file of them in SSL_CERT_FILE")
        })
    }

    /// The client for a URL.
    ///
    /// # Errors
    /// When `url` is not a URL; otherwise as [`Http::client`].
    pub fn client_for(&self, url: &str) -> Result<reqwest::Client> {
        let parsed = reqwest::Url::parse(url).map_err(|reason| Error::user(format!("`{url}` is not a URL: {reason}")))?;
        self.client(parsed.host_str().unwrap_or_default())
    }
}

/// Whether a host is on this machine or on its own link.
pub fn is_local(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(IpAddr::V4(v4)) => v4.is_loopback() || v4.is_link_local(),
        Ok(IpAddr::V6(v6)) => v6.is_loopback(),
        Err(_) => bare == "localhost" || bare.ends_with(".localhost"),
    }
}

fn build(local: bool) -> std::result::Result<reqwest::Client, String> {
    #[cfg(feature = "tls-ring")]
    {
        // Fails only when a provider is there already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
    let builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(CONNECT_TIMEOUT)
        .tcp_keepalive(KEEPALIVE)
        .tcp_nodelay(true)
        .user_agent(concat!("pocket/", env!("CARGO_PKG_VERSION")));
    let builder = if local { builder.no_proxy().tls_certs_only([]).dns_resolver(Loopback) } else { builder };
    builder.build().map_err(|reason| crate::aws::error::chain(&reason))
}

/// Names that reach it are all `localhost` or below: few resolvers know the latter, although RFC 6761 reserves them.
struct Loopback;

impl reqwest::dns::Resolve for Loopback {
    fn resolve(&self, _: reqwest::dns::Name) -> reqwest::dns::Resolving {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Box::pin(std::future::ready(Ok(Box::new(std::iter::once(address)) as reqwest::dns::Addrs)))
    }
}

impl HttpClient for Http {
    fn http_connector(&self, settings: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(Connector { http: self.clone(), read_timeout: settings.read_timeout() })
    }
}

#[derive(Debug)]
struct Connector {
    http: Http,
    read_timeout: Option<Duration>,
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (http, limit) = (self.http.clone(), self.read_timeout);
        HttpConnectorFuture::new(async move {
            let metadata = request.uri().contains(INSTANCE_METADATA);
            if metadata && http.inner.no_instance_metadata.load(Ordering::Relaxed) {
                return Err(ConnectorError::user("no instance metadata here".into()));
            }
            let answer = send(&http, request, limit).await;
            match answer {
                // One second, not four attempts for the region and four more for the credentials.
                Err(error) if metadata => {
                    http.inner.no_instance_metadata.store(true, Ordering::Relaxed);
                    Err(ConnectorError::user(error.into_source()))
                }
                answer => answer,
            }
        })
    }
}

async fn send(http: &Http, request: HttpRequest, limit: Option<Duration>) -> std::result::Result<HttpResponse, ConnectorError> {
    let request = request.try_into_http1x().map_err(|error| ConnectorError::user(error.into()))?;
    let client = http.client(request.uri().host().unwrap_or_default()).map_err(|error| ConnectorError::user(error.into()))?;
    let request = reqwest::Request::try_from(request.map(reqwest::Body::wrap)).map_err(|error| ConnectorError::user(error.into()))?;
    let sent = client.execute(request);
    let answer = match limit {
        Some(limit) => tokio::time::timeout(limit, sent).await.map_err(|elapsed| ConnectorError::timeout(elapsed.into()))?,
        None => sent.await,
    };
    let answer = answer.map_err(|error| {
        if error.is_timeout() {
            ConnectorError::timeout(error.into())
        } else if error.is_connect() {
            ConnectorError::io(error.into()).never_connected()
        } else if error.is_builder() {
            ConnectorError::user(error.into())
        } else {
            ConnectorError::io(error.into())
        }
    })?;
    let answer = http::Response::<reqwest::Body>::from(answer).map(SdkBody::from_body_1_x);
    HttpResponse::try_from(answer).map_err(|error| ConnectorError::other(error.into(), None))
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn local_hosts() {
        for host in ["127.0.0.1", "127.8.0.1", "::1", "[::1]", "localhost", "dev.shop.localhost", "169.254.169.254"] {
            assert!(is_local(host), "{host}");
        }
        for host in ["10.0.0.1", "localhost.example.com", "s3.ap-northeast-1.amazonaws.com", "example.com"] {
            assert!(!is_local(host), "{host}");
        }
    }
}
