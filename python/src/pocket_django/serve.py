"""Static files of a deployed site: WhiteNoise's middleware, with what one release alone cannot answer."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware

from . import contract as contracts

logger = logging.getLogger(__name__)

LONGEST = 4_700_000
"""Bytes of a file that a function can send: an answer has 6 MB, in which a file that is no text takes four thirds of its length."""

REDIRECT_SECONDS = 3600
"""How long the address works to which a longer file is redirected."""

# The names of Django's own hashed files: `site.0123456789ab.css`.
_HASHED = re.compile(r"\.[0-9a-f]{12}(\.[^./]+)?$")
_COMPRESSED_TYPES = ("text/", "application/javascript", "application/json", "application/xml", "application/manifest+json", "image/svg+xml")
_FORWARDED = {"HTTP_RANGE": "Range", "HTTP_IF_NONE_MATCH": "If-None-Match", "HTTP_IF_MODIFIED_SINCE": "If-Modified-Since"}
_PASSED_ON = ("content-type", "content-length", "content-range", "etag", "last-modified")


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """WhiteNoise serves the release's own files. This one adds:

    - a hashed file of *another* release that is kept, from S3: a browser may still show a page of the old one, or, while two releases serve side by
      side, get page and style sheet from different ones;
    - `Cache-Control: no-store` on errors, so that no browser and no CDN remembers one;
    - a redirect to S3 for a file that is longer than a function can send;
    - an ETag made from the content: in a zip file every file has the same time, so WhiteNoise's own is the same for two contents of one length.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse] | None = None, settings: Any = settings) -> None:
        contract = contracts.load()
        self._region = contract.region if contract else ""
        self._store = contract.static_files.store if contract and contract.static_files and not contracts.building() else None
        self._next: Callable[[HttpRequest], HttpResponse] = get_response or self._absent
        test = getattr(settings, "WHITENOISE_IMMUTABLE_FILE_TEST", None)
        # A bundler hashes names in its own way, which the project has told WhiteNoise.
        self._bundled: Callable[[str, str], Any] | None = test if test is None or callable(test) else lambda _, url: re.search(test, url)
        super().__init__(self._elsewhere, settings)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = super().__call__(request)
        if request.path_info.startswith(self.static_prefix):
            if response.status_code >= 400:
                response["Cache-Control"] = "no-store"
            elif request.method == "GET" and int(response.get("Content-Length") or 0) > LONGEST:
                return self._redirected(request, response)
        return response

    def add_cache_headers(self, headers: Any, path: str, url: str) -> None:
        super().add_cache_headers(headers, path, url)
        if "immutable" not in headers.get("Cache-Control", ""):
            headers["ETag"] = f'"{self._fingerprint(path, url)}"'

    def _fingerprint(self, path: str, url: str) -> str:
        """The hash of the content, which is in the manifest already for all but a few files."""
        hashed = _HASHED.search(getattr(staticfiles_storage, "hashed_files", {}).get(url[len(self.static_prefix) :], ""))
        if hashed:
            return hashed.group()[1:13]
        with open(path, "rb") as file:
            return hashlib.md5(file.read(), usedforsecurity=False).hexdigest()

    def _elsewhere(self, request: HttpRequest) -> HttpResponse:
        """What WhiteNoise calls for a path that this release has no file for."""
        path, store, response = request.path_info, self._store, None
        if store and request.method in ("GET", "HEAD") and path.startswith(self.static_prefix):
            name = path[len(self.static_prefix) :]
            if _HASHED.search(name) or (self._bundled and self._bundled(f"{self.static_root}/{name}", path)):
                response = self._kept(request, request.method, store, name)
        return self._next(request) if response is None else response

    @staticmethod
    def _absent(_: HttpRequest) -> HttpResponse:
        return HttpResponse(status=404)

    def _kept(self, request: HttpRequest, method: str, store: contracts.StaticStore, name: str) -> HttpResponse | None:
        """A file of another release, or `None` where no release that is kept has it."""
        from . import s3
        from .aws import AwsError

        headers = {header: request.META[field].removeprefix("W/") for field, header in _FORWARDED.items() if field in request.META}
        try:
            answer = s3.read(method, store.bucket, f"{store.prefix}/{name}", self._region, headers, LONGEST)
        except AwsError as error:
            logger.warning("The static file %s of another release could not be read: %s", name, error)
            return HttpResponse("This file cannot be read now.", status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "5"})
        if answer is None:
            return None
        if answer.body is None:
            return self._address(store, name)
        response = HttpResponse(answer.body, status=answer.status)
        del response["Content-Type"]
        for header in _PASSED_ON:
            if header in answer.headers:
                response[header] = answer.headers[header]
        response["Cache-Control"] = f"max-age={self.FOREVER}, public, immutable"
        if self.allow_all_origins:
            response["Access-Control-Allow-Origin"] = "*"
        if answer.headers.get("content-type", "").startswith(_COMPRESSED_TYPES):
            response["Vary"] = "Accept-Encoding"
            if answer.status == 200 and method == "GET" and "gzip" in request.headers.get("Accept-Encoding", ""):
                self._compress(response)
        return response

    @staticmethod
    def _compress(response: HttpResponse) -> None:
        import gzip

        # Level 6 takes 20 ms for a megabyte; no time in it, so that the same file is the same bytes.
        response.content = gzip.compress(response.content, 6, mtime=0)
        response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(response.content))
        if response.get("ETag"):
            response["ETag"] = "W/" + response["ETag"]

    def _redirected(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """The address in S3 of a file that is too long for an answer; `response` itself where S3 does not have it."""
        name: str | None = request.path_info[len(self.static_prefix) :]
        if not _HASHED.search(name or ""):
            name = getattr(staticfiles_storage, "hashed_files", {}).get(name)
        if self._store is None or name is None:
            return response
        response.close()
        return self._address(self._store, name)

    def _address(self, store: contracts.StaticStore, name: str) -> HttpResponse:
        from . import s3

        location = s3.presigned(store.bucket, f"{store.prefix}/{name}", self._region, REDIRECT_SECONDS)
        headers = {"Location": location, "Cache-Control": "no-store"}
        if self.allow_all_origins:
            headers["Access-Control-Allow-Origin"] = "*"
        return HttpResponse(status=302, headers=headers)
