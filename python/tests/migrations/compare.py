"""Holds what the classifier said of a case against what was seen."""

from __future__ import annotations

from typing import Any

HELD = ("moment", "scan", "rewrite")
MODES = ("RowExclusiveLock", "ShareUpdateExclusiveLock", "ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock")

FAILS = {
    "removed_table": {"42P01"},
    "renamed_table": {"42P01"},
    "missing_table": {"42P01"},
    "removed_column": {"42703"},
    "renamed_column": {"42703"},
    "missing_column": {"42703"},
    "required_column": {"23502"},
    "not_null": {"23502"},
    "dropped_default": {"23502"},
    "narrowed_column": {"22001", "22003"},
    "changed_type": {"42883", "22P02", "22003", "22001", "42804", "value"},
    "generated_column": {"428C9"},
    "new_unique": {"23505"},
    "new_check": {"23514"},
    "new_foreign_key": {"23503"},
    "new_exclusion": {"23P01"},
}
"""The errors (SQLSTATE; "value": read back as something else) that show a code which breaks a release."""

GONE = {"42703", "42P01"}
"""Where a column or table is gone, no statement comes as far as its values."""

SHOWN_BY_FAILURE = {"fails_on_rows": "23502", "concurrently_in_transaction": ("25001", "NotSupportedError", "cannot")}
CAN_BE_ANYTHING = {"unknown_sql", "unknown_operation"}

CODES = {
    *FAILS,
    *SHOWN_BY_FAILURE,
    *CAN_BE_ANYTHING,
    *("rewritten_type", "rewritten_default", "rewritten_generated", "rewritten_table", "scanned_type", "scanned_not_null"),
    *("blocking_index", "blocking_unique", "blocking_exclusion", "validated_check", "validated_foreign_key"),
    *("removed_rows", "updated_rows", "held_lock", "data_with_schema", "data"),
}
"""All that there are."""


def differences(result: dict[str, Any]) -> list[str]:
    """What is not as it was said, or was not seen though it was said."""
    if "failed" in result:
        return [result["failed"]]
    said = result["said"]
    findings = [finding for operation in said for finding in operation["findings"]]
    codes = {finding["code"] for finding in findings}
    found = []
    if codes != set(result["codes"]):
        found.append(f"said {sorted(codes)}, the corpus says {result['codes']}")
    dangerous = any(operation["verdict"] == "dangerous" for operation in said)
    if dangerous != bool(codes - {"data"}):
        found.append("the verdicts do not follow from the findings")
    offline = {finding["code"] for operation in result["offline"] for finding in operation["findings"]}
    if not codes <= offline:
        found.append(f"without a database {sorted(codes - offline)} was not found")
    if bool(danger(result)) != dangerous:
        found.append(f"said to be {'dangerous' if dangerous else 'harmless'}, and was seen: {danger(result) or 'nothing'}")
    found += [f"{code} was not seen to happen" for code in sorted(codes) if not _shown(code, findings, result)]
    found += _unforeseen(codes, findings, result)
    if not result["error"] and not codes & CAN_BE_ANYTHING:
        found += _locks(said, result)
    return found


def danger(result: dict[str, Any]) -> list[str]:
    """All that hurt somebody."""
    seen = [f"the running code failed: {failure}" for failure in result["running"][:3]]
    seen += [f"the new code failed: {failure}" for failure in result["new"][:3]]
    seen += [
        f"{mode} on {table} while many rows were worked through; others could not {result['blocked'].get(table, '?')}" for table, mode in result["long"].items()
    ]
    seen += [f"many rows of {table} were locked" for table in result["updated"]]
    seen += [f"the rows of {table} are gone" for table in result["emptied"]]
    if result["error"]:
        seen.append(f"the migration failed: {result['error']}")
    return seen


def _shown(code: str, findings: list[dict[str, Any]], result: dict[str, Any]) -> bool:
    own = [finding for finding in findings if finding["code"] == code]
    if code in FAILS:
        if code == "required_column" and result["error"]:
            # It never came to be.
            return True
        return all(any(failure[1] in FAILS[code] | GONE for failure in result[side]) for finding in own for side in finding["breaks"])
    if code in SHOWN_BY_FAILURE:
        return any(word in result["error"] for word in ([SHOWN_BY_FAILURE[code]] if isinstance(SHOWN_BY_FAILURE[code], str) else SHOWN_BY_FAILURE[code]))
    tables = [finding["values"].get("table") for finding in own]
    if code.startswith("rewritten_"):
        return all(table in result["rewritten"] and table in result["own_long"] for table in tables)
    if code.startswith(("blocking_", "validated_", "scanned_")):
        return all(table in result["own_long"] and table in result["blocked"] for table in tables)
    if code == "removed_rows":
        return all(table in result["emptied"] for table in tables)
    if code == "updated_rows":
        return all(table in result["updated"] for table in tables)
    if code in ("held_lock", "data_with_schema"):
        return all(table in result["long"] for table in tables)
    return code == "data" or bool(danger(result))


def _unforeseen(codes: set[str], findings: list[dict[str, Any]], result: dict[str, Any]) -> list[str]:
    """Failures and waits of another kind than any that was named."""
    if codes & CAN_BE_ANYTHING:
        return []
    found = []
    for side in ("running", "new"):
        foreseen = {state for finding in findings if side in finding["breaks"] for state in {**FAILS, "removed_rows": {"value"}}.get(finding["code"], ())}
        found += [f"{side}: {failure} was not foreseen" for failure in result[side] if failure[1] not in foreseen and failure[1] != "value"]
        found += [f"{side}: {failure} was not foreseen" for failure in result[side] if failure[1] == "value" and not foreseen]
    named = {finding["values"].get("table") for finding in findings}
    others = {lock["table"] for operation in result["said"] for lock in operation["locks"] if lock["held"] != "moment"}
    found += [f"nobody was told of {mode} on {table}" for table, mode in result["long"].items() if table not in named | others]
    found += [f"nobody was told that the rows of {table} are locked" for table in result["updated"] if table not in named]
    return found


def _locks(said: list[dict[str, Any]], result: dict[str, Any]) -> list[str]:
    locks: dict[str, list[str]] = {}
    for operation in said:
        for lock in operation["locks"]:
            mode, held = locks.setdefault(lock["table"], [lock["mode"], lock["held"]])
            locks[lock["table"]] = [max(mode, lock["mode"], key=MODES.index), max(held, lock["held"], key=HELD.index)]
    for table, (mode, _) in list(locks.items()):
        if mode == MODES[0] and table not in result["updated"]:
            # Rows, and fewer than count.
            del locks[table]
    kept = {found["values"].get("table") for operation in said for found in operation["findings"] if found["code"] == "data_with_schema"}
    for table in kept & {*locks}:
        # What the code reads is its own affair.
        locks[table][1] = result["locks"][table][1]
    seen = {table: list(lock) for table, lock in result["locks"].items()}
    return [f"locks: said {locks.get(table)} on {table}, seen {seen.get(table)}" for table in {*locks, *seen} if locks.get(table) != seen.get(table)]


def counts(results: list[dict[str, Any]]) -> tuple[int, int]:
    """How many dangerous and how many harmless ones there are."""
    dangerous = sum(bool(set(result.get("codes", ())) - {"data"}) for result in results)
    return dangerous, len(results) - dangerous
