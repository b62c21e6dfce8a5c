"""Gives the money back: of every session that belongs to an intent, and of no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import stripe

from pennydrop.errors import PennydropError, RefundOutstanding, StripeUnreachable
from pennydrop.eventually import DeadlinePassed, Patience, eventually
from pennydrop.gateway import Gateway, Payment, Refund
from pennydrop.gateway.guard import LiveGuard
from pennydrop.golive.payment.intent import Intent, Intents
from pennydrop.money import Money

Tell = Callable[[str], None]
FREE = "no_payment_required"
PATIENCE = Patience(deadline=90.0, interval=0.5, slowest=5.0)
"""A payment that is just being taken can neither be expired nor refunded for some seconds."""
IN_VAIN = {
    "failed": "the money has come back to the account",
    "canceled": "the money has come back to the account",
    "requires_action": "somebody has to act before the money goes",
}
"""What a refund's status says of money that does not reach the customer by itself."""


class NotGivenBack(AssertionError):
    """Stripe refuses a refund, or has ``made`` one that gives nothing back: to ask again would make another."""

    def __init__(self, reason: str, *, made: bool = False) -> None:
        super().__init__(reason)
        self.made = made


@dataclass
class Settlement:
    """``returned``: what went back now, by PaymentIntent. ``untouched``: what was left alone, and why.

    ``kept``: by PaymentIntent, what has not gone back yet. ``in_vain``: of these, the refunds that give nothing back.
    """

    returned: dict[str, Money] = field(default_factory=dict)
    untouched: list[str] = field(default_factory=list)
    kept: dict[str, Money] = field(default_factory=dict)
    in_vain: dict[str, str] = field(default_factory=dict)


