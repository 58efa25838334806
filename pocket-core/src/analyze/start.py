"""Run by `analyze`: starts the built site as Lambda would, several times, and writes where the time goes.

`start.py REPORT PATH RUNS` is the parent: it serves the secrets, made up, and starts `start.py --child FILE PATH` once for each run. REPORT is that of the
fastest run, since everything else that a machine does only adds. Times are in milliseconds of processor time, which a busy machine changes least.
"""

import json
import os
import sys
import time


def parent(report, path, runs):
    import subprocess
    import tempfile
    import threading
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    with open(os.environ["POCKET_CONFIG"], encoding="utf-8") as file:
        contract = json.load(file)
    databases = {name for database in contract["databases"].values() for name in (database["url_secret"], database.get("direct_url_secret"))}
    # Port 9 discards: nobody answers there by accident.
    values = {
        ref["name"]: "postgresql://analyze:analyze@127.0.0.1:9/analyze" if name in databases else "made-up-by-analyze-" + "x" * 40
        for name, ref in contract["secrets"].items()
    }

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, answer = 200, {"SecretString": values.get(request.get("SecretId"))}
            if "Names" in request:
                # A name may be followed by a version.
                plain = {name: name if name in values else name.rpartition(":")[0] for name in request["Names"]}
                answer = {"Parameters": [{"Name": name, "Value": values[name], "Version": 1} for name in plain.values() if name in values]}
            elif answer["SecretString"] is None:
                status, answer = 400, {"__type": "ResourceNotFoundException"}
            data = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    environment = {
        **os.environ,
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_address[1]}",
        "AWS_ACCESS_KEY_ID": "analyze",
        "AWS_SECRET_ACCESS_KEY": "analyze",
        "LAMBDA_TASK_ROOT": os.getcwd(),
    }
    # Lambda's own; a build's would leave out the databases and the secrets.
    environment.pop("POCKET_BUILD", None)
    best = None
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "run.json")
        for _ in range(runs):
            command = [sys.executable, os.path.abspath(__file__), "--child", file, path]
            # What the site prints is for its log.
            child = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            if child.returncode:
                sys.stderr.buffer.write(child.stderr)
                sys.exit(1)
            with open(file, encoding="utf-8") as text:
                run = json.load(text)
            if best is None or run["start"] < best["start"]:
                best = run
    root = os.path.realpath(os.getcwd()) + os.sep
    places = {(file, line) for _, file, line, top, _ in best["edges"] if top and file.startswith(root)}
    best["statements"] = [{"file": os.path.relpath(file, root), "line": line, **found} for file, line in sorted(places) if (found := statement(file, line))]
    best["root"] = root
    with open(report, "w", encoding="utf-8") as file:
        json.dump(best, file)


