"""A model of a database's catalog: its tables, which the statements of migrations change without a database."""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.utils import ProgrammingError

from . import sql, types


@dataclass
class Column:
    name: str
    type: types.Type
    null: bool = True
    default: str | None = None
    """The expression of its default."""
    identity: bool = False
    generated: bool = False

    @property
    def filled(self) -> bool:
        """Whether an INSERT that leaves it out is given a value other than NULL."""
        return self.identity or self.generated or self.default not in (None, "null")


@dataclass
class Constraint:
    """`kind` as in pg_constraint: p, u, f, c or x."""

    name: str
    kind: str
    columns: tuple[str, ...] = ()
    to: str | None = None
    to_columns: tuple[str, ...] = ()
    expression: str = ""
    valid: bool = True
    nulls_distinct: bool = True

    def signature(self) -> tuple[Any, ...]:
        """What it forbids, whatever its name."""
        kind = "u" if self.kind == "p" else self.kind
        return (kind, frozenset(self.columns) if kind != "c" else None, self.to, canonical(self.expression))


@dataclass
class Index:
    name: str
    columns: tuple[str, ...] = ()
    """The columns whose plain values are its key."""
    unique: bool = False
    expression: str = ""
    """Its expressions and its condition."""
    valid: bool = True
    nulls_distinct: bool = True
    method: str = "btree"

    def signature(self) -> tuple[Any, ...]:
        return ("u", frozenset(self.columns), None, canonical(self.expression))


@dataclass
class Table:
    name: str
    columns: dict[str, Column] = field(default_factory=dict)
    constraints: dict[str, Constraint] = field(default_factory=dict)
    indexes: dict[str, Index] = field(default_factory=dict)
    created: bool = False
    """Whether the pending migrations made it: nobody else sees it, and what fills it is theirs."""
    was: str = ""
    """Its name before the pending migrations."""
    visible: bool = True
    """Whether it is found without naming its schema."""

    def free_name(self, wanted: str) -> str:
        """As PostgreSQL names what a statement leaves without one."""
        taken, name, number = {*self.constraints, *self.indexes}, wanted, 0
        while name in taken:
            number += 1
            name = f"{wanted}{number}"
        return name


class Catalog:
    """Tables by name: as it is in the search path, else `schema.name`."""

    def __init__(self, schema: str = "public", count: Callable[[str], int | None] | None = None) -> None:
        self.schema = schema
        self.tables: dict[str, Table] = {}
        self.domains: set[str] = set()
        self.collations: dict[str, bool] = {}
        """Whether each collation of the project is deterministic."""
        self.renamed: dict[str, str] = {}
        self.renamed_columns: dict[tuple[str, str], str] = {}
        self.touched: dict[tuple[str, str], int] = {}
        """The number of the last statement that changed a table (column "") or a column of it, or gave it a constraint."""
        self._count = functools.cache(count) if count else None

    def copy(self) -> Catalog:
        other = copy.copy(self)
        other.tables = copy.deepcopy(self.tables)
        return other

    def key(self, schema: str | None, name: str) -> str:
        return name if schema in (None, "", self.schema) else f"{schema}.{name}"

    def key_of(self, db_table: str) -> str:
        """The key of a model's `db_table`, which may be quoted, with a schema in it."""
        if not db_table.startswith('"'):
            return db_table
        return self.key(*sql.Reader(sql.tokens(db_table)).relation())

    def rows(self, name: str) -> int | None:
        """How many rows the table has: 0 where the pending migrations made it, `None` where there is no database to ask."""
        table = self.tables.get(name)
        if table is not None and table.created:
            return 0
        return self._count(table.was if table else name) if self._count else None

    def referring(self, name: str) -> list[tuple[Table, Constraint]]:
        """The foreign keys to a table, with the tables that have them."""
        return [(table, item) for table in self.tables.values() for item in table.constraints.values() if item.kind == "f" and item.to == name]

    def table_of_index(self, schema: str | None, name: str) -> Table | None:
        """The table of an index, which is in its schema."""
        if schema in (None, self.schema):
            return next((table for table in self.tables.values() if table.visible and name in table.indexes), None)
        return next((table for table in self.tables.values() if table.name.startswith(f"{schema}.") and name in table.indexes), None)


@functools.cache
def canonical(expression: str) -> str:
    """An expression without what PostgreSQL adds when it shows one: parentheses, casts, quotes of names."""
    words, found, at = sql.tokens(expression), [], 0
    while at < len(words):
        token = words[at]
        if token.text == "::":
            at += 1
            while at + 1 < len(words) and words[at].kind in ("word", "name") and words[at + 1].kind == "word" and words[at + 1].text in _TYPE_WORDS:
                at += 1
            if at + 2 < len(words) and words[at + 1].text == "(" and words[at + 2].kind == "number":
                while words[at + 1].text != ")":
                    at += 1
                at += 1
            if at + 1 < len(words) and words[at + 1].text == "[":
                at += 2
        elif token.text not in ("(", ")"):
            found.append("<>" if token.text == "!=" else token.text)
        at += 1
    return " ".join(found)


_TYPE_WORDS = ("varying", "precision", "with", "without", "time", "zone")


def words(expression: str) -> set[str]:
    """The names in an expression."""
    return {token.text for token in sql.tokens(expression) if token.kind in ("name", "word")}


