"""Cuts one page out of a list, by cursor."""

from __future__ import annotations

from typing import Any

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.domain.registry import Listing
from pennydrop.emulator.wire.errors import invalid, missing_resource

DEFAULT_LIMIT, MOST = 10, 100


def page(listing: Listing, params: dict[str, Any]) -> Object:
    """``{"object": "list", "url", "has_more", "data"}`` for ``limit``, ``starting_after`` and ``ending_before``."""
    objects = list(listing.objects)
    limit = min(max(params.get("limit", DEFAULT_LIMIT), 1), MOST)
    places = {name: _place(objects, params[name], name, listing.kind) for name in _CURSORS if params.get(name)}
    if len(places) == 2:
        raise invalid("Received both starting_after and ending_before parameters. Please pass in only one.")
    if "ending_before" in places:
        before = objects[: places["ending_before"]]
        return _list(listing.url, before[-limit:], has_more=len(before) > limit)
    rest = objects[places["starting_after"] + 1 :] if places else objects
    return _list(listing.url, rest[:limit], has_more=len(rest) > limit)


_CURSORS = ("starting_after", "ending_before")


def _place(objects: list[Object], object_id: str, cursor: str, kind: str) -> int:
    place = next((place for place, each in enumerate(objects) if each["id"] == object_id), None)
    if place is None:
        raise missing_resource(kind, object_id, param=cursor, status=400)
    return place


def _list(url: str, data: list[Object], *, has_more: bool) -> Object:
    return {"object": "list", "data": data, "has_more": has_more, "url": url}
