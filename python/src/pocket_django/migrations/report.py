"""`pocket:migrations`: the pending migrations of each database, judged."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management import BaseCommand, CommandError
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from . import catalog, code, editor, judge

Key = tuple[str, str]


class Loader(MigrationLoader):
    """The migration graph of the code, with the applied migrations that it is given."""

    def __init__(self, applied: Iterable[Key]) -> None:
        self._applied = dict.fromkeys(applied)
        super().__init__(None, ignore_no_migrations=True)

    # Where there is no connection, Django sets it to nothing at all.
    applied_migrations = property(lambda self: self._applied, lambda self, _: None)  # type: ignore[assignment]


class Command(BaseCommand):
    """Prints the report as JSON."""

    help = "Prints the pending migrations with what they do to the running release, as JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--offline", action="store_true", help="Ask no database.")
        parser.add_argument("--applied", metavar="FILE", help="With --offline: the applied migrations, as JSON.")
        parser.add_argument("--running", metavar="FILE", help="The migrations that the running release knows, as JSON.")
        parser.add_argument("--vendor", help="With --offline: the databases' vendor, where the settings have another one.")

    def handle(self, *_: Any, **options: Any) -> None:
        if options["offline"] != (options["applied"] is not None):
            raise CommandError("--offline and --applied FILE go together")
        applied, running = _names(options["applied"]), _names(options["running"])
        databases = {
            alias: database(alias, _of(applied, alias), _of(running, alias), options["vendor"])
            for alias in connections
            if connections[alias].settings_dict["ENGINE"] != "django.db.backends.dummy"
        }
        self.stdout.write(json.dumps({"version": 1, "databases": databases}))


def _names(path: str | None) -> Any:
    if path is None:
        return None
    if path == "-":
        return json.load(sys.stdin)
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def _of(given: Any, alias: str) -> list[Key] | None:
    """The names for one database: of a list, all; of an object, its own, and none where it has no such entry."""
    if given is None:
        return None
    names = given.get(alias, []) if isinstance(given, dict) else given
    keys = [tuple(name.split(".", 1)) for name in names]
    if not all(len(key) == 2 for key in keys):
        raise CommandError("a migration's name is like `blog.0001_initial`")
    return keys  # type: ignore[return-value]


def database(
    alias: str, applied: list[Key] | None, running: list[Key] | None, vendor: str | None = None, moment_rows: int = judge.MOMENT_ROWS
) -> dict[str, Any]:
    """The report on one database. `applied` is `None` for what it says itself; `running` is `None` for a release that knows what is applied."""
    connection = connections[alias]
    online = applied is None
    vendor = connection.vendor if online or vendor is None else vendor
    if applied is None:
        applied = list(MigrationRecorder(connection).applied_migrations())
    loader = Loader(applied)
    graph = loader.graph
    plan = _plan(loader)
    pending = [graph.nodes[key] for key in plan if key not in loader.applied_migrations]
    report: dict[str, Any] = {
        "vendor": vendor,
        "known": sorted(map(_name, loader.disk_migrations)),
        "applied": sorted(map(_name, applied)),
        "unknown": sorted(map(_name, _unknown(loader, applied))),
        "pending": [],
    }
    if not pending:
        return report
    applied_here = loader.applied_migrations.__contains__
    state = _state(loader, plan, applied_here)
    running_state = state.clone() if running is None else _state(loader, plan, _knows(loader, running))
    try:
        writer = editor.connection(connection, _version(connection) if online and vendor == "postgresql" else None)
    except (ImportError, ImproperlyConfigured):
        # No driver of PostgreSQL, so there is none to write its SQL, nor a database that it would be for.
        writer = connection
    if online and vendor == "postgresql":
        there = catalog.load(connection)
    elif writer is connection:
        there = catalog.Catalog()
        code.follow(there, code.models(state.apps, connection, there), -1)
        there.touched.clear()
    else:
        done = [graph.nodes[key] for key in plan if applied_here(key)]
        there = judge.offline(writer, ProjectState(real_apps=loader.unmigrated_apps), done)
    report["pending"] = judge.judge(writer, there, state, running_state, pending, moment_rows)
    if vendor != "postgresql":
        _without_locks(report["pending"])
    return report


def _name(key: Key) -> str:
    return ".".join(key)


def _plan(loader: Loader) -> list[Key]:
    """All migrations of the code in the order in which Django applies them."""
    plan: dict[Key, None] = {}
    for target in loader.graph.leaf_nodes():
        plan.update(dict.fromkeys(loader.graph.forwards_plan(target)))
    return list(plan)


def _knows(loader: Loader, names: Iterable[Key]) -> Callable[[Key], bool]:
    """Whether code or a database that has `names` has a migration of the graph: itself, or all that it replaces, or one that replaces it."""
    found = set(names)
    for key, migration in loader.disk_migrations.items():
        if key in found:
            found.update(map(tuple, migration.replaces))

    def knows(key: Key) -> bool:
        replaced = list(map(tuple, loader.disk_migrations[key].replaces))
        return key in found or (bool(replaced) and all(item in found or (item in loader.disk_migrations and knows(item)) for item in replaced))

    return knows


def _unknown(loader: Loader, applied: Iterable[Key]) -> set[Key]:
    replaced = {tuple(item) for migration in loader.disk_migrations.values() for item in migration.replaces}
    # Migrations of an app that is no longer installed are nobody's.
    return {key for key in applied if key not in loader.disk_migrations and key not in replaced}


def _state(loader: Loader, plan: list[Key], included: Callable[[Key], bool]) -> ProjectState:
    state = ProjectState(real_apps=loader.unmigrated_apps)
    for key in plan:
        if included(key):
            state = loader.graph.nodes[key].mutate_state(state, preserve=False)
    return state


def _version(connection: Any) -> int:
    connection.ensure_connection()
    return connection.pg_version


def _without_locks(pending: list[dict[str, Any]]) -> None:
    """What is left on another database than PostgreSQL: whether the code's queries go on working."""
    kept = ("removed_", "renamed_", "required_", "not_null", "narrowed_", "changed_", "generated_", "dropped_", "new_", "missing_", "unknown_", "data")
    for migration in pending:
        for operation in migration["operations"]:
            findings = [found for found in operation["findings"] if found["code"].startswith(kept) and found["code"] != "data_with_schema"]
            first = findings[0] if findings else {"code": None, "values": {}}
            verdict = "dangerous" if any(found["code"] != "data" for found in findings) else "harmless"
            operation.update(locks=[], findings=findings, verdict=verdict, code=first["code"], values=first["values"])
