#!/usr/bin/env python3
"""A visitor's and an author's way through examples/mysite, in headless Chromium.

    journey.py --url http://local.mysite.localhost:8000 --user admin --password-env ADMIN_PASSWORD --out screenshots

The user is a superuser who exists. The site may be served by anything, `manage.py runserver` included, and may have been
visited before: what is written carries a token of this run.

stdout: one JSON object a step, with `step`, `ok`, `seconds`, `screenshot` and what the step saw. The first step that fails
is the last one; its message is on stderr too. Exit status: 0 all is well, 1 a step failed, 2 it could not begin.
"""

import argparse
import json
import os
import secrets
import sys
import time
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError

from browser import Watch, find_browser, open_page
from steps import STEPS, Failure, Journey


def main() -> int:
    args = parse_arguments()
    password = os.environ.get(args.password_env)
    if not password:
        return cannot_begin(f"the environment variable {args.password_env} holds no password")
    executable = args.browser or find_browser()
    if not executable:
        return cannot_begin("no Chromium on PATH; install one (Debian: apt-get install chromium) or name it with --browser")
    args.out.mkdir(parents=True, exist_ok=True)

    started = time.monotonic()
    with open_page(executable, args.timeout) as page:
        journey = Journey(
            page=page,
            watch=Watch(page),
            url=args.url.rstrip("/"),
            user=args.user,
            password=password,
            token=secrets.token_hex(4),
        )
        for number, step in enumerate(STEPS, 1):
            name = step.__name__
            begun = time.monotonic()
            try:
                facts = step(journey) or {}
                if troubles := journey.watch.take_troubles():
                    raise Failure("the browser reported " + "; ".join(troubles))
                problem = None
            except (Failure, PlaywrightError) as error:
                problem = str(error).replace(password, "********")
                # What the browser reported is mostly the cause.
                if troubles := journey.watch.take_troubles():
                    problem += "\nthe browser reported " + "; ".join(troubles)
                facts = {"error": problem, "page": page.url.split("?")[0]}
            screenshot = args.out / f"{number:02}-{name}{'-failed' if problem else ''}.png"
            take_screenshot(page, screenshot)
            report(step=name, ok=not problem, seconds=elapsed(begun), screenshot=str(screenshot), **facts)
            if problem:
                print(f"journey: {name}: {problem}\nscreenshot: {screenshot}", file=sys.stderr)
                return 1
    report(step="end", ok=True, seconds=elapsed(started), token=journey.token)
    return 0


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--url", required=True, help="where the site is, without a path")
    parser.add_argument("--user", required=True, help="username of a superuser")
    parser.add_argument("--password-env", required=True, metavar="NAME", help="environment variable with the password")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="where the screenshots go")
    parser.add_argument("--browser", metavar="PATH", help="the Chromium to use (default: the first on PATH)")
    parser.add_argument("--timeout", type=float, default=30, metavar="SECONDS", help="for each thing waited for (default: 30)")
    return parser.parse_args()


def take_screenshot(page, path: Path) -> None:
    try:
        page.screenshot(path=path, full_page=True)
    except PlaywrightError as error:
        print(f"journey: no screenshot: {error}", file=sys.stderr)


def report(**line) -> None:
    print(json.dumps(line, ensure_ascii=False), flush=True)


def elapsed(begun: float) -> float:
    return round(time.monotonic() - begun, 2)


def cannot_begin(reason: str) -> int:
    print(f"journey: {reason}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
