"""What the models of a release ask of the database, and whether a catalog still gives it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from . import sql, types
from .catalog import Catalog, Column, Constraint, Table, canonical, words
from .defaults import volatile


@dataclass
class Model:
    """One table as the code knows it."""

    label: str
    table: str
    columns: dict[str, Column] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    """The field of each column."""
    declared: set[tuple[Any, ...]] = field(default_factory=set)
    """The signatures of the constraints that it knows of."""
    names: set[str] = field(default_factory=set)
    foreign_keys: set[str] = field(default_factory=set)
    """The columns that it knows to refer to another table."""


@dataclass(frozen=True, order=True)
class Break:
    """A query of the code that fails. `column` is empty for the table as a whole; `rule` is what a constraint forbids, whatever its name."""

    code: str
    table: str
    column: str = ""
    rule: str = ""
    detail: tuple[tuple[str, str], ...] = field(default=(), compare=False)


def models(apps: Any, connection: Any, catalog: Catalog) -> dict[str, Model]:
    """What the models of `apps` that belong in this database ask of it, by table. Those that Django does not manage are models, too."""
    from django.db import router

    found: dict[str, Model] = {}
    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        if not options.proxy and not options.swapped and router.allow_migrate_model(connection.alias, model):
            item = _model(model, connection, catalog)
            if item.table in found:
                # Two models of one table: each query of either must work.
                found[item.table].columns.update(item.columns)
                found[item.table].fields.update(item.fields)
                found[item.table].declared |= item.declared
            else:
                found[item.table] = item
    return found


def _model(model: Any, connection: Any, catalog: Catalog) -> Model:
    from django.db.models import NOT_PROVIDED, AutoField, UniqueConstraint

    options = model._meta
    item = Model(f"{options.app_label}.{options.object_name}", catalog.key_of(options.db_table), names={constraint.name for constraint in options.constraints})
    for concrete in options.local_concrete_fields:
        parameters = concrete.db_parameters(connection=connection)
        if parameters["type"] is None:
            continue
        column = Column(concrete.column, types.parse(parameters["type"]), concrete.null and not concrete.primary_key)
        column.generated = getattr(concrete, "generated", False)
        # BigAutoField and SmallAutoField say that they are this one, too.
        column.identity = isinstance(concrete, AutoField)
        # Since Django 5.0.
        has_default = getattr(concrete, "db_default", NOT_PROVIDED) is not NOT_PROVIDED
        column.default = "given" if has_default and not column.generated else None
        item.columns[concrete.column], item.fields[concrete.column] = column, concrete.name
        if concrete.unique or concrete.primary_key:
            item.declared.add(("u", frozenset([concrete.column]), None, ""))
        if parameters.get("check"):
            item.declared.add(("c", None, None, canonical(parameters["check"])))
        if concrete.many_to_one or concrete.one_to_one:
            item.foreign_keys.add(concrete.column)
    primary_key = [field.name for field in getattr(options, "pk_fields", [])]
    item.declared.add(("u", frozenset(options.get_field(name).column for name in primary_key), None, ""))
    unique = [
        *options.unique_together,
        *(constraint.fields for constraint in options.constraints if isinstance(constraint, UniqueConstraint) and not constraint.condition),
    ]
    for names in unique:
        item.declared.add(("u", frozenset(options.get_field(name).column for name in names), None, ""))
    return item


def follow(catalog: Catalog, code: dict[str, Model], number: int) -> None:
    """Makes a catalog what `code` says, where no statements tell: each column as the models have it."""
    for name in {*catalog.tables, *code}:
        old, model = catalog.tables.get(name), code.get(name)
        if model is None:
            del catalog.tables[name]
        else:
            catalog.tables[name] = Table(
                name, {column.name: replace(column) for column in model.columns.values()}, created=old is None or old.created, was=name
            )
        columns = {**(old.columns if old else {}), **(model.columns if model else {})}
        for column in columns:
            if not (old and model and old.columns.get(column) == model.columns.get(column)):
                catalog.touched[name, column] = catalog.touched[name, ""] = number


def breaks(code: dict[str, Model], catalog: Catalog) -> set[Break]:
    """What fails when the code of these models works with a database of this catalog."""
    return {found for model in code.values() for found in _breaks(model, catalog)}


def _breaks(model: Model, catalog: Catalog) -> Iterable[Break]:
    table = catalog.tables.get(model.table)
    if table is None:
        to = catalog.renamed.get(model.table)
        yield Break("renamed_table", model.table, detail=(("to", to),)) if to in catalog.tables and to else Break("removed_table", model.table)
        return
    for name, wanted in model.columns.items():
        if name in table.columns:
            yield from _column_breaks(model.table, wanted, table.columns[name])
            continue
        to = catalog.renamed_columns.get((model.table, name))
        yield Break("renamed_column", model.table, name, detail=(("to", to),)) if to in table.columns and to else Break("removed_column", model.table, name)
    old_names = {new: old for (name, old), new in catalog.renamed_columns.items() if name == model.table and new not in model.columns}
    for column in table.columns.values():
        if column.name not in model.columns and column.name not in old_names and not column.null and not column.filled:
            yield Break("required_column", model.table, column.name)
    yield from _constraint_breaks(model, table, old_names)


def _column_breaks(table: str, wanted: Column, there: Column) -> Iterable[Break]:
    if there.generated and not wanted.generated:
        yield Break("generated_column", table, there.name)
    elif not wanted.generated:
        if wanted.null and not there.null:
            yield Break("not_null", table, there.name)
        if (wanted.identity or wanted.default) and not there.filled:
            yield Break("dropped_default", table, there.name)
    fit = types.fits(wanted.type, there.type)
    if fit != "yes":
        code = "narrowed_column" if fit == "narrowed" else "changed_type"
        yield Break(code, table, there.name, detail=(("from", str(wanted.type)), ("to", str(there.type))))


def _constraint_breaks(model: Model, table: Table, old_names: dict[str, str]) -> Iterable[Break]:
    codes = {"u": "new_unique", "p": "new_unique", "f": "new_foreign_key", "c": "new_check", "x": "new_exclusion"}
    unique = [Constraint(i.name, "u", i.columns, expression=i.expression, nulls_distinct=i.nulls_distinct) for i in table.indexes.values() if i.unique]
    for item in (*table.constraints.values(), *unique):
        columns = tuple(old_names.get(name, name) for name in item.columns)
        known = item.name in model.names or replace(item, columns=columns).signature() in model.declared
        if item.kind == "f":
            known = set(columns) <= model.foreign_keys
        if not known and not _never_met(model, table, item):
            detail = [("constraint", item.name)]
            if item.kind in "puf":
                detail.append(("columns", ", ".join(item.columns) or item.expression))
            if item.kind == "f":
                detail.append(("to", item.to or ""))
            column = item.columns[0] if len(item.columns) == 1 and item.columns[0] in model.columns else ""
            rule = item.kind.replace("p", "u") + " ".join(sorted(columns)) + canonical(item.expression)
            yield Break(codes[item.kind], table.name, column, rule, tuple(detail))


def _never_met(model: Model, table: Table, item: Constraint) -> bool:
    """Whether code that does not know a column of the constraint can never violate it: what it inserts there is NULL, or the column's default."""
    named = set(item.columns) | (words(item.expression) & set(table.columns))
    new = [table.columns[name] for name in named if name not in model.columns and name in table.columns]
    empty = [column for column in new if column.null and not column.filled]
    if item.kind in "pu":
        different = [column for column in new if column.identity or (column.default and volatile(sql.tokens(column.default)))]
        return bool(set(map(_name, different)) & set(item.columns)) or (item.nulls_distinct and bool(set(map(_name, empty)) & set(item.columns)))
    if item.kind == "x":
        return bool(empty)
    if len(new) < len(named):
        return item.kind == "f" and bool(empty)
    # The rows that are there have the same values, and have been checked; without a value, a comparison is never false.
    return item.kind == "f" or all(column.filled for column in new) or (len(empty) == len(new) and _null_passes(item.expression, named))


def _name(column: Column) -> str:
    return column.name


_COMPARING = {"and", "or", "in", "between", "like", "not", "any", "array", "true", "false"}


def _null_passes(expression: str, columns: set[str]) -> bool:
    """Whether a CHECK holds where its columns are NULL: it only compares them."""
    found = sql.tokens(canonical(expression))
    return all(token.kind not in ("word", "name") or token.text in columns or token.text in _COMPARING for token in found)
