"""The contract between a deploy and the Django project that runs in it: `pocket.json`, written by the deploy beside the project's code.

Its shape is fixed by `pocket-model/src/contract.rs`; the classes here have the same names and the same fields.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

VERSION = 1
"""The version of the contract that this package reads."""

FILE = "pocket.json"


class ContractError(Exception):
    """`pocket.json` cannot be used: not JSON, of another version, or not of the shape that this package knows."""


# Tuples, for Python takes half a millisecond to make a class a dataclass, and would at every start.


class Database(NamedTuple):
    """A database that Django connects to.

    `url_secret` names the secret that holds the percent-encoded connection URI. `pooled`: behind a transaction pooler. `conn_max_age`: seconds that a
    connection is kept between requests. `direct_url_secret` names the one whose URI passes by the pooler, for management commands.
    """

    url_secret: str
    pooled: bool
    conn_max_age: int
    direct_url_secret: str | None = None


class Media(NamedTuple):
    """Uploaded files in S3: bucket name, key prefix without slashes at either end, seconds that a signed URL is valid."""

    bucket: str
    prefix: str
    signed_url_seconds: int


class StaticStore(NamedTuple):
    """Where the hashed files of every release that is kept are in S3: bucket name, key prefix without slashes at either end."""

    bucket: str
    prefix: str


class StaticFiles(NamedTuple):
    """Static files in the code artifact; `root` is the folder of the collected files, relative to the contract's folder.

    `store` has those of the other releases: a browser may still show a page of one.
    """

    root: str
    store: StaticStore | None = None


class FilesCache(NamedTuple):
    """A cache of files on a shared file system; `location` is an absolute folder."""

    location: str


class SecretRelease(NamedTuple):
    """The value that this release reads: the one labelled `label` in the store; `version`, with which the release was tested, where that one is newer."""

    version: str
    label: str


class SecretRef(NamedTuple):
    """Where a secret's value is kept: `store` is `ssm` or `secrets_manager`, `name` the parameter's name, or the secret's name or ARN.

    Without `release` the newest value is meant. `previous` names what holds the value before the last rotation, if it is there.
    """

    store: str
    name: str
    release: SecretRelease | None = None
    previous: str | None = None


class Contract(NamedTuple):
    """Everything that the running site is told. `root` is the folder that holds `pocket.json`: `/var/task` on Lambda.

    What only a deploy knows (`region`, `url`, `hosts`, databases, media, caches, secrets) is empty in the contract of a build.
    """

    root: Path
    project: str
    stage: str
    settings_module: str
    wsgi_application: str | None
    region: str
    url: str
    hosts: tuple[str, ...]
    trusted_origins: tuple[str, ...]
    databases: dict[str, Database]
    media: Media | None
    static_files: StaticFiles | None
    caches: dict[str, FilesCache]
    secrets: dict[str, SecretRef]
    settings: dict[str, Any]
    manual: bool


MANAGE = "POCKET_MANAGE"


def managing() -> bool:
    """Whether this process runs a management command of the deployed stage (`POCKET_MANAGE=1`)."""
    return os.environ.get(MANAGE, "") not in ("", "0")


def building() -> bool:
    """Whether this process runs in the build of an artifact (`POCKET_BUILD=1`): nothing may use the network then, and no secret is known."""
    return os.environ.get("POCKET_BUILD", "") not in ("", "0")


def rehearsing() -> bool:
    """Whether this build's code is run on the developer's machine, for or on a copy of the database (`POCKET_REHEARSAL=1`).

    The databases are connected then, by the URIs that stand in the environment; nothing else of the stage is known.
    """
    return os.environ.get("POCKET_REHEARSAL", "") not in ("", "0")


_loaded: dict[Path, Contract] = {}


def load() -> Contract | None:
    """The contract of this process, or `None` where there is none: on a developer's machine.

    The file is the one named by the environment variable `POCKET_CONFIG`, else `pocket.json` in `LAMBDA_TASK_ROOT`, else in the working directory.
    It is read once for each path. Raises `ContractError` for a file that cannot be used, and for a `POCKET_CONFIG` that names no file.
    """
    named = os.environ.get("POCKET_CONFIG")
    path = Path(named or Path(os.environ.get("LAMBDA_TASK_ROOT") or os.getcwd(), FILE)).absolute()
    if path not in _loaded:
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            if named:
                raise ContractError(f"POCKET_CONFIG names {path}, and there is no such file") from None
            return None
        _loaded[path] = parse(text, path)
    return _loaded[path]


def parse(text: str, path: Path) -> Contract:
    """The contract in `text`, which was read from `path`. Raises `ContractError`, naming the field that is wrong."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise ContractError(f"{path} is not JSON: {error}") from None
    if not isinstance(data, dict):
        raise ContractError(f"{path} holds {_name(data)} where an object is expected")
    version = data.get("version")
    if version != VERSION:
        raise ContractError(
            f"{path} has version {version!r}, and this pocket_django reads version {VERSION}: the artifact and the package come from different "
            "releases of pocket. Build and release the stage again: `deploy`"
        )
    reader = _Reader(path, data)
    return reader.contract(complete=not building())


