"""What the tests of several parts need."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.fake_api import FakeApi, serving


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """In place of pytest-playwright's, which lives as long as the session: while it does, nothing else in this process
    can use asyncio or Django's database."""
    with sync_playwright() as running:
        yield running


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
def fake_api() -> Iterator[FakeApi]:
    """A server that somebody else runs."""
    with serving() as api:
        yield api
