"""The compiled modules of all packages of an artifact in one file, from which they are imported.

Python looks for a module in each folder of `sys.path`, asks the disk for its dates, and opens and reads a file: six hundred times in a start of Django. Here
a table tells where the code of a module lies in one file, which is mapped into memory. The packages and their own bytecode stay where they are, for
everything that is not found here, and for processes that do not import `pocket_django`.

Run as a program, `python bytecode.py FOLDER` writes the file for the packages in FOLDER, whose modules are compiled; it needs nothing of this package.
"""

from __future__ import annotations

import marshal
import mmap
import os
import sys
from _imp import _fix_co_filename
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import MAGIC_NUMBER
from types import CodeType
from typing import Any

FILE = "modules.bytecode"
"""The file's name, beside this module. Python's magic number, 8 bytes with the length of the table, the table, then the code of each module."""

_PYC_HEADER = 16
# Of marshal, for the table: later ones write what is equal in other bytes, by how often it was in use.
_MARSHAL_VERSION = 2


class _Loader(SourceFileLoader):
    """As Python's own for a source file, but for where the code comes from."""

    def __init__(self, name: str, path: str, code: memoryview) -> None:
        super().__init__(name, path)
        self.code = code

    def get_code(self, fullname: str) -> CodeType:
        code = marshal.loads(self.code)
        # Compiled for /opt/python: elsewhere a traceback names the file that is there. As `importlib` does it.
        _fix_co_filename(code, self.path)
        return code


class Finder:
    """Finds the modules of the packages in `root`, an entry of `sys.path`, by the table that `data` begins with.

    What another entry has a better right to, it leaves to that one.
    """

    def __init__(self, root: str, data: memoryview) -> None:
        self.root = root
        start = len(MAGIC_NUMBER) + 8
        end = start + int.from_bytes(data[len(MAGIC_NUMBER) : start], "little")
        self.table: dict[str, tuple[bool, int, int]] = marshal.loads(data[start:end])
        self.data = data[end:]

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """The module `name`, or `None` where Python's own finders must look. Called by Python."""
        entry = self.table.get(name)
        if entry is None:
            return None
        is_package, offset, size = entry
        folder, _, last = f"{self.root}/{name.replace('.', '/')}".rpartition("/")
        if path is None:
            # The project's own code comes before its packages, and so does what it puts before them.
            before = sys.path[: sys.path.index(self.root)] if self.root in sys.path else sys.path
            own = PathFinder.find_spec(name, before)
            if own is not None and own.loader is not None:
                return own
        elif next(iter(path), None) != folder:
            return None
        if is_package:
            folder, last = f"{folder}/{last}", "__init__"
        file = f"{folder}/{last}.py"
        spec = ModuleSpec(name, _Loader(name, file, self.data[offset : offset + size]), origin=file, is_package=is_package)
        spec.has_location = True
        spec.cached = f"{folder}/__pycache__/{last}.{sys.implementation.cache_tag}.pyc"
        if is_package:
            spec.submodule_search_locations = [folder]
        return spec


def install() -> None:
    """Let this process import packages from the file, if there is one that this Python can read: in a developer's own environment there is none."""
    folder = os.path.dirname(__file__)
    root = os.path.dirname(folder)
    if any(isinstance(finder, Finder) and finder.root == root for finder in sys.meta_path):
        return
    try:
        with open(f"{folder}/{FILE}", "rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except FileNotFoundError:
        return
    if data[: len(MAGIC_NUMBER)] == MAGIC_NUMBER:
        sys.meta_path.insert(sys.meta_path.index(PathFinder) if PathFinder in sys.meta_path else len(sys.meta_path), Finder(root, data))


def write(root: str) -> None:
    """Write the file for the packages in the folder `root`, whose modules this Python has compiled. The same modules give the same bytes."""
    table: dict[str, tuple[bool, int, int]] = {}
    codes: list[bytes] = []
    offset = 0
    for folder, folders, files in os.walk(root):
        folders.sort()
        present = set(files)
        for file in sorted(files):
            stem, extension = os.path.splitext(file)
            cached = os.path.join(folder, "__pycache__", f"{stem}.{sys.implementation.cache_tag}.pyc")
            # Python prefers a package and a compiled extension to a source file of the same name.
            extensions = any(other.startswith(f"{stem}.") and other.endswith(".so") for other in present)
            if extension != ".py" or extensions or os.path.exists(os.path.join(folder, stem, "__init__.py")) or not os.path.exists(cached):
                continue
            parts = os.path.relpath(os.path.join(folder, stem), root).split(os.sep)
            is_package = parts[-1] == "__init__"
            name = ".".join(parts[:-1] if is_package else parts)
            if not name:
                continue
            with open(cached, "rb") as source:
                code = source.read()[_PYC_HEADER:]
            table[name] = (is_package, offset, len(code))
            codes.append(code)
            offset += len(code)
    head = marshal.dumps(table, _MARSHAL_VERSION)
    with open(os.path.join(root, "pocket_django", FILE), "wb") as out:
        out.write(MAGIC_NUMBER + len(head).to_bytes(8, "little") + head)
        out.writelines(codes)


if __name__ == "__main__":
    write(sys.argv[1])
else:
    install()
