"""A site that notes every webhook it gets and answers as the test wishes."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Received:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def type(self) -> str:
        return str(json.loads(self.body)["type"])


@dataclass
class FakeSite:
    url: str
    received: list[Received] = field(default_factory=list)
    answer: Callable[[Received], tuple[int, bytes]] = lambda received: (200, b"ok")

    @property
    def types(self) -> list[str]:
        return [received.type for received in self.received]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    site: FakeSite


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_POST(self) -> None:
        try:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        except ConnectionResetError:
            self.close_connection = True
            return
        received = Received(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        self.server.site.received.append(received)
        status, answer = self.server.site.answer(received)
        self.send_response(status)
        if status in (301, 302):
            self.send_header("Location", "/elsewhere")
        self.send_header("X-Site", "fake")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        """Silence: what was received is noted, nothing is printed."""


@contextmanager
def fake_site() -> Iterator[FakeSite]:
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.site = FakeSite(f"http://127.0.0.1:{server.server_port}/payments/webhook/")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.site
        finally:
            server.shutdown()
            thread.join()
