//! Looks for values of secrets wherever they must not be: in what commands print, in the arguments of every process of the machine while they run, in
//! templates, logs, buckets and the functions' configuration, and in the files of the project and of the embedded cloud.
//!
//! A value is looked for as it is, as JSON, percent-encoded, in base64 and in hexadecimal digits; zip and gzip are opened.

use super::super::project::Ran;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use pocket_core::aws::{Clients, Service, Target};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::Read;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

/// The files of the embedded cloud that are its secret stores and its database: there alone the values are.
const STORES: [&str; 4] = [
    // MiniStack's SSM Parameter Store and Secrets Manager.
    "ministack/state/ssm.json",
    "ministack/state/secretsmanager.json",
    // The local Neon's own record of roles, readable to its owner alone.
    "neon.json",
    // PostgreSQL's files.
    "postgres",
];
/// No value that must stay secret is shorter.
const SHORTEST: usize = 8;

pub struct Leaks {
    secrets: Mutex<BTreeSet<String>>,
    texts: Mutex<BTreeMap<String, Vec<u8>>>,
    arguments: Arc<Mutex<HashSet<Vec<u8>>>>,
    ended: Arc<AtomicBool>,
    watching: Option<JoinHandle<()>>,
}

impl Leaks {
    /// From now on the arguments of all processes are noted.
    pub fn watch() -> Self {
        let (ended, arguments) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(HashSet::new())));
        let thread = std::thread::spawn({
            let (ended, arguments) = (ended.clone(), arguments.clone());
            move || {
                while !ended.load(Ordering::Relaxed) {
                    let seen = std::fs::read_dir("/proc").into_iter().flatten().flatten();
                    let lines =
                        seen.filter_map(|process| std::fs::read(process.path().join("cmdline")).ok()).filter(|line| !line.is_empty());
                    arguments.lock().expect("not poisoned").extend(lines);
                    std::thread::sleep(std::time::Duration::from_millis(5));
                }
            }
        });
        Leaks { secrets: Mutex::default(), texts: Mutex::default(), arguments, ended, watching: Some(thread) }
    }

    /// Adds a value; of a connection URI also its password alone.
    pub fn must_not_find(&self, value: &str) {
        let password = value.split_once("://").and_then(|(_, rest)| rest.split_once('@')).and_then(|(user, _)| user.split_once(':'));
        let mut secrets = self.secrets.lock().expect("not poisoned");
        for value in std::iter::once(value).chain(password.map(|(_, password)| password)) {
            assert!(value.len() >= SHORTEST, "a secret that is too short to be told from other text");
            secrets.insert(value.to_owned());
        }
    }

    pub fn of_output(&self, arguments: &[&str], ran: &Ran) {
        let command = arguments.join(" ");
        self.add(&format!("the output of {command}"), ran.stdout.as_bytes());
        self.add(&format!("the messages of {command}"), ran.stderr.as_bytes());
    }

    fn add(&self, place: &str, bytes: &[u8]) {
        self.texts.lock().expect("not poisoned").entry(place.to_owned()).or_default().extend_from_slice(bytes);
    }

    /// Everything that the embedded AWS tells, and all files that are not its stores.
    pub fn in_the_cloud(&self, root: &Path) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let running = runtime.block_on(pocket_core::embedded::connect(root)).expect("its state is readable").expect("it runs");
        runtime.block_on(async {
            let target = Target::Embedded { endpoint: running.aws_endpoint.clone(), region: running.region.clone() };
            let aws = Clients::connect(&target).await.expect("it answers");
            self.of_lambda(&aws).await;
            self.of_cloudformation(&aws).await;
            self.of_s3(&aws).await;
            self.of_logs(&aws).await;
        });
        self.of_folder(&root.join(".pocket"), &[]);
        let status = runtime.block_on(pocket_core::embedded::status(root)).expect("a status");
        let stores = STORES.map(|store| status.data.join(store));
        assert!(stores.iter().all(|store| store.exists()), "a store is elsewhere: {stores:?}");
        self.of_folder(&status.data, &stores);
    }

    async fn of_lambda(&self, aws: &Clients) {
        let functions = aws.lambda.list_functions().send().await.expect("functions");
        assert!(!functions.functions().is_empty());
        for function in functions.functions() {
            let name = function.function_name().expect("a name");
            let versions = aws.lambda.list_versions_by_function().function_name(name).send().await.expect("versions");
            for version in versions.versions() {
                self.add(&format!("the configuration of {name}"), format!("{version:?}").as_bytes());
            }
        }
    }

    async fn of_cloudformation(&self, aws: &Clients) {
        let stacks = aws.cloudformation.describe_stacks().send().await.expect("stacks");
        assert!(!stacks.stacks().is_empty());
        for stack in stacks.stacks() {
            let name = stack.stack_name().expect("a name");
            let template = aws.cloudformation.get_template().stack_name(name).send().await.expect("a template");
            self.add(&format!("the template of {name}"), template.template_body().unwrap_or_default().as_bytes());
            self.add(&format!("the stack {name}"), format!("{stack:?}").as_bytes());
        }
    }

    async fn of_s3(&self, aws: &Clients) {
        let buckets = aws.s3.list_buckets().send().await.expect("buckets");
        assert!(!buckets.buckets().is_empty());
        for bucket in buckets.buckets() {
            let bucket = bucket.name().expect("a name");
            for object in aws.s3.list_objects_v2().bucket(bucket).send().await.expect("objects").contents() {
                let key = object.key().expect("a key");
                let found = aws.s3.get_object().bucket(bucket).key(key).send().await.expect("an object");
                let bytes = found.body.collect().await.expect("its content").into_bytes();
                self.add(&format!("{bucket}/{key}"), &bytes);
            }
        }
    }

    async fn of_logs(&self, aws: &Clients) {
        let groups = aws.thin.json(Service::LOGS, "DescribeLogGroups", json!({})).await.expect("log groups");
        let mut lines = 0;
        for group in groups["logGroups"].as_array().expect("a list") {
            let name = group["logGroupName"].as_str().expect("a name");
            let mut body = json!({ "logGroupName": name, "limit": 10_000 });
            loop {
                let page = aws.thin.json(Service::LOGS, "FilterLogEvents", body.clone()).await.expect("events");
                for event in page["events"].as_array().expect("a list") {
                    lines += 1;
                    self.add(&format!("the log {name}"), event["message"].as_str().unwrap_or_default().as_bytes());
                }
                match page["nextToken"].as_str() {
                    Some(token) if body["nextToken"] != token => body["nextToken"] = Value::from(token),
                    _ => break,
                }
            }
        }
        assert!(lines > 20, "only {lines} lines were logged");
    }

    fn of_folder(&self, folder: &Path, without: &[std::path::PathBuf]) {
        for entry in std::fs::read_dir(folder).expect("the folder is there").flatten() {
            let path = entry.path();
            if without.contains(&path) {
                continue;
            }
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.of_folder(&path, without);
            } else if let Ok(bytes) = std::fs::read(&path) {
                self.add(&path.display().to_string(), &bytes);
            }
        }
    }

    /// Ends the watch. The places of all that was found.
    pub fn found(&mut self) -> Vec<String> {
        self.ended.store(true, Ordering::Relaxed);
        if let Some(thread) = self.watching.take() {
            thread.join().expect("the watch");
        }
        for line in self.arguments.lock().expect("not poisoned").iter() {
            self.add("the arguments of a process", line);
        }
        let needles = Needles::of(&self.secrets.lock().expect("not poisoned"));
        let texts = self.texts.lock().expect("not poisoned");
        texts.iter().flat_map(|(place, bytes)| needles.within(bytes).into_iter().map(move |form| format!("{form} in {place}"))).collect()
    }

    pub fn nothing_found(&mut self) {
        let found = self.found();
        assert!(found.is_empty(), "secrets stand where they must not:\n{}", found.join("\n"));
    }
}

