"""What a rotation of a database's password does in PostgreSQL, for `secrets rotate`.

A role has one password, so its change cuts off whoever still has the old one. The site is therefore served with a second role for that moment, the relay:
it may do with the tables what their owner may, and goes when the owner's new password is in use. All of it is plain SQL: Neon's API, which can reset a
password too, drops every connection of the database when it does.

Runs in a process of its own in the management function. The request comes through standard input and holds passwords, so nothing here prints it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class RoleError(Exception):
    """What PostgreSQL refused, or why this must not be done here. Never holds a password."""


def main() -> None:
    """Do what standard input asks, `{"do": "relay", "uris": ["postgresql://…"], "role": "relay_shop", "password": "…"}`; exit status 1 where it fails.

    `uris` are tried in turn: which password is valid is not known after a rotation that was broken off. `do` is `relay` (make the role, or give it this
    password), `password` (change the own one) or `drop` (the role). Those in `then` must be open afterwards.
    """
    request = json.load(sys.stdin)
    try:
        with _connected(request["uris"]) as (cursor, driver):
            _TASKS[request["do"]](cursor, driver, request.get("role", ""), request.get("password", ""))
        for uri in request.get("then", ()):
            with _connected([uri]):
                pass
    except RoleError as error:
        sys.exit(str(error))


def _driver() -> Any:
    try:
        import psycopg
    except ImportError:
        import psycopg2 as psycopg
    return psycopg


@contextmanager
def _connected(uris: list[str]) -> Iterator[tuple[Any, Any]]:
    driver = _driver()
    sql = getattr(driver, "sql", None)
    if sql is None:
        from psycopg2 import sql
    connection = None
    failure = ""
    for uri in uris:
        try:
            connection = driver.connect(uri, connect_timeout=10)
            break
        except driver.Error as error:
            failure = _said(error)
    if connection is None:
        raise RoleError(failure)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            yield cursor, sql
    except driver.Error as error:
        raise RoleError(_said(error)) from None
    finally:
        connection.close()


def _said(error: Exception) -> str:
    """The server's message, without the statement, which may hold a password."""
    message = getattr(getattr(error, "diag", None), "message_primary", None) or str(error)
    return message.strip().splitlines()[0] if message.strip() else type(error).__name__


def _password(cursor: Any, sql: Any, role: str, password: str) -> None:
    # In plain text: Neon takes no hashed one.
    cursor.execute(sql.SQL("ALTER ROLE CURRENT_USER PASSWORD {}").format(sql.Literal(password)))


_OWNED = """
SELECT nspname, relname, relkind FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND pg_get_userbyid(relowner) = current_user AND nspname !~ '^pg_' AND nspname <> 'information_schema'
"""


def _relay(cursor: Any, sql: Any, role: str, password: str) -> None:
    cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND pg_get_userbyid(relowner) = current_user LIMIT 1")
    if secured := cursor.fetchone():
        raise RoleError(f"the table {secured[0]} has row-level security, which another role than its owner would be subject to")
    name = sql.Identifier(role)
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    verb = sql.SQL("ALTER" if cursor.fetchone() else "CREATE")
    cursor.execute(sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(verb, name, sql.Literal(password)))
    cursor.execute("SELECT current_database(), current_schemas(false)")
    database, _ = cursor.fetchone()
    cursor.execute(sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(sql.Identifier(database), name))
    cursor.execute("SELECT unnest(setconfig) FROM pg_db_role_setting WHERE setrole = current_user::regrole AND setdatabase = 0")
    for setting, _, value in [row[0].partition("=") for row in cursor.fetchall()]:
        cursor.execute(sql.SQL("ALTER ROLE {} SET {} TO {}").format(name, sql.Identifier(setting), sql.Literal(value)))
    cursor.execute(_OWNED)
    owned = cursor.fetchall()
    for schema in sorted({schema for schema, _, _ in owned}):
        cursor.execute("SELECT has_schema_privilege(%s, %s, 'USAGE')", [role, schema])
        if not cursor.fetchone()[0]:
            cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(sql.Identifier(schema), name))
    for schema, relation, kind in owned:
        what = sql.SQL("SEQUENCE" if kind in ("S", b"S") else "TABLE")
        cursor.execute(sql.SQL("GRANT ALL ON {} {}.{} TO {}").format(what, sql.Identifier(schema), sql.Identifier(relation), name))


def _drop(cursor: Any, sql: Any, role: str, password: str) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    if not cursor.fetchone():
        return
    name = sql.Identifier(role)
    # Whoever made a role may join it, and only a member may take its privileges away at once.
    cursor.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(name))
    cursor.execute(sql.SQL("DROP OWNED BY {}").format(name))
    cursor.execute(sql.SQL("DROP ROLE {}").format(name))


_TASKS = {"relay": _relay, "password": _password, "drop": _drop}
