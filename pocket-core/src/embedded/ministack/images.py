"""Functions whose code is a container image, run from the image's own layers as zip functions are from their code: /var/task and /opt.

MiniStack runs them in Docker, takes an image that does not exist, does not say which image a function has, and keeps every layer in one JSON document.
"""

import contextlib
import hashlib
import io
import json
import os
import re
import shutil
import tarfile

from ministack.core.responses import error_response_json
from ministack.services import ecr, lambda_svc
from ministack.services.cloudformation import provisioners

#: What the functions of this machine's Python see of an image, and what it is to them.
PARTS = {"var/task": "task", "opt": "layers"}
#: Variables of an image that belong to its own Python and system, not to this machine's.
FOREIGN = ("PATH", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONHOME", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR", "LANG", "TZ")
URI = re.compile(r"(?P<account>\d{12})\.dkr\.ecr\.(?P<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?/(?P<name>[^@:]+)(?:@(?P<digest>sha256:[0-9a-f]{64})|:(?P<tag>[\w.-]+))$")


def find(uri):
    """The digest and the manifest of an image in this account and region, or None."""
    match = URI.match(uri or "")
    if match is None:
        return None
    digest, text, _media_type = ecr._resolve_manifest(match["name"], match["digest"] or match["tag"])
    return None if digest is None else (digest, json.loads(text), match["name"])


def config(uri):
    """The `config` part of an image's configuration: its environment and command."""
    _digest, manifest, name = find(uri)
    return json.loads(blob(name, manifest["config"]["digest"])).get("config") or {}


def environment(uri):
    """The variables that an image sets, without those of its own system."""
    pairs = (entry.partition("=") for entry in config(uri).get("Env") or [])
    return {name: value for name, _, value in pairs if name not in FOREIGN}


def handler(function):
    """What a function of an image runs: its own command, else the image's."""
    response = (function.get("ImageConfigResponse") or {}).get("ImageConfig") or {}
    command = response.get("Command") or config(function["ImageUri"]).get("Cmd") or [""]
    return command[0]


def blob(name, digest):
    """The bytes of a blob of a repository."""
    return ecr._layer_blobs[name][digest]


def unpacked(uri, root):
    """The folders that stand for /var/task and /opt in an image, made once for each image and kept between runs."""
    digest, manifest, name = find(uri)
    folder = os.path.join(root, digest.removeprefix("sha256:")[:32])
    if not os.path.isdir(folder):
        partial = f"{folder}.{os.getpid()}"
        shutil.rmtree(partial, ignore_errors=True)
        for part in PARTS.values():
            os.makedirs(os.path.join(partial, part))
        for layer in manifest["layers"]:
            with tarfile.open(fileobj=io.BytesIO(blob(name, layer["digest"]))) as archive:
                _apply(archive, partial)
        os.rename(partial, folder)
    os.utime(folder)
    return [os.path.join(folder, part) for part in PARTS.values()]


def _place(name, folder):
    """Where a name of a layer lies in the folder, or None for what no function of this machine sees."""
    name = os.path.normpath(name).lstrip("/")
    for prefix, part in PARTS.items():
        if name.startswith(f"{prefix}/"):
            return os.path.join(folder, part, name[len(prefix) + 1:])
    return None


