"""The web handler: a real Django behind it, events of payload format 2.0 before it."""

import base64
import hashlib
import json

from conftest import SITE, SOURCE, event, run_python

from pocket_django.events import _request, make_handler


def seen(answer):
    assert answer["isBase64Encoded"] is False and answer["statusCode"] == 200
    return json.loads(answer["body"])


def test_requests_reach_django_whole(serve):
    binary = bytes(range(256)) * 3
    form = (
        b'--b\r\nContent-Disposition: form-data; name="n"\r\n\r\n\xe6\x97\xa5\r\n--b\r\nContent-Disposition: form-data; name="f"; filename="f.png"\r\n\r\n'
        + binary
        + b"\r\n--b--\r\n"
    )
    events = [
        event("GET", "/a/b/", "x=1&x=2&y=%E6%97%A5+z&e=", cookies=["a=1", "b=2"], headers={"x-name": "日"}),
        event("GET", "/%E6%97%A5%E6%9C%AC/a%20b/"),
        event("GET", "/日本/a b/", "q=日 x"),
        event("POST", "/upload/", body=form, headers={"content-type": "multipart/form-data; boundary=b"}),
        event("POST", "/text/", body=binary),
        {**event("PUT", "/plain/"), "body": "日本"},
        event("GET", "/", headers={"x-forwarded-proto": "http", "x-forwarded-port": "8000", "host": "own.example.com:8000"}),
        event("GET", "/100%25/a%2Fb|c"),
        event("GET", "/", cookies=["a=1"], headers={"Cookie": "a=1"}),
        event("GET", ""),
    ]
    answers, _ = serve(*events)
    first = seen(answers[0])
    assert first["path"] == "/a/b/" and first["get"] == {"x": ["1", "2"], "y": ["日 z"], "e": [""]}
    assert first["cookies"] == {"a": "1", "b": "2"} and first["header"] == "日"
    assert first["secure"] is True and first["address"] == "203.0.113.7" and first["url"].startswith("https://own.example.com/a/b/?x=1")
    assert first["server"] == ["own.example.com", "443"]
    assert seen(answers[1])["path"] == "/日本/a b/"
    assert seen(answers[2])["path"] == "/日本/a b/" and seen(answers[2])["get"] == {"q": ["日 x"]}
    upload = seen(answers[3])
    assert upload["post"] == {"n": "日"} and upload["files"] == {"f": hashlib.sha256(binary).hexdigest()}
    assert seen(answers[4])["body"] == hashlib.sha256(binary).hexdigest() and seen(answers[4])["length"] == 768
    assert seen(answers[5])["length"] == 6 and seen(answers[5])["method"] == "PUT"
    plain = seen(answers[6])
    assert plain["secure"] is False and plain["server"] == ["own.example.com", "8000"] and plain["url"] == "http://own.example.com:8000/"
    assert seen(answers[7])["path"] == "/100%/a/b|c"
    assert seen(answers[8])["cookies"] == {"a": "1"}
    assert seen(answers[9])["path"] == "/"


def test_answers_reach_the_visitor_whole(serve):
    (echo, head, image, sjis, large, boom), stderr = serve(
        event("GET", "/x/"), event("HEAD", "/binary/"), event("GET", "/binary/"), event("GET", "/sjis/"), event("GET", "/large/"), event("GET", "/boom/")
    )
    assert [cookie.partition(";")[0] for cookie in echo["cookies"]] == ["one=1", "two=2"]
    assert echo["headers"]["content-type"] == "application/json" and "set-cookie" not in echo["headers"]
    assert (head["statusCode"], head["body"], head["headers"]["content-type"]) == (200, "", "image/png")
    assert image["isBase64Encoded"] and base64.b64decode(image["body"]) == bytes(range(256))
    assert base64.b64decode(sjis["body"]).decode("shift_jis") == "日本"
    assert (large["statusCode"], large["headers"]["cache-control"]) == (500, "no-store") and "The answer to GET /large/ is too long" in stderr
    assert boom["statusCode"] == 500 and "RuntimeError: the view broke" in stderr


def test_static_files_come_compressed_from_the_artifact(deployed, serve):
    root = deployed(secrets={}, databases={}, media=None, caches={})
    run_python(
        "import sys; from django.core.management import execute_from_command_line as run; run(['m', 'collectstatic', '--noinput', '-v0'])",
        root,
        POCKET_BUILD="1",
    )
    css = json.loads((root / "staticfiles/staticfiles.json").read_text())["paths"]["shop/site.css"]
    (root / "staticfiles" / (css + ".gz")).write_bytes(b"gzipped, let us say")
    (plain, zipped, gone), _ = serve(
        event("GET", f"/static/{css}"),
        event("GET", f"/static/{css}", headers={"accept-encoding": "gzip"}),
        event("GET", "/page/"),
        LAMBDA_TASK_ROOT=str(root),
    )
    assert "#123456" in plain["body"] and "immutable" in plain["headers"]["cache-control"]
    assert plain["headers"]["content-type"].startswith("text/css")
    assert zipped["headers"]["content-encoding"] == "gzip" and base64.b64decode(zipped["body"]) == b"gzipped, let us say"
    assert f"/static/{css}" in gone["body"]


def test_start_only_starts(serve):
    answers, _ = serve({"pocket": "start"})
    assert answers == [{"ok": True}]


def test_a_project_that_does_not_start_fails_with_its_traceback(serve, tmp_path):
    (tmp_path / "broken_wsgi.py").write_text("raise RuntimeError('no engine')\n")
    answer = serve(event(), check=False, PYTHONPATH=f"{SOURCE}:{SITE}:{tmp_path}", POCKET_CONFIG="/nowhere/pocket.json")
    assert answer.returncode == 1 and "StartError: Django did not start: ContractError: POCKET_CONFIG names /nowhere/pocket.json" in answer.stderr


def test_without_a_wsgi_application_in_the_contract(serve, deployed):
    root = deployed(secrets={}, databases={}, media=None, caches={}, static_files=None, wsgi_application=None)
    answers, _ = serve(event("GET", "/x/"), LAMBDA_TASK_ROOT=str(root))
    assert seen(answers[0])["path"] == "/x/"
    root = deployed(secrets={}, databases={}, media=None, caches={}, static_files=None, wsgi_application=None, settings={"WSGI_APPLICATION": None})
    answers, _ = serve(event("GET", "/x/"), LAMBDA_TASK_ROOT=str(root))
    assert seen(answers[0])["path"] == "/x/"


def test_doubled_headers_are_joined():
    def application(environ, start_response):
        start_response("200 OK", [("Link", "<a>"), ("link", "<b>"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("Content-Type", "text/plain")])
        return [b"x"]

    answer = make_handler(application)(event(), None)
    assert answer["headers"]["link"] == "<a>, <b>" and answer["cookies"] == ["a=1", "b=2"] and answer["body"] == "x"


def test_the_event_is_not_changed():
    given = event("GET", "/日/", cookies=["a=日"])
    before = json.dumps(given)
    _request(given)
    assert json.dumps(given) == before