def statement(path, line):
    """The import in that line: its text, the functions that use what it binds, and the line that uses it while the module itself runs, if one does."""
    import ast

    try:
        with open(path, encoding="utf-8") as file:
            tree = ast.parse(file.read())
    except (OSError, SyntaxError, ValueError):
        return None
    found = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom)) and node.lineno <= line <= node.end_lineno]
    if not found:
        return None
    node = found[0]
    names = {alias.asname or alias.name.partition(".")[0] for alias in node.names}
    late = any(isinstance(item, ast.ImportFrom) and item.module == "__future__" and any(alias.name == "annotations" for alias in item.names) for item in tree.body)
    functions, used_at = {}, node.lineno if "*" in names else None

    def look(item, function, path):
        nonlocal used_at
        if isinstance(item, ast.Name) and item.id in names:
            if function:
                functions.setdefault(function, None)
            elif used_at is None:
                used_at = item.lineno
        if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            arguments = item.args
            early = [*getattr(item, "decorator_list", []), *arguments.defaults, *(value for value in arguments.kw_defaults if value)]
            if not late:
                every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
                early += [argument.annotation for argument in every if argument and argument.annotation]
                early += [item.returns] if getattr(item, "returns", None) else []
            for part in early:
                look(part, function, path)
            name = getattr(item, "name", None)
            inner = function or ((".".join([*path, name]), item.lineno) if name else ("lambda", item.lineno))
            for part in item.body if isinstance(item.body, list) else [item.body]:
                look(part, inner, path)
            return
        if isinstance(item, ast.AnnAssign) and late:
            for part in (item.target, item.value):
                if part:
                    look(part, function, path)
            return
        if isinstance(item, ast.ClassDef):
            path = [*path, item.name]
        for part in ast.iter_child_nodes(item):
            look(part, function, path)

    look(tree, None, [])
    module = "." * getattr(node, "level", 0) + (getattr(node, "module", None) or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
    return {"text": ast.unparse(node), "module": module, "functions": [{"name": name, "line": line} for name, line in functions], "used_at": used_at}


class Trace:
    """A tree of what happened: imports, and the named parts of a start. Each has the time of its own, without that of what it brought about."""

    def __init__(self):
        self.clock = time.process_time
        self.spans = []
        self.stack = []
        # (importer, file, line, whether at the module's own level, imported)
        self.edges = {}

    def begin(self, kind, name, **more):
        span = {"kind": kind, "name": name, "parent": self.stack[-1] if self.stack else None, "inner": 0.0, "begin": self.clock(), **more}
        self.stack.append(len(self.spans))
        self.spans.append(span)
        return span

    def end(self, span):
        span["total"] = (self.clock() - span.pop("begin")) * 1000
        span["self"] = span["total"] - span.pop("inner")
        self.stack.pop()
        if self.stack:
            self.spans[self.stack[-1]]["inner"] += span["total"]

    def part(self, name, function, **more):
        """`function`, as a part of the start."""

        def run(*args, **kwargs):
            span = self.begin("part", name, **more)
            try:
                return function(*args, **kwargs)
            finally:
                self.end(span)

        return run

    def importing(self):
        """Sees every import from here on."""
        import builtins
        import importlib

        bootstrap = sys.modules["_frozen_importlib"]
        find_and_load, plain_import, plain_module = bootstrap._find_and_load, builtins.__import__, importlib.import_module
        modules = sys.modules

        def seen_load(name, import_):
            if name in modules:
                return find_and_load(name, import_)
            span = self.begin("import", name)
            try:
                return find_and_load(name, import_)
            finally:
                self.end(span)

        def note(frame, name, fromlist=()):
            importer = frame.f_globals.get("__name__", "")
            edge = (importer, frame.f_globals.get("__file__") or "", frame.f_lineno, frame.f_code.co_name == "<module>")
            targets = self.edges.setdefault(edge, {})
            while name:
                targets[name] = None
                for item in fromlist or ():
                    if isinstance(item, str) and f"{name}.{item}" in modules:
                        targets[f"{name}.{item}"] = None
                fromlist = ()
                name = name.rpartition(".")[0]

        def seen_import(name, globals=None, locals=None, fromlist=(), level=0):
            result = plain_import(name, globals, locals, fromlist, level)
            if level and globals:
                package = globals.get("__package__") or globals.get("__name__", "").rpartition(".")[0]
                base = package.rsplit(".", level - 1)[0] if level > 1 else package
                name = f"{base}.{name}" if name else base
            note(sys._getframe(1), name, fromlist)
            return result

        def seen_module(name, package=None):
            result = plain_module(name, package)
            note(sys._getframe(1), result.__name__)
            return result

        bootstrap._find_and_load = seen_load
        builtins.__import__ = seen_import
        importlib.import_module = seen_module


def child(report, path):
    trace = Trace()
    # What the interpreter itself took, and then this script.
    before = time.process_time() * 1000
    import importlib

    trace.importing()
    start = trace.begin("part", "start")
    hook(trace)
    handler = importlib.import_module("pocket_django.web").handler
    trace.end(start)
    first = trace.begin("part", "request")
    from django.urls import get_resolver

    trace.part("urls", get_resolver()._populate)()
    event = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {"host": host(), "x-forwarded-proto": "https", "accept": "text/html"},
        "requestContext": {
            "domainName": host(),
            "http": {"method": "GET", "path": path, "protocol": "HTTP/1.1", "sourceIp": "203.0.113.1", "userAgent": "analyze"},
            "stage": "$default",
        },
        "isBase64Encoded": False,
    }
    status = trace.part("answer", handler)(event, None)["statusCode"]
    trace.end(first)
    modules = {}
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        modules[name] = os.path.realpath(file) if file else None
    edges = [[importer, os.path.realpath(file) if file else "", line, top, list(targets)] for (importer, file, line, top), targets in trace.edges.items()]
    with open(report, "w", encoding="utf-8") as file:
        json.dump(
            {
                "python": before,
                "start": start["total"] + before,
                "request": first["total"],
                "status": status,
                "spans": trace.spans,
                "modules": modules,
                "edges": edges,
            },
            file,
        )


def host():
    from django.conf import settings

    return next((name for name in settings.ALLOWED_HOSTS if name and name[0] not in ".*"), "localhost")


def hook(trace):
    """Names the parts of a start. Each hook waits until the module it is for is there, so that nothing is imported early."""
    import importlib.machinery

    def secrets(module):
        module.load = trace.part("secrets", module.load)

    def log(module):
        module.configure_logging = trace.part("logging", module.configure_logging)

    def config(module):
        create, import_models = module.AppConfig.create.__func__, module.AppConfig.import_models

        def named(function, part):
            def run(self, *args):
                name = self.name if part == "models" else args[0]
                return trace.part(part, function, of=name)(self, *args)

            return run

        def models(self, *args):
            named(import_models, "models")(self, *args)
            code = type(self).ready.__code__
            file = sys.modules[type(self).ready.__module__].__file__
            self.ready = trace.part("ready", self.ready, of=self.name, file=file, line=code.co_firstlineno)

        module.AppConfig.create = classmethod(named(create, "app"))
        module.AppConfig.import_models = models

    def base(module):
        module.BaseHandler.load_middleware = trace.part("middleware", module.BaseHandler.load_middleware)

    hooks = {
        "pocket_django.secrets": secrets,
        "django.utils.log": log,
        "django.apps.config": config,
        "django.core.handlers.base": base,
    }

    class Finder:
        @staticmethod
        def find_spec(name, path=None, target=None):
            if name not in hooks:
                return None
            change = hooks.pop(name)
            spec = importlib.machinery.PathFinder.find_spec(name, path, target)
            execute = spec.loader.exec_module

            def exec_module(module):
                execute(module)
                change(module)

            spec.loader.exec_module = exec_module
            return spec

    sys.meta_path.insert(0, Finder)


if __name__ == "__main__":
    if sys.argv[1] == "--child":
        # The folder of this script would otherwise come first.
        sys.path[0] = os.getcwd()
        child(sys.argv[2], sys.argv[3])
    else:
        parent(sys.argv[1], sys.argv[2], int(sys.argv[3]))
