"""Django's own tests of its file cache, run on `FileCache`: a process of its own, with Django's `tests` folder on the path (test_djangos_cache_suite.py).

Prints how many tests passed, and fails if one did not. What those tests reach into is what a subclass or a user of Django's class might: so `FileCache` has
the same names for it.
"""

import sys
import unittest
from types import SimpleNamespace
from unittest import mock

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["cache"],
    DATABASES={name: {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"} for name in ("default", "other")},
    ALLOWED_HOSTS=["testserver"],
    SECRET_KEY="only for the tests",
    USE_TZ=False,
)
django.setup()

from cache import tests as theirs  # noqa: E402
from django.core.cache.backends import filebased  # noqa: E402
from django.test import override_settings  # noqa: E402
from django.test.runner import DiscoverRunner  # noqa: E402

LEFT_OUT = {
    "test_empty_cache_file_considered_expired": "writes a file where no entry was ever stored, and so into a shard that is not there; "
    "test_cache.py::test_a_broken_file_is_absent has an empty file in its place",
}


class OnFileCache:
    def test_touch(self):
        # Theirs turns the clock of Django's module by hand; ours has to go by the same.
        with mock.patch("pocket_django.cache.time", SimpleNamespace(time=lambda: filebased.time.time())):
            super().test_touch()


on_file_cache = override_settings(CACHES=theirs.caches_setting_for_tests(BACKEND="pocket_django.cache.FileCache"))


@on_file_cache
class Text(OnFileCache, theirs.FileBasedCacheTests):
    pass


@on_file_cache
class PathLib(OnFileCache, theirs.FileBasedCachePathLibTests):
    pass


runner = DiscoverRunner(verbosity=0)
cases = [test for case in (Text, PathLib) for test in unittest.defaultTestLoader.loadTestsFromTestCase(case)]
names = {case._testMethodName for case in cases}
assert names > LEFT_OUT.keys(), "a test that is left out does not exist"
suite = unittest.TestSuite(case for case in cases if case._testMethodName not in LEFT_OUT)
databases = runner.setup_databases()
result = runner.run_suite(suite)
runner.teardown_databases(databases)
print(result.testsRun, "passed" if result.wasSuccessful() else "tried", len(result.skipped), "skipped")
sys.exit(not result.wasSuccessful())
