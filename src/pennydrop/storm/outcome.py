"""What a disturbance is expected to lead to, where that is not the same as undisturbed: stated next to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum


class Like(Enum):
    """The end state that a disturbed one is held against."""

    UNDISTURBED = "the undisturbed run"
    BEFORE_PAYING = "the moment before the payment"
    """The rows and mails there were when Checkout opened; at Stripe the payment is made all the same. This is what
    holds when the site never hears of it."""


@dataclass(frozen=True)
class Differs:
    """A difference that is by design: ``what`` in words, ``matches`` a regular expression found in its one line.

    The line is ``str(difference)`` of :mod:`pennydrop.sameness`. At least one difference has to match, and as many as
    do are accepted, unless ``times`` says how many. ``optional``: it may be there or not.
    """

    what: str
    matches: str
    times: int | None = None
    optional: bool = False

    def matching(self, lines: Iterable[str]) -> int:
        return sum(re.search(self.matches, line, re.IGNORECASE) is not None for line in lines)

    def broken_by(self, found: int) -> str:
        """What is wrong with so many of them, empty if nothing is."""
        if not found:
            return "" if self.optional else f"{self.what}: not there"
        return f"{self.what}: there {found} times, not {self.times}" if self.times not in (None, found) else ""


@dataclass(frozen=True)
class Outcome:
    """An outcome that is different by design; a disturbance without one leads to the same as no disturbance.

    ``means`` is the sentence a report shows. ``cut_short``: the scenario ends after the step in which somebody has
    paid, because what follows can only come true if the site hears of it. ``differs`` are the differences from the
    end state ``like`` that have to be there; any other is a failure. ``suspends`` are the rules of the books, by
    number, that cannot hold, each with the reason.
    """

    means: str
    cut_short: bool = False
    like: Like = Like.UNDISTURBED
    differs: tuple[Differs, ...] = ()
    suspends: Mapping[int, str] = field(default_factory=dict)

    def unexpected(self, lines: Sequence[str]) -> list[int]:
        """The places of the differences that are not by design."""
        return [place for place, line in enumerate(lines) if not any(it.matching([line]) for it in self.differs)]

    def missing(self, lines: Sequence[str]) -> list[str]:
        """The differences by design that are not there, or not as often as they have to be, in words."""
        return [broken for it in self.differs if (broken := it.broken_by(it.matching(lines)))]
