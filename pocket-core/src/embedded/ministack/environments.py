"""Lambda execution environments for Python functions, in place of MiniStack's own.

MiniStack unpacks the code anew for each process, starts a process for each simultaneous request, waits 50 ms for a log line after a silent invocation,
restarts after each exception and hands its whole environment and all its packages to the function. A page with six static files then costs six cold
starts. Here the code is unpacked once for each content, requests wait briefly for a free process before another is started, and a function sees what
it would see on AWS.
"""

import collections
import contextlib
import contextvars
import datetime
import hashlib
import itertools
import json
import os
import shutil
import struct
import subprocess
import sys
import threading
import time
import uuid
import zipfile

import images
from ministack.core import lambda_runtime
from ministack.services import cloudwatch_logs, lambda_svc

MARK = "\x1e"
PATIENCE = 0.25  # seconds that a request waits for a free process before one more is started
AT_ONCE = max(4, 2 * (os.cpu_count() or 1))  # processes of one version: on one machine more only slow each other
STARTING = 10  # seconds that a request waits at most for one that is starting, or beyond AT_ONCE
SURPLUS_IDLE = 60  # seconds that processes beyond the first, and those of replaced versions, are kept
LAST_IDLE = 30 * 60  # seconds that the last process of a function is kept
STREAMS_KEPT = 200  # log streams of a group; one for each process
EVENTS_KEPT = 20_000  # events of a log stream

ROOT = os.environ["POCKET_ENVIRONMENTS"]
RUNTIME = os.path.join(os.path.dirname(os.path.abspath(__file__)), "runtime.py")
#: What Lambda's Python runtime brings besides the standard library.
RUNTIME_PACKAGES = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3", "six.py")

_changed = threading.Condition()
_pools = {}  # (account:region, function, version, digest of code and layers) -> environments
_lines = {}  # the same -> requests that wait for one, the first first
_lines_lock = threading.Lock()
_unpacking = threading.Lock()
_ids = itertools.count(time.time_ns())  # of log events


def runtime_packages():
    """A folder with nothing but the packages of Lambda's own runtime, as links into this interpreter's."""
    folder = os.path.join(ROOT, "packages")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    source = os.path.dirname(os.path.dirname(os.path.abspath(lambda_runtime.__file__)))
    source = os.path.dirname(source)
    for name in RUNTIME_PACKAGES:
        if os.path.exists(os.path.join(source, name)):
            os.symlink(os.path.join(source, name), os.path.join(folder, name))
    return folder


PACKAGES = runtime_packages()


def unpacked(archives):
    """The folder that holds these archives unpacked over each other; made once for each content and kept between runs."""
    digest = hashlib.sha256(b"".join(hashlib.sha256(archive).digest() for archive in archives)).hexdigest()[:32]
    folder = os.path.join(ROOT, digest)
    with _unpacking:
        if not os.path.isdir(folder):
            partial = f"{folder}.{uuid.uuid4().hex}"
            os.makedirs(partial)
            for archive in archives:
                _unpack(archive, partial)
            os.rename(partial, folder)
        os.utime(folder)
    return folder


def _unpack(archive, folder):
    path = os.path.join(folder, ".archive")
    with open(path, "wb") as file:
        file.write(archive)
    with zipfile.ZipFile(path) as opened:
        for entry in opened.infolist():
            target = opened.extract(entry, folder)  # keeps inside the folder whatever the entry's name says
            mode = entry.external_attr >> 16 & 0o777
            if mode and not entry.is_dir():
                os.chmod(target, mode | 0o400)
    os.remove(path)


def forget_unpacked(older_than=7 * 24 * 3600):
    """Removes what nothing has used for a week, and what a killed run left half done."""
    for name in os.listdir(ROOT):
        path = os.path.join(ROOT, name)
        if name != "packages" and ("." in name or time.time() - os.stat(path).st_mtime > older_than):
            shutil.rmtree(path, ignore_errors=True)


def is_image(config):
    """Whether a function's code is an image that is there."""
    return config.get("PackageType") == "Image" and images.find(config.get("ImageUri")) is not None


