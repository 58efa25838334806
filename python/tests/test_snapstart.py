"""SnapStart by its own definition: one process is started once and copied many times; each copy is a restore.

The copies are made by the system call alone. Python's own `os.fork` would hide what is to be seen: it seeds the random numbers of the child.
"""

import json
import os
import pwd
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import psycopg
import pytest
from conftest import SITE, SOURCE

COPIES = 3

RESTORE = """
import ctypes, json, os, random, sys, tempfile, uuid
from pocket_django.web import handler
from snapshot_restore_py import get_after_restore, get_before_snapshot
from django.conf import settings
from django.core.mail.utils import DNS_NAME
from django.db import connection

# A restored process has the id that it had.
os.getpid = lambda: 8
os.environ["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "of the snapshot"
def backend():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]
# What a project may do while it starts.
opened, random.value, tempfile.value = backend(), random.random(), tempfile.mktemp()
uuid._node = 1
str(DNS_NAME)
hooks = sys.argv[1] == "hooks"
if hooks:
    # As the runtime does: the last one registered first.
    before = get_before_snapshot()
    while before:
        function, arguments, named = before.pop()
        function(*arguments, **named)
after = get_after_restore()
print(json.dumps({"hooks": len(after), "pid": opened}), flush=True)
sys.stdin.readline()
libc = ctypes.PyDLL(None)
for number in range(int(sys.argv[2])):
    if libc.fork() == 0:
        os.environ["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = f"of copy {number}"
        for function, arguments, named in after if hooks else ():
            function(*arguments, **named)
        names = tempfile._get_candidate_names()
        answer = {"random": random.random(), "temporary": next(names), "node": uuid._node, "name": "_fqdn" in vars(DNS_NAME), "key": settings.SECRET_KEY,
                  "password": settings.DATABASES["default"]["PASSWORD"], "environment": os.environ["SECRET_KEY"], "ok": handler({"pocket": "start"}, None)}
        try:
            answer["pid"] = backend()
        except Exception as error:
            answer["pid"] = None
        os.write(1, (json.dumps(answer) + "\\n").encode())
        sys.stderr.flush()
        os._exit(0)
    # One after the other: on a connection that is shared they would read each other's answers.
    os.wait()
"""


@pytest.fixture(scope="module")
def postgres(tmp_path_factory) -> Iterator[str]:
    """A server of this module's own; gives the URI of its database."""
    # `cargo test --test django` says where the programs are, and installs them if they are not there.
    programs = os.environ.get("POCKET_TEST_POSTGRES")
    assert programs, "POCKET_TEST_POSTGRES must name the folder of PostgreSQL's programs"
    folder = tmp_path_factory.mktemp("postgres")
    account = {}
    if os.geteuid() == 0:
        # The server refuses root.
        entries = {entry.pw_name: entry for entry in pwd.getpwall()}
        entry = entries.get("postgres") or entries["nobody"]
        account = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        os.chown(folder, entry.pw_uid, entry.pw_gid)
        for parent in folder.parents[:2]:
            os.chmod(parent, 0o711)
    passwords = folder / "password"
    passwords.write_text("secret word")
    passwords.chmod(0o644)
    run = {"cwd": "/", "env": {"LC_ALL": "C", "PATH": programs}, "stdin": subprocess.DEVNULL, **account}
    options = ["-D", str(folder / "data"), "-U", "pocket", "-A", "scram-sha-256", "--no-sync", f"--pwfile={passwords}"]
    subprocess.run([f"{programs}/initdb", *options], check=True, stdout=subprocess.DEVNULL, **run)
    # The server itself cannot say which free port it took.
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [f"{programs}/postgres", "-D", str(folder / "data"), "-h", "127.0.0.1", "-p", str(port), "-k", "", "-c", "fsync=off"],
        stderr=subprocess.DEVNULL,
        **run,
    )
    try:
        uri = f"postgresql://pocket:secret%20word@127.0.0.1:{port}/postgres"
        for _ in range(600):
            assert server.poll() is None, "PostgreSQL ended"
            try:
                psycopg.connect(uri).close()
                break
            except psycopg.OperationalError:
                time.sleep(0.1)
        yield uri
    finally:
        server.terminate()
        server.wait(timeout=60)


