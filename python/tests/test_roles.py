"""What needs no server; on a real one the roles are made by `tests/site/secrets.rs`."""

import io
import json

import pytest

from pocket_django import roles


def test_says_what_failed_and_no_password(monkeypatch, capsys):
    request = {
        "do": "password",
        "uris": ["postgresql://me:p4ssword-old@127.0.0.1:9/x", "postgresql://me:p4ssword-older@127.0.0.1:9/x"],
        "password": "p4ssword-new",
    }
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(request)))
    with pytest.raises(SystemExit) as ended:
        roles.main()
    said = str(ended.value) + "".join(capsys.readouterr())
    assert "refused" in said.lower()
    assert "p4ssword" not in said


def test_of_an_error_of_the_server_only_its_message_is_told():
    class Diagnostics:
        message_primary = "password is too weak"

    class Refused(Exception):
        diag = Diagnostics()

    assert roles._said(Refused("password is too weak\nLINE 1: ALTER ROLE x PASSWORD 'p4ssword'")) == "password is too weak"
    assert roles._said(ValueError("")) == "ValueError"
