//! Management commands: the real handler in a function of the embedded cloud, with a project that is no Django, so that each way to end can be had.

use crate::shared;
use pocket_core::aws::{Clients, Service, Target};
use pocket_core::drivers::logs;
use pocket_core::manage::{Command, Ended, Event, Run, Stream};
use pocket_core::ui::{Level, Printer};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const FUNCTION: &str = "shop-commands-manage";

/// In the place of `pocket_django.project`.
const PROJECT: &str = r#"
import os, signal, sys, time

def manage(argv):
    with open(os.environ["COUNT"], "a") as count:
        count.write("ran\n")
    globals()[argv[0]]()

def slow():
    for number in range(6):
        print(number)
        print("error", number, file=sys.stderr)
        time.sleep(0.5)
    sys.stdout.write("no newline")
    sys.exit(3)

def binary():
    data = sys.stdin.buffer.read()
    os.write(1, data[::-1])
    os.write(1, b"10 %\r20 %\r\n" + bytes(range(256)) + "日本語 \u2028 ".encode())

def much():
    for number in range(9000):
        print(f"{number:07} " + "x" * 991)

def killed():
    print("before")
    time.sleep(1)
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)

def hang():
    print("begun")
    time.sleep(300)

def stubborn():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    print("begun")
    time.sleep(300)

def crash():
    raise RuntimeError("it broke")
"#;

fn code() -> Vec<u8> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("../python/src/pocket_django");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for entry in std::fs::read_dir(package).expect("the package").map(|entry| entry.expect("an entry").path()) {
        let name = entry.file_name().expect("a name").to_string_lossy().into_owned();
        if name.ends_with(".py") {
            zip.start_file(format!("pocket_django/{name}"), options).expect("a file");
            let text = if name == "project.py" { PROJECT.as_bytes().to_vec() } else { std::fs::read(entry).expect("read") };
            zip.write_all(&text).expect("written");
        }
    }
    zip.start_file("other.py", options).expect("a file");
    zip.write_all(b"def handler(event, context):\n    return {'done': True}\n").expect("written");
    zip.finish().expect("finished").into_inner()
}

/// A function with that handler, in the place of an older one.
async fn function(aws: &Clients, name: &str, handler: &str, timeout: i32) {
    let _ = aws.lambda.delete_function().function_name(name).send().await;
    let code = aws_sdk_lambda::types::FunctionCode::builder().zip_file(aws_smithy_types::Blob::new(code())).build();
    let call = aws.lambda.create_function().function_name(name).runtime(aws_sdk_lambda::types::Runtime::Python312).handler(handler);
    call.role("arn:aws:iam::000000000000:role/r").timeout(timeout).code(code).send().await.expect("created");
}

/// A command and what it gave.
struct Ran {
    ended: pocket_core::Result<Ended>,
    stdout: Vec<u8>,
    stderr: Vec<u8>,
    /// Each piece, and when it came, beside the order of both streams.
    pieces: Vec<(Instant, Stream, Vec<u8>)>,
    lost: bool,
    missing: u64,
    /// How often the command ran.
    times: usize,
}

struct Counted(PathBuf);

impl Counted {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("pocket-commands-{}-{name}", std::process::id()));
        let _ = std::fs::remove_file(&path);
        Counted(path)
    }

    fn command(&self, name: &str, stdin: &[u8]) -> Command {
        let env = [("COUNT".to_owned(), self.0.to_string_lossy().into_owned())].into();
        Command { argv: vec![name.into()], stdin: stdin.to_vec(), env }
    }

    fn times(&self) -> usize {
        std::fs::read_to_string(&self.0).map_or(0, |text| text.lines().count())
    }
}

