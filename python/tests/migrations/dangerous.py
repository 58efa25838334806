"""Migrations that hurt: each is shown to do so."""

from __future__ import annotations

import django
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    AlterModelTable,
    AlterOrderWithRespectTo,
    AlterUniqueTogether,
    CreateModel,
    DeleteModel,
    RemoveField,
    RenameField,
    RenameModel,
    RunPython,
    RunSQL,
    SeparateDatabaseAndState,
)
from django.db.models import Index, Q, UniqueConstraint
from django.db.models.functions import Lower

from .case import Case, key


def check(condition: Q, name: str) -> models.CheckConstraint:
    """The argument has another name since Django 5.1."""
    return models.CheckConstraint(name=name, **{"condition" if django.VERSION >= (5, 1) else "check": condition})


def state_only(*operations: object) -> SeparateDatabaseAndState:
    return SeparateDatabaseAndState(state_operations=list(operations))


def write_all(apps, schema_editor):
    """Works through a whole table, in Python. The values stay: the code under load reads back what it wrote."""
    Entry = apps.get_model("shop", "Entry")
    Entry.objects.using(schema_editor.connection.alias).update(large=models.F("large"))


class AsksTheDatabase(migrations.RunSQL):
    """An operation that is not Django's: what it does depends on what it finds."""

    def __init__(self) -> None:
        super().__init__("")

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM shop_note")
            if cursor.fetchone()[0] > 0:
                schema_editor.execute('ALTER TABLE "shop_note" DROP COLUMN "word"')


REMOVED = [
    Case("remove_field", [RemoveField("Entry", "title")], {"removed_column"}),
    Case("remove_nullable_field", [RemoveField("Entry", "rating")], {"removed_column"}),
    Case("remove_foreign_key", [RemoveField("Entry", "author")], {"removed_column"}),
    Case("remove_many_to_many", [RemoveField("Entry", "tags")], {"removed_table"}),
    Case("delete_model", [DeleteModel("Note")], {"removed_table"}),
    Case("delete_model_with_its_relations", [RemoveField("Entry", "tags"), DeleteModel("Tag")], {"removed_table"}),
    Case("drop_column_by_hand", [RunSQL('ALTER TABLE shop_note DROP COLUMN "word"', state_operations=[RemoveField("Note", "word")])], {"removed_column"}),
    Case("drop_table_by_hand", [RunSQL("DROP TABLE IF EXISTS shop_note CASCADE", state_operations=[DeleteModel("Note")])], {"removed_table"}),
    Case("truncate", [RunSQL("TRUNCATE shop_note")], {"removed_rows", "data"}),
    Case("delete_all_rows", [RunSQL("DELETE FROM shop_note")], {"removed_rows", "data"}),
]

RENAMED = [
    Case("rename_field", [RenameField("Entry", "title", "headline")], {"renamed_column"}),
    # Django makes the constraint anew under its new name.
    Case("rename_foreign_key", [RenameField("Entry", "author", "writer")], {"renamed_column", "validated_foreign_key", "held_lock"}),
    Case("rename_model", [RenameModel("Note", "Memo")], {"renamed_table"}),
    Case("rename_model_with_relations", [RenameModel("Tag", "Label")], {"renamed_table", "renamed_column", "validated_foreign_key", "held_lock"}),
    Case("another_db_table", [AlterModelTable("Note", "memos")], {"renamed_table"}),
    Case("another_db_column", [AlterField("Note", "word", models.CharField(max_length=30, db_column="term"))], {"renamed_column"}),
    Case("another_table_between", [AlterField("Entry", "tags", models.ManyToManyField("shop.Tag", db_table="labels"))], {"renamed_table"}),
    Case(
        "rename_column_by_hand",
        [RunSQL("ALTER TABLE shop_note RENAME word TO term", state_operations=[RenameField("Note", "word", "term")])],
        {"renamed_column"},
    ),
    Case("another_schema", [RunSQL("CREATE SCHEMA attic; ALTER TABLE shop_note SET SCHEMA attic")], {"unknown_sql"}),
]

