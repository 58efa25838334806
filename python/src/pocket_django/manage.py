"""The handler of the function that runs management commands: `pocket_django.manage.handler`.

A command runs in a process of its own. Only so is all that it writes captured (from Python, from C, and from the processes that it starts), its exit status
exact however it ends, and its end certain before Lambda's; and an environment that serves a second command has nothing left over from the first.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import fcntl
import io
import os
import re
import selectors
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from typing import Any

from .command_log import MarkedLog
from .contract import MANAGE, load
from .transcript import Transcript

STOP_BEFORE_SECONDS = 8.0
"""Before the function's time runs out, the command is told to stop (SIGTERM); at most 30 % of a time that is short."""

GRACE_SECONDS = 3.0
"""Between telling it and ending it (SIGKILL); less where the function's time is short."""

DRAIN_SECONDS = 1.0
"""How long a process that the command started, and that got away, may go on writing."""

TIMED_OUT = 124
"""The exit status of a command that was stopped, as of the command `timeout`."""

_RUN = re.compile("[0-9a-f]{16}")

_CHILD = "import sys; from pocket_django.manage import _child; _child(sys.argv[1:])"


class CommandFailed(Exception):
    """A command that a schedule started ended with another status than 0."""


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Run one management command, exactly once, and answer with its exit status and its output.

    `event`: `{"argv": ["migrate", "--noinput"], "stdin": "text", "env": {"NAME": "value"}}`; the last two may be absent, `env` is for this command only.
    Input that is not UTF-8 comes as `"stdin_base64"`.
    Answer: `{"exit": 0, "stopped": false, "size": 12, "output": [{"stream": "stdout", "text": "…"}, …]}`: see `Transcript.output`. The streams are in the
    order in which they were written, and cut in the middle at about 5 MB; `size` is that of all output, in bytes. All of it is in the log as it comes. The
    exit status is the command's own, 128 + n after signal n, 124 where its time ran out, which `stopped` says. Raises `ValueError` for an event of
    another shape.

    Who waits for the command and wants to see it run sends `"run"`, 16 hexadecimal digits of their own: what is in the log is then marked with it, as
    `pocket_django.command_log` describes, and its record `end` says what the answer says, also to somebody whom the answer did not reach.

    A schedule sends `"must_succeed": true` and its name as `"schedule"`: nobody reads the answer of what it starts, so a command that fails raises
    `CommandFailed`, which Lambda counts as an error of the function and writes into the log.

    The event `{"pocket": "start"}` runs no command: see `pocket_django.start`.
    """
    if event.get("pocket") == "start":
        from .start import started

        return started(event)
    argv, stdin, env, run = _parsed(event)
    must_succeed = event.get("must_succeed") is True
    if must_succeed and load() is None:
        # A schedule is made before the first release, and one at equal distances begins at once.
        print(f"Nothing is released yet, so schedule `{event.get('schedule', '')}` did not run `{argv[0]}`.", file=sys.stderr)
        return {"exit": 0, "output": []}
    seconds = context.get_remaining_time_in_millis() / 1000
    reserve = min(STOP_BEFORE_SECONDS, 0.3 * seconds)
    allowed = seconds - reserve
    deadline = time.monotonic() + allowed
    log = MarkedLog(run) if run else None
    if log:
        # Arguments may be secret; the name of the command is not.
        log.begin(command=argv[0], seconds=round(allowed, 1), request=getattr(context, "aws_request_id", ""))
    transcript = Transcript(log)
    status, stopped = _run(argv, stdin, env, deadline, reserve, transcript)
    if log:
        log.end(transcript.size, exit=status, stopped=stopped)
    if must_succeed and status != 0:
        raise CommandFailed(f"schedule `{event.get('schedule', '')}`: the command `{argv[0]}` ended with exit status {status}")
    return {"exit": status, "stopped": stopped, "size": transcript.size, "output": transcript.output()}


def _parsed(event: dict[str, Any]) -> tuple[list[str], bytes, dict[str, str], str | None]:
    argv, stdin, env = event.get("argv"), event.get("stdin") or "", event.get("env") or {}
    if not isinstance(argv, list) or not argv or not all(isinstance(word, str) for word in argv):
        raise ValueError('the event must have "argv", a list of strings that is not empty: ["migrate", "--noinput"]')
    if not isinstance(stdin, str):
        raise ValueError('"stdin" must be a string')
    if not isinstance(env, dict) or not all(isinstance(value, str) for value in env.values()):
        raise ValueError('"env" must be an object of strings')
    encoded, run = event.get("stdin_base64"), event.get("run")
    if run is not None and not (isinstance(run, str) and _RUN.fullmatch(run)):
        raise ValueError('"run" must be 16 hexadecimal digits')
    try:
        data = stdin.encode() if encoded is None else base64.b64decode(encoded, validate=True)
    except (TypeError, binascii.Error):
        raise ValueError('"stdin_base64" must be a string of base64') from None
    return argv, data, env, run


def _run(argv: list[str], stdin: bytes, env: dict[str, str], deadline: float, reserve: float, transcript: Transcript) -> tuple[int, bool]:
    """The exit status, and whether the command was stopped because its time ran out."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", _CHILD, *argv],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Lambda's runtime, and the embedded cloud's, extend sys.path and not PYTHONPATH.
        env={**os.environ, **env, MANAGE: "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"},
        bufsize=0,
        # A group of its own, so that what the command starts ends with it.
        start_new_session=True,
    )
    assert process.stdin and process.stdout and process.stderr
    # A thread: a command need not read, and the pipe is short.
    threading.Thread(target=_feed, args=(process.stdin, stdin), daemon=True).start()
    stopped = False
    share = reserve / STOP_BEFORE_SECONDS
    kill_at = deadline + GRACE_SECONDS * share
    drained_at = None
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ, "stdout")
        selector.register(process.stderr, selectors.EVENT_READ, "stderr")
        while True:
            # Asked before reading: what an ended process wrote is then all in the pipes.
            ended = process.poll() is not None
            ready = selector.select(0 if ended else 0.05)
            for key, _ in ready:
                data = os.read(key.fd, 65536)
                if data:
                    transcript.add(key.data, data)
                else:
                    selector.unregister(key.fileobj)
            transcript.tick()
            now = time.monotonic()
            if ended:
                if drained_at is None:
                    # What it left running would be frozen with the function, and hold the pipes open.
                    _signal(process, signal.SIGKILL)
                    drained_at = now + DRAIN_SECONDS * share
                elif not ready or now >= drained_at:
                    break
            elif not selector.get_map():
                time.sleep(0.01)
            if not stopped and not ended and now >= deadline:
                stopped = True
                transcript.say(
                    f"\nThe function's time is running out, so `{argv[0]}` is being stopped. It was not finished; run it again in smaller steps, "
                    "or on a machine of your own against this stage's database."
                )
                _signal(process, signal.SIGTERM)
            elif stopped and now >= kill_at:
                _signal(process, signal.SIGKILL)
    process.stdout.close()
    process.stderr.close()
    for stream in ("stdout", "stderr"):
        transcript.add(stream, b"", final=True)
    if stopped:
        return TIMED_OUT, True
    if process.returncode >= 0:
        return process.returncode, False
    number = -process.returncode
    memory = " Perhaps it took more memory than the function has." if number == signal.SIGKILL else ""
    transcript.say(f"`{argv[0]}` was ended by {signal.Signals(number).name}.{memory}")
    return 128 + number, False


