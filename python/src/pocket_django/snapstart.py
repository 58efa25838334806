"""What a snapshot must not share.

With SnapStart, Lambda starts a version once, keeps its memory, and resumes every environment from that one copy, perhaps weeks later. The hooks below see to
it that none has an open connection of the copy's, its random numbers, its credentials, or what it knew of its host. Source: Lambda Developer Guide, "Lambda
SnapStart runtime hooks for Python", "Handling uniqueness with Lambda SnapStart".
"""

from __future__ import annotations

import os
import random
import sys
from typing import Any


def register() -> None:
    """Give the hooks to Lambda's runtime, if this process is to become a snapshot."""
    if os.environ.get("AWS_LAMBDA_INITIALIZATION_TYPE") != "snap-start":
        return
    # A part of Lambda's runtime.
    from snapshot_restore_py import register_after_restore, register_before_snapshot

    register_before_snapshot(before_snapshot)
    register_after_restore(after_restore)


def before_snapshot() -> None:
    """Load what the first request would, since the time is not a visitor's, and leave no connection open."""
    from django.template import engines
    from django.urls import get_resolver

    engines.all()
    # Reads every URLconf: Django knows no other name for it.
    get_resolver()._populate()
    _drop_connections()


def after_restore() -> None:
    """Make this environment differ from its twins, and read the secrets again.

    A setting that the project computed from a secret keeps its value, with two exceptions: `SECRET_KEY`, and the databases of the stage. Where the secrets
    cannot be read, those of the snapshot stay, and standard error says so.
    """
    _drop_connections()
    _renew_random()
    _forget_host()
    _renew_secrets()


def _drop_connections() -> None:
    """Close the connections of databases and caches; each is opened anew at its next use."""
    from django.core.cache import caches
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        # psycopg's own pool, from Django 5.1.
        if close_pool := getattr(connection, "close_pool", None):
            close_pool()
        connection.close()
        del connections[connection.alias]
    for alias in list(caches.settings):
        # Clients of caches have pools of their own, each in another place: a new client has none.
        if hasattr(caches._connections, alias):
            caches[alias].close()
            del caches[alias]


def _renew_random() -> None:
    random.seed()
    if ssl := sys.modules.get("ssl"):
        # OpenSSL has a generator of its own, in this process's memory.
        ssl.RAND_add(os.urandom(32), 32.0)
    if numpy := sys.modules.get("numpy.random"):
        numpy.seed()
    if tempfile := sys.modules.get("tempfile"):
        tempfile._name_sequence = None
    if process := sys.modules.get("multiprocessing.process"):
        process.current_process().authkey = os.urandom(32)


def _forget_host() -> None:
    if uuid := sys.modules.get("uuid"):
        # A version 1 UUID is made of the host's address, the clock and what was made before.
        uuid._node = uuid._last_timestamp = None
    if mail := sys.modules.get("django.core.mail.utils"):
        vars(mail.DNS_NAME).pop("_fqdn", None)
    if (boto3 := sys.modules.get("boto3")) and boto3.DEFAULT_SESSION is not None:
        boto3.DEFAULT_SESSION = None


def _renew_secrets() -> None:
    from django.conf import settings
    from django.db import connections

    from . import contract as contracts
    from . import secrets, values

    contract = contracts.load()
    try:
        secrets.renew(contract)
    except secrets.SecretError as error:
        print(f"After the restore of a snapshot: {error}. The values of the snapshot stay in use.", file=sys.stderr)
        return
    if contract is None or contract.manual:
        return
    if "SECRET_KEY" in contract.secrets and "SECRET_KEY" not in contract.settings:
        settings.SECRET_KEY = os.environ["SECRET_KEY"]
    renewed: dict[str, Any] = values.databases(settings.DATABASES)
    for alias in contract.databases:
        connections.settings[alias].update(renewed[alias])
