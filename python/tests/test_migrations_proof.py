"""Every migration of the corpus, judged and then done to a real database that real code is using: what is said is what happens."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from conftest import SOURCE
from migrations import compare

TESTS = Path(__file__).parent

PARTS = 2
"""So many processes work at once, each with a database of its own."""


def prove(postgres, part):
    name = postgres.database()
    with postgres.connect(name) as connection:
        connection.execute("CREATE EXTENSION citext; CREATE EXTENSION btree_gist")
    done = subprocess.run(
        [sys.executable, "-m", "migrations.prove", postgres.dsn(name), str(part), str(PARTS)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE), str(TESTS)])},
        cwd=TESTS,
        stdout=subprocess.PIPE,
        text=True,
        timeout=1200,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_what_is_said_is_what_happens(postgres):
    with ThreadPoolExecutor(PARTS) as at_once:
        results = [result for part in at_once.map(lambda part: prove(postgres, part), range(PARTS)) for result in part]
    wrong = {result["name"]: compare.differences(result) for result in results}
    assert not any(wrong.values()), json.dumps({name: found for name, found in wrong.items() if found}, indent=1, ensure_ascii=False)
    dangerous, harmless = compare.counts(results)
    print(f"{dangerous} dangerous and {harmless} harmless migrations")
    assert dangerous >= 60 and harmless >= 40
    assert len({result["name"] for result in results}) == len(results)
    # Each code is there because something does it.
    assert {code for result in results for code in result["codes"]} == compare.CODES
