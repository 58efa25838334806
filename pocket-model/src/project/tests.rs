//! The rules, each on a disk in memory that has one mistake.

use super::memory::Memory;
use super::*;
use crate::messages::Lang;
use serde_json::json;

const STAGE: At = At(7);
const MANAGE: &str = "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'config.settings')\n";
const SETTINGS: &str =
    "INSTALLED_APPS = ['django.contrib.auth', 'shop']\nROOT_URLCONF = 'config.urls'\nWSGI_APPLICATION = 'config.wsgi.application'\n";

/// A project without a mistake.
fn good() -> Memory {
    Memory::of(&[
        ("manage.py", MANAGE),
        ("config/__init__.py", ""),
        ("config/settings.py", SETTINGS),
        ("config/urls.py", "urlpatterns = []\n"),
        ("config/wsgi.py", "application = get_wsgi_application()\n"),
        ("shop/__init__.py", ""),
        ("shop/management/commands/bundle.py", ""),
        ("requirements.txt", "Django~=5.2\n"),
        (".git/HEAD", ""),
    ])
}

fn with_settings(text: &str) -> Memory {
    good().with("config/settings.py", &format!("{SETTINGS}{text}\n"))
}

fn diagnostics(files: &Memory, change: impl FnOnce(&mut Facts)) -> Vec<Diagnostic> {
    let mut facts = Facts::new("shop", "dev");
    change(&mut facts);
    let mut sink = Sink::new();
    Checker::new(files).check(STAGE, &facts, &mut sink);
    sink.finish()
}

/// `code: message | help` of each diagnostic.
fn said(files: &Memory, change: impl FnOnce(&mut Facts)) -> Vec<String> {
    let text = |diagnostic: &Diagnostic| {
        let help = diagnostic.help.as_ref().map_or(String::new(), |help| format!(" | {}", help.text(Lang::En)));
        format!("{}: {}{help}", diagnostic.code.trim_start_matches("django::"), diagnostic.message.text(Lang::En))
    };
    diagnostics(files, change).iter().map(text).collect()
}

fn says(files: &Memory, expected: &[&str]) {
    assert_eq!(said(files, |_| {}), expected);
}

/// Its only diagnostic has this code.
fn only(files: &Memory, change: impl FnOnce(&mut Facts), code: &str) {
    let said = said(files, change);
    assert!(said.len() == 1 && said[0].starts_with(&format!("{code}: ")), "{code}: {said:#?}");
}

fn setting(facts: &mut Facts, name: &str, value: serde_json::Value) {
    facts.settings.insert(name.into(), value);
    facts.settings_at.insert(name.into(), At(9));
}

fn database(facts: &mut Facts) {
    let database =
        crate::contract::Database { url_secret: "DATABASE_URL".into(), direct_url_secret: None, pooled: true, conn_max_age: 300 };
    facts.databases.insert("default".into(), (database, At(5)));
}

fn cache(facts: &mut Facts) {
    facts.caches.insert("default".into(), crate::contract::Cache::Files { location: "/mnt".into() });
    facts.places.cache = Some(("efs_cache", At(6)));
}

fn media(facts: &mut Facts) {
    facts.media = Some(crate::contract::Media { bucket: "b".into(), prefix: "media".into(), signed_url_seconds: 1 });
    facts.places.media = Some(("s3", At(4)));
}

#[test]
fn a_good_project_says_nothing() {
    says(&good(), &[]);
    says(
        &good()
            .without("requirements.txt")
            .with("pyproject.toml", "[project]\nrequires-python = \">=3.11\"\ndependencies = [\"django\"]\n"),
        &[],
    );
}

