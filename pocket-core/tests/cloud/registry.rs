//! Images, pushed to two registries that are not ours: the emulator's and Debian's `docker-registry`; and looked at with another client, `skopeo`.

use crate::drivers::cx;
use crate::shared::clients;
use pocket_core::aws::Http;
use pocket_core::drivers::{self, Consent, Cx, Observed, ecr};
use pocket_core::release::artifact::{Arch, Artifact, Part, Platform};
use pocket_core::release::image::{self, Access, Base, Blob, Descriptor, Dialect, Image, Origin, Pushed, Repository};
use pocket_core::tools::PythonVersion;
use pocket_core::ui::{Level, Printer, Step};
use pocket_model::ast::At;
use pocket_model::synth::Holder;
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

pub fn repository(name: &str, arch: &str) -> Holder {
    let spec = json!({ "arch": arch, "functions": format!("{name}-*") });
    Holder { driver: "ecr", name: name.into(), item: "images".into(), at: At(3), data: false, spec }
}

pub fn step() -> Step {
    Printer::new(Level::Quiet).step("image")
}

/// Debian's registry, with a folder of its own, until it is dropped.
pub struct Debian {
    child: Child,
    folder: PathBuf,
    pub url: String,
}

impl Debian {
    /// `None` where it is not installed, which is said loudly; with `POCKET_REQUIRE=registry` that is a failure.
    pub fn start() -> Option<Debian> {
        let required = std::env::var("POCKET_REQUIRE").is_ok_and(|names| names.split(',').any(|name| name.trim() == "registry"));
        if !["docker-registry", "skopeo"].iter().all(|program| installed(program)) {
            assert!(!required, "POCKET_REQUIRE=registry: install docker-registry and skopeo");
            let said = "LEFT OUT: docker-registry or skopeo is not installed, so images are pushed to the emulator's registry alone";
            Printer::new(Level::Normal).warning(said);
            return None;
        }
        let folder = std::env::temp_dir().join(format!("pocket-registry-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port").port();
        let configuration = format!(
            "version: 0.1\nlog: {{ level: error }}\nstorage: {{ filesystem: {{ rootdirectory: {}/data }} }}\nhttp: {{ addr: 127.0.0.1:{port} }}\n",
            folder.display()
        );
        let file = folder.join("registry.yml");
        std::fs::write(&file, configuration).expect("written");
        let child = Command::new("docker-registry").arg("serve").arg(&file).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let registry = Debian { child: child.expect("it starts"), folder, url: format!("http://127.0.0.1:{port}") };
        let begun = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(60), "docker-registry does not answer");
            std::thread::sleep(Duration::from_millis(20));
        }
        Some(registry)
    }

    pub fn repository(&self, name: &str) -> Repository {
        Repository::new(&Http::new(), &self.url, name, Access::Anonymous)
    }
}

impl Drop for Debian {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn sha256(bytes: &[u8]) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, bytes);
    format!("sha256:{}", digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}

fn blob(media_type: &str, bytes: Vec<u8>) -> Blob {
    Blob {
        descriptor: Descriptor { media_type: media_type.into(), size: bytes.len() as u64, digest: sha256(&bytes) },
        origin: Origin::Bytes(bytes),
    }
}

/// An image with the given blobs of content below its configuration, written by hand as Docker does.
pub fn image(config: &Value, layers: Vec<Vec<u8>>) -> Arc<Image> {
    let layers: Vec<Blob> = layers.into_iter().map(|bytes| blob("application/vnd.docker.image.rootfs.diff.tar.gzip", bytes)).collect();
    let config = blob("application/vnd.docker.container.image.v1+json", config.to_string().into_bytes());
    let described =
        |blob: &Blob| json!({ "mediaType": blob.descriptor.media_type, "size": blob.descriptor.size, "digest": blob.descriptor.digest });
    let manifest = json!({
        "schemaVersion": 2, "mediaType": Dialect::Docker.manifest(), "config": described(&config),
        "layers": layers.iter().map(described).collect::<Vec<_>>(),
    });
    let manifest = manifest.to_string().into_bytes();
    Arc::new(Image {
        media_type: Dialect::Docker.manifest(),
        digest: sha256(&manifest),
        manifest,
        blobs: layers.into_iter().chain([config]).collect(),
    })
}

