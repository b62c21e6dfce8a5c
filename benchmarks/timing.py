"""Measured durations and the bars they are held against, in words."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Unit(Enum):
    """How a figure is written: a duration is in seconds, the others are as they are."""

    SECONDS = ("s", 1, 2)
    MILLISECONDS = ("ms", 1000, 1)
    MEGABYTES = ("MB", 1, 0)
    FINDINGS = ("findings", 1, 0)

    def __call__(self, seconds: float) -> str:
        name, factor, digits = self.value
        return f"{seconds * factor:.{digits}f} {name}"


@dataclass(frozen=True)
class Sample:
    """The durations of one thing measured several times, in seconds."""

    what: str
    seconds: tuple[float, ...]
    unit: Unit = Unit.SECONDS

    @classmethod
    def of(cls, what: str, seconds: Iterable[float], unit: Unit = Unit.SECONDS) -> Sample:
        """``ValueError`` when nothing was measured."""
        measured = tuple(seconds)
        if not measured:
            raise ValueError(f"{what}: nothing was measured")
        return cls(what, measured, unit)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    def __str__(self) -> str:
        """``a scenario: median 1.52 s, from 0.40 s to 3.10 s (48 measured)``."""
        low, high = self.unit(min(self.seconds)), self.unit(max(self.seconds))
        return f"{self.what}: median {self.unit(self.median)}, from {low} to {high} ({len(self.seconds)} measured)"


@dataclass(frozen=True)
class Bar:
    """A promise about a figure: at most ``limit``, or at least that where more is better."""

    what: str
    value: float
    limit: float
    more_is_better: bool = False
    unit: Unit | None = None
    """None for a ratio."""

    @property
    def met(self) -> bool:
        return self.value >= self.limit if self.more_is_better else self.value <= self.limit

    def __str__(self) -> str:
        """``a scenario: 1.52 s, bar: at most 2.00 s``, with NOT MET in front where it is not."""
        write = self.unit or "{:.2f} x".format
        bar = f"at {'least' if self.more_is_better else 'most'} {write(self.limit)}"
        return f"{'met' if self.met else 'NOT MET':<8} {self.what}: {write(self.value)}, bar: {bar}"


def ratio(longer: Sample, shorter: Sample) -> float:
    """How many times the median of ``shorter`` goes into that of ``longer``."""
    return longer.median / shorter.median


@dataclass(frozen=True)
class Measurement:
    """What one benchmark found: its samples, and what they mean for the bars."""

    title: str
    samples: tuple[Sample, ...]
    bars: tuple[Bar, ...]
    notes: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """For people; notes say what makes the figures doubtful."""
        body = [*map(str, self.samples), *self.notes, *map(str, self.bars)]
        return [self.title, *(f"  {line}" for line in body)]
