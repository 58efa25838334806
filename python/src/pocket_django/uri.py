"""From a connection URI to one of Django's `DATABASES`."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote

ENGINE = "django.db.backends.postgresql"

_PART_OF_PARAMETER = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


class UriError(ValueError):
    """Not a connection URI of PostgreSQL. The message never holds the URI, which has a password in it."""


def parse(uri: str) -> dict[str, Any]:
    """`ENGINE`, `NAME`, `USER`, `PASSWORD`, `HOST`, `PORT` and `OPTIONS` of `postgresql://user:password@host:port/name?sslmode=require`.

    Every part is percent-decoded. What stands after `?` goes into `OPTIONS` as libpq's parameters, except those that name a part (`host`, `dbname`, …),
    which win over it, as in libpq. A missing part is the empty string. Source: PostgreSQL's manual, "Connection URIs". Raises `UriError`.
    """
    scheme, separator, rest = uri.strip().partition("://")
    if not separator or scheme not in ("postgres", "postgresql"):
        raise UriError("a connection URI must begin with postgresql://")
    rest, _, query = rest.partition("?")
    authority, _, name = rest.partition("/")
    user_info, _, location = authority.rpartition("@")
    user, _, password = user_info.partition(":")
    host, port = _host_and_port(location)
    if port and not port.isdigit():
        raise UriError("the port of a connection URI must be a number; a password with a special character must be percent-encoded")
    parts = {
        "ENGINE": ENGINE,
        "NAME": unquote(name),
        "USER": unquote(user),
        "PASSWORD": unquote(password),
        "HOST": unquote(host),
        "PORT": port,
        "OPTIONS": {},
    }
    for key, value in parse_qsl(query.replace("+", "%2B"), keep_blank_values=True):
        if part := _PART_OF_PARAMETER.get(key):
            parts[part] = value
        else:
            parts["OPTIONS"][key] = value
    return parts


def _host_and_port(location: str) -> tuple[str, str]:
    if location.startswith("["):
        host, _, rest = location[1:].partition("]")
        return host, rest.removeprefix(":")
    host, _, port = location.partition(":")
    return host, port
