"""The browser as it is really started."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from pennydrop.browser import FoundBrowser, context_arguments, find_browser, launch_arguments
from pennydrop.settings import load_settings


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Ends with this module: while it lives, nothing else in this process can use asyncio."""
    settings = load_settings()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments(settings, find_browser(settings)))
        yield browser
        browser.close()


class Greeter(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A server that answers to every name of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Greeter)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_site_is_reached(browser: Browser, port: int) -> None:
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{port}/")
    assert page.inner_text("body") == "hello"
    page.close()


def test_another_host_does_not_exist_even_where_it_would_answer(browser: Browser, port: int) -> None:
    with socket.create_connection(("localhost", port), timeout=5):
        page = browser.new_page()
        with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
            page.goto(f"http://localhost:{port}/")
        page.close()


def test_every_visitor_is_the_same(browser: Browser) -> None:
    context = browser.new_context(**context_arguments())
    page = context.new_page()
    seen = page.evaluate("[navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone, innerWidth]")
    assert seen == ["en-US", "UTC", 1280]
    context.close()


def test_playwright_finds_its_own_browser_by_itself() -> None:
    assert "executable_path" not in launch_arguments(load_settings(), FoundBrowser(None))
    arguments = launch_arguments(load_settings(), FoundBrowser(Path("/usr/bin/chromium")))
    assert arguments["executable_path"] == "/usr/bin/chromium"