impl Drop for Leaks {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
    }
}

/// All forms of all secrets, by their first bytes.
struct Needles {
    forms: BTreeMap<[u8; SHORTEST], Vec<(Vec<u8>, &'static str)>>,
}

impl Needles {
    fn of(secrets: &BTreeSet<String>) -> Self {
        let mut forms: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for secret in secrets {
            for (name, form) in forms_of(secret) {
                let begin = form.first_chunk::<SHORTEST>().copied();
                forms.entry(begin.expect("no form is shorter")).or_default().push((form, name));
            }
        }
        Needles { forms }
    }

    /// The forms that these bytes hold, and what is packed in them.
    fn within(&self, bytes: &[u8]) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        // A filter by the low bits of each window: a map for every byte would take minutes.
        let mut filter = vec![false; 1 << 16];
        let low = |window: &[u8]| usize::from(u16::from_le_bytes([window[0] ^ window[2], window[1] ^ window[3]]));
        self.forms.keys().for_each(|begin| filter[low(begin)] = true);
        for at in 0..bytes.len().saturating_sub(SHORTEST - 1) {
            let rest = &bytes[at..];
            if filter[low(rest)]
                && let Some(begin) = rest.first_chunk::<SHORTEST>()
                && let Some(known) = self.forms.get(begin)
            {
                found.extend(known.iter().filter(|(form, _)| rest.starts_with(form)).map(|(_, name)| format!("a secret {name}")));
            }
        }
        for (how, content) in unpacked(bytes) {
            found.extend(self.within(&content).into_iter().map(|form| format!("{form}, {how}")));
        }
        found
    }
}

