"""Measures whole processes: CPU seconds, wall seconds and peak memory of commands, as the operating system counts them.

Usage: python3 benches/measure.py [-n RUNS] -- COMMAND [ARG ...]

Prints the minimum, median and maximum of RUNS runs (default 5) after one that is not counted. Times are in seconds, memory in MiB (the largest
process of the command, `ru_maxrss` of getrusage(2)). Linux counts what a process had before `exec` too, which here is this interpreter with its 15 MiB: so
memory is asked of GNU time (`time -f %M`) where that is installed, and what it cannot be under is said where it is not. Exits with the command's own status
if it fails.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time


def run(command):
    """Runs the command once; returns (cpu seconds, wall seconds, peak MiB). Raises SystemExit with its status if it fails."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    if status:
        raise SystemExit(os.waitstatus_to_exitcode(status))
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def memory(time_program, command):
    """Peak MiB of the command, by GNU time."""
    process = subprocess.run([time_program, "-f", "%M", *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
    return int(process.stderr.split()[-1]) / 1024


def main():
    """Reads the arguments, measures and prints one row a figure."""
    parser = argparse.ArgumentParser(description="Measures a command as a whole process.")
    parser.add_argument("-n", type=int, default=5, metavar="RUNS")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    command = [word for word in arguments.command if word != "--"]
    if not command:
        parser.error("a command is missing")
    run(command)
    rows = [list(row) for row in zip(*(run(command) for _ in range(arguments.n)))]
    time_program = shutil.which("time")
    if time_program:
        rows[2] = [memory(time_program, command) for _ in range(arguments.n)]
    else:
        print("GNU time is not installed: memory under 15 MiB cannot be seen", file=sys.stderr)
    for name, unit, values in zip(("cpu", "wall", "memory"), ("s", "s", "MiB"), rows):
        print(f"{name:<7}{min(values):9.3f} {statistics.median(values):9.3f} {max(values):9.3f} {unit}")


if __name__ == "__main__":
    sys.exit(main())
