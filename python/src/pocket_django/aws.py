"""Signed calls to AWS, with nothing but the standard library: importing an AWS SDK takes longer than starting Django. S3 is in `pocket_django.s3`.

The signature is AWS's Signature Version 4; the tests compare it with botocore's.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import http.client
import json
import os
import random
import time
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

TIMEOUT_SECONDS = 5.0
"""For connecting, and for each read."""

ATTEMPTS = 5
"""How often a call is tried in all; the waits between are random, at most 0.1, 0.2, 0.4 and 0.8 seconds."""

_RETRIED_CODES = {
    "InternalServerError",
    "InternalServiceError",
    "InternalFailure",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "ServiceUnavailable",
    "SlowDown",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TooManyUpdates",
}


class AwsError(Exception):
    """A call that failed for good. `code` is AWS's name of the error, `""` where no answer came; `message` is AWS's own text."""

    def __init__(self, action: str, code: str, message: str) -> None:
        super().__init__(f"{action} failed: {code + ': ' if code else ''}{message}")
        self.code = code
        self.message = message


class Credentials(NamedTuple):
    """What signs a request; `token` is there for temporary credentials, which a Lambda function's are."""

    access_key: str
    secret_key: str
    token: str | None = None

    def __repr__(self) -> str:
        return f"Credentials({self.access_key!r}, …)"

    @classmethod
    def from_environment(cls) -> Credentials:
        """The credentials that Lambda gives: in the environment, or with SnapStart, where they would be as old as the snapshot, at an address there.

        Asked anew for each use, since they end after some hours. Raises `AwsError` where they are absent.
        """
        if "AWS_ACCESS_KEY_ID" not in os.environ and (address := os.environ.get("AWS_CONTAINER_CREDENTIALS_FULL_URI")):
            return cls._from_container(address)
        try:
            access_key, secret_key = os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"]
        except KeyError as missing:
            raise AwsError("Signing a request", "", f"the environment has no {missing.args[0]}") from None
        return cls(access_key, secret_key, os.environ.get("AWS_SESSION_TOKEN") or None)

    @classmethod
    def _from_container(cls, address: str) -> Credentials:
        """Source: AWS SDKs and Tools Reference Guide, "Container credential provider"."""
        parts = urlsplit(address)
        headers = {"Authorization": token} if (token := os.environ.get("AWS_CONTAINER_AUTHORIZATION_TOKEN")) else {}
        connection = http.client.HTTPConnection(parts.netloc, timeout=TIMEOUT_SECONDS)
        try:
            connection.request("GET", f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}", headers=headers)
            with connection.getresponse() as response:
                status, answer = response.status, response.read()
            if status != 200:
                raise AwsError("Reading the function's credentials", str(status), f"{parts.netloc} refused them")
            found = json.loads(answer)
            return cls(found["AccessKeyId"], found["SecretAccessKey"], found.get("Token") or None)
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as error:
            # Not the cause's own text: it may hold a part of the answer.
            raise AwsError("Reading the function's credentials", "", f"{parts.netloc} gave none: {type(error).__name__}") from None
        finally:
            connection.close()


def endpoint(service: str, region: str) -> str:
    """The URL of a service (`ssm`, `secretsmanager`): `AWS_ENDPOINT_URL_SSM` or `AWS_ENDPOINT_URL_SECRETS_MANAGER`, else `AWS_ENDPOINT_URL`, else AWS's own.

    The names of the variables are those of the AWS SDKs, made from a service's id.
    """
    variable = {"ssm": "SSM", "secretsmanager": "SECRETS_MANAGER", "s3": "S3"}[service]
    for name in (f"AWS_ENDPOINT_URL_{variable}", "AWS_ENDPOINT_URL"):
        if url := os.environ.get(name):
            return url.rstrip("/")
    suffix = "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"
    return f"https://{service}.{region}.{suffix}"


def sign(
    method: str,
    url: str,
    headers: dict[str, str],
    body: bytes,
    service: str,
    region: str,
    credentials: Credentials,
    now: datetime.datetime,
) -> dict[str, str]:
    """`headers` with `Host`, `X-Amz-Date`, `X-Amz-Security-Token` and `Authorization` added. The URL has no query; `now` is in UTC.

    Source: AWS, "Create a signed AWS API request", Signature Version 4.
    """
    parts = urlsplit(url)
    stamp = now.strftime("%Y%m%dT%H%M%SZ")
    scope = f"{stamp[:8]}/{region}/{service}/aws4_request"
    signed = {**headers, "Host": parts.netloc, "X-Amz-Date": stamp}
    if credentials.token:
        signed["X-Amz-Security-Token"] = credentials.token
    lines = sorted((name.lower(), " ".join(value.split())) for name, value in signed.items())
    names = ";".join(name for name, _ in lines)
    # S3 alone takes a path as it was sent; for all others it is encoded once more.
    path = parts.path if service == "s3" else quote(parts.path, safe="/-_.~")
    signature = _signature(method, path, "", lines, names, hashlib.sha256(body).hexdigest(), stamp, scope, credentials)
    signed["Authorization"] = f"AWS4-HMAC-SHA256 Credential={credentials.access_key}/{scope}, SignedHeaders={names}, Signature={signature}"
    return signed


