//! Commands and logs of the deployed mysite, as its owner types them.

use super::Site;
use super::project::Project;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const TALK: &str = r#"
import os, sys, time
from django.core.management.base import BaseCommand, CommandError
from journal.models import Note

class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("what")

    def handle(self, what, **options):
        getattr(self, what)()

    def slowly(self):
        Note.objects.create(name="talk", text="it ran")
        for number in range(5):
            self.stdout.write(f"out {number}")
            self.stderr.write(f"err {number}")
            time.sleep(0.5)
        self.stdout.write("the end", ending="")
        raise SystemExit(5)

    def reverse(self):
        os.write(1, sys.stdin.buffer.read()[::-1])

    def crash(self):
        raise LookupError("nothing is found on purpose")
"#;

/// A terminal, in which a program is typed to.
const TERMINAL: &str = r#"
import os, pty, select, signal, sys, time
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[2], sys.argv[2:])
lines, seen, answered = sys.argv[1].split("|"), b"", 0
end = time.monotonic() + 120
while time.monotonic() < end:
    if select.select([fd], [], [], 0.2)[0]:
        try:
            data = os.read(fd, 65536)
        except OSError:
            break
        if not data:
            break
        seen += data
    # The next line when the next prompt is there: what is typed before it may be thrown away, as getpass does.
    if lines and seen[answered:].rstrip().endswith((b">>>", b"=>", b":")):
        os.write(fd, lines.pop(0).encode() + b"\n")
        seen += b"\n"
        answered = len(seen)
else:
    seen += b"\n(it had not ended after 120 seconds)"
    os.kill(pid, signal.SIGKILL)
sys.stdout.buffer.write(seen)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"#;

/// Gives the project a command, to be deployed with it.
pub fn add_to(project: &Project) {
    std::fs::create_dir_all(project.root.join("site/journal/management/commands")).expect("a folder");
    project.write("journal/management/commands/talk.py", TALK);
}

pub fn work(site: &Site) {
    output_comes_as_it_is_written(site);
    what_is_left_goes_on_and_is_found_again(site);
    input_of_any_kind(site);
    a_traceback_is_one_block(site);
    shells(site);
}

/// A child whose output is collected with the time of each line.
fn begin(site: &Site, arguments: &[&str]) -> std::process::Child {
    let mut command = site.project.command(arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
}

fn slowly_ran(site: &Site) -> String {
    site.sql("select count(*) from journal_note where name = 'talk'").remove(0)
}

fn output_comes_as_it_is_written(site: &Site) {
    let mut child = begin(site, &["manage", "--", "talk", "slowly"]);
    let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut first = String::new();
    stdout.read_line(&mut first).expect("a line");
    let begun = Instant::now();
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).expect("the rest");
    assert_eq!(first + &rest, "out 0\nout 1\nout 2\nout 3\nout 4\nthe end");
    assert!(begun.elapsed() > Duration::from_millis(700), "all of it came at the end");
    let mut stderr = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut stderr).expect("all of it");
    assert_eq!(stderr, "err 0\nerr 1\nerr 2\nerr 3\nerr 4\n");
    assert_eq!(child.wait().expect("it ends").code(), Some(5));
    assert_eq!(slowly_ran(site), "1");
}

fn what_is_left_goes_on_and_is_found_again(site: &Site) {
    let mut child = begin(site, &["manage", "--", "talk", "slowly"]);
    let mut first = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut first).expect("a line");
    let interrupted = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(interrupted.success());
    let mut stderr = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut stderr).expect("all of it");
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    let run = stderr.trim_end().rsplit(' ').next().expect("the run").to_owned();
    assert!(stderr.contains("`talk` goes on in the cloud") && stderr.contains(&format!("manage --attach {run}")), "{stderr}");
    let found = site.project.run(&["manage", "--attach", &run]);
    assert_eq!((found.status, found.stdout.as_str()), (5, "out 0\nout 1\nout 2\nout 3\nout 4\nthe end"), "{}", found.stderr);
    assert_eq!(slowly_ran(site), "2");
    assert_eq!(site.project.run(&["manage", "--attach", "nonsense"]).status, 2);
}

