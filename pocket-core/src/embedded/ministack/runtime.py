"""The inside of one Lambda execution environment: imports the handler once, then answers one invocation after another.

Started by `environments.py` without `site`, so that only the standard library, the function's code, its layers and the packages of Lambda's own Python
runtime can be imported: what is missing on AWS is missing here. Frames on standard input are invocations, frames on the descriptor
`_POCKET_ANSWERS` are answers; standard output and error are the function's log and nothing else.
"""

import importlib
import json
import os
import resource
import site
import struct
import sys
import time
import traceback

MARK = "\x1e"  # begins a line of the log that means something to environments.py
RESPONSE_LIMIT = 6291556  # bytes of a synchronous answer, as on AWS


def read_frame(stream):
    """The next frame, or None when the other side has gone."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    return json.loads(stream.read(struct.unpack(">I", head)[0]))


def write_frame(stream, head, body):
    """An answer: a JSON head, then the payload as it goes to the caller."""
    head = json.dumps(head).encode()
    stream.write(struct.pack(">II", len(head), len(body)) + head + body)
    stream.flush()


def flush_logs():
    """What the handler wrote must be in the log before the answer is out, even when the handler replaced the streams."""
    for stream in {sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__}:
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            pass


def log_event(text):
    """Writes several lines as one log event, as Lambda's runtime does with a traceback."""
    flush_logs()
    os.write(2, (MARK + json.dumps(text) + "\n").encode())


def failure(error_type, message, request_id, frames=()):
    """The payload of a failed invocation."""
    body = {"errorMessage": message, "errorType": error_type, "requestId": request_id, "stackTrace": list(frames)}
    return {"error": True}, json.dumps(body).encode()


class Context:
    """The context object of an invocation."""

    identity = None
    client_context = None

    def __init__(self, message):
        self.aws_request_id = message["request_id"]
        self.invoked_function_arn = message["arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self._deadline = message["deadline"]

    def get_remaining_time_in_millis(self):
        """Milliseconds until the invocation is stopped."""
        return max(0, int((self._deadline - time.time()) * 1000))


def search_path(task, layers, packages):
    """Lambda's order: code, layers, standard library, the runtime's own packages."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    del sys.path[0]  # the folder of this file
    sys.path[0:0] = [task, f"{layers}/python/lib/{version}/site-packages", f"{layers}/python"]
    if os.path.isdir(sys.path[1]):
        site.addsitedir(sys.path[1])
    sys.path.append(packages)


def load(handler):
    """Imports the handler; the failure that AWS would report when that does not work, else the function."""
    module, _, name = handler.rpartition(".")
    try:
        loaded = importlib.import_module(module.replace("/", "."))
    except ImportError as error:
        return None, ("Runtime.ImportModuleError", f"Unable to import module '{module}': {error}", traceback.format_exc())
    except SyntaxError as error:
        return None, ("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module}': {error}", traceback.format_exc())
    except Exception as error:
        return None, (type(error).__name__, str(error), traceback.format_exc())
    if not hasattr(loaded, name):
        return None, ("Runtime.HandlerNotFound", f"Handler '{name}' missing on module '{module}'", "")
    return getattr(loaded, name), None


def answer(function, message):
    """Runs one invocation."""
    request_id = message["request_id"]
    try:
        result = function(message["event"], Context(message))
    except Exception as error:
        name = type(error).__name__
        log_event(f"[ERROR] {name}: {error}\n{traceback.format_exc()}")
        return failure(name, str(error), request_id, traceback.format_tb(error.__traceback__))
    try:
        body = json.dumps(result).encode()
    except (TypeError, ValueError) as error:
        message = f"Unable to marshal response: {error}"
        log_event(f"[ERROR] Runtime.MarshalError: {message}")
        return failure("Runtime.MarshalError", message, request_id)
    if len(body) > RESPONSE_LIMIT:
        message = f"Response payload size ({len(body)} bytes) exceeded maximum allowed payload size ({RESPONSE_LIMIT} bytes)."
        return failure("Function.ResponseSizeTooLarge", message, request_id)
    return {}, body


def main():
    """Reads invocations until the other side closes."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(int(os.environ.pop("_POCKET_ANSWERS")), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.set_inheritable(answers.fileno(), False)
    search_path(os.environ["LAMBDA_TASK_ROOT"], os.environ.pop("_POCKET_LAYERS"), os.environ.pop("_POCKET_PACKAGES"))
    sys.argv = ["bootstrap"]
    function, broken = load(os.environ["_HANDLER"])
    if broken:
        log_event(f"[ERROR] {broken[0]}: {broken[1]}\n{broken[2]}")
    flush_logs()
    write_frame(answers, {"ready": broken is None}, b"")
    while (message := read_frame(requests)) is not None:
        head, body = failure(broken[0], broken[1], message["request_id"]) if broken else answer(function, message)
        flush_logs()
        os.write(2, f"{MARK}\n".encode())
        head["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024)
        write_frame(answers, head, body)


if __name__ == "__main__":
    main()
