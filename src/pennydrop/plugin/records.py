"""What is known of a scenario while it runs: each step, how it ended and how long it took."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter

from pytest_bdd.parser import Scenario


class State(StrEnum):
    """How a step ended."""

    PASSED = "passed"
    FAILED = "FAILED"
    NOT_REACHED = "not reached"


@dataclass
class StepRecord:
    """One step; ``seconds`` counts its fixtures too."""

    keyword: str
    text: str
    line: int
    state: State = State.NOT_REACHED
    seconds: float = 0.0

    def __str__(self) -> str:
        took = f"{self.seconds:7.2f} s" if self.state is not State.NOT_REACHED else " " * 9
        return f"{self.state:<11} {took}  {self.keyword} {self.text}"


@dataclass
class ScenarioRecord:
    """A scenario and its steps, none of them reached at first."""

    feature: str
    title: str
    file: str
    line: int
    row: dict[str, str]
    steps: list[StepRecord]

    @classmethod
    def of(cls, scenario: Scenario, file: str, row: dict[str, str]) -> ScenarioRecord:
        steps = [StepRecord(step.keyword, step.name, step.line_number) for step in scenario.steps]
        return cls(scenario.feature.name, scenario.name, file, scenario.line_number, row, steps)

    def lines(self) -> list[str]:
        """The scenario with each step's state and time, for people."""
        row = [f"    with {column}: {cell}" for column, cell in self.row.items()]
        return [f"{self.file}:{self.line}  {self.feature}: {self.title}", *row, *(f"  {step}" for step in self.steps)]


class Progress:
    """How far a scenario has come. ``told`` is true once its failure was reported."""

    def __init__(self, scenario: ScenarioRecord) -> None:
        self.scenario = scenario
        self.told = False
        self._steps = iter(scenario.steps)
        self._step: StepRecord | None = None
        self._since = 0.0

    def begin_step(self) -> None:
        self._step = next(self._steps)
        self._since = perf_counter()

    def end_step(self, state: State) -> None:
        if self._step:
            self._step.state, self._step.seconds = state, round(perf_counter() - self._since, 3)
