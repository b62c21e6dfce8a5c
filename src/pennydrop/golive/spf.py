"""SPF (RFC 7208): who may send mail for a domain, read as a receiver reads it."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

from pennydrop.golive.name_service import NameService

LOOKUPS = 10  # a receiver gives up beyond that (section 4.6.4)
VOID_LOOKUPS = 2
_TERM = re.compile(r"^(?P<qualifier>[+?~-]?)(?P<name>[a-z][a-z0-9_.-]*)(?P<rest>[:=/].*)?$", re.IGNORECASE)
_WITHOUT_LOOKUP = {"all", "ip4", "ip6"}
_WITH_LOOKUP = {"include", "a", "mx", "ptr", "exists"}


class PermError(Exception):
    """A receiver stops here, and treats the domain as if it had no SPF, or refuses its mail."""


@dataclass
class Spf:
    """``everybody``: what the record says of all others, ``-`` ``~`` ``?`` ``+``; empty if it says nothing."""

    record: str
    everybody: str
    lookups: int


def records(names: NameService, domain: str) -> list[str]:
    """The SPF records of a domain; there should be one."""
    return [text for text in names.texts(domain) if text.lower() == "v=spf1" or text.lower().startswith("v=spf1 ")]


def evaluate(names: NameService, domain: str) -> Spf:
    """Read the record of ``domain`` and all it includes. ``PermError`` as a receiver would find it."""
    reader = _Reader(names)
    record, everybody = reader.read(domain)
    return Spf(record, everybody, reader.lookups)


class _Reader:
    def __init__(self, names: NameService) -> None:
        self._names = names
        self.lookups = self._voids = 0
        self._reading: list[str] = []

    def read(self, domain: str) -> tuple[str, str]:
        """The record, and what it says of everybody who is not named in it."""
        if domain in self._reading:
            raise PermError(f"{' includes '.join([*self._reading, domain])}: a circle")
        found = records(self._names, domain)
        if len(found) != 1:
            raise PermError(f"{domain} has {len(found)} SPF records" if found else f"{domain} has no SPF record")
        self._reading.append(domain)
        everybody = self._terms(domain, found[0])
        self._reading.pop()
        return found[0], everybody

    def _terms(self, domain: str, record: str) -> str:
        everybody, redirect = "", ""
        for term in record.split()[1:]:
            match = _TERM.match(term)
            name, rest = (match["name"].lower(), match["rest"] or "") if match else ("", "")
            if match and rest.startswith("="):  # a modifier; unknown ones are to be ignored
                redirect = rest[1:] if name == "redirect" else redirect
                continue
            if not match or name not in _WITHOUT_LOOKUP | _WITH_LOOKUP:
                raise PermError(f"{domain}: {term!r} is no SPF mechanism")
            if everybody:
                continue  # behind "all" nothing is read
            qualifier = match["qualifier"] or "+"
            included = self._mechanism(domain, name, rest.removeprefix(":"), term)
            if name == "all":
                everybody = qualifier
            elif included == qualifier == "+":
                everybody = "+"  # whom the other record lets through, this one does
        if redirect and not everybody:
            self._count(f"redirect={redirect}")
            everybody = "" if "%" in redirect else self.read(redirect)[1]
        return everybody

    def _mechanism(self, domain: str, name: str, value: str, term: str) -> str:
        """Look up what the mechanism needs. Of ``include``: what the other record says of everybody."""
        if name in ("ip4", "ip6", "include", "exists") and not value:
            raise PermError(f"{domain}: {term!r} names nothing")
        if name in ("ip4", "ip6") and not _is_network(value, int(name[-1])):
            raise PermError(f"{domain}: {term!r} is no address")
        if name not in _WITH_LOOKUP:
            return ""
        self._count(term)
        target = value.partition("/")[0] or domain
        if "%" in target:
            return ""  # a macro depends on the sender
        if name == "include":
            return self.read(target)[1]
        if name == "a" and not self._names.has_address(target):
            self._void(term)
        elif name == "mx":
            servers = self._names.mail_servers(target)
            if len(servers) > LOOKUPS:
                raise PermError(f"{domain}: {term!r} leads to {len(servers)} mail servers, {LOOKUPS} are allowed")
            if not servers:
                self._void(term)
        return ""

    def _count(self, term: str) -> None:
        self.lookups += 1
        if self.lookups > LOOKUPS:
            raise PermError(f"more than {LOOKUPS} lookups, at {term!r}")

    def _void(self, term: str) -> None:
        self._voids += 1
        if self._voids > VOID_LOOKUPS:
            raise PermError(f"more than {VOID_LOOKUPS} names that lead nowhere, at {term!r}")


def _is_network(value: str, version: int) -> bool:
    try:
        return ipaddress.ip_network(value, strict=False).version == version
    except ValueError:
        return False
