"""One statement of a migration, applied to a catalog: what it locks, for how long, and what of it cannot be judged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .alter import AlterTable
from .catalog import Catalog, Index, Table, words
from .effects import ACCESS_EXCLUSIVE, ROW_EXCLUSIVE, SHARE, SHARE_UPDATE_EXCLUSIVE, Effect
from .sql import Reader, Token, Unknown, text

_HARMLESS = (
    ("reset",),
    ("create", "extension"),
    ("create", "type"),
    ("create", "schema"),
    ("create", "sequence"),
    ("create", "temporary", "sequence"),
    ("create", "function"),
    ("create", "aggregate"),
    ("create", "view"),
    ("create", "text", "search"),
    ("alter", "sequence"),
    ("drop", "collation"),
    ("grant",),
    ("show",),
)
"""Statements that change nothing which other sessions use: they make something new, or set something for themselves."""

_READ_ONLY_FUNCTIONS = {
    "setval",
    "pg_get_serial_sequence",
    "count",
    "max",
    "min",
    "coalesce",
    "nextval",
    "current_setting",
    "version",
    "now",
    "in",
}


def apply(catalog: Catalog, statement: list[Token], number: int) -> Effect:
    """Applies a statement. Raises `Unknown` for one that is not known."""
    reader, effect = Reader(statement), Effect()
    for phrase, rule in _RULES:
        if reader.take(*phrase):
            rule(catalog, reader, effect, number)
            return effect
    if any(reader.take(*phrase) for phrase in _HARMLESS):
        return effect
    raise Unknown(text(statement))


def _table(catalog: Catalog, reader: Reader) -> Table:
    key = catalog.key(*reader.relation())
    if key not in catalog.tables:
        raise Unknown(text(reader.words))
    return catalog.tables[key]


def _create_table(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    exists = reader.take("if", "not", "exists")
    key = catalog.key(*reader.relation())
    if exists and key in catalog.tables:
        return
    table = Table(key, created=True, was=key)
    catalog.tables[key] = table
    alter = AlterTable(catalog, table, effect, number)
    alter.touch()
    if reader.peek() != "(":
        raise Unknown(text(reader.words))
    inside = Reader(reader.group())
    while not inside.done():
        item = Reader(inside.until(","))
        inside.take(",")
        if item.peek() in ("constraint", "primary", "unique", "check", "foreign", "exclude"):
            alter.table_constraint(item)
        else:
            alter.add_column(item, creating=True)


def _create_domain(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    catalog.domains.add(reader.relation()[1])


def _create_collation(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    reader.take("if", "not", "exists")
    name = reader.relation()[1]
    catalog.collations[name] = "deterministic = false" not in text(reader.rest())


def _alter_table(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    exists = reader.take("if", "exists")
    reader.take("only")
    if exists and catalog.key(*Reader(reader.words[reader.at :]).relation()) not in catalog.tables:
        return
    table = _table(catalog, reader)
    AlterTable(catalog, table, effect, number).apply(reader.rest())


def _drop_table(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    exists = reader.take("if", "exists")
    while True:
        key = catalog.key(*reader.relation())
        if key in catalog.tables:
            _dropped(catalog, catalog.tables[key], effect, number)
        elif not exists:
            raise Unknown(text(reader.words))
        if not reader.take(","):
            return


def _dropped(catalog: Catalog, table: Table, effect: Effect, number: int) -> None:
    effect.lock(table.name, ACCESS_EXCLUSIVE)
    for constraint in table.constraints.values():
        if constraint.kind == "f" and constraint.to:
            effect.lock(constraint.to, ACCESS_EXCLUSIVE)
    for other, constraint in catalog.referring(table.name):
        effect.lock(other.name, ACCESS_EXCLUSIVE)
        del other.constraints[constraint.name]
    del catalog.tables[table.name]
    catalog.touched[table.name, ""] = number


def _create_index(catalog: Catalog, reader: Reader, effect: Effect, number: int, unique: bool = False) -> None:
    concurrently = reader.take("concurrently")
    exists = reader.take("if", "not", "exists")
    name = None if reader.peek() == "on" else reader.relation()[1]
    reader.expect("on")
    reader.take("only")
    table = _table(catalog, reader)
    if exists and name in table.indexes:
        return
    index = Index(name or table.free_name(f"{table.name}_idx"), unique=unique)
    if reader.take("using"):
        index.method = reader.name()
    keys = Reader(reader.group())
    columns, expressions = [], []
    while not keys.done():
        key = keys.until(",")
        keys.take(",")
        # A column, perhaps with an operator class and an order; all else is an expression.
        if key[0].text in table.columns and (len(key) == 1 or key[1].text not in ("(", "::", ".")):
            columns.append(key[0].text)
        else:
            expressions.append(text(key))
    if reader.take("include"):
        reader.names()
    index.nulls_distinct = not reader.take("nulls", "not", "distinct")
    while not reader.done() and not reader.take("where"):
        # WITH (…), TABLESPACE …
        reader.group() if reader.peek() == "(" else reader.next()
    if not reader.done():
        expressions.append(text(reader.rest()))
    index.columns, index.expression = tuple(columns), " WHERE ".join(expressions)
    table.indexes[index.name] = index
    if unique:
        for column in ("", *columns, *(words(index.expression) & set(table.columns))):
            catalog.touched[table.name, column] = number
    if concurrently:
        effect.concurrently = index.name
        effect.lock(table.name, SHARE_UPDATE_EXCLUSIVE, "scan")
        return
    effect.lock(table.name, SHARE, "scan")
    effect.find("blocking_index", table.name, table.name, index=index.name)


def _create_unique_index(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    _create_index(catalog, reader, effect, number, unique=True)


def _drop_index(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    concurrently = reader.take("concurrently")
    exists = reader.take("if", "exists")
    while True:
        schema, name = reader.relation()
        table = catalog.table_of_index(schema, name)
        if concurrently:
            effect.concurrently = name
        if table is not None:
            del table.indexes[name]
            effect.lock(table.name, SHARE_UPDATE_EXCLUSIVE if concurrently else ACCESS_EXCLUSIVE)
        elif not exists:
            raise Unknown(text(reader.words))
        if not reader.take(","):
            return


def _alter_index(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    """Only its own, and not the table's, lock is taken."""
    reader.take("if", "exists")
    name = reader.relation()[1]
    reader.expect("rename", "to")
    new = reader.name()
    for table in catalog.tables.values():
        kinds: tuple[dict[str, Any], ...] = (table.indexes, table.constraints)
        for kind in kinds:
            if name in kind:
                kind[name].name = new
                kind[new] = kind.pop(name)


