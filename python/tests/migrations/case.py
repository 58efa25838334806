"""One migration of the corpus, and the site that it is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import migrations, models
from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation

APP = "shop"

ROWS = 600
"""In `Author` and `Entry`; `Note` has 20, `Empty` none."""

SMALL_ROWS = 20

MOMENT_ROWS = 100
"""What the classifier is told to take for few rows."""


def key() -> models.Field:
    return models.BigAutoField(primary_key=True)


SITE: list[Operation] = [
    CreateModel("Author", [("id", key()), ("name", models.CharField(max_length=50)), ("mail", models.CharField(max_length=50, null=True))]),
    CreateModel("Tag", [("id", key()), ("label", models.CharField(max_length=30))]),
    CreateModel(
        "Entry",
        [
            ("id", key()),
            ("author", models.ForeignKey("shop.Author", models.CASCADE)),
            ("title", models.CharField(max_length=100)),
            ("code", models.CharField(max_length=12)),
            ("slug", models.CharField(max_length=60, db_index=True)),
            ("number", models.IntegerField()),
            ("large", models.BigIntegerField(default=0)),
            ("rating", models.IntegerField(null=True)),
            ("ratio", models.FloatField(default=0.5)),
            ("price", models.DecimalField(max_digits=8, decimal_places=2)),
            ("body", models.TextField()),
            ("made", models.DateTimeField()),
            ("token", models.CharField(max_length=40, unique=True)),
            ("tags", models.ManyToManyField("shop.Tag")),
        ],
    ),
    CreateModel(
        "Note",
        [("id", key()), ("word", models.CharField(max_length=30)), ("count", models.IntegerField(null=True)), ("must", models.IntegerField(default=1))],
    ),
    CreateModel("Empty", [("id", key()), ("word", models.CharField(max_length=30))]),
]

FILL = f"""
INSERT INTO shop_author (name, mail) SELECT 'author ' || g, CASE WHEN g % 2 = 0 THEN 'a@example.com' END FROM generate_series(1, {ROWS}) g;
INSERT INTO shop_tag (label) SELECT 'tag ' || g FROM generate_series(1, {SMALL_ROWS}) g;
INSERT INTO shop_entry (author_id, title, code, slug, number, large, rating, ratio, price, body, made, token)
    SELECT g, 'title ' || g, g::text, 'slug-' || g, g, g,
        CASE WHEN g % 2 = 0 THEN g END, 0.5, 1.5, 'body', now(), 'token-' || g FROM generate_series(1, {ROWS}) g;
INSERT INTO shop_entry_tags (entry_id, tag_id) SELECT g, 1 + g % {SMALL_ROWS} FROM generate_series(1, {ROWS}) g;
INSERT INTO shop_note (word, count, must) SELECT 'note ' || g, g, g FROM generate_series(1, {SMALL_ROWS}) g;
"""


@dataclass
class Case:
    """`given` was done to the site before, and the running release knows it. `codes` is what the classifier must find, and what must be seen to happen."""

    name: str
    operations: list[Operation]
    codes: set[str] = field(default_factory=set)
    given: list[Operation] = field(default_factory=list)
    atomic: bool = True
    writes: dict[str, Callable[[int], Any]] = field(default_factory=dict)
    """What the new code writes into a field, where its models say more than the fields do."""
    keeps: dict[str, Callable[[int], Any]] = field(default_factory=dict)
    """What both write there, because the running release knows it too."""

    @property
    def dangerous(self) -> bool:
        return bool(self.codes - {"data"})

    def migration(self) -> migrations.Migration:
        made = migrations.Migration(self.name, APP)
        made.operations, made.atomic = self.operations, self.atomic
        return made


def state_of(operations: list[Operation]) -> Any:
    """The project's state after `operations`."""
    from django.db.migrations.state import ProjectState

    state = ProjectState()
    for operation in operations:
        operation.state_forwards(APP, state)
    return state
