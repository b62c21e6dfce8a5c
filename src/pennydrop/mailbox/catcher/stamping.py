"""The header lines a mail server writes on top of a mail it takes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import formatdate, getaddresses

from pennydrop.mailbox.catcher.headers import Headers
from pennydrop.mailbox.catcher.mime import ParsedMail

_HEADER_LINE = re.compile(rb"[!-9;-~]+[ \t]*:|[ \t]")
_RETURN_PATH = re.compile(rb"^Return-Path:.*\r\n(?:[ \t].*\r\n)*", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Envelope:
    """What the SMTP client said besides the mail itself."""

    sender: str
    recipients: tuple[str, ...]
    client: str = ""
    peer: str = ""


def has_headers(raw: bytes) -> bool:
    """True when everything before the first empty line is a header field, and there is one."""
    head = raw.partition(b"\r\n\r\n")[0].removesuffix(b"\r\n")
    return bool(head) and all(_HEADER_LINE.match(line) for line in head.split(b"\r\n"))


def stamped(raw: bytes, envelope: Envelope, own_id: str, received: bool = True) -> bytes:
    """``raw`` with, topmost first: Bcc (if some recipient is nowhere in the headers), Message-ID (if it has none),
    Return-Path and Received."""
    headers = ParsedMail.parse(raw).headers
    lines = []
    if hidden := _hidden_recipients(headers, envelope):
        lines.append(f"Bcc: {', '.join([*hidden, *filter(None, [headers.first_raw('Bcc')])])}")
    if not headers.first_raw("Message-ID"):
        lines.append(f"Message-ID: <{own_id}@pennydrop>")
    if envelope.sender:
        lines.append(f"Return-Path: <{envelope.sender}>")
        head, empty_line, body = raw.partition(b"\r\n\r\n")
        raw = _RETURN_PATH.sub(b"", head + b"\r\n") + empty_line[2:] + body
    if received:
        lines += _received(envelope)
    return "".join(line + "\r\n" for line in lines).encode() + raw


def _hidden_recipients(headers: Headers, envelope: Envelope) -> list[str]:
    named = getaddresses([headers.first_raw(name) for name in ("To", "Cc", "Bcc")])
    known = {address.lower() for _, address in named}
    return [address for address in envelope.recipients if address.lower() not in known]


def _received(envelope: Envelope) -> list[str]:
    return [
        f"Received: from {envelope.client} (unknown [{envelope.peer}])",
        "        by localhost (Pennydrop) with SMTP",
        f"        for <{envelope.recipients[0]}>; {formatdate()}",
    ]
