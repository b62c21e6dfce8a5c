"""Which calls are emulated, with which parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.wire.errors import not_emulated

# Understood on every call that has them at Stripe.
COMMON = frozenset(["expand", "limit", "starting_after", "ending_before", "created"])


@dataclass(frozen=True)
class Call:
    """One request as a handler sees it. ``ids`` are those of the path, ``base_url`` is the emulator's own address."""

    tx: Transaction
    params: Object
    ids: dict[str, str]
    base_url: str
    from_browser: bool = False


@dataclass(frozen=True)
class Listing:
    """An answer that is a list: all objects newest first; the page is cut later."""

    objects: Sequence[Object]
    url: str
    kind: str


Answer = Object | Listing


@dataclass(frozen=True)
class Handler:
    """A call's function and the parameters it understands.

    ``for_browsers``: publishable keys may use it. ``private``: Stripe's own programs use it and nobody documents it;
    its parameters come as texts, unchecked.
    """

    function: Callable[[Call], Answer]
    takes: frozenset[str] = field(default_factory=frozenset)
    for_browsers: bool = False
    private: bool = False

    def refuse_unsupported(self, params: Object) -> None:
        """Raise "not emulated" for the first parameter that Stripe knows and this handler does not."""
        for path, value in _leaves(params, ""):
            if not self._understands(path, value):
                raise not_emulated(f"the parameter {path} (here: {value})", path)

    def _understands(self, path: str, value: Any) -> bool:
        names = path.replace("]", "").split("[")
        spelt = [names[0], *(f"{names[0]}[{']['.join(names[1:depth])}]" for depth in range(2, len(names) + 1))]
        written = f"{spelt[-1]}={str(value).lower() if isinstance(value, bool) else value}"
        return names[0] in COMMON or not self.takes.isdisjoint([*spelt, written])


HANDLERS: dict[str, Handler] = {}


def endpoint(
    route: str, takes: str = "", *, for_browsers: bool = False, private: bool = False
) -> Callable[[Callable[[Call], Answer]], Callable[[Call], Answer]]:
    """Register a handler for ``"POST /v1/refunds"``.

    ``takes`` names its parameters, blank separated: ``card`` with all inside it, ``card[token]`` only that,
    ``mode=payment`` only with this value. List places are left out (``line_items[price]``).
    """

    def register(function: Callable[[Call], Answer]) -> Callable[[Call], Answer]:
        HANDLERS[route] = Handler(function, frozenset(takes.split()), for_browsers, private)
        return function

    return register


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            yield from _leaves(inner, f"{path}[{name}]" if path else name)
    elif isinstance(value, list) and value:
        for inner in value:
            yield from _leaves(inner, path)
    elif path:
        yield path, value
