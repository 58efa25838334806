//! Projects as they are found: other lists of packages, other folders, commands in the build.

use super::*;

/// Adds lines to the settings.
fn settings(site: &Path, text: &str) {
    fs::write(site.join("minimal_site/settings.py"), format!("{SETTINGS}\n{text}\n")).expect("written");
}

#[tokio::test]
async fn uploads_and_old_static_files_stay_at_home() {
    let dir = folder("roots");
    let site = site(&dir);
    settings(&site, "MEDIA_ROOT = BASE_DIR / 'uploads'\nSTATIC_ROOT = BASE_DIR / 'staticfiles'\nSTATICFILES_DIRS = [BASE_DIR / 'assets']");
    for file in ["uploads/photo.jpg", "staticfiles/old.css", "assets/site.css", ".env", "db.sqlite3"] {
        fs::create_dir_all(site.join(file).parent().expect("a folder")).expect("made");
        fs::write(site.join(file), "body {}").expect("written");
    }
    let first = build(&site, &request_build(), Platform::Host).await.expect("built");
    let files = names(&first.code);
    assert!(files.iter().any(|name| name.starts_with("staticfiles/site.") && name.ends_with(".css")), "{files:?}");
    for absent in ["uploads/photo.jpg", "staticfiles/old.css", ".env", "db.sqlite3"] {
        assert!(!files.iter().any(|name| name == absent), "{absent} was sent");
    }
    // An upload on this machine is no change of the site.
    fs::write(site.join("uploads/other.jpg"), "x").expect("written");
    assert_eq!(build(&site, &request_build(), Platform::Host).await.expect("built"), first);
    // A folder that is no longer the root of uploads is part of the site.
    settings(&site, "MEDIA_ROOT = BASE_DIR / 'elsewhere'");
    let moved = build(&site, &request_build(), Platform::Host).await.expect("built");
    assert!(names(&moved.code).iter().any(|name| name == "uploads/photo.jpg"));
    fs::remove_dir_all(dir).expect("removed");
}

#[tokio::test]
async fn sources_in_a_folder_of_the_same_name_are_collected_beside_it() {
    let dir = folder("collision");
    let site = site(&dir);
    settings(&site, "STATICFILES_DIRS = [BASE_DIR / 'staticfiles']");
    fs::create_dir_all(site.join("staticfiles")).expect("made");
    fs::write(site.join("staticfiles/own.css"), "body {}").expect("written");
    let artifact = build(&site, &request_build(), Platform::Host).await.expect("built");
    assert_eq!(artifact.static_root.as_deref(), Some("pocket-staticfiles"));
    let sealed = artifact::seal(&artifact, &contract()).expect("sealed");
    let answer = answers(&artifact, &sealed, &dir.join("run")).await;
    assert!(answer.starts_with("200 "), "{answer}");
    fs::remove_dir_all(dir).expect("removed");
}

#[tokio::test]
async fn a_site_without_static_files_has_none() {
    let dir = folder("nostatic");
    let site = site(&dir);
    settings(
        &site,
        "INSTALLED_APPS = [app for app in INSTALLED_APPS if app not in ('django.contrib.staticfiles', 'django.contrib.admin')]",
    );
    fs::write(site.join("minimal_site/urls.py"), "urlpatterns = []\n").expect("written");
    let artifact = build(&site, &request_build(), Platform::Host).await.expect("built");
    assert!(!artifact.has_static);
    assert!(!names(&artifact.code).iter().any(|name| name.starts_with("staticfiles/")));
    fs::remove_dir_all(dir).expect("removed");
}

