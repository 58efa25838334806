"""Runs cases of the corpus, and writes what was said and what was seen, one JSON line each: `prove.py DSN PART PARTS [NAME …]`."""

from __future__ import annotations

import json
import sys
import traceback
from typing import Any

import psycopg

ATTEMPTS = 50
TRIED_AGAIN = {"40P01", "22001", "22003", "22P02", "23502", "23503", "23505", "23514", "23P01"}
"""The running code had just written what the migration forbids: those rows are soon gone again, so it is tried once more, as a person would. And a deadlock."""


def configure(dsn: str) -> None:
    import django
    from django.conf import settings

    info = psycopg.conninfo.conninfo_to_dict(dsn)
    settings.configure(
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": info["dbname"],
                "USER": info["user"],
                "HOST": info["host"],
                "PORT": info["port"],
                "PASSWORD": info.get("password", ""),
                "OPTIONS": {"sslmode": "disable"},
            }
        },
        INSTALLED_APPS=["django.contrib.postgres"],
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()


def prove(case: Any, number: int, dsn: str) -> dict[str, Any]:
    """What the classifier says of a case, and what the case does."""
    from django.db import connection as proxy
    from django.db import connections

    from pocket_django.migrations import catalog, editor, judge

    from . import case as cases
    from .load import Code, Server, use
    from .observe import Watch

    connection = connections["default"]
    schema = f"case_{number}"
    outside = psycopg.connect(dsn, autocommit=True)
    outside.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE; DROP SCHEMA IF EXISTS attic CASCADE; CREATE SCHEMA {schema}")
    use(schema)
    state = cases.state_of(cases.SITE)
    with connection.schema_editor() as made:
        _make(state, made)
    with connection.cursor() as cursor:
        cursor.execute(cases.FILL)
    for operation in case.given:
        before = state.clone()
        operation.state_forwards(cases.APP, state)
        with connection.schema_editor() as made:
            operation.database_forwards(cases.APP, made, before, state)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    running = Code(cases.state_of([*cases.SITE, *case.given]).apps, case.keeps)
    server = Server(schema, running)
    server.start()
    try:
        server.await_round()
        assert not server.failures, f"the running code fails before the migration: {server.failures}"
        said = _judged(judge, editor, catalog, connection, case, state)
        offline = _judged(judge, editor, None, connection, case, state)
        for _ in range(ATTEMPTS):
            watch = Watch(connection, outside, schema, cases.MOMENT_ROWS)
            watch.run(case.migration(), cases.state_of([*cases.SITE, *case.given]))
            if watch.seen.error[:5] not in TRIED_AGAIN or "fails_on_rows" in case.codes:
                break
        server.await_round()
        new = set()
        if not watch.seen.error:
            # Both releases serve for a while.
            new = Code(cases.state_of([*cases.SITE, *case.given, *case.operations]).apps, {**case.keeps, **case.writes}).round()
            server.await_round()
    finally:
        server.stop()
    outside.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    outside.close()
    assert proxy.in_atomic_block is False
    seen = watch.seen
    return {
        "name": case.name,
        "codes": sorted(case.codes),
        "said": said,
        "offline": offline,
        "rounds": server.rounds,
        "running": sorted(server.failures),
        "new": sorted(new),
        "locks": seen.locks,
        "rewritten": sorted(seen.rewritten),
        "long": seen.long,
        "own_long": sorted(seen.own_long),
        "kept_long": sorted(seen.kept_long),
        "blocked": seen.blocked,
        "updated": sorted(seen.updated),
        "emptied": sorted(seen.emptied),
        "error": seen.error,
    }


def _make(state: Any, editor: Any) -> None:
    for model in state.apps.get_models():
        editor.create_model(model)


def _judged(judge: Any, editor: Any, catalog: Any, connection: Any, case: Any, state: Any) -> list[dict[str, Any]]:
    """The operations, judged with the database's catalog, or (`catalog` is `None`) without a database."""
    from . import case as cases

    unconnected = editor.connection(connection, connection.pg_version if catalog else None)
    if catalog:
        there = catalog.load(connection)
    else:
        done = [*cases.SITE, *case.given]
        there = judge.offline(unconnected, cases.state_of([]), [cases.Case("given", done).migration()])
    return judge.judge(unconnected, there, state.clone(), state.clone(), [case.migration()], cases.MOMENT_ROWS)[0]["operations"]


def main(dsn: str, part: str, parts: str, *names: str) -> None:
    configure(dsn)
    from . import dangerous, harmless

    chosen = [case for case in [*dangerous.CASES, *harmless.CASES] if not names or case.name in names]
    for number, case in enumerate(chosen):
        if number % int(parts) == int(part):
            try:
                result = prove(case, number, dsn)
            except Exception:  # noqa: BLE001 - told by the test of that case
                from django.db import connections

                result = {"name": case.name, "failed": traceback.format_exc()}
                connections["default"].close()
            print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
