"""Compares cold starts by the processor time that a fresh process takes: pocket's web handler, the bare application, and magic-pocket's recipe.

Usage: python3 benches/startup.py [-n RUNS] PROGRAM      (PROGRAM: target/debug/examples/mysite, which only builds the site)

Prints a table, and exits with 1 if a target of docs/performance.md is missed. All sites are examples/mysite, started by the same interpreter, one after the
other in turn, so that what else the machine does meets all of them; what counts is the median. A start ends by os._exit: what an interpreter does at its end
is no part of a start, and a Lambda function never comes there.

- `pocket`: what `PROGRAM analyze` built, unpacked as Lambda does: the layer in one folder, the code with its contract in another, both compiled. The secrets
  are read over HTTP from this script. Start: `import pocket_django.web`.
- `bare`: the project without pocket on the same packages, compiled, with the database engine that the stage gives it. Start: `get_wsgi_application()`.
- `pocket, SQLite` and `bare, SQLite`: both on the database of the project's own settings, as a stage without one leaves it. A start imports the driver of its
  database, and psycopg takes a third of the time that all of Django takes: so each is held against its like, and `pocket` against what does without as well.
- `magic-pocket`: its version 0.44.0, the newest that its inventory describes, from the package index, with what its documentation asks a project for: its
  settings call `set_envs()`, `get_storages()`, `get_caches()`, `get_django_settings()` and `get_databases()`, and pocket.runtime.toml lies beside manage.py.
  The layout is that of the pocket.Dockerfile which its `django init` writes (magic-pocket-cli 0.44.0, templates/init/pocket.Dockerfile): packages installed by
  uv without compiling them, PYTHONDONTWRITEBYTECODE=1, on a file system that Lambda lets nobody write to. So every module is compiled at every start. Its
  secrets are one value of Secrets Manager, read by boto3 from this script, which also answers its DescribeStacks. Start: its handler
  `pocket.django.lambda_handlers`, without awslambdaric around it, as pocket's is without Lambda's runtime.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ROOT = pathlib.Path(__file__).parent.parent
SITE = ROOT / "examples/mysite/site"
MAGIC_POCKET = "magic-pocket[django]==0.44.0"
# Ours, the other, and how often its time ours may take.
RATIOS = [("pocket", "bare", 1.15), ("pocket, SQLite", "bare, SQLite", 1.15), ("pocket", "bare, SQLite", 1.15), ("pocket", "magic-pocket", 0.4)]

# What magic-pocket's documentation has a project write.
MAGIC_SETTINGS = """
from config.settings import *
from pocket.django.runtime import get_django_settings, set_envs
set_envs()
import os
from pocket.django.utils import get_caches, get_databases, get_storages
SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "").split(",")
DEBUG = False
STORAGES = get_storages()
CACHES = get_caches()
DATABASES = get_databases()
vars().update(get_django_settings())
"""
MAGIC_TOML = """
[general]
region = "ap-northeast-1"
project_name = "config"
stages = ["dev"]
[neon]
project_name = "mysite"
[s3]
[container.web]
dockerfile_path = "__runtime__"
[container.web.handlers.wsgi]
command = "pocket.django.lambda_handlers.wsgi_handler"
[container.web.handlers.wsgi.apigateway]
[container.web.secrets.managed]
SECRET_KEY = { type = "password", options = { length = 50 } }
DATABASE_URL = { type = "neon_database_url" }
[container.web.django.storages]
default = { store = "s3", location = "media" }
staticfiles = { store = "s3", location = "static", static = true, manifest = true }
[container.web.django.caches]
default = { store = "locmem" }
"""


class Aws(BaseHTTPRequestHandler):
    """As much of AWS as the two ask for at a start."""

    protocol_version = "HTTP/1.1"
    url = "postgresql://user:password@127.0.0.1:9/mysite"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        target = self.headers.get("X-Amz-Target", "")
        kind = "application/x-amz-json-1.1"
        value = lambda name: self.url if "DATABASE_URL" in name else "k" * 50  # noqa: E731
        if target == "AmazonSSM.GetParameters":
            names = [name for name in json.loads(body)["Names"] if not name.endswith(".previous")]
            answer = json.dumps({"Parameters": [{"Name": name, "Value": value(name), "Version": 1} for name in names]})
        elif target == "secretsmanager.GetSecretValue":
            secrets = {name: value(name) for name in ("SECRET_KEY", "DATABASE_URL")}
            # By stage and project.
            answer = json.dumps({"Name": "secret", "SecretString": json.dumps({"dev": {"config": secrets}})})
        else:
            kind = "text/xml"
            output = "<member><OutputKey>WsgiApiEndpoint</OutputKey><OutputValue>https://abc.execute-api.ap-northeast-1.amazonaws.com</OutputValue></member>"
            stack = f"<StackName>s</StackName><CreationTime>2026-01-01T00:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>{output}</Outputs>"
            answer = f"<DescribeStacksResponse><DescribeStacksResult><Stacks><member>{stack}</member></Stacks></DescribeStacksResult></DescribeStacksResponse>"
        data = answer.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def compiled(python, *folders):
    command = [python, "-m", "compileall", "-qq", "-f", "--invalidation-mode", "unchecked-hash", *map(str, folders)]
    # It fails for templates of modules, which some packages carry.
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def without_bytecode(folder):
    for cache in list(folder.rglob("__pycache__")):
        shutil.rmtree(cache)


def cases(program, work, aws):
    """Name, folder, environment and code of each start, after everything is installed and compiled."""
    analysis = json.loads(subprocess.run([program, "analyze", "-s", "local", "--runs", "1", "--json", "-q"], check=True, capture_output=True).stdout)
    artifact = analysis["artifact"]
    python = artifact["interpreter"]
    print(f"Python {analysis['python']}, {os.cpu_count()} processors, load average {os.getloadavg()[0]:.1f}", file=sys.stderr)
    layer, task, other, bare, magic = (work / name for name in ("layer", "task", "other", "bare", "magic"))
    for part, folder in ((artifact["dependencies"], layer), (artifact["code"], task)):
        with zipfile.ZipFile(part) as archive:
            archive.extractall(folder)
    shutil.copytree(task, other)
    contract = json.loads((task / "pocket.json").read_text())
    (other / "pocket.json").write_text(json.dumps({**contract, "databases": {}}))
    shutil.copytree(SITE, bare, ignore=shutil.ignore_patterns("__pycache__", ".pocket", "*.sqlite3", "media"))
    engine = "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', 'NAME': 'mysite'}}"
    (bare / "on_postgresql.py").write_text(f"from config.settings import *\n{engine}\n")
    compiled(python, bare)

    shutil.copytree(SITE, magic, ignore=shutil.ignore_patterns("__pycache__", ".pocket", "*.sqlite3", "media"))
    (magic / "magic_settings.py").write_text(MAGIC_SETTINGS)
    (magic / "pocket.runtime.toml").write_text(MAGIC_TOML)
    (magic / "pyproject.toml").write_text('[project]\nname = "config"\nversion = "0"\n')
    packages = work / "venv"
    requirements = ["-r", str(SITE / "requirements.txt"), MAGIC_POCKET, "psycopg[binary]"]
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-compile", "--root-user-action=ignore", "--target", str(packages), *requirements], check=True)
    without_bytecode(packages)

    common = {
        "PATH": os.environ["PATH"],
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONNOUSERSITE": "1",
        "AWS_ENDPOINT_URL": aws,
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "key",
        "AWS_REGION": "ap-northeast-1",
        "AWS_DEFAULT_REGION": "ap-northeast-1",
    }

    def on(root, library, settings):
        return {**common, "PYTHONPATH": os.pathsep.join([str(root), str(library)]), "DJANGO_SETTINGS_MODULE": settings}

    def deployed(root):
        return {**on(root, library, "pocket_django.settings"), "LAMBDA_TASK_ROOT": str(root)}

    end = "\nimport os\nos._exit(0)"
    wsgi = "from django.core.wsgi import get_wsgi_application\nget_wsgi_application()"
    library = layer / "python"
    ours = "import pocket_django.web" + end
    lambda_of_theirs = {"AWS_LAMBDA_FUNCTION_NAME": "f", "POCKET_STAGE": "dev", "POCKET_CONTAINER": "web", "DEPLOY_HASH": "h"}
    return python, {
        "pocket": (task, deployed(task), ours),
        "bare": (bare, on(bare, library, "on_postgresql"), wsgi + end),
        "pocket, SQLite": (other, deployed(other), ours),
        "bare, SQLite": (bare, on(bare, library, "config.settings"), wsgi + end),
        "magic-pocket": (
            magic,
            {**on(magic, packages, "magic_settings"), **lambda_of_theirs},
            "import pocket.django.lambda_handlers" + end,
        ),
        "Python alone": (bare, common, "pass" + end),
    }


def start(python, folder, environment, code):
    """Processor seconds of one start, user and system."""
    process = subprocess.Popen([python, "-c", code], cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        sys.exit(f"{code!r} failed:\n{error.decode()}")
    return usage.ru_utime + usage.ru_stime


def main():
    parser = argparse.ArgumentParser(description="Compares cold starts.")
    parser.add_argument("-n", type=int, default=15, metavar="RUNS")
    parser.add_argument("program")
    arguments = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Aws)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as work:
        python, found = cases(arguments.program, pathlib.Path(work), f"http://127.0.0.1:{server.server_address[1]}")
        times = {name: [] for name in found}
        # The first of each is not counted: it brings the files into memory.
        for run in range(arguments.n + 1):
            for name, case in found.items():
                seconds = start(python, *case)
                if run:
                    times[name].append(seconds)
    median = {name: statistics.median(values) for name, values in times.items()}
    print(f"{'':<16}{'min':>8}{'median':>8}{'max':>8}  seconds of the processor")
    for name, values in times.items():
        print(f"{name:<16}{min(values):8.3f}{median[name]:8.3f}{max(values):8.3f}")
    missed = False
    for ours, theirs, target in RATIOS:
        ratio = median[ours] / median[theirs]
        missed |= ratio > target
        print(f"{ours} takes {ratio:.2f} times as long as {theirs}" + f", at most {target} wanted")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
