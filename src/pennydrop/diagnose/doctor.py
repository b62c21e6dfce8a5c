"""From an id to a diagnosis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pennydrop.diagnose.causes import causes
from pennydrop.diagnose.finding import Cause, Finding, Link, State
from pennydrop.diagnose.links import findings, first_broken
from pennydrop.diagnose.timeline import Entry, timeline
from pennydrop.errors import PaymentUnknown
from pennydrop.gateway.lookup import PREFIXES

if TYPE_CHECKING:
    from pennydrop.diagnose.case import Case
    from pennydrop.diagnose.gather import Witnesses
    from pennydrop.gateway import Payment

MOST_PAYMENTS = 10


@dataclass(frozen=True)
class Diagnosis:
    """What is known of one payment, link by link. ``broken`` is the first link that does not hold, ``causes`` why."""

    case: Case
    findings: tuple[Finding, ...]
    broken: Finding | None
    causes: tuple[Cause, ...]
    timeline: tuple[Entry, ...]

    @classmethod
    def of(cls, case: Case) -> Diagnosis:
        found = findings(case)
        wrong = first_broken(found)
        return cls(case, found, wrong, causes(case, wrong) if wrong else (), timeline(case))

    @property
    def verdict(self) -> str:
        """One sentence."""
        if self.broken:
            return f"broken at: {self.broken.link} ({self.broken.says})"
        waiting = next((it for it in self.findings if it.state is State.WAITING), None)
        if waiting and waiting.link is Link.PAID:
            return f"not paid: {waiting.says}"
        if waiting:
            return f"waiting at: {waiting.link} ({waiting.says})"
        blind = [it.link for it in self.findings if it.state is State.UNSEEN]
        return "nothing is broken" + (f", as far as can be seen; not seen: {', '.join(blind)}" if blind else "")

    def state_of(self, link: Link) -> State | None:
        """Whether a link holds; None if it does not concern this payment."""
        return next((it.state for it in self.findings if it.link is link), None)


def payments_behind(id: str, witnesses: Witnesses) -> tuple[Payment, ...]:
    """The payment behind an id of Stripe's or of the site's; behind an address all its latest, newest first.

    ``PaymentUnknown`` when there is none.
    """
    if "@" in id:
        found = witnesses.stripe.payments_of(id, MOST_PAYMENTS)
        if not found:
            raise PaymentUnknown(
                f"Stripe knows no Checkout of {id}: check the address, and that the key is of that mode"
            )
        return found
    stripe_id = id if id.startswith(PREFIXES) else witnesses.books.stripe_id_of(id)
    return (witnesses.stripe.payment(stripe_id),)


def diagnose(payment: Payment, witnesses: Witnesses) -> Diagnosis:
    """What became of it, as everybody tells it now."""
    return Diagnosis.of(witnesses.case(payment))
