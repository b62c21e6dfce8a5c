"""The one door for mail, by SMTP or by the send API: stamp it, take it apart, store it."""

from __future__ import annotations

import json
import re
import secrets
import string
import time
from collections.abc import Iterator, Sequence

from pennydrop.mailbox.catcher.headers import Address
from pennydrop.mailbox.catcher.mime import ParsedMail
from pennydrop.mailbox.catcher.search import searchable
from pennydrop.mailbox.catcher.stamping import Envelope, stamped
from pennydrop.mailbox.catcher.store import Store, StoredMail

_ID_LETTERS = string.digits + string.ascii_letters
_SNIPPET = 200  # bytes
_PLUS_TAG = re.compile(r"\+([^@]+)@")
_NOT_IN_TAGS = re.compile(r"[^A-Za-z0-9 _.-]+")
_SEARCHED_HEADERS = ("From", "Subject", "To", "Cc", "Bcc", "Reply-To", "Return-Path")


class Intake:
    """Counts what it takes; the counters only grow. Sizes in bytes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.accepted = 0
        self.accepted_size = 0
        self.rejected = 0

    def accept(self, raw: bytes, envelope: Envelope, username: str = "", by_smtp: bool = True) -> str:
        """Store a mail; returns its id. It can be found before this returns."""
        mail_id = _new_id()
        source = stamped(raw, envelope, _new_id(), received=by_smtp)
        parsed = ParsedMail.parse(source)
        self._store.add(_row(mail_id, parsed, len(source), username), _search_text(parsed), source, _tags(parsed))
        self.accepted += 1
        self.accepted_size += len(source)
        return mail_id


def clean_tag(text: str) -> str:
    """A tag as it is stored: letters, digits, blanks and ``_.-`` only."""
    return " ".join(_NOT_IN_TAGS.sub(" ", text).split())


def _new_id() -> str:
    return "".join(secrets.choice(_ID_LETTERS) for _ in range(22))


def _row(mail_id: str, mail: ParsedMail, size: int, username: str) -> StoredMail:
    headers = mail.headers
    return StoredMail(
        id=mail_id,
        message_id=headers.first_raw("Message-ID").strip("<> "),
        created=time.time_ns() // 1_000_000,
        username=username,
        subject=headers.first("Subject"),
        from_address=_json([headers.sender()])[1:-1],
        to_addresses=_json(headers.addresses("To")),
        cc_addresses=_json(headers.addresses("Cc")),
        bcc_addresses=_json(headers.addresses("Bcc")),
        reply_to_addresses=_json(headers.addresses("Reply-To")),
        size=size,
        attachments=len(mail.attachments),
        inlines=len(mail.inline),
        snippet=_snippet(mail.shown),
    )


def _json(addresses: Sequence[Address]) -> str:
    if not addresses:
        return ""
    shapes = [{"Name": it.name, "Address": it.address} for it in addresses]
    return json.dumps(shapes, ensure_ascii=False, separators=(",", ":"))


def _snippet(text: str) -> str:
    words = " ".join(text.split())
    encoded = words.encode()
    return words if len(encoded) <= _SNIPPET else encoded[:_SNIPPET].decode(errors="ignore") + "..."


def _search_text(mail: ParsedMail) -> str:
    headers = [mail.headers.first(name) for name in _SEARCHED_HEADERS]
    return searchable(" ".join([*headers, mail.searchable, *(part.file_name for part in mail.attachments)]))


def _tags(mail: ParsedMail) -> Iterator[str]:
    recipients = [it.address for name in ("To", "Cc", "Bcc") for it in mail.headers.addresses(name)]
    plus = [found[1] for address in recipients if (found := _PLUS_TAG.search(address))]
    yield from filter(None, map(clean_tag, [*plus, *mail.headers.first("X-Tags").split(",")]))
