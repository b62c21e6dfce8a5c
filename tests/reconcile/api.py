"""Stripe's lists of a made-up shop, over HTTP: cursors, pages of a hundred, filters by time, as the real ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson

from tests.reconcile.lists import charges_of, disputes_of, refunds_of, sessions_of
from tests.reconcile.world import Sale, Shop

LISTS: dict[str, Callable[[Sale], Iterator[dict[str, Any]]]] = {
    "/v1/checkout/sessions": sessions_of,
    "/v1/charges": charges_of,
    "/v1/refunds": refunds_of,
    "/v1/disputes": disputes_of,
}
_ID = re.compile(r"[a-z]+_(?:test_)?0*(?P<number>\d+)")
PAYOUT = {"object": "payout", "amount": 123456, "currency": "gbp", "status": "paid", "failure_code": None}


@dataclass
class Stripe:
    """``asked`` are the requests so far; ``refusals`` are answers (status, headers) to give before the next ones."""

    shop: Shop
    asked: list[str] = field(default_factory=list)
    refusals: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    payouts: list[dict[str, Any]] = field(default_factory=list)
    others: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What is found by its path, beside the sales."""
    break_after: int | None = None
    """The connection is cut after so many requests."""
    url: str = ""

    def answer(self, target: str) -> tuple[int, bytes]:
        url = urlsplit(target)
        asked = {name: values[-1] for name, values in parse_qs(url.query).items()}
        if url.path == "/v1/account":
            return 200, orjson.dumps({"id": "acct_shop", "object": "account"})
        if url.path == "/v1/payouts":
            return 200, orjson.dumps({"object": "list", "data": self._payouts(), "has_more": False, "url": url.path})
        if url.path in LISTS:
            return 200, self._page(url.path, asked)
        if url.path in self.others:
            return 200, orjson.dumps(self.others[url.path])
        error = {"type": "invalid_request_error", "code": "resource_missing", "message": f"No such thing: {url.path}"}
        return 404, orjson.dumps({"error": error})

    def _payouts(self) -> list[dict[str, Any]]:
        at = int(self.shop.now.timestamp()) - 86400
        return [{**PAYOUT, "id": "po_sound", "created": at}, *({**PAYOUT, "created": at, **it} for it in self.payouts)]

    def _page(self, path: str, asked: dict[str, str]) -> bytes:
        objects = LISTS[path]
        bounds = int(asked.get("created[gte]", 0)), int(asked.get("created[lt]", 2**40))
        last, limit = asked.get("starting_after"), int(asked["limit"])
        begin = self.shop.size - 1 if last is None else _number(last)
        found: list[dict[str, Any]] = []
        waiting = last is not None
        for number in range(begin, -1, -1):
            for each in objects(self.shop.sale(number)):
                if waiting:
                    waiting = each["id"] != last
                elif bounds[0] <= each["created"] < bounds[1]:
                    if len(found) == limit:
                        return orjson.dumps({"object": "list", "data": found, "has_more": True, "url": path})
                    found.append(each)
            if self.shop.moment(number) < bounds[0] - 3 * 86400:
                break
        return orjson.dumps({"object": "list", "data": found, "has_more": False, "url": path})


def _number(id: str) -> int:
    """Of the sale that an object belongs to."""
    found = _ID.match(id)
    assert found, id
    return int(found["number"])


@contextmanager
def serving(stripe: Stripe, port: int = 0) -> Iterator[Stripe]:
    """On a free port, until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            stripe.asked.append(self.path)
            if stripe.break_after is not None and len(stripe.asked) > stripe.break_after:
                self.close_connection = True
                return
            status, headers = stripe.refusals.pop(0) if stripe.refusals else (0, {})
            if status:
                body = orjson.dumps({"error": {"type": "invalid_request_error", "message": f"answered {status}"}})
            else:
                status, body = stripe.answer(self.path)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Not on the terminal."""

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        stripe.url = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield stripe
        finally:
            server.shutdown()
            thread.join()