fn input_of_any_kind(site: &Site) {
    let input: Vec<u8> = (0..=255u8).cycle().take(70_000).collect();
    let mut child = site.project.command(&["manage", "--", "talk", "reverse"]);
    let mut child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(&input).expect("written");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success() && output.stdout == input.into_iter().rev().collect::<Vec<u8>>());
}

fn a_traceback_is_one_block(site: &Site) {
    let mut following = begin(site, &["logs", "-f", "--since", "1h", "--function", "manage", "--json"]);
    let mut lines = BufReader::new(following.stdout.take().expect("a pipe")).lines();
    assert_eq!(site.project.run(&["manage", "--", "talk", "crash"]).status, 1);
    let entry: Value = lines
        .by_ref()
        .map(|line| serde_json::from_str::<Value>(&line.expect("a line")).expect("an object on each line"))
        .find(|entry| entry["message"].as_str().is_some_and(|message| message.contains("on purpose")))
        .expect("the traceback");
    // As `| head` does: with nobody to read, the next line is the last.
    drop(lines);
    assert_eq!(site.project.run(&["manage", "--", "talk", "crash"]).status, 1);
    assert!(following.wait().expect("it ends").success());
    let message = entry["message"].as_str().expect("a text");
    assert!(message.starts_with("Traceback (most recent call last):\n"), "{message}");
    assert!(message.contains("\n  File \"journal/management/commands/talk.py\", line ") && message.contains("in crash\n"), "{message}");
    assert!(message.ends_with("\nLookupError: nothing is found on purpose"), "{message}");
    assert_eq!((&entry["level"], &entry["function"]), (&Value::from("error"), &Value::from("manage")));
    let found = site.project.done(&["logs", "--level", "error", "--grep", "ON PURPOSE", "--since", "1h"]).stdout;
    assert!(
        found.lines().next().is_some_and(|line| line.contains(" manage:") && line.ends_with("Traceback (most recent call last):")),
        "{found}"
    );
    let shown = site.project.done(&["logs", "--since", "1h"]).stdout;
    assert!(shown.contains("cold start in ") && !shown.contains("RequestId"), "{shown}");
    let of_web = site.project.done(&["logs", "--since", "1h", "--function", "web"]).stdout;
    assert!(!of_web.contains(" manage:"), "{of_web}");
}