#[test]
fn the_project_is_found() {
    let nowhere = Memory::of(&[("../.git/HEAD", ""), ("../Cargo.toml", ""), ("../web/app/manage.py", MANAGE)]);
    says(
        &nowhere,
        &[
            "no_project: no Django project was found: there is no `manage.py` in the folder of this file or above it | write `django: \"../web/app\";`",
        ],
    );
    let below = Memory::of(&[(".git/HEAD", ""), ("app/site/manage.py", ""), ("target/x/manage.py", ""), (".venv/a/manage.py", "")]);
    assert!(said(&below, |_| {})[0].ends_with("`django: \"app/site\";`"));
    assert_eq!(
        said(&below, |facts| facts.build.path = Some("app/sit".into())),
        ["no_manage_py: there is no `manage.py` in `app/sit` | write `django: \"app/site\";`"]
    );
    let above =
        Memory::of(&[("../.git/HEAD", ""), ("../manage.py", "print()\n"), ("../requirements.txt", "Django\n"), ("../web/settings.py", "")]);
    says(
        &above,
        &[
            "no_settings_module: `manage.py` does not say which settings module the project has | write `django { settings: \"web.settings\"; }`",
        ],
    );
}

#[test]
fn manage_py_names_the_settings() {
    let table: &[(&str, &str, usize)] = &[
        ("    os.environ.setdefault(\"DJANGO_SETTINGS_MODULE\", \"config.settings\")", "config.settings", 0),
        ("os.environ['DJANGO_SETTINGS_MODULE'] = 'shop.settings.prod'", "shop.settings.prod", 0),
        ("os.environ.setdefault(\n        \"DJANGO_SETTINGS_MODULE\",\n        \"a.b\",\n    )", "a.b", 0),
        ("# os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'old')\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'new')", "new", 0),
        (
            "if x:\n  e.setdefault('DJANGO_SETTINGS_MODULE', 'a.test')\nelse:\n  e.setdefault('DJANGO_SETTINGS_MODULE', 'a.local')",
            "a.local",
            1,
        ),
    ];
    for (text, module, warnings) in table {
        let found = find(&good().with("manage.py", text), &Build::default(), &Places::default()).expect(text);
        assert_eq!(found.settings_module, *module, "{text}");
        assert_eq!(usize::from(found.named.len() > 1), *warnings, "{text}");
    }
    for text in [
        "os.environ.setdefault('DJANGO_SETTINGS_MODULE', get())",
        "os.environ['DJANGO_SETTINGS_MODULE'] = os.environ['SETTINGS']",
        "print('hello')",
    ] {
        assert!(find(&good().with("manage.py", text), &Build::default(), &Places::default()).is_err(), "{text}");
    }
    let two = good().with("manage.py", &format!("{MANAGE}os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'config.urls')\n"));
    only(&two, |_| {}, "several_settings");
}

#[test]
fn the_settings_are_a_file() {
    let wrong = |module: &str| good().with("manage.py", &MANAGE.replace("config.settings", module));
    says(
        &wrong("config.setings"),
        &[
            "settings_missing: the settings module `config.setings` is not in the project: there is no `config/setings.py` | correct `manage.py`, or write `django { settings: \"config.settings\"; }`",
        ],
    );
    only(&wrong("site.settings"), |_| {}, "settings_missing");
    // It may come from a folder or a package that cannot be seen.
    says(&wrong("site.settings").with("requirements.txt", "Django\n-e ./shop\n"), &[]);
    let extended = format!("import sys\nsys.path.append('src')\n{}", MANAGE.replace("config.settings", "site.settings"));
    says(&good().with("manage.py", &extended), &[]);
    only(&good().denied("config/settings.py"), |_| {}, "unreadable");
    only(&good().with("config/settings.py", "A = '\0'"), |_| {}, "not_text");
    only(&good().denied("manage.py"), |_| {}, "unreadable");
    says(
        &good().link("config/settings.py", "/srv/shared/settings.py", SETTINGS),
        &[
            "link_outside: `config/settings.py` is a link to `settings.py` outside of the project, and the artifact leaves it out | put the file itself into the folder of `manage.py`",
        ],
    );
}

