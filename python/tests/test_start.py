"""A start out of traffic: Django in one process, the handlers of further functions each in another."""

import sys

import pytest
from conftest import SITE, SOURCE

from pocket_django import manage
from pocket_django.start import StartError


@pytest.fixture
def start(deployed, tmp_path, monkeypatch):
    """Starts a task root that has the site's manage.py and some modules beside it."""
    root = deployed(secrets={}, databases={}, media=None, caches={}, static_files=None)
    for item in SITE.iterdir():
        (root / item.name).symlink_to(item)
    (root / "jobs.py").write_text(
        f"open({str(tmp_path / 'imported')!r}, 'w').close()\n\ndef run(event, context):\n    raise AssertionError('it is not to run')\n"
    )
    (root / "broken.py").write_text("import no_such_package\n")
    monkeypatch.setattr(sys, "path", [str(SOURCE), str(root), *sys.path])
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "pocket_django.settings")
    monkeypatch.setenv("SITE_DB", str(tmp_path / "db.sqlite3"))
    monkeypatch.chdir(root)
    return lambda *handlers: manage.handler({"pocket": "start", "handlers": list(handlers)}, None)


def test_handlers_are_imported_and_not_called(start, tmp_path):
    assert start() == {"ok": True}
    assert not (tmp_path / "imported").exists()
    assert start("jobs.run") == {"ok": True}
    assert (tmp_path / "imported").exists()


def test_what_does_not_start_says_why(start, monkeypatch):
    with pytest.raises(StartError, match=r"(?s)broken.run did not start\nTraceback.*No module named 'no_such_package'"):
        start("jobs.run", "broken.run")
    with pytest.raises(StartError, match="module `jobs` has no function `walk`"):
        start("jobs.walk")
    monkeypatch.setenv("POCKET_CONFIG", "/no/such/file.json")
    with pytest.raises(StartError, match="(?s)Django did not start.*there is no such file"):
        start()
