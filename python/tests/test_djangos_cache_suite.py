"""FileCache under Django's own tests of its file cache, which only Django's source distribution has."""

import contextlib
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import django
from conftest import SOURCE

REQUIREMENTS = Path(__file__).parent.parent / "requirements-test.txt"


def django_tests() -> Path:
    """The folder `tests` of the Django that is installed: fetched once, by its hash, and kept beside the environment's packages."""
    version = django.get_version()
    folder = Path(sys.prefix) / f"django-{version}"
    if not folder.exists():
        # The pin goes on as long as its lines end in a backslash.
        pins = REQUIREMENTS.read_text().replace("\\\n", " ").splitlines()
        pin = next(pin for pin in pins if pin.startswith(f"django=={version} "))
        with tempfile.TemporaryDirectory(dir=sys.prefix) as work:
            Path(work, "requirements.txt").write_text(pin)
            arguments = ["download", "--quiet", "--no-deps", "--no-binary", ":all:", "--no-build-isolation", "--require-hashes"]
            subprocess.run([sys.executable, "-m", "pip", *arguments, "-r", "requirements.txt", "-d", "."], cwd=work, check=True)
            with tarfile.open(next(Path(work).glob("*.tar.gz"))) as archive:
                tests = f"{archive.getnames()[0].split('/')[0]}/tests"
                members = [member for member in archive if member.name.startswith(f"{tests}/")]
                # Older versions of Python have no filter, and Django's archive needs none.
                archive.extractall(work, members, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
            # Another run may have been faster.
            with contextlib.suppress(OSError):
                Path(work, tests).rename(folder)
            assert folder.is_dir()
    return folder


def test_djangos_own_tests_of_a_file_cache_pass():
    suite = subprocess.run(
        [sys.executable, Path(__file__).with_name("djangos_cache_suite.py")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE), str(django_tests())])},
        text=True,
        capture_output=True,
        timeout=300,
    )
    assert suite.returncode == 0, suite.stderr
    passed, _, skipped, _ = suite.stdout.split()
    # As many as Django 5.2 has, twice: with a location of text, and with a pathlib.Path.
    assert (int(passed), int(skipped)) == (122, 0), suite.stdout
