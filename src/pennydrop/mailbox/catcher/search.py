"""Mailpit's search language, as SQL: ``to:zoe@x.test subject:"your receipt" -has:attachment after:1784500000000``.

Terms are joined by AND. A filter that makes no sense (``to:``, ``after:soon``) is dropped, as Mailpit drops it: the
search finds more than was asked for, never less.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo

from pennydrop.mailbox.catcher.store import EVERYTHING, Condition

_TERM = re.compile(r'(?:[^ "]|"[^"]*(?:"|$))+')
_PUNCTUATION = re.compile(r'[,;()<>"\s]+')
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_SIZE = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?:(?P<kilo>kb?)|(?P<mega>mb?))?", re.IGNORECASE)
_ADDRESS_COLUMNS = {
    "from": "from_address",
    "to": "to_addresses",
    "cc": "cc_addresses",
    "bcc": "bcc_addresses",
    "reply-to": "reply_to_addresses",
}
_FLAGS = {
    "is:read": "read = 1",
    "is:unread": "read = 0",
    "is:tagged": "EXISTS (SELECT 1 FROM tag WHERE tag.mail = mail.id)",
    "has:attachment": "attachments > 0",
    "has:attachments": "attachments > 0",
    "has:inline": "inlines > 0",
    "has:inlines": "inlines > 0",
}

Filter = Callable[[str], Condition | None]


def searchable(text: str) -> str:
    """Text as the full-text search compares it: lower case, punctuation and line breaks as single spaces."""
    return _PUNCTUATION.sub(" ", text.lower()).strip()


def parse(query: str, zone: tzinfo | None = None) -> Condition:
    """The mails ``query`` finds. Dates without an offset are in ``zone``, by default this machine's."""
    return Condition.all_of(_conditions(query, zone))


def _conditions(query: str, zone: tzinfo | None) -> Iterator[Condition]:
    for found in _TERM.findall(query):
        term = found.replace('"', "")
        negated = len(term) > 1 and term[0] in "-!"
        condition = _condition(term[1:] if negated else term, zone)
        if condition is not EVERYTHING:
            yield Condition(f"NOT ({condition.sql})", condition.values) if negated else condition


def _condition(term: str, zone: tzinfo | None) -> Condition:
    if flag := _FLAGS.get(term.lower()):
        return Condition(flag)
    name, colon, value = term.partition(":")
    by_name = _filters(zone).get(name.lower()) if colon else None
    condition = by_name(value.strip()) if by_name else None
    return condition or _full_text(term)


def _filters(zone: tzinfo | None) -> dict[str, Filter]:
    """By prefix. A filter answers ``EVERYTHING`` to be dropped, and ``None`` to be taken as plain text."""
    addresses: dict[str, Filter] = {
        name: lambda value, column=column: _like(searchable(value), column)  # type: ignore[misc]
        for name, column in _ADDRESS_COLUMNS.items()
    }
    return addresses | {
        "addressed": lambda value: _like(searchable(value), *_ADDRESS_COLUMNS.values()),
        "subject": lambda value: _like(value, "subject"),
        "message-id": lambda value: _like(value, "message_id"),
        "tag": _tag,
        "after": lambda value: _created(">=", value, zone),
        "before": lambda value: _created("<=", value, zone),
        "larger": lambda value: _size(">", value),
        "smaller": lambda value: _size("<", value),
    }


def _full_text(term: str) -> Condition:
    return _like(searchable(term), "search_text")


def _like(value: str, *columns: str) -> Condition:
    if not value:
        return EVERYTHING
    return Condition(" OR ".join(f"{column} LIKE ?" for column in columns), (f"%{value}%",) * len(columns))


def _tag(value: str) -> Condition:
    if not value:
        return EVERYTHING
    return Condition("EXISTS (SELECT 1 FROM tag WHERE tag.mail = mail.id AND tag.name = ?)", (value,))


def _created(comparison: str, value: str, zone: tzinfo | None) -> Condition:
    moment = epoch_ms(value, zone)
    return EVERYTHING if moment is None else Condition(f"created {comparison} ?", (moment,))


def epoch_ms(value: str, zone: tzinfo | None = None) -> int | None:
    """Milliseconds since 1970 of an ISO date or of Unix time (10 digits: s, 13: ms); ``None`` for anything else."""
    if _EPOCH.fullmatch(value):
        return int(value) if len(value) == 13 else int(value) * 1000
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return round((moment if moment.tzinfo else moment.replace(tzinfo=zone)).timestamp() * 1000)


def _size(comparison: str, value: str) -> Condition | None:
    found = _SIZE.fullmatch(value)
    if not found:
        return None
    unit = 1024 if found["kilo"] else 1024**2 if found["mega"] else 1
    return Condition(f"size {comparison} ?", (int(float(found["number"]) * unit),))