class Environment:
    """One process with the handler loaded. Used by one invocation at a time."""

    def __init__(self, record, config):
        self.config = config
        self.name = config.get("FunctionName", "unknown")
        self.version = config.get("Version", "$LATEST")
        self.busy = True
        self.ready = False
        self.last_used = time.time()
        self.context = contextvars.copy_context()  # account and region, for the log
        self.log = Log(config, self.version)
        self.lines = []
        self.quiet = threading.Event()
        self.begun = time.monotonic()
        self.initialized = None  # milliseconds, until they are reported
        self.process, self.answers = self._start(*self._folders(record))
        threading.Thread(target=self.context.run, args=(self._read_log,), daemon=True, name=f"log of {self.name}").start()

    def _folders(self, record):
        """What /var/task and /opt are on AWS."""
        if is_image(self.config):
            with _unpacking:
                return images.unpacked(self.config["ImageUri"], ROOT)
        layers = [data for layer in self.config.get("Layers") or [] if (data := lambda_svc._resolve_layer_zip(layer))]
        return unpacked([record["code_zip"]]), unpacked(layers)

    def _variables(self, task, layers):
        """What a function finds in its environment on AWS, with the endpoint of this cloud and nothing of the host's."""
        account, region = lambda_runtime._account_region_from_function_config(self.config)
        credentials = {key: value for key, value in lambda_runtime.execution_credentials(self.config).items() if value}
        return {
            "PATH": os.environ.get("PATH", "/usr/local/bin:/usr/bin:/bin"),
            "LANG": "en_US.UTF-8",
            "LC_ALL": "C.UTF-8",
            "TZ": ":UTC",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{os.environ['GATEWAY_PORT']}",
            "AWS_EC2_METADATA_DISABLED": "true",
            **(images.environment(self.config["ImageUri"]) if is_image(self.config) else {}),
            **lambda_svc._runtime_env_vars(self.config),
            **credentials,
            "AWS_REGION": region,
            "AWS_DEFAULT_REGION": region,
            "AWS_EXECUTION_ENV": f"AWS_Lambda_{self.config.get('Runtime', 'python')}",
            "AWS_LAMBDA_FUNCTION_NAME": self.name,
            "AWS_LAMBDA_FUNCTION_VERSION": self.version,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(self.config.get("MemorySize", 128)),
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "AWS_LAMBDA_LOG_GROUP_NAME": self.log.group,
            "AWS_LAMBDA_LOG_STREAM_NAME": self.log.stream,
            "LAMBDA_TASK_ROOT": task,
            "LD_LIBRARY_PATH": f"{task}:{task}/lib:{layers}/lib",
            "_HANDLER": images.handler(self.config) if is_image(self.config) else self.config.get("Handler", ""),
            "_POCKET_LAYERS": layers,
            "_POCKET_PACKAGES": PACKAGES,
        }

    def _start(self, task, layers):
        reading, writing = os.pipe()
        variables = {**self._variables(task, layers), "_POCKET_ANSWERS": str(writing)}
        try:
            process = subprocess.Popen(
                [getattr(sys, "_base_executable", sys.executable), "-S", "-s", "-u", RUNTIME],
                cwd=task, env=variables, pass_fds=(writing,),
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )
        except BaseException:
            os.close(reading)
            raise
        finally:
            os.close(writing)
        return process, os.fdopen(reading, "rb")

    def _read_log(self):
        for raw in self.process.stdout:
            line = raw.decode("utf-8", "replace").rstrip("\r\n")
            before, mark, rest = line.partition(MARK)
            if before or not mark:
                self._logged(before)
            if mark and rest:
                try:
                    self._logged(json.loads(rest))
                except ValueError:
                    self._logged(rest)
            elif mark:
                self.quiet.set()
        self.quiet.set()

    def _logged(self, text):
        self.lines.append(text)
        self.log.write([text])

    def invoke(self, event, request_id, arn, timeout):
        """Runs one invocation; MiniStack's result dictionary."""
        self.lines = [f"START RequestId: {request_id} Version: {self.version}"]
        self.quiet.clear()
        self.log.write(self.lines)
        started = time.monotonic()
        message = {"event": event, "request_id": request_id, "arn": arn, "deadline": time.time() + timeout}
        box = []
        thread = threading.Thread(target=self._exchange, args=(message, box), daemon=True)
        thread.start()
        thread.join(timeout + (0 if self.ready else 10))  # initialising has its own 10 seconds, as on AWS
        if thread.is_alive():
            self.stop()
            text = f"Task timed out after {timeout:.2f} seconds"
            self._logged(f"{datetime.datetime.now(datetime.timezone.utc):%Y-%m-%dT%H:%M:%S.%fZ} {request_id} {text}")
            head, body = {"error": True}, {"errorType": "Sandbox.Timedout", "errorMessage": f"RequestId: {request_id} Error: {text}"}
        elif not box:
            self.stop()
            status = self.process.returncode
            text = f"Runtime exited with error: {f'exit status {status}' if status >= 0 else f'signal {-status}'}"
            self._logged(f"RequestId: {request_id} Error: {text}")
            head, body = {"error": True}, {"errorType": "Runtime.ExitError", "errorMessage": f"RequestId: {request_id} Error: {text}"}
        else:
            head, body = box[0]
            self.quiet.wait(1)
        milliseconds = (time.monotonic() - started) * 1000
        memory = self.config.get("MemorySize", 128)
        used = head.get("memory", 0)  # of a process that ended nobody knows
        initialized, self.initialized = self.initialized, None
        cold = f"\tInit Duration: {initialized:.2f} ms" if initialized is not None else ""
        end = [
            f"END RequestId: {request_id}",
            f"REPORT RequestId: {request_id}\tDuration: {milliseconds:.2f} ms\tBilled Duration: {int(milliseconds) + 1} ms\t"
            f"Memory Size: {memory} MB\tMax Memory Used: {used} MB{cold}",
        ]
        self.log.write(end)
        lines, self.lines = [*self.lines, *end], []
        self.log.forward(lines)
        payload = body.decode() if isinstance(body, bytes) else json.dumps(body)
        result = {"body": payload, "raw_payload": True, "log": "\n".join(lines), "log_source": "environment"}
        return {**result, "error": True} if head.get("error") else result

    def _exchange(self, message, box):
        with contextlib.suppress(OSError, ValueError, struct.error):
            if not self.ready:
                self._answer()
                self.ready, self.initialized = True, (time.monotonic() - self.begun) * 1000
            body = json.dumps(message).encode()
            self.process.stdin.write(struct.pack(">I", len(body)) + body)
            self.process.stdin.flush()
            box.append(self._answer())

    def _answer(self):
        head, body = struct.unpack(">II", self.answers.read(8))
        return json.loads(self.answers.read(head)), self.answers.read(body)

    @property
    def alive(self):
        """Whether the process still runs."""
        return self.process.poll() is None

    def stop(self):
        """Ends the process."""
        with contextlib.suppress(OSError):
            self.process.kill()
        self.process.wait()


