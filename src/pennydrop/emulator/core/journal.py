"""What was asked and what was delivered, for tests and people to look at. Card numbers and secrets are masked."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from typing import Any

import orjson

KEPT = 20_000
_SECRET = re.compile(r"\b((?:sk|rk)_(?:test|live)_|whsec_)[A-Za-z0-9]+")
_CARD_NUMBER = re.compile(r"\b\d{8,15}(\d{4})\b")
_HIDDEN = frozenset(["cvc", "client_secret", "key"])


def masked(value: Any, name: str = "") -> Any:
    """A copy without secrets: card numbers keep their last four digits, CVCs and keys nothing."""
    if isinstance(value, Mapping):
        return {key: masked(inner, str(key)) for key, inner in value.items()}
    if name in _HIDDEN:
        return "***"
    if isinstance(value, str):
        shown = _SECRET.sub(lambda found: found[1] + "***", value)
        return _CARD_NUMBER.sub(r"************\1", shown) if name == "number" else shown
    return value


class Journal:
    """The last entries, oldest first. An entry may carry texts that are searched but not shown."""

    def __init__(self) -> None:
        self._entries: deque[tuple[dict[str, Any], bytes]] = deque(maxlen=KEPT)

    def add(self, entry: dict[str, Any], searchable: bytes = b"") -> dict[str, Any]:
        self._entries.append((entry, searchable))
        return entry

    def find(self, text: str = "", limit: int = 100) -> list[dict[str, Any]]:
        """The last ``limit`` entries that contain ``text`` anywhere, oldest first."""
        wanted = text.encode()
        found: list[dict[str, Any]] = []
        for entry, searchable in reversed(self._entries):
            if len(found) == limit:
                break
            if wanted in searchable or wanted in orjson.dumps(entry):
                found.append(entry)
        return found[::-1]