REQUIRED = [
    Case("required_field", [AddField("Note", "rank", models.IntegerField(default=1))], {"required_column"}),
    Case("required_field_on_many_rows", [AddField("Entry", "public", models.BooleanField(default=False))], {"required_column"}),
    Case("required_foreign_key", [AddField("Note", "author", models.ForeignKey("shop.Author", models.CASCADE, default=1))], {"required_column"}),
    Case("ordered", [AlterOrderWithRespectTo("Entry", "author")], {"required_column"}),
    Case(
        "a_default_that_is_dropped",
        [RunSQL("ALTER TABLE shop_note ADD rank int DEFAULT 1 NOT NULL"), RunSQL("ALTER TABLE shop_note ALTER rank DROP DEFAULT")],
        {"required_column"},
    ),
    Case("no_default", [AddField("Entry", "rank", models.IntegerField())], {"fails_on_rows", "required_column"}),
    Case("no_default_by_hand", [RunSQL("ALTER TABLE shop_note ADD COLUMN rank integer NOT NULL")], {"fails_on_rows", "required_column"}),
    Case("no_longer_null", [AlterField("Note", "count", models.IntegerField(default=0))], {"not_null"}),
    Case("no_longer_null_on_many_rows", [AlterField("Entry", "rating", models.IntegerField(default=0))], {"not_null", "updated_rows", "scanned_not_null"}),
    Case(
        "set_not_null_by_hand",
        [RunSQL("UPDATE shop_note SET count = 0 WHERE count IS NULL; ALTER TABLE shop_note ALTER count SET NOT NULL")],
        {"not_null", "data"},
    ),
    Case(
        "scanned_though_the_code_is_ready",
        [RunSQL("UPDATE shop_author SET mail = '' WHERE mail IS NULL; SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE shop_author ALTER mail SET NOT NULL")],
        {"updated_rows", "scanned_not_null", "data"},
        given=[state_only(AlterField("Author", "mail", models.CharField(max_length=50, default="")))],
    ),
    Case(
        "not_null_with_an_unvalidated_check",
        [RunSQL("ALTER TABLE shop_author ALTER mail SET NOT NULL")],
        {"scanned_not_null"},
        given=[
            state_only(AlterField("Author", "mail", models.CharField(max_length=50, default=""))),
            RunSQL("UPDATE shop_author SET mail = '' WHERE mail IS NULL"),
            RunSQL("ALTER TABLE shop_author ADD CONSTRAINT ready CHECK (mail IS NOT NULL) NOT VALID"),
        ],
    ),
    Case("numbers_no_longer_given", [AlterField("Note", "id", models.BigIntegerField(primary_key=True))], {"dropped_default"}),
]

if django.VERSION >= (5, 0):
    REQUIRED += [
        Case(
            "default_of_the_database_dropped",
            [AlterField("Note", "rank", models.IntegerField(default=3))],
            {"dropped_default"},
            given=[AddField("Note", "rank", models.IntegerField(db_default=3))],
        ),
        Case("random_default", [AddField("Entry", "lot", models.FloatField(db_default=models.functions.Random()))], {"rewritten_default"}),
        Case(
            "generated_field",
            [AddField("Entry", "twice", models.GeneratedField(expression=models.F("large") * 2, output_field=models.BigIntegerField(), db_persist=True))],
            {"rewritten_generated"},
        ),
        Case(
            "generated_in_place_of_written",
            [
                RemoveField("Note", "must"),
                AddField("Note", "must", models.GeneratedField(expression=models.F("id") * 2, output_field=models.IntegerField(), db_persist=True)),
            ],
            {"generated_column"},
        ),
    ]