#[test]
fn modules_that_settings_name_are_there() {
    let replaced = |from: &str, to: &str| good().with("config/settings.py", &SETTINGS.replace(from, to));
    says(
        &replaced("config.wsgi.application", "config.wsgi.app"),
        &[
            "no_name: `WSGI_APPLICATION` (config/settings.py:3) takes `app` from `config/wsgi.py`, which has no such name | write the name that `config/wsgi.py` has into config/settings.py:3",
        ],
    );
    only(&replaced("config.wsgi", "config.wsgii"), |_| {}, "no_module");
    assert!(said(&replaced("config.wsgi", "confg.wsgi"), |_| {})[0].ends_with("did you mean `config.wsgi.application`?"));
    says(&replaced("config.wsgi", "other.wsgi"), &[]);
    only(&replaced("config.urls", "config.url"), |_| {}, "no_module");
    only(&replaced("'shop'", "'shop.apps.ShopConfig'"), |_| {}, "no_module");
    says(&replaced("'shop'", "'shop.apps.ShopConfig'").with("shop/apps.py", "class ShopConfig(AppConfig): pass"), &[]);
    only(&replaced("'shop'", "'shop.apps.ShpConfig'").with("shop/apps.py", "class ShopConfig(AppConfig): pass"), |_| {}, "no_name");
    says(&replaced("'shop'", "'shp', 'rest_framework'"), &[]);
    only(&with_settings("ASGI_APPLICATION = 'config.asgi.application'"), |_| {}, "asgi");
}

#[test]
fn the_user_model_is_one() {
    let stage = |model: &'static str| move |facts: &mut Facts| setting(facts, "AUTH_USER_MODEL", json!(model));
    let own = with_settings("AUTH_USER_MODEL = 'shop.User'");
    assert_eq!(
        said(&own, stage("auth.User")),
        [
            "user_model: the project's user model is `shop.User` (config/settings.py:4), and this stage says `auth.User` | delete the line: the user model is the project's own"
        ]
    );
    only(&good(), stage("shop.User"), "user_model");
    assert_eq!(said(&own, stage("shop.User")), Vec::<String>::new());
    assert_eq!(said(&with_settings("AUTH_USER_MODEL = get()"), stage("shop.User")), Vec::<String>::new());
    let accounts = with_settings("AUTH_USER_MODEL = 'accounts.User'").with("accounts/__init__.py", "").with("accounts/models.py", "");
    only(&accounts, |_| {}, "user_model_app");
    says(&with_settings("AUTH_USER_MODEL = 'accounts.User'"), &[]);
}

#[test]
fn variables_are_declared() {
    let files = with_settings("import os\nTOKEN = os.environ['SHOP_TOKEN']\nZONE = os.environ['AWS_REGION']");
    assert_eq!(diagnostics(&files, |_| {})[0].at, STAGE);
    only(&files, |_| {}, "unset_variable");
    let declared = |facts: &mut Facts| {
        facts.environment.insert("SHOP_TOKEN".into(), (None, At(1)));
    };
    assert_eq!(said(&files, declared), Vec::<String>::new());
    only(&with_settings("import os\nload_dotenv()\nTOKEN = os.environ['SHOP_TOKEN']"), |_| {}, "env_file");
    only(&good().with("manage.py", &format!("{MANAGE}\nload_dotenv()\n")), |_| {}, "env_file");
}

#[test]
fn pythons_are_those_of_lambda() {
    says(
        &good().with(".python-version", "3.9\n"),
        &[
            "no_runtime: Lambda has no runtime for Python `3.9`, which .python-version:1 asks for | allow one of 3.10, 3.11, 3.12, 3.13, 3.14, or write `lambda { python: \"3.12\"; }`",
        ],
    );
    let pyproject = good().with("pyproject.toml", "[project]\nrequires-python = \">=3.13\"\n");
    let wants = |python: &'static str| move |facts: &mut Facts| facts.build.python = Some(python.into());
    assert_eq!(
        said(&pyproject, wants("3.12")),
        ["other_python: the project does not run on Python 3.12: pyproject.toml:2 asks for `>=3.13` | write `python: \"3.13\";`"]
    );
    assert_eq!(said(&pyproject, wants("3.14")), Vec::<String>::new());
    assert_eq!(said(&good().with(".python-version", "3.9\n"), wants("3.12")), Vec::<String>::new());
}