def _reindex(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    kind = reader.next().text
    concurrently = reader.take("concurrently")
    name = reader.relation()
    table = catalog.tables.get(catalog.key(*name)) if kind == "table" else catalog.table_of_index(*name) if kind == "index" else None
    if table is None:
        raise Unknown(text(reader.words))
    if concurrently:
        effect.concurrently = name[1]
        effect.lock(table.name, SHARE_UPDATE_EXCLUSIVE, "scan")
    else:
        effect.lock(table.name, SHARE, "scan")
        effect.find("blocking_index", table.name, table.name, index=name[1])


def _comment(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    kind = reader.next().text
    if kind not in ("table", "column"):
        return
    names = [reader.name()]
    while reader.take("."):
        names.append(reader.name())
    if kind == "column":
        names.pop()
    key = catalog.key(names[0] if len(names) > 1 else None, names[-1])
    effect.lock(key, SHARE_UPDATE_EXCLUSIVE)


def _statistics(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    reader.until("from")
    reader.expect("from")
    effect.lock(_table(catalog, reader).name, SHARE_UPDATE_EXCLUSIVE)


def _drop_sequence(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    reader.take("if", "exists")
    name = reader.relation()[1]
    for table in catalog.tables.values():
        for column in table.columns.values():
            if column.default and column.default.startswith("nextval(") and (name in column.default or name == f"{table.name}_{column.name}_seq"):
                column.default = None
                catalog.touched[table.name, column.name] = number
                effect.lock(table.name, ACCESS_EXCLUSIVE)


def _vacuum(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    full = reader.take("full") or (reader.peek() == "(" and "full" in [token.text for token in reader.group()])
    reader.take("verbose")
    reader.take("analyze")
    if reader.done():
        raise Unknown(text(reader.words))
    table = _table(catalog, reader)
    effect.concurrently = "VACUUM"
    effect.lock(table.name, ACCESS_EXCLUSIVE if full else SHARE_UPDATE_EXCLUSIVE, "rewrite" if full else "scan")
    if full:
        effect.find("rewritten_table", table.name, table.name, sql=text(reader.words))


def _analyze(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    """It reads a sample."""
    reader.take("verbose")
    if not reader.done():
        effect.lock(_table(catalog, reader).name, SHARE_UPDATE_EXCLUSIVE)


def _cluster(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    table = _table(catalog, reader)
    effect.lock(table.name, ACCESS_EXCLUSIVE, "rewrite")
    effect.find("rewritten_table", table.name, table.name, sql=text(reader.words))


def _truncate(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    reader.take("table")
    effect.data = True
    while True:
        reader.take("only")
        table = _table(catalog, reader)
        effect.lock(table.name, ACCESS_EXCLUSIVE)
        effect.find("removed_rows", table.name, sql=text(reader.words))
        if not reader.take(","):
            break
    if reader.take("cascade") or "cascade" in [token.text for token in reader.rest()]:
        raise Unknown(text(reader.words))


def _update(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    reader.take("only")
    table = _table(catalog, reader)
    effect.data = True
    if _one_row(reader.rest(), table):
        return
    effect.lock(table.name, ROW_EXCLUSIVE, "scan")
    effect.find("updated_rows", table.name, table.name, sql=text(reader.words))


def _delete(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    reader.take("only")
    table = _table(catalog, reader)
    effect.data = True
    rest = reader.rest()
    if _one_row(rest, table):
        return
    effect.lock(table.name, ROW_EXCLUSIVE, "scan")
    if not any(token == Token("word", "where") for token in rest):
        effect.find("removed_rows", table.name, sql=text(reader.words))
    effect.find("updated_rows", table.name, table.name, sql=text(reader.words))


def _one_row(rest: list[Token], table: Table) -> bool:
    """Whether the condition is `WHERE key = literal`, of a primary or unique key."""
    if len(rest) < 4 or rest[-4] != Token("word", "where") or rest[-2].text != "=" or rest[-1].kind not in ("number", "string"):
        return False
    return any(item.kind in "pu" and item.columns == (rest[-3].text,) for item in table.constraints.values())


def _insert(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    effect.data = True
    effect.unbounded = any(token == Token("word", "select") for token in reader.rest())


def _set(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    _ = reader.take("local") or reader.take("session")
    # What names mean, and which triggers run, is no longer known then.
    if reader.peek() in ("search_path", "role", "authorization", "session_replication_role"):
        raise Unknown(text(reader.words))


def _select(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    rest = reader.rest()
    for token, after in zip(rest, rest[1:], strict=False):
        if token.kind in ("word", "name") and after.text == "(" and token.text not in _READ_ONLY_FUNCTIONS:
            raise Unknown(text(reader.words))
    if any(token == Token("word", "into") for token in rest):
        raise Unknown(text(reader.words))


def _alter_type(catalog: Catalog, reader: Reader, effect: Effect, number: int) -> None:
    reader.relation()
    reader.expect("add", "value")


_RULES: tuple[tuple[tuple[str, ...], Callable[[Catalog, Reader, Effect, int], None]], ...] = (
    (("create", "table"), _create_table),
    (("create", "unlogged", "table"), _create_table),
    (("create", "domain"), _create_domain),
    (("create", "collation"), _create_collation),
    (("create", "index"), _create_index),
    (("create", "unique", "index"), _create_unique_index),
    (("create", "statistics"), _statistics),
    (("alter", "table"), _alter_table),
    (("alter", "index"), _alter_index),
    (("alter", "type"), _alter_type),
    (("drop", "table"), _drop_table),
    (("drop", "index"), _drop_index),
    (("drop", "sequence"), _drop_sequence),
    (("reindex",), _reindex),
    (("comment", "on"), _comment),
    (("vacuum",), _vacuum),
    (("analyze",), _analyze),
    (("cluster",), _cluster),
    (("truncate",), _truncate),
    (("update",), _update),
    (("delete", "from"), _delete),
    (("insert", "into"), _insert),
    (("select",), _select),
    (("set",), _set),
)
