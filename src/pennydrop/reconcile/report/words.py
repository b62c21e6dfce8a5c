"""The sentences that every report begins with."""

from __future__ import annotations

from pennydrop.money import Money
from pennydrop.reconcile.question import written
from pennydrop.reconcile.result import Day, Reconciliation

DAY_HEADINGS = ("day (UTC)", "payments", "together", "Stripe's fees", "failed", "together", "of others", "")
DAYS_SAY = "failed attempts are those of the whole account; payments of others are not compared"


def verdict(found: Reconciliation) -> str:
    """``in balance``, or how much is not."""
    if found.balanced:
        return "in balance"
    findings = f"{found.found:,} discrepanc{'y' if found.found == 1 else 'ies'}"
    return f"NOT in balance: {findings} of {len(found.counts)} kind{'' if len(found.counts) == 1 else 's'}"


def heading(found: Reconciliation) -> str:
    """Which period of which account."""
    period = f"{written(found.question.since)} to {written(found.question.until)}"
    account = f", account {found.account}" if found.account else ""
    return f"Stripe against the ledger, {period}{account}"


def lines(found: Reconciliation) -> list[str]:
    """What was compared with what, what was left out, and what could not be looked at."""
    it = found.figures
    grace = f"{found.question.grace.total_seconds() / 60:.0f} minutes"
    said = [
        f"compared {it['payments_compared']:,} payments with {it['records']:,} records and {it['goods']:,} goods;"
        f" {it['refunds']:,} refunds, {it['disputes']:,} disputes"
    ]
    if it["payments_too_young"]:
        said.append(f"too young to judge: {_payments(it['payments_too_young'])} changed in the last {grace}")
    if it["payments_of_others"]:
        said.append(f"not this site's: {_payments(it['payments_of_others'])} of another application on this account")
    for status, currency, many, amount in found.payouts:
        said.append(f"payouts {status}: {many:,}, together {Money(amount, currency)}")
    if found.resumed:
        said.append(f"went on where the run of {written(found.question.now)} was interrupted; --fresh begins anew")
    work = found.work
    paused = f", {work.paused} times told to slow down" if work.paused else ""
    said.append(
        f"took {work.requests:,} requests, {work.stripe_seconds:.1f} s of Stripe's{paused},"
        f" and {work.own_seconds:.1f} s of our own"
    )
    return [*said, *(f"note: {note}" for note in found.notes)]


def _payments(many: int) -> str:
    return f"{many:,} payment{'' if many == 1 else 's'}"


def cells(day: Day) -> tuple[str, ...]:
    """One row under :data:`DAY_HEADINGS`."""
    amounts = (Money(amount, day.currency) for amount in (day.paid_amount, day.fees, day.failed_amount))
    paid, fees, failed = map(str, amounts)
    return (day.day, f"{day.paid:,}", paid, fees, f"{day.failed:,}", failed, f"{day.others:,}", day.unusual)
