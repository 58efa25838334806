"""Headless Chromium, and a watch over everything that goes wrong in it."""

import shutil
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

# Nothing but the site under test is to be asked for anything, and a container has no sandbox to offer.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_browser() -> str | None:
    """The first Chromium on PATH."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def open_page(executable: str, timeout_seconds: float):
    """A page in a new browser with an empty profile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, headless=True, args=ARGUMENTS)
        try:
            context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US", timezone_id="UTC")
            context.set_default_timeout(timeout_seconds * 1000)
            yield context.new_page()
        finally:
            browser.close()


class Watch:
    """Collects script errors, error messages in the console, requests that failed and answers of 400 and above."""

    def __init__(self, page: Page):
        self.troubles: list[str] = []
        self.answers: dict[str, int] = {}
        page.on("pageerror", lambda error: self.troubles.append(f"script error: {error}"))
        page.on("console", self._console)
        page.on("requestfailed", self._request_failed)
        page.on("response", self._response)

    def status_of(self, url: str) -> int | None:
        """The status that this URL was last answered with, `None` when it was never asked for."""
        return self.answers.get(url)

    def take_troubles(self) -> list[str]:
        """What went wrong since the last call."""
        taken, self.troubles = self.troubles, []
        return taken

    def _console(self, message):
        source = message.location.get("url", "")
        # Chromium asks for /favicon.ico by itself where a page names no icon, as Django's admin does not.
        if message.type == "error" and not source.endswith("/favicon.ico"):
            self.troubles.append(f"console: {message.text} ({without_query(source)})")

    def _request_failed(self, request):
        # A page that is left while it loads aborts its requests; that is no failure.
        if request.failure != "net::ERR_ABORTED":
            self.troubles.append(f"request failed: {request.failure}: {without_query(request.url)}")

    def _response(self, response):
        self.answers[response.url] = response.status
        if response.status >= 400:
            self.troubles.append(f"answered {response.status}: {response.request.method} {without_query(response.url)}")


def without_query(url: str) -> str:
    """The URL as it may be printed: the query of a signed URL is a key to the file."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"
