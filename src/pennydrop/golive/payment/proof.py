"""Proves what became of the payment, link by link, as ``pennydrop diagnose`` sees it; a person says the rest."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from pennydrop.bookkeeping.rules import money
from pennydrop.diagnose.case import Case, Source
from pennydrop.diagnose.doctor import Diagnosis
from pennydrop.diagnose.finding import Finding, Link, State
from pennydrop.diagnose.gather import Witnesses
from pennydrop.eventually import DeadlinePassed, Patience, eventually
from pennydrop.money import Money

PATIENCE = Patience(deadline=60.0, interval=0.5, slowest=3.0)
"""Stripe delivers within seconds, and a busy site mails within a minute."""
Ask = Callable[[str], bool | None]
"""Asks the person a question; ``None`` when there is nobody to ask."""
QUESTIONS = {
    Link.BUYER_MAIL: "Has the confirmation of the purchase arrived, once, with the right sum?",
    Link.SELLER_MAIL: "Has the seller been told of the purchase, once?",
    Link.REFUND_MAIL: "Has the mail about the refund arrived, once, with the right sum?",
}
OF_A_REFUND = tuple(link for link in Link if link.startswith("refund"))


@dataclass(frozen=True)
class Proof:
    """``stage``: payment, partial refund or refund. ``holds`` is ``None`` where nobody could tell."""

    stage: str
    what: str
    holds: bool | None
    evidence: str


class Prover:
    """Looks at one payment until every link holds, or the patience is over."""

    def __init__(self, witnesses: Witnesses, ask: Ask, patience: Patience = PATIENCE) -> None:
        self._witnesses, self._ask, self._patience = witnesses, ask, patience

    def payment(self, session_id: str) -> list[Proof]:
        """That the purchase is on record, delivered, mailed, booked and answered."""
        case = self._settled_case(session_id, lambda case: True)
        proofs = [self._judged("payment", it) for it in Diagnosis.of(case).findings]
        return [*proofs, _commission(case)]

    def refund(self, session_id: str, stage: str, returned: Money) -> list[Proof]:
        """That ``returned``, all that has gone back so far, is on record, mailed and answered."""
        case = self._settled_case(session_id, lambda case: case.payment.refunded == returned and _each_told(case))
        found = [it for it in Diagnosis.of(case).findings if it.link in OF_A_REFUND]
        at_stripe = Proof(stage, "gone back at Stripe", case.payment.refunded == returned, f"{case.payment.refunded}")
        return [at_stripe, *(self._judged(stage, it) for it in found)]

    def _settled_case(self, session_id: str, complete: Callable[[Case], bool]) -> Case:
        """As soon as nothing is broken any more; at the end of the patience as it is then."""
        latest: list[Case] = []

        def look() -> bool:
            latest[:] = [self._witnesses.case(self._witnesses.stripe.payment(session_id))]
            return complete(latest[0]) and Diagnosis.of(latest[0]).broken is None

        with suppress(DeadlinePassed):
            eventually("every link holds", look, patience=self._patience)
        return latest[0]

    def _judged(self, stage: str, finding: Finding) -> Proof:
        holds: bool | None = finding.state is State.OK
        evidence = finding.says
        if finding.state is State.UNSEEN:
            holds = None
            if question := QUESTIONS.get(finding.link):
                holds = self._ask(question)
                said = {True: "the person says so", False: "the person says no", None: "nobody was there to ask"}
                evidence = f"{said[holds]}; no program could look: {finding.says}"
        return Proof(stage, finding.link, holds, evidence)


def _each_told(case: Case) -> bool:
    """Whether Stripe has an event of each refund, and the site has answered all of them."""
    made = [it for it in case.refunds if it.status not in ("failed", "canceled")]
    events = case.events_of("charge.refunded")
    return len(events) >= len(made) and not any(it.pending for it in events)


def _commission(case: Case) -> Proof:
    what = "commission booked"
    if case.facts is None:
        return Proof("payment", what, None, case.unseen[Source.DATABASE])
    wrong = next(iter(money.commission(case.facts)), None)
    if wrong:
        return Proof("payment", what, False, f"{wrong.found}, expected {wrong.expected}")
    booked = [f"{it.commission} and {it.share}" for it in case.facts.records if it.commission and it.share]
    return Proof("payment", what, bool(booked) or None, ", ".join(booked) or "the chart of accounts has none")
