"""The send API: a mail from JSON instead of SMTP."""

from __future__ import annotations

import base64
import binascii
import mimetypes
from collections.abc import Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import localtime, parseaddr
from typing import Any

from pennydrop.mailbox.catcher.json_body import lowered
from pennydrop.mailbox.catcher.stamping import Envelope

_OWN_HEADERS = frozenset(["to", "from", "cc", "bcc", "reply-to", "date", "subject", "content-type", "mime-version"])


class SendRefused(ValueError):
    """The JSON does not describe a mail that can be sent."""


def compose(body: dict[str, Any]) -> tuple[bytes, Envelope]:
    """A mail and its envelope from the fields of a send request (keys in lower case). ``SendRefused`` says why not."""
    sender = _address("From", body.get("from"))
    people = {name: _addresses(name, body) for name in ("To", "Cc", "Reply-To")}
    bcc = [_address("Bcc", {"email": it}) for it in body.get("bcc") or []]
    reached = [it.addr_spec for it in (*people["To"], *people["Cc"], *bcc)]
    if not reached:
        raise SendRefused("error building message: no recipients (to, cc, bcc) set")
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"], mail["Date"] = sender, str(body.get("subject") or ""), localtime()
    for name, addresses in people.items():
        if addresses:
            mail[name] = addresses
    for name, value in _further_headers(body):
        mail[name] = value
    _fill(mail, body)
    return mail.as_bytes(), Envelope(sender.addr_spec, tuple(reached))


def _addresses(name: str, body: dict[str, Any]) -> list[Address]:
    return [_address(name, it) for it in body.get(name.lower().replace("-", "")) or []]


def _address(name: str, given: Any) -> Address:
    fields = lowered(given) if isinstance(given, dict) else {}
    written = str(fields.get("email") or "")
    found = parseaddr(written)[1]
    if "@" not in found or " " in found:
        raise SendRefused(f"invalid {name} address: {written}")
    return Address(str(fields.get("name") or ""), addr_spec=found)


def _further_headers(body: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in (body.get("headers") or {}).items():
        if name.lower() in _OWN_HEADERS:
            raise SendRefused(f'cannot overwrite header: "{name}"')
        yield name, str(value)
    if tags := body.get("tags"):
        yield "X-Tags", ", ".join(map(str, tags))


def _fill(mail: EmailMessage, body: dict[str, Any]) -> None:
    text, html = body.get("text"), body.get("html")
    if text or not html:
        mail.set_content(str(text or ""))
    if html:
        (mail.add_alternative if text else mail.set_content)(str(html), subtype="html")
    for attachment in map(lowered, body.get("attachments") or []):
        _attach(mail, attachment)


def _attach(mail: EmailMessage, attachment: dict[str, Any]) -> None:
    name = str(attachment.get("filename") or "")
    try:
        content = base64.b64decode(str(attachment.get("content") or "").rpartition(",")[2], validate=True)
    except binascii.Error as error:
        raise SendRefused(f'error decoding base64 attachment "{name}": {error}') from None
    kind = attachment.get("contenttype") or mimetypes.guess_type(name)[0] or "application/octet-stream"
    main, _, sub = str(kind).partition("/")
    content_id = attachment.get("contentid")
    mail.add_attachment(
        content,
        maintype=main,
        subtype=sub,
        filename=name,
        disposition="inline" if content_id else "attachment",
        cid=f"<{content_id}>" if content_id else None,
    )
