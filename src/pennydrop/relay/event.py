"""What the relay reads out of a webhook's body. Anything may come through, so anything may be missing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Event:
    """A Stripe event as far as the relay cares. ``text`` is the whole body, decoded, to look for ids and e-mails in."""

    id: str | None
    type: str | None
    object_id: str | None
    payment_intent: str | None
    text: str

    @classmethod
    def read(cls, body: bytes) -> Event:
        """Never raises: of a body that is no event only ``text`` is known."""
        text = body.decode("utf-8", "replace")
        try:
            event = _mapping(json.loads(body))
        except (ValueError, RecursionError):
            event = {}
        thing = _mapping(_mapping(event.get("data")).get("object"))
        return cls(
            id=_text(event.get("id")),
            type=_text(event.get("type")),
            object_id=_text(thing.get("id")),
            payment_intent=_payment_intent(thing),
            text=text,
        )

    def mentions(self, needle: str) -> bool:
        """True when the event contains ``needle``, written plainly or with JSON's escapes (``\\u00eb`` for ``ë``)."""
        return needle in self.text or json.dumps(needle)[1:-1] in self.text


def _payment_intent(thing: dict[str, Any]) -> str | None:
    if thing.get("object") == "payment_intent":
        return _text(thing.get("id"))
    reference = thing.get("payment_intent")
    return _text(_mapping(reference).get("id")) or _text(reference)


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
