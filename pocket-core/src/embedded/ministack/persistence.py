"""Saves MiniStack's state as it changes.

MiniStack saves on a clean end alone: after a power cut or a `kill -9` the stacks and functions would be gone while their database stayed. It also writes
the code of each layer as text into one JSON document; here layers go where function code goes, one file for each content.
"""

import asyncio
import contextlib
import json
import logging
import os

from ministack import app as ministack_app
from ministack.core import persistence
from ministack.services import lambda_svc

QUIET = 0.3  # seconds after the last change until it is saved
LOGS_QUIET = 5  # the same after an invocation, which changes the logs alone

logger = logging.getLogger("pocket")
_changed = asyncio.Event()  # something changed
_changed_more = asyncio.Event()  # something besides logs changed
_written = {}  # service -> the text last written
_digests = {}  # id of an archive -> (the archive, its digest): hashing each one at each save took seconds


def _write_blob(archive):
    known = _digests.get(id(archive))
    if known is None or known[0] is not archive:
        known = _digests[id(archive)] = (archive, _write_blob_other(archive))
    if not os.path.exists(os.path.join(lambda_svc.CODE_BLOB_DIR, f"{known[1]}.zip")):
        _write_blob_other(archive)
    return known[1]


def _lambda_state():
    referenced = set()
    original, lambda_svc._prune_orphan_code_blobs = lambda_svc._prune_orphan_code_blobs, referenced.update
    try:
        state = _lambda_state_other()
    finally:
        lambda_svc._prune_orphan_code_blobs = original
    for layer in state["layers"]._data.values():
        for version in layer.get("versions", []):
            if isinstance(version.get("_zip_data"), bytes):
                version["_zip_data"] = {"code_blob_ref": _write_blob(version["_zip_data"])}
                referenced.add(version["_zip_data"]["code_blob_ref"])
    original(referenced)
    for key in [key for key, (_, digest) in _digests.items() if digest not in referenced]:
        del _digests[key]
    return state


def _load_lambda_state(data):
    for layer in data.get("layers", {})._data.values():
        for version in layer.get("versions", []):
            if isinstance(version.get("_zip_data"), dict):
                version["_zip_data"] = lambda_svc._read_code_blob(version["_zip_data"]["code_blob_ref"])
    _load_lambda_state_other(data)


def _save(service, data):
    """Writes a service's state when it differs from what is on disk."""
    text = json.dumps({"__ministack_format__": persistence._state_format_version(service), "payload": data}, default=persistence._json_default)
    if _written.get(service) == hash(text):
        return
    os.makedirs(persistence.STATE_DIR, exist_ok=True)
    path = os.path.join(persistence.STATE_DIR, f"{service}.json")
    with open(f"{path}.tmp", "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(f"{path}.tmp", path)
    _written[service] = hash(text)


def save():
    """Writes what changed. A service that cannot be saved is named in the log and does not keep the others from it."""
    for service, state in ministack_app._build_persistence_save_dict().items():
        try:
            data = state()
            if data is not None:
                _save(service, data)
        except OSError as error:
            logger.error("The state of %s is not saved: %s", service, error)
            raise
        except Exception as error:
            logger.error("The state of %s is not saved: %s", service, error)


async def keep_saving():
    """Saves a moment after each change. Runs on the server's own loop, so that no request changes what is being read."""
    while True:
        await _changed.wait()
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(_changed_more.wait(), LOGS_QUIET)
        _changed.clear()
        _changed_more.clear()
        await asyncio.sleep(QUIET)
        try:
            save()
        except OSError:
            _changed.set()  # a full disk: again later


def watched(app):
    """The ASGI application, noting which requests may have changed something."""

    async def watch(scope, receive, send):
        try:
            await app(scope, receive, send)
        finally:
            if scope["type"] == "http" and scope["method"] not in ("GET", "HEAD", "OPTIONS"):
                _changed.set()
                if not scope["path"].endswith("/invocations"):
                    _changed_more.set()

    return watch


def install():
    """Puts this module in the place of MiniStack's own saving."""
    global _write_blob_other, _lambda_state_other, _load_lambda_state_other
    _write_blob_other, _lambda_state_other, _load_lambda_state_other = (
        lambda_svc._write_code_blob, lambda_svc.get_state, lambda_svc.load_persisted_state,
    )
    lambda_svc._write_code_blob, lambda_svc.get_state, lambda_svc.load_persisted_state = _write_blob, _lambda_state, _load_lambda_state
    ministack_app.save_all = lambda services: save()
