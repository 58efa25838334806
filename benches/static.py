"""Measures how static files get to S3, against MiniStack's S3 on this machine: 2,000 files of a site's usual sizes, all of them in one run.

Usage: python3 benches/static.py [-n RUNS] [--latency MILLISECONDS]

  first       nothing is in the bucket
  unchanged   everything is, and the files on the disk have other times than those in the bucket
  changed     20 of the files have other content

of two tasks:

  a folder    of 2,000 files as they are: `aws s3 sync`; pocket (examples/upload of pocket-core)
  a project   of 2,000 static files, collected under hashed names: Django's collectstatic over django-storages' S3ManifestStaticStorage; pocket, which
              collects and compresses on the disk, packs the code for the function, and sends the hashed files

`cpu` is the command's own, with the processes that it waited for; the server's counts in `wall` only. `--latency` lets a proxy hold each request back, as the
way to a region does. pocket is built as a user's own `cargo run` builds it, without optimisation. Rows: minimum, median, maximum of RUNS runs (default 3).
"""

import argparse
import asyncio
import os
import pathlib
import random
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
FOLDER = REPOSITORY / "target" / "benches" / "static"
# Each in an environment of its own: they want different versions of the same packages.
PACKAGES = {"server": ["ministack==1.5.33"], "aws": ["awscli>=1.44,<2"], "django": ["django==5.2.8", "django-storages[s3]==1.14.6"]}
FILES = 2000
CHANGED = 20
SETTINGS = """
SECRET_KEY = "bench"
INSTALLED_APPS = ["django.contrib.staticfiles"]
STATIC_URL = "static/"
STATICFILES_DIRS = [{files!r}]
STORAGES = {{
    "default": {{"BACKEND": "django.core.files.storage.FileSystemStorage"}},
    "staticfiles": {{"BACKEND": "storages.backends.s3.S3ManifestStaticStorage", "OPTIONS": {{"bucket_name": "storages", "region_name": "eu-west-1"}}}},
}}
DATABASES = {{}}
ROOT_URLCONF = "config"
"""
MANAGE = """import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config")
from django.core.management import execute_from_command_line
execute_from_command_line(sys.argv)
"""


def environment(name):
    """The programs of a Python environment, kept between runs."""
    home = FOLDER / "python" / name
    if not (home / "done").exists():
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        subprocess.run([home / "bin" / "pip", "install", "--quiet", *PACKAGES[name]], check=True)
        (home / "done").touch()
    return home / "bin"


