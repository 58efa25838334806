"""Django's own schema editor, connected to nothing: it writes the statements that `migrate` would run, and asks a model of the catalog, not a database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .catalog import Catalog, Table

OLDEST_VERSION = 140000
"""The server version that is assumed where there is none to ask."""


class Unconnected(Exception):
    """Something wanted to ask the database."""


class _Cursor:
    """Stands where Django opens a cursor before it asks the introspection, which then answers from the model."""

    connection = None

    def __enter__(self) -> _Cursor:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        raise Unconnected(name)


def connection(like: Any, version: int | None = None) -> Any:
    """A PostgreSQL connection that cannot be opened, with the alias, the settings and the backend (PostGIS …) of `like` where that one is of PostgreSQL.

    Raises ImportError or ImproperlyConfigured where no driver of PostgreSQL is installed.
    """
    base = type(like)
    settings = {**like.settings_dict}
    if like.vendor != "postgresql":
        from django.db.backends.postgresql.base import DatabaseWrapper as base  # type: ignore[no-redef]

        settings.update(ENGINE="django.db.backends.postgresql", OPTIONS={})

    class Connection(base):  # type: ignore[misc, valid-type]
        pg_version = version or OLDEST_VERSION

        def connect(self) -> None:
            raise Unconnected("connect")

        ensure_connection = connect

        def cursor(self, *_: object, **__: object) -> Any:
            return _Cursor()

        def close(self) -> None:
            pass

    made = Connection(settings, alias=like.alias)
    if version is not None and hasattr(like.ops, "spatial_version"):
        # PostGIS asks for its own version, too.
        made.ops.spatial_version = like.ops.spatial_version
    return made


def editor(connection: Any, catalog: Catalog, sink: Callable[[str], None]) -> Any:
    """A schema editor for one migration: `sink` is given each text that it sends, which may be of several statements. What it puts off to the
    migration's end stays in its `deferred_sql`."""
    connection.introspection.get_constraints = lambda _, table: _constraints(catalog.tables.get(catalog.key_of(table)))
    connection.introspection.get_sequences = lambda _, table, *__: _sequences(catalog.tables.get(catalog.key_of(table)))
    connection.introspection.table_names = lambda *_, **__: list(catalog.tables)

    class Editor(connection.SchemaEditorClass):  # type: ignore[misc, name-defined]
        def execute(self, sql: Any, params: Any = ()) -> None:
            sink(str(sql) if params is None else str(sql) % tuple(map(self.quote_value, params)))

        def quote_value(self, value: Any) -> str:
            return _quoted(value)

        def _is_collation_deterministic(self, name: str) -> bool:
            return catalog.collations.get(name, True)

    made = Editor(connection, collect_sql=True, atomic=False)
    made.deferred_sql = []
    return made


def run(editor: Any, operation: Any, app_label: str, before: Any, after: Any) -> None:
    """Has one operation send its statements. Raises `Unconnected` for one that asks the database what the model does not know."""
    from django.contrib.postgres.operations import CreateExtension
    from django.db import router

    if not isinstance(operation, CreateExtension):
        operation.database_forwards(app_label, editor, before, after)
    # It asks which extensions there are, on the site's own connection.
    elif router.allow_migrate(editor.connection.alias, app_label):
        editor.execute(f"CREATE EXTENSION IF NOT EXISTS {editor.quote_name(operation.name)}")


def _quoted(value: Any) -> str:
    from django.db.backends.postgresql.psycopg_any import sql

    return sql.quote(value, None)


def _constraints(table: Table | None) -> dict[str, dict[str, Any]]:
    """As `DatabaseIntrospection.get_constraints` answers."""
    if table is None:
        return {}
    found = {}
    for item in table.constraints.values():
        found[item.name] = {
            "columns": list(item.columns),
            "primary_key": item.kind == "p",
            "unique": item.kind in "pu",
            "foreign_key": (item.to, *item.to_columns[:1]) if item.kind == "f" else None,
            "check": item.kind == "c",
            "index": False,
            "type": None,
        }
    for index in table.indexes.values():
        found[index.name] = {
            "columns": list(index.columns),
            "primary_key": False,
            "unique": index.unique,
            "foreign_key": None,
            "check": False,
            "index": True,
            "type": "idx" if index.method == "btree" else index.method,
        }
    return found


def _sequences(table: Table | None) -> list[dict[str, Any]]:
    """As `DatabaseIntrospection.get_sequences` answers: the sequences of serial columns and of identities."""
    columns = table.columns.values() if table else ()
    owned = [column.name for column in columns if column.identity or (column.default or "").startswith("nextval(")]
    return [{"name": f"{table.name}_{name}_seq", "table": table.name, "column": name} for name in owned if table]
