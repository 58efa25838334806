//! The example of hooks, in a git repository of its own, with a chat room that listens: each point once as it should be, and each that can refuse once as it refuses.

use super::http::get;
use super::project::Project;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

#[test]
fn hooks_run_at_every_point() {
    let project = Project::example("hooks");
    let (webhook, posted) = chat_room();
    let told = || posted.recv_timeout(Duration::from_secs(60)).expect("the chat room is told");
    let deploy = || project.run_with(&["deploy"], &[("WEBHOOK_URL", &webhook)]);
    git(&project, &["init", "--quiet"]);
    git(&project, &["add", "main.rs", "site"]);

    // before_deploy: not while something is not committed.
    let refused = deploy();
    assert!(refused.status == 1 && refused.stderr.contains("the hook `require_clean_git` at `before_deploy` failed"), "{}", refused.stderr);
    assert!(refused.stderr.contains("main.rs:") && refused.stderr.contains("git stash"), "{}", refused.stderr);
    let text = told();
    assert!(text.starts_with("shop local failed in before_deploy: ") && text.contains("clean git tree"), "{text}");
    commit(&project);

    // after_synth: what it adds is in the plan, and in the template.
    assert!(project.done(&["plan", "-v"]).stdout.contains("ErrorsAlarm"));
    assert!(project.done(&["synth"]).stdout.contains("\"ErrorsAlarm\""));

    // after_deploy: those of every stage first.
    let deployed = deploy();
    assert_eq!(deployed.status, 0, "{}", deployed.stderr);
    let url = deployed.stdout.trim();
    assert_eq!(told(), format!("shop local is live at {url}"));
    let at = |text: &str| deployed.stderr.find(text).unwrap_or_else(|| panic!("{text} in {}", deployed.stderr));
    assert!(at("is live at") < at("demo data is in 127.0.0.1"));
    let stock = || serde_json::from_str::<Value>(&get(url, "/").1).expect("JSON");
    assert_eq!(stock(), json!({ "teapot": 3, "kettle": 0 }));
    let again = deploy();
    assert!(again.status == 0 && posted.try_recv().is_err(), "a deploy that does nothing runs no hook: {}", again.stderr);

    // commands: arguments, help and exit status.
    assert_eq!(project.done(&["restock", "25"]).stdout, "2 products have 25\n");
    assert_eq!(project.done(&["-s", "local", "restock", "7"]).stdout, "2 products have 7\n");
    assert_eq!(stock(), json!({ "teapot": 7, "kettle": 7 }));
    for (arguments, status, words) in [
        (&["restock"][..], 2, "how many?"),
        (&["restock", "many"], 2, "`many` is no number"),
        (&["restock", "2000"], 1, "the shelves hold 1000 of each"),
        (&["restok"], 2, "restock"),
    ] {
        let ran = project.run(arguments);
        assert!(
            ran.status == status && ran.stderr.contains(words) && ran.stdout.is_empty(),
            "{arguments:?} {}: {}",
            ran.status,
            ran.stderr
        );
    }
    let help = project.done(&["restock", "--help"]);
    assert!(help.stdout.contains("A command of this project"), "{}", help.stdout);

    // on_failure: what went wrong and where, and whether visitors notice.
    project.edit("config/urls.py", "return JsonResponse(", "raise ValueError(\"a page that breaks\")\n    return JsonResponse(");
    commit(&project);
    let failed = deploy();
    assert_eq!(failed.status, 1, "{}", failed.stderr);
    let text = told();
    assert!(text.starts_with("shop local failed in smoke_test: ") && text.contains("answers GET / with status 500"), "{text}");
    assert_eq!(stock(), json!({ "teapot": 7, "kettle": 7 }));
    let room_is_closed = project.run_with(&["deploy"], &[("WEBHOOK_URL", "http://127.0.0.1:9/")]);
    assert!(room_is_closed.stderr.contains("the hook `call_for_help` at `on_failure` failed"), "{}", room_is_closed.stderr);
    assert!(room_is_closed.stderr.contains("with status 500"), "the deploy's own failure stays: {}", room_is_closed.stderr);

    // before_destroy: without a copy of the data nothing is deleted.
    let copy = project.root.join("backup-local.json");
    std::fs::create_dir(&copy).expect("a folder in the way");
    let destroy = ["destroy", "--delete-data", "shop-local"];
    let refused = project.run(&destroy);
    assert!(refused.status == 1 && refused.stderr.contains("the hook `back_up` at `before_destroy` failed"), "{}", refused.stderr);
    assert_eq!(stock(), json!({ "teapot": 7, "kettle": 7 }));
    std::fs::remove_dir(&copy).expect("removed");
    assert!(project.done(&destroy).stdout.contains("nothing is left"));
    assert!(std::fs::read_to_string(&copy).expect("a copy of the data").contains("teapot"));
    project.done(&["embedded", "reset"]);
}

/// A webhook, and what is posted to it.
fn chat_room() -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}/hook", listener.local_addr().expect("an address"));
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let (mut request, mut piece) = (Vec::new(), [0; 4096]);
            let body = loop {
                let read = stream.read(&mut piece).unwrap_or_default();
                request.extend_from_slice(&piece[..read]);
                let text = String::from_utf8_lossy(&request).into_owned();
                let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
                let length = head.to_lowercase().lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
                if read == 0 || body.len() >= length.unwrap_or_default() {
                    break body.to_owned();
                }
            };
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            let text = serde_json::from_str::<Value>(&body).expect("JSON")["text"].as_str().expect("a text").to_owned();
            if sender.send(text).is_err() {
                return;
            }
        }
    });
    (url, receiver)
}

fn git(project: &Project, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]);
    let output = command.args(arguments).current_dir(&project.root).output().expect("git runs");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn commit(project: &Project) {
    git(project, &["commit", "--quiet", "--all", "--message", "All of it"]);
}
