"""What a delivery carries and what comes back."""

from __future__ import annotations

from dataclasses import dataclass

RawHeaders = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True)
class Message:
    """What is handed over: the headers in their order and the body, byte for byte."""

    headers: RawHeaders
    body: bytes


@dataclass(frozen=True)
class Answer:
    """What the site answered, or the relay in its place."""

    status: int
    body: bytes
    headers: RawHeaders = ((b"content-type", b"text/plain; charset=utf-8"),)