async fn run(aws: &Clients, function: &str, name: &str, stdin: &[u8]) -> Ran {
    let counted = Counted::new(&format!("{name}-{}", aws.endpoint.as_deref().unwrap_or_default().replace(['/', ':'], "")));
    let ui = Printer::speaking(Level::Quiet, pocket_core::model::messages::Lang::En);
    let (mut pieces, mut lost, mut missing) = (Vec::new(), false, 0);
    let (begun, command) = (Run::new(aws, &ui, function).expect("a run"), counted.command(name, stdin));
    let ended = begun.invoke("$LATEST", &command, |event| match event {
        Event::Output(stream, bytes) => pieces.push((Instant::now(), stream, bytes.to_vec())),
        Event::Missing(bytes) => missing += bytes,
        Event::Lost => lost = true,
    });
    let ended = tokio::time::timeout(Duration::from_secs(120), ended).await.expect("an end");
    let of = |wanted: Stream| pieces.iter().filter(|(_, stream, _)| *stream == wanted).flat_map(|(_, _, bytes)| bytes.clone()).collect();
    Ran { ended, stdout: of(Stream::Stdout), stderr: of(Stream::Stderr), lost, missing, times: counted.times(), pieces }
}

fn exit(ran: &Ran) -> i64 {
    match &ran.ended {
        Ok(ended) => ended.exit,
        Err(error) => panic!("{}", pocket_core::report::error(error, None)),
    }
}

/// What `slow` writes, whole and in order.
fn assert_slow(ran: &Ran) {
    let expected: String = (0..6).map(|number| format!("{number}\nerror {number}\n")).chain(["no newline".to_owned()]).collect();
    let whole: Vec<u8> = ran.pieces.iter().flat_map(|(_, _, bytes)| bytes.clone()).collect();
    assert_eq!(String::from_utf8_lossy(&whole), expected);
    assert_eq!(ran.stdout, b"0\n1\n2\n3\n4\n5\nno newline");
    assert_eq!((exit(ran), ran.times, ran.missing), (3, 1, 0));
}

pub async fn output_comes_while_the_command_runs_each_byte_once() {
    let aws = shared::clients().await;
    function(&aws, FUNCTION, "pocket_django.manage.handler", 60).await;
    let slow = run(&aws, FUNCTION, "slow", b"").await;
    assert_slow(&slow);
    assert!(!slow.lost);
    let (first, last) = (slow.pieces.first().expect("output").0, slow.pieces.last().expect("output").0);
    assert!(last - first > Duration::from_millis(1000), "all of it came at the end, within {:?}", last - first);

    let input: Vec<u8> = (0..100_000u32).map(|number| (number % 256) as u8).collect();
    let binary = run(&aws, FUNCTION, "binary", &input).await;
    let reversed = input.iter().rev().copied();
    let expected: Vec<u8> = reversed.chain(*b"10 %\r20 %\r\n").chain(0..=255u8).chain("日本語 \u{2028} ".bytes()).collect();
    assert_eq!(exit(&binary), 0);
    assert!(binary.stdout == expected, "{} bytes instead of {}", binary.stdout.len(), expected.len());

    // Beyond the 6 MB of an answer.
    let much = run(&aws, FUNCTION, "much", b"").await;
    assert_eq!((exit(&much), much.missing, much.stdout.len()), (0, 0, 9_000_000));
    assert!(much.stdout.ends_with(format!("0008999 {}\n", "x".repeat(991)).as_bytes()));

    let crash = run(&aws, FUNCTION, "crash", b"").await;
    assert_eq!((exit(&crash), crash.times), (1, 1));
    assert!(String::from_utf8_lossy(&crash.stderr).ends_with("RuntimeError: it broke\n"));
    aws.lambda.delete_function().function_name(FUNCTION).send().await.expect("deleted");
}

pub async fn a_cut_connection_runs_nothing_twice_and_loses_nothing() {
    let function_name = "shop-cut-manage";
    let aws = shared::clients().await;
    function(&aws, function_name, "pocket_django.manage.handler", 60).await;
    for cut_after in [Duration::from_millis(1200), Duration::from_secs(30)] {
        let cut = cutting(cut_after).await;
        let ran = run(&cut.clients().await, function_name, "slow", b"").await;
        assert_slow(&ran);
        assert_eq!(cut.cuts.load(Ordering::Relaxed), 1, "the proxy cut no connection");
        // When the answer alone is lost, the log has told all of it by then.
        assert_eq!(ran.lost, cut_after < Duration::from_secs(3));
    }
    aws.lambda.delete_function().function_name(function_name).send().await.expect("deleted");
}

