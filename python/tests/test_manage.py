"""The management handler, with real commands in real processes."""

import base64
import json
import re
import sys
import time

import pytest
from conftest import SITE, SOURCE

from pocket_django import manage
from pocket_django.command_log import MarkedLog
from pocket_django.transcript import Transcript


class Context:
    def __init__(self, seconds=60.0):
        self.end = time.monotonic() + seconds

    def get_remaining_time_in_millis(self):
        return int((self.end - time.monotonic()) * 1000)


@pytest.fixture
def run(deployed, tmp_path, monkeypatch):
    """Runs one event in a task root that has the site's manage.py."""
    root = deployed(secrets={}, databases={}, media=None, caches={}, static_files=None)
    for item in SITE.iterdir():
        (root / item.name).symlink_to(item)
    monkeypatch.setattr(sys, "path", [str(SOURCE), str(root), *sys.path])
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "pocket_django.settings")
    monkeypatch.setenv("SITE_DB", str(tmp_path / "db.sqlite3"))
    monkeypatch.chdir(root)

    def handle(*argv, seconds=60.0, **more):
        return manage.handler({"argv": list(argv), **more}, Context(seconds))

    return handle


def text(answer, stream=None):
    return "".join(item.get("text", "") for item in answer["output"] if stream in (None, item.get("stream")))


def written(answer):
    """The bytes of both streams, in order."""
    return b"".join(base64.b64decode(item["base64"]) if "base64" in item else item["text"].encode() for item in answer["output"])


RUN = "0123456789abcdef"


def records(log):
    """What a reader of the log makes of a run: `(place, kind, bytes)` of each record, those of `begin` and `end` as JSON."""
    found = []
    for line in log.split("\n"):
        if not (match := re.fullmatch(r"\[manage 0123456789abcdef (\d+) (\S+) (\d+)\] (.*)", line)):
            continue
        place, kind, size, payload = int(match[1]), match[2], int(match[3]), match[4]
        stream, _, form = kind.partition(":")
        if stream in ("begin", "end"):
            assert size == len(payload)
            found.append((place, kind, json.loads(payload)))
            continue
        data = {"": lambda: payload.encode() + b"\n", "json": lambda: json.loads(payload).encode(), "base64": lambda: base64.b64decode(payload)}[form]()
        assert size == len(data)
        found.append((place, stream, data))
    return found


def test_both_streams_in_the_order_of_writing(run, capfd):
    answer = run("speak", "order")
    assert answer["exit"] == 0
    assert text(answer).split("\n")[:-1] == [f"{kind} {number}" for number in range(50) for kind in ("out", "err")]
    assert len(answer["output"]) == 100
    logged = capfd.readouterr()
    assert logged.out.splitlines() == [f"out {number}" for number in range(50)] and logged.err.splitlines()[-1] == "err 49"


def test_what_a_schedule_starts_fails_loudly(run):
    assert run("speak", "order", schedule="digest", must_succeed=True)["exit"] == 0
    with pytest.raises(manage.CommandFailed, match="schedule `digest`: the command `speak` ended with exit status 7"):
        run("speak", "refuse", schedule="digest", must_succeed=True)
    assert run("speak", "refuse")["exit"] == 7


def test_a_schedule_waits_for_the_first_release(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    answer = manage.handler({"argv": ["speak", "order"], "schedule": "digest", "must_succeed": True}, Context())
    assert answer == {"exit": 0, "output": []} and "schedule `digest` did not run `speak`" in capfd.readouterr().err


def test_output_of_all_levels(run):
    answer = run("speak", "levels")
    assert answer["exit"] == 0
    assert written(answer) in (
        "python\ndescriptor\nchild\nchild-error\n日本語\n".encode() + b"\xff\n",
        "python\ndescriptor\nchild-error\nchild\n日本語\n".encode() + b"\xff\n",
    )
    assert text(answer, "stderr") == "child-error\n" and answer["size"] == len(written(answer))


@pytest.mark.parametrize(
    ("what", "status", "message"),
    [
        ("refuse", 7, "CommandError: no, thank you"),
        ("refuse_plainly", 1, "CommandError: no"),
        ("leave", 42, ""),
        ("crash", 1, "RuntimeError: it broke"),
        ("die", 137, "`speak` was ended by SIGKILL. Perhaps it took more memory"),
    ],
)
def test_exit_status(run, what, status, message):
    answer = run("speak", what)
    assert answer["exit"] == status and message in text(answer, "stderr")
    assert ("Traceback" in text(answer)) == (what == "crash")


def test_an_unknown_command_and_option(run):
    answer = run("speek")
    assert answer["exit"] == 1 and "Unknown command: 'speek'. Did you mean speak?" in text(answer)
    assert run("speak", "--nope")["exit"] == 2


def test_migrations_for_real(run):
    assert "Applying auth.0001_initial... OK" in text(run("migrate", "--noinput"))
    answer = run("shell", "-c", "from django.contrib.auth.models import User; print(User.objects.count())")
    assert answer["exit"] == 0 and text(answer, "stdout").endswith("0\n")


def test_a_superuser_with_a_password_from_the_environment(run):
    run("migrate", "--noinput")
    answer = run("createsuperuser", "--noinput", "--username=admin", "--email=a@example.com", env={"DJANGO_SUPERUSER_PASSWORD": "sesame"})
    assert (answer["exit"], text(answer)) == (0, "Superuser created successfully.\n")


def test_standard_input(run):
    assert text(run("speak", "stdin", stdin="日本\nb")) == "got 日本\nb\n"
    assert text(run("speak", "stdin")) == "got \n"
    # A command need not read it.
    assert run("speak", "env", stdin="x" * 1_000_000)["exit"] == 0


def test_the_generated_settings_and_the_projects_own_manage_py(run):
    assert text(run("speak", "env", env={"ONLY_NOW": "1"})) == "1 pocket_django.settings apps\n"
    assert text(run("speak", "env")).startswith("None ")


def test_without_a_manage_py(run, tmp_path):
    (tmp_path / "task1" / "manage.py").unlink()
    assert text(run("speak", "env")).startswith("None pocket_django.settings ")


def test_stops_before_the_functions_time_does(run):
    begun = time.monotonic()
    answer = run("speak", "hang", seconds=10.0)
    assert answer["exit"] == 124 and time.monotonic() - begun < 10
    assert text(answer, "stdout") == "begun\n" and "`speak` is being stopped" in text(answer, "stderr")


def test_a_process_left_behind_does_not_hold_it(run):
    begun = time.monotonic()
    answer = run("speak", "daemon")
    assert answer["exit"] == 0 and "left one behind" in text(answer) and time.monotonic() - begun < 20


def test_much_output_is_cut_in_the_middle(run, capfd):
    answer = run("speak", "much")
    whole = text(answer)
    assert answer["exit"] == 0 and 4_500_000 < len(whole) < 5_200_000
    assert whole.startswith("line 00000000 ") and "line 00089999 " in whole[-200:]
    (left_out,) = (item["left_out"] for item in answer["output"] if "left_out" in item)
    assert left_out + len(whole) == answer["size"] == 90_000 * 105
    assert len(capfd.readouterr().out) > 9_000_000


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"argv": []},
        {"argv": "migrate"},
        {"argv": [1]},
        {"argv": ["a"], "stdin": 1},
        {"argv": ["a"], "env": {"A": 1}},
        {"argv": ["a"], "run": "x"},
        {"argv": ["a"], "stdin_base64": "*"},
    ],
)
def test_another_shape_of_event(event):
    with pytest.raises(ValueError):
        manage.handler(event, Context())


