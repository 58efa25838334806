"""The Django project's own entry points, run unedited, with the generated settings module whatever they name themselves."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import contract as contracts

SETTINGS = "pocket_django.settings"


def wsgi_application() -> Callable[..., Any]:
    """The WSGI application: the contract's `wsgi_application`, else the setting `WSGI_APPLICATION`, else Django's own.

    Raises whatever the project raises while it starts, and `ImportError` for a dotted path that names nothing.
    """
    _pin_settings()
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.utils.module_loading import import_string

    contract = contracts.load()
    path = (contract.wsgi_application if contract else None) or settings.WSGI_APPLICATION
    return import_string(path) if path else get_wsgi_application()


def manage(argv: list[str]) -> None:
    """Run the management command `argv` (`["migrate", "--noinput"]`) in this process, through the project's manage.py where it has one.

    manage.py is run and not passed by, because projects extend `sys.path` and the environment there. Leaves by `SystemExit` or an exception as
    manage.py does; returns on success. `pocket:migrations` and `pocket:migrate` are pocket's own.
    """
    _pin_settings()
    from django.core.management import execute_from_command_line

    contract = contracts.load()
    script = (contract.root if contract else Path.cwd()) / "manage.py"
    sys.argv = [str(script), *argv]
    sys.path[:0] = [path for path in [str(script.parent)] if path not in sys.path]
    if argv[0].startswith("pocket:"):
        from . import migrations

        migrations.register(argv[0])
    if script.is_file():
        import runpy

        runpy.run_path(str(script), run_name="__main__")
    else:
        execute_from_command_line(sys.argv)


def _pin_settings() -> None:
    """Keep `DJANGO_SETTINGS_MODULE` at the generated module, also for a wsgi.py or manage.py that assigns it instead of setting a default."""
    import django.core.management
    import django.core.wsgi

    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    for module, name in ((django.core.management, "execute_from_command_line"), (django.core.wsgi, "get_wsgi_application")):
        original = getattr(module, name)
        if not hasattr(original, "__wrapped__"):
            setattr(module, name, _pinned(original))


def _pinned(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def pinned(*args: Any, **kwargs: Any) -> Any:
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
        return original(*args, **kwargs)

    return pinned
