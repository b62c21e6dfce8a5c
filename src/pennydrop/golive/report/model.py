"""The one model behind every form of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby

from pennydrop.golive.check import Section
from pennydrop.golive.closing import STEPS, Conclusion, Step, conclude
from pennydrop.golive.finding import NO_GO, Finding, State

# The order in which a summary counts.
COUNTED = (
    State.FAILED,
    State.WAITING,
    State.OPEN,
    State.NOT_LOOKED_AT,
    State.WARNED,
    State.PASSED,
    State.SIGNED,
    State.NOT_APPLICABLE,
)


@dataclass(frozen=True)
class Report:
    """``findings`` are in the order of the checklist. ``selected``: only some checks were asked for, so that it can
    be no go. ``strays``: ids that are signed off and are no checks."""

    site: str
    profile: str
    at: datetime
    findings: tuple[Finding, ...]
    selected: bool = False
    interrupted: bool = False
    strays: tuple[str, ...] = ()

    @cached_property
    def conclusions(self) -> tuple[Conclusion, ...]:
        """The final checklist; none where only a part was looked at."""
        return () if self.selected else conclude(self.findings)

    @cached_property
    def in_the_way(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.in_the_way)

    def cause_of(self, finding: Finding) -> Finding:
        """What has to be mended for ``finding``: the check at the end of all waiting, or itself if nothing here is."""
        by_id, seen = {each.check.id: each for each in self.in_the_way}, [finding]
        while (cause := by_id.get(seen[-1].answer.waits_on)) and cause not in seen:
            seen.append(cause)
        return finding if cause else seen[-1]

    def follows(self, finding: Finding) -> bool:
        """True of what is mended with something else that this report shows."""
        return self.cause_of(finding) is not finding

    @cached_property
    def causes(self) -> tuple[tuple[Finding, tuple[Finding, ...]], ...]:
        """What has to be mended, each with all that waits on it: together, all that is in the way."""
        return tuple(
            (cause, tuple(each for each in self.in_the_way if each is not cause and self.cause_of(each) is cause))
            for cause in self.in_the_way
            if not self.follows(cause)
        )

    @property
    def unproven(self) -> tuple[Conclusion, ...]:
        """Lines of the final checklist that no single check holds up, and that nothing proves either."""
        return tuple(
            conclusion
            for conclusion in self.conclusions
            if conclusion.state in NO_GO and not any(finding.in_the_way for finding in conclusion.findings)
        )

    @property
    def clear(self) -> bool:
        """Nothing that was looked at is in the way."""
        return not self.in_the_way and not self.unproven and not self.interrupted

    @property
    def verdict(self) -> str:
        """``go``, ``no-go``, or what can be said of a part."""
        if self.selected:
            return "nothing in the way in this part" if self.clear else "no-go"
        return "go" if self.clear else "no-go"

    @property
    def sections(self) -> list[tuple[Section, list[Finding]]]:
        groups = groupby(self.findings, key=lambda finding: finding.check.section)
        return [(section, list(findings)) for section, findings in groups]

    @cached_property
    def counts(self) -> dict[State, int]:
        """How many findings are in each state; states that do not occur are left out."""
        counter = Counter(finding.state for finding in self.findings)
        return {state: counter[state] for state in COUNTED if counter[state]}

    @property
    def summary(self) -> str:
        """``2 failed, 1 open, 40 passed``."""
        return ", ".join(f"{count} {state}" for state, count in self.counts.items())

    @property
    def steps(self) -> tuple[Step, ...]:
        """What to do next on a go; nothing before."""
        return STEPS if self.verdict == "go" else ()


def done(findings: Iterable[Finding]) -> str:
    """``3 of 5``: how many of those that apply are not in the way."""
    applicable = [finding for finding in findings if finding.state is not State.NOT_APPLICABLE]
    return f"{sum(not finding.in_the_way for finding in applicable)} of {len(applicable)}"
