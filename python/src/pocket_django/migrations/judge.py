"""The verdict on each operation of the pending migrations of one database."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.db import router
from django.db.backends.utils import truncate_name
from django.db.migrations.operations import RunPython, RunSQL, SeparateDatabaseAndState
from django.db.migrations.operations.models import ModelOperation
from django.db.migrations.state import ProjectState

from . import code, editor, sql, statements
from .catalog import BOUND, Catalog
from .effects import MODES, Effect, Finding, Lock, blocks

MOMENT_ROWS = BOUND
"""To read or rewrite so many rows takes a moment, whatever is locked meanwhile: some hundredths of a second."""

_ORDER = ("removed_", "renamed_", "unknown_", "fails_", "concurrently_")


class Judged:
    """One operation, and all that is found out about it."""

    def __init__(self, operation: Any, app_label: str, number: int) -> None:
        self.operation, self.app_label, self.number = operation, app_label, number
        self.model: str | None = None
        self.table: str | None = None
        self.rows: int | None = None
        self.locks: list[Lock] = []
        self.findings: list[Finding] = []

    def add(self, code: str, values: dict[str, Any], breaks: tuple[str, ...] = ()) -> None:
        for finding in self.findings:
            if (finding.code, finding.values) == (code, values):
                finding.breaks = tuple(sorted({*finding.breaks, *breaks}, reverse=True))
                return
        self.findings.append(Finding(code, values, breaks))

    def as_json(self) -> dict[str, Any]:
        # What breaks the running release comes first, then what certainly fails; what is only worth a word is last.
        self.findings.sort(key=lambda found: (found.code == "data", not found.breaks, not found.code.startswith(_ORDER)))
        findings = [{"code": found.code, "values": found.values, "breaks": list(found.breaks)} for found in self.findings]
        return {
            "operation": type(self.operation).__name__,
            "description": str(self.operation.describe()),
            "model": self.model,
            "table": self.table,
            "verdict": "dangerous" if any(found.code != "data" for found in self.findings) else "harmless",
            "code": findings[0]["code"] if findings else None,
            "values": findings[0]["values"] if findings else {},
            "locks": [{"table": lock.table, "mode": lock.mode, "held": lock.held} for lock in self.locks],
            "breaks": [side for side in ("running", "new") if any(side in found.breaks for found in self.findings)],
            "rows": self.rows,
            "findings": findings,
        }


class Judge:
    """Goes through the pending migrations of one database, in order.

    `connection` writes the SQL (`editor.connection`; one of another vendor writes none, and only models are held against models), `catalog` is the database
    as it is, `state` the project at the applied migrations, and `running` at those that the running release knows. `moment_rows` is for tests.
    """

    def __init__(self, connection: Any, catalog: Catalog, state: Any, running: Any, moment_rows: int = MOMENT_ROWS) -> None:
        self.connection, self.catalog, self.state, self.moment_rows = connection, catalog, state, moment_rows
        self.writes_sql = connection.vendor == "postgresql"
        self.running = code.models(running.apps, connection, catalog)
        before = code.models(state.apps, connection, catalog)
        self.known_before = {*catalog.tables}
        self.broken = code.breaks(self.running, catalog)
        self.broken_before = code.breaks(before, catalog)
        self.labels = {**before, **self.running}
        self.operations: list[Judged] = []
        self.current: Judged | None = None
        self.state_touched: dict[tuple[str, str], Judged] = {}

    # One migration

    def migration(self, migration: Any) -> dict[str, Any]:
        """Judges the next migration. What it leaves for the new release is only known in `finish`."""
        begin = len(self.operations)
        self.atomic = migration.atomic
        self.held: dict[str, tuple[str, Judged]] = {}
        made = editor.editor(self.connection, self.catalog, self._sent) if self.writes_sql else None
        # By identity, and kept: a statement may be taken back before the end, and another one take its place in memory.
        put_off: dict[int, tuple[Any, Judged]] = {}
        for operation in migration.operations:
            judged = Judged(operation, migration.app_label, len(self.operations))
            self.operations.append(judged)
            self._subject(judged)
            self._operation(judged, operation, made)
            for statement in made.deferred_sql if made else ():
                put_off.setdefault(id(statement), (statement, judged))
            if not self.atomic:
                self._compare()
        if made is None:
            code.follow(self.catalog, code.models(self.state.apps, self.connection, self.catalog), len(self.operations) - 1)
        for statement in made.deferred_sql if made else ():
            self.current = put_off[id(statement)][1]
            self._sent(str(statement))
        self._compare()
        return {"name": f"{migration.app_label}.{migration.name}", "atomic": bool(migration.atomic), "operations": self.operations[begin:]}

    def finish(self) -> None:
        """What the new release's models find, once all is migrated."""
        # Rendered anew: Django leaves the tables of removed many-to-many fields in a state that was rendered before.
        self.state.__dict__.pop("apps", None)
        models = code.models(self.state.apps, self.connection, self.catalog)
        self.labels = {**models, **self.labels}
        names = {"removed_table": "missing_table", "renamed_table": "missing_table", "removed_column": "missing_column", "renamed_column": "missing_column"}
        for found in sorted(code.breaks(models, self.catalog) - self.broken_before):
            detail = {} if found.code in names else dict(found.detail)
            judged = self._whose(found, self.state_touched)
            if judged is not None:
                judged.add(names.get(found.code, found.code), self._values(found.table, found.column, detail), ("new",))

    def _compare(self) -> None:
        """What the running release finds from now on."""
        broken = code.breaks(self.running, self.catalog)
        before, self.broken = self.broken, broken
        for found in sorted(broken - before):
            judged = self._whose(found, {})
            if judged is not None:
                judged.add(found.code, self._values(found.table, found.column, dict(found.detail)), ("running",))

    def _whose(self, found: code.Break, state_touched: dict[tuple[str, str], Judged]) -> Judged | None:
        touched = self.catalog.touched
        for key in ((found.table, found.column), (found.table, "")):
            numbers = [touched[key]] if key in touched else []
            numbers += [state_touched[key].number] if key in state_touched else []
            if numbers:
                return self.operations[max(numbers)]
        return self.operations[-1] if self.operations else None

    def _values(self, table: str, column: str = "", more: dict[str, Any] | None = None) -> dict[str, Any]:
        values: dict[str, Any] = {"table": table}
        model = self.labels.get(table)
        if model is not None:
            values["model"] = model.label
        if column:
            values["column"] = column
            if model is not None and column in model.fields:
                values["field"] = model.fields[column]
        return {**values, **(more or {})}

    # One operation

    def _subject(self, judged: Judged) -> None:
        """The model and the table that the operation is about, as they are before it, or after it where it makes them."""
        operation = judged.operation
        leaves = [*getattr(operation, "database_operations", ()), *getattr(operation, "state_operations", ()), operation]
        for leaf in leaves:
            name = getattr(leaf, "model_name", None) or getattr(leaf, "old_name", None if not isinstance(leaf, ModelOperation) else leaf.name)
            if not isinstance(name, str):
                continue
            model = self.state.models.get((judged.app_label, name.lower()))
            if model is None:
                after = ProjectState({key: item.clone() for key, item in self.state.models.items()}, self.state.real_apps)
                with suppress(Exception):
                    operation.state_forwards(judged.app_label, after)
                model = after.models.get((judged.app_label, name.lower()))
            if model is None:
                continue
            judged.model = f"{judged.app_label}.{model.name}"
            judged.table = self._table_of(judged.app_label, model)
            if judged.table in self.catalog.tables:
                judged.rows = self.catalog.rows(judged.table)
            elif judged.table not in self.known_before:
                judged.rows = 0
            return

    def _table_of(self, app_label: str, model: Any) -> str:
        written = model.options.get("db_table") or truncate_name(f"{app_label}_{model.name.lower()}", self.connection.ops.max_name_length())
        return self.catalog.key_of(written)

    def _operation(self, judged: Judged, operation: Any, made: Any) -> None:
        """Applies an operation, or each of those that it consists of, to state and catalog."""
        self.current = judged
        if not self.atomic and not isinstance(operation, SeparateDatabaseAndState):
            # A transaction of its own where it asks for one, else one for each text that it sends.
            self.held = {}
        before = self.state.clone()
        if isinstance(operation, SeparateDatabaseAndState):
            kept = self.state
            self.state = kept.clone()
            for inner in operation.database_operations:
                self._operation(judged, inner, made)
            self.state = kept
            operation.state_forwards(judged.app_label, self.state)
        else:
            operation.state_forwards(judged.app_label, self.state)
            if isinstance(operation, RunPython):
                self._python(judged, operation)
            elif made is None:
                if isinstance(operation, RunSQL) and operation.sql and router.allow_migrate(self.connection.alias, judged.app_label, **operation.hints):
                    judged.add("unknown_sql", {"sql": str(operation.sql)[:500]})
            else:
                try:
                    editor.run(made, operation, judged.app_label, before, self.state)
                except Exception as error:  # noqa: BLE001 - whatever an operation raises without a database is no verdict on it
                    judged.add("unknown_operation", {"operation": type(operation).__name__, "error": f"{type(error).__name__}: {error}"})
        self._state_changes(judged, before)

    def _state_changes(self, judged: Judged, before: Any) -> None:
        """Notes which columns of which tables the models have lost or gained, for what the new release finds."""
        for key in {*before.models, *self.state.models}:
            old, new = before.models.get(key), self.state.models.get(key)
            if (
                old
                and new
                and old.options == new.options
                and old.fields.keys() == new.fields.keys()
                and all(new.fields[name] is field for name, field in old.fields.items())
            ):
                continue
            for state in (old, new):
                if state is None:
                    continue
                table = self._table_of(key[0], state)
                self.state_touched[table, ""] = judged
                for name, field in state.fields.items():
                    if old is None or new is None or old.fields.get(name) is not new.fields.get(name):
                        column = field.db_column or (f"{name}_id" if field.many_to_one or field.one_to_one else name)
                        self.state_touched[table, column] = judged

    def _python(self, judged: Judged, operation: Any) -> None:
        if operation.code is RunPython.noop or not router.allow_migrate(self.connection.alias, judged.app_label, **operation.hints):
            return
        judged.add("data", {})
        self._kept("data_with_schema", set())

    # One text

    def _sent(self, text: str) -> None:
        """What an operation, or the end of the migration, sends to the server at once."""
        assert self.current is not None
        judged = self.current
        found = sql.statements(text)
        if not self.atomic:
            self.held = {}
        for statement in found:
            try:
                effect = statements.apply(self.catalog, statement.words, judged.number)
            except sql.Unknown:
                judged.add("unknown_sql", {"sql": _shown(statement)})
                self._kept("held_lock", set())
                continue
            if effect.concurrently and (self.atomic or len(found) > 1):
                judged.add("concurrently_in_transaction", {"index": effect.concurrently, **self._values(effect.locks[0].table if effect.locks else "")})
            self._effect(judged, effect, _shown(statement))

    def _effect(self, judged: Judged, effect: Effect, shown: str) -> None:
        visible = [self._outside(lock) for lock in effect.locks if self._visible(lock.table)]
        for finding in effect.findings:
            table = finding.values["table"]
            if not self._visible(table) or (finding.rows_of is not None and not self._many(finding.rows_of)):
                continue
            if finding.code == "fails_on_rows" and self.catalog.rows(table) == 0:
                continue
            more = {key: shown if key == "sql" else value for key, value in finding.values.items() if key not in ("table", "column")}
            breaks = ("running",) if finding.code == "removed_rows" and table in self.running else ()
            judged.add(finding.code, self._values(self._old_name(table), finding.values.get("column", ""), more), breaks)
        if effect.data and isinstance(judged.operation, RunSQL):
            judged.add("data", {})
        if effect.unbounded:
            self._kept("data_with_schema", set())
        elif any(lock.held != "moment" and self._many(lock.rows_of) for lock in visible):
            self._kept("held_lock", {self._old_name(finding.values["table"]) for finding in effect.findings})
        for lock in visible:
            Effect(judged.locks).lock(lock.table, lock.mode, lock.held, lock.rows_of)
            if blocks(lock.mode):
                mode = max(lock.mode, self.held.get(lock.table, (lock.mode, judged))[0], key=MODES.index)
                self.held[lock.table] = (mode, judged)

    def _kept(self, code: str, except_for: set[str]) -> None:
        """The present statement takes long: what the transaction has locked before stays locked."""
        judged = self.current
        assert judged is not None
        for table, (mode, by) in self.held.items():
            if table not in except_for and not any(found.values.get("table") == table and found.code == code for found in judged.findings):
                judged.add(code, {**self._values(table), "mode": mode, "by": str(by.operation.describe())})

    def _old_name(self, table: str) -> str:
        """The name under which others know the table until the migration is done."""
        there = self.catalog.tables.get(table)
        return there.was if there is not None else table

    def _outside(self, lock: Lock) -> Lock:
        """A lock as others see it: few rows are worked through in a moment."""
        held = lock.held if lock.held != "moment" and self._many(lock.rows_of) else "moment"
        return Lock(self._old_name(lock.table), lock.mode, held, lock.rows_of)

    def _visible(self, table: str) -> bool:
        """Whether somebody else may use the table: it was there before, or the running release knows it."""
        there = self.catalog.tables.get(table)
        return table in self.running or (table in self.known_before if there is None else not there.created)

    def _many(self, table: str) -> bool:
        rows = self.catalog.rows(table)
        return rows is None or rows > self.moment_rows