#[tokio::test]
async fn commands_run_in_a_copy_before_static_files_are_collected() {
    let dir = folder("commands");
    let site = site(&dir);
    let commands = site.join("shop/management/commands");
    fs::create_dir_all(&commands).expect("made");
    for file in ["shop/__init__.py", "shop/management/__init__.py", "shop/management/commands/__init__.py"] {
        fs::write(site.join(file), "").expect("written");
    }
    let command = "from pathlib import Path\nfrom django.conf import settings\nfrom django.core.management.base import BaseCommand\n\n\
                   class Command(BaseCommand):\n    def add_arguments(self, parser):\n        parser.add_argument('name')\n\n    \
                   def handle(self, *args, **options):\n        folder = settings.BASE_DIR / 'built'\n        folder.mkdir(exist_ok=True)\n        \
                   (folder / options['name']).write_text('body {}')\n";
    fs::write(commands.join("bundle.py"), command).expect("written");
    settings(&site, "INSTALLED_APPS += ['shop']\nSTATICFILES_DIRS = [BASE_DIR / 'built']");
    let with = Build { commands: vec!["bundle app.css".into()], ..request_build() };
    let artifact = build(&site, &with, Platform::Host).await.expect("built");
    assert!(names(&artifact.code).iter().any(|name| name.starts_with("staticfiles/app.")));
    assert!(!site.join("built").exists(), "the command wrote into the user's folder");

    let wrong = Build { commands: vec!["bundel".into()], ..request_build() };
    let error = build(&site, &wrong, Platform::Host).await.expect_err("no such command");
    assert!(error.message.starts_with("manage.py bundel failed: "), "{error}");
    fs::remove_dir_all(dir).expect("removed");
}

#[tokio::test]
async fn pyproject_and_uv_lock_say_what_is_needed() {
    let dir = folder("uv");
    let site = site(&dir);
    fs::remove_file(site.join("requirements.txt")).expect("removed");
    let python = python::versions().await.expect("Pythons").pop().expect("at least one");
    let pyproject = "[project]\nname = \"shop\"\nversion = \"1\"\nrequires-python = \"==PYTHON.*\"\ndependencies = [\n    \"django~=5.2\",\n    \"idna==3.9\",\n]\n\n\
                     [dependency-groups]\ndev = [\"colorama\"]\n"
        .replace("PYTHON", &python.to_string());
    fs::write(site.join("pyproject.toml"), &pyproject).expect("written");
    let artifact = build(&site, &request_build(), Platform::Lambda(Arch::X86_64)).await.expect("built");
    assert_eq!(artifact.python, python);
    assert!(names(&artifact.dependencies).iter().any(|name| name == "python/idna-3.9.dist-info/METADATA"));

    let ui = Printer::new(Level::Quiet);
    let mut lock = tools::uv_command_with_index(&ui).await.expect("uv");
    let interpreter = tools::interpreter(&ui, artifact.python).await.expect("an interpreter");
    lock.args(["lock", "--quiet", "--python"]).arg(interpreter).current_dir(&site);
    tools::run(lock, "uv lock").await.expect("locked");
    // The lock has the last word: with it, a change of pyproject.toml alone takes nothing new.
    fs::write(site.join("pyproject.toml"), pyproject.replace("idna==3.9", "idna>=3.9")).expect("written");
    let artifact = build(&site, &request_build(), Platform::Lambda(Arch::X86_64)).await.expect("built");
    let files = names(&artifact.dependencies);
    assert!(files.iter().any(|name| name == "python/idna-3.9.dist-info/METADATA"));
    assert!(!files.iter().any(|name| name.starts_with("python/colorama")), "development packages are in the layer");
    fs::remove_dir_all(dir).expect("removed");
}