def _apply(archive, folder):
    """Lays one layer over what is there. Source: Open Container Initiative, Image Format Specification, "Image Layer Filesystem Changeset"."""
    for member in archive:
        place = _place(member.name, folder)
        if place is None:
            continue
        parent, last = os.path.split(place)
        if os.path.realpath(parent) != os.path.abspath(parent) and not os.path.realpath(parent).startswith(os.path.realpath(folder) + os.sep):
            continue  # through a link out of the image
        os.makedirs(parent, exist_ok=True)
        if last == ".wh..wh..opq":
            shutil.rmtree(parent)
            os.makedirs(parent)
        elif last.startswith(".wh."):
            _remove(os.path.join(parent, last[4:]))
        elif member.isdir():
            if not os.path.isdir(place):
                _remove(place)
                os.makedirs(place)
        elif member.isfile():
            _remove(place)
            with archive.extractfile(member) as source, open(place, "wb") as target:
                shutil.copyfileobj(source, target)
            os.chmod(place, member.mode & 0o777 | 0o400)
        elif member.issym():
            inside = os.path.realpath(os.path.join(parent, member.linkname)).startswith(os.path.realpath(folder) + os.sep)
            if inside and not member.linkname.startswith("/"):
                _remove(place)
                os.symlink(member.linkname, place)
        elif member.islnk():
            source = _place(member.linkname, folder)
            if source and os.path.isfile(source):
                _remove(place)
                shutil.copy2(source, place)


def _remove(path):
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        with contextlib.suppress(FileNotFoundError):
            os.remove(path)


def _refusal(uri):
    """Lambda's words for an image that is not there, or None."""
    if find(uri) is None:
        return f"Source image {uri} does not exist. Provide a valid source image."
    return None


def _update_code(name, data):
    uri = data.get("ImageUri")
    if uri and (message := _refusal(uri)):
        return error_response_json("InvalidParameterValueException", message, 400)
    answer = _update_code_other(name, data)
    if uri and answer[0] < 300:
        function = lambda_svc._functions[name]["config"]
        function["CodeSha256"] = find(uri)[0].removeprefix("sha256:")
        answer = lambda_svc.json_response(function)
    return answer


def _create(logical_id, properties, stack):
    uri = (properties.get("Code") or {}).get("ImageUri")
    if uri and (message := _refusal(uri)):
        raise ValueError(message)
    created = _create_other(logical_id, properties, stack)
    if uri:
        lambda_svc._functions[created[0]]["config"]["CodeSha256"] = find(uri)[0].removeprefix("sha256:")
    return created


def _delete_repository(data):
    answer = _delete_repository_other(data)
    if answer[0] < 300:
        for store in (ecr._layer_blobs, ecr._manifest_blobs, ecr._uploads):
            store.pop(data["repositoryName"], None)
    return answer


def _state():
    """MiniStack's state, with each layer as a file of its own that is written once."""
    state, kept = _state_other(), set()
    os.makedirs(_folder(), exist_ok=True)
    for blobs in state["layer_blobs"]._data.values():
        for digest, content in blobs.items():
            name = hashlib.sha256(digest.encode()).hexdigest()
            path = os.path.join(_folder(), name)
            if not os.path.exists(path):
                with open(f"{path}.tmp", "wb") as file:
                    file.write(content)
                    os.fsync(file.fileno())
                os.replace(f"{path}.tmp", path)
            blobs[digest] = {"pocket_blob": name}
            kept.add(name)
    for name in set(os.listdir(_folder())) - kept:
        os.remove(os.path.join(_folder(), name))
    return state


def _load(data):
    for blobs in getattr(data.get("layer_blobs"), "_data", {}).values():
        for digest, content in list(blobs.items()):
            if isinstance(content, dict):
                try:
                    with open(os.path.join(_folder(), content["pocket_blob"]), "rb") as file:
                        blobs[digest] = file.read()
                except FileNotFoundError:
                    del blobs[digest]
    _load_other(data)


def _folder():
    return os.path.join(os.environ["STATE_DIR"], "images")


def install():
    """Puts this module in the place of MiniStack's own."""
    global _update_code_other, _create_other, _delete_repository_other, _state_other, _load_other
    _update_code_other, lambda_svc._update_code = lambda_svc._update_code, _update_code
    functions = provisioners._RESOURCE_HANDLERS["AWS::Lambda::Function"]
    _create_other, functions["create"] = functions["create"], _create
    _delete_repository_other, ecr._delete_repository = ecr._delete_repository, _delete_repository
    _state_other, ecr.get_state = ecr.get_state, _state
    _load_other, ecr.load_persisted_state = ecr.load_persisted_state, _load
