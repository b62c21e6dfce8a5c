"""A caught mail, as a reader sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_NARROW_SPACES = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " "})
# Go cuts the zeros off a fraction of a second and writes up to nine digits; Python wants six.
_FRACTION = re.compile(r"\.(\d+)")


@dataclass(frozen=True)
class Address:
    """``name`` may be empty."""

    name: str
    address: str

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


@dataclass(frozen=True)
class Attachment:
    """A file in a mail. ``size`` in bytes; fetch its content with :meth:`Mailbox.part`."""

    part_id: str
    file_name: str
    content_type: str
    content_id: str
    size: int
    sha256: str


@dataclass(frozen=True)
class MailSummary:
    """A row of a search. ``created`` is when the mail arrived; ``bcc`` also names those the headers do not."""

    id: str
    message_id: str
    subject: str
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    bcc: tuple[Address, ...]
    created: datetime
    size: int
    attachment_count: int
    read: bool
    snippet: str

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> MailSummary:
        return cls(
            id=row["ID"],
            message_id=row["MessageID"],
            subject=readable(row["Subject"]),
            sender=_address(row["From"]),
            to=_addresses(row["To"]),
            cc=_addresses(row["Cc"]),
            bcc=_addresses(row["Bcc"]),
            created=parse_time(row["Created"]),
            size=row["Size"],
            attachment_count=row["Attachments"],
            read=row["Read"],
            snippet=readable(row["Snippet"]),
        )

    @property
    def recipients(self) -> tuple[Address, ...]:
        """Everybody it went to: To, Cc and Bcc."""
        return (*self.to, *self.cc, *self.bcc)

    def is_for(self, address: str) -> bool:
        """True when exactly this address, in any case, is among the recipients."""
        return any(it.address.lower() == address.lower() for it in self.recipients)

    def __str__(self) -> str:
        return f"{self.subject!r} to {', '.join(map(str, self.recipients))}"


@dataclass(frozen=True)
class Mail(MailSummary):
    """A whole mail. In ``text`` and ``subject`` every blank is an ordinary one and every line ends with ``\\n``;
    ``html`` keeps its entities. ``date`` is what the sender wrote in the Date header."""

    reply_to: tuple[Address, ...]
    return_path: str
    date: datetime
    text: str
    html: str
    attachments: tuple[Attachment, ...]
    inline: tuple[Attachment, ...]

    @classmethod
    def of(cls, summary: MailSummary, message: dict[str, Any]) -> Mail:
        """From a search row and the message it stands for: neither holds everything."""
        return cls(
            **vars(summary),
            reply_to=_addresses(message["ReplyTo"]),
            return_path=message["ReturnPath"],
            date=parse_time(message["Date"]),
            text=readable(message["Text"]),
            html=message["HTML"].replace("\r\n", "\n"),
            attachments=tuple(map(_attachment, message["Attachments"])),
            inline=tuple(map(_attachment, message["Inline"])),
        )


def readable(text: str) -> str:
    """``text`` with plain blanks instead of no-break ones, and ``\\n`` at line ends."""
    return text.replace("\r\n", "\n").translate(_NARROW_SPACES)


def parse_time(written: str) -> datetime:
    """An RFC 3339 time with any number of digits in its fraction."""
    return datetime.fromisoformat(_FRACTION.sub(lambda fraction: f".{fraction[1]:0<6.6}", written))


def _address(fields: dict[str, str]) -> Address:
    return Address(readable(fields["Name"]), fields["Address"])


def _addresses(rows: list[dict[str, str]] | None) -> tuple[Address, ...]:
    return tuple(map(_address, rows or ()))  # Mailpit writes null for none


def _attachment(fields: dict[str, Any]) -> Attachment:
    return Attachment(
        part_id=fields["PartID"],
        file_name=fields["FileName"],
        content_type=fields["ContentType"],
        content_id=fields["ContentID"],
        size=fields["Size"],
        sha256=fields["Checksums"]["SHA256"],
    )
