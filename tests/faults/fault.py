"""The seeded faults as data, and which of them to run."""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, zip_longest

from tests.faults import seeded


@dataclass(frozen=True)
class Fault:
    """A seeded fault: its name, the story in one line, its family, and the scenarios or features that it makes fail.

    ``seen_by`` names the oracle that alone can see it, such as ``books``; ``None`` where steps of the scenarios do.
    """

    name: str
    story: str
    family: int
    scenarios: tuple[str, ...]
    seen_by: str | None = None

    @classmethod
    def named(cls, name: str) -> Fault:
        """``ModuleNotFoundError`` when there is no fault of this name."""
        module = importlib.import_module(f"{seeded.__name__}.{name}")
        story = (module.__doc__ or "").strip().splitlines()[0]
        return cls(name, story, module.FAMILY, module.SCENARIOS, getattr(module, "SEEN_BY", None))

    @property
    def module(self) -> str:
        """What ``PENNYDROP_SEEDED_FAULT`` has to say."""
        return f"{seeded.__name__}.{self.name}"


def all_faults() -> list[Fault]:
    """Every module in ``seeded/``, by family and name."""
    found = [Fault.named(module.name) for module in pkgutil.iter_modules(seeded.__path__)]
    return sorted(found, key=lambda fault: (fault.family, fault.name))


def sample(faults: Iterable[Fault], count: int) -> list[Fault]:
    """So many of them, spread over the families: one of each before a second of any."""
    families: defaultdict[int, list[Fault]] = defaultdict(list)
    for fault in faults:
        families[fault.family].append(fault)
    rounds = chain.from_iterable(zip_longest(*families.values()))
    return [fault for fault in rounds if fault][:count]
