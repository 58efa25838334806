"""Migrations that hurt nobody: code that knows them and code that does not goes on working, and nobody waits for longer than a moment."""

from __future__ import annotations

import django
from django.contrib.postgres.operations import AddIndexConcurrently, CreateCollation, RemoveIndexConcurrently, TrigramExtension, ValidateConstraint
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    AlterModelManagers,
    AlterModelOptions,
    AlterModelTableComment,
    AlterUniqueTogether,
    CreateModel,
    DeleteModel,
    RemoveConstraint,
    RemoveField,
    RemoveIndex,
    RenameField,
    RenameIndex,
    RenameModel,
    RunPython,
    RunSQL,
    SeparateDatabaseAndState,
)
from django.db.models import Index, Q, UniqueConstraint

from .case import Case, key
from .dangerous import check, state_only


def first_rows(apps, schema_editor):
    Note = apps.get_model("shop", "Note")
    for note in Note.objects.using(schema_editor.connection.alias).order_by("pk")[:5]:
        note.count = 7
        note.save()


def in_batches(apps, schema_editor):
    Entry = apps.get_model("shop", "Entry")
    for first in range(1, 601, 50):
        Entry.objects.using(schema_editor.connection.alias).filter(pk__range=(first, first + 49)).update(large=models.F("large"))


ADDED = [
    Case("nullable_field", [AddField("Entry", "rank", models.IntegerField(null=True))]),
    Case("nullable_text", [AddField("Entry", "summary", models.TextField(null=True, blank=True))]),
    Case(
        "foreign_key_without_index",
        [AddField("Entry", "editor", models.ForeignKey("shop.Author", models.SET_NULL, null=True, db_index=False, related_name="+"))],
    ),
    Case(
        "foreign_key_that_the_database_does_not_know",
        [AddField("Entry", "editor", models.ForeignKey("shop.Author", models.DO_NOTHING, null=True, db_index=False, db_constraint=False, related_name="+"))],
    ),
    Case("foreign_key_on_few_rows", [AddField("Note", "author", models.ForeignKey("shop.Author", models.SET_NULL, null=True))]),
    Case("many_to_many", [AddField("Entry", "friends", models.ManyToManyField("shop.Author", related_name="+"))]),
    Case("model", [CreateModel("Memo", [("id", key()), ("text", models.TextField()), ("rank", models.PositiveIntegerField(unique=True))])]),
    Case("model_with_foreign_key", [CreateModel("Memo", [("id", key()), ("author", models.ForeignKey("shop.Author", models.CASCADE))])]),
    Case(
        "model_and_all_that_belongs_to_it",
        [
            CreateModel("Memo", [("id", key()), ("text", models.CharField(max_length=40)), ("rank", models.IntegerField(default=1))]),
            AddIndex("Memo", Index(fields=["rank"], name="ranked")),
            AlterField("Memo", "text", models.CharField(max_length=20, db_index=True)),
            AddField("Memo", "place", models.IntegerField(default=1)),
            AddConstraint("Memo", check(Q(place__gt=0), "placed")),
            AlterUniqueTogether("Memo", {("text", "rank")}),
            RemoveField("Memo", "place"),
            RenameModel("Memo", "Remark"),
        ],
    ),
    Case("proxy", [CreateModel("Loud", [], options={"proxy": True}, bases=("shop.note",))]),
    Case("default_kept_by_hand", [AddField("Note", "rank", models.IntegerField(default=1)), RunSQL("ALTER TABLE shop_note ALTER COLUMN rank SET DEFAULT 1")]),
    Case("constant_default_by_hand", [RunSQL("ALTER TABLE shop_entry ADD COLUMN seen timestamptz NOT NULL DEFAULT now()")]),
    Case("field_without_default_on_no_rows", [AddField("Empty", "rank", models.IntegerField(null=True, db_index=True, unique=True))]),
]

