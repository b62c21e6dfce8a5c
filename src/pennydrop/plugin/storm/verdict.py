"""Holds the end of a disturbed run against what it has to be, and words what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pennydrop.sameness import Difference, EndState
    from pennydrop.storm.disturbance import Disturbance


class NotTheSame(AssertionError):
    """The scenario has passed, and what it leaves behind is not what it leaves behind undisturbed."""


def judge(disturbance: type[Disturbance], told: Sequence[str], expected: EndState, found: EndState) -> None:
    """Raise ``NotTheSame`` with what was done and every difference that is not by design, or by design and missing."""
    differences = expected.differences(found)
    lines = [str(difference) for difference in differences]
    outcome = disturbance.outcome
    wrong = outcome.unexpected(lines) if outcome else range(len(lines))
    missing = outcome.missing(lines) if outcome else []
    if wrong or missing:
        raise NotTheSame("\n".join(_message(disturbance, told, [differences[place] for place in wrong], missing)))


def what_happened(disturbance: type[Disturbance], told: Sequence[str]) -> list[str]:
    """The story and what was done, in order; ends with what is different by design."""
    steps = [f"  {number}. {what}" for number, what in enumerate(told, 1)] or ["  nothing yet"]
    by_design = [f"By design: {disturbance.outcome.means}"] if disturbance.outcome else []
    return [f"{disturbance.name}: {disturbance.story}", *steps, *by_design]


def _message(
    disturbance: type[Disturbance], told: Sequence[str], wrong: Sequence[Difference], missing: Sequence[str]
) -> Iterator[str]:
    like = disturbance.outcome.like.value if disturbance.outcome else "the undisturbed run"
    count = len(wrong) + len(missing)
    yield f"{disturbance.name}: the end is not that of {like}, in {count} place{'s' if count > 1 else ''}"
    yield ""
    yield from what_happened(disturbance, told)
    yield ""
    yield from _differences(wrong, missing)


def _differences(wrong: Sequence[Difference], missing: Sequence[str]) -> Iterator[str]:
    from pennydrop.sameness import render

    if wrong:
        yield "What is different:"
        yield from (f"  {line}" for line in render(wrong).splitlines())
    yield from chain.from_iterable(("Ought to be different by design:", f"  {what}") for what in missing)