fn forms_of(secret: &str) -> Vec<(&'static str, Vec<u8>)> {
    let json = |text: &str| serde_json::to_string(text).expect("JSON").trim_matches('"').to_owned();
    let ascii: String =
        secret.encode_utf16().map(|unit| if unit < 128 { char::from(unit as u8).to_string() } else { format!("\\u{unit:04x}") }).collect();
    let percent = |kept: &[u8]| -> String {
        let encode = |byte: u8| {
            if byte.is_ascii_alphanumeric() || kept.contains(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
        };
        secret.bytes().map(encode).collect()
    };
    let mut forms = vec![
        ("as it is", secret.to_owned()),
        ("as JSON", json(secret)),
        ("as JSON in JSON", json(&json(secret))),
        ("as JSON of ASCII", json(&ascii).replace("\\\\u", "\\u")),
        ("percent-encoded", percent(b"-._~")),
        ("percent-encoded", percent(b"-._~/")),
        ("in a form", percent(b"-._*").replace("%20", "+")),
        ("in hexadecimal digits", secret.bytes().map(|byte| format!("{byte:02x}")).collect()),
    ];
    // At each of the three places that it may have among the bytes that are encoded together; the signs at its ends hold bits of their neighbours.
    for shift in 0..3 {
        let bytes = [&b"\0\0"[..shift], secret.as_bytes()].concat();
        for (engine, name) in [(&STANDARD, "in base64"), (&URL_SAFE, "in base64 for URLs")] {
            let encoded = engine.encode(&bytes);
            let whole = bytes.len() / 3 * 4;
            forms.push((name, encoded[if shift == 0 { 0 } else { 4 }..whole].to_owned()));
        }
    }
    // Of a value without special signs most forms are the same.
    let mut known = BTreeSet::new();
    forms.retain(|(_, form)| form.len() >= SHORTEST && known.insert(form.clone()));
    forms.into_iter().map(|(name, form)| (name, form.into_bytes())).collect()
}

/// What is packed in these bytes.
fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    if bytes.starts_with(b"PK\x03\x04") {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip file");
        return (0..archive.len())
            .map(|index| {
                let mut entry = archive.by_index(index).expect("an entry");
                let name = entry.name().expect("a name").into_owned();
                let mut content = Vec::new();
                entry.read_to_end(&mut content).expect("its content");
                (format!("in {name} of a zip file"), content)
            })
            .collect();
    }
    if bytes.starts_with(b"\x1f\x8b") {
        let mut content = Vec::new();
        flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut content).expect("gzip");
        return vec![("in gzip".to_owned(), content)];
    }
    Vec::new()
}

