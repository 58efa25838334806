"""FileCache: Django's cache API as documented, several processes at once, and a cost that does not grow."""

import multiprocessing
import os
import pickle
import threading
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache.backends.base import CacheKeyWarning, InvalidCacheBackendError

from pocket_django.cache import FileCache

if not settings.configured:
    settings.configure()


@pytest.fixture
def cache(tmp_path):
    return FileCache(str(tmp_path / "cache"), {})


def files(cache):
    return sorted(path for path in Path(cache._root).rglob("*") if path.is_file() and path.name != ".lock")


@pytest.fixture
def later(monkeypatch):
    """Moves the clock that the cache sees."""
    real = time.time
    offset = 0.0

    def move(seconds):
        nonlocal offset
        offset += seconds

    monkeypatch.setattr(time, "time", lambda: real() + offset)
    return move


@pytest.mark.parametrize("value", [1, "日本", b"\x00", None, True, 1.5, [1, {"a": (2,)}], "x" * 100_000, {"d": {1, 2}}])
def test_values_come_back(cache, value):
    cache.set("key", value)
    assert cache.get("key", "default") == value
    assert cache.has_key("key") and "key" in cache


def test_absent(cache):
    assert cache.get("gone") is None and cache.get("gone", 5) == 5
    assert not cache.has_key("gone") and cache.delete("gone") is False and cache.touch("gone") is False
    with pytest.raises(ValueError):
        cache.incr("gone")
    with pytest.raises(ValueError):
        cache.decr("gone")
    with pytest.raises(ValueError):
        cache.incr_version("gone")


def test_add(cache, later):
    assert cache.add("key", 1, timeout=10) is True
    assert cache.add("key", 2) is False and cache.get("key") == 1
    later(11)
    assert cache.add("key", 3) is True and cache.get("key") == 3
    assert cache.add("other", 4, timeout=0) is True and cache.get("other") is None
    assert len(files(cache)) == 1


def test_timeouts(cache, later):
    cache.set("default", 1)
    cache.set("short", 1, timeout=5)
    cache.set("never", 1, timeout=None)
    cache.set("zero", 1, timeout=0)
    cache.set("negative", 1, timeout=-5)
    assert cache.get_many(["default", "short", "never", "zero", "negative"]) == {"default": 1, "short": 1, "never": 1}
    cache.set("short", 2, timeout=-1)
    assert cache.get("short") is None
    later(301)
    assert cache.get_many(["default", "never"]) == {"never": 1}
    assert cache.delete("default") is False
    later(10**9)
    assert cache.get("never") == 1


def test_touch(cache, later):
    cache.set("key", "value", timeout=10)
    assert cache.touch("key", 100) is True
    later(50)
    assert cache.get("key") == "value" and cache.touch("key", None)
    later(10**6)
    assert cache.get("key") == "value"
    assert cache.touch("key", 0) is True and cache.get("key") is None


def test_incr_keeps_the_time(cache, later):
    cache.set("n", 1, timeout=10)
    assert (cache.incr("n"), cache.incr("n", 10), cache.decr("n", 2)) == (2, 12, 10)
    later(11)
    assert cache.get("n") is None
    cache.set("text", "a")
    with pytest.raises(TypeError):
        cache.incr("text")
    assert cache.get("text") == "a"


def test_versions_and_prefixes(tmp_path):
    first = FileCache(str(tmp_path), {"KEY_PREFIX": "a", "VERSION": 1})
    second = FileCache(str(tmp_path), {"KEY_PREFIX": "b", "VERSION": 2, "TIMEOUT": None})
    first.set("key", 1)
    second.set("key", 2)
    assert (first.get("key"), second.get("key"), first.get("key", version=2)) == (1, 2, None)
    assert first.incr_version("key") == 2 and first.get("key", version=2) == 1 and first.get("key") is None


def test_the_rest_of_the_api(cache):
    assert cache.set_many({"a": 1, "b": 2}) == [] and cache.get_many(["a", "b", "c"]) == {"a": 1, "b": 2}
    cache.delete_many(["a"])
    assert cache.get("a") is None and cache.delete("b") is True
    assert cache.get_or_set("c", lambda: 3) == 3 and cache.get_or_set("c", 4) == 3
    cache.close()
    cache.clear()
    assert cache.get("c") is None and files(cache) == []
    cache.clear()
    cache.set("d", 1)
    assert cache.get("d") == 1


def test_keys(cache):
    with pytest.warns(CacheKeyWarning):
        cache.set("a b", 1)
    with pytest.warns(CacheKeyWarning):
        cache.set("k" * 300, 1)
    cache.set("日本/../../etc", 2)
    assert cache.get("日本/../../etc") == 2 and all(str(path).startswith(cache._root) for path in files(cache))


def test_a_value_that_cannot_be_pickled_leaves_nothing(cache):
    with pytest.raises((pickle.PicklingError, AttributeError, TypeError)):
        cache.set("key", lambda: None)
    assert files(cache) == []


def test_a_broken_file_is_absent(cache):
    for damage in (b"", b"x", b"pkt1", b"another format altogether, and longer"):
        cache.set("key", "value")
        files(cache)[0].write_bytes(damage)
        assert cache.get("key") is None and cache.has_key("key") is False and cache.touch("key") is False
        assert cache.add("key", 1) is True
    whole = files(cache)[0].read_bytes()
    files(cache)[0].write_bytes(whole[:-1])
    assert cache.get("key", "default") == "default"