@pytest.mark.parametrize("what", ["order", "levels", "unfinished", "mixed", "refuse", "die"])
def test_the_log_of_a_run_holds_the_answer(run, capfd, what):
    answer = run("speak", what, run=RUN)
    first, *middle, last = records(capfd.readouterr().out)
    assert first[:2] == (0, "begin") and first[2]["command"] == "speak" and 40 < first[2]["seconds"] < 60
    assert last == (answer["size"], "end", {"exit": answer["exit"], "stopped": False})
    place = 0
    for begins, _, data in middle:
        assert begins == place
        place += len(data)
    assert b"".join(data for _, _, data in middle) == written(answer) and place == answer["size"]
    for stream, kind in (("stdout", "out"), ("stderr", "err")):
        assert b"".join(data for _, name, data in middle if name == kind) == written(
            {"output": [item for item in answer["output"] if item["stream"] == stream]}
        )


def test_an_unfinished_line_is_in_the_log_before_it_is_finished(run, capfd):
    run("speak", "unfinished", run=RUN)
    parts = [data for _, kind, data in records(capfd.readouterr().out) if kind == "out"]
    assert parts == [b"working", b" ... done\n", b"no newline"]


def test_input_that_is_not_text(run):
    assert run("speak", "stdin_size", stdin_base64=base64.b64encode(bytes(range(256)) * 1000).decode())["exit"] == 0
    assert "256000" in text(run("speak", "stdin_size", stdin_base64=base64.b64encode(bytes(range(256)) * 1000).decode()))


def test_a_character_split_between_reads(capsys):
    transcript = Transcript()
    for byte in "日\n".encode():
        transcript.add("stdout", bytes([byte]))
    transcript.add("stderr", b"no newline")
    transcript.add("stderr", b"", final=True)
    assert transcript.output() == [{"stream": "stdout", "text": "日\n"}, {"stream": "stderr", "text": "no newline"}]
    logged = capsys.readouterr()
    assert (logged.out, logged.err) == ("日\n", "no newline\n")


def test_the_cut_counts_what_json_makes_of_it(capsys):
    transcript = Transcript(keep_first=4000, keep_last=1000)
    for number in range(2000):
        transcript.add("stdout" if number % 2 else "stderr", "日\n".encode())
    assert len(json.dumps(transcript.output())) < 5300
    assert sum(len(item.get("text", "").encode()) + item.get("left_out", 0) for item in transcript.output()) == transcript.size == 8000
    capsys.readouterr()


def test_bytes_that_are_no_text_are_kept_as_they_are(capfd):
    transcript = Transcript(MarkedLog(RUN))
    rest = bytes(range(128, 256)) * 700
    for data in (b"\xe6\x97", b"\xa5", b"a\xff\x00b", b"\xe6\x97"):
        transcript.add("stdout", data)
    transcript.add("stdout", rest, final=True)
    transcript.add("stderr", "\x1b[31mred\r\n\u2028 é".encode(), final=True)
    whole = b"\xe6\x97\xa5a\xff\x00b\xe6\x97" + rest + "\x1b[31mred\r\n\u2028 é".encode()
    assert written({"output": transcript.output()}) == whole and transcript.size == len(whole)
    log = capfd.readouterr().out
    assert b"".join(data for _, _, data in records(log)) == whole
    assert max(len(line) for line in log.split("\n")) < 50_000 and not re.search("[\x00-\x08\x0b-\x1f]", log)
