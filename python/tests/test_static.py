"""Static files: a release's own from its artifact, those of other releases from S3."""

import base64
import datetime
import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from botocore.auth import S3SigV4Auth, S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as BotoCredentials
from conftest import event, run_python

from pocket_django import s3
from pocket_django.aws import AwsError, Credentials, presign, sign

STORE = {"root": "staticfiles", "store": {"bucket": "shop-dev-deploy", "prefix": "static"}}
NOW = datetime.datetime(2026, 3, 4, 5, 6, 7, tzinfo=datetime.timezone.utc)


class FakeS3:
    """Objects by path, `(type, bytes)`. Whatever is not there is forbidden, as it is to a role that may not list."""

    def __init__(self):
        self.objects, self.requests, self.failing, self.dropped = {}, [], False, 0


@pytest.fixture
def bucket(monkeypatch):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            fake.requests.append((self.command, self.path, dict(self.headers)))
            if fake.dropped:
                fake.dropped -= 1
                self.close_connection = True
                return None
            if fake.failing:
                return self.answer(500, b"<Error>")
            if self.path not in fake.objects:
                return self.answer(403, b"<Error><Code>AccessDenied</Code></Error>")
            kind, body = fake.objects[self.path]
            headers = {"Content-Type": kind, "ETag": '"etag"', "Last-Modified": "Wed, 04 Mar 2026 05:06:07 GMT"}
            if self.headers.get("If-None-Match") == '"etag"':
                return self.answer(304, b"", **headers)
            if self.headers.get("Range") == "bytes=1-2":
                return self.answer(206, body[1:3], **headers, **{"Content-Range": f"bytes 1-2/{len(body)}"})
            self.answer(200, body, **headers)

        do_HEAD = do_GET

        def answer(self, status, body, **headers):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake = FakeS3()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", f"http://127.0.0.1:{server.server_address[1]}")
    yield fake
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def release(deployed):
    """A deployed release with its collected files."""
    root = deployed(secrets={}, databases={}, media=None, caches={}, static_files=STORE)
    run_python("from django.core.management import execute_from_command_line as run; run(['m', 'collectstatic', '--noinput', '-v0'])", root, POCKET_BUILD="1")
    return root


def headers(answer):
    return answer["headers"]


@pytest.mark.parametrize("token", [None, "a session/token=="])
@pytest.mark.parametrize("path", ["/static/site.css", "/bucket/static/a%20b/%E6%97%A5%2B.css"])
def test_signs_for_s3_as_botocore_does(path, token, monkeypatch):
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda *_: NOW.replace(tzinfo=None), raising=False)
    url, credentials = f"https://shop-deploy.s3.eu-west-1.amazonaws.com{path}", BotoCredentials("AKID", "sec/ret+", token)
    ours = sign("GET", url, {"X-Amz-Content-Sha256": s3._EMPTY}, b"", "s3", "eu-west-1", Credentials("AKID", "sec/ret+", token), NOW)
    request = AWSRequest("GET", url, headers={})
    request.context["payload_signing_enabled"] = True
    S3SigV4Auth(credentials, "s3", "eu-west-1").add_auth(request)
    assert request.headers["Authorization"] == ours["Authorization"]
    request = AWSRequest("GET", url, headers={})
    S3SigV4QueryAuth(credentials, "s3", "eu-west-1", expires=900).add_auth(request)
    theirs, ours = urlsplit(request.url), urlsplit(presign(url, 900, "s3", "eu-west-1", Credentials("AKID", "sec/ret+", token), NOW))
    assert sorted(theirs.query.split("&")) == sorted(ours.query.split("&")) and theirs.path == ours.path


def test_addresses(monkeypatch):
    assert s3.url("b", "static/a b/日+.css", "eu-west-1") == "https://b.s3.eu-west-1.amazonaws.com/static/a%20b/%E6%97%A5%2B.css"
    assert s3.url("b", "k", "cn-north-1") == "https://b.s3.cn-north-1.amazonaws.com.cn/k"
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:4566")
    assert s3.url("b", "k", "eu-west-1") == "http://127.0.0.1:4566/b/k"


