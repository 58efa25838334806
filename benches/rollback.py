"""Measures `rollback`: mysite on the embedded cloud, in the project that benches/project.py makes, with two releases that it goes between.

Usage: python3 benches/rollback.py [-n RUNS] [--visitors N]

- `alone`: the whole command, from its start to its end, with nobody at the site.
- `visitors`: N connections (default 1,000) with a request on each, all of them on their way when the command starts. What counts is that each answer is 200,
  and a page of one of the two releases. The time is that of this machine, which answers all of them with two processors, and the command's calls between
  them: on AWS the calls that switch do not wait for visitors.

Rows: minimum, median and maximum of RUNS runs (default 5). Exits with 1 if the median alone is over a second, or any request failed.
"""

import argparse
import asyncio
import itertools
import json
import os
import statistics
import subprocess
import sys
import time
from urllib.parse import urlsplit

import project

OLD, NEW = "the old release", "the new release"


def output(*command):
    """Standard output of a command of the program."""
    return subprocess.run([project.PROGRAM, *command], cwd=project.PROJECT, env=project.ENVIRONMENT, check=True, capture_output=True, text=True).stdout.strip()


class Visitors:
    """Connections with a request on each."""

    def __init__(self, url, count):
        parts = urlsplit(url)
        self.port, self.count = parts.port, count
        self.request = f"GET / HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n".encode()
        self.asking = 0
        self.answers = {}

    async def visit(self):
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            writer.write(self.request)
            await writer.drain()
            self.asking += 1
            answer = (await reader.read()).decode()
            self.asking -= 1
            writer.close()
            page = OLD if OLD in answer else NEW if NEW in answer else "no page"
            seen = (answer.split(" ")[1], page)
        except (OSError, IndexError) as error:
            seen = ("no answer", str(error))
        self.answers[seen] = self.answers.get(seen, 0) + 1

    async def during(self, command):
        """Runs the command when all are asking; returns its seconds, and how many were asking when it began and when it ended."""
        visits = [asyncio.create_task(self.visit()) for _ in range(self.count)]
        while self.asking + sum(self.answers.values()) < self.count:
            await asyncio.sleep(0.01)
        begin, before = time.monotonic(), self.asking
        process = await asyncio.create_subprocess_exec(*command, cwd=project.PROJECT, env=project.ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        error = (await process.communicate())[1]
        wall, after = time.monotonic() - begin, self.asking
        await asyncio.gather(*visits)
        if process.returncode:
            sys.exit(f"{command} failed:\n{error.decode()}")
        return wall, before, after


def main():
    """Deploys twice, measures, and destroys."""
    parser = argparse.ArgumentParser(description="Measures rollback.")
    parser.add_argument("-n", type=int, default=5, metavar="RUNS")
    parser.add_argument("--visitors", type=int, default=1000, metavar="N")
    arguments = parser.parse_args()
    project.FOLDER.mkdir(parents=True, exist_ok=True)
    project.make_project()
    project.run("cargo", "build", "--offline")
    template = project.PROJECT / "site" / "templates" / "base.html"
    project.edit(template, "<body>", f"<body><p>{OLD}</p>")
    url = output("deploy")
    try:
        project.edit(template, OLD, NEW)
        output("deploy")
        print(f"load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
        # Back and forth: the newest one is live.
        others = itertools.cycle(str(release["number"]) for release in json.loads(output("releases", "--json"))[1::-1])
        commands = ([project.PROGRAM, "rollback", number] for number in others)
        alone = [project.run(*next(commands)) for _ in range(arguments.n)]
        project.report("rollback, alone", alone)
        failed, rows = 0, []
        for _ in range(arguments.n):
            visitors = Visitors(url, arguments.visitors)
            wall, before, after = asyncio.run(visitors.during(next(commands)))
            bad = sum(count for (status, page), count in visitors.answers.items() if status != "200" or page not in (OLD, NEW))
            failed += bad
            rows.append(wall)
            print(f"{before} requests on their way at the start, {after} at the end, {sum(visitors.answers.values())} in all, {bad} failed: {visitors.answers}")
        print(f"{'rollback, visitors':<32} wall   {min(rows):9.2f} {statistics.median(rows):9.2f} {max(rows):9.2f} s")
    finally:
        output("destroy", "--delete-data", "mysite-local")
        output("embedded", "reset")
    return 1 if failed or statistics.median(row[1] for row in alone) > 1 else 0


if __name__ == "__main__":
    sys.exit(main())
