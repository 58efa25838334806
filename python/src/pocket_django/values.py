"""The values of Django's settings that a deploy knows: each function takes what the project has and gives what the stage needs.

The generated settings module uses these functions, and so may a project with `settings: manual;`. Without a contract, on a developer's machine,
every one of them gives back what it was given.
"""

from __future__ import annotations

import copy
import importlib.util
import os
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from . import contract as contracts
from . import secrets, uri
from .aws import endpoint
from .contract import Contract, ContractError, Media

SECURITY_MIDDLEWARE = "django.middleware.security.SecurityMiddleware"
WHITENOISE_MIDDLEWARE = "whitenoise.middleware.WhiteNoiseMiddleware"
STATIC_MIDDLEWARE = "pocket_django.serve.StaticFilesMiddleware"

_OTHER_ENGINES = {
    "": uri.ENGINE,
    "django.db.backends.dummy": uri.ENGINE,
    "django.db.backends.sqlite3": uri.ENGINE,
    "django.db.backends.mysql": uri.ENGINE,
    "django.db.backends.oracle": uri.ENGINE,
    "django.db.backends.postgresql_psycopg2": uri.ENGINE,
    "django.contrib.gis.db.backends.spatialite": "django.contrib.gis.db.backends.postgis",
    "django.contrib.gis.db.backends.mysql": "django.contrib.gis.db.backends.postgis",
    "django.contrib.gis.db.backends.oracle": "django.contrib.gis.db.backends.postgis",
}


def databases(own: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, dict[str, Any]]:
    """`DATABASES`: the project's `own`, with each alias of the stage connected to the stage's database.

    What an alias says beside the connection stays (`ATOMIC_REQUESTS`, `TEST`, `TIME_ZONE`, …), and so do its `OPTIONS` and its `ENGINE` where that
    engine is one for PostgreSQL. In a build the project's own databases stay, but for a rehearsal's. Reads the secrets if nobody has; raises
    `SecretError` for a missing one, and `ContractError` for one that is no connection URI.
    """
    result = {alias: dict(database) for alias, database in (own or {}).items()}
    contract = contracts.load()
    if contract is None or (contracts.building() and not contracts.rehearsing()):
        return result
    secrets.load(contract)
    for alias, database in contract.databases.items():
        # Migrations lock and prepare in a session of their own, which a transaction pooler does not give.
        direct = database.direct_url_secret if contracts.managing() else None
        name = direct or database.url_secret
        try:
            parts = uri.parse(os.environ[name])
        except uri.UriError as error:
            raise ContractError(
                f"the secret {name}, which connects the database `{alias}`, is not usable: {error}. Set it again: `secrets set {name} -s {contract.stage}`"
            ) from None
        before = result.get(alias, {})
        engine = str(before.get("ENGINE", ""))
        options = {} if engine in _OTHER_ENGINES else dict(before.get("OPTIONS") or {})
        options.update(parts["OPTIONS"])
        result[alias] = {
            **before,
            **parts,
            "ENGINE": _OTHER_ENGINES.get(engine, engine),
            "OPTIONS": options,
            # Django refuses persistent connections beside psycopg's own pool.
            "CONN_MAX_AGE": 0 if options.get("pool") else database.conn_max_age,
            # A connection may have died while the function was frozen.
            "CONN_HEALTH_CHECKS": True,
            "DISABLE_SERVER_SIDE_CURSORS": (database.pooled and not direct) or bool(before.get("DISABLE_SERVER_SIDE_CURSORS")),
        }
    return result


