"""A state folder, free ports and a guard of its own for every test of the stack."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from pennydrop.settings import Settings, load_settings
from pennydrop.stack.launcher import Launcher

MakeSettings = Callable[..., Settings]


@pytest.fixture
def free_port() -> Callable[[], int]:
    """A function that names a port nobody listens on."""
    return _free_port


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture
def make_settings(tmp_path: Path, free_port: Callable[[], int]) -> MakeSettings:
    """Settings with a state folder and ports of their own."""

    def make(**own: Any) -> Settings:
        ports = {
            name: free_port() for name in ("site_port", "emulator_port", "relay_port", "mailbox_port", "smtp_port")
        }
        return load_settings(**{"state_dir": tmp_path / "state", **ports, **own})

    return make


@pytest.fixture
def launcher(make_settings: MakeSettings) -> Iterator[Launcher]:
    launcher = Launcher(make_settings())
    yield launcher
    launcher.close()


@dataclass
class FakeApi:
    """An HTTP server that gives one answer to everything and remembers what it was asked."""

    url: str
    status: int = 200
    body: str = "{}"
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str], str]] = field(default_factory=list)


@pytest.fixture
def fake_api() -> Iterator[FakeApi]:
    """Somebody else's server: Stripe, a site or a Mailpit that runs already."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            api.asked.append((self.command, self.path, dict(self.headers), sent))
            self.send_response(api.status)
            for name, value in api.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(api.body.encode())

        do_GET = do_POST = do_DELETE = answer

        def log_message(self, format: str, *args: object) -> None:
            """Not on the terminal."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        api = FakeApi(f"http://127.0.0.1:{server.server_port}")
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield api
        server.shutdown()
        thread.join()