class _Reader:
    """Takes fields out of the parsed JSON, checking types, and knows the path for the message."""

    def __init__(self, path: Path, data: dict[str, Any]) -> None:
        self.path = path
        self.data = data

    def contract(self, complete: bool) -> Contract:
        top = self.data
        # In a build, what only a deploy knows may be absent.
        default: dict[str, Any] = {} if complete else {"default": None}
        contract = Contract(
            root=self.path.parent,
            project=self.take(top, "project", str, **default) or "",
            stage=self.take(top, "stage", str, **default) or "",
            settings_module=self.take(top, "settings_module", str),
            wsgi_application=self.take(top, "wsgi_application", str, default=None),
            region=self.take(top, "region", str, **default) or "",
            url=self.take(top, "url", str, **default) or "",
            hosts=self.strings(top, "hosts", **default),
            trusted_origins=self.strings(top, "trusted_origins", **default),
            databases={alias: self.database(alias, item) for alias, item in self.mapping("databases", **default)},
            media=self.media(),
            static_files=self.static_files(),
            caches={alias: self.cache(alias, item) for alias, item in self.mapping("caches", **default)},
            secrets={name: self.secret(name, item) for name, item in self.mapping("secrets", **default)},
            settings=self.take(top, "settings", dict, **default) or {},
            manual=self.take(top, "manual", bool, **default) or False,
        )
        for alias, database in contract.databases.items():
            for field, name in (("url_secret", database.url_secret), ("direct_url_secret", database.direct_url_secret)):
                if complete and name is not None and name not in contract.secrets:
                    raise self.wrong(f"databases.{alias}.{field}", f"names `{name}`, which is not among the secrets")
        return contract

    def database(self, alias: str, item: Any) -> Database:
        where = f"databases.{alias}"
        return Database(
            url_secret=self.take(item, "url_secret", str, where),
            pooled=self.take(item, "pooled", bool, where),
            conn_max_age=self.take(item, "conn_max_age", int, where),
            direct_url_secret=self.take(item, "direct_url_secret", str, where, default=None),
        )

    def media(self) -> Media | None:
        item = self.data.get("media")
        if item is None:
            return None
        return Media(
            bucket=self.take(item, "bucket", str, "media"),
            prefix=self.take(item, "prefix", str, "media"),
            signed_url_seconds=self.take(item, "signed_url_seconds", int, "media"),
        )

    def static_files(self) -> StaticFiles | None:
        item = self.data.get("static_files")
        if item is None:
            return None
        store = self.take(item, "store", dict, "static_files", default=None)
        return StaticFiles(root=self.take(item, "root", str, "static_files"), store=None if store is None else self.static_store(store))

    def static_store(self, item: Any) -> StaticStore:
        where = "static_files.store"
        return StaticStore(bucket=self.take(item, "bucket", str, where), prefix=self.take(item, "prefix", str, where))

    def cache(self, alias: str, item: Any) -> FilesCache:
        where = f"caches.{alias}"
        kind = self.take(item, "kind", str, where)
        if kind != "files":
            raise self.wrong(f"{where}.kind", f"is `{kind}`; this pocket_django knows `files`")
        return FilesCache(location=self.take(item, "location", str, where))

    def secret(self, name: str, item: Any) -> SecretRef:
        where = f"secrets.{name}"
        store = self.take(item, "store", str, where)
        if store not in ("ssm", "secrets_manager"):
            raise self.wrong(f"{where}.store", f"is `{store}`; this pocket_django knows `ssm` and `secrets_manager`")
        release = self.take(item, "release", dict, where, default=None)
        return SecretRef(
            store=store,
            name=self.take(item, "name", str, where),
            release=None
            if release is None
            else SecretRelease(version=self.take(release, "version", str, f"{where}.release"), label=self.take(release, "label", str, f"{where}.release")),
            previous=self.take(item, "previous", str, where, default=None),
        )

    def mapping(self, key: str, **default: Any) -> list[tuple[str, Any]]:
        return list((self.take(self.data, key, dict, **default) or {}).items())

    def strings(self, item: Any, key: str, **default: Any) -> tuple[str, ...]:
        values = self.take(item, key, list, **default) or []
        if not all(isinstance(value, str) for value in values):
            raise self.wrong(key, "must hold strings only")
        return tuple(values)

    def take(self, item: Any, key: str, kind: type, where: str = "", **default: Any) -> Any:
        name = f"{where}.{key}" if where else key
        if not isinstance(item, dict):
            raise self.wrong(where, f"is {_name(item)} where an object is expected")
        value = item.get(key)
        if value is None:
            if "default" in default:
                return default["default"]
            raise self.wrong(name, "is missing")
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(name, f"is {_name(value)} where {_NAMES[kind]} is expected")
        return value

    def wrong(self, name: str, what: str) -> ContractError:
        return ContractError(f"{self.path}: `{name}` {what}. Write it again: `deploy`")


_NAMES = {
    str: "a string",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dict: "an object",
    list: "a list",
    type(None): "null",
}


def _name(value: Any) -> str:
    return _NAMES[type(value)]
