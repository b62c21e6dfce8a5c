"""With pytest-xdist, the undisturbed run of a scenario comes first, then any worker may take some of the disturbed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pennydrop.plugin.storm.combination import without_disturbance
from pennydrop.plugin.storm.option import kinds_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PORTION = 4


def scenario_of(nodeid: str, names: Iterable[str]) -> str:
    """The id of a combination without its disturbance, which is one of ``names``; the longest that fits."""
    fitting = [name for name in names if nodeid.endswith((f"[{name}]", f"-{name}]"))]
    return without_disturbance(nodeid, max(fitting, key=len)) if fitting else nodeid


def portions(nodeids: Sequence[str], names: Sequence[str]) -> dict[str, tuple[str, int]]:
    """The scenario and the number of the portion that each combination is handed out in.

    The undisturbed run is the first of portion 0, and has one disturbed run with it: a worker of pytest-xdist begins a
    test only when it knows the next one.
    """
    places: dict[str, int] = {}
    found = {}
    for nodeid in nodeids:
        scenario = scenario_of(nodeid, names)
        place = places[scenario] = places.get(scenario, -1) + 1
        found[nodeid] = scenario, 0 if place < 2 else 1 + (place - 2) // PORTION
    return found


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """One that knows which runs have to wait for another, whatever ``--dist`` says."""
    from xdist.scheduler import LoadScopeScheduling

    names = [disturbance.name for disturbance in kinds_of(config)]

    class StormScheduling(LoadScopeScheduling):  # type: ignore[misc]  # pytest-xdist comes without types
        """Hands out portions, and of a scenario whose undisturbed run has not ended only the first."""

        def __init__(self) -> None:
            super().__init__(config, log)
            self._portions: dict[str, tuple[str, int]] = {}
            self._begun: set[str] = set()

        def _split_scope(self, nodeid: str) -> Any:
            if not self._portions:
                self._portions = portions(self.collection or (), names)
            return self._portions[nodeid]

        def _ready(self) -> Any:
            ready = (portion for portion in self.workqueue if portion[1] == 0 or portion[0] in self._begun)
            return next(ready, None)

        def _assign_work_unit(self, node: Any) -> None:
            if portion := self._ready():
                self.workqueue.move_to_end(portion, last=False)
                super()._assign_work_unit(node)

        def _reschedule(self, node: Any) -> None:
            if not self.workqueue or self._ready():
                super()._reschedule(node)

        def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
            nodeid = self.registered_collections[node][item_index]
            scenario, portion = self._split_scope(nodeid)
            super().mark_test_complete(node, item_index, duration)
            if portion == 0 and scenario not in self._begun:  # the undisturbed run is the first to end
                self._begun.add(scenario)
                for waiting in self.nodes:
                    self._reschedule(waiting)

    return StormScheduling()