/// A scan that finds nothing proves nothing unless it finds what is there.
#[test]
fn what_is_planted_is_found() {
    use std::io::Write;
    const SECRET: &str = "planted/\"sentinel\"+é 42f1";
    let json = serde_json::to_string(SECRET).expect("JSON");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(json.as_bytes()).expect("written");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("pocket.json", zip::write::SimpleFileOptions::default()).expect("an entry");
    zip.write_all(format!("{{\"a\": {json}}}").as_bytes()).expect("written");
    let planted: [(&str, Vec<u8>); 10] = [
        ("as it is", format!("before {SECRET} after").into_bytes()),
        ("as JSON", format!("{{\"key\": {json}}}").into_bytes()),
        ("as JSON in JSON", serde_json::to_vec(&json!({ "body": format!("{{\"key\": {json}}}") })).expect("JSON")),
        ("as JSON of ASCII", br#"{"key": "planted/\"sentinel\"+\u00e9 42f1"}"#.to_vec()),
        ("percent-encoded", b"https://a/?key=planted%2F%22sentinel%22%2B%C3%A9%2042f1&b".to_vec()),
        ("in a form", b"key=planted%2F%22sentinel%22%2B%C3%A9+42f1&b".to_vec()),
        ("in base64", STANDARD.encode(format!("user:{SECRET}")).into_bytes()),
        ("in hexadecimal digits", SECRET.bytes().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect()),
        ("in gzip", gzip.finish().expect("gzip")),
        ("in pocket.json of a zip file", zip.finish().expect("a zip file").into_inner()),
    ];
    for (form, bytes) in &planted {
        let mut leaks = Leaks::watch();
        leaks.must_not_find(SECRET);
        leaks.add("a place", bytes);
        let found = leaks.found();
        assert!(found.iter().any(|line| line.contains(form) && line.ends_with("in a place")), "{form}: {found:?}");
    }
    for shift in 0..3 {
        let mut leaks = Leaks::watch();
        leaks.must_not_find(SECRET);
        leaks.add("a place", STANDARD.encode(format!("{}{SECRET}, and more", "x".repeat(shift))).as_bytes());
        assert!(!leaks.found().is_empty(), "base64 after {shift} bytes");
    }
    // In a file of a folder, in the password of a URI, and in the arguments of a process that lives for a moment.
    let folder = std::env::temp_dir().join(format!("pocket-leaks-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("deep/store")).expect("a folder");
    std::fs::write(folder.join("deep/state.json"), "postgresql://shop:the-password-91@host/db").expect("a file");
    std::fs::write(folder.join("deep/store/state.json"), "the-password-91").expect("a file");
    let mut leaks = Leaks::watch();
    leaks.must_not_find("postgresql://other:the-password-91@elsewhere/db");
    leaks.of_folder(&folder, &[folder.join("deep/store")]);
    let mut process = std::process::Command::new("sleep").arg("0.3").arg("0.00000000091919191").spawn().expect("sleep runs");
    leaks.must_not_find("0.00000000091919191");
    process.wait().expect("sleep ends");
    std::fs::remove_dir_all(&folder).expect("removed");
    let found = leaks.found();
    assert!(found.len() == 2 && found[0].ends_with("state.json") && found[1].ends_with("the arguments of a process"), "{found:?}");
    // And what is not there is not found.
    let mut leaks = Leaks::watch();
    leaks.must_not_find(SECRET);
    leaks.add("a place", b"planted/\"sentinel\" of another kind");
    assert_eq!(leaks.found(), Vec::<String>::new());
}
