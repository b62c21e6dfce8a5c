"""The seeded faults as data, and which of them to run."""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, zip_longest

from pennydrop.plugin.storm.combination import without_disturbance
from pennydrop.storm.catalogue import own_disturbances
from tests.faults import seeded

BOOKS, STORM = "books", "storm"


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
    def disturbed(self) -> tuple[tuple[str, str], ...]:
        """Of a fault that only the storm sees: each scenario, and what disturbs it (``...::paid[visa-reorder]``)."""
        if self.seen_by != STORM:
            return ()
        return tuple((without_disturbance(it, _disturbance(it)), _disturbance(it)) for it in self.scenarios)

    @property
    def disturbances(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for _, name in self.disturbed))

    @property
    def undisturbed(self) -> tuple[str, ...]:
        """The scenarios in fair weather."""
        return tuple(dict.fromkeys(scenario for scenario, _ in self.disturbed)) or self.scenarios

    @property
    def module(self) -> str:
        """What ``PENNYDROP_SEEDED_FAULT`` has to say."""
        return f"{seeded.__name__}.{self.name}"


def _disturbance(scenario: str) -> str:
    names = sorted((kind.name for kind in own_disturbances()), key=len)
    found = [name for name in names if scenario.endswith((f"[{name}]", f"-{name}]"))]
    if not found:
        raise LookupError(f"{scenario} names no disturbance in its last brackets")
    return found[-1]


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
