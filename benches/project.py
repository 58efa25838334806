"""Measures what the author of a site waits for, in a Cargo project of its own that depends on this checkout (mysite, copied out of the repository).

Usage: python3 benches/project.py [-n RUNS] PART ...

  build    the first build of the program, from an empty target folder (runs once: it takes minutes)
  edit     after one edit in the `pocket!` block: `cargo check` and `cargo run -- plan`
  deploy   `deploy` on the embedded cloud: from nothing, without a change, and after a change of a template and of a Python file

Each row is the minimum, the median and the maximum of RUNS runs (default 5). `cpu` counts the command and the processes that it waited for;
the embedded cloud's own processes count only in `wall`. The load average before a part is printed with it, because others slow the clock more than the CPU seconds.
Memory is that of the largest process, and cannot be seen under this interpreter's own 15 MiB.
The project stays in target/benches, and `deploy` ends by deleting everything that it deployed.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
FOLDER = REPOSITORY / "target" / "benches"
PROJECT = FOLDER / "mysite"
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "NEON_", "DJANGO_"))} | {"CARGO_TARGET_DIR": str(FOLDER / "target")}
PROGRAM = FOLDER / "target" / "debug" / "mysite"


def make_project():
    """A user's project: mysite beside a manifest that depends on this checkout by its path, with the profiles that the README names."""
    shutil.rmtree(PROJECT, ignore_errors=True)
    shutil.copytree(REPOSITORY / "examples" / "mysite", PROJECT)
    workspace = (REPOSITORY / "Cargo.toml").read_text()
    (PROJECT / "Cargo.toml").write_text(
        '[package]\nname = "mysite"\nversion = "0.1.0"\nedition = "2024"\n\n[[bin]]\nname = "mysite"\npath = "main.rs"\n\n'
        f'[dependencies]\npocket = {{ path = "{REPOSITORY}" }}\n\n[workspace]\nresolver = "3"\n\n{workspace[workspace.index("[profile.dev]") :]}'
    )
    shutil.copy(REPOSITORY / "Cargo.lock", PROJECT / "Cargo.lock")


def run(*command):
    """Runs the command in the project; returns (cpu seconds, wall seconds, peak MiB)."""
    begin = time.monotonic()
    with open(FOLDER / "project.log", "wb") as log:
        process = subprocess.Popen(command, cwd=PROJECT, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    if status:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{(FOLDER / 'project.log').read_text()}")
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def report(name, rows):
    """Prints minimum, median and maximum of each figure."""
    for figure, unit, values in zip(("cpu", "wall", "memory"), ("s", "s", "MiB"), zip(*rows)):
        print(f"{name:<32} {figure:<7}{min(values):9.2f} {statistics.median(values):9.2f} {max(values):9.2f} {unit}", flush=True)


def edit(path, first, second):
    """Replaces one text by the other, whichever of them stands in the file."""
    text = path.read_text()
    path.write_text(text.replace(first, second) if first in text else text.replace(second, first))


def edit_block():
    """One edit in the block: the memory of a function."""
    edit(PROJECT / "main.rs", "memory: 512mb;", "memory: 640mb;")


def build(_):
    """The first build, from nothing."""
    shutil.rmtree(FOLDER / "target", ignore_errors=True)
    subprocess.run(["cargo", "fetch", "--quiet"], cwd=PROJECT, env=ENVIRONMENT, check=True)
    report("first build", [run("cargo", "build", "--offline")])
    tree = subprocess.run(
        ["cargo", "tree", "--offline", "--prefix", "none", "-e", "normal,build", "--format", "{p}"], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    crates = {" ".join(line.split(" ")[:2]) for line in tree.stdout.splitlines() if line}
    print(f"{'crates that are compiled':<32} {len(crates)} with the program itself; the program has {PROGRAM.stat().st_size / 2**20:.0f} MiB")


def edits(runs):
    """The loop of a person who edits the block."""
    run("cargo", "build", "--offline")
    for name, command in (
        ("check after an edit", ("cargo", "check", "--offline")),
        ("run -- check after an edit", ("cargo", "run", "--offline", "--", "check")),
        ("run -- plan after an edit", ("cargo", "run", "--offline", "--", "plan")),
    ):
        rows = []
        for number in range(runs + 1):
            edit_block()
            row = run(*command)
            if number:
                rows.append(row)
        report(name, rows)


def deploy(runs):
    """Deploys as a user sees them, without the build of the program."""
    run("cargo", "build", "--offline")
    rows = {"from nothing": [], "no change": [], "plan, no change": [], "template changed": [], "python file changed": []}
    template, view = PROJECT / "site/templates/base.html", PROJECT / "site/journal/views.py"
    run(PROGRAM, "deploy")
    for _ in range(runs):
        run(PROGRAM, "embedded", "reset")
        shutil.rmtree(PROJECT / ".pocket", ignore_errors=True)
        rows["from nothing"].append(run(PROGRAM, "deploy"))
        rows["no change"].append(run(PROGRAM, "deploy"))
        rows["plan, no change"].append(run(PROGRAM, "plan"))
        template.write_text(template.read_text() + "<!-- changed -->\n")
        rows["template changed"].append(run(PROGRAM, "deploy"))
        view.write_text(view.read_text() + "\n# changed\n")
        rows["python file changed"].append(run(PROGRAM, "deploy"))
    for name, values in rows.items():
        report(f"deploy, {name}" if not name.startswith("plan") else name, values)
    run(PROGRAM, "destroy", "--delete-data", "mysite-local")
    run(PROGRAM, "embedded", "reset")


PARTS = {"build": build, "edit": edits, "deploy": deploy}


def main():
    """Reads the arguments and measures each part."""
    parser = argparse.ArgumentParser(description="Measures builds, edits and deploys of a user's project.")
    parser.add_argument("-n", type=int, default=5, metavar="RUNS")
    parser.add_argument("parts", nargs="+", choices=PARTS)
    arguments = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    make_project()
    for part in arguments.parts:
        print(f"# {part}: load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
        PARTS[part](arguments.n)


if __name__ == "__main__":
    main()
