"""A DNS server on this machine that answers from a zone, over UDP and TCP."""

from __future__ import annotations

import socketserver
from threading import Thread

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

from pennydrop.errors import PortTaken
from pennydrop.golive.rehearsal.zone import TTL, Records

HOST = "127.0.0.1"


class DnsServer:
    """Answers for ``records``, which may change while it runs; for every other name: no such name."""

    def __init__(self, records: Records, port: int) -> None:
        self.records = records
        self.address = f"{HOST}:{port}"
        self._port = port
        self._servers: list[socketserver.BaseServer] = []

    def start(self) -> None:
        """Return when it answers. ``PortTaken`` if somebody else has the port."""
        for kind, handler in ((socketserver.ThreadingUDPServer, _OverUdp), (socketserver.ThreadingTCPServer, _OverTcp)):
            server = self._bound(kind, handler)
            self._servers.append(server)
            Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def answer(self, wire: bytes) -> dns.message.Message:
        """The answer to a query in wire format."""
        query = dns.message.from_wire(wire)
        response = dns.message.make_response(query, recursion_available=True)
        question = query.question[0]
        name = question.name.to_text(omit_final_dot=True).lower()
        kind = dns.rdatatype.to_text(question.rdtype)
        found = self.records.get((name, kind), [])
        if found:
            response.answer.append(dns.rrset.from_text(question.name, TTL, question.rdclass, kind, *found))
        elif not any(known == name or known.endswith(f".{name}") for known, _ in self.records):
            response.set_rcode(dns.rcode.NXDOMAIN)
        return response

    def _bound(
        self, kind: type[socketserver.BaseServer], handler: type[socketserver.BaseRequestHandler]
    ) -> socketserver.BaseServer:
        try:
            server = kind((HOST, self._port), handler)
        except OSError as error:
            raise PortTaken(f"port {self._port} (the rehearsal's DNS) cannot be taken: {error.strerror}") from None
        server.daemon_threads = True  # type: ignore[attr-defined]
        server.dns = self  # type: ignore[attr-defined]
        return server


class _OverUdp(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        wire, socket = self.request
        answer = self.server.dns.answer(wire)  # type: ignore[attr-defined]
        socket.sendto(answer.to_wire(max_size=4096), self.client_address)


class _OverTcp(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        length = int.from_bytes(self.rfile.read(2), "big")
        if length:
            answer = self.server.dns.answer(self.rfile.read(length)).to_wire()  # type: ignore[attr-defined]
            self.wfile.write(len(answer).to_bytes(2, "big") + answer)
