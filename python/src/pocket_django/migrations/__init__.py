"""Migrations that cannot hurt the running release: what each one does to the database, and to the code that is using it.

`pocket:migrations` prints what is pending, judged; `pocket:migrate` is Django's `migrate` with a bounded wait for locks. Both are arguments of the
management function: `{"argv": ["pocket:migrations"]}`. How it judges: the statements that Django would run (its own schema editor writes them, connected
to nothing) are read one after another and applied to a model of the database's catalog. From each statement come its locks; from the catalog before and
after, whether the queries of the running release and of the new one still work. docs/migrations.md says why each rule is as it is.

`pocket:migrations [--offline --applied FILE [--vendor postgresql]] [--running FILE]` prints one JSON document:

    {"version": 1, "databases": {ALIAS: {
      "vendor": "postgresql",
      "known":   ["blog.0001_initial", …],   every migration in the code, squashed and replaced ones too
      "applied": ["blog.0001_initial", …],
      "unknown": ["blog.0009_later", …],     applied, and neither in this code nor replaced by it
      "pending": [{
        "name": "blog.0002_tags",
        "atomic": true,
        "operations": [{
          "operation": "AddField",            the class
          "description": "Add field …",       Django's own words
          "model": "blog.Entry" | null,
          "table": "blog_entry" | null,
          "verdict": "harmless" | "dangerous",
          "code": "removed_column" | null,    of the first finding
          "values": {…},                      of the first finding; all of them strings or numbers
          "locks": [{"table": "blog_entry", "mode": "AccessExclusiveLock", "held": "moment" | "scan" | "rewrite"}],
          "breaks": ["running", "new"],
          "rows": 12345 | null,               of the operation's table: an estimate, exact up to 10,000; null: not known
          "findings": [{"code": …, "values": {…}, "breaks": […]}, …]   every finding, the first one's code and values are also above
        }]}]}}}

`--applied FILE` and `--running FILE` hold a JSON list of names, or `{ALIAS: [names]}`; `-` is standard input. Without `--running` the running release is
taken to know the applied migrations. Offline nothing is asked of a database: `rows` is null except for tables that the pending migrations create.

`locks` names tables that were there before the pending migrations, with the strongest mode that each statement takes (only modes that conflict with
something that a site does, ShareUpdateExclusiveLock and above, and RowExclusiveLock where many rows are written), and how long the statement keeps it.
To work through at most 10,000 rows (`judge.MOMENT_ROWS`) takes a moment.

The codes, and the values that each has beside `table` (always there unless said otherwise) and, where the column is of a model, `model` and `field`:

    breaks the running release                                                       breaks
      removed_table                        its queries fail                          running
      renamed_table         to             its queries fail                          running
      removed_column        column         it selects and inserts it                 running
      renamed_column        column to      it selects and inserts it                 running
      required_column       column         NOT NULL without a default in the database, which its INSERT leaves out   running
      not_null              column         it may write NULL there                   running
      narrowed_column       column from to it may write values that no longer fit    running
      changed_type          column from to it reads and writes another type          running
      generated_column      column         the database computes what it writes      running
      dropped_default       column         it leaves the value to a default (or identity) that is gone   running
      new_unique            constraint columns    it may write a second one          running
      new_check             constraint     it may write what the constraint forbids  running
      new_foreign_key       constraint columns to   it may write what is not there (`to`: a table)      running
      new_exclusion         constraint     it may write what the constraint forbids  running
      removed_rows          sql            rows that it uses are deleted             running
    breaks the new release: its models and the database are not alike after all migrations
      missing_table, missing_column (column), and the codes above from required_column to generated_column, with breaks ["new"]
    holds a lock that stops reads or writes for as long as it works through a table of more than 10,000 rows
      rewritten_type        column from to       ALTER COLUMN … TYPE that rewrites the table
      rewritten_default     column               a new column with a volatile default, or an identity
      rewritten_generated   column               a new stored generated column
      rewritten_table       sql                  VACUUM FULL, CLUSTER, SET LOGGED …
      scanned_type          column from to       ALTER COLUMN … TYPE that rebuilds indexes or checks constraints
      blocking_index        index                CREATE INDEX without CONCURRENTLY
      blocking_unique       constraint columns   a unique or primary key constraint builds its index
      blocking_exclusion    constraint           an exclusion constraint builds its index
      validated_check       constraint           a CHECK is validated when it is added
      validated_foreign_key constraint columns to   a foreign key is validated when it is added
      scanned_not_null      column               SET NOT NULL reads all rows
      updated_rows          sql                  UPDATE or DELETE of a whole table in one transaction
      held_lock             mode                 an earlier operation's lock on `table` is kept while this one works (`by`: that operation)
      data_with_schema      mode                 the same, where this one is Python code of unknown duration (`by`)
    cannot succeed
      fails_on_rows         column               NOT NULL without a default, and the table has rows
      concurrently_in_transaction  index         CONCURRENTLY needs `atomic = False`
    cannot be judged (no `table`)
      unknown_sql           sql                  a statement that is not known to be safe
      unknown_operation     operation error      an operation that is not Django's and asks the database itself
    harmless, worth a word
      data                                       Python code (no `table`); what it does is not known
"""

from __future__ import annotations

from typing import Any


def register(name: str) -> None:
    """Makes `name` a command of Django's beside the project's own: one of those above, if it is. So Django reads its arguments and reports its errors."""
    import django.core.management as management

    get_commands = management.get_commands
    # Called once the settings are loaded, and only where a command is looked for.
    management.get_commands = lambda: _with(name, get_commands())


def _with(name: str, commands: dict[str, Any]) -> dict[str, Any]:
    if name == "pocket:migrations":
        from .report import Command

        return {**commands, name: Command()}
    if name == "pocket:migrate":
        from .migrate import command

        return {**commands, name: command(commands["migrate"])}
    return commands
