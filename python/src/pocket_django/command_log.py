"""How the output of a management command stands in the function's log, of which each line is an event.

A command that somebody waits for (its event has `"run"`) is marked, so that its output can be read from the log while it runs, and put together with the
answer without a gap and without a repetition:

    [manage 3f9c0a1b2c3d4e5f 120 out 14] Hello, reader

Between the brackets: the run, the place of the first byte in the output of both streams together, what it is, and how many bytes. `out` and `err` are one
line of text, without its newline, which is counted. `out:json` and `err:json` are a JSON string: text without a newline at its end, or with control
characters. `out:base64` and `err:base64` are bytes that are not UTF-8. `begin` and `end` are JSON objects about the run.
"""

from __future__ import annotations

import base64
import codecs
import json
import re
import sys
import time
from typing import Any

FLUSH_SECONDS = 0.25
"""How long a line may stay unfinished before what there is of it goes to the log."""

LONGEST_RECORD = 32_768
"""Bytes of output in one event. CloudWatch Logs takes 1 MB; a reader wants to see some of a long line soon."""

_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")

_KINDS = {"stdout": "out", "stderr": "err"}


def _print(line: str, out: Any = None) -> None:
    out = out or sys.stdout
    # One write for each line: Lambda's runtime makes a log event of each write.
    out.write(line + "\n")


class PlainLog:
    """Lines as they are, each stream to its own. Part of a line waits for its end."""

    def __init__(self) -> None:
        self._decoders = {name: codecs.getincrementaldecoder("utf-8")("replace") for name in _KINDS}
        self._lines = dict.fromkeys(_KINDS, "")

    def write(self, place: int, stream: str, data: bytes, text: str | None) -> None:
        """Take in output; `text` is `data` decoded, where it can be."""
        text = self._decoders[stream].decode(data) if text is None else text
        complete, newline, self._lines[stream] = (self._lines[stream] + text).rpartition("\n")
        out = sys.stdout if stream == "stdout" else sys.stderr
        for line in complete.split("\n") if newline else ():
            _print(line, out)
        out.flush()

    def tick(self) -> None:
        """Nothing: a line in the log is a whole one."""

    def flush(self) -> None:
        """Write what waits."""
        for stream, out in (("stdout", sys.stdout), ("stderr", sys.stderr)):
            if self._lines[stream]:
                _print(self._lines[stream], out)
                out.flush()
            self._lines[stream] = ""


class MarkedLog:
    """Records of one run. All of them go to standard output, because two pipes would lose their order."""

    def __init__(self, run: str) -> None:
        self._run = run
        self._stream = ""
        self._text = ""
        self._place = 0
        self._since = 0.0

    def begin(self, **about: Any) -> None:
        """The command is about to start."""
        self._object(0, "begin", about)

    def end(self, place: int, **about: Any) -> None:
        """The command has ended; `place` is the size of all its output."""
        self.flush()
        self._object(place, "end", about)

    def write(self, place: int, stream: str, data: bytes, text: str | None) -> None:
        """Take in output; `text` is `data` decoded, where it can be."""
        if self._text and (stream != self._stream or text is None):
            self.flush()
        if text is None:
            for start in range(0, len(data), LONGEST_RECORD):
                part = data[start : start + LONGEST_RECORD]
                self._record(place + start, f"{_KINDS[stream]}:base64", len(part), base64.b64encode(part).decode())
        else:
            if not self._text:
                self._stream, self._place, self._since = stream, place, time.monotonic()
            complete, newline, rest = (self._text + text).rpartition("\n")
            if newline:
                self._since = time.monotonic()
                for line in complete.split("\n"):
                    self._line(line)
            self._text = rest
            # Counted in characters, each of which is at most four bytes.
            while len(self._text) > LONGEST_RECORD // 4:
                head, rest = self._text[: LONGEST_RECORD // 4], self._text[LONGEST_RECORD // 4 :]
                self._part(head)
                self._text = rest
        sys.stdout.flush()

    def tick(self) -> None:
        """Write an unfinished line that has waited long enough."""
        if self._text and time.monotonic() - self._since >= FLUSH_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if self._text:
            self._part(self._text)
            self._text = ""
            sys.stdout.flush()

    def _line(self, line: str) -> None:
        if len(line) > LONGEST_RECORD // 4 or _CONTROL.search(line):
            self._part(line + "\n")
            return
        size = len(line.encode()) + 1
        self._record(self._place, _KINDS[self._stream], size, line)
        self._place += size

    def _part(self, text: str) -> None:
        for start in range(0, len(text), LONGEST_RECORD // 4):
            part = text[start : start + LONGEST_RECORD // 4]
            size = len(part.encode())
            self._record(self._place, f"{_KINDS[self._stream]}:json", size, json.dumps(part, ensure_ascii=bool(_CONTROL.search(part))))
            self._place += size

    def _object(self, place: int, kind: str, about: dict[str, Any]) -> None:
        text = json.dumps(about)
        self._record(place, kind, len(text), text)
        sys.stdout.flush()

    def _record(self, place: int, kind: str, size: int, text: str) -> None:
        _print(f"[manage {self._run} {place} {kind} {size}] {text}")
