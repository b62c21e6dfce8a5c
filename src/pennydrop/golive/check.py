"""What a check is: one sentence of the checklist, looked at on a running site and answered with evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pennydrop.golive.examination import Examination


class Verdict(StrEnum):
    """How a check ended. ``FAIL``, ``WAITING`` and an open ``MANUAL`` are a no-go."""

    PASS = "pass"  # noqa: S105 - a verdict
    FAIL = "fail"
    WAITING = "waiting"
    WARN = "warn"
    MANUAL = "manual"
    NOT_APPLICABLE = "not applicable"


class Section(StrEnum):
    """The parts of the checklist, in its order and wording."""

    STRIPE = "1. Stripe Dashboard configuration"
    ENVIRONMENT = "2. Production environment variables"
    TLS = "3. SSL certificate"
    FLOWS = "4. Payment flows, end to end"
    MAIL = "5. Email notifications"
    WEBHOOK = "6. Webhook"
    LOGGING = "7. Logging and monitoring"
    BACKUP = "8. Database backup"
    REFUNDS = "9. Refund and cancellation"
    PEOPLE = "10. User communication"
    SECURITY = "Security reminders"
    FINAL = "Final go-live checklist"


@dataclass(frozen=True)
class Answer:
    """``evidence``: what was seen, with the value. ``mend``: what to do about it, in the imperative; empty: nothing.

    ``waits_on``: the id of the check that has to pass before this one can be told; of a ``WAITING`` one only.
    """

    verdict: Verdict
    evidence: str
    mend: str = ""
    waits_on: str = ""


def passed(evidence: str) -> Answer:
    """What was asked for is so."""
    return Answer(Verdict.PASS, evidence)


def failed(evidence: str, *, mend: str) -> Answer:
    """It is not so: no-go until it is mended."""
    return Answer(Verdict.FAIL, evidence, mend)


def waiting(reason: str, *, on: str) -> Answer:
    """It cannot be told while the check ``on`` does not pass: a no-go like that one, and no fault of its own."""
    return Answer(Verdict.WAITING, reason, f"mend {on} first", on)


def warned(evidence: str, *, mend: str) -> Answer:
    """It will do, and could be better."""
    return Answer(Verdict.WARN, evidence, mend)


def by_hand(evidence: str, *, mend: str) -> Answer:
    """No program can see it: a person signs it off, ``pennydrop golive sign ID --by NAME``."""
    return Answer(Verdict.MANUAL, evidence, mend)


def not_applicable(reason: str) -> Answer:
    """It does not concern this site, or not with these settings."""
    return Answer(Verdict.NOT_APPLICABLE, reason)


Look = Callable[["Examination"], Answer]


@dataclass(frozen=True)
class Check:
    """``id`` is what a person signs off or chooses by (``webhook-url``); ``says`` what has to be so, in one sentence.

    ``writes`` is true of a check that does more than look: it sends something to the site, or makes a backup.
    ``holds_days`` is how long a sign-off of it counts, unless it says so itself; None: always.
    """

    id: str
    section: Section
    says: str
    look: Look
    writes: bool = False
    holds_days: int | None = None


def check(
    id: str, section: Section, says: str, *, writes: bool = False, holds_days: int | None = None
) -> Callable[[Look], Check]:
    """Make a check of a function that looks; the function's module lists it in ``CHECKS``."""
    return lambda look: Check(id, section, says, look, writes, holds_days)
