"""Code that serves: it inserts, selects, updates and deletes through the models of its release, over and over."""

from __future__ import annotations

import datetime
import decimal
import itertools
import threading
from collections.abc import Callable
from typing import Any

from django.db import connections, models

Failure = tuple[str, str, str]
"""Model, SQLSTATE (or "value": it read something else than it wrote), and the error."""

_count = itertools.count(1)

DEADLOCK = "40P01"
"""Who locks several tables may meet somebody who locks them in another order. Whether, and who of the two gives way, is chance, and no verdict."""

INTEGERS = {
    "SmallIntegerField": 30_000,
    "IntegerField": 2_000_000_000,
    "BigIntegerField": 2**40,
    "PositiveSmallIntegerField": 30_000,
    "PositiveIntegerField": 2_000_000_000,
    "PositiveBigIntegerField": 2**40,
}
MADE = datetime.datetime(2026, 2, 3, 4, 5, 6, tzinfo=datetime.timezone.utc)


class Code:
    """The models of one release. `round` serves each of them once."""

    def __init__(self, apps: Any, writes: dict[str, Callable[[int], Any]]) -> None:
        self.models = [model for model in apps.get_models() if model._meta.managed]
        self.writes = writes

    def round(self, stop: Callable[[], bool] = lambda: False) -> set[Failure]:
        """What fails of one round; it ends early where `stop` says so."""
        failures: set[Failure] = set()
        for model in self.models:
            if stop():
                break
            self._serve(model, failures)
        return failures

    def _serve(self, model: type[models.Model], failures: set[Failure]) -> None:
        objects = model._base_manager
        made: list[models.Model] = []

        def attempt(action: Callable[[], object]) -> None:
            try:
                action()
            except Exception as error:  # noqa: BLE001 - whatever a site would answer with 500
                state = getattr(error.__cause__, "sqlstate", None) or "value"
                if state == DEADLOCK:
                    return
                failures.add((model._meta.object_name or "", state, f"{type(error).__name__}: {error}"))

        values = self._values(model, least=False)
        attempt(lambda: made.append(objects.create(**values)))
        # The same again, as two visitors do.
        attempt(lambda: made.append(objects.create(**self._values(model, least=False))))
        attempt(lambda: made.append(objects.create(**self._values(model, least=True))))
        attempt(lambda: list(objects.order_by("pk")[:3]))
        attempt(lambda: objects.filter(**{name: value for name, value in values.items() if value is not None}).exists())
        if made:
            attempt(lambda: self._read_back(made[0], values) if made[0].pk else None)
            for relation in model._meta.many_to_many:
                attempt(lambda relation=relation: self._relate(made[0], relation))
        for item in made:
            attempt(item.save)
            attempt(item.delete)

    @staticmethod
    def _relate(item: models.Model, relation: models.ManyToManyField) -> None:
        manager = getattr(item, relation.name)
        manager.add(1)
        assert len(manager.all()) == 1
        manager.clear()

    @staticmethod
    def _read_back(item: models.Model, values: dict[str, Any]) -> None:
        there = type(item)._base_manager.get(pk=item.pk)
        for name, value in values.items():
            read = getattr(there, name)
            if (type(read), read) != (type(value), value):
                raise TypeError(f"{name}: wrote {value!r}, read {read!r}")

    def _values(self, model: type[models.Model], least: bool) -> dict[str, Any]:
        options = model._meta
        unique = {name for names in options.unique_together for name in names}
        for constraint in options.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                unique |= {*constraint.fields} or {field.name for field in options.local_concrete_fields}
        values = {}
        for field in options.local_concrete_fields:
            given = (
                isinstance(field, (models.AutoField, models.OrderWrt))
                or getattr(field, "generated", False)
                or getattr(field, "db_default", models.NOT_PROVIDED) is not models.NOT_PROVIDED
            )
            if not given:
                once = field.unique or field.name in unique
                values[field.attname] = self._value(field, least, once)
        return values

    def _value(self, field: models.Field, least: bool, once: bool) -> Any:
        number = next(_count)
        if field.name in self.writes:
            return self.writes[field.name](number)
        if field.is_relation:
            return 1
        if least and field.null and not once:
            return None
        kind = field.get_internal_type()
        if kind in INTEGERS:
            if once:
                return 1_000_000 + number
            return -INTEGERS[kind] if least and not kind.startswith("Positive") else INTEGERS[kind]
        if kind in ("CharField", "TextField"):
            return (f"{number} " if once else "").ljust(field.max_length or 300, "x")
        if kind == "DecimalField":
            return decimal.Decimal("9" * (field.max_digits - field.decimal_places) + "." + "9" * field.decimal_places)
        return {"FloatField": 1.25, "BooleanField": True, "DateTimeField": MADE, "DateField": MADE.date()}[kind]


class Server(threading.Thread):
    """Serves until it is told to stop, on a connection of its own."""

    def __init__(self, schema: str, code: Code) -> None:
        super().__init__(daemon=True)
        self.schema, self.code = schema, code
        self.failures: set[Failure] = set()
        self.rounds = 0
        self.wanted = 0
        self._done = threading.Event()
        self._turn = threading.Condition()

    def run(self) -> None:
        try:
            use(self.schema)
            while not self._done.is_set():
                wanted = self.wanted
                # Something that fails is kept also of a round that was ended early.
                self.failures |= self.code.round(lambda wanted=wanted: self._done.is_set() or self.wanted != wanted)
                with self._turn:
                    self.rounds += self.wanted == wanted
                    self._turn.notify_all()
        finally:
            connections["default"].close()

    def await_round(self) -> None:
        """Waits for a whole round that begins from now on."""
        with self._turn:
            self.wanted += 1
            until = self.rounds + 1
            assert self._turn.wait_for(lambda: self.rounds >= until, timeout=60), "the code under load no longer answers"

    def stop(self) -> None:
        self._done.set()
        self.join(60)


def use(schema: str) -> None:
    """This thread's connection works in a case's schema from now on."""
    with connections["default"].cursor() as cursor:
        cursor.execute(f"SET search_path TO {schema}, public")
