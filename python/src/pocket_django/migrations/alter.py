"""`ALTER TABLE`, action by action. (PostgreSQL, "ALTER TABLE".)"""

from __future__ import annotations

from typing import Any

from . import types
from .catalog import Catalog, Column, Constraint, Table, canonical, words
from .defaults import volatile
from .effects import ACCESS_EXCLUSIVE, SHARE_ROW_EXCLUSIVE, SHARE_UPDATE_EXCLUSIVE, Effect
from .sql import Reader, Token, Unknown, split, text

_AFTER_TYPE = ("not", "null", "default", "primary", "unique", "check", "references", "constraint", "collate", "generated", "using", "storage", "compression")
_AFTER_DEFAULT = ("not", "null", "primary", "unique", "check", "references", "constraint", "generated", "collate", "deferrable", "initially")


class AlterTable:
    """Applies the actions of one statement to a catalog. `number` tells whose it is."""

    def __init__(self, catalog: Catalog, table: Table, effect: Effect, number: int) -> None:
        self.catalog, self.table, self.effect, self.number = catalog, table, effect, number
        self.name = table.name

    def apply(self, actions: list[Token]) -> None:
        for action in split(actions):
            self._action(Reader(action))

    def touch(self, column: str = "") -> None:
        self.catalog.touched[self.name, column] = self.number

    def _lock(self, held: str = "moment", mode: str = ACCESS_EXCLUSIVE) -> None:
        self.effect.lock(self.name, mode, held)

    def _find(self, code: str, rows_of: str | None = None, **values: object) -> None:
        self.effect.find(code, self.name, rows_of, **values)

    def _column(self, name: str) -> Column:
        if name not in self.table.columns:
            raise Unknown(f"{self.name}.{name}")
        return self.table.columns[name]

    def _action(self, reader: Reader) -> None:
        if reader.take("add"):
            if reader.peek() in ("constraint", "primary", "unique", "check", "foreign", "exclude"):
                self._add_constraint(reader)
            else:
                reader.take("column")
                exists = reader.take("if", "not", "exists")
                self._lock()
                if exists and reader.words[reader.at].text in self.table.columns:
                    return
                self.add_column(reader)
        elif reader.take("drop", "constraint"):
            self._drop_constraint(reader)
        elif reader.take("drop"):
            reader.take("column")
            self._drop_column(reader)
        elif reader.take("alter"):
            reader.take("column")
            self._alter_column(reader)
        elif reader.take("validate", "constraint"):
            self._validate(reader.name())
        elif reader.take("rename", "constraint"):
            self._rename_constraint(reader)
        elif reader.take("rename"):
            self._rename(reader)
        elif reader.take("set", "("):
            self._lock(mode=SHARE_UPDATE_EXCLUSIVE)
        elif reader.peek() == "set" and reader.peek(1) in ("logged", "unlogged", "tablespace", "access"):
            self._lock("rewrite")
            self._find("rewritten_table", self.name, sql=f"ALTER TABLE {self.name} {text(reader.rest())}")
        else:
            raise Unknown(text(reader.words))

    # Columns

    def add_column(self, reader: Reader, creating: bool = False) -> None:
        """A column's definition, of ALTER TABLE … ADD or (`creating`) of CREATE TABLE, where no rows are there."""
        name = reader.name()
        written = text(reader.until(*_AFTER_TYPE))
        column = Column(name, types.parse(written))
        default: list[Token] = []
        constraint_name = None
        while not reader.done():
            if reader.take("not", "null"):
                column.null = False
            elif reader.take("null"):
                pass
            elif reader.take("default"):
                default = reader.until(*_AFTER_DEFAULT)
            elif reader.take("collate"):
                reader.relation()
            elif reader.take("constraint"):
                constraint_name = reader.name()
            elif reader.take("generated"):
                self._generated(reader, column, creating)
            elif reader.take("primary", "key"):
                column.null = False
                self._inline(column, "p", constraint_name, creating)
            elif reader.take("unique"):
                self._inline(column, "u", constraint_name, creating)
            elif reader.take("check"):
                self._inline(column, "c", constraint_name, creating, text(reader.group()))
            elif reader.take("references"):
                target = self.catalog.key(*reader.relation())
                columns = reader.names() if reader.peek() == "(" else ()
                self._references(reader)
                self._inline(column, "f", constraint_name, creating, to=target, to_columns=columns, filled=bool(default) and text(default) != "null")
            elif reader.take("deferrable") or reader.take("not", "deferrable") or reader.take("initially", "deferred") or reader.take("initially", "immediate"):
                pass
            else:
                raise Unknown(text(reader.words))
        if types.is_serial(written):
            column.default, column.null = "nextval()", False
        elif default and not column.generated:
            column.default = text(default)
        self.table.columns[name] = column
        self.touch(name)
        if creating:
            return
        if types.is_serial(written) or volatile(default) or column.identity or column.type.base in self.catalog.domains:
            self._lock("rewrite")
            self._find("rewritten_default", self.name, column=name)
        elif not column.null and not column.filled:
            self._lock("scan")
            self._find("fails_on_rows", column=name)

    def _generated(self, reader: Reader, column: Column, creating: bool) -> None:
        if not reader.take("always"):
            reader.expect("by", "default")
        reader.expect("as")
        if reader.take("identity"):
            column.identity, column.null = True, False
            if reader.peek() == "(":
                reader.group()
            return
        column.generated, column.default = True, None
        reader.group()
        # Virtual ones (PostgreSQL 18) are computed when they are read.
        if reader.take("virtual"):
            return
        reader.take("stored")
        if not creating:
            self._lock("rewrite")
            self._find("rewritten_generated", self.name, column=column.name)

    def _inline(self, column: Column, kind: str, name: str | None, creating: bool, expression: str = "", to: str | None = None, **more: object) -> None:
        suffix = {"p": "pkey", "u": f"{column.name}_key", "c": f"{column.name}_check", "f": f"{column.name}_fkey"}[kind]
        name = name or self.table.free_name(f"{self.table.name}_{suffix}")
        constraint = Constraint(name, kind, (column.name,), to, more.get("to_columns") or (), expression)  # type: ignore[arg-type]
        self._put(constraint, existing=not creating, validated=kind != "f" or bool(more.get("filled")))

    def _references(self, reader: Reader) -> None:
        """What may follow REFERENCES table (columns)."""
        while reader.peek() in ("match", "on", "deferrable", "not", "initially") and reader.peek(1) not in ("null", "valid"):
            if reader.take("on"):
                reader.next()
                if reader.take("set") or reader.take("no"):
                    reader.next()
                    if reader.peek() == "(":
                        reader.group()
                else:
                    reader.next()
            elif reader.take("deferrable") or reader.take("not", "deferrable"):
                pass
            else:
                reader.next()
                reader.next()

    def _drop_column(self, reader: Reader) -> None:
        exists = reader.take("if", "exists")
        name = reader.name()
        self._lock()
        if exists and name not in self.table.columns:
            return
        self._column(name)
        for constraint in [item for item in self.table.constraints.values() if name in item.columns]:
            self._forget(constraint)
        for index in [item for item in self.table.indexes.values() if name in item.columns or name in words(item.expression)]:
            del self.table.indexes[index.name]
        for table, constraint in self.catalog.referring(self.name):
            if name in constraint.to_columns:
                self.effect.lock(table.name, ACCESS_EXCLUSIVE)
                del table.constraints[constraint.name]
        del self.table.columns[name]
        self.touch(name)

    def _alter_column(self, reader: Reader) -> None:
        column = self._column(reader.name())
        if reader.take("type") or reader.take("set", "data", "type"):
            self._alter_type(reader, column)
            return
        if reader.peek() == "set" and reader.peek(1) in ("statistics", "("):
            self._lock(mode=SHARE_UPDATE_EXCLUSIVE)
            return
        self._lock()
        self.touch(column.name)
        if reader.take("set", "default"):
            column.default = text(reader.rest())
        elif reader.take("drop", "default"):
            column.default = None
        elif reader.take("drop", "not", "null"):
            column.null = True
        elif reader.take("set", "not", "null"):
            self._set_not_null(column)
        elif reader.take("drop", "identity"):
            column.identity = False
        elif reader.take("drop", "expression"):
            column.generated = False
        elif reader.take("add", "generated"):
            self._generated(reader, column, creating=True)
        elif reader.peek() == "set" and reader.peek(1) in ("storage", "compression"):
            pass
        else:
            raise Unknown(text(reader.words))

    def _set_not_null(self, column: Column) -> None:
        if not column.null:
            return
        column.null = False
        proof = canonical(f"{column.name} IS NOT NULL")
        if not any(item.kind == "c" and item.valid and proof in canonical(item.expression).split(" and ") for item in self.table.constraints.values()):
            self._lock("scan")
            self._find("scanned_not_null", self.name, column=column.name)

    def _alter_type(self, reader: Reader, column: Column) -> None:
        new = types.parse(text(reader.until("collate", "using")))
        collated = reader.take("collate")
        if collated:
            reader.relation()
        using = text(reader.rest()[1:]) if not reader.done() else ""
        values = {"column": column.name, "from": str(column.type), "to": str(new)}
        self._lock()
        self.touch(column.name)
        # `USING column::type` is what happens without it.
        plain = not using or canonical(using) == column.name
        if types.rewrites(column.type, new) or not plain:
            self._lock("rewrite")
            self._find("rewritten_type", self.name, **values)
        elif self._checked_again(column, new, collated):
            self._lock("scan")
            self._find("scanned_type", self.name, **values)
        if column.type != new:
            for constraint in [item for item in self.table.constraints.values() if item.kind == "f" and column.name in item.columns]:
                self.effect.lock(constraint.to or "", ACCESS_EXCLUSIVE, "scan", self.name)
            for table, constraint in self.catalog.referring(self.name):
                if column.name in constraint.to_columns:
                    self.effect.lock(table.name, ACCESS_EXCLUSIVE, "scan", table.name)
        column.type = new

    def _checked_again(self, column: Column, new: types.Type, collated: bool) -> bool:
        """Whether indexes are built or constraints are checked anew for a column whose values stay as they are."""
        if column.type == new and not collated:
            return False
        compared_otherwise = collated or types.reindexes(column.type, new)
        for index in self.table.indexes.values():
            if column.name in words(index.expression) or (compared_otherwise and column.name in index.columns):
                return True
        return any(
            (item.kind == "c" and column.name in words(item.expression)) or (compared_otherwise and item.kind in "pux" and column.name in item.columns)
            for item in self.table.constraints.values()
        )

    # Constraints

    def _add_constraint(self, reader: Reader, creating: bool = False) -> None:
        name = reader.name() if reader.take("constraint") else None
        columns: tuple[str, ...] = ()
        to_columns: tuple[str, ...] = ()
        expression, to, using, distinct = "", None, None, True
        if reader.peek() in ("primary", "unique"):
            kind = "p" if reader.take("primary", "key") else "u"
            if kind == "u":
                reader.expect("unique")
                distinct = not reader.take("nulls", "not", "distinct")
                reader.take("nulls", "distinct")
            if reader.take("using", "index"):
                using = reader.name()
            else:
                columns = reader.names()
        elif reader.take("check"):
            kind, expression = "c", text(reader.group())
            columns = tuple(sorted(words(expression) & set(self.table.columns)))
        elif reader.take("foreign", "key"):
            kind, columns = "f", reader.names()
            reader.expect("references")
            to = self.catalog.key(*reader.relation())
            to_columns = reader.names() if reader.peek() == "(" else ()
            self._references(reader)
        elif reader.take("exclude"):
            kind, expression = "x", text(reader.until("deferrable", "initially"))
            columns = tuple(sorted(words(expression) & set(self.table.columns)))
        else:
            raise Unknown(text(reader.words))
        rest = text(reader.rest())
        valid = "not valid" not in rest
        suffix = {"p": "pkey", "u": "key", "c": "check", "f": "fkey", "x": "excl"}[kind]
        name = name or using or self.table.free_name("_".join([self.table.name, *(columns if kind in "ufx" else columns[:1] if kind == "c" else ()), suffix]))
        if using is not None:
            index = self.table.indexes.pop(using, None)
            if index is None:
                raise Unknown(text(reader.words))
            columns, distinct = index.columns, index.nulls_distinct
        constraint = Constraint(name, kind, columns, to, to_columns, expression, valid, distinct)
        if kind == "p":
            for column in columns:
                if using is None:
                    self._column(column).null = False
                else:
                    self._set_not_null(self._column(column))
        self._put(constraint, existing=not creating, validated=valid and using is None)

    def _put(self, constraint: Constraint, existing: bool, validated: bool) -> None:
        """A new constraint, with its locks where the table is `existing`, and its scan where rows are `validated` against it."""
        self.table.constraints[constraint.name] = constraint
        self.touch()
        for column in constraint.columns:
            self.touch(column)
        held = "scan" if existing and validated else "moment"
        if constraint.kind == "f":
            # The rows that are referred to are only looked up.
            if not constraint.to_columns and constraint.to in self.catalog.tables:
                keys = [item for item in self.catalog.tables[constraint.to].constraints.values() if item.kind == "p"]
                constraint.to_columns = keys[0].columns if keys else ()
            self.effect.lock(constraint.to or "", SHARE_ROW_EXCLUSIVE, held, self.name)
        if not existing:
            return
        self._lock(held, SHARE_ROW_EXCLUSIVE if constraint.kind == "f" else ACCESS_EXCLUSIVE)
        if validated:
            values: dict[str, str] = {"constraint": constraint.name}
            if constraint.kind in "puf":
                values["columns"] = ", ".join(constraint.columns)
            if constraint.kind == "f":
                values["to"] = constraint.to or ""
            code = {"p": "blocking_unique", "u": "blocking_unique", "x": "blocking_exclusion", "c": "validated_check", "f": "validated_foreign_key"}
            self._find(code[constraint.kind], self.name, **values)

    def table_constraint(self, reader: Reader) -> None:
        """A constraint in CREATE TABLE."""
        self._add_constraint(reader, creating=True)

    def _drop_constraint(self, reader: Reader) -> None:
        exists = reader.take("if", "exists")
        name = reader.name()
        self._lock()
        if name not in self.table.constraints:
            if exists:
                return
            raise Unknown(f"{self.name}: {name}")
        constraint = self.table.constraints[name]
        if reader.take("cascade") and constraint.kind in "pu":
            for table, key in self.catalog.referring(self.name):
                if key.to_columns == constraint.columns:
                    self.effect.lock(table.name, ACCESS_EXCLUSIVE)
                    del table.constraints[key.name]
        self._forget(constraint)

    def _forget(self, constraint: Constraint) -> None:
        del self.table.constraints[constraint.name]
        self.touch()
        if constraint.kind == "f" and constraint.to:
            # The triggers on the other table go too.
            self.effect.lock(constraint.to, ACCESS_EXCLUSIVE)

    def _validate(self, name: str) -> None:
        constraint = self.table.constraints.get(name)
        if constraint is None:
            raise Unknown(f"{self.name}: {name}")
        constraint.valid = True
        self._lock("scan", SHARE_UPDATE_EXCLUSIVE)

    # Names

    def _rename_constraint(self, reader: Reader) -> None:
        old = reader.name()
        reader.expect("to")
        self._lock()
        constraint = self.table.constraints.pop(old, None)
        if constraint is None:
            raise Unknown(text(reader.words))
        constraint.name = reader.name()
        self.table.constraints[constraint.name] = constraint

    def _rename(self, reader: Reader) -> None:
        self._lock()
        if reader.take("to"):
            rename_table(self.catalog, self.table, reader.name(), self.number)
            return
        reader.take("column")
        old = reader.name()
        reader.expect("to")
        new = reader.name()
        column = self._column(old)
        self.touch(old)
        self.touch(new)
        self.catalog.renamed_columns[self.name, old] = new
        column.name = new
        self.table.columns = {item.name: item for item in self.table.columns.values()}

        def renamed(columns: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(new if name == old else name for name in columns)

        items: list[Any] = [*self.table.constraints.values(), *self.table.indexes.values()]
        for item in items:
            item.columns = renamed(item.columns)
            if old in words(item.expression):
                item.expression = " ".join(f'"{new}"' if token == old else token for token in canonical(item.expression).split(" "))
        for _, constraint in self.catalog.referring(self.name):
            constraint.to_columns = renamed(constraint.to_columns)


def rename_table(catalog: Catalog, table: Table, name: str, number: int) -> None:
    """`table` under another name, also for the foreign keys to it."""
    old = table.name
    schema, _, _ = old.rpartition(".")
    name = f"{schema}.{name}" if schema else name
    for _, constraint in catalog.referring(old):
        constraint.to = name
    del catalog.tables[old]
    table.name = name
    catalog.tables[name] = table
    catalog.renamed[old] = name
    catalog.touched[old, ""] = catalog.touched[name, ""] = number
