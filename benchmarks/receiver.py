"""The least a site can be: it takes a webhook, notes the time and says yes."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import SimpleQueue
from threading import Thread


@dataclass(frozen=True)
class Receipt:
    """One webhook: the id of its object, and the Unix times at which it came and was answered."""

    object_id: str
    came: float
    answered: float


class Receiver(ThreadingHTTPServer):
    """Listens on a port of its own; ``receipts`` fills as webhooks come."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.receipts: SimpleQueue[Receipt] = SimpleQueue()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Receiver

    def do_GET(self) -> None:
        """Somebody asks whether the site is up."""
        self._say_yes()

    def do_POST(self) -> None:
        came = time.time()
        event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._say_yes()
        self.server.receipts.put(Receipt(event["data"]["object"]["id"], came, time.time()))

    def _say_yes(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver in a thread, closed at the end."""
    with Receiver() as receiver:
        thread = Thread(target=receiver.serve_forever)
        thread.start()
        yield receiver
        receiver.shutdown()
        thread.join()