def _shown(statement: sql.Statement) -> str:
    """A statement as it is shown: its beginning, where it is long."""
    return statement.source if len(statement.source) <= 500 else statement.source[:500] + "…"


def judge(connection: Any, catalog: Catalog, state: Any, running: Any, migrations: list[Any], moment_rows: int = MOMENT_ROWS) -> list[dict[str, Any]]:
    """The report on `migrations`, each with its operations, in order."""
    judging = Judge(connection, catalog, state, running, moment_rows)
    found = [judging.migration(migration) for migration in migrations]
    judging.finish()
    return [{**migration, "operations": [operation.as_json() for operation in migration["operations"]]} for migration in found]


def offline(connection: Any, state: Any, migrations: list[Any]) -> Catalog:
    """The catalog of a database that nobody can ask: `migrations`, those that are applied, are read from the first to the last. `state` has the models of
    the apps without migrations."""
    catalog = Catalog()

    def sent(text: str) -> None:
        for statement in sql.statements(text):
            # What is not understood is not known to have changed anything.
            with suppress(sql.Unknown):
                statements.apply(catalog, statement.words, -1)

    made = editor.editor(connection, catalog, sent)
    for model in state.apps.get_models() if state.real_apps else ():
        options = model._meta
        if options.managed and not options.proxy and not options.swapped and router.allow_migrate_model(connection.alias, model):
            made.create_model(model)
    for migration in migrations:
        for operation in migration.operations:
            state = _replay(made, operation, migration.app_label, state)
        for statement in made.deferred_sql:
            sent(str(statement))
        made.deferred_sql.clear()
    for table in catalog.tables.values():
        table.created = False
    catalog.touched.clear()
    catalog.renamed.clear()
    catalog.renamed_columns.clear()
    return catalog


def _replay(made: Any, operation: Any, app_label: str, before: Any) -> Any:
    after = before.clone()
    operation.state_forwards(app_label, after)
    if isinstance(operation, SeparateDatabaseAndState):
        inner = before
        for item in operation.database_operations:
            inner = _replay(made, item, app_label, inner)
    elif operation.reduces_to_sql:
        # An operation that needs a database leaves none of its traces.
        with suppress(Exception):
            editor.run(made, operation, app_label, before, after)
    return after
