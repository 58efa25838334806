"""From an event of API Gateway, payload format 2.0, to a WSGI application and back.

apig-wsgi does the translation; what stands here is where an event is not what it expects, measured against it.
"""

from __future__ import annotations

import base64
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote, urlsplit

from apig_wsgi import make_lambda_handler

ANSWER_LIMIT = 6_291_556
"""Bytes of JSON that Lambda takes as an answer. Source: AWS, "Lambda quotas" and the text of its error."""

_URI_CHARACTERS = "!#$&'()*+,/:;=?@[]%-._~"
# What no client puts on the wire; browsers and curl do send a raw `|` or `{` beside percent-encoding.
_NOT_IN_A_URI = re.compile(r"[^\x21-\x7e]")
_TEXT = ("text/", "application/json", "application/problem+json", "application/javascript", "application/xml", "image/svg+xml")

Event = dict[str, Any]


def make_handler(application: Callable[..., Iterable[bytes]]) -> Callable[[Event, Any], dict[str, Any]]:
    """A Lambda handler that answers events with `application`. The event `{"pocket": "start"}` only starts it, and gives `{"ok": true}`."""
    # No content type is text here: apig-wsgi would take the body for UTF-8 by its type alone, and raise at a page in another encoding.
    serve = make_lambda_handler(_Server(application), binary_support=True, non_binary_content_type_prefixes=())

    def handler(event: Event, context: Any) -> dict[str, Any]:
        if event.get("pocket") == "start":
            return {"ok": True}
        answer = _answer(event, serve(_request(event), context))
        if answer["statusCode"] >= 500:
            # Lambda counts no error here, so this line is what a canary release is watched by.
            print(f"[5xx] {event['requestContext']['http']['method']} {event.get('rawPath', '/')} answered {answer['statusCode']}", file=sys.stderr)
        return answer

    return handler


def _request(event: Event) -> Event:
    headers = {name: _latin1(value) for name, value in (event.get("headers") or {}).items()}
    cookies = event.get("cookies")
    if cookies:
        # They stand in both places in some emulators, and would reach Django twice.
        headers = {name: value for name, value in headers.items() if name.lower() != "cookie"}
    query = event.get("rawQueryString") or ""
    return {
        **event,
        "headers": headers,
        "cookies": [_latin1(cookie) for cookie in cookies or ()],
        "rawPath": _encoded(event.get("rawPath") or "/", "/"),
        "rawQueryString": _encoded(query, _URI_CHARACTERS),
    }


def _encoded(text: str, safe: str) -> str:
    """`text` in percent-encoding; API Gateway gives a path decoded where it holds what a URI cannot, and apig-wsgi takes each for encoded."""
    return quote(text, safe=safe, errors="replace") if _NOT_IN_A_URI.search(text) else text


def _latin1(value: str) -> str:
    """The bytes of `value` as WSGI wants them, one character a byte; the event has them decoded as UTF-8."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode("latin-1")


class _Server:
    """What a WSGI server has to see to, around the application."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        host = urlsplit("//" + environ.get("HTTP_HOST", ""))
        try:
            name, port = host.hostname, host.port
        except ValueError:
            name, port = None, None
        environ["SERVER_NAME"] = name or "localhost"
        environ["SERVER_PORT"] = environ["SERVER_PORT"] or str(port or (443 if environ["wsgi.url_scheme"] == "https" else 80))

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            # An answer of format 2.0 has one value a name, but for cookies.
            merged: dict[str, str] = {}
            # Django leaves a space before a cookie, which every server drops.
            cookies = [(name, value.strip()) for name, value in headers if name.lower() == "set-cookie"]
            for name, value in headers:
                if name.lower() != "set-cookie":
                    merged[name.lower()] = f"{merged[name.lower()]}, {value}" if name.lower() in merged else value
            return start_response(status, [*merged.items(), *cookies], exc_info)

        return self.application(environ, start)


def _answer(event: Event, answer: dict[str, Any]) -> dict[str, Any]:
    http = event["requestContext"]["http"]
    if http["method"] == "HEAD":
        return {**answer, "body": "", "isBase64Encoded": False}
    headers = answer["headers"]
    encoded = answer["body"] if answer["isBase64Encoded"] else base64.b64encode(answer["body"].encode()).decode()
    answer.update(body=encoded, isBase64Encoded=True)
    if headers.get("content-type", "").startswith(_TEXT) and not headers.get("content-encoding"):
        try:
            text = base64.b64decode(encoded).decode()
        except UnicodeDecodeError:
            pass
        else:
            answer.update(body=text, isBase64Encoded=False)
    # The rest of the answer is small; a text may grow where JSON escapes it, so this is where Lambda surely refuses.
    if len(answer["body"]) > ANSWER_LIMIT:
        path = event.get("rawPath", "/")
        print(
            f"The answer to {http['method']} {path} is too long: {len(answer['body'])} bytes, and a Lambda function can send {ANSWER_LIMIT}. "
            "Keep large files in the site's storage, and send a redirect to their address.",
            file=sys.stderr,
        )
        message = "This answer is too long to be sent."
        headers = {"content-type": "text/plain; charset=utf-8", "cache-control": "no-store"}
        return {"statusCode": 500, "headers": headers, "cookies": [], "body": message, "isBase64Encoded": False}
    return answer
