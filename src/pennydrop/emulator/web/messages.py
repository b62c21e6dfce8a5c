"""A request to ``/v1`` and the answer to it, free of ASGI."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote_plus

from pennydrop.emulator.wire.form import decode

HARNESS = " pennydrop"  # how the User-Agent of a test's own client ends, after Stripe's part


@dataclass(frozen=True)
class ApiRequest:
    """What came in. Header names are lower case."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes

    @cached_property
    def form(self) -> dict[str, Any]:
        """The parameters: the query of a GET or DELETE, the body of a POST (with its query)."""
        return decode(self.query) | (decode(self.body) if self.method == "POST" else {})

    @property
    def text(self) -> str:
        """Path, query and body, readable: where a fault looks for what it concerns."""
        return unquote_plus(f"{self.path}?{self.query}&{self.body.decode('utf-8', 'replace')}")

    @property
    def from_the_harness(self) -> bool:
        """Whether a test asks, and not the site under test."""
        return self.headers.get("user-agent", "").endswith(HARNESS)

    @property
    def base_url(self) -> str:
        """The emulator's address as the client knows it."""
        return f"http://{self.headers.get('host', '127.0.0.1')}"

    @property
    def idempotency_key(self) -> str | None:
        return self.headers.get("idempotency-key") if self.method == "POST" else None


@dataclass
class ApiAnswer:
    """What goes out."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
