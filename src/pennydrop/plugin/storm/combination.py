"""One combination: a scenario (or a row of it) and what disturbs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pennydrop.plugin.scenario import ScenarioItem
from pennydrop.storm.disturbance import Disturbance

if TYPE_CHECKING:
    import pytest

PARAMETER = "disturbance"
PROPERTY = "pennydrop_storm"
"""Name of the property, in reports and JUnit XML, that holds the disturbance's name."""
TAGS = frozenset({"purchase", "refund"})


@dataclass(frozen=True)
class Combination:
    """``base`` is the scenario's id without the disturbance: the same for all combinations of one scenario."""

    base: str
    disturbance: type[Disturbance]

    @classmethod
    def of(cls, item: pytest.Item) -> Combination | None:
        """What ``item`` combines; ``None`` if it is no part of the storm."""
        callspec = getattr(item, "callspec", None)
        if not isinstance(item, ScenarioItem) or callspec is None or PARAMETER not in callspec.params:
            return None
        disturbance: type[Disturbance] = callspec.params[PARAMETER]
        return cls(without_disturbance(item.nodeid, disturbance.name), disturbance)

    @property
    def undisturbed(self) -> bool:
        return self.disturbance is Disturbance


def without_disturbance(nodeid: str, name: str) -> str:
    """``...::a_refund[visa]`` for ``...::a_refund[visa-reorder]``."""
    start = nodeid.removesuffix(f"{name}]")
    return start.removesuffix("[") if start.endswith("[") else f"{start.removesuffix('-')}]"


def options_of(item: pytest.Item) -> tuple[str, ...]:
    """The options without which there is no such item: none but for a combination."""
    combination = Combination.of(item)
    return (f"--storm={combination.disturbance.name}",) if combination else ()


def tags_of(item: pytest.Item) -> frozenset[str]:
    """Those of the storm's tags that the scenario has."""
    return TAGS.intersection(mark.name for mark in item.iter_markers())
