"""What the tests share: a contract written to a folder, a small Django site, events of payload format 2.0, and a fake of two AWS services."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

pytest_plugins = ["postgres"]

SITE = Path(__file__).parent / "site"
SOURCE = Path(__file__).parent.parent / "src"

FULL: dict[str, Any] = {
    "version": 1,
    "project": "shop",
    "stage": "dev",
    "settings_module": "config.settings",
    "wsgi_application": "config.wsgi.application",
    "region": "ap-northeast-1",
    "url": "https://abc.execute-api.ap-northeast-1.amazonaws.com",
    "hosts": ["abc.execute-api.ap-northeast-1.amazonaws.com"],
    "trusted_origins": ["https://abc.execute-api.ap-northeast-1.amazonaws.com"],
    "databases": {"default": {"url_secret": "DATABASE_URL", "pooled": True, "conn_max_age": 60}},
    "media": {"bucket": "shop-dev-media", "prefix": "media", "signed_url_seconds": 900},
    "static_files": {"root": "staticfiles"},
    "caches": {"default": {"kind": "files", "location": "/mnt/efs/shop"}},
    "secrets": {
        "SECRET_KEY": {"store": "ssm", "name": "/shop/dev/SECRET_KEY"},
        "DATABASE_URL": {"store": "ssm", "name": "/shop/dev/DATABASE_URL"},
        "API_KEY": {"store": "secrets_manager", "name": "shop-dev-API_KEY"},
    },
    "settings": {"DEFAULT_FROM_EMAIL": "shop@example.com"},
    "manual": False,
}

URI = "postgresql://us%40er:p%2Fw%3Ad@db.example.com:5433/na%20me?sslmode=require&channel_binding=require"


def changed(**fields: Any) -> dict[str, Any]:
    """The full contract with other values for some fields; `None` leaves a field out."""
    return {key: value for key, value in {**FULL, **fields}.items() if value is not None}


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the machine's own AWS configuration, nor what another one loaded."""
    for name in list(os.environ):
        if name.startswith(("AWS_", "POCKET_", "DJANGO_")) or name in ("SECRET_KEY", "DATABASE_URL", "API_KEY", "LAMBDA_TASK_ROOT"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "session-token")


@pytest.fixture
def deployed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Writes a contract to a fresh folder and makes it this process's; returns the folder."""
    count = 0

    def write(**fields: Any) -> Path:
        nonlocal count
        count += 1
        root = tmp_path / f"task{count}"
        root.mkdir()
        (root / "pocket.json").write_text(json.dumps(changed(**fields)))
        monkeypatch.setenv("LAMBDA_TASK_ROOT", str(root))
        return root

    return write


