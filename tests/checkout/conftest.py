"""A browser, an emulator, and a shop that sends its customers to Checkout."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from pennydrop.browser import context_arguments, find_browser, launch_arguments
from pennydrop.emulator.web.app import Emulator
from pennydrop.eventually import eventually
from pennydrop.serving import listen, port_of, server
from pennydrop.settings import load_settings
from tests.checkout.shop import Shop


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Ends with the tests of this folder: while it lives, nothing else in this process can use asyncio."""
    settings = load_settings()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments(settings, find_browser(settings)))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A visitor nobody has seen before."""
    context = browser.new_context(**context_arguments())
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="package")
def emulator_url() -> Iterator[str]:
    with served(Emulator()) as url:
        yield url


@pytest.fixture(scope="package")
def shop_url() -> Iterator[str]:
    """A site with the two pages Checkout leads back to."""

    async def arrived(request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"{request.path_params['page']} {request.query_params.get('session_id', '')}")

    with served(Starlette(routes=[Route("/{page}", arrived)])) as url:
        yield url


@pytest.fixture
def shop(emulator_url: str, shop_url: str) -> Shop:
    """A shop with a Stripe account of its own."""
    return Shop(emulator_url, shop_url, f"sk_test_shop{next(_SHOPS)}")


_SHOPS = count(1)


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """The address under which ``app`` answers, in a thread of its own."""
    listener = listen(0, "a test's server")
    running = server(app)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
    thread.start()
    eventually("the server has started", lambda: running.started)
    try:
        yield f"http://127.0.0.1:{port_of(listener)}"
    finally:
        running.should_exit = True
        thread.join()
