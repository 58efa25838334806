//! Files in a bucket: side by side, only what differs, one listing where nothing does. And those of releases: there before the switch, gone with the last
//! release that names them.

use crate::drivers::{bucket, cx};
use crate::engine;
use crate::shared::clients;
use crate::stage::{Project, stage};
use pocket_core::aws::{Clients, Target};
use pocket_core::drivers::objects::{self, IMMUTABLE, SHORT, Sent};
use pocket_core::drivers::{self, Consent, Cx};
use pocket_core::ui::{Level, Printer};
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The first line of each request to S3: `PUT /bucket/key HTTP/1.1`, `GET /bucket?list-type=2…`.
#[derive(Debug, Clone, Default)]
struct Requests(Arc<Mutex<Vec<String>>>);

impl Requests {
    /// How many listings and how many uploads there were since the last time.
    fn taken(&self) -> (usize, usize) {
        let requests = std::mem::take(&mut *self.0.lock().expect("requests"));
        let (puts, others): (Vec<_>, Vec<_>) = requests.iter().partition(|request| request.starts_with("PUT "));
        assert!(others.iter().all(|request| request.contains("list-type=2")), "{others:?}");
        (others.len(), puts.len())
    }

    /// Passes a connection on. A client sends a request when it has the answer to the one before, so that each begins what is read.
    async fn pass(self, client: TcpStream, cloud: TcpStream) {
        let ((mut client_in, mut client_out), (mut cloud_in, mut cloud_out)) = (client.into_split(), cloud.into_split());
        tokio::spawn(async move { tokio::io::copy(&mut cloud_in, &mut client_out).await });
        let mut buffer = vec![0; 1 << 16];
        while let Ok(size @ 1..) = client_in.read(&mut buffer).await {
            let line = String::from_utf8_lossy(&buffer[..size.min(200)]);
            if let Some(line) = line.lines().next().filter(|line| line.contains(" /") && line.contains("shop-objects")) {
                self.0.lock().expect("requests").push(line.to_owned());
            }
            if cloud_out.write_all(&buffer[..size]).await.is_err() {
                return;
            }
        }
    }
}

/// Clients whose requests are counted on their way.
async fn counted() -> (Clients, Requests) {
    let aws = clients().await;
    let cloud = aws.endpoint.as_deref().and_then(|url| url.strip_prefix("http://")).expect("the embedded cloud").to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
    let requests = Requests::default();
    tokio::spawn({
        let requests = requests.clone();
        async move {
            while let Ok((client, _)) = listener.accept().await {
                let cloud = TcpStream::connect(&cloud).await.expect("the embedded cloud");
                tokio::spawn(requests.clone().pass(client, cloud));
            }
        }
    });
    let aws = Clients::connect(&Target::Embedded { endpoint, region: aws.region }).await.expect("it answers");
    (aws, requests)
}

fn folder(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("pocket-cloud-{name}-{}", std::process::id()));
    fs::create_dir_all(dir.join("css")).expect("made");
    dir
}

fn read(dir: &Path) -> Vec<objects::Object> {
    objects::in_folder(dir, "site", |name| if name == "index.html" { SHORT } else { IMMUTABLE }).expect("read")
}

pub async fn only_what_differs_is_sent_after_one_listing() {
    let (aws, requests) = counted().await;
    let consent = Consent { data: Some("shop-objects".into()), ..Consent::default() };
    let cx = cx!(&aws, "objects", &consent);
    let holder = bucket("shop-objects-deploy-${Account}", json!({ "purpose": "deploy" }));
    let bucket = drivers::apply(&cx, &holder).await.expect("made").outputs["bucket"].clone();
    let dir = folder("objects");
    for number in 0..150 {
        fs::write(dir.join(format!("css/{number}.css")), format!("p {{ order: {number} }}")).expect("written");
    }
    fs::write(dir.join("index.html"), "<p>one</p>").expect("written");
    fs::write(dir.join("film ü+&.mp4"), vec![7; 3 << 20]).expect("written");
    let upload = async || objects::upload(&aws, &cx.ui.step("uploading"), &bucket, "site/", &read(&dir)).await;
    requests.0.lock().expect("requests").clear();

    // Killed on the way: what has been sent is not sent again.
    let killed = tokio::spawn({
        let (aws, bucket, objects) = (aws.clone(), bucket.clone(), read(&dir));
        async move { objects::upload(&aws, &Printer::new(Level::Quiet).step("uploading"), &bucket, "site/", &objects).await }
    });
    while requests.0.lock().expect("requests").len() < 60 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    killed.abort();
    assert!(killed.await.is_err_and(|error| error.is_cancelled()));
    requests.taken();
    let first = upload().await.expect("sent");
    assert!((1..=152 - 20).contains(&first.objects), "{first:?}");
    assert_eq!(requests.taken().0, 1);

    // Nothing changed but times.
    let past = std::time::SystemTime::now() - Duration::from_secs(1000);
    fs::File::options().write(true).open(dir.join("css/7.css")).expect("opened").set_modified(past).expect("touched");
    assert_eq!(upload().await.expect("nothing"), Sent::default());
    assert_eq!(requests.taken(), (1, 0));

    // As long as before, and as old.
    fs::write(dir.join("index.html"), "<p>two</p>").expect("written");
    fs::remove_file(dir.join("css/8.css")).expect("removed");
    assert_eq!(upload().await.expect("one"), Sent { objects: 1, bytes: 10 });
    assert_eq!(requests.taken(), (1, 1));

    let head = async |key: &str| aws.s3.head_object().bucket(&bucket).key(key).send().await;
    let page = head("site/index.html").await.expect("there");
    assert_eq!((page.content_type(), page.cache_control()), (Some("text/html; charset=utf-8"), Some("public, max-age=60")));
    let film = head("site/film ü+&.mp4").await.expect("there");
    assert_eq!((film.content_type(), film.content_length()), (Some("video/mp4"), Some(3 << 20)));
    assert_eq!(film.cache_control(), Some("public, max-age=31536000, immutable"));
    head("site/css/8.css").await.expect("what is not named stays");

    // A file that cannot be read ends the upload with its name.
    let mut objects = read(&dir);
    fs::write(dir.join("css/9.css"), "changed").expect("written");
    objects.iter_mut().for_each(|object| object.md5.clear());
    fs::remove_file(dir.join("css/9.css")).expect("removed");
    let error = objects::upload(&aws, &cx.ui.step("uploading"), &bucket, "site/", &objects).await.expect_err("a file is gone");
    assert!(error.message.contains("css/9.css"), "{error}");

    let kept: BTreeSet<String> = read(&dir).into_iter().map(|object| object.key).collect();
    assert_eq!(objects::delete_others(&aws, &bucket, "site/", &kept).await.expect("deleted"), 2);
    assert!(head("site/css/8.css").await.is_err() && head("site/css/10.css").await.is_ok());
    fs::remove_dir_all(dir).expect("removed");
    drivers::delete(&cx, &holder).await.expect("deleted");
}