class Till:
    """The sessions of one intent at Stripe."""

    def __init__(self, gateway: Gateway, guard: LiveGuard, intents: Intents, tell: Tell) -> None:
        self._gateway, self._guard, self._intents, self._tell = gateway, guard, intents, tell

    def sessions(self, intent: Intent) -> list[Payment]:
        """Every session that the person has made since then, newest first, whatever it costs; each is noted."""
        own = [
            payment
            for payment in self._gateway.sessions_in(intent.began, intent.is_of)
            if payment.session_id not in intent.known and intent.may_have_made(payment.created)
        ]
        for payment in own:
            self._intents.note(payment.session_id)
        missing = set(intent.sessions) - {payment.session_id for payment in own}
        return own + [self._gateway.payment(id) for id in sorted(missing)]

    def settle(self, intent: Intent) -> Settlement:
        """Close what is open, give back what was paid, and note that it is done. ``RefundOutstanding`` if it is not."""
        done = Settlement()
        try:
            eventually("the payment is settled", lambda: self._settled(intent, done), patience=PATIENCE)
        except (DeadlinePassed, PennydropError) as trouble:
            raise RefundOutstanding(self._outstanding(intent, done, _reason(trouble))) from trouble
        if done.in_vain:
            raise RefundOutstanding(self._outstanding(intent, done, "; ".join(done.in_vain.values())))
        self._intents.keep(replace(self._latest(intent), settled=True))
        return done

    def _latest(self, intent: Intent) -> Intent:
        """The intent with the sessions that were seen meanwhile."""
        current = self._intents.current
        return current if current and current.id == intent.id else intent

    def _outstanding(self, intent: Intent, done: Settlement, reason: str) -> str:
        """Which money is still out, why, and what to do."""
        kept = " and ".join(f"{left} of {intent_id}" for intent_id, left in done.kept.items())
        sessions = ", ".join(self._latest(intent).sessions) or "no Checkout Session was seen yet"
        return (
            f"the assisted payment {intent.id} is not settled: {f'{kept} has not gone back' if kept else sessions}"
            f" ({reason}). Mend what is named there and run `pennydrop golive pay --finish`, or refund it in the"
            f" Dashboard: {', '.join(done.kept) or sessions}"
        )

    def give_back(self, payment: Payment, amount: Money | None = None, *, key: str | None = None) -> None:
        """Refund ``amount`` of an own payment, or all that is left of it. ``NotGivenBack`` if it does not go back."""
        intent_id = payment.intent_id or ""
        self._guard.own(intent_id)
        try:
            refund = self._gateway.refund(intent_id, amount, idempotency_key=key)
        except stripe.StripeError as refusal:
            raise NotGivenBack(f"Stripe does not refund {intent_id}: {refusal}") from refusal
        if refund.status in IN_VAIN:
            raise NotGivenBack(_in_vain(refund), made=True)

    def close(self, payment: Payment) -> None:
        """Let nobody pay this session any more; if somebody just has, it stays as it is."""
        try:
            self._gateway.expire(payment.session_id)
            self._tell(f"{payment.session_id} can no longer be paid.")
        except stripe.InvalidRequestError:
            self._tell(f"{payment.session_id} is no longer open.")

    def _settled(self, intent: Intent, done: Settlement) -> bool:
        """One look at each session, and what is due about it; trouble with one keeps nobody from the next."""
        try:
            found = self.sessions(intent)
        except StripeUnreachable as silence:
            raise AssertionError(f"Stripe does not answer: {silence}") from silence
        troubles, settled = [], True
        for payment in found:
            try:
                settled &= self._is_settled(intent, payment, done)
            except (AssertionError, StripeUnreachable, stripe.StripeError) as trouble:
                troubles.append(f"{payment.session_id}: {trouble}")
        if troubles:
            raise AssertionError("; ".join(troubles))
        return settled

    def _is_settled(self, intent: Intent, payment: Payment, done: Settlement) -> bool:
        if payment.session_status == "open":
            self.close(payment)
            return False
        if payment.session_status == "expired" or payment.payment_status == FREE:
            return True
        if not payment.paid:
            raise AssertionError(f"{payment.session_id} is complete, and {payment.payment_status}")
        if payment.intent_id in done.in_vain:
            return True
        if payment.kept <= 0:
            return self._has_gone_back(payment, done)
        if not within(payment.amount, intent.spend):
            left_alone = (
                f"{payment.session_id} was paid with {payment.amount}, more than the {intent.spend} that were allowed:"
                " not touched. Refund it in the Dashboard if it was not meant"
            )
            if left_alone not in done.untouched:
                done.untouched.append(left_alone)
            return True
        self._return(payment, done)
        return False

    def _has_gone_back(self, payment: Payment, done: Settlement) -> bool:
        """A refund that waits for somebody to act counts as returned at the charge, and is not."""
        intent_id = payment.intent_id or ""
        done.kept.pop(intent_id, None)
        if waiting := [it for it in self._gateway.refunds(intent_id) if it.status == "requires_action"]:
            done.kept[intent_id] = Money(sum(it.amount.minor for it in waiting), payment.currency)
            done.in_vain[intent_id] = "; ".join(map(_in_vain, waiting))
        return True

    def _return(self, payment: Payment, done: Settlement) -> None:
        intent_id, left = payment.intent_id or "", Money(payment.kept, payment.currency)
        done.kept[intent_id] = left
        try:
            self.give_back(payment)
        except NotGivenBack as trouble:
            if not trouble.made:
                raise
            done.in_vain[intent_id] = str(trouble)
            return
        done.returned[intent_id] = left
        self._tell(f"{left} of {intent_id} given back.")


def _in_vain(refund: Refund) -> str:
    return f"the refund {refund.id} over {refund.amount} is {refund.status}: {IN_VAIN[refund.status]}"


def _reason(trouble: Exception) -> str:
    """What was seen last, rather than how often it was looked at."""
    last = trouble.last if isinstance(trouble, DeadlinePassed) else trouble
    return str(last) if isinstance(last, Exception) else str(trouble)


def within(amount: Money, limit: Money) -> bool:
    """Whether this is a sum that was allowed."""
    return amount.currency == limit.currency and 0 < amount.minor <= limit.minor
