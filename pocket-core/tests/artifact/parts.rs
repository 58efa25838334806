//! What is built again, and what is not; and that nothing of the machine is in the bytes.

use super::*;
use pocket_model::messages::Lang;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::time::{Duration, SystemTime};

fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("read");
    assert!(text.contains(from), "{} has no {from:?}", path.display());
    fs::write(path, text.replace(from, to)).expect("written");
}

/// The site with a folder of static files, and settings of a test's own.
fn with_static(dir: &Path, settings: &str) -> PathBuf {
    let site = site(dir);
    fs::create_dir_all(site.join("assets/css")).expect("made");
    fs::write(site.join("assets/css/shop.css"), "p { color: red }").expect("written");
    let text = format!("{SETTINGS}\nSTATICFILES_DIRS = [BASE_DIR / 'assets']\n{settings}\n");
    fs::write(site.join("minimal_site/settings.py"), text).expect("written");
    site
}

fn immutable(artifact: &Artifact) -> Vec<String> {
    let part = artifact.static_files.as_ref().expect("it has static files");
    let files = part.immutable().expect("a list");
    for file in &files {
        let bytes = fs::read(part.files().join(&file.name)).expect("it is there");
        assert_eq!(bytes.len() as u64, file.size);
    }
    files.into_iter().map(|file| file.name).collect()
}

#[tokio::test]
async fn static_files_are_collected_when_what_they_are_made_from_changed() {
    let dir = folder("collected");
    let site = with_static(&dir, "WHITENOISE_IMMUTABLE_FILE_TEST = r'-[0-9a-zA-Z_]{8}[.]js$'");
    fs::write(site.join("assets/main-Ab3_x9Qz.js"), "let x").expect("written");
    let settings = site.join("minimal_site/settings.py");
    let first = build(&site, &request_build(), Platform::Host).await.expect("built");
    let names_of = immutable(&first);
    let shop = names_of.iter().find(|name| name.starts_with("css/shop.")).expect("hashed").clone();
    assert!(names_of.contains(&"main-Ab3_x9Qz.js".to_owned()), "{names_of:?}");
    assert!(!names_of.iter().any(|name| name.ends_with(".gz") || name == "css/shop.css"), "{names_of:?}");
    let zipped = names(&first.code);
    for name in [&format!("staticfiles/{shop}"), "staticfiles/css/shop.css", "staticfiles/staticfiles.json"] {
        assert!(zipped.iter().any(|known| known == name), "{name}");
    }

    // Code alone.
    fs::write(site.join("minimal_site/more.py"), "VALUE = 1\n").expect("written");
    let code = build(&site, &request_build(), Platform::Host).await.expect("built");
    assert_ne!(code.code.sha256, first.code.sha256);
    assert_eq!(code.static_files, first.static_files);
    assert!(names(&code.code).iter().any(|name| *name == format!("staticfiles/{shop}")), "they are in the new code all the same");

    // A static file.
    fs::write(site.join("assets/css/shop.css"), "p { color: tan }").expect("written");
    let file = build(&site, &request_build(), Platform::Host).await.expect("built");
    assert_ne!(file.static_files, first.static_files);
    assert!(!immutable(&file).contains(&shop));

    // A setting that they are made with.
    edit(&settings, "STATIC_URL = 'static/'", "STATIC_URL = 'assets/'");
    let setting = build(&site, &request_build(), Platform::Host).await.expect("built");
    assert_ne!(setting.static_files, file.static_files);

    // Back: nothing is collected, and the bytes are those of the first time.
    edit(&settings, "STATIC_URL = 'assets/'", "STATIC_URL = 'static/'");
    fs::write(site.join("assets/css/shop.css"), "p { color: red }").expect("written");
    fs::remove_file(site.join("minimal_site/more.py")).expect("removed");
    assert_eq!(build(&site, &request_build(), Platform::Host).await.expect("built").code, first.code);
    fs::remove_dir_all(dir).expect("removed");
}

