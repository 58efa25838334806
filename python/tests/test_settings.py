"""The generated settings module, in fresh interpreters: what a cold start and a build do."""

import json

import django
import pytest
from conftest import SITE, run_python

SHOW = """
import json, sys
import pocket_django.settings as s
names = sys.argv[1:] or [name for name in dir(s) if name.isupper()]
print(json.dumps({name: getattr(s, name) for name in names}, default=object.__repr__))
"""


def settings(root, **env):
    return json.loads(run_python(SHOW, root, **env).stdout)


def test_all_that_the_stage_gives(aws, deployed):
    root = deployed()
    found = settings(root)
    host = "abc.execute-api.ap-northeast-1.amazonaws.com"
    assert found["ALLOWED_HOSTS"] == ["own.example.com", host]
    assert found["CSRF_TRUSTED_ORIGINS"] == [f"https://{host}"]
    assert found["SECRET_KEY"] == "the stage's key"
    # The environment had it before the project's settings loaded.
    assert found["API_KEY"] == "api key"
    assert found["DEBUG"] is False
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert found["DATABASES"]["default"]["HOST"] == "db.example.com"
    assert found["DATABASES"]["default"]["ATOMIC_REQUESTS"] is True
    assert found["STORAGES"]["default"]["OPTIONS"]["bucket_name"] == "shop-dev-media"
    assert found["STATIC_ROOT"] == str(root / "staticfiles")
    assert found["STATIC_URL"] == "static/"
    assert found["MIDDLEWARE"][1] == "pocket_django.serve.StaticFilesMiddleware"
    assert found["CACHES"]["default"]["LOCATION"] == "/mnt/efs/shop"
    assert found["DEFAULT_FROM_EMAIL"] == "shop@example.com"
    assert "_PRIVATE" not in found


def test_the_stages_settings_win(aws, deployed):
    assert settings(deployed(settings={"DEBUG": True, "STATIC_URL": "/s/"}))["STATIC_URL"] == "/s/"
    assert settings(deployed(settings={"DEBUG": True}))["DEBUG"] is True


def test_manual_only_reads_secrets_and_the_project(aws, deployed):
    found = settings(deployed(manual=True))
    assert (found["API_KEY"], found["DEBUG"], found["ALLOWED_HOSTS"]) == ("api key", True, ["own.example.com"])
    assert "CACHES" not in found and "LOGGING" not in found
    # The project reads it from the environment.
    assert found["SECRET_KEY"] == "the stage's key"


def test_django_accepts_it(aws, deployed):
    code = "import django; django.setup(); from django.core.checks import run_checks; print(run_checks())"
    assert run_python(code, deployed()).stdout == "[]\n"


def test_a_cold_start_imports_no_aws_sdk(aws, deployed):
    code = """
import sys, json
import pocket_django.settings
import django; django.setup()
from django.core.wsgi import get_wsgi_application
from django.core.files.storage import default_storage
from django.db import connection
print(json.dumps([name for name in sys.modules if name.split(".")[0] in ("boto3", "botocore", "urllib3", "s3transfer", "requests")]))
"""
    assert json.loads(run_python(code, deployed()).stdout) == []


def test_no_contract_says_what_the_module_is_for(tmp_path):
    answer = run_python("import pocket_django.settings", tmp_path, check=False)
    assert answer.returncode == 1
    assert "ContractError: pocket_django.settings is the settings module of a deployed site" in answer.stderr


def test_settings_that_raise_keep_their_traceback(deployed, tmp_path):
    (tmp_path / "broken.py").write_text("import os\nKEY = os.environ['NOT_THERE']\n")
    root = deployed(settings_module="broken", secrets={}, databases={})
    answer = run_python("import pocket_django.settings", root, check=False, PYTHONPATH=f"{SITE.parent.parent / 'src'}:{tmp_path}")
    lines = answer.stderr.splitlines()
    assert lines[0] == "The settings module broken of the project raised KeyError:"
    assert lines[-1] == "KeyError: 'NOT_THERE'" and f'File "{tmp_path}/broken.py", line 2' in answer.stderr


def test_a_package_of_settings(deployed, tmp_path):
    package = tmp_path / "several"
    package.mkdir()
    (package / "__init__.py").write_text("from .base import *\n")
    (package / "base.py").write_text("SECRET_KEY = 'x'\nONLY_HERE = 1\n")
    root = deployed(settings_module="several", secrets={}, databases={})
    answer = run_python(SHOW, root, PYTHONPATH=f"{SITE.parent.parent / 'src'}:{tmp_path}")
    found = json.loads(answer.stdout)
    assert (found["ONLY_HERE"], found["SECRET_KEY"]) == (1, "x")
    assert found["ALLOWED_HOSTS"] == ["abc.execute-api.ap-northeast-1.amazonaws.com"]


@pytest.mark.skipif(django.VERSION >= (5, 1), reason="Django 5.1 took the older names away")
def test_the_older_names_of_storages(deployed, tmp_path):
    older = "from config.settings import *\nDEFAULT_FILE_STORAGE = 'shop.Media'\nSTATICFILES_STORAGE = 'whitenoise.storage.CompressedStaticFilesStorage'\n"
    (tmp_path / "older.py").write_text(older)
    root = deployed(settings_module="older", secrets={}, databases={}, media=None)
    code = "import django; django.setup(); from django.conf import settings; print(settings.STORAGES)"
    shown = run_python(code, root, PYTHONPATH=f"{SITE.parent.parent / 'src'}:{SITE}:{tmp_path}").stdout
    assert "shop.Media" in shown and "whitenoise.storage.CompressedStaticFilesStorage" in shown


