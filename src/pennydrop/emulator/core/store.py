"""The objects of one account, by kind and id, in the order of their creation."""

from __future__ import annotations

from collections.abc import Iterator

from pennydrop.emulator.core.objects import Object


class Store:
    """What one account has at Stripe. Only transactions write to it."""

    def __init__(self) -> None:
        self._objects: dict[str, dict[str, Object]] = {}
        # Lines are part of a session, but only shown on request.
        self.line_items: dict[str, list[Object]] = {}

    def find(self, kind: str, object_id: str) -> Object | None:
        """The object, or None."""
        return self._objects.get(kind, {}).get(object_id)

    def find_by_id(self, object_id: str) -> Object | None:
        """The object of whatever kind."""
        return next((kind[object_id] for kind in self._objects.values() if object_id in kind), None)

    def newest_first(self, kind: str) -> Iterator[Object]:
        """Every object of a kind, in the order lists show them."""
        return reversed(self._objects.get(kind, {}).values())

    def put(self, stored: Object) -> None:
        self._objects.setdefault(stored["object"], {})[stored["id"]] = stored

    def remove(self, stored: Object) -> None:
        del self._objects[stored["object"]][stored["id"]]
