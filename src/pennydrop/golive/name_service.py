"""What DNS says, with the answers told apart: there is nothing, there is no such name, nobody could tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pennydrop.errors import DnsUnreachable, SettingsError
from pennydrop.golive.examination import Examination
from pennydrop.golive.extras import golive_extra
from pennydrop.golive.visitor import address_of

with golive_extra("the look at DNS"):
    import dns.exception
    import dns.rdatatype
    import dns.resolver


class NameService:
    """Asks the resolver of the settings, or the system's. Each name is asked once."""

    def __init__(self, server: str | None, deadline: float) -> None:
        self._resolver = _resolver(server)
        self._resolver.lifetime = deadline
        self._resolver.timeout = deadline / 2  # so that a lost packet is asked for again
        self._server = server or "the system's resolver"
        self._known: dict[tuple[str, str], list[Any] | None] = {}

    def texts(self, name: str) -> list[str]:
        """Its TXT records, each in one piece; none if there are none."""
        return [b"".join(record.strings).decode("utf-8", "replace") for record in self._records(name, "TXT") or ()]

    def mail_servers(self, name: str) -> list[tuple[int, str]]:
        """Its MX records: preference and host, ``.`` of a null MX; none if there are none."""
        return sorted(
            (record.preference, record.exchange.to_text(omit_final_dot=len(record.exchange) > 1))
            for record in self._records(name, "MX") or ()
        )

    def has_address(self, name: str) -> bool:
        """True if the name has an IPv4 or IPv6 address."""
        return bool(self._records(name, "A") or self._records(name, "AAAA"))

    def exists(self, name: str, kind: str = "TXT") -> bool:
        """False if there is no such name at all."""
        return self._records(name, kind) is not None

    def _records(self, name: str, kind: str) -> list[Any] | None:
        """``None``: no such name. ``DnsUnreachable`` if the resolver cannot tell."""
        key = (name.rstrip(".").lower(), kind)
        if key not in self._known:
            self._known[key] = self._asked(*key)
        return self._known[key]

    def _asked(self, name: str, kind: str) -> list[Any] | None:
        try:
            return list(self._resolver.resolve(name, kind, search=False))
        except dns.resolver.NXDOMAIN:
            return None
        except dns.resolver.NoAnswer:
            return []
        except dns.resolver.NoNameservers as error:
            raise DnsUnreachable(
                f"{self._server} cannot answer {kind} of {name} ({_rcodes(error)}): the domain's name servers fail, or"
                " the resolver refuses"
            ) from None
        except dns.exception.Timeout:
            raise DnsUnreachable(
                f"{self._server} has not answered {kind} of {name} within {self._resolver.lifetime:g} s: see that it is"
                " up, or set PENNYDROP_GOLIVE__DNS_SERVER to another one"
            ) from None
        except (dns.exception.DNSException, OSError) as error:
            raise DnsUnreachable(f"{self._server}: {kind} of {name} cannot be looked up: {error}") from None


def name_service(examination: Examination) -> NameService:
    """The resolver of the settings, or the system's."""
    return NameService(examination.golive.dns_server, examination.settings.deadline)


def _resolver(server: str | None) -> dns.resolver.Resolver:
    if server is None:
        try:
            return dns.resolver.Resolver()
        except dns.resolver.NoResolverConfiguration:
            raise DnsUnreachable("this machine names no resolver; set PENNYDROP_GOLIVE__DNS_SERVER to one") from None
    resolver = dns.resolver.Resolver(configure=False)
    try:
        bare = server.count(":") > 1 and "[" not in server  # an IPv6 address without a port
        address = address_of(f"dns://[{server}]" if bare else f"dns://{server}")
        resolver.nameservers = [address.host]
    except ValueError:
        raise SettingsError(
            f"PENNYDROP_GOLIVE__DNS_SERVER: {server!r} is no address of a resolver; write 192.0.2.1 or 192.0.2.1:53"
        ) from None
    resolver.port = address.port or 53
    return resolver


def _rcodes(error: dns.resolver.NoNameservers) -> str:
    """``SERVFAIL``, ``REFUSED``: what each server said."""
    said: Iterable[Any] = error.kwargs.get("errors", ())
    return ", ".join(dict.fromkeys(str(each[3]) for each in said)) or "no answer"
