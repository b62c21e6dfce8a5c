"""A mail taken apart: its texts, what is embedded in it and what is attached to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from email.parser import BytesHeaderParser

from pennydrop.mailbox.catcher.headers import Headers, decoded
from pennydrop.mailbox.catcher.html_text import html_to_text

# The old policy on purpose: the new one raises on some of the malformed headers that real shops send.
_POLICY = policy.compat32
_OCTETS = "application/octet-stream"
_BETWEEN_TEXTS = "\n--\n"


@dataclass(frozen=True)
class Part:
    """A part that is not split further. ``id`` is its place, like ``1.2``; ``content`` is decoded, text as UTF-8."""

    id: str
    content_type: str
    disposition: str
    file_name: str
    content_id: str
    content: bytes

    @property
    def is_attached(self) -> bool:
        return self.disposition == "attachment" or self.content_type == _OCTETS

    @property
    def is_inline(self) -> bool:
        """True for what is shown within the mail and is not simply its text."""
        return self.disposition == "inline" or not (self.is_attached or self.is_text)

    @property
    def is_text(self) -> bool:
        return self.content_type in ("text/plain", "text/html")

    @property
    def is_named(self) -> bool:
        """Without a name or id a part is counted, but not listed."""
        return bool(self.file_name or self.content_id)

    def checksums(self) -> dict[str, str]:
        return {
            "MD5": hashlib.md5(self.content, usedforsecurity=False).hexdigest(),
            "SHA1": hashlib.sha1(self.content, usedforsecurity=False).hexdigest(),
            "SHA256": hashlib.sha256(self.content).hexdigest(),
        }


@dataclass(frozen=True)
class ParsedMail:
    """A mail's headers, texts and other parts. ``html`` and ``plain`` may be empty."""

    headers: Headers
    html: str
    attachments: list[Part]
    inline: list[Part]
    plain: str

    @classmethod
    def parse(cls, raw: bytes) -> ParsedMail:
        """Never raises: what cannot be understood as MIME is text."""
        try:
            return cls._taken_apart(message_from_bytes(raw, policy=_POLICY))
        except (TypeError, ValueError):  # the email package trips over parameters that contradict each other
            headers = Headers(BytesHeaderParser(policy=_POLICY).parsebytes(raw))
            return cls(headers, "", [], [], raw.partition(b"\r\n\r\n")[2].decode("utf-8", "replace"))

    @classmethod
    def _taken_apart(cls, message: Message) -> ParsedMail:
        parts = list(_leaves(message, ""))
        if len(parts) == 1 and not parts[0].is_text:
            return cls(Headers(message), "", parts, [], "")
        bodies = [part for part in parts if part.is_text and part.disposition != "attachment"]
        plain = [_text(part) for part in bodies if part.content_type == "text/plain"]
        html = [_text(part) for part in bodies if part.content_type == "text/html"]
        return cls(
            headers=Headers(message),
            html=html[0] if html else "",
            attachments=[part for part in parts if part.is_attached],
            inline=[part for part in parts if part.is_inline],
            plain=_joined(plain, message.get_content_type() == "multipart/alternative"),
        )

    @property
    def text(self) -> str:
        """The plain text; of a mail that has none, the text of its HTML with the addresses of its links."""
        return self.plain or html_to_text(self.html, links=True)

    @property
    def shown(self) -> str:
        """What a list shows of it: the HTML's text if there is HTML at all."""
        return html_to_text(self.html) if self.html else self.plain

    @property
    def searchable(self) -> str:
        """What a full-text search looks through besides the headers."""
        return (html_to_text(self.html, links=True) if self.html else "") or self.plain

    def part(self, part_id: str) -> Part | None:
        return next((part for part in (*self.attachments, *self.inline) if part.id == part_id), None)


def _leaves(message: Message, place: str) -> Iterator[Part]:
    children = message.get_payload()
    if message.get_content_maintype() == "multipart" and isinstance(children, list):
        for number, child in enumerate(children, start=1):
            if isinstance(child, Message):
                yield from _leaves(child, f"{place}.{number}" if place else str(number))
    else:
        yield _leaf(message, place or "0")


def _leaf(message: Message, place: str) -> Part:
    has_no_boundary = message.get_content_maintype() == "multipart"
    content_id = decoded(str(message.get("Content-ID", ""))).strip().strip("<>")
    return Part(
        id=place,
        content_type="text/plain" if has_no_boundary else message.get_content_type(),
        disposition=message.get_content_disposition() or "",
        file_name=decoded(message.get_filename() or ""),
        content_id=content_id,
        content=_content(message),
    )


def _content(message: Message) -> bytes:
    payload = message.get_payload()
    if isinstance(payload, list):  # message/rfc822
        return b"".join(inner.as_bytes() for inner in payload if isinstance(inner, Message))
    content = message.get_payload(decode=True)
    content = content if isinstance(content, bytes) else b""
    charset = message.get_content_charset()
    if message.get_content_maintype() != "text" or charset is None:
        return content
    try:
        return content.decode(charset, "replace").encode()
    except LookupError:  # a charset nobody knows
        return content


def _text(part: Part) -> str:
    try:
        return part.content.decode()
    except UnicodeDecodeError:  # no charset declared, and not UTF-8
        return part.content.decode("latin-1")


def _joined(texts: list[str], are_alternatives: bool) -> str:
    return "".join(texts[:1]) if are_alternatives else _BETWEEN_TEXTS.join(texts)
