"""The handler of the function that answers HTTP: `pocket_django.web.handler`. Importing this module starts Django.

Lambda imports it in its initialisation, with more processor than a request has. A start that fails leaves by an exception: Lambda then answers with a
function error, and begins the next one in a fresh process.
"""

from __future__ import annotations

import gc
import traceback
from typing import Any

from . import snapstart
from .events import make_handler
from .project import wsgi_application


class StartError(RuntimeError):
    """Django did not start. The message ends with the traceback, because not every place that runs functions keeps one beside the message."""


def _start() -> Any:
    # First, so that the hooks of the project find what these renewed.
    snapstart.register()
    # Nearly all that a start makes stays for good. Looking through it for garbage while it grows takes a fifth of the start, and at each later
    # collection once more: so it is done neither now nor then.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return make_handler(wsgi_application())
    finally:
        if collecting:
            gc.freeze()
            gc.enable()


try:
    _handler = _start()
except Exception as error:
    raise StartError(f"Django did not start: {type(error).__name__}: {error}\n{traceback.format_exc()}") from error


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one event of API Gateway, payload format 2.0, through the project's WSGI application.

    The event `{"pocket": "start"}` gives `{"ok": true}`: for starting a version before it has visitors.
    """
    return _handler(event, context)
