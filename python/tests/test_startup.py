"""What a cold start may do: the part of its budget that is the same on every machine. How long it takes is measured by benches/startup.py."""

import json
import os
import subprocess
import sys

import pytest
from conftest import SITE, SOURCE, event, run_python

# What takes long to import, and what belongs to no start: none of it may be loaded by a start, nor by a request that does not use it.
HEAVY = {
    "_pytest", "boto3", "botocore", "brotli", "dateutil", "distutils", "django.test", "doctest", "ensurepip", "http.server", "idlelib", "jmespath", "lib2to3",
    "mypy", "numpy", "pandas", "pip", "pkg_resources", "pydantic", "pydoc", "pytest", "requests", "rich", "s3transfer", "setuptools", "storages.backends.s3",
    "tkinter", "unittest", "urllib3", "venv", "xmlrpc",
}  # fmt: skip

# All that pocket may add to what the bare application has loaded, by package; more needs a reason and a measurement.
OURS = {
    "apig_wsgi": 2,
    "pocket_django": 16,
    "storages": 2,
    "whitenoise": 8,
}
# Modules of the standard library that some version of Django or Python does without.
OF_THE_LIBRARY = 12

REPORT = """
import gc, json, os, sys
opened = []
def audit(name, arguments):
    if name == "open":
        opened.append([str(arguments[0]), arguments[1] or ""])
    elif name in ("os.listdir", "os.scandir"):
        opened.append([str(arguments[0]), "list"])
sys.addaudithook(audit)
{start}
loaded = sorted(sys.modules)
answer = {request}
print(json.dumps({{"start": loaded, "request": sorted(sys.modules), "opened": opened, "answer": answer, "collecting": gc.isenabled(), "frozen": gc.get_freeze_count()}}))
"""


@pytest.fixture
def cold(deployed, aws, tmp_path):
    """Starts the site in a fresh process, with a database, uploads, a cache, static files and secrets, and answers one request."""

    def report(start, request="None", contract={}, **env):
        root = deployed(caches={"default": {"kind": "files", "location": str(tmp_path / "cache")}}, **contract)
        (root / "staticfiles").mkdir()
        for name in ("staticfiles.json", "a.css", "b.css"):
            (root / "staticfiles" / name).write_text('{"version": "1.1", "paths": {}}')
        answer = run_python(REPORT.format(start=start, request=request), root, SITE_DB=str(tmp_path / "db.sqlite3"), **env)
        return json.loads(answer.stdout)

    return report


HANDLER = "from pocket_django.web import handler"


def heavy(modules):
    return sorted(name for name in modules if any(name == one or name.startswith(one + ".") for one in HEAVY))


def test_no_sdk_and_nothing_heavy_is_loaded(cold, aws):
    found = cold(HANDLER, f"handler({event('GET', '/a/')!r}, None)['statusCode']", {"databases": {}})
    assert found["answer"] == 200
    assert heavy(found["start"]) == [] and heavy(found["request"]) == []
    # The secrets came, by the client of pocket_django.aws.
    assert {action for action, _ in aws.calls} == {"GetParameters", "GetSecretValue"}
    assert "pocket_django.aws" in found["start"]


def test_the_first_use_of_uploads_loads_the_sdk(cold):
    # So the test above can fail.
    found = cold(HANDLER, "__import__('django.core.files.storage').core.files.storage.default_storage.bucket_name")
    assert found["answer"] == "shop-dev-media" and "boto3" in found["request"]


def test_what_pocket_adds_to_the_bare_application_has_a_bound(cold, tmp_path):
    (tmp_path / "bare.py").write_text("from config.settings import *\nDATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', 'NAME': 'x'}}\n")
    path = os.pathsep.join([str(SOURCE), str(SITE), str(tmp_path)])
    bare = cold("from django.core.wsgi import get_wsgi_application; get_wsgi_application()", PYTHONPATH=path, DJANGO_SETTINGS_MODULE="bare")
    added = set(cold(HANDLER)["start"]) - set(bare["start"])
    of_packages = {name for name in added if name.partition(".")[0] not in sys.stdlib_module_names and not name.startswith(("config", "shop"))}
    for package, bound in OURS.items():
        count = sum(name.partition(".")[0] == package for name in of_packages)
        assert count <= bound, f"{count} modules of {package} are loaded, {bound} are allowed"
    unknown = {name for name in of_packages if name.partition(".")[0] not in OURS}
    # Django's own that only a deployed site needs.
    assert {name for name in unknown if not name.startswith("django.contrib.staticfiles")} == set()
    library = {name for name in added if name.partition(".")[0] in sys.stdlib_module_names}
    assert len(library) <= OF_THE_LIBRARY, library


def test_a_start_writes_no_file_and_opens_no_static_file(cold):
    opened = cold(HANDLER)["opened"]
    assert [path for path, mode in opened if mode != "list" and set(mode) & set("wax+")] == []
    assert [path for path, _ in opened if "/task1/staticfiles" in path and not path.endswith("staticfiles.json")] == []


def test_what_a_start_made_is_not_looked_through_for_garbage(cold):
    found = cold(HANDLER)
    assert found["collecting"] is True and found["frozen"] > 50_000
    # A project that turned it off knows why.
    assert cold(f"import gc; gc.disable()\n{HANDLER}")["collecting"] is False


def test_a_failed_start_leaves_collection_on(deployed):
    root = deployed(settings_module="no.such.module", secrets={}, databases={})
    code = "import gc\ntry:\n    import pocket_django.web\nexcept Exception as error:\n    print(type(error).__name__, gc.isenabled())"
    assert run_python(code, root).stdout.split() == ["StartError", "True"]


def test_the_package_alone_loads_nothing_of_django():
    """Settings import it, and so does a build, before Django is there."""
    code = "import sys, pocket_django; print('django' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(SOURCE)}, text=True, capture_output=True, check=True)
    assert answer.stdout.strip() == "False"
