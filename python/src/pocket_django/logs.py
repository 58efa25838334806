"""`LOGGING` for a place where only standard error is kept."""

from __future__ import annotations

import copy
import logging
import sys
from collections.abc import Mapping
from typing import Any

from . import contract as contracts

HANDLER = "pocket"
_CHATTY = ("boto3", "botocore", "s3transfer", "urllib3")


class StderrHandler(logging.StreamHandler):
    """Writes a record to standard error, unless another handler that the record meets writes it to a standard stream already."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write `record`, once. Called by `logging`."""
        if not any(self._prints(handler, record) for handler in _handlers_of(record.name)):
            super().emit(record)

    def _prints(self, handler: logging.Handler, record: logging.LogRecord) -> bool:
        return (
            handler is not self
            and isinstance(handler, logging.StreamHandler)
            and handler.stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__)
            and record.levelno >= handler.level
            and bool(handler.filter(record))
        )


def _handlers_of(name: str) -> list[logging.Handler]:
    handlers: list[logging.Handler] = []
    logger: logging.Logger | None = logging.getLogger(name)
    while logger:
        handlers += logger.handlers
        logger = logger.parent if logger.propagate else None
    return handlers


def logging_config(own: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """`LOGGING`: the project's `own`, completed so that all of it reaches standard error, Django's own errors with their traceback included.

    The project's loggers, handlers and levels stay, with these exceptions: handlers that write to files write to standard error, because no file of a
    function outlives it, and existing loggers are not disabled. What the project logs at INFO and above is written where it names no level for the
    root logger. A logger that the project silenced stays silent. Without a contract this gives back what it was given.
    """
    if contracts.load() is None:
        return dict(own or {})
    config: dict[str, Any] = copy.deepcopy(dict(own or {}))
    config.setdefault("version", 1)
    config["disable_existing_loggers"] = False
    formatters = config.setdefault("formatters", {})
    handlers = config.setdefault("handlers", {})
    loggers = config.setdefault("loggers", {})
    formatters[HANDLER] = {"format": "{levelname} {name}: {message}", "style": "{"}
    for name, handler in handlers.items():
        if "filename" in handler:
            kept = {key: handler[key] for key in ("level", "filters", "formatter") if key in handler}
            handlers[name] = {"class": "logging.StreamHandler", **kept}
    handlers[HANDLER] = {"class": f"{__name__}.{StderrHandler.__name__}", "formatter": HANDLER}
    # dictConfig takes the root logger from either place.
    root = loggers[""] if "" in loggers else config.setdefault("root", {})
    root.setdefault("level", "INFO")
    root["handlers"] = [*(root.get("handlers") or []), HANDLER]
    for name in _CHATTY:
        loggers.setdefault(name, {"level": "WARNING"})
    for logger in loggers.values():
        names = logger.get("handlers") or []
        silent = not names or all(handlers.get(name, {}).get("class") == "logging.NullHandler" for name in names)
        if logger is not root and logger.get("propagate", True) is False and not silent:
            logger["handlers"] = [*names, HANDLER]
    return config
