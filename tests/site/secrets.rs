//! Secrets of every origin on a site under load: shared, changed, rotated, gone back to, rotated by a process that is killed. And none of their values is
//! anywhere but in the stores.

mod leaks;

use super::browser::environment;
use super::http::get;
use super::project::{Project, Ran};
use super::visitors::Visitors;
use leaks::Leaks;
use serde_json::Value;
use std::time::Duration;

const PROGRAM: &str = r#"pocket::pocket! {
    project keys;
    django: "site";
    stage local {
        cloud: embedded;
        neon;
        secret TOKEN: password(40);
        secret FROM_ENV: env("KEYS_FROM_ENV");
        secret FROM_FILE: file("key.txt");
        secret BY_HAND;
    }
    stage other {
        cloud: embedded;
        secrets: secrets_manager;
        secret OWN: password(30);
        secret ALSO: env("KEYS_FROM_ENV");
    }
    stage shares { cloud: embedded; secret TOKEN from local; }
}

fn main() -> std::process::ExitCode { app().run() }
"#;

const SETTINGS: &str = r#"
import os
from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = os.environ.get("SECRET_KEY", "on-this-machine")
if os.environ.get("BY_HAND") == "a value that breaks the site":
    raise RuntimeError("this value is not accepted")
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"]
USE_TZ = True
"#;

/// Says what the site has, as digests; writes a row; signs and verifies.
const URLS: &str = r#"
import hashlib, os
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core import signing
from django.db import connection
from django.http import JsonResponse
from django.urls import path

def home(request):
    names = ("TOKEN", "FROM_ENV", "FROM_FILE", "BY_HAND", "OWN", "ALSO", "SECRET_KEY")
    found = {name: hashlib.sha256(os.environ[name].encode()).hexdigest() for name in names if name in os.environ}
    if "local" in settings.ALLOWED_HOSTS[-1]:
        SessionStore().save()
        with connection.cursor() as cursor:
            cursor.execute("SELECT session_user, count(*) FROM django_session")
            found["user"], found["rows"] = cursor.fetchone()
    return JsonResponse(found)

def sign(request):
    return JsonResponse({"signed": signing.dumps("me")})

def verify(request):
    try:
        return JsonResponse({"valid": signing.loads(request.GET["text"]) == "me"})
    except signing.BadSignature:
        return JsonResponse({"valid": False})

urlpatterns = [path("", home), path("sign", sign), path("verify", verify)]
"#;

const MANAGE: &str = "import os, sys\nos.environ.setdefault(\"DJANGO_SETTINGS_MODULE\", \"config.settings\")\nfrom django.core.management import execute_from_command_line\nexecute_from_command_line(sys.argv)\n";
const WSGI: &str = "from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n";

/// Each can be told from all else on the machine, and has signs that JSON and a URL write otherwise.
const OF_ENV: &str = "env/sentinel+\"3f9c1d\" é";
const OF_ENV_NEXT: &str = "env/sentinel+\"next-77ab\" é";
const OF_FILE: &str = "file sentinel & 8d21";
const BY_HAND: &str = "hand=sentinel/5b7e";
const BY_HAND_NEXT: &str = "hand=sentinel/next-c0de";
const SUPERUSER: &str = "superuser-sentinel-19fe";

#[test]
fn secrets_change_under_load_and_are_nowhere_else() {
    let project = Project::made("keys", |root| {
        let write = |name: &str, text: &str| {
            let path = root.join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        };
        write("main.rs", PROGRAM);
        write("key.txt", OF_FILE);
        write("site/manage.py", MANAGE);
        write("site/requirements.txt", "django\n");
        write("site/config/__init__.py", "");
        write("site/config/settings.py", SETTINGS);
        write("site/config/urls.py", URLS);
        write("site/config/wsgi.py", WSGI);
    });
    let leaks = Leaks::watch();
    let mut keys = Keys { project, leaks, url: String::new() };
    keys.first_deploy();
    let visitors = Visitors::come(&keys.url, "/", &[]);
    keys.a_set_value_waits_for_a_release();
    keys.a_password_is_rotated_and_back();
    keys.a_value_that_breaks_the_site_never_serves();
    keys.sources_are_read_again();
    keys.the_former_key_verifies_until_it_is_finished();
    keys.a_database_gets_another_password();
    keys.a_killed_rotation_is_finished();
    assert_eq!(visitors.leave(100), [(200, String::new())], "every visitor was served");
    keys.stages_share();
    keys.secrets_manager_does_the_same();
    keys.nothing_leaks();
    keys.project.done(&["destroy", "--delete-data", "keys-local"]);
    keys.project.done(&["embedded", "reset"]);
}

