"""Types of columns: which changes rewrite a table, and which values fit. (PostgreSQL, "ALTER TABLE": notes; "Data Types".)"""

from __future__ import annotations

import re
from typing import NamedTuple

_ALIASES = {
    "character varying": "varchar",
    "int": "integer",
    "int4": "integer",
    "int8": "bigint",
    "int2": "smallint",
    "serial": "integer",
    "serial4": "integer",
    "bigserial": "bigint",
    "serial8": "bigint",
    "smallserial": "smallint",
    "serial2": "smallint",
    "decimal": "numeric",
    "bool": "boolean",
    "timestamptz": "timestamp with time zone",
    "timestamp": "timestamp without time zone",
    "timetz": "time with time zone",
    "time": "time without time zone",
    "float8": "double precision",
    "float": "double precision",
    "float4": "real",
    "character": "char",
    "bpchar": "char",
    "bit varying": "varbit",
}
_TEXT = ("varchar", "text", "citext")
_INTEGERS = ("smallint", "integer", "bigint")
_SERIALS = ("serial", "serial4", "bigserial", "serial8", "smallserial", "serial2")


class Type(NamedTuple):
    """`varchar(20)[]` is `("varchar", (20,), "[]")`."""

    base: str
    arguments: tuple[int, ...] = ()
    array: str = ""

    def __str__(self) -> str:
        arguments = "(" + ", ".join(map(str, self.arguments)) + ")" if self.arguments else ""
        return self.base + arguments + self.array


def parse(written: str) -> Type:
    """A type by its one name, whichever it was written with."""
    found = re.fullmatch(r"([^(\[]+)(?:\(([\d\s,-]+)\)([^(\[]*))?((?:\[\d*\])*)", written.strip().replace('"', ""))
    if not found:
        return Type(written.strip())
    base = re.sub(r"\s+", " ", found[1] + (found[3] or "")).strip().lower()
    arguments = tuple(int(number) for number in (found[2] or "").split(",") if number.strip())
    if base in ("char", "character", "bpchar") and not arguments:
        arguments = (1,)
    base = _ALIASES.get(base, base).removeprefix("pg_catalog.").removeprefix("public.")
    if base == "numeric" and len(arguments) == 1:
        arguments = (arguments[0], 0)
    return Type(base, arguments, "[]" * found[4].count("["))


def is_serial(written: str) -> bool:
    """Whether the type brings a sequence as its default."""
    return written.strip().lower() in _SERIALS


def rewrites(old: Type, new: Type) -> bool:
    """Whether a column's values must be written anew when its type changes so. Where that is not certain, they must."""
    if old == new:
        return False
    if old.array or new.array:
        return True
    if old.base in _TEXT and new.base in _TEXT:
        # All three are stored alike; a limit is checked value by value, unless the old one was no greater.
        return bool(new.arguments) and not (old.base == "varchar" and old.arguments and old.arguments[0] <= new.arguments[0])
    if old.base == new.base == "numeric":
        return bool(new.arguments) and not (old.arguments and old.arguments[1] == new.arguments[1] and old.arguments[0] <= new.arguments[0])
    if old.base == new.base == "varbit":
        return bool(new.arguments) and not (old.arguments and old.arguments[0] <= new.arguments[0])
    return (old.base, new.base) != ("cidr", "inet")


def reindexes(old: Type, new: Type) -> bool:
    """Whether an index on the column is built anew though the table is not: where values of the new type are compared in another way."""
    return (old.base == "citext") != (new.base == "citext") or (old.base, new.base) == ("cidr", "inet")


def fits(written: Type, column: Type) -> str:
    """Whether code that writes `written` goes on working with `column`: "yes", "narrowed" (not with every value) or "changed"."""
    if written == column:
        return "yes"
    if written.array or column.array:
        element = fits(written._replace(array=""), column._replace(array=""))
        return element if written.array == column.array else "changed"
    if written.base in _TEXT and column.base in _TEXT:
        return "yes" if not column.arguments or (written.arguments and written.arguments[0] <= column.arguments[0]) else "narrowed"
    if written.base in _INTEGERS and column.base in _INTEGERS:
        return "yes" if _INTEGERS.index(written.base) <= _INTEGERS.index(column.base) else "narrowed"
    if written.base == column.base == "numeric":
        if not column.arguments:
            return "yes"
        if not written.arguments:
            return "narrowed"
        (precision, scale), (other_precision, other_scale) = written.arguments, column.arguments
        return "yes" if scale <= other_scale and precision - scale <= other_precision - other_scale else "narrowed"
    if written.base == column.base:
        smaller = written.arguments and (not column.arguments or written.arguments <= column.arguments)
        return "yes" if smaller or not column.arguments else "narrowed"
    if (written.base, column.base) == ("real", "double precision"):
        return "yes"
    return "changed"