if django.VERSION >= (5, 0):
    ADDED += [
        Case("field_with_a_default_of_the_database", [AddField("Entry", "rank", models.IntegerField(db_default=5))]),
        Case("field_with_the_time", [AddField("Entry", "seen", models.DateTimeField(db_default=models.functions.Now()))]),
        Case("field_with_a_check_on_few_rows", [AddField("Note", "rank", models.PositiveIntegerField(db_default=5))]),
        Case("another_default_of_the_database", [AlterField("Note", "must", models.IntegerField(db_default=9))]),
    ]

NAMES = [
    Case(
        "rename_field_but_not_its_column",
        [RenameField("Note", "word", "term")],
        given=[AlterField("Note", "word", models.CharField(max_length=30, db_column="word"))],
    ),
    # Nobody sees what is done and undone in one transaction.
    Case(
        "rename_field_and_keep_its_column", [RenameField("Note", "word", "term"), AlterField("Note", "term", models.CharField(max_length=30, db_column="word"))]
    ),
    Case(
        "rename_model_but_not_its_table",
        [RenameModel("Note", "Memo")],
        given=[
            SeparateDatabaseAndState(
                state_operations=[
                    DeleteModel("Note"),
                    CreateModel(
                        "Note", [("id", key()), ("word", models.CharField(max_length=30)), ("must", models.IntegerField())], options={"db_table": "shop_note"}
                    ),
                ]
            )
        ],
    ),
    Case("rename_index", [RenameIndex("Entry", "counted", old_name="numbered")], given=[AddIndex("Entry", Index(fields=["number"], name="numbered"))]),
]

WIDENED = [
    Case("longer", [AlterField("Entry", "title", models.CharField(max_length=200))]),
    Case("longer_with_an_index", [AlterField("Entry", "slug", models.CharField(max_length=120, db_index=True))]),
    Case("char_to_text", [AlterField("Entry", "title", models.TextField())]),
    Case("more_digits", [AlterField("Entry", "price", models.DecimalField(max_digits=12, decimal_places=2))]),
    Case("null_allowed", [AlterField("Entry", "number", models.IntegerField(null=True))]),
    Case("another_collation_without_index", [AlterField("Entry", "title", models.CharField(max_length=100, db_collation="C"))]),
    Case("larger_integer_on_few_rows", [AlterField("Note", "must", models.BigIntegerField(default=1))]),
    Case("type_by_hand", [RunSQL("ALTER TABLE shop_entry ALTER title TYPE varchar(300) USING title::varchar(300)")]),
]

REMOVED = [
    Case("remove_index", [RemoveIndex("Entry", "numbered")], given=[AddIndex("Entry", Index(fields=["number"], name="numbered"))]),
    Case("index_of_a_field_removed", [AlterField("Entry", "slug", models.CharField(max_length=60))]),
    Case("unique_removed", [AlterField("Entry", "token", models.CharField(max_length=40, db_index=False))]),
    Case("unique_constraint_removed", [RemoveConstraint("Note", "once")], given=[AddConstraint("Note", UniqueConstraint(fields=["id", "word"], name="once"))]),
    Case(
        "check_removed",
        [RemoveConstraint("Entry", "small")],
        given=[AddConstraint("Entry", check(Q(number__gt=-9), "small"))],
        keeps={"number": lambda count: count},
    ),
    Case("unique_together_removed", [AlterUniqueTogether("Entry", set())], given=[AlterUniqueTogether("Entry", {("token", "author")})]),
    Case(
        "field_that_the_code_no_longer_reads",
        [RunSQL('ALTER TABLE "shop_entry" DROP COLUMN "rating" CASCADE')],
        given=[state_only(RemoveField("Entry", "rating"))],
    ),
    Case("nullable_field_removed_from_the_state", [state_only(RemoveField("Note", "count"))]),
    Case("model_removed_from_the_state", [state_only(DeleteModel("Note"))]),
    Case("model_that_the_code_no_longer_reads", [RunSQL("DROP TABLE shop_note")], given=[state_only(DeleteModel("Note"))]),
    Case("required_field_on_its_way_out", [AlterField("Entry", "code", models.CharField(max_length=12, null=True))]),
]

