//! Where packages come from: what the machine has configured for pip also holds for uv, which does not read pip's configuration.

use std::collections::BTreeMap;
use std::path::PathBuf;
use tokio::process::Command;
use tokio::sync::OnceCell;

/// Environment variables that give uv the index, the certificates and the local wheels that pip is configured with. Asked once a process: it starts Python.
///
/// uv's own configuration wins: with any of its index variables set, or a configuration file of the user's or the machine's, nothing is added.
pub(super) async fn from_pip() -> &'static [(&'static str, String)] {
    static VARIABLES: OnceCell<Vec<(&'static str, String)>> = OnceCell::const_new();
    VARIABLES.get_or_init(|| async { if uv_is_configured() { Vec::new() } else { translate(&pip_config().await) } }).await
}

fn uv_is_configured() -> bool {
    let variables = ["UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS", "UV_OFFLINE", "UV_CONFIG_FILE"];
    let config_home = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).or_else(|| Some(super::home().ok()?.join(".config")));
    variables.iter().any(|name| std::env::var_os(name).is_some())
        || config_home.is_some_and(|dir| dir.join("uv/uv.toml").exists())
        || PathBuf::from("/etc/uv/uv.toml").exists()
}

/// `pip config list`: also what PIP_ variables set. Empty where there is no pip.
async fn pip_config() -> BTreeMap<String, String> {
    let mut command = Command::new("python3");
    command.args(["-m", "pip", "config", "list"]).stdin(std::process::Stdio::null()).kill_on_drop(true);
    if let Ok(dir) = super::cache_dir() {
        command.current_dir(dir);
    }
    match command.output().await {
        Ok(output) if output.status.success() => parse(&String::from_utf8_lossy(&output.stdout)),
        _ => BTreeMap::new(),
    }
}

/// Lines of `global.index-url='https://…'`. What is most specific wins: the environment, then `install`, then `global`.
fn parse(list: &str) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    for section in ["global", "install", ":env:"] {
        for line in list.lines() {
            let Some((key, value)) = line.split_once('=') else { continue };
            if let Some(name) = key.strip_prefix(section).and_then(|rest| rest.strip_prefix('.')) {
                let value = value.trim().trim_matches(['\'', '"']).replace("\\n", " ");
                values.insert(name.to_owned(), value.trim().to_owned());
            }
        }
    }
    values.retain(|_, value| !value.is_empty());
    values
}

fn translate(pip: &BTreeMap<String, String>) -> Vec<(&'static str, String)> {
    let words = |name: &str| pip.get(name).map(|value| value.split_whitespace().collect::<Vec<_>>()).filter(|words| !words.is_empty());
    let mut variables = Vec::new();
    if let Some(url) = pip.get("index-url") {
        variables.push(("UV_DEFAULT_INDEX", url.clone()));
    }
    if let Some(urls) = words("extra-index-url") {
        variables.push(("UV_INDEX", urls.join(" ")));
    }
    if let Some(places) = words("find-links") {
        variables.push(("UV_FIND_LINKS", places.join(",")));
    }
    if let Some(hosts) = words("trusted-host") {
        variables.push(("UV_INSECURE_HOST", hosts.join(" ")));
    }
    if let Some(file) = pip.get("cert").filter(|_| std::env::var_os("SSL_CERT_FILE").is_none()) {
        variables.push(("SSL_CERT_FILE", file.clone()));
    }
    if pip.get("no-index").is_some_and(|value| ["1", "true", "yes", "on"].contains(&value.to_lowercase().as_str())) {
        variables.push(("UV_NO_INDEX", "1".to_owned()));
    }
    variables
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pip_settings_reach_uv() {
        let list = ":env:.find-links='/opt/wheels /srv/wheels'\nglobal.index-url='https://mirror.example/simple'\ninstall.index-url='https://inner.example/simple'\n\
                    global.extra-index-url='\\nhttps://a.example/simple\\nhttps://b.example/simple'\nglobal.timeout='60'";
        assert_eq!(
            translate(&parse(list)),
            [
                ("UV_DEFAULT_INDEX", "https://inner.example/simple".to_owned()),
                ("UV_INDEX", "https://a.example/simple https://b.example/simple".to_owned()),
                ("UV_FIND_LINKS", "/opt/wheels,/srv/wheels".to_owned()),
            ]
        );
        assert_eq!(translate(&parse("global.timeout='60'")), []);
    }
}