@pytest.fixture
def built(deployed):
    """The task root after `collectstatic`, with what a build knows only, and no network."""
    root = deployed(
        project=None,
        stage=None,
        region=None,
        url=None,
        hosts=None,
        trusted_origins=None,
        databases=None,
        media=None,
        caches=None,
        secrets=None,
        settings=None,
        manual=None,
    )
    code = "import sys; from django.core.management import execute_from_command_line as run; run(['manage.py', 'collectstatic', '--noinput'])"
    answer = run_python(code, root, POCKET_BUILD="1", AWS_ENDPOINT_URL="http://127.0.0.1:9")
    return root, answer


def test_a_build_collects_static_files_as_they_are_served(built):
    root, answer = built
    assert "post-processed" in answer.stdout
    manifest = json.loads((root / "staticfiles/staticfiles.json").read_text())["paths"]
    css = manifest["shop/site.css"]
    assert css != "shop/site.css" and (root / "staticfiles" / css).exists()
    # A style sheet that names a file which is not there ends neither the build nor a page.
    assert "The static file shop/gone.svg does not exist" in answer.stderr
    assert 'url("gone.svg")' in (root / "staticfiles" / css).read_text()


def test_a_build_has_the_projects_database_and_a_key(built):
    root, _ = built
    found = settings(root, POCKET_BUILD="1")
    assert found["DATABASES"]["default"]["ENGINE"] == "django.db.backends.sqlite3"
    assert found["STATIC_ROOT"] == str(root / "staticfiles")
    assert found["SECRET_KEY"].startswith("only-for-the-build")


def test_a_page_that_links_a_missing_static_file(built):
    root, _ = built
    code = """
import django; django.setup()
from django.test import Client
print(Client(headers={"host": "own.example.com"}).get("/page/").content.decode())
"""
    page = run_python(code, root, POCKET_BUILD="1").stdout
    assert 'href="/static/shop/site.' in page and 'src="/static/shop/gone.png"' in page


LOG = """
import logging, sys
import django; django.setup()
from django.test import Client
client = Client(raise_request_exception=False, headers={"host": "own.example.com"})
client.get("/boom/")
logging.getLogger("shop").info("from the shop")
logging.getLogger("shop").debug("too fine")
logging.getLogger("botocore.hooks").info("chatter")
logging.getLogger("quiet").error("silenced")
logging.getLogger("alone").error("alone")
"""


def log(deployed, tmp_path, config):
    (tmp_path / "logged.py").write_text(f"from config.settings import *\nLOGGING = {config!r}\n" if config is not None else "from config.settings import *\n")
    root = deployed(settings_module="logged", secrets={}, databases={}, static_files=None)
    return run_python(LOG, root, PYTHONPATH=f"{SITE.parent.parent / 'src'}:{SITE}:{tmp_path}").stderr


def test_a_project_without_logging_says_everything_once(deployed, tmp_path):
    stderr = log(deployed, tmp_path, None)
    assert stderr.count("ERROR django.request: Internal Server Error: /boom/") == 1
    assert stderr.count("RuntimeError: the view broke") == 1 and "Traceback" in stderr
    assert stderr.count("INFO shop: from the shop") == 1
    assert "too fine" not in stderr and "chatter" not in stderr


def test_a_projects_logging_stays_and_is_completed(deployed, tmp_path):
    stderr = log(
        deployed,
        tmp_path,
        {
            "version": 1,
            "formatters": {"mine": {"format": "MINE %(message)s"}},
            "filters": {"debug": {"()": "django.utils.log.RequireDebugTrue"}},
            "handlers": {
                "console": {"class": "logging.StreamHandler", "formatter": "mine"},
                "debug_only": {"class": "logging.StreamHandler", "filters": ["debug"]},
                "file": {"class": "logging.handlers.RotatingFileHandler", "filename": "/nowhere/at/all.log", "formatter": "mine"},
                "null": {"class": "logging.NullHandler"},
            },
            "loggers": {
                "shop": {"handlers": ["console"], "level": "INFO"},
                "django.request": {"handlers": ["debug_only"], "propagate": False},
                "quiet": {"handlers": ["null"], "propagate": False},
                "alone": {"handlers": ["file"], "propagate": False},
            },
        },
    )
    assert stderr.count("from the shop") == 1 and "MINE from the shop" in stderr
    assert stderr.count("ERROR django.request: Internal Server Error: /boom/") == 1
    assert "silenced" not in stderr
    assert stderr.count("MINE alone") == 1 and stderr.count("alone") == 1


def test_a_root_logger_of_the_project_stays(deployed, tmp_path):
    config = {"version": 1, "handlers": {"c": {"class": "logging.StreamHandler"}}, "root": {"handlers": ["c"], "level": "ERROR"}}
    stderr = log(deployed, tmp_path, config)
    assert "from the shop" not in stderr and stderr.count("Internal Server Error: /boom/") == 1


def test_settings_import_is_quick(aws, deployed):
    """Not a measurement: what pocket adds must stay a small part of a cold start, on a busy machine too."""
    code = """
import time
import config.settings, django.conf
begun = time.process_time()
import pocket_django.settings
print(time.process_time() - begun)
"""
    assert float(run_python(code, deployed()).stdout) < 1.0
