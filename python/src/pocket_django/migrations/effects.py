"""What a statement does beside changing the catalog: the locks that it takes, and how long it keeps them. (PostgreSQL, "Explicit Locking".)"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

SHARE_UPDATE_EXCLUSIVE = "ShareUpdateExclusiveLock"
SHARE = "ShareLock"
SHARE_ROW_EXCLUSIVE = "ShareRowExclusiveLock"
ACCESS_EXCLUSIVE = "AccessExclusiveLock"
ROW_EXCLUSIVE = "RowExclusiveLock"

MODES = (ROW_EXCLUSIVE, SHARE_UPDATE_EXCLUSIVE, SHARE, SHARE_ROW_EXCLUSIVE, "ExclusiveLock", ACCESS_EXCLUSIVE)
"""From the weakest to the strongest."""

HELD = ("moment", "scan", "rewrite")


def blocks(mode: str) -> bool:
    """Whether the lock stops writes (and the last one reads)."""
    return MODES.index(mode) >= MODES.index(SHARE)


@dataclass
class Lock:
    table: str
    mode: str
    held: str = "moment"
    rows_of: str = ""
    """The table whose rows say how long: that which is worked through."""


@dataclass
class Finding:
    code: str
    values: dict[str, Any]
    breaks: tuple[str, ...] = ()
    rows_of: str | None = None
    """Where the finding only holds for many rows: the table that has them."""


@dataclass
class Effect:
    locks: list[Lock] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    concurrently: str | None = None
    """What the statement does CONCURRENTLY, which cannot be done in a transaction."""
    data: bool = False
    """Whether it writes rows."""
    unbounded: bool = False
    """Whether nothing is known of how long it takes."""

    def lock(self, table: str, mode: str, held: str = "moment", rows_of: str = "") -> None:
        """Adds a lock; of one table the strongest mode, held for the longest."""
        for lock in self.locks:
            if lock.table == table:
                lock.mode = max(lock.mode, mode, key=MODES.index)
                if HELD.index(held) > HELD.index(lock.held):
                    lock.held, lock.rows_of = held, rows_of or table
                return
        self.locks.append(Lock(table, mode, held, rows_of or table))

    def find(self, code: str, table: str, rows_of: str | None = None, **values: Any) -> None:
        self.findings.append(Finding(code, {"table": table, **values}, (), rows_of))
