from pathlib import Path

import pytest
from conftest import FULL, URI, run_python

import pocket_django
from pocket_django import uri
from pocket_django.contract import ContractError

SQLITE = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "x", "OPTIONS": {"timeout": 20}, "ATOMIC_REQUESTS": True, "TEST": {"NAME": "t"}}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (URI, ("na me", "us@er", "p/w:d", "db.example.com", "5433", {"sslmode": "require", "channel_binding": "require"})),
        ("postgres://u:p@h/d", ("d", "u", "p", "h", "", {})),
        ("postgresql://", ("", "", "", "", "", {})),
        ("postgresql://u@[::1]:5432/d", ("d", "u", "", "::1", "5432", {})),
        ("postgresql://u:a@b@h:1/d", ("d", "u", "a@b", "h", "1", {})),
        ("postgresql:///d?host=/var/run&port=6&user=a%2Bb+c&options=-c%20x%3D1", ("d", "a+b+c", "", "/var/run", "6", {"options": "-c x=1"})),
        ("postgresql://%2FVar%2Frun/d", ("d", "", "", "/Var/run", "", {})),
        ("postgresql://u:%E6%97%A5@h/d", ("d", "u", "日", "h", "", {})),
    ],
)
def test_uri(text, expected):
    parts = uri.parse(text)
    assert tuple(parts[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")) == expected


@pytest.mark.parametrize("text", ["mysql://u:sesame@h/d", "sesame", "postgresql://u:sesa#me/x@h:12/d", "postgresql://u:12:sesame@h:port/d"])
def test_a_bad_uri_is_not_in_the_message(text):
    with pytest.raises(uri.UriError) as caught:
        uri.parse(text)
    assert "sesa" not in str(caught.value)


def test_everything_is_harmless_without_a_contract(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert pocket_django.databases(SQLITE) == SQLITE
    assert pocket_django.storages({"default": {"BACKEND": "x"}}) == {"default": {"BACKEND": "x"}}
    assert pocket_django.caches({"default": {"BACKEND": "x"}}) == {"default": {"BACKEND": "x"}}
    assert pocket_django.allowed_hosts(["a"]) == ["a"]
    assert pocket_django.csrf_trusted_origins() == []
    assert pocket_django.middleware(["m"]) == ["m"]
    assert (pocket_django.static_root("r"), pocket_django.static_url("s/"), pocket_django.media_url("m/")) == ("r", "s/", "m/")
    assert pocket_django.overrides() == {}
    assert pocket_django.logging_config({"version": 1}) == {"version": 1}


def test_management_commands_pass_by_the_pooler(deployed, aws, monkeypatch):
    reference = {"store": "ssm", "name": "/shop/dev/DIRECT"}
    database = {"url_secret": "DATABASE_URL", "direct_url_secret": "DIRECT", "pooled": True, "conn_max_age": 60}
    aws.parameters["/shop/dev/DIRECT"] = "postgresql://me:pw@direct.example.com/shop"
    for managing, host, cursors_off in (("", "db.example.com", True), ("1", "direct.example.com", False)):
        deployed(databases={"default": database}, secrets={**FULL["secrets"], "DIRECT": reference})
        monkeypatch.setenv("POCKET_MANAGE", managing)
        default = pocket_django.databases({})["default"]
        assert (default["HOST"], default["DISABLE_SERVER_SIDE_CURSORS"]) == (host, cursors_off)


def test_databases(deployed, aws):
    deployed()
    merged = pocket_django.databases({**SQLITE, "legacy": {"ENGINE": "other"}})
    assert merged["legacy"] == {"ENGINE": "other"}
    default = merged["default"]
    assert default["ENGINE"] == "django.db.backends.postgresql"
    assert (default["NAME"], default["USER"], default["PASSWORD"]) == ("na me", "us@er", "p/w:d")
    assert default["OPTIONS"] == {"sslmode": "require", "channel_binding": "require"}
    assert (default["CONN_MAX_AGE"], default["CONN_HEALTH_CHECKS"], default["DISABLE_SERVER_SIDE_CURSORS"]) == (60, True, True)
    assert (default["ATOMIC_REQUESTS"], default["TEST"]) == (True, {"NAME": "t"})


def test_an_engine_for_postgresql_stays_with_its_options(deployed, aws):
    deployed()
    own = {"default": {"ENGINE": "psqlextra.backend", "OPTIONS": {"pool": True, "sslmode": "disable"}}}
    default = pocket_django.databases(own)["default"]
    assert default["ENGINE"] == "psqlextra.backend"
    assert default["OPTIONS"] == {"pool": True, "sslmode": "require", "channel_binding": "require"}
    assert default["CONN_MAX_AGE"] == 0
    spatial = pocket_django.databases({"default": {"ENGINE": "django.contrib.gis.db.backends.spatialite"}})
    assert spatial["default"]["ENGINE"] == "django.contrib.gis.db.backends.postgis"


def test_an_unusable_uri_names_the_secret_and_not_its_value(deployed, aws):
    aws.parameters["/shop/dev/DATABASE_URL"] = "mysql://u:sesame@h/d"
    deployed()
    with pytest.raises(ContractError, match="`secrets set DATABASE_URL -s dev`") as caught:
        pocket_django.databases()
    assert "sesame" not in str(caught.value)


def test_storages_on_aws(deployed):
    deployed()
    merged = pocket_django.storages({"default": {"BACKEND": "mine"}, "extra": {"BACKEND": "x"}})
    assert merged["extra"] == {"BACKEND": "x"}
    assert merged["staticfiles"]["BACKEND"] == "pocket_django.staticfiles.StaticFilesStorage"
    options = merged["default"]["OPTIONS"]
    assert merged["default"]["BACKEND"] == "storages.backends.s3.S3Storage"
    assert (options["bucket_name"], options["location"], options["querystring_expire"]) == ("shop-dev-media", "media", 900)
    assert (options["file_overwrite"], options["querystring_auth"], options["addressing_style"], options["endpoint_url"]) == (False, True, "virtual", None)


def test_storages_where_the_stage_has_none(deployed):
    deployed(media=None, static_files=None)
    merged = pocket_django.storages({"default": {"BACKEND": "mine"}})
    assert merged["default"] == {"BACKEND": "mine"}
    assert merged["staticfiles"]["BACKEND"] == "django.contrib.staticfiles.storage.StaticFilesStorage"


def test_a_whitenoise_storage_of_the_project_stays(deployed):
    deployed()
    own = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"}}
    assert pocket_django.storages(own)["staticfiles"] == own["staticfiles"]


def test_caches(deployed, monkeypatch):
    deployed()
    own = {
        "default": {"BACKEND": "r", "LOCATION": "redis://", "TIMEOUT": 7, "KEY_PREFIX": "k", "OPTIONS": {"MAX_ENTRIES": 9, "CLIENT": "x"}},
        "other": {"BACKEND": "o"},
    }
    merged = pocket_django.caches(own)
    assert merged["other"] == {"BACKEND": "o"}
    assert merged["default"] == {
        "BACKEND": "pocket_django.cache.FileCache",
        "LOCATION": "/mnt/efs/shop",
        "TIMEOUT": 7,
        "KEY_PREFIX": "k",
        "OPTIONS": {"MAX_ENTRIES": 9},
    }
    monkeypatch.setenv("POCKET_BUILD", "1")
    assert pocket_django.caches(own)["default"]["BACKEND"] == "django.core.cache.backends.locmem.LocMemCache"


def test_a_rehearsal_has_its_databases_and_nothing_else(deployed, monkeypatch):
    deployed()
    monkeypatch.setenv("POCKET_BUILD", "1")
    own = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "own"}}
    assert pocket_django.databases(own) == own
    for name in ("POCKET_REHEARSAL", "POCKET_MANAGE"):
        monkeypatch.setenv(name, "1")
    for name in ("DATABASE_URL", "DATABASE_URL_DIRECT"):
        monkeypatch.setenv(name, "postgresql://shop:word@copy/shop")
    database = pocket_django.databases(own)["default"]
    assert (database["ENGINE"], database["HOST"], database["PASSWORD"]) == ("django.db.backends.postgresql", "copy", "word")
    assert pocket_django.caches()["default"]["BACKEND"] == "django.core.cache.backends.locmem.LocMemCache"


def test_hosts_and_origins_stand_once_and_stay_the_projects(deployed):
    deployed()
    host = "abc.execute-api.ap-northeast-1.amazonaws.com"
    assert pocket_django.allowed_hosts(["a", host]) == ["a", host]
    assert pocket_django.allowed_hosts() == [host]
    assert pocket_django.csrf_trusted_origins(["https://a"]) == ["https://a", f"https://{host}"]


def test_middleware(deployed):
    deployed()
    security, whitenoise = "django.middleware.security.SecurityMiddleware", "whitenoise.middleware.WhiteNoiseMiddleware"
    ours = "pocket_django.serve.StaticFilesMiddleware"
    assert pocket_django.middleware(("a", security, "b")) == ["a", security, ours, "b"]
    assert pocket_django.middleware(["a"]) == [ours, "a"]
    assert pocket_django.middleware(["a", whitenoise]) == ["a", ours]
    assert pocket_django.middleware(["a", ours]) == ["a", ours]


@pytest.mark.parametrize(
    ("own", "expected"),
    [("static/", "static/"), ("/assets/", "/assets/"), (None, "/static/"), ("", "/static/"), ("/", "/static/"), ("https://cdn.example.com/s/", "/static/")],
)
def test_static_url(deployed, own, expected):
    deployed()
    assert pocket_django.static_url(own) == expected


def test_static_root_and_media_url(deployed):
    root = deployed()
    assert pocket_django.static_root("elsewhere") == str(root / "staticfiles")
    assert Path(pocket_django.static_root()).is_absolute()
    assert (pocket_django.media_url(""), pocket_django.media_url("/m/")) == ("/media/", "/m/")


def test_overrides_are_a_copy(deployed):
    deployed(settings={"A": [1]})
    pocket_django.overrides()["A"].append(2)
    assert pocket_django.overrides() == {"A": [1]}


@pytest.mark.parametrize("endpoint", [None, "http://127.0.0.1:4566"])
def test_signed_urls(deployed, monkeypatch, endpoint):
    """The address that a browser gets, from django-storages itself: signing needs no network."""
    if endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    root = deployed(secrets={}, databases={})
    code = "import django; django.setup(); from django.core.files.storage import default_storage as s; print(s.url('日 x.png'))"
    url = run_python(code, root).stdout.strip()
    base = f"{endpoint}/shop-dev-media" if endpoint else "https://shop-dev-media.s3.ap-northeast-1.amazonaws.com"
    assert url.startswith(f"{base}/media/%E6%97%A5%20x.png?X-Amz-Algorithm=AWS4-HMAC-SHA256")
    assert "X-Amz-Expires=900" in url and "X-Amz-Security-Token=session-token" in url
