"""A start out of traffic, which a release makes with each new version: `pocket_django.manage.handler` answers `{"pocket": "start"}` by it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

from .contract import MANAGE

_DJANGO = "from pocket_django.project import manage; manage(['version'])"
_HANDLER = "import sys; from pocket_django.start import _handler; _handler(sys.argv[1])"


class StartError(RuntimeError):
    """The project does not start. The message ends with the traceback."""


def started(event: dict[str, Any]) -> dict[str, Any]:
    """Set Django up as a management command would, and import each of `event["handlers"]`, dotted paths of functions; nothing of theirs is called.

    Each has a process of its own, as it has a function of its own. Raises `StartError` for the first that fails.
    """
    processes = [("Django", _spawn(_DJANGO))]
    processes += [(handler, _spawn(_HANDLER, handler)) for handler in event.get("handlers") or ()]
    failed = None
    for what, process in processes:
        output, _ = process.communicate()
        if process.returncode != 0 and failed is None:
            failed = f"{what} did not start\n{output.decode('utf-8', 'replace').strip()}"
    if failed is not None:
        raise StartError(failed)
    return {"ok": True}


def _spawn(code: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        # Lambda's runtime, and the embedded cloud's, extend sys.path and not PYTHONPATH.
        env={**os.environ, MANAGE: "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"},
    )


def _handler(path: str) -> None:
    import importlib

    module, _, name = path.rpartition(".")
    if not callable(getattr(importlib.import_module(module), name, None)):
        raise StartError(f'module `{module}` has no function `{name}`, and `handler: "{path}";` names it')
