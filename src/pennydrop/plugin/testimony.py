"""Asks everybody who knows something about a failed scenario, within bounds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pennydrop.plugin.evidence import Lines

BUDGET = 15.0
MOST_LINES = 40
LONGEST_LINE = 500

Testimony = tuple[str, Callable[[], Lines]]


@dataclass(frozen=True)
class Section:
    """A titled part of the report."""

    title: str
    lines: list[str]


def hear(
    testimonies: Iterable[Testimony], budget: float = BUDGET, clock: Callable[[], float] = time.monotonic
) -> list[Section]:
    """One section per testimony. Whoever has not been asked when ``budget`` seconds are over is not asked any more."""
    deadline = clock() + budget
    return [Section(title, _told(tell) if clock() < deadline else [_too_late(budget)]) for title, tell in testimonies]


def _told(tell: Callable[[], Lines]) -> list[str]:
    try:
        said = tell()
    except Exception as error:  # noqa: BLE001 - whatever goes wrong here must not hide the failure it is about
        return [f"not available: {type(error).__name__}: {(str(error) or 'no message').splitlines()[0]}"]
    lines = said.splitlines() if isinstance(said, str) else [*said]
    return _bounded(lines) or ["none"]


def _bounded(lines: list[str]) -> list[str]:
    """The last lines, because what led to the failure stands at the end."""
    kept = [line if len(line) <= LONGEST_LINE else line[:LONGEST_LINE] + " ..." for line in lines[-MOST_LINES:]]
    left_out = len(lines) - len(kept)
    return [f"... {left_out} earlier lines left out", *kept] if left_out else kept


def _too_late(budget: float) -> str:
    return f"not asked: the other sections took longer than {budget:.0f} s"
