"""With pytest-xdist, all combinations of a scenario run on one worker, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pennydrop.plugin.storm.combination import without_disturbance
from pennydrop.plugin.storm.option import kinds_of

if TYPE_CHECKING:
    from collections.abc import Iterable


def scenario_of(nodeid: str, names: Iterable[str]) -> str:
    """The id of a combination without its disturbance, which is one of ``names``; the longest that fits."""
    fitting = [name for name in names if nodeid.endswith((f"[{name}]", f"-{name}]"))]
    return without_disturbance(nodeid, max(fitting, key=len)) if fitting else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """One that hands out whole scenarios, whatever ``--dist`` says: a disturbed run needs its undisturbed one."""
    from xdist.scheduler import LoadScopeScheduling

    names = [disturbance.name for disturbance in kinds_of(config)]

    class ScenarioScheduling(LoadScopeScheduling):  # type: ignore[misc]  # pytest-xdist comes without types
        def _split_scope(self, nodeid: str) -> str:
            return scenario_of(nodeid, names)

    return ScenarioScheduling(config, log)
