"""What a scenario costs beside the same clicks without the harness, both in one process, taking turns."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.timing import Bar, Measurement, Sample, ratio

SCENARIO = "features/lessons/buying_lessons.feature::two_lessons_bought_together_are_paid_once_and_everybody_is_told"
BARE = "benchmarks/bare_purchase.py::test_bare_purchase"
OPTIONS = ("-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
OVERHEAD_BAR = 1.25


def measure(rounds: int) -> Measurement:
    """A pytest session that runs scenario and script ``rounds`` times, after a first turn that does not count."""
    turns = Turns(rounds + 1)
    code = pytest.main([SCENARIO, BARE, *OPTIONS], plugins=[turns])
    scenario = Sample.of("as a scenario, from its first When to its last Then", turns.scenario[1:])
    bare = Sample.of("as a bare script, from the browser context to Paid", turns.bare[1:])
    return Measurement(
        "Harness overhead: two private lessons bought",
        (scenario, bare),
        (Bar("scenario to bare script", ratio(scenario, bare), OVERHEAD_BAR),),
        (f"pytest ended with exit code {code:d}: the figures are of little use",) if code else (),
    )


class Turns:
    """A pytest plugin that repeats what was collected, in turn, and takes the times."""

    def __init__(self, rounds: int) -> None:
        self._rounds = rounds
        self._began: float | None = None
        self._ended = 0.0
        self.scenario: list[float] = []
        self.bare: list[float] = []

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = items * self._rounds

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_before_step(self, step: Any) -> None:
        if self._began is None and step.type != "given":
            self._began = time.perf_counter()

    @pytest.hookimpl(trylast=True)
    def pytest_bdd_after_step(self) -> None:
        self._ended = time.perf_counter()

    def pytest_bdd_after_scenario(self) -> None:
        if self._began is not None:
            self.scenario.append(self._ended - self._began)
        self._began = None

    @pytest.fixture
    def took(self) -> Callable[[float], None]:
        """Where the bare script leaves its seconds."""
        return self.bare.append