/// A tar archive as tar makes it, from a folder of its own.
fn archive(files: &[(&str, &str)]) -> (Vec<u8>, String) {
    let folder = std::env::temp_dir().join(format!("pocket-archive-{}-{:?}", std::process::id(), std::thread::current().id()));
    for (name, text) in files {
        let path = folder.join("root").join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    let tar = |flags: &str| {
        Command::new("tar").args(["-C"]).arg(folder.join("root")).args([flags, "-", "--sort=name", "."]).output().expect("tar").stdout
    };
    let (plain, packed) = (tar("-cf"), tar("-czf"));
    std::fs::remove_dir_all(folder).expect("removed");
    (packed, sha256(&plain))
}

/// What the builder would have made.
fn artifact(folder: &Path) -> Artifact {
    std::fs::create_dir_all(folder).expect("made");
    let part = |name: &str, file: &str, text: &str| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file(file, zip::write::SimpleFileOptions::default().unix_permissions(0o644)).expect("a file");
        zip.write_all(text.as_bytes()).expect("written");
        let (path, bytes) = (folder.join(name), zip.finish().expect("finished").into_inner());
        std::fs::write(&path, &bytes).expect("written");
        let sha256 = sha256(&bytes).trim_start_matches("sha256:").to_owned();
        Part { path, sha256, base64_sha256: String::new(), size: bytes.len() as u64, unpacked: text.len() as u64 }
    };
    Artifact {
        python: PythonVersion { major: 3, minor: 13 },
        platform: Platform::Lambda(Arch::Arm64),
        settings_module: "config.settings".into(),
        wsgi_application: None,
        has_static: false,
        static_root: None,
        static_files: None,
        dependencies: part("dependencies.zip", "python/dependency.py", "VALUE = 1\n"),
        code: part("code.zip", "web.py", "NAME = 'web'\n"),
        packages: PathBuf::new(),
        interpreter: PathBuf::new(),
        warnings: Vec::new(),
    }
}