TYPES = [
    Case("shorter", [AlterField("Note", "word", models.CharField(max_length=20))], {"narrowed_column"}),
    Case("shorter_on_many_rows", [AlterField("Entry", "title", models.CharField(max_length=50))], {"narrowed_column", "rewritten_type"}),
    Case("text_to_char", [AlterField("Entry", "body", models.CharField(max_length=200))], {"narrowed_column", "rewritten_type"}),
    Case("fewer_digits", [AlterField("Entry", "price", models.DecimalField(max_digits=6, decimal_places=2))], {"narrowed_column", "rewritten_type"}),
    Case("more_places", [AlterField("Entry", "price", models.DecimalField(max_digits=12, decimal_places=4))], {"rewritten_type"}),
    Case("smaller_integer", [AlterField("Entry", "large", models.IntegerField(default=0))], {"narrowed_column", "rewritten_type"}),
    Case("much_smaller_integer", [AlterField("Note", "must", models.SmallIntegerField(default=0))], {"narrowed_column"}),
    Case("larger_integer", [AlterField("Entry", "number", models.BigIntegerField())], {"rewritten_type"}),
    Case(
        "larger_key",
        [AlterField("Author", "id", models.BigAutoField(primary_key=True))],
        {"rewritten_type", "validated_foreign_key", "held_lock"},
        given=[AlterField("Author", "id", models.AutoField(primary_key=True))],
    ),
    Case("char_to_integer", [AlterField("Entry", "code", models.BigIntegerField())], {"changed_type", "rewritten_type"}),
    Case("integer_to_char", [AlterField("Entry", "number", models.CharField(max_length=20))], {"changed_type", "rewritten_type"}),
    Case("integer_to_decimal", [AlterField("Note", "must", models.DecimalField(max_digits=12, decimal_places=2))], {"changed_type"}),
    Case("float_to_decimal", [AlterField("Entry", "ratio", models.DecimalField(max_digits=12, decimal_places=6))], {"changed_type", "rewritten_type"}),
    Case("time_to_date", [AlterField("Entry", "made", models.DateField())], {"changed_type", "rewritten_type"}),
    Case(
        "another_field_of_the_same_name",
        [RemoveField("Note", "must"), AddField("Note", "must", models.CharField(max_length=10, null=True))],
        {"changed_type"},
    ),
    Case("another_collation_of_an_index", [AlterField("Entry", "slug", models.CharField(max_length=60, db_index=True, db_collation="C"))], {"scanned_type"}),
    Case(
        "longer_with_a_check",
        [AlterField("Entry", "title", models.CharField(max_length=150))],
        {"scanned_type"},
        given=[AddConstraint("Entry", check(~Q(title=""), "titled"))],
    ),
    Case(
        "longer_with_an_index_of_an_expression",
        [AlterField("Entry", "title", models.CharField(max_length=150))],
        {"scanned_type"},
        given=[AddIndex("Entry", Index(Lower("title"), name="lowered"))],
    ),
    Case(
        "case_insensitive",
        [RunSQL("ALTER TABLE shop_entry ALTER slug TYPE citext")],
        {"scanned_type"},
        given=[RunSQL("DROP INDEX IF EXISTS shop_entry_slug_like")],
    ),
    Case(
        "indexed_char_to_text",
        [AlterField("Entry", "slug", models.TextField(db_index=True))],
        # Django 4.2 forgets to make the second index, for LIKE, again.
        {"blocking_index"} if hasattr(DatabaseSchemaEditor, "_is_changing_type_of_indexed_text_column") else set(),
    ),
    Case("serial_by_hand", [RunSQL("ALTER TABLE shop_entry ADD COLUMN place serial")], {"rewritten_default"}),
    Case("identity_by_hand", [RunSQL("ALTER TABLE shop_entry ADD COLUMN place bigint GENERATED ALWAYS AS IDENTITY")], {"rewritten_default"}),
    Case("clock_by_hand", [RunSQL("ALTER TABLE shop_entry ADD COLUMN seen timestamptz NOT NULL DEFAULT clock_timestamp()")], {"rewritten_default"}),
    Case("cast_by_hand", [RunSQL("ALTER TABLE shop_entry ALTER COLUMN body SET DATA TYPE text USING body || ''")], {"rewritten_type"}),
]

