"""What a management command wrote: to the log as it comes, and kept for the answer as far as an answer can hold it."""

from __future__ import annotations

import base64
import codecs
import json
from collections import deque
from typing import Any

from .command_log import MarkedLog, PlainLog

KEEP_FIRST = 4_000_000
KEEP_LAST = 1_000_000
"""Bytes of the answer's JSON that the beginning and the end of the output may take; together below Lambda's limit of 6 MB for an answer."""

_PIECE = 4096
"""Characters in which output is taken in once it is too much to keep, so that one long write does not push out more than it must."""

_ENTRY = len(json.dumps({"stream": "stderr", "base64": ""})) + 2

_STREAMS = ("stdout", "stderr")


class _Piece:
    """Output of one stream: text, or bytes that are not UTF-8."""

    __slots__ = ("cost", "data", "stream", "text")

    def __init__(self, stream: str, data: bytes, text: str | None) -> None:
        self.stream = stream
        self.data = data
        self.text = text
        # Text as Lambda's runtime may write it: every character beyond ASCII escaped.
        self.cost = len(json.dumps(text)) - 2 if text is not None else (len(data) + 2) // 3 * 4


class Transcript:
    """Collects output in the order in which it came, byte for byte. Not for use from several threads.

    What it takes in has a place: the number of bytes, of both streams together, that came before it. The log names the same places, so that a reader of
    both the log and the answer can tell what it has seen.
    """

    def __init__(self, log: MarkedLog | PlainLog | None = None, keep_first: int = KEEP_FIRST, keep_last: int = KEEP_LAST) -> None:
        self._log = log or PlainLog()
        self._decoders = {name: codecs.getincrementaldecoder("utf-8")("strict") for name in _STREAMS}
        self._first: list[_Piece] = []
        self._last: deque[_Piece] = deque()
        self._room = keep_first
        self._keep_last = keep_last
        self._last_cost = 0
        self._left_out = 0
        self.size = 0

    def add(self, stream: str, data: bytes, final: bool = False) -> None:
        """Take in bytes of `stdout` or `stderr`; `final` ends the stream. A character of which the end is missing waits for it."""
        decoder = self._decoders[stream]
        waiting, _ = decoder.getstate()
        try:
            text = decoder.decode(data, final)
        except UnicodeDecodeError:
            decoder.reset()
            self._take(_Piece(stream, waiting + data, None))
        else:
            held, _ = decoder.getstate()
            whole = waiting + data
            self._take(_Piece(stream, whole[: len(whole) - len(held)], text))
        if final:
            self._log.flush()

    def tick(self) -> None:
        """To be called often: what has waited for the rest of its line for a while goes to the log without it."""
        self._log.tick()

    def say(self, text: str) -> None:
        """Add a line of our own to standard error."""
        self.add("stderr", text.encode() + b"\n")

    def output(self) -> list[dict[str, Any]]:
        """The output in order, neighbours of one stream joined: `{"stream": "stdout" or "stderr", "text": …}`, with `"base64"` in the place of `"text"` for
        bytes that are not UTF-8, and `{"left_out": 123}` where that many bytes did not fit."""
        entries = _joined(self._first)
        if self._left_out:
            entries.append({"left_out": self._left_out})
        return entries + _joined(self._last)

    def _take(self, piece: _Piece) -> None:
        if not piece.data:
            return
        self._log.write(self.size, piece.stream, piece.data, piece.text)
        self.size += len(piece.data)
        if not self._last and not self._left_out:
            last = self._first[-1] if self._first else None
            new = last is None or last.stream != piece.stream or (last.text is None) != (piece.text is None)
            cost = piece.cost + (_ENTRY if new else 0)
            if cost <= self._room:
                self._room -= cost
                self._first.append(piece)
                return
        for part in _parts(piece):
            self._last.append(part)
            self._last_cost += part.cost + _ENTRY
            while self._last_cost > self._keep_last:
                dropped = self._last.popleft()
                self._last_cost -= dropped.cost + _ENTRY
                self._left_out += len(dropped.data)


def _parts(piece: _Piece) -> list[_Piece]:
    if piece.text is None:
        return [_Piece(piece.stream, piece.data[start : start + _PIECE], None) for start in range(0, len(piece.data), _PIECE)]
    texts = [piece.text[start : start + _PIECE] for start in range(0, len(piece.text), _PIECE)]
    return [_Piece(piece.stream, text.encode(), text) for text in texts]


def _joined(pieces: Any) -> list[dict[str, Any]]:
    groups: list[list[_Piece]] = []
    for piece in pieces:
        if groups and groups[-1][-1].stream == piece.stream and (groups[-1][-1].text is None) == (piece.text is None):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [_entry(group) for group in groups]


def _entry(group: list[_Piece]) -> dict[str, Any]:
    if group[0].text is None:
        return {"stream": group[0].stream, "base64": base64.b64encode(b"".join(piece.data for piece in group)).decode()}
    return {"stream": group[0].stream, "text": "".join(piece.text or "" for piece in group)}