#[test]
fn packages_are_listed() {
    let requirements = |text: &str| good().with("requirements.txt", text);
    says(
        &good().without("requirements.txt"),
        &[
            "no_requirements: the Django project has no list of the packages that it needs | run `echo 'Django~=5.2' > requirements.txt` beside `manage.py`",
        ],
    );
    let generated = |by: &str| {
        let head = format!("\"\"\"\nGenerated by 'django-admin startproject' using Django {by}.\n\"\"\"\n");
        good().without("requirements.txt").with("config/settings.py", &format!("{head}{SETTINGS}"))
    };
    says(
        &generated("5.2.8"),
        &[
            "no_list: the Django project has no list of packages: the functions get `Django~=5.2.8`, as config/settings.py:2 says, and nothing else | run `echo 'Django~=5.2.8' > requirements.txt` beside `manage.py`, and add what else the project imports",
        ],
    );
    only(&generated("6.0a1"), |_| {}, "no_requirements");
    only(&generated("5.2.8").with("requirements/prod.txt", ""), |_| {}, "no_requirements");
    assert!(
        said(&good().without("requirements.txt").with("requirements/prod.txt", ""), |_| {})[0]
            .ends_with("`django { requirements: \"requirements/prod.txt\"; }`")
    );
    let named = |facts: &mut Facts| facts.build.requirements = Some("requirement.txt".into());
    assert_eq!(
        said(&good(), named),
        [
            "no_requirements_file: there is no file `requirement.txt` in the folder of `manage.py` | write `requirements: \"requirements.txt\";`"
        ]
    );
    says(
        &requirements("Django\n-r base.txt\n"),
        &[
            "no_included_file: requirements.txt:2 includes `base.txt`, which does not exist | make the file, or delete the line of requirements.txt:2",
        ],
    );
    only(&requirements("Django\n-e ./libs/x\n"), |_| {}, "no_local_package");
    only(&requirements("# nothing\n"), |_| {}, "without_django");
    only(&requirements("# This file was autogenerated by uv\nidna==3\n"), |_| {}, "without_django");
    only(&requirements("gunicorn\n"), |_| {}, "django_not_named");
    for text in ["wagtail\n", "djangorestframework\n", "git+https://example.invalid/x\n"] {
        says(&requirements(text), &[]);
    }
}

#[test]
fn what_must_be_compiled_is_refused() {
    let requirements = |text: &str| good().with("requirements.txt", &format!("Django\n{text}\n"));
    says(
        &requirements("mysqlclient==2.2"),
        &[
            "needs_compiler: `mysqlclient` (requirements.txt:2) has no wheels for Linux, and Lambda has no compiler | write PyMySQL, with `pymysql.install_as_MySQLdb()` in the settings, in its place",
        ],
    );
    only(&requirements("uWSGI"), |_| {}, "needs_compiler");
    only(&requirements("psycopg[c]"), |_| {}, "needs_compiler");
    says(&requirements("psycopg2-binary\nuwsgi; sys_platform == 'win32'"), &[]);
    assert_eq!(said(&requirements("uwsgi"), |facts| facts.embedded = true), Vec::<String>::new());
}

fn lock(package: &str) -> Memory {
    let lock = format!(
        "version = 1\nrequires-python = \">=3.12\"\n\n[[package]]\nname = \"shop\"\nversion = \"1\"\nsource = {{ virtual = \".\" }}\ndependencies = [\n    \
         {{ name = \"django\" }},\n    {{ name = \"odd\" }},\n]\n\n[[package]]\nname = \"django\"\nversion = \"5.2\"\nsource = {{ registry = \"x\" }}\nwheels = [\n    \
         {{ url = \"x/django-5.2-py3-none-any.whl\" }},\n]\n\n[[package]]\nname = \"odd\"\nversion = \"1.0\"\nsource = {{ registry = \"x\" }}\n{package}"
    );
    good().without("requirements.txt").with("pyproject.toml", "[project]\ndependencies = [\"django\", \"odd\"]\n").with("uv.lock", &lock)
}

