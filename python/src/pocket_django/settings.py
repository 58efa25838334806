"""The settings module of a deployed site (`DJANGO_SETTINGS_MODULE=pocket_django.settings`): the project's own settings, then what the stage gives.

Every value is computed from `pocket.json` by the functions of `pocket_django.values`; nothing is written here. The stage's `settings { … }` win.
"""

from __future__ import annotations

import importlib as _importlib
import os as _os
import sys as _sys

import django as _django

from . import contract as _contracts
from . import logs as _logs
from . import secrets as _secrets
from . import values as _values

_contract = _contracts.load()
if _contract is None:
    raise _contracts.ContractError(
        "pocket_django.settings is the settings module of a deployed site, and there is no pocket.json here. "
        "On your own machine use your project's: DJANGO_SETTINGS_MODULE=config.settings, for example"
    )

# The environment first: many projects read SECRET_KEY and DATABASE_URL from it while they load.
_secrets.load(_contract)

try:
    _project = _importlib.import_module(_contract.settings_module)
except BaseException as _error:
    print(f"The settings module {_contract.settings_module} of the project raised {type(_error).__name__}:", file=_sys.stderr, flush=True)
    raise

_own = {_name: getattr(_project, _name) for _name in dir(_project) if _name.isupper() and not _name.startswith("_")}

if not _contract.manual:
    if _django.VERSION < (5, 1):
        # The older spelling of STORAGES; Django refuses both side by side.
        _storages = dict(_own.get("STORAGES") or {})
        for _alias, _name in (("default", "DEFAULT_FILE_STORAGE"), ("staticfiles", "STATICFILES_STORAGE")):
            if _name in _own:
                _storages.setdefault(_alias, {"BACKEND": _own.pop(_name)})
        _own["STORAGES"] = _storages

    _own.update(
        ALLOWED_HOSTS=_values.allowed_hosts(_own.get("ALLOWED_HOSTS") or ()),
        CACHES=_values.caches(_own.get("CACHES") or {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}),
        CSRF_TRUSTED_ORIGINS=_values.csrf_trusted_origins(_own.get("CSRF_TRUSTED_ORIGINS") or ()),
        DATABASES=_values.databases(_own.get("DATABASES") or {}),
        DEBUG=False,
        MEDIA_URL=_values.media_url(_own.get("MEDIA_URL") or ""),
        MIDDLEWARE=_values.middleware(_own.get("MIDDLEWARE") or ()),
        # API Gateway ends TLS and always says so; it lets no visitor set this header.
        SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"),
        STATIC_ROOT=_values.static_root(_own.get("STATIC_ROOT")),
        STATIC_URL=_values.static_url(_own.get("STATIC_URL")),
        STORAGES=_values.storages(_own.get("STORAGES") or {}),
    )
    if _contract.static_files:
        # WhiteNoise otherwise opens every file at every start; looking for one when it is asked for takes a tenth of a millisecond.
        _own.setdefault("WHITENOISE_AUTOREFRESH", True)
    if _own.get("LOGGING_CONFIG", True):
        _own["LOGGING"] = _logs.logging_config(_own.get("LOGGING"))
    if "SECRET_KEY" in _contract.secrets or not _own.get("SECRET_KEY"):
        _own["SECRET_KEY"] = _os.environ.get("SECRET_KEY", "")
        _own["SECRET_KEY_FALLBACKS"] = _values.secret_key_fallbacks(_own.get("SECRET_KEY_FALLBACKS") or ())
    _own.update(_values.overrides())

globals().update(_own)
