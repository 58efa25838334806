import json
import re
from pathlib import Path

import pytest
from conftest import changed

from pocket_django import contract
from pocket_django.contract import ContractError, Database, FilesCache, Media, SecretRef, StaticFiles

PATH = Path("/var/task/pocket.json")


def parse(**fields):
    return contract.parse(json.dumps(changed(**fields)), PATH)


def test_reads_every_field():
    read = parse()
    assert read.root == Path("/var/task")
    assert read.databases == {"default": Database("DATABASE_URL", True, 60)}
    assert read.media == Media("shop-dev-media", "media", 900)
    assert read.static_files == StaticFiles("staticfiles")
    assert read.caches == {"default": FilesCache("/mnt/efs/shop")}
    assert read.secrets["API_KEY"] == SecretRef("secrets_manager", "shop-dev-API_KEY")
    assert read.hosts == ("abc.execute-api.ap-northeast-1.amazonaws.com",)
    assert read.settings == {"DEFAULT_FROM_EMAIL": "shop@example.com"}


def test_what_rust_leaves_out_is_absent():
    read = parse(media=None, static_files=None, wsgi_application=None)
    assert (read.media, read.static_files, read.wsgi_application) == (None, None, None)


def test_another_version_names_both_and_what_to_type():
    with pytest.raises(ContractError, match=r"version 2, and this pocket_django reads version 1.*`deploy`"):
        parse(version=2)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"hosts": "a"}, "`hosts` is a string where a list is expected"),
        ({"hosts": [1]}, "`hosts` must hold strings only"),
        ({"settings_module": None}, "`settings_module` is missing"),
        ({"databases": {"default": {"url_secret": "X", "pooled": False, "conn_max_age": 0}}}, "which is not among the secrets"),
        ({"databases": {"default": {"url_secret": "DATABASE_URL", "pooled": 1, "conn_max_age": 0}}}, "`databases.default.pooled` is a whole number"),
        ({"databases": {"default": {"url_secret": "DATABASE_URL", "pooled": True, "conn_max_age": True}}}, "is true or false where a whole number"),
        ({"caches": {"default": {"kind": "redis"}}}, "`caches.default.kind` is `redis`"),
        ({"secrets": {"A": {"store": "vault", "name": "a"}}, "databases": {}}, "`secrets.A.store` is `vault`"),
        ({"media": []}, "`media` is a list where an object is expected"),
        ({"media": {"bucket": "b", "signed_url_seconds": 1}}, "`media.prefix` is missing"),
    ],
)
def test_names_the_field_that_is_wrong(fields, message):
    with pytest.raises(ContractError, match=re.escape(message)):
        parse(**fields)


def test_not_json():
    with pytest.raises(ContractError, match="/var/task/pocket.json is not JSON"):
        contract.parse("{", PATH)
    with pytest.raises(ContractError, match="holds a list where an object"):
        contract.parse("[]", PATH)


def test_a_build_lacks_what_only_a_deploy_knows(monkeypatch):
    monkeypatch.setenv("POCKET_BUILD", "1")
    read = contract.parse('{"version": 1, "settings_module": "config.settings", "static_files": {"root": "staticfiles"}}', PATH)
    assert (read.hosts, read.secrets, read.static_files) == ((), {}, StaticFiles("staticfiles"))


def test_no_file_is_harmless(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert contract.load() is None


def test_where_the_file_is_found(tmp_path, monkeypatch, deployed):
    root = deployed()
    assert contract.load().root == root
    monkeypatch.delenv("LAMBDA_TASK_ROOT")
    monkeypatch.chdir(root)
    assert contract.load().root == root
    named = tmp_path / "other.json"
    monkeypatch.setenv("POCKET_CONFIG", str(named))
    with pytest.raises(ContractError, match="POCKET_CONFIG names .*other.json"):
        contract.load()
    named.write_text(json.dumps(changed(stage="prod")))
    assert contract.load().stage == "prod"
