"""Proofs that something answers: each look returns what it saw, or raises ``AssertionError`` with the reason."""

from __future__ import annotations

import socket
from collections.abc import Callable
from urllib.parse import urlsplit

import requests

Probe = Callable[[], object]
LOOK_TIMEOUT = 3.0
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def get(url: str, *, timeout: float = LOOK_TIMEOUT) -> requests.Response:
    """GET ``url``. A proxy from the environment is used for other machines, never for this one."""
    with requests.Session() as session:
        session.trust_env = urlsplit(url).hostname not in LOOPBACK
        return session.get(url, timeout=timeout, allow_redirects=False)


def http_answers(url: str, *, below: int = 300) -> Callable[[], requests.Response]:
    """A probe that holds when GET ``url`` is answered with a status below ``below``."""

    def look() -> requests.Response:
        try:
            answer = get(url)
        except requests.RequestException as error:
            raise AssertionError(f"GET {url}: {_reason(error)}") from None
        if answer.status_code >= below:
            raise AssertionError(f"GET {url} answered {answer.status_code}")
        return answer

    return look


def smtp_greets(host: str, port: int) -> Callable[[], bytes]:
    """A probe that holds when the SMTP server at ``host:port`` says 220."""

    def look() -> bytes:
        try:
            with socket.create_connection((host, port), timeout=LOOK_TIMEOUT) as connection:
                banner = connection.recv(512)
        except OSError as error:
            raise AssertionError(f"SMTP {host}:{port}: {error}") from None
        if not banner.startswith(b"220"):
            raise AssertionError(f"SMTP {host}:{port} said {banner!r}")
        return banner

    return look


def all_hold(*probes: Probe) -> Probe:
    """A probe that holds when each of ``probes`` does."""
    return lambda: all(probe() for probe in probes)


def _reason(error: requests.RequestException) -> str:
    """The innermost cause ("Connection refused"); requests wraps it in three layers of its own."""
    inner: BaseException = error
    while inner.__context__ is not None:
        inner = inner.__context__
    return str(inner) or type(inner).__name__
