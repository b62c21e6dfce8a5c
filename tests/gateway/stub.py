"""A Stripe that answers what a test tells it to, for the answers an emulator does not give."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class StubStripe:
    """Answers every request with ``status`` and ``answer``; ``seen`` are path and headers of what was asked."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.status = 200
        self.answer: dict[str, Any] = {"id": "acct_stub", "object": "account"}
        self.seen: list[tuple[str, dict[str, str]]] = []

    def refuse(self, status: int, message: str) -> None:
        """Answer with an error from now on."""
        self.status = status
        self.answer = {"error": {"type": "invalid_request_error", "message": message}}


@contextmanager
def stub_stripe() -> Iterator[StubStripe]:
    """A stub on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            stub.seen.append((self.path, dict(self.headers)))
            body = json.dumps(stub.answer).encode()
            self.send_response(stub.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Request-Id", f"req_{len(stub.seen)}")
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:
            """Tests are quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        stub = StubStripe(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))  # seconds until it notices the end
        thread.start()
        yield stub
        server.shutdown()
        thread.join()