def test_a_file_of_another_release_comes_from_s3(release, serve, bucket):
    old, bundle = "/static/shop/site.0123456789ab.css", "/static/assets/main-Ab3_x9Qz.js"
    css = b"body { color: red }\n" * 100
    bucket.objects = {
        "/shop-dev-deploy" + old: ("text/css", css),
        "/shop-dev-deploy/static/shop/photo.0123456789ab.png": ("image/png", b"\x89PNG"),
        "/shop-dev-deploy" + bundle: ("text/javascript", b"let x"),
    }
    answers, stderr = serve(
        event("GET", old),
        event("HEAD", old),
        event("GET", old, headers={"if-none-match": 'W/"etag"'}),
        event("GET", old, headers={"range": "bytes=1-2", "accept-encoding": "gzip"}),
        event("GET", old, headers={"accept-encoding": "br, gzip"}),
        event("GET", "/static/shop/photo.0123456789ab.png", headers={"accept-encoding": "gzip"}),
        event("GET", bundle),
        event("POST", old),
        LAMBDA_TASK_ROOT=str(release),
    )
    plain, head, unchanged, part, zipped, photo, unknown, posted = answers
    assert plain["statusCode"] == 200 and plain["body"].encode() == css, stderr
    assert headers(plain)["cache-control"] == "max-age=315360000, public, immutable" and headers(plain)["content-type"] == "text/css"
    assert headers(plain)["vary"] == "Accept-Encoding" and headers(plain)["etag"] == '"etag"'
    assert (head["statusCode"], head["body"], headers(head)["content-length"]) == (200, "", str(len(css)))
    assert (unchanged["statusCode"], unchanged["body"]) == (304, "")
    assert part["statusCode"] == 206 and part["body"] == "od" and headers(part)["content-range"] == f"bytes 1-2/{len(css)}"
    assert headers(zipped)["content-encoding"] == "gzip" and gzip.decompress(base64.b64decode(zipped["body"])) == css
    assert base64.b64decode(photo["body"]) == b"\x89PNG" and "content-encoding" not in headers(photo)
    assert unknown["statusCode"] == 404, "a bundler's names are known only by what the project tells WhiteNoise"
    assert posted["statusCode"] in (403, 404, 405) and headers(posted)["cache-control"] == "no-store"
    assert [path for _, path, _ in bucket.requests] == [f"/shop-dev-deploy{old}"] * 5 + ["/shop-dev-deploy/static/shop/photo.0123456789ab.png"]


def test_a_bundlers_names_as_the_project_tells_whitenoise(deployed, serve, bucket):
    root = deployed(secrets={}, databases={}, media=None, caches={}, static_files=STORE, settings={"WHITENOISE_IMMUTABLE_FILE_TEST": "-[0-9a-zA-Z_]{8}[.]js$"})
    (root / "staticfiles").mkdir()
    bundle = "/static/assets/main-Ab3_x9Qz.js"
    bucket.objects = {"/shop-dev-deploy" + bundle: ("text/javascript", b"let x")}
    (found, missing), _ = serve(event("GET", bundle), event("GET", "/static/assets/main.js"), LAMBDA_TASK_ROOT=str(root))
    assert found["statusCode"] == 200 and found["body"] == "let x"
    assert missing["statusCode"] == 404 and len(bucket.requests) == 1


def test_errors_are_never_cached(release, serve, bucket):
    answers, stderr = serve(
        event("GET", "/static/shop/gone.0123456789ab.css"), event("GET", "/static/shop/gone.css"), event("GET", "/gone/"), LAMBDA_TASK_ROOT=str(release)
    )
    gone, unhashed, page = answers
    assert (gone["statusCode"], headers(gone)["cache-control"]) == (404, "no-store"), stderr
    assert (unhashed["statusCode"], headers(unhashed)["cache-control"]) == (404, "no-store")
    assert len(bucket.requests) == 1, "only a hashed name can be another release's"
    assert headers(page).get("cache-control") != "no-store", "what is no static file is the project's affair"
    bucket.failing = True
    (broken,), stderr = serve(event("GET", "/static/shop/gone.0123456789ab.css"), LAMBDA_TASK_ROOT=str(release))
    assert (broken["statusCode"], headers(broken)["cache-control"], headers(broken)["retry-after"]) == (503, "no-store", "5")
    assert "could not be read: GetObject failed: 500" in stderr


