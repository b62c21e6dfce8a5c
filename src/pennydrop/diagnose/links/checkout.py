"""Stripe's own side: the Checkout Session and the money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.diagnose.finding import Finding, Link, State, broken, ok, unseen

if TYPE_CHECKING:
    from pennydrop.diagnose.case import Case


def opened(case: Case) -> Finding:
    """There is a Checkout Session."""
    it = case.payment
    return ok(Link.OPENED, f"{it.session_id} for {it.amount}, {it.session_status}")


def metadata(case: Case) -> Finding:
    """The session says what it is about in the way this site understands."""
    if case.chart is None:
        return unseen(
            Link.METADATA, "no chart of accounts says what a session has to carry: set PENNYDROP_GOLIVE__CHART"
        )
    key, values = case.chart.ours, case.chart.values
    said = case.payment.metadata.get(key)
    if not said:
        others = ", ".join(case.payment.metadata) or "none at all"
        return broken(Link.METADATA, f"the session carries no {key!r}; its metadata: {others}")
    if values and said not in values:
        return broken(Link.METADATA, f"{key} is {said!r}, which is none of {', '.join(values)}")
    return ok(Link.METADATA, f"{key}={said}")


def paid(case: Case) -> Finding:
    """The money was taken."""
    it = case.payment
    if it.payment_status == "no_payment_required":
        return ok(Link.PAID, "nothing had to be paid")
    if it.paid:
        tries = f" at attempt {len(case.attempts)}" if len(case.attempts) > 1 else ""
        return ok(Link.PAID, f"{it.amount}, {it.intent_id}{tries}")
    declined = [attempt for attempt in case.attempts if attempt.status == "failed"]
    if it.session_status == "complete":
        return Finding(Link.PAID, State.WAITING, f"{it.amount} is on its way; Stripe says {it.intent_status}")
    if declined:
        why = declined[-1].decline_code or declined[-1].message or "declined"
        return broken(Link.PAID, f"{len(declined)} attempts were declined, the last one for {why}")
    if it.session_status == "expired":
        return Finding(Link.PAID, State.WAITING, "nobody has tried to pay, and the Checkout has expired")
    return Finding(Link.PAID, State.WAITING, "nobody has tried to pay yet; the Checkout is open")