#[tokio::test]
async fn a_finder_of_the_projects_own_may_read_anything() {
    let dir = folder("finder");
    let site = with_static(
        &dir,
        "STATICFILES_FINDERS = ['minimal_site.finders.Finder']\nSTORAGES = {'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'}}",
    );
    let log = dir.join("finder.log");
    let finder = format!(
        "from django.contrib.staticfiles.finders import FileSystemFinder\n\n\nclass Finder(FileSystemFinder):\n    def list(self, ignore_patterns):\n        \
         with open({:?}, 'a') as log:\n            log.write('listed\\n')\n        yield from super().list(ignore_patterns)\n",
        log.display().to_string()
    );
    fs::write(site.join("minimal_site/finders.py"), finder).expect("written");
    let first = build(&site, &request_build(), Platform::Host).await.expect("built");
    let listed = || fs::read_to_string(&log).expect("a log").lines().count();
    let once = listed();
    fs::write(site.join("minimal_site/more.py"), "VALUE = 1\n").expect("written");
    let second = build(&site, &request_build(), Platform::Host).await.expect("built");
    assert!(listed() > once, "it is asked each time");
    assert_eq!(first.static_files, second.static_files, "the same files are the same part");
    fs::remove_dir_all(dir).expect("removed");
}

/// Started by the test below as another user of another machine would build: with another umask, time zone, locale and home.
#[tokio::test]
#[ignore = "a part of `nothing_of_the_machine_is_in_the_bytes`"]
async fn on_another_machine() {
    let site = PathBuf::from(std::env::var_os("POCKET_TEST_SITE").expect("the folder of the site"));
    let artifact = build(&site, &request_runnable().await, Platform::Lambda(Arch::X86_64)).await.expect("built");
    let digests = [&artifact.dependencies, &artifact.code].map(|part| part.sha256.clone());
    fs::write(site.join("digests"), digests.join(" ")).expect("written");
}

#[tokio::test]
async fn nothing_of_the_machine_is_in_the_bytes() {
    let (one, two) = (folder("here"), folder("there-with-a-longer-name"));
    let (here, there) = (with_static(&one, ""), with_static(&two, ""));
    // Read by nobody but their owner, as old as can be, and made in another order.
    let mut folders = vec![there.clone()];
    while let Some(dir) = folders.pop() {
        for entry in fs::read_dir(&dir).expect("read").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let bytes = fs::read(entry.path()).expect("read");
            let executable = entry.metadata().expect("metadata").permissions().mode() & 0o100 != 0;
            fs::remove_file(entry.path()).expect("removed");
            fs::write(entry.path(), bytes).expect("written");
            fs::set_permissions(entry.path(), fs::Permissions::from_mode(if executable { 0o700 } else { 0o600 })).expect("set");
            let file = fs::File::options().read(true).open(entry.path()).expect("opened");
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)).expect("set");
        }
        fs::set_permissions(&dir, fs::Permissions::from_mode(0o700)).expect("set");
    }
    let home = two.join("home");
    fs::create_dir_all(&home).expect("made");
    let mut other = Command::new("sh");
    other.args(["-c", "umask 077 && exec \"$0\" \"$@\""]).arg(std::env::current_exe().expect("this program"));
    other.args(["--exact", "parts::on_another_machine", "--ignored", "--nocapture"]);
    other
        .env("POCKET_TEST_SITE", &there)
        .env("TZ", "Pacific/Kiritimati")
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("LANG", "tr_TR.UTF-8")
        .env("USER", "somebody");
    let output = other.output().expect("it runs");
    assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));

    let artifact = build(&here, &request_runnable().await, Platform::Lambda(Arch::X86_64)).await.expect("built");
    let digests = fs::read_to_string(there.join("digests")).expect("its digests");
    assert_eq!(digests, [&artifact.dependencies, &artifact.code].map(|part| part.sha256.clone()).join(" "));
    // Also from files that were nobody else's to read: everybody may read what is in the zip file.
    for part in [&artifact.dependencies, &artifact.code] {
        let mut zip = zip::ZipArchive::new(fs::File::open(&part.path).expect("opened")).expect("a zip");
        for index in 0..zip.len() {
            let entry = zip.by_index(index).expect("there");
            assert!(matches!(entry.unix_mode().map(|mode| mode & 0o777), Some(0o644 | 0o755)), "{}", entry.name().expect("a name"));
        }
    }
    for dir in [one, two] {
        fs::remove_dir_all(dir).expect("removed");
    }
}

