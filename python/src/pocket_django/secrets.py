"""Secret values, read at cold start and put into the environment before the project's settings load. Nothing here logs or prints a value."""

from __future__ import annotations

import base64
import os

from . import contract as contracts
from .aws import AwsError, JsonService
from .contract import Contract

BATCH = 10
"""Parameters that one call of SSM's GetParameters may name."""


class SecretError(Exception):
    """A secret cannot be read. The message names it and says what to type."""


_done: list[Contract] = []


def load(contract: Contract | None) -> None:
    """Put every secret of the contract into `os.environ`, once in a process; a value that stands there already gives way.

    The URLs of databases and `SECRET_KEY` are among them, since many projects read those from the environment. Without a contract this does nothing.
    In a build it uses no network: a name that is absent gets a value of the right form that opens nothing.
    Raises `SecretError` for one that is missing or that this function's role may not read.
    """
    if contract is None or any(contract is done for done in _done):
        return
    if contracts.building():
        for name in {"SECRET_KEY", *contract.secrets, *(db.url_secret for db in contract.databases.values())}:
            os.environ.setdefault(name, _placeholder(contract, name))
    else:
        os.environ.update(read(contract))
    _done.append(contract)


def renew(contract: Contract | None) -> None:
    """Read every secret of the contract once more. Raises `SecretError`; the environment then stays as it was."""
    if contract is not None and not contracts.building():
        os.environ.update(read(contract))


def read(contract: Contract) -> dict[str, str]:
    """The values of all secrets of the contract by name, from SSM Parameter Store and Secrets Manager. Raises `SecretError`."""
    ssm = {name: ref.name for name, ref in contract.secrets.items() if ref.store == "ssm"}
    manager = {name: ref.name for name, ref in contract.secrets.items() if ref.store == "secrets_manager"}
    return {**_from_ssm(contract, ssm), **_from_secrets_manager(contract, manager)}


def _from_ssm(contract: Contract, wanted: dict[str, str]) -> dict[str, str]:
    if not wanted:
        return {}
    # Two secrets may share a parameter, and GetParameters refuses a name that stands twice.
    parameters = list(dict.fromkeys(wanted.values()))
    found: dict[str, str] = {}
    try:
        with JsonService("ssm", "AmazonSSM", contract.region) as ssm:
            for start in range(0, len(parameters), BATCH):
                batch = parameters[start : start + BATCH]
                answer = ssm.call("GetParameters", {"Names": batch, "WithDecryption": True})
                for parameter in answer.get("Parameters", []):
                    found[parameter["Name"]] = parameter["Value"]
                    # A parameter asked for by ARN is answered by its name.
                    found[parameter.get("ARN", parameter["Name"])] = parameter["Value"]
    except AwsError as error:
        names = ", ".join(wanted)
        raise SecretError(f"cannot read the secrets {names} of stage {contract.stage} from SSM Parameter Store: {error}") from None
    for name, parameter in wanted.items():
        if parameter not in found:
            raise _missing(contract, name, f"the SSM parameter {parameter}")
    return {name: found[parameter] for name, parameter in wanted.items()}


def _from_secrets_manager(contract: Contract, wanted: dict[str, str]) -> dict[str, str]:
    if not wanted:
        return {}
    values: dict[str, str] = {}
    name, secret = next(iter(wanted.items()))
    try:
        with JsonService("secretsmanager", "secretsmanager", contract.region) as manager:
            for name, secret in wanted.items():
                answer = manager.call("GetSecretValue", {"SecretId": secret})
                if "SecretString" in answer:
                    values[name] = answer["SecretString"]
                else:
                    values[name] = base64.b64decode(answer["SecretBinary"]).decode()
    except AwsError as error:
        if error.code == "ResourceNotFoundException":
            raise _missing(contract, name, f"the secret {secret} in Secrets Manager") from None
        raise SecretError(f"cannot read the secret {name} of stage {contract.stage} from Secrets Manager ({secret}): {error}") from None
    return values


def _missing(contract: Contract, name: str, where: str) -> SecretError:
    return SecretError(
        f"the secret {name} of stage {contract.stage} has no value: {where} does not exist. Give it one: `secrets set {name} -s {contract.stage}`"
    )


def _placeholder(contract: Contract, name: str) -> str:
    if name == "SECRET_KEY":
        # Long and mixed enough for Django's own check, so that a build shows no warning that is not the project's.
        return "only-for-the-build-0123456789-abcdefghijklmnopqrstuvwxyz-never-in-use"
    if any(name in (database.url_secret, database.direct_url_secret) for database in contract.databases.values()):
        # Projects parse it while their settings load. Port 9 discards: nothing can answer there by accident.
        return "postgresql://build:build@127.0.0.1:9/build"
    return "only-for-the-build"
