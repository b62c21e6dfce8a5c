"""A site's webhook: remembers what it was sent, and answers as the test wants."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import stripe

from pennydrop.eventually import eventually


class Receiver:
    """``events`` are those with a right signature; ``status`` is what it answers."""

    def __init__(self, secret: str) -> None:
        self.secret, self.status = secret, 200
        self.events: list[stripe.Event] = []
        self.url = ""

    def take(self, body: bytes, signature: str) -> int:
        self.events.append(stripe.Webhook.construct_event(body, signature, self.secret))
        return self.status

    def types(self) -> list[str]:
        return [event.type for event in list(self.events)]

    def wait_for(self, event_type: str, object_id: str | None = None) -> stripe.Event:
        """The event of this type (about this object), once it is here."""

        def found() -> stripe.Event | None:
            wanted = (event for event in list(self.events) if event.type == event_type)
            return next((event for event in wanted if object_id in (None, event.data.object["id"])), None)

        event = eventually(f"{event_type} reaches the receiver", found)
        assert event is not None
        return event


@contextmanager
def receiving(secret: str) -> Iterator[Receiver]:
    """A receiver on a free port."""
    receiver = Receiver(secret)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(receiver.take(body, self.headers["Stripe-Signature"]))
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        receiver.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
        yield receiver
        server.shutdown()
