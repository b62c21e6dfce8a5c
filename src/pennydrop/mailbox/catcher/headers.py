"""Reading a mail's header fields, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

_FOLD = re.compile(r"[ \t]*\r?\n[ \t]+")


@dataclass(frozen=True)
class Address:
    """A name (may be empty) and an e-mail address."""

    name: str
    address: str


class Headers:
    """The header fields of ``message``, unfolded. Names are matched in any case."""

    def __init__(self, message: Message) -> None:
        self._fields = [(name, _unfolded(str(value))) for name, value in message.raw_items()]

    def raw(self) -> Iterator[tuple[str, str]]:
        """Every field in its order, still encoded."""
        return iter(self._fields)

    def first_raw(self, name: str) -> str:
        """The first field of that name, still encoded; empty if there is none."""
        return next((value for known, value in self._fields if known.lower() == name.lower()), "")

    def first(self, name: str) -> str:
        """The first field of that name, decoded; empty if there is none."""
        return decoded(self.first_raw(name))

    def addresses(self, name: str) -> list[Address]:
        """The addresses of the first field of that name; what cannot be read is left out."""
        found = getaddresses([self.first_raw(name)])
        return [Address(decoded(name), address) for name, address in found if "@" in address]

    def sender(self) -> Address:
        """The From address; of an unreadable From field its text as the name."""
        return next(iter(self.addresses("From")), Address(self.first("From"), ""))

    def date(self) -> datetime | None:
        """The Date field with its own offset; ``None`` if it is missing or unreadable."""
        try:
            date = parsedate_to_datetime(self.first_raw("Date"))
        except (ValueError, OverflowError):
            return None
        return date if date.tzinfo else date.replace(tzinfo=UTC)  # "-0000": UTC, and the sender's zone unknown


def decoded(value: str) -> str:
    """RFC 2047 words as text; a value that pretends to be encoded and is not stays as it is."""
    try:
        return str(make_header(decode_header(value)))
    except (MessageError, LookupError, ValueError):
        return value


def _unfolded(value: str) -> str:
    # The parser keeps bytes beyond ASCII as surrogates; SMTPUTF8 says that they are UTF-8.
    return _FOLD.sub(" ", value.encode("ascii", "surrogateescape").decode("utf-8", "replace")).strip()