def storages(own: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, dict[str, Any]]:
    """`STORAGES`: the project's `own`, with `default` in the stage's bucket behind signed URLs and `staticfiles` served by WhiteNoise.

    Each of the two is replaced only where the stage has it; a `staticfiles` backend of WhiteNoise that the project chose stays.
    """
    result = {alias: dict(storage) for alias, storage in (own or {}).items()}
    contract = contracts.load()
    if contract is None:
        return result
    # A project that names one of the two leaves the other to Django, which wants both.
    result.setdefault("default", {"BACKEND": "django.core.files.storage.FileSystemStorage"})
    result.setdefault("staticfiles", {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"})
    if contract.media:
        result["default"] = _media(contract, contract.media)
    if contract.static_files and not str(result["staticfiles"].get("BACKEND")).startswith("whitenoise."):
        result["staticfiles"] = {"BACKEND": "pocket_django.staticfiles.StaticFilesStorage"}
    return result


def _media(contract: Contract, media: Media) -> dict[str, Any]:
    options: dict[str, Any] = {
        "bucket_name": media.bucket,
        "location": media.prefix,
        "region_name": contract.region,
        "file_overwrite": False,
        # Each of these also stands for what the project may have set for another bucket with an AWS_… setting.
        "default_acl": None,
        "custom_domain": None,
        "querystring_auth": True,
        "querystring_expire": media.signed_url_seconds,
        "signature_version": "s3v4",
        # The regional host name: a signature for the global one dies in the redirect that a young bucket answers with.
        "addressing_style": "virtual",
        "endpoint_url": None,
    }
    if os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL"):
        # Not AWS: no wildcard host names to be had, and the browser must find the same address.
        options.update(endpoint_url=endpoint("s3", contract.region), addressing_style="path")
    try:
        found = importlib.util.find_spec("storages.backends.s3")
    except ModuleNotFoundError:
        found = None
    # django-storages before 1.14 has only the older name; the newer one is what it documents.
    return {"BACKEND": "storages.backends.s3.S3Storage" if found else "storages.backends.s3boto3.S3Boto3Storage", "OPTIONS": options}


def caches(own: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, dict[str, Any]]:
    """`CACHES`: the project's `own`, with each alias of the stage on the stage's shared file system, by `pocket_django.cache.FileCache`.

    `TIMEOUT`, `KEY_PREFIX`, `VERSION` and `KEY_FUNCTION` of an alias stay, and of its `OPTIONS` those that every backend of Django has. In a build,
    which has no such file system, these aliases are in memory.
    """
    result = {alias: dict(cache) for alias, cache in (own or {}).items()}
    contract = contracts.load()
    for alias, cache in contract.caches.items() if contract else ():
        before = result.get(alias, {})
        kept = {key: before[key] for key in ("TIMEOUT", "KEY_PREFIX", "VERSION", "KEY_FUNCTION") if key in before}
        options = {key: value for key, value in (before.get("OPTIONS") or {}).items() if key in ("MAX_ENTRIES", "CULL_FREQUENCY")}
        if contracts.building():
            kept.update(BACKEND="django.core.cache.backends.locmem.LocMemCache", LOCATION=f"build-{alias}")
        else:
            kept.update(BACKEND="pocket_django.cache.FileCache", LOCATION=cache.location)
        result[alias] = {**kept, **({"OPTIONS": options} if options else {})}
    return result


def allowed_hosts(own: Iterable[str] = ()) -> list[str]:
    """`ALLOWED_HOSTS`: the project's `own`, then the stage's hosts, each once."""
    contract = contracts.load()
    return list(dict.fromkeys([*own, *(contract.hosts if contract else ())]))


def csrf_trusted_origins(own: Iterable[str] = ()) -> list[str]:
    """`CSRF_TRUSTED_ORIGINS`: the project's `own`, then the stage's origins (`https://host`), each once."""
    contract = contracts.load()
    return list(dict.fromkeys([*own, *(contract.trusted_origins if contract else ())]))


def secret_key_fallbacks(own: Iterable[str] = ()) -> list[str]:
    """`SECRET_KEY_FALLBACKS`: the key before the last `secrets rotate SECRET_KEY`, if it is still valid, then the project's `own`.

    What it has signed (sessions, links in e-mails) goes on being accepted, and nothing new is signed with it.
    """
    contract = contracts.load()
    if contract is None or contracts.building():
        return list(own)
    secrets.load(contract)
    previous = os.environ.get(secrets.previous_name("SECRET_KEY"))
    return list(dict.fromkeys([*([previous] if previous else []), *own]))


def middleware(own: Iterable[str] = ()) -> list[str]:
    """`MIDDLEWARE`: the project's `own`, where the stage serves static files with pocket's in WhiteNoise's place.

    Where the project has none, it comes after Django's SecurityMiddleware, else first.
    """
    result = list(own)
    contract = contracts.load()
    if contract is None or contract.static_files is None or STATIC_MIDDLEWARE in result:
        return result
    if WHITENOISE_MIDDLEWARE in result:
        result[result.index(WHITENOISE_MIDDLEWARE)] = STATIC_MIDDLEWARE
    else:
        result.insert(result.index(SECURITY_MIDDLEWARE) + 1 if SECURITY_MIDDLEWARE in result else 0, STATIC_MIDDLEWARE)
    return result


def static_root(own: Any = None) -> Any:
    """`STATIC_ROOT`: the absolute folder of the collected files in the artifact, else the project's `own`."""
    contract = contracts.load()
    return str(contract.root / contract.static_files.root) if contract and contract.static_files else own


def static_url(own: str | None = None) -> str | None:
    """`STATIC_URL`: the project's `own` where it is a path, else `/static/`: another host does not have this artifact's files."""
    contract = contracts.load()
    if contract is None or contract.static_files is None:
        return own
    parts = urlsplit(own or "")
    return own if own and own != "/" and not parts.scheme and not parts.netloc else "/static/"


def media_url(own: str | None = None) -> str | None:
    """`MEDIA_URL`: the project's `own`, else the path of the stage's key prefix, `/media/`. Addresses of files come from the storage, not from here."""
    contract = contracts.load()
    return f"/{contract.media.prefix}/" if not own and contract and contract.media and contract.media.prefix else own


def overrides() -> dict[str, Any]:
    """The stage's `settings { … }` by name; they win over the project's own. Empty without a contract."""
    contract = contracts.load()
    return copy.deepcopy(contract.settings) if contract else {}
