//! The contract between a deploy and the Django project that runs in it: written as `pocket.json` at the root of the code artifact, read by the Python
//! package `pocket_django`. A value stands here once; Django's settings are computed from it, so nothing is written twice.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// The version of this format. `pocket_django` refuses one that it does not know, with both versions named.
pub const VERSION: u32 = 1;

/// Everything that the running site must be told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuntimeConfig {
    /// [`VERSION`].
    pub version: u32,
    /// Project name.
    pub project: String,
    /// Stage name.
    pub stage: String,
    /// The project's own settings module, `config.settings`.
    pub settings_module: String,
    /// Dotted path of the WSGI application, `config.wsgi.application`: from `WSGI_APPLICATION`, else Django's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wsgi_application: Option<String>,
    /// AWS region of the stage.
    pub region: String,
    /// Where visitors find the site, without a trailing slash.
    pub url: String,
    /// For `ALLOWED_HOSTS`.
    pub hosts: Vec<String>,
    /// For `CSRF_TRUSTED_ORIGINS`: scheme, host and port.
    pub trusted_origins: Vec<String>,
    /// Databases by Django alias.
    pub databases: BTreeMap<String, Database>,
    /// Where uploaded files go. `None` leaves Django's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<Media>,
    /// How static files are served. `None` when the project has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub static_files: Option<StaticFiles>,
    /// Caches by Django alias.
    pub caches: BTreeMap<String, Cache>,
    /// Where the value of each secret is kept. `SECRET_KEY` becomes the setting, all others environment variables, before the project's settings load.
    pub secrets: BTreeMap<String, SecretRef>,
    /// The stage's `settings { … }`: they win over the project's own.
    pub settings: serde_json::Map<String, Json>,
    /// `settings: manual;` the generated module then only imports the project's settings.
    pub manual: bool,
}

/// A database that Django connects to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Database {
    /// Name of the secret that holds the connection URI, percent-encoded: `postgresql://user:password@host:port/name?sslmode=require`.
    pub url_secret: String,
    /// Name of the secret with the URI that passes by the pooler: management commands use it, as migrations need a session of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direct_url_secret: Option<String>,
    /// Behind a transaction pooler: server-side cursors are off then.
    pub pooled: bool,
    /// Seconds that a connection is kept between requests.
    pub conn_max_age: u32,
}

/// Uploaded files in S3.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Media {
    /// Bucket name.
    pub bucket: String,
    /// Key prefix, without slashes at either end: `media`.
    pub prefix: String,
    /// Seconds that a signed URL is valid.
    pub signed_url_seconds: u32,
}

/// Static files served from the artifact by WhiteNoise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StaticFiles {
    /// Folder of the collected files, relative to the root of the code artifact: `staticfiles`.
    pub root: String,
    /// The hashed files of all releases that are kept. `None` in a build.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store: Option<StaticStore>,
}

/// Static files in S3, for a browser that shows a page of another release.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StaticStore {
    /// Bucket name.
    pub bucket: String,
    /// Key prefix, without slashes at either end: `static`.
    pub prefix: String,
}

/// A cache backend.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Cache {
    /// Files on a shared file system.
    Files {
        /// Absolute folder.
        location: String,
    },
}

/// Where a secret's value is kept, and which of its values is meant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SecretRef {
    /// The service.
    pub store: SecretStore,
    /// Name of the parameter, or of the secret: `/shop/dev/SECRET_KEY`.
    pub name: String,
    /// Only a deploy knows it; without it the newest value is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<SecretRelease>,
    /// Where the value before the last rotation is kept, for the time in which both are valid. Nothing need be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
}

/// The value of a secret that a release reads: the one with the label, which moves to a new value when a release with it serves; its own where that is
/// the newer one, which is so between its first start and the switch. So all environments of a release have the same values, and a release that is gone
/// back to has those of today.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SecretRelease {
    /// The version that the release was tested with: a number in Parameter Store, an id in Secrets Manager.
    pub version: String,
    /// The stage's label in the store: `live-dev`.
    pub label: String,
    /// The version of the value before the last rotation, where that is kept. Nobody reads it: it makes a release that must not accept that value another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
}

/// A store of secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretStore {
    /// SecureStrings in SSM Parameter Store.
    Ssm,
    /// Secrets Manager.
    SecretsManager,
}
