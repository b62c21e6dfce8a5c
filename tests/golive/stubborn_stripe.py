"""Between Pennydrop and the emulator, which answers everything but for refunds, which come to nothing, and gifts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import httpx2

REFUNDS, SESSIONS = "/v1/refunds", "/v1/checkout/sessions"
FREE = {"status": "complete", "payment_status": "no_payment_required", "amount_total": 0, "payment_intent": None}
_OF_ONE_HOP = {"connection", "content-length", "transfer-encoding", "content-encoding", "server", "date", "host"}
Said = tuple[int, dict[str, Any]]


def refused(status: int, **error: str) -> Said:
    """An error answer of Stripe's."""
    return status, {"error": error}


def came_back(status: str) -> Said:
    """A refund that was made and has failed: the charge is as it was."""
    refund = {"id": "re_stubborn", "object": "refund", "amount": 50, "currency": "gbp", "created": 1_795_000_000}
    return 200, {**refund, "status": status, "reason": "requested_by_customer"}


@dataclass
class StubbornStripe:
    """``says``: what a refund is answered with, without being made; ``awaits``: all are made, and wait for an action.

    ``asked``: how often a refund was asked for. ``free``: Checkout Sessions that cost nothing, and are complete.
    """

    url: str
    says: Said | None = None
    awaits: bool = False
    asked: list[str] = field(default_factory=list)
    free: set[str] = field(default_factory=set)

    def answer(self, client: httpx2.Client, method: str, path: str, headers: dict[str, str], body: bytes) -> Said:
        wanted = (method, path.partition("?")[0]) == ("POST", REFUNDS)
        if wanted:
            self.asked.append(body.decode())
            if self.says:
                return self.says
        kept = {name: value for name, value in headers.items() if name.lower() not in _OF_ONE_HOP}
        said = client.request(method, path, headers=kept, content=body)
        found: dict[str, Any] = said.json()
        if self.awaits and path.startswith(REFUNDS):
            for refund in [found] if wanted else found["data"]:
                refund["status"] = "requires_action"
        if path.startswith(SESSIONS):
            for session in found.get("data", [found]):
                if session["id"] in self.free:
                    session |= FREE
        return said.status_code, found


@contextmanager
def stubborn(emulator: str) -> Iterator[StubbornStripe]:
    """In front of the emulator until the end of the block; at first it is not stubborn at all."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, found = stripe.answer(client, self.command, self.path, dict(self.headers.items()), sent)
            body = json.dumps(found).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Not on the terminal."""

    with (
        httpx2.Client(base_url=emulator, trust_env=False, timeout=30) as client,
        ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server,
    ):
        stripe = StubbornStripe(f"http://127.0.0.1:{server.server_port}")
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield stripe
        finally:
            server.shutdown()
            thread.join()
