//! rust-analyzer, spoken to as an editor does: the Language Server Protocol over its standard input and output.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long a message may take: the longest is the first build of the macro.
const PATIENCE: Duration = Duration::from_secs(600);

/// A running server with one open file. Ends with the value.
pub struct Server {
    child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    number: i64,
    uri: String,
    text: String,
}

/// The version of the rust-analyzer on the PATH, if there is one. (rustup puts a program of that name there also where the component is missing.)
pub fn version() -> Option<String> {
    let output = Command::new("rust-analyzer").arg("--version").output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

impl Server {
    /// Starts the server in a project and waits until it has read everything.
    pub fn start(project: &Path, target: &Path) -> Self {
        let mut child = Command::new("rust-analyzer")
            .current_dir(project)
            .env("CARGO_NET_OFFLINE", "true")
            .env("POCKET_LANG", "en")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("rust-analyzer starts");
        let input = child.stdin.take().expect("its input is ours");
        let mut output = BufReader::new(child.stdout.take().expect("its output is ours"));
        let (sender, messages) = channel();
        std::thread::spawn(move || while message(&mut output).is_some_and(|message| sender.send(message).is_ok()) {});
        let file = project.join("src/main.rs");
        let mut server = Server { child, input, messages, number: 0, uri: format!("file://{}", file.display()), text: String::new() };
        let root = format!("file://{}", project.display());
        let capabilities = json!({
            "experimental": { "serverStatusNotification": true },
            "textDocument": { "hover": { "contentFormat": ["markdown"] }, "completion": { "completionItem": { "snippetSupport": false } } },
        });
        // Only its own diagnostics: what cargo says is held by the other tests.
        let options = json!({ "checkOnSave": false, "cargo": { "targetDir": target }, "cachePriming": { "enable": false } });
        server.request(
            "initialize",
            &json!({ "processId": std::process::id(), "rootUri": root, "capabilities": capabilities, "initializationOptions": options }),
        );
        server.notify("initialized", &json!({}));
        server.text = std::fs::read_to_string(&file).expect("the project has a program");
        let document = json!({ "uri": server.uri, "languageId": "rust", "version": 0, "text": server.text });
        server.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        while !server
            .read()
            .is_some_and(|message| message["method"] == "experimental/serverStatus" && message["params"]["quiescent"] == true)
        {}
        server
    }

    /// Puts another text into the file, without saving it.
    pub fn write(&mut self, text: &str) {
        self.text = text.to_owned();
        self.number += 1;
        let document = json!({ "uri": self.uri, "version": self.number });
        self.notify("textDocument/didChange", &json!({ "textDocument": document, "contentChanges": [{ "text": text }] }));
    }

    /// What is shown for the token at a place.
    pub fn hover(&mut self, offset: usize) -> String {
        let answer = self.at("textDocument/hover", offset);
        answer["contents"]["value"].as_str().unwrap_or_default().to_owned()
    }

    /// Where the token at a place is declared: the files and the lines in them.
    pub fn definition(&mut self, offset: usize) -> Vec<(String, String)> {
        let answer = self.at("textDocument/definition", offset);
        let places = answer.as_array().cloned().unwrap_or_default();
        let place = |place: &Value| {
            let path = place["uri"].as_str()?.strip_prefix("file://")?.to_owned();
            let text = if self.uri.ends_with(&path) { self.text.clone() } else { std::fs::read_to_string(&path).ok()? };
            let line = text.lines().nth(usize::try_from(place["range"]["start"]["line"].as_u64()?).ok()?)?.trim().to_owned();
            Some((path, line))
        };
        places.iter().filter_map(place).collect()
    }

    /// What is offered at a place: what would be written, in the order of the alphabet.
    pub fn completion(&mut self, offset: usize) -> Vec<String> {
        let answer = self.at("textDocument/completion", offset);
        let items = answer["items"].as_array().or(answer.as_array()).cloned().unwrap_or_default();
        let text = |item: &Value| item["textEdit"]["newText"].as_str().or(item["label"].as_str()).map(str::to_owned);
        let mut texts: Vec<String> = items.iter().filter_map(text).collect();
        texts.sort();
        texts
    }

    /// What is underlined: `line:column`, counted from 1, and the first line of the message.
    pub fn diagnostics(&mut self) -> Vec<String> {
        let answer = self.request("textDocument/diagnostic", &json!({ "textDocument": { "uri": self.uri } }));
        let items = answer["items"].as_array().cloned().unwrap_or_default();
        let mut lines: Vec<String> = items
            .iter()
            .map(|item| {
                let (start, message) = (&item["range"]["start"], item["message"].as_str().unwrap_or_default());
                let number = |name: &str| start[name].as_u64().map_or(0, |number| number + 1);
                format!("{}:{} {}", number("line"), number("character"), message.lines().next().unwrap_or_default())
            })
            .collect();
        lines.sort();
        lines
    }

    fn at(&mut self, method: &str, offset: usize) -> Value {
        let before = &self.text[..offset];
        let (line, column) = (before.matches('\n').count(), before.rsplit('\n').next().map_or(0, |line| line.encode_utf16().count()));
        self.request(method, &json!({ "textDocument": { "uri": self.uri }, "position": { "line": line, "character": column } }))
    }

    fn request(&mut self, method: &str, params: &Value) -> Value {
        self.number += 1;
        let number = self.number;
        self.send(&json!({ "jsonrpc": "2.0", "id": number, "method": method, "params": params }));
        loop {
            let Some(message) = self.read() else { continue };
            if message["id"] == number && message["method"].is_null() {
                assert!(message["error"].is_null(), "{method}: {}", message["error"]);
                return message["result"].clone();
            }
        }
    }

    fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("rust-analyzer listens");
        self.input.flush().expect("rust-analyzer listens");
    }

    /// The next message; `None` for a question of the server's, which is answered by nothing.
    fn read(&mut self) -> Option<Value> {
        let message = self.messages.recv_timeout(PATIENCE).expect("rust-analyzer answers");
        if !message["id"].is_null() && !message["method"].is_null() {
            self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": null }));
            return None;
        }
        Some(message)
    }
}

/// Reads one message; `None` at the end.
fn message(output: &mut BufReader<ChildStdout>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        output.read_line(&mut line).ok().filter(|read| *read > 0)?;
        match line.trim().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut text = vec![0; length];
    output.read_exact(&mut text).ok()?;
    serde_json::from_slice(&text).ok()
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
