"""Which mail a request is about."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from starlette.exceptions import HTTPException
from starlette.requests import Request

from pennydrop.mailbox.catcher import search
from pennydrop.mailbox.catcher.mime import ParsedMail
from pennydrop.mailbox.catcher.store import Condition, Store, StoredMail


def find(store: Store, request: Request) -> StoredMail:
    """The mail a path names by id or as ``latest`` (of those that match ``query``); 404 if there is none."""
    wanted = request.path_params["id"]
    if wanted == "latest":
        query = request.query_params.get("query", "")
        row, missing = store.newest(search.parse(query, zone_of(request))), "Message not found"
    else:
        row, missing = store.newest(Condition.ids([wanted])), "404 page not found"
    if row is None:
        raise HTTPException(404, missing)
    return row


def parsed(store: Store, row: StoredMail) -> ParsedMail:
    return ParsedMail.parse(store.raw(row.id))


def zone_of(request: Request) -> ZoneInfo | None:
    """The time zone a request names with ``tz``; ``None``, this machine's, if it names none that exists."""
    try:
        return ZoneInfo(request.query_params.get("tz") or "-")
    except (ZoneInfoNotFoundError, ValueError):
        return None
