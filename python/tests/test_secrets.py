import datetime
import json
import os

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as BotoCredentials
from conftest import FULL, run_python

from pocket_django import aws as aws_calls
from pocket_django import contract, secrets
from pocket_django.aws import AwsError, Credentials, JsonService, endpoint, sign


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr(aws_calls.time, "sleep", lambda _: None)


def ssm(*names):
    return {name: {"store": "ssm", "name": f"/shop/dev/{name}"} for name in names}


@pytest.mark.parametrize("token", [None, "a session/token=="])
@pytest.mark.parametrize("url", ["https://ssm.eu-west-1.amazonaws.com", "http://127.0.0.1:4566", "http://localhost:4566/a path/x~y"])
def test_signs_as_botocore_does(url, token, monkeypatch):
    now = datetime.datetime(2026, 3, 4, 5, 6, 7, tzinfo=datetime.timezone.utc)
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "AmazonSSM.GetParameters"}
    body = json.dumps({"Names": ["/日本"]}).encode()
    ours = sign("POST", url, headers, body, "ssm", "eu-west-1", Credentials("AKID", "sec/ret+", token), now)

    request = AWSRequest("POST", url, headers=dict(headers), data=body)
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda *_: now.replace(tzinfo=None), raising=False)
    SigV4Auth(BotoCredentials("AKID", "sec/ret+", token), "ssm", "eu-west-1").add_auth(request)
    assert request.headers["X-Amz-Date"] == ours["X-Amz-Date"]
    assert request.headers["Authorization"] == ours["Authorization"]


def test_endpoint(monkeypatch):
    assert endpoint("ssm", "eu-west-1") == "https://ssm.eu-west-1.amazonaws.com"
    assert endpoint("secretsmanager", "cn-north-1") == "https://secretsmanager.cn-north-1.amazonaws.com.cn"
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:4566/")
    assert endpoint("secretsmanager", "eu-west-1") == "http://127.0.0.1:4566"
    monkeypatch.setenv("AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://127.0.0.1:4567")
    assert endpoint("secretsmanager", "eu-west-1") == "http://127.0.0.1:4567"


def test_all_secrets_reach_the_environment(aws, deployed):
    deployed()
    os.environ["API_KEY"] = "from the template"
    secrets.load(contract.load())
    assert os.environ["SECRET_KEY"] == "the stage's key"
    assert os.environ["API_KEY"] == "api key"
    assert os.environ["DATABASE_URL"].startswith("postgresql://")
    assert aws.calls[0] == ("GetParameters", {"Names": ["/shop/dev/SECRET_KEY", "/shop/dev/DATABASE_URL"], "WithDecryption": True})
    calls = len(aws.calls)
    secrets.load(contract.load())
    assert len(aws.calls) == calls


def test_batches_of_ten_and_a_parameter_that_two_names_share(aws, deployed):
    names = [f"S{number}" for number in range(23)]
    aws.parameters = {f"/shop/dev/{name}": f"value {name}" for name in names}
    wanted = {**ssm(*names), "TWIN": {"store": "ssm", "name": "/shop/dev/S0"}}
    deployed(secrets=wanted, databases={})
    values = secrets.read(contract.load())
    assert values == {**{name: f"value {name}" for name in names}, "TWIN": "value S0"}
    assert [len(request["Names"]) for _, request in aws.calls] == [10, 10, 3]


def released(store, name, version, **more):
    return {"store": store, "name": name, "release": {"version": version, "label": "live-dev"}, **more}


def test_reads_what_is_labelled_in_one_call(aws, deployed):
    aws.parameters = {"/k:live-dev": "live", "/k:3": "older", "/k": "not yet in use", "/k.previous": "former"}
    aws.versions = {"/k:live-dev": 4}
    deployed(secrets={"SECRET_KEY": released("ssm", "/k", "3", previous="/k.previous")}, databases={})
    assert secrets.read(contract.load()) == {"SECRET_KEY": "live", "POCKET_SECRET_KEY_PREVIOUS": "former"}
    assert len(aws.calls) == 1


def test_a_release_that_is_not_switched_to_reads_its_own(aws, deployed):
    aws.parameters = {"/k:live-dev": "former", "/k:5": "tested", "/n:1": "new secret"}
    aws.versions = {"/k:live-dev": 4, "/k:5": 5}
    deployed(secrets={"K": released("ssm", "/k", "5"), "N": released("ssm", "/n", "1")}, databases={})
    assert secrets.read(contract.load()) == {"K": "tested", "N": "new secret"}
    assert [request["Names"] for _, request in aws.calls] == [["/k:live-dev", "/n:live-dev"], ["/k:5", "/n:1"]]


