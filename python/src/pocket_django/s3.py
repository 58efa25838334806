"""Reading objects of a private S3 bucket, with nothing but the standard library."""

from __future__ import annotations

import datetime
import hashlib
import http.client
import threading
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from .aws import AwsError, Credentials, endpoint, presign, sign

TIMEOUT_SECONDS = 3.0
"""For connecting, and for each read. A visitor waits for it."""

_EMPTY = hashlib.sha256(b"").hexdigest()
_kept = threading.local()


class Answer(NamedTuple):
    """S3's answer to a GET or HEAD: `status` is 200, 206, 304 or 416, the names of `headers` are in lower case.

    `body` is `None` where the object is longer than the caller would take; its length stands in `content-length`.
    """

    status: int
    headers: dict[str, str]
    body: bytes | None


def url(bucket: str, key: str, region: str) -> str:
    """The address of an object. On AWS the bucket is in the host name; another endpoint, such as the embedded cloud's, has it in the path."""
    base, path = endpoint("s3", region), quote(key, safe="/-_.~")
    scheme, _, host = base.partition("://")
    return f"{scheme}://{bucket}.{host}/{path}" if host.startswith(f"s3.{region}.amazonaws.com") else f"{base}/{bucket}/{path}"


def presigned(bucket: str, key: str, region: str, seconds: int) -> str:
    """An address with which anybody may read the object for so long, or until the credentials of this process end."""
    return presign(url(bucket, key, region), seconds, "s3", region, Credentials.from_environment(), _now())


def read(method: str, bucket: str, key: str, region: str, headers: dict[str, str], longest: int) -> Answer | None:
    """S3's answer to GET or HEAD with these headers (`Range`, `If-None-Match`), or `None` where there is no such object.

    A body of more than `longest` bytes is not fetched. Tried twice, since a kept connection may have died while the function was frozen. Raises `AwsError`.
    """
    address = url(bucket, key, region)
    try:
        return _read(method, address, region, headers, longest)
    except (OSError, http.client.HTTPException):
        _drop()
    try:
        return _read(method, address, region, headers, longest)
    except (OSError, http.client.HTTPException) as error:
        _drop()
        raise AwsError("GetObject", "", f"no answer from {address}: {error or type(error).__name__}") from error


def _read(method: str, address: str, region: str, headers: dict[str, str], longest: int) -> Answer | None:
    wanted = {**headers, "X-Amz-Content-Sha256": _EMPTY}
    signed = sign(method, address, wanted, b"", "s3", region, Credentials.from_environment(), _now())
    connection = _connection(address)
    connection.request(method, urlsplit(address).path, headers=signed)
    response = connection.getresponse()
    found = {name.lower(): value for name, value in response.getheaders()}
    if method != "HEAD" and response.status < 300 and int(found.get("content-length") or 0) > longest:
        _drop()
        return Answer(response.status, found, None)
    body = response.read()
    if response.status in (200, 206, 304, 416):
        return Answer(response.status, found, body)
    # A role that may not list the bucket gets 403 for what is not there.
    if response.status in (403, 404):
        return None
    raise AwsError("GetObject", str(response.status), body[:500].decode("utf-8", "replace"))


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)


def _connection(address: str) -> http.client.HTTPConnection:
    parts = urlsplit(address)
    connection: http.client.HTTPConnection | None = getattr(_kept, "connection", None)
    if connection is None or _kept.host != parts.netloc:
        _drop()
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(parts.netloc, timeout=TIMEOUT_SECONDS)
        _kept.connection, _kept.host = connection, parts.netloc
    return connection


def _drop() -> None:
    connection = getattr(_kept, "connection", None)
    if connection is not None:
        connection.close()
        _kept.connection = None