/// What a registry must do, whoever wrote it.
async fn takes_images(to: &Repository, other: &Repository, mounts: bool) {
    let big: Vec<u8> = (0..3_000_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let config = json!({ "architecture": "amd64", "os": "linux", "rootfs": { "type": "layers", "diff_ids": [] } });
    let first = image(&config, vec![big.clone(), b"small".to_vec()]);
    assert_eq!(to.digest("one").await.expect("asked"), None);
    let pushed = image::push(&step(), to, None, &[], &first, "one").await.expect("pushed");
    let bytes: u64 = first.blobs.iter().map(|blob| blob.descriptor.size).sum();
    assert_eq!(pushed, Pushed { sent: 3, bytes, ..Pushed::default() });
    let again = image::push(&step(), to, None, &[], &first, "one").await.expect("pushed again");
    assert_eq!(again, Pushed { there: 3, ..Pushed::default() }, "nothing is sent twice");
    assert_eq!(to.digest("one").await.expect("asked").as_deref(), Some(first.digest.as_str()));
    assert_eq!(to.manifest(&first.digest).await.expect("asked").expect("there").bytes, first.manifest);
    assert_eq!(to.blob(&first.blobs[0].descriptor.digest).await.expect("read"), big, "every byte arrives");

    let second = image(&config, vec![big, b"another".to_vec()]);
    let pushed = image::push(&step(), to, None, &[], &second, "two").await.expect("pushed");
    assert_eq!((pushed.sent, pushed.there), (1, 2), "only what is missing is sent");
    let error = image::push(&step(), to, None, &[], &second, "one").await.expect_err("a tag does not move");
    assert!(error.message.contains(&first.digest), "{error}");

    let elsewhere = image::push(&step(), other, None, &[to.name().to_owned()], &second, "two").await.expect("pushed elsewhere");
    let expected =
        if mounts { Pushed { mounted: 3, ..Pushed::default() } } else { Pushed { sent: 3, bytes: elsewhere.bytes, ..Pushed::default() } };
    assert_eq!(elsewhere, expected, "what the registry has is not sent again");
}

pub async fn two_registries_take_images() {
    let aws = clients().await;
    let consent = Consent::default();
    let cx = cx!(&aws, "registry", &consent);
    for name in ["shop-registry", "shop-registry-other"] {
        drivers::apply(&cx, &repository(name, "x86_64")).await.expect("made");
    }
    let open = async |name| ecr::open(&aws, name).await.expect("opened").expect("there").repository;
    takes_images(&open("shop-registry").await, &open("shop-registry-other").await, true).await;
    for name in ["shop-registry", "shop-registry-other"] {
        drivers::delete(&cx, &repository(name, "x86_64")).await.expect("deleted");
    }
    if let Some(debian) = Debian::start() {
        takes_images(&debian.repository("shop/dev"), &debian.repository("shop/prod"), true).await;
    }
}

pub async fn a_repository_comes_to_be_is_mended_and_goes() {
    let aws = clients().await;
    let consent = Consent::default();
    let cx = cx!(&aws, "images", &consent);
    let holder = repository("shop-images", "arm64");
    drivers::delete(&cx, &holder).await.expect("a missing repository is fine");
    assert_eq!(drivers::observe(&cx, &holder).await.expect("observed"), Observed::Missing);
    let made = drivers::apply(&cx, &holder).await.expect("made");
    assert!(made.outputs["uri"].ends_with("/shop-images"), "{made:?}");
    assert_eq!(drivers::observe(&cx, &holder).await.expect("observed"), Observed::Same);
    assert!(drivers::apply(&cx, &holder).await.expect("again").changed.is_empty());
    let placeholder = ecr::open(&aws, "shop-images").await.expect("opened").expect("there").repository;
    let found = placeholder.manifest("placeholder-arm64").await.expect("asked").expect("the image that functions are made with");
    assert_eq!(found.bytes, image::placeholder(Arch::Arm64).expect("an image").manifest);

    // What somebody else allowed stays, and what somebody changed is put right.
    let theirs = json!({ "Version": "2012-10-17", "Statement": [{ "Sid": "Audit", "Effect": "Allow", "Principal": "*", "Action": "ecr:DescribeImages" }] });
    aws.ecr.set_repository_policy().repository_name("shop-images").policy_text(theirs.to_string()).send().await.expect("set");
    let mutable = aws_sdk_ecr::types::ImageTagMutability::Mutable;
    aws.ecr.put_image_tag_mutability().repository_name("shop-images").image_tag_mutability(mutable).send().await.expect("set");
    let observed = drivers::observe(&cx, &holder).await.expect("observed");
    assert_eq!(observed, Observed::Different(vec!["immutable tags".into(), "policy for Lambda".into()]));
    drivers::apply(&cx, &holder).await.expect("mended");
    let policy = aws.ecr.get_repository_policy().repository_name("shop-images").send().await.expect("read");
    let policy: Value = serde_json::from_str(policy.policy_text().expect("a policy")).expect("JSON");
    assert_eq!(policy["Statement"][0]["Sid"], "Audit");
    assert_eq!(policy["Statement"][1]["Principal"]["Service"], "lambda.amazonaws.com");

    // With the other processor there is one more placeholder, and the first one stays for what was made with it.
    drivers::apply(&cx, &repository("shop-images", "x86_64")).await.expect("made");
    assert_eq!(drivers::observe(&cx, &holder).await.expect("observed"), Observed::Same);
    drivers::delete(&cx, &holder).await.expect("deleted");
    assert_eq!(drivers::observe(&cx, &holder).await.expect("observed"), Observed::Missing);
}

pub async fn old_images_go_and_those_in_use_stay() {
    let aws = clients().await;
    let consent = Consent::default();
    let cx = cx!(&aws, "old", &consent);
    let holder = repository("shop-old", "x86_64");
    drivers::apply(&cx, &holder).await.expect("made");
    let to = ecr::open(&aws, "shop-old").await.expect("opened").expect("there").repository;
    let mut digests = Vec::new();
    for number in 0..4 {
        let image = image(&json!({ "architecture": "amd64", "os": "linux", "number": number }), Vec::new());
        let digest = image.digest.trim_start_matches("sha256:").to_owned();
        image::push(&step(), &to, None, &[], &image, &format!("{}{digest}", ecr::RELEASE)).await.expect("pushed");
        digests.push(digest);
    }
    assert_eq!(ecr::delete_old(&aws, "shop-old", 0, &digests[..3]).await.expect("deleted"), 1);
    let listed = aws.ecr.describe_images().repository_name("shop-old").send().await.expect("listed");
    let tags: Vec<&str> = listed.image_details().iter().flat_map(|image| image.image_tags()).map(String::as_str).collect();
    assert!(
        tags.contains(&"placeholder-x86_64") && digests[..3].iter().all(|digest| tags.contains(&format!("release-{digest}").as_str())),
        "{tags:?}"
    );
    assert!(!tags.contains(&format!("release-{}", digests[3]).as_str()), "{tags:?}");
    drivers::delete(&cx, &holder).await.expect("deleted");
}

/// A base with two platforms, as AWS publishes it, is laid below; another client reads and unpacks the result.
pub async fn an_image_on_a_base_is_what_other_clients_read() {
    let Some(debian) = Debian::start() else { return };
    let (layer, diff_id) = archive(&[("etc/base", "AWS's base\n"), ("var/runtime/bootstrap", "#!/bin/sh\n")]);
    let config = |architecture: &str| {
        json!({
            "architecture": architecture, "os": "linux", "created": "2026-11-01T00:00:00Z", "rootfs": { "type": "layers", "diff_ids": [diff_id] },
            "config": { "Env": ["LAMBDA_TASK_ROOT=/var/task"], "Entrypoint": ["/lambda-entrypoint.sh"], "WorkingDir": "/var/task" },
            "history": [{ "created": "2026-11-01T00:00:00Z", "created_by": "ADD base" }],
        })
    };
    let published = debian.repository("lambda/python");
    let mut platforms = Vec::new();
    for architecture in ["amd64", "arm64"] {
        let image = image(&config(architecture), vec![layer.clone()]);
        image::push(&step(), &published, None, &[], &image, &format!("3.13-{architecture}")).await.expect("pushed");
        platforms.push(json!({
            "mediaType": image.media_type, "size": image.manifest.len(), "digest": image.digest, "platform": { "architecture": architecture, "os": "linux" },
        }));
    }
    let list =
        json!({ "schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.list.v2+json", "manifests": platforms });
    let manifest = list.to_string().into_bytes();
    let list = Image {
        media_type: "application/vnd.docker.distribution.manifest.list.v2+json",
        digest: sha256(&manifest),
        manifest,
        blobs: Vec::new(),
    };
    published.put_manifest(&list, "3.13").await.expect("the list");

    let base = Base::read(&published, "3.13", Arch::Arm64).await.expect("read").expect("there");
    assert_eq!(base.below.config["architecture"], "arm64");
    assert!(Base::read(&published, "3.99", Arch::Arm64).await.expect("read").is_none());

    let folder = std::env::temp_dir().join(format!("pocket-base-{}", std::process::id()));
    let artifact = artifact(&folder);
    let sealed = async |folder: &Path| {
        let parts = image::Parts::of(&artifact, folder).await.expect("packed");
        Arc::new(parts.seal(&base, b"{\"version\": 1}").expect("sealed"))
    };
    let site = sealed(&folder.join("one")).await;
    assert_eq!(site.digest, sealed(&folder.join("two")).await.digest, "identical inputs give identical bytes");
    let to = debian.repository("shop/dev");
    let pushed = image::push(&step(), &to, Some(&published), &[], &site, "release-1").await.expect("pushed");
    assert_eq!(pushed.sent, 5, "the base's layer, dependencies, code, contract and configuration");

    let named = format!("docker://{}/shop/dev@{}", debian.url.trim_start_matches("http://"), site.digest);
    let inspected: Value = serde_json::from_str(&skopeo(&["inspect", "--tls-verify=false", &named])).expect("JSON");
    assert_eq!(inspected["Architecture"], "arm64");
    assert_eq!(inspected["Layers"].as_array().map(Vec::len), Some(4));
    assert!(inspected["Env"].as_array().expect("variables").contains(&json!("PYTHONPATH=/opt/python")), "{inspected}");
    let copied = folder.join("copied");
    skopeo(&["copy", "--src-tls-verify=false", &named, &format!("dir:{}", copied.display())]);
    let root = folder.join("root");
    std::fs::create_dir_all(&root).expect("made");
    for layer in site.blobs.iter().filter(|blob| blob.descriptor.media_type.ends_with("gzip")) {
        let file = copied.join(layer.descriptor.digest.trim_start_matches("sha256:"));
        let unpacked = Command::new("tar").arg("-xzf").arg(&file).arg("-C").arg(&root).status().expect("tar");
        assert!(unpacked.success(), "tar reads {}", file.display());
    }
    let text = |name: &str| std::fs::read_to_string(root.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(text("etc/base"), "AWS's base\n");
    assert_eq!(text("opt/python/dependency.py"), "VALUE = 1\n");
    assert_eq!(text("var/task/web.py"), "NAME = 'web'\n");
    assert_eq!(text("var/task/pocket.json"), "{\"version\": 1}");
    std::fs::remove_dir_all(folder).expect("removed");
}

fn skopeo(arguments: &[&str]) -> String {
    let output = Command::new("skopeo").args(arguments).output().expect("skopeo runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}
