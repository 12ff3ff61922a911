"""A real browser on the built course, served under a sub-path, as on any static host."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.page.chromium import HOW, find


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the test's output readable."""


@pytest.fixture(scope="session")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    host = tmp_path_factory.mktemp("host")
    (host / "course").symlink_to(site, target_is_directory=True)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(host))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/course"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    if path is None:
        pytest.fail(HOW, pytrace=False)
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=quiet)
        yield browser
        browser.close()


class Reader:
    """A page that keeps what went wrong on it."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.troubles: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.troubled(message.type, message.text))
        self.page.on("pageerror", lambda error: self.troubles.append(f"script error: {error}"))
        self.page.on("request", lambda request: self.asked(request.url))
        self.page.on("requestfailed", lambda request: self.failed(request.url, request.failure))
        self.page.on("response", lambda answer: self.answered(answer.status, answer.url))

    def troubled(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.troubles.append(f"console {kind}: {text}")

    def asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.troubles.append(f"request to outside the course: {url}")

    def failed(self, url: str, why: str | None) -> None:
        if why != "net::ERR_ABORTED":  # given up by the browser, which has gone on to another page
            self.troubles.append(f"not loaded: {url} ({why})")

    def answered(self, status: int, url: str) -> None:
        if status >= 400:
            self.troubles.append(f"answer {status}: {url}")

    def open(self, name: str) -> Page:
        self.page.goto(f"{self.address}/{name}", wait_until="networkidle")
        return self.page


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[type[Reader]]:
    contexts: list[BrowserContext] = []

    def made(**settings: object) -> Reader:
        context = browser.new_context(**settings)
        contexts.append(context)
        return Reader(context, address)

    yield made
    for context in contexts:
        context.close()
