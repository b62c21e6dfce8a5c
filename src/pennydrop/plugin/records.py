"""What is known of a scenario while it runs: each step, how it ended and how long it took."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    row: dict[str, str] = field(default_factory=dict)
    steps: list[StepRecord] = field(default_factory=list)
    told: bool = False
    """True once its failure has been reported."""
    _reached: int = -1
    _since: float = 0.0

    @classmethod
    def of(cls, scenario: Scenario, file: str, row: dict[str, str]) -> ScenarioRecord:
        steps = [StepRecord(step.keyword, step.name, step.line_number) for step in scenario.steps]
        return cls(scenario.feature.name, scenario.name, file, scenario.line_number, row, steps)

    def begin_step(self) -> None:
        self._reached += 1
        self._since = perf_counter()

    def end_step(self, state: State) -> None:
        step = self.steps[self._reached]
        step.state, step.seconds = state, perf_counter() - self._since

    def lines(self) -> list[str]:
        """The scenario with each step's state and time, for people."""
        row = "".join(f"\n    with {column}: {cell}" for column, cell in self.row.items())
        heading = f"{self.file}:{self.line}  {self.feature}: {self.title}{row}"
        return [*heading.splitlines(), *(f"  {step}" for step in self.steps)]