def test_a_parameter_that_was_deleted_and_made_again_has_its_newest_value(aws, deployed):
    aws.parameters = {"/k": "made again"}
    deployed(secrets={"K": released("ssm", "/k", "5")}, databases={})
    assert secrets.read(contract.load()) == {"K": "made again"}
    aws.parameters = {}
    with pytest.raises(secrets.SecretError, match="the SSM parameter /k does not exist"):
        secrets.read(contract.load())


@pytest.mark.parametrize(
    ("stages", "value"),
    [
        ({"live-dev": ("a", 1, "live"), "a": ("a", 1, "live")}, "live"),
        ({"live-dev": ("b", 2, "rotated since"), "a": ("a", 1, "own")}, "rotated since"),
        ({"live-dev": ("b", 1, "former"), "a": ("a", 2, "tested")}, "tested"),
        ({"live-dev": ("b", 2, "the only one left")}, "the only one left"),
        ({"a": ("a", 2, "first release")}, "first release"),
        ({"AWSCURRENT": ("c", 3, "made again")}, "made again"),
    ],
)
def test_secrets_manager_reads_the_newer_of_label_and_own(aws, deployed, stages, value):
    aws.stages = {("k", stage): version for stage, version in stages.items()}
    deployed(secrets={"K": released("secrets_manager", "k", "a", previous="k.previous")}, databases={})
    assert secrets.read(contract.load()) == {"K": value}
    aws.stages["k.previous", "AWSCURRENT"] = ("p", 1, "former")
    assert secrets.read(contract.load())["POCKET_K_PREVIOUS"] == "former"


def test_the_former_key_goes_on_verifying(aws, deployed):
    aws.parameters["/shop/dev/SECRET_KEY.previous"] = "the former key"
    root = deployed(secrets={**FULL["secrets"], "SECRET_KEY": {**ssm("SECRET_KEY")["SECRET_KEY"], "previous": "/shop/dev/SECRET_KEY.previous"}})
    code = "from django.conf import settings as s; print(s.SECRET_KEY, s.SECRET_KEY_FALLBACKS, sep='|')"
    assert run_python(code, root).stdout == "the stage's key|['the former key']\n"
    del aws.parameters["/shop/dev/SECRET_KEY.previous"]
    assert run_python(code, root).stdout == "the stage's key|[]\n"


def test_binary_secret(aws, deployed):
    aws.secrets["shop-dev-API_KEY"] = "bin:from bytes"
    deployed()
    assert secrets.read(contract.load())["API_KEY"] == "from bytes"


def test_missing_names_the_parameter_and_what_to_type(aws, deployed):
    deployed(secrets=ssm("STRIPE_KEY"), databases={})
    with pytest.raises(secrets.SecretError, match=r"/shop/dev/STRIPE_KEY does not exist.*`secrets set STRIPE_KEY -s dev`"):
        secrets.load(contract.load())
    deployed(secrets={"API_KEY": {"store": "secrets_manager", "name": "gone"}}, databases={})
    with pytest.raises(secrets.SecretError, match=r"the secret gone in Secrets Manager does not exist.*`secrets set API_KEY -s dev`"):
        secrets.load(contract.load())


def test_retries_what_may_pass(aws, deployed):
    aws.failures = [(400, "ThrottlingException"), (500, "InternalServerError"), None, (429, "")]
    deployed()
    assert secrets.read(contract.load())["SECRET_KEY"] == "the stage's key"


def test_gives_up_and_says_why(aws, deployed):
    deployed()
    aws.failures = [(400, "AccessDeniedException")]
    with pytest.raises(secrets.SecretError, match=r"SECRET_KEY, DATABASE_URL of stage dev.*AccessDeniedException: because"):
        secrets.load(contract.load())
    assert len(aws.calls) == 1
    aws.failures = [(503, "")] * 9
    with pytest.raises(secrets.SecretError, match="503: because"):
        secrets.load(contract.load())
    assert len(aws.calls) == 1 + aws_calls.ATTEMPTS


def test_no_answer(monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(AwsError, match=r"no answer from http://127.0.0.1:9: .*refused"), JsonService("ssm", "AmazonSSM", "eu-west-1") as service:
        service.call("GetParameters", {})
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(AwsError, match="the environment has no AWS_SECRET_ACCESS_KEY"):
        JsonService("ssm", "AmazonSSM", "eu-west-1")


def test_a_secret_does_not_show():
    assert "sec/ret" not in repr(Credentials("AKID", "sec/ret", "sec/ret"))


def test_build_uses_no_network(deployed, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("POCKET_BUILD", "1")
    monkeypatch.setenv("API_KEY", "the builder's own")
    deployed()
    for name in ("SECRET_KEY", "DATABASE_URL"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    secrets.load(contract.load())
    assert os.environ["API_KEY"] == "the builder's own"
    assert len(os.environ["SECRET_KEY"]) > 50
    assert os.environ["DATABASE_URL"].startswith("postgresql://")
    for name in ("SECRET_KEY", "DATABASE_URL"):
        monkeypatch.delenv(name)
