"""A real PostgreSQL server for the tests, on a free port of 127.0.0.1: of `POCKET_TEST_POSTGRES` (the folder of its programs), else of this machine."""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

# Read now: no test sees the machine's own variables.
_PROGRAMS = os.environ.get("POCKET_TEST_POSTGRES")


class Postgres:
    """`database()` makes an empty one, and gives its name."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._names = map("test_{}".format, itertools.count())

    def dsn(self, name: str = "postgres") -> str:
        return f"host=127.0.0.1 port={self.port} user=pocket dbname={name}"

    def connect(self, name: str = "postgres") -> psycopg.Connection[Any]:
        return psycopg.connect(self.dsn(name), autocommit=True)

    def database(self) -> str:
        name = next(self._names)
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return name


def _programs() -> Path:
    if _PROGRAMS:
        return Path(_PROGRAMS)
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    assert found, "this machine has no PostgreSQL server: apt-get install postgresql"
    return max(found, key=lambda path: float(path.parent.name) if path.parent.name.isdigit() else 0)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    programs, account = _programs(), None
    # As root PostgreSQL refuses to run.
    if os.geteuid() == 0:
        names = {entry.pw_name for entry in pwd.getpwall()}
        account = "postgres" if "postgres" in names else "nobody"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        data.mkdir()
        if account:
            Path(folder).chmod(0o755)
            shutil.chown(data, account)
        as_account: dict[str, Any] = {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []} if account else {}
        options = ["-D", str(data), "-U", "pocket", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run([programs / "initdb", *options], check=True, stdout=subprocess.DEVNULL, cwd="/", **as_account)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "timezone=UTC", "log_min_messages=panic"]
        words = [word for setting in settings for word in ("-c", setting)]
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", "", *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            **as_account,
        )
        try:
            made = Postgres(port)
            end = time.monotonic() + 60
            while True:
                with contextlib.suppress(psycopg.OperationalError), made.connect():
                    break
                assert server.poll() is None and time.monotonic() < end, "PostgreSQL did not start"
                time.sleep(0.05)
            yield made
        finally:
            # At once: nobody wants the data again.
            server.send_signal(signal.SIGQUIT)
            server.wait(60)