def test_a_class_that_is_gone_is_absent(cache):
    cache.set("key", Path("x"))
    file = files(cache)[0]
    file.write_bytes(file.read_bytes().replace(b"pathlib", b"pathlob"))
    assert cache.get("key") is None


def test_files_are_for_this_account_only(cache):
    cache.set("key", 1)
    assert files(cache)[0].stat().st_mode & 0o077 == 0


def test_through_djangos_settings(tmp_path):
    from django.core.cache import CacheHandler

    caches = CacheHandler({"default": {"BACKEND": "pocket_django.cache.FileCache", "LOCATION": str(tmp_path), "TIMEOUT": 5, "OPTIONS": {"MAX_ENTRIES": 7}}})
    caches["default"].set("a", 1)
    assert caches["default"].get("a") == 1 and caches["default"]._max_entries == 7
    with pytest.raises(InvalidCacheBackendError):
        CacheHandler({"default": {"BACKEND": "pocket_django.cache.Nothing"}})["default"]


def test_culling_removes_what_expired_and_what_is_too_much(tmp_path, later):
    cache = FileCache(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": 256}})
    cache.CULL_CHANCE = 0
    for number in range(2000):
        cache.set(number, number, timeout=10 if number < 1000 else 1000)
    later(20)
    for shard in list(Path(cache._data).iterdir()):
        cache._cull(str(shard))
    kept = files(cache)
    assert all(cache.get(number) is None for number in range(1000))
    assert 256 <= len(kept) < 1000
    for _ in range(20):
        for shard in list(Path(cache._data).iterdir()):
            cache._cull(str(shard))
    assert len(files(cache)) <= 256


def test_culling_goes_on_by_itself(tmp_path):
    cache = FileCache(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": 512, "CULL_FREQUENCY": 0}})
    for number in range(20_000):
        cache.set(number, number)
    # Far fewer than were set; the bound is one of chance.
    assert len(files(cache)) < 19_000
    cache.CULL_CHANCE = 1
    for number in range(2000):
        cache.set(number, number)
    assert len(files(cache)) < 4000


def test_culling_of_temporary_files(cache, later):
    cache.set("key", 1)
    shard = files(cache)[0].parent
    (shard / ".new-dead").write_bytes(b"")
    cache._cull(str(shard))
    assert (shard / ".new-dead").exists()
    later(4000)
    cache._cull(str(shard))
    assert not (shard / ".new-dead").exists()


def test_a_cull_does_not_lose_a_new_value(cache):
    cache.set("key", "old", timeout=0.01)
    path = str(files(cache)[0])
    time.sleep(0.05)
    seen_expired = cache._is_live
    calls = iter([False])

    def is_live(candidate):
        # The first look sees the old value; the new one comes just after it.
        if candidate == path and next(calls, None) is False:
            cache.set("key", "new")
            return False
        return seen_expired(candidate)

    cache._is_live = is_live
    cache._discard_expired(path)
    del cache._is_live
    assert cache.get("key") == "new" and len(files(cache)) == 1


def test_cost_does_not_grow(tmp_path):
    """System calls are what costs on a network file system: a set makes as many among 5,000 entries as among none."""
    cache = FileCache(str(tmp_path), {})
    cache.CULL_CHANCE = 0
    listed = []
    original = os.scandir
    os.scandir = lambda *a: listed.append(a) or original(*a)
    try:
        for number in range(5000):
            cache.set(number, number)
            cache.get(number)
    finally:
        os.scandir = original
    assert listed == []


def _contend(location, start, results, what):
    if not settings.configured:
        settings.configure()
    cache = FileCache(location, {})
    start.wait()
    if what == "add":
        results.put(sum(cache.add(f"key{number}", os.getpid()) for number in range(200)))
    elif what == "incr":
        for _ in range(200):
            cache.incr("counter")
        results.put(0)
    elif what == "expired":
        results.put(sum(cache.add(f"old{number}", os.getpid()) for number in range(200)))
    else:
        wrong = 0
        for number in range(300):
            cache.set("shared", [os.getpid()] * 5000)
            value = cache.get("shared")
            wrong += value is not None and (len(value) != 5000 or len(set(value)) != 1)
            if number % 50 == 49:
                cache.clear()
        results.put(wrong)


def contend(location, what, processes=4):
    context = multiprocessing.get_context("spawn")
    start, results = context.Event(), context.Queue()
    workers = [context.Process(target=_contend, args=(location, start, results, what)) for _ in range(processes)]
    for worker in workers:
        worker.start()
    time.sleep(1.5)
    start.set()
    answers = [results.get(timeout=60) for _ in workers]
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    return answers


def test_add_answers_true_once_among_processes(cache):
    assert sum(contend(cache._root, "add")) == 200


def test_add_over_expired_values_answers_true_once(cache):
    for number in range(200):
        cache.set(f"old{number}", 0, timeout=0.5)
    time.sleep(0.6)
    assert sum(contend(cache._root, "expired")) == 200


def test_incr_loses_nothing_among_processes(cache):
    cache.set("counter", 0)
    contend(cache._root, "incr")
    assert cache.get("counter") == 800


def test_writers_never_show_half_a_value(cache):
    assert sum(contend(cache._root, "set")) == 0


def test_threads(cache):
    cache.set("counter", 0)
    threads = [threading.Thread(target=lambda: [cache.incr("counter") for _ in range(100)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cache.get("counter") == 400