INDEXES = [
    Case("index", [AddIndex("Entry", Index(fields=["number"], name="numbered"))], {"blocking_index"}),
    Case("index_of_a_field", [AlterField("Entry", "code", models.CharField(max_length=12, db_index=True))], {"blocking_index"}),
    Case("index_of_a_new_field", [AddField("Entry", "rank", models.IntegerField(null=True, db_index=True))], {"blocking_index"}),
    Case("index_by_hand", [RunSQL("CREATE INDEX IF NOT EXISTS numbered ON shop_entry USING btree (number DESC) WHERE number > 5")], {"blocking_index"}),
    Case(
        "nullable_foreign_key",
        [AddField("Entry", "editor", models.ForeignKey("shop.Author", models.SET_NULL, null=True, related_name="+"))],
        {"blocking_index", "held_lock"},
    ),
    Case("unique_field", [AlterField("Entry", "code", models.CharField(max_length=12, unique=True))], {"new_unique", "blocking_unique", "blocking_index"}),
    Case("new_unique_field", [AddField("Entry", "rank", models.IntegerField(null=True, unique=True))], {"blocking_unique"}),
    Case("unique_together", [AlterUniqueTogether("Entry", {("author", "title")})], {"new_unique", "blocking_unique"}),
    Case("unique_constraint", [AddConstraint("Entry", UniqueConstraint(fields=["number", "title"], name="once"))], {"new_unique", "blocking_unique"}),
    Case("unique_constraint_on_few_rows", [AddConstraint("Note", UniqueConstraint(fields=["word"], name="once"))], {"new_unique"}),
    Case(
        "unique_under_a_condition",
        [AddConstraint("Entry", UniqueConstraint(fields=["title"], condition=Q(number__gt=5), name="once"))],
        {"new_unique", "blocking_index"},
    ),
    Case("unique_expression", [AddConstraint("Note", UniqueConstraint(Lower("word"), name="once"))], {"new_unique"}),
    Case("unique_index_by_hand", [RunSQL("CREATE UNIQUE INDEX once ON shop_note (word)")], {"new_unique"}),
    Case("reindex", [RunSQL("REINDEX TABLE shop_entry")], {"blocking_index"}),
    Case("vacuum_full", [RunSQL("VACUUM FULL shop_entry")], {"rewritten_table"}, atomic=False),
    Case("cluster", [RunSQL("CLUSTER shop_entry USING shop_entry_pkey")], {"rewritten_table"}),
    Case("concurrently_in_a_transaction", [AddIndexConcurrently("Entry", Index(fields=["number"], name="numbered"))], {"concurrently_in_transaction"}),
    Case("concurrently_by_hand_in_a_transaction", [RunSQL("CREATE INDEX CONCURRENTLY numbered ON shop_entry (number)")], {"concurrently_in_transaction"}),
    Case(
        "concurrently_beside_another_statement",
        [RunSQL("SET statement_timeout = 0; CREATE INDEX CONCURRENTLY numbered ON shop_entry (number)")],
        {"concurrently_in_transaction"},
        atomic=False,
    ),
]

CONSTRAINTS = [
    Case(
        "check_constraint",
        [AddConstraint("Entry", check(Q(number__lt=1_000_000), "bounded"))],
        {"new_check", "validated_check"},
        writes={"number": lambda count: count},
    ),
    Case("check_constraint_on_few_rows", [AddConstraint("Note", check(Q(must__lt=1_000_000), "bounded"))], {"new_check"}, writes={"must": lambda count: count}),
    Case(
        "check_not_valid",
        [AddConstraintNotValid("Entry", check(Q(number__lt=1_000_000), "bounded"))],
        {"new_check"},
        writes={"number": lambda count: count},
    ),
    Case(
        "validated_in_the_same_transaction",
        [RunSQL("ALTER TABLE shop_entry ADD CONSTRAINT bounded CHECK (number > -5) NOT VALID"), ValidateConstraint("Entry", "bounded")],
        {"held_lock"},
        given=[state_only(AddConstraint("Entry", check(Q(number__gt=-5), "bounded")))],
        keeps={"number": lambda count: count},
    ),
    Case(
        "validated_in_the_same_text",
        [RunSQL("ALTER TABLE shop_entry ADD CONSTRAINT bounded CHECK (number > -5) NOT VALID; ALTER TABLE shop_entry VALIDATE CONSTRAINT bounded")],
        {"held_lock"},
        given=[state_only(AddConstraint("Entry", check(Q(number__gt=-5), "bounded")))],
        keeps={"number": lambda count: count},
        atomic=False,
    ),
    Case("check_of_a_new_field", [AddField("Entry", "rank", models.PositiveIntegerField(null=True))], {"validated_check"}),
    Case(
        "positive",
        [AlterField("Note", "must", models.PositiveIntegerField(default=1))],
        {"new_check"},
    ),
    Case(
        "exclusion",
        [AddConstraint("Entry", ExclusionConstraint(name="apart", expressions=[("number", "=")]))],
        {"new_exclusion", "blocking_exclusion"},
        writes={"number": lambda count: 1_000_000 + count},
    ),
    Case(
        "integer_to_foreign_key",
        [AlterField("Entry", "large", models.ForeignKey("shop.Author", models.CASCADE, db_column="large", related_name="+", default=1))],
        {"new_foreign_key", "validated_foreign_key", "blocking_index"},
        given=[RunSQL("UPDATE shop_entry SET large = id")],
    ),
    Case(
        "foreign_key_not_valid",
        [RunSQL("ALTER TABLE shop_note ADD CONSTRAINT written FOREIGN KEY (must) REFERENCES shop_author (id) NOT VALID")],
        {"new_foreign_key"},
    ),
    Case(
        "foreign_key_validated",
        [AlterField("Entry", "author", models.ForeignKey("shop.Author", models.CASCADE))],
        {"validated_foreign_key"},
        given=[
            RunSQL("ALTER TABLE shop_entry DROP CONSTRAINT shop_entry_author_id_57112abd_fk_shop_author_id"),
            state_only(AlterField("Entry", "author", models.ForeignKey("shop.Author", models.CASCADE, db_constraint=False))),
        ],
    ),
]

