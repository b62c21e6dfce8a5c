"""Follows each scenario step by step and notes who can tell something about it."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial

import pytest

from pennydrop.plugin.evidence import Evidence
from pennydrop.plugin.records import Progress, ScenarioRecord, State
from pennydrop.plugin.run import StandingWitness, run_of
from pennydrop.plugin.scenario import ScenarioItem

PROGRESS = pytest.StashKey[Progress]()
EVIDENCE = pytest.StashKey[Evidence]()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, None, None]:
    """Open the file of a scenario before anything can go wrong in it."""
    if isinstance(item, ScenarioItem):
        item.stash[PROGRESS] = Progress(ScenarioRecord.of(item.scenario, item.file, dict(item.row)))
        item.stash[EVIDENCE] = Evidence()
        run_of(item.config).begin_scenario()
    yield


def pytest_bdd_before_step(request: pytest.FixtureRequest) -> None:
    """Start the step's clock, before its fixtures are made."""
    if progress := request.node.stash.get(PROGRESS, None):
        progress.begin_step()


def pytest_bdd_after_step(request: pytest.FixtureRequest) -> None:
    """The step has passed."""
    if progress := request.node.stash.get(PROGRESS, None):
        progress.end_step(State.PASSED)


def pytest_bdd_step_error(request: pytest.FixtureRequest) -> None:
    """The step has failed; those after it are not reached."""
    if progress := request.node.stash.get(PROGRESS, None):
        progress.end_step(State.FAILED)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    """Remember every fixture that has evidence to give (see :class:`pennydrop.plugin.evidence.Witness`)."""
    value = yield
    # The class is asked: looking at the object would wake lazy ones and believe every mock.
    if callable(getattr(type(value), "evidence", None)):
        title = fixturedef.argname.replace("_", " ").capitalize()
        tell = value.evidence  # type: ignore[attr-defined]
        evidence = request.node.stash.get(EVIDENCE, None)
        if evidence:
            evidence.contribute(title, partial(tell, evidence.correlation))
        else:
            run_of(request.config).testify(StandingWitness(title, tell))
    return value
