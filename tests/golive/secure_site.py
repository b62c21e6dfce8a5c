"""A real site behind real TLS, on a free port: what a test puts into ``pages`` is what it answers."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import trustme

from pennydrop.golive.examination import Examination
from pennydrop.golive_settings import GoLiveSettings
from pennydrop.settings import load_settings

HTML = "text/html; charset=utf-8"
HSTS = {"Strict-Transport-Security": "max-age=31536000"}


@dataclass(frozen=True)
class Reply:
    """One answer of the site."""

    body: str | bytes = ""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    kind: str = HTML


Pages = dict[str, Reply | str]


@dataclass
class Site:
    """``pages`` by path; ``missing`` answers everything else. ``asked``: (path, headers) of each request.

    ``taking``: what answers a form sent to a path, given its fields and headers.
    """

    url: str
    pages: Pages = field(default_factory=dict)
    missing: Reply = Reply("<h1>Not found</h1>", 404)
    headers: dict[str, str] = field(default_factory=dict)
    taking: dict[str, Callable[[dict[str, str], Mapping[str, str]], Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def answer(self, target: str, headers: Mapping[str, str]) -> Reply:
        self.asked.append((target, dict(headers)))
        found = self.pages.get(target, self.pages.get(unquote(urlsplit(target).path), self.missing))
        return found if isinstance(found, Reply) else Reply(found)


class _SixServer(ThreadingHTTPServer):
    address_family = socket.AF_INET6


@contextmanager
def serving(context: ssl.SSLContext | None = None, *, host: str = "127.0.0.1", name: str = "") -> Iterator[Site]:
    """A site until the end of the block; without ``context`` by plain http. ``name``: the host in its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(site.answer(self.path, dict(self.headers.items())))

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._send(site.taking[self.path](dict(parse_qsl(sent)), dict(self.headers.items())))

        def _send(self, reply: Reply) -> None:
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            for header, value in (("Content-Type", reply.kind), *site.headers.items(), *reply.headers):
                self.send_header(header, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Not on the terminal."""

    server_class = _SixServer if ":" in host else ThreadingHTTPServer

    class Server(server_class):  # type: ignore[misc, valid-type]
        def finish_request(self, request: socket.socket, client_address: object) -> None:
            if context is None:
                super().finish_request(request, client_address)
                return
            # Here, in the request's own thread, so that a bad greeting stops nobody else.
            with context.wrap_socket(request, server_side=True) as secured:
                super().finish_request(secured, client_address)

        def handle_error(self, request: object, client_address: object) -> None:
            """A visitor who refuses our certificate is the point of some tests."""

    shown = name or (f"[{host}]" if ":" in host else host)
    with Server((host, 0), Handler) as server:
        site = Site(f"{'https' if context else 'http'}://{shown}:{server.server_port}")
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


def server_context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    """A server's context with this certificate and its chain."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def examination_of(site: str, ca_file: Path | None, **golive: Any) -> Examination:
    """An examination of the site with these go-live settings."""
    return Examination(load_settings(site_url=site, golive=GoLiveSettings(ca_file=ca_file, **golive)))
