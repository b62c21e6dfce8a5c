"""The assisted payment: a person pays, Pennydrop proves it and gives the money back, whatever happens in between."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from pennydrop.diagnose.gather import Witnesses
from pennydrop.errors import RefundOutstanding, SpendingRefused, StripeUnreachable
from pennydrop.eventually import DeadlinePassed, Patience, eventually
from pennydrop.gateway import Gateway, Payment
from pennydrop.gateway.guard import LiveGuard
from pennydrop.gateway.pennies import Pennies, pennies_of
from pennydrop.gateway.spending import SpendingLedger
from pennydrop.golive.payment.intent import Intent, Intents
from pennydrop.golive.payment.interruption import Interrupted, Interruptions
from pennydrop.golive.payment.proof import Ask, Proof, Prover
from pennydrop.golive.payment.record import PaymentRecord
from pennydrop.golive.payment.settling import NotGivenBack, Settlement, Till, within
from pennydrop.golive.payment.window import Window
from pennydrop.money import Money
from pennydrop.settings import Settings

HOLDER = "pennydrop golive pay"
REFUSED_CARD = "requires_payment_method"


@dataclass(frozen=True)
class Wish:
    """What was asked for. ``path``: where the browser opens. ``wait``: seconds for the person to pay."""

    spend: Money
    path: str
    email: str
    in_parts: bool = False
    wait: float = 1800.0


class AssistedPayment:
    """One run of the command; ``tell`` prints a line, ``ask`` puts a question to the person."""

    def __init__(self, settings: Settings, account: str | None, tell: Callable[[str], None], ask: Ask) -> None:
        self._settings, self._account = settings, account or settings.golive.account
        self._ask = ask
        self._line = tell
        folder = settings.state_dir / "golive" / "payments"
        spending = SpendingLedger(folder / f"spent-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.jsonl", settings.spending_cap)
        self._intents = Intents(folder)
        self._guard = LiveGuard(settings, spending)
        self._gateway = Gateway(settings, guard=self._guard)
        self._till = Till(self._gateway, self._guard, self._intents, self._tell)
        self._interruptions = Interruptions(self._tell)
        self._told: set[str] = set()

    def finish(self) -> None:
        """Give back what an earlier run could not. ``RefundOutstanding`` if that fails again."""
        with self._intents.alone(), self._guard.licensed(HOLDER, self._account), self._interruptions.watched():
            self._finish(self._checked_account())

    def run(self, wish: Wish) -> PaymentRecord | None:
        """Let the person pay, prove it, give it back, and prove that; ``None`` if nobody paid.

        ``Interrupted`` when the run was ended early, and ``RefundOutstanding`` if not all money could be given back.
        """
        with self._intents.alone(), self._guard.licensed(HOLDER, self._account), self._interruptions.watched():
            account = self._checked_account()
            self._finish(account)
            self._check_sum(wish)
            return self._paid_and_returned(account, wish)

    def _paid_and_returned(self, account: str, wish: Wish) -> PaymentRecord | None:
        window = Window(self._settings, self._settings.site + wish.path)
        with Witnesses(self._settings) as witnesses:
            prover = Prover(witnesses, self._ask)
            try:
                intent = self._begin(account, wish)
                window.open()
                paid = self._wait(intent, wish, window)
                proofs = self._proven(prover, paid, wish, intent) if paid else []
            except BaseException as reason:
                self._wind_up(window, reason)
                raise
            settlement = self._wind_up(window, None)
            if settlement and settlement.untouched:
                raise RefundOutstanding("; ".join(settlement.untouched))
            if not paid:
                return None
            self._tell("All of it has gone back. Proving that ...")
            proofs += prover.refund(paid.session_id, "refund", paid.amount)
            return self._recorded(account, paid, proofs, wish)

    def _begin(self, account: str, wish: Wish) -> Intent:
        """Written down before anybody can pay."""
        email = wish.email.strip().lower()
        now = datetime.now(UTC)
        known = tuple(it.session_id for it in self._gateway.sessions_in(now, lambda found: found == email))
        intent = self._intents.keep(Intent.of(account, email, wish.spend, known, now))
        self._tell(f"A browser opens at {self._settings.site}{wish.path}.")
        self._tell(f"Log in, choose something for at most {wish.spend}, and pay it with a real card at Stripe's page.")
        self._tell("It is given back at the end, also after Ctrl-C. Waiting for the Checkout Session ...")
        return intent

    def _wait(self, intent: Intent, wish: Wish, window: Window) -> Payment | None:
        """The payment; ``None`` if nobody has made it in time."""

        def look() -> Payment | None:
            self._intents.still_alive()
            try:
                sessions = self._till.sessions(self._intents.current or intent)
            except StripeUnreachable as silence:
                raise AssertionError(str(silence)) from silence
            for payment in sessions:
                self._watch(payment, wish)
            if paid := next((it for it in sessions if it.paid), None):
                return paid
            if window.closed:
                raise Interrupted("the browser was closed")
            return None

        try:
            return eventually("somebody pays", look, patience=Patience(wish.wait, interval=0.5, slowest=1.5))
        except DeadlinePassed:
            self._tell(f"Nobody has paid within {wish.wait / 60:.0f} minutes.")
            return None

    def _watch(self, payment: Payment, wish: Wish) -> None:
        if payment.session_status == "open" and not within(payment.amount, wish.spend):
            self._tell(f"{payment.session_id} is about {payment.amount}; allowed are {wish.spend}. It is closed.")
            self._till.close(payment)
            self._tell("Go back to the shop and choose something that costs as much as that, or less.")
        elif payment.session_status == "open":
            self._tell_once(f"{payment.session_id} over {payment.amount} is open: type the card there.")
        if payment.intent_status == REFUSED_CARD and payment.charge_id:
            self._tell_once(f"The card was refused ({payment.charge_id}). Another try is fine.")

    def _proven(self, prover: Prover, paid: Payment, wish: Wish, intent: Intent) -> list[Proof]:
        """Of the payment and, if wanted, of a first part that goes back."""
        self._tell(f"{paid.amount} paid: {paid.intent_id}. Proving it ...")
        for other in self._till.sessions(intent):
            if other.session_status == "open":
                self._till.close(other)
        if not within(paid.amount, wish.spend):
            return []
        proofs = prover.payment(paid.session_id)
        if wish.in_parts and paid.amount.minor > 1:
            part = Money(paid.amount.minor // 2, paid.currency)
            try:
                self._till.give_back(paid, part, key=f"{intent.id}-part")
            except NotGivenBack as trouble:
                return [*proofs, Proof("partial refund", "gone back at Stripe", False, str(trouble))]
            self._tell(f"{part} given back. Proving it ...")
            proofs += prover.refund(paid.session_id, "partial refund", part)
        return proofs

    def _wind_up(self, window: Window, reason: BaseException | None) -> Settlement | None:
        """Close the browser, then leave nothing open or kept. No signal interrupts it."""
        with self._interruptions.held():
            if reason:
                self._tell(f"Stopping ({reason}): the money goes back first.")
            window.close()
            intent = self._intents.current
            return self._till.settle(intent) if intent else None

    def _recorded(self, account: str, paid: Payment, proofs: list[Proof], wish: Wish) -> PaymentRecord:
        pennies = pennies_of(self._settings, paid.intent_id or "")
        proofs.append(_accounted(pennies))
        redact = self._settings.redact
        record = PaymentRecord(
            account=account,
            live=paid.session_id.startswith("cs_live_"),
            ended=datetime.now(UTC).replace(microsecond=0),
            session=paid.session_id,
            payment_intent=paid.intent_id or "",
            amount=paid.amount,
            returned=pennies.returned,
            kept=pennies.fee,
            in_parts=wish.in_parts,
            proofs=tuple(Proof(it.stage, it.what, it.holds, redact(it.evidence)) for it in proofs),
        )
        record.write(self._settings.golive.payment_record)
        return record

    def _finish(self, account: str) -> None:
        for intent in self._intents.unfinished():
            if intent.account != account:
                raise RefundOutstanding(
                    f"the unfinished payment {intent.id} was made in {intent.account}, and the key is one of {account}."
                    f" Run `pennydrop golive pay --finish` with a key of {intent.account}"
                )
            self._tell(f"The payment {intent.id} was not finished. Finishing it first ...")
            with self._interruptions.held():
                settlement = self._till.settle(intent)
            if not settlement.returned:
                self._tell("There was nothing to give back.")
            for left_alone in settlement.untouched:
                self._tell(left_alone)
        self._intents.current = None

    def _checked_account(self) -> str:
        """The account of the key, which has to be the one that was named."""
        if not self._account and self._settings.profile == "live":
            raise SpendingRefused("name the account that is meant: --account acct_..., or PENNYDROP_GOLIVE__ACCOUNT")
        actual = self._gateway.account_id()
        if self._account and actual != self._account:
            raise SpendingRefused(
                f"PENNYDROP_STRIPE_SECRET_KEY is a key of {actual}, and {self._account} was named. Nothing was done;"
                " take the key of that account, or correct the id"
            )
        return actual

    def _check_sum(self, wish: Wish) -> None:
        cap = self._settings.spending_cap
        if wish.spend.minor <= 0 or (cap is not None and wish.spend.minor > cap):
            allowed = (
                f"up to {Money(cap, wish.spend.currency)} (PENNYDROP_SPENDING_CAP)" if cap else "more than nothing"
            )
            raise SpendingRefused(f"--spend is {wish.spend}; it must be {allowed}")
        self._guard.reserve("an assisted payment", wish.spend)

    def _tell(self, text: str) -> None:
        with suppress(OSError):  # the terminal may be gone; the money goes back all the same
            self._line(self._settings.redact(text))

    def _tell_once(self, text: str) -> None:
        if text not in self._told:
            self._told.add(text)
            self._tell(text)


def _accounted(pennies: Pennies) -> Proof:
    """Every penny: all that was paid went back, and the balance changed by Stripe's fee alone."""
    said = (
        f"{pennies.paid} paid, {pennies.returned} returned, {pennies.fee} kept by Stripe, {pennies.net} on the balance"
    )
    return Proof("refund", "every penny accounted for", pennies.add_up and pennies.paid == pennies.returned, said)
