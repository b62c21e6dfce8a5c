"""Section 9, and the real payment of sections 4 and 6: what was paid went back, and is on record."""

from __future__ import annotations

import stripe

from pennydrop.errors import PennydropError
from pennydrop.gateway import Gateway, Payment
from pennydrop.golive.check import Answer, Section, by_hand, check, failed, not_applicable, passed, warned
from pennydrop.golive.examination import Examination
from pennydrop.golive.flows import COURSE, LESSONS, PARTIAL, REFUND, WORKSHOP, proven_by
from pennydrop.golive.payment.record import PaymentRecord

PAY = "run `pennydrop golive pay --spend 0.50gbp --partial-first` with a real card"
NO_MONEY = "no real money in the {} profile: the live profile asks for an assisted payment"


def recorded_payment(examination: Examination) -> PaymentRecord | None:
    """The latest assisted payment."""
    return PaymentRecord.read(examination.golive.payment_record)


def payment_at_stripe(examination: Examination) -> Payment:
    """The same as Stripe tells it now: a file can say anything."""
    record = examination.once(recorded_payment)
    if record is None:
        raise PennydropError("there is no assisted payment")
    gateway = Gateway(examination.settings)
    try:
        return gateway.payment(record.session)
    except stripe.InvalidRequestError as unknown:
        raise PennydropError(f"Stripe knows no {record.session} in this account") from unknown
    finally:
        gateway.close()


@check("live-payment", Section.FLOWS, "A small real payment went through: record, goods, mails, commission, webhook.")
def live_payment(examination: Examination) -> Answer:
    record = examination.once(recorded_payment)
    if answer := _cannot_be_judged(examination, record):
        return answer
    assert record is not None  # noqa: S101 - judged above
    if record.disproven:
        wrong = "; ".join(f"{it.stage}: {it.what}: {it.evidence}" for it in record.disproven)
        return failed(wrong, mend=f"`pennydrop diagnose {record.session}` says why; mend it, then {PAY} again")
    payment = examination.once(payment_at_stripe)
    if not payment.paid or payment.amount != record.amount:
        return failed(
            f"{record.session} is {payment.payment_status} with {payment.amount} at Stripe, and the record says"
            f" {record.amount}",
            mend=f"{PAY}: this record is of something else",
        )
    said = f"{payment.amount}, {record.payment_intent}, {record.ended:%d %B %Y}"
    if blind := [f"{it.stage}: {it.what}" for it in record.unseen]:
        return warned(f"{said}; nobody could see: {', '.join(blind)}", mend=f"{PAY}, at a terminal, and answer it")
    return passed(f"{said}: {len(record.proofs)} proofs hold")


@check("live-refund", Section.REFUNDS, "The real payment went back in full, and every penny is accounted for.")
def live_refund(examination: Examination) -> Answer:
    record = examination.once(recorded_payment)
    if answer := _cannot_be_judged(examination, record):
        return answer
    assert record is not None  # noqa: S101 - judged above
    payment = examination.once(payment_at_stripe)
    if payment.kept:
        return failed(
            f"{payment.refunded} of {payment.amount} ({record.payment_intent}) went back at Stripe",
            mend="run `pennydrop golive pay --finish`, or refund the rest in the Dashboard",
        )
    parts = "in two parts" if record.in_parts else "at once"
    return passed(f"{payment.refunded} of {payment.amount} went back {parts}; Stripe keeps {record.kept} of its own")


def _cannot_be_judged(examination: Examination, record: PaymentRecord | None) -> Answer | None:
    """Why there is nothing to look at, or what is there is not of this account."""
    profile, golive = examination.settings.profile, examination.golive
    if profile != "live":
        return not_applicable(NO_MONEY.format(profile))
    if record is None:
        return by_hand(f"{golive.payment_record} is not there: no assisted payment was made", mend=PAY)
    if golive.account and record.account != golive.account:
        return failed(f"it was made in {record.account}, and the account is {golive.account}", mend=f"{PAY} there")
    if not record.live:
        return failed(f"{record.session} is a payment in test mode", mend=f"{PAY} in the live profile")
    return None


CHECKS = (
    live_payment,
    proven_by("refund-test-payment", Section.REFUNDS, "Test payments can be made.", LESSONS, WORKSHOP, COURSE),
    proven_by("refund-dashboard", Section.REFUNDS, "A refund in Stripe's dashboard takes the goods back.", REFUND),
    proven_by("refund-on-record", Section.REFUNDS, "The refund appears in the payment record.", REFUND),
    proven_by("refund-partial", Section.REFUNDS, "A partial refund leaves the goods, and is on record.", PARTIAL),
    live_refund,
)