def presign(url: str, seconds: int, service: str, region: str, credentials: Credentials, now: datetime.datetime) -> str:
    """`url` with a signature in its query, for a GET by whoever has it. It ends after `seconds`, or with the credentials. The URL has no query.

    Source: Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters".
    """
    parts = urlsplit(url)
    stamp = now.strftime("%Y%m%dT%H%M%SZ")
    scope = f"{stamp[:8]}/{region}/{service}/aws4_request"
    fields = {
        "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
        "X-Amz-Credential": f"{credentials.access_key}/{scope}",
        "X-Amz-Date": stamp,
        "X-Amz-Expires": str(seconds),
        "X-Amz-SignedHeaders": "host",
        **({"X-Amz-Security-Token": credentials.token} if credentials.token else {}),
    }
    query = "&".join(f"{name}={quote(value, safe='-_.~')}" for name, value in sorted(fields.items()))
    signature = _signature("GET", parts.path, query, [("host", parts.netloc)], "host", "UNSIGNED-PAYLOAD", stamp, scope, credentials)
    return f"{url}?{query}&X-Amz-Signature={signature}"


def _signature(
    method: str, path: str, query: str, lines: list[tuple[str, str]], names: str, payload: str, stamp: str, scope: str, credentials: Credentials
) -> str:
    canonical = "\n".join([method, path or "/", query, *(f"{name}:{value}" for name, value in lines), "", names, payload])
    text = "\n".join(["AWS4-HMAC-SHA256", stamp, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = ("AWS4" + credentials.secret_key).encode()
    for part in (*scope.split("/"), text):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key.hex()


class JsonService:
    """One AWS service that speaks JSON 1.1, over one kept connection. Not for use from several threads."""

    def __init__(self, service: str, target: str, region: str) -> None:
        """`service` is the name in signatures and host names, `target` the prefix of `X-Amz-Target` (`AmazonSSM`, `secretsmanager`)."""
        self.service = service
        self.target = target
        self.region = region
        self.url = endpoint(service, region)
        self.credentials = Credentials.from_environment()
        self._connection: http.client.HTTPConnection | None = None

    def __enter__(self) -> JsonService:
        return self

    def __exit__(self, *_: object) -> None:
        self._drop()

    def call(self, action: str, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to `action` (`GetParameters`). Throttling, server errors and connection errors are retried; raises `AwsError` at the end."""
        body = json.dumps(request).encode()
        for attempt in range(1, ATTEMPTS + 1):
            try:
                status, answer = self._send(action, body)
            except (OSError, http.client.HTTPException) as error:
                self._drop()
                failure = AwsError(action, "", f"no answer from {self.url}: {error or type(error).__name__}")
            else:
                if status == 200:
                    return answer
                code = str(answer.get("__type") or answer.get("code") or status).rpartition("#")[2]
                message = str(answer.get("message") or answer.get("Message") or f"HTTP status {status}")
                failure = AwsError(action, code, message)
                if status < 500 and status != 429 and code not in _RETRIED_CODES:
                    raise failure
            if attempt == ATTEMPTS:
                raise failure
            time.sleep(random.uniform(0.0, 0.1 * 2 ** (attempt - 1)))
        raise AssertionError("the last attempt returns or raises")

    def _send(self, action: str, body: bytes) -> tuple[int, dict[str, Any]]:
        headers = sign(
            "POST",
            self.url,
            {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": f"{self.target}.{action}"},
            body,
            self.service,
            self.region,
            self.credentials,
            datetime.datetime.now(datetime.timezone.utc),
        )
        parts = urlsplit(self.url)
        if self._connection is None:
            # https only when it is used: the import of ssl takes time that the embedded cloud need not spend.
            kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
            self._connection = kind(parts.netloc, timeout=TIMEOUT_SECONDS)
        self._connection.request("POST", parts.path or "/", body, headers)
        with self._connection.getresponse() as response:
            data = response.read()
            try:
                answer = json.loads(data or b"{}")
            except ValueError:
                answer = {}
            return response.status, answer if isinstance(answer, dict) else {}

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
