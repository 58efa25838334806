"""Runs beside an unedited Django project inside AWS Lambda, or in pocket's embedded cloud.

`pocket_django.settings` is the settings module there, `pocket_django.web.handler` and `pocket_django.manage.handler` are the handlers. A project that
says `settings: manual;` calls the functions below from its own settings; on a developer's machine each gives back what it is given.
"""

from . import bytecode as bytecode  # First: importing it gives this process its packages, from which all below comes.
from .contract import Contract, ContractError
from .logs import logging_config
from .secrets import SecretError
from .values import (
    allowed_hosts,
    caches,
    csrf_trusted_origins,
    databases,
    media_url,
    middleware,
    overrides,
    static_root,
    static_url,
    storages,
)

__all__ = [
    "Contract",
    "ContractError",
    "SecretError",
    "allowed_hosts",
    "caches",
    "csrf_trusted_origins",
    "databases",
    "logging_config",
    "media_url",
    "middleware",
    "overrides",
    "static_root",
    "static_url",
    "storages",
]