pub async fn no_failure_is_green() {
    let (function_name, other) = ("shop-death-manage", "shop-other-manage");
    let aws = shared::clients().await;
    function(&aws, function_name, "pocket_django.manage.handler", 5).await;
    function(&aws, other, "other.handler", 5).await;
    let cut = cutting(Duration::from_millis(600)).await;
    let behind = cut.clients().await;
    let (killed, unanswered, hang, stubborn) = tokio::join!(
        run(&aws, function_name, "killed", b""),
        run(&behind, function_name, "killed", b""),
        run(&aws, function_name, "hang", b""),
        run(&aws, function_name, "stubborn", b""),
    );
    let error = killed.ended.expect_err("the function died");
    assert!(error.message.contains("while `killed` ran (signal 9)"), "{error:?}");
    assert!(error.hints[0].contains("before you run `killed` again"), "{error:?}");
    assert_eq!((killed.stdout.as_slice(), killed.times), (&b"before\n"[..], 1));
    let error = unanswered.ended.expect_err("the function died, and nobody said so but the log");
    assert!(unanswered.lost && error.message.contains("while `killed` ran (signal 9)"), "{error:?}");
    for ran in [hang, stubborn] {
        assert_eq!(ran.ended.expect("it was stopped in time"), Ended { exit: 124, stopped: true });
        assert_eq!((ran.stdout.as_slice(), ran.times), (&b"begun\n"[..], 1));
        assert!(String::from_utf8_lossy(&ran.stderr).contains("is being stopped"));
    }

    let error = run(&aws, other, "slow", b"").await.ended.expect_err("another handler");
    assert!(error.message.contains("does not know") && error.hints[0].contains("deploy"), "{error:?}");
    let error = run(&aws, "shop-no-such-manage", "slow", b"").await.ended.expect_err("no function");
    assert!(error.message.contains("shop-no-such-manage"), "{error:?}");
    for name in [function_name, other] {
        aws.lambda.delete_function().function_name(name).send().await.expect("deleted");
    }
}

pub async fn a_run_that_was_left_is_found_again() {
    let function_name = "shop-left-manage";
    let aws = shared::clients().await;
    function(&aws, function_name, "pocket_django.manage.handler", 60).await;
    let ui = Printer::speaking(Level::Quiet, pocket_core::model::messages::Lang::En);
    let counted = Counted::new("left");
    let left = Run::new(&aws, &ui, function_name).expect("a run");
    let command = counted.command("slow", b"");
    let (id, begun) = (left.id.clone(), Arc::new(AtomicUsize::new(0)));
    let seen = begun.clone();
    // As Ctrl-C does.
    tokio::select! {
        _ = left.invoke("$LATEST", &command, move |_| { seen.fetch_add(1, Ordering::Relaxed); }) => panic!("it takes three seconds"),
        () = async { while begun.load(Ordering::Relaxed) == 0 { tokio::time::sleep(Duration::from_millis(20)).await } } => {}
    }
    for _ in 0..2 {
        let mut stdout = Vec::new();
        let known = Run::known(&aws, &ui, function_name, &id);
        let ended = known.attach(|event| {
            if let Event::Output(Stream::Stdout, bytes) = event {
                stdout.extend_from_slice(bytes);
            }
        });
        let ended = tokio::time::timeout(Duration::from_secs(60), ended).await.expect("an end").expect("its end is known");
        assert_eq!((ended.exit, stdout.as_slice(), counted.times()), (3, &b"0\n1\n2\n3\n4\n5\nno newline"[..], 1));
    }
    aws.lambda.delete_function().function_name(function_name).send().await.expect("deleted");
}

