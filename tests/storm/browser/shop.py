"""A shop with one button and a Stripe with another, each at an address of its own, as a browser meets them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CART = "<form method=post action=/pay><button>Order</button></form>"
CHECKOUT = """<button data-testid=hosted-payment-submit-button onclick="fetch(location.pathname, {method: 'POST'})
  .then(() => location.assign('%(shop)s/success/%(session)s'))">Pay</button>
<a href="%(shop)s/cancel/%(session)s">Back</a>"""


@dataclass
class FakeShop:
    """``seen``: what the shop was asked, in order, with ``*`` when the browser was signed in. ``paid``: sessions.

    ``refusing``: the shop cannot open a Checkout, and leads back to the cart.
    """

    url: str
    stripe_url: str
    seen: list[str] = field(default_factory=list)
    paid: set[str] = field(default_factory=set)
    opened: int = 0
    refusing: bool = False

    def open_session(self) -> str:
        self.opened += 1
        return f"cs_test_{self.opened}"


@contextmanager
def fake_shop() -> Iterator[FakeShop]:
    """Both servers, on free ports of this machine."""
    with _serving(_ShopHandler) as shop, _serving(_StripeHandler) as stripe:
        known = FakeShop(_url(shop), _url(stripe))
        shop.known = stripe.known = known  # type: ignore[attr-defined]
        yield known


class _Handler(BaseHTTPRequestHandler):
    @property
    def shop(self) -> FakeShop:
        known: FakeShop = self.server.known  # type: ignore[attr-defined]
        return known

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""

    def reply(self, status: int, body: str = "", **headers: str) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(status)
        for name, value in {
            "Content-Type": "text/html",
            "Cache-Control": "no-store",
            "Content-Length": str(len(body)),
            **headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())


class _ShopHandler(_Handler):
    def do_GET(self) -> None:
        self._note()
        self.reply(200, CART if self.path == "/" else self.path)

    def do_POST(self) -> None:
        self._note()
        if self.shop.refusing:
            self.reply(302, Location=f"{self.shop.url}/sorry")
        else:
            self.reply(302, Location=f"{self.shop.stripe_url}/c/pay/{self.shop.open_session()}")

    def _note(self) -> None:
        if self.path != "/favicon.ico":
            known = "signed=in" in (self.headers.get("Cookie") or "")
            self.shop.seen.append(f"{self.command} {self.path}{' *' if known else ''}")


class _StripeHandler(_Handler):
    def do_GET(self) -> None:
        self.reply(200, CHECKOUT % {"shop": self.shop.url, "session": self.path.rpartition("/")[2]})

    def do_POST(self) -> None:
        self.shop.paid.add(self.path.rpartition("/")[2])
        self.reply(200)


@contextmanager
def _serving(handler: type[_Handler]) -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def _url(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_port}"
