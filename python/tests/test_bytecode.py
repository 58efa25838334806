"""Packages imported from one file: what stands there is found as Python would find it, and what does not, or has a better right, is left to Python."""

import json
import os
import pathlib
import subprocess
import sys

import pytest
from conftest import SOURCE

REPORT = """
import importlib, json, sys
import pocket_django
report = {}
for name in sys.argv[1:]:
    module = importlib.import_module(name)
    loader = type(module.__spec__.loader)
    report[name] = {
        "file": getattr(module, "__file__", None), "cached": module.__spec__.cached, "path": list(getattr(module, "__path__", [])) or None,
        "value": getattr(module, "VALUE", None), "collected": loader.__module__ == "pocket_django.bytecode",
    }
print(json.dumps(report))
"""

FILES = {
    "shop/__init__.py": "VALUE = 'shop'",
    "shop/cart.py": "VALUE = 'cart'\n\n\ndef fail():\n    raise LookupError('on purpose')\n",
    "shop/data.txt": "some text",
    "shop/deep/__init__.py": "from ..cart import VALUE",
    "single.py": "VALUE = 'single'",
    "space/part.py": "VALUE = 'a part of a namespace'",
    "both.py": "VALUE = 'the module'",
    "both/__init__.py": "VALUE = 'the package'",
    "__main__.py": "print('run')",
}


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def collect(packages):
    run = ["-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", "-s", str(packages), "-p", "/opt/python", str(packages)]
    subprocess.run([sys.executable, *run], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([sys.executable, "-I", str(packages / "pocket_django/bytecode.py"), str(packages)], check=True)


@pytest.fixture
def packages(tmp_path):
    folder = tmp_path / "packages"
    write(folder, FILES)
    write(folder / "pocket_django", {file.name: file.read_text() for file in (SOURCE / "pocket_django").glob("*.py")})
    collect(folder)
    return folder


def report(*names, path, code=REPORT):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path)), "PYTHONDONTWRITEBYTECODE": "1"}
    return json.loads(subprocess.run([sys.executable, "-c", code, *names], env=environment, check=True, capture_output=True, text=True).stdout)


def test_modules_are_as_python_would_make_them(packages):
    names = ["shop", "shop.cart", "shop.deep", "single", "space.part", "both"]
    collected = report(*names, path=[packages])
    assert all(module.pop("collected") for module in collected.values())
    (packages / "pocket_django/modules.bytecode").unlink()
    ordinary = report(*names, path=[packages])
    assert not any(module.pop("collected") for module in ordinary.values())
    assert collected == ordinary
    assert collected["both"]["value"] == "the package"


def test_no_source_is_needed_to_see_that_the_code_comes_from_the_file(packages):
    (packages / "single.py").write_text("VALUE = 'changed since'")
    assert report("single", path=[packages])["single"]["value"] == "single"


def test_what_comes_before_the_packages_wins(packages, tmp_path):
    task = tmp_path / "task"
    write(task, {"single.py": "VALUE = 'of the project'", "shop/nothing.txt": "", "both/__init__.py": "VALUE = 'of the project'", "space/own.py": ""})
    found = report("single", "shop", "both", "both", path=[task, packages])
    assert [found[name]["value"] for name in ("single", "both")] == ["of the project", "of the project"]
    # A folder without modules is no package where there is one.
    assert found["shop"] == {**found["shop"], "value": "shop", "collected": True}
    behind = report("single", path=[packages, task])
    assert behind["single"]["value"] == "single"


def test_a_package_of_the_project_does_not_get_the_modules_of_another(packages, tmp_path):
    task = tmp_path / "task"
    write(task, {"shop/__init__.py": "VALUE = 'own'", "shop/cart.py": "VALUE = 'own cart'"})
    found = report("shop.cart", path=[task, packages])
    assert found["shop.cart"]["value"] == "own cart"


def test_an_extension_is_left_to_python(packages):
    (packages / "single.cpython-312-x86_64-linux-gnu.so").touch()
    (packages / "shop/cart.abi3.so").touch()
    collect(packages)
    code = """
import json, sys
from pocket_django.bytecode import Finder
print(json.dumps(next(sorted(finder.table) for finder in sys.meta_path if isinstance(finder, Finder))))
"""
    table = report(path=[packages], code=code)
    assert "shop" in table and "shop.cart" not in table and "single" not in table


def test_tracebacks_sources_and_resources_are_those_of_the_files(packages):
    code = """
import importlib.resources, inspect, json, traceback
import pocket_django
from shop import cart
try:
    cart.fail()
except LookupError:
    text = traceback.format_exc()
print(json.dumps([text, inspect.getsource(cart.fail), importlib.resources.files("shop").joinpath("data.txt").read_text()]))
"""
    text, source, resource = report(path=[packages], code=code)
    assert f'File "{packages}/shop/cart.py", line 5, in fail\n    raise LookupError' in text
    assert source.startswith("def fail()") and resource == "some text"


def test_a_file_of_another_python_is_not_used(packages):
    file = packages / "pocket_django/modules.bytecode"
    file.write_bytes(b"\0\0\r\n" + file.read_bytes()[4:])
    assert report("single", path=[packages])["single"]["collected"] is False


def test_the_same_modules_give_the_same_bytes(packages, tmp_path):
    file = pathlib.Path("pocket_django/modules.bytecode")
    first = (packages / file).read_bytes()
    (packages / file).unlink()
    other = tmp_path / "elsewhere"
    packages.rename(other)
    collect(other)
    assert (other / file).read_bytes() == first
