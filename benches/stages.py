"""Measures how the macro and the synthesis grow with the number of stages.

Usage: python3 benches/stages.py [-n RUNS] [STAGES ...]

For each number of stages (default 1 20 100 500) it writes a program with that many, builds it without the feature `deploy`, and prints the minimum, the
median and the maximum of RUNS runs (default 5) of

  check    `cargo check` after an edit in the block: rustc with the macro, and cargo itself
  load     the release program running `check`: reading the block back and checking every stage
  synth    the release program running `synth` for the last stage

What the macro itself costs is the difference between two rows of `check`. The projects stay in target/benches.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
FOLDER = REPOSITORY / "target" / "benches"
ENVIRONMENT = os.environ | {"CARGO_TARGET_DIR": str(FOLDER / "stages-target")}


def program(stages):
    """A program whose stages differ in one value each."""
    lines = ["pocket::pocket! {", "    project scale;", '    region: "ap-northeast-1";', "    every stage { s3; secret API_KEY: password(50); }"]
    for number in range(stages):
        lines.append(
            f"    stage s{number} {{ neon {{ branch: \"s{number}\"; }} efs_cache; lambda {{ memory: {512 + number}mb; timeout: 20s; }} "
            f"env NUMBER: \"{number}\"; }}"
        )
    return "\n".join([*lines, "}", "", "fn main() -> std::process::ExitCode { app().run() }", ""])


def make_project(stages):
    """Writes the project; returns its folder."""
    folder = FOLDER / f"stages-{stages}"
    (folder / "src").mkdir(parents=True, exist_ok=True)
    workspace = (REPOSITORY / "Cargo.toml").read_text()
    (folder / "Cargo.toml").write_text(
        f'[package]\nname = "scale{stages}"\nversion = "0.1.0"\nedition = "2024"\n\n[dependencies]\n'
        f'pocket = {{ path = "{REPOSITORY}", default-features = false }}\n\n[workspace]\nresolver = "3"\n\n{workspace[workspace.index("[profile.dev]") :]}'
    )
    (folder / "Cargo.lock").write_text((REPOSITORY / "Cargo.lock").read_text())
    (folder / "src/main.rs").write_text(program(stages))
    shutil.copytree(REPOSITORY / "tests" / "skeleton", folder / "src", dirs_exist_ok=True)  # The Django project, which is checked too.
    return folder


def run(folder, *command):
    """Runs a command that must succeed; returns (cpu seconds, wall seconds)."""
    begin = time.monotonic()
    with open(FOLDER / "stages.log", "wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    if status:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{(FOLDER / 'stages.log').read_text()[-4000:]}")
    return usage.ru_utime + usage.ru_stime, wall


def report(name, rows):
    """Prints minimum, median and maximum of CPU and wall time."""
    for figure, values in zip(("cpu", "wall"), zip(*rows)):
        low, middle, high = (1000 * value for value in (min(values), statistics.median(values), max(values)))
        print(f"{name:<18} {figure:<5}{low:9.1f} {middle:9.1f} {high:9.1f} ms", flush=True)


def measure(stages, runs):
    """All figures for one number of stages."""
    folder = make_project(stages)
    source = folder / "src/main.rs"
    run(folder, "cargo", "check", "--offline")
    rows = []
    for number in range(runs):
        source.write_text(program(stages).replace("timeout: 20s", f"timeout: {10 + number}s", 1))
        rows.append(run(folder, "cargo", "check", "--offline"))
    report(f"{stages} stages check", rows)
    run(folder, "cargo", "build", "--release", "--offline")
    binary = FOLDER / "stages-target/release" / f"scale{stages}"
    report(f"{stages} stages load", [run(folder, binary, "check") for _ in range(runs)])
    report(f"{stages} stages synth", [run(folder, binary, "synth", "-s", f"s{stages - 1}") for _ in range(runs)])
    template = subprocess.run([binary, "synth", "-s", f"s{stages - 1}"], cwd=folder, capture_output=True, check=True).stdout
    resources = sum(len(stack["Resources"]) for stack in json.loads(template).values())
    print(f"{stages} stages: the last has {resources} resources", flush=True)


def main():
    """Reads the arguments and measures each number of stages."""
    parser = argparse.ArgumentParser(description="Measures the macro and the synthesis for many stages.")
    parser.add_argument("-n", type=int, default=5, metavar="RUNS")
    parser.add_argument("stages", nargs="*", type=int, default=[1, 20, 100, 500])
    arguments = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    print(f"# load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
    for stages in arguments.stages:
        measure(stages, arguments.n)


if __name__ == "__main__":
    main()
