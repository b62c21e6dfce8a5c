"""Leaves out the scenarios about what this site does not offer, and says so: neither a failure nor silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pennydrop.plugin.modules import Module, Offering
from pennydrop.plugin.run import run_of
from pennydrop.plugin.scenario import ScenarioItem

if TYPE_CHECKING:
    from collections.abc import Iterable

PROPERTY = "pennydrop_not_offered"
OFFERING = pytest.StashKey[Offering]()


def offering_of(config: pytest.Config) -> Offering:
    """What the site offers; looked for once in each process."""
    known = config.stash.get(OFFERING, None)
    if known is None:
        declared: Iterable[Iterable[Module]] = config.hook.pytest_pennydrop_modules()
        modules = [module for some in declared for module in some]
        known = config.stash[OFFERING] = Offering.of_site(modules, run_of(config).settings)
    return known


@pytest.fixture(scope="session")
def offering(stack: object, pytestconfig: pytest.Config) -> Offering:
    """What the site offers of the modules that the suite declares with ``pytest_pennydrop_modules``."""
    return offering_of(pytestconfig)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out a scenario that needs what the site does not have."""
    if not isinstance(item, ScenarioItem):
        return
    offering = offering_of(item.config)
    for mark in item.iter_markers():
        reason = offering.why_not(mark.name)
        if reason:
            item.user_properties.append((PROPERTY, f"{mark.name}: {reason}"))
            raise pytest.skip.Exception(f"not offered by this site: {mark.name} ({reason})", _use_item_location=True)


def what_is_not_offered(report: pytest.TestReport) -> str | None:
    """``exams: no table ..., and /exams/ answers 404`` in the report of a scenario that was left out for it."""
    properties = getattr(report, "user_properties", ())  # that of a module skipped at collection has none
    return next((str(value) for name, value in properties if name == PROPERTY), None)


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
    """Count it apart: ``n`` in the progress line, NOT OFFERED with ``-v``."""
    if report.skipped and what_is_not_offered(report):
        return "not offered", "n", ("NOT OFFERED", {"cyan": True})
    return None
