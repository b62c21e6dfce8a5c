"""The two calls every resource has: retrieve one, list them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.domain.registry import Answer, Call, Listing, endpoint


def readable(kind: str, path: str, id_name: str, filters: str = "") -> None:
    """Emulate ``GET path`` (with ``filters`` that compare a key of the object) and ``GET path/{id_name}``."""

    @endpoint(f"GET {path}", filters)
    def list_all(call: Call) -> Answer:
        wanted = {name: call.params[name] for name in filters.split() if name in call.params}
        objects = [each for each in created_within(call, kind) if wanted.items() <= each.items()]
        return Listing(objects, path, kind)

    @endpoint(f"GET {path}/{{{id_name}}}")
    def retrieve(call: Call) -> Answer:
        return call.tx.get(kind, call.ids[id_name], param=id_name if kind != "charge" else "id")


def created_within(call: Call, kind: str) -> Iterator[Object]:
    """The account's objects of a kind, newest first, narrowed by the ``created`` parameter."""
    created = call.params.get("created", {})
    bounds = created if isinstance(created, dict) else {"gte": created, "lte": created}
    for each in call.tx.account.store.newest_first(kind):
        if all(_COMPARISONS[name](each["created"], value) for name, value in bounds.items()):
            yield each


_COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "gt": int.__gt__,
    "gte": int.__ge__,
    "lt": int.__lt__,
    "lte": int.__le__,
}
