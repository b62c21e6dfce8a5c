"""The live profile: only what is tagged ``@live`` runs and may write, and no picture of a customer is kept."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import nullcontext

import pytest

from pennydrop.errors import PennydropError, SpendingRefused
from pennydrop.plugin.run import run_of
from pennydrop.plugin.running import end_with
from pennydrop.plugin.scenario import ScenarioItem

TAG = "live"
PICTURES = ("--tracing", "--video", "--screenshot")
"""Options of pytest-playwright that keep what a page has shown."""


def pytest_configure(config: pytest.Config) -> None:
    """Make the tag known."""
    config.addinivalue_line("markers", f"{TAG}: a scenario that may run in the live profile, with real money")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out every scenario that is not tagged, and refuse storms and pictures."""
    scenarios = [item for item in items if isinstance(item, ScenarioItem)]
    if not scenarios or not _is_live(config):
        return
    if config.getoption("--storm") is not None:
        end_with(SpendingRefused("--storm pays again under every disturbance; not in the live profile"), config)
    for option in PICTURES:
        if config.getoption(option, default="off") != "off":
            message = f"{option} keeps pages with people's names and addresses; not in the live profile"
            end_with(SpendingRefused(message), config)
    if untagged := [item for item in scenarios if not item.get_closest_marker(TAG)]:
        left_out = set(untagged)
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=untagged)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Hand the licence to write to a scenario, or a test in Python, that is tagged; nobody else ever has it."""
    run = run_of(item.config)
    tagged = run.has_settings and run.settings.profile == "live" and item.get_closest_marker(TAG)
    with run.guard.licensed(item.nodeid) if tagged else nullcontext():
        return (yield)


def _is_live(config: pytest.Config) -> bool:
    run = run_of(config)
    try:
        return run.settings.profile == "live"
    except PennydropError as error:
        if run.is_worker:  # the controller reads the same settings, and ends the session with the same error
            return False
        end_with(error, config)