/// One file of each release that has its own name, and one that all of them have.
fn release(project: &Project, dir: &Path, hash: &str) {
    fs::write(dir.join(format!("css/site.{hash}.css")), hash).expect("written");
    let files = objects::in_folder(dir, "static", |_| IMMUTABLE).expect("read");
    let own = |key: &str| key.contains(hash) || key.ends_with("logo.svg");
    *project.static_files.lock().expect("files") = files.into_iter().filter(|object| own(&object.key)).collect();
    project.answer(&format!("WEB['body'] = '{hash}'"));
}

pub async fn static_files_stay_as_long_as_a_release_names_them() {
    let mut cx = engine::cx().await;
    let name = format!("static{}", std::process::id());
    let (synthesis, project, dir) = (stage(&name), Project::new(&name), folder("static"));
    fs::write(dir.join("logo.svg"), "<svg/>").expect("written");
    let bucket = cx.aws.expand(&synthesis.holders[0].name);
    let keys = async |prefix: &str| -> Vec<String> {
        let page = cx.aws.s3.list_objects_v2().bucket(&bucket).prefix(prefix).send().await.expect("listed");
        page.contents().iter().filter_map(|object| Some(object.key()?.rsplit('/').next()?.to_owned())).collect()
    };

    release(&project, &dir, "111111111111");
    engine::run(&cx, &synthesis, &project).await.expect("a first deploy");
    assert_eq!(keys("static/").await, ["site.111111111111.css", "logo.svg"]);

    // One that fails before the switch: its files are there, because they have to be before it, and nobody names them.
    release(&project, &dir, "222222222222");
    project.answer("WEB['statusCode'] = 500");
    engine::run(&cx, &synthesis, &project).await.expect_err("it breaks");
    assert_eq!(keys("static/").await, ["site.111111111111.css", "site.222222222222.css", "logo.svg"]);

    // The next one keeps what the first one needs, a browser may still show its page.
    release(&project, &dir, "333333333333");
    engine::run(&cx, &synthesis, &project).await.expect("a second deploy");
    assert_eq!(keys("static/").await, ["site.111111111111.css", "site.333333333333.css", "logo.svg"]);
    assert_eq!(keys("static-lists/").await.len(), 2);

    // The first release expires: what it alone has goes, what others share stays.
    let records = keys("releases/").await;
    cx.aws.s3.delete_object().bucket(&bucket).key(format!("releases/{}", records[0])).send().await.expect("deleted");
    release(&project, &dir, "444444444444");
    engine::run(&cx, &synthesis, &project).await.expect("a third deploy");
    assert_eq!(keys("static/").await, ["site.333333333333.css", "site.444444444444.css", "logo.svg"]);

    // A list that is gone may have named anything: nothing is deleted then.
    let record =
        cx.aws.s3.get_object().bucket(&bucket).key(format!("releases/{}", keys("releases/").await[0])).send().await.expect("a record");
    let record: serde_json::Value = serde_json::from_slice(&record.body.collect().await.expect("read").into_bytes()).expect("JSON");
    let list = record["static_files"].as_str().expect("a list");
    cx.aws.s3.delete_object().bucket(&bucket).key(list).send().await.expect("deleted");
    cx.aws.s3.put_object().bucket(&bucket).key("static/stray.css").send().await.expect("put");
    release(&project, &dir, "555555555555");
    engine::run(&cx, &synthesis, &project).await.expect("a fourth deploy");
    let all = keys("static/").await;
    assert_eq!(all, ["site.333333333333.css", "site.444444444444.css", "site.555555555555.css", "logo.svg", "stray.css"]);

    fs::remove_dir_all(dir).expect("removed");
    engine::end(&mut cx, &synthesis).await;
}
