"""Compares pocket's file cache with Django's: milliseconds of a get and of a set among so many entries, on a local disk.

Usage: DJANGO=SITE_PACKAGES python3 benches/cache.py [FOLDER]      (FOLDER: on the disk that is meant, else the temporary one; SITE_PACKAGES has Django in it)

Each row is the median of 1,000 gets and of 300 sets of random keys that are there, by turns for the two caches, with the 99th percentile. Django's class lists
its folder at each set: it is filled in another way (one file after the other, without `set`), and asked up to 20,000 entries. The operating system's own cache
is warm, so this is what the class costs; on a network file system each file looked at is a round trip besides.
"""

import os
import pathlib
import pickle
import random
import statistics
import sys
import tempfile
import time
import zlib

sys.path[:0] = [str(pathlib.Path(__file__).parent.parent / "python/src"), *filter(None, [os.environ.get("DJANGO")])]

from django.conf import settings  # noqa: E402

settings.configure()

from django.core.cache.backends.filebased import FileBasedCache  # noqa: E402

from pocket_django.cache import FileCache  # noqa: E402

SIZES = (0, 1_000, 20_000, 100_000, 1_000_000)
THEIR_LARGEST = 20_000
VALUE = {"page": "x" * 300, "numbers": list(range(20))}


def key(number):
    return f"key{number}"


def fill_theirs(cache, begin, end):
    """What `set` writes, without its listing."""
    for number in range(begin, end):
        path = cache._key_to_file(key(number))
        os.makedirs(cache._dir, exist_ok=True)
        with open(path, "wb") as file:
            file.write(pickle.dumps(time.time() + 3600, cache.pickle_protocol) + zlib.compress(pickle.dumps(VALUE, cache.pickle_protocol)))


def fill_ours(cache, begin, end):
    for number in range(begin, end):
        cache.set(key(number), VALUE, 3600)


def timed(function, count):
    times = []
    for _ in range(count):
        begin = time.perf_counter()
        function()
        times.append((time.perf_counter() - begin) * 1000)
    times.sort()
    return statistics.median(times), times[int(len(times) * 0.99)]


def main():
    print(f"load average {os.getloadavg()[0]:.1f}", file=sys.stderr)
    print(f"{'entries':>9}  {'':<8}{'get':>8}{'p99':>8}{'set':>9}{'p99':>8}  ms")
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as folder:
        # Room for all of them, so that nothing is culled; the shards are then those of a cache of that size.
        options = {"OPTIONS": {"MAX_ENTRIES": 1_100_000}}
        caches = {
            "pocket": (FileCache(os.path.join(folder, "ours"), options), fill_ours),
            "Django": (FileBasedCache(os.path.join(folder, "theirs"), options), fill_theirs),
        }
        before = 0
        for size in SIZES:
            for name, (cache, fill) in caches.items():
                if name == "Django" and size > THEIR_LARGEST:
                    continue
                fill(cache, before, size)
                get = timed(lambda: cache.get(key(random.randrange(max(1, size)))), 1000)
                put = timed(lambda: cache.set(key(random.randrange(max(1, size))), VALUE, 3600), 300)
                print(f"{size:>9}  {name:<8}{get[0]:8.3f}{get[1]:8.3f}{put[0]:9.3f}{put[1]:8.3f}", flush=True)
            before = size


if __name__ == "__main__":
    main()