DATA = [
    Case("update_of_all_rows", [RunSQL("UPDATE shop_entry SET large = large")], {"updated_rows", "data"}),
    Case("delete_of_many_rows", [RunSQL("DELETE FROM shop_entry_tags WHERE entry_id < 590")], {"updated_rows", "data"}),
    Case(
        "python_after_a_schema_change",
        [AddField("Entry", "rank", models.IntegerField(null=True)), RunPython(write_all)],
        {"data_with_schema", "data"},
    ),
    Case(
        "update_after_a_schema_change_elsewhere",
        [AddField("Note", "rank", models.IntegerField(null=True)), RunSQL("UPDATE shop_entry SET large = large")],
        {"updated_rows", "held_lock", "data"},
    ),
]

UNKNOWN = [
    Case("anonymous_block", [RunSQL("DO $$ BEGIN EXECUTE 'ALTER TABLE shop_note DROP COLUMN word'; END $$")], {"unknown_sql"}),
    Case(
        "trigger",
        [
            RunSQL("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no; not today'; END $$"),
            RunSQL("CREATE TRIGGER refused BEFORE INSERT ON shop_note FOR EACH ROW EXECUTE FUNCTION refuse()"),
        ],
        {"unknown_sql"},
    ),
    Case("function_called", [RunSQL("SELECT query_to_xml('ALTER TABLE shop_note DROP COLUMN word', true, true, '')")], {"unknown_sql"}),
    Case("rule", [RunSQL("CREATE RULE nothing AS ON INSERT TO shop_note DO INSTEAD NOTHING")], {"unknown_sql"}),
    Case("custom_operation", [AsksTheDatabase()], {"unknown_operation"}),
]

STATE = [
    Case("field_only_in_the_state", [state_only(AddField("Note", "place", models.IntegerField(null=True)))], {"missing_column"}),
    Case("model_only_in_the_state", [state_only(CreateModel("Memo", [("id", key()), ("text", models.TextField())]))], {"missing_table"}),
    Case("renamed_only_in_the_state", [state_only(RenameField("Note", "word", "term"))], {"missing_column", "required_column"}),
    Case("required_field_removed_from_the_state", [state_only(RemoveField("Note", "must"))], {"required_column"}),
    Case("column_that_the_new_code_has", [RunSQL("ALTER TABLE shop_note DROP COLUMN word")], {"removed_column", "missing_column"}),
]

CASES = [*REMOVED, *RENAMED, *REQUIRED, *TYPES, *INDEXES, *CONSTRAINTS, *DATA, *UNKNOWN, *STATE]

__all__ = ["CASES", "check", "state_only"]