class Log:
    """The log stream of one environment."""

    def __init__(self, config, version):
        self.group = (config.get("LoggingConfig") or {}).get("LogGroup") or f"/aws/lambda/{config.get('FunctionName')}"
        self.stream = f"{datetime.datetime.now(datetime.timezone.utc):%Y/%m/%d}/[{version}]{uuid.uuid4().hex}"

    def _open(self):
        now = int(time.time() * 1000)
        groups = cloudwatch_logs._log_groups
        if self.group not in groups:
            groups[self.group] = {
                "arn": cloudwatch_logs._make_group_arn(self.group), "creationTime": now, "retentionInDays": None, "tags": {},
                "subscriptionFilters": {}, "streams": {},
            }
        streams = groups[self.group]["streams"]
        if self.stream not in streams:
            for old in list(streams)[: max(0, len(streams) - STREAMS_KEPT + 1)]:
                streams.pop(old, None)
            streams[self.stream] = {
                "events": [], "uploadSequenceToken": "1", "creationTime": now, "firstEventTimestamp": None, "lastEventTimestamp": None,
                "lastIngestionTime": None,
            }
        return streams[self.stream]

    def write(self, lines):
        """Appends events; they can be read while the invocation still runs."""
        now = int(time.time() * 1000)
        stream = self._open()
        # By its id an event is told from another of the same text and millisecond.
        events = [{"eventId": f"{next(_ids):056}", "timestamp": now, "message": line, "ingestionTime": now} for line in lines]
        cloudwatch_logs._append_log_events(stream, events)
        if len(stream["events"]) > EVENTS_KEPT:
            del stream["events"][: EVENTS_KEPT // 10]

    def forward(self, lines):
        """Hands a finished invocation's lines to the group's subscription filters."""
        now = int(time.time() * 1000)
        cloudwatch_logs._fanout_to_subscription_filters(self.group, self.stream, [{"timestamp": now, "message": line} for line in lines])


def _key(record, config):
    account, region = lambda_runtime._account_region_from_function_config(config)
    layers = "".join(f"{layer.get('Arn')}" if isinstance(layer, dict) else layer for layer in config.get("Layers") or [])
    digest = hashlib.sha256(f"{config.get('CodeSha256')}{layers}{config.get('Handler')}{config.get('Environment')}".encode()).hexdigest()
    return f"{account}:{region}", config.get("FunctionName"), config.get("Version", "$LATEST"), digest


def acquire(record, config):
    """A free environment, in the order of asking; a new one when none is free soon. A starting one is waited for: more at once would only slow all of them."""
    key, asked = _key(record, config), time.monotonic()
    with _first_in_line(key), _changed:
        first = time.monotonic()
        while True:
            pool = _pools[key] = [environment for environment in _pools.get(key, []) if environment is None or environment.alive]
            free = next((environment for environment in pool if environment and not environment.busy), None)
            if free:
                free.busy, free.last_used = True, time.time()
                return free
            now = time.monotonic()
            starting = any(environment is None or not environment.ready for environment in pool)
            # All of them may wait for another answer of this site's, so there is no last one.
            left = STARTING - (now - first) if starting or len(pool) >= AT_ONCE else PATIENCE - (now - asked)
            if not pool or left <= 0:
                pool.append(None)  # a place held, so that one starts at a time
                break
            _changed.wait(min(left, PATIENCE))
    environment = None
    try:
        environment = Environment(record, config)
        return environment
    finally:
        with _changed:
            pool = _pools.setdefault(key, [])
            if None in pool:
                pool.remove(None)
            if environment:
                pool.append(environment)
            _changed.notify_all()


@contextlib.contextmanager
def _first_in_line(key):
    """Waits until this request is the first that asks for one of these environments. A thousand that all looked would leave no time to answer them."""
    turn = threading.Event()
    with _lines_lock:
        line = _lines.setdefault(key, collections.deque())
        line.append(turn)
        line[0].set()
    turn.wait()
    try:
        yield
    finally:
        with _lines_lock:
            line.popleft()
            if line:
                line[0].set()
            elif _lines.get(key) is line:
                del _lines[key]


def execute(func, event, request_id):
    """Runs a Python function; every other runtime is MiniStack's own."""
    config = func.get("config") or func
    if not is_image(config) and (not str(config.get("Runtime", "")).startswith("python") or not func.get("code_zip")):
        return _execute_other(func, event, request_id)
    environment = acquire(func, config)
    try:
        return environment.invoke(event, request_id, config.get("FunctionArn", ""), float(config.get("Timeout") or 3))
    finally:
        with _changed:
            environment.busy, environment.last_used = False, time.time()
            _changed.notify_all()


def execute_image(func, event, request_id):
    """Runs a function of an image; whatever else MiniStack runs in Docker is its own."""
    config = func.get("config") or func
    return (execute if is_image(config) else _execute_in_docker)(func, event, request_id)


def emit_logs(func, request_id, log_text, error, duration_ms, *, log_source=None):
    """An environment has written its log already, line by line."""
    if log_source != "environment":
        _emit_other(func, request_id, log_text, error, duration_ms, log_source=log_source)


def invalidate(func_name, qualifier=None, account=None, region=None):
    """Ends the environments of a function that changed or went; one that is busy ends after its answer."""
    _invalidate_other(func_name, qualifier, account, region)
    with _changed:
        for key in [key for key in _pools if key[1] == func_name and qualifier in (None, key[2])]:
            for environment in [environment for environment in _pools.pop(key) if environment]:
                if environment.busy:
                    with contextlib.suppress(OSError):
                        environment.process.stdin.close()
                else:
                    environment.stop()


def stop_all():
    """Ends every environment, busy ones too."""
    with _changed:
        for pool in _pools.values():
            for environment in filter(None, pool):
                environment.stop()
        _pools.clear()


def _reap():
    """Ends environments that nothing has used for a while."""
    while True:
        time.sleep(15)
        with _changed:
            current = {}  # function -> its pool used last
            for key, pool in _pools.items():
                used = max((environment.last_used for environment in pool if environment), default=0)
                if used >= current.get(key[:2], (0, None))[0]:
                    current[key[:2]] = (used, key)
            for key, pool in list(_pools.items()):
                for position, environment in enumerate(list(pool)):
                    if environment is None or environment.busy:
                        continue
                    last = position == 0 and current[key[:2]][1] == key
                    if not environment.alive or time.time() - environment.last_used > (LAST_IDLE if last else SURPLUS_IDLE):
                        environment.stop()
                        pool.remove(environment)
                if not pool:
                    del _pools[key]


def install():
    """Puts this module in the place of MiniStack's own."""
    global _execute_other, _emit_other, _invalidate_other, _execute_in_docker
    _execute_other, _emit_other, _invalidate_other = lambda_svc._execute_function_warm, lambda_svc._emit_lambda_logs, lambda_runtime.invalidate_worker
    lambda_svc._execute_function_warm, lambda_svc._emit_lambda_logs = execute, emit_logs
    _execute_in_docker, lambda_svc._execute_function_docker = lambda_svc._execute_function_docker, execute_image
    for module in (lambda_runtime, lambda_svc):
        module.invalidate_worker = invalidate
    forget_unpacked()
    threading.Thread(target=_reap, daemon=True, name="idle environments").start()
