"""The rehearsal's DNS server, with trouble: names whose servers fail, and aliases."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import dns.message
import dns.rcode

from pennydrop.golive.rehearsal.dns import DnsServer
from pennydrop.golive.rehearsal.zone import Records


class TroubledServer(DnsServer):
    """``failing``: names answered with SERVFAIL. ``asked``: what was asked for, over and over."""

    def __init__(self, records: Records, port: int) -> None:
        super().__init__(records, port)
        self.failing: set[str] = set()
        self.asked: list[str] = []

    def answer(self, wire: bytes) -> dns.message.Message:
        response = super().answer(wire)
        name = response.question[0].name.to_text(omit_final_dot=True).lower()
        self.asked.append(name)
        if name in self.failing:
            response.answer.clear()
            response.set_rcode(dns.rcode.SERVFAIL)
        return response


@contextmanager
def answering(records: Records, port: int) -> Iterator[TroubledServer]:
    """The server until the end of the block."""
    server = TroubledServer(records, port)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def silent_server() -> Iterator[str]:
    """The address of a resolver that takes questions and never answers."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as nobody:
        nobody.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{nobody.getsockname()[1]}"


FreePort = Callable[[], int]
