#!/usr/bin/env python3
"""A wrapper for rustc that notes what each crate costs: `RUSTC_WRAPPER=benches/rustc.py POCKET_BENCH_CRATES=FILE cargo build`.

Appends a line for each run of rustc to FILE: CPU seconds, wall seconds, peak memory in MiB, and the crate's name and version. `python3 benches/rustc.py FILE`
prints their sums, the dearest first. What build scripts run (a C compiler, for example) is not rustc's and not in it.
"""

import collections
import os
import subprocess
import sys
import time


def note(arguments):
    """Runs rustc and notes it; returns its status."""
    begin = time.monotonic()
    process = subprocess.Popen(arguments)
    _, status, usage = os.wait4(process.pid, 0)
    name = arguments[arguments.index("--crate-name") + 1] if "--crate-name" in arguments else "-"
    version = os.environ.get("CARGO_PKG_VERSION", "-")
    line = f"{usage.ru_utime + usage.ru_stime:.3f} {time.monotonic() - begin:.3f} {usage.ru_maxrss / 1024:.0f} {name} {version}\n"
    if "--crate-name" in arguments and (path := os.environ.get("POCKET_BENCH_CRATES")):
        with open(path, "a", encoding="utf-8") as file:
            file.write(line)
    return os.waitstatus_to_exitcode(status)


def table(path):
    """Prints the sums by crate."""
    cpu, memory = collections.Counter(), collections.Counter()
    with open(path, encoding="utf-8") as file:
        for line in file:
            seconds, _, peak, name, version = line.split()
            package = "all build scripts" if name.startswith("build_script_") else f"{name} {version}"
            cpu[package] += float(seconds)
            memory[package] = max(memory[package], int(peak))
    print(f"{sum(cpu.values()):8.1f} s  {len(cpu)} crates")
    for package, seconds in cpu.most_common(40):
        print(f"{seconds:8.1f} s {memory[package]:6d} MiB  {package}")


if __name__ == "__main__":
    if len(sys.argv) == 2 and os.path.isfile(sys.argv[1]) and not os.access(sys.argv[1], os.X_OK):
        table(sys.argv[1])
    else:
        sys.exit(note(sys.argv[1:]))