CONCURRENT = [
    Case("index_concurrently", [AddIndexConcurrently("Entry", Index(fields=["number"], name="numbered"))], atomic=False),
    Case(
        "index_removed_concurrently",
        [RemoveIndexConcurrently("Entry", "numbered")],
        given=[AddIndex("Entry", Index(fields=["number"], name="numbered"))],
        atomic=False,
    ),
    Case(
        "index_concurrently_by_hand",
        [RunSQL(["SET statement_timeout = 0", "CREATE INDEX CONCURRENTLY IF NOT EXISTS numbered ON shop_entry (number)"])],
        atomic=False,
    ),
    Case(
        "foreign_key_then_its_index",
        [
            AddField("Note", "author", models.ForeignKey("shop.Author", models.SET_NULL, null=True, db_index=False)),
            RunSQL("CREATE INDEX CONCURRENTLY a ON shop_note (author_id)"),
        ],
        atomic=False,
    ),
    Case(
        "check_validated_alone",
        [ValidateConstraint("Entry", "bounded")],
        keeps={"number": lambda count: count},
        given=[RunSQL("ALTER TABLE shop_entry ADD CONSTRAINT bounded CHECK (number > -5) NOT VALID")],
    ),
    Case(
        "check_not_valid_that_the_code_keeps",
        [RunSQL("ALTER TABLE shop_entry ADD CONSTRAINT bounded CHECK (number > -5) NOT VALID")],
        keeps={"number": lambda count: count},
        given=[state_only(AddConstraint("Entry", check(Q(number__gt=-5), "bounded")))],
    ),
    Case(
        "not_valid_then_validated_without_a_transaction",
        [RunSQL("ALTER TABLE shop_entry ADD CONSTRAINT bounded CHECK (number > -5) NOT VALID"), ValidateConstraint("Entry", "bounded")],
        keeps={"number": lambda count: count},
        given=[state_only(AddConstraint("Entry", check(Q(number__gt=-5), "bounded")))],
        atomic=False,
    ),
    Case(
        "not_null_that_a_check_proves",
        [RunSQL("ALTER TABLE shop_author ALTER mail SET NOT NULL")],
        given=[
            state_only(AlterField("Author", "mail", models.CharField(max_length=50, default=""))),
            RunSQL("UPDATE shop_author SET mail = '' WHERE mail IS NULL"),
            RunSQL("ALTER TABLE shop_author ADD CONSTRAINT ready CHECK (mail IS NOT NULL) NOT VALID"),
            RunSQL("ALTER TABLE shop_author VALIDATE CONSTRAINT ready"),
        ],
    ),
    Case(
        "foreign_key_not_valid_that_the_code_keeps",
        [RunSQL("ALTER TABLE shop_entry ADD CONSTRAINT written FOREIGN KEY (author_id) REFERENCES shop_author (id) DEFERRABLE INITIALLY DEFERRED NOT VALID")],
        given=[RunSQL("ALTER TABLE shop_entry DROP CONSTRAINT shop_entry_author_id_57112abd_fk_shop_author_id")],
    ),
    Case(
        "foreign_key_validated_alone",
        [RunSQL("ALTER TABLE shop_entry VALIDATE CONSTRAINT written")],
        given=[RunSQL("ALTER TABLE shop_entry ADD CONSTRAINT written FOREIGN KEY (author_id) REFERENCES shop_author (id) NOT VALID")],
    ),
    Case(
        "unique_of_an_index_that_is_there",
        [RunSQL("ALTER TABLE shop_entry ADD CONSTRAINT once UNIQUE USING INDEX once_index")],
        given=[RunSQL("CREATE UNIQUE INDEX once_index ON shop_entry (token, number)")],
    ),
]