def _feed(pipe: Any, data: bytes) -> None:
    view = memoryview(data)
    # An error: the command ended, or closed its standard input, without reading all of it.
    with contextlib.suppress(BrokenPipeError), pipe:
        while view:
            view = view[pipe.write(view) :]


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _child(argv: list[str]) -> None:
    """The command's own process."""
    from .project import manage

    sys.stdout = io.TextIOWrapper(_Ordered(1, after=2), encoding="utf-8", write_through=True)
    sys.stderr = io.TextIOWrapper(_Ordered(2, after=1), encoding="utf-8", errors="backslashreplace", write_through=True)
    manage(argv)


class _Ordered(io.RawIOBase):
    """Standard output or error that is written when the other's pipe is empty: so the reader of both sees the order of writing, which two pipes lose."""

    PATIENCE_SECONDS = 2.0

    def __init__(self, fd: int, after: int) -> None:
        self._fd = fd
        self._after = after

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._fd

    def write(self, data: Any) -> int:
        end = time.monotonic() + self.PATIENCE_SECONDS
        while self._unread() and time.monotonic() < end:
            time.sleep(0.0002)
        view = memoryview(data).cast("B")
        written = 0
        while written < len(view):
            written += os.write(self._fd, view[written:])
        return written

    def _unread(self) -> int:
        try:
            return struct.unpack("i", fcntl.ioctl(self._after, termios.FIONREAD, bytes(4)))[0]
        except OSError:
            # The command made something else of that stream.
            return 0