def content(generator, kind, size):
    """Bytes that compress as such files do: words for text, noise for images."""
    if kind in ("png", "woff2"):
        return generator.randbytes(size)
    words = [b"margin", b"display", b"function", b"return", b"padding", b"color", b"const", b"{ }", b"();\n"]
    text = b" ".join(generator.choices(words, k=size // 6 + 1))[:size]
    return text if kind != "css" else b"/* " + text.replace(b"*/", b"") + b" */"


def make_files(folder):
    """2,000 files: icons, style sheets, scripts, images, fonts; half of them under 4 KB, some over 100 KB."""
    generator = random.Random(4)
    shutil.rmtree(folder, ignore_errors=True)
    kinds = [("svg", 50, 1_500), ("css", 12, 9_000), ("js", 18, 16_000), ("png", 18, 35_000), ("woff2", 2, 45_000)]
    for number in range(FILES):
        kind, _, middle = generator.choices(kinds, [weight for _, weight, _ in kinds])[0]
        path = folder / kind / str(number % 20) / f"file{number}.{kind}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content(generator, kind, min(int(generator.lognormvariate(0, 0.8) * middle) + 100, 400_000)))


def change(folder, turn):
    """Other content of the same length in 20 files."""
    for path in sorted(folder.rglob("*.svg"))[: CHANGED]:
        path.write_bytes(f"{turn:010d}".encode() + path.read_bytes()[10:])


class Server:
    """MiniStack, and a proxy before it where requests are to take longer."""

    def __init__(self, latency):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.log = open(FOLDER / "ministack.log", "wb")
        variables = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
        self.process = subprocess.Popen(
            [environment("server") / "python", "-m", "hypercorn", "ministack.app:app", "--bind", f"127.0.0.1:{port}", "--log-level", "ERROR", "--keep-alive", "75"],
            stdout=self.log, stderr=self.log, env=variables | {"GATEWAY_PORT": str(port), "LOG_LEVEL": "ERROR", "PERSIST_STATE": "0"},
        )
        self.endpoint = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.endpoint}/_ministack/health", timeout=1).read()
                break
            except OSError:
                time.sleep(0.1)
        else:
            sys.exit(f"MiniStack does not start:\n{(FOLDER / 'ministack.log').read_text()}")
        if latency:
            ready = threading.Event()
            threading.Thread(target=lambda: asyncio.run(self.delay(port, latency / 1000, ready)), daemon=True).start()
            ready.wait()

    async def delay(self, port, seconds, ready):
        """Holds back what comes from a client; connections are side by side, as to S3."""

        async def pump(reader, writer, wait):
            try:
                while data := await reader.read(1 << 20):
                    if wait:
                        await asyncio.sleep(seconds)
                    writer.write(data)
                    await writer.drain()
            except OSError:
                pass
            writer.close()

        async def connected(reader, writer):
            upstream_reader, upstream_writer = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.gather(pump(reader, upstream_writer, True), pump(upstream_reader, writer, False))

        server = await asyncio.start_server(connected, "127.0.0.1", 0)
        self.endpoint = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        ready.set()
        await server.serve_forever()

    def bucket(self, name):
        """An empty bucket."""
        for method in ("DELETE", "PUT"):
            subprocess.run(
                [environment("aws") / "aws", "s3", *(["rb", "--force"] if method == "DELETE" else ["mb"]), f"s3://{name}"],
                env=variables(self), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=method == "PUT",
            )

    def count(self, name, prefix):
        """How many objects there are."""
        listed = subprocess.run(
            [environment("aws") / "aws", "s3", "ls", "--recursive", f"s3://{name}/{prefix}"], env=variables(self), capture_output=True, text=True, check=False
        )
        return len(listed.stdout.splitlines())

    def end(self):
        self.process.terminate()
        self.process.wait()


def variables(server):
    """Nothing of the machine's own configuration."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "DJANGO_"))}
    return kept | {
        "AWS_ENDPOINT_URL": server.endpoint, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "eu-west-1",
        "AWS_DEFAULT_REGION": "eu-west-1", "AWS_EC2_METADATA_DISABLED": "true",
    }


def run(server, command, folder=None):
    """Runs a command; returns (cpu seconds, wall seconds)."""
    begin = time.monotonic()
    with open(FOLDER / "last.log", "wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=variables(server), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    if status:
        server.end()
        sys.exit(f"{' '.join(map(str, command))} failed:\n{(FOLDER / 'last.log').read_text()}")
    return usage.ru_utime + usage.ru_stime, wall


def main():
    """Makes the files, measures, and prints a row for each figure."""
    parser = argparse.ArgumentParser(description="Measures how static files get to S3.")
    parser.add_argument("-n", type=int, default=3, metavar="RUNS")
    parser.add_argument("--latency", type=float, default=0, metavar="MILLISECONDS")
    arguments = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cargo", "build", "--quiet", "--example", "upload"], cwd=REPOSITORY, check=True)
    pocket = REPOSITORY / "target" / "debug" / "examples" / "upload"
    aws, django = environment("aws") / "aws", environment("django") / "python"
    files, project, own = FOLDER / "files", FOLDER / "project", FOLDER / "pocket"
    for folder in (project, own):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "manage.py").write_text(MANAGE)
    make_files(files)
    (project / "config.py").write_text(SETTINGS.format(files=str(files)))
    # pocket's builder takes what belongs to the project: the same files in its own folder.
    (own / "config.py").write_text('SECRET_KEY = "bench"\nINSTALLED_APPS = ["django.contrib.staticfiles"]\nSTATIC_URL = "static/"\nSTATICFILES_DIRS = ["assets"]\nDATABASES = {}\nROOT_URLCONF = "config"\n')
    (own / "requirements.txt").write_text("django==5.2.8\n")
    server = Server(arguments.latency)
    commands = {
        "a folder: aws s3 sync": lambda: run(server, [aws, "s3", "sync", "--quiet", files, "s3://sync/site"]),
        "a folder: pocket": lambda: run(server, [pocket, "folder", files, "pocket", "site"]),
        "a project: django-storages": lambda: run(server, [django, "manage.py", "collectstatic", "--noinput", "-v0"], project),
        "a project: pocket": lambda: run(server, [pocket, "project", own, "release", own / ".pocket"], own),
    }
    rows = {(name, case): [] for name in commands for case in ("first", "unchanged", "changed")}
    try:
        # Installs the packages of the project, which is not what is measured.
        shutil.copytree(files, own / "assets")
        server.bucket("release")
        commands["a project: pocket"]()
        for turn in range(arguments.n):
            for name in ("sync", "pocket", "storages", "release"):
                server.bucket(name)
            for kept in (own / ".pocket").glob("[acs]*-*"):
                # Packages stay installed; what was built from the project goes.
                shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
            for task in ("a folder", "a project"):
                make_files(files)
                shutil.rmtree(own / "assets", ignore_errors=True)
                shutil.copytree(files, own / "assets")
                for case in ("first", "unchanged", "changed"):
                    if case == "unchanged":
                        for path in [*files.rglob("*.*"), *(own / "assets").rglob("*.*")]:
                            os.utime(path)
                    if case == "changed":
                        change(files, turn + 1)
                        change(own / "assets", turn + 1)
                    for name in (name for name in commands if name.startswith(task)):
                        cpu, wall = commands[name]()
                        rows[name, case].append((cpu, wall))
                        print(f"{name}, {case}: {cpu:.2f} s of CPU, {wall:.2f} s", file=sys.stderr, flush=True)
            counts = [server.count(*place) for place in (("sync", "site"), ("pocket", "site"), ("storages", ""), ("release", "static/"))]
            if counts[:2] != [FILES, FILES] or min(counts) < FILES:
                sys.exit(f"not all files arrived: {counts}")
    finally:
        server.end()
    size = sum(path.stat().st_size for path in files.rglob("*.*"))
    print(subprocess.run([aws, "--version"], capture_output=True, text=True, check=True).stdout.strip())
    print(f"{FILES} files, {size / 1e6:.1f} MB; latency {arguments.latency:g} ms; load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
    for (name, case), values in rows.items():
        for figure, column in zip(("cpu", "wall"), zip(*values)):
            print(f"{case:<10} {name:<28} {figure:<5}{min(column):8.2f} {statistics.median(column):8.2f} {max(column):8.2f} s")
    for task, peer in (("a folder", "aws s3 sync"), ("a project", "django-storages")):
        for case in ("first", "unchanged", "changed"):
            theirs, ours = ([statistics.median(column) for column in zip(*rows[f"{task}: {who}", case])] for who in (peer, "pocket"))
            print(f"{case:<10} {task}: {peer} takes {theirs[0] / ours[0]:.1f} times the CPU and {theirs[1] / ours[1]:.1f} times the time of pocket")


if __name__ == "__main__":
    main()