struct Keys {
    project: Project,
    leaks: Leaks,
    url: String,
}

fn digest(text: &str) -> String {
    ring::digest::digest(&ring::digest::SHA256, text.as_bytes()).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Keys {
    fn run(&self, arguments: &[&str], of_env: &str) -> Ran {
        self.project.run_with(arguments, &[("KEYS_FROM_ENV", of_env), ("DJANGO_SUPERUSER_PASSWORD", SUPERUSER)])
    }

    fn done(&self, arguments: &[&str]) -> Ran {
        let ran = self.run(arguments, OF_ENV);
        assert_eq!(ran.status, 0, "{arguments:?}\n{}\n{}", ran.stdout, ran.stderr);
        self.leaks.of_output(arguments, &ran);
        ran
    }

    /// The value in the store; from now on it may be found nowhere.
    fn value(&self, name: &str) -> String {
        // `get` prints it: that is what it is for.
        let value = self.project.done(&["secrets", "get", name]).stdout.trim_end_matches('\n').to_owned();
        self.leaks.must_not_find(&value);
        value
    }

    fn page(&self, path: &str) -> Value {
        let (status, body) = get(&self.url, path);
        assert_eq!(status, 200, "{path}: {body}");
        serde_json::from_str(&body).expect("JSON")
    }

    fn serves(&self, name: &str, value: &str) {
        assert_eq!(self.page("/")[name], digest(value), "the site's {name} is not the expected one");
    }

    fn first_deploy(&mut self) {
        for known in [OF_ENV, OF_ENV_NEXT, OF_FILE, BY_HAND, BY_HAND_NEXT, SUPERUSER] {
            self.leaks.must_not_find(known);
        }
        let refused = self.run(&["deploy"], OF_ENV);
        assert!(refused.status == 1 && refused.stderr.contains("secrets set BY_HAND -s local"), "{}", refused.stderr);
        let set = self.project.run_fed(&["secrets", "set", "BY_HAND"], BY_HAND);
        assert_eq!(set.status, 0, "{}", set.stderr);
        self.url = self.done(&["deploy", "-v"]).stdout.trim().to_owned();
        self.done(&["manage", "--", "createsuperuser", "--noinput", "--username", "admin", "--email", "admin@example.com"]);
        for (name, value) in [("FROM_ENV", OF_ENV), ("FROM_FILE", OF_FILE), ("BY_HAND", BY_HAND)] {
            self.serves(name, value);
        }
        self.serves("TOKEN", &self.value("TOKEN"));
        assert!(self.done(&["deploy"]).stderr.contains("nothing to do"));
    }

    fn a_set_value_waits_for_a_release(&self) {
        let set = self.project.run_fed(&["secrets", "set", "BY_HAND"], "a value that waits");
        assert!(set.stderr.contains("secrets rotate BY_HAND -s local"), "{}", set.stderr);
        assert!(self.done(&["secrets", "list"]).stdout.lines().any(|line| line.starts_with("BY_HAND") && line.contains("not in use")));
        self.serves("BY_HAND", BY_HAND);
        let plan = self.run(&["plan", "--exit-code"], OF_ENV);
        assert!(plan.status == 3 && plan.stdout.contains("~ BY_HAND") && plan.stdout.contains("new code"), "{}", plan.stdout);
        // Taken back before anything had it.
        self.done(&["secrets", "rotate", "BY_HAND", "--back"]);
        assert_eq!(self.value("BY_HAND"), BY_HAND);
        assert!(self.done(&["deploy"]).stderr.contains("nothing to do"));
    }

    fn a_password_is_rotated_and_back(&self) {
        let former = self.value("TOKEN");
        self.done(&["secrets", "rotate", "TOKEN", "-v"]);
        let now = self.value("TOKEN");
        assert_ne!(former, now);
        self.serves("TOKEN", &now);
        // The very code that a deploy would make, and a release like any other.
        assert!(self.done(&["deploy"]).stderr.contains("nothing to do"));
        self.done(&["secrets", "rotate", "TOKEN", "--back"]);
        assert_eq!(self.value("TOKEN"), former);
        self.serves("TOKEN", &former);
        assert!(self.done(&["deploy"]).stderr.contains("nothing to do"));
    }

    fn a_value_that_breaks_the_site_never_serves(&self) {
        let refused = self.project.run_fed(&["secrets", "rotate", "BY_HAND"], "a value that breaks the site");
        assert!(refused.status == 1 && refused.stderr.contains("this value is not accepted"), "{}", refused.stderr);
        assert!(refused.stderr.contains("has its former value again"), "{}", refused.stderr);
        self.serves("BY_HAND", BY_HAND);
        assert_eq!(self.value("BY_HAND"), BY_HAND);
        let rotated = self.project.run_fed(&["secrets", "rotate", "BY_HAND"], BY_HAND_NEXT);
        assert_eq!(rotated.status, 0, "{}", rotated.stderr);
        self.serves("BY_HAND", BY_HAND_NEXT);
    }

    fn sources_are_read_again(&self) {
        let refused = self.run(&["secrets", "rotate", "FROM_ENV"], OF_ENV);
        assert!(refused.status == 1 && refused.stderr.contains("$KEYS_FROM_ENV still has the value"), "{}", refused.stderr);
        let rotated = self.run(&["secrets", "rotate", "FROM_ENV"], OF_ENV_NEXT);
        assert_eq!(rotated.status, 0, "{}", rotated.stderr);
        self.serves("FROM_ENV", OF_ENV_NEXT);
        // A deploy takes what the machine has, and releases it.
        assert!(self.done(&["plan"]).stdout.contains("~ FROM_ENV"));
        self.done(&["deploy"]);
        self.serves("FROM_ENV", OF_ENV);
    }

    fn the_former_key_verifies_until_it_is_finished(&self) {
        let former = self.page("/sign")["signed"].as_str().expect("a text").to_owned();
        let valid = |text: &str| self.page(&format!("/verify?text={text}"))["valid"] == true;
        self.value("SECRET_KEY");
        self.done(&["secrets", "rotate", "SECRET_KEY"]);
        self.serves("SECRET_KEY", &self.value("SECRET_KEY"));
        let now = self.page("/sign")["signed"].as_str().expect("a text").to_owned();
        assert!(valid(&former) && valid(&now), "what the former key has signed is accepted");
        self.done(&["secrets", "rotate", "SECRET_KEY", "--finish"]);
        assert!(!valid(&former) && valid(&now), "and no longer");
        let again = self.run(&["secrets", "rotate", "SECRET_KEY", "--finish"], OF_ENV);
        assert!(again.status == 1 && again.stderr.contains("no former value of `SECRET_KEY` is accepted"), "{}", again.stderr);
    }

    fn a_database_gets_another_password(&self) {
        let (url, direct) = (self.value("DATABASE_URL"), self.value("DATABASE_URL_DIRECT"));
        let user = self.page("/")["user"].clone();
        self.done(&["secrets", "rotate", "DATABASE_URL"]);
        let now = self.value("DATABASE_URL");
        assert_ne!(url, now);
        assert_eq!(self.page("/")["user"], user, "the owner serves again");
        assert!(logs_in(&now) && logs_in(&self.value("DATABASE_URL_DIRECT")), "the new password is valid");
        assert!(!logs_in(&url) && !logs_in(&direct), "the former one is not");
        assert_eq!(self.sql("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'relay%'"), ["0"]);
        self.done(&["manage", "--", "migrate", "sessions", "zero", "--fake"]);
        self.done(&["manage", "--", "migrate", "sessions", "--fake"]);
        assert!(self.done(&["deploy"]).stderr.contains("nothing to do"));
    }

    /// At points that fall into different steps; then one run finishes it, or takes it back.
    fn a_killed_rotation_is_finished(&self) {
        self.kill(&["secrets", "rotate", "TOKEN"], 1200);
        self.done(&["secrets", "rotate", "TOKEN"]);
        self.serves("TOKEN", &self.value("TOKEN"));
        let before = self.value("DATABASE_URL");
        self.kill(&["secrets", "rotate", "DATABASE_URL"], 9000);
        self.value("DATABASE_URL");
        self.value("DATABASE_URL_DIRECT");
        self.done(&["secrets", "rotate", "DATABASE_URL_DIRECT", "--back"]);
        assert_eq!(self.value("DATABASE_URL"), before, "taken back, to the very value");
        assert!(logs_in(&before));
        assert_eq!(self.sql("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'relay%'"), ["0"]);
        assert!(self.done(&["deploy"]).stderr.contains("nothing to do"));
    }

    fn kill(&self, arguments: &[&str], milliseconds: u64) {
        let mut child = self.project.begin(arguments);
        std::thread::sleep(Duration::from_millis(milliseconds));
        let _ = child.kill();
        let _ = child.wait();
    }

    fn stages_share(&self) {
        let url = self.done(&["deploy", "-s", "shares"]).stdout.trim().to_owned();
        let token = || serde_json::from_str::<Value>(&get(&url, "/").1).expect("JSON")["TOKEN"].clone();
        assert_eq!(token(), digest(&self.value("TOKEN")));
        let elsewhere = self.run(&["secrets", "rotate", "TOKEN", "-s", "shares"], OF_ENV);
        assert!(elsewhere.status == 1 && elsewhere.stderr.contains("secrets rotate TOKEN -s local"), "{}", elsewhere.stderr);
        let before = token();
        let rotated = self.done(&["secrets", "rotate", "TOKEN"]);
        assert!(rotated.stderr.contains("cargo run -- deploy -s shares"), "{}", rotated.stderr);
        assert_eq!(token(), before, "a release keeps its value");
        self.done(&["deploy", "-s", "shares"]);
        assert_eq!(token(), digest(&self.value("TOKEN")));
        let refused = self.run(&["destroy", "--delete-data", "keys-local"], OF_ENV);
        assert!(
            refused.status == 1 && refused.stderr.contains("stage `shares` reads the secret TOKEN of stage `local`"),
            "{}",
            refused.stderr
        );
        self.done(&["destroy", "-s", "shares", "--delete-data", "keys-shares"]);
        self.serves("TOKEN", &self.value("TOKEN"));
    }

    fn secrets_manager_does_the_same(&self) {
        let url = self.done(&["deploy", "-s", "other"]).stdout.trim().to_owned();
        let has = |name: &str| serde_json::from_str::<Value>(&get(&url, "/").1).expect("JSON")[name].clone();
        let value = |name: &str| {
            let value = self.project.done(&["secrets", "get", name, "-s", "other"]).stdout.trim().to_owned();
            self.leaks.must_not_find(&value);
            value
        };
        let (former, signed) = (value("OWN"), value("SECRET_KEY"));
        self.done(&["secrets", "rotate", "OWN", "-s", "other"]);
        assert!(has("OWN") == digest(&value("OWN")) && value("OWN") != former);
        self.done(&["secrets", "rotate", "OWN", "--back", "-s", "other"]);
        assert!(has("OWN") == digest(&former) && value("OWN") == former);
        self.done(&["secrets", "rotate", "SECRET_KEY", "-s", "other"]);
        assert!(has("SECRET_KEY") == digest(&value("SECRET_KEY")) && value("SECRET_KEY") != signed);
        assert!(self.done(&["deploy", "-s", "other"]).stderr.contains("nothing to do"));
        self.done(&["destroy", "-s", "other", "--delete-data", "keys-other"]);
    }

    fn sql(&self, sql: &str) -> Vec<String> {
        super::query(&environment(), &self.value("DATABASE_URL_DIRECT"), sql)
    }

    fn nothing_leaks(&mut self) {
        for arguments in [
            &["synth"][..],
            &["plan", "--json"],
            &["plan", "-v"],
            &["status", "--json"],
            &["secrets", "list", "--json"],
            &["logs", "--since", "1h"],
            &["manage", "--", "check"],
            &["embedded", "status", "--json"],
        ] {
            self.done(arguments);
        }
        self.leaks.in_the_cloud(&self.project.root);
        self.leaks.nothing_found();
    }
}

/// Whether PostgreSQL takes this password.
fn logs_in(uri: &str) -> bool {
    let code = "import os, psycopg; psycopg.connect(os.environ['URI']).close()";
    let mut command = std::process::Command::new(environment());
    command.args(["-c", code]).env("URI", uri).stderr(std::process::Stdio::null()).status().expect("Python runs").success()
}