@pytest.fixture
def container() -> Iterator[tuple[str, list[str]]]:
    """Lambda's own address for credentials; gives it, and the tokens that it was asked with."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.headers["Authorization"] or "")
            data = json.dumps({"AccessKeyId": f"AKID{len(asked)}", "SecretAccessKey": "key", "Token": "token", "Expiration": "2099-01-01T00:00:00Z"}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/credentials", asked
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def restored(deployed, aws, postgres, container, monkeypatch):
    """Starts the site as a version with SnapStart, copies it, and gives what the start and each copy saw."""
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.delenv("AWS_SESSION_TOKEN")
    aws.parameters["/shop/dev/DATABASE_URL"] = postgres
    root = deployed(media=None, caches={}, static_files=None)

    def rotate():
        # Not the database's password, which nobody changed there.
        aws.parameters["/shop/dev/SECRET_KEY"] = "the next key"

    def run(mode, between=rotate, **env):
        process = subprocess.Popen(
            [sys.executable, "-c", RESTORE, mode, str(COPIES)],
            cwd=root,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(SOURCE), str(SITE)]),
                "LAMBDA_TASK_ROOT": str(root),
                "DJANGO_SETTINGS_MODULE": "pocket_django.settings",
                "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": container[0],
                "AWS_CONTAINER_AUTHORIZATION_TOKEN": "at the start",
                **env,
            },
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        first = process.stdout.readline()
        between()
        process.stdin.write("go on\n")
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        return json.loads(first), [json.loads(line) for line in out.splitlines()], err

    return run


def test_restores_of_one_snapshot_share_nothing(restored, container):
    start, copies, _ = restored("hooks")
    assert start["hooks"] == 1 and len(copies) == COPIES
    for name in ("random", "temporary", "pid"):
        values = [copy[name] for copy in copies]
        assert None not in values and len(set(values)) == COPIES, (name, values)
    assert start["pid"] not in [copy["pid"] for copy in copies]
    for copy in copies:
        assert copy["node"] is None and copy["name"] is False and copy["ok"] == {"ok": True}
        # Read again, and with credentials that are its own.
        assert copy["key"] == copy["environment"] == "the next key" and copy["password"] == "secret word"
    asked = container[1]
    assert asked[0] == "at the start" and set(asked[2:]) == {f"of copy {number}" for number in range(COPIES)}


def test_without_the_hooks_they_would(restored):
    start, copies, _ = restored("none")
    assert len({copy["random"] for copy in copies}) == 1 and len({copy["temporary"] for copy in copies}) == 1
    assert {copy["key"] for copy in copies} == {"the stage's key"}
    # The copies speak through the one connection of the snapshot.
    assert {copy["pid"] for copy in copies} <= {start["pid"], None}


def test_no_other_function_gets_hooks(restored):
    start, _, _ = restored("none", AWS_LAMBDA_INITIALIZATION_TYPE="on-demand")
    assert start["hooks"] == 0


def test_a_secret_that_cannot_be_read_stays(restored, aws):
    _, copies, err = restored("hooks", between=lambda: aws.parameters.pop("/shop/dev/SECRET_KEY"))
    assert {copy["key"] for copy in copies} == {"the stage's key"} and None not in {copy["pid"] for copy in copies}
    assert err.count("After the restore of a snapshot: the secret SECRET_KEY of stage dev has no value") == COPIES


def test_credentials_are_those_of_the_moment(monkeypatch, container):
    from pocket_django.aws import AwsError, Credentials

    address, asked = container
    monkeypatch.setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", address)
    assert Credentials.from_environment().access_key == "AKIDEXAMPLE" and asked == []
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.setenv("AWS_CONTAINER_AUTHORIZATION_TOKEN", "a token")
    assert [Credentials.from_environment().access_key for _ in range(2)] == ["AKID1", "AKID2"] and asked == ["a token"] * 2
    monkeypatch.setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:9/nothing")
    with pytest.raises(AwsError, match=r"127\.0\.0\.1:9 gave none: ConnectionRefusedError"):
        Credentials.from_environment()
    monkeypatch.delenv("AWS_CONTAINER_CREDENTIALS_FULL_URI")
    with pytest.raises(AwsError, match="has no AWS_ACCESS_KEY_ID"):
        Credentials.from_environment()