TWO_STEPS = [
    # The first, or the second, step of what is advised in place of a dangerous migration.
    Case(
        "required_field_that_the_new_code_no_longer_reads",
        [AlterField("Entry", "code", models.CharField(max_length=12, null=True)), state_only(RemoveField("Entry", "code"))],
    ),
    Case(
        "shorter_as_the_code_writes",
        [RunSQL("ALTER TABLE shop_note ALTER COLUMN word TYPE varchar(20)")],
        given=[state_only(AlterField("Note", "word", models.CharField(max_length=20)))],
    ),
    Case(
        "unique_index_that_the_code_keeps",
        [RunSQL("CREATE UNIQUE INDEX CONCURRENTLY once_index ON shop_entry (token, number)")],
        given=[state_only(AddConstraint("Entry", UniqueConstraint(fields=["number", "token"], name="once")))],
        atomic=False,
    ),
    Case(
        "check_that_the_code_keeps_on_few_rows",
        [RunSQL("ALTER TABLE shop_note ADD CONSTRAINT bounded CHECK (must > -5)")],
        given=[state_only(AddConstraint("Note", check(Q(must__gt=-5), "bounded")))],
        keeps={"must": lambda count: count},
    ),
    Case("python_in_batches", [RunPython(in_batches)], {"data"}, atomic=False),
]

FEW_ROWS = [
    Case("index_on_few_rows", [AddIndex("Note", Index(fields=["word"], name="worded"))]),
    Case("index_on_no_rows", [AddIndex("Empty", Index(fields=["word"], name="worded"))]),
    Case("rewrite_of_few_rows", [RunSQL("ALTER TABLE shop_note ADD COLUMN place uuid DEFAULT gen_random_uuid() NOT NULL")]),
    Case("update_of_few_rows", [RunSQL("UPDATE shop_note SET count = count")], {"data"}),
    Case("update_of_one_row", [RunSQL("UPDATE shop_entry SET rating = 5 WHERE id = 7")], {"data"}),
    Case("rows_added", [RunSQL("INSERT INTO shop_tag (label) VALUES ('new')")], {"data"}),
    Case("python_on_few_rows", [RunPython(first_rows)], {"data"}),
    Case("python_without_a_transaction", [AddField("Note", "rank", models.IntegerField(null=True)), RunPython(first_rows)], {"data"}, atomic=False),
]

NOTHING = [
    Case(
        "words_about_a_field",
        [
            AlterField(
                "Entry",
                "title",
                models.CharField("the title", max_length=100, choices=[("a", "A")], default="x", help_text="h", blank=True, validators=[MinLengthValidator(1)]),
            )
        ],
    ),
    Case("another_on_delete", [AlterField("Entry", "author", models.ForeignKey("shop.Author", models.PROTECT, related_name="entries"))]),
    Case("options", [AlterModelOptions("Entry", {"ordering": ["-number"], "verbose_name": "post"})]),
    Case("managers", [AlterModelManagers("Entry", [("things", models.Manager())])]),
    Case("comment_of_a_table", [AlterModelTableComment("Entry", "what was written")]),
    Case("comment_of_a_column", [AlterField("Entry", "title", models.CharField(max_length=100, db_comment="what it says"))]),
    Case("nothing_to_do", [RunSQL(RunSQL.noop), RunPython(RunPython.noop)]),
    Case("extension", [TrigramExtension()]),
    Case("collation", [CreateCollation("digits", locale="C")]),
    Case(
        "new_things_by_hand",
        [
            RunSQL(
                """
                SET lock_timeout = '2s'; -- a comment; with a semicolon
                CREATE EXTENSION IF NOT EXISTS citext;
                CREATE SEQUENCE numbers; CREATE TYPE mood AS ENUM ('good; better', 'best');
                CREATE FUNCTION two() RETURNS int LANGUAGE sql AS $body$ SELECT 2; $body$;
                CREATE VIEW worded AS SELECT word FROM shop_note;
                COMMENT ON TABLE shop_entry IS 'it''s all; here';
                /* and /* nested */ the rest */ GRANT SELECT ON shop_note TO PUBLIC; ANALYZE shop_note;
                """
            )
        ],
    ),
]

CASES = [*ADDED, *NAMES, *WIDENED, *REMOVED, *CONCURRENT, *TWO_STEPS, *FEW_ROWS, *NOTHING]