#[tokio::test]
async fn local_packages_and_extended_paths_work() {
    let dir = folder("local");
    let site = site(&dir);
    let package = site.join("libs/greeting");
    fs::create_dir_all(&package).expect("made");
    fs::write(package.join("pyproject.toml"), "[project]\nname = \"greeting\"\nversion = \"1\"\n[build-system]\nrequires = [\"setuptools>=68\"]\nbuild-backend = \"setuptools.build_meta\"\n[tool.setuptools]\npy-modules = [\"greeting\"]\n").expect("written");
    fs::write(package.join("greeting.py"), "TEXT = 'one'\n").expect("written");
    let requirements = fs::read_to_string(site.join("requirements.txt")).expect("read");
    fs::write(site.join("requirements.txt"), format!("{requirements}\n-e ./libs/greeting\n")).expect("written");
    // As cookiecutter's projects do: applications in a folder that manage.py and wsgi.py add to the path.
    fs::create_dir_all(site.join("applications/shelf")).expect("made");
    fs::write(site.join("applications/shelf/__init__.py"), "").expect("written");
    let extend = "import sys, pathlib\nsys.path.append(str(pathlib.Path(__file__).resolve().parent / 'applications'))\n";
    let manage = fs::read_to_string(site.join("manage.py")).expect("read");
    fs::write(site.join("manage.py"), manage.replacen("import os\n", &format!("import os\n{extend}"), 1)).expect("written");
    settings(&site, "import greeting\nINSTALLED_APPS += ['shelf']");
    let artifact = build(&site, &request_build(), Platform::Lambda(Arch::Arm64)).await.expect("built");
    assert!(names(&artifact.dependencies).iter().any(|name| name == "python/greeting.py"));
    fs::write(package.join("greeting.py"), "TEXT = 'two'\n").expect("written");
    let changed = build(&site, &request_build(), Platform::Lambda(Arch::Arm64)).await.expect("built");
    assert_ne!(changed.dependencies.sha256, artifact.dependencies.sha256, "a change of the local package was missed");
    fs::remove_dir_all(dir).expect("removed");
}

#[tokio::test]
async fn without_the_interpreter_nothing_is_compiled_and_that_is_said() {
    let ui = Printer::new(Level::Quiet);
    let missing = "3.14".parse().expect("a version");
    if tools::find_interpreter(&ui, missing).await.expect("asked").is_some() || tools::interpreter(&ui, missing).await.is_ok() {
        ui.warning("not tested: this machine has, or can have, Python 3.14");
        return;
    }
    let dir = folder("missing");
    let site = site(&dir);
    let with = Build { python: Some("3.14".into()), ..request_build() };
    let artifact = build(&site, &with, Platform::Lambda(Arch::X86_64)).await.expect("built");
    assert_eq!(artifact.python.to_string(), "3.14");
    assert!(artifact.warnings.iter().any(|warning| warning.contains("uv python install 3.14")), "{:?}", artifact.warnings);
    assert!(!names(&artifact.dependencies).iter().any(|name| name.ends_with(".pyc")));
    let error = build(&site, &with, Platform::Host).await.expect_err("no interpreter");
    assert_eq!(error.message, "there is no Python 3.14 on this machine");
    fs::remove_dir_all(dir).expect("removed");
}

#[tokio::test]
async fn mysite_with_a_database_and_uploads_fits_and_answers() {
    let dir = folder("mysite");
    let site = dir.join("site");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/mysite/site"), &site);
    let with = Build { packages: vec!["psycopg[binary]".into(), "django-storages[s3]".into()], ..request_runnable().await };
    let artifact = build(&site, &with, Platform::Lambda(Arch::X86_64)).await.expect("built");
    let files = names(&artifact.dependencies);
    for package in ["PIL", "psycopg", "psycopg_binary", "boto3", "storages", "whitenoise", "apig_wsgi", "pocket_django"] {
        assert!(files.iter().any(|name| name.starts_with(&format!("python/{package}/"))), "{package} is missing");
    }
    Printer::new(Level::Normal).status(format!("{} and {} bytes unpacked", artifact.dependencies.unpacked, artifact.code.unpacked));
    assert!(artifact.dependencies.unpacked + artifact.code.unpacked < 250 * 1024 * 1024);
    if cfg!(all(target_arch = "x86_64", target_os = "linux")) {
        let sealed = artifact::seal(&artifact, &contract()).expect("sealed");
        let answer = answers(&artifact, &sealed, &dir.join("run")).await;
        assert!(answer.starts_with("200 "), "{answer}");
    }
    fs::remove_dir_all(dir).expect("removed");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("read").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() { copy(&entry.path(), &target) } else { fs::copy(entry.path(), target).map(drop).expect("copied") }
    }
}
