"""What one check came to: its answer together with what a person has signed off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pennydrop.golive.check import Answer, Check, Verdict
from pennydrop.golive.signoffs import Signoff


class State(StrEnum):
    """Where an item of the checklist stands."""

    PASSED = "passed"
    SIGNED = "signed off"
    WARNED = "warned"
    FAILED = "failed"
    WAITING = "waiting"
    OPEN = "open"
    NOT_LOOKED_AT = "not looked at"
    NOT_APPLICABLE = "not applicable"


DONE = {State.PASSED, State.SIGNED, State.WARNED}
NO_GO = {State.FAILED, State.WAITING, State.OPEN, State.NOT_LOOKED_AT}
BOXES = dict.fromkeys(DONE, "[x]") | {
    State.FAILED: "[!]",
    State.WAITING: "[?]",
    State.OPEN: "[ ]",
    State.NOT_LOOKED_AT: "[ ]",
    State.NOT_APPLICABLE: "[-]",
}
_STATES = {
    Verdict.PASS: State.PASSED,
    Verdict.FAIL: State.FAILED,
    Verdict.WAITING: State.WAITING,
    Verdict.WARN: State.WARNED,
    Verdict.MANUAL: State.OPEN,
    Verdict.NOT_APPLICABLE: State.NOT_APPLICABLE,
}


@dataclass(frozen=True)
class Finding:
    """``today`` decides whether ``signoff`` still counts; ``looked`` is false of a check that was not run at all."""

    check: Check
    answer: Answer
    today: date
    signoff: Signoff | None = None
    looked: bool = True
    seconds: float = 0.0

    @property
    def state(self) -> State:
        if not self.looked:
            return State.NOT_LOOKED_AT
        state = _STATES[self.answer.verdict]
        signed = state is State.OPEN and self.signoff is not None and self.signoff.holds(self.today)
        return State.SIGNED if signed else state

    @property
    def box(self) -> str:
        return BOXES[self.state]

    @property
    def in_the_way(self) -> bool:
        """True when this alone makes it a no-go."""
        return self.state in NO_GO

    @property
    def evidence(self) -> str:
        """What was seen and, where somebody signed it off, what became of that."""
        seen = self.answer.evidence
        if self.state is State.WAITING:
            seen = f"waits on {self.answer.waits_on}: {seen}"
        return f"{seen} ({self._remark})" if self._remark else seen

    @property
    def mend(self) -> str:
        """What to do; nothing about what is signed off, or waits on a check that says what to do."""
        if self.state in (State.SIGNED, State.WAITING):
            return ""
        if self.state is State.OPEN:
            command = f"pennydrop golive sign {self.check.id} --by NAME --note TEXT"
            return f"{self.answer.mend}; once somebody has looked:\n{command}"
        return self.answer.mend

    @property
    def _remark(self) -> str:
        if self.signoff is None or not self.looked:
            return ""
        if self.state is State.SIGNED:
            return f"signed off by {self.signoff}"
        if self.state is State.OPEN:
            return f"signed off by {self.signoff.by} on {self.signoff.on}, which ended on {self.signoff.until}"
        why = "it cannot be told yet" if self.state is State.WAITING else "a program can see it"
        return f"the sign-off of {self.signoff.by} does not count: {why}"
