"""`pocket:migrate`: Django's `migrate`, which never makes a site wait for long.

A statement that wants a lock waits for those who have it, and everybody who comes later waits behind it: even a change of a moment stops a table that is
in use by one long query. So here it gives up after a while, lets the others pass, and is tried again. (PostgreSQL, "Client Connection Defaults": lock_timeout.)
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import load_command_class
from django.core.management.commands import migrate
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython
from django.db.migrations.state import ProjectState

LOCK_TIMEOUT_SECONDS = 3.0
"""So long a statement waits for a lock, and others behind it. A `lock_timeout` of the project's own stays."""

ATTEMPTS = 10

PAUSE_SECONDS = 0.5
"""Before the second attempt; each further pause is twice as long, at most eight seconds."""

_AGAIN = {"55P03": "a lock was not to be had", "40P01": "there was a deadlock"}
"""lock_not_available and deadlock_detected (PostgreSQL, "Error Codes"): nothing was done, and the same may succeed."""


def command(app: Any) -> Any:
    """The command, over that which `app` brings: Django's, or the one that an app of the project puts in its place."""
    base = type(load_command_class(app, "migrate") if isinstance(app, str) else app)

    class Command(base):  # type: ignore[misc, valid-type]
        def handle(self, *args: Any, **options: Any) -> Any:
            class Patient(PatientExecutor):
                stderr = self.stderr

            original = migrate.MigrationExecutor
            migrate.MigrationExecutor = Patient
            try:
                return super().handle(*args, **options)
            finally:
                migrate.MigrationExecutor = original

    return Command()


class PatientExecutor(MigrationExecutor):
    """Applies a migration again when it did not get a lock in time: one in a transaction as a whole, else the statement."""

    stderr: Any

    def apply_migration(self, state: ProjectState, migration: Any, fake: bool = False, fake_initial: bool = False) -> ProjectState:
        # Code that only works with rows waits for a row as it always did.
        if self.connection.vendor != "postgresql" or all(isinstance(operation, RunPython) for operation in migration.operations):
            return super().apply_migration(state, migration, fake, fake_initial)
        with self._timeout() as seconds:
            if migration.atomic:
                return self._whole(state, migration, fake, fake_initial)
            with self.connection.execute_wrapper(lambda *args: self._statement(migration, seconds, *args)):
                return super().apply_migration(state, migration, fake, fake_initial)

    def _whole(self, state: ProjectState, migration: Any, fake: bool, fake_initial: bool) -> ProjectState:
        # A migration changes the state that it is given, also when it fails.
        kept = ProjectState({key: model.clone() for key, model in state.models.items()}, state.real_apps)
        report = self.progress_callback
        try:
            for attempt in range(1, ATTEMPTS + 1):
                try:
                    return super().apply_migration(state, migration, fake, fake_initial)
                except OperationalError as error:
                    self._wait(migration, attempt, error)
                    state = kept.clone()
                    # It says "Applying …" once.
                    self.progress_callback = lambda action, *args: None if action == "apply_start" or report is None else report(action, *args)
        finally:
            self.progress_callback = report
        raise AssertionError("the last attempt returns or raises")

    def _statement(self, migration: Any, seconds: str, execute: Any, statement: Any, params: Any, many: bool, context: Any) -> Any:
        """In a migration without a transaction each statement is one. What works concurrently waits for whole transactions, holds up nobody, and would
        leave half an index behind."""
        if self.connection.in_atomic_block:
            return execute(statement, params, many, context)
        patient = "CONCURRENTLY" in str(statement).upper()
        cursor = context["cursor"].cursor
        if patient:
            cursor.execute("SET lock_timeout = 0")
        try:
            for attempt in range(1, ATTEMPTS + 1):
                try:
                    return execute(statement, params, many, context)
                except OperationalError as error:
                    if patient:
                        raise
                    self._wait(migration, attempt, error)
        finally:
            if patient:
                cursor.execute(f"SET lock_timeout = '{seconds}'")
        raise AssertionError("the last attempt returns or raises")

    def _wait(self, migration: Any, attempt: int, error: OperationalError) -> None:
        """Pauses before the next attempt, or raises `error` where it was the last, or no lock was the reason."""
        why = _AGAIN.get(getattr(error.__cause__, "sqlstate", None) or getattr(error.__cause__, "pgcode", None) or "")
        if why is None or attempt == ATTEMPTS:
            raise error
        pause = min(PAUSE_SECONDS * 2 ** (attempt - 1), 8.0)
        self.stderr.write(f"{migration}: {why}. Trying again in {pause:g} s ({attempt + 1} of {ATTEMPTS}).", ending="\n")
        time.sleep(pause)

    @contextmanager
    def _timeout(self) -> Iterator[str]:
        """Sets `lock_timeout` for the session where there is none, and gives the value that holds."""
        with self.connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            before = cursor.fetchone()[0]
            value = f"{int(LOCK_TIMEOUT_SECONDS * 1000)}ms" if before == "0" else before
            cursor.execute(f"SET lock_timeout = '{value}'")
        try:
            yield value
        finally:
            # After an error that closed the connection there is nothing to set back.
            if self.connection.is_usable():
                with self.connection.cursor() as cursor:
                    cursor.execute(f"SET lock_timeout = '{before}'")