#[test]
fn locked_packages_have_wheels() {
    let wheels = |names: &[&str], sdist: bool| {
        let sdist = if sdist { "sdist = { url = \"x/odd-1.0.tar.gz\" }\n" } else { "" };
        let names: String = names.iter().map(|name| format!("    {{ url = \"https://example.invalid/{name}\" }},\n")).collect();
        lock(&format!("{sdist}wheels = [\n{names}]\n"))
    };
    let arm = |facts: &mut Facts| {
        facts.build.arch = "arm64";
        facts.places.arch = Some(At(3));
    };
    let intel = wheels(&["odd-1.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"], false);
    says(&intel, &[]);
    assert_eq!(
        said(&intel, arm),
        ["no_wheel: `odd` 1.0 (uv.lock:22) has no wheel for Linux arm64 (Python 3.12), and Lambda has no compiler | write `arch: x86_64;`"]
    );
    assert_eq!(diagnostics(&intel, arm)[0].at, At(3));
    let newer = wheels(&["odd-1.0-cp313-cp313-manylinux_2_28_x86_64.whl"], false);
    assert!(said(&newer, |_| {})[0].ends_with("write `lambda { python: \"3.13\"; }`"));
    only(&wheels(&["odd-1.0-cp312-cp312-musllinux_1_2_x86_64.whl"], false), |_| {}, "no_wheel");
    only(&wheels(&["odd-1.0-cp312-cp312-macosx_11_0_arm64.whl"], true), |_| {}, "only_source");
    says(&wheels(&[], true), &[]);
    assert_eq!(said(&wheels(&["odd-1.0-cp312-cp312-win_amd64.whl"], false), |facts| facts.embedded = true), Vec::<String>::new());
    let stale = lock("").with("pyproject.toml", "[project]\ndependencies = [\"django\", \"odd\", \"Idna>=3\"]\n");
    says(&stale, &["stale_lock: `idna` (pyproject.toml:2) is not in `uv.lock`: the lock is older than the list | run `uv lock`"]);
    let empty = good()
        .with("pyproject.toml", "[project]\ndependencies = []\n")
        .with("uv.lock", "[[package]]\nname = \"shop\"\nsource = { virtual = \".\" }\n");
    only(&empty, |_| {}, "without_django");
}

#[test]
fn databases_last() {
    let sqlite = with_settings("DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': BASE_DIR / 'db.sqlite3'}}");
    says(
        &sqlite,
        &[
            "sqlite: the database `default` is SQLite (config/settings.py:4), and this stage has none of its own: what it writes is lost | write `neon;`",
        ],
    );
    assert_eq!(said(&sqlite, database), Vec::<String>::new());
    assert_eq!(said(&sqlite, |facts| facts.embedded = true), Vec::<String>::new());
    let mysql = |host: &str| with_settings(&format!("DATABASES = {{'default': {{'ENGINE': 'django.db.backends.mysql', 'HOST': {host}}}}}"));
    only(&mysql("'db'"), |_| {}, "database_unreachable");
    only(&mysql("''"), |_| {}, "database_unreachable");
    says(&mysql("os.environ.get('HOST', 'db')"), &[]);
    says(&mysql("'db.example.com'"), &[]);
    only(&mysql("'db'"), database, "other_engine");
    says(&with_settings("DATABASES = {'default': dj_database_url.config()}"), &[]);
}

#[test]
fn caches_and_sessions_are_shared() {
    let redis =
        with_settings("CACHES = {'default': {'BACKEND': 'django_redis.cache.RedisCache', 'LOCATION': 'redis://:secret@redis:6379/1'}}");
    says(
        &redis,
        &[
            "cache_unreachable: the cache `default` is at `redis` (config/settings.py:4), which a function cannot reach | write `efs_cache;`",
        ],
    );
    only(&redis, cache, "cache_replaced");
    assert_eq!(diagnostics(&redis, cache)[0].at, At(6));
    let far = with_settings(
        "CACHES = {'default': {'BACKEND': 'django.core.cache.backends.redis.RedisCache', 'LOCATION': ['redis://x.example.com']}}",
    );
    says(&far, &[]);
    let sessions = |engine: &str| with_settings(&format!("SESSION_ENGINE = 'django.contrib.sessions.backends.{engine}'"));
    only(&sessions("cache"), |_| {}, "sessions_apart");
    assert_eq!(said(&sessions("cache"), cache), Vec::<String>::new());
    only(&sessions("file"), cache, "sessions_apart");
    says(&sessions("db"), &[]);
    says(&sessions("cached_db"), &[]);
    let stage = |facts: &mut Facts| setting(facts, "SESSION_ENGINE", json!("django.contrib.sessions.backends.cache"));
    assert_eq!(diagnostics(&good(), stage)[0].at, At(9));
}

