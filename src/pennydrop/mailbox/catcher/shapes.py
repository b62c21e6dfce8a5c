"""Mails as Mailpit's REST API writes them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import datetime
from typing import Any

from pennydrop.mailbox.catcher.headers import Headers
from pennydrop.mailbox.catcher.mime import ParsedMail, Part
from pennydrop.mailbox.catcher.store import Condition, Store, StoredMail

_ANGLED = re.compile(r"<([^<>]+)>")
_TRAILING_ZEROS = re.compile(r"\.?0+$")


def listing(store: Store, where: Condition, start: int, limit: int, searched: bool) -> dict[str, Any]:
    """A page of mails with Mailpit's envelope."""
    rows = store.page(where, start, limit)
    (total, unread), (found, found_unread) = store.count(), store.count(where)
    return {
        "total": total,
        "unread": unread,
        "count": len(rows),
        "messages_count": found,
        "messages_unread": found_unread,
        "start": start,
        "tags": store.all_tags(),
        "messages": [summary(row, read, store.tags(row.id), searched) for row, read in rows],
    }


def summary(row: StoredMail, read: bool, tags: list[str], searched: bool) -> dict[str, Any]:
    """A row of a list. Mailpit writes ``null`` for no addresses, except for Reply-To in an unsearched list."""
    return {
        "ID": row.id,
        "MessageID": row.message_id,
        "Read": read,
        "From": address(row.from_address),
        "To": addresses(row.to_addresses) or None,
        "Cc": addresses(row.cc_addresses) or None,
        "Bcc": addresses(row.bcc_addresses) or None,
        "ReplyTo": addresses(row.reply_to_addresses) or (None if searched else []),
        "Subject": row.subject,
        "Created": timestamp(_created(row)),
        "Username": row.username,
        "Tags": tags,
        "Size": row.size,
        "Attachments": row.attachments,
        "Snippet": row.snippet,
    }


def message(row: StoredMail, mail: ParsedMail, tags: list[str]) -> dict[str, Any]:
    """A single mail. Here empty lists of addresses are ``[]``."""
    sender = address(row.from_address)
    return_path = mail.headers.first_raw("Return-Path").strip("<> ")
    return {
        "ID": row.id,
        "MessageID": row.message_id,
        "From": sender,
        "To": addresses(row.to_addresses),
        "Cc": addresses(row.cc_addresses),
        "Bcc": addresses(row.bcc_addresses),
        "ReplyTo": addresses(row.reply_to_addresses),
        "ReturnPath": return_path or sender["Address"],
        "Subject": row.subject,
        "ListUnsubscribe": _list_unsubscribe(mail.headers),
        "Date": timestamp(mail.headers.date() or _created(row)),
        "Tags": tags,
        "Username": row.username,
        "Text": mail.text,
        "HTML": mail.html,
        "Size": row.size,
        "Inline": [_part(part) for part in mail.inline if part.is_named],
        "Attachments": [_part(part) for part in mail.attachments if part.is_named],
    }


def header_lists(headers: Headers) -> dict[str, list[str]]:
    """Every header, still encoded, under its canonical name (``Message-Id``), sorted by name."""
    lists: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in headers.raw():
        lists["-".join(word.capitalize() for word in name.split("-"))].append(value)
    return dict(sorted(lists.items()))


def timestamp(moment: datetime) -> str:
    """RFC 3339 as Go writes it: no trailing zeros in the fraction, ``Z`` for UTC."""
    whole = moment.strftime("%Y-%m-%dT%H:%M:%S")
    fraction = _TRAILING_ZEROS.sub("", f".{moment.microsecond:06d}")
    offset = moment.isoformat()[-6:]
    return whole + fraction + ("Z" if offset == "+00:00" else offset)


def _created(row: StoredMail) -> datetime:
    return datetime.fromtimestamp(row.created / 1000).astimezone()


def address(stored: str) -> dict[str, str]:
    """A stored address; empty strings for none."""
    found: dict[str, str] = json.loads(stored)
    return found


def addresses(stored: str) -> list[dict[str, str]]:
    """Stored addresses."""
    found: list[dict[str, str]] = json.loads(stored) if stored else []
    return found


def _part(part: Part) -> dict[str, Any]:
    return {
        "PartID": part.id,
        "FileName": part.file_name or part.content_id,
        "ContentType": part.content_type,
        "ContentID": part.content_id,
        "Size": len(part.content),
        "Checksums": part.checksums(),
    }


def _list_unsubscribe(headers: Headers) -> dict[str, Any]:
    header = headers.first("List-Unsubscribe")
    return {
        "Header": header,
        "Links": _ANGLED.findall(header),
        "Errors": "",
        "HeaderPost": headers.first("List-Unsubscribe-Post"),
    }