/// Beyond the end of a page, within one millisecond, and late.
pub async fn each_event_of_a_log_is_shown_once() {
    let aws = shared::clients().await;
    let group = format!("/pocket/commands/{}", std::process::id());
    let call = async |action: &'static str, body: serde_json::Value| aws.thin.json(Service::LOGS, action, body).await.expect("it answers");
    call("CreateLogGroup", json!({ "logGroupName": group })).await;
    call("CreateLogStream", json!({ "logGroupName": group, "logStreamName": "s" })).await;
    let now = logs::ago(Duration::ZERO);
    let put = async |from: i64, to: i64, time: i64| {
        let events: Vec<_> =
            (from..to).map(|number| json!({ "timestamp": time + number / 100, "message": format!("event {number}") })).collect();
        call("PutLogEvents", json!({ "logGroupName": group, "logStreamName": "s", "logEvents": events })).await;
    };
    for start in (0..12_000).step_by(4_000) {
        put(start, start + 4_000, now - 10_000).await;
    }
    let query = logs::Query { groups: vec![group.clone()], since: now - 60_000, ..logs::Query::default() };
    let numbers = |events: &[logs::Event]| -> Vec<i64> {
        events.iter().map(|event| event.message.trim_start_matches("event ").parse().expect("a number")).collect()
    };
    assert_eq!(numbers(&logs::fetch(&aws, &query).await.expect("read")), (0..12_000).collect::<Vec<_>>());

    let mut seen = Vec::new();
    let mut looks = 0;
    let following = logs::follow(&aws, &query, |events| {
        seen.extend(numbers(&events));
        looks += 1;
        seen.len() < 12_020 && looks < 200
    });
    let late = async {
        tokio::time::sleep(Duration::from_millis(1500)).await;
        // Twenty seconds before what was seen last.
        put(12_000, 12_020, now - 30_000).await;
    };
    let (followed, ()) = tokio::join!(tokio::time::timeout(Duration::from_secs(120), following), late);
    followed.expect("all came").expect("followed");
    seen.sort_unstable();
    assert_eq!(seen, (0..12_020).collect::<Vec<_>>());
    call("DeleteLogGroup", json!({ "logGroupName": group })).await;
}

/// A proxy that cuts the connection of the first invocation: so long after the request, or when the answer comes.
struct Cutting {
    endpoint: String,
    region: String,
    cuts: Arc<AtomicUsize>,
}

impl Cutting {
    async fn clients(&self) -> Clients {
        let target = Target::Embedded { endpoint: self.endpoint.clone(), region: self.region.clone() };
        Clients::connect(&target).await.expect("the proxy passes on")
    }
}

async fn cutting(after: Duration) -> Cutting {
    let running = shared::running().await;
    let upstream = running.aws_endpoint.trim_start_matches("http://").to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
    let cuts = Arc::new(AtomicUsize::new(0));
    let counted = cuts.clone();
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let (upstream, cuts) = (upstream.clone(), counted.clone());
            tokio::spawn(async move {
                let mut server = tokio::net::TcpStream::connect(upstream).await.expect("the cloud");
                let (mut request, mut answer) = (vec![0; 65536], vec![0; 65536]);
                let mut cut = None;
                loop {
                    let timer = async {
                        match cut {
                            Some(at) => tokio::time::sleep_until(at).await,
                            None => std::future::pending().await,
                        }
                    };
                    tokio::select! {
                        read = client.read(&mut request) => match read {
                            Ok(0) | Err(_) => return,
                            Ok(size) => {
                                if request[..size].windows(12).any(|window| window == b"/invocations") && cuts.fetch_add(1, Ordering::Relaxed) == 0 {
                                    cut = Some(tokio::time::Instant::now() + after);
                                }
                                server.write_all(&request[..size]).await.expect("passed on");
                            }
                        },
                        read = server.read(&mut answer) => match read {
                            Ok(0) | Err(_) => return,
                            Ok(_) if cut.is_some() => return,
                            Ok(size) => client.write_all(&answer[..size]).await.expect("passed back"),
                        },
                        () = timer => return,
                    }
                }
            });
        }
    });
    Cutting { endpoint, region: running.region.clone(), cuts }
}
