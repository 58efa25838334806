"""A cache of files on a file system that many hosts share, whose cost does not grow with its size.

Django's FileBasedCache keeps one directory and lists it at every `set`. Here entries lie in many directories ("shards") by the hash of their key, as many
as leave at most 256 entries in each of a full cache. A `set` writes one file, and now and then looks through one shard, chosen at random, so rarely that
this comes to four files a `set` however large the cache is. What must not happen twice (`add`, `incr`) is done under a lock, which NFS, and so EFS,
honours between hosts.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import heapq
import math
import os
import pickle
import random
import shutil
import struct
import time
import uuid
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

_HEADER = struct.Struct(">4sBd")
"""Magic, flags, expiry in seconds since 1970 (infinity: never)."""

_EXPIRY_OFFSET = 5
_MAGIC = b"pkt1"
_COMPRESSED = 1
_NEVER = float("inf")
_NEVER_MTIME = 4_102_444_800.0
_ENTRIES = "entries"
_LOCKS = "locks"
_TEMPORARY = ".new-"
_TRASH = "trash-"


class FileCache(BaseCache):
    """`BACKEND = "pocket_django.cache.FileCache"`, `LOCATION` an absolute folder.

    `OPTIONS`: `MAX_ENTRIES` (100,000; up to 256 it is exact, and above kept by chance, with a quarter more at times) and `CULL_FREQUENCY` (3: a third of a
    full shard goes, the soonest to expire first; 0: all of it) as in Django. Values are pickled; a value that cannot be read any more, because its class
    is gone after a deploy, counts as absent. A change of `MAX_ENTRIES` that changes the number of shards, which is a power of 16, empties the cache.
    """

    FULL_SHARD = 256
    """Entries of a shard, at most, when the cache is full."""

    LOOKED_AT = 4
    """Files that a `set` looks at for what has expired, on the average."""

    COMPRESS_FROM = 1024
    """Bytes of pickle from which an entry is compressed."""

    STALE_SECONDS = 3600
    """Age from which a temporary file is a dead writer's."""

    pickle_protocol = pickle.HIGHEST_PROTOCOL

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__({**params, "OPTIONS": {"MAX_ENTRIES": 100_000, **params.get("OPTIONS", {})}})
        self._root = os.path.abspath(location)
        self._digits = 0
        while self._max_entries > self.FULL_SHARD * 16**self._digits:
            self._digits += 1
        # Below the root, so that all of it can go by one rename.
        self._data = os.path.join(self._root, f"{_ENTRIES}{self._digits}")

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """The value, or `default` where there is none that has not expired."""
        found = self._read(self._key_to_file(key, version))
        return default if found is None else found[1]

    def has_key(self, key: Any, version: int | None = None) -> bool:
        """Whether `key` has a value that has not expired; the value is not read."""
        return self._is_live(self._key_to_file(key, version))

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Store `value` for `timeout` seconds (`None`: for ever; 0 or less: not at all). Of several writers at once the last wins, whole."""
        path = self._key_to_file(key, version)
        expiry = self._expiry(timeout)
        if expiry <= time.time():
            self._unlink(path)
            return
        self._tidy()
        # Cleared in between: as if this had come first.
        with contextlib.suppress(FileNotFoundError):
            os.replace(self._write(path, value, expiry), path)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Store `value` if `key` has none; return whether it was stored. Of several callers at once, on any host, one gets `True`."""
        path = self._key_to_file(key, version)
        if self._is_live(path):
            return False
        expiry = self._expiry(timeout)
        if expiry <= time.time():
            return True
        self._tidy()
        temporary = self._write(path, value, expiry)
        try:
            with self._locked(path):
                try:
                    # Unlike a rename, a link fails where a value stands: a `set` takes no lock.
                    os.link(temporary, path)
                    return True
                except FileExistsError:
                    if self._is_live(path):
                        return False
                os.replace(temporary, path)
                return True
        except FileNotFoundError:
            # Cleared in between.
            return True
        finally:
            self._unlink(temporary)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Give a value a new `timeout`; return whether there was one."""
        path = self._key_to_file(key, version)
        expiry = self._expiry(timeout)
        try:
            with open(path, "r+b", buffering=0) as file:
                if self._is_expired(file):
                    return False
                if expiry <= time.time():
                    return self._unlink(path)
                os.pwrite(file.fileno(), struct.pack(">d", expiry), _EXPIRY_OFFSET)
                _set_mtime(file.fileno(), expiry)
                return True
        except OSError as error:
            _only_absent(error)
            return False

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Remove a value; return whether there was one that had not expired."""
        path = self._key_to_file(key, version)
        live = self._is_live(path)
        return self._unlink(path) and live

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Add `delta` to a value and return the sum; its time to expire stays. No call is lost among several. Raises `ValueError` where there is none."""
        path = self._key_to_file(key, version)
        with self._locked(path):
            found = self._read(path)
            if found is None:
                raise ValueError(f"Key '{key}' not found")
            expiry, value = found
            new_value = value + delta
            with contextlib.suppress(FileNotFoundError):
                os.replace(self._write(path, new_value, expiry), path)
        return new_value

    def clear(self) -> None:
        """Remove everything: at once for all readers, then from the disk."""
        self._remove(self._data)

    def _remove(self, folder: str) -> None:
        trash = os.path.join(self._root, _TRASH + uuid.uuid4().hex)
        with contextlib.suppress(FileNotFoundError):
            os.rename(folder, trash)
            shutil.rmtree(trash, ignore_errors=True)

    def _key_to_file(self, key: Any, version: int | None = None) -> str:
        name = hashlib.blake2b(self.make_and_validate_key(key, version=version).encode(), digest_size=16).hexdigest()
        return os.path.join(self._data, name[: self._digits], name)

    def _expiry(self, timeout: Any) -> float:
        expiry = self.get_backend_timeout(timeout)
        return _NEVER if expiry is None else expiry

    def _is_live(self, path: str) -> bool:
        try:
            with open(path, "rb", buffering=0) as file:
                return not self._is_expired(file)
        except OSError as error:
            _only_absent(error)
            return False

    def _is_expired(self, file: BinaryIO) -> bool:
        """Whether an entry has expired, or is none that this class can read."""
        try:
            return _header(file.read(_HEADER.size))[1] <= time.time()
        except _Unreadable:
            return True

    def _read(self, path: str) -> tuple[float, Any] | None:
        try:
            with open(path, "rb", buffering=0) as file:
                data = file.read()
            flags, expiry = _header(data)
            if expiry <= time.time():
                return None
            body = data[_HEADER.size :]
            return expiry, pickle.loads(zlib.decompress(body) if flags & _COMPRESSED else body)
        except OSError as error:
            _only_absent(error)
            return None
        except Exception:
            # Unpickling may raise anything; there is one thing to do about a value that no code can read.
            return None

    def _write(self, path: str, value: Any, expiry: float) -> str:
        """A temporary file with the entry, beside `path`; the caller moves it there."""
        body = pickle.dumps(value, self.pickle_protocol)
        flags = 0
        if len(body) >= self.COMPRESS_FROM:
            body, flags = zlib.compress(body, 1), _COMPRESSED
        shard = os.path.dirname(path)
        temporary = os.path.join(shard, _TEMPORARY + uuid.uuid4().hex)
        descriptor = self._creating(shard, lambda: os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            with open(descriptor, "wb") as file:
                file.write(_HEADER.pack(_MAGIC, flags, expiry) + body)
                file.flush()
                # Lets a cull see what has expired from the listing alone, without opening each file.
                _set_mtime(descriptor, expiry)
        except BaseException:
            self._unlink(temporary)
            raise
        return temporary

    @contextlib.contextmanager
    def _locked(self, path: str) -> Iterator[None]:
        # Not in the shard, which may go while somebody waits.
        locks = os.path.join(self._root, _LOCKS)
        name = os.path.join(locks, os.path.basename(path)[:2])
        lock = self._creating(locks, lambda: os.open(name, os.O_RDWR | os.O_CREAT, 0o600))
        try:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX)
            except OSError as error:
                # A file system without locks; a link still keeps `add` from answering twice for a key that is absent.
                if error.errno not in (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL):
                    raise
            yield
        finally:
            os.close(lock)

    def _creating(self, folder: str, open_file: Callable[[], int]) -> int:
        # Made when it is found missing: the cache can be cleared, or its folder removed, at any time.
        for _ in range(10):
            try:
                return open_file()
            except FileNotFoundError:
                if not os.path.isdir(self._data):
                    self._begin()
                _make(folder)
        return open_file()

    def _begin(self) -> None:
        """Make the folder of the entries, in the place of one for another number of shards, where nobody would tidy any more."""
        _make(self._data)
        for name in os.listdir(self._root):
            path = os.path.join(self._root, name)
            if name.startswith(_TRASH):
                # Of a `clear` that was killed, or that is still at work.
                shutil.rmtree(path, ignore_errors=True)
            elif name.startswith(_ENTRIES) and path != self._data:
                self._remove(path)

    def _unlink(self, path: str) -> bool:
        try:
            os.unlink(path)
        except FileNotFoundError:
            return False
        return True

    def _tidy(self) -> None:
        """Look through one shard now and then; at each call where there is one only, and then mostly at its length alone."""
        limit = max(1, math.ceil(self._max_entries / 16**self._digits))
        thorough = random.random() < self.LOOKED_AT / limit
        if thorough or self._digits == 0:
            number = f"{random.randrange(16**self._digits):0{self._digits}x}" if self._digits else ""
            self._cull(os.path.join(self._data, number), limit, thorough)

    def _cull(self, shard: str, limit: int, thorough: bool) -> None:
        """Remove what is too much in one shard, and if that is so or the call is `thorough`, what has expired."""
        try:
            names = os.listdir(shard)
        except FileNotFoundError:
            return
        if not thorough and len(names) < limit:
            return
        now = time.time()
        entries: list[tuple[float, str]] = []
        for name in names:
            path = os.path.join(shard, name)
            try:
                status = os.stat(path, follow_symlinks=False)
            except FileNotFoundError:
                continue
            if not name.startswith(_TEMPORARY):
                entries.append((status.st_mtime, path))
            elif status.st_ctime < now - self.STALE_SECONDS:
                self._unlink(path)
        live: list[tuple[float, str]] = []
        for entry in entries:
            if entry[0] > now:
                live.append(entry)
            else:
                with self._locked(entry[1]):
                    self._discard_expired(entry[1])
        if len(live) >= limit:
            count = len(live) if self._cull_frequency == 0 else max(1, len(live) // self._cull_frequency)
            for _, path in heapq.nsmallest(count, live):
                self._unlink(path)

    def _discard_expired(self, path: str) -> None:
        """Remove an expired entry, but not a new one that a `set` puts in its place meanwhile. Called under the lock."""
        if self._is_live(path):
            return
        claimed = os.path.join(os.path.dirname(path), _TEMPORARY + uuid.uuid4().hex)
        try:
            os.rename(path, claimed)
        except FileNotFoundError:
            return
        if self._is_live(claimed):
            with contextlib.suppress(FileExistsError):
                os.link(claimed, path)
        self._unlink(claimed)


class _Unreadable(Exception):
    """A file that is not an entry of this cache."""


def _header(data: bytes) -> tuple[int, float]:
    if len(data) < _HEADER.size or not data.startswith(_MAGIC):
        raise _Unreadable
    _, flags, expiry = _HEADER.unpack_from(data)
    return flags, expiry


def _only_absent(error: OSError) -> None:
    # ESTALE: another host removed the file while this one had it open.
    if not isinstance(error, FileNotFoundError) and error.errno != errno.ESTALE:
        raise error


def _set_mtime(descriptor: int, expiry: float) -> None:
    mtime = min(expiry, _NEVER_MTIME)
    os.utime(descriptor, (mtime, mtime))


def _make(folder: str) -> None:
    # Unlike os.makedirs, for this account only all the way.
    try:
        os.mkdir(folder, 0o700)
    except FileExistsError:
        pass
    except FileNotFoundError:
        _make(os.path.dirname(folder))
        _make(folder)