#[tokio::test]
async fn each_stage_has_the_packages_of_its_file() {
    let dir = folder("stages");
    let site = site(&dir);
    fs::create_dir_all(site.join("requirements")).expect("made");
    fs::rename(site.join("requirements.txt"), site.join("requirements/base.txt")).expect("moved");
    fs::write(site.join("requirements/production.txt"), "-r base.txt\nidna==3.11\n").expect("written");
    fs::write(site.join("requirements/dev.txt"), "-r base.txt\niniconfig==2.1.0\n").expect("written");
    let stage = |file: &str| Build { requirements: Some(format!("requirements/{file}")), ..request_build() };
    let ui = Printer::new(Level::Normal);
    let mut artifacts = Vec::new();
    for (name, file) in [("prod", "production.txt"), ("dev", "dev.txt")] {
        let (build, work_dir) = (stage(file), site.join(".pocket/build").join(name));
        let request = BuildRequest {
            ui: &ui,
            build: &build,
            program_dir: &site,
            work_dir: &work_dir,
            platform: Platform::Host,
            contract: &contract(),
        };
        artifacts.push(artifact::build(request).await.expect("built"));
    }
    let has = |artifact: &Artifact, package: &str| {
        names(&artifact.dependencies).iter().any(|name| *name == format!("python/{package}/__init__.py"))
    };
    let found: Vec<_> =
        artifacts.iter().map(|artifact| (has(artifact, "django"), has(artifact, "idna"), has(artifact, "iniconfig"))).collect();
    assert_eq!(found, [(true, true, false), (true, false, true)]);
    fs::remove_dir_all(dir).expect("removed");
}

/// A wheel of a package that no index has, for this tag.
fn wheel(folder: &Path, name: &str, tag: &str) {
    let file = fs::File::create(folder.join(format!("{name}-1.0-{tag}.whl"))).expect("made");
    let mut zip = zip::ZipWriter::new(file);
    let info = format!("{name}-1.0.dist-info");
    let wheel = format!("Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: {tag}\n");
    let metadata = format!("Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n");
    for (path, text) in [
        (format!("{name}.py"), String::new()),
        (format!("{info}/METADATA"), metadata),
        (format!("{info}/WHEEL"), wheel),
        (format!("{info}/RECORD"), String::new()),
    ] {
        zip.start_file(path, zip::write::SimpleFileOptions::default()).expect("a file");
        std::io::Write::write_all(&mut zip, text.as_bytes()).expect("written");
    }
    zip.finish().expect("finished");
}

#[tokio::test]
async fn what_has_no_wheel_for_the_function_is_named_with_what_would_fit() {
    let dir = folder("nowheel");
    let site = site(&dir);
    fs::create_dir_all(site.join("wheels")).expect("made");
    fs::write(site.join("uv.toml"), "find-links = [\"wheels\"]\n").expect("written");
    let requirements = fs::read_to_string(site.join("requirements.txt")).expect("read");
    let x86 = Platform::Lambda(Arch::X86_64);
    let wanted = Build { python: Some("3.12".into()), ..request_build() };
    let cases = [
        (
            "pocketfxarm",
            "cp312-cp312-manylinux_2_17_aarch64",
            "Lambda x86_64; it has them for manylinux_2_17_aarch64",
            Some("lambda { arch: arm64; }"),
        ),
        ("pocketfxmac", "cp312-cp312-macosx_11_0_arm64", "Lambda x86_64; it has them for macosx_11_0_arm64", None),
        (
            "pocketfxpy",
            "cp311-cp311-manylinux_2_17_x86_64",
            "Python 3.12; it has them for Python 3.11",
            Some("lambda { python: \"3.11\"; }"),
        ),
    ];
    for (name, tag, says, hint) in cases {
        wheel(&site.join("wheels"), name, tag);
        fs::write(site.join("requirements.txt"), format!("{requirements}\n{name}==1.0\n")).expect("written");
        let error = build(&site, &wanted, x86).await.expect_err("refused");
        assert_eq!(error.message, format!("{name} has no wheel for {says}"));
        assert_eq!(error.hints.first().map(String::as_str).filter(|hint| hint.starts_with("lambda")), hint, "{:?}", error.hints);
        assert!(error.hints.iter().any(|hint| hint.starts_with(&format!("choose a version of {name}"))), "{:?}", error.hints);
    }
    for (lang, says) in
        [(Lang::Ja, "pocketfxpy には Python 3.12 用の wheel がありません"), (Lang::Ko, "pocketfxpy에는 Python 3.12용 wheel이 없습니다")]
    {
        let (ui, work_dir) = (Printer::speaking(Level::Quiet, lang), site.join(".pocket/build/dev"));
        let request =
            BuildRequest { ui: &ui, build: &wanted, program_dir: &site, work_dir: &work_dir, platform: x86, contract: &contract() };
        let error = artifact::build(request).await.expect_err("refused");
        assert!(error.message.starts_with(says), "{error}");
    }
    fs::remove_dir_all(dir).expect("removed");
}
