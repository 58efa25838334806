//! What a build gives, when it is done again, and what it says when it cannot be done.

use super::*;

#[tokio::test]
async fn a_site_is_built_for_this_machine_and_answers() {
    let dir = folder("host");
    let site = site(&dir);
    let before: Vec<_> = fs::read_dir(&site).expect("read").flatten().map(|entry| entry.file_name()).collect();
    let artifact = build(&site, &request_build(), Platform::Host).await.expect("built");
    let sealed = artifact::seal(&artifact, &contract()).expect("sealed");

    assert_eq!(artifact.settings_module, "minimal_site.settings");
    assert_eq!(artifact.wsgi_application.as_deref(), Some("minimal_site.wsgi.application"));
    assert!(artifact.has_static);
    assert_eq!(artifact.warnings, Vec::<String>::new());
    let files = names(&sealed);
    for expected in ["manage.py", "pocket.json", "staticfiles/staticfiles.json", "minimal_site/settings.py"] {
        assert!(files.iter().any(|name| name == expected), "{expected} is missing");
    }
    assert!(!files.iter().any(|name| name.starts_with(".pocket")), "the build itself is in the artifact");
    let answer = answers(&artifact, &sealed, &dir.join("run")).await;
    assert!(answer.starts_with("200 /static/admin/css/") && answer.ends_with(".css 200 True True"), "{answer}");
    let mut after: Vec<_> = fs::read_dir(&site).expect("read").flatten().map(|entry| entry.file_name()).collect();
    after.retain(|name| name != ".pocket");
    assert_eq!(before, after, "the user's folder was written to");

    let written = |part: &Part| fs::metadata(&part.path).and_then(|metadata| metadata.modified()).expect("the part is there");
    let before = [&artifact.dependencies, &artifact.code].map(written);
    let again = build(&site, &request_build(), Platform::Host).await.expect("built");
    assert_eq!(again, artifact);
    assert_eq!([&again.dependencies, &again.code].map(written), before, "nothing changed, and it was built again");
    assert_eq!(artifact::seal(&again, &contract()).expect("sealed"), sealed);

    fs::write(site.join("minimal_site/extra.py"), "X = 1\n").expect("written");
    let changed = build(&site, &request_build(), Platform::Host).await.expect("built");
    assert_eq!(changed.dependencies, artifact.dependencies);
    assert_ne!(changed.code.sha256, artifact.code.sha256);
    fs::remove_dir_all(dir).expect("removed");
}

#[tokio::test]
async fn two_folders_give_the_same_bytes() {
    let (one, two) = (folder("one"), folder("two-with-another-length"));
    let wanted = request_runnable().await;
    for platform in [Platform::Lambda(Arch::X86_64), Platform::Lambda(Arch::Arm64)] {
        let (first, second) = (site(&one), site(&two));
        let (first, second) =
            tokio::join!(async { build(&first, &wanted, platform).await }, async { build(&second, &wanted, platform).await });
        let (first, second) = (first.expect("built"), second.expect("built"));
        assert_eq!(first.dependencies.sha256, second.dependencies.sha256);
        assert_eq!(first.code.sha256, second.code.sha256);
        let sealed = [&first, &second].map(|artifact| artifact::seal(artifact, &contract()).expect("sealed"));
        assert_eq!(sealed[0].sha256, sealed[1].sha256);
        if platform == Platform::Lambda(Arch::X86_64) && cfg!(all(target_arch = "x86_64", target_os = "linux")) {
            let answer = answers(&first, &sealed[0], &one.join("run")).await;
            assert!(answer.starts_with("200 "), "{answer}");
        }
    }
    for dir in [one, two] {
        fs::remove_dir_all(dir).expect("removed");
    }
}

#[tokio::test]
async fn a_project_that_does_not_load_is_one_clear_error() {
    let dir = folder("broken");
    let site = site(&dir);
    let settings = site.join("minimal_site/settings.py");
    fs::write(&settings, format!("import no_such_package\n{SETTINGS}")).expect("written");
    let error = build(&site, &request_build(), Platform::Host).await.expect_err("refused");
    assert_eq!(
        error.message,
        "the settings module `minimal_site.settings` does not load: ModuleNotFoundError: No module named 'no_such_package'"
    );
    assert!(error.hints[0].starts_with("add the package that has `no_such_package` to "), "{:?}", error.hints);
    assert!(error.detail.expect("a traceback").contains("Traceback (most recent call last)"));

    fs::write(&settings, format!("import os\nTOKEN = os.environ['SHOP_TOKEN']\n{SETTINGS}")).expect("written");
    let error = build(&site, &request_build(), Platform::Host).await.expect_err("refused");
    assert!(error.hints[0].starts_with("env SHOP_TOKEN: "), "{:?}", error.hints);
    let environment = BTreeMap::from([("SHOP_TOKEN".to_owned(), "x".to_owned())]);
    build(&site, &Build { environment, ..request_build() }, Platform::Host).await.expect("built with the stage's environment");
    fs::remove_dir_all(dir).expect("removed");
}

#[tokio::test]
async fn a_package_without_wheels_is_named_or_built() {
    let dir = folder("wheels");
    let site = site(&dir);
    let requirements = fs::read_to_string(site.join("requirements.txt")).expect("read");
    fs::write(site.join("requirements.txt"), format!("{requirements}\npsycopg2==2.9.10\n")).expect("written");
    let error = build(&site, &request_build(), Platform::Lambda(Arch::Arm64)).await.expect_err("refused");
    assert!(error.hints.iter().any(|hint| hint.contains("psycopg2-binary")), "{error}: {:?}", error.hints);
    // docopt has only a source distribution, and is pure Python.
    fs::write(site.join("requirements.txt"), format!("{requirements}\ndocopt==0.6.2\n")).expect("written");
    let artifact = build(&site, &request_build(), Platform::Lambda(Arch::Arm64)).await.expect("built");
    assert!(names(&artifact.dependencies).iter().any(|name| name == "python/docopt.py"));
    fs::remove_dir_all(dir).expect("removed");
}

#[tokio::test]
async fn two_builds_at_once_and_one_after_a_kill_give_one_result() {
    let dir = folder("twice");
    let site = site(&dir);
    let work_dir = site.join(".pocket/build/dev");
    // What a killed build leaves: half a copy, half a zip file, a lock file that nobody holds.
    fs::create_dir_all(work_dir.join("unfinished-code/minimal_site")).expect("made");
    fs::write(work_dir.join("unfinished-code/leftover.py"), "").expect("written");
    fs::write(work_dir.join("lock"), "").expect("written");
    let build_it = request_build();
    let (one, two) = tokio::join!(build(&site, &build_it, Platform::Host), build(&site, &build_it, Platform::Host));
    let (one, two) = (one.expect("built"), two.expect("built"));
    assert_eq!(one, two);
    assert!(!names(&one.code).iter().any(|name| name == "leftover.py"));

    // A result that was deleted or cut short is made again, with the same bytes.
    fs::write(&one.code.path, "cut short").expect("written");
    fs::remove_file(&one.dependencies.path).expect("removed");
    let again = build(&site, &build_it, Platform::Host).await.expect("built");
    assert_eq!(again, one);
    fs::remove_dir_all(dir).expect("removed");
}
