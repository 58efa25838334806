"""What a management command wrote: to the log as it comes, and kept for the answer as far as an answer can hold it."""

from __future__ import annotations

import codecs
import json
import sys
from collections import deque

KEEP_FIRST = 4_000_000
KEEP_LAST = 1_000_000
"""Bytes of the answer's JSON that the beginning and the end of the output may take; together below Lambda's limit of 6 MB for an answer."""

_ENTRY = len(json.dumps({"stream": "stderr", "text": ""})) + 2


def _cost(text: str) -> int:
    # As Lambda's runtime may write it: every character beyond ASCII escaped.
    return len(json.dumps(text)) - 2


class Transcript:
    """Collects output in the order in which it came. Not for use from several threads."""

    def __init__(self, keep_first: int = KEEP_FIRST, keep_last: int = KEEP_LAST) -> None:
        self._decoders = {name: codecs.getincrementaldecoder("utf-8")("replace") for name in ("stdout", "stderr")}
        self._lines = {"stdout": "", "stderr": ""}
        self._first: list[tuple[str, list[str]]] = []
        self._last: deque[tuple[str, str, int]] = deque()
        self._room = keep_first
        self._keep_last = keep_last
        self._last_cost = 0
        self._left_out = 0

    def add(self, stream: str, data: bytes, final: bool = False) -> None:
        """Take in bytes of `stdout` or `stderr`; `final` ends the stream. Whole lines go to the log at once, the rest of one when it is complete."""
        text = self._decoders[stream].decode(data, final)
        self._log(stream, text, final)
        if text:
            self._keep(stream, text)

    def say(self, text: str) -> None:
        """Add a line of our own to standard error."""
        self.add("stderr", text.encode() + b"\n")

    def output(self) -> list[dict[str, str]]:
        """`[{"stream": "stdout" or "stderr", "text": …}]` in order, neighbours of one stream joined; what does not fit is named where it is left out."""
        entries = [(stream, "".join(parts)) for stream, parts in self._first]
        if self._left_out:
            entries.append(("stderr", f"\n[{self._left_out} characters of output are left out here; the log has all of it]\n"))
        joined: list[dict[str, str]] = []
        for stream, text in [*entries, *((stream, text) for stream, text, _ in self._last)]:
            if joined and joined[-1]["stream"] == stream:
                joined[-1]["text"] += text
            else:
                joined.append({"stream": stream, "text": text})
        return joined

    def _log(self, stream: str, text: str, final: bool) -> None:
        complete, newline, rest = (self._lines[stream] + text).rpartition("\n")
        self._lines[stream] = "" if final else rest
        out = sys.stdout if stream == "stdout" else sys.stderr
        # One write for each line: Lambda's runtime makes a log event of each write.
        for line in [*(complete.split("\n") if newline else []), *([rest] if final and rest else [])]:
            out.write(line + "\n")
        out.flush()

    def _keep(self, stream: str, text: str) -> None:
        if not self._last and not self._left_out:
            new = not self._first or self._first[-1][0] != stream
            cost = _cost(text) + (_ENTRY if new else 0)
            if cost <= self._room:
                self._room -= cost
                if new:
                    self._first.append((stream, []))
                self._first[-1][1].append(text)
                return
        # In pieces, so that one long write does not push out more than it must.
        for start in range(0, len(text), 4096):
            piece = text[start : start + 4096]
            cost = _cost(piece) + _ENTRY
            self._last.append((stream, piece, cost))
            self._last_cost += cost
            while self._last_cost > self._keep_last:
                _, dropped, cost = self._last.popleft()
                self._last_cost -= cost
                self._left_out += len(dropped)