class FakeAws:
    """SSM and Secrets Manager over HTTP. `failures` are answered first, in order: (status, code), or `None` for a dropped connection."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.parameters: dict[str, str] = {}
        """By name, or by name and selector, `/shop/dev/KEY:live-dev`."""
        self.versions: dict[str, int] = {}
        """Versions of those of the parameters that are not in their first."""
        self.secrets: dict[str, str] = {}
        self.stages: dict[tuple[str, str], tuple[str, int, str]] = {}
        """Id, time and value of a secret's version, by the secret and the version's id or label."""
        self.failures: list[tuple[int, str] | None] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def versions_of(self, request: dict[str, Any]) -> dict[str, Any] | None:
        found = self.stages.get((request["SecretId"], request.get("VersionId") or request.get("VersionStage") or "AWSCURRENT"))
        return {"VersionId": found[0], "CreatedDate": found[1], "SecretString": found[2]} if found else None


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeAws]:
    """A fake AWS on a free port of 127.0.0.1, named by AWS_ENDPOINT_URL."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            action = self.headers["X-Amz-Target"].rpartition(".")[2]
            fake.calls.append((action, request))
            if fake.failures:
                failure = fake.failures.pop(0)
                if failure is None:
                    self.close_connection = True
                    return
                self.answer(failure[0], {"__type": failure[1], "message": "because"})
            elif action == "GetParameters":
                names = request["Names"]
                bare = [name.partition(":")[0] for name in names]
                assert len(set(bare)) == len(bare), "AWS refuses a name that stands twice"
                self.answer(
                    200,
                    {
                        "Parameters": [
                            {"Name": name.partition(":")[0], "Value": fake.parameters[name], "Version": fake.versions.get(name, 1)}
                            for name in names
                            if name in fake.parameters
                        ],
                        "InvalidParameters": [name for name in names if name not in fake.parameters],
                    },
                )
            elif found := fake.versions_of(request):
                self.answer(200, found)
            elif request["SecretId"] in fake.secrets and not {"VersionId", "VersionStage"} & set(request):
                value = fake.secrets[request["SecretId"]]
                binary = {"SecretBinary": base64.b64encode(value[4:].encode()).decode()}
                self.answer(200, binary if value.startswith("bin:") else {"SecretString": value})
            else:
                self.answer(400, {"__type": "com.amazonaws#ResourceNotFoundException", "Message": "Secrets Manager can't find the specified secret."})

        def answer(self, status: int, body: dict[str, Any]) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake = FakeAws(f"http://127.0.0.1:{server.server_address[1]}")
    fake.parameters = {"/shop/dev/SECRET_KEY": "the stage's key", "/shop/dev/DATABASE_URL": URI}
    fake.secrets = {"shop-dev-API_KEY": "api key"}
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv("AWS_ENDPOINT_URL", fake.url)
    yield fake
    server.shutdown()
    server.server_close()
    thread.join()


def run_python(code: str, root: Path, check: bool = True, **env: str) -> subprocess.CompletedProcess[str]:
    """Run `code` in a fresh interpreter with the site on its path and `root` as the task root: a cold start."""
    answer = subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning:pocket_django", "-c", code],
        cwd=root,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(SOURCE), str(SITE)]),
            "LAMBDA_TASK_ROOT": str(root),
            "DJANGO_SETTINGS_MODULE": "pocket_django.settings",
            **env,
        },
        text=True,
        capture_output=True,
        timeout=120,
    )
    assert not check or answer.returncode == 0, answer.stderr
    return answer


def event(method: str = "GET", path: str = "/", query: str = "", body: bytes | None = None, **more: Any) -> dict[str, Any]:
    """An event of API Gateway, payload format 2.0."""
    headers = {"host": "own.example.com", "x-forwarded-proto": "https", "x-forwarded-port": "443", "x-forwarded-for": "203.0.113.7", **more.pop("headers", {})}
    result = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": query,
        "headers": headers,
        "requestContext": {
            "domainName": "abc.execute-api.ap-northeast-1.amazonaws.com",
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "203.0.113.7", "userAgent": "test"},
            "stage": "$default",
        },
        "isBase64Encoded": False,
        **more,
    }
    if body is not None:
        result.update(body=base64.b64encode(body).decode(), isBase64Encoded=True)
        headers["content-length"] = str(len(body))
    return result


SERVE = """
import json, sys
from pocket_django.web import handler
print(json.dumps([handler(event, None) for event in json.load(sys.stdin)]))
"""


@pytest.fixture
def serve(deployed: Callable[..., Path]) -> Callable[..., Any]:
    """Answers events as one warm function does, in order."""
    root = deployed(secrets={}, databases={}, media=None, caches={}, static_files=None)

    def answers(*events: Any, check: bool = True, **env: str) -> Any:
        answer = subprocess.run(
            [sys.executable, "-c", SERVE],
            input=json.dumps(events),
            text=True,
            capture_output=True,
            cwd=root,
            env={
                **os.environ,
                "PYTHONPATH": f"{SOURCE}{os.pathsep}{SITE}",
                "LAMBDA_TASK_ROOT": str(root),
                "DJANGO_SETTINGS_MODULE": "pocket_django.settings",
                **env,
            },
            timeout=60,
        )
        assert not check or answer.returncode == 0, answer.stderr
        return answer if not check else (json.loads(answer.stdout), answer.stderr)

    return answers
