"""Page objects on pages that keep the contract and are as unhelpful as it allows."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from fixtures.defaults import DEFAULTS
from fixtures.visits import DISMISS_COOKIE_NOTICE
from pennydrop.browser import context_arguments
from pennydrop.ledger import Ledger
from pennydrop.settings import Settings, load_settings
from pennydrop.stack import Stack
from pennydrop.stack.ports import free_port
from tests.checkout.conftest import browser  # noqa: F401 - a fixture
from tests.pages.scene import Scene

SITE = "http://shop.test"
FURNITURE = """<!doctype html><title>Shop</title>
<style>
  [data-tip]::before { content: attr(data-tip) " "; }
  .sr-only { position: absolute; width: 1px; height: 1px; overflow: hidden; }
</style>
<header>
  <form action="/search/"><input name="username"><button>Login</button></form>
  <label><input type="checkbox" name="drawer">Menu</label>
  <a href="/courses/">Courses</a> <a href="/workshops/">Browse Workshops</a>
  <div hidden><a href="/private-teaching/cart/">Lesson cart, 9 items</a></div>
  <a href="/private-teaching/cart/"><i aria-hidden="true">0</i><span class="sr-only">Lesson cart, empty</span></a>
</header>
<main id="main-content" role="main">
  <div class="alert" role="alert">Please add lessons to cart and accept the terms. Safeguarding comes first.</div>
  <div class="alert alert-info" role="alert">Under construction</div>
  <div class="alert alert-success" role="alert"> Profile
    saved. </div>
  <div class="alert alert-warning" role="alert">Payment was cancelled. Your cart items are still available.</div>
  %s
</main>
<div id="cookieNotice" class="alert" style="position: fixed; inset: 0; background: white">
  Cookies. <button onclick="this.parentNode.remove()">Got it</button></div>
<script>if (localStorage.cookieNoticeAccepted === "true") document.getElementById("cookieNotice").remove()</script>
<footer><a href="/courses/">Courses</a> <button>Add to Cart</button> <span class="badge">Paid</span></footer>"""


class Shop:
    """Serves one page per address and remembers what was posted: ``[("/path/", {"field": ["value"]})]``."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.posted: list[tuple[str, dict[str, list[str]]]] = []

    def answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if route.request.method == "POST":
            self.posted.append((path, parse_qs(route.request.post_data or "", keep_blank_values=True)))
        route.fulfill(content_type="text/html; charset=utf-8", body=FURNITURE % self.pages.get(path, ""))


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def page(browser: Browser, shop: Shop) -> Iterator[Page]:  # noqa: F811 - the fixture imported above
    context = browser.new_context(**context_arguments(), base_url=SITE)
    context.set_default_timeout(5_000)
    context.add_init_script(DISMISS_COOKIE_NOTICE % f'"{SITE}"')
    context.route("**/*", shop.answer)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="package")
def reference_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """The reference site and all it needs, on free ports and a database of its own."""
    ports = ("site_port", "emulator_port", "relay_port", "mailbox_port", "smtp_port")
    settings = load_settings(
        state_dir=tmp_path_factory.mktemp("stack"), mailbox="catcher", **{port: free_port() for port in ports}
    )
    stack = Stack.start(settings)
    yield settings
    stack.stop()


@pytest.fixture(scope="package")
def site_ledger(reference_site: Settings) -> Iterator[Ledger]:
    ledger = Ledger(reference_site.database)
    ledger.register_defaults(DEFAULTS)
    yield ledger
    ledger.close()


@pytest.fixture
def scene(reference_site: Settings, site_ledger: Ledger) -> Scene:
    """People of the reference site whom nobody else knows."""
    return Scene(site_ledger, reference_site.site)