def test_own_files_need_no_network_and_have_etags_of_their_content(release, serve, bucket):
    paths = json.loads((release / "staticfiles/staticfiles.json").read_text())["paths"]
    serving = [event("GET", "/static/shop/site.css"), event("GET", f"/static/{paths['shop/site.css']}")]
    (first, hashed), _ = serve(*serving, LAMBDA_TASK_ROOT=str(release))
    assert headers(hashed)["cache-control"].endswith("immutable") and headers(first)["cache-control"] == "max-age=60, public"
    etag = headers(first)["etag"]
    assert etag.strip('"') == paths["shop/site.css"].split(".")[1]
    # Another release: as long, as old, and different.
    (release / "staticfiles/staticfiles.json").write_text(json.dumps({"version": "1.1", "paths": {"shop/site.css": "shop/site.ffffffffffff.css"}, "hash": "x"}))
    conditional = event("GET", "/static/shop/site.css", headers={"if-none-match": etag})
    (changed,), _ = serve(conditional, LAMBDA_TASK_ROOT=str(release))
    assert changed["statusCode"] == 200 and bucket.requests == []
    (same,), _ = serve(event("GET", "/static/shop/site.css", headers={"if-none-match": '"ffffffffffff"'}), LAMBDA_TASK_ROOT=str(release))
    assert same["statusCode"] == 304


def test_what_is_too_long_for_an_answer_is_redirected(release, serve, bucket):
    static = release / "staticfiles"
    (static / "film.0123456789ab.mp4").write_bytes(b"\0" * 5_000_000)
    (static / "film.mp4").write_bytes(b"\0" * 5_000_000)
    (static / "unlisted.mp4").write_bytes(b"\0" * 5_000_000)
    manifest = json.loads((static / "staticfiles.json").read_text())
    manifest["paths"]["film.mp4"] = "film.0123456789ab.mp4"
    (static / "staticfiles.json").write_text(json.dumps(manifest))
    bucket.objects = {"/shop-dev-deploy/static/old.0123456789ab.mp4": ("video/mp4", b"\0" * 5_000_000)}
    (own, plain, head, old, unlisted), stderr = serve(
        event("GET", "/static/film.0123456789ab.mp4", headers={"range": "bytes=0-"}),
        event("GET", "/static/film.mp4"),
        event("HEAD", "/static/film.mp4"),
        event("GET", "/static/old.0123456789ab.mp4"),
        event("GET", "/static/unlisted.mp4"),
        LAMBDA_TASK_ROOT=str(release),
    )
    for answer, name in ((own, "film"), (plain, "film"), (old, "old")):
        assert (answer["statusCode"], headers(answer)["cache-control"]) == (302, "no-store"), stderr
        location = urlsplit(headers(answer)["location"])
        assert location.path == f"/shop-dev-deploy/static/{name}.0123456789ab.mp4" and "X-Amz-Signature=" in location.query
        assert headers(answer)["access-control-allow-origin"] == "*"
    assert (head["statusCode"], headers(head)["content-length"]) == (200, "5000000")
    assert (unlisted["statusCode"], headers(unlisted)["cache-control"]) == (500, "no-store")


def test_a_dropped_connection_is_opened_again(bucket):
    bucket.objects = {"/b/k": ("text/css", b"x")}
    assert s3.read("GET", "b", "k", "eu-west-1", {}, 10).body == b"x"
    bucket.dropped = 1
    assert s3.read("GET", "b", "k", "eu-west-1", {}, 10).body == b"x"
    assert s3.read("GET", "b", "missing", "eu-west-1", {}, 10) is None
    bucket.dropped = 2
    with pytest.raises(AwsError, match="no answer from http://127.0.0.1"):
        s3.read("GET", "b", "k", "eu-west-1", {}, 10)