fn shells(site: &Site) {
    let piped = |arguments: &[&str], input: &str| {
        let mut child = site.project.command(arguments);
        let mut child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("written");
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let code = "from journal.models import Note\nprint('notes of talk:', Note.objects.filter(name='talk').count())\n";
    assert!(piped(&["shell"], code).ends_with("notes of talk: 2\n"));
    let count = "select count(*) from journal_note where name = 'talk'";
    assert_eq!(piped(&["dbshell", "--", "-At"], count), "2\n");
    assert_eq!(site.project.done(&["dbshell", "--", "-At", "-c", count]).stdout, "2\n");
    assert_eq!(site.project.run(&["dbshell", "--database", "other"]).status, 2);

    let typed = terminal(site, &["shell"], &["from journal.models import Note", "Note.objects.filter(name='talk').count() + 40", "exit()"]);
    assert!(typed.contains("runs on this machine") && typed.contains("\n42\r\n"), "{typed}");
    let typed = terminal(site, &["dbshell"], &["select count(*) + 60 as notes from journal_note where name = 'talk';", "\\q"]);
    assert!(typed.contains("62"), "{typed}");

    // Django's own questions, and what is typed to them.
    let answers = ["second", "second@example.com", HER_PASSWORD, HER_PASSWORD];
    let typed = terminal(site, &["manage", "--", "createsuperuser"], &answers);
    assert!(typed.contains("Superuser created successfully.") && !typed.contains(HER_PASSWORD), "{typed}");
    let gone = "delete from auth_user where username = 'second' and is_superuser and email = 'second@example.com'";
    assert_eq!(site.project.done(&["dbshell", "--", "-At", "-c", gone]).stdout, "DELETE 1\n");
    let local = site.project.run(&["manage", "--local", "--", "talk", "slowly"]);
    assert_eq!((local.status, local.stdout.as_str()), (5, "out 0\nout 1\nout 2\nout 3\nout 4\nthe end"), "{}", local.stderr);
    assert_eq!(slowly_ran(site), "3");
}

const HER_PASSWORD: &str = "another-long-Passw0rd";

/// What is seen of a program on a terminal, in which these lines are typed.
fn terminal(site: &Site, arguments: &[&str], lines: &[&str]) -> String {
    let program = site.project.command(arguments);
    let mut command = Command::new(&site.python);
    command.args(["-c", TERMINAL, &lines.join("|")]).arg(program.get_program()).args(program.get_args());
    command.envs([("POCKET_LANG", "en"), ("TERM", "dumb"), ("PAGER", "cat"), ("PYTHON_BASIC_REPL", "1")]).current_dir(&site.project.root);
    let output = command.output().expect("the terminal opens");
    let seen = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{arguments:?}\n{seen}\n{}", String::from_utf8_lossy(&output.stderr));
    seen
}

/// The connection is cut while the command runs, and the command's end is known all the same.
pub fn a_cut_connection(site: &Site, stage: &str, environment: &[(&str, &str)]) {
    let cut = Cut::before(environment, b"/invocations", Duration::from_secs(1));
    let ran = site.project.run_with(&["manage", "-s", stage, "--", "talk", "slowly"], &cut.environment(environment));
    assert_eq!((ran.status, ran.stdout.as_str()), (5, "out 0\nout 1\nout 2\nout 3\nout 4\nthe end"), "{}", ran.stderr);
    assert!(ran.stderr.contains("the connection was lost") && ran.stderr.contains("err 4"), "{}", ran.stderr);
    assert_eq!(cut.count(), 1);
    let notes = site
        .project
        .run_with(&["dbshell", "-s", stage, "--", "-At", "-c", "select count(*) from journal_note where name = 'talk'"], environment);
    assert_eq!(notes.stdout, "1\n", "it ran exactly once: {}", notes.stderr);
}

/// Stands between the program and its cloud, and cuts the first connection on which `mark` goes up, a while after that.
pub struct Cut {
    endpoint: String,
    cuts: Arc<AtomicUsize>,
}

impl Cut {
    pub fn before(environment: &[(&str, &str)], mark: &'static [u8], after: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
        let cloud = environment.iter().find(|(name, _)| *name == "AWS_ENDPOINT_URL").expect("an endpoint").1;
        let cloud = cloud.trim_start_matches("http://").to_owned();
        let cuts = Arc::new(AtomicUsize::new(0));
        let counted = cuts.clone();
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let server = TcpStream::connect(&cloud).expect("the cloud");
                pass(client, server, counted.clone(), mark, after);
            }
        });
        Cut { endpoint, cuts }
    }

    /// The same environment, with this in place of the cloud.
    pub fn environment<'a>(&'a self, environment: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        let endpoint = self.endpoint.as_str();
        environment.iter().map(|(name, value)| (*name, if *name == "AWS_ENDPOINT_URL" { endpoint } else { *value })).collect()
    }

    /// How often the mark went up.
    pub fn count(&self) -> usize {
        self.cuts.load(Ordering::Relaxed)
    }
}

fn pass(client: TcpStream, server: TcpStream, cuts: Arc<AtomicUsize>, mark: &'static [u8], after: Duration) {
    let (mut from_server, mut to_client) = (server.try_clone().expect("a socket"), client.try_clone().expect("a socket"));
    std::thread::spawn(move || {
        let _ = std::io::copy(&mut from_server, &mut to_client);
        let _ = to_client.shutdown(std::net::Shutdown::Both);
    });
    let (mut from_client, mut to_server) = (client, server);
    std::thread::spawn(move || {
        let mut buffer = vec![0; 65536];
        while let Ok(size) = from_client.read(&mut buffer)
            && size > 0
            && to_server.write_all(&buffer[..size]).is_ok()
        {
            let marked = buffer[..size].windows(mark.len()).any(|window| window == mark);
            if marked && cuts.fetch_add(1, Ordering::Relaxed) == 0 {
                std::thread::sleep(after);
                let _ = from_client.shutdown(std::net::Shutdown::Both);
                return;
            }
        }
        let _ = to_server.shutdown(std::net::Shutdown::Write);
    });
}
