"""Runs a migration as Django does, and watches from outside what it does to the others."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import Any

import psycopg

from pocket_django.migrations.effects import MODES, SHARE_UPDATE_EXCLUSIVE, blocks

Held = dict[str, tuple[str, str]]
"""By table: the strongest mode, and for how long it was needed."""


@dataclass
class Observed:
    """What was seen. `long` are the tables whose readers or writers waited while many rows were worked through, by the mode that stopped them."""

    locks: Held = field(default_factory=dict)
    rewritten: set[str] = field(default_factory=set)
    long: dict[str, str] = field(default_factory=dict)
    own_long: set[str] = field(default_factory=set)
    """Those of them that the long statement itself locked or read."""
    kept_long: set[str] = field(default_factory=set)
    """Those that an earlier statement of the transaction had locked."""
    blocked: dict[str, str] = field(default_factory=dict)
    """What another session could not do with a table meanwhile: "read" or "write"."""
    updated: set[str] = field(default_factory=set)
    """Tables of which many rows were locked by being written."""
    emptied: set[str] = field(default_factory=set)
    error: str = ""


class Watch:
    """`connection` is the migration's, `outside` is somebody else's, with superuser rights."""

    def __init__(self, connection: Any, outside: psycopg.Connection, schema: str, many: int) -> None:
        self.connection, self.outside, self.schema, self.many = connection, outside, schema, many
        self.seen = Observed()
        self.tables = dict(self._ask("SELECT oid, relname FROM pg_class WHERE relkind = 'r' AND relnamespace = %s::regnamespace", schema))
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.pid = cursor.fetchone()[0]
            # Rows that a foreign key refers to are looked up one by one, as they are where they are many.
            cursor.execute("SET enable_hashjoin = off; SET enable_mergejoin = off")
        self.before: dict[str, set[str]] = {}
        self.counts: dict[str, tuple[int, int]] = {}

    def _ask(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.outside.execute(query, values).fetchall()

    # The migration

    def run(self, migration: Any, state: Any) -> None:
        files = self._files()
        rows = self._rows()
        with self.connection.execute_wrapper(self._statement):
            try:
                with self.connection.schema_editor(atomic=migration.atomic) as editor:
                    migration.apply(state, editor)
            except Exception as error:  # noqa: BLE001 - a migration that fails is a result
                self.seen.error = f"{getattr(error.__cause__, 'sqlstate', '')} {type(error).__name__}: {error}"
        if not self.seen.error:
            after = self._files()
            kept = self._rows()
            self.seen.emptied = {name for name, count in rows.items() if count == 20 and kept.get(name, 20) < 20}
            # A table that is emptied is given another file, too.
            self.seen.rewritten = {name for oid, name in self.tables.items() if oid in after and after[oid] != files[oid]} - self.seen.emptied
            for name in self.seen.rewritten & self.seen.own_long:
                self.seen.locks[name] = (self.seen.locks[name][0], "rewrite")

    def _files(self) -> dict[int, int]:
        return dict(self._ask("SELECT oid, relfilenode FROM pg_class WHERE oid = ANY(%s)", list(self.tables)))

    def _rows(self) -> dict[str, int]:
        there = [
            name
            for oid, name in self.tables.items()
            if self._ask("SELECT 1 FROM pg_class WHERE oid = %s AND relnamespace = %s::regnamespace", oid, self.schema)
        ]
        return {name: self._ask(f'SELECT count(*) FROM (SELECT 1 FROM {self.schema}."{name}" LIMIT 20) AS few')[0][0] for name in there if self._named(name)}

    def _named(self, name: str) -> bool:
        return bool(self._ask("SELECT 1 WHERE to_regclass(%s) IS NOT NULL", f'{self.schema}."{name}"'))

    # One text that is sent

    def _statement(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        text, raw = str(sql), context["cursor"].cursor
        if text.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            return execute(sql, params, many, context)
        if self.connection.in_atomic_block:
            return self._watched(execute, sql, params, many, context)
        if params is not None:
            # Code that works with rows, one by one.
            return execute(sql, params, many, context)
        if any(word in text.upper() for word in ("CONCURRENTLY", "VACUUM")):
            return self._alone(execute, sql, params, many, context)
        # Outside of a transaction each text is one: opened here, so that its locks can be seen before they are given back.
        self.before = {}
        raw.execute("BEGIN")
        try:
            answer = self._watched(execute, sql, params, many, context)
        except BaseException:
            raw.execute("ROLLBACK")
            raise
        raw.execute("COMMIT")
        return answer

    def _watched(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        raw = context["cursor"].cursor
        answer = None
        # Several statements in one text take their locks one after another.
        for statement in _parts(str(sql)) if params is None else [sql]:
            counts = self._work(raw)
            answer = execute(statement, params, many, context)
            if raw.connection.info.transaction_status == psycopg.pq.TransactionStatus.INTRANS:
                self._look(counts, self._work(raw))
        return answer

    def _work(self, raw: Any) -> dict[str, tuple[int, int]]:
        """What this session has read and written so far, by table. One that is gone has nothing."""
        with raw.connection.cursor() as cursor:
            cursor.execute(
                "SELECT oid::bigint, pg_stat_get_xact_tuples_returned(oid), pg_stat_get_xact_tuples_updated(oid) + pg_stat_get_xact_tuples_deleted(oid) "
                "FROM pg_class WHERE oid = ANY(%s::oid[])",
                [list(self.tables)],
            )
            return {self.tables[oid]: (read, written) for oid, read, written in cursor.fetchall()}

    def _modes(self) -> dict[str, set[str]]:
        modes: dict[str, set[str]] = {}
        for oid, mode in self._ask("SELECT relation::bigint, mode FROM pg_locks WHERE pid = %s AND locktype = 'relation' AND granted", self.pid):
            if oid in self.tables and mode in MODES:
                modes.setdefault(self.tables[oid], set()).add(mode)
        return modes

    def _look(self, counts: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]) -> None:
        modes = self._modes()
        read = {name for name, (number, _) in after.items() if number - counts.get(name, (0, 0))[0] >= self.many}
        written = {name for name, (_, number) in after.items() if number - counts.get(name, (0, 0))[1] >= self.many}
        self.seen.updated |= written
        for name, held in modes.items():
            strongest = max(held, key=MODES.index)
            if strongest == MODES[0] and name not in written:
                continue
            new = held != self.before.get(name)
            long = bool(read or written) and (new or name in read)
            self._note(name, strongest, "scan" if long else "moment")
            if (read or written) and blocks(strongest):
                self.seen.long[name] = strongest
                (self.seen.kept_long if not new and name not in read | written else self.seen.own_long).add(name)
                self._probe(name)
        self.before = modes

    def _probe(self, name: str) -> None:
        """Whether others are really shut out."""
        for what, mode in (("write", "ROW EXCLUSIVE"), ("read", "ACCESS SHARE")):
            try:
                with self.outside.transaction():
                    self.outside.execute(f'LOCK TABLE {self.schema}."{name}" IN {mode} MODE NOWAIT')
            except psycopg.errors.LockNotAvailable:
                self.seen.blocked[name] = what
            except psycopg.errors.UndefinedTable:
                # Renamed meanwhile, which others do not see: by number it is still there.
                return

    def _note(self, name: str, mode: str, held: str) -> None:
        before = self.seen.locks.get(name, (MODES[0], "moment"))
        order = ("moment", "scan", "rewrite")
        self.seen.locks[name] = (max(before[0], mode, key=MODES.index), max(before[1], held, key=order.index))

    # What works without a transaction

    def _alone(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        """It is stopped by a transaction that has written to each table, while it holds its first lock; then its work is counted."""
        full = "VACUUM FULL" in str(sql).upper()
        raw = context["cursor"].cursor
        stopping = psycopg.connect(self.outside.info.dsn, password=self.outside.info.password or None, autocommit=True)
        finished = threading.Event()
        watching: list[BaseException] = []

        def watch() -> None:
            try:
                with psycopg.connect(self.outside.info.dsn, autocommit=True) as other:
                    while not finished.is_set():
                        waits = other.execute("SELECT count(*) FROM pg_locks WHERE pid = %s AND NOT granted", [self.pid]).fetchone()
                        if waits and waits[0]:
                            for oid, mode in other.execute(
                                "SELECT relation::bigint, mode FROM pg_locks "
                                "WHERE pid = %s AND locktype = 'relation' AND (granted OR mode = 'AccessExclusiveLock')",
                                [self.pid],
                            ):
                                if oid in self.tables and mode in MODES[1:]:
                                    self._note(self.tables[oid], mode, "moment")
                            return
                        time.sleep(0.002)
            except BaseException as error:  # noqa: BLE001
                watching.append(error)
            finally:
                stopping.execute("ROLLBACK")

        stopping.execute("BEGIN")
        for name in self.tables.values():
            stopping.execute(f'LOCK TABLE {self.schema}."{name}" IN ROW EXCLUSIVE MODE')
        thread = threading.Thread(target=watch)
        thread.start()
        try:
            before = self._total(raw)
            return execute(sql, params, many, context)
        finally:
            finished.set()
            thread.join()
            stopping.close()
            after = self._total(raw)
            read = {name for name in self.tables.values() if after.get(name, 0) - before.get(name, 0) >= self.many}
            for name in {*self.seen.locks} & read:
                mode = self.seen.locks[name][0]
                if mode == SHARE_UPDATE_EXCLUSIVE or full:
                    self._note(name, mode, "scan")
                if blocks(mode):
                    self.seen.long[name] = mode
                    self.seen.own_long.add(name)
            assert not watching, watching

    def _total(self, raw: Any) -> dict[str, int]:
        """Rows read by whole scans, by all sessions: the code under load makes none of these tables."""
        if raw.connection.info.server_version >= 150000:
            with raw.connection.cursor() as cursor:
                cursor.execute("SELECT pg_stat_force_next_flush()")
        else:
            # Before, a collector was told twice a second.
            time.sleep(1.2)
        with raw.connection.cursor() as cursor:
            cursor.execute("SELECT oid::bigint, pg_stat_get_tuples_returned(oid) FROM pg_class WHERE oid = ANY(%s::oid[])", [list(self.tables)])
            return {self.tables[oid]: number for oid, number in cursor.fetchall()}


def _parts(text: str) -> list[str]:
    from pocket_django.migrations import sql

    return [statement.source for statement in sql.statements(text)] or [text]
