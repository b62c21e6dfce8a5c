"""A relay of its own for every test, in front of a site that the test controls."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import requests
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from pennydrop.eventually import eventually
from pennydrop.relay.app import create_app
from pennydrop.relay.client import Relay
from pennydrop.serving import listen, port_of, server
from tests.relay.site import FakeSite, fake_site


@dataclass(frozen=True)
class Stripe:
    """Stripe's side of the relay: sends webhooks and gets answers."""

    relay_url: str

    def send(self, body: bytes, headers: dict[str, str] | None = None, path: str = "/") -> requests.Response:
        return requests.post(self.relay_url + path, data=body, headers=headers, timeout=10, allow_redirects=False)


class Host:
    """One server for all tests, because uvicorn takes 0.2 s to end; each test puts a relay of its own on it."""

    url: str
    _loop: asyncio.AbstractEventLoop
    _relay: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            self._loop = asyncio.get_running_loop()
            self._relay = Starlette()
        await self._relay(scope, receive, send)

    @contextmanager
    def relay_to(self, forward_to: str) -> Iterator[str]:
        """The address of a relay in front of ``forward_to``."""
        relay = create_app(forward_to)
        lifespan = relay.router.lifespan_context(relay)
        self._run(lifespan.__aenter__())
        self._relay = relay
        yield self.url
        self._run(lifespan.__aexit__(None, None, None))

    def _run(self, work: Coroutine[Any, Any, object]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    host = Host()
    uvicorn = server(host)
    with listen(0, "relay") as listener:
        host.url = f"http://127.0.0.1:{port_of(listener)}"
        thread = threading.Thread(target=uvicorn.run, args=([listener],))
        thread.start()
        eventually("the server has started", lambda: uvicorn.started)
        yield host
        uvicorn.should_exit = True
        thread.join()


@pytest.fixture
def site() -> Iterator[FakeSite]:
    with fake_site() as site:
        yield site


@pytest.fixture
def relay_url(host: Host, site: FakeSite) -> Iterator[str]:
    with host.relay_to(site.url) as url:
        yield url


@pytest.fixture
def relay(relay_url: str) -> Iterator[Relay]:
    relay = Relay(relay_url)
    yield relay
    relay.close()


@pytest.fixture
def stripe(relay_url: str) -> Stripe:
    return Stripe(relay_url)


@pytest.fixture
def site_has(site: FakeSite) -> Callable[..., None]:
    """Waits until the site has received these event types, in this order, and nothing else."""

    def wait(*types: str) -> None:
        eventually("the site has its webhooks", lambda: site.types, lambda seen: seen == list(types))

    return wait