def load(connection: Any) -> Catalog:
    """The catalog of a PostgreSQL database that Django is connected to."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_schema(), 'public')")
        catalog = Catalog(cursor.fetchone()[0], count=lambda name: _count(connection, oids[name]) if name in oids else None)
        cursor.execute(
            "SELECT c.oid, n.nspname, c.relname, pg_table_is_visible(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            f"WHERE c.relkind IN ('r', 'p') AND {_OURS}"
        )
        found = cursor.fetchall()
        names = {oid: name if seen else f"{schema}.{name}" for oid, schema, name, seen in found}
        visible = {name for _, _, name, seen in found if seen}
        oids = {name: oid for oid, name in names.items()}
        catalog.tables = {name: Table(name, was=name, visible=names[oid] in visible) for name, oid in oids.items()}
        _load_columns(cursor, catalog, names)
        _load_constraints(cursor, catalog, names)
        _load_indexes(cursor, catalog, names)
        cursor.execute(f"SELECT typname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE typtype = 'd' AND {_OURS}")
        catalog.domains = {name for (name,) in cursor.fetchall()}
        cursor.execute(f"SELECT collname, collisdeterministic FROM pg_collation t JOIN pg_namespace n ON n.oid = t.collnamespace WHERE {_OURS}")
        catalog.collations = dict(cursor.fetchall())
    return catalog


_OURS = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'"

BOUND = 10_000
"""Up to so many rows are counted; above, the server's estimate will do."""


def _count(connection: Any, oid: int) -> int | None:
    with connection.cursor() as cursor:
        # A partition's rows are those of its own; a partitioned table has none itself, but its estimate counts them all.
        cursor.execute("SELECT oid::regclass::text, reltuples, relkind FROM pg_class WHERE oid = %s", [oid])
        name, estimate, kind = cursor.fetchone()
        try:
            cursor.execute(f"SELECT count(*) FROM (SELECT 1 FROM {name} LIMIT {BOUND + 1}) AS few")
        except ProgrammingError:
            # Of a table that is not ours to read nothing is known.
            return None
        exact = cursor.fetchone()[0]
    return exact if exact <= BOUND else max(exact, int(estimate))


def _load_columns(cursor: Any, catalog: Catalog, names: dict[int, str]) -> None:
    cursor.execute(
        "SELECT a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid) "
        "FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
        "LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum "
        f"WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND {_OURS} ORDER BY a.attrelid, a.attnum"
    )
    for oid, name, written, not_null, identity, generated, default in cursor.fetchall():
        column = Column(name, types.parse(written), not not_null, None if generated else default, bool(identity), bool(generated))
        catalog.tables[names[oid]].columns[name] = column


def _load_constraints(cursor: Any, catalog: Catalog, names: dict[int, str]) -> None:
    columns = (
        "(SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest({keys}) WITH ORDINALITY k(attnum, n) "
        "JOIN pg_attribute a ON a.attrelid = {table} AND a.attnum = k.attnum)"
    )
    cursor.execute(
        f"SELECT t.conrelid, t.conname, t.contype::text, {columns.format(keys='t.conkey', table='t.conrelid')}, t.confrelid, "
        f"{columns.format(keys='t.confkey', table='t.confrelid')}, pg_get_constraintdef(t.oid), t.convalidated "
        f"FROM pg_constraint t JOIN pg_namespace n ON n.oid = t.connamespace WHERE t.contype IN ('p', 'u', 'f', 'c', 'x') AND t.conrelid <> 0 AND {_OURS}"
    )
    for oid, name, kind, columns, to, to_columns, definition, valid in cursor.fetchall():
        if oid not in names:
            continue
        expression = definition.removesuffix(" NOT VALID")
        catalog.tables[names[oid]].constraints[name] = Constraint(
            name,
            kind,
            tuple(columns or ()),
            names.get(to),
            tuple(to_columns or ()),
            expression.removeprefix("CHECK ") if kind == "c" else expression.removeprefix("EXCLUDE ") if kind == "x" else "",
            valid,
            "NULLS NOT DISTINCT" not in definition,
        )


def _load_indexes(cursor: Any, catalog: Catalog, names: dict[int, str]) -> None:
    cursor.execute(
        "SELECT i.indrelid, c.relname, i.indisunique, i.indisvalid, m.amname, pg_get_indexdef(i.indexrelid), "
        "(SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(i.indkey) WITH ORDINALITY k(attnum, n) "
        "JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE k.n <= i.indnkeyatts), "
        "pg_get_expr(i.indexprs, i.indrelid), pg_get_expr(i.indpred, i.indrelid) "
        "FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam JOIN pg_namespace n ON n.oid = c.relnamespace "
        # The index of a constraint is known by its constraint.
        f"WHERE {_OURS} AND NOT EXISTS (SELECT FROM pg_constraint t WHERE t.conindid = i.indexrelid AND t.contype IN ('p', 'u', 'x'))"
    )
    for oid, name, unique, valid, method, definition, columns, expressions, condition in cursor.fetchall():
        if oid in names:
            expression = " WHERE ".join(filter(None, [expressions, condition]))
            distinct = "NULLS NOT DISTINCT" not in definition
            catalog.tables[names[oid]].indexes[name] = Index(name, tuple(columns or ()), unique, expression, valid, distinct, method)
