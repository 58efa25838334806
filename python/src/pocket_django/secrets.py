"""Secret values, read at cold start and put into the environment before the project's settings load. Nothing here logs or prints a value."""

from __future__ import annotations

import base64
import os
from typing import Any

from . import contract as contracts
from .aws import AwsError, JsonService
from .contract import Contract, SecretRef

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
    """The values of all secrets of the contract by name, from SSM Parameter Store and Secrets Manager. Raises `SecretError`.

    A secret with a previous value that is still valid is there a second time, under its `previous_name`.
    """
    ssm = {name: ref for name, ref in contract.secrets.items() if ref.store == "ssm"}
    manager = {name: ref for name, ref in contract.secrets.items() if ref.store == "secrets_manager"}
    return {**_from_ssm(contract, ssm), **_from_secrets_manager(contract, manager)}


def previous_name(name: str) -> str:
    """The environment variable with a secret's value before its last rotation."""
    return f"POCKET_{name}_PREVIOUS"


def _from_ssm(contract: Contract, wanted: dict[str, SecretRef]) -> dict[str, str]:
    if not wanted:
        return {}
    values: dict[str, str] = {}
    try:
        with JsonService("ssm", "AmazonSSM", contract.region) as ssm:
            asked = [ref.name if ref.release is None else f"{ref.name}:{ref.release.label}" for ref in wanted.values()]
            found = _parameters(ssm, [*asked, *(ref.previous for ref in wanted.values() if ref.previous)])
            # Between a release's first start and its switch the label is still at the values of the release before.
            own = {
                name: f"{ref.name}:{ref.release.version}"
                for name, ref in wanted.items()
                if ref.release and found.get(ref.name, (0, ""))[0] < int(ref.release.version)
            }
            versions = _parameters(ssm, list(own.values()))
            # A parameter that was deleted and made again has neither: what it has now was meant.
            versions |= _parameters(ssm, [wanted[name].name for name in own if wanted[name].name not in {**found, **versions}])
            for name, ref in wanted.items():
                value = versions.get(ref.name) or found.get(ref.name)
                if value is None:
                    raise _missing(contract, name, f"the SSM parameter {ref.name}")
                values[name] = value[1]
                if ref.previous and ref.previous in found:
                    values[previous_name(name)] = found[ref.previous][1]
    except AwsError as error:
        names = ", ".join(wanted)
        raise SecretError(f"cannot read the secrets {names} of stage {contract.stage} from SSM Parameter Store: {error}") from None
    return values


def _parameters(ssm: JsonService, names: list[str]) -> dict[str, tuple[int, str]]:
    """Version and value of each parameter that there is, by its name or ARN without the selector."""
    found: dict[str, tuple[int, str]] = {}
    # Two secrets may share a parameter, and GetParameters refuses a name that stands twice.
    names = list(dict.fromkeys(names))
    for start in range(0, len(names), BATCH):
        answer = ssm.call("GetParameters", {"Names": names[start : start + BATCH], "WithDecryption": True})
        for parameter in answer.get("Parameters", []):
            value = (int(parameter.get("Version", 0)), parameter["Value"])
            found[parameter["Name"]] = value
            # A parameter asked for by ARN is answered by its name.
            found[parameter.get("ARN", parameter["Name"])] = value
    return found


def _from_secrets_manager(contract: Contract, wanted: dict[str, SecretRef]) -> dict[str, str]:
    if not wanted:
        return {}
    values: dict[str, str] = {}
    name, ref = next(iter(wanted.items()))
    try:
        with JsonService("secretsmanager", "secretsmanager", contract.region) as manager:
            for name, ref in wanted.items():
                answer = _labelled(manager, ref)
                if answer is None:
                    raise _missing(contract, name, f"the secret {ref.name} in Secrets Manager")
                values[name] = _text(answer)
                previous = _version(manager, ref.previous, {}) if ref.previous else None
                if previous:
                    values[previous_name(name)] = _text(previous)
    except AwsError as error:
        raise SecretError(f"cannot read the secret {name} of stage {contract.stage} from Secrets Manager ({ref.name}): {error}") from None
    return values


def _labelled(manager: JsonService, ref: SecretRef) -> dict[str, Any] | None:
    if ref.release is None:
        return _version(manager, ref.name, {})
    labelled = _version(manager, ref.name, {"VersionStage": ref.release.label})
    if labelled and labelled.get("VersionId") == ref.release.version:
        return labelled
    # Ids have no order; what was made later is newer. A version that was replaced long ago may be gone.
    own = _version(manager, ref.name, {"VersionId": ref.release.version})
    if own and labelled:
        return own if own.get("CreatedDate", 0) > labelled.get("CreatedDate", 0) else labelled
    return own or labelled or _version(manager, ref.name, {})


def _version(manager: JsonService, name: str, which: dict[str, str]) -> dict[str, Any] | None:
    try:
        return manager.call("GetSecretValue", {"SecretId": name, **which})
    except AwsError as error:
        # Of a secret that is being deleted nothing can be read.
        if error.code == "ResourceNotFoundException" or (error.code == "InvalidRequestException" and "delet" in error.message):
            return None
        raise


def _text(answer: dict[str, Any]) -> str:
    return answer["SecretString"] if "SecretString" in answer else base64.b64decode(answer["SecretBinary"]).decode()


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
