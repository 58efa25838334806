//! The contract with the values that only a deploy knows.

use super::templates;
use crate::{Error, Result};
use pocket_model::contract::{RuntimeConfig, SecretRelease, StaticFiles, StaticStore};
use pocket_model::synth::{STATIC_PREFIX, Synthesis};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Where the shared file system is mounted in a function on AWS.
pub use pocket_model::graph::FILES_MOUNT as MOUNT;

/// What a deploy knows.
#[derive(Debug, Clone, Default)]
pub struct Values {
    /// AWS account id.
    pub account: String,
    /// Region.
    pub region: String,
    /// Where visitors find the site.
    pub url: String,
    /// Where the functions find the shared file system.
    pub files: String,
    /// The project's own settings module.
    pub settings_module: String,
    /// Dotted path of the WSGI application, if the settings name one.
    pub wsgi_application: Option<String>,
    /// Folder of the collected static files in the code, if there are any.
    pub static_root: Option<String>,
    /// Which value of each secret is meant, by its name.
    pub secrets: BTreeMap<String, SecretRelease>,
}

/// The contract without a placeholder.
///
/// # Errors
/// A placeholder that has no value is a bug.
pub fn runtime(synthesis: &Synthesis, values: &Values) -> Result<RuntimeConfig> {
    let url = values.url.trim_end_matches('/');
    let pairs = [
        ("${Account}", values.account.as_str()),
        ("${Region}", values.region.as_str()),
        ("${Url}", url),
        ("${Host}", host(url)),
        ("${Files}", values.files.as_str()),
    ];
    let mut json =
        serde_json::to_value(&synthesis.contract).map_err(|source| Error::bug("the contract cannot be written").caused_by(source))?;
    // The user's own settings are theirs, also with a `${Host}` in them.
    let settings = json.as_object_mut().and_then(|map| map.remove("settings"));
    fill(&mut json, &pairs);
    if let Some(left) = placeholder(&json) {
        return Err(Error::bug(format!("the contract has no value for {left}")));
    }
    json["settings"] = settings.unwrap_or_default();
    let mut config: RuntimeConfig =
        serde_json::from_value(json).map_err(|source| Error::bug("the contract cannot be read back").caused_by(source))?;
    config.settings_module.clone_from(&values.settings_module);
    config.wsgi_application.clone_from(&values.wsgi_application);
    for (name, secret) in &mut config.secrets {
        secret.release = values.secrets.get(name).cloned();
    }
    if let Some(root) = &values.static_root {
        let mut bucket = Json::from(templates::deploy_bucket(synthesis)?.name.as_str());
        fill(&mut bucket, &pairs);
        let store = StaticStore { bucket: bucket.as_str().unwrap_or_default().to_owned(), prefix: STATIC_PREFIX.to_owned() };
        config.static_files = Some(StaticFiles { root: root.clone(), store: Some(store) });
    }
    Ok(config)
}

/// `shop.example.com` of `https://shop.example.com:8000/x`: what Django compares with `ALLOWED_HOSTS`.
pub fn host(url: &str) -> &str {
    let authority = url.split_once("://").map_or(url, |(_, rest)| rest).split('/').next().unwrap_or_default();
    authority.rsplit_once(':').map_or(authority, |(host, _)| host)
}

fn fill(value: &mut Json, pairs: &[(&str, &str)]) {
    match value {
        Json::String(text) => {
            for (placeholder, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
                *text = text.replace(placeholder, value);
            }
        }
        Json::Array(list) => list.iter_mut().for_each(|value| fill(value, pairs)),
        Json::Object(map) => map.values_mut().for_each(|value| fill(value, pairs)),
        _ => {}
    }
}

fn placeholder(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => text.find("${").map(|start| text[start..].split_inclusive('}').next().unwrap_or_default().to_owned()),
        Json::Array(list) => list.iter().find_map(placeholder),
        Json::Object(map) => map.values().find_map(placeholder),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pocket_model::ast::At;
    use pocket_model::contract::{Cache, Media, VERSION};
    use pocket_model::synth::{Build, Holder, Releases};

    fn synthesis() -> Synthesis {
        let contract = RuntimeConfig {
            version: VERSION,
            project: "shop".into(),
            stage: "dev".into(),
            settings_module: String::new(),
            wsgi_application: None,
            region: "${Region}".into(),
            url: "${Url}".into(),
            hosts: vec!["${Host}".into()],
            trusted_origins: vec!["${Url}".into()],
            databases: BTreeMap::new(),
            media: Some(Media { bucket: "shop-${Account}-${Region}".into(), prefix: "media".into(), signed_url_seconds: 60 }),
            static_files: None,
            caches: BTreeMap::from([("default".to_owned(), Cache::Files { location: "${Files}/cache".into() })]),
            secrets: BTreeMap::new(),
            settings: serde_json::json!({ "PATTERN": "${Host}" }).as_object().cloned().unwrap_or_default(),
            manual: false,
        };
        Synthesis {
            project: "shop".into(),
            stage: "dev".into(),
            region: None,
            embedded: false,
            protected: false,
            stacks: Vec::new(),
            holders: vec![Holder {
                driver: "s3",
                name: "shop-dev-deploy-${Account}-${Region}".into(),
                item: "deploy".into(),
                at: At::PROGRAM,
                data: false,
                spec: serde_json::json!({ "purpose": "deploy" }),
            }],
            functions: Vec::new(),
            releases: Releases::default(),
            build: Build::default(),
            contract,
            secrets: Vec::new(),
            standing: Vec::new(),
            audited: Default::default(),
            cheaper: Vec::new(),
        }
    }

    #[test]
    fn every_placeholder_gets_its_value() {
        let values = Values {
            account: "123456789012".into(),
            region: "eu-west-1".into(),
            url: "http://dev.shop.localhost:8100/".into(),
            files: MOUNT.into(),
            settings_module: "config.settings".into(),
            wsgi_application: None,
            static_root: Some("staticfiles".into()),
            secrets: BTreeMap::new(),
        };
        let config = runtime(&synthesis(), &values).expect("a contract");
        assert_eq!((config.url.as_str(), config.hosts[0].as_str()), ("http://dev.shop.localhost:8100", "dev.shop.localhost"));
        assert_eq!(config.trusted_origins, ["http://dev.shop.localhost:8100"]);
        assert_eq!(config.media.as_ref().map(|media| media.bucket.as_str()), Some("shop-123456789012-eu-west-1"));
        let store = config.static_files.as_ref().and_then(|files| files.store.as_ref()).expect("a store");
        assert_eq!((store.bucket.as_str(), store.prefix.as_str()), ("shop-dev-deploy-123456789012-eu-west-1", "static"));
        assert_eq!(config.caches["default"], Cache::Files { location: format!("{MOUNT}/cache") });
        assert_eq!(config.settings["PATTERN"], "${Host}");
        let error = runtime(&synthesis(), &Values { url: String::new(), ..values }).expect_err("no address");
        assert_eq!((error.audience, error.message.as_str()), (crate::error::Audience::Bug, "the contract has no value for ${Host}"));
    }
}
