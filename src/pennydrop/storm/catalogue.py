"""Every disturbance there is, by name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from difflib import get_close_matches

import pennydrop.storm
from pennydrop.storm.disturbance import Disturbance

ALL = "all"


class UnknownDisturbance(LookupError):
    """A name that no disturbance has; the message lists those there are."""


class AmbiguousName(ValueError):
    """Two disturbances have the same name."""


class Catalogue:
    """Disturbances by name, in the order they were given."""

    def __init__(self, disturbances: Iterable[type[Disturbance]]) -> None:
        self._known: dict[str, type[Disturbance]] = {}
        for disturbance in disturbances:
            other = self._known.setdefault(disturbance.name, disturbance)
            if other is not disturbance:
                raise AmbiguousName(f"two disturbances are called {other.name!r}: {other} and {disturbance}")

    @property
    def all(self) -> tuple[type[Disturbance], ...]:
        return tuple(self._known.values())

    def named(self, name: str) -> type[Disturbance]:
        """``UnknownDisturbance`` when there is none."""
        if name in self._known:
            return self._known[name]
        alike = get_close_matches(name, self._known, n=1)
        hint = f" (did you mean {alike[0]!r}?)" if alike else ""
        known = ", ".join(self._known) or "none"
        raise UnknownDisturbance(f"there is no disturbance {name!r}{hint}; there are: {known}")

    def chosen(self, names: str) -> tuple[type[Disturbance], ...]:
        """Those in a list such as ``reorder,lost-answer``, in the catalogue's order; ``all`` are all.

        ``undisturbed`` adds nothing: that run is there in any case.
        """
        if names == ALL:
            return self.all
        listed = {part.strip() for part in names.split(",")} - {"", Disturbance.name}
        wanted = {self.named(name) for name in sorted(listed)}
        return tuple(disturbance for disturbance in self.all if disturbance in wanted)


def own_disturbances() -> list[type[Disturbance]]:
    """What the modules beside this one have in their ``DISTURBANCES``."""
    modules = [importlib.import_module(f"{pennydrop.storm.__name__}.{name}") for name in _modules_beside()]
    found = [disturbance for module in modules for disturbance in getattr(module, "DISTURBANCES", ())]
    return list(dict.fromkeys(found))


def _modules_beside() -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules(pennydrop.storm.__path__))