#[test]
fn uploads_go_to_a_bucket() {
    let root = "MEDIA_ROOT = BASE_DIR / 'media'";
    only(&with_settings(root), |_| {}, "uploads_lost");
    assert_eq!(said(&with_settings(root), media), Vec::<String>::new());
    for other in [
        "DEFAULT_FILE_STORAGE = 'storages.backends.s3boto3.S3Boto3Storage'",
        "STORAGES = {'default': {'BACKEND': 'storages.backends.s3.S3Storage'}}",
        "STORAGES = get()",
        "MEDIA_ROOT = ''",
    ] {
        says(&with_settings(&format!("{root}\n{other}")), &[]);
    }
    only(&with_settings(&format!("{root}\nSTORAGES = {{'staticfiles': {{'BACKEND': 'x'}}}}")), |_| {}, "uploads_lost");
}

#[test]
fn manual_settings_take_what_the_stage_has() {
    fn manual(facts: &mut Facts) {
        facts.manual = true;
    }
    let hosts = "ALLOWED_HOSTS = ['*']";
    only(&with_settings(&format!("{hosts}\nDEBUG = True")), manual, "debug");
    assert_eq!(said(&with_settings(&format!("{hosts}\nDEBUG = False")), manual), Vec::<String>::new());
    only(&good(), manual, "manual_hosts");
    only(&with_settings("ALLOWED_HOSTS = ['localhost']"), manual, "manual_hosts");
    assert_eq!(said(&with_settings("ALLOWED_HOSTS = pocket_django.allowed_hosts([])"), manual), Vec::<String>::new());
    let all = |facts: &mut Facts| {
        manual(facts);
        database(facts);
        cache(facts);
        media(facts);
    };
    let codes = |files: &Memory| diagnostics(files, all).iter().map(|diagnostic| (diagnostic.code, diagnostic.at.0)).collect::<Vec<_>>();
    let ignored = |at| ("django::manual_ignores", at);
    assert_eq!(codes(&with_settings(hosts)), [ignored(4), ignored(5), ignored(6)]);
    let taken = "import pocket_django\nDATABASES = pocket_django.databases({})\nCACHES = pocket_django.caches({})\nSTORAGES = pocket_django.storages({})";
    assert_eq!(codes(&with_settings(&format!("{hosts}\n{taken}"))), []);
    let both = |facts: &mut Facts| {
        manual(facts);
        setting(facts, "PAGE_SIZE", json!(20));
    };
    only(&with_settings(hosts), both, "manual_settings");
}

#[test]
fn commands_of_the_build_exist() {
    let build = |line: &'static str| move |facts: &mut Facts| facts.build.commands = vec![line.into()];
    assert_eq!(said(&good(), build("bundle --fast")), Vec::<String>::new());
    assert_eq!(
        said(&good(), build("bundel")),
        ["no_command: no app of the project has a management command `bundel` (installed: shop) | did you mean `bundle`?"]
    );
    assert!(said(&good(), build("compress"))[0].ends_with("`compress` is a command of `compressor`: add it to `INSTALLED_APPS`"));
    only(&good(), build("runserver"), "endless_command");
    only(&good(), build("migrate"), "needless_command");
    only(&good(), build("collectstatic"), "needless_command");
    let other = good().with("config/settings.py", &SETTINGS.replace("'shop'", "'shop', 'somebody_elses'"));
    assert_eq!(said(&other, build("bundel")), Vec::<String>::new());
}

#[test]
fn a_project_is_read_once_for_all_stages() {
    let files = with_settings("ASGI_APPLICATION = 'config.asgi.application'");
    let facts = Facts::new("shop", "dev");
    let mut checker = Checker::new(&files);
    let mut sink = Sink::new();
    for stage in 0..20 {
        checker.check(At(stage), &facts, &mut sink);
    }
    assert_eq!(sink.finish().len(), 1);
}
